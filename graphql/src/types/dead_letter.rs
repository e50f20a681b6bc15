//! What was given up.

use actors::{Means, pipeline::cause};
use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject, connection::PageInfo};
use entities::{
    DbErr, Instant,
    dead_letter::{self, Content, Kind},
    ids::TenantId,
    inbox, outbox,
    sea_orm::ConnectionTrait,
};

use super::interview::Interview;
use crate::{
    connection::{cursor, page_info},
    error::fault,
    loaders::Loaders,
};

/// Something that was given up, for an operator to decide.
pub(crate) struct DeadLetter(pub(crate) dead_letter::DeadLetter);

/// What was given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Kind")]
pub(crate) enum DeadLetterKind {
    /// Something that came in and could not be decided.
    Message,
    /// Something that was to be done and could not.
    Effect,
    /// Something that the company's own endpoint was to be told and could not.
    Event,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "inbox::Status")]
pub(crate) enum DeadLetterStatus {
    /// Being tried again.
    Pending,
    /// Done after all.
    Done,
    /// Given up; an operator decides.
    Dead,
    /// An operator dropped it; the error says who and why.
    Dropped,
}

#[Object]
impl DeadLetter {
    /// `message:<uuid>` or `effect:<uuid>`.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// Whether it came in, was to be done or was to be told.
    async fn kind(&self) -> DeadLetterKind {
        self.0.kind.into()
    }

    /// What it is, in words, such as `write note`.
    async fn what(&self) -> String {
        what(&self.0)
    }

    /// What became of it.
    async fn status(&self) -> DeadLetterStatus {
        self.0.status.into()
    }

    /// Why the last try failed; when it was dropped, also by whom and why.
    async fn error(&self) -> &str {
        self.0.error.as_deref().unwrap_or_default()
    }

    /// Tries so far.
    async fn attempts(&self) -> i32 {
        self.0.attempts
    }

    /// When it came, or was decided.
    async fn created_at(&self) -> Instant {
        self.0.created_at
    }

    /// When it was given up; null while it is tried again.
    async fn died_at(&self) -> Option<Instant> {
        self.0.finished_at
    }

    /// The interview it belongs to; null for what belongs to the company as a whole.
    async fn interview(&self, ctx: &Context<'_>) -> Result<Option<Interview>> {
        let Some(id) = self.0.pipeline_id else { return Ok(None) };
        Ok(Loaders::load(ctx, id).await?.map(Interview))
    }
}

/// What one is, in words.
pub(crate) fn what(row: &dead_letter::DeadLetter) -> String {
    match (&row.content, row.kind) {
        (Content::Effect(effect), _) => effect.name().to_owned(),
        (Content::Message(message), _) => cause(message),
        (Content::Unreadable, Kind::Effect) => outbox::UNREADABLE.to_owned(),
        (Content::Unreadable, Kind::Event) => "an event that cannot be read".to_owned(),
        (Content::Unreadable, Kind::Message) => "a message that cannot be read".to_owned(),
    }
}

/// A page of what was given up.
pub(crate) struct DeadLetterConnection {
    rows: Vec<dead_letter::DeadLetter>,
    more: bool,
    continued: bool,
    kind: Option<Kind>,
    tenant_id: TenantId,
}

/// Something that was given up, in a page.
#[derive(SimpleObject)]
struct DeadLetterEdge {
    /// Its place in the list.
    cursor: String,
    /// What was given up.
    node: DeadLetter,
}

impl DeadLetterConnection {
    /// `size` of a tenant's, from after a place.
    pub(crate) async fn page(
        db: &impl ConnectionTrait,
        (tenant_id, kind): (TenantId, Option<Kind>),
        after: Option<(Instant, uuid::Uuid)>,
        size: usize,
    ) -> Result<Self, DbErr> {
        // One more than asked for tells whether there is a next page.
        let mut rows = dead_letter::page(db, tenant_id, kind, after, size as u64 + 1).await?;
        let more = rows.len() > size;
        rows.truncate(size);
        Ok(Self { rows, more, continued: after.is_some(), kind, tenant_id })
    }
}

fn place(row: &dead_letter::DeadLetter) -> String {
    cursor(row.finished_at.unwrap_or(row.created_at), row.id.uuid())
}

#[Object]
impl DeadLetterConnection {
    /// What the page lists, with places.
    async fn edges(&self) -> Vec<DeadLetterEdge> {
        let each = self.rows.iter();
        each.map(|row| DeadLetterEdge { cursor: place(row), node: DeadLetter(row.clone()) })
            .collect()
    }

    /// What the page lists.
    async fn nodes(&self) -> Vec<DeadLetter> {
        self.rows.iter().cloned().map(DeadLetter).collect()
    }

    /// Where the page lies in the list.
    async fn page_info(&self) -> PageInfo {
        page_info(&self.rows, place, (self.continued, self.more))
    }

    /// How many there are in all; counted only when asked for.
    async fn total_count(&self, ctx: &Context<'_>) -> Result<u64> {
        let means = ctx.data::<Means>()?;
        dead_letter::count(&means.db, self.tenant_id, self.kind).await.map_err(fault)
    }
}
