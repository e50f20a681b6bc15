//! Faults on request: each does what its name says, as often as asked, and no more.

use serde_json::{Value, json};

use crate::harness::{Lever, Receiver, SCOPES};

#[actix_rt::test]
async fn answers_in_the_place_of_the_api() {
    let lever = Lever::start().await;
    for (name, status) in [("rate_limit_next", 429), ("fail_next_500", 500), ("fail_next_503", 503)]
    {
        lever.control("/faults", json!({"name": name, "count": 2})).await;
        for _ in 0..2 {
            assert_eq!(lever.get("/stages").await.0, status);
        }
        assert_eq!(lever.get("/stages").await.0, 200);
    }
    lever.stop().await;
}

#[actix_rt::test]
async fn a_lost_reply_leaves_the_write_done() {
    let lever = Lever::start().await;
    lever.seed().await;
    let ids = lever.apply("Ada", None).await;
    let notes = format!("/opportunities/{}/notes", ids["opportunity"].as_str().unwrap());
    lever.control("/faults", json!({"name": "lose_reply_next"})).await;
    assert_eq!(lever.get("/stages").await.0, 200, "reads do not use it up");
    let (status, _) = lever.send("POST", &notes, json!({"value": "once"})).await;
    assert_eq!(status, 500);
    lever.control("/faults", json!({"name": "reset_reply_next"})).await;
    let request = lever
        .client
        .post(format!("{}/v1{notes}", lever.url))
        .bearer_auth(&lever.token)
        .json(&json!({"value": "twice"}));
    let answer = async { request.send().await?.bytes().await }.await;
    assert!(answer.is_err(), "the answer breaks off");
    let (_, listed) = lever.get(&notes).await;
    assert_eq!(listed["data"].as_array().unwrap().len(), 2);
    lever.stop().await;
}

#[actix_rt::test]
async fn tokens_can_fail_before_and_after_their_effect() {
    let lever = Lever::start().await;
    let code = lever.consent(SCOPES).await;
    let (_, tokens) = lever.exchange(&code).await;
    let refresh = tokens["refresh_token"].as_str().unwrap();
    lever.control("/faults", json!({"name": "fail_token_next", "count": 1})).await;
    assert_eq!(lever.refresh(refresh).await.0, 503);
    lever.control("/faults", json!({"name": "lose_token_reply_next", "count": 1})).await;
    assert_eq!(lever.refresh(refresh).await.0, 503);
    assert_eq!(lever.refresh(refresh).await.0, 403, "it was exchanged");
    lever.stop().await;
}

#[actix_rt::test]
async fn webhooks_can_be_dropped_and_doubled() {
    let lever = Lever::start().await;
    let mut receiver = Receiver::start([]);
    lever.seed().await;
    let hook = json!({"url": receiver.url, "event": "applicationCreated"});
    lever.send("POST", "/webhooks", hook).await;
    lever.control("/faults", json!({"name": "drop_webhooks_next", "count": 1})).await;
    let lost = lever.apply("Lost", None).await;
    lever.control("/faults", json!({"name": "duplicate_webhooks", "count": true})).await;
    let doubled = lever.apply("Doubled", None).await;
    let first = receiver.next().await;
    let second = receiver.next().await;
    assert_eq!(first, second);
    let body: Value = serde_json::from_str(&first.1).unwrap();
    assert_eq!(body["data"]["opportunityId"], doubled["opportunity"]);
    assert_ne!(doubled["opportunity"], lost["opportunity"]);
    let summary = lever.look("/summary").await;
    assert_eq!(summary["deliveries"]["dropped"], 1);
    receiver.stop().await;
    lever.stop().await;
}

#[actix_rt::test]
async fn an_unknown_fault_is_refused_with_the_names_there_are() {
    let lever = Lever::start().await;
    let answer = lever
        .client
        .post(format!("{}/control/faults", lever.url))
        .json(&json!({"name": "earthquake", "count": 1}))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 400);
    let body: Value = answer.json().await.unwrap();
    assert!(body["message"].as_str().unwrap().contains("lose_reply_next"));
    let faults = lever.look("/faults").await;
    assert_eq!(faults["rate_limit_next"], 0);
    lever.stop().await;
}
