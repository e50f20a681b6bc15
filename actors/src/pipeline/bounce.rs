//! What it leads to that a mail to a candidate came back: pure.

use entities::{
    ids::MailId,
    inbox::Message,
    outbox::Effect,
    pipeline::{MAIL_BOUNCED, State},
};

use super::Decision;

/// What an operator is told to do about it.
const REMEDY: &str = "mend the address in Lever, then send the invite again";

/// Whether nothing but another address helps: a mail came back, nothing else is given up, and the
/// candidate is waited for. Trying again would reach nobody.
pub fn wants_address(state: &State) -> bool {
    state.only_mail_bounced() && waits_for_candidate(state.inner())
}

/// Whether the candidate cannot go on without such a mail.
pub(super) fn waits_for_candidate(state: &State) -> bool {
    matches!(state, State::Planned { .. } | State::Invited { .. } | State::Scheduled { .. })
}

/// Nothing goes on by itself: an operator decides, and the people at Lever are told.
pub(super) fn bounced(was: State, mail_id: MailId, reason: &str) -> Decision {
    let effects = vec![Effect::TellBounced { mail_id }, Effect::AddErrorTag];
    let (effect, error) = (MAIL_BOUNCED.to_owned(), what_to_do(reason));
    let (was, tagged, bounced) = (Box::new(was), false, None);
    Decision::go(State::NeedsOperator { effect, error, was, tagged, bounced }, effects)
}

/// Why it came back, and what an operator is to do.
pub(super) fn what_to_do(reason: &str) -> String {
    format!("{reason}; {REMEDY}")
}

/// Whether a message says that the candidate is reached after all: they did something, or the invite
/// was sent again.
pub(super) fn reaches_candidate(message: &Message) -> bool {
    matches!(
        message,
        Message::InviteResent
            | Message::TimeChosen { .. }
            | Message::ConsentGiven
            | Message::Answered { .. }
            | Message::HumanRequested
    )
}

/// Whether a message is a timer by which a candidate is reminded.
pub(super) fn reminds(message: &Message) -> bool {
    matches!(message, Message::ReminderDue { .. } | Message::StartDue { .. })
}

#[cfg(test)]
mod tests {
    use chrono::Duration;
    use entities::{Instant, ids::PlanId, inbox::GivenUp, outbox::SEND_INVITE};
    use uuid::Uuid;

    use super::*;
    use crate::pipeline::decide;

    fn now() -> Instant {
        Instant::from_timestamp(1_790_000_000, 0).unwrap()
    }

    fn invited() -> State {
        let expires_at = now() + Duration::days(14);
        State::Invited { plan_id: PlanId(Uuid::from_u128(1)), expires_at, reminded: 0, sequence: 0 }
    }

    fn bounce() -> Message {
        let reason = "550 5.1.1 no such user".to_owned();
        Message::MailBounced { mail_id: MailId(Uuid::from_u128(2)), reason }
    }

    fn back() -> State {
        decide(invited(), &bounce(), now()).next
    }

    #[test]
    fn an_invite_that_came_back_asks_for_an_operator_and_tells_lever() {
        let decision = decide(invited(), &bounce(), now());
        let told = Effect::TellBounced { mail_id: MailId(Uuid::from_u128(2)) };
        assert_eq!(decision.effects, [told, Effect::AddErrorTag]);
        assert!(decision.next.mail_bounced());
        let reason = decision.next.reason().unwrap();
        assert!(reason.starts_with("a mail came back: 550 5.1.1 no such user; mend"), "{reason}");
    }

    #[test]
    fn nobody_is_reminded_at_an_address_that_does_not_work() {
        let (number, expires_at) = (1, now() + Duration::days(14));
        let due = Message::ReminderDue { number, expires_at, until: expires_at };
        let decision = decide(back(), &due, now());
        assert_eq!((decision.effects, &decision.next), (Vec::new(), &back()));
        let after = decide(back(), &Message::InviteResent, now()).next;
        assert_eq!(decide(after, &due, now()).effects.len(), 1, "once it is mended they are");
    }

    #[test]
    fn what_reaches_the_candidate_mends_it_and_takes_our_tag_off() {
        let tagged = decide(back(), &Message::ErrorTagAdded { ours: true }, now()).next;
        let decision = decide(tagged.clone(), &Message::InviteResent, now());
        assert_eq!((decision.next, decision.effects), (invited(), vec![Effect::RemoveErrorTag]));
        let begun = decide(tagged, &Message::ConsentGiven, now());
        assert!(matches!(begun.next, State::InProgress { .. }), "{begun:?}");
        assert_eq!(begun.effects, [Effect::RemoveErrorTag]);
    }

    #[test]
    fn a_mail_that_came_back_after_the_interview_began_is_a_line_in_the_timeline() {
        let begun = decide(invited(), &Message::ConsentGiven, now()).next;
        let decision = decide(begun.clone(), &bounce(), now());
        assert_eq!((&decision.next, decision.effects), (&begun, Vec::new()));
        assert_eq!(decision.reason.as_deref(), Some("550 5.1.1 no such user"));
    }

    #[test]
    fn where_something_else_was_given_up_no_second_tag_is_wanted() {
        let (effect, error) = ("add invited tag".to_owned(), "e".to_owned());
        let stuck = decide(invited(), &Message::EffectDied { effect, error }, now()).next;
        let decision = decide(stuck, &bounce(), now());
        assert!(decision.next.mail_bounced());
        assert!(matches!(decision.next.inner(), State::Invited { .. }));
        let told = Effect::TellBounced { mail_id: MailId(Uuid::from_u128(2)) };
        assert_eq!(decision.effects, [told]);
    }

    #[test]
    fn it_is_not_forgotten_over_what_else_is_given_up() {
        let died = Message::EffectDied { effect: "add invited tag".into(), error: "e".into() };
        let tagged = decide(back(), &Message::ErrorTagAdded { ours: true }, now()).next;
        let both = decide(tagged, &died, now()).next;
        assert!(both.mail_bounced());
        let reason = both.reason().unwrap();
        assert!(reason.starts_with("add invited tag: e; and a mail came back: 550"), "{reason}");
        // The other one is tried again, or dropped, or there is a third.
        let retried = |left| Message::EffectRetried { effect: "add invited tag".into(), left };
        let dropped = Message::EffectDropped {
            name: "add invited tag".into(),
            effect: Some(Box::new(Effect::AddInvitedTag)),
            words: "dropped".into(),
            left: None,
        };
        for settles in [retried(None), dropped, Message::Retried] {
            let after = decide(both.clone(), &settles, now());
            assert!(after.next.reason().unwrap().starts_with("a mail came back: 550"), "{after:?}");
            assert_eq!(after.effects, [], "the tag stays");
            let mended = decide(after.next, &Message::InviteResent, now());
            assert_eq!((mended.next, mended.effects), (invited(), vec![Effect::RemoveErrorTag]));
        }
        let third = GivenUp { effect: "write note".into(), error: "f".into() };
        let left = decide(both.clone(), &retried(Some(third)), now()).next;
        assert!(left.mail_bounced() && left.reason().unwrap().starts_with("write note: f; and"));
        // The address works again, and the other one still asks for an operator.
        let reached = decide(both, &Message::InviteResent, now());
        assert_eq!(reached.effects, []);
        assert_eq!(reached.next.reason().as_deref(), Some("add invited tag: e"));
        let settled = decide(reached.next, &retried(None), now());
        assert_eq!((settled.next, settled.effects), (invited(), vec![Effect::RemoveErrorTag]));
    }

    #[test]
    fn an_invite_that_is_tried_again_has_not_come_back_yet() {
        let (effect, error) = (SEND_INVITE.to_owned(), "e".to_owned());
        let expires_at = now() + Duration::days(14);
        let planned = State::Planned { plan_id: PlanId(Uuid::from_u128(1)), expires_at };
        let died = decide(planned.clone(), &Message::EffectDied { effect, error }, now()).next;
        let both = decide(died, &bounce(), now()).next;
        assert!(both.mail_bounced());
        let retried = |left| Message::EffectRetried { effect: SEND_INVITE.into(), left };
        for again in [retried(None), Message::Retried] {
            let sent = decide(both.clone(), &again, now()).next;
            assert_eq!(sent, planned);
            assert!(decide(sent, &bounce(), now()).next.mail_bounced(), "by the new address, too");
        }
        let third = GivenUp { effect: "tell".into(), error: "f".into() };
        let left = decide(both.clone(), &retried(Some(third)), now()).next;
        assert_eq!(left.reason().as_deref(), Some("tell: f"));
        // All are tried again, whichever was given up last.
        let died = Message::EffectDied { effect: "tell".into(), error: "f".into() };
        let all = decide(decide(both, &died, now()).next, &Message::Retried, now());
        assert_eq!(all.next, planned);
    }

    #[test]
    fn once_nobody_is_waited_for_it_asks_for_nothing() {
        assert!(wants_address(&back()));
        assert_eq!(decide(back(), &Message::Retried, now()).next, back(), "it reaches nobody");
        let tagged = decide(back(), &Message::ErrorTagAdded { ours: true }, now()).next;
        let later = now() + Duration::days(15);
        let over = decide(tagged, &Message::InviteExpired, later);
        assert!(matches!(over.next, State::Expired { .. }), "{over:?}");
        assert_eq!(over.effects, [Effect::RemoveErrorTag]);
        // Beside another trouble it is the other that is left.
        let died = Message::EffectDied { effect: "add invited tag".into(), error: "e".into() };
        let both = decide(back(), &died, now()).next;
        let over = decide(both, &Message::InviteExpired, later).next;
        assert_eq!(over.reason().as_deref(), Some("add invited tag: e"));
        // As earlier versions left it.
        let (effect, error) = (MAIL_BOUNCED.to_owned(), "550".to_owned());
        let was = Box::new(State::Expired { was: Some(Box::new(invited())) });
        let left = State::NeedsOperator { effect, error, was, tagged: true, bounced: None };
        assert!(!wants_address(&left));
        let let_be = decide(left, &Message::Retried, later);
        assert!(matches!(let_be.next, State::Expired { .. }), "{let_be:?}");
        assert_eq!(let_be.effects, [Effect::RemoveErrorTag]);
    }
}
