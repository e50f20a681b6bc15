//! The server is killed after every commit, and before and after everything that it does outside,
//! and in the end all is as if it had not been.
//!
//! Each scenario is played once undisturbed. Then it is played again and again, by another
//! candidate each time: the first time the node is killed at the first place it passes, then at the
//! second, until it passes no further. The places are wherever the code commits or reaches outside;
//! no list of them is kept. A node that was killed is started again, and killed once more soon.

use serde_json::json;
use tests::{Backend, Candidate, Mortal, on_both_stores};

/// More places than any scenario has: one that never ends would otherwise never be found.
const PLACES_MAX: u64 = 500;

on_both_stores!(
    a_move_to_the_trigger_stage,
    an_application_to_a_tagged_posting,
    a_candidate_who_wants_a_person,
    a_candidate_who_is_archived_half_way,
    a_connection_that_is_lost_and_made_again,
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
        let seen = written + mails.map(|(_, times)| times).sum::<usize>();
        assert_eq!(seen, *times, "{what} in {undisturbed:?}");
    }
    assert_eq!(undisturbed.dead, 0);
    let mut place = 0;
    loop {
        place += 1;
        assert!(place < PLACES_MAX, "it never ends");
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
    }
    println!("killed at each of {} places, {} times in all", place - 1, world.deaths);
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
        let (candidate, link) = invited(world).await;
        world.answer(&link, 1).await;
        world.surely(async |outside| outside.ask_for_a_human(&link).await).await;
        world.settle().await;
        candidate
    };
    let expected = [("Your interview", 1), ("notes", 1), ("Alex - Interview Invited", 1)];
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
