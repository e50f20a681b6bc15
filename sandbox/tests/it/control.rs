//! What `/control` does to the account and to those who come in: keys, use, tags, stages, people.

use serde_json::{Value, json};

use crate::harness::{INVITE_TAG, Lever, POSTING, Receiver, SCOPES};

const KEY: &str = "fulcrum-demo-key";

/// A read with the API key instead of a token.
async fn with_key(lever: &Lever, path: &str) -> (u16, Value) {
    let request = lever.client.get(format!("{}/v1{path}", lever.url));
    let answer = request.basic_auth(KEY, Some("")).send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap())
}

/// Asks `/control` for what it refuses; answers the status.
async fn refused(lever: &Lever, method: &str, path: &str, body: Value) -> u16 {
    let address = format!("{}/control{path}", lever.url);
    let request = lever.client.request(method.parse().unwrap(), address).json(&body);
    let answer = request.send().await.unwrap();
    let status = answer.status().as_u16();
    let body: Value = answer.json().await.unwrap();
    assert!(body["message"].is_string(), "{path}: {body}");
    status
}

#[actix_rt::test]
async fn an_api_key_may_do_everything_until_it_is_revoked() {
    // The token may nothing but read stages.
    let lever = Lever::start_with(None, "stages:read:admin").await;
    lever.seed().await;
    let shown = lever.look("/api_key").await;
    assert_eq!(shown, json!({"api_key": KEY, "revoked": false}));
    assert_eq!(lever.get("/postings").await.0, 403);
    assert_eq!(with_key(&lever, "/postings").await.1["data"][0]["id"], POSTING);
    let (_, users) = with_key(&lever, "/users?accessRole=super%20admin").await;
    let admin = users["data"][0]["id"].as_str().unwrap();
    let ids = lever.apply("Ada", None).await;
    let id = ids["opportunity"].as_str().unwrap();
    let tags = format!("{}/v1/opportunities/{id}/addTags?perform_as={admin}", lever.url);
    let write =
        lever.client.post(tags).basic_auth(KEY, Some("")).json(&json!({"tags": ["by key"]}));
    assert_eq!(write.send().await.unwrap().status(), 200);
    for (user, password) in [(KEY, "x"), ("other-key", "")] {
        let request = lever.client.get(format!("{}/v1/stages", lever.url));
        let answer = request.basic_auth(user, Some(password)).send().await.unwrap();
        assert_eq!(answer.status(), 401, "{user}:{password}");
    }
    lever.control("/api_key", json!({"revoked": true})).await;
    let (status, body) = with_key(&lever, "/postings").await;
    assert_eq!((status, &body["code"]), (401, &json!("UnauthorizedError")));
    assert_eq!(lever.get("/stages").await.0, 200, "tokens go on");
    assert_eq!(lever.control("/api_key", json!({"revoked": false})).await["revoked"], false);
    assert_eq!(with_key(&lever, "/postings").await.0, 200);
    lever.stop().await;
}

#[actix_rt::test]
async fn a_key_has_webhooks_of_its_own() {
    let lever = Lever::start().await;
    let hook = json!({"url": "http://127.0.0.1:9/hook", "event": "applicationCreated"});
    assert_eq!(lever.send("POST", "/webhooks", hook).await.0, 201);
    assert_eq!(with_key(&lever, "/webhooks").await.1["data"], json!([]));
    assert_eq!(lever.get("/webhooks").await.1["data"].as_array().unwrap().len(), 1);
    lever.stop().await;
}

#[actix_rt::test]
async fn the_use_of_each_credential_is_counted() {
    let lever = Lever::start_with(Some(1), SCOPES).await;
    let mut throttled = 0;
    for _ in 0..10 {
        throttled += u64::from(lever.get("/stages").await.0 == 429);
    }
    assert!(throttled > 0);
    assert_eq!(with_key(&lever, "/stages").await.0, 200, "a key has a bucket of its own");
    let nobody = lever.client.get(format!("{}/v1/stages", lever.url)).send().await.unwrap();
    assert_eq!(nobody.status(), 401);
    let usage = lever.look("/usage").await;
    assert_eq!((&usage["rate_per_second"], &usage["unauthorized"]), (&json!(1), &json!(1)));
    let [key, app] = usage["credentials"].as_array().unwrap().as_slice() else { panic!("{usage}") };
    assert_eq!(key["credential"], "api_key");
    assert_eq!(app["credential"], "fulcrum-demo");
    assert_eq!((&app["requests"], &app["throttled"]), (&json!(10), &json!(throttled)));
    assert_eq!((&key["requests"], &key["throttled"]), (&json!(1), &json!(0)));
    let seconds = app["seconds"].as_array().unwrap();
    assert_eq!(seconds.len(), 120);
    assert_eq!(seconds.iter().map(|n| n.as_u64().unwrap()).sum::<u64>(), 10);
    lever.stop().await;
}

#[actix_rt::test]
async fn a_refreshed_token_has_the_same_bucket_and_another_grant_its_own() {
    let lever = Lever::start_with(Some(1), SCOPES).await;
    let code = lever.consent(SCOPES).await;
    let (_, first) = lever.exchange(&code).await;
    let with = async |tokens: &serde_json::Value| {
        let request = lever.client.get(format!("{}/v1/stages", lever.url));
        let token = tokens["access_token"].as_str().unwrap();
        request.bearer_auth(token).send().await.unwrap().status().as_u16()
    };
    for _ in 0..5 {
        with(&first).await;
    }
    let (_, refreshed) = lever.refresh(first["refresh_token"].as_str().unwrap()).await;
    assert_eq!(with(&refreshed).await, 429);
    assert_eq!(lever.get("/stages").await.0, 200, "granted at the start");
    let granted = &lever.look("/usage").await["tokens"];
    assert_eq!(*granted, json!({"exchanged": 2, "refreshed": 1, "refused": 0}));
    lever.stop().await;
}

#[actix_rt::test]
async fn who_connects_later_connects_another_account() {
    let lever = Lever::start().await;
    let before = lever.look("/account").await;
    let other = json!({"id": "0b1c7a6e-4f7d-4b53-9a52-7d0a7c2f5e11"});
    assert_ne!(before, other);
    assert_eq!(lever.control("/account", other.clone()).await, other);
    assert_eq!(lever.look("/account").await, other);
    assert_eq!(lever.get("/stages").await.0, 200, "tokens given before still work");
    lever.stop().await;
}

#[actix_rt::test]
async fn locked_tags_let_only_known_ones_through() {
    let lever = Lever::start().await;
    lever.seed().await;
    let ids = lever.apply("Ada", None).await;
    let path = format!("/opportunities/{}/addTags", ids["opportunity"].as_str().unwrap());
    let set = json!({"locked": true, "known": ["Known", INVITE_TAG]});
    let answer = lever.control("/tags", set).await;
    assert_eq!(answer, json!({"locked": true, "known": [INVITE_TAG, "Known"]}));
    assert_eq!(lever.send("POST", &path, json!({"tags": ["Unknown"]})).await.0, 403);
    assert_eq!(lever.send("POST", &path, json!({"tags": ["Known"]})).await.0, 200);
    assert_eq!(lever.control("/tags", json!({"locked": false})).await["known"][1], "Known");
    assert_eq!(lever.send("POST", &path, json!({"tags": ["Unknown"]})).await.0, 200);
    assert_eq!(lever.look("/tags").await["locked"], false);
    lever.stop().await;
}

#[actix_rt::test]
async fn stages_are_renamed_added_and_deleted() {
    let lever = Lever::start().await;
    let mut receiver = Receiver::start([]);
    lever.seed().await;
    let screen = lever.stage("Recruiter screen").await;
    let onsite = lever.stage("On-site Interview").await;
    let path = format!("/stages/{screen}");
    let renamed = lever.control(&path, json!({"text": " Phone call "})).await;
    assert_eq!(renamed, json!({"id": screen, "text": "Phone call"}));
    let added = lever.control("/stages", json!({"text": "Background check"})).await;
    let (_, listed) = lever.get("/stages").await;
    let texts: Vec<_> =
        listed["data"].as_array().unwrap().iter().map(|it| it["text"].as_str().unwrap()).collect();
    assert_eq!(texts.last(), Some(&"Background check"));
    assert!(texts.contains(&"Phone call") && !texts.contains(&"Recruiter screen"));
    let ids = lever.apply("Ada", None).await;
    let id = ids["opportunity"].as_str().unwrap();
    for stage in [added["id"].as_str().unwrap(), &onsite] {
        lever.control("/move", json!({"opportunity": id, "stage": stage})).await;
    }
    let hook = json!({"url": receiver.url, "event": "candidateStageChange"});
    lever.send("POST", "/webhooks", hook).await;
    let request = lever.client.delete(format!("{}/control/stages/{onsite}", lever.url));
    let deleted: Value = request.send().await.unwrap().json().await.unwrap();
    assert_eq!(deleted, json!({"deleted": onsite, "moved_to": screen, "moved": 1}));
    let (_, read) = lever.get(&format!("/opportunities/{id}")).await;
    assert_eq!(read["data"]["stage"], json!(screen));
    let last = read["data"]["stageChanges"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(last["toStageId"], json!(screen));
    assert!(last.get("userId").is_none());
    assert_eq!(lever.get(&format!("/stages/{onsite}")).await.0, 404);
    assert_eq!(lever.look("/deliveries").await["deliveries"], json!([]), "no event");
    assert!(receiver.is_empty());
    for (method, path, status) in [
        ("DELETE", format!("/stages/{onsite}"), 404),
        ("DELETE", "/stages/applicant-new".to_owned(), 400),
        ("DELETE", "/stages/lead-new".to_owned(), 400),
        ("POST", "/stages/nowhere".to_owned(), 404),
        ("POST", "/stages".to_owned(), 400),
    ] {
        let text = if path == "/stages" { " " } else { "x" };
        assert_eq!(refused(&lever, method, &path, json!({"text": text})).await, status, "{path}");
    }
    assert!(lever.page(&format!("/opportunities/{id}")).await.contains("(deleted stage)"));
    receiver.stop().await;
    lever.stop().await;
}

#[actix_rt::test]
async fn merging_gives_all_opportunities_and_addresses_to_one_contact() {
    let lever = Lever::start().await;
    lever.seed().await;
    let first = lever.apply("Ada", Some("ada@example.net")).await;
    let again = lever.apply("Ada", Some("ADA@example.net")).await;
    let other = lever.apply("Ada Q.", Some("a.q@example.net")).await;
    assert_eq!(first["contact"], again["contact"]);
    let body = json!({"from": first["opportunity"], "into": other["opportunity"]});
    let merged = lever.control("/merge", body.clone()).await;
    assert_eq!(merged["contact"], other["contact"]);
    assert_eq!(merged["moved"].as_array().unwrap().len(), 2);
    let path = format!("/opportunities/{}", first["opportunity"].as_str().unwrap());
    let (_, read) = lever.get(&path).await;
    assert_eq!(read["data"]["contact"], other["contact"]);
    assert_eq!(read["data"]["emails"], json!(["a.q@example.net", "ada@example.net"]));
    assert_eq!(read["data"]["name"], "Ada Q.");
    let gone = format!("/contacts/{}", first["contact"].as_str().unwrap());
    assert_eq!(lever.get(&gone).await.0, 404);
    let once_more = lever.apply("Ada", Some("ada@example.net")).await;
    assert_eq!(once_more["contact"], other["contact"], "the address leads to who stays");
    assert_eq!(lever.control("/merge", body).await["moved"], json!([]));
    let nobody = json!({"from": "nobody", "into": other["opportunity"]});
    assert_eq!(refused(&lever, "POST", "/merge", nobody).await, 404);
    lever.stop().await;
}

#[actix_rt::test]
async fn people_are_hired_and_their_origin_corrected() {
    let lever = Lever::start().await;
    let mut receiver = Receiver::start([]);
    lever.seed().await;
    let hook = json!({"url": receiver.url, "event": "candidateHired"});
    lever.send("POST", "/webhooks", hook).await;
    let ids = lever.apply("Ada", None).await;
    let id = &ids["opportunity"];
    let hired = lever.control("/hire", json!({"opportunity": id})).await;
    let event: Value = serde_json::from_str(&receiver.next().await.1).unwrap();
    assert_eq!((&event["event"], &event["data"]["opportunityId"]), (&json!("candidateHired"), id));
    let (_, reasons) = lever.get("/archive_reasons?type=hired").await;
    assert_eq!(hired["archived"]["reason"], reasons["data"][0]["id"]);
    lever.control("/origin", json!({"opportunity": id, "origin": "referred"})).await;
    let (_, read) = lever.get(&format!("/opportunities/{}", id.as_str().unwrap())).await;
    assert_eq!(read["data"]["origin"], "referred");
    let body = json!({"opportunity": id, "origin": "elsewhere"});
    assert_eq!(refused(&lever, "POST", "/origin", body).await, 400);
    assert_eq!(refused(&lever, "POST", "/hire", json!({"opportunity": "nobody"})).await, 404);
    receiver.stop().await;
    lever.stop().await;
}
