//! Faults on request: each does what its name says, as often as asked, and no more.

use std::time::{Duration, Instant};

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

#[actix_rt::test]
async fn api_faults_choose_method_and_path() {
    let lever = Lever::start().await;
    lever.seed().await;
    let ids = lever.apply("Ada", None).await;
    let notes = format!("/opportunities/{}/notes", ids["opportunity"].as_str().unwrap());
    for (name, status) in [("429", 429), ("500", 500), ("503", 503)] {
        let fault = json!({"name": name, "count": 1, "path": "/notes", "method": "post"});
        lever.control("/faults", fault).await;
        assert_eq!(lever.get("/stages").await.0, 200);
        assert_eq!(lever.get(&notes).await.0, 200);
        assert_eq!(lever.send("POST", &notes, json!({"value": "no"})).await.0, status);
        assert_eq!(lever.send("POST", &notes, json!({"value": name})).await.0, 201);
    }
    let happened = &lever.look("/faults").await["happened"];
    assert_eq!(*happened, json!({"429": 1, "500": 1, "503": 1}));
    assert_eq!(lever.get(&notes).await.1["data"].as_array().unwrap().len(), 3);
    lever.stop().await;
}

#[actix_rt::test]
async fn connections_close_without_an_answer_before_and_after_the_effect() {
    let lever = Lever::start().await;
    lever.seed().await;
    let ids = lever.apply("Ada", None).await;
    let notes = format!("/opportunities/{}/notes", ids["opportunity"].as_str().unwrap());
    let post = async |value: &str| {
        lever
            .client
            .post(format!("{}/v1{notes}", lever.url))
            .bearer_auth(&lever.token)
            .json(&json!({"value": value}))
            .send()
            .await
    };
    lever.control("/faults", json!({"name": "reset"})).await;
    assert!(post("never there").await.is_err(), "not even a head");
    assert_eq!(lever.get(&notes).await.1["data"], json!([]));
    lever.control("/faults", json!({"name": "lost_reply", "path": "/notes"})).await;
    assert_eq!(lever.get(&notes).await.0, 200, "reads do not use it up");
    assert!(post("there").await.is_err(), "not even a head");
    assert_eq!(lever.get(&notes).await.1["data"].as_array().unwrap().len(), 1);
    lever.control("/faults", json!({"name": "lost_reply"})).await;
    let note = &lever.get(&notes).await.1["data"][0]["id"];
    let address = format!("{}/v1{notes}/{}", lever.url, note.as_str().unwrap());
    let gone = lever.client.delete(address).bearer_auth(&lever.token).send().await;
    assert!(gone.is_err(), "an answer without a body is lost too");
    lever.control("/faults", json!({"name": "reset_reply_next"})).await;
    let begun = post("begun").await.unwrap();
    assert_eq!(begun.status(), 201, "this one breaks within the answer");
    assert!(begun.bytes().await.is_err());
    lever.stop().await;
}

#[actix_rt::test]
async fn a_slow_body_has_its_head_at_once_and_is_whole_in_the_end() {
    let lever = Lever::start().await;
    let (_, whole) = lever.get("/stages").await;
    lever.control("/faults", json!({"name": "slow_body", "ms": 1500})).await;
    let begun = Instant::now();
    let request = lever.client.get(format!("{}/v1/stages", lever.url)).bearer_auth(&lever.token);
    let answer = request.send().await.unwrap();
    let head_after = begun.elapsed();
    assert_eq!(answer.status(), 200);
    let body: Value = answer.json().await.unwrap();
    assert_eq!(body, whole);
    let all_after = begun.elapsed();
    assert!(all_after >= Duration::from_millis(1500), "{all_after:?}");
    assert!(head_after < all_after / 2, "the head after {head_after:?}, all after {all_after:?}");
    lever.stop().await;
}

#[actix_rt::test]
async fn a_refresh_whose_answer_is_lost_has_taken_effect() {
    let lever = Lever::start().await;
    let code = lever.consent(SCOPES).await;
    let (_, tokens) = lever.exchange(&code).await;
    let refresh = tokens["refresh_token"].as_str().unwrap();
    lever.control("/faults", json!({"name": "lost_token_reply"})).await;
    let form = [
        ("grant_type", "refresh_token"),
        ("client_id", "fulcrum-demo"),
        ("client_secret", "fulcrum-demo-secret"),
        ("refresh_token", refresh),
    ];
    let request = lever.client.post(format!("{}/oauth/token", lever.url)).form(&form);
    assert!(request.send().await.is_err());
    let (status, refusal) = lever.refresh(refresh).await;
    assert_eq!((status.as_u16(), &refusal["error"]), (403, &json!("invalid_grant")));
    lever.stop().await;
}

/// Registers for applications, and has so many people apply.
async fn applications(lever: &Lever, receiver: &Receiver, people: usize) -> Vec<Value> {
    let hook = json!({"url": receiver.url, "event": "applicationCreated"});
    lever.send("POST", "/webhooks", hook).await;
    let mut ids = Vec::new();
    for n in 0..people {
        ids.push(lever.apply(&format!("Candidate {n}"), None).await["opportunity"].clone());
    }
    ids
}

async fn received(receiver: &mut Receiver) -> Value {
    let body: Value = serde_json::from_str(&receiver.next().await.1).unwrap();
    body["data"]["opportunityId"].clone()
}

#[actix_rt::test]
async fn a_share_of_webhooks_is_dropped_and_listed() {
    let mut patterns = Vec::new();
    for _ in 0..2 {
        let lever = Lever::start().await;
        let mut receiver = Receiver::start([]);
        lever.seed().await;
        lever.control("/faults", json!({"name": "drop", "share": 0.3, "seed": 5})).await;
        let ids = applications(&lever, &receiver, 40).await;
        let log = lever.look("/deliveries").await["deliveries"].as_array().unwrap().clone();
        assert_eq!(log.len(), 40);
        let dropped: Vec<_> =
            log.iter().rev().map(|delivery| delivery["status"] == "dropped").collect();
        let lost = dropped.iter().filter(|dropped| **dropped).count();
        assert!((4..24).contains(&lost), "{lost} of 40");
        let mut arrived = Vec::new();
        for _ in 0..40 - lost {
            arrived.push(received(&mut receiver).await);
        }
        for (id, dropped) in ids.iter().zip(&dropped) {
            assert_eq!(arrived.contains(id), !dropped);
        }
        let only = lever.look("/deliveries?status=dropped").await;
        assert_eq!(only["deliveries"].as_array().unwrap().len(), lost);
        assert_eq!(only["deliveries"][0]["attempts"], json!([]));
        assert_eq!(lever.look("/faults").await["happened"]["drop"], json!(lost));
        assert!(receiver.is_empty());
        patterns.push(dropped);
        receiver.stop().await;
        lever.stop().await;
    }
    assert_eq!(patterns[0], patterns[1], "the same seed drops the same ones");
}

#[actix_rt::test]
async fn webhooks_are_reordered_once_enough_have_come_or_the_fault_is_off() {
    let lever = Lever::start().await;
    let mut receiver = Receiver::start([]);
    lever.seed().await;
    lever.control("/faults", json!({"name": "reorder", "count": 3})).await;
    let mut ids = applications(&lever, &receiver, 3).await;
    ids.reverse();
    for id in &ids {
        assert_eq!(received(&mut receiver).await, *id);
    }
    lever.control("/faults", json!({"name": "reorder", "count": 5})).await;
    let held = lever.apply("Held", None).await;
    let held_too = lever.apply("Held too", None).await;
    let summary = lever.look("/summary").await;
    assert_eq!(summary["deliveries"]["held"], 2);
    assert!(receiver.is_empty());
    let address = format!("{}/control/faults", lever.url);
    lever.client.delete(address).send().await.unwrap();
    assert_eq!(received(&mut receiver).await, held_too["opportunity"]);
    assert_eq!(received(&mut receiver).await, held["opportunity"]);
    assert_eq!(lever.look("/summary").await["deliveries"]["held"], 0);
    receiver.stop().await;
    lever.stop().await;
}

#[actix_rt::test]
async fn a_delayed_webhook_is_overtaken_and_one_may_come_twice() {
    let lever = Lever::start().await;
    let mut receiver = Receiver::start([]);
    lever.seed().await;
    lever.control("/faults", json!({"name": "delay", "count": 1, "ms": 1000})).await;
    let ids = applications(&lever, &receiver, 2).await;
    assert_eq!(received(&mut receiver).await, ids[1]);
    assert_eq!(received(&mut receiver).await, ids[0]);
    let log = lever.look("/deliveries").await["deliveries"].clone();
    assert_eq!(log[1]["faults"], json!(["delay"]));
    lever.control("/faults", json!({"name": "duplicate", "count": 1})).await;
    lever.apply("Twice", None).await;
    assert_eq!(receiver.next().await, receiver.next().await);
    lever.apply("Once", None).await;
    receiver.next().await;
    assert!(receiver.is_empty());
    receiver.stop().await;
    lever.stop().await;
}
