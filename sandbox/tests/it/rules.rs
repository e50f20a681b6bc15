//! Who may do what: scopes of each endpoint, `perform_as`, locked tags, and what only people may change.

use base64::{Engine, engine::general_purpose::STANDARD};
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::harness::{Lever, POSTING, SCOPES};

/// Beside those of the harness.
const MORE: &str = "feedback:write:admin feedback_templates:write:admin forms:write:admin \
     form_templates:write:admin panels:write:admin contact:write:admin users:write:admin";

async fn connected() -> Lever {
    Lever::start_with(None, &format!("{SCOPES} {MORE}")).await
}

#[actix_rt::test]
async fn each_endpoint_wants_its_own_scope() {
    let lever = Lever::start_with(None, "stages:read:admin").await;
    lever.seed().await;
    let ids = lever.apply("Ada", None).await;
    let opportunity = format!("/opportunities/{}", ids["opportunity"].as_str().unwrap());
    let contact = format!("/contacts/{}", ids["contact"].as_str().unwrap());
    for path in [
        "/users",
        "/archive_reasons",
        "/tags",
        "/sources",
        "/postings",
        "/postings/deleted",
        "/opportunities",
        "/opportunities/deleted",
        "/applications/deleted",
        "/feedback_templates",
        "/form_templates",
        "/requisitions",
        "/requisition_fields",
        "/audit_events",
        "/webhooks",
        &contact,
        &format!("/postings/{POSTING}/apply"),
        &opportunity,
        &format!("{opportunity}/applications"),
        &format!("{opportunity}/notes"),
        &format!("{opportunity}/files"),
        &format!("{opportunity}/resumes"),
        &format!("{opportunity}/feedback"),
        &format!("{opportunity}/forms"),
        &format!("{opportunity}/panels"),
        &format!("{opportunity}/interviews"),
        &format!("{opportunity}/referrals"),
        &format!("{opportunity}/offers"),
    ] {
        let (status, body) = lever.get(path).await;
        assert_eq!(status, 403, "{path}");
        assert_eq!(body["code"], "ForbiddenError", "{path}");
        let with_key = lever
            .client
            .get(format!("{}/v1{path}", lever.url))
            .header("authorization", format!("Basic {}", STANDARD.encode("fulcrum-demo-key:")))
            .send()
            .await
            .unwrap();
        assert_eq!(with_key.status(), 200, "the account's own key may do all: {path}");
    }
    assert_eq!(lever.get("/stages").await.0, 200);
    lever.stop().await;
}

#[actix_rt::test]
async fn writes_that_need_perform_as_are_refused_without() {
    let lever = connected().await;
    lever.seed().await;
    let ids = lever.apply("Ada", None).await;
    let opportunity = format!("/opportunities/{}", ids["opportunity"].as_str().unwrap());
    let missing =
        json!({"code": "BadRequestError", "message": "Missing required parameter: perform_as"});
    for (method, path) in [
        ("POST", "/opportunities".to_owned()),
        ("POST", "/postings".to_owned()),
        ("POST", format!("/postings/{POSTING}")),
        ("DELETE", format!("{opportunity}/files/x")),
        ("POST", format!("{opportunity}/feedback")),
        ("PUT", format!("{opportunity}/feedback/x")),
        ("DELETE", format!("{opportunity}/feedback/x")),
        ("POST", format!("{opportunity}/panels")),
        ("PUT", format!("{opportunity}/panels/x")),
        ("DELETE", format!("{opportunity}/panels/x")),
        ("POST", format!("{opportunity}/interviews")),
        ("PUT", format!("{opportunity}/interviews/x")),
        ("DELETE", format!("{opportunity}/interviews/x")),
    ] {
        let (status, body) = lever.send(method, &path, json!({"text": "x"})).await;
        assert_eq!((status.as_u16(), &body), (400, &missing), "{method} {path}");
    }
    // Someone who has left can do nothing.
    let (_, all) = lever.get("/users?includeDeactivated=true").await;
    let all = all["data"].as_array().unwrap();
    let left = all.iter().find(|user| !user["deactivatedAt"].is_null()).unwrap();
    let path = format!("/opportunities?perform_as={}", left["id"].as_str().unwrap());
    assert_eq!(lever.send("POST", &path, json!({"name": "B"})).await.0, 400);
    for (method, under, body) in [
        ("PUT", "stage", json!({"stage": "offer"})),
        ("PUT", "archived", json!({"reason": null})),
        ("POST", "addTags", json!({"tags": ["A"]})),
        ("POST", "removeTags", json!({"tags": ["A"]})),
        ("POST", "addLinks", json!({"links": ["https://example.net"]})),
        ("POST", "removeLinks", json!({"links": ["https://example.net"]})),
        ("POST", "addSources", json!({"sources": ["A"]})),
        ("POST", "removeSources", json!({"sources": ["A"]})),
    ] {
        let (status, _) = lever.send(method, &format!("{opportunity}/{under}"), body).await;
        assert_eq!(status, 200, "optional for {under}");
    }
    lever.stop().await;
}

#[actix_rt::test]
async fn a_link_or_tag_added_twice_is_there_once() {
    let lever = Lever::start().await;
    lever.seed().await;
    let ids = lever.apply("Ada", None).await;
    let path = format!("/opportunities/{}", ids["opportunity"].as_str().unwrap());
    for (add, remove, field) in [
        ("addLinks", "removeLinks", "links"),
        ("addTags", "removeTags", "tags"),
        ("addSources", "removeSources", "sources"),
    ] {
        let text = "https://example.net/r";
        let times = async || {
            let (_, read) = lever.get(&path).await;
            let texts = read["data"][field].as_array().unwrap().clone();
            texts.iter().filter(|it| **it == text).count()
        };
        for _ in 0..2 {
            lever.send("POST", &format!("{path}/{add}"), json!({field: [text, text]})).await;
            assert_eq!(times().await, 1, "{add}");
        }
        lever.send("POST", &format!("{path}/{remove}"), json!({field: [text]})).await;
        assert_eq!(times().await, 0, "{remove}");
    }
    lever.stop().await;
}

#[actix_rt::test]
async fn while_tags_are_locked_only_those_there_are_can_be_put_on_something() {
    let lever = Lever::start().await;
    lever.seed().await;
    let ids = lever.apply("Ada", None).await;
    let admin = lever.admin().await;
    let add = format!("/opportunities/{}/addTags", ids["opportunity"].as_str().unwrap());
    lever.control("/tags", json!({"locked": true, "known": ["Kept"]})).await;
    let refused = json!({"code": "ForbiddenError", "message": "Tag creation is restricted"});
    let (status, body) = lever.send("POST", &add, json!({"tags": ["Lyon", "New"]})).await;
    assert_eq!((status.as_u16(), &body), (403, &refused));
    let create = format!("/opportunities?perform_as={admin}");
    let (status, body) = lever.send("POST", &create, json!({"name": "B", "tags": ["New"]})).await;
    assert_eq!((status.as_u16(), &body), (403, &refused));
    assert_eq!(lever.look("/summary").await["opportunities"], 1, "nothing was made");
    for known in ["Lyon", "Kept"] {
        assert_eq!(lever.send("POST", &add, json!({"tags": [known]})).await.0, 200, "{known}");
    }
    let (_, tags) = lever.get("/tags").await;
    let tags = tags["data"].as_array().unwrap().clone();
    assert!(!tags.iter().any(|tag| tag["text"] == "New"));
    lever.control("/tags", json!({"locked": false})).await;
    assert_eq!(lever.send("POST", &add, json!({"tags": ["New"]})).await.0, 200);
    lever.stop().await;
}

#[actix_rt::test]
async fn what_people_made_apps_cannot_change() {
    let lever = connected().await;
    lever.seed().await;
    let ids = lever.apply("Ada", None).await;
    let id = ids["opportunity"].as_str().unwrap();
    let admin = lever.admin().await;
    let opportunity = format!("/opportunities/{id}");
    let note = lever.control("/note", json!({"opportunity": id, "value": "Nice."})).await;
    let note = format!("{opportunity}/notes/{}", note["data"]["id"].as_str().unwrap());
    let made = lever.control("/interview", json!({"opportunity": id, "date": 1000})).await;
    let panel = made["data"]["panel"].as_str().unwrap();
    let interview = made["data"]["interview"].as_str().unwrap();
    let (_, templates) = lever.get("/feedback_templates").await;
    let template = templates["data"][0]["id"].as_str().unwrap();
    let of_score = json!({"text": "T", "fields": [{"type": "score-system"}]});
    for (method, path, body) in [
        ("PUT", note.clone(), json!({"values": [{"value": "x"}]})),
        ("DELETE", note.clone(), Value::Null),
        ("DELETE", format!("{opportunity}/panels/{panel}"), Value::Null),
        ("DELETE", format!("{opportunity}/interviews/{interview}"), Value::Null),
        ("PUT", format!("/feedback_templates/{template}"), of_score),
        ("DELETE", format!("/feedback_templates/{template}"), Value::Null),
    ] {
        let path = format!("{path}?perform_as={admin}");
        assert_eq!(lever.send(method, &path, body).await.0, 403, "{method} {path}");
    }
    assert_eq!(lever.get(&note).await.1["data"]["fields"][0]["value"], "Nice.");
    let (_, panels) = lever.get(&format!("{opportunity}/panels")).await;
    assert_eq!(panels["data"][0]["externallyManaged"], false);
    lever.stop().await;
}

#[actix_rt::test]
async fn users_come_and_go() {
    let lever = connected().await;
    let new = json!({"name": "Kim", "email": "kim@fernhill.example", "accessRole": "admin"});
    let (status, kim) = lever.send("POST", "/users", new.clone()).await;
    assert_eq!(status, 201);
    assert_eq!(lever.send("POST", "/users", new).await.0, 400, "one address, one user");
    let path = format!("/users/{}", kim["data"]["id"].as_str().unwrap());
    lever.send("POST", &format!("{path}/deactivate"), Value::Null).await;
    assert!(lever.get(&path).await.1["data"]["deactivatedAt"].is_i64());
    let by_email = "/users?email=kim%40fernhill.example";
    assert_eq!(lever.get(by_email).await.1["data"], json!([]));
    lever.send("POST", &format!("{path}/reactivate"), Value::Null).await;
    let change =
        json!({"name": "Kim Q.", "email": "kim@fernhill.example", "accessRole": "interviewer"});
    assert_eq!(lever.send("PUT", &path, change).await.0, 200);
    let (_, found) = lever.get(by_email).await;
    assert_eq!(found["data"][0]["name"], "Kim Q.");
    assert_eq!(found["data"][0]["accessRole"], "interviewer");
    assert_eq!(lever.get("/users/nobody").await.0, 404);
    lever.stop().await;
}

#[actix_rt::test]
async fn a_contact_changes_and_is_found_under_the_new_address() {
    let lever = connected().await;
    lever.seed().await;
    let ids = lever.apply("Ada", Some("ada@example.net")).await;
    let contact = ids["contact"].as_str().unwrap();
    let path = format!("/contacts/{contact}");
    let change = json!({"emails": ["new@example.net"], "location": "Utrecht, NL"});
    let (status, changed) = lever.send("PUT", &path, change).await;
    assert_eq!(status, 200);
    assert_eq!(changed["data"]["location"], json!({"name": "Utrecht, NL"}));
    assert_eq!(changed["data"]["name"], "Ada", "what is not named stays");
    assert!(changed["data"].get("isAnonymized").is_none());
    let again = lever.apply("A.", Some("NEW@example.net")).await;
    assert_eq!(again["contact"], json!(contact));
    assert_ne!(lever.apply("Other", Some("ada@example.net")).await["contact"], json!(contact));
    lever.control("/anonymize", json!({"opportunity": ids["opportunity"]})).await;
    assert_eq!(lever.send("PUT", &path, json!({"name": "Back"})).await.0, 400);
    lever.stop().await;
}

#[actix_rt::test]
async fn postings_are_made_published_renamed_and_closed() {
    let lever = Lever::start().await;
    let admin = lever.admin().await;
    let as_admin = format!("perform_as={admin}");
    let path = format!("/postings?{as_admin}");
    assert_eq!(lever.send("POST", &path, json!({"state": "draft"})).await.0, 400, "needs a title");
    let new = json!({"text": "Welder", "categories": {"team": "Shop"}, "content": {"closingPostingHtml": "<p>Bye</p>"}});
    let (status, made) = lever.send("POST", &path, new).await;
    assert_eq!(status, 201);
    assert_eq!(made["data"]["state"], "draft");
    assert_eq!(made["data"]["urls"], Value::Null);
    assert_eq!(made["data"]["content"]["closingHtml"], "<p>Bye</p>");
    let id = made["data"]["id"].as_str().unwrap();
    let apply = format!("/postings/{id}/apply");
    assert_eq!(lever.get(&apply).await.0, 400, "a draft takes nobody");
    let path = format!("/postings/{id}?{as_admin}");
    let (_, published) = lever.send("POST", &path, json!({"state": "published"})).await;
    assert_eq!(published["data"]["distributionChannels"], json!(["internal", "public"]));
    assert_eq!(published["data"]["categories"]["team"], "Shop");
    assert_eq!(lever.get(&apply).await.0, 200);
    let ids = lever.control("/apply", json!({"posting": id, "name": "Ada"})).await;
    lever.send("POST", &path, json!({"text": "Master Welder", "state": "closed"})).await;
    let (_, read) =
        lever.get(&format!("/opportunities/{}", ids["opportunity"].as_str().unwrap())).await;
    let tags = read["data"]["tags"].as_array().unwrap();
    assert!(tags.contains(&json!("Master Welder")) && !tags.contains(&json!("Welder")), "{tags:?}");
    let (_, closed) = lever.get(&format!("/postings/{id}")).await;
    assert_eq!(closed["data"]["distributionChannels"], Value::Null);
    assert_eq!(lever.send("POST", &path, json!({"state": "gone"})).await.0, 400);
    lever.stop().await;
}

#[actix_rt::test]
async fn an_upload_becomes_the_resume_of_who_applies_with_it() {
    let scopes = format!("{SCOPES} uploads:write:admin resumes:read:admin");
    let lever = Lever::start_with(None, &scopes).await;
    lever.seed().await;
    let part = || Part::bytes(b"A life.".to_vec()).file_name("cv.pdf");
    let send = async |path: &str, form: Form| {
        let request =
            lever.client.post(format!("{}/v1{path}", lever.url)).bearer_auth(&lever.token);
        let answer = request.multipart(form).send().await.unwrap();
        (answer.status(), answer.json::<Value>().await.unwrap())
    };
    let (_, up) = send("/uploads", Form::new().part("file", part())).await;
    let body = json!({"personalInformation": [
        {"name": "fullName", "value": "Ada"},
        {"name": "email", "value": "ada@example.net"},
        {"name": "resume", "value": up["data"]["uri"]},
    ]});
    let path = format!("/postings/{POSTING}/apply");
    assert_eq!(lever.send("POST", &path, body).await.0, 201);
    let (_, found) = lever.get("/opportunities?email=ada@example.net").await;
    let resumes = format!("/opportunities/{}/resumes", found["data"][0]["id"].as_str().unwrap());
    let (_, listed) = lever.get(&resumes).await;
    let resume = &listed["data"][0];
    assert_eq!(resume["file"]["name"], "cv.pdf");
    assert!(resume.get("parsedData").is_none());
    let address = format!("{}/v1{resumes}/{}/download", lever.url, resume["id"].as_str().unwrap());
    let down = lever.client.get(address).bearer_auth(&lever.token).send().await.unwrap();
    assert_eq!(down.bytes().await.unwrap().as_ref(), b"A life.");
    let page = lever.client.get(resume["file"]["downloadUrl"].as_str().unwrap());
    let down = page.send().await.unwrap();
    assert_eq!(down.bytes().await.unwrap().as_ref(), b"A life.", "in the web app too");

    let admin = lever.admin().await;
    let form = Form::new()
        .text("name", "Bo")
        .text("emails[]", "bo@example.net")
        .text("tags[]", "Test")
        .part("resumeFile", part())
        .part("files[]", Part::bytes(vec![1]).file_name("a.txt"));
    let path =
        format!("/opportunities?perform_as={admin}&parse=False&perform_as_posting_owner=False");
    let (status, made) = send(&path, form).await;
    assert_eq!(status, 201, "{made}");
    assert_eq!(made["data"]["emails"], json!(["bo@example.net"]));
    assert_eq!(made["data"]["tags"], json!(["Test"]));
    let made = format!("/opportunities/{}", made["data"]["id"].as_str().unwrap());
    for under in ["resumes", "files"] {
        let (_, listed) = lever.get(&format!("{made}/{under}")).await;
        assert_eq!(listed["data"].as_array().unwrap().len(), 1, "{under}");
    }
    let null =
        json!({"name": "Cy", "headline": null, "links": null, "tags": [], "createdAt": 1000});
    let (status, made) = lever.send("POST", &path, null).await;
    assert_eq!(status, 201);
    assert_eq!(made["data"]["createdAt"], 1000);
    lever.stop().await;
}

#[actix_rt::test]
async fn required_questions_of_a_form_must_be_answered() {
    let lever = connected().await;
    let mut posting = crate::harness::public_posting();
    posting["customQuestions"] = json!([{"text": "Languages", "fields": [
        {"type": "dropdown", "text": "Which?", "required": true, "options": [{"text": "C"}, {"text": "Rust"}]},
    ]}]);
    lever.control("/seed", json!({"postings": [posting]})).await;
    let path = format!("/postings/{POSTING}/apply");
    let (_, form) = lever.get(&path).await;
    let question = &form["data"]["customQuestions"][0]["baseTemplateId"];
    let apply = async |value: Value| {
        let body = json!({
            "personalInformation": [{"name": "fullName", "value": "Ada"}, {"name": "email", "value": "a@example.net"}],
            "customQuestions": [{"id": question, "fields": [{"value": value}]}],
        });
        lever.send("POST", &path, body).await.0
    };
    assert_eq!(apply(Value::Null).await, 400);
    assert_eq!(apply(json!("Cobol")).await, 400, "not offered");
    assert_eq!(apply(json!("Rust")).await, 201);
    let nobody = json!({"personalInformation": [{"name": "fullName", "value": "Ada"}]});
    assert_eq!(lever.send("POST", &path, nobody).await.0, 400, "no address");

    let ids = lever.get("/opportunities?email=a@example.net").await.1;
    let forms = format!("/opportunities/{}/forms", ids["data"][0]["id"].as_str().unwrap());
    let (_, templates) = lever.get("/form_templates").await;
    let template = &templates["data"][0]["id"];
    let partly =
        json!({"baseTemplateId": template, "fields": [{"text": "Score of 100", "value": "78"}]});
    assert_eq!(lever.send("POST", &forms, partly).await.0, 400, "every field must be sent");
    let fields =
        json!([{"text": "Score of 100", "value": "78"}, {"text": "Feedback", "value": null}]);
    let whole = json!({"baseTemplateId": template, "fields": fields});
    let (status, made) = lever.send("POST", &forms, whole).await;
    assert_eq!(status, 201);
    let (_, read) = lever.get(&format!("{forms}/{}", made["id"].as_str().unwrap())).await;
    assert_eq!(read["data"], made);
    lever.stop().await;
}
