//! Lists: their filters, what is deleted, what is confidential, and pages of what lies under an opportunity.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::harness::{Lever, POSTING, SCOPES, public_posting};

/// The ids a list answers.
async fn ids(lever: &Lever, path: &str) -> BTreeSet<String> {
    let (status, page) = lever.get(path).await;
    assert_eq!(status, 200, "{path}: {page}");
    let items = page["data"].as_array().unwrap();
    items.iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect()
}

fn set(ids: &[&str]) -> BTreeSet<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

/// A posting of the seed with another id and a few fields besides.
fn posting(id: &str, more: &Value) -> Value {
    let mut posting = public_posting();
    posting["id"] = json!(id);
    posting.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    posting
}

#[actix_rt::test]
async fn postings_by_state_channel_category_and_tag() {
    let lever = Lever::start().await;
    let closed = posting("closed", &json!({"state": "closed"}));
    let inside = posting("inside", &json!({"distributionChannels": ["internal"]}));
    let unlisted = posting("unlisted", &json!({"state": "internal"}));
    let mut tagged = posting("tagged", &json!({"tags": ["firmware"], "reqCode": "ENG-1"}));
    tagged["categories"] =
        json!({"department": "Hardware", "level": "Senior", "location": "Porto"});
    lever.control("/seed", json!({"postings": [closed, inside, unlisted, tagged]})).await;
    for (query, found) in [
        ("", set(&["closed", "inside", "unlisted", "tagged"])),
        ("state=published", set(&["tagged"])),
        ("state=published&distributionChannel=internal", set(&["inside", "tagged"])),
        (
            "state=published&distributionChannel=internal&distributionChannel=public",
            set(&["inside", "tagged"]),
        ),
        ("state=closed&state=internal", set(&["closed", "unlisted"])),
        ("tag=firmware", set(&["tagged"])),
        ("tag=Firmware", set(&[])),
        ("department=Hardware", set(&["tagged"])),
        ("group=Hardware", set(&["tagged"])),
        ("level=Senior&location=Porto", set(&["tagged"])),
        ("team=Services&state=closed", set(&["closed"])),
        ("commitment=Full-time&location=Lyon&state=internal", set(&["unlisted"])),
        ("updated_at_start=1700000000000", set(&["closed", "inside", "unlisted", "tagged"])),
        ("updated_at_end=1699999999999", set(&[])),
    ] {
        assert_eq!(ids(&lever, &format!("/postings?{query}")).await, found, "{query}");
    }
    let (status, _) = lever.get("/postings?updated_at_start=1&state=closed").await;
    assert_eq!(status, 400, "together with no other filter");
    let (_, one) = lever.get("/postings/tagged").await;
    assert_eq!(one["data"]["reqCode"], "ENG-1");
    lever.stop().await;
}

#[actix_rt::test]
async fn opportunities_by_every_other_filter() {
    let lever = Lever::start().await;
    lever.seed().await;
    let ada = lever.apply("Ada", Some("ada@example.net")).await;
    let bo = lever.apply("Bo", Some("bo@example.net")).await;
    let (ada_id, bo_id) =
        (ada["opportunity"].as_str().unwrap(), bo["opportunity"].as_str().unwrap());
    let admin = lever.admin().await;
    let path = format!("/opportunities?perform_as={admin}");
    let lead =
        json!({"name": "Cy", "origin": "referred", "sources": ["LinkedIn"], "createdAt": 1000});
    let (status, lead) = lever.send("POST", &path, lead).await;
    assert_eq!(status, 201);
    let lead = lead["data"]["id"].as_str().unwrap();
    let reasons = lever.get("/archive_reasons?type=non-hired").await.1;
    let reason = reasons["data"][1]["id"].as_str().unwrap();
    lever.control("/archive", json!({"opportunity": bo_id, "reason": reason})).await;
    lever.control("/snooze", json!({"opportunity": ada_id, "until": 99})).await;
    let archived = lever.get(&format!("/opportunities/{bo_id}")).await.1;
    let archived_at = archived["data"]["archived"]["archivedAt"].as_i64().unwrap();
    let contact = ada["contact"].as_str().unwrap();
    for (query, found) in [
        (String::new(), set(&[ada_id, bo_id, lead])),
        ("origin=referred".to_owned(), set(&[lead])),
        ("origin=referred&origin=applied".to_owned(), set(&[ada_id, bo_id, lead])),
        ("source=LinkedIn".to_owned(), set(&[lead])),
        ("source=Job%20site".to_owned(), set(&[ada_id, bo_id])),
        (format!("contact_id={contact}"), set(&[ada_id])),
        (format!("posting_id={POSTING}"), set(&[ada_id, bo_id])),
        (format!("archived_posting_id={POSTING}"), set(&[bo_id])),
        ("location=Lyon".to_owned(), set(&[ada_id, bo_id])),
        (format!("archive_reason_id={reason}"), set(&[bo_id])),
        ("snoozed=true".to_owned(), set(&[ada_id])),
        ("snoozed=False".to_owned(), set(&[bo_id, lead])),
        ("archived=false".to_owned(), set(&[ada_id, lead])),
        ("created_at_end=1000".to_owned(), set(&[lead])),
        ("advanced_at_end=1000".to_owned(), set(&[lead])),
        ("created_at_start=1001".to_owned(), set(&[ada_id, bo_id])),
        (format!("archived_at_start={archived_at}&archived_at_end={archived_at}"), set(&[bo_id])),
        (format!("archived_at_end={}", archived_at - 1), set(&[])),
        ("email=ada%40example.net&email=bo%40example.net".to_owned(), set(&[ada_id, bo_id])),
        ("confidentiality=non-confidential".to_owned(), set(&[ada_id, bo_id, lead])),
    ] {
        for path in ["opportunities", "candidates"] {
            assert_eq!(ids(&lever, &format!("/{path}?{query}")).await, found, "{path} {query}");
        }
    }
    for bad in
        ["snoozed=maybe", "archived=1", "confidentiality=some", "limit=0", "limit=101", "offset=x"]
    {
        assert_eq!(lever.get(&format!("/opportunities?{bad}")).await.0, 400, "{bad}");
    }
    lever.stop().await;
}

#[actix_rt::test]
async fn what_is_deleted_is_listed_apart() {
    let lever = Lever::start().await;
    lever.seed().await;
    let ada = lever.apply("Ada", None).await;
    let id = ada["opportunity"].as_str().unwrap();
    assert_eq!(ids(&lever, "/opportunities/deleted").await, set(&[]));
    lever.control("/delete", json!({"opportunity": id})).await;
    let (_, deleted) = lever.get("/opportunities/deleted").await;
    let admin = lever.admin().await;
    assert_eq!(deleted["data"][0]["id"], json!(id));
    assert_eq!(deleted["data"][0]["name"], "Ada");
    assert_eq!(deleted["data"][0]["deletedBy"], json!(admin));
    let at = deleted["data"][0]["deletedAt"].as_i64().unwrap();
    let day = 86_400_000;
    for (query, found) in [
        (format!("deleted_at_start={at}"), set(&[id])),
        (format!("deleted_at_end={at}"), set(&[id])),
        (format!("deleted_at_start={}", at + 1), set(&[])),
        (format!("deleted_at_end={}", at - 1), set(&[])),
    ] {
        assert_eq!(ids(&lever, &format!("/opportunities/deleted?{query}")).await, found, "{query}");
    }
    let application = ada["application"].as_str().unwrap();
    assert_eq!(ids(&lever, "/applications/deleted").await, set(&[application]));
    let window =
        format!("/applications/deleted?deleted_at_start={}&deleted_at_end={at}", at - 30 * day);
    assert_eq!(ids(&lever, &window).await, set(&[application]));
    let wide =
        format!("/applications/deleted?deleted_at_start={}&deleted_at_end={at}", at - 31 * day);
    assert_eq!(lever.get(&wide).await.0, 400, "more than 30 days");

    let bo = lever.apply("Bo", None).await;
    lever.control(&format!("/postings/{POSTING}/delete"), json!({})).await;
    assert_eq!(lever.get(&format!("/postings/{POSTING}")).await.0, 404);
    assert_eq!(ids(&lever, "/postings").await, set(&[]));
    let (_, postings) = lever.get("/postings/deleted").await;
    assert_eq!(postings["data"][0]["id"], POSTING);
    assert!(postings["data"][0]["deletedAt"].is_i64());
    let who = ids(&lever, &format!("/opportunities?posting_id={POSTING}")).await;
    assert_eq!(who, set(&[bo["opportunity"].as_str().unwrap()]), "who applied stays");
    lever.stop().await;
}

#[actix_rt::test]
async fn confidential_data_needs_to_be_asked_for_and_a_scope() {
    let lever = Lever::start().await;
    let secret = posting("secret", &json!({"confidential": true}));
    lever.control("/seed", json!({"postings": [public_posting(), secret]})).await;
    let body = json!({"posting": "secret", "name": "Ada"});
    let ada = lever.control("/apply", body).await;
    let id = ada["opportunity"].as_str().unwrap();
    assert_eq!(ids(&lever, "/postings").await, set(&[POSTING]));
    assert_eq!(ids(&lever, "/opportunities").await, set(&[]));
    let forbidden = json!({"code": "ForbiddenError", "message": "You are not authorized to perform this action."});
    for path in [
        "/postings?confidentiality=all".to_owned(),
        "/opportunities?confidentiality=confidential".to_owned(),
        "/opportunities/deleted?confidentiality=all".to_owned(),
        "/postings/secret".to_owned(),
        format!("/opportunities/{id}"),
        format!("/opportunities/{id}/notes"),
        format!("/opportunities/{id}/applications"),
    ] {
        let (status, body) = lever.get(&path).await;
        assert_eq!((status.as_u16(), &body), (403, &forbidden), "{path}");
    }
    let path = format!("/opportunities/{id}/addTags");
    assert_eq!(lever.send("POST", &path, json!({"tags": ["A"]})).await.0, 403);
    lever.stop().await;

    let lever = Lever::start_with(None, &format!("{SCOPES} confidential:access:admin")).await;
    let secret = posting("secret", &json!({"confidential": true}));
    lever.control("/seed", json!({"postings": [public_posting(), secret]})).await;
    let ada = lever.control("/apply", json!({"posting": "secret", "name": "Ada"})).await;
    let id = ada["opportunity"].as_str().unwrap();
    assert_eq!(ids(&lever, "/postings").await, set(&[POSTING]), "not unless asked");
    assert_eq!(ids(&lever, "/postings?confidentiality=all").await, set(&[POSTING, "secret"]));
    assert_eq!(ids(&lever, "/opportunities?confidentiality=confidential").await, set(&[id]));
    let (_, read) = lever.get(&format!("/opportunities/{id}")).await;
    assert_eq!(read["data"]["confidentiality"], "confidential");
    lever.stop().await;
}

#[actix_rt::test]
async fn what_lies_under_an_opportunity_comes_in_pages_too() {
    let lever = Lever::start().await;
    lever.seed().await;
    let ada = lever.apply("Ada", None).await;
    let id = ada["opportunity"].as_str().unwrap();
    let mut written = BTreeSet::new();
    for n in 0..5 {
        let path = format!("/opportunities/{id}/notes");
        let (_, note) = lever.send("POST", &path, json!({"value": format!("Note {n}")})).await;
        written.insert(note["data"]["id"].as_str().unwrap().to_owned());
    }
    let mut seen = BTreeSet::new();
    let mut query = "limit=2".to_owned();
    for pages in 1.. {
        let (_, page) = lever.get(&format!("/candidates/{id}/notes?{query}")).await;
        for note in page["data"].as_array().unwrap() {
            assert!(seen.insert(note["id"].as_str().unwrap().to_owned()), "once");
        }
        let Some(next) = page["next"].as_str() else {
            assert_eq!((pages, &page["hasNext"]), (3, &json!(false)));
            break;
        };
        // Percent-encoded already, and encoded once more on the wire.
        query = format!("limit=2&offset={}", next.replace('%', "%25"));
    }
    assert_eq!(seen, written);
    lever.stop().await;
}

#[actix_rt::test]
async fn candidates_is_another_path_to_the_same() {
    let lever = Lever::start().await;
    lever.seed().await;
    let ada = lever.apply("Ada", None).await;
    let id = ada["opportunity"].as_str().unwrap();
    for under in ["", "/applications", "/notes", "/files"] {
        let old = lever.get(&format!("/candidates/{id}{under}")).await;
        assert_eq!(old, lever.get(&format!("/opportunities/{id}{under}")).await, "{under}");
        assert_eq!(old.0, 200);
    }
    let (_, tagged) =
        lever.send("POST", &format!("/candidates/{id}/addTags"), json!({"tags": ["A"]})).await;
    assert!(tagged["data"]["tags"].as_array().unwrap().contains(&json!("A")));
    let (status, body) = lever.get(&format!("/candidates/{id}/nothing")).await;
    assert_eq!(status, 404);
    assert_eq!(body["message"], json!(format!("/v1/candidates/{id}/nothing does not exist")));
    lever.stop().await;
}
