//! What Lever announced.

use std::collections::HashMap;

use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject, connection::PageInfo};
use entities::{
    DbErr, Instant,
    ids::{MessageId, PipelineId, TenantId},
    inbox::{self, Happened, Happening, Status},
    pipeline,
    sea_orm::ConnectionTrait,
};

use super::interview::Interview;
use crate::{
    connection::{cursor, page_info},
    loaders::Loaders,
};

/// Something that happened in Lever and was announced, or found by looking.
#[derive(Clone)]
pub(crate) struct Delivery {
    row: Happening,
    pipeline_id: Option<PipelineId>,
}

/// What happened in Lever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Happened")]
enum DeliveryEvent {
    /// An opportunity was moved to another stage.
    #[graphql(name = "STAGE_CHANGE")]
    StageChanged,
    /// Somebody applied, or was added to a posting.
    #[graphql(name = "APPLICATION")]
    ApplicationCreated,
    /// A candidate was deleted.
    #[graphql(name = "DELETION")]
    CandidateDeleted,
}

/// What became of it here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Status")]
enum DeliveryStatus {
    /// It waits for its turn.
    Pending,
    /// It was taken up; also where nothing came of it, as of most moves.
    Done,
    /// It was given up; an operator decides.
    Dead,
    /// An operator dropped it.
    Dropped,
}

#[Object]
impl Delivery {
    /// `message:<uuid>`.
    async fn id(&self) -> ID {
        self.row.id.to_string().into()
    }

    /// What happened in Lever.
    async fn event(&self) -> DeliveryEvent {
        self.row.kind.into()
    }

    /// Whether a webhook of Lever's announced it; if not, it was found by looking.
    async fn announced(&self) -> bool {
        self.row.is_announced()
    }

    /// Lever's id of the opportunity.
    async fn opportunity_id(&self) -> &str {
        self.row.opportunity_id.as_deref().unwrap_or_default()
    }

    /// When it came, or was found.
    async fn received_at(&self) -> Instant {
        self.row.created_at
    }

    /// What became of it here.
    async fn status(&self) -> DeliveryStatus {
        self.row.status.into()
    }

    /// Why the last try failed; null where none did.
    async fn error(&self) -> Option<&str> {
        self.row.error.as_deref()
    }

    /// The newest interview of the opportunity, whatever it came of; null: there is none.
    async fn interview(&self, ctx: &Context<'_>) -> Result<Option<Interview>> {
        let Some(id) = self.pipeline_id else { return Ok(None) };
        Ok(Loaders::load(ctx, id).await?.map(Interview))
    }
}

/// A page of what Lever announced.
pub(crate) struct DeliveryConnection {
    rows: Vec<Delivery>,
    more: bool,
    continued: bool,
}

/// Something that Lever announced, in a page.
#[derive(SimpleObject)]
struct DeliveryEdge {
    /// Its place in the list.
    cursor: String,
    /// What was announced.
    node: Delivery,
}

impl DeliveryConnection {
    /// `size` of a tenant's, from after one.
    pub(crate) async fn page(
        db: &impl ConnectionTrait,
        tenant_id: TenantId,
        after: Option<MessageId>,
        size: usize,
    ) -> Result<Self, DbErr> {
        // One more than asked for tells whether there is a next page.
        let mut rows = inbox::happenings(db, tenant_id, after, size as u64 + 1).await?;
        let more = rows.len() > size;
        rows.truncate(size);
        let about: Vec<&str> =
            rows.iter().filter_map(|row| row.opportunity_id.as_deref()).collect();
        let interviews = pipeline::ids_of_opportunities(db, tenant_id, &about).await?;
        let interviews: HashMap<String, PipelineId> = interviews.into_iter().collect();
        let rows = rows.into_iter().map(|row| {
            let pipeline_id = row.opportunity_id.as_ref().and_then(|id| interviews.get(id));
            Delivery { pipeline_id: pipeline_id.copied(), row }
        });
        Ok(Self { rows: rows.collect(), more, continued: after.is_some() })
    }
}

fn place(delivery: &Delivery) -> String {
    cursor(delivery.row.created_at, delivery.row.id.0)
}

#[Object]
impl DeliveryConnection {
    /// What the page lists, with places.
    async fn edges(&self) -> Vec<DeliveryEdge> {
        let each = self.rows.iter();
        each.map(|row| DeliveryEdge { cursor: place(row), node: row.clone() }).collect()
    }

    /// What the page lists.
    async fn nodes(&self) -> &[Delivery] {
        &self.rows
    }

    /// Where the page lies in the list.
    async fn page_info(&self) -> PageInfo {
        page_info(&self.rows, place, (self.continued, self.more))
    }
}
