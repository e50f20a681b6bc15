//! Connected by an API key of the account, for companies that cannot grant access otherwise.

use serde_json::{Value, json};
use tests::{App, Backend, on_both_stores};

on_both_stores!(
    an_api_key_is_enough_from_the_invite_to_the_last_writeback,
    a_wrong_api_key_disconnects_with_words_about_the_key,
    what_waited_for_a_new_api_key_is_written_once_there_is_one,
);

async fn an_api_key_is_enough_from_the_invite_to_the_last_writeback(on: Backend) {
    let app = App::start(on).await;
    app.connect_by_key().await;
    let fields = "status authentication performAs { role } webhooks { event } \
                  scopes { granted } triggerStatus health { status }";
    let integration = app.integration(fields).await;
    assert_eq!(integration["status"], "CONNECTED");
    assert_eq!(integration["authentication"], "API_KEY");
    assert_eq!(integration["performAs"]["role"], "super admin", "found without anybody's help");
    assert_eq!(integration["webhooks"].as_array().unwrap().len(), 3);
    assert_eq!(integration["triggerStatus"], "READY");
    assert_eq!(integration["health"]["status"], "HEALTHY");
    let scopes = integration["scopes"].as_array().unwrap();
    assert!(scopes.iter().all(|scope| scope["granted"].is_null()), "a key does not tell");

    let candidate = app.invited("Jonas Fischer").await;
    app.take_interview(&app.room_link(&candidate).await).await;
    app.settle().await;
    let written = app.written(&candidate).await;
    assert!(written.values().all(|times| *times == 1), "{written:?}");
    assert_eq!(app.interview(&candidate).await["state"], "WRITTEN_BACK");

    // Two hours on: a key does not expire, and nothing is to be renewed.
    app.advance(chrono::Duration::hours(2));
    app.settle().await;
    let second = app.invited("Kavya Khan").await;
    assert_eq!(app.mails(&second).await.len(), 1);
    let usage = app.control("usage").await;
    let used: Vec<_> = usage["credentials"].as_array().unwrap().iter().collect();
    assert_eq!(used.len(), 1, "{usage}");
    assert_eq!(used[0]["credential"], "api_key");
    assert_eq!(usage["unauthorized"], 0, "never without the key");
    assert_eq!(usage["tokens"], json!({"exchanged": 0, "refreshed": 0, "refused": 0}));
    app.finish().await;
}

async fn a_wrong_api_key_disconnects_with_words_about_the_key(on: Backend) {
    let app = App::start(on).await;
    app.sign_in().await;
    for typo in ["short", "with a blank in it", "ключ-от-квартиры", &"k".repeat(513)]
    {
        let refused = app.mutate("connectLeverByApiKey", &json!({"apiKey": typo}), "status").await;
        assert_eq!(refused["code"], "INVALID", "{typo}: {refused}");
    }
    assert_eq!(app.integration("status").await["status"], "NOT_CONNECTED");

    let wrong = json!({"apiKey": " not-the-key-of-this-account "});
    app.mutate("connectLeverByApiKey", &wrong, "status").await;
    app.settle().await;
    let integration = app.integration("status reason authentication").await;
    assert_eq!(integration["status"], "DISCONNECTED");
    let reason = integration["reason"].as_str().unwrap();
    assert!(reason.contains("the API key") && reason.contains("not valid"), "{reason}");
    assert_eq!(app.subjects_to("admin@localhost").await.len(), 1);

    app.connect_by_key().await;
    assert!(app.outside.is_set_up().await.unwrap());
    assert_eq!(app.integration("reason").await["reason"], Value::Null);
    app.finish().await;
}

async fn what_waited_for_a_new_api_key_is_written_once_there_is_one(on: Backend) {
    let app = App::start(on).await;
    app.connect_by_key().await;
    let candidate = app.invited("Liam Lindqvist").await;
    let link = app.room_link(&candidate).await;
    let room = app.outside.room(&link).await.unwrap();
    app.outside.consent(&link, &room.disclosure.version).await.unwrap();
    app.tell("api_key", &json!({"revoked": true})).await;
    app.take_interview(&link).await;
    app.settle().await;
    let integration = app.integration("status reason").await;
    assert_eq!(integration["status"], "DISCONNECTED");
    assert!(integration["reason"].as_str().unwrap().contains("API key"), "{integration}");

    app.tell("api_key", &json!({"revoked": false})).await;
    app.connect_by_key().await;
    app.wait_out_the_pauses().await;
    let written = app.written(&candidate).await;
    assert!(written.values().all(|times| *times == 1), "{written:?}");
    assert_eq!(app.interview(&candidate).await["state"], "WRITTEN_BACK");
    app.finish().await;
}
