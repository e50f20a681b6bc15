//! One per tenant: claims its effects, lets performers carry them out, commits what came of it.
//!
//! In memory: which effects are in hand. Durable: `outbox`, and `inbox` for outcomes.

use std::{collections::HashMap, panic::AssertUnwindSafe, time::Duration};

use actix::{Actor, Addr, AtomicResponse, Context, Handler, Supervised, Supervisor};
use backon::{BackoffBuilder, ExponentialBuilder};
use entities::{
    DbErr, Instant, audit_entry, backfill as backfill_row, connection,
    ids::{EffectId, MessageId, PipelineId, TenantId},
    inbox::{self, Arrival, Message},
    mail,
    operator::{self, Role},
    outbox::{self, Effect, Model, Room, Slow},
    pipeline::{self, State},
    store::Survives,
    webhook,
};
use futures_util::FutureExt;
use serde_json::json;
use tokio::task::{AbortHandle, JoinSet};

use super::{
    backfill, connect, email,
    error::{Error, Retry},
    event, interview,
    lever::{self, Access, Errand},
    look,
    mailer::Slip,
    report, retention, stored, writeback,
};
use crate::{
    Directory, Error as TurnError, Means, Place, Wake, connecting,
    ownership::Home,
    shell::{self, Drain},
    unreadable,
};

/// Effects of one tenant in hand at once.
const IN_HAND_MAX: usize = 16;
/// Of those, how many may take long at most: while a language model or a company's endpoint is slow, mails
/// are sent, and who applies for a posting that has its questions is invited.
const fn slow_max(slow: Slow) -> usize {
    match slow {
        Slow::Judging => IN_HAND_MAX / 2,
        Slow::Planning => IN_HAND_MAX / 4,
        Slow::Telling => IN_HAND_MAX / 8,
    }
}
/// How often a turn that waits for what takes long looks whether the tenant is still its own.
const LOOK_AROUND: Duration = Duration::from_secs(1);
/// Tries of one effect before it is given up: with the pauses below, after three to four hours.
const ATTEMPTS_MAX: i32 = 30;
/// Tries of an effect that only reads what an event hinted at, and harms nobody by being repeated: a week.
/// Nobody else would ask again.
const READS_MAX: i32 = 1_000;
/// Tries of telling a company's endpoint of an event: two days, so that one that is down at night, or over a
/// day off, misses nothing.
const TELLS_MAX: i32 = 300;
/// The first pause after a failed try; it doubles each time.
const PAUSE_FIRST: Duration = Duration::from_secs(2);
/// The longest pause.
const PAUSE_MAX: Duration = Duration::from_mins(10);
/// How long a change of the error tag waits for an earlier one.
const AFTER_OLDER_MARK: chrono::Duration = chrono::Duration::seconds(1);
/// How long effects wait for a lost connection before they look again.
const RECONNECT_PAUSE: chrono::Duration = chrono::Duration::minutes(5);

/// One tenant's outbox.
#[derive(Debug)]
pub(crate) struct OutboxActor {
    tenant_id: TenantId,
    means: Means,
    failures: u32,
}

impl OutboxActor {
    pub(crate) fn start(tenant_id: TenantId, means: &Means) -> Addr<Self> {
        let actor = Self { tenant_id, means: means.clone(), failures: 0 };
        let address = Supervisor::start(|_| actor);
        means.directory.enter(Place::Outbox(tenant_id), address.downgrade().recipient());
        address
    }
}

impl Actor for OutboxActor {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Context<Self>) {
        shell::begin(self, ctx);
    }
}

impl Supervised for OutboxActor {}

impl Drain for OutboxActor {
    fn failures(&mut self) -> &mut u32 {
        &mut self.failures
    }

    fn directory(&self) -> &Directory {
        &self.means.directory
    }

    fn place(&self) -> Place {
        Place::Outbox(self.tenant_id)
    }
}

impl Handler<Wake> for OutboxActor {
    type Result = AtomicResponse<Self, ()>;

    fn handle(&mut self, _: Wake, _: &mut Context<Self>) -> Self::Result {
        shell::turn(self, drain(self.means.clone(), self.tenant_id), |_, ()| {})
    }
}

async fn drain(means: Means, tenant_id: TenantId) -> Result<(), TurnError> {
    let woken = means.directory.woken(Place::Outbox(tenant_id));
    let mut in_hand = InHand::default();
    // Tasks of their own, which go on while this one waits for the store: one that sleeps with its
    // turn at the store in hand would keep everybody out. Dropped, they stop.
    let mut attempts = JoinSet::new();
    let mut failed = None;
    // Whether there may be some that are not in hand. What this turn was woken for is seen at once.
    let mut more = true;
    let _seen = woken.notified().now_or_never();
    loop {
        // After an error and when the node stops, what is in hand is ended and nothing begun.
        if failed.is_none() && !means.directory.stopping(tenant_id) {
            while more && in_hand.places() > 0 {
                match claim(&means, tenant_id, &in_hand).await {
                    Ok(claimed) => {
                        more = claimed.more;
                        for row in claimed.rows {
                            let (id, slow) = (row.id, row.effect.slow());
                            let task = attempts.spawn_local(attempt(means.clone(), row));
                            in_hand.0.insert(id, slow.map(|slow| (slow, task)));
                        }
                    }
                    Err(error) => {
                        failed = Some(error.into());
                        break;
                    }
                }
            }
        }
        if failed.is_some() {
            in_hand.give_up_slow();
        }
        let ended = tokio::select! {
            biased;
            ended = attempts.join_next() => ended,
            () = woken.notified() => {
                more = true;
                continue;
            }
            () = tokio::time::sleep(LOOK_AROUND), if in_hand.has_slow() => {
                // Nothing that this turn does counts any more, and whoever comes next waits for its end.
                if means.directory.ownership().home(tenant_id) != Home::Here(means.db.fence()) {
                    failed.get_or_insert(TurnError::Elsewhere);
                }
                continue;
            }
        };
        match ended {
            // Where a slow one ends, another may begin that there was no room for.
            Some(Ok(Ok(id))) => more |= in_hand.0.remove(&id).flatten().is_some(),
            Some(Ok(Err(error))) => failed = Some(error),
            Some(Err(error)) if error.is_cancelled() => {}
            // What is left of a panic outside the performer; the row is still pending.
            Some(Err(error)) => failed = Some(TurnError::Attempt(error)),
            None => {
                let Some(error) = failed else { return Ok(()) };
                // As far as the store can be written to at all.
                drop(outbox::discount(&means.db, tenant_id, &in_hand.slow()).await);
                return Err(error);
            }
        }
    }
}

/// What is being tried; what may take long with what ends its try.
#[derive(Default)]
struct InHand(HashMap<EffectId, Option<(Slow, AbortHandle)>>);

impl InHand {
    fn places(&self) -> usize {
        IN_HAND_MAX.saturating_sub(self.0.len())
    }

    fn places_for(&self, slow: Slow) -> usize {
        let there = self.0.values().flatten().filter(|(other, _)| *other == slow);
        slow_max(slow).saturating_sub(there.count())
    }

    /// The slow ones whose tries have not ended by themselves.
    fn slow(&self) -> Vec<EffectId> {
        self.0.iter().filter(|(_, slow)| slow.is_some()).map(|(id, _)| *id).collect()
    }

    fn has_slow(&self) -> bool {
        self.0.values().any(Option::is_some)
    }

    /// Ends the tries of slow ones, as if they had not begun: a turn that failed waits for none.
    fn give_up_slow(&self) {
        self.0.values().flatten().for_each(|(_, task)| task.abort());
    }
}

/// What was taken for one try each.
struct Claimed {
    rows: Vec<Model>,
    /// Whether there may be more.
    more: bool,
}

/// Takes due effects for one try each. Where a try may leave something that a repeat has to look
/// for, it is on the disk before it is made.
async fn claim(means: &Means, tenant_id: TenantId, in_hand: &InHand) -> Result<Claimed, DbErr> {
    let ids: Vec<EffectId> = in_hand.0.keys().copied().collect();
    let places = in_hand.places();
    let mut for_slow = Slow::ALL.map(|slow| (slow, in_hand.places_for(slow)));
    let full = for_slow.iter().filter(|(_, places)| *places == 0);
    let without: Vec<Slow> = full.map(|(slow, _)| *slow).collect();
    let room = Room { in_hand: &ids, places: places as u64, without: &without };
    let mut due = unreadable::due(means, tenant_id, room).await?;
    let more = due.len() == places;
    due.retain(|row| {
        let slow = row.effect.slow();
        let Some((_, places)) = for_slow.iter_mut().find(|(other, _)| Some(*other) == slow) else {
            return true;
        };
        let fits = *places > 0;
        *places = places.saturating_sub(1);
        fits
    });
    if due.is_empty() {
        return Ok(Claimed { rows: due, more });
    }
    let marks = due.iter().any(|row| row.effect.leaves_a_mark());
    let survives = if marks { Survives::PowerCut } else { Survives::Crash };
    let rows = outbox::claim(&means.db.surviving(survives), due).await?;
    Ok(Claimed { rows, more })
}

/// One try of one effect, and the commit of what came of it.
async fn attempt(means: Means, row: Model) -> Result<EffectId, TurnError> {
    if row.attempts > attempts_max(&row.effect) {
        // Earlier tries ended without an outcome: this one is given up before it can, too.
        let words = "ended without an outcome, again and again";
        give_up(&means, &row, words, mail::Outcome::NotSent).await?;
        return Ok(row.id);
    }
    let marks = row.effect.leaves_a_mark();
    let _stay = marks.then(|| means.directory.ownership().stay_for_mark(row.tenant_id));
    let (slip, began) = (Slip::default(), means.clock.now());
    let performed = AssertUnwindSafe(perform(&means, &row, &slip)).catch_unwind().await;
    let outcome = performed
        .unwrap_or_else(|panic| Err(Error::Panicked(shell::panic_text(panic.as_ref()).to_owned())));
    settle(&means, &row, (outcome, began), &slip).await?;
    Ok(row.id)
}

/// Finds the performer. `None` when the outcome is of no interest to anybody.
async fn perform(means: &Means, row: &Model, slip: &Slip) -> Result<Option<Message>, Error> {
    let tenant_id = row.tenant_id;
    let pipeline = || row.pipeline_id.ok_or(Error::Missing("the pipeline"));
    match &row.effect {
        Effect::SetUpLever => connect::set_up(means, tenant_id).await.map(|()| None),
        Effect::LookAtLever => match look::look(means, tenant_id).await {
            // Disconnected since: there is nothing to look at.
            Ok(()) | Err(Error::NotConnected) => Ok(None),
            Err(error) => Err(error),
        },
        Effect::TearDownLever => connect::tear_down(means, tenant_id).await.map(|()| None),
        Effect::PreviewBackfill { backfill_id } => {
            backfill::preview(means, tenant_id, *backfill_id).await.map(|()| None)
        }
        Effect::TellOperator { operator_id, reason } => {
            let key = (tenant_id, *operator_id);
            email::tell_operator(means, key, (row.id, slip), reason).await.map(|()| None)
        }
        Effect::InviteOperator { operator_id } => {
            let key = (tenant_id, *operator_id);
            email::invite_operator(means, key, (row.id, slip)).await.map(|()| None)
        }
        Effect::SendPreview { operator_id, of, language } => {
            let (key, of) = ((tenant_id, *operator_id), (*of, *language));
            email::send_preview(means, key, (row.id, slip), of).await.map(|()| None)
        }
        Effect::SendEvent { event } => event::send(means, row, event).await.map(|()| None),
        Effect::ApplyRetention => retention::apply(means, tenant_id).await.map(|()| None),
        Effect::ConfirmDeletion { opportunity_id } => {
            lever::confirm_deletion(means, tenant_id, opportunity_id).await
        }
        Effect::EraseDeleted => retention::erase_deleted(means, (tenant_id, pipeline()?)).await,
        Effect::ReadOpportunity { opportunity_id, trigger } => {
            lever::read_opportunity(means, tenant_id, opportunity_id, *trigger).await.map(Some)
        }
        Effect::PlanInterview { posting_id, invite_days, delay_minutes } => {
            let terms = (*invite_days, *delay_minutes);
            interview::plan(means, tenant_id, posting_id, terms).await.map(Some)
        }
        Effect::ProposePlan { posting_id } => {
            interview::propose(means, tenant_id, posting_id).await.map(|()| None)
        }
        Effect::ScoreInterview { plan_id } => {
            let Some(there) = going_on(means, row, pipeline()?).await? else { return Ok(None) };
            let scorecard_id = interview::score(means, &there, *plan_id, 1).await?;
            Ok(Some(Message::InterviewScored { scorecard_id }))
        }
        // Of no interest to the pipeline, which goes by what it was scored first.
        Effect::RescoreInterview { plan_id, version } => {
            let there = stored::pipeline(means, (tenant_id, pipeline()?)).await?;
            interview::score(means, &there, *plan_id, *version).await?;
            Ok(None)
        }
        Effect::RenderReport { scorecard_id } => {
            let Some(there) = going_on(means, row, pipeline()?).await? else { return Ok(None) };
            report::render(means, &there, *scorecard_id).await.map(Some)
        }
        Effect::SendInvite { .. }
        | Effect::SendReminder { .. }
        | Effect::SendConfirmation { .. }
        | Effect::SendStartReminder { .. }
        | Effect::ResendInvite { .. }
        | Effect::SendCancellation { .. }
        | Effect::SendFollowUp
        | Effect::SendLetter
        | Effect::AddInvitedTag
        | Effect::AddCompleteTag
        | Effect::TellHumanWanted
        | Effect::PassOnRequest { .. }
        | Effect::SendReply { .. }
        | Effect::WriteNote { .. }
        | Effect::UploadFile { .. }
        | Effect::AddLink
        | Effect::WriteFeedback { .. }
        | Effect::AdvanceStage { .. }
        | Effect::AddErrorTag
        | Effect::RemoveErrorTag
        | Effect::TellNoAddress
        | Effect::TellBounced { .. } => reach_out(means, row, pipeline()?, slip).await,
    }
}

/// What reaches a candidate or their opportunity is done only after Lever was asked whether the
/// opportunity is still there, and its pipeline was not stopped.
async fn reach_out(
    means: &Means,
    row: &Model,
    pipeline_id: PipelineId,
    slip: &Slip,
) -> Result<Option<Message>, Error> {
    // Two of these at once would not see what the other does.
    let marks = |effect: &Effect| matches!(effect, Effect::AddErrorTag | Effect::RemoveErrorTag);
    if marks(&row.effect) && outbox::older_pending(&means.db, row).await?.iter().any(marks) {
        let after_it = means.clock.now() + AFTER_OLDER_MARK;
        return Err(Error::NotBefore("the tag is being changed for an earlier reason", after_it));
    }
    let Some(pipeline) = going_on(means, row, pipeline_id).await? else { return Ok(None) };
    if email::is_too_late(&row.effect, &pipeline.state, means.clock.now()) {
        let arrived = email::has_arrived(&row.effect, &pipeline.state);
        if arrived {
            slip.arrived();
        }
        return Ok(arrived.then_some(Message::InviteSent));
    }
    if let Some(due_at) = email::quiet_until(means, &row.effect, &pipeline).await? {
        return Err(Error::NotBefore("these are quiet hours where the candidate is", due_at));
    }
    let access = Access::open(means, row.tenant_id, Errand::Urgent).await?;
    let opportunity = match lever::standing(means, &access, &pipeline).await? {
        lever::Standing::Here(opportunity) => *opportunity,
        lever::Standing::Archived(opportunity, _) if answers(&row.effect) => *opportunity,
        lever::Standing::Archived(_, reason) | lever::Standing::Gone(reason) => {
            if matches!(row.effect, Effect::SendReply { .. } | Effect::SendLetter) {
                return Err(Error::NotWrittenTo(reason));
            }
            // What the candidate asks is in the dashboard.
            return Ok((!answers(&row.effect)).then_some(Message::Withdrawn { reason }));
        }
    };
    connect::ensure_perform_as(means, row.tenant_id, &access).await?;
    let tenant = stored::tenant(means, row.tenant_id).await?;
    let (repeated, slip) = (row.attempts > 1, slip.clone());
    let at = writeback::At { pipeline, opportunity, tenant, repeated, slip };
    match &row.effect {
        Effect::SendInvite { plan_id, expires_at } => {
            email::send_invite(means, at, *plan_id, *expires_at).await.map(Some)
        }
        Effect::SendReminder { number, expires_at, .. } => {
            email::send_reminder(means, at, row.id, *number, *expires_at).await
        }
        Effect::SendConfirmation { at: start_at, sequence } => {
            email::send_confirmation(means, at, row.id, *start_at, *sequence).await
        }
        Effect::SendStartReminder { at: start_at, .. } => {
            email::send_start_reminder(means, at, row.id, *start_at).await
        }
        Effect::ResendInvite { plan_id, expires_at } => {
            email::resend_invite(means, at, row.id, *plan_id, *expires_at).await.map(Some)
        }
        Effect::SendCancellation { .. } => email::send_cancellation(means, at, row.id).await,
        Effect::SendFollowUp => email::send_follow_up(means, at, row.id).await,
        Effect::SendLetter => email::send_letter(means, at, row.id).await.map(|()| None),
        Effect::AddInvitedTag => writeback::add_invited_tag(means, &at).await.map(Some),
        Effect::AddCompleteTag => writeback::add_complete_tag(means, &at).await.map(Some),
        Effect::TellHumanWanted => writeback::tell_human_wanted(means, &at).await.map(Some),
        Effect::PassOnRequest { request_id } => {
            writeback::pass_on_request(means, &at, *request_id).await.map(|()| None)
        }
        Effect::SendReply { request_id } => {
            email::send_reply(means, at, row.id, *request_id).await.map(|()| None)
        }
        Effect::WriteNote { scorecard_id } => {
            writeback::write_note(means, &at, *scorecard_id).await.map(Some)
        }
        Effect::UploadFile { report_id } => {
            writeback::upload_file(means, &at, *report_id).await.map(Some)
        }
        Effect::AddLink => writeback::add_link(means, &at).await.map(Some),
        Effect::WriteFeedback { scorecard_id } => {
            writeback::write_feedback(means, &at, *scorecard_id).await.map(Some)
        }
        Effect::AdvanceStage { scorecard_id } => {
            writeback::advance_stage(means, &at, *scorecard_id).await.map(Some)
        }
        Effect::AddErrorTag => writeback::add_error_tag(means, &at).await,
        Effect::RemoveErrorTag => writeback::remove_error_tag(means, &at).await.map(Some),
        Effect::TellNoAddress => writeback::tell_no_address(means, at).await.map(|()| None),
        Effect::TellBounced { mail_id } => {
            writeback::tell_bounced(means, &at, *mail_id).await.map(|()| None)
        }
        Effect::SetUpLever
        | Effect::LookAtLever
        | Effect::TearDownLever
        | Effect::PreviewBackfill { .. }
        | Effect::TellOperator { .. }
        | Effect::InviteOperator { .. }
        | Effect::SendPreview { .. }
        | Effect::SendEvent { .. }
        | Effect::ApplyRetention
        | Effect::ConfirmDeletion { .. }
        | Effect::EraseDeleted
        | Effect::ReadOpportunity { .. }
        | Effect::PlanInterview { .. }
        | Effect::ProposePlan { .. }
        | Effect::ScoreInterview { .. }
        | Effect::RescoreInterview { .. }
        | Effect::RenderReport { .. } => Ok(None),
    }
}

/// The pipeline of an effect; `None` where nothing more is to be done for it, for it was erased or stopped.
async fn going_on(
    means: &Means,
    row: &Model,
    id: PipelineId,
) -> Result<Option<pipeline::Model>, Error> {
    let there = stored::pipeline(means, (row.tenant_id, id)).await?;
    let erased = there.erased_at.is_some() && row.effect != Effect::RemoveErrorTag;
    let over = erased || is_stopped(&row.effect, &there.state);
    Ok((!over).then_some(there))
}

/// Whether nothing more is to be done there. Our own tag is still taken off, who was cancelled here told
/// so, and what a person and the candidate have to say to one another said.
pub(crate) fn is_stopped(effect: &Effect, state: &State) -> bool {
    let State::Withdrawn { cancelled_at, .. } = state.inner() else { return false };
    let told = matches!(effect, Effect::SendCancellation { .. }) && cancelled_at.is_some();
    !told && !answers(effect) && *effect != Effect::RemoveErrorTag
}

/// Whether it is what a person and the candidate have to say to one another, which does not end with the
/// interview.
fn answers(effect: &Effect) -> bool {
    matches!(effect, Effect::PassOnRequest { .. } | Effect::SendReply { .. } | Effect::SendLetter)
}

async fn settle(
    means: &Means,
    row: &Model,
    (outcome, began): (Result<Option<Message>, Error>, Instant),
    slip: &Slip,
) -> Result<(), TurnError> {
    let now = means.clock.now();
    let event = matches!(row.effect, Effect::SendEvent { .. });
    if event && !outbox::is_pending(&means.db, row.tenant_id, row.id).await? {
        // It was dropped meanwhile, with the endpoint.
        return Ok(());
    }
    let ended = if outcome.is_ok() { "done" } else { "failed" };
    metrics::counter!("fulcrum_effect_tries_total", "outcome" => ended).increment(1);
    let mail = slip.outcome(outcome.as_ref().err());
    let error = match outcome {
        Ok(message) => return close(means, row, Ended { dead: None, mail, message }, now).await,
        Err(error) => error,
    };
    // No store takes NUL in text, and an error may quote anything.
    let words = shell::with_sources(&error).replace('\0', "");
    let words = words.as_str();
    if error.is_another_nodes() && means.directory.stopping(row.tenant_id) {
        // Nothing is claimed here any more, and whoever comes next need not wait.
        return Ok(outbox::postpone(&means.db, row.tenant_id, row.id, words, now).await?);
    }
    // The row keeps the words; the log has none that may be about a person.
    tracing::warn!(
        tenant.id = %row.tenant_id, effect.id = %row.id, effect = row.effect.name(),
        attempt = row.attempts, error = error.bare(), "effect failed"
    );
    let most = if event || is_outage(&error) { attempts_max(&row.effect) } else { ATTEMPTS_MAX };
    match error.retry() {
        Retry::Reconnect => {
            // Not by an error that only says that it is lost: meanwhile it may be there again.
            if !matches!(error, Error::NotConnected) {
                lose_connection(means, (row.tenant_id, began), words).await?;
            }
            // A look is taken anew when connected again; nobody is left to say farewell to.
            if matches!(row.effect, Effect::LookAtLever | Effect::TearDownLever) {
                return close(means, row, Ended { dead: None, mail, message: None }, now).await;
            }
            Ok(outbox::park(&means.db, row, words, now + RECONNECT_PAUSE).await?)
        }
        Retry::At(due_at) => Ok(outbox::park(&means.db, row, words, due_at).await?),
        Retry::Later if row.attempts < most => {
            let due_at = now + pause(row.attempts);
            Ok(outbox::postpone(&means.db, row.tenant_id, row.id, words, due_at).await?)
        }
        Retry::Later | Retry::Never => give_up(means, row, words, mail).await,
    }
}

/// Whether Lever as a whole may be out of reach, and nothing is wrong with what was asked.
fn is_outage(error: &Error) -> bool {
    let Error::Lever(error) = error else { return false };
    match error {
        ::lever::Error::NoAnswer { .. }
        | ::lever::Error::NotSent { .. }
        | ::lever::Error::TokenRefused { .. } => true,
        ::lever::Error::Refused { .. } => error.retry() == ::lever::Retry::Later,
        ::lever::Error::Unreadable { .. }
        | ::lever::Error::Revoked { .. }
        | ::lever::Error::Address { .. }
        | ::lever::Error::TooMany { .. }
        | ::lever::Error::Verifier { .. } => false,
    }
}

/// How often an effect is tried.
fn attempts_max(effect: &Effect) -> i32 {
    if matches!(effect, Effect::SendEvent { .. }) {
        return TELLS_MAX;
    }
    let reads = matches!(effect, Effect::ReadOpportunity { .. } | Effect::ConfirmDeletion { .. });
    if reads { READS_MAX } else { ATTEMPTS_MAX }
}

/// Marks the connection as lost, and has those told who can connect again: once.
async fn lose_connection(
    means: &Means,
    (tenant_id, began): (TenantId, Instant),
    words: &str,
) -> Result<(), TurnError> {
    let now = means.clock.now();
    let tx = means.db.begin().await?;
    if connection::disconnect(&tx, tenant_id, words, began).await? {
        for operator in operator::of_tenant(&tx, tenant_id).await? {
            if matches!(operator.role, Role::SuperAdmin | Role::Admin) {
                let (operator_id, reason) = (operator.id, words.to_owned());
                let id = EffectId(means.ids.fresh());
                let tell = Effect::TellOperator { operator_id, reason };
                outbox::append(&tx, (tenant_id, id), None, tell, now).await?;
            }
        }
        // Not the words, which Lever chose.
        let of = (tenant_id, now);
        let actor = audit_entry::Actor::System;
        connecting::record(&tx, of, actor, "leverDisconnected", json!({})).await?;
    }
    tx.commit().await?;
    means.directory.wake(Place::Outbox(tenant_id));
    Ok(())
}

async fn give_up(
    means: &Means,
    row: &Model,
    words: &str,
    mail: mail::Outcome,
) -> Result<(), TurnError> {
    let effect = row.effect.name().to_owned();
    let died = Message::EffectDied { effect, error: words.to_owned() };
    let ended = Ended { dead: Some(words), mail, message: Some(died) };
    close(means, row, ended, means.clock.now()).await
}

/// How an effect ended.
struct Ended<'a> {
    /// Why it was given up, if it was.
    dead: Option<&'a str>,
    /// What became of the mail that it sends, if it sends one.
    mail: mail::Outcome,
    /// For whoever waits for it.
    message: Option<Message>,
}

/// Ends an effect, done or dead, and tells who waits for it, in one transaction.
async fn close(
    means: &Means,
    row: &Model,
    Ended { dead, mail, message }: Ended<'_>,
    now: Instant,
) -> Result<(), TurnError> {
    let tx = means.db.begin().await?;
    match dead {
        None => outbox::finish(&tx, row.tenant_id, row.id, now).await?,
        Some(error) => {
            if !outbox::bury(&tx, row.tenant_id, row.id, error, now).await? {
                return Err(TurnError::Ended);
            }
        }
    }
    if let Some(mail_id) = row.mail_id() {
        mail::settle(&tx, (row.tenant_id, mail_id), &mail, now).await?;
    }
    if matches!(row.effect, Effect::LookAtLever | Effect::SetUpLever) {
        look::look_again(means, &tx, row).await?;
    }
    if matches!(row.effect, Effect::ApplyRetention) {
        retention::again(means, &tx, row.tenant_id).await?;
    }
    // Done or given up: from here on the tokens are of no use.
    if matches!(row.effect, Effect::TearDownLever)
        && connection::forget_tokens(&tx, row.tenant_id).await?
    {
        webhook::forget_all(&tx, row.tenant_id).await?;
    }
    if let (Effect::PreviewBackfill { backfill_id }, Some(error)) = (&row.effect, dead) {
        let failed = Err(error.to_owned());
        backfill_row::previewed(&tx, (row.tenant_id, *backfill_id), failed, now).await?;
    }
    if let Some(message) = message {
        let id = MessageId(means.ids.fresh());
        // Done once, but given up each time it was taken up again.
        let dedup_key = match dead {
            None => format!("{} done", row.id),
            Some(_) => format!("{} died {id}", row.id),
        };
        let arrival = Arrival { pipeline_id: row.pipeline_id, dedup_key, message, due_at: now };
        inbox::put(&tx, (row.tenant_id, id), arrival, now).await?;
    }
    tx.commit().await?;
    means.directory.wake(match row.pipeline_id {
        Some(pipeline_id) => Place::Pipeline(row.tenant_id, pipeline_id),
        None => Place::Tenant(row.tenant_id),
    });
    Ok(())
}

/// The pause after this many tries: growing, with jitter, so that many do not return at once.
fn pause(attempts: i32) -> chrono::Duration {
    let past = usize::try_from(attempts).unwrap_or(1).saturating_sub(1);
    let pause = ExponentialBuilder::default()
        .with_min_delay(PAUSE_FIRST)
        .with_max_delay(PAUSE_MAX)
        .without_max_times()
        .with_jitter()
        .build()
        .nth(past)
        .unwrap_or(PAUSE_MAX);
    chrono::Duration::from_std(pause).unwrap_or(chrono::Duration::minutes(10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end() {
        assert!(pause(1) >= chrono::Duration::seconds(2));
        assert!(pause(1) <= chrono::Duration::seconds(4));
        assert!(pause(4) >= chrono::Duration::seconds(16));
        assert!(pause(60) <= chrono::Duration::seconds(1200));
    }
}
