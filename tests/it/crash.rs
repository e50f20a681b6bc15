//! The server is killed after every commit, and before and after everything that it does outside,
//! and in the end all is as if it had not been.
//!
//! Each scenario is played once undisturbed. Then it is played again and again, by another
//! candidate each time: the first time the node is killed at the first place it passes, then at the
//! second, until it passes no further. The places are wherever the code commits or reaches outside;
//! no list of them is kept. A node that was killed is started again, and killed once more soon.

use chrono::Duration;
use serde_json::json;
use tests::{Backend, Candidate, Mortal, on_both_stores};
use uuid::Uuid;

/// More places than any scenario has: one that never ends would otherwise never be found.
const PLACES_MAX: u64 = 500;

on_both_stores!(
    a_move_to_the_trigger_stage,
    an_application_to_a_tagged_posting,
    a_candidate_who_wants_a_person,
    a_candidate_who_is_archived_half_way,
    a_connection_that_is_lost_and_made_again,
    an_invite_that_is_reminded_of_and_expires,
    a_time_that_is_chosen_and_changed,
    an_operator_who_sends_again_cancels_and_invites_anew,
);

async fn die_everywhere(
    on: Backend,
    play: impl AsyncFn(&mut Mortal) -> Candidate,
    expected: &[(&str, usize)],
) {
    let mut world = Mortal::start(on, env!("CARGO_BIN_EXE_node")).await;
    let candidate = play(&mut world).await;
    let undisturbed = world.end(&candidate).await;
    for (what, times) in expected {
        let mails = undisturbed.mails.iter().filter(|(subject, _)| subject.contains(what));
        let written = undisturbed.written.get(*what).copied().unwrap_or_default();
        let told = undisturbed.told.iter().filter(|event| event.contains(what)).count();
        let seen = written + told + mails.map(|(_, times)| times).sum::<usize>();
        assert_eq!(seen, *times, "{what} in {undisturbed:?}");
    }
    assert_eq!(undisturbed.dead, 0);
    // The places are the same on both stores, so it is enough to be thorough on one.
    let step = if on == Backend::Sqlite { 1 } else { 4 };
    let mut place = 1;
    loop {
        assert!(place < PLACES_MAX, "it never ends");
        world.return_to_present().await;
        let died_before = world.deaths;
        world.arm(place).await;
        let candidate = play(&mut world).await;
        world.disarm().await;
        world.settle().await;
        let end = world.end(&candidate).await;
        assert_eq!(end, undisturbed, "killed at place {place}");
        if world.deaths == died_before {
            break;
        }
        place += step;
    }
    println!("killed at {} places, {} times in all", place / step, world.deaths);
    // A scenario has at least what makes and sends an invite.
    assert!(place > 10, "only {place} places");
    world.finish().await;
}

async fn invited(world: &mut Mortal) -> (Candidate, String) {
    let candidate = world.apply(None).await;
    world.move_to_trigger(&candidate).await;
    world.settle().await;
    let link = world.room_link(&candidate).await;
    (candidate, link)
}

const INTERVIEWED: [(&str, usize); 6] = [
    ("Your interview", 1),
    ("Thank you", 1),
    ("Alex - Interview Invited", 1),
    ("Alex - Interview Complete", 1),
    ("notes", 1),
    ("files", 1),
];

async fn a_move_to_the_trigger_stage(on: Backend) {
    let play = async |world: &mut Mortal| {
        let (candidate, link) = invited(world).await;
        assert_eq!(world.answer(&link, usize::MAX).await.state, "completed");
        world.settle().await;
        candidate
    };
    die_everywhere(on, play, &INTERVIEWED).await;
}

async fn an_application_to_a_tagged_posting(on: Backend) {
    let play = async |world: &mut Mortal| {
        let posting = world.add_posting("Hydrologist").await;
        let tag = "Alex - On Application";
        world.outside.tag_posting(&posting, tag).await.expect("it is tagged");
        let candidate = world.apply(Some(&posting)).await;
        world.settle().await;
        let link = world.room_link(&candidate).await;
        assert_eq!(world.answer(&link, usize::MAX).await.state, "completed");
        world.settle().await;
        candidate
    };
    die_everywhere(on, play, &INTERVIEWED).await;
}

async fn a_candidate_who_wants_a_person(on: Backend) {
    let play = async |world: &mut Mortal| {
        world.be_told().await;
        let (candidate, link) = invited(world).await;
        world.answer(&link, 1).await;
        world.surely(async |outside| outside.ask_for_a_human(&link).await).await;
        world.settle().await;
        candidate
    };
    let expected = [
        ("Your interview", 1),
        ("notes", 1),
        ("Alex - Interview Invited", 1),
        ("interview.invited", 1),
        ("interview.declined", 1),
        ("interview.", 5),
    ];
    die_everywhere(on, play, &expected).await;
}

async fn a_candidate_who_is_archived_half_way(on: Backend) {
    let play = async |world: &mut Mortal| {
        let (candidate, link) = invited(world).await;
        world.answer(&link, 1).await;
        let archived = json!({ "opportunity": candidate.opportunity });
        world.tell("archive", &archived).await;
        world.answer(&link, usize::MAX).await;
        world.settle().await;
        candidate
    };
    let expected = [("Your interview", 1), ("Thank you", 0), ("notes", 0), ("files", 0)];
    die_everywhere(on, play, &expected).await;
}

async fn a_connection_that_is_lost_and_made_again(on: Backend) {
    let play = async |world: &mut Mortal| {
        let (candidate, link) = invited(world).await;
        let disconnect = "mutation { disconnectLever { __typename } }";
        world.surely(async |outside| outside.graphql(disconnect, json!({})).await).await;
        world.answer(&link, usize::MAX).await;
        world.settle().await;
        world.connect_again().await;
        candidate
    };
    die_everywhere(on, play, &[("Your interview", 1), ("Alex - Interview Invited", 1)]).await;
}

async fn an_invite_that_is_reminded_of_and_expires(on: Backend) {
    let play = async |world: &mut Mortal| {
        let (candidate, _) = invited(world).await;
        // Each reminder, then the end of the invite.
        for hours in [4, 21, 24, 24, 24 * 14] {
            world.advance(Duration::hours(hours)).await;
            world.settle().await;
        }
        candidate
    };
    let expected = [("Your interview", 1), ("Reminder", 4), ("Thank you", 0), ("notes", 0)];
    die_everywhere(on, play, &expected).await;
}

async fn a_time_that_is_chosen_and_changed(on: Backend) {
    let play = async |world: &mut Mortal| {
        let (candidate, link) = invited(world).await;
        for hours in [30, 50] {
            let at = world.now() + Duration::hours(hours);
            // Made by the page, so that the same request again is one.
            let key = Uuid::new_v4();
            world.surely(async |outside| outside.schedule(&link, at, key).await).await;
            world.settle().await;
        }
        world.advance(Duration::hours(50) - Duration::minutes(10)).await;
        world.settle().await;
        assert_eq!(world.answer(&link, usize::MAX).await.state, "completed");
        world.settle().await;
        candidate
    };
    let expected =
        [("Your interview for", 1), ("Your interview with", 2), ("Soon", 1), ("Thank you", 1)];
    die_everywhere(on, play, &expected).await;
}

async fn an_operator_who_sends_again_cancels_and_invites_anew(on: Backend) {
    let play = async |world: &mut Mortal| {
        let (candidate, link) = invited(world).await;
        let id = world.interview_id(&candidate).await;
        let resend = "mutation($input: ResendInviteInput!) { resendInvite(input: $input) { \
                      __typename ... on Problem { message } } }";
        let key = Uuid::new_v4().to_string();
        let again = json!({"input": {"id": id, "requestKey": key}});
        world.surely(async |outside| outside.graphql(resend, again.clone()).await).await;
        world.settle().await;
        let cancel = "mutation($input: CancelInterviewInput!) { cancelInterview(input: $input) { \
                      __typename ... on Problem { message } } }";
        let id_alone = json!({"input": {"id": id}});
        world.surely(async |outside| outside.graphql(cancel, id_alone.clone()).await).await;
        world.settle().await;
        let key = Uuid::new_v4().to_string();
        let anew = json!({"input": {"id": id, "requestKey": key}});
        world.surely(async |outside| outside.graphql(resend, anew.clone()).await).await;
        world.settle().await;
        assert_eq!(world.answer(&link, usize::MAX).await.state, "completed");
        world.settle().await;
        candidate
    };
    let expected = [("Your interview", 3), ("Cancelled", 1), ("Thank you", 1), ("notes", 1)];
    die_everywhere(on, play, &expected).await;
}
