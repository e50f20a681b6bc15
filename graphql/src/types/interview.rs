//! One candidate's interview: a pipeline as an operator sees it.

use actors::{
    pipeline::{is_unanswered, may_be_cancelled, may_be_resent, wants_address},
    plans::{asked_in_another_language, read_renditions},
};
use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use entities::{Instant, answer_time, ids::PlanId, pipeline};

use super::{
    human_rating::HumanRating, jurisdiction::Notice, mail::Mail, plan::Plan, posting::Posting,
    recording::Recording, report::Report, request::CandidateRequest, scorecard::Scorecard,
};
use crate::{
    audit::reading,
    error::fault,
    loaders::{
        HumanRatingsOf, LetterOf, Loaders, MailsOf, NoticeOf, PlansOf, RecordingsOf, RequestsOf,
        ScorecardsOf, StepsOf, TimesOf, TurnsOf,
    },
    session::viewer,
};

/// One candidate's interview for one posting, from the trigger to what Lever was told.
pub(crate) struct Interview(pub(crate) pipeline::Model);

/// What brought a candidate here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "pipeline::Trigger")]
enum Trigger {
    /// Moved to the trigger stage.
    Stage,
    /// Applied to a posting with the tag.
    Application,
    /// Was there already, and an operator wanted those invited.
    Backfill,
    /// An operator wanted just this one invited.
    ByHand,
}

/// Where an interview stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "pipeline::StateName")]
pub(crate) enum PipelineState {
    /// Heard of, nothing decided.
    Received,
    /// Not invited; the reason says why.
    Ineligible,
    /// To be invited; the plan is being made.
    Eligible,
    /// The plan is there; the invite is on its way.
    Planned,
    /// The mail server took the invite.
    Invited,
    /// The candidate chose a time for it.
    Scheduled,
    /// The candidate answers.
    InProgress,
    /// Every question is answered.
    Completed,
    /// Scored.
    Scored,
    /// The report is there; Lever is being written to.
    Reported,
    /// Lever has everything.
    WrittenBack,
    /// The candidate wants a person.
    Declined,
    /// Stopped from outside, or cancelled by an operator; the reason says why.
    Withdrawn,
    /// The invite ended before the interview did.
    Expired,
    /// Something was given up; an operator decides.
    NeedsOperator,
}

/// A question with the answer given.
#[derive(SimpleObject)]
struct Turn {
    /// The question's id in the plan.
    question_id: String,
    /// From 1, in the order asked.
    number: i32,
    /// The wording, in the plan's language.
    question: String,
    /// The wording as the candidate read it; null where that is the plan's.
    asked_as: Option<AskedAs>,
    /// Of a follow-up: the condition under which it is asked, in words; null for a question itself.
    follow_up_because: Option<String>,
    /// What the candidate wrote.
    answer: String,
    /// When it was stored.
    answered_at: Instant,
    /// What the page noticed meanwhile; null where the company does not want that. Never scored.
    signals: Option<IntegritySignals>,
    /// How long it took; null where there was no limit for it, and where the company wants evidence only.
    /// Never scored.
    time: Option<AnswerTime>,
}

/// A question in another language than the plan's.
#[derive(SimpleObject)]
struct AskedAs {
    /// ISO 639-1 code.
    language: String,
    /// The wording.
    text: String,
}

/// What the page noticed while an answer was written. Never scored.
#[derive(SimpleObject)]
struct IntegritySignals {
    /// How often something was pasted.
    pastes: u32,
    /// Characters pasted.
    pasted_characters: u32,
    /// How often the page was left for another one or another program.
    focus_lost: u32,
}

/// How long an answer took that there was a limit for. Never scored; nothing was refused for it.
#[derive(SimpleObject)]
struct AnswerTime {
    /// Since its question was first shown, whether or not the page was open meanwhile.
    seconds: i32,
    /// The limit that the candidate was told of.
    limit_minutes: i32,
    /// How often they took as much once more.
    extended: i32,
}

/// A letter that was sent.
#[derive(SimpleObject)]
struct SentLetter {
    /// The words.
    text: String,
    /// Who wanted it sent.
    by: String,
    /// When they did.
    at: Instant,
}

/// One step of an interview, with its cause.
#[derive(SimpleObject)]
struct Transition {
    /// When.
    at: Instant,
    /// Where it stood.
    from: PipelineState,
    /// Where it stands since.
    to: PipelineState,
    /// What happened.
    cause: String,
    /// Why it was decided so, where there is a reason to give.
    reason: Option<String>,
}

#[Object]
impl Interview {
    /// `pipeline:<uuid>`.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// As in Lever; may be empty.
    async fn candidate_name(&self) -> &str {
        &self.0.candidate_name
    }

    /// Where mail goes; null when Lever has no address.
    async fn candidate_email(&self) -> Option<&str> {
        self.0.candidate_email.as_deref()
    }

    /// Lever's id of the opportunity.
    async fn opportunity_id(&self) -> &str {
        &self.0.opportunity_id
    }

    /// The opportunity in Lever's web app, when Lever gave an address.
    async fn opportunity_url(&self) -> Option<&str> {
        self.0.opportunity_url.as_deref()
    }

    /// What brought the candidate here.
    async fn trigger(&self) -> Trigger {
        self.0.trigger.into()
    }

    /// Null when the opportunity has no posting.
    async fn posting(&self, ctx: &Context<'_>) -> Result<Option<Posting>> {
        Ok(Loaders::load(ctx, self.0.posting_id.clone()).await?.map(Posting))
    }

    /// Where it stands.
    async fn state(&self) -> PipelineState {
        self.0.state_name.into()
    }

    /// Why it stands there, where a reason is kept.
    async fn state_reason(&self) -> Option<String> {
        self.0.state.reason()
    }

    /// Why nothing goes on at this time although it is not at an end, for people; null when it does.
    async fn paused_reason(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        if !pipeline::LIVE.contains(&self.0.state_name) {
            return Ok(None);
        }
        Loaders::paused_reason(ctx).await
    }

    /// Whether something was given up or stopped here that `retryInterview` takes up again.
    async fn can_retry(&self) -> bool {
        self.0.erased_at.is_none() && can_retry(&self.0.state)
    }

    /// Whether `cancelInterview` can stop it: it is not at an end, and Lever does not have all of its
    /// result.
    async fn can_cancel(&self) -> bool {
        may_be_cancelled(self.0.state.inner())
    }

    /// Whether `resendInvite` sends the invite again, or invites anew who was cancelled or whose time was over.
    async fn can_resend(&self) -> bool {
        self.0.erased_at.is_none() && may_be_resent(&self.0.state)
    }

    /// Null until planned.
    async fn plan(&self, ctx: &Context<'_>) -> Result<Option<Plan>> {
        load_plan(ctx, &self.0.posting_id, self.0.plan_id).await
    }

    /// Questions answered so far, with the answers.
    #[graphql(complexity = "10 * child_complexity")]
    async fn transcript(&self, ctx: &Context<'_>) -> Result<Vec<Turn>> {
        // At once, so that the plan is loaded together with those that others ask for.
        let (turns, times, plan, evidence_only) = tokio::try_join!(
            Loaders::load(ctx, TurnsOf(self.0.id)),
            Loaders::load(ctx, TimesOf(self.0.id)),
            self.plan(ctx),
            evidence_only(ctx, &self.0)
        )?;
        if turns.is_some() {
            reading(ctx, self.0.id).await?;
        }
        let times = times.filter(|_| !evidence_only).unwrap_or_default();
        let renditions = plan.as_ref().map(|plan| read_renditions(&plan.row)).unwrap_or_default();
        let asked = plan.map(|plan| plan.content.questions).unwrap_or_default();
        let each = turns.into_iter().flatten().map(|turn| {
            let question = asked.iter().find(|question| question.id == turn.question_id);
            let probe = turn.follow_up.and_then(|place| {
                question?.probes.get(usize::try_from(place).unwrap_or(usize::MAX))
            });
            let text = probe.map(|probe| &probe.text).or(question.map(|question| &question.text));
            let heard = asked_in_another_language(&renditions, &turn).cloned();
            let asked_as = turn.asked_in.zip(heard);
            let asked_as = asked_as.map(|(language, text)| AskedAs { language, text });
            let time = times.iter().find(|time| time.number == turn.number);
            Turn {
                asked_as,
                time: time.map(|time| AnswerTime::of(time, turn.answered_at)),
                signals: turn.signals.map(|signals| IntegritySignals {
                    pastes: signals.pastes,
                    pasted_characters: signals.pasted_characters,
                    focus_lost: signals.focus_lost,
                }),
                question: text.cloned().unwrap_or_default(),
                follow_up_because: probe.map(|probe| probe.when.clone()),
                question_id: turn.question_id,
                number: turn.number,
                answer: turn.answer,
                answered_at: turn.answered_at,
            }
        });
        Ok(each.collect())
    }

    /// What the candidate said, as far as it is kept, in the order said; none where the company keeps no
    /// recordings, where the candidate wrote, and once erased.
    #[graphql(complexity = "10 * child_complexity")]
    async fn recordings(&self, ctx: &Context<'_>) -> Result<Vec<Recording>> {
        let rows = Loaders::load(ctx, RecordingsOf(self.0.id)).await?;
        if rows.is_some() {
            reading(ctx, self.0.id).await?;
        }
        Ok(rows.into_iter().flatten().map(Recording).collect())
    }

    /// The one that the report and Lever have; null until scored, and once erased.
    async fn scorecard(&self, ctx: &Context<'_>) -> Result<Option<Scorecard>> {
        let counts = self.0.scorecard_id.filter(|_| self.0.erased_at.is_none());
        let Some(id) = counts else { return Ok(None) };
        let row = Loaders::load(ctx, id);
        let (evidence_only, row) = tokio::try_join!(evidence_only(ctx, &self.0), row)?;
        Ok(row.map(|row| Scorecard::of(row, &self.0, evidence_only)))
    }

    /// All versions, the newest first: scoring again adds one, and changes neither the report nor what
    /// Lever has.
    #[graphql(complexity = "3 * child_complexity")]
    async fn scorecards(&self, ctx: &Context<'_>) -> Result<Vec<Scorecard>> {
        if self.0.erased_at.is_some() {
            return Ok(Vec::new());
        }
        let rows = Loaders::load(ctx, ScorecardsOf(self.0.id));
        let (evidence_only, rows) = tokio::try_join!(evidence_only(ctx, &self.0), rows)?;
        let each = rows.iter().flatten();
        Ok(each.map(|row| Scorecard::of(row.into(), &self.0, evidence_only)).collect())
    }

    /// What people found by the same rubrics, the newest first; none where the company wants evidence
    /// only.
    #[graphql(complexity = "3 * child_complexity")]
    async fn human_ratings(&self, ctx: &Context<'_>) -> Result<Vec<HumanRating>> {
        // All at once, so that each is loaded together with those that others ask for.
        let (evidence_only, rows, plan, cards) = tokio::try_join!(
            evidence_only(ctx, &self.0),
            Loaders::load(ctx, HumanRatingsOf(self.0.id)),
            self.plan(ctx),
            Loaders::load(ctx, ScorecardsOf(self.0.id))
        )?;
        if evidence_only || rows.is_none() {
            return Ok(Vec::new());
        }
        reading(ctx, self.0.id).await?;
        let plan = plan.map(|plan| plan.content);
        let mut cards = cards.into_iter().flatten().filter(|_| self.0.erased_at.is_none());
        let card = cards.find(|card| Some(card.id) == self.0.scorecard_id);
        let card = card.map(|card| serde_json::from_value(card.body)).transpose().map_err(fault)?;
        let each = rows.into_iter().flatten();
        let viewer = viewer(ctx)?.id;
        each.map(|row| HumanRating::read(row, viewer, plan.as_ref(), card.as_ref())).collect()
    }

    /// What the candidate asked for or wants to know, the oldest first.
    #[graphql(complexity = "3 * child_complexity")]
    async fn requests(&self, ctx: &Context<'_>) -> Result<Vec<CandidateRequest>> {
        let rows = Loaders::load(ctx, RequestsOf(self.0.id)).await?;
        Ok(rows.into_iter().flatten().map(CandidateRequest).collect())
    }

    /// The letter that the candidate was sent because an operator wanted it; null when none was.
    async fn letter(&self, ctx: &Context<'_>) -> Result<Option<SentLetter>> {
        let row = Loaders::load(ctx, LetterOf(self.0.id)).await?;
        if row.is_some() {
            reading(ctx, self.0.id).await?;
        }
        Ok(row.map(|row| SentLetter { text: row.body, by: row.operator_name, at: row.created_at }))
    }

    /// Mails to the candidate and what became of each, oldest first.
    #[graphql(complexity = "10 * child_complexity")]
    async fn mails(&self, ctx: &Context<'_>) -> Result<Vec<Mail>> {
        let rows = Loaders::load(ctx, MailsOf(self.0.id)).await?;
        Ok(rows.into_iter().flatten().map(Mail).collect())
    }

    /// Null until rendered.
    async fn report(&self, ctx: &Context<'_>) -> Result<Option<Report>> {
        let Some(id) = self.0.report_id else { return Ok(None) };
        Ok(Loaders::load(ctx, id).await?.map(Report))
    }

    /// Every step with its cause, oldest first.
    #[graphql(complexity = "20 * child_complexity")]
    async fn timeline(&self, ctx: &Context<'_>) -> Result<Vec<Transition>> {
        let steps = Loaders::load(ctx, StepsOf(self.0.id)).await?;
        let each = steps.into_iter().flatten().map(|step| Transition {
            at: step.at,
            from: step.from_state.into(),
            to: step.to_state.into(),
            cause: step.cause,
            reason: step.reason,
        });
        Ok(each.collect())
    }

    /// When the candidate wants to take it; null unless they chose a time and have not begun.
    async fn scheduled_at(&self) -> Option<Instant> {
        self.0.state.scheduled_at()
    }

    /// When the mail server took the invite.
    async fn invited_at(&self) -> Option<Instant> {
        self.0.invited_at
    }

    /// When the last answer came.
    async fn completed_at(&self) -> Option<Instant> {
        self.0.completed_at
    }

    /// When first heard of.
    async fn created_at(&self) -> Instant {
        self.0.created_at
    }

    /// When it last changed.
    async fn updated_at(&self) -> Instant {
        self.0.updated_at
    }

    /// When what was kept of the candidate was erased; null while it is kept. From then on there is
    /// no name, address, answer or scorecard, and the report's address says so.
    async fn erased_at(&self) -> Option<Instant> {
        self.0.erased_at
    }

    /// Whether it is kept whatever else is wanted.
    async fn legal_hold(&self) -> bool {
        self.0.legal_hold
    }

    /// When we heard that the candidate was deleted in Lever; null while they are there. It is erased
    /// then, or once it is not under legal hold any more.
    async fn deleted_at(&self) -> Option<Instant> {
        self.0.deleted_at
    }

    /// That the candidate was told what is to happen, and by whose rules; null until invited.
    async fn notice(&self, ctx: &Context<'_>) -> Result<Option<Notice>> {
        Ok(Loaders::load(ctx, NoticeOf(self.0.id)).await?.map(Notice))
    }
}

impl AnswerTime {
    fn of(time: &answer_time::Model, answered_at: Instant) -> Self {
        Self {
            seconds: i32::try_from(time.taken_secs(answered_at)).unwrap_or(i32::MAX),
            limit_minutes: time.limit_minutes,
            extended: time.extended,
        }
    }
}

/// Why nothing can be sent or taken up again.
pub(crate) const ERASED: &str = "this interview was erased; nobody is left to write to";

/// Whether something was given up or stopped that can be taken up again.
pub(crate) fn can_retry(state: &pipeline::State) -> bool {
    if let pipeline::State::Withdrawn { was: Some(was), cancelled_at, .. } = state {
        // Who was cancelled is invited again, unless there is nothing left to answer.
        return cancelled_at.is_none() || !is_unanswered(was);
    }
    matches!(state, pipeline::State::NeedsOperator { .. }) && !wants_address(state)
}

/// A version of a posting's plan.
pub(super) async fn load_plan(
    ctx: &Context<'_>,
    posting_id: &str,
    id: Option<PlanId>,
) -> Result<Option<Plan>> {
    let Some(id) = id else { return Ok(None) };
    let versions = Loaders::load(ctx, PlansOf(posting_id.to_owned())).await?;
    let version = versions.into_iter().flatten().find(|version| version.id == id);
    version.map(Plan::read).transpose()
}

/// Whether the company wants no number anywhere.
async fn evidence_only(ctx: &Context<'_>, of: &pipeline::Model) -> Result<bool> {
    let tenant = Loaders::tenant(ctx, of.tenant_id).await?;
    Ok(tenant.is_some_and(|of| of.tenant.settings.evidence_only))
}
