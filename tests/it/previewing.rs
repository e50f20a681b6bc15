//! Looking who is there already, before anybody is invited: where, and when Lever does not answer.

use std::collections::BTreeSet;

use chrono::Duration;
use serde_json::{Value, json};
use tests::{App, Backend, on_both_stores, wanted};

on_both_stores!(
    only_the_stages_asked_for_are_looked_at,
    without_a_connection_there_is_no_preview,
    with_lever_down_the_preview_waits_and_at_last_fails,
);

async fn only_the_stages_asked_for_are_looked_at(on: Backend) {
    let app = App::connected(on).await;
    let stage = async |name: &str| app.outside.stage(name).await.unwrap();
    let (on_site, screen) = (stage("On-site Interview").await, stage("Recruiter screen").await);
    app.tell("toggles", &json!({"candidateStageChange": false})).await;
    let (here, elsewhere) = (app.apply("Ilse").await, app.apply("Joao").await);
    app.move_to(&here, "Recruiter screen").await;
    app.move_to_trigger(&elsewhere).await;
    let other = app.backfill(&json!({"dryRun": true, "stageIds": [screen]})).await;
    assert_eq!(other["code"], "NOT_FOUND", "not a trigger stage yet");
    app.catch_up();
    let both = json!({"stageIds": [on_site, screen]});
    app.change("setTriggerStages", &both, "status").await;
    let preview = app.preview(&[screen]).await;
    assert_eq!(wanted(&preview), BTreeSet::from([here.opportunity.as_str()]));
    app.run_backfill(&preview).await;
    assert_eq!((app.invites(&here).await, app.invites(&elsewhere).await), (1, 0));
    app.finish().await;
}

async fn without_a_connection_there_is_no_preview(on: Backend) {
    let app = App::start(on).await;
    app.sign_in().await;
    let input = json!({"dryRun": true});
    assert_eq!(app.backfill(&input).await["code"], "CONFLICT");
    app.connect().await;
    let unknown = json!({"dryRun": false, "previewId": "nothing"});
    assert_eq!(app.backfill(&unknown).await["code"], "NOT_FOUND");
    app.tell("revoke", &json!({})).await;
    app.look().await;
    assert_eq!(app.integration("status").await["status"], "DISCONNECTED");
    assert_eq!(app.backfill(&input).await["code"], "CONFLICT");
}

async fn with_lever_down_the_preview_waits_and_at_last_fails(on: Backend) {
    let app = App::connected(on).await;
    app.tell("toggles", &json!({"candidateStageChange": false})).await;
    let candidate = app.apply("Sven").await;
    app.move_to_trigger(&candidate).await;
    app.settle().await;
    app.fault("503", 1_000_000).await;
    let waits = app.backfill(&json!({"dryRun": true})).await;
    app.settle().await;
    assert_eq!(app.backfill_now(&waits["id"]).await["status"], "LOOKING");
    let run_early = json!({"dryRun": false, "previewId": waits["id"]});
    assert_eq!(app.backfill(&run_early).await["code"], "CONFLICT");
    for _ in 0..45 {
        app.advance(Duration::minutes(20));
        app.settle().await;
    }
    let failed = app.backfill_now(&waits["id"]).await;
    assert_eq!(failed["status"], "FAILED", "{failed}");
    assert!(failed["error"].as_str().unwrap().contains("503"), "{failed}");
    assert_eq!(app.backfill(&run_early).await["code"], "CONFLICT");
    assert_eq!(app.given_up_count().await, 1);

    // Up again: what was given up is taken up on request.
    app.clear_faults().await;
    let all = app.mutate("retryDeadLetters", &Value::Null, "totalCount").await;
    assert_eq!(all["totalCount"], 0);
    app.settle().await;
    let there = app.backfill_now(&waits["id"]).await;
    assert_eq!(there["status"], "PREVIEWED", "{there}");
    assert_eq!(wanted(&there), BTreeSet::from([candidate.opportunity.as_str()]));
    app.finish().await;
}
