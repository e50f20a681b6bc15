//! What a candidate's choice of a time leads to: pure.

use chrono::Duration;
use entities::{Instant, ids::PlanId, inbox::Message, outbox::Effect, pipeline::State};

use super::Decision;

/// Each change sends a mail.
pub const TIME_CHANGES_MAX: u32 = 20;
/// So long before the chosen time the candidate is told that it is near.
const NOTICE: Duration = Duration::minutes(15);

/// An interview that has not begun, and may be scheduled.
pub(super) struct Open {
    pub(super) plan_id: PlanId,
    pub(super) expires_at: Instant,
    pub(super) reminded: u32,
    pub(super) sequence: u32,
    /// The time chosen before.
    pub(super) before: Option<Instant>,
}

/// The candidate chose a time, another one, or gave it back. `state` is the same as `open`.
pub(super) fn choose(state: State, open: &Open, at: Option<Instant>, now: Instant) -> Decision {
    let Open { plan_id, expires_at, reminded, sequence, before } = *open;
    if at == before {
        return Decision::stay(state).because("the same as before");
    }
    if at.is_some_and(|at| at <= now || at >= expires_at) {
        return Decision::stay(state).because("not a time between now and the end of the invite");
    }
    if sequence >= TIME_CHANGES_MAX {
        return Decision::stay(state).because("the time was changed too often");
    }
    let sequence = sequence + 1;
    let next = match at {
        Some(at) => State::Scheduled { plan_id, expires_at, reminded, sequence, at, told: false },
        None => State::Invited { plan_id, expires_at, reminded, sequence },
    };
    let confirm = Effect::SendConfirmation { at, sequence };
    let timers = at.and_then(|at| notice(at, sequence, now)).into_iter().collect();
    Decision { timers, ..Decision::go(next, vec![confirm]) }
}

/// The timer for the mail shortly before the chosen time, unless it is too near already.
pub(super) fn notice(at: Instant, sequence: u32, now: Instant) -> Option<(Instant, Message)> {
    let due_at = at - NOTICE;
    (due_at > now).then_some((due_at, Message::StartDue { sequence }))
}
