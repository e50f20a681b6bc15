//! Tokens: renewed in time, once, and never lost as long as Lever allows it.

use chrono::Duration;
use entities::operator::Role;
use serde_json::{Value, json};
use tests::{App, Backend, Candidate, on_both_stores};

on_both_stores!(
    pipelines_that_find_the_token_expired_at_once_refresh_it_once,
    strict_rotation_lasts_through_many_refreshes_and_restarts,
    a_lost_answer_of_the_token_address_is_asked_for_again_where_lever_is_lenient,
    a_lost_answer_of_the_token_address_ends_the_connection_where_lever_is_strict,
    a_token_address_that_is_down_ends_no_connection,
);

async fn status(app: &App) -> Value {
    app.integration("status").await["status"].take()
}

/// How many invites of these candidates were sent.
async fn invites(app: &App, candidates: &[Candidate]) -> Vec<usize> {
    let mut invites = Vec::new();
    for candidate in candidates {
        invites.push(app.mails(candidate).await.len());
    }
    invites
}

async fn pipelines_that_find_the_token_expired_at_once_refresh_it_once(on: Backend) {
    let app = App::connected(on).await;
    let mut candidates = Vec::new();
    for name in ["Amara Abara", "Ben Bergström", "Chiara Costa", "Dmitri Dubois"] {
        candidates.push(app.apply(name).await);
    }
    app.settle().await;
    let before = app.refreshes().await;
    // By Lever's word, then by our own clock.
    app.tell("expire", &json!({})).await;
    for candidate in &candidates[..2] {
        app.move_to_trigger(candidate).await;
    }
    app.settle().await;
    assert_eq!(app.refreshes().await, before + 1, "refreshed once for both");
    app.advance(Duration::minutes(61));
    for candidate in &candidates[2..] {
        app.move_to_trigger(candidate).await;
    }
    app.settle().await;
    assert_eq!(app.refreshes().await, before + 2, "refreshed once for both and a look");
    assert_eq!(invites(&app, &candidates).await, [1; 4]);
    assert_eq!(app.control("usage").await["tokens"]["refused"], 0);
    app.finish().await;
}

async fn strict_rotation_lasts_through_many_refreshes_and_restarts(on: Backend) {
    let mut app = App::connected(on).await;
    let before = app.refreshes().await;
    let mut candidates = Vec::new();
    for number in 0..10 {
        app.tell("expire", &json!({})).await;
        let candidate = app.apply(&format!("Candidate {number}")).await;
        app.move_to_trigger(&candidate).await;
        if number % 3 == 1 {
            // Perhaps between asking for new tokens and using them.
            app.restart().await;
            app.tell("redeliver_all", &json!({})).await;
            app.settle().await;
            // What was interrupted is tried again after a pause.
            app.advance(Duration::minutes(10));
        }
        app.settle().await;
        candidates.push(candidate);
    }
    assert_eq!(invites(&app, &candidates).await, [1; 10]);
    assert_eq!(app.refreshes().await, before + 10);
    let tokens = app.control("usage").await["tokens"].take();
    assert_eq!(tokens["refused"], 0, "no refresh token was used twice: {tokens}");
    let after = app.integration("status reconciliation { foundMoves }").await;
    assert_eq!(after, json!({"status": "CONNECTED", "reconciliation": {"foundMoves": 0}}));
    app.finish().await;
}

async fn a_lost_answer_of_the_token_address_is_asked_for_again_where_lever_is_lenient(on: Backend) {
    let app = App::connected(on).await;
    app.tell("rotation", &json!({"lenient": true})).await;
    let before = app.refreshes().await;
    for fault in ["lost_token_reply", "lose_token_reply_next"] {
        let candidate = app.apply("Elif Khan").await;
        app.settle().await;
        app.tell("faults", &json!({"name": fault, "count": 1})).await;
        app.tell("expire", &json!({})).await;
        app.move_to_trigger(&candidate).await;
        app.settle().await;
        assert!(app.mails(&candidate).await.is_empty(), "{fault}: there is no token yet");
        assert_eq!(status(&app).await, "CONNECTED", "{fault}");
        app.advance(Duration::minutes(1));
        app.settle().await;
        assert_eq!(app.mails(&candidate).await.len(), 1, "{fault}");
    }
    assert_eq!(app.refreshes().await, before + 4, "each was asked for twice");
    app.finish().await;
}

async fn a_lost_answer_of_the_token_address_ends_the_connection_where_lever_is_strict(on: Backend) {
    let app = App::connected(on).await;
    let (admin, member) = ("admin@larkspur.example", "member@larkspur.example");
    app.browser_of(Role::Admin, admin).await;
    app.browser_of(Role::TeamMember, member).await;
    app.tell("faults", &json!({"name": "lost_token_reply", "count": 1})).await;
    app.tell("expire", &json!({})).await;
    let candidate = app.invited("Femi Abara").await;
    app.wait_out_the_pauses().await;
    let integration = app.integration("status reason health { status }").await;
    assert_eq!(integration["status"], "DISCONNECTED");
    assert_eq!(integration["health"]["status"], "UNKNOWN");
    let reason = integration["reason"].as_str().unwrap();
    assert!(reason.contains("Lever no longer accepts the connection"), "{reason}");
    assert!(app.mails(&candidate).await.is_empty());
    for (address, mails) in [("admin@localhost", 1), (admin, 1), (member, 0)] {
        let subjects = app.subjects_to(address).await;
        let told: Vec<_> = subjects.iter().filter(|it| it.contains("is disconnected")).collect();
        assert_eq!(told.len(), mails, "{address}: {subjects:?}");
    }

    app.connect().await;
    assert_eq!(app.mails(&candidate).await.len(), 1, "reconnecting resumes at once");
    assert_eq!(app.written(&candidate).await["invited"], 1);
    app.finish().await;
}

async fn a_token_address_that_is_down_ends_no_connection(on: Backend) {
    let app = App::connected(on).await;
    app.tell("faults", &json!({"name": "fail_token_next", "count": 1_000})).await;
    app.tell("expire", &json!({})).await;
    let candidate = app.invited("Grace Moreau").await;
    for _ in 0..20 {
        app.advance(Duration::minutes(2));
        app.settle().await;
    }
    assert_eq!(status(&app).await, "CONNECTED");
    assert!(app.mails(&candidate).await.is_empty());
    assert_eq!(app.check("CONNECTION").await["outcome"], "FAIL");
    assert!(app.subjects_to("admin@localhost").await.is_empty(), "nobody is woken for it");

    app.clear_faults().await;
    app.wait_out_the_pauses().await;
    assert_eq!(app.mails(&candidate).await.len(), 1);
    assert_eq!(app.check("CONNECTION").await["outcome"], "PASS");
    app.finish().await;
}
