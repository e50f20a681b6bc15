//! A look at who is there already.

use async_graphql::{Enum, ID, Object, SimpleObject};
use entities::{Instant, backfill};

/// A look at who is in the trigger stages, or applied to postings that invite on application,
/// already; they are invited on request only.
pub(crate) struct Backfill(pub(crate) backfill::Model);

/// How far a backfill is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "backfill::Status")]
enum BackfillStatus {
    /// Lever is being read.
    Looking,
    /// The list is there; nobody was invited.
    Previewed,
    /// Those of the list who may be invited are on their way.
    Started,
    /// Lever could not be read.
    Failed,
}

/// Someone who is there already.
#[derive(SimpleObject)]
struct BackfillCandidate {
    /// Lever's id of the opportunity.
    opportunity_id: ID,
    /// As in Lever; may be empty.
    name: String,
    /// The posting's title; empty without one.
    posting: String,
    /// The opportunity in Lever's web app, when Lever gave an address.
    url: Option<String>,
    /// Whether an invite would be sent.
    would_be_invited: bool,
    /// Why not, for people; null when it would.
    reason: Option<String>,
}

#[Object]
impl Backfill {
    /// `backfill:<uuid>`.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// How far it is.
    async fn status(&self) -> BackfillStatus {
        self.0.status.into()
    }

    /// Why there is no list, for people.
    async fn error(&self) -> Option<&str> {
        self.0.error.as_deref()
    }

    /// When asked for.
    async fn created_at(&self) -> Instant {
        self.0.created_at
    }

    /// When Lever was read.
    async fn previewed_at(&self) -> Option<Instant> {
        self.0.previewed_at
    }

    /// When an operator had them invited.
    async fn started_at(&self) -> Option<Instant> {
        self.0.started_at
    }

    /// Who was found; first those who would be invited, each group by name.
    // Up to thousands, but of one row that is read anyway.
    #[graphql(complexity = "200 * child_complexity")]
    async fn candidates(&self) -> Vec<BackfillCandidate> {
        let each = self.0.candidates.0.iter().map(|candidate| BackfillCandidate {
            opportunity_id: candidate.opportunity_id.clone().into(),
            name: candidate.name.clone(),
            posting: candidate.posting.clone(),
            url: candidate.url.clone(),
            would_be_invited: candidate.refusal.is_none(),
            reason: candidate.refusal.clone(),
        });
        each.collect()
    }

    /// How many of them would be, or are being, invited.
    async fn invite_count(&self) -> usize {
        self.0.candidates.0.iter().filter(|candidate| candidate.refusal.is_none()).count()
    }
}
