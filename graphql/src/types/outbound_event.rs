//! What a company's own endpoint was told, or is to be.

use actors::outbox::{TEST_EVENT, interview_event};
use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject, connection::PageInfo};
use entities::{
    DbErr, Instant,
    ids::{EffectId, TenantId},
    outbox::Status,
    sea_orm::ConnectionTrait,
    sent_event::{self, About, SentEvent},
};

use super::interview::Interview;
use crate::{
    connection::{cursor, page_info},
    loaders::Loaders,
};

/// An event that the company's own endpoint was told, or is to be.
#[derive(Clone)]
pub(crate) struct OutboundEvent(SentEvent);

/// How far an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Status")]
enum OutboundEventStatus {
    /// It is sent, or sent again, as soon as its time comes.
    #[graphql(name = "WAITING")]
    Pending,
    /// The endpoint took it.
    Done,
    /// It was given up, as a rule after two days of trying; an operator decides.
    #[graphql(name = "GIVEN_UP")]
    Dead,
    /// It is never sent: an operator dropped it, the endpoint was removed, or what is kept of the candidate
    /// was erased.
    Dropped,
}

#[Object]
impl OutboundEvent {
    /// `effect:<uuid>`, as among what was given up.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// What the endpoint gets as `webhook-id`.
    async fn webhook_id(&self) -> String {
        self.0.id.0.to_string()
    }

    /// What the endpoint gets as `type`, such as `interview.invited`; null where it cannot be read.
    #[graphql(name = "type")]
    async fn kind(&self) -> Option<String> {
        Some(match self.0.about.as_ref()? {
            About::Test => TEST_EVENT.to_owned(),
            About::Step(_, state) => interview_event(state),
            About::Erased(_) => interview_event("erased"),
        })
    }

    /// How far it is.
    async fn status(&self) -> OutboundEventStatus {
        self.0.status.into()
    }

    /// Tries so far.
    async fn attempts(&self) -> i32 {
        self.0.attempts
    }

    /// Why the last try failed, or why it was dropped; null where it was taken.
    async fn error(&self) -> Option<&str> {
        self.0.error.as_deref()
    }

    /// When what it tells happened.
    async fn created_at(&self) -> Instant {
        self.0.created_at
    }

    /// When it was taken, given up or dropped; null while it waits.
    async fn ended_at(&self) -> Option<Instant> {
        self.0.finished_at
    }

    /// When it is sent, or sent again, at the earliest; null once it ended.
    async fn next_try_at(&self) -> Option<Instant> {
        (self.0.status == Status::Pending).then_some(self.0.due_at)
    }

    /// The interview that it is about; null for a test.
    async fn interview(&self, ctx: &Context<'_>) -> Result<Option<Interview>> {
        let Some(id) = self.0.about.as_ref().and_then(About::pipeline_id) else { return Ok(None) };
        Ok(Loaders::load(ctx, id).await?.map(Interview))
    }
}

/// A page of events.
pub(crate) struct OutboundEventConnection {
    rows: Vec<OutboundEvent>,
    more: bool,
    continued: bool,
}

/// An event in a page.
#[derive(SimpleObject)]
struct OutboundEventEdge {
    /// Its place in the list.
    cursor: String,
    /// The event.
    node: OutboundEvent,
}

impl OutboundEventConnection {
    /// `size` of a tenant's, from after one.
    pub(crate) async fn page(
        db: &impl ConnectionTrait,
        tenant_id: TenantId,
        after: Option<EffectId>,
        size: usize,
    ) -> Result<Self, DbErr> {
        // One more than asked for tells whether there is a next page.
        let mut rows = sent_event::page(db, tenant_id, after, size as u64 + 1).await?;
        let more = rows.len() > size;
        rows.truncate(size);
        let rows = rows.into_iter().map(OutboundEvent).collect();
        Ok(Self { rows, more, continued: after.is_some() })
    }
}

fn place(event: &OutboundEvent) -> String {
    cursor(event.0.created_at, event.0.id.0)
}

#[Object]
impl OutboundEventConnection {
    /// What the page lists, with places.
    async fn edges(&self) -> Vec<OutboundEventEdge> {
        let each = self.rows.iter();
        each.map(|row| OutboundEventEdge { cursor: place(row), node: row.clone() }).collect()
    }

    /// What the page lists.
    async fn nodes(&self) -> &[OutboundEvent] {
        &self.rows
    }

    /// Where the page lies in the list.
    async fn page_info(&self) -> PageInfo {
        page_info(&self.rows, place, (self.continued, self.more))
    }
}
