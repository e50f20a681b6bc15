//! `inbox`: every message that came in, one row each; a timer is a message with a due time.
//!
//! Durable. Inserted by routes, performers and actors; finished by actors.

use sea_orm::{
    ActiveValue::Set, FromJsonQueryResult, IntoActiveModel, PaginatorTrait, QueryOrder,
    QuerySelect, entity::prelude::*,
};
use serde::{Deserialize, Serialize};

use crate::{
    Instant,
    ids::{MessageId, PipelineId, PlanId, ReportId, ScorecardId, TenantId},
    pipeline::Trigger,
};

/// One message.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "inbox")]
pub struct Model {
    /// Whose; every read filters on it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// Ours; version 7, so it sorts by arrival.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MessageId,
    /// The pipeline it is for; `None` while the tenant has to route it.
    pub pipeline_id: Option<PipelineId>,
    /// The sender's id of this event; unique per tenant, so a redelivery inserts nothing.
    pub dedup_key: String,
    /// What it says.
    pub message: Message,
    /// How far it is.
    pub status: Status,
    /// Tries so far, counted before each.
    pub attempts: i32,
    /// Not before this instant.
    pub due_at: Instant,
    /// Why the last try failed.
    pub error: Option<String>,
    /// When it came.
    pub created_at: Instant,
    /// When it was finished, or given up.
    pub finished_at: Option<Instant>,
}

crate::no_relations!();

/// How far a row of the inbox or outbox is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum Status {
    /// To be done when due.
    Pending,
    /// Done.
    Done,
    /// Given up; an operator decides.
    Dead,
}

/// What Lever said of an opportunity when it was read after an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Lever's id of the opportunity.
    pub opportunity_id: String,
    /// Lever's id of its posting; `None` without an application.
    pub posting_id: Option<String>,
    /// May be empty.
    pub name: String,
    /// The contact's first address.
    pub email: Option<String>,
    /// The opportunity in Lever's web app.
    pub url: Option<String>,
    /// Lever's id of the stage.
    pub stage_id: String,
    /// Whether archived (so also when hired).
    pub archived: bool,
    /// Whether personal data is gone.
    pub anonymized: bool,
    /// False when Lever says not to contact.
    pub contact_allowed: bool,
    /// The tags of the posting itself.
    pub posting_tags: Vec<String>,
}

/// What an opportunity is looked at with when it is decided whether to invite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidacy {
    /// What brought it here.
    pub trigger: Trigger,
    /// What Lever said.
    pub snapshot: Snapshot,
    /// Lever's id of the trigger stage at that time, if there was one.
    pub trigger_stage_id: Option<String>,
    /// The tag that triggers on application at that time.
    pub application_tag: String,
    /// How long an invite lasts, in days.
    pub invite_days: u16,
}

/// What a message says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Message {
    /// Lever: an opportunity was moved. For the tenant.
    StageChanged {
        /// Lever's id.
        opportunity_id: String,
        /// Lever's id of the new stage.
        to_stage_id: String,
    },
    /// Lever: someone applied, or was added to a posting. For the tenant.
    ApplicationCreated {
        /// Lever's id.
        opportunity_id: String,
    },
    /// The opportunity was read. For the tenant, which finds or makes the pipeline.
    OpportunityRead {
        /// Why it was read.
        trigger: Trigger,
        /// What Lever said.
        snapshot: Snapshot,
    },
    /// The opportunity is not ours to read, or gone. For the tenant.
    OpportunityMissing {
        /// Lever's id.
        opportunity_id: String,
        /// For operators.
        reason: String,
    },
    /// An opportunity reached us; decide whether to invite.
    Triggered(Candidacy),
    /// The opportunity is gone, or no longer ours to see.
    Withdrawn {
        /// For operators.
        reason: String,
    },
    /// The plan is there.
    PlanReady {
        /// The plan.
        plan_id: PlanId,
        /// How long the invite lasts, in days.
        invite_days: u16,
    },
    /// The mail server took the invite.
    InviteSent,
    /// The mail server took the mail after the interview.
    FollowUpSent,
    /// Lever has the tag that says invited.
    InvitedTagAdded,
    /// The candidate read the disclosure and agreed.
    ConsentGiven,
    /// The candidate answered.
    Answered {
        /// Answers so far, this one included.
        answered: u32,
        /// Questions in the plan.
        questions: u32,
    },
    /// The candidate wants a person instead.
    HumanRequested,
    /// Lever knows that the candidate wants a person.
    HumanWantedTold,
    /// The interview was scored.
    InterviewScored {
        /// The scorecard.
        scorecard_id: ScorecardId,
    },
    /// The report was rendered.
    ReportRendered {
        /// The report.
        report_id: ReportId,
    },
    /// Lever has the tag that says complete.
    CompleteTagAdded,
    /// Lever has the note.
    NoteWritten,
    /// Lever has the PDF.
    FileUploaded,
    /// Timer: the invite ends.
    InviteExpired,
    /// An effect was given up.
    EffectDied {
        /// Which kind.
        effect: String,
        /// Its last error.
        error: String,
    },
}

/// A message to insert.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// The pipeline, when the sender knows it.
    pub pipeline_id: Option<PipelineId>,
    /// Unique per tenant: the same again inserts nothing.
    pub dedup_key: String,
    /// What it says.
    pub message: Message,
    /// Not before this instant.
    pub due_at: Instant,
}

impl Entity {
    /// Where every query starts.
    pub fn of_tenant(tenant_id: TenantId) -> Select<Self> {
        Self::find().filter(Column::TenantId.eq(tenant_id))
    }
}

/// Inserts a message; `false` when its `dedup_key` was there already.
pub async fn insert(
    tx: &impl ConnectionTrait,
    (tenant_id, id): (TenantId, MessageId),
    arrival: Arrival,
    now: Instant,
) -> Result<bool, DbErr> {
    let row = Model {
        tenant_id,
        id,
        pipeline_id: arrival.pipeline_id,
        dedup_key: arrival.dedup_key,
        message: arrival.message,
        status: Status::Pending,
        attempts: 0,
        due_at: arrival.due_at,
        error: None,
        created_at: now,
        finished_at: None,
    };
    let inserted = Entity::insert(row.into_active_model().reset_all())
        .on_conflict_do_nothing_on([Column::TenantId, Column::DedupKey])
        .exec_without_returning(tx)
        .await?;
    Ok(matches!(inserted, sea_orm::TryInsertResult::Inserted(1..)))
}

/// The next due message of the pipeline, or of the tenant's own when `None`, one attempt more
/// counted. That is a commit of its own, so that a message that kills its handler is counted.
pub async fn claim_next(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    pipeline_id: Option<PipelineId>,
    now: Instant,
) -> Result<Option<Model>, DbErr> {
    let of = match pipeline_id {
        Some(id) => Column::PipelineId.eq(id),
        None => Column::PipelineId.is_null(),
    };
    let found = Entity::of_tenant(tenant_id)
        .filter(of)
        .filter(Column::Status.eq(Status::Pending))
        .filter(Column::DueAt.lte(now))
        .order_by_asc(Column::DueAt)
        .order_by_asc(Column::Id)
        .one(db)
        .await?;
    let Some(mut row) = found else { return Ok(None) };
    row.attempts += 1;
    ActiveModel {
        tenant_id: Set(row.tenant_id),
        id: Set(row.id),
        attempts: Set(row.attempts),
        ..Default::default()
    }
    .update(db)
    .await?;
    Ok(Some(row))
}

/// Marks a message as done.
pub async fn finish(
    tx: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: MessageId,
    now: Instant,
) -> Result<(), DbErr> {
    end(tx, tenant_id, id, Status::Done, None, now).await
}

/// Gives a message up: an operator decides.
pub async fn bury(
    tx: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: MessageId,
    error: &str,
    now: Instant,
) -> Result<(), DbErr> {
    end(tx, tenant_id, id, Status::Dead, Some(error.to_owned()), now).await
}

async fn end(
    tx: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: MessageId,
    status: Status,
    error: Option<String>,
    now: Instant,
) -> Result<(), DbErr> {
    ActiveModel {
        tenant_id: Set(tenant_id),
        id: Set(id),
        status: Set(status),
        error: Set(error),
        finished_at: Set(Some(now)),
        ..Default::default()
    }
    .update(tx)
    .await?;
    Ok(())
}

/// How many of a tenant's messages were given up.
pub async fn count_dead(db: &impl ConnectionTrait, tenant_id: TenantId) -> Result<u64, DbErr> {
    Entity::of_tenant(tenant_id).filter(Column::Status.eq(Status::Dead)).count(db).await
}

/// Pipelines of a tenant with a message due.
pub async fn due_pipelines(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    now: Instant,
) -> Result<Vec<PipelineId>, DbErr> {
    Entity::of_tenant(tenant_id)
        .select_only()
        .column(Column::PipelineId)
        .distinct()
        .filter(Column::PipelineId.is_not_null())
        .filter(Column::Status.eq(Status::Pending))
        .filter(Column::DueAt.lte(now))
        .into_tuple()
        .all(db)
        .await
}

/// Tenants with a message due, for the root actor only.
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
