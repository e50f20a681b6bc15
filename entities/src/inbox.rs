//! `inbox`: every message that came in, one row each; a timer is a message with a due time.
//!
//! Durable. Inserted by routes, performers and actors; finished by actors.

use sea_orm::{
    ActiveValue::Set, DbBackend, ExprTrait, FromJsonQueryResult, FromQueryResult, IntoActiveModel,
    Iterable, QueryOrder, QuerySelect, QueryTrait, entity::prelude::*,
};
use serde::{Deserialize, Serialize};

use crate::{
    Instant,
    candidate_request::Kind as RequestKind,
    constant::is,
    ids::{MailId, MessageId, PipelineId, PlanId, ReportId, ScorecardId, TenantId},
    outbox::Effect,
    pipeline::{Trigger, Writeback},
    store::Write,
    tenant::{self, PostingRule, TriggerStage},
    unreadable::lies_in_the_data,
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
    /// Lever's id of the opportunity it is about, where it came from Lever.
    pub opportunity_id: Option<String>,
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
    /// When it was finished, given up or dropped.
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
    /// Given up, and an operator decided that it is never done.
    Dropped,
}

/// An effect that was given up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenUp {
    /// Which kind.
    pub effect: String,
    /// Its last error.
    pub error: String,
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
    /// Lever's id of the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_id: Option<String>,
    /// How the opportunity came to be; Lever's word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// When it was moved to its stage, by Lever's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_at: Option<Instant>,
    /// When the application was made, by Lever's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applied_at: Option<Instant>,
}

/// What an opportunity is looked at with when it is decided whether to invite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidacy {
    /// What brought it here.
    pub trigger: Trigger,
    /// What Lever said.
    pub snapshot: Snapshot,
    /// The stages that triggered for its posting at that time.
    #[serde(default, alias = "trigger_stage_id", deserialize_with = "tenant::stages")]
    pub trigger_stages: Vec<TriggerStage>,
    /// The tag that triggers on application at that time.
    pub application_tag: String,
    /// What an operator wanted for this posting alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posting_rule: Option<PostingRule>,
    /// Origins that were not to be invited.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocked_origins: Vec<String>,
    /// How long an invite lasts, in days.
    pub invite_days: u16,
    /// How long after the trigger it is sent.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub delay_minutes: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
pub(crate) fn is_zero(number: &u32) -> bool {
    *number == 0
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
        /// When, by Lever's clock.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        triggered_at: Option<Instant>,
    },
    /// Lever: someone applied, or was added to a posting. For the tenant.
    ApplicationCreated {
        /// Lever's id.
        opportunity_id: String,
        /// When, by Lever's clock.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        triggered_at: Option<Instant>,
    },
    /// Lever: a candidate was deleted. For the tenant.
    CandidateDeleted {
        /// Lever's id.
        opportunity_id: String,
        /// When, by Lever's clock.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        triggered_at: Option<Instant>,
    },
    /// An operator wants someone invited who is in the trigger stage already. For the tenant.
    Backfilled {
        /// Lever's id.
        opportunity_id: String,
    },
    /// An operator wants someone invited, whatever their stage. For the tenant.
    InvitedByHand {
        /// Lever's id.
        opportunity_id: String,
    },
    /// Another account of Lever is connected now. For the tenant.
    AccountChanged,
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
    /// Lever does not have the opportunity whose deletion it announced. For the tenant.
    DeletionConfirmed {
        /// Lever's id.
        opportunity_id: String,
    },
    /// An opportunity reached us; decide whether to invite.
    Triggered(Candidacy),
    /// The candidate was deleted in Lever: nothing of them is to be kept here either.
    DeletedInLever,
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
        /// How long to wait before it is sent.
        #[serde(default, skip_serializing_if = "is_zero")]
        delay_minutes: u32,
    },
    /// Timer: the invite may be sent.
    InviteDue {
        /// When that invite ends, which tells it from an earlier one.
        expires_at: Instant,
    },
    /// The mail server took the invite.
    InviteSent,
    /// Timer: the candidate is to be reminded, unless it is late.
    ReminderDue {
        /// Which, from 1.
        number: u32,
        /// When the invite ends, which tells it from an earlier one.
        expires_at: Instant,
        /// From when on it is late: the next one is due then, or the invite ends.
        until: Instant,
    },
    /// The mail server took a reminder.
    ReminderSent {
        /// Which, from 1.
        number: u32,
    },
    /// The candidate chose when to take the interview, or gave the time back.
    TimeChosen {
        /// When; `None`: at no time in particular.
        at: Option<Instant>,
    },
    /// The mail server took the confirmation of that.
    ConfirmationSent,
    /// Timer: the time that the candidate chose is near.
    StartDue {
        /// Which change of the time this was, which tells it from others.
        sequence: u32,
    },
    /// The mail server took the mail that says so.
    StartReminderSent,
    /// An operator cancels the interview.
    Cancelled {
        /// Why, in their words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// The mail server took the mail that says so.
    CancellationSent,
    /// An operator wants the invite sent again, also to who was cancelled.
    ResendRequested {
        /// How long the invite lasts from now, in days, where it was cancelled.
        invite_days: u16,
    },
    /// The mail server took the invite once more.
    InviteResent,
    /// The mail server took the mail after the interview.
    FollowUpSent,
    /// A mail to the candidate came back: it cannot be delivered.
    MailBounced {
        /// Which.
        mail_id: MailId,
        /// For operators.
        reason: String,
    },
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
    /// The candidate asked for something, or wants to know something.
    RequestMade {
        /// What it is about.
        request: RequestKind,
        /// When their link ends from now on, where the clock stands still until a person answers.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Instant>,
    },
    /// A person answered that.
    RequestAnswered {
        /// When their link ends from now on, where the clock stood still.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Instant>,
    },
    /// The interview was scored.
    InterviewScored {
        /// The scorecard.
        scorecard_id: ScorecardId,
    },
    /// The report was rendered.
    ReportRendered {
        /// The report.
        report_id: ReportId,
        /// What the tenant wants written besides tag, note and file.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        extras: Vec<Writeback>,
    },
    /// Lever has the tag that says complete.
    CompleteTagAdded,
    /// Lever has the note.
    NoteWritten,
    /// Lever has the PDF.
    FileUploaded,
    /// Lever has the report's address among the candidate's links.
    LinkAdded,
    /// Lever has the feedback form, or cannot have it.
    FeedbackWritten {
        /// What was done, for operators.
        outcome: String,
    },
    /// The candidate is in the stage for those who did well, or beyond it, or did not do so well.
    StageAdvanced {
        /// What was done, for operators.
        outcome: String,
    },
    /// Lever has the tag that says that something cannot be done.
    ErrorTagAdded {
        /// Whether we put it there; `false`: it was there.
        ours: bool,
    },
    /// Lever no longer has that tag.
    ErrorTagRemoved,
    /// An operator wants what was given up, or stopped, to go on.
    Retried,
    /// Timer: the invite ends.
    InviteExpired,
    /// An effect was given up.
    EffectDied {
        /// Which kind.
        effect: String,
        /// Its last error.
        error: String,
    },
    /// An operator wants an effect tried again that was given up.
    EffectRetried {
        /// Which kind.
        effect: String,
        /// What else of the pipeline is given up.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        left: Option<GivenUp>,
    },
    /// An operator dropped an effect that was given up: it is never carried out.
    EffectDropped {
        /// What it is called.
        name: String,
        /// Which; `None`: it cannot be read.
        effect: Option<Box<Effect>>,
        /// Who dropped it and why, for operators.
        words: String,
        /// What else of the pipeline is given up.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        left: Option<GivenUp>,
    },
    /// An operator dropped a message that was given up: it is never decided.
    MessageDropped {
        /// Who dropped it and why, for operators.
        words: String,
    },
}

impl Message {
    /// Lever's id of the opportunity that Lever announced something of, or that was read.
    fn opportunity_id(&self) -> Option<&str> {
        if let Self::StageChanged { opportunity_id, .. }
        | Self::ApplicationCreated { opportunity_id, .. }
        | Self::CandidateDeleted { opportunity_id, .. } = self
        {
            Some(opportunity_id)
        } else if let Self::OpportunityRead { snapshot, .. } = self {
            Some(&snapshot.opportunity_id)
        } else {
            None
        }
    }
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
    let row = row_of((tenant_id, id), arrival, now);
    let inserted = Entity::insert(row.into_active_model().reset_all())
        .on_conflict_do_nothing_on([Column::TenantId, Column::DedupKey])
        .exec_without_returning(tx)
        .await?;
    Ok(matches!(inserted, sea_orm::TryInsertResult::Inserted(1..)))
}

/// Inserts a message, at the latest with the commit, unless its `dedup_key` was there already.
pub async fn put(
    tx: &impl Write,
    key: (TenantId, MessageId),
    arrival: Arrival,
    now: Instant,
) -> Result<(), DbErr> {
    let insert = Entity::insert(row_of(key, arrival, now).into_active_model().reset_all())
        .on_conflict_do_nothing_on([Column::TenantId, Column::DedupKey]);
    tx.write(insert.build(tx.get_database_backend()), None).await
}

/// Inserts messages of several tenants, at the latest with the commit, each unless its `dedup_key`
/// was there already. Those of which nothing comes are done at once.
pub async fn across_tenants_put(
    tx: &impl Write,
    arrivals: Vec<((TenantId, MessageId), Arrival, bool)>,
    now: Instant,
) -> Result<(), DbErr> {
    if arrivals.is_empty() {
        return Ok(());
    }
    let rows = arrivals.into_iter().map(|(key, arrival, nowhere)| {
        let mut row = row_of(key, arrival, now);
        if nowhere {
            (row.status, row.finished_at) = (Status::Done, Some(now));
        }
        row.into_active_model().reset_all()
    });
    let insert =
        Entity::insert_many(rows).on_conflict_do_nothing_on([Column::TenantId, Column::DedupKey]);
    tx.write(insert.build(tx.get_database_backend()), None).await
}

fn row_of((tenant_id, id): (TenantId, MessageId), arrival: Arrival, now: Instant) -> Model {
    Model {
        tenant_id,
        id,
        pipeline_id: arrival.pipeline_id,
        opportunity_id: arrival.message.opportunity_id().map(ToOwned::to_owned),
        dedup_key: arrival.dedup_key,
        message: arrival.message,
        status: Status::Pending,
        attempts: 0,
        due_at: arrival.due_at,
        error: None,
        created_at: now,
        finished_at: None,
    }
}

/// How what a webhook of Lever's announced is known again, before Lever's own id of it.
pub const FROM_A_WEBHOOK: &str = "lever ";

/// What happened in Lever; under these names messages of it are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum Happened {
    /// [`Message::StageChanged`].
    StageChanged,
    /// [`Message::ApplicationCreated`].
    ApplicationCreated,
    /// [`Message::CandidateDeleted`].
    CandidateDeleted,
}

/// Something that happened in Lever, without what else was told of it.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Happening {
    /// Which message says so.
    pub id: MessageId,
    /// What it was.
    pub kind: Happened,
    /// Lever's id.
    pub opportunity_id: Option<String>,
    /// As [`Model::dedup_key`].
    pub dedup_key: String,
    /// How far it is.
    pub status: Status,
    /// Why the last try failed.
    pub error: Option<String>,
    /// When it came, or was found.
    pub created_at: Instant,
}

impl Happening {
    /// Whether a webhook of Lever's announced it.
    pub fn is_announced(&self) -> bool {
        self.dedup_key.starts_with(FROM_A_WEBHOOK)
    }
}

/// What happened in Lever, announced or found, the newest first, from after one. A message that cannot be
/// read hides none of the others.
pub async fn happenings(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    after: Option<MessageId>,
    limit: u64,
) -> Result<Vec<Happening>, DbErr> {
    let kind = if db.get_database_backend() == DbBackend::Sqlite {
        Expr::cust("CASE WHEN json_valid(message) THEN message ->> 'kind' END")
    } else {
        Expr::cust("message ->> 'kind'")
    };
    let happened = Entity::of_tenant(tenant_id)
        .filter(Column::PipelineId.is_null())
        .filter(kind.clone().is_in(Happened::iter().map(|happened| happened.to_value())));
    let happened = match after {
        Some(id) => happened.filter(Column::Id.lt(id)),
        None => happened,
    };
    happened
        .select_only()
        .columns([
            Column::Id,
            Column::OpportunityId,
            Column::DedupKey,
            Column::Status,
            Column::Error,
            Column::CreatedAt,
        ])
        .column_as(kind, "kind")
        .order_by_desc(Column::Id)
        .limit(limit)
        .into_model()
        .all(db)
        .await
}

/// Up to `limit` due messages of the pipeline, or of the tenant's own when `None`, in their order.
fn due(
    tenant_id: TenantId,
    pipeline_id: Option<PipelineId>,
    limit: u64,
    now: Instant,
) -> Select<Entity> {
    let of = match pipeline_id {
        Some(id) => Column::PipelineId.eq(id),
        None => Column::PipelineId.is_null(),
    };
    Entity::of_tenant(tenant_id)
        .filter(of)
        .filter(is(Column::Status, &Status::Pending))
        .filter(Column::DueAt.lte(now))
        .order_by_asc(Column::DueAt)
        .order_by_asc(Column::Id)
        .limit(limit)
}

/// Up to `limit` due messages of the pipeline, or of the tenant's own when `None`, in their order,
/// one attempt more counted on each. That is a commit of its own, so that a message that kills its
/// handler is counted.
pub async fn claim(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    pipeline_id: Option<PipelineId>,
    limit: u64,
    now: Instant,
) -> Result<Vec<Model>, DbErr> {
    let due = due(tenant_id, pipeline_id, limit, now).select_only().column(Column::Id);
    let mut claimed = Entity::update_many()
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::Id.in_subquery(due.into_query()))
        .filter(is(Column::Status, &Status::Pending))
        .exec_with_returning(db)
        .await?;
    claimed.sort_by_key(|row| (row.due_at, row.id));
    Ok(claimed)
}

/// Takes an attempt back that failed for no reason of the message's.
pub async fn discount(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    ids: &[MessageId],
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).sub(1))
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(is(Column::Status, &Status::Pending))
        .exec(db)
        .await?;
    Ok(())
}

/// Keeps why the last try of a message failed.
pub async fn keep_error(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: MessageId,
    error: &str,
) -> Result<(), DbErr> {
    Entity::update_many()
        .set(ActiveModel { error: Set(Some(error.to_owned())), ..Default::default() })
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::Id.eq(id))
        .filter(is(Column::Status, &Status::Pending))
        .exec(db)
        .await?;
    Ok(())
}

/// Marks messages as done. Fails, at the latest with the commit, when one of them was ended already.
pub async fn finish(
    tx: &impl Write,
    tenant_id: TenantId,
    ids: &[MessageId],
    now: Instant,
) -> Result<(), DbErr> {
    let done = ActiveModel {
        status: Set(Status::Done),
        error: Set(None),
        finished_at: Set(Some(now)),
        ..Default::default()
    };
    let finish = Entity::update_many()
        .set(done)
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(is(Column::Status, &Status::Pending));
    tx.write(finish.build(tx.get_database_backend()), Some(ids.len() as u64)).await
}

/// Gives a message up, with the error that its last try left, or else `error`: an operator decides.
pub async fn bury(
    tx: &impl ConnectionTrait,
    row: &Model,
    error: &str,
    now: Instant,
) -> Result<(), DbErr> {
    let error = row.error.clone().unwrap_or_else(|| error.to_owned());
    mark_dead(tx, row.tenant_id, row.id, error, now).await
}

async fn mark_dead(
    tx: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: MessageId,
    error: String,
    now: Instant,
) -> Result<(), DbErr> {
    let dead = ActiveModel {
        status: Set(Status::Dead),
        error: Set(Some(error)),
        finished_at: Set(Some(now)),
        ..Default::default()
    };
    Entity::update_many()
        .set(dead)
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::Id.eq(id))
        .filter(is(Column::Status, &Status::Pending))
        .exec(tx)
        .await?;
    Ok(())
}

/// Gives up which of the first `limit` due messages cannot be read, so that claiming is not stuck
/// with them.
pub async fn bury_unreadable(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    pipeline_id: Option<PipelineId>,
    limit: u64,
    now: Instant,
) -> Result<Vec<MessageId>, DbErr> {
    let ids = due(tenant_id, pipeline_id, limit, now).select_only().column(Column::Id);
    let ids: Vec<MessageId> = ids.into_tuple().all(db).await?;
    let mut buried = Vec::new();
    for id in ids {
        match Entity::find_by_id((tenant_id, id)).one(db).await {
            Ok(_) => {}
            Err(error) if lies_in_the_data(&error) => {
                mark_dead(db, tenant_id, id, error.to_string(), now).await?;
                buried.push(id);
            }
            Err(error) => return Err(error),
        }
    }
    Ok(buried)
}

/// What was announced of these opportunities, as far as it can be read.
pub async fn announced(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    opportunity_ids: &[&str],
) -> Result<Vec<Message>, DbErr> {
    let mut announced = Vec::new();
    // Stores limit how much one statement may ask for.
    for some in opportunity_ids.chunks(500) {
        let of = Entity::of_tenant(tenant_id)
            .filter(Column::OpportunityId.is_in(some.iter().copied()))
            .select_only();
        match of.clone().column(Column::Message).into_tuple().all(db).await {
            Ok(messages) => announced.extend::<Vec<Message>>(messages),
            // Each by itself. What one says that cannot be read, Lever may be asked again.
            Err(error) if lies_in_the_data(&error) => {
                let ids: Vec<MessageId> = of.column(Column::Id).into_tuple().all(db).await?;
                for id in ids {
                    match Entity::find_by_id((tenant_id, id)).one(db).await {
                        Ok(row) => announced.extend(row.map(|row| row.message)),
                        Err(error) if lies_in_the_data(&error) => {}
                        Err(error) => return Err(error),
                    }
                }
            }
            Err(error) => return Err(error),
        }
    }
    Ok(announced)
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
        .filter(is(Column::Status, &Status::Pending))
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
        .filter(is(Column::Status, &Status::Pending))
        .filter(Column::DueAt.lte(now))
        .into_tuple()
        .all(db)
        .await
}
