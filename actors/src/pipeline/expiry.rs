//! What it leads to that an invite's time is over: pure.

use entities::{Instant, inbox::Message, invite::FINISH_WITHIN, pipeline::State};

use super::{Decision, cancel::is_unanswered, decide, request::may_move_end};

/// It is over, for an operator alone to invite again; but who has begun may finish a while longer.
pub(super) fn expire(was: State, now: Instant) -> Decision {
    let began = matches!(was, State::InProgress { .. });
    let finish = may_move_end(&was).filter(|_| began).map(|end| end + FINISH_WITHIN);
    match finish {
        Some(finish) if now < finish => {
            let timers = vec![(finish, Message::InviteExpired)];
            Decision { timers, ..Decision::stay(was) }.because("who has begun may finish")
        }
        _ => Decision::go(State::Expired { was: Some(Box::new(was)) }, Vec::new()),
    }
}

/// What was done in time, and is heard of only now, counts.
pub(super) fn count_what_was_in_time(was: State, message: &Message, now: Instant) -> Decision {
    let decision = decide(was, message, now);
    if is_unanswered(&decision.next) {
        Decision { effects: decision.effects, ..expire(decision.next, now) }
    } else {
        decision
    }
}

#[cfg(test)]
mod tests {
    use chrono::Duration;
    use entities::{ids::PlanId, outbox::Effect};
    use uuid::Uuid;

    use super::*;

    const SECOND: Duration = Duration::seconds(1);

    fn end() -> Instant {
        Instant::from_timestamp(1_790_000_000, 0).unwrap()
    }

    fn plan_id() -> PlanId {
        PlanId(Uuid::from_u128(1))
    }

    fn invited() -> State {
        State::Invited { plan_id: plan_id(), expires_at: end(), reminded: 2, sequence: 0 }
    }

    fn begun(answered: u32) -> State {
        State::InProgress { plan_id: plan_id(), expires_at: end(), answered }
    }

    fn over(was: State) -> State {
        State::Expired { was: Some(Box::new(was)) }
    }

    #[test]
    fn who_has_begun_may_finish_a_while_longer() {
        let on = decide(begun(9), &Message::InviteExpired, end());
        assert_eq!((on.next, on.effects.len()), (begun(9), 0));
        let finish = end() + FINISH_WITHIN;
        assert_eq!(on.timers, [(finish, Message::InviteExpired)]);
        assert_eq!(decide(begun(9), &Message::InviteExpired, finish - SECOND).next, begun(9));
        assert_eq!(decide(begun(9), &Message::InviteExpired, finish).next, over(begun(9)));
        assert_eq!(decide(invited(), &Message::InviteExpired, end()).next, over(invited()));
    }

    #[test]
    fn what_was_done_in_time_counts_though_it_is_heard_late() {
        let late = end() + FINISH_WITHIN;
        let last = Message::Answered { answered: 10, questions: 10 };
        let done = decide(over(begun(9)), &last, late);
        assert_eq!(done.next, State::Completed { plan_id: plan_id() });
        assert!(done.effects.contains(&Effect::ScoreInterview { plan_id: plan_id() }));
        let next = Message::Answered { answered: 9, questions: 10 };
        assert_eq!(decide(over(begun(8)), &next, late).next, over(begun(9)));
        // Who agreed in the last moment has begun.
        let agreed = decide(over(invited()), &Message::ConsentGiven, end() + SECOND);
        assert_eq!(agreed.next, begun(0));
        assert_eq!(agreed.timers, [(late, Message::InviteExpired)]);
        let person = decide(over(invited()), &Message::HumanRequested, late);
        assert_eq!(person.next, State::Declined);
    }

    #[test]
    fn an_operator_invites_again_and_what_was_answered_stays() {
        let now = end() + Duration::days(3);
        let asked = Message::ResendRequested { invite_days: 7 };
        let again = decide(over(begun(9)), &asked, now);
        let expires_at = now + Duration::days(7);
        let goes_on = State::InProgress { plan_id: plan_id(), expires_at, answered: 9 };
        assert_eq!(again.next, goes_on);
        let invite = Effect::ResendInvite { plan_id: plan_id(), expires_at };
        assert!(again.effects.contains(&invite));
        // Also in the time that they have to finish.
        let on = decide(begun(9), &asked, end() + SECOND);
        let expires_at = end() + SECOND + Duration::days(7);
        assert_eq!(on.next, State::InProgress { plan_id: plan_id(), expires_at, answered: 9 });
        assert_eq!(on.effects[0], Effect::ResendInvite { plan_id: plan_id(), expires_at });
        // An effect that was given up belonged to what is over.
        let (effect, error) = ("send invite".to_owned(), "refused".to_owned());
        let was = Box::new(over(invited()));
        let stuck = State::NeedsOperator { effect, error, was, tagged: true, bounced: None };
        let let_in = decide(stuck, &asked, now);
        assert!(matches!(let_in.next, State::Invited { .. }), "{:?}", let_in.next);
        assert!(let_in.effects.contains(&Effect::RemoveErrorTag));
        // Of an earlier version it is not known where it stood.
        let unknown = State::Expired { was: None };
        assert_eq!(decide(unknown.clone(), &asked, now).next, unknown);
    }
}
