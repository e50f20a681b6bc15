//! Webhooks: registered, signed, sent, tried again, repeated, switched off.

use std::time::{Duration, Instant};

use hmac::{Hmac, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::harness::{Lever, POSTING, Receiver};

async fn register(lever: &Lever, event: &str, url: &str) -> Value {
    let body = json!({"url": url, "event": event});
    let (status, made) = lever.send("POST", "/webhooks", body).await;
    assert_eq!(status, 201);
    made["data"].clone()
}

fn signature(key: &str, body: &Value) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).unwrap();
    mac.update(body["token"].as_str().unwrap().as_bytes());
    mac.update(body["triggeredAt"].as_i64().unwrap().to_string().as_bytes());
    hex::encode(mac.finalize().into_bytes())
}

#[actix_rt::test]
async fn an_application_and_a_move_arrive_signed() {
    let lever = Lever::start().await;
    let mut receiver = Receiver::start([]);
    lever.seed().await;
    let hooks = [
        register(&lever, "applicationCreated", &receiver.url).await,
        register(&lever, "candidateStageChange", &receiver.url).await,
    ];
    let ids = lever.apply("Ada", Some("ada@example.net")).await;
    let (agent, body) = receiver.next().await;
    assert_eq!(agent, "Lever-Webhooks");
    let applied: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(applied["event"], "applicationCreated");
    assert_eq!(
        applied["data"],
        json!({
            "applicationId": ids["application"],
            "opportunityId": ids["opportunity"],
            "candidateId": ids["opportunity"],
            "contactId": ids["contact"],
        })
    );
    let stage = lever.stage("On-site Interview").await;
    lever.control("/move", json!({"opportunity": ids["opportunity"], "stage": stage})).await;
    let moved: Value = serde_json::from_str(&receiver.next().await.1).unwrap();
    assert_eq!(moved["event"], "candidateStageChange");
    assert_eq!(moved["data"]["fromStageId"], "applicant-new");
    assert_eq!(moved["data"]["toStageId"], json!(stage));
    for (hook, body) in hooks.iter().zip([&applied, &moved]) {
        let key = hook["configuration"]["signatureToken"].as_str().unwrap();
        assert_eq!(key.len(), 48);
        assert_eq!(body["signature"], json!(signature(key, body)));
    }
    assert_ne!(applied["token"], moved["token"]);
    receiver.stop().await;
    lever.stop().await;
}

#[actix_rt::test]
async fn the_list_has_no_signature_token_and_deletion_is_204() {
    let lever = Lever::start().await;
    let made = register(&lever, "applicationCreated", "http://127.0.0.1:9/hook").await;
    let (_, listed) = lever.get("/webhooks").await;
    assert_eq!(listed.as_object().unwrap().len(), 1, "no hasNext, no next");
    assert_eq!(listed["data"][0]["id"], made["id"]);
    assert!(listed["data"][0]["configuration"].get("signatureToken").is_none());
    let update = json!({"data": [{"id": made["id"], "url": "http://127.0.0.1:9/other"}]});
    let (_, updated) = lever.send("PUT", "/webhooks", update).await;
    assert_eq!(updated["data"][0]["url"], "http://127.0.0.1:9/other");
    let path = format!("/webhooks/{}", made["id"].as_str().unwrap());
    assert_eq!(lever.send("DELETE", &path, Value::Null).await.0, 204);
    assert_eq!(lever.send("DELETE", &path, Value::Null).await.0, 404);
    for bad in [
        json!({"url": "http://127.0.0.1:9/", "event": "nothing"}),
        json!({"url": "nowhere", "event": "applicationCreated"}),
        json!({"event": "applicationCreated"}),
    ] {
        assert_eq!(lever.send("POST", "/webhooks", bad).await.0, 400);
    }
    lever.stop().await;
}

#[actix_rt::test]
async fn a_refused_delivery_is_tried_again_with_the_same_body() {
    let lever = Lever::start().await;
    let mut receiver = Receiver::start([500]);
    lever.seed().await;
    register(&lever, "applicationCreated", &receiver.url).await;
    lever.apply("Ada", None).await;
    let first = receiver.next().await;
    let second = receiver.next().await;
    assert_eq!(first, second);
    receiver.stop().await;
    lever.stop().await;
}

#[actix_rt::test]
async fn reruns_repeat_the_body_byte_for_byte() {
    let lever = Lever::start().await;
    let mut receiver = Receiver::start([]);
    lever.seed().await;
    register(&lever, "applicationCreated", &receiver.url).await;
    lever.apply("Ada", None).await;
    let sent = receiver.next().await;
    let log = lever.look("/deliveries").await;
    assert_eq!(log["deliveries"][0]["body"], json!(sent.1));
    let id = &log["deliveries"][0]["id"];
    lever.control(&format!("/deliveries/{id}/rerun"), json!({})).await;
    assert_eq!(receiver.next().await, sent);
    let again = lever.control("/redeliver_all", json!({})).await;
    assert_eq!(again["redelivered"], 1, "repetitions are not repeated");
    assert_eq!(receiver.next().await, sent);
    receiver.stop().await;
    lever.stop().await;
}

#[actix_rt::test]
async fn a_switch_that_is_off_sends_nothing() {
    let lever = Lever::start().await;
    let mut receiver = Receiver::start([]);
    lever.seed().await;
    register(&lever, "applicationCreated", &receiver.url).await;
    register(&lever, "candidateStageChange", &receiver.url).await;
    lever.control("/toggles", json!({"applicationCreated": false})).await;
    let ids = lever.apply("Ada", None).await;
    let to = json!({"opportunity": ids["opportunity"], "stage": "offer"});
    lever.control("/move", to).await;
    let (_, body) = receiver.next().await;
    assert!(body.contains("candidateStageChange"), "and not the application before it");
    assert!(receiver.is_empty());
    receiver.stop().await;
    lever.stop().await;
}

#[actix_rt::test]
async fn webhooks_can_be_limited_to_origins_and_verified_at_once() {
    let lever = Lever::start().await;
    let mut receiver = Receiver::start([]);
    lever.seed().await;
    let body = json!({
        "url": receiver.url,
        "event": "applicationCreated",
        "configuration": {"conditions": {"origins": ["sourced"]}, "verifyConnection": true},
    });
    let (_, made) = lever.send("POST", "/webhooks", body).await;
    let test: Value = serde_json::from_str(&receiver.next().await.1).unwrap();
    assert_eq!(test["data"], json!({}));
    let key = made["data"]["configuration"]["signatureToken"].as_str().unwrap();
    assert_eq!(test["signature"], json!(signature(key, &test)));
    lever.apply("By herself", None).await;
    let admin = lever.admin().await;
    let sourced = json!({"name": "Sourced", "postings": [POSTING]});
    let (_, sourced) =
        lever.send("POST", &format!("/opportunities?perform_as={admin}"), sourced).await;
    let event: Value = serde_json::from_str(&receiver.next().await.1).unwrap();
    assert_eq!(event["data"]["opportunityId"], sourced["data"]["id"]);
    receiver.stop().await;
    lever.stop().await;
}

#[actix_rt::test]
async fn archiving_with_a_hired_reason_tells_both_events() {
    let lever = Lever::start().await;
    let mut receiver = Receiver::start([]);
    lever.seed().await;
    for event in ["candidateArchiveChange", "candidateHired", "candidateDeleted"] {
        register(&lever, event, &receiver.url).await;
    }
    let ids = lever.apply("Ada", None).await;
    let (_, hired) = lever.get("/archive_reasons?type=hired").await;
    let body = json!({"opportunity": ids["opportunity"], "reason": hired["data"][0]["id"]});
    lever.control("/archive", body).await;
    let body = json!({"opportunity": ids["opportunity"], "reason": null});
    let back = lever.control("/archive", body).await;
    assert_eq!(back["archived"], Value::Null);
    lever.control("/delete", json!({"opportunity": ids["opportunity"]})).await;
    let mut events = Vec::new();
    for _ in 0..4 {
        let body: Value = serde_json::from_str(&receiver.next().await.1).unwrap();
        events.push(body["event"].as_str().unwrap().to_owned());
    }
    events.sort();
    assert_eq!(
        events,
        ["candidateArchiveChange", "candidateArchiveChange", "candidateDeleted", "candidateHired"]
    );
    receiver.stop().await;
    lever.stop().await;
}

#[actix_rt::test]
async fn there_are_five_further_tries_after_growing_waits() {
    let lever = Lever::start().await;
    let mut receiver = Receiver::start([500; 7]);
    lever.seed().await;
    let pauses = [10, 40, 80, 160, 320];
    let set = lever.control("/retries", json!({"pauses_ms": pauses})).await;
    assert_eq!(set, lever.look("/retries").await);
    register(&lever, "applicationCreated", &receiver.url).await;
    lever.apply("Ada", None).await;
    let first = receiver.next().await;
    for _ in 0..5 {
        assert_eq!(receiver.next().await, first);
    }
    let begun = Instant::now();
    let given_up = loop {
        let failed = lever.look("/deliveries?status=failed").await["deliveries"][0].clone();
        if !failed.is_null() {
            break failed;
        }
        assert!(begun.elapsed() < Duration::from_secs(10), "it is given up");
    };
    let attempts = given_up["attempts"].as_array().unwrap();
    let at: Vec<_> = attempts.iter().map(|attempt| attempt["at"].as_i64().unwrap()).collect();
    assert_eq!(at.len(), 6);
    for (waited, pause) in at.windows(2).map(|pair| pair[1] - pair[0]).zip(pauses) {
        assert!(waited >= pause, "waited {waited} ms instead of {pause}");
    }
    assert!(receiver.is_empty());
    for bad in [json!([1, 2, 3]), json!([5, 4, 3, 2, 1]), json!([1, 2, 3, 4, 3_600_001])] {
        let request = lever.client.post(format!("{}/control/retries", lever.url));
        let answer = request.json(&json!({"pauses_ms": bad})).send().await.unwrap();
        assert_eq!(answer.status(), 400, "{bad}");
    }
    receiver.stop().await;
    lever.stop().await;
}
