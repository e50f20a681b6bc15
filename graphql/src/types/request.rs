//! What a candidate asks of the company, as an operator sees it.

use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use chrono::Duration;
use entities::{Instant, candidate_request};
use interviewer::Passage;

use super::interview::Interview;
use crate::{audit::reading, loaders::Loaders};

/// Who wants something corrected or deleted hears from a person within this time: the month of the
/// General Data Protection Regulation, article 12 (3).
const ANSWER_WITHIN: Duration = Duration::days(30);

/// Something that a candidate asked for or wants to know.
pub(crate) struct CandidateRequest(pub(crate) candidate_request::Model);

/// What a request is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "candidate_request::Kind")]
enum RequestKind {
    /// They want to know something about the position.
    Question,
    /// They want something corrected that is kept of them.
    Correction,
    /// They want deleted what is kept of them.
    Deletion,
    /// They need the interview to be another way, for example because of a disability. The link does
    /// not end while this waits, for 30 days at most.
    Accommodation,
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "candidate_request::Status")]
enum RequestStatus {
    /// A person is to answer.
    Open,
    /// A person did.
    Answered,
    /// The posting said it, and the candidate was shown where.
    Stated,
}

/// Words of a posting that a candidate was shown, verbatim.
#[derive(SimpleObject)]
struct PostingPassage {
    /// The words.
    text: String,
}

#[Object]
impl CandidateRequest {
    /// `request:<uuid>`.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// What it is about.
    async fn kind(&self) -> RequestKind {
        self.0.kind.into()
    }

    /// The candidate's words; may be empty.
    async fn text(&self, ctx: &Context<'_>) -> Result<&str> {
        if !self.0.text.is_empty() {
            reading(ctx, self.0.pipeline_id).await?;
        }
        Ok(&self.0.text)
    }

    /// What became of it.
    async fn status(&self) -> RequestStatus {
        self.0.status.into()
    }

    /// What the posting says about a question, as the candidate was shown it.
    async fn passages(&self, ctx: &Context<'_>) -> Result<Vec<PostingPassage>> {
        let stored = self.0.passages.clone();
        if stored.is_some() {
            reading(ctx, self.0.pipeline_id).await?;
        }
        let all: Vec<Passage> =
            stored.and_then(|stored| serde_json::from_value(stored).ok()).unwrap_or_default();
        Ok(all.into_iter().map(|passage| PostingPassage { text: passage.text }).collect())
    }

    /// When they asked.
    async fn made_at(&self) -> Instant {
        self.0.made_at
    }

    /// Until when the law wants a wish to correct or delete answered; null where it asks for nothing.
    async fn due_at(&self) -> Option<Instant> {
        use candidate_request::Kind as K;
        match self.0.kind {
            K::Correction | K::Deletion => Some(self.0.made_at + ANSWER_WITHIN),
            K::Question | K::Accommodation => None,
        }
    }

    /// What was written back; null until then.
    async fn reply(&self, ctx: &Context<'_>) -> Result<Option<&str>> {
        if self.0.reply.is_some() {
            reading(ctx, self.0.pipeline_id).await?;
        }
        Ok(self.0.reply.as_deref())
    }

    /// Who did; null when nobody had to.
    async fn replied_by(&self) -> Option<&str> {
        self.0.replied_by.as_deref()
    }

    /// When it was answered; null until then.
    async fn replied_at(&self) -> Option<Instant> {
        self.0.replied_at
    }

    /// Whose it is.
    async fn interview(&self, ctx: &Context<'_>) -> Result<Option<Interview>> {
        Ok(Loaders::load(ctx, self.0.pipeline_id).await?.map(Interview))
    }
}
