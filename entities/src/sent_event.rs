//! What a company's own endpoint was told, or is to be, as people read it: the rows of the outbox that are
//! events, each with what it is about.

use std::collections::HashMap;

use sea_orm::{QueryOrder, QuerySelect, entity::prelude::*};

use crate::{
    Instant,
    ids::{EffectId, PipelineId, TenantId, TransitionId},
    outbox::{Column, Entity, Status, is_event},
    transition,
};

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentEvent {
    /// By which an endpoint knows what comes twice.
    pub id: EffectId,
    /// What it is about; `None` where that cannot be read.
    pub about: Option<About>,
    /// How far it is.
    pub status: Status,
    /// Tries so far.
    pub attempts: i32,
    /// Not before this instant.
    pub due_at: Instant,
    /// Why the last try failed, or why it was dropped.
    pub error: Option<String>,
    /// When it was decided.
    pub created_at: Instant,
    /// When it was taken, given up or dropped.
    pub finished_at: Option<Instant>,
}

/// What an event is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// Nothing: somebody tried whether it is told.
    Test,
    /// This interview went on, and stands there since; the state as it is stored.
    Step(PipelineId, String),
    /// What was kept of this interview's candidate was erased.
    Erased(PipelineId),
}

impl About {
    /// The interview, if it is about one.
    pub fn pipeline_id(&self) -> Option<PipelineId> {
        match self {
            Self::Test => None,
            Self::Step(id, _) | Self::Erased(id) => Some(*id),
        }
    }
}

/// A row: id, what of, which step, which pipeline, status, tries, due, error, decided, ended. What it is
/// about is read piece by piece, for a later version may know events that this one does not.
type Row = (
    EffectId,
    Option<String>,
    Option<String>,
    Option<String>,
    Status,
    i32,
    Instant,
    Option<String>,
    Instant,
    Option<Instant>,
);

/// Events of a company, the newest first, from after one.
pub async fn page(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    after: Option<EffectId>,
    limit: u64,
) -> Result<Vec<SentEvent>, DbErr> {
    let mut rows = Entity::of_tenant(tenant_id).filter(is_event(db.get_database_backend()));
    if let Some(id) = after {
        rows = rows.filter(Column::Id.lt(id));
    }
    // Both stores read JSON like this; to one of them a number is no text.
    let piece = |name: &str| Expr::cust(format!("CAST(effect -> 'event' ->> '{name}' AS text)"));
    let rows: Vec<Row> = rows
        .select_only()
        .column(Column::Id)
        .expr_as(piece("of"), "of_what")
        .expr_as(piece("transition_id"), "step")
        .expr_as(piece("pipeline_id"), "pipeline")
        .columns([Column::Status, Column::Attempts, Column::DueAt])
        .columns([Column::Error, Column::CreatedAt, Column::FinishedAt])
        .order_by_desc(Column::Id)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await?;
    let step_of = |row: &Row| row.2.as_deref()?.parse().ok().map(TransitionId);
    let ids: Vec<TransitionId> = rows.iter().filter_map(step_of).collect();
    let steps = transition::led_to(db, tenant_id, &ids).await?.into_iter();
    let steps: HashMap<TransitionId, (PipelineId, String)> =
        steps.map(|(id, pipeline_id, state)| (id, (pipeline_id, state))).collect();
    let each = rows.into_iter().map(|row| {
        let about = match row.1.as_deref() {
            Some("test") => Some(About::Test),
            Some("step") => {
                let step = step_of(&row).and_then(|id| steps.get(&id));
                step.map(|(id, state)| About::Step(*id, state.clone()))
            }
            Some("erased") => {
                let id = row.3.as_deref().and_then(|id| id.parse().ok());
                id.map(|id| About::Erased(PipelineId(id)))
            }
            Some(_) | None => None,
        };
        let (id, _, _, _, status, attempts, due_at, error, created_at, finished_at) = row;
        SentEvent { id, about, status, attempts, due_at, error, created_at, finished_at }
    });
    Ok(each.collect())
}
