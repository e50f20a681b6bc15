//! Each tag, note and file is written once, whatever becomes of the requests that write them; and
//! fast, but never faster than Lever allows.

use std::num::NonZeroU32;

use chrono::Duration;
use serde_json::{Value, json};
use tests::{App, Backend, Candidate, on_both_stores};

on_both_stores!(
    a_write_that_took_effect_unanswered_is_there_once,
    a_write_that_was_refused_for_now_is_there_once,
    a_write_whose_answer_dribbles_in_is_there_once,
    a_server_that_restarts_amid_its_retries_writes_each_thing_once,
    what_people_wrote_is_left_as_it_is,
    sixty_writebacks_at_lever_s_own_pace_are_never_too_fast,
);

/// Every write that an interview leads to.
const WRITES: [&str; 3] = ["/notes", "/files", "addTags"];

/// The next writes of each kind suffer this.
async fn spoil(app: &App, fault: &Value) {
    for path in WRITES {
        let mut wish = fault.clone();
        wish["path"] = json!(path);
        wish["method"] = json!("POST");
        app.tell("faults", &wish).await;
    }
}

/// How often each fault happened.
async fn happened(app: &App, name: &str) -> u64 {
    app.control("faults").await["happened"][name].as_u64().unwrap_or_default()
}

async fn everything_is_there_once(app: &App, candidate: &Candidate, after: &str) {
    let written = app.written(candidate).await;
    assert!(written.values().all(|times| *times == 1), "after {after}: {written:?}");
    assert_eq!(app.interview(candidate).await["state"], "WRITTEN_BACK", "after {after}");
    let mails = app.mails(candidate).await.len() - app.reminders(candidate).await;
    assert_eq!(mails, 2, "after {after}: an invite and thanks");
}

/// The same fault at each write, at the invite as well as at the end, more than once.
async fn each_fault(app: &App, faults: &[Value]) {
    for fault in faults {
        let name = fault["name"].as_str().unwrap();
        spoil(app, fault).await;
        let candidate = app.invited("Marit Hoekstra").await;
        app.wait_out_the_pauses().await;
        assert_eq!(app.written(&candidate).await["invited"], 1, "after {name}");
        assert_eq!(app.invites(&candidate).await, 1, "after {name}");
        spoil(app, fault).await;
        app.take_interview(&app.room_link(&candidate).await).await;
        app.settle().await;
        app.wait_out_the_pauses().await;
        everything_is_there_once(app, &candidate, name).await;
        let left = app.control("faults").await["active"].take();
        assert_eq!(left, json!([]), "each write was spoilt");
        assert!(happened(app, name).await >= 4, "{name}");
        app.clear_faults().await;
    }
}

async fn a_write_that_took_effect_unanswered_is_there_once(on: Backend) {
    let app = App::connected(on).await;
    let unanswered = |name: &str| json!({"name": name, "count": 1});
    let faults = ["lost_reply", "lose_reply_next", "reset_reply_next"].map(unanswered);
    each_fault(&app, &faults).await;
    app.finish().await;
}

async fn a_write_that_was_refused_for_now_is_there_once(on: Backend) {
    let app = App::connected(on).await;
    let twice = |name: &str| json!({"name": name, "count": 2});
    each_fault(&app, &["429", "500", "503", "reset"].map(twice)).await;
    app.finish().await;
}

async fn a_write_whose_answer_dribbles_in_is_there_once(on: Backend) {
    let app = App::connected(on).await;
    each_fault(&app, &[json!({"name": "slow_body", "count": 1, "ms": 800})]).await;
    app.finish().await;
}

async fn a_server_that_restarts_amid_its_retries_writes_each_thing_once(on: Backend) {
    let mut app = App::connected(on).await;
    let candidate = app.invited("Nadia Nakamura").await;
    let link = app.room_link(&candidate).await;
    spoil(&app, &json!({"name": "lost_reply", "count": 1})).await;
    spoil(&app, &json!({"name": "500", "count": 3})).await;
    app.take_interview(&link).await;
    for _ in 0..8 {
        // In the midst of whatever it is about to do.
        app.restart().await;
        app.settle().await;
        app.advance(Duration::minutes(15));
    }
    app.settle().await;
    everything_is_there_once(&app, &candidate, "restarts").await;
    assert_eq!(app.control("faults").await["active"], json!([]), "each write was spoilt");
    app.finish().await;
}

async fn what_people_wrote_is_left_as_it_is(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.apply("Oskar O'Neill").await;
    let path = format!("/opportunities/{}", candidate.opportunity);
    let theirs = json!({"tags": ["Referred by Mateo", "Alex"]});
    let added = app.lever_api(reqwest::Method::POST, &format!("{path}/addTags"), &theirs).await;
    assert_eq!(added.0, 200, "{}", added.1);
    let note = json!({"opportunity": candidate.opportunity, "value": "Met at a fair.", "score": 4});
    app.tell("note", &note).await;
    let before = app.seen(&candidate).await;

    app.move_to_trigger(&candidate).await;
    app.settle().await;
    app.take_interview(&app.room_link(&candidate).await).await;
    app.settle().await;
    let after = app.seen(&candidate).await;
    let (ours, others): (Vec<String>, Vec<String>) =
        after.opportunity.tags.into_iter().partition(|tag| tag.starts_with("Alex - "));
    assert_eq!(ours, ["Alex - Interview Invited", "Alex - Interview Complete"]);
    assert_eq!(others, before.opportunity.tags);
    assert_eq!(after.notes.len(), 2);
    assert!(after.notes.contains(&before.notes[0]), "{:?}", after.notes);
    app.finish().await;
}

async fn sixty_writebacks_at_lever_s_own_pace_are_never_too_fast(on: Backend) {
    let ten = NonZeroU32::new(10).unwrap();
    let app = App::start_with(on, Some(10), |config| {
        config.lever.requests_per_second = ten;
        config.lever.burst = ten;
    })
    .await;
    app.connect().await;
    let mut candidates = Vec::new();
    for number in 0..20 {
        let candidate = app.apply(&format!("Candidate {number}")).await;
        app.move_to_trigger(&candidate).await;
        candidates.push(candidate);
    }
    app.settle().await;
    for candidate in &candidates {
        app.take_interview(&app.room_link(candidate).await).await;
    }
    // A look at the same time takes of the same allowance.
    app.change("checkIntegration", &Value::Null, "status").await;
    app.settle().await;
    for candidate in &candidates {
        let written = app.written(candidate).await;
        assert!(written.values().all(|times| *times == 1), "{candidate:?}: {written:?}");
    }
    let usage = app.control("usage").await;
    let ours = &usage["credentials"][0];
    assert!(ours["requests"].as_u64().unwrap() > 200, "{usage}");
    assert_eq!(ours["throttled"], 0, "{usage}");
    assert_eq!(app.integration("rate { refused }").await["rate"]["refused"], 0);
    assert_eq!(app.check("RATE").await["outcome"], "PASS");
    app.finish().await;
}
