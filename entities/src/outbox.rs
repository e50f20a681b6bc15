//! `outbox`: every effect that must go out, one row each.
//!
//! Durable. Appended by actors with the state that leads to it, in one transaction; finished by
//! the tenant's outbox actor.

use sea_orm::{
    ActiveValue::Set, ExprTrait, FromJsonQueryResult, IntoActiveModel, PaginatorTrait, QueryOrder,
    QuerySelect, entity::prelude::*,
};
use serde::{Deserialize, Serialize};

pub use crate::inbox::Status;
use crate::{
    Instant,
    ids::{EffectId, PipelineId, PlanId, ReportId, ScorecardId, TenantId},
    pipeline::Trigger,
};

/// One effect.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// Ours; version 7, so it sorts by age.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EffectId,
    /// The pipeline it belongs to; `None` for the tenant's own.
    pub pipeline_id: Option<PipelineId>,
    /// What is to be done.
    pub effect: Effect,
    /// How far it is.
    pub status: Status,
    /// Tries so far, counted before each.
    pub attempts: i32,
    /// Not before this instant.
    pub due_at: Instant,
    /// Why the last try failed.
    pub error: Option<String>,
    /// When it was decided.
    pub created_at: Instant,
    /// When it was done, or given up.
    pub finished_at: Option<Instant>,
}

crate::no_relations!();

/// What is to be done outside the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Effect {
    /// Read the stages, make the webhooks.
    SetUpLever,
    /// Read the stages again.
    ReadStages,
    /// Read an opportunity, and its posting, back from Lever before acting on an event.
    ReadOpportunity {
        /// Lever's id.
        opportunity_id: String,
        /// Why.
        trigger: Trigger,
    },
    /// Make the posting's plan unless it is there.
    PlanInterview {
        /// Lever's id.
        posting_id: String,
        /// Handed through to the outcome.
        invite_days: u16,
    },
    /// Hand the invite to the mail server.
    SendInvite {
        /// The plan.
        plan_id: PlanId,
        /// When the invite ends.
        expires_at: Instant,
    },
    /// Thank the candidate, say what happens next.
    SendFollowUp,
    /// Put the tag that says invited on the opportunity.
    AddInvitedTag,
    /// Score the answers.
    ScoreInterview {
        /// The plan.
        plan_id: PlanId,
    },
    /// Render the PDF.
    RenderReport {
        /// The scorecard.
        scorecard_id: ScorecardId,
    },
    /// Put the tag that says complete on the opportunity.
    AddCompleteTag,
    /// Tell Lever that the candidate wants a person.
    TellHumanWanted,
    /// Write the note.
    WriteNote {
        /// The scorecard.
        scorecard_id: ScorecardId,
    },
    /// Upload the PDF.
    UploadFile {
        /// The report.
        report_id: ReportId,
    },
}

impl Effect {
    /// What it is called in errors and logs.
    pub fn name(&self) -> &'static str {
        match self {
            Self::SetUpLever => "set up Lever",
            Self::ReadStages => "read stages",
            Self::ReadOpportunity { .. } => "read opportunity",
            Self::PlanInterview { .. } => "plan interview",
            Self::SendInvite { .. } => "send invite",
            Self::SendFollowUp => "send follow-up",
            Self::AddInvitedTag => "add invited tag",
            Self::ScoreInterview { .. } => "score interview",
            Self::RenderReport { .. } => "render report",
            Self::AddCompleteTag => "add complete tag",
            Self::TellHumanWanted => "tell Lever that a person is wanted",
            Self::WriteNote { .. } => "write note",
            Self::UploadFile { .. } => "upload file",
        }
    }
}

impl Entity {
    /// Where every query starts.
    pub fn of_tenant(tenant_id: TenantId) -> Select<Self> {
        Self::find().filter(Column::TenantId.eq(tenant_id))
    }
}

/// Appends an effect, due at once.
pub async fn append(
    tx: &impl ConnectionTrait,
    (tenant_id, id): (TenantId, EffectId),
    pipeline_id: Option<PipelineId>,
    effect: Effect,
    now: Instant,
) -> Result<(), DbErr> {
    let row = Model {
        tenant_id,
        id,
        pipeline_id,
        effect,
        status: Status::Pending,
        attempts: 0,
        due_at: now,
        error: None,
        created_at: now,
        finished_at: None,
    };
    Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// Up to `limit` due effects that are not in hand already, one attempt more counted on each.
pub async fn claim(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    in_hand: &[EffectId],
    limit: u64,
    now: Instant,
) -> Result<Vec<Model>, DbErr> {
    let mut rows = Entity::of_tenant(tenant_id)
        .filter(Column::Status.eq(Status::Pending))
        .filter(Column::DueAt.lte(now))
        .filter(Column::Id.is_not_in(in_hand.iter().copied()))
        .order_by_asc(Column::DueAt)
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    if !rows.is_empty() {
        Entity::update_many()
            .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
            .filter(Column::TenantId.eq(tenant_id))
            .filter(Column::Id.is_in(rows.iter().map(|row| row.id)))
            .exec(db)
            .await?;
    }
    for row in &mut rows {
        row.attempts += 1;
    }
    Ok(rows)
}

/// Marks an effect as done.
pub async fn finish(
    tx: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: EffectId,
    now: Instant,
) -> Result<(), DbErr> {
    ActiveModel {
        tenant_id: Set(tenant_id),
        id: Set(id),
        status: Set(Status::Done),
        error: Set(None),
        finished_at: Set(Some(now)),
        ..Default::default()
    }
    .update(tx)
    .await?;
    Ok(())
}

/// Puts an effect off until a lost connection may be back; the try does not count.
pub async fn park(
    db: &impl ConnectionTrait,
    row: &Model,
    error: &str,
    due_at: Instant,
) -> Result<(), DbErr> {
    ActiveModel {
        tenant_id: Set(row.tenant_id),
        id: Set(row.id),
        attempts: Set(row.attempts - 1),
        due_at: Set(due_at),
        error: Set(Some(error.to_owned())),
        ..Default::default()
    }
    .update(db)
    .await?;
    Ok(())
}

/// Makes everything that waits due at once.
pub async fn make_due(
    tx: &impl ConnectionTrait,
    tenant_id: TenantId,
    now: Instant,
) -> Result<(), DbErr> {
    Entity::update_many()
        .set(ActiveModel { due_at: Set(now), ..Default::default() })
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::Status.eq(Status::Pending))
        .filter(Column::DueAt.gt(now))
        .exec(tx)
        .await?;
    Ok(())
}

/// How many of a tenant's effects were given up.
pub async fn count_dead(db: &impl ConnectionTrait, tenant_id: TenantId) -> Result<u64, DbErr> {
    Entity::of_tenant(tenant_id).filter(Column::Status.eq(Status::Dead)).count(db).await
}

/// Puts an effect off after a failed try.
pub async fn postpone(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: EffectId,
    error: &str,
    due_at: Instant,
) -> Result<(), DbErr> {
    ActiveModel {
        tenant_id: Set(tenant_id),
        id: Set(id),
        due_at: Set(due_at),
        error: Set(Some(error.to_owned())),
        ..Default::default()
    }
    .update(db)
    .await?;
    Ok(())
}

/// Gives an effect up: an operator decides.
pub async fn bury(
    tx: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: EffectId,
    error: &str,
    now: Instant,
) -> Result<(), DbErr> {
    ActiveModel {
        tenant_id: Set(tenant_id),
        id: Set(id),
        status: Set(Status::Dead),
        error: Set(Some(error.to_owned())),
        finished_at: Set(Some(now)),
        ..Default::default()
    }
    .update(tx)
    .await?;
    Ok(())
}

/// Tenants with an effect due, for the root actor only.
pub async fn across_tenants_due(
    db: &impl ConnectionTrait,
    now: Instant,
) -> Result<Vec<TenantId>, DbErr> {
    Entity::find()
        .select_only()
        .column(Column::TenantId)
        .distinct()
        .filter(Column::Status.eq(Status::Pending))
        .filter(Column::DueAt.lte(now))
        .into_tuple()
        .all(db)
        .await
}
