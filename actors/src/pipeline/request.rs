//! What it leads to that a candidate needs the interview to be another way: pure.
//!
//! The clock stands still until a person answers: the link ends later, and what was timed by its
//! former end finds another one and comes to nothing.

use chrono::Duration;
use entities::{Instant, inbox::Message, pipeline::State};

use super::{Decision, remind::reminders};

/// How long the clock stands still at most. Then it goes on where it stood.
pub const STANDS_STILL: Duration = Duration::days(30);

/// When the candidate's link ends, if they have one that they have not used up.
pub fn may_move_end(state: &State) -> Option<Instant> {
    if let State::Planned { expires_at, .. }
    | State::Invited { expires_at, .. }
    | State::Scheduled { expires_at, .. }
    | State::InProgress { expires_at, .. } = state.inner()
    {
        Some(*expires_at)
    } else {
        None
    }
}

/// The invite ends then. Who has not begun is reminded anew where the clock goes on.
pub(super) fn move_end(state: State, until: Instant, goes_on: bool, now: Instant) -> Decision {
    let mut timers = vec![(until, Message::InviteExpired)];
    let (next, begun) = if let State::Invited { plan_id, sequence, reminded, .. } = state {
        let reminded = if goes_on { 0 } else { reminded };
        (State::Invited { plan_id, expires_at: until, reminded, sequence }, false)
    } else if let State::Scheduled { plan_id, sequence, reminded, at, told, .. } = state {
        let reminded = if goes_on { 0 } else { reminded };
        (State::Scheduled { plan_id, expires_at: until, reminded, sequence, at, told }, false)
    } else if let State::InProgress { plan_id, answered, .. } = state {
        (State::InProgress { plan_id, expires_at: until, answered }, true)
    } else {
        return Decision::stay(state);
    };
    if goes_on && !begun {
        timers.extend(reminders(now, until));
    }
    Decision { timers, ..Decision::go(next, Vec::new()) }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use entities::{candidate_request::Kind, ids::PlanId, outbox::Effect};
    use uuid::Uuid;

    use super::*;
    use crate::pipeline::decide;

    const DAY: Duration = Duration::days(1);

    fn now() -> Instant {
        DateTime::from_timestamp(1_790_000_000, 0).unwrap()
    }

    fn invited(expires_at: Instant) -> State {
        let plan_id = PlanId(Uuid::nil());
        State::Invited { plan_id, expires_at, reminded: 1, sequence: 0 }
    }

    fn ends(state: &State) -> Option<Instant> {
        may_move_end(state)
    }

    #[test]
    fn the_clock_stands_still_until_a_person_answers() {
        let (first, later) = (now() + DAY, now() + DAY + STANDS_STILL);
        let made = Message::RequestMade { request: Kind::Accommodation, until: Some(later) };
        let held = decide(invited(first), &made, now());
        assert_eq!(ends(&held.next), Some(later));
        assert_eq!(held.timers, [(later, Message::InviteExpired)]);
        let old = Message::ReminderDue { number: 2, expires_at: first, until: first };
        for message in [old, Message::InviteExpired] {
            let decision = decide(held.next.clone(), &message, first);
            assert_eq!((&decision.next, decision.effects.len()), (&held.next, 0), "{message:?}");
        }
        let answered_at = now() + DAY * 5;
        let until = answered_at + DAY * 3;
        let answered = Message::RequestAnswered { until: Some(until) };
        let goes_on = decide(held.next, &answered, answered_at);
        assert_eq!(ends(&goes_on.next), Some(until));
        let (due_at, reminder) = goes_on.timers.get(1).unwrap();
        let told = decide(goes_on.next, reminder, *due_at);
        assert!(matches!(told.effects.as_slice(), [Effect::SendReminder { number: 1, .. }]));
    }

    #[test]
    fn a_question_moves_nothing() {
        let made = Message::RequestMade { request: Kind::Question, until: None };
        let state = invited(now() + DAY);
        let decision = decide(state.clone(), &made, now());
        assert_eq!((decision.next, decision.timers.len()), (state, 0));
    }

    #[test]
    fn what_is_over_stays_over() {
        let late = Message::RequestAnswered { until: Some(now() + DAY) };
        let over = State::Expired { was: None };
        assert_eq!(decide(over.clone(), &late, now()).next, over);
    }
}
