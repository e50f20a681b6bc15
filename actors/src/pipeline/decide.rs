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
    inbox::{Candidacy, Message, Snapshot},
    outbox::Effect,
    pipeline::{State, Trigger, WRITEBACKS, Writeback},
};

use crate::tenant::nearly;

/// What a message led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Where the pipeline stands now.
    pub next: State,
    /// What must be done.
    pub effects: Vec<Effect>,
    /// What must be looked at later, and when.
    pub timers: Vec<(Instant, Message)>,
    /// Why, where there is a reason to give.
    pub reason: Option<String>,
}

impl Decision {
    fn stay(state: State) -> Self {
        Self { next: state, effects: Vec::new(), timers: Vec::new(), reason: None }
    }

    fn go(next: State, effects: Vec<Effect>) -> Self {
        let reason = next.reason();
        Self { next, effects, timers: Vec::new(), reason }
    }

    fn because(mut self, reason: &str) -> Self {
        self.reason = Some(reason.to_owned());
        self
    }
}

/// Decides one message.
#[expect(clippy::too_many_lines, reason = "the table of states and messages, in one place")]
pub fn decide(state: State, message: &Message, now: Instant) -> Decision {
    use Message as M;
    use State as S;

    // An effect that died does not stop the others: what they bring is counted where it stood.
    if let S::NeedsOperator { effect, error, was } = state {
        // Who was never sent an invite may be moved to the stage again once the cause is mended.
        if let (M::Triggered(candidacy), S::Received | S::Eligible | S::Planned { .. }) =
            (message, &*was)
        {
            return consider(candidacy);
        }
        let mut decision = decide(*was, message, now);
        if !matches!(decision.next, S::NeedsOperator { .. }) {
            decision.next = S::NeedsOperator { effect, error, was: Box::new(decision.next) };
        }
        return decision;
    }
    match (message, state) {
        (M::Triggered(candidacy), S::Received | S::Ineligible { .. }) => consider(candidacy),
        (M::Triggered(_), state) => Decision::stay(state).because("already invited; never twice"),

        (M::PlanReady { plan_id, invite_days }, S::Eligible) => {
            let (plan_id, expires_at) = (*plan_id, now + Duration::days(i64::from(*invite_days)));
            let mut decision = Decision::go(
                S::Planned { plan_id, expires_at },
                vec![Effect::SendInvite { plan_id, expires_at }],
            );
            decision.timers.push((expires_at, M::InviteExpired));
            decision
        }
        (M::InviteSent, S::Planned { plan_id, expires_at }) => {
            Decision::go(S::Invited { plan_id, expires_at }, vec![Effect::AddInvitedTag])
        }
        // The candidate was faster than our own bookkeeping.
        (
            M::InviteSent,
            state @ (S::InProgress { .. }
            | S::Completed { .. }
            | S::Scored { .. }
            | S::Reported { .. }
            | S::WrittenBack { .. }
            | S::Declined),
        ) => Decision::go(state, vec![Effect::AddInvitedTag]),

        (
            M::ConsentGiven,
            S::Planned { plan_id, expires_at } | S::Invited { plan_id, expires_at },
        ) => Decision::go(S::InProgress { plan_id, expires_at, answered: 0 }, Vec::new()),
        (
            M::Answered { answered, questions },
            S::Planned { plan_id, .. } | S::Invited { plan_id, .. } | S::InProgress { plan_id, .. },
        ) if answered >= questions => Decision::go(
            S::Completed { plan_id },
            vec![Effect::ScoreInterview { plan_id }, Effect::SendFollowUp],
        ),
        (
            M::Answered { answered, .. },
            S::Planned { plan_id, expires_at } | S::Invited { plan_id, expires_at },
        ) => Decision::go(S::InProgress { plan_id, expires_at, answered: *answered }, Vec::new()),
        (M::Answered { answered, .. }, S::InProgress { plan_id, expires_at, answered: before }) => {
            let answered = before.max(*answered);
            Decision::go(S::InProgress { plan_id, expires_at, answered }, Vec::new())
        }
        (M::HumanRequested, S::Planned { .. } | S::Invited { .. } | S::InProgress { .. }) => {
            Decision::go(S::Declined, vec![Effect::TellHumanWanted])
        }

        (M::InterviewScored { scorecard_id }, S::Completed { .. }) => {
            let scorecard_id = *scorecard_id;
            Decision::go(S::Scored { scorecard_id }, vec![Effect::RenderReport { scorecard_id }])
        }
        (M::ReportRendered { report_id }, S::Scored { scorecard_id }) => {
            let report_id = *report_id;
            Decision::go(
                S::Reported { scorecard_id, report_id, written: Vec::new() },
                vec![
                    Effect::WriteNote { scorecard_id },
                    Effect::UploadFile { report_id },
                    Effect::AddCompleteTag,
                ],
            )
        }
        (M::CompleteTagAdded, state @ S::Reported { .. }) => write(state, Writeback::CompleteTag),
        (M::NoteWritten, state @ S::Reported { .. }) => write(state, Writeback::Note),
        (M::FileUploaded, state @ S::Reported { .. }) => write(state, Writeback::File),

        (
            M::InviteExpired,
            S::Planned { expires_at, .. }
            | S::Invited { expires_at, .. }
            | S::InProgress { expires_at, .. },
        ) if now >= expires_at => Decision::go(S::Expired, Vec::new()),

        (
            M::Withdrawn { reason },
            S::Received
            | S::Eligible
            | S::Planned { .. }
            | S::Invited { .. }
            | S::InProgress { .. },
        ) => Decision::go(S::Withdrawn { reason: reason.clone() }, Vec::new()),

        (
            M::EffectDied { effect, error },
            state @ (S::Received
            | S::Eligible
            | S::Planned { .. }
            | S::Invited { .. }
            | S::InProgress { .. }
            | S::Completed { .. }
            | S::Scored { .. }
            | S::Reported { .. }
            | S::WrittenBack { .. }
            | S::Declined),
        ) => {
            let (effect, error) = (effect.clone(), error.clone());
            Decision::go(S::NeedsOperator { effect, error, was: Box::new(state) }, Vec::new())
        }

        // What does not fit where it arrives changes nothing.
        (
            M::PlanReady { .. }
            | M::InviteSent
            | M::ConsentGiven
            | M::Answered { .. }
            | M::HumanRequested
            | M::InterviewScored { .. }
            | M::ReportRendered { .. }
            | M::CompleteTagAdded
            | M::NoteWritten
            | M::FileUploaded
            | M::InviteExpired
            | M::Withdrawn { .. }
            | M::EffectDied { .. },
            state,
        ) => Decision::stay(state).because("came when nothing waited for it"),
        // Worth a line in the timeline and no more; or for the tenant, which never forwards them.
        (
            M::FollowUpSent
            | M::InvitedTagAdded
            | M::HumanWantedTold
            | M::StageChanged { .. }
            | M::ApplicationCreated { .. }
            | M::OpportunityRead { .. }
            | M::OpportunityMissing { .. },
            state,
        ) => Decision::stay(state),
    }
}

/// To invite, or not and why.
fn consider(candidacy: &Candidacy) -> Decision {
    if let Some(reason) = refusal(candidacy) {
        return Decision::go(State::Ineligible { reason }, Vec::new());
    }
    match &candidacy.snapshot.posting_id {
        Some(posting_id) => Decision::go(
            State::Eligible,
            vec![Effect::PlanInterview {
                posting_id: posting_id.clone(),
                invite_days: candidacy.invite_days,
            }],
        ),
        None => Decision::go(State::Ineligible { reason: NO_POSTING.to_owned() }, Vec::new()),
    }
}

const NO_POSTING: &str =
    "the opportunity has no posting that Lever shows us, so there is nothing to ask about";

/// Why this candidate must not be invited, if so.
fn refusal(candidacy: &Candidacy) -> Option<String> {
    let Snapshot { archived, anonymized, contact_allowed, email, stage_id, posting_tags, .. } =
        &candidacy.snapshot;
    let why = if *archived {
        "archived or hired in Lever".to_owned()
    } else if *anonymized {
        "anonymized in Lever".to_owned()
    } else if !contact_allowed {
        "Lever's data protection says not to contact this person".to_owned()
    } else if email.is_none() {
        "Lever has no email address for this candidate: add one, then move them to the trigger \
         stage again"
            .to_owned()
    } else {
        match candidacy.trigger {
            Trigger::Stage if candidacy.trigger_stage_id.as_ref() != Some(stage_id) => {
                "no longer in the trigger stage when Lever was asked".to_owned()
            }
            Trigger::Application if !posting_tags.contains(&candidacy.application_tag) => {
                let tag = &candidacy.application_tag;
                match posting_tags.iter().find(|there| nearly(there) == nearly(tag)) {
                    Some(near) => {
                        format!(
                            "the posting's tag \"{near}\" is nearly, but not exactly, \"{tag}\""
                        )
                    }
                    None => format!("the posting does not have the tag \"{tag}\""),
                }
            }
            Trigger::Stage | Trigger::Application => return None,
        }
    };
    Some(why)
}

fn write(state: State, writeback: Writeback) -> Decision {
    let State::Reported { scorecard_id, report_id, mut written } = state else {
        return Decision::stay(state);
    };
    if !written.contains(&writeback) {
        written.push(writeback);
    }
    let next = if WRITEBACKS.iter().all(|each| written.contains(each)) {
        State::WrittenBack { scorecard_id, report_id }
    } else {
        State::Reported { scorecard_id, report_id, written }
    };
    Decision::go(next, Vec::new())
}

/// A message in words, for the timeline.
pub fn cause(message: &Message) -> String {
    match message {
        Message::StageChanged { .. } => "Lever announced a move".to_owned(),
        Message::ApplicationCreated { .. } => "Lever announced an application".to_owned(),
        Message::OpportunityRead { .. } => "the opportunity was read from Lever".to_owned(),
        Message::OpportunityMissing { .. } => "the opportunity is not in Lever".to_owned(),
        Message::Triggered(candidacy) => match candidacy.trigger {
            Trigger::Stage => "moved to the trigger stage".to_owned(),
            Trigger::Application => "applied to a tagged posting".to_owned(),
        },
        Message::Withdrawn { .. } => "Lever no longer shows the opportunity".to_owned(),
        Message::PlanReady { .. } => "the interview plan is ready".to_owned(),
        Message::InviteSent => "the mail server took the invite".to_owned(),
        Message::FollowUpSent => "the mail server took the follow-up".to_owned(),
        Message::InvitedTagAdded => "Lever has the invited tag".to_owned(),
        Message::ConsentGiven => "the candidate read the disclosure and agreed".to_owned(),
        Message::Answered { answered, questions } => {
            format!("the candidate answered {answered} of {questions}")
        }
        Message::HumanRequested => "the candidate asked for a person".to_owned(),
        Message::HumanWantedTold => "Lever knows that a person is wanted".to_owned(),
        Message::InterviewScored { .. } => "the interview was scored".to_owned(),
        Message::ReportRendered { .. } => "the report was rendered".to_owned(),
        Message::CompleteTagAdded => "Lever has the complete tag".to_owned(),
        Message::NoteWritten => "Lever has the note".to_owned(),
        Message::FileUploaded => "Lever has the report".to_owned(),
        Message::InviteExpired => "the invite's time is over".to_owned(),
        Message::EffectDied { effect, .. } => format!("gave up: {effect}"),
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use entities::ids::{PlanId, ReportId, ScorecardId};

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
            },
            trigger_stage_id: Some("s".into()),
            application_tag: "Alex - On Application".into(),
            invite_days: 14,
        }
    }

    fn ineligible(change: impl Fn(&mut Candidacy)) -> String {
        let mut candidacy = candidacy();
        change(&mut candidacy);
        let decision = decide(State::Received, &Message::Triggered(candidacy), now());
        assert!(decision.effects.is_empty());
        let State::Ineligible { reason } = decision.next else { panic!("was found eligible") };
        reason
    }

    fn plan_id() -> PlanId {
        PlanId(id(1))
    }

    fn planned() -> State {
        State::Planned { plan_id: plan_id(), expires_at: now() + DAY }
    }

    fn invited() -> State {
        State::Invited { plan_id: plan_id(), expires_at: now() + DAY }
    }

    fn reported() -> State {
        State::Reported {
            scorecard_id: ScorecardId(id(2)),
            report_id: ReportId(id(3)),
            written: Vec::new(),
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
            State::InProgress { plan_id: plan_id(), expires_at, answered: 2 },
            State::Completed { plan_id: plan_id() },
            State::Scored { scorecard_id: ScorecardId(id(2)) },
            reported(),
            State::WrittenBack { scorecard_id: ScorecardId(id(2)), report_id: ReportId(id(3)) },
            State::Declined,
            State::Withdrawn { reason: "x".into() },
            State::Expired,
        ]
    }

    #[test]
    fn a_candidate_moved_to_the_trigger_stage_is_planned_for() {
        let decision = decide(State::Received, &Message::Triggered(candidacy()), now());
        assert_eq!(decision.next, State::Eligible);
        let posting_id = "p".to_owned();
        assert_eq!(decision.effects, [Effect::PlanInterview { posting_id, invite_days: 14 }]);
    }

    #[test]
    fn each_reason_not_to_invite_is_told() {
        assert!(ineligible(|c| c.snapshot.archived = true).contains("archived"));
        assert!(ineligible(|c| c.snapshot.anonymized = true).contains("anonymized"));
        assert!(ineligible(|c| c.snapshot.contact_allowed = false).contains("not to contact"));
        assert!(ineligible(|c| c.snapshot.email = None).contains("no email address"));
        assert!(ineligible(|c| c.snapshot.posting_id = None).contains("no posting"));
        assert!(ineligible(|c| c.snapshot.stage_id = "t".into()).contains("no longer"));
        assert!(ineligible(|c| c.trigger_stage_id = None).contains("no longer"));
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
    fn someone_who_got_an_address_later_is_invited_after_all() {
        let before = State::Ineligible { reason: "no address".into() };
        let decision = decide(before, &Message::Triggered(candidacy()), now());
        assert_eq!(decision.next, State::Eligible);
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
        let ready = Message::PlanReady { plan_id: plan_id(), invite_days: 1 };
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
    fn a_candidate_faster_than_our_bookkeeping_gets_the_tag_all_the_same() {
        let decision = decide(planned(), &Message::ConsentGiven, now());
        assert!(matches!(decision.next, State::InProgress { answered: 0, .. }));
        let decision = decide(decision.next, &Message::InviteSent, now());
        assert!(matches!(decision.next, State::InProgress { .. }));
        assert_eq!(decision.effects, [Effect::AddInvitedTag]);
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
        assert_eq!(decide(invited(), &Message::InviteExpired, now() + DAY).next, State::Expired);
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
            Message::PlanReady { plan_id: plan_id(), invite_days: 1 },
            Message::InviteSent,
            Message::FollowUpSent,
            Message::InvitedTagAdded,
            Message::ConsentGiven,
            Message::Answered { answered: 3, questions: 3 },
            Message::HumanRequested,
            Message::HumanWantedTold,
            Message::InterviewScored { scorecard_id: ScorecardId(id(2)) },
            Message::ReportRendered { report_id: ReportId(id(3)) },
            Message::CompleteTagAdded,
            Message::NoteWritten,
            Message::FileUploaded,
            Message::InviteExpired,
            Message::EffectDied { effect: "e".into(), error: "x".into() },
        ];
        for state in states() {
            for message in &messages {
                let once = decide(state.clone(), message, expired);
                let twice = decide(once.next.clone(), message, expired);
                assert_eq!(once.next, twice.next, "{message:?} in {state:?}");
                assert!(!cause(message).is_empty());
                // Only the tag after the invite is asked for again, and adding it twice leaves one.
                assert!(
                    twice.effects.is_empty() || *message == Message::InviteSent,
                    "{message:?} in {state:?} twice"
                );
            }
        }
    }
}
