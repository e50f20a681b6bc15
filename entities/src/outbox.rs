//! `outbox`: every effect that must go out, one row each.
//!
//! Durable. Appended by actors with the state that leads to it, in one transaction; finished by
//! the tenant's outbox actor.

use sea_orm::{
    ActiveValue::Set, DbBackend, ExprTrait, FromJsonQueryResult, IntoActiveModel, QueryOrder,
    QuerySelect, QueryTrait, UpdateMany, entity::prelude::*,
};
use serde::{Deserialize, Serialize};

pub use crate::inbox::Status;
use crate::{
    Instant, Language,
    constant::is,
    ids::{
        BackfillId, EffectId, MailId, OperatorId, PipelineId, PlanId, ReportId, RequestId,
        ScorecardId, TenantId, TransitionId,
    },
    inbox::is_zero,
    mail,
    pipeline::Trigger,
    store::Write,
    unreadable::lies_in_the_data,
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
    /// When it was done, given up or dropped.
    pub finished_at: Option<Instant>,
}

crate::no_relations!();

/// What is to be done outside the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Effect {
    /// Read the stages, make the webhooks.
    SetUpLever,
    /// Look at Lever: is everything as it must be, and has anything happened unannounced.
    #[serde(alias = "read_stages")]
    LookAtLever,
    /// Delete our webhooks, then our tokens.
    TearDownLever,
    /// Find out who is in the trigger stages already.
    PreviewBackfill {
        /// Which.
        backfill_id: BackfillId,
    },
    /// Write to an operator that the connection is lost.
    TellOperator {
        /// Whom.
        operator_id: OperatorId,
        /// Why it is lost.
        reason: String,
    },
    /// Write to an operator who was invited how to sign in for the first time.
    InviteOperator {
        /// Whom.
        operator_id: OperatorId,
    },
    /// Erase what is kept of candidates whose time has passed.
    ApplyRetention,
    /// Ask Lever whether an opportunity is gone whose deletion it announced.
    ConfirmDeletion {
        /// Lever's id.
        opportunity_id: String,
    },
    /// Erase what is kept of a candidate who was deleted in Lever.
    EraseDeleted,
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
        /// Handed through to the outcome.
        #[serde(default, skip_serializing_if = "is_zero")]
        delay_minutes: u32,
    },
    /// Make anew the plan of a posting that changed, for an operator to approve.
    ProposePlan {
        /// Lever's id.
        posting_id: String,
    },
    /// Hand the invite to the mail server.
    SendInvite {
        /// The plan.
        plan_id: PlanId,
        /// When the invite ends.
        expires_at: Instant,
    },
    /// Remind the candidate of the invite.
    SendReminder {
        /// Which, from 1.
        number: u32,
        /// When the invite ends.
        expires_at: Instant,
        /// From when on it is late.
        until: Instant,
    },
    /// Confirm the time that the candidate chose or gave back, with an entry for their calendar.
    SendConfirmation {
        /// When; `None`: the time was given back.
        at: Option<Instant>,
        /// Which change of the time this is, from 1.
        sequence: u32,
    },
    /// Say that the time that the candidate chose is near.
    SendStartReminder {
        /// When.
        at: Instant,
        /// Which change of the time this was.
        sequence: u32,
    },
    /// Hand the invite to the mail server once more, because an operator wants it.
    ResendInvite {
        /// The plan.
        plan_id: PlanId,
        /// When the invite ends.
        expires_at: Instant,
    },
    /// Say that the interview was cancelled.
    SendCancellation {
        /// When it was, which tells it from another time.
        cancelled_at: Instant,
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
    /// Score the answers once more, beside the scorecard that Lever was told of.
    RescoreInterview {
        /// The plan.
        plan_id: PlanId,
        /// Version of the scorecard that is to be made.
        version: i32,
    },
    /// Send the candidate the letter that an operator wanted sent.
    SendLetter,
    /// Render the PDF.
    RenderReport {
        /// The scorecard.
        scorecard_id: ScorecardId,
    },
    /// Put the tag that says complete on the opportunity.
    AddCompleteTag,
    /// Tell Lever that the candidate wants a person.
    TellHumanWanted,
    /// Tell Lever what the candidate asked for.
    PassOnRequest {
        /// The request.
        request_id: RequestId,
    },
    /// Send the candidate what an operator wrote back.
    SendReply {
        /// The request that it answers.
        request_id: RequestId,
    },
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
    /// Put the report's address among the candidate's links.
    AddLink,
    /// Fill in the feedback form.
    WriteFeedback {
        /// The scorecard.
        scorecard_id: ScorecardId,
    },
    /// Move who did well to the stage for them, never back.
    AdvanceStage {
        /// The scorecard.
        scorecard_id: ScorecardId,
    },
    /// Put the tag on the opportunity that says that something cannot be done, if one is wanted.
    AddErrorTag,
    /// Take it off again, where we put it.
    RemoveErrorTag,
    /// Tell Lever that there is no address to invite the candidate at.
    TellNoAddress,
    /// Tell Lever that a mail to the candidate came back.
    TellBounced {
        /// Which.
        mail_id: MailId,
    },
    /// Send an operator a mail as candidates get it, with sample values.
    SendPreview {
        /// Whom.
        operator_id: OperatorId,
        /// Of which kind.
        of: mail::Kind,
        /// In which language.
        language: Language,
    },
    /// Tell the company's own endpoint of something.
    SendEvent {
        /// Which.
        event: Event,
    },
}

/// What a company's own endpoint is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Event {
    /// An interview went on.
    Step {
        /// By which step.
        transition_id: TransitionId,
        /// The pipeline's version since, which tells what comes after what.
        version: i32,
    },
    /// What is kept of a candidate was erased.
    Erased {
        /// Of which interview.
        pipeline_id: PipelineId,
        /// Its version since.
        version: i32,
    },
    /// Nothing: somebody tries whether it is told.
    Test,
}

/// What [`Effect::AddErrorTag`] is called: when it is given up, nothing more is tried.
pub const ADD_ERROR_TAG: &str = "add error tag";

/// What [`Effect::SendInvite`] is called: tried again, it goes to the address that there is by then.
pub const SEND_INVITE: &str = "send invite";

/// What may take minutes: what a language model is asked for, and what a company's own endpoint is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slow {
    /// Questions, before anybody can be invited to answer them.
    Planning,
    /// What answers are worth, and better questions for those who come later.
    Judging,
    /// How interviews go.
    Telling,
}

impl Slow {
    /// All.
    pub const ALL: [Self; 3] = [Self::Planning, Self::Judging, Self::Telling];

    /// Under what names [these effects](Effect::slow) are stored.
    pub fn kinds(self) -> &'static [&'static str] {
        match self {
            Self::Planning => &["plan_interview"],
            Self::Judging => &["propose_plan", "score_interview", "rescore_interview"],
            Self::Telling => &["send_event"],
        }
    }
}

/// What an effect is called that cannot be read.
pub const UNREADABLE: &str = "an effect that cannot be read";

impl Effect {
    /// What it is called in errors and logs.
    pub fn name(&self) -> &'static str {
        match self {
            Self::SetUpLever => "set up Lever",
            Self::LookAtLever => "look at Lever",
            Self::TearDownLever => "tear down Lever",
            Self::PreviewBackfill { .. } => "preview backfill",
            Self::TellOperator { .. } => "tell operator",
            Self::InviteOperator { .. } => "invite operator",
            Self::ApplyRetention => "apply retention",
            Self::ConfirmDeletion { .. } => "confirm deletion",
            Self::EraseDeleted => "erase deleted candidate",
            Self::ReadOpportunity { .. } => "read opportunity",
            Self::PlanInterview { .. } => "plan interview",
            Self::ProposePlan { .. } => "propose plan",
            Self::SendInvite { .. } => SEND_INVITE,
            Self::SendReminder { .. } => "send reminder",
            Self::SendConfirmation { .. } => "send confirmation",
            Self::SendStartReminder { .. } => "send start reminder",
            Self::ResendInvite { .. } => "resend invite",
            Self::SendCancellation { .. } => "send cancellation",
            Self::SendFollowUp => "send follow-up",
            Self::AddInvitedTag => "add invited tag",
            Self::ScoreInterview { .. } => "score interview",
            Self::RescoreInterview { .. } => "score interview again",
            Self::SendLetter => "send letter",
            Self::RenderReport { .. } => "render report",
            Self::AddCompleteTag => "add complete tag",
            Self::TellHumanWanted => "tell Lever that a person is wanted",
            Self::PassOnRequest { .. } => "pass on a request",
            Self::SendReply { .. } => "send reply",
            Self::WriteNote { .. } => "write note",
            Self::UploadFile { .. } => "upload file",
            Self::AddLink => "add link",
            Self::WriteFeedback { .. } => "write feedback",
            Self::AdvanceStage { .. } => "advance stage",
            Self::AddErrorTag => ADD_ERROR_TAG,
            Self::RemoveErrorTag => "remove error tag",
            Self::TellNoAddress => "tell Lever that an address is missing",
            Self::TellBounced { .. } => "tell Lever that a mail came back",
            Self::SendPreview { .. } => "send preview",
            Self::SendEvent { .. } => "send event",
        }
    }
}

impl Effect {
    /// What of it may take minutes.
    pub fn slow(&self) -> Option<Slow> {
        if matches!(self, Self::PlanInterview { .. }) {
            return Some(Slow::Planning);
        }
        if matches!(self, Self::SendEvent { .. }) {
            return Some(Slow::Telling);
        }
        let judges = matches!(
            self,
            Self::ProposePlan { .. } | Self::ScoreInterview { .. } | Self::RescoreInterview { .. }
        );
        judges.then_some(Slow::Judging)
    }

    /// Whether it is to leave something outside that a repeat must look for, so that a try has to
    /// be on the disk before it is made.
    pub fn leaves_a_mark(&self) -> bool {
        match self {
            Self::SetUpLever
            | Self::TearDownLever
            | Self::TellOperator { .. }
            | Self::InviteOperator { .. }
            | Self::SendInvite { .. }
            | Self::SendReminder { .. }
            | Self::SendConfirmation { .. }
            | Self::SendStartReminder { .. }
            | Self::ResendInvite { .. }
            | Self::SendCancellation { .. }
            | Self::SendFollowUp
            | Self::SendLetter
            | Self::TellHumanWanted
            | Self::PassOnRequest { .. }
            | Self::SendReply { .. }
            | Self::WriteNote { .. }
            | Self::UploadFile { .. }
            | Self::AddLink
            | Self::WriteFeedback { .. }
            | Self::AdvanceStage { .. }
            | Self::AddErrorTag
            | Self::RemoveErrorTag
            | Self::TellNoAddress
            | Self::TellBounced { .. }
            | Self::SendPreview { .. } => true,
            // Reads, what only our own store keeps, tags, which are there once however often they are
            // put, and events, which are known by their ids.
            Self::LookAtLever
            | Self::ApplyRetention
            | Self::PreviewBackfill { .. }
            | Self::ConfirmDeletion { .. }
            | Self::EraseDeleted
            | Self::ReadOpportunity { .. }
            | Self::PlanInterview { .. }
            | Self::ProposePlan { .. }
            | Self::ScoreInterview { .. }
            | Self::RescoreInterview { .. }
            | Self::RenderReport { .. }
            | Self::AddInvitedTag
            | Self::AddCompleteTag
            | Self::SendEvent { .. } => false,
        }
    }
}

impl Effect {
    /// Which kind of mail it sends, if it sends one.
    pub fn mail(&self) -> Option<mail::Kind> {
        match self {
            Self::TellOperator { .. } => Some(mail::Kind::Disconnected),
            Self::InviteOperator { .. } => Some(mail::Kind::Member),
            Self::SendInvite { .. } | Self::ResendInvite { .. } => Some(mail::Kind::Invite),
            Self::SendReminder { .. } => Some(mail::Kind::Reminder),
            Self::SendConfirmation { .. } => Some(mail::Kind::Confirmation),
            Self::SendStartReminder { .. } => Some(mail::Kind::Start),
            Self::SendCancellation { .. } => Some(mail::Kind::Cancelled),
            Self::SendFollowUp => Some(mail::Kind::FollowUp),
            Self::SendLetter => Some(mail::Kind::Letter),
            Self::SendReply { .. } => Some(mail::Kind::Reply),
            Self::SendPreview { .. } => Some(mail::Kind::Preview),
            Self::SetUpLever
            | Self::ConfirmDeletion { .. }
            | Self::EraseDeleted
            | Self::PassOnRequest { .. }
            | Self::LookAtLever
            | Self::TearDownLever
            | Self::PreviewBackfill { .. }
            | Self::ApplyRetention
            | Self::ReadOpportunity { .. }
            | Self::PlanInterview { .. }
            | Self::ProposePlan { .. }
            | Self::AddInvitedTag
            | Self::ScoreInterview { .. }
            | Self::RescoreInterview { .. }
            | Self::RenderReport { .. }
            | Self::AddCompleteTag
            | Self::TellHumanWanted
            | Self::WriteNote { .. }
            | Self::UploadFile { .. }
            | Self::AddLink
            | Self::WriteFeedback { .. }
            | Self::AdvanceStage { .. }
            | Self::AddErrorTag
            | Self::RemoveErrorTag
            | Self::TellNoAddress
            | Self::TellBounced { .. }
            | Self::SendEvent { .. } => None,
        }
    }
}

impl Model {
    /// The mail that it sends, if it sends one. That of an invite is the invite's own, not the
    /// effect's: one that is sent by a later effect, because nobody was told that the mail server
    /// took it, is still the same mail with the same link.
    pub fn mail_id(&self) -> Option<MailId> {
        self.effect.mail()?;
        let pipeline_id =
            self.pipeline_id.filter(|_| matches!(self.effect, Effect::SendInvite { .. }));
        Some(MailId(pipeline_id.map_or(self.id.0, |id| id.invite().0)))
    }
}

impl Entity {
    /// Where every query starts.
    pub fn of_tenant(tenant_id: TenantId) -> Select<Self> {
        Self::find().filter(Column::TenantId.eq(tenant_id))
    }
}

/// Appends an effect, due at once; with it the mail that it sends, if it sends one.
pub async fn append(
    tx: &impl Write,
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
    if let (Some(mail_id), Some(kind)) = (row.mail_id(), row.effect.mail()) {
        mail::queue(tx, (tenant_id, mail_id), (kind, pipeline_id), now).await?;
    }
    let insert = Entity::insert(row.into_active_model().reset_all());
    tx.write(insert.build(tx.get_database_backend()), None).await
}

/// Puts a timer of the tenant's own: an effect that is due then. One that waits is moved there.
pub async fn put_timer(
    tx: &impl Write,
    (tenant_id, id): (TenantId, EffectId),
    effect: Effect,
    due_at: Instant,
) -> Result<(), DbErr> {
    let waiting = Entity::of_tenant(tenant_id)
        .filter(is(Column::Status, &Status::Pending))
        .filter(Column::PipelineId.is_null())
        // Of which there may be many.
        .filter(is_event(tx.get_database_backend()).not())
        // What cannot be read is no timer.
        .filter(kind(tx.get_database_backend()).ne(""))
        .all(tx)
        .await?;
    if let Some(there) = waiting.into_iter().find(|row| row.effect == effect) {
        let moved = ActiveModel { due_at: Set(due_at), ..Default::default() };
        let moved = waiting_change((tenant_id, there.id), moved);
        return tx.write(moved.build(tx.get_database_backend()), None).await;
    }
    append(tx, (tenant_id, id), None, effect, due_at).await
}

/// What still waits of a pipeline.
pub async fn waiting(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    pipeline_id: PipelineId,
) -> Result<Vec<Model>, DbErr> {
    Entity::of_tenant(tenant_id)
        .filter(Column::PipelineId.eq(pipeline_id))
        .filter(is(Column::Status, &Status::Pending))
        .all(db)
        .await
}

/// Whether a look at Lever waits or is under way.
pub(crate) async fn is_looking(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
) -> Result<bool, DbErr> {
    let looks = Entity::of_tenant(tenant_id)
        .filter(is(Column::Status, &Status::Pending))
        .filter(kind(db.get_database_backend()).is_in(["look_at_lever", "read_stages"]))
        .count(db)
        .await?;
    Ok(looks > 0)
}

/// How many events of a company wait to be told.
pub async fn events_waiting(db: &impl ConnectionTrait, tenant_id: TenantId) -> Result<u64, DbErr> {
    Entity::of_tenant(tenant_id)
        .filter(is(Column::Status, &Status::Pending))
        .filter(is_event(db.get_database_backend()))
        .count(db)
        .await
}

/// Whether an effect still waits to be ended.
pub async fn is_pending(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: EffectId,
) -> Result<bool, DbErr> {
    let there = Entity::of_tenant(tenant_id).filter(Column::Id.eq(id));
    Ok(there.filter(is(Column::Status, &Status::Pending)).count(db).await? > 0)
}

/// What an effect becomes that is never carried out, for this reason.
pub(crate) fn dropped(why: &str, now: Instant) -> ActiveModel {
    ActiveModel {
        status: Set(Status::Dropped),
        error: Set(Some(why.to_owned())),
        finished_at: Set(Some(now)),
        ..Default::default()
    }
}

/// Drops an event that waits, for this reason.
pub async fn drop_event(
    db: &impl ConnectionTrait,
    key: (TenantId, EffectId),
    why: &str,
    now: Instant,
) -> Result<(), DbErr> {
    change_waiting(db, key, dropped(why, now)).await.map(drop)
}

/// Drops the events of a company that wait or were given up, for this reason.
pub async fn drop_events(
    tx: &impl ConnectionTrait,
    tenant_id: TenantId,
    why: &str,
    now: Instant,
) -> Result<(), DbErr> {
    let not_sent = is(Column::Status, &Status::Pending).or(is(Column::Status, &Status::Dead));
    Entity::update_many()
        .set(dropped(why, now))
        .filter(Column::TenantId.eq(tenant_id))
        .filter(not_sent)
        .filter(is_event(tx.get_database_backend()))
        .exec(tx)
        .await?;
    Ok(())
}

/// Appends an effect that may have been carried out before: it will look before it writes. One
/// that still waits becomes due instead, since two at once would not see what the other does.
pub async fn append_again(
    tx: &impl Write,
    (tenant_id, id): (TenantId, EffectId),
    pipeline_id: PipelineId,
    effect: Effect,
    now: Instant,
) -> Result<(), DbErr> {
    let there =
        waiting(tx, tenant_id, pipeline_id).await?.into_iter().find(|row| row.effect == effect);
    let (id, attempts) = if let Some(row) = there {
        (row.id, Ord::max(row.attempts, 1))
    } else {
        append(tx, (tenant_id, id), Some(pipeline_id), effect, now).await?;
        (id, 1)
    };
    ActiveModel {
        tenant_id: Set(tenant_id),
        id: Set(id),
        attempts: Set(attempts),
        due_at: Set(now),
        ..Default::default()
    }
    .update(tx)
    .await?;
    Ok(())
}

/// What still waits of a pipeline from before this effect.
pub async fn older_pending(db: &impl ConnectionTrait, row: &Model) -> Result<Vec<Effect>, DbErr> {
    let older = Entity::of_tenant(row.tenant_id)
        .filter(Column::PipelineId.eq(row.pipeline_id))
        .filter(is(Column::Status, &Status::Pending))
        .filter(Column::Id.lt(row.id))
        .all(db)
        .await?;
    Ok(older.into_iter().map(|row| row.effect).collect())
}

/// Which effects whoever carries them out has room for.
#[derive(Clone, Copy, Debug)]
pub struct Room<'a> {
    /// Those that are carried out already.
    pub in_hand: &'a [EffectId],
    /// How many more.
    pub places: u64,
    /// What there is no room for.
    pub without: &'a [Slow],
}

/// The first due effects that there is room for.
pub async fn due(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    room: Room<'_>,
    now: Instant,
) -> Result<Vec<Model>, DbErr> {
    first_due(db.get_database_backend(), tenant_id, room, now).all(db).await
}

fn first_due(
    store: DbBackend,
    tenant_id: TenantId,
    room: Room<'_>,
    now: Instant,
) -> Select<Entity> {
    let due = Entity::of_tenant(tenant_id)
        .filter(is(Column::Status, &Status::Pending))
        .filter(Column::DueAt.lte(now))
        .filter(Column::Id.is_not_in(room.in_hand.iter().copied()));
    let due = room
        .without
        .iter()
        .fold(due, |due, slow| due.filter(kind(store).is_not_in(slow.kinds().iter().copied())));
    due.order_by_asc(Column::DueAt).order_by_asc(Column::Id).limit(room.places)
}

/// By what name an effect is stored; empty where it has none that can be read.
pub(crate) fn kind(store: DbBackend) -> Expr {
    if store == DbBackend::Sqlite {
        Expr::cust("CASE WHEN json_valid(effect) THEN COALESCE(effect ->> 'kind', '') ELSE '' END")
    } else {
        Expr::cust("COALESCE(effect ->> 'kind', '')")
    }
}

/// Whether an effect tells a company's own endpoint of an event.
pub(crate) fn is_event(store: DbBackend) -> Expr {
    kind(store).is_in(Slow::Telling.kinds().iter().copied())
}

/// An effect that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Which.
    pub id: EffectId,
    /// The pipeline it belongs to; `None` for the tenant's own.
    pub pipeline_id: Option<PipelineId>,
    /// Why not.
    pub error: String,
}

/// Which of the first due effects that there is room for cannot be read.
pub async fn unreadable(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    room: Room<'_>,
    now: Instant,
) -> Result<Vec<Unreadable>, DbErr> {
    let due = first_due(db.get_database_backend(), tenant_id, room, now);
    let due: Vec<(EffectId, Option<PipelineId>)> =
        due.select_only().columns([Column::Id, Column::PipelineId]).into_tuple().all(db).await?;
    let mut found = Vec::new();
    for (id, pipeline_id) in due {
        match Entity::find_by_id((tenant_id, id)).one(db).await {
            Ok(_) => {}
            Err(error) if lies_in_the_data(&error) => {
                found.push(Unreadable { id, pipeline_id, error: error.to_string() });
            }
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

/// Claims effects for one try, one attempt more counted on each. Those that still wait.
pub async fn claim(db: &impl ConnectionTrait, due: Vec<Model>) -> Result<Vec<Model>, DbErr> {
    let Some(first) = due.first() else { return Ok(due) };
    Entity::update_many()
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .filter(Column::TenantId.eq(first.tenant_id))
        .filter(Column::Id.is_in(due.iter().map(|row| row.id)))
        .filter(is(Column::Status, &Status::Pending))
        .exec_with_returning(db)
        .await
}

/// Takes back the counting of a try that was ended before it could end.
pub async fn discount(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    ids: &[EffectId],
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

/// Marks an effect as done. Fails, at the latest with the commit, when it was ended already.
pub async fn finish(
    tx: &impl Write,
    tenant_id: TenantId,
    id: EffectId,
    now: Instant,
) -> Result<(), DbErr> {
    let done = ActiveModel {
        status: Set(Status::Done),
        error: Set(None),
        finished_at: Set(Some(now)),
        ..Default::default()
    };
    let finish = waiting_change((tenant_id, id), done);
    tx.write(finish.build(tx.get_database_backend()), Some(1)).await
}

fn waiting_change(
    (tenant_id, id): (TenantId, EffectId),
    change: ActiveModel,
) -> UpdateMany<Entity> {
    Entity::update_many()
        .set(change)
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::Id.eq(id))
        .filter(is(Column::Status, &Status::Pending))
}

/// Changes an effect that still waits; whether it did.
async fn change_waiting(
    tx: &impl ConnectionTrait,
    (tenant_id, id): (TenantId, EffectId),
    change: ActiveModel,
) -> Result<bool, DbErr> {
    let changed = waiting_change((tenant_id, id), change).exec(tx).await?;
    Ok(changed.rows_affected == 1)
}

/// Puts an effect off until a lost connection may be back; the try does not count.
pub async fn park(
    db: &impl ConnectionTrait,
    row: &Model,
    error: &str,
    due_at: Instant,
) -> Result<(), DbErr> {
    let change = ActiveModel {
        attempts: Set(row.attempts - 1),
        due_at: Set(due_at),
        error: Set(Some(error.to_owned())),
        ..Default::default()
    };
    change_waiting(db, (row.tenant_id, row.id), change).await.map(drop)
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
        .filter(is(Column::Status, &Status::Pending))
        .filter(Column::DueAt.gt(now))
        .exec(tx)
        .await?;
    Ok(())
}

/// Puts an effect off after a failed try.
pub async fn postpone(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: EffectId,
    error: &str,
    due_at: Instant,
) -> Result<(), DbErr> {
    let (due_at, error) = (Set(due_at), Set(Some(error.to_owned())));
    let change = ActiveModel { due_at, error, ..Default::default() };
    change_waiting(db, (tenant_id, id), change).await.map(drop)
}

/// Gives an effect up: an operator decides. `false` when it was ended already.
pub async fn bury(
    tx: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: EffectId,
    error: &str,
    now: Instant,
) -> Result<bool, DbErr> {
    let dead = ActiveModel {
        status: Set(Status::Dead),
        error: Set(Some(error.to_owned())),
        finished_at: Set(Some(now)),
        ..Default::default()
    };
    change_waiting(tx, (tenant_id, id), dead).await
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
        .filter(is(Column::Status, &Status::Pending))
        .filter(Column::DueAt.lte(now))
        .into_tuple()
        .all(db)
        .await
}
