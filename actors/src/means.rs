//! What actors and performers work with; passed in, never global.

use std::{fmt, sync::Arc};

use entities::{
    Instant, Store,
    ids::PipelineId,
    store::{Fence, Watch},
    vault::Vault,
};
use interviewer::{Speech, skills::SkillFinder};
use uuid::Uuid;

use crate::{
    Directory, Outside,
    outbox::{Lever, Mailer},
};

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Instant;
}

/// Makes ids that sort by the time they were made.
pub trait Ids: Send + Sync {
    /// A new one.
    fn fresh(&self) -> Uuid;
}

/// A language model, and what is done without its answer.
#[derive(Debug)]
pub struct LanguageModel {
    /// The way to it.
    pub model: interviewer::Model,
    /// Whether the rules take its place where it cannot be asked. Else it is asked again later.
    pub rules_stand_in: bool,
}

/// Everything actors and performers use.
#[derive(Clone)]
pub struct Means {
    /// The store.
    pub db: Store,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// New ids.
    pub ids: Arc<dyn Ids>,
    /// Seals secrets, derives links.
    pub vault: Arc<Vault>,
    /// Wakes actors.
    pub directory: Directory,
    /// Addresses of our own pages.
    pub links: Links,
    /// The way to Lever.
    pub lever: Arc<Lever>,
    /// The way to the mail server.
    pub mailer: Arc<Mailer>,
    /// The language model, if there is one.
    pub model: Option<Arc<LanguageModel>>,
    /// Turns speech into text and questions into sound, if there is such an endpoint.
    pub speech: Option<Arc<Speech>>,
    /// Whom this server speaks to.
    pub outside: Arc<Outside>,
    /// Finds the skills that a posting names.
    pub skills: Arc<SkillFinder>,
    /// Told right before and right after what is done outside.
    pub watch: Option<Watch>,
}

impl Means {
    /// For the actors of a tenant that this node works for: what they commit must hold `fence`.
    pub(crate) fn for_owner(&self, fence: Option<Fence>) -> Self {
        Self { db: self.db.for_owner(fence), ..self.clone() }
    }

    /// Whether this is still sure to be the node that works for the tenant whose means these are.
    pub(crate) fn is_sure(&self) -> bool {
        self.directory.ownership().is_sure_of(self.db.fence())
    }

    /// Tells whoever watches where the process is.
    pub(crate) fn pass(&self, point: &'static str) {
        if let Some(watch) = &self.watch {
            watch(point);
        }
    }
}

impl fmt::Debug for Means {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Means").finish_non_exhaustive()
    }
}

/// Addresses of our own pages, as seen from outside.
#[derive(Clone, Debug)]
pub struct Links {
    public_url: Arc<str>,
}

impl Links {
    /// `public_url`: where browsers and Lever reach this server, such as `https://fulcrum.example`.
    pub fn new(public_url: &str) -> Self {
        Self { public_url: public_url.trim_end_matches('/').into() }
    }

    /// A path on this server.
    pub fn to(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }

    /// The dashboard's page of one interview; the mark by which our note is known again.
    pub fn interview(&self, id: PipelineId) -> String {
        self.to(&format!("/interviews/{id}"))
    }

    /// The candidate's room, behind a link with this token.
    pub fn room(&self, token: &str) -> String {
        self.to(&format!("/i/{token}"))
    }
}
