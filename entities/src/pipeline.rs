//! `pipeline`: our run for one opportunity on one posting, with its state. Durable.
//!
//! Inserted by the tenant's routing; advanced by its own actor only, fenced by `version`.

use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    Condition, DbBackend, ExprTrait, FromJsonQueryResult, FromQueryResult, IntoActiveModel,
    QueryOrder, QuerySelect, QueryTrait, Statement,
    entity::prelude::*,
    sea_query::{Func, LikeExpr, Query},
};
use serde::{Deserialize, Serialize};

use crate::{
    Instant, Language, consent,
    constant::is,
    ids::{PipelineId, PlanId, ReportId, ScorecardId, TenantId},
    inbox::is_zero,
    outbound_webhook, place, posting,
    store::Write,
};

/// How far pipelines are counted: the more there are, the longer it takes, and the less anybody does
/// with the number.
pub const COUNT_MAX: u64 = 10_000;

/// One pipeline.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "pipeline")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// Ours.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PipelineId,
    /// Lever's id of the opportunity.
    pub opportunity_id: String,
    /// Lever's id of the posting; empty when the opportunity has none.
    pub posting_id: String,
    /// The contact's name when last read; may be empty.
    pub candidate_name: String,
    /// Where mail goes; `None` when Lever has no address.
    pub candidate_email: Option<String>,
    /// The opportunity in Lever's web app.
    pub opportunity_url: Option<String>,
    /// Lever's id of the person; `None` when Lever never told.
    pub contact_id: Option<String>,
    /// What brought it here last, before it was invited.
    pub trigger: Trigger,
    /// Where it stands, with what it needs there.
    pub state: State,
    /// The state's name, for lists and filters.
    pub state_name: StateName,
    /// Grows with each commit; a commit that saw an older one is refused.
    pub version: i32,
    /// The plan this candidate is asked by, once planned.
    pub plan_id: Option<PlanId>,
    /// The newest scorecard.
    pub scorecard_id: Option<ScorecardId>,
    /// The newest report.
    pub report_id: Option<ReportId>,
    /// When the mail server took the invite.
    pub invited_at: Option<Instant>,
    /// When the last answer came.
    pub completed_at: Option<Instant>,
    /// The language that the candidate chose; `None`: not yet.
    pub language: Option<Language>,
    /// The time zone that the candidate chose, by its IANA name; `None`: not known.
    pub zone: Option<String>,
    /// When first heard of.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    /// When what is kept of the candidate was erased.
    pub erased_at: Option<Instant>,
    /// Whether it must not be.
    pub legal_hold: bool,
    /// When we heard that the candidate was deleted in Lever.
    pub deleted_at: Option<Instant>,
}

crate::no_relations!();

/// What brings an opportunity to us.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// It was moved to the trigger stage.
    Stage,
    /// Its posting carries the tag, and the candidate applied.
    Application,
    /// An operator wanted those invited who were there already.
    Backfill,
    /// An operator wanted just this one invited.
    ByHand,
}

/// A thing written to Lever when an interview is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Writeback {
    /// The tag that says complete.
    CompleteTag,
    /// The note with the score.
    Note,
    /// The PDF.
    File,
    /// The report's address among the candidate's links. Only if wanted.
    Link,
    /// The feedback form. Only if wanted.
    Feedback,
    /// The move of who did well. Only if wanted.
    Advance,
}

/// What is written for every interview; a pipeline is written back when all of it is.
pub const WRITEBACKS: [Writeback; 3] = [Writeback::CompleteTag, Writeback::Note, Writeback::File];

/// Where a pipeline stands, with what it needs there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(tag = "name", rename_all = "snake_case")]
pub enum State {
    /// Heard of, nothing decided.
    Received,
    /// Not invited, and why.
    Ineligible {
        /// For operators.
        reason: String,
    },
    /// To be invited; the plan is being made.
    Eligible,
    /// The plan is there; the invite is on its way to the mail server.
    Planned {
        /// The plan.
        plan_id: PlanId,
        /// When the invite ends.
        expires_at: Instant,
    },
    /// The mail server took the invite.
    Invited {
        /// The plan.
        plan_id: PlanId,
        /// When the invite ends.
        expires_at: Instant,
        /// The newest reminder that was wanted; 0: none so far.
        #[serde(default, skip_serializing_if = "is_zero")]
        reminded: u32,
        /// How often the candidate chose a time or gave it back.
        #[serde(default, skip_serializing_if = "is_zero")]
        sequence: u32,
    },
    /// The candidate chose when to take the interview. They may begin earlier.
    Scheduled {
        /// The plan.
        plan_id: PlanId,
        /// When the invite ends.
        expires_at: Instant,
        /// The newest reminder that was wanted; 0: none so far.
        #[serde(default, skip_serializing_if = "is_zero")]
        reminded: u32,
        /// How often the candidate chose a time or gave it back.
        sequence: u32,
        /// When.
        at: Instant,
        /// Whether they were to be told that the time is near.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        told: bool,
    },
    /// The candidate consented and answers.
    InProgress {
        /// The plan.
        plan_id: PlanId,
        /// When the invite ends.
        expires_at: Instant,
        /// Answers so far.
        answered: u32,
    },
    /// Every question is answered; it is being scored.
    Completed {
        /// The plan.
        plan_id: PlanId,
    },
    /// Scored; the report is being rendered.
    Scored {
        /// The scorecard.
        scorecard_id: ScorecardId,
    },
    /// The report is there; Lever is being written to.
    Reported {
        /// The scorecard.
        scorecard_id: ScorecardId,
        /// The report.
        report_id: ReportId,
        /// What Lever has so far.
        written: Vec<Writeback>,
        /// What Lever is to have besides [`WRITEBACKS`].
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        extras: Vec<Writeback>,
    },
    /// Lever has everything.
    WrittenBack {
        /// The scorecard.
        scorecard_id: ScorecardId,
        /// The report.
        report_id: ReportId,
    },
    /// The candidate wants a person.
    Declined,
    /// Stopped from outside or cancelled by an operator, and why.
    Withdrawn {
        /// For operators.
        reason: String,
        /// Where it stood; `None`: stored by a version that did not keep it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        was: Option<Box<State>>,
        /// When an operator here cancelled it, if that was why: only an operator invites again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cancelled_at: Option<Instant>,
    },
    /// The invite ended before the interview did.
    Expired {
        /// Where it stood; `None`: stored by a version that did not keep it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        was: Option<Box<State>>,
    },
    /// An effect was given up; an operator decides.
    NeedsOperator {
        /// Which effect.
        effect: String,
        /// Its last error.
        error: String,
        /// Where the pipeline stood.
        was: Box<State>,
        /// Whether we put the tag on the opportunity that says so.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        tagged: bool,
        /// Why a mail to the candidate came back besides, and nothing was heard of them since.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bounced: Option<String>,
    },
}

/// What is said to be wrong where a mail to the candidate came back.
pub const MAIL_BOUNCED: &str = "a mail came back";

/// The names of [`State`]'s variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[expect(missing_docs, reason = "documented at the variants of State")]
pub enum StateName {
    Received,
    Ineligible,
    Eligible,
    Planned,
    Invited,
    Scheduled,
    InProgress,
    Completed,
    Scored,
    Reported,
    WrittenBack,
    Declined,
    Withdrawn,
    Expired,
    NeedsOperator,
}

/// The states of pipelines that are not at an end.
pub const LIVE: [StateName; 10] = [
    StateName::Received,
    StateName::Eligible,
    StateName::Planned,
    StateName::Invited,
    StateName::Scheduled,
    StateName::InProgress,
    StateName::Completed,
    StateName::Scored,
    StateName::Reported,
    StateName::NeedsOperator,
];

impl State {
    /// Its name.
    pub fn name(&self) -> StateName {
        match self {
            Self::Received => StateName::Received,
            Self::Ineligible { .. } => StateName::Ineligible,
            Self::Eligible => StateName::Eligible,
            Self::Planned { .. } => StateName::Planned,
            Self::Invited { .. } => StateName::Invited,
            Self::Scheduled { .. } => StateName::Scheduled,
            Self::InProgress { .. } => StateName::InProgress,
            Self::Completed { .. } => StateName::Completed,
            Self::Scored { .. } => StateName::Scored,
            Self::Reported { .. } => StateName::Reported,
            Self::WrittenBack { .. } => StateName::WrittenBack,
            Self::Declined => StateName::Declined,
            Self::Withdrawn { .. } => StateName::Withdrawn,
            Self::Expired { .. } => StateName::Expired,
            Self::NeedsOperator { .. } => StateName::NeedsOperator,
        }
    }

    /// Where it stands or, when an operator is needed, where it stood.
    pub fn inner(&self) -> &Self {
        let mut state = self;
        while let Self::NeedsOperator { was, .. } = state {
            state = was;
        }
        state
    }

    /// Whether the last mail to the candidate came back, and nothing was heard of them since.
    pub fn mail_bounced(&self) -> bool {
        self.only_mail_bounced() || matches!(self, Self::NeedsOperator { bounced: Some(_), .. })
    }

    /// Whether nothing else needs an operator: trying again helps nobody.
    pub fn only_mail_bounced(&self) -> bool {
        matches!(self, Self::NeedsOperator { effect, .. } if effect == MAIL_BOUNCED)
    }

    /// When the candidate wants to take the interview, if they chose a time and have not begun.
    pub fn scheduled_at(&self) -> Option<Instant> {
        if let Self::Scheduled { at, .. } = self.inner() { Some(*at) } else { None }
    }

    /// How often the candidate chose a time or gave it back, before they began.
    pub fn time_changes(&self) -> u32 {
        if let Self::Invited { sequence, .. } | Self::Scheduled { sequence, .. } = self.inner() {
            *sequence
        } else {
            0
        }
    }

    /// The reason it carries, for people.
    pub fn reason(&self) -> Option<String> {
        match self {
            Self::Ineligible { reason } | Self::Withdrawn { reason, .. } => Some(reason.clone()),
            Self::NeedsOperator { effect, error, bounced: None, .. } => {
                Some(format!("{effect}: {error}"))
            }
            Self::NeedsOperator { effect, error, bounced: Some(back), .. } => {
                Some(format!("{effect}: {error}; and {MAIL_BOUNCED}: {back}"))
            }
            Self::Declined => Some("the candidate asked for a person".to_owned()),
            Self::Expired { .. } => {
                Some("the invite ended before the interview was done".to_owned())
            }
            Self::Received
            | Self::Eligible
            | Self::Planned { .. }
            | Self::Invited { .. }
            | Self::Scheduled { .. }
            | Self::InProgress { .. }
            | Self::Completed { .. }
            | Self::Scored { .. }
            | Self::Reported { .. }
            | Self::WrittenBack { .. } => None,
        }
    }
}

/// What Lever says of a candidate, as far as a pipeline keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// May be empty.
    pub name: String,
    /// The address, if there is one.
    pub email: Option<String>,
    /// The opportunity in Lever's web app.
    pub opportunity_url: Option<String>,
    /// Lever's id of the person.
    pub contact_id: Option<String>,
}

impl Model {
    /// How the candidate is greeted; empty when Lever has no name.
    pub fn first_name(&self) -> &str {
        first_word(&self.candidate_name)
    }
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

impl Entity {
    /// Where every query starts.
    pub fn of_tenant(tenant_id: TenantId) -> Select<Self> {
        Self::find().filter(Column::TenantId.eq(tenant_id))
    }
}

/// A pipeline by its id.
pub async fn find(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: PipelineId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id((tenant_id, id)).one(db).await
}

/// A pipeline, and whether its company wants to be told how it goes.
#[derive(Clone, Debug, sea_orm::DerivePartialModel)]
struct Told {
    #[sea_orm(nested)]
    pipeline: Model,
    #[sea_orm(nested)]
    webhook: Option<outbound_webhook::There>,
}

/// A pipeline by its id, and whether its company wants to be told how it goes; in one statement.
pub async fn find_with_webhook(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: PipelineId,
) -> Result<Option<(Model, bool)>, DbErr> {
    let its = outbound_webhook::Column::TenantId.into_expr().equals((Entity, Column::TenantId));
    let mut both = Entity::find_by_id((tenant_id, id));
    QueryTrait::query(&mut both).left_join(outbound_webhook::Entity, its);
    let told: Option<Told> = both.into_partial_model().one(db).await?;
    Ok(told.map(|told| (told.pipeline, told.webhook.is_some())))
}

/// The pipeline of this opportunity on this posting: the one there is, with the candidate's
/// newest data, or else a new one with the id given.
pub async fn ensure(
    tx: &impl Write,
    (tenant_id, new_id): (TenantId, PipelineId),
    (opportunity_id, posting_id): (&str, &str),
    candidate: Candidate,
    trigger: Trigger,
    now: Instant,
) -> Result<PipelineId, DbErr> {
    let there = Entity::of_tenant(tenant_id)
        .filter(Column::OpportunityId.eq(opportunity_id))
        .filter(Column::PostingId.eq(posting_id))
        .one(tx)
        .await?;
    if let Some(there) = there {
        let id = there.id;
        if there.erased_at.is_some() {
            // Nothing is kept of them any more, whatever Lever tells.
            return Ok(id);
        }
        let newest = ActiveModel {
            candidate_name: Set(candidate.name),
            candidate_email: Set(candidate.email),
            opportunity_url: Set(candidate.opportunity_url),
            contact_id: Set(candidate.contact_id),
            ..Default::default()
        };
        let update = Entity::update_many()
            .set(newest)
            .filter(Column::TenantId.eq(tenant_id))
            .filter(Column::Id.eq(id));
        tx.write(update.build(tx.get_database_backend()), Some(1)).await?;
        return Ok(id);
    }
    let fresh = Model {
        tenant_id,
        id: new_id,
        opportunity_id: opportunity_id.to_owned(),
        posting_id: posting_id.to_owned(),
        candidate_name: candidate.name,
        candidate_email: candidate.email,
        opportunity_url: candidate.opportunity_url,
        contact_id: candidate.contact_id,
        trigger,
        state: State::Received,
        state_name: StateName::Received,
        version: 0,
        plan_id: None,
        scorecard_id: None,
        report_id: None,
        invited_at: None,
        completed_at: None,
        language: None,
        zone: None,
        created_at: now,
        updated_at: now,
        erased_at: None,
        legal_hold: false,
        deleted_at: None,
    };
    let insert = Entity::insert(fresh.into_active_model().reset_all());
    tx.write(insert.build(tx.get_database_backend()), None).await?;
    Ok(new_id)
}

/// Ids of the pipelines of this opportunity, on whatever posting.
pub async fn of_opportunity(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    opportunity_id: &str,
) -> Result<Vec<Model>, DbErr> {
    Entity::of_tenant(tenant_id)
        .filter(Column::OpportunityId.eq(opportunity_id))
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// Which pipelines there are of these opportunities, the newest last.
pub async fn ids_of_opportunities(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    opportunity_ids: &[&str],
) -> Result<Vec<(String, PipelineId)>, DbErr> {
    Entity::of_tenant(tenant_id)
        .select_only()
        .columns([Column::OpportunityId, Column::Id])
        .filter(Column::OpportunityId.is_in(opportunity_ids.iter().copied()))
        .order_by_asc(Column::Id)
        .into_tuple()
        .all(db)
        .await
}

/// The versions of these pipelines.
pub async fn versions(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    ids: &[PipelineId],
) -> Result<Vec<(PipelineId, i32)>, DbErr> {
    Entity::of_tenant(tenant_id)
        .select_only()
        .columns([Column::Id, Column::Version])
        .filter(Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(Column::Id)
        .into_tuple()
        .all(db)
        .await
}

/// The pipelines of these opportunities.
pub async fn of_opportunities(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    opportunity_ids: &[&str],
) -> Result<Vec<Model>, DbErr> {
    let mut found = Vec::new();
    // Stores limit how much one statement may ask for.
    for some in opportunity_ids.chunks(500) {
        let rows = Entity::of_tenant(tenant_id)
            .filter(Column::OpportunityId.is_in(some.iter().copied()))
            .all(db)
            .await?;
        found.extend(rows);
    }
    Ok(found)
}

/// Ids of the pipelines that are not at an end.
pub async fn live(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
) -> Result<Vec<PipelineId>, DbErr> {
    Entity::of_tenant(tenant_id)
        .select_only()
        .column(Column::Id)
        .filter(Column::StateName.is_in(LIVE))
        .into_tuple()
        .all(db)
        .await
}

/// Those of which an operator may have something tried again; not whose mail came back, for nothing but
/// another address helps them.
pub async fn in_need(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
) -> Result<Vec<PipelineId>, DbErr> {
    let rows: Vec<(PipelineId, State)> = Entity::of_tenant(tenant_id)
        .select_only()
        .columns([Column::Id, Column::State])
        .filter(is(Column::StateName, &StateName::NeedsOperator))
        .into_tuple()
        .all(db)
        .await?;
    let tried = rows.into_iter().filter(|(_, state)| !state.only_mail_bounced());
    Ok(tried.map(|(id, _)| id).collect())
}

/// Has who else wants to do the same wait until the transaction ends.
pub async fn lock(
    tx: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: PipelineId,
) -> Result<(), DbErr> {
    Entity::of_tenant(tenant_id)
        .select_only()
        .column(Column::Id)
        .filter(Column::Id.eq(id))
        .lock_exclusive()
        .into_tuple::<PipelineId>()
        .one(tx)
        .await?;
    Ok(())
}

/// Keeps what brought it here, when that was considered anew.
pub async fn set_trigger(
    tx: &impl Write,
    (tenant_id, id): (TenantId, PipelineId),
    trigger: Trigger,
) -> Result<(), DbErr> {
    let set = Entity::update_many()
        .set(ActiveModel { trigger: Set(trigger), ..Default::default() })
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::Id.eq(id));
    tx.write(set.build(tx.get_database_backend()), Some(1)).await
}

/// Keeps what the candidate chose to be spoken to in; what is `None` stays as it is.
pub async fn set_speech(
    tx: &impl Write,
    (tenant_id, id): (TenantId, PipelineId),
    language: Option<Language>,
    zone: Option<&str>,
) -> Result<(), DbErr> {
    if language.is_none() && zone.is_none() {
        return Ok(());
    }
    let change = ActiveModel {
        language: language.map_or(NotSet, |language| Set(Some(language))),
        zone: zone.map_or(NotSet, |zone| Set(Some(zone.to_owned()))),
        ..Default::default()
    };
    let set = Entity::update_many()
        .set(change)
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::Id.eq(id));
    tx.write(set.build(tx.get_database_backend()), Some(1)).await
}

/// Those that were scored, each with the scorecard that counts and when its last answer came; without
/// those that were erased.
pub async fn scored(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
) -> Result<Vec<(PipelineId, ScorecardId, Option<Instant>)>, DbErr> {
    Entity::of_tenant(tenant_id)
        .select_only()
        .columns([Column::Id, Column::ScorecardId, Column::CompletedAt])
        .filter(Column::ScorecardId.is_not_null())
        .filter(Column::ErasedAt.is_null())
        .into_tuple()
        .all(db)
        .await
}

/// Whether the pipeline of this opportunity on this posting was erased; where Lever shows no posting
/// any more, whether any of the opportunity was.
pub async fn is_erased(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    (opportunity_id, posting_id): (&str, &str),
) -> Result<bool, DbErr> {
    let mut erased = Entity::of_tenant(tenant_id)
        .filter(Column::OpportunityId.eq(opportunity_id))
        .filter(Column::ErasedAt.is_not_null());
    if !posting_id.is_empty() {
        erased = erased.filter(Column::PostingId.eq(posting_id));
    }
    Ok(erased.count(db).await? > 0)
}

/// Has one kept whatever else is wanted, or no longer.
pub async fn set_legal_hold(
    tx: &impl ConnectionTrait,
    (tenant_id, id): (TenantId, PipelineId),
    held: bool,
) -> Result<(), DbErr> {
    ActiveModel {
        tenant_id: Set(tenant_id),
        id: Set(id),
        legal_hold: Set(held),
        ..Default::default()
    }
    .update(tx)
    .await?;
    Ok(())
}

/// Keeps that the candidate was deleted in Lever.
pub async fn set_deleted(
    tx: &impl ConnectionTrait,
    (tenant_id, id): (TenantId, PipelineId),
    deleted_at: Instant,
) -> Result<(), DbErr> {
    ActiveModel {
        tenant_id: Set(tenant_id),
        id: Set(id),
        deleted_at: Set(Some(deleted_at)),
        ..Default::default()
    }
    .update(tx)
    .await?;
    Ok(())
}

/// Keeps the address that Lever has now.
pub async fn set_email(
    db: &impl ConnectionTrait,
    (tenant_id, id): (TenantId, PipelineId),
    email: &str,
) -> Result<(), DbErr> {
    ActiveModel {
        tenant_id: Set(tenant_id),
        id: Set(id),
        candidate_email: Set(Some(email.to_owned())),
        ..Default::default()
    }
    .update(db)
    .await?;
    Ok(())
}

/// Puts `next` in place of the state seen as `seen`; the row as it is then. Fails, at the latest
/// with the commit, when somebody was faster.
pub async fn advance(
    tx: &impl Write,
    seen: &Model,
    next: &State,
    now: Instant,
) -> Result<Model, DbErr> {
    let mut after = Model {
        state: next.clone(),
        state_name: next.name(),
        version: seen.version + 1,
        updated_at: now,
        ..seen.clone()
    };
    match next.inner() {
        State::Planned { plan_id, .. } => after.plan_id = Some(*plan_id),
        State::Invited { .. } | State::Scheduled { .. } | State::InProgress { .. } => {
            after.invited_at = after.invited_at.or(Some(now));
        }
        State::Completed { .. } => after.completed_at = after.completed_at.or(Some(now)),
        State::Scored { scorecard_id } => after.scorecard_id = Some(*scorecard_id),
        State::Reported { report_id, .. } => after.report_id = Some(*report_id),
        State::Received
        | State::Ineligible { .. }
        | State::Eligible
        | State::WrittenBack { .. }
        | State::Declined
        | State::Withdrawn { .. }
        | State::Expired { .. }
        | State::NeedsOperator { .. } => {}
    }
    let change = ActiveModel {
        state: Set(after.state.clone()),
        state_name: Set(after.state_name),
        version: Set(after.version),
        updated_at: Set(after.updated_at),
        plan_id: Set(after.plan_id),
        invited_at: Set(after.invited_at),
        completed_at: Set(after.completed_at),
        scorecard_id: Set(after.scorecard_id),
        report_id: Set(after.report_id),
        ..Default::default()
    };
    let advance = Entity::update_many()
        .set(change)
        .filter(Column::TenantId.eq(seen.tenant_id))
        .filter(Column::Id.eq(seen.id))
        .filter(Column::Version.eq(seen.version));
    tx.write(advance.build(tx.get_database_backend()), Some(1)).await?;
    Ok(after)
}

/// Which pipelines a list shows.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only those in this state.
    pub state: Option<StateName>,
    /// Only those whose candidate or posting has this text in its name; case is ignored.
    pub search: Option<String>,
    /// Only those for these postings of Lever's.
    pub posting_ids: Option<Vec<String>>,
}

impl Filter {
    /// Whether it leaves all.
    pub fn leaves_all(&self) -> bool {
        self.state.is_none() && self.posting_ids.is_none() && self.searched().is_empty()
    }

    fn searched(&self) -> &str {
        self.search.as_deref().map(str::trim).unwrap_or_default()
    }

    pub(crate) fn select(&self, tenant_id: TenantId) -> Select<Entity> {
        let mut select = Entity::of_tenant(tenant_id);
        if let Some(ids) = &self.posting_ids {
            select = select.filter(Column::PostingId.is_in(ids.iter().map(String::as_str)));
        }
        if let Some(state) = self.state {
            select = select.filter(is(Column::StateName, &state));
        }
        let search = self.searched();
        if !search.is_empty() {
            let pattern = LikeExpr::new(format!("%{}%", escape_like(&search.to_lowercase())));
            let pattern = pattern.escape('\\');
            let has = |column: Expr| Func::lower(column);
            let postings = posting::Entity::of_tenant(tenant_id)
                .select_only()
                .column(posting::Column::LeverId)
                .filter(Expr::expr(has(Expr::col(posting::Column::Title))).like(pattern.clone()))
                .into_query();
            // SQLite knows small letters of ASCII alone: others are found as they are written.
            let written = LikeExpr::new(format!("%{}%", escape_like(search))).escape('\\');
            let as_written =
                (!search.is_ascii()).then(|| Column::CandidateName.into_expr().like(written));
            select = select.filter(
                Condition::any()
                    .add(Expr::expr(has(Column::CandidateName.into_expr())).like(pattern.clone()))
                    .add(Expr::expr(has(Column::CandidateEmail.into_expr())).like(pattern))
                    .add(Column::PostingId.in_subquery(postings))
                    .add_option(as_written),
            );
        }
        select
    }
}

fn escape_like(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// A part of a list of pipelines, which has the newest activity first.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Only what comes after this place.
    pub after: Option<(Instant, PipelineId)>,
    /// How many at most.
    pub limit: u64,
}

impl Page {
    pub(crate) fn of(self, mut rows: Select<Entity>) -> Select<Entity> {
        if let Some(place) = self.after {
            rows = rows.filter(place::after((Column::UpdatedAt, Column::Id), place));
        }
        rows.order_by_desc(Column::UpdatedAt).order_by_desc(Column::Id)
    }

    pub(crate) fn limit(self, statement: Statement) -> Statement {
        limited(statement, self.limit)
    }
}

/// The limit is written into the statement: were it a value, `PostgreSQL` would expect a tenth of all
/// rows of a plan made without it, and so make one each time.
pub(crate) fn limited(mut statement: Statement, limit: u64) -> Statement {
    statement.sql = format!("{} LIMIT {limit}", statement.sql);
    statement
}

/// A page of the pipelines that a filter leaves.
pub async fn page(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    filter: &Filter,
    page: Page,
) -> Result<Vec<Model>, DbErr> {
    let rows = page.of(filter.select(tenant_id)).build(db.get_database_backend());
    Model::find_by_statement(page.limit(rows)).all(db).await
}

/// How far those came who were invited for one posting in one week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passed {
    /// Lever's id of the posting.
    pub posting_id: String,
    /// The Monday of the week in which the mail server took the invites, by UTC.
    pub monday: NaiveDate,
    /// How many there are.
    pub invited: u32,
    /// How many agreed to the disclosure.
    pub started: u32,
    /// How many answered every question.
    pub completed: u32,
    /// How many of those were scored.
    pub scored: u32,
}

/// How far everybody came who was invited since then; for these postings only, if given. Counted where
/// the rows are, for they are many.
pub async fn passed(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    posting_ids: Option<&[String]>,
    since: Instant,
) -> Result<Vec<Passed>, DbErr> {
    type Row = (String, NaiveDate, i64, i64, i64, i64);
    // The Monday, or the Sunday that follows and six days back.
    let monday = if db.get_database_backend() == DbBackend::Postgres {
        r#"CAST(date_trunc('week', "pipeline"."invited_at" AT TIME ZONE 'UTC') AS date)"#
    } else {
        r#"date("pipeline"."invited_at", 'weekday 0', '-6 days')"#
    };
    let mut select = Entity::of_tenant(tenant_id).filter(Column::InvitedAt.gte(since));
    if let Some(ids) = posting_ids {
        select = select.filter(Column::PostingId.is_in(ids.iter().map(String::as_str)));
    }
    let consent_of = |column: consent::Column| Expr::col((consent::Entity, column));
    let consent = Condition::all()
        .add(consent_of(consent::Column::TenantId).equals((Entity, Column::TenantId)))
        .add(consent_of(consent::Column::PipelineId).equals((Entity, Column::Id)));
    // Who acted before we knew that the mail server had the invite may have answered before, too.
    let started =
        Func::coalesce([Column::CompletedAt.into_expr(), consent_of(consent::Column::GivenAt)]);
    let mut select = select
        .select_only()
        .column(Column::PostingId)
        .expr_as(Expr::cust(monday), "monday")
        .expr_as(Column::Id.into_expr().count(), "invited")
        .expr_as(Expr::expr(started).count(), "started")
        .expr_as(Column::CompletedAt.into_expr().count(), "completed")
        .expr_as(Column::ScorecardId.into_expr().count(), "scored")
        .group_by(Column::PostingId)
        .group_by(Expr::cust(monday));
    QueryTrait::query(&mut select).left_join(consent::Entity, consent);
    let rows: Vec<Row> = select.into_tuple().all(db).await?;
    let counted = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    let passed =
        rows.into_iter().map(|(posting_id, monday, invited, started, completed, scored)| Passed {
            posting_id,
            monday,
            invited: counted(invited),
            started: counted(started),
            completed: counted(completed),
            scored: counted(scored),
        });
    Ok(passed.collect())
}

/// How many pipelines a filter leaves; [`COUNT_MAX`] also where there are more.
pub async fn count(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    filter: &Filter,
) -> Result<u64, DbErr> {
    let some = filter.select(tenant_id).select_only().column(Column::Id).limit(COUNT_MAX);
    let count = Query::select()
        .expr(Expr::cust("COUNT(*)"))
        .from_subquery(some.into_query(), "some_of_them")
        .to_owned();
    let row = db.query_one(&count).await?;
    let counted: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    Ok(u64::try_from(counted).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::first_word;

    #[test]
    fn a_greeting_bears_any_name() {
        assert_eq!(first_word("Marit Hoekstra"), "Marit");
        assert_eq!(first_word("  "), "");
    }
}
