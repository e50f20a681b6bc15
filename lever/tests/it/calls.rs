//! Each call as Lever knows it: what it sends is compared with samples, what it answers is read.
//!
//! The samples are small ones of our own and, where they are at hand, whole exchanges from
//! `$FULCRUM_SHARED/lever/payloads`, or from `../shared` beside the repository.

use std::{env, fs, path::PathBuf};

use lever::{Client, Error, FieldValue, OpportunityFilter};
use serde_json::{Value, json};

use crate::server::{PERFORM_AS, Reply, Request, Server};

const OPPORTUNITY: &str = "1f9f774b-5332-4e1c-a954-451928d8ce81";
const STAGE: &str = "84d9a884-72bd-4f44-afa9-2b916e7ea4b9";
const TEMPLATE: &str = "495d8ecc-f500-4ab8-aed5-ddaefa477b7f";
const RATING: &str = "0c17328c-df0e-4e23-977b-017aeddd442d";
const SUMMARY: &str = "164bee7a-128e-4293-9d41-ddd7b5ffa359";

fn recorded(name: &str) -> Option<Value> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = env::var_os("FULCRUM_SHARED").map_or_else(beside, PathBuf::from);
    let path = shared.join("lever/payloads/api").join(format!("{name}.json"));
    let Ok(bytes) = fs::read(&path) else {
        println!("NOT COMPARED: {} is not there", path.display());
        return None;
    };
    Some(serde_json::from_slice(&bytes).unwrap())
}

/// The recorded exchange, if there, and ours: the same request, answered with `data`.
fn samples(name: &str, method: &str, path: &str, body: &Value, data: &Value) -> Vec<Value> {
    let write = method != "GET";
    let query = if write { json!({ "perform_as": PERFORM_AS }) } else { json!({}) };
    let ours = json!({
        "request": { "method": method, "path": path, "query": query, "body": body },
        "response": { "status": 200, "body": { "data": data } },
    });
    [Some(ours), recorded(name)].into_iter().flatten().collect()
}

/// Makes the call against the sample's answer and compares what was sent.
async fn replay<T>(sample: &Value, call: impl AsyncFnOnce(Client) -> Result<T, Error>) -> T {
    let response = &sample["response"];
    let status = u16::try_from(response["status"].as_u64().unwrap()).unwrap();
    let mut replies = vec![Reply::json(status, &response["body"])];
    if response["body"]["hasNext"] == true {
        replies.push(Reply::json(200, &json!({ "data": [], "hasNext": false })));
    }
    let server = Server::start(replies);
    let answer = call(server.client()).await.unwrap();
    compare(&server.requests()[0], &sample["request"]);
    answer
}

fn compare(sent: &Request, sample: &Value) {
    assert_eq!(sent.method, sample["method"]);
    assert_eq!(sent.path(), sample["path"]);
    // How much and how expanded is ours to choose.
    let chosen = |name: &str| matches!(name, "limit" | "expand");
    let query = sent.query().into_iter().filter(|(name, _)| !chosen(name));
    let expected = sample["query"].as_object().into_iter().flatten();
    let expected = expected.filter(|(name, _)| !chosen(name));
    let expected = expected.map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned()));
    let (mut query, mut expected): (Vec<_>, Vec<_>) = (query.collect(), expected.collect());
    query.sort();
    expected.sort();
    assert_eq!(query, expected);
    if !sample["body"].is_null() {
        assert_eq!(serde_json::from_str::<Value>(&sent.body).unwrap(), sample["body"]);
    }
}

fn path(call: &str) -> String {
    format!("/v1/opportunities/{OPPORTUNITY}/{call}")
}

#[tokio::test]
async fn added_tags_come_back_from_an_answer_that_is_blank_otherwise() {
    let body = json!({ "tags": ["Alex - Completed"] });
    let blank = json!({
        "id": OPPORTUNITY, "name": "", "emails": [], "contact": "c", "stage": "s",
        "tags": ["Engineering", "Alex - Completed"],
    });
    for sample in samples("opportunities.addTags", "POST", &path("addTags"), &body, &blank) {
        let add = async |lever: Client| {
            lever.opportunities().add_tags(OPPORTUNITY, &["Alex - Completed"]).await
        };
        let tags = replay(&sample, add).await;
        assert_eq!(json!(tags), sample["response"]["body"]["data"]["tags"]);
    }
}

#[tokio::test]
async fn tags_links_and_the_stage_are_written() {
    let data = json!({ "id": OPPORTUNITY });
    let body = json!({ "tags": ["Alex - Completed"] });
    for sample in samples("opportunities.removeTags", "POST", &path("removeTags"), &body, &data) {
        let remove = async |lever: Client| {
            lever.opportunities().remove_tags(OPPORTUNITY, &["Alex - Completed"]).await
        };
        replay(&sample, remove).await;
    }
    let link = "https://interviews.example.com/r/8Kd2";
    let body = json!({ "links": [link] });
    for sample in samples("opportunities.addLinks", "POST", &path("addLinks"), &body, &data) {
        let add = async |lever: Client| lever.opportunities().add_links(OPPORTUNITY, &[link]).await;
        replay(&sample, add).await;
    }
    let body = json!({ "stage": STAGE });
    for sample in samples("opportunities.stage", "PUT", &path("stage"), &body, &data) {
        let set = async |lever: Client| lever.opportunities().set_stage(OPPORTUNITY, STAGE).await;
        replay(&sample, set).await;
    }
}

#[tokio::test]
async fn an_expanded_opportunity_tells_all_we_use() {
    let data = json!({
        "id": OPPORTUNITY, "name": "Marit Hoekstra", "origin": "applied", "archived": null,
        "contact": { "id": "7df8ac5d-bc76-4ec7-aab2-c2d46a74d00e", "name": "Marit Hoekstra" },
        "stage": { "id": "e47ed288-ff3f-4fd7-92f9-4f985cf39f91", "text": "On-site interview" },
        "stageChanges": [
            { "toStageId": "applicant-new", "toStageIndex": 3, "updatedAt": 1_787_731_200_000_i64 },
            { "toStageId": "e47ed288-ff3f-4fd7-92f9-4f985cf39f91",
              "updatedAt": 1_788_246_000_000_i64 },
        ],
        "applications": [{ "id": "a", "posting": "p", "createdAt": 1_787_731_200_000_i64 }],
        "lastAdvancedAt": 1_788_246_000_000_i64, "updatedAt": null,
    });
    let path = format!("/v1/opportunities/{OPPORTUNITY}");
    for mut sample in samples("opportunities.get.expanded", "GET", &path, &Value::Null, &data) {
        sample["request"]["query"] = Value::Null;
        let read = async |lever: Client| lever.opportunities().read(OPPORTUNITY).await;
        let read = replay(&sample, read).await;
        assert_eq!(read.contact_id(), Some("7df8ac5d-bc76-4ec7-aab2-c2d46a74d00e"));
        assert_eq!(read.moved_at(), Some(1_788_246_000_000));
        assert_eq!(read.applied_at(), Some(1_787_731_200_000));
        assert_eq!(read.last_advanced_at, Some(1_788_246_000_000));
        assert_eq!(read.origin.as_deref(), Some("applied"));
    }
}

#[tokio::test]
async fn candidates_in_a_stage_are_listed_by_filter() {
    let (stage, posting) =
        ("e47ed288-ff3f-4fd7-92f9-4f985cf39f91", "0247811e-3d26-4718-9cc0-1e7eda5c8534");
    let query = json!({ "stage_id": stage, "posting_id": posting, "archived": "false" });
    let data = json!([]);
    let path = "/v1/opportunities";
    for mut sample in samples("opportunities.list.in-stage", "GET", path, &Value::Null, &data) {
        if sample["request"]["query"] == json!({}) {
            sample["request"]["query"] = query.clone();
        }
        // Recorded without expanding: the request is what counts here.
        sample["response"]["body"] = json!({ "data": [{ "id": "o" }], "hasNext": false });
        let filter = OpportunityFilter {
            stage_ids: vec![stage.to_owned()],
            posting_ids: vec![posting.to_owned()],
            archived: Some(false),
            ..OpportunityFilter::default()
        };
        let list = async |lever: Client| lever.opportunities().list(&filter).await;
        assert_eq!(replay(&sample, list).await.len(), 1);
    }
}

#[tokio::test]
async fn deleted_opportunities_are_known_by_id() {
    let data = json!([{ "id": "33809a87-c235-415f-8876-560692f6a516", "contact": "c" }]);
    let path = "/v1/opportunities/deleted";
    for mut sample in samples("opportunities.deleted", "GET", path, &Value::Null, &data) {
        sample["request"]["query"] = json!({ "deleted_at_start": "1787644800000" });
        let list = async |lever: Client| lever.opportunities().deleted(1_787_644_800_000).await;
        assert_eq!(replay(&sample, list).await, ["33809a87-c235-415f-8876-560692f6a516"]);
    }
}

#[tokio::test]
async fn users_are_listed_read_and_found_by_address() {
    let priya = json!({
        "id": PERFORM_AS, "name": "Priya Raman", "email": "priya@larkspur.example",
        "accessRole": "super admin", "deactivatedAt": null,
    });
    let tomas = json!({
        "id": "t", "name": "Tomás Ortega", "email": "tomas@larkspur.example",
        "accessRole": "team member",
    });
    let data = json!([tomas, priya]);
    for sample in samples("users.list", "GET", "/v1/users", &Value::Null, &data) {
        let users = replay(&sample, async |lever: Client| lever.users().list().await).await;
        assert!(users.len() > 1 && users.iter().all(lever::User::active));
        let admins: Vec<_> = users.iter().filter(|user| user.super_admin()).collect();
        assert_eq!(admins.iter().map(|user| user.id.as_str()).collect::<Vec<_>>(), [PERFORM_AS]);
    }
    let path = format!("/v1/users/{PERFORM_AS}");
    for sample in samples("users.get", "GET", &path, &Value::Null, &priya) {
        let id = sample["response"]["body"]["data"]["id"].as_str().unwrap().to_owned();
        let user = replay(&sample, async |lever: Client| lever.users().read(&id).await).await;
        assert_eq!(user.id, id);
    }
    for mut sample in samples("users.by-email", "GET", "/v1/users", &Value::Null, &data) {
        // Ours is answered as if the filter were ignored.
        sample["request"]["query"] = json!({ "email": "priya@larkspur.example" });
        let find = async |lever: Client| lever.users().by_email(" priya@larkspur.example ").await;
        assert_eq!(replay(&sample, find).await.unwrap().name, "Priya Raman");
    }
    let nobody = Server::start(vec![Reply::json(200, &json!({ "data": data }))]);
    assert!(nobody.client().users().by_email("nobody@larkspur.example").await.unwrap().is_none());
}

#[tokio::test]
async fn tags_are_listed_by_text() {
    let data = json!([{ "count": 9, "text": "Full-time" }, { "count": 37, "text": "Full-Time" }]);
    for sample in samples("tags.list", "GET", "/v1/tags", &Value::Null, &data) {
        let tags = replay(&sample, async |lever: Client| lever.tags().list().await).await;
        assert!(tags.iter().any(|tag| tag == "Full-time"));
        assert!(tags.iter().any(|tag| tag == "Full-Time"));
    }
}

#[tokio::test]
async fn feedback_templates_tell_what_can_be_chosen() {
    let template = json!({ "id": TEMPLATE, "text": "AI interview", "group": null, "fields": [
        { "id": RATING, "type": "score-system", "text": "Rating", "required": true, "options": [
            { "text": "4 - Strong Hire" }, { "text": "3 - Hire" },
            { "text": "2 - No Hire" }, { "text": "1 - Strong No Hire" },
        ] },
        { "id": SUMMARY, "type": "textarea", "text": "Summary", "required": false },
    ] });
    let check = |template: &lever::FeedbackTemplate| {
        assert_eq!((template.id.as_str(), template.text.as_str()), (TEMPLATE, "AI interview"));
        let [rating, summary] = template.fields.as_slice() else { panic!("{template:?}") };
        assert_eq!((rating.kind.as_str(), rating.required), ("score-system", true));
        assert_eq!(rating.options[1], "3 - Hire");
        assert_eq!(rating.options.len(), 4);
        assert_eq!((summary.kind.as_str(), summary.required), ("textarea", false));
        assert!(summary.options.is_empty());
    };
    let (path, data) = ("/v1/feedback_templates", json!([template]));
    for sample in samples("feedback_templates.list", "GET", path, &Value::Null, &data) {
        let list = async |lever: Client| lever.feedback_templates().list().await;
        check(&replay(&sample, list).await[0]);
    }
    let path = format!("{path}/{TEMPLATE}");
    for sample in samples("feedback_templates.get", "GET", &path, &Value::Null, &template) {
        let read = async |lever: Client| lever.feedback_templates().read(TEMPLATE).await;
        check(&replay(&sample, read).await);
    }
}

#[tokio::test]
async fn feedback_is_filled_in_our_name_and_completed() {
    let values = [
        FieldValue { id: RATING.to_owned(), value: json!("3 - Hire") },
        FieldValue { id: SUMMARY.to_owned(), value: json!("Score 78 of 100.") },
    ];
    let body = json!({
        "baseTemplateId": TEMPLATE, "completedAt": 1_788_249_600_000_i64,
        "fieldValues": [
            { "id": RATING, "value": "3 - Hire" }, { "id": SUMMARY, "value": "Score 78 of 100." },
        ],
    });
    let data = json!({ "id": "f" });
    for sample in samples("feedback.create", "POST", &path("feedback"), &body, &data) {
        let create = async |lever: Client| {
            lever.feedback(OPPORTUNITY).create(TEMPLATE, &values, 1_788_249_600_000).await
        };
        replay(&sample, create).await;
    }
}

#[tokio::test]
async fn our_feedback_is_found_again_unless_it_was_deleted() {
    let form = json!({ "id": "f", "baseTemplateId": TEMPLATE, "deletedAt": null, "fields": [
        { "type": "score-system", "id": RATING, "value": "3 - Hire" },
        { "type": "date", "id": "d", "value": null },
        { "type": "textarea", "id": SUMMARY, "value": "Score 78 of 100." },
    ] });
    let data = json!([form]);
    for sample in samples("feedback.list", "GET", &path("feedback"), &Value::Null, &data) {
        for (mark, there) in [("Score 78", true), ("Score 79", false)] {
            let contain = async |lever: Client| lever.feedback(OPPORTUNITY).contain(mark).await;
            assert_eq!(replay(&sample, contain).await, there, "{mark}");
        }
        let mut deleted = sample.clone();
        deleted["response"]["body"]["data"][0]["deletedAt"] = json!(1_788_336_000_000_i64);
        let contain = async |lever: Client| lever.feedback(OPPORTUNITY).contain("Score 78").await;
        assert!(!replay(&deleted, contain).await);
    }
}

#[tokio::test]
async fn postings_of_every_state_are_read() {
    let data = json!([
        { "id": "p", "text": "Intern", "state": "draft", "urls": null, "content": {} },
        { "id": "q", "text": "Engineer", "state": "published", "updatedAt": 1 },
    ]);
    for mut sample in samples("postings.list", "GET", "/v1/postings", &Value::Null, &data) {
        let response = sample["response"].take();
        let internal = json!({ "data": [], "hasNext": false });
        let first = u16::try_from(response["status"].as_u64().unwrap()).unwrap();
        let mut replies = vec![Reply::json(first, &response["body"])];
        if response["body"]["hasNext"] == true {
            replies.push(Reply::json(200, &internal));
        }
        replies.push(Reply::json(200, &internal));
        let server = Server::start(replies);
        let postings = server.client().postings().open().await.unwrap();
        let states: Vec<_> = postings.iter().filter_map(|it| it.state.as_deref()).collect();
        assert_eq!(states.len(), postings.len());
        assert!(states.contains(&"draft") && states.contains(&"published"), "{states:?}");
        assert!(postings.iter().any(|posting| posting.updated_at.is_some()));
    }
}
