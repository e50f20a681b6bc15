//! What a message leads to: pure, total, and without a wildcard arm, so that the compiler keeps
//! the table whole.
//!
//! Knows: state, message, the instant it was given.
//! Does not know: database, actix, network, clock, randomness.
//!
//! Messages come at least once, late and in any order; one that does not fit changes nothing.

use chrono::Duration;
use entities::{
    Instant,
    candidate_request::Kind as RequestKind,
    inbox::{Candidacy, Message, Snapshot},
    outbox::{ADD_ERROR_TAG, Effect, SEND_INVITE},
    pipeline::{MAIL_BOUNCED, State, Trigger, WRITEBACKS, Writeback},
    tenant::PostingRule,
};

use super::{
    bounce::{bounced, reaches_candidate, reminds, waits_for_candidate, what_to_do},
    cancel::{cancel, count_where_it_stood, invite_again, is_unanswered, resend},
    expiry::{count_what_was_in_time, expire},
    remind::reminders,
    request::{may_move_end, move_end},
    schedule::{Open, choose, notice},
};
use crate::tenant::nearly;

/// What a message led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Where the pipeline stands now.
    pub next: State,
    /// What must be done.
    pub effects: Vec<Effect>,
    /// Whether some of it may have been done before.
    pub again: bool,
    /// What must be looked at later, and when.
    pub timers: Vec<(Instant, Message)>,
    /// Why, where there is a reason to give.
    pub reason: Option<String>,
    /// What brought the candidate here, when that was considered anew.
    pub trigger: Option<Trigger>,
}

impl Decision {
    pub(super) fn stay(state: State) -> Self {
        Self { reason: None, ..Self::go(state, Vec::new()) }
    }

    pub(super) fn go(next: State, effects: Vec<Effect>) -> Self {
        let reason = next.reason();
        Self { next, effects, again: false, timers: Vec::new(), reason, trigger: None }
    }

    pub(super) fn because(mut self, reason: &str) -> Self {
        self.reason = Some(reason.to_owned());
        self
    }
}

/// Decides one message.
#[expect(clippy::too_many_lines, reason = "the table of states and messages, in one place")]
pub fn decide(state: State, message: &Message, now: Instant) -> Decision {
    use Message as M;
    use State as S;

    if let S::NeedsOperator { effect, error, was, tagged, bounced } = state {
        return decide_stuck(Stuck { effect, error, tagged, bounced }, *was, message, now);
    }
    match (message, state) {
        (M::Triggered(candidacy), S::Received | S::Ineligible { .. }) => consider(candidacy),
        // Stopped before anything was sent, and here again.
        (M::Triggered(candidacy), S::Withdrawn { was: Some(was), cancelled_at: None, .. })
            if uninvited(&was) =>
        {
            consider(candidacy)
        }
        (M::Triggered(_), state @ S::Withdrawn { cancelled_at: Some(_), .. }) => {
            Decision::stay(state).because("cancelled; only an operator invites again")
        }
        (M::Triggered(_), state) => Decision::stay(state).because("already invited; never twice"),

        (M::PlanReady { plan_id, invite_days, delay_minutes }, S::Eligible) => {
            let send_at = now + Duration::minutes(i64::from(*delay_minutes));
            let (plan_id, expires_at) =
                (*plan_id, send_at + Duration::days(i64::from(*invite_days)));
            let mut decision = Decision::go(S::Planned { plan_id, expires_at }, Vec::new());
            decision.timers.push((expires_at, M::InviteExpired));
            if send_at > now {
                decision.timers.push((send_at, M::InviteDue { expires_at }));
            } else {
                decision.effects.push(Effect::SendInvite { plan_id, expires_at });
            }
            decision
        }
        (M::InviteDue { expires_at: due }, S::Planned { plan_id, expires_at })
            if *due == expires_at =>
        {
            let effects = vec![Effect::SendInvite { plan_id, expires_at }];
            Decision::go(S::Planned { plan_id, expires_at }, effects)
        }
        (M::InviteSent, S::Planned { plan_id, expires_at }) => {
            let next = S::Invited { plan_id, expires_at, reminded: 0, sequence: 0 };
            let timers = reminders(now, expires_at);
            Decision { timers, ..Decision::go(next, vec![Effect::AddInvitedTag]) }
        }
        // The candidate was faster than our own bookkeeping: they chose a time, and gave it back.
        (M::InviteSent, S::Invited { plan_id, expires_at, reminded, sequence }) if sequence > 0 => {
            let timers = reminders(now, expires_at);
            let state = S::Invited { plan_id, expires_at, reminded, sequence };
            Decision { timers, ..Decision::go(state, vec![Effect::AddInvitedTag]) }
        }
        (M::InviteSent, S::Scheduled { plan_id, expires_at, reminded, sequence, at, told }) => {
            let timers = reminders(now, expires_at);
            let state = S::Scheduled { plan_id, expires_at, reminded, sequence, at, told };
            Decision { timers, ..Decision::go(state, vec![Effect::AddInvitedTag]) }
        }
        (
            M::InviteSent,
            state @ (S::InProgress { .. }
            | S::Completed { .. }
            | S::Scored { .. }
            | S::Reported { .. }
            | S::WrittenBack { .. }
            | S::Declined),
        ) => Decision::go(state, vec![Effect::AddInvitedTag]),

        (M::ReminderDue { until, .. }, state @ (S::Invited { .. } | S::Scheduled { .. }))
            if now >= *until =>
        {
            Decision::stay(state).because("too late, and not made up for")
        }
        (
            M::ReminderDue { number, expires_at: of, until },
            S::Invited { plan_id, expires_at, reminded, sequence },
        ) if *of == expires_at && *number > reminded => {
            let (number, until) = (*number, *until);
            let remind = Effect::SendReminder { number, expires_at, until };
            let next = S::Invited { plan_id, expires_at, reminded: number, sequence };
            Decision::go(next, vec![remind])
        }
        // Only when the chosen time has passed in vain.
        (
            M::ReminderDue { number, expires_at: of, until },
            S::Scheduled { plan_id, expires_at, reminded, sequence, at, told },
        ) if *of == expires_at && *number > reminded => {
            let (number, until) = (*number, *until);
            let scheduled =
                |reminded| S::Scheduled { plan_id, expires_at, reminded, sequence, at, told };
            if now < at {
                Decision::stay(scheduled(reminded)).because("the candidate chose a time")
            } else {
                let remind = Effect::SendReminder { number, expires_at, until };
                Decision::go(scheduled(number), vec![remind])
            }
        }

        (M::TimeChosen { at }, S::Planned { plan_id, expires_at }) => {
            let open = Open { plan_id, expires_at, reminded: 0, sequence: 0, before: None };
            let mut decision = choose(S::Planned { plan_id, expires_at }, &open, *at, now);
            if matches!(decision.next, S::Scheduled { .. }) {
                // They have the invite, even if we are never told that the mail server took it.
                decision.effects.insert(0, Effect::AddInvitedTag);
            }
            decision
        }
        (M::TimeChosen { at }, S::Invited { plan_id, expires_at, reminded, sequence }) => {
            let open = Open { plan_id, expires_at, reminded, sequence, before: None };
            choose(S::Invited { plan_id, expires_at, reminded, sequence }, &open, *at, now)
        }
        (
            M::TimeChosen { at: wanted },
            S::Scheduled { plan_id, expires_at, reminded, sequence, at, told },
        ) => {
            let open = Open { plan_id, expires_at, reminded, sequence, before: Some(at) };
            let state = S::Scheduled { plan_id, expires_at, reminded, sequence, at, told };
            choose(state, &open, *wanted, now)
        }
        (
            M::StartDue { sequence: of },
            S::Scheduled { plan_id, expires_at, reminded, sequence, at, told: false },
        ) if *of == sequence => {
            let tell = Effect::SendStartReminder { at, sequence };
            let effects = if now < at { vec![tell] } else { Vec::new() };
            let next = S::Scheduled { plan_id, expires_at, reminded, sequence, at, told: true };
            Decision::go(next, effects)
        }

        // Who acts has the invite, even if we were never told that the mail server took it.
        (
            M::ConsentGiven | M::Answered { .. } | M::HumanRequested | M::RequestMade { .. },
            S::Planned { plan_id, expires_at },
        ) => {
            let invited = S::Invited { plan_id, expires_at, reminded: 0, sequence: 0 };
            let mut decision = decide(invited.clone(), message, now);
            decision.effects.insert(0, Effect::AddInvitedTag);
            if decision.next == invited {
                // They only asked something.
                decision.timers.extend(reminders(now, expires_at));
            }
            decision
        }
        (
            M::ConsentGiven,
            S::Invited { plan_id, expires_at, .. } | S::Scheduled { plan_id, expires_at, .. },
        ) => Decision::go(S::InProgress { plan_id, expires_at, answered: 0 }, Vec::new()),
        (
            M::Answered { answered, questions },
            S::Invited { plan_id, .. }
            | S::Scheduled { plan_id, .. }
            | S::InProgress { plan_id, .. },
        ) if answered >= questions => Decision::go(
            S::Completed { plan_id },
            vec![Effect::ScoreInterview { plan_id }, Effect::SendFollowUp],
        ),
        (
            M::Answered { answered, .. },
            S::Invited { plan_id, expires_at, .. } | S::Scheduled { plan_id, expires_at, .. },
        ) => Decision::go(S::InProgress { plan_id, expires_at, answered: *answered }, Vec::new()),
        (M::Answered { answered, .. }, S::InProgress { plan_id, expires_at, answered: before }) => {
            let answered = before.max(*answered);
            Decision::go(S::InProgress { plan_id, expires_at, answered }, Vec::new())
        }
        (M::HumanRequested, S::Invited { .. } | S::Scheduled { .. } | S::InProgress { .. }) => {
            Decision::go(S::Declined, vec![Effect::TellHumanWanted])
        }

        (
            M::RequestMade { until: Some(until), .. } | M::RequestAnswered { until: Some(until) },
            state @ (S::Invited { .. } | S::Scheduled { .. } | S::InProgress { .. }),
        ) => move_end(state, *until, matches!(message, M::RequestAnswered { .. }), now),

        (M::InterviewScored { scorecard_id }, S::Completed { .. }) => {
            let scorecard_id = *scorecard_id;
            Decision::go(S::Scored { scorecard_id }, vec![Effect::RenderReport { scorecard_id }])
        }
        (M::ReportRendered { report_id, extras }, S::Scored { scorecard_id }) => {
            let (report_id, extras) = (*report_id, extras.clone());
            let state = S::Reported { scorecard_id, report_id, written: Vec::new(), extras };
            let effects = unwritten(&state);
            Decision::go(state, effects)
        }
        (M::CompleteTagAdded, state @ S::Reported { .. }) => write(state, Writeback::CompleteTag),
        (M::NoteWritten, state @ S::Reported { .. }) => write(state, Writeback::Note),
        (M::FileUploaded, state @ S::Reported { .. }) => write(state, Writeback::File),
        (M::LinkAdded, state @ S::Reported { .. }) => write(state, Writeback::Link),
        (M::FeedbackWritten { outcome }, state @ S::Reported { .. }) => {
            write(state, Writeback::Feedback).because(outcome)
        }
        (M::StageAdvanced { outcome }, state @ S::Reported { .. }) => {
            write(state, Writeback::Advance).because(outcome)
        }

        (M::InviteExpired, state) if may_move_end(&state).is_some_and(|end| now >= end) => {
            expire(state, now)
        }
        (
            M::InviteSent | M::ConsentGiven | M::Answered { .. } | M::HumanRequested,
            S::Expired { was: Some(was) },
        ) => count_what_was_in_time(*was, message, now),

        (
            M::Withdrawn { reason },
            was @ (S::Received
            | S::Eligible
            | S::Planned { .. }
            | S::Invited { .. }
            | S::Scheduled { .. }
            | S::InProgress { .. }
            | S::Completed { .. }
            | S::Scored { .. }
            | S::Reported { .. }),
        ) => {
            let (reason, was) = (reason.clone(), Some(Box::new(was)));
            Decision::go(S::Withdrawn { reason, was, cancelled_at: None }, Vec::new())
        }
        (
            M::DeletedInLever,
            was @ (S::Received
            | S::Eligible
            | S::Planned { .. }
            | S::Invited { .. }
            | S::Scheduled { .. }
            | S::InProgress { .. }
            | S::Completed { .. }
            | S::Scored { .. }
            | S::Reported { .. }),
        ) => deleted(was),
        (M::DeletedInLever, state) => {
            Decision { effects: vec![Effect::EraseDeleted], ..Decision::stay(state) }
                .because(DELETED)
        }
        (M::Retried, S::Withdrawn { was: Some(was), cancelled_at: None, .. })
            if !uninvited(&was) =>
        {
            resume(*was, now)
        }
        // There was, or is by now, nothing left to answer.
        (M::Retried, S::Withdrawn { was: Some(was), cancelled_at: Some(_), .. })
            if !is_unanswered(&was) =>
        {
            resume(*was, now)
        }
        (
            M::InviteSent | M::ConsentGiven | M::Answered { .. } | M::HumanRequested,
            S::Withdrawn { reason, was: Some(was), cancelled_at },
        ) => count_where_it_stood(reason, *was, cancelled_at, message, now),

        (
            M::Cancelled { reason },
            was @ (S::Received
            | S::Eligible
            | S::Planned { .. }
            | S::Invited { .. }
            | S::Scheduled { .. }
            | S::InProgress { .. }
            | S::Completed { .. }
            | S::Scored { .. }
            | S::Reported { .. }),
        ) => cancel(was, reason.as_ref(), now),
        (
            M::ResendRequested { invite_days },
            state @ (S::Invited { .. } | S::Scheduled { .. } | S::InProgress { .. }),
        ) => resend(state, *invite_days, now),
        (
            M::ResendRequested { invite_days },
            S::Withdrawn { was: Some(was), cancelled_at: Some(_), .. }
            | S::Expired { was: Some(was) },
        ) if is_unanswered(&was) => invite_again(&was, *invite_days, now),

        (
            M::EffectDied { effect, error },
            state @ (S::Received
            | S::Eligible
            | S::Planned { .. }
            | S::Invited { .. }
            | S::Scheduled { .. }
            | S::InProgress { .. }
            | S::Completed { .. }
            | S::Scored { .. }
            | S::Reported { .. }
            | S::WrittenBack { .. }
            | S::Declined),
        ) => {
            if effect == ADD_ERROR_TAG {
                return Decision::stay(state);
            }
            let tagged = leaves_tag(effect);
            let (effect, error, was) = (effect.clone(), error.clone(), Box::new(state));
            let next = S::NeedsOperator { effect, error, was, tagged, bounced: None };
            Decision::go(next, vec![Effect::AddErrorTag])
        }

        (M::MailBounced { mail_id, reason }, state) if waits_for_candidate(&state) => {
            bounced(state, *mail_id, reason)
        }
        (M::MailBounced { reason, .. }, state) => Decision::stay(state).because(reason),

        (M::MessageDropped { words }, state) => Decision::stay(state).because(words),

        // All was well again before it was there.
        (M::ErrorTagAdded { ours: true }, state) => {
            Decision { effects: vec![Effect::RemoveErrorTag], ..Decision::stay(state) }
        }

        (M::EffectDropped { effect, words, .. }, state) => {
            without(state, effect.as_deref()).because(words)
        }

        // What does not fit where it arrives changes nothing.
        (
            M::PlanReady { .. }
            | M::InviteDue { .. }
            | M::InviteSent
            | M::ReminderDue { .. }
            | M::TimeChosen { .. }
            | M::StartDue { .. }
            | M::ConsentGiven
            | M::Answered { .. }
            | M::HumanRequested
            | M::InterviewScored { .. }
            | M::ReportRendered { .. }
            | M::CompleteTagAdded
            | M::NoteWritten
            | M::FileUploaded
            | M::LinkAdded
            | M::FeedbackWritten { .. }
            | M::StageAdvanced { .. }
            | M::InviteExpired
            | M::Withdrawn { .. }
            | M::Cancelled { .. }
            | M::ResendRequested { .. }
            | M::Retried
            | M::EffectDied { .. },
            state,
        ) => Decision::stay(state).because("came when nothing waited for it"),
        // Worth a line in the timeline and no more; or for the tenant, which never forwards them.
        (
            M::ReminderSent { .. }
            | M::ConfirmationSent
            | M::StartReminderSent
            | M::CancellationSent
            | M::InviteResent
            | M::FollowUpSent
            | M::InvitedTagAdded
            | M::HumanWantedTold
            | M::RequestMade { .. }
            | M::RequestAnswered { .. }
            | M::ErrorTagAdded { ours: false }
            | M::ErrorTagRemoved
            | M::EffectRetried { .. }
            | M::Backfilled { .. }
            | M::InvitedByHand { .. }
            | M::AccountChanged
            | M::StageChanged { .. }
            | M::ApplicationCreated { .. }
            | M::OpportunityRead { .. }
            | M::OpportunityMissing { .. }
            | M::CandidateDeleted { .. }
            | M::DeletionConfirmed { .. },
            state,
        ) => Decision::stay(state),
    }
}

/// Why an operator is needed.
struct Stuck {
    effect: String,
    error: String,
    tagged: bool,
    bounced: Option<String>,
}

impl Stuck {
    fn state(self, was: State) -> State {
        let Self { effect, error, tagged, bounced } = self;
        State::NeedsOperator { effect, error, was: Box::new(was), tagged, bounced }
    }

    /// Whether a mail came back, whatever else was given up.
    fn mail_bounced(&self) -> bool {
        self.effect == MAIL_BOUNCED || self.bounced.is_some()
    }

    /// Why it came back, if one did.
    fn why_bounced(self) -> Option<String> {
        if self.effect == MAIL_BOUNCED { Some(self.error) } else { self.bounced }
    }

    /// The same with something else that was given up.
    fn given_up(self, effect: &str, error: &str) -> Self {
        let (effect, error, tagged) = (effect.to_owned(), error.to_owned(), self.tagged);
        Self { effect, error, tagged, bounced: self.why_bounced() }
    }

    /// Once nothing is given up any more; the tag goes, unless a mail came back besides and the
    /// candidate is still waited for.
    fn settled(self, was: State) -> Decision {
        let tagged = self.tagged;
        match self.why_bounced().filter(|_| waits_for_candidate(&was)) {
            Some(error) => {
                let effect = MAIL_BOUNCED.to_owned();
                let back = Self { effect, error, tagged, bounced: None };
                Decision::go(back.state(was), Vec::new())
            }
            None => Decision::go(was, untag(tagged)),
        }
    }
}

fn untag(tagged: bool) -> Vec<Effect> {
    if tagged { vec![Effect::RemoveErrorTag] } else { Vec::new() }
}

/// Decides where an effect was given up. That does not stop the others: what they bring is
/// counted where the pipeline stood.
fn decide_stuck(mut stuck: Stuck, was: State, message: &Message, now: Instant) -> Decision {
    // Who was never sent an invite may be moved to the stage again once the cause is mended.
    if let Message::Triggered(candidacy) = message
        && uninvited(&was)
    {
        let mut decision = consider(candidacy);
        decision.effects.extend(untag(stuck.tagged));
        return decision;
    }
    // Nobody is left for whom anything could be decided.
    if matches!(message, Message::DeletedInLever) {
        return deleted(was);
    }
    if sends_invite_again(&stuck, message) && matches!(was, State::Planned { .. }) {
        // Where the address still does not work, it comes back once more.
        stuck.bounced = None;
    }
    if matches!(message, Message::Retried | Message::EffectRetried { left: None, .. }) {
        return stuck.settled(was);
    }
    if let Message::EffectRetried { left: Some(left), .. } = message {
        let stuck = stuck.given_up(&left.effect, &left.error);
        return Decision::go(stuck.state(was), Vec::new());
    }
    if let Message::EffectDropped { effect, words, left, .. } = message {
        let decision = match ended_by(effect.as_deref(), was, words) {
            Ok(end) => Decision::go(end, untag(stuck.tagged)),
            Err(was) => {
                let goes_on = without(was, effect.as_deref()).next;
                match left {
                    None => stuck.settled(goes_on),
                    Some(left) => {
                        let stuck = stuck.given_up(&left.effect, &left.error);
                        Decision::go(stuck.state(goes_on), Vec::new())
                    }
                }
            }
        };
        return decision.because(words);
    }
    if let Message::EffectDied { effect: another, error: newer } = message
        && another != ADD_ERROR_TAG
    {
        stuck.tagged |= leaves_tag(another);
        return Decision::go(stuck.given_up(another, newer).state(was), Vec::new());
    }
    let came_back = stuck.mail_bounced();
    if let Message::MailBounced { mail_id, reason } = message
        && waits_for_candidate(&was)
    {
        if came_back {
            return Decision::stay(stuck.state(was));
        }
        stuck.bounced = Some(what_to_do(reason));
        return Decision::go(stuck.state(was), vec![Effect::TellBounced { mail_id: *mail_id }]);
    }
    if came_back && reminds(message) {
        return Decision::stay(stuck.state(was)).because("the last mail came back");
    }
    if let Message::ErrorTagAdded { ours } = message {
        stuck.tagged |= *ours;
        return Decision::stay(stuck.state(was));
    }
    let over = matches!(was, State::Expired { .. });
    let mut decision = decide(was, message, now);
    let is_let_in = over && matches!(message, Message::ResendRequested { .. });
    if is_let_in && !matches!(decision.next, State::Expired { .. }) {
        // Begun anew, and what was given up belonged to what is over; not so a mail that came back.
        let settled = stuck.settled(decision.next);
        decision.next = settled.next;
        decision.effects.extend(settled.effects);
        return decision;
    }
    // Reached, or waited for no longer.
    if came_back && (reaches_candidate(message) || matches!(decision.next, State::Expired { .. })) {
        if stuck.effect == MAIL_BOUNCED {
            decision.effects.extend(untag(stuck.tagged));
            // Of what is over the timeline says why, whatever the message was about.
            decision.reason = decision.reason.or_else(|| decision.next.reason());
            return decision;
        }
        stuck.bounced = None;
    }
    if matches!(decision.next, State::Withdrawn { cancelled_at: Some(_), .. }) {
        // The opportunity itself is still there.
        decision.effects.extend(untag(stuck.tagged));
    }
    if !matches!(decision.next, State::Withdrawn { .. }) {
        decision.next = stuck.state(decision.next);
    }
    decision
}

/// Whether an operator has the invite tried again that was given up, or everything that was.
fn sends_invite_again(stuck: &Stuck, message: &Message) -> bool {
    if let Message::EffectRetried { effect, .. } = message {
        return effect == SEND_INVITE;
    }
    matches!(message, Message::Retried) && stuck.effect != MAIL_BOUNCED
}

/// Why a pipeline ends whose candidate was deleted.
const DELETED: &str = "deleted in Lever";

/// Ends where it stands, and has what is kept erased.
fn deleted(was: State) -> Decision {
    let (reason, was) = (DELETED.to_owned(), Some(Box::new(was)));
    let next = State::Withdrawn { reason, was, cancelled_at: None };
    Decision::go(next, vec![Effect::EraseDeleted])
}

/// Whether our tag is still there when this effect was given up.
fn leaves_tag(effect: &str) -> bool {
    effect == Effect::RemoveErrorTag.name()
}

/// Where a pipeline ends that waited for what was dropped, or cannot tell whether it did; else, in
/// `Err`, where it stands.
fn ended_by(dropped: Option<&Effect>, was: State, words: &str) -> Result<State, State> {
    let waited = match (&was, dropped) {
        (State::Eligible, Some(effect)) => matches!(effect, Effect::PlanInterview { .. }),
        (State::Planned { .. }, Some(effect)) => matches!(effect, Effect::SendInvite { .. }),
        (State::Completed { .. }, Some(effect)) => matches!(effect, Effect::ScoreInterview { .. }),
        (State::Scored { .. }, Some(effect)) => matches!(effect, Effect::RenderReport { .. }),
        (state, dropped) => {
            let waits = matches!(
                state,
                State::Eligible
                    | State::Planned { .. }
                    | State::Completed { .. }
                    | State::Scored { .. }
                    | State::Reported { .. }
            );
            waits && dropped.is_none()
        }
    };
    if waited {
        Ok(State::Withdrawn {
            reason: words.to_owned(),
            was: Some(Box::new(was)),
            cancelled_at: None,
        })
    } else {
        Err(was)
    }
}

/// Goes on without what was dropped: what Lever will not have is not waited for.
fn without(state: State, dropped: Option<&Effect>) -> Decision {
    let is = |writeback: &Writeback| match writeback {
        Writeback::CompleteTag => matches!(dropped, Some(Effect::AddCompleteTag)),
        Writeback::Note => matches!(dropped, Some(Effect::WriteNote { .. })),
        Writeback::File => matches!(dropped, Some(Effect::UploadFile { .. })),
        Writeback::Link => matches!(dropped, Some(Effect::AddLink)),
        Writeback::Feedback => matches!(dropped, Some(Effect::WriteFeedback { .. })),
        Writeback::Advance => matches!(dropped, Some(Effect::AdvanceStage { .. })),
    };
    let State::Reported { extras, .. } = &state else { return Decision::stay(state) };
    match WRITEBACKS.iter().chain(extras).copied().find(is) {
        Some(writeback) => write(state, writeback),
        None => Decision::stay(state),
    }
}

/// Whether no invite was handed to the mail server in this state, or one before it.
pub fn uninvited(state: &State) -> bool {
    matches!(state, State::Received | State::Eligible | State::Planned { .. })
}

/// Goes on where a pipeline was stopped, after its invite was sent.
fn resume(was: State, now: Instant) -> Decision {
    let mut timers = Vec::new();
    if let State::Scheduled { at, sequence, .. } = &was {
        timers.extend(notice(*at, *sequence, now));
    }
    let effects = match &was {
        State::Invited { expires_at, .. }
        | State::Scheduled { expires_at, .. }
        | State::InProgress { expires_at, .. } => {
            timers.push((*expires_at.max(&now), Message::InviteExpired));
            vec![Effect::AddInvitedTag]
        }
        // The tag, too: they may have been faster than it, just when it was stopped.
        State::Completed { plan_id } => {
            vec![Effect::ScoreInterview { plan_id: *plan_id }, Effect::AddInvitedTag]
        }
        State::Scored { scorecard_id } => {
            vec![Effect::RenderReport { scorecard_id: *scorecard_id }]
        }
        State::Reported { .. } => unwritten(&was),
        // They asked for a person just when it was stopped.
        State::Declined => vec![Effect::TellHumanWanted, Effect::AddInvitedTag],
        State::Received
        | State::Ineligible { .. }
        | State::Eligible
        | State::Planned { .. }
        | State::WrittenBack { .. }
        | State::Withdrawn { .. }
        | State::Expired { .. }
        | State::NeedsOperator { .. } => Vec::new(),
    };
    Decision { again: true, timers, ..Decision::go(was, effects) }
}

/// What Lever is still to have.
fn unwritten(state: &State) -> Vec<Effect> {
    let State::Reported { scorecard_id, report_id, written, extras } = state else {
        return Vec::new();
    };
    let (scorecard_id, report_id) = (*scorecard_id, *report_id);
    WRITEBACKS
        .iter()
        .chain(extras)
        .filter(|each| !written.contains(each))
        .map(|each| match each {
            Writeback::CompleteTag => Effect::AddCompleteTag,
            Writeback::Note => Effect::WriteNote { scorecard_id },
            Writeback::File => Effect::UploadFile { report_id },
            Writeback::Link => Effect::AddLink,
            Writeback::Feedback => Effect::WriteFeedback { scorecard_id },
            Writeback::Advance => Effect::AdvanceStage { scorecard_id },
        })
        .collect()
}

/// To invite, or not and why.
fn consider(candidacy: &Candidacy) -> Decision {
    let decision = match refusal(candidacy) {
        Some(reason) => ineligible(reason),
        None => plan(candidacy),
    };
    Decision { trigger: Some(candidacy.trigger), ..decision }
}

fn plan(candidacy: &Candidacy) -> Decision {
    match &candidacy.snapshot.posting_id {
        Some(posting_id) => Decision::go(
            State::Eligible,
            vec![Effect::PlanInterview {
                posting_id: posting_id.clone(),
                invite_days: candidacy.invite_days,
                delay_minutes: candidacy.delay_minutes,
            }],
        ),
        None => ineligible(NO_POSTING.to_owned()),
    }
}

/// Not to invite; an address is the one thing that the people at Lever can be asked for.
fn ineligible(reason: String) -> Decision {
    let state = State::Ineligible { reason };
    let effects = if is_unaddressed(&state) { vec![Effect::TellNoAddress] } else { Vec::new() };
    Decision::go(state, effects)
}

/// Whether somebody is not invited only because Lever has no address.
pub(crate) fn is_unaddressed(state: &State) -> bool {
    matches!(state.inner(), State::Ineligible { reason } if reason == NO_ADDRESS)
}

/// Whether a trigger may still lead to an invite in this state: nobody is invited twice.
pub(crate) fn may_be_invited(state: &State) -> bool {
    match state {
        State::Received | State::Ineligible { .. } => true,
        State::Withdrawn { was: Some(was), cancelled_at: None, .. }
        | State::NeedsOperator { was, .. } => uninvited(was),
        State::Eligible
        | State::Planned { .. }
        | State::Invited { .. }
        | State::Scheduled { .. }
        | State::InProgress { .. }
        | State::Completed { .. }
        | State::Scored { .. }
        | State::Reported { .. }
        | State::WrittenBack { .. }
        | State::Declined
        | State::Withdrawn { .. }
        | State::Expired { .. } => false,
    }
}

const NO_POSTING: &str =
    "the opportunity has no posting that Lever shows us, so there is nothing to ask about";

const NO_ADDRESS: &str = "Lever has no email address for this candidate: add one, then move them to \
                          the trigger stage again";

/// Why this candidate must or can not be written to, if so.
pub(crate) fn unreachable(snapshot: &Snapshot) -> Option<String> {
    let no_address = || snapshot.email.is_none().then(|| NO_ADDRESS.to_owned());
    forbidden(snapshot).or_else(no_address)
}

/// Why this candidate must not be written to, if so.
fn forbidden(snapshot: &Snapshot) -> Option<String> {
    let Snapshot { archived, anonymized, contact_allowed, .. } = snapshot;
    let why = if *archived {
        "archived or hired in Lever"
    } else if *anonymized {
        "anonymized in Lever"
    } else if !contact_allowed {
        "Lever's data protection says not to contact this person"
    } else {
        return None;
    };
    Some(why.to_owned())
}

/// Why this candidate must or can not be invited, if so. An address is asked for last, of those alone
/// who are wanted.
pub(crate) fn refusal(candidacy: &Candidacy) -> Option<String> {
    unwanted(candidacy).or_else(|| unreachable(&candidacy.snapshot))
}

/// Why this candidate must not be invited, if so.
fn unwanted(candidacy: &Candidacy) -> Option<String> {
    if candidacy.snapshot.posting_id.is_none() {
        return Some(NO_POSTING.to_owned());
    }
    if let Some(reason) = forbidden(&candidacy.snapshot) {
        return Some(reason);
    }
    // Whoever invites by hand has looked at origin, posting and stage.
    if candidacy.trigger == Trigger::ByHand {
        return None;
    }
    let why = if let Some(origin) = &candidacy.snapshot.origin
        && candidacy.blocked_origins.contains(origin)
    {
        format!("candidates whose origin is \"{origin}\" are not to be invited")
    } else if candidacy.posting_rule == Some(PostingRule::Never) {
        "nobody is to be invited for this posting".to_owned()
    } else {
        return match candidacy.trigger {
            Trigger::Stage => not_moved(candidacy),
            Trigger::Application => not_applied(candidacy),
            // Either will do, whenever it was.
            Trigger::Backfill if in_stage(candidacy) => None,
            Trigger::Backfill if wanted_on_application(candidacy) => None,
            Trigger::Backfill => Some(NOT_IN_STAGE.to_owned()),
            Trigger::ByHand => None,
        };
    };
    Some(why)
}

const NOT_IN_STAGE: &str = "no longer in the trigger stage when Lever was asked";

fn in_stage(candidacy: &Candidacy) -> bool {
    let stage_id = &candidacy.snapshot.stage_id;
    candidacy.trigger_stages.iter().any(|stage| stage.lever_id == *stage_id)
}

/// Why a move does not count, if so.
fn not_moved(candidacy: &Candidacy) -> Option<String> {
    let Snapshot { stage_id, moved_at, .. } = &candidacy.snapshot;
    let Some(stage) = candidacy.trigger_stages.iter().find(|stage| stage.lever_id == *stage_id)
    else {
        return Some(NOT_IN_STAGE.to_owned());
    };
    match (moved_at, stage.since) {
        (Some(moved_at), Some(since)) if *moved_at < since => Some(format!(
            "was in \"{}\" before that became a trigger stage; a backfill invites those",
            stage.text
        )),
        _ => None,
    }
}

fn wanted_on_application(candidacy: &Candidacy) -> bool {
    match &candidacy.posting_rule {
        Some(PostingRule::OnApplication { .. }) => true,
        Some(PostingRule::Never | PostingRule::Stages { .. }) => false,
        None => candidacy.snapshot.posting_tags.contains(&candidacy.application_tag),
    }
}

/// Why an application does not count, if so.
fn not_applied(candidacy: &Candidacy) -> Option<String> {
    let (tag, tags) = (&candidacy.application_tag, &candidacy.snapshot.posting_tags);
    match &candidacy.posting_rule {
        Some(PostingRule::OnApplication { since }) => {
            let applied_at = candidacy.snapshot.applied_at?;
            let earlier = "applied before the posting was set to invite on application; a \
                           backfill invites those";
            (applied_at < *since).then(|| earlier.to_owned())
        }
        Some(PostingRule::Never | PostingRule::Stages { .. }) => {
            Some("the posting is set not to invite on application".to_owned())
        }
        None if tags.contains(tag) => None,
        None => Some(match tags.iter().find(|there| nearly(there) == nearly(tag)) {
            Some(near) => {
                format!("the posting's tag \"{near}\" is nearly, but not exactly, \"{tag}\"")
            }
            None => format!("the posting does not have the tag \"{tag}\""),
        }),
    }
}

fn write(state: State, writeback: Writeback) -> Decision {
    let State::Reported { scorecard_id, report_id, mut written, extras } = state else {
        return Decision::stay(state);
    };
    if !written.contains(&writeback) {
        written.push(writeback);
    }
    let next = if WRITEBACKS.iter().chain(&extras).all(|each| written.contains(each)) {
        State::WrittenBack { scorecard_id, report_id }
    } else {
        State::Reported { scorecard_id, report_id, written, extras }
    };
    Decision::go(next, Vec::new())
}

const BY_HAND: &str = "an operator wanted the candidate invited";

/// A message in words, for the timeline.
pub fn cause(message: &Message) -> String {
    match message {
        Message::StageChanged { .. } => "Lever announced a move".to_owned(),
        Message::ApplicationCreated { .. } => "Lever announced an application".to_owned(),
        Message::OpportunityRead { .. } => "the opportunity was read from Lever".to_owned(),
        Message::OpportunityMissing { .. } => "the opportunity is not in Lever".to_owned(),
        Message::CandidateDeleted { .. } | Message::DeletedInLever => {
            "Lever announced that the candidate was deleted".to_owned()
        }
        Message::DeletionConfirmed { .. } => "Lever does not have the candidate".to_owned(),
        Message::Triggered(candidacy) => match candidacy.trigger {
            Trigger::Stage => "moved to the trigger stage".to_owned(),
            Trigger::Application => "applied to a tagged posting".to_owned(),
            Trigger::Backfill => "an operator asked to invite those already there".to_owned(),
            Trigger::ByHand => BY_HAND.to_owned(),
        },
        Message::Backfilled { .. } => "an operator asked to invite those already there".to_owned(),
        Message::InvitedByHand { .. } => BY_HAND.to_owned(),
        Message::AccountChanged => "another Lever account was connected".to_owned(),
        Message::Withdrawn { .. } => "stopped from outside".to_owned(),
        Message::PlanReady { .. } => "the interview plan is ready".to_owned(),
        Message::InviteDue { .. } => "the time to send the invite has come".to_owned(),
        Message::InviteSent => "the mail server took the invite".to_owned(),
        Message::ReminderDue { .. } => "the time for a reminder has come".to_owned(),
        Message::ReminderSent { number } => format!("the mail server took reminder {number}"),
        Message::TimeChosen { at: Some(at) } => {
            format!("the candidate chose {}", at.format("%-d %B %Y, %H:%M UTC"))
        }
        Message::TimeChosen { at: None } => "the candidate gave the chosen time back".to_owned(),
        Message::ConfirmationSent => "the mail server took the confirmation".to_owned(),
        Message::StartDue { .. } => "the time that the candidate chose is near".to_owned(),
        Message::StartReminderSent => "the mail server took the mail that says so".to_owned(),
        Message::Cancelled { .. } => "an operator cancelled the interview".to_owned(),
        Message::CancellationSent => "the mail server took the cancellation".to_owned(),
        Message::ResendRequested { .. } => "an operator wants the invite sent again".to_owned(),
        Message::InviteResent => "the mail server took the invite again".to_owned(),
        Message::FollowUpSent => "the mail server took the follow-up".to_owned(),
        Message::MailBounced { .. } => "a mail to the candidate came back".to_owned(),
        Message::InvitedTagAdded => "Lever has the invited tag".to_owned(),
        Message::ConsentGiven => "the candidate read the disclosure and agreed".to_owned(),
        Message::Answered { answered, questions } => {
            format!("the candidate answered {answered} of {questions}")
        }
        Message::HumanRequested => "the candidate asked for a person".to_owned(),
        Message::HumanWantedTold => "Lever knows that a person is wanted".to_owned(),
        Message::RequestMade { request, .. } => match request {
            RequestKind::Question => "the candidate asked the company a question",
            RequestKind::Correction => "the candidate wants something corrected",
            RequestKind::Deletion => "the candidate wants deleted what is kept of them",
            RequestKind::Accommodation => "the candidate needs the interview to be another way",
        }
        .to_owned(),
        Message::RequestAnswered { .. } => "an operator answered the candidate".to_owned(),
        Message::InterviewScored { .. } => "the interview was scored".to_owned(),
        Message::ReportRendered { .. } => "the report was rendered".to_owned(),
        Message::CompleteTagAdded => "Lever has the complete tag".to_owned(),
        Message::NoteWritten => "Lever has the note".to_owned(),
        Message::FileUploaded => "Lever has the report".to_owned(),
        Message::LinkAdded => "Lever has the link".to_owned(),
        Message::FeedbackWritten { .. } => "the feedback form was looked after".to_owned(),
        Message::StageAdvanced { .. } => "moving the candidate on was looked after".to_owned(),
        Message::ErrorTagAdded { .. } => "Lever has the tag that asks for attention".to_owned(),
        Message::ErrorTagRemoved => "the tag that asks for attention is gone".to_owned(),
        Message::Retried => "an operator asked to try again".to_owned(),
        Message::InviteExpired => "the invite's time is over".to_owned(),
        Message::EffectDied { effect, .. } => format!("gave up: {effect}"),
        Message::EffectRetried { effect, .. } => {
            format!("an operator asked to try again: {effect}")
        }
        Message::EffectDropped { name, .. } => format!("an operator dropped: {name}"),
        Message::MessageDropped { .. } => "an operator dropped a message".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{cancel::may_be_resent, schedule::TIME_CHANGES_MAX};
    use chrono::DateTime;
    use entities::{
        ids::{PlanId, ReportId, ScorecardId},
        inbox::GivenUp,
        pipeline::LIVE,
        tenant::TriggerStage,
    };

    use super::*;

    const DAY: Duration = Duration::days(1);

    fn id(number: u128) -> uuid::Uuid {
        uuid::Uuid::from_u128(number)
    }

    fn now() -> Instant {
        DateTime::from_timestamp(1_790_000_000, 0).unwrap()
    }

    fn candidacy() -> Candidacy {
        Candidacy {
            trigger: Trigger::Stage,
            snapshot: Snapshot {
                opportunity_id: "o".into(),
                posting_id: Some("p".into()),
                name: "Marit".into(),
                email: Some("marit@example.net".into()),
                url: None,
                stage_id: "s".into(),
                archived: false,
                anonymized: false,
                contact_allowed: true,
                posting_tags: vec!["Alex - On Application".into()],
                contact_id: Some("c".into()),
                origin: Some("applied".into()),
                moved_at: Some(now()),
                applied_at: Some(now()),
            },
            trigger_stages: vec![stage(Some(now()))],
            application_tag: "Alex - On Application".into(),
            posting_rule: None,
            blocked_origins: Vec::new(),
            invite_days: 14,
            delay_minutes: 0,
        }
    }

    fn stage(since: Option<Instant>) -> TriggerStage {
        TriggerStage { lever_id: "s".into(), text: "On-site".into(), since }
    }

    fn ineligible(change: impl Fn(&mut Candidacy)) -> String {
        let mut candidacy = candidacy();
        change(&mut candidacy);
        let decision = decide(State::Received, &Message::Triggered(candidacy), now());
        let told = decision.effects == [Effect::TellNoAddress];
        assert!(told || decision.effects.is_empty());
        assert_eq!(told, is_unaddressed(&decision.next));
        let State::Ineligible { reason } = decision.next else { panic!("was found eligible") };
        reason
    }

    fn plan_ready(delay_minutes: u32) -> Message {
        Message::PlanReady { plan_id: plan_id(), invite_days: 1, delay_minutes }
    }

    fn plan_id() -> PlanId {
        PlanId(id(1))
    }

    fn expired(was: State) -> State {
        State::Expired { was: Some(Box::new(was)) }
    }

    fn planned() -> State {
        State::Planned { plan_id: plan_id(), expires_at: now() + DAY }
    }

    fn invited() -> State {
        let expires_at = now() + DAY;
        State::Invited { plan_id: plan_id(), expires_at, reminded: 0, sequence: 0 }
    }

    /// So many hours from now, chosen first.
    fn scheduled(hours: i64) -> State {
        State::Scheduled {
            plan_id: plan_id(),
            expires_at: now() + DAY,
            reminded: 0,
            sequence: 1,
            at: now() + Duration::hours(hours),
            told: false,
        }
    }

    fn chosen(hours: i64) -> Message {
        Message::TimeChosen { at: Some(now() + Duration::hours(hours)) }
    }

    fn cancelled(was: State) -> State {
        decide(was, &Message::Cancelled { reason: Some("a mistake".into()) }, now()).next
    }

    fn resend_requested() -> Message {
        Message::ResendRequested { invite_days: 14 }
    }

    fn reminder(number: u32) -> Message {
        let expires_at = now() + DAY;
        Message::ReminderDue { number, expires_at, until: expires_at }
    }

    fn reported() -> State {
        State::Reported {
            scorecard_id: ScorecardId(id(2)),
            report_id: ReportId(id(3)),
            written: Vec::new(),
            extras: Vec::new(),
        }
    }

    fn states() -> Vec<State> {
        let expires_at = now() + DAY;
        vec![
            State::Received,
            State::Ineligible { reason: "x".into() },
            State::Eligible,
            planned(),
            invited(),
            scheduled(1),
            State::InProgress { plan_id: plan_id(), expires_at, answered: 2 },
            State::Completed { plan_id: plan_id() },
            State::Scored { scorecard_id: ScorecardId(id(2)) },
            reported(),
            State::WrittenBack { scorecard_id: ScorecardId(id(2)), report_id: ReportId(id(3)) },
            State::Declined,
            State::Withdrawn { reason: "x".into(), was: None, cancelled_at: None },
            cancelled(planned()),
            cancelled(invited()),
            State::Expired { was: None },
        ]
    }

    #[test]
    fn a_candidate_moved_to_the_trigger_stage_is_planned_for() {
        let decision = decide(State::Received, &Message::Triggered(candidacy()), now());
        assert_eq!(decision.next, State::Eligible);
        let posting_id = "p".to_owned();
        let plan = Effect::PlanInterview { posting_id, invite_days: 14, delay_minutes: 0 };
        assert_eq!(decision.effects, [plan]);
    }

    #[test]
    fn each_reason_not_to_invite_is_told() {
        assert!(ineligible(|c| c.snapshot.archived = true).contains("archived"));
        assert!(ineligible(|c| c.snapshot.anonymized = true).contains("anonymized"));
        assert!(ineligible(|c| c.snapshot.contact_allowed = false).contains("not to contact"));
        assert!(ineligible(|c| c.snapshot.email = None).contains("no email address"));
        assert!(ineligible(|c| c.snapshot.posting_id = None).contains("no posting"));
        assert!(ineligible(|c| c.snapshot.stage_id = "t".into()).contains("no longer"));
        assert!(ineligible(|c| c.trigger_stages.clear()).contains("no longer"));
        let before = ineligible(|c| c.trigger_stages = vec![stage(Some(now() + DAY))]);
        assert!(before.contains("before that became a trigger stage"));
        assert!(ineligible(|c| c.blocked_origins = vec!["applied".into()]).contains("origin"));
        assert!(ineligible(|c| c.posting_rule = Some(PostingRule::Never)).contains("nobody"));
        let early = ineligible(|c| {
            c.trigger = Trigger::Application;
            c.posting_rule = Some(PostingRule::OnApplication { since: now() + DAY });
        });
        assert!(early.contains("applied before"));
        let near = ineligible(|c| {
            c.trigger = Trigger::Application;
            c.snapshot.posting_tags = vec!["Alex – On Application".into()];
        });
        assert!(near.contains("\"Alex – On Application\" is nearly"));
        let other = ineligible(|c| {
            c.trigger = Trigger::Application;
            c.snapshot.posting_tags = vec!["Engineering".into()];
        });
        assert!(other.contains("does not have the tag"));
    }

    #[test]
    fn an_application_needs_the_tag_and_not_the_stage() {
        let mut applied = candidacy();
        applied.trigger = Trigger::Application;
        applied.snapshot.stage_id = "applicant-new".into();
        let decision = decide(State::Received, &Message::Triggered(applied), now());
        assert_eq!(decision.next, State::Eligible);
    }

    #[test]
    fn an_address_is_asked_for_only_of_who_is_wanted() {
        assert_eq!(ineligible(|c| c.snapshot.email = None), NO_ADDRESS);
        for change in [
            |c: &mut Candidacy| c.snapshot.archived = true,
            |c: &mut Candidacy| c.posting_rule = Some(PostingRule::Never),
            |c: &mut Candidacy| c.snapshot.stage_id = "t".into(),
        ] {
            let reason = ineligible(|candidacy| {
                candidacy.snapshot.email = None;
                change(candidacy);
            });
            assert_ne!(reason, NO_ADDRESS);
        }
    }

    #[test]
    fn someone_who_got_an_address_later_is_invited_after_all() {
        let before = State::Ineligible { reason: "no address".into() };
        let decision = decide(before, &Message::Triggered(candidacy()), now());
        assert_eq!(decision.next, State::Eligible);
    }

    #[test]
    fn what_brought_a_candidate_here_is_what_was_considered_last() {
        let mut applied = candidacy();
        applied.trigger = Trigger::Application;
        applied.snapshot.posting_tags.clear();
        let refused = decide(State::Received, &Message::Triggered(applied.clone()), now());
        assert_eq!(refused.trigger, Some(Trigger::Application));
        let moved = decide(refused.next, &Message::Triggered(candidacy()), now());
        assert_eq!((moved.next, moved.trigger), (State::Eligible, Some(Trigger::Stage)));
        let late = decide(planned(), &Message::Triggered(applied), now());
        assert_eq!((late.next, late.trigger), (planned(), None));
    }

    #[test]
    fn a_redelivered_stage_change_sends_no_second_invite() {
        for state in states().into_iter().skip(2) {
            let decision = decide(state.clone(), &Message::Triggered(candidacy()), now());
            assert_eq!(decision.next, state);
            assert!(decision.effects.is_empty());
        }
    }

    #[test]
    fn the_tag_comes_after_the_mail_server_took_the_invite() {
        let ready = plan_ready(0);
        let decision = decide(State::Eligible, &ready, now());
        assert_eq!(decision.next, planned());
        assert_eq!(
            decision.effects,
            [Effect::SendInvite { plan_id: plan_id(), expires_at: now() + DAY }]
        );
        assert_eq!(decision.timers, [(now() + DAY, Message::InviteExpired)]);
        let decision = decide(decision.next, &Message::InviteSent, now());
        assert_eq!((decision.next, decision.effects), (invited(), vec![Effect::AddInvitedTag]));
    }

    #[test]
    fn a_delayed_invite_waits_for_its_time() {
        let decision = decide(State::Eligible, &plan_ready(90), now());
        assert!(decision.effects.is_empty());
        let send_at = now() + Duration::minutes(90);
        let due = |expires_at| Message::InviteDue { expires_at };
        assert!(decision.timers.contains(&(send_at, due(send_at + DAY))));
        let earlier = decide(decision.next, &due(send_at), send_at);
        assert!(earlier.effects.is_empty(), "of an invite that was never sent");
        let sent = decide(earlier.next, &due(send_at + DAY), send_at);
        assert!(matches!(sent.effects.as_slice(), [Effect::SendInvite { .. }]));
    }

    #[test]
    fn the_candidate_is_reminded_until_they_begin() {
        let sent = decide(planned(), &Message::InviteSent, now());
        // Of an invite that ends after a day, one alone.
        let [(due_at, due)] = sent.timers.as_slice() else { panic!("{:?}", sent.timers) };
        let reminded = decide(sent.next, due, *due_at);
        let expires_at = now() + DAY;
        let remind = Effect::SendReminder { number: 1, expires_at, until: expires_at };
        assert_eq!(reminded.effects, [remind]);
        assert!(matches!(reminded.next, State::Invited { reminded: 1, .. }));
        let begun = decide(invited(), &Message::ConsentGiven, now()).next;
        for state in states().into_iter().chain([begun]) {
            // Nor is a time that was chosen, unless it has passed by then.
            if ![invited(), scheduled(1)].contains(&state) {
                let decision = decide(state.clone(), due, *due_at);
                assert_eq!(decision.next, state);
                assert!(decision.effects.is_empty(), "in {state:?}");
            }
        }
    }

    #[test]
    fn a_reminder_is_sent_once_and_never_late_nor_after_a_newer_one() {
        let second = decide(invited(), &reminder(2), now()).next;
        for number in [1, 2] {
            assert!(decide(second.clone(), &reminder(number), now()).effects.is_empty());
        }
        assert_eq!(decide(second, &reminder(3), now()).effects.len(), 1);
        let late = decide(invited(), &reminder(1), now() + DAY);
        assert_eq!((late.next, late.effects), (invited(), Vec::new()));
        let of_another = Message::ReminderDue {
            number: 1,
            expires_at: now() + DAY + DAY,
            until: now() + DAY + DAY,
        };
        assert!(decide(invited(), &of_another, now()).effects.is_empty());
    }

    #[test]
    fn a_candidate_chooses_a_time_changes_it_and_gives_it_back() {
        let at = |hours| Some(now() + Duration::hours(hours));
        let first = decide(invited(), &chosen(2), now());
        assert_eq!(first.effects, [Effect::SendConfirmation { at: at(2), sequence: 1 }]);
        let near = now() + Duration::minutes(105);
        assert_eq!(first.timers, [(near, Message::StartDue { sequence: 1 })]);
        let again = decide(first.next.clone(), &chosen(2), now());
        assert_eq!((again.next, again.effects.len()), (first.next.clone(), 0), "the same time");
        let second = decide(first.next, &chosen(5), now());
        assert_eq!(second.effects, [Effect::SendConfirmation { at: at(5), sequence: 2 }]);
        let stale = decide(second.next.clone(), &Message::StartDue { sequence: 1 }, near);
        assert_eq!((stale.next, stale.effects.len()), (second.next.clone(), 0));
        let back = decide(second.next, &Message::TimeChosen { at: None }, now());
        assert_eq!(back.effects, [Effect::SendConfirmation { at: None, sequence: 3 }]);
        assert!(matches!(back.next, State::Invited { sequence: 3, .. }));
        let third = decide(back.next, &chosen(2), now());
        assert!(matches!(third.next, State::Scheduled { sequence: 4, .. }));
    }

    #[test]
    fn a_time_that_cannot_be_kept_is_not_chosen() {
        for (state, hours) in [(invited(), 0), (invited(), -1), (invited(), 24), (planned(), 25)] {
            let decision = decide(state.clone(), &chosen(hours), now());
            assert_eq!((decision.next, decision.effects.len()), (state, 0), "in {hours} hours");
            assert!(decision.reason.is_some());
        }
        let mut state = invited();
        for change in 0..TIME_CHANGES_MAX {
            state = decide(state, &chosen(1 + i64::from(change % 2)), now()).next;
        }
        let decision = decide(state.clone(), &chosen(5), now());
        assert_eq!((decision.next, decision.effects.len()), (state, 0), "too often");
    }

    #[test]
    fn who_chose_a_time_is_told_when_it_is_near_and_reminded_if_it_passes() {
        let near = Message::StartDue { sequence: 1 };
        let told = decide(scheduled(1), &near, now());
        let at = now() + Duration::hours(1);
        assert_eq!(told.effects, [Effect::SendStartReminder { at, sequence: 1 }]);
        assert!(decide(told.next.clone(), &near, now()).effects.is_empty(), "once");
        assert!(decide(scheduled(1), &near, at).effects.is_empty(), "not when it has come");
        assert!(decide(told.next.clone(), &reminder(1), now()).effects.is_empty());
        let missed = decide(told.next, &reminder(2), at);
        assert!(matches!(missed.effects.as_slice(), [Effect::SendReminder { number: 2, .. }]));
        assert!(decide(missed.next, &reminder(2), at).effects.is_empty());
    }

    #[test]
    fn who_chose_a_time_may_begin_earlier_ask_for_a_person_or_miss_it() {
        let begun = decide(scheduled(1), &Message::ConsentGiven, now());
        assert!(matches!(begun.next, State::InProgress { answered: 0, .. }));
        assert_eq!(decide(scheduled(1), &Message::HumanRequested, now()).next, State::Declined);
        let over = decide(scheduled(1), &Message::InviteExpired, now() + DAY);
        assert_eq!(over.next, expired(scheduled(1)));
        let gone = decide(scheduled(1), &Message::Withdrawn { reason: "gone".into() }, now());
        let back = decide(gone.next, &Message::Retried, now());
        assert_eq!(back.next, scheduled(1));
        assert_eq!(back.timers.len(), 2, "its end, and the mail before it");
        let early = decide(planned(), &chosen(1), now());
        assert_eq!(early.next, scheduled(1));
        assert_eq!(early.effects.len(), 2, "the tag, as we may never be told of the invite");
        let sent = decide(early.next, &Message::InviteSent, now());
        assert_eq!((sent.next, sent.effects), (scheduled(1), vec![Effect::AddInvitedTag]));
        let back = decide(scheduled(1), &Message::TimeChosen { at: None }, now()).next;
        let sent = decide(back.clone(), &Message::InviteSent, now());
        assert_eq!((sent.next, sent.effects), (back, vec![Effect::AddInvitedTag]));
        assert!(!sent.timers.is_empty(), "they are reminded");
    }

    #[test]
    fn who_is_cancelled_after_the_invite_is_told_once_and_nothing_more_comes_of_it() {
        let begun = decide(invited(), &Message::ConsentGiven, now()).next;
        for was in [invited(), scheduled(1), begun] {
            let stop = Message::Cancelled { reason: Some("a mistake".into()) };
            let stopped = decide(was.clone(), &stop, now());
            assert_eq!(stopped.effects, [Effect::SendCancellation { cancelled_at: now() }]);
            assert_eq!(stopped.reason.as_deref(), Some("cancelled by an operator: a mistake"));
            for message in [
                stop,
                reminder(1),
                Message::StartDue { sequence: 1 },
                Message::InviteExpired,
                Message::Triggered(candidacy()),
                Message::Retried,
                chosen(1),
            ] {
                let after = decide(stopped.next.clone(), &message, now() + DAY);
                assert_eq!(after.next, stopped.next, "{message:?} in {was:?}");
                assert!(after.effects.is_empty(), "{message:?} in {was:?}");
            }
        }
    }

    #[test]
    fn who_is_cancelled_before_the_invite_is_told_only_if_it_was_on_its_way() {
        for was in [State::Received, State::Eligible, planned()] {
            let stopped = decide(was, &Message::Cancelled { reason: None }, now());
            assert!(stopped.effects.is_empty());
            let again = decide(stopped.next.clone(), &Message::Triggered(candidacy()), now());
            assert_eq!((again.next.clone(), again.effects.len()), (stopped.next, 0));
            assert!(!may_be_invited(&again.next), "not by a backfill either");
        }
        let sent = decide(cancelled(planned()), &Message::InviteSent, now());
        assert_eq!(sent.effects, [Effect::SendCancellation { cancelled_at: now() }]);
        assert!(decide(sent.next, &Message::InviteSent, now()).effects.is_empty());
    }

    #[test]
    fn what_is_answered_in_full_can_be_cancelled_until_it_is_over_and_taken_up_again() {
        let done = State::Completed { plan_id: plan_id() };
        for state in [done.clone(), reported()] {
            let stopped = decide(state.clone(), &Message::Cancelled { reason: None }, now());
            assert!(stopped.effects.is_empty(), "nobody is told of what they are done with");
            assert!(!may_be_resent(&stopped.next));
            let nothing = decide(stopped.next.clone(), &resend_requested(), now());
            assert_eq!((&nothing.next, nothing.effects.len()), (&stopped.next, 0));
            let again = decide(stopped.next, &Message::Retried, now());
            assert_eq!(again.next, state);
            assert!(!again.effects.is_empty());
        }
        for state in [State::Declined, expired(invited())] {
            let decision = decide(state.clone(), &Message::Cancelled { reason: None }, now());
            assert_eq!((decision.next, decision.effects.len()), (state, 0));
        }
        // It is not lost that the last answer was on its way.
        let last = Message::Answered { answered: 3, questions: 3 };
        let late = decide(cancelled(invited()), &last, now());
        assert!(late.effects.is_empty());
        let nothing = decide(late.next.clone(), &resend_requested(), now());
        assert_eq!((nothing.next, nothing.effects.len()), (late.next.clone(), 0));
        assert_eq!(decide(late.next, &Message::Retried, now()).next, done);
    }

    #[test]
    fn cancelling_takes_our_tag_along() {
        let died = Message::EffectDied { effect: "add invited tag".into(), error: "x".into() };
        let stuck = decide(invited(), &died, now()).next;
        let tagged = decide(stuck, &Message::ErrorTagAdded { ours: true }, now()).next;
        let stopped = decide(tagged, &Message::Cancelled { reason: None }, now());
        assert!(matches!(stopped.next, State::Withdrawn { .. }));
        let tell = Effect::SendCancellation { cancelled_at: now() };
        assert_eq!(stopped.effects, [tell, Effect::RemoveErrorTag]);
    }

    #[test]
    fn an_invite_is_sent_again_as_it_is_to_who_has_it() {
        let resent = Effect::ResendInvite { plan_id: plan_id(), expires_at: now() + DAY };
        for state in [invited(), scheduled(1)] {
            let decision = decide(state.clone(), &resend_requested(), now());
            assert_eq!((decision.next, decision.effects), (state.clone(), vec![resent.clone()]));
            let over = decide(state.clone(), &resend_requested(), now() + DAY);
            let ends = now() + DAY + Duration::days(14);
            assert_eq!(may_move_end(&over.next), Some(ends), "its time was over");
            assert!(
                matches!(&over.effects[0], Effect::ResendInvite { expires_at, .. } if *expires_at == ends)
            );
        }
        for state in [planned(), State::Declined, State::Expired { was: None }, reported()] {
            let decision = decide(state.clone(), &resend_requested(), now());
            assert_eq!((decision.next, decision.effects.len()), (state, 0));
        }
    }

    #[test]
    fn who_was_cancelled_is_invited_anew_when_an_operator_says_so() {
        let later = now() + DAY + DAY;
        let ends = later + Duration::days(14);
        let resent = Effect::ResendInvite { plan_id: plan_id(), expires_at: ends };
        let again = decide(cancelled(invited()), &resend_requested(), later);
        assert!(matches!(again.next, State::Invited { expires_at, .. } if expires_at == ends));
        assert_eq!(again.effects, [resent.clone(), Effect::AddInvitedTag]);
        assert_eq!(again.timers.len(), 5, "its end, and four reminders");
        let chose = decide(cancelled(scheduled(1)), &resend_requested(), later);
        assert!(matches!(chose.next, State::Invited { sequence: 2, .. }));
        let unsent = decide(cancelled(planned()), &resend_requested(), later);
        assert_eq!(unsent.next, State::Planned { plan_id: plan_id(), expires_at: ends });
        assert_eq!(unsent.effects, [resent]);
        let answered = Message::Answered { answered: 2, questions: 3 };
        let begun = decide(invited(), &answered, now()).next;
        let on = decide(cancelled(begun), &resend_requested(), later);
        assert!(matches!(on.next, State::InProgress { answered: 2, .. }));
        let unplanned = decide(cancelled(State::Eligible), &resend_requested(), later);
        assert_eq!((unplanned.next, unplanned.effects.len()), (State::Received, 0));
    }

    #[test]
    fn a_backfill_needs_the_stage_or_the_tag_and_not_the_time() {
        let mut there = candidacy();
        there.trigger = Trigger::Backfill;
        there.trigger_stages = vec![stage(Some(now() + DAY))];
        assert_eq!(refusal(&there), None);
        there.snapshot.stage_id = "t".into();
        assert_eq!(refusal(&there), None, "its posting has the tag");
        there.snapshot.posting_tags.clear();
        assert!(refusal(&there).is_some());
    }

    #[test]
    fn who_is_withdrawn_stops_wherever_they_stand_and_may_go_on_from_there() {
        let gone = Message::Withdrawn { reason: "archived".into() };
        for was in [invited(), reported(), State::Completed { plan_id: plan_id() }] {
            let stopped = decide(was.clone(), &gone, now());
            assert!(stopped.effects.is_empty());
            let again = decide(stopped.next.clone(), &Message::Triggered(candidacy()), now());
            assert_eq!(again.next, stopped.next, "never invited twice");
            let resumed = decide(stopped.next, &Message::Retried, now());
            assert_eq!(resumed.next, was);
            assert!(resumed.again && !resumed.effects.is_empty());
        }
        let before = decide(planned(), &gone, now()).next;
        assert_eq!(decide(before, &Message::Triggered(candidacy()), now()).next, State::Eligible);
    }

    #[test]
    fn an_invite_that_was_on_its_way_when_it_was_stopped_is_not_sent_again() {
        let gone = Message::Withdrawn { reason: "archived".into() };
        let stopped = decide(planned(), &gone, now()).next;
        let sent = decide(stopped, &Message::InviteSent, now());
        let again = decide(sent.next.clone(), &Message::Triggered(candidacy()), now());
        assert_eq!((again.next, again.effects.len()), (sent.next.clone(), 0));
        assert_eq!(decide(sent.next, &Message::Retried, now()).next, invited());
    }

    #[test]
    fn an_answer_that_was_on_its_way_when_it_was_stopped_is_counted() {
        let gone = Message::Withdrawn { reason: "archived".into() };
        let begun = decide(invited(), &Message::ConsentGiven, now()).next;
        let stopped = decide(begun, &gone, now()).next;
        let last = Message::Answered { answered: 3, questions: 3 };
        let answered = decide(stopped, &last, now()).next;
        let over = decide(answered, &Message::InviteExpired, now() + DAY).next;
        let on = decide(over, &Message::Retried, now() + DAY);
        assert_eq!(on.next, State::Completed { plan_id: plan_id() });
        assert!(on.effects.contains(&Effect::AddInvitedTag), "they may have been faster than it");
    }

    #[test]
    fn a_wish_for_a_person_that_was_on_its_way_when_it_was_stopped_is_told_when_it_goes_on() {
        let gone = Message::Withdrawn { reason: "archived".into() };
        for stopped in [decide(invited(), &gone, now()).next, cancelled(invited())] {
            let asked = decide(stopped, &Message::HumanRequested, now());
            assert!(asked.effects.is_empty(), "nothing is written where it was stopped");
            let again = decide(asked.next.clone(), &resend_requested(), now());
            assert_eq!((again.next, again.effects.len()), (asked.next.clone(), 0));
            let on = decide(asked.next, &Message::Retried, now());
            let told = vec![Effect::TellHumanWanted, Effect::AddInvitedTag];
            assert_eq!((on.next, on.effects), (State::Declined, told));
        }
    }

    #[test]
    fn who_is_withdrawn_after_a_death_needs_no_operator() {
        let died = Message::EffectDied { effect: "write note".into(), error: "refused".into() };
        let stuck = decide(reported(), &died, now()).next;
        let gone = decide(stuck, &Message::Withdrawn { reason: "archived".into() }, now());
        assert!(matches!(gone.next, State::Withdrawn { .. }));
    }

    #[test]
    fn who_is_deleted_in_lever_is_erased_wherever_it_stands() {
        for state in states() {
            let ended = decide(state.clone(), &Message::DeletedInLever, now());
            assert_eq!(ended.effects, [Effect::EraseDeleted], "{state:?}");
            assert!(!LIVE.contains(&ended.next.name()), "{state:?} goes on");
            assert_eq!(ended.reason.as_deref(), Some(DELETED), "{state:?}");
        }
    }

    #[test]
    fn what_was_given_up_goes_on_when_an_operator_says_so_and_takes_its_tag_along() {
        let died = |effect: &str| Message::EffectDied { effect: effect.into(), error: "x".into() };
        let stuck = decide(reported(), &died("write note"), now());
        assert_eq!(stuck.effects, [Effect::AddErrorTag]);
        let more = decide(stuck.next, &died("upload file"), now());
        assert!(more.effects.is_empty());
        let hopeless = decide(more.next, &died(ADD_ERROR_TAG), now());
        assert!(hopeless.effects.is_empty());
        let tagged = decide(hopeless.next, &Message::ErrorTagAdded { ours: true }, now());
        let again = decide(tagged.next, &Message::Retried, now());
        assert_eq!((again.next, again.effects), (reported(), vec![Effect::RemoveErrorTag]));
    }

    #[test]
    fn a_tag_that_could_not_be_taken_off_is_still_ours() {
        let effect = Effect::RemoveErrorTag.name().to_owned();
        let died = Message::EffectDied { effect, error: "refused".into() };
        let stuck = decide(invited(), &died, now()).next;
        let there = decide(stuck, &Message::ErrorTagAdded { ours: false }, now()).next;
        let on = decide(there, &Message::Retried, now());
        assert_eq!((on.next, on.effects), (invited(), vec![Effect::RemoveErrorTag]));
    }

    #[test]
    fn a_tag_that_comes_after_all_is_well_again_is_taken_off() {
        let late = decide(reported(), &Message::ErrorTagAdded { ours: true }, now());
        assert_eq!((late.next, late.effects), (reported(), vec![Effect::RemoveErrorTag]));
        let theirs = decide(reported(), &Message::ErrorTagAdded { ours: false }, now());
        assert!(theirs.effects.is_empty());
    }

    #[test]
    fn extras_are_written_too_before_lever_has_everything() {
        let extras = vec![Writeback::Link, Writeback::Advance];
        let ready = Message::ReportRendered { report_id: ReportId(id(3)), extras };
        let mut decision =
            decide(State::Scored { scorecard_id: ScorecardId(id(2)) }, &ready, now());
        assert_eq!(decision.effects.len(), 5);
        for message in [
            Message::FileUploaded,
            Message::NoteWritten,
            Message::CompleteTagAdded,
            Message::LinkAdded,
            Message::StageAdvanced { outcome: "moved".into() },
        ] {
            assert!(matches!(decision.next, State::Reported { .. }));
            decision = decide(decision.next, &message, now());
        }
        assert!(matches!(decision.next, State::WrittenBack { .. }));
    }

    #[test]
    fn a_candidate_faster_than_our_bookkeeping_gets_the_tag_all_the_same() {
        let decision = decide(planned(), &Message::ConsentGiven, now());
        assert!(matches!(decision.next, State::InProgress { answered: 0, .. }));
        assert_eq!(decision.effects, [Effect::AddInvitedTag], "we may never be told of the mail");
        let decision = decide(decision.next, &Message::InviteSent, now());
        assert!(matches!(decision.next, State::InProgress { .. }));
        assert_eq!(decision.effects, [Effect::AddInvitedTag]);
    }

    #[test]
    fn who_asks_before_we_hear_of_the_invite_is_reminded_all_the_same() {
        let asked = Message::RequestMade { request: RequestKind::Question, until: None };
        let decision = decide(planned(), &asked, now());
        assert!(matches!(decision.next, State::Invited { .. }));
        assert_eq!(decision.timers, reminders(now(), now() + DAY));
        let heard = decide(decision.next, &Message::InviteSent, now());
        assert!(heard.timers.is_empty(), "each reminder once");
    }

    #[test]
    fn answers_in_any_order_complete_the_interview_once() {
        let answered = |answered| Message::Answered { answered, questions: 3 };
        let second = decide(invited(), &answered(2), now());
        let first = decide(second.next, &answered(1), now());
        assert!(matches!(first.next, State::InProgress { answered: 2, .. }));
        let last = decide(first.next, &answered(3), now());
        assert_eq!(last.next, State::Completed { plan_id: plan_id() });
        assert_eq!(
            last.effects,
            [Effect::ScoreInterview { plan_id: plan_id() }, Effect::SendFollowUp]
        );
        assert!(decide(last.next, &answered(3), now()).effects.is_empty());
    }

    #[test]
    fn lever_has_everything_when_tag_note_and_file_are_written_in_any_order() {
        let messages = [Message::FileUploaded, Message::NoteWritten, Message::CompleteTagAdded];
        let mut state = reported();
        for message in &messages {
            assert!(matches!(state, State::Reported { .. }));
            // Twice, because outcomes may come twice.
            state = decide(state, message, now()).next;
            state = decide(state, message, now()).next;
        }
        assert!(matches!(state, State::WrittenBack { .. }));
    }

    #[test]
    fn an_invite_ends_when_its_time_is_over_and_not_before() {
        assert_eq!(decide(invited(), &Message::InviteExpired, now()).next, invited());
        assert_eq!(
            decide(invited(), &Message::InviteExpired, now() + DAY).next,
            expired(invited())
        );
        let done = State::Completed { plan_id: plan_id() };
        assert_eq!(decide(done.clone(), &Message::InviteExpired, now() + DAY).next, done);
    }

    #[test]
    fn who_wants_a_person_is_asked_no_further() {
        let decision = decide(invited(), &Message::HumanRequested, now());
        assert_eq!(decision.next, State::Declined);
        assert_eq!(decision.effects, [Effect::TellHumanWanted]);
        let answered = Message::Answered { answered: 3, questions: 3 };
        assert_eq!(decide(State::Declined, &answered, now()).next, State::Declined);
    }

    #[test]
    fn a_dead_effect_asks_for_an_operator_and_the_others_are_still_counted() {
        let died = Message::EffectDied { effect: "write note".into(), error: "refused".into() };
        let decision = decide(reported(), &died, now());
        assert_eq!(decision.reason.as_deref(), Some("write note: refused"));
        let decision = decide(decision.next, &Message::FileUploaded, now());
        let State::NeedsOperator { was, .. } = decision.next else { panic!("forgot the death") };
        let State::Reported { written, .. } = *was else { panic!("forgot where it stood") };
        assert_eq!(written, [Writeback::File]);
    }

    fn stuck(was: State, tagged: bool) -> State {
        let (effect, error) = ("write note".into(), "refused".into());
        State::NeedsOperator { effect, error, was: Box::new(was), tagged, bounced: None }
    }

    fn note() -> Effect {
        Effect::WriteNote { scorecard_id: ScorecardId(id(2)) }
    }

    fn given_up() -> GivenUp {
        GivenUp { effect: "upload file".into(), error: "too large".into() }
    }

    fn dropped(effect: Option<Effect>, left: Option<GivenUp>) -> Message {
        let effect = effect.map(Box::new);
        let (name, words) = ("write note".into(), "dropped by Kim: not needed".into());
        Message::EffectDropped { name, effect, words, left }
    }

    #[test]
    fn one_of_two_that_is_tried_again_leaves_the_other_to_the_operator() {
        let retried = |left| Message::EffectRetried { effect: "write note".into(), left };
        let decision = decide(stuck(reported(), true), &retried(Some(given_up())), now());
        assert_eq!(decision.reason.as_deref(), Some("upload file: too large"));
        assert!(decision.effects.is_empty(), "the tag stays");
        let decision = decide(decision.next, &retried(None), now());
        assert_eq!((decision.next, decision.effects), (reported(), vec![Effect::RemoveErrorTag]));
    }

    #[test]
    fn a_dropped_writeback_is_not_waited_for() {
        let decision = decide(stuck(reported(), false), &dropped(Some(note()), None), now());
        assert_eq!(decision.reason.as_deref(), Some("dropped by Kim: not needed"));
        let mut state = decision.next;
        for message in [Message::FileUploaded, Message::CompleteTagAdded] {
            assert!(matches!(state, State::Reported { .. }));
            state = decide(state, &message, now()).next;
        }
        assert!(matches!(state, State::WrittenBack { .. }));
    }

    #[test]
    fn what_else_was_given_up_still_needs_the_operator_after_one_was_dropped() {
        let first = dropped(Some(note()), Some(given_up()));
        let decision = decide(stuck(reported(), true), &first, now());
        let State::NeedsOperator { effect, was, .. } = &decision.next else { panic!("went on") };
        assert_eq!(effect, "upload file");
        assert!(matches!(&**was, State::Reported { written, .. } if *written == [Writeback::Note]));
        let file = Effect::UploadFile { report_id: ReportId(id(3)) };
        let decision = decide(decision.next, &dropped(Some(file), None), now());
        assert!(matches!(decision.next, State::Reported { .. }));
        assert_eq!(decision.effects, [Effect::RemoveErrorTag]);
    }

    #[test]
    fn a_pipeline_ends_when_what_it_cannot_go_on_without_is_dropped() {
        let plan_id = plan_id();
        let plan =
            Effect::PlanInterview { posting_id: "p".into(), invite_days: 14, delay_minutes: 0 };
        let scorecard_id = ScorecardId(id(2));
        for (was, effect) in [
            (State::Eligible, plan),
            (planned(), Effect::SendInvite { plan_id, expires_at: now() + DAY }),
            (State::Completed { plan_id }, Effect::ScoreInterview { plan_id }),
            (State::Scored { scorecard_id }, Effect::RenderReport { scorecard_id }),
        ] {
            for effect in [Some(effect), None] {
                let decision = decide(stuck(was.clone(), true), &dropped(effect, None), now());
                let State::Withdrawn { reason, was: stood, .. } = decision.next else {
                    panic!("{was:?} goes on")
                };
                assert!(reason.contains("dropped by Kim"));
                assert_eq!(
                    (*stood.unwrap(), decision.effects),
                    (was.clone(), vec![Effect::RemoveErrorTag])
                );
            }
        }
    }

    #[test]
    fn what_nobody_waits_for_is_dropped_without_an_end() {
        let tag = dropped(Some(Effect::AddInvitedTag), None);
        for was in [invited(), State::Completed { plan_id: plan_id() }, State::Declined] {
            assert_eq!(decide(stuck(was.clone(), false), &tag, now()).next, was);
        }
        // The candidate has the invite: they answer.
        let invite = Effect::SendInvite { plan_id: plan_id(), expires_at: now() + DAY };
        let answering = decide(invited(), &Message::ConsentGiven, now()).next;
        let invite = dropped(Some(invite), None);
        assert_eq!(decide(stuck(answering.clone(), false), &invite, now()).next, answering);
        // An old one of a pipeline that went on since.
        assert_eq!(decide(planned(), &invite, now()).next, planned());
    }

    #[test]
    fn who_was_never_sent_an_invite_can_be_tried_again_and_nobody_else() {
        let died = Message::EffectDied { effect: "send invite".into(), error: "refused".into() };
        let again = |from| {
            let stuck = decide(from, &died, now()).next;
            decide(stuck, &Message::Triggered(candidacy()), now())
        };
        assert_eq!(again(planned()).next, State::Eligible);
        assert!(again(invited()).effects.is_empty());
        assert!(again(reported()).effects.is_empty());
    }

    #[test]
    fn every_message_is_borne_in_every_state_and_repeats_change_nothing_more() {
        let expired = now() + DAY;
        let messages = [
            Message::Triggered(candidacy()),
            Message::Withdrawn { reason: "gone".into() },
            Message::DeletedInLever,
            plan_ready(0),
            Message::InviteDue { expires_at: expired },
            Message::InviteSent,
            reminder(1),
            Message::ReminderSent { number: 1 },
            chosen(2),
            Message::TimeChosen { at: None },
            Message::ConfirmationSent,
            Message::StartDue { sequence: 1 },
            Message::StartReminderSent,
            Message::Cancelled { reason: None },
            Message::CancellationSent,
            resend_requested(),
            Message::InviteResent,
            Message::FollowUpSent,
            Message::InvitedTagAdded,
            Message::ConsentGiven,
            Message::Answered { answered: 3, questions: 3 },
            Message::HumanRequested,
            Message::HumanWantedTold,
            Message::RequestMade { request: RequestKind::Accommodation, until: Some(now() + DAY) },
            Message::RequestAnswered { until: Some(now() + DAY) },
            Message::InterviewScored { scorecard_id: ScorecardId(id(2)) },
            Message::ReportRendered { report_id: ReportId(id(3)), extras: Vec::new() },
            Message::CompleteTagAdded,
            Message::NoteWritten,
            Message::FileUploaded,
            Message::LinkAdded,
            Message::FeedbackWritten { outcome: "o".into() },
            Message::StageAdvanced { outcome: "o".into() },
            Message::ErrorTagAdded { ours: true },
            Message::ErrorTagRemoved,
            Message::Retried,
            Message::InviteExpired,
            Message::EffectDied { effect: "e".into(), error: "x".into() },
            Message::EffectRetried { effect: "e".into(), left: Some(given_up()) },
            Message::EffectRetried { effect: "e".into(), left: None },
            dropped(Some(note()), Some(given_up())),
            dropped(Some(note()), None),
            dropped(None, None),
            Message::MessageDropped { words: "w".into() },
        ];
        for state in states() {
            for message in &messages {
                let once = decide(state.clone(), message, expired);
                let twice = decide(once.next.clone(), message, expired);
                assert_eq!(once.next, twice.next, "{message:?} in {state:?}");
                assert!(!cause(message).is_empty());
                // The tag after the invite is asked for again, and adding it twice leaves one;
                // the invite, whose performer looks whether it is still to be sent; the invite once
                // more, as often as an operator asks; taking our tag off, which it is once; and erasing,
                // after which nothing is left to erase.
                let harmless = matches!(
                    message,
                    Message::InviteSent
                        | Message::InviteDue { .. }
                        | Message::ResendRequested { .. }
                        | Message::ErrorTagAdded { ours: true }
                        | Message::DeletedInLever
                );
                assert!(twice.effects.is_empty() || harmless, "{message:?} in {state:?} twice");
            }
        }
    }
}
