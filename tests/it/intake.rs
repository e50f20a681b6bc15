//! Webhooks as they come in: good, bad, twice.

use serde_json::{Value, json};
use tests::{App, Backend, on_both_stores};

on_both_stores!(
    what_is_not_signed_is_refused_and_nothing_is_stored,
    a_second_delivery_is_answered_200_and_invites_nobody_again,
);

async fn what_is_not_signed_is_refused_and_nothing_is_stored(on: Backend) {
    let app = App::connected(on).await;
    let secret = app.hook_secret().await;
    let before = app.messages().await;
    let body = |signature: &str| {
        json!({"event": "candidateStageChange", "triggeredAt": 1, "token": "t",
               "signature": signature, "data": {"opportunityId": "o", "toStageId": "s"}})
        .to_string()
    };
    assert_eq!(app.deliver(&secret, body(&"0".repeat(64))).await, 401);
    let unsigned = r#"{"event":"candidateStageChange","triggeredAt":1,"token":"t","data":{}}"#;
    assert_eq!(app.deliver(&secret, unsigned).await, 401);
    assert_eq!(app.deliver(&secret, "not json").await, 400);
    assert_eq!(app.deliver(&secret, "").await, 400);
    assert_eq!(app.deliver(&secret, vec![b' '; 65 * 1024]).await, 413);
    assert_eq!(app.deliver("0123456789abcdef0123456789abcdef", body("x")).await, 404);
    assert_eq!(app.messages().await, before);
    app.finish().await;
}

async fn a_second_delivery_is_answered_200_and_invites_nobody_again(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Dmitri Petrov").await;
    let before = app.messages().await;
    for _ in 0..2 {
        app.tell("redeliver_all", &json!({})).await;
        app.settle().await;
    }
    assert_eq!(app.messages().await, before, "a redelivery inserts nothing");
    let deliveries = app.control("deliveries").await;
    let all: &Vec<Value> = deliveries["deliveries"].as_array().unwrap();
    assert!(all.len() >= 6, "{} deliveries", all.len());
    assert!(all.iter().all(|delivery| delivery["status"] == "ok"), "{all:?}");
    assert_eq!(app.mails(&candidate).await.len(), 1);
    app.finish().await;
}
