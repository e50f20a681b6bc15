//! What a look finds wrong, mends, and tells; and that a well connection is told to be well.

use serde_json::{Value, json};
use tests::{App, Backend, on_both_stores};

on_both_stores!(
    a_connection_that_is_well_is_told_to_be_well,
    a_missing_webhook_is_made_again_within_one_look,
    a_doubled_webhook_is_removed_and_a_stranger_s_is_left_alone,
    a_tag_that_lever_does_not_take_is_named_and_finished_once_it_is_known,
    a_look_asked_for_while_one_is_under_way_comes_at_once,
);

async fn a_connection_that_is_well_is_told_to_be_well(on: Backend) {
    let app = App::connected(on).await;
    let fields = "health { status checking checkedAt checks { subject outcome detail remedy } \
                  refusedEvents lastRefusal webhooks }";
    let nobody_yet = app.integration(fields).await;
    let candidate = app.invited("Marit Hoekstra").await;
    app.take_interview(&app.room_link(&candidate).await).await;
    app.settle().await;
    app.look().await;
    assert_eq!(app.given_up_count().await, 0);
    let somebody = app.integration(fields).await;
    for integration in [&nobody_yet, &somebody] {
        let health = &integration["health"];
        assert_eq!(health["status"], "HEALTHY", "{health}");
        assert_eq!(health["checking"], false);
        assert!(health["checkedAt"].is_string());
        assert_eq!((&health["refusedEvents"], &health["lastRefusal"]), (&json!(0), &Value::Null));
        let checks = health["checks"].as_array().unwrap();
        let subjects: Vec<_> = checks.iter().map(|check| check["subject"].as_str()).collect();
        assert_eq!(checks.len(), 12, "all but the form that is not wanted: {subjects:?}");
        for check in checks {
            assert!(check["outcome"] == "PASS" || check["outcome"] == "UNKNOWN", "{check}");
            assert!(check["outcome"] == "UNKNOWN" || check["remedy"].is_null(), "{check}");
        }
    }
    // What could not be told at first can be by now; nobody applied by the tag or was announced so.
    let unknown = |integration: &Value| {
        let checks = integration["health"]["checks"].as_array().unwrap();
        let unknown = checks.iter().filter(|check| check["outcome"] == "UNKNOWN");
        unknown.map(|check| check["subject"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert!(unknown(&nobody_yet).contains(&"NOTES".to_owned()));
    assert_eq!(unknown(&somebody), Vec::<String>::new());
    assert_eq!(nobody_yet["health"]["webhooks"], "UNKNOWN");
    assert_eq!(somebody["health"]["webhooks"], "RECEIVING");
    app.finish().await;
}

/// Webhooks of the account's API key, as Lever lists them.
async fn hooks(app: &App) -> Vec<Value> {
    let (status, mut listed) = app.lever_api(reqwest::Method::GET, "/webhooks", &json!({})).await;
    assert_eq!(status, 200);
    serde_json::from_value(listed["data"].take()).unwrap()
}

fn of_event<'a>(hooks: &'a [Value], event: &str) -> Vec<&'a Value> {
    hooks.iter().filter(|hook| hook["event"] == event).collect()
}

async fn a_missing_webhook_is_made_again_within_one_look(on: Backend) {
    let app = App::start(on).await;
    app.connect_by_key().await;
    for event in ["candidateStageChange", "applicationCreated", "candidateDeleted"] {
        let before = hooks(&app).await;
        let id = of_event(&before, event)[0]["id"].as_str().unwrap().to_owned();
        let path = format!("/webhooks/{id}");
        let (status, _) = app.lever_api(reqwest::Method::DELETE, &path, &json!({})).await;
        assert!(status < 300, "{status}");
        assert_eq!(hooks(&app).await.len(), 2);
        app.look().await;
        let after = hooks(&app).await;
        assert_eq!((after.len(), of_event(&after, event).len()), (3, 1), "{after:?}");
        assert_ne!(of_event(&after, event)[0]["id"], json!(id));
        let check = app.check("WEBHOOKS").await;
        assert_eq!(check["outcome"], "WARN", "{check}");
        assert!(check["detail"].as_str().unwrap().contains(event), "{check}");
    }
    // What it delivers is signed with a token that we were told.
    let candidate = app.invited("Nadia Nakamura").await;
    assert_eq!(app.mails(&candidate).await.len(), 1);
    let health = app.integration("health { refusedEvents }").await;
    assert_eq!(health["health"]["refusedEvents"], 0);
    app.look().await;
    assert_eq!(app.check("WEBHOOKS").await["outcome"], "PASS");
    app.finish().await;
}

async fn a_doubled_webhook_is_removed_and_a_stranger_s_is_left_alone(on: Backend) {
    let app = App::start(on).await;
    app.connect_by_key().await;
    let ours = hooks(&app).await;
    let elsewhere = app.lever_url("/somebody/else");
    for url in [ours[0]["url"].as_str().unwrap(), &elsewhere] {
        let body = json!({"event": "candidateStageChange", "url": url});
        let (status, made) = app.lever_api(reqwest::Method::POST, "/webhooks", &body).await;
        assert!(status < 300, "{made}");
    }
    assert_eq!(hooks(&app).await.len(), 5);
    app.look().await;
    let left = hooks(&app).await;
    assert_eq!(left.len(), 4, "{left:?}");
    for hook in &ours {
        assert!(left.iter().any(|there| there["id"] == hook["id"]), "ours was removed: {left:?}");
    }
    let theirs: Vec<_> = left.iter().filter(|hook| hook["url"] == *elsewhere).collect();
    assert_eq!(theirs.len(), 1, "{left:?}");
    assert_eq!(app.check("WEBHOOKS").await["outcome"], "WARN");
    app.look().await;
    assert_eq!(hooks(&app).await, left);
    assert_eq!(app.check("WEBHOOKS").await["outcome"], "PASS");
    app.finish().await;
}

async fn a_tag_that_lever_does_not_take_is_named_and_finished_once_it_is_known(on: Backend) {
    let app = App::connected(on).await;
    let tag = "Alex - Interview Invited";
    app.tell("tags", &json!({"locked": true})).await;
    let candidate = app.invited("Oskar Petrov").await;
    assert_eq!(app.mails(&candidate).await.len(), 1, "the invite does not depend on a tag");
    let interview = app.interview(&candidate).await;
    assert_eq!(interview["state"], "NEEDS_OPERATOR");
    assert_eq!(interview["canRetry"], true);
    let reason = interview["stateReason"].as_str().unwrap();
    assert!(reason.starts_with("add invited tag: ") && reason.contains(tag), "{reason}");
    assert!(reason.contains("Make the tag in Lever"), "{reason}");
    let query = "{ deadLetters { totalCount nodes { what error interview { id } } } }";
    let failed = app.graphql(query, json!({})).await["deadLetters"].take();
    assert_eq!(failed["totalCount"], 1);
    assert_eq!(failed["nodes"][0]["what"], "add invited tag");
    assert_eq!(failed["nodes"][0]["interview"]["id"], interview["id"]);

    app.look().await;
    let check = app.check("TAGS").await;
    assert_eq!(check["outcome"], "FAIL", "{check}");
    assert!(check["detail"].as_str().unwrap().contains(tag), "{check}");
    assert!(check["remedy"].as_str().unwrap().contains("make the tag"), "{check}");

    // Tried again too early, it says the same.
    app.retry(&candidate).await;
    assert_eq!(app.interview(&candidate).await["state"], "NEEDS_OPERATOR");
    let complete = "Alex - Interview Complete";
    app.tell("tags", &json!({"known": [tag, complete]})).await;
    app.retry(&candidate).await;
    assert_eq!(app.interview(&candidate).await["state"], "INVITED");
    assert_eq!(app.written(&candidate).await["invited"], 1);
    assert_eq!(app.mails(&candidate).await.len(), 1);
    app.look().await;
    let check = app.check("TAGS").await;
    assert_eq!(check["outcome"], "PASS", "{check}");
    assert_eq!(app.given_up_count().await, 0);

    app.take_interview(&app.room_link(&candidate).await).await;
    app.settle().await;
    let written = app.written(&candidate).await;
    assert!(written.values().all(|times| *times == 1), "{written:?}");
    app.finish().await;
}

/// The look that was under way asked for the next one minutes later, and so nobody looked: whoever
/// wanted feedback forms and connected at once was shown none.
async fn a_look_asked_for_while_one_is_under_way_comes_at_once(on: Backend) {
    let app = App::connected(on).await;
    let slow = json!({"name": "slow_body", "count": 1, "ms": 1_000, "path": "/tags"});
    app.tell("faults", &slow).await;
    let query = "mutation { checkIntegration { ... on Integration { health { checking } } } }";
    let asked = app.graphql(query, json!({})).await;
    assert_eq!(asked["checkIntegration"]["health"]["checking"], true, "{asked}");
    // It has read the settings, and is slow from here on.
    while app.control("faults").await["happened"]["slow_body"] != 1 {
        tokio::task::yield_now().await;
    }
    app.change("setWriteback", &json!({"feedback": {"wanted": true}}), "status").await;
    app.settle().await;
    let forms = app.check("FEEDBACK").await;
    assert_eq!(forms["outcome"], "FAIL", "read, or refused, but looked at: {forms}");
    app.finish().await;
}
