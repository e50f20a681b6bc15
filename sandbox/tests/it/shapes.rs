//! The field names of our answers against those recorded from Lever, where the recordings are at hand.

use std::{collections::BTreeSet, env, fs, path::PathBuf};

use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::harness::{Lever, public_posting};

/// The folder of shared material: `FULCRUM_SHARED`, else beside the repository.
fn shared() -> PathBuf {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    env::var_os("FULCRUM_SHARED").map_or_else(beside, PathBuf::from)
}

fn read(path: &str) -> Option<Value> {
    let path = shared().join(path);
    let Ok(bytes) = fs::read(&path) else {
        println!("NOT COMPARED: {} is not there", path.display());
        return None;
    };
    Some(serde_json::from_slice(&bytes).unwrap())
}

/// Every field name with its path; items of a list count as one.
fn fields(value: &Value, path: &str, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (name, value) in map {
                let path = format!("{path}.{name}");
                fields(value, &path, into);
                into.insert(path);
            }
        }
        Value::Array(items) => {
            for item in items {
                fields(item, &format!("{path}[]"), into);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Compares with `payloads/api/<name>.json`; `but` are paths that depend on the data.
fn compare(name: &str, ours: &Value, but: &[&str]) {
    let Some(recorded) = read(&format!("lever/payloads/api/{name}.json")) else {
        return;
    };
    let names = |value: &Value| {
        let mut into = BTreeSet::new();
        fields(value, "", &mut into);
        into.retain(|path| !but.iter().any(|but| path.starts_with(but)));
        into
    };
    assert_eq!(names(ours), names(&recorded["response"]["body"]), "{name}");
}

#[actix_rt::test]
async fn answers_have_the_recorded_fields() {
    let lever = Lever::start().await;
    let mut posting = public_posting();
    posting["tags"] = json!(["Alex - On Application"]);
    let seeded = lever.control("/seed", json!({"postings": [posting]})).await;
    let posting = seeded["postings"][0].as_str().unwrap().to_owned();
    let admin = lever.admin().await;
    let ids = lever.apply("Ada", Some("ada@example.net")).await;
    let id = ids["opportunity"].as_str().unwrap();
    let stage = lever.stage("On-site Interview").await;
    let as_admin = format!("perform_as={admin}");

    let (_, users) = lever.get("/users").await;
    assert!(users["data"][0].get("deactivatedAt").is_some());
    compare("users.list", &users, &[]);
    compare("stages.list", &lever.get("/stages").await.1, &[]);
    compare("disposition_stages", &lever.get("/disposition_stages").await.1, &[]);
    compare("archive_reasons.list", &lever.get("/archive_reasons").await.1, &[]);
    compare("tags.list", &lever.get("/tags").await.1, &[]);

    let (_, got) = lever.get(&format!("/postings/{posting}")).await;
    assert_eq!(got["data"]["salaryRange"]["currency"], "EUR");
    compare("postings.get", &got, &[]);

    let path = format!("/opportunities/{id}/stage?{as_admin}");
    let (_, moved) = lever.send("PUT", &path, json!({"stage": stage})).await;
    let lists = [".data.dataProtection"];
    compare("opportunities.stage", &moved, &lists);
    let path = format!("/opportunities/{id}/addTags?{as_admin}");
    let (_, tagged) = lever.send("POST", &path, json!({"tags": ["X"]})).await;
    compare("opportunities.addTags", &tagged, &lists);
    let (_, expanded) = lever
        .get(&format!(
            "/opportunities/{id}?expand=applications&expand=contact&expand=stage&expand=owner"
        ))
        .await;
    assert_eq!(expanded["data"]["stage"]["text"], "On-site Interview");
    // Depend on what the candidate gave: phones, and answers to questions of the form.
    let given = [
        ".data.dataProtection",
        ".data.phones[]",
        ".data.contact.phones[]",
        ".data.applications[].phone.",
        ".data.applications[].customQuestions[]",
    ];
    compare("opportunities.get.expanded", &expanded, &given);

    let path = format!("/opportunities/{id}/notes?{as_admin}");
    let (_, note) = lever.send("POST", &path, json!({"value": "Yes", "score": 3})).await;
    assert_eq!(note["data"]["fields"][0]["score"], 3);
    compare("notes.create", &note, &[]);
    let notes = format!("/opportunities/{id}/notes");
    compare("notes.list", &lever.get(&notes).await.1, &[]);

    let uploaded = lever
        .client
        .post(format!("{}/v1/opportunities/{id}/files?{as_admin}", lever.url))
        .bearer_auth(&lever.token)
        .multipart(Form::new().part("file", Part::bytes(vec![1]).file_name("a.pdf")))
        .send()
        .await
        .unwrap();
    compare("files.upload", &uploaded.json().await.unwrap(), &[]);
    let files = format!("/opportunities/{id}/files");
    compare("files.list", &lever.get(&files).await.1, &[]);

    let hook = json!({"url": "https://example.net/hook", "event": "candidateStageChange"});
    let (_, hook) = lever.send("POST", "/webhooks", hook).await;
    assert!(hook["data"]["configuration"]["signatureToken"].is_string());
    compare("webhooks.create", &hook, &[]);
    compare("webhooks.list", &lever.get("/webhooks").await.1, &[]);

    let new = json!({"name": "Bo", "emails": ["bo@example.net"], "phones": [{"type": "mobile", "value": "1"}], "postings": [posting]});
    let path = format!("/opportunities?{as_admin}");
    let (_, made) = lever.send("POST", &path, new).await;
    compare("opportunities.create", &made, &[]);
    let made_id = made["data"]["id"].as_str().unwrap();
    let path = format!("/opportunities/{made_id}/applications");
    compare("applications.list", &lever.get(&path).await.1, &[]);
    let contact = made["data"]["contact"].as_str().unwrap();
    compare("contacts.get", &lever.get(&format!("/contacts/{contact}")).await.1, &[]);
    lever.stop().await;
}

#[actix_rt::test]
async fn real_public_postings_can_be_seeded() {
    let lever = Lever::start().await;
    let mut postings = vec![public_posting()];
    match fs::read_dir(shared().join("lever/postings")) {
        Ok(folder) => {
            for file in folder.map(|file| file.unwrap().path()) {
                if file.extension().is_some_and(|it| it == "json") {
                    let bytes = fs::read(&file).unwrap();
                    postings.extend(serde_json::from_slice::<Vec<Value>>(&bytes).unwrap());
                }
            }
        }
        Err(_) => println!("NOT SEEDED: there are no real postings, only a small sample"),
    }
    let ids: BTreeSet<_> = postings.iter().map(|it| it["id"].to_string()).collect();
    let seeded = lever.control("/seed", json!({"postings": postings})).await;
    assert_eq!(seeded["postings"].as_array().unwrap().len(), postings.len());
    assert_eq!(lever.look("/summary").await["postings"], ids.len());
    for posting in &postings {
        let id = posting["id"].as_str().unwrap();
        let (status, got) = lever.get(&format!("/postings/{id}")).await;
        assert_eq!(status, 200);
        assert_eq!(got["data"]["text"], posting["text"]);
        assert_eq!(got["data"]["content"]["descriptionHtml"], posting["description"]);
        assert_eq!(got["data"].get("salaryRange"), posting.get("salaryRange"));
    }
    assert!(lever.page("/postings").await.contains("page 1") || ids.len() <= 25);
    lever.stop().await;
}
