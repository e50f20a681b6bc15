//! What holds of `decide` for any state, any message and any order of messages.
//!
//! The strategies know every variant: one that is new does not compile here until it is listed, and
//! a test fails until it is generated.

use std::collections::BTreeSet;

use chrono::Duration;
use entities::{
    Instant,
    candidate_request::Kind,
    ids::{MailId, PlanId, ReportId, ScorecardId},
    inbox::{Candidacy, GivenUp, Message, Snapshot},
    outbox::{ADD_ERROR_TAG, Effect},
    pipeline::{MAIL_BOUNCED, State, Trigger, WRITEBACKS, Writeback},
    tenant::{PostingRule, TriggerStage},
};
use proptest::{
    collection::vec,
    option,
    prelude::*,
    strategy::{BoxedStrategy, ValueTree},
    test_runner::TestRunner,
};
use uuid::Uuid;

use super::{TIME_CHANGES_MAX, cause, decide, is_unanswered, may_be_invited, uninvited};

/// Lists the variants of an enum, and names the one that a value is.
macro_rules! variants {
    ($list:ident, $name:ident, $of:ident: $($variant:ident)*) => {
        const $list: &[&str] = &[$(stringify!($variant)),*];

        fn $name(value: &$of) -> &'static str {
            match value {
                $($of::$variant { .. } => stringify!($variant),)*
            }
        }
    };
}

variants!(STATES, state_name, State: Received Ineligible Eligible Planned Invited Scheduled
    InProgress Completed Scored Reported WrittenBack Declined Withdrawn Expired NeedsOperator);
variants!(MESSAGES, message_name, Message: StageChanged ApplicationCreated Backfilled InvitedByHand
    CandidateDeleted DeletionConfirmed DeletedInLever
    AccountChanged OpportunityRead OpportunityMissing Triggered Withdrawn PlanReady InviteDue
    InviteSent ReminderDue ReminderSent TimeChosen ConfirmationSent StartDue StartReminderSent
    Cancelled CancellationSent ResendRequested InviteResent FollowUpSent MailBounced InvitedTagAdded ConsentGiven Answered HumanRequested HumanWantedTold
    RequestMade RequestAnswered
    InterviewScored ReportRendered CompleteTagAdded NoteWritten FileUploaded LinkAdded
    FeedbackWritten StageAdvanced ErrorTagAdded ErrorTagRemoved Retried InviteExpired EffectDied
    EffectRetried EffectDropped MessageDropped);

fn start() -> Instant {
    Instant::from_timestamp(1_790_000_000, 0).expect("a time")
}

fn instant() -> impl Strategy<Value = Instant> {
    (-100_000..100_000_i64).prop_map(|seconds| start() + Duration::seconds(seconds))
}

fn id() -> impl Strategy<Value = Uuid> {
    (1..4_u128).prop_map(Uuid::from_u128)
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), Just("send invite".to_owned()), "\\PC{1,8}"]
}

fn extras() -> impl Strategy<Value = Vec<Writeback>> {
    proptest::sample::subsequence(
        vec![Writeback::Link, Writeback::Feedback, Writeback::Advance],
        0..=3,
    )
}

fn trigger() -> impl Strategy<Value = Trigger> {
    prop_oneof![
        Just(Trigger::Stage),
        Just(Trigger::Application),
        Just(Trigger::Backfill),
        Just(Trigger::ByHand)
    ]
}

fn snapshot() -> impl Strategy<Value = Snapshot> {
    let flags = (
        prop::bool::weighted(0.1),
        prop::bool::weighted(0.1),
        prop::bool::weighted(0.9),
        option::weighted(0.9, Just("p".to_owned())),
        option::weighted(0.9, Just("marit@example.net".to_owned())),
        prop_oneof![4 => Just("s"), 1 => Just("t")],
    );
    let more = (
        option::of(Just("applied".to_owned())),
        option::of(instant()),
        option::of(instant()),
        proptest::sample::subsequence(vec!["tag".to_owned(), "t a g".to_owned()], 0..=2),
    );
    (flags, more).prop_map(|(flags, (origin, moved_at, applied_at, posting_tags))| {
        let (archived, anonymized, contact_allowed, posting_id, email, stage_id) = flags;
        Snapshot {
            opportunity_id: "o".into(),
            posting_id,
            name: String::new(),
            email,
            url: None,
            stage_id: stage_id.into(),
            archived,
            anonymized,
            contact_allowed,
            posting_tags,
            contact_id: None,
            origin,
            moved_at,
            applied_at,
        }
    })
}

fn candidacy() -> impl Strategy<Value = Candidacy> {
    let stage = || {
        option::weighted(0.3, instant()).prop_map(|since| TriggerStage {
            lever_id: "s".into(),
            text: "On-site".into(),
            since,
        })
    };
    let rule = prop_oneof![
        Just(PostingRule::Never),
        instant().prop_map(|since| PostingRule::OnApplication { since }),
        stage().prop_map(|stage| PostingRule::Stages { stages: vec![stage] }),
    ];
    (
        trigger(),
        snapshot(),
        vec(stage(), 0..3),
        option::weighted(0.2, rule),
        prop::bool::weighted(0.1),
        any::<u16>(),
        prop_oneof![Just(0), any::<u32>()],
    )
        .prop_map(|(trigger, snapshot, trigger_stages, posting_rule, block, days, delay)| {
            Candidacy {
                trigger,
                snapshot,
                trigger_stages,
                application_tag: "tag".into(),
                posting_rule,
                blocked_origins: if block { vec!["applied".into()] } else { Vec::new() },
                invite_days: days,
                delay_minutes: delay,
            }
        })
}

/// States of a pipeline that goes on, or went on to the end.
fn plain_state() -> BoxedStrategy<State> {
    let plan = || (id().prop_map(PlanId), instant());
    let scored = || (id().prop_map(ScorecardId), id().prop_map(ReportId));
    prop_oneof![
        Just(State::Received),
        Just(State::Eligible),
        plan().prop_map(|(plan_id, expires_at)| State::Planned { plan_id, expires_at }),
        (plan(), 0..4_u32, sequence()).prop_map(|((plan_id, expires_at), reminded, sequence)| {
            State::Invited { plan_id, expires_at, reminded, sequence }
        }),
        (plan(), 0..4_u32, sequence(), instant(), any::<bool>()).prop_map(
            |((plan_id, expires_at), reminded, sequence, at, told)| State::Scheduled {
                plan_id,
                expires_at,
                reminded,
                sequence,
                at,
                told,
            }
        ),
        (plan(), 0..4_u32).prop_map(|((plan_id, expires_at), answered)| {
            State::InProgress { plan_id, expires_at, answered }
        }),
        id().prop_map(|id| State::Completed { plan_id: PlanId(id) }),
        id().prop_map(|id| State::Scored { scorecard_id: ScorecardId(id) }),
        (scored(), extras(), proptest::sample::subsequence(WRITEBACKS.to_vec(), 0..3)).prop_map(
            |((scorecard_id, report_id), extras, written)| State::Reported {
                scorecard_id,
                report_id,
                written,
                extras,
            }
        ),
        scored()
            .prop_map(|(scorecard_id, report_id)| State::WrittenBack { scorecard_id, report_id }),
        Just(State::Declined),
    ]
    .boxed()
}

/// Whether it says what a candidate did in time, or that an operator invites again.
fn counts_late(message: &Message) -> bool {
    matches!(
        message,
        Message::InviteSent
            | Message::ConsentGiven
            | Message::Answered { .. }
            | Message::HumanRequested
            | Message::ResendRequested { .. }
    )
}

/// Any state that a pipeline can be in.
fn state() -> impl Strategy<Value = State> {
    let live = |state: &State| !matches!(state, State::WrittenBack { .. } | State::Declined);
    let was = plain_state().prop_filter("is not at an end", live);
    let expired = || {
        option::weighted(0.9, plain_state().prop_filter("waits", is_unanswered))
            .prop_map(|was| State::Expired { was: was.map(Box::new) })
    };
    let stuck = prop_oneof![5 => plain_state(), 1 => expired()];
    prop_oneof![
        10 => plain_state(),
        1 => text().prop_map(|reason| State::Ineligible { reason }),
        1 => expired(),
        3 => (text(), option::weighted(0.9, was), option::of(instant())).prop_map(
            |(reason, was, cancelled_at)| {
                State::Withdrawn { reason, was: was.map(Box::new), cancelled_at }
            }
        ),
        4 => (prop_oneof![9 => text(), 1 => Just(MAIL_BOUNCED.to_owned())], text(), stuck,
            any::<bool>(), option::weighted(0.2, text())).prop_map(
            |(effect, error, was, tagged, bounced)| {
                let bounced = bounced.filter(|_| effect != MAIL_BOUNCED);
                State::NeedsOperator { effect, error, was: Box::new(was), tagged, bounced }
            }
        ),
    ]
}

/// For the tenant, out of Lever or an operator.
fn to_tenant() -> impl Strategy<Value = Message> {
    let opportunity_id = || "o".to_owned();
    prop_oneof![
        option::of(instant()).prop_map(move |triggered_at| Message::StageChanged {
            opportunity_id: opportunity_id(),
            to_stage_id: "s".into(),
            triggered_at,
        }),
        option::of(instant()).prop_map(move |triggered_at| Message::ApplicationCreated {
            opportunity_id: opportunity_id(),
            triggered_at,
        }),
        Just(Message::Backfilled { opportunity_id: opportunity_id() }),
        Just(Message::InvitedByHand { opportunity_id: opportunity_id() }),
        option::of(instant()).prop_map(move |triggered_at| Message::CandidateDeleted {
            opportunity_id: opportunity_id(),
            triggered_at,
        }),
        Just(Message::DeletionConfirmed { opportunity_id: opportunity_id() }),
        Just(Message::AccountChanged),
        (trigger(), snapshot())
            .prop_map(|(trigger, snapshot)| Message::OpportunityRead { trigger, snapshot }),
        text().prop_map(move |reason| Message::OpportunityMissing {
            opportunity_id: opportunity_id(),
            reason,
        }),
    ]
}

fn message() -> impl Strategy<Value = Message> {
    let before = prop_oneof![
        4 => candidacy().prop_map(Message::Triggered),
        1 => text().prop_map(|reason| Message::Withdrawn { reason }),
        1 => Just(Message::DeletedInLever),
        1 => (id(), any::<u16>(), prop_oneof![Just(0), any::<u32>()]).prop_map(
            |(plan, invite_days, delay_minutes)| Message::PlanReady {
                plan_id: PlanId(plan),
                invite_days,
                delay_minutes,
            }
        ),
        1 => instant().prop_map(|expires_at| Message::InviteDue { expires_at }),
        1 => Just(Message::InviteSent),
        1 => Just(Message::InvitedTagAdded),
        1 => Just(Message::InviteExpired),
    ];
    let times = prop_oneof![
        // Often of the invite that there is.
        4 => (1..5_u32, instant(), instant()).prop_map(|(number, expires_at, until)| {
            Message::ReminderDue { number, expires_at, until }
        }),
        1 => (1..5_u32).prop_map(|number| Message::ReminderSent { number }),
        4 => option::weighted(0.8, instant()).prop_map(|at| Message::TimeChosen { at }),
        1 => Just(Message::ConfirmationSent),
        2 => sequence().prop_map(|sequence| Message::StartDue { sequence }),
        1 => Just(Message::StartReminderSent),
    ];
    let room = prop_oneof![
        Just(Message::ConsentGiven),
        (0..5_u32, 1..4_u32)
            .prop_map(|(answered, questions)| Message::Answered { answered, questions }),
        Just(Message::HumanRequested),
        Just(Message::HumanWantedTold),
        Just(Message::RequestMade { request: Kind::Question, until: None }),
        Just(Message::RequestAnswered { until: None }),
        Just(Message::FollowUpSent),
    ];
    let after = prop_oneof![
        id().prop_map(|id| Message::InterviewScored { scorecard_id: ScorecardId(id) }),
        (id(), extras())
            .prop_map(|(id, extras)| Message::ReportRendered { report_id: ReportId(id), extras }),
        Just(Message::CompleteTagAdded),
        Just(Message::NoteWritten),
        Just(Message::FileUploaded),
        Just(Message::LinkAdded),
        text().prop_map(|outcome| Message::FeedbackWritten { outcome }),
        text().prop_map(|outcome| Message::StageAdvanced { outcome }),
    ];
    let trouble = prop_oneof![
        any::<bool>().prop_map(|ours| Message::ErrorTagAdded { ours }),
        Just(Message::ErrorTagRemoved),
        Just(Message::Retried),
        (prop_oneof![text(), Just(ADD_ERROR_TAG.to_owned())], text())
            .prop_map(|(effect, error)| Message::EffectDied { effect, error }),
        (id(), text())
            .prop_map(|(id, reason)| Message::MailBounced { mail_id: MailId(id), reason }),
    ];
    let operator = prop_oneof![
        2 => option::of(text()).prop_map(|reason| Message::Cancelled { reason }),
        1 => Just(Message::CancellationSent),
        2 => any::<u16>().prop_map(|invite_days| Message::ResendRequested { invite_days }),
        1 => Just(Message::InviteResent),
        1 => (text(), option::of(given_up()))
            .prop_map(|(effect, left)| Message::EffectRetried { effect, left }),
        2 => (option::of(effect()), text(), option::of(given_up())).prop_map(
            |(effect, words, left)| Message::EffectDropped {
                name: String::new(),
                effect: effect.map(Box::new),
                words,
                left,
            }
        ),
        1 => text().prop_map(|words| Message::MessageDropped { words }),
    ];
    prop_oneof![
        1 => to_tenant(),
        3 => before,
        2 => times,
        2 => room,
        3 => after,
        2 => trouble,
        2 => operator,
    ]
}

/// How often a time was chosen: around the most, too.
fn sequence() -> impl Strategy<Value = u32> {
    prop_oneof![3 => 0..4_u32, 1 => TIME_CHANGES_MAX - 1..=TIME_CHANGES_MAX]
}

fn given_up() -> impl Strategy<Value = GivenUp> {
    (text(), text()).prop_map(|(effect, error)| GivenUp { effect, error })
}

/// What may be given up, one of each kind that a pipeline may wait for.
fn effect() -> impl Strategy<Value = Effect> {
    let (scorecard_id, report_id) = (ScorecardId(Uuid::from_u128(1)), ReportId(Uuid::from_u128(1)));
    let plan_id = PlanId(Uuid::from_u128(1));
    let plan = Effect::PlanInterview { posting_id: "p".into(), invite_days: 14, delay_minutes: 0 };
    proptest::sample::select(vec![
        plan,
        Effect::SendInvite { plan_id, expires_at: start() },
        Effect::SendReminder { number: 1, expires_at: start(), until: start() },
        Effect::SendFollowUp,
        Effect::ScoreInterview { plan_id },
        Effect::RenderReport { scorecard_id },
        Effect::AddCompleteTag,
        Effect::WriteNote { scorecard_id },
        Effect::UploadFile { report_id },
        Effect::AddLink,
        Effect::WriteFeedback { scorecard_id },
        Effect::AdvanceStage { scorecard_id },
        Effect::AddErrorTag,
        Effect::RemoveErrorTag,
    ])
}

/// A whole run, with messages doubled, out of order, and strange ones in between.
fn story() -> impl Strategy<Value = Vec<Message>> {
    let whole = |(candidacy, extras, delay_minutes): (Candidacy, Vec<Writeback>, u32)| {
        let candidacy = Candidacy {
            trigger: Trigger::Backfill,
            blocked_origins: Vec::new(),
            posting_rule: None,
            snapshot: Snapshot {
                archived: false,
                anonymized: false,
                contact_allowed: true,
                posting_id: Some("p".into()),
                email: Some("marit@example.net".into()),
                posting_tags: vec!["tag".into()],
                ..candidacy.snapshot
            },
            ..candidacy
        };
        let plan_id = PlanId(Uuid::from_u128(1));
        vec![
            Message::Triggered(candidacy),
            Message::PlanReady { plan_id, invite_days: 14, delay_minutes },
            Message::InviteSent,
            Message::InvitedTagAdded,
            Message::ConsentGiven,
            Message::Answered { answered: 1, questions: 2 },
            Message::Answered { answered: 2, questions: 2 },
            Message::FollowUpSent,
            Message::InterviewScored { scorecard_id: ScorecardId(Uuid::from_u128(2)) },
            Message::ReportRendered { report_id: ReportId(Uuid::from_u128(3)), extras },
            Message::CompleteTagAdded,
            Message::NoteWritten,
            Message::FileUploaded,
            Message::LinkAdded,
            Message::FeedbackWritten { outcome: String::new() },
            Message::StageAdvanced { outcome: String::new() },
        ]
    };
    let story = (candidacy(), extras(), prop_oneof![3 => Just(0), 1 => 1..100_u32]).prop_map(whole);
    let places = vec(vec(0..30_u32, 1..3), 16);
    (story, places, vec((0..180_u32, message()), 0..6)).prop_map(|(story, places, strange)| {
        let mut ordered: Vec<(u32, Message)> = strange;
        for ((message, jitters), place) in story.into_iter().zip(places).zip(0..) {
            ordered.extend(jitters.iter().map(|jitter| (place * 10 + jitter, message.clone())));
        }
        ordered.sort_by_key(|(place, _)| *place);
        ordered.into_iter().map(|(_, message)| message).collect()
    })
}

fn invites(effects: &[Effect]) -> usize {
    effects.iter().filter(|effect| matches!(effect, Effect::SendInvite { .. })).count()
}

/// The place of a state in the life of a pipeline that is never disturbed.
fn place(state: &State) -> Option<u8> {
    match state.inner() {
        State::Received => Some(0),
        State::Eligible => Some(1),
        State::Planned { .. } => Some(2),
        // Back and forth, as often as the candidate likes.
        State::Invited { .. } | State::Scheduled { .. } => Some(3),
        State::InProgress { .. } => Some(4),
        State::Completed { .. } => Some(5),
        State::Scored { .. } => Some(6),
        State::Reported { .. } => Some(7),
        State::WrittenBack { .. } => Some(8),
        State::Ineligible { .. }
        | State::Declined
        | State::Withdrawn { .. }
        | State::Expired { .. }
        | State::NeedsOperator { .. } => None,
    }
}

/// Messages that ask for the same again each time: the tag after the invite, of which two leave
/// one; the invite, whose performer looks whether it is still to be sent; the invite once more, as
/// often as an operator asks; taking our tag off; and erasing.
fn asks_again(message: &Message) -> bool {
    matches!(
        message,
        Message::InviteSent
            | Message::InviteDue { .. }
            | Message::ResendRequested { .. }
            | Message::ErrorTagAdded { ours: true }
            | Message::DeletedInLever
    )
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_message_is_borne_in_any_state(from in state(), message in message(), now in instant()) {
        let decision = decide(from.clone(), &message, now);
        prop_assert!(!cause(&message).is_empty());
        prop_assert!(decision.timers.iter().all(|(due_at, _)| *due_at >= now), "{decision:?}");
        let told = decision.next.name() == from.name() || decision.next.reason().is_none();
        prop_assert!(told || decision.reason.is_some(), "no reason for {:?}", decision.next);
    }

    #[test]
    fn the_same_message_again_changes_nothing_more(
        from in state(),
        message in message(),
        now in instant(),
    ) {
        let once = decide(from, &message, now);
        let twice = decide(once.next.clone(), &message, now);
        prop_assert_eq!(&once.next, &twice.next);
        // Reminders that are there twice are sent once, and an interview ends once.
        let timed = matches!(message, Message::InviteSent | Message::InviteExpired);
        prop_assert!(twice.timers.is_empty() || timed);
        // Whoever writes the note on a missing address looks whether it is there.
        let told = twice.effects == [Effect::TellNoAddress];
        let again = told || asks_again(&message);
        prop_assert!(twice.effects.is_empty() || again, "{:?}", twice.effects);
    }

    #[test]
    fn an_invite_is_sent_only_to_who_is_planned_for(
        from in state(),
        message in message(),
        now in instant(),
    ) {
        let decision = decide(from.clone(), &message, now);
        prop_assert!(invites(&decision.effects) <= 1);
        if invites(&decision.effects) == 1 {
            let before = from.inner();
            let planned = |state: &State| matches!(state, State::Planned { .. });
            prop_assert!(planned(before) || *before == State::Eligible, "out of {from:?}");
            prop_assert!(planned(decision.next.inner()), "into {:?}", decision.next);
        }
        let planned =
            decision.effects.iter().any(|effect| matches!(effect, Effect::PlanInterview { .. }));
        prop_assert!(!planned || may_be_invited(&from), "planned anew out of {from:?}");
    }

    #[test]
    fn mails_are_asked_for_by_who_may_ask_and_never_late(
        from in state(),
        message in message(),
        now in instant(),
    ) {
        let decision = decide(from.clone(), &message, now);
        let mut mails = 0;
        for effect in &decision.effects {
            let right = match (effect, decision.next.inner()) {
                (
                    Effect::SendReminder { number, expires_at: of, until },
                    State::Invited { expires_at, reminded, .. },
                ) => of == expires_at && number == reminded && now < *until,
                (
                    Effect::SendReminder { number, expires_at: of, until },
                    State::Scheduled { expires_at, reminded, at, .. },
                ) => of == expires_at && number == reminded && now < *until && now >= *at,
                (
                    Effect::SendConfirmation { at: Some(chosen), sequence: of },
                    State::Scheduled { at, sequence, expires_at, .. },
                ) => chosen == at && of == sequence && now < *at && at < expires_at,
                (
                    Effect::SendConfirmation { at: None, sequence: of },
                    State::Invited { sequence, .. },
                ) => of == sequence,
                (
                    Effect::SendStartReminder { at: of, .. },
                    State::Scheduled { at, told: true, .. },
                ) => of == at && now < *at,
                (
                    Effect::SendCancellation { cancelled_at: of },
                    State::Withdrawn { was: Some(was), cancelled_at: Some(at), .. },
                ) => of == at && !uninvited(was),
                (
                    Effect::ResendInvite { expires_at: of, .. },
                    State::Planned { expires_at, .. }
                    | State::Invited { expires_at, .. }
                    | State::Scheduled { expires_at, .. }
                    | State::InProgress { expires_at, .. },
                ) => of == expires_at && matches!(message, Message::ResendRequested { .. }),
                (
                    Effect::SendReminder { .. }
                    | Effect::SendConfirmation { .. }
                    | Effect::SendStartReminder { .. }
                    | Effect::SendCancellation { .. }
                    | Effect::ResendInvite { .. },
                    _,
                ) => false,
                _ => continue,
            };
            mails += 1;
            prop_assert!(right, "{effect:?} in {:?} out of {from:?}", decision.next);
        }
        prop_assert!(mails <= 1, "{:?}", decision.effects);
    }

    #[test]
    fn who_was_cancelled_is_invited_again_by_an_operator_only(
        was in state(),
        messages in vec(message(), 1..12),
        now in instant(),
    ) {
        let mut state = decide(was, &Message::Cancelled { reason: None }, now).next;
        for message in messages {
            let State::Withdrawn { cancelled_at: Some(_), .. } = &state else { return Ok(()) };
            let decision = decide(state, &message, now);
            let asked = matches!(message, Message::ResendRequested { .. } | Message::Retried);
            let still = matches!(decision.next, State::Withdrawn { cancelled_at: Some(_), .. });
            prop_assert!(still || asked, "{message:?} led to {:?}", decision.next);
            state = decision.next;
        }
    }

    #[test]
    fn an_end_is_an_end_and_nobody_goes_back(
        from in state(),
        message in message(),
        now in instant(),
    ) {
        let decision = decide(from.clone(), &message, now);
        let (before, next) = (from.inner(), decision.next.inner());
        // Who was deleted needs no operator any more.
        let stopped = matches!(message, Message::DeletedInLever) && before != &from;
        let over = matches!(before, State::WrittenBack { .. } | State::Declined)
            || matches!(before, State::Expired { was } if was.is_none() || !counts_late(&message));
        if over && !stopped {
            prop_assert_eq!(before, next);
        }
        if let (Some(before_place), Some(next_place)) = (place(before), place(next)) {
            let anew = matches!(message, Message::Triggered(_)) && uninvited(before);
            prop_assert!(before_place <= next_place || anew, "{before:?} -> {next:?}");
        }
    }

    #[test]
    fn in_any_order_the_invite_is_sent_once_for_each_plan_and_all_is_written(
        story in story(),
        pauses in vec(0..100_i64, 60),
    ) {
        let (mut state, mut now) = (State::Received, start());
        let (mut plans, mut sent) = (0, 0);
        let (mut wanted, mut written) = (Vec::new(), BTreeSet::new());
        for (message, pause) in story.iter().zip(pauses) {
            now += Duration::seconds(pause);
            let decision = decide(state, message, now);
            let planned = |effect: &&Effect| matches!(effect, Effect::PlanInterview { .. });
            plans += decision.effects.iter().filter(planned).count();
            if !matches!(message, Message::InviteDue { .. }) {
                sent += invites(&decision.effects);
            }
            prop_assert!(sent <= plans, "{sent} invites of {plans} plans");
            if let State::Reported { extras, .. } = decision.next.inner() {
                if let Message::ReportRendered { .. } = message && wanted.is_empty() {
                    wanted = [WRITEBACKS.as_slice(), extras].concat();
                }
                written.extend(writes(message));
            } else if let State::WrittenBack { .. } = decision.next.inner() {
                written.extend(writes(message));
                prop_assert!(wanted.iter().all(|each| written.contains(each)));
                prop_assert!(!wanted.is_empty());
            }
            state = decision.next;
        }
    }
}

/// What a message says that Lever has, or that an operator wants no more.
fn writes(message: &Message) -> Option<Writeback> {
    let dropped =
        if let Message::EffectDropped { effect, .. } = message { effect.as_deref() } else { None };
    let pairs = [
        (
            matches!(message, Message::CompleteTagAdded)
                || matches!(dropped, Some(Effect::AddCompleteTag)),
            Writeback::CompleteTag,
        ),
        (
            matches!(message, Message::NoteWritten)
                || matches!(dropped, Some(Effect::WriteNote { .. })),
            Writeback::Note,
        ),
        (
            matches!(message, Message::FileUploaded)
                || matches!(dropped, Some(Effect::UploadFile { .. })),
            Writeback::File,
        ),
        (
            matches!(message, Message::LinkAdded) || matches!(dropped, Some(Effect::AddLink)),
            Writeback::Link,
        ),
        (
            matches!(message, Message::FeedbackWritten { .. })
                || matches!(dropped, Some(Effect::WriteFeedback { .. })),
            Writeback::Feedback,
        ),
        (
            matches!(message, Message::StageAdvanced { .. })
                || matches!(dropped, Some(Effect::AdvanceStage { .. })),
            Writeback::Advance,
        ),
    ];
    pairs.into_iter().find_map(|(says, writeback)| says.then_some(writeback))
}

fn samples<T>(strategy: &impl Strategy<Value = T>) -> Vec<T> {
    let mut runner = TestRunner::deterministic();
    let sample = |_| strategy.new_tree(&mut runner).expect("a value").current();
    (0..4_000).map(sample).collect()
}

#[test]
fn every_state_and_every_message_is_tried() {
    let states = samples(&state());
    let seen: BTreeSet<_> = states.iter().map(state_name).collect();
    assert_eq!(seen, STATES.iter().copied().collect());
    let messages = samples(&message());
    let seen: BTreeSet<_> = messages.iter().map(message_name).collect();
    assert_eq!(seen, MESSAGES.iter().copied().collect());
    let ended = samples(&story()).into_iter().filter(|story| {
        let step = |state, message: &Message| decide(state, message, start()).next;
        let state = story.iter().fold(State::Received, step);
        matches!(state.inner(), State::WrittenBack { .. })
    });
    assert!(ended.count() > 100, "stories must often come to their end, or they show nothing");
}
