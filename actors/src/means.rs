//! What actors and performers work with; passed in, never global.

use std::{fmt, sync::Arc};

use entities::{DatabaseConnection, Instant, ids::InviteId, ids::PipelineId, invite, vault::Vault};
use uuid::Uuid;

use crate::{
    Directory,
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

/// Everything actors and performers use.
#[derive(Clone)]
pub struct Means {
    /// The store.
    pub db: DatabaseConnection,
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

    /// The candidate's room.
    pub fn room(&self, vault: &Vault, id: InviteId) -> String {
        self.to(&format!("/i/{}", vault.link_token(&invite::link_purpose(id))))
    }
}
