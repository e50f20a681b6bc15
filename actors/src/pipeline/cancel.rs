//! What it leads to that an operator cancels an interview or wants its invite sent again: pure.

use chrono::Duration;
use entities::{Instant, ids::PlanId, inbox::Message, outbox::Effect, pipeline::State};

use super::{Decision, decide, decide::uninvited, remind::reminders};

/// Whether an interview in this state can be cancelled: it goes on, and Lever does not have all of its
/// result.
pub fn may_be_cancelled(state: &State) -> bool {
    let answered =
        matches!(state, State::Completed { .. } | State::Scored { .. } | State::Reported { .. });
    answered || is_unanswered(state)
}

/// Whether it goes on, and its last answer has not come.
pub fn is_unanswered(state: &State) -> bool {
    uninvited(state) || invite_of(state).is_some()
}

/// Whether an operator may have its invite sent again. What the candidate has is sent again as it
/// is; who was cancelled, or whose time was over, is invited again.
pub fn may_be_resent(state: &State) -> bool {
    if let State::Withdrawn { was: Some(was), cancelled_at: Some(_), .. }
    | State::Expired { was: Some(was) } = state.inner()
    {
        is_unanswered(was)
    } else {
        invite_of(state.inner()).is_some()
    }
}

/// Plan and end of an invite that the candidate has, and has not used up.
fn invite_of(state: &State) -> Option<(PlanId, Instant)> {
    if let State::Invited { plan_id, expires_at, .. }
    | State::Scheduled { plan_id, expires_at, .. }
    | State::InProgress { plan_id, expires_at, .. } = state
    {
        Some((*plan_id, *expires_at))
    } else {
        None
    }
}

/// An operator cancels it; a candidate who was invited and has not answered everything is told.
pub(super) fn cancel(was: State, reason: Option<&String>, now: Instant) -> Decision {
    let reason = match reason {
        Some(reason) => format!("cancelled by an operator: {reason}"),
        None => "cancelled by an operator".to_owned(),
    };
    let told = invite_of(&was).is_some();
    let effects = if told { vec![Effect::SendCancellation { cancelled_at: now }] } else { vec![] };
    let (was, cancelled_at) = (Some(Box::new(was)), Some(now));
    Decision::go(State::Withdrawn { reason, was, cancelled_at }, effects)
}

/// What was on its way when a pipeline was stopped is counted where it stood.
pub(super) fn count_where_it_stood(
    reason: String,
    was: State,
    cancelled_at: Option<Instant>,
    message: &Message,
    now: Instant,
) -> Decision {
    let before = uninvited(&was);
    let Decision { next, timers, .. } = decide(was, message, now);
    // The invite was already on its way.
    let told = cancelled_at.filter(|_| before && !uninvited(&next));
    let effects = told.into_iter().map(|cancelled_at| Effect::SendCancellation { cancelled_at });
    let effects = effects.collect();
    let next = State::Withdrawn { reason, was: Some(Box::new(next)), cancelled_at };
    Decision { timers, ..Decision::go(next, effects) }
}

/// The same invite once more, to who has it; anew where its end has passed and is not heard of yet, or who
/// has begun may finish.
pub(super) fn resend(state: State, invite_days: u16, now: Instant) -> Decision {
    match invite_of(&state) {
        Some((plan_id, expires_at)) if now < expires_at => {
            Decision::go(state, vec![Effect::ResendInvite { plan_id, expires_at }])
        }
        Some(_) | None => invite_again(&state, invite_days, now),
    }
}

/// The operator thought better of it: a new invite, with a new end, for who was cancelled or whose time
/// was over. What was answered before stays answered.
pub(super) fn invite_again(was: &State, invite_days: u16, now: Instant) -> Decision {
    let expires_at = now + Duration::days(i64::from(invite_days));
    let mut timers = vec![(expires_at, Message::InviteExpired)];
    let (next, plan_id) = match *was {
        State::Planned { plan_id, .. } => (State::Planned { plan_id, expires_at }, plan_id),
        State::Invited { plan_id, sequence, .. } => {
            (State::Invited { plan_id, expires_at, reminded: 0, sequence }, plan_id)
        }
        // The cancellation took the entry off the calendar, which was a change too.
        State::Scheduled { plan_id, sequence, .. } => {
            let sequence = sequence + 1;
            (State::Invited { plan_id, expires_at, reminded: 0, sequence }, plan_id)
        }
        State::InProgress { plan_id, answered, .. } => {
            (State::InProgress { plan_id, expires_at, answered }, plan_id)
        }
        // There is no plan yet: what is read from Lever next is considered anew.
        State::Received
        | State::Eligible
        | State::Ineligible { .. }
        | State::Completed { .. }
        | State::Scored { .. }
        | State::Reported { .. }
        | State::WrittenBack { .. }
        | State::Declined
        | State::Withdrawn { .. }
        | State::Expired { .. }
        | State::NeedsOperator { .. } => return Decision::go(State::Received, Vec::new()),
    };
    let mut effects = vec![Effect::ResendInvite { plan_id, expires_at }];
    if !uninvited(&next) {
        effects.push(Effect::AddInvitedTag);
    }
    if matches!(next, State::Invited { .. }) {
        timers.extend(reminders(now, expires_at));
    }
    Decision { timers, ..Decision::go(next, effects) }
}
