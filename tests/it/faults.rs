//! Lever and the mail server at their worst: nothing lost, nothing twice.

use chrono::Duration;
use serde_json::json;
use tests::{App, Backend, on_both_stores};

on_both_stores!(
    writes_whose_answers_are_lost_are_not_repeated_blindly,
    lever_s_bad_quarter_of_an_hour_only_delays,
    lever_down_for_an_hour_loses_nobody,
    lever_down_for_a_day_loses_nobody_either,
    a_mail_server_that_is_busy_is_asked_again_and_one_that_refuses_is_told_of,
    what_was_reached_beside_a_dead_effect_is_still_shown,
    an_expired_token_is_refreshed_and_a_revoked_one_ends_the_connection,
);

/// Lets everything that waits for a pause have its turn.
async fn wait_out_the_pauses(app: &App) {
    for _ in 0..8 {
        app.advance(Duration::minutes(25));
        app.settle().await;
    }
}

async fn writes_whose_answers_are_lost_are_not_repeated_blindly(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Marit Hoekstra").await;
    let link = app.room_link(&candidate).await;
    // Tag, note and file: each takes effect, none is answered.
    app.tell("faults", &json!({"name": "lose_reply_next", "count": 3})).await;
    app.take_interview(&link).await;
    app.settle().await;
    wait_out_the_pauses(&app).await;
    let written = app.written(&candidate).await;
    assert!(written.values().all(|times| *times == 1), "{written:?}");
    assert_eq!(app.only_interview().await["state"], "WRITTEN_BACK");
    app.finish().await;
}

async fn lever_s_bad_quarter_of_an_hour_only_delays(on: Backend) {
    let app = App::connected(on).await;
    for fault in ["rate_limit_next", "fail_next_500", "fail_next_503"] {
        app.tell("faults", &json!({"name": fault, "count": 2})).await;
        let candidate = app.invited("Nadia Dubois").await;
        wait_out_the_pauses(&app).await;
        assert_eq!(app.mails(&candidate).await.len(), 1, "after {fault}");
        assert_eq!(app.written(&candidate).await["invited"], 1, "after {fault}");
    }
    app.finish().await;
}

async fn lever_down_for_an_hour_loses_nobody(on: Backend) {
    let app = App::connected(on).await;
    app.tell("faults", &json!({"name": "fail_next_503", "count": 1_000})).await;
    let candidate = app.invited("Tove Bergström").await;
    for _ in 0..60 {
        app.advance(Duration::minutes(1));
        app.settle().await;
    }
    assert!(app.mails(&candidate).await.is_empty());
    let url = app.lever_url("/control/faults");
    assert!(app.http.delete(url).send().await.unwrap().status().is_success());
    wait_out_the_pauses(&app).await;
    assert_eq!(app.mails(&candidate).await.len(), 1);
    assert_eq!(app.written(&candidate).await["invited"], 1);
    app.finish().await;
}

async fn lever_down_for_a_day_loses_nobody_either(on: Backend) {
    let app = App::connected(on).await;
    app.tell("faults", &json!({"name": "fail_next_503", "count": 100_000})).await;
    let candidate = app.invited("Tove Bergström").await;
    for _ in 0..72 {
        app.advance(Duration::minutes(20));
        app.settle().await;
    }
    app.clear_faults().await;
    wait_out_the_pauses(&app).await;
    assert_eq!(app.mails(&candidate).await.len(), 1);
    app.finish().await;
}

async fn a_mail_server_that_is_busy_is_asked_again_and_one_that_refuses_is_told_of(on: Backend) {
    let app = App::connected(on).await;
    app.fail_mail(&json!({"refuse_next": 2})).await;
    let candidate = app.invited("Oskar Eriksen").await;
    assert!(app.mails(&candidate).await.is_empty());
    assert_eq!(app.written(&candidate).await["invited"], 0, "tagged before the mail was taken");
    wait_out_the_pauses(&app).await;
    assert_eq!(app.mails(&candidate).await.len(), 1);
    assert_eq!(app.written(&candidate).await["invited"], 1);

    let refused = app.apply("Paloma Costa").await;
    app.fail_mail(&json!({"refuse_forever_for": refused.email})).await;
    app.move_to_trigger(&refused).await;
    app.settle().await;
    assert_eq!(app.written(&refused).await["invited"], 0);
    let query = "{ interviews(state: NEEDS_OPERATOR) { nodes { candidateName stateReason } } }";
    let answer = app.graphql(query, json!({})).await;
    let node = &answer["interviews"]["nodes"][0];
    assert_eq!(node["candidateName"], "Paloma Costa");
    assert!(node["stateReason"].as_str().unwrap().starts_with("send invite: "), "{node}");
    // The address works again: moving them once more invites them after all.
    let url = app.mail_url("/api/faults");
    assert!(app.http.delete(url).send().await.unwrap().status().is_success());
    app.move_to(&refused, "Recruiter screen").await;
    app.move_to_trigger(&refused).await;
    app.settle().await;
    assert_eq!(app.mails(&refused).await.len(), 1);
    assert_eq!(app.written(&refused).await["invited"], 1);
}

async fn what_was_reached_beside_a_dead_effect_is_still_shown(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Jonas Itō").await;
    let link = app.room_link(&candidate).await;
    // The mail of thanks is refused for good; Lever gets everything all the same.
    app.fail_mail(&json!({"refuse_forever_for": candidate.email})).await;
    app.take_interview(&link).await;
    app.settle().await;
    let written = app.written(&candidate).await;
    assert!(written.values().all(|times| *times == 1), "{written:?}");
    let interview = app.only_interview().await;
    assert_eq!(interview["state"], "NEEDS_OPERATOR");
    assert!(interview["stateReason"].as_str().unwrap().starts_with("send follow-up: "));
    assert!(interview["scorecard"]["overall"].is_u64(), "{interview}");
    assert!(interview["report"]["url"].is_string(), "{interview}");
    assert_eq!(app.outside.room(&link).await.unwrap().state, "completed");
}

async fn an_expired_token_is_refreshed_and_a_revoked_one_ends_the_connection(on: Backend) {
    let app = App::connected(on).await;
    // By our own clock, and by Lever's word.
    app.advance(Duration::hours(2));
    let first = app.invited("Quentin Moreau").await;
    assert_eq!(app.mails(&first).await.len(), 1);
    app.tell("expire", &json!({})).await;
    let second = app.invited("Rosa Jankowski").await;
    assert_eq!(app.mails(&second).await.len(), 1);

    app.tell("revoke", &json!({})).await;
    let third = app.invited("Samir Khan").await;
    let query = "{ integration { status reason } }";
    let integration = &app.graphql(query, json!({})).await["integration"];
    assert_eq!(integration["status"], "DISCONNECTED");
    assert!(integration["reason"].as_str().unwrap().contains("no longer accepts"), "{integration}");
    assert!(app.mails(&third).await.is_empty());

    app.connect().await;
    assert_eq!(app.mails(&third).await.len(), 1, "reconnecting resumes at once");
    app.finish().await;
}
