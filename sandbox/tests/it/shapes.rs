//! The field names of our answers against those recorded from Lever, where the recordings are at hand.

use std::{collections::BTreeSet, env, fs, path::PathBuf};

use reqwest::{
    StatusCode,
    multipart::{Form, Part},
};
use serde_json::{Value, json};

use crate::harness::{Lever, POSTING, SCOPES, public_posting};

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

/// What has been compared, so that no payload is forgotten.
#[derive(Default)]
struct Compared(BTreeSet<String>);

impl Compared {
    /// Compares status and field names with `payloads/<name>.json`; `but` are paths that depend on the data.
    fn with(&mut self, name: &str, (status, body): &(StatusCode, Value), but: &[&str]) {
        self.0.insert(name.to_owned());
        let Some(recorded) = read(&format!("lever/payloads/{name}.json")) else {
            return;
        };
        let names = |value: &Value| {
            let mut into = BTreeSet::new();
            fields(value, "", &mut into);
            into.retain(|path| !but.iter().any(|but| path.starts_with(but)));
            into
        };
        let recorded = &recorded["response"];
        assert_eq!(status.as_u16(), recorded["status"], "{name}: {body}");
        let (ours, theirs) = (names(body), names(&recorded["body"]));
        let more: Vec<_> = ours.difference(&theirs).collect();
        let fewer: Vec<_> = theirs.difference(&ours).collect();
        assert!(more.is_empty() && fewer.is_empty(), "{name}: more {more:?}, fewer {fewer:?}");
    }

    /// An error, word for word but for the ids in it.
    fn error(&mut self, name: &str, answer: &(StatusCode, Value), ours: &str, theirs: &str) {
        self.with(name, answer, &[]);
        if let Some(recorded) = read(&format!("lever/payloads/{name}.json")) {
            let recorded = recorded["response"]["body"].to_string().replace(theirs, "…");
            assert_eq!(answer.1.to_string().replace(ours, "…"), recorded, "{name}");
        }
    }
}

/// Payloads that no answer here is to be like, or that other tests are about.
const ELSEWHERE: &[&str] = &[
    // As the documentation has it, which recorded answers contradict, or by another spelling of numbers.
    "api/files.list.bare",
    "api/files.upload.strings",
    "api/notes.create.documented-answer",
    "api/webhooks.create.nested",
    // A comment answers the whole note, as recorded for notes; documented is the id alone.
    "api/notes.create.thread",
    // Faults on request, and files of kinds Lever cannot show.
    "errors/408.file",
    "errors/422.download",
    "errors/429",
    "errors/503",
];

/// Every scope that an answer compared here needs.
const MORE_SCOPES: &str = "feedback:write:admin feedback_templates:write:admin forms:write:admin \
     form_templates:write:admin panels:write:admin resumes:read:admin uploads:write:admin \
     contact:write:admin sources:read:admin audit_events:read:admin";

async fn connected() -> Lever {
    Lever::start_with(None, &format!("{SCOPES} {MORE_SCOPES}")).await
}

impl Lever {
    async fn upload(&self, path: &str) -> (StatusCode, Value) {
        let answer = self
            .client
            .post(format!("{}/v1{path}", self.url))
            .bearer_auth(&self.token)
            .multipart(Form::new().part("file", Part::bytes(vec![1]).file_name("a.pdf")))
            .send()
            .await
            .unwrap();
        (answer.status(), answer.json().await.unwrap())
    }

    async fn delete(&self, path: &str) -> (StatusCode, Value) {
        self.send("DELETE", path, Value::Null).await
    }
}

fn text<'a>(answer: &'a (StatusCode, Value), pointer: &str) -> &'a str {
    let found = answer.1.pointer(pointer).and_then(Value::as_str);
    assert!(found.is_some(), "{pointer} in {}", answer.1);
    found.unwrap()
}

/// A posting that has everything, with a question of its own.
fn rich_posting() -> Value {
    let mut posting = public_posting();
    posting["tags"] = json!(["Alex - On Application"]);
    posting["reqCode"] = json!("ENG-114");
    posting["customQuestions"] = json!([{"text": "Languages", "fields": [
        {"type": "multiple-select", "text": "Which languages?", "required": true, "options": [{"text": "C"}, {"text": "Rust"}]},
        {"type": "text", "text": "When could you start?"},
    ]}]);
    posting
}

/// Someone applies on the rich posting and says all there is to say; answers the opportunity.
async fn rich_opportunity(lever: &Lever) -> String {
    let questions = lever.get(&format!("/postings/{POSTING}/apply")).await;
    let question = text(&questions, "/data/customQuestions/0/baseTemplateId");
    let body = json!({
        "personalInformation": [
            {"name": "fullName", "value": "Marit"},
            {"name": "email", "value": "marit@example.net"},
            {"name": "phone", "value": "+31 6 5550 0117"},
            {"name": "currentCompany", "value": "Tidewater"},
        ],
        "urls": [{"name": "Other website", "value": "https://example.net/marit"}],
        "customQuestions": [{"id": question, "fields": [{"value": ["C", "Rust"]}, {"value": "November"}]}],
    });
    let applied = lever.send("POST", &format!("/postings/{POSTING}/apply"), body).await;
    assert_eq!(applied.0, 201, "{}", applied.1);
    let found = lever.get("/opportunities?email=marit@example.net").await;
    let id = text(&found, "/data/0/id").to_owned();
    let protection = json!({"opportunity": id, "store": true, "contact": true});
    lever.control("/data_protection", protection).await;
    id
}

#[actix_rt::test]
async fn answers_have_the_recorded_fields() {
    let lever = connected().await;
    let mut seen = Compared::default();
    account_and_postings(&lever, &mut seen).await;
    webhooks_and_templates(&lever, &mut seen).await;
    let id = rich_opportunity(&lever).await;
    opportunities(&lever, &mut seen, &id).await;
    writes(&lever, &mut seen, &id).await;
    notes_and_files(&lever, &mut seen, &id).await;
    feedback_and_panels(&lever, &mut seen, &id).await;
    errors(&lever, &mut seen, &id).await;
    lever.stop().await;
    for folder in ["api", "errors"] {
        let Ok(entries) = fs::read_dir(shared().join("lever/payloads").join(folder)) else {
            println!("NOT COMPARED: there are no recorded payloads in {folder}");
            continue;
        };
        for file in entries.map(|entry| entry.unwrap().path()) {
            let name = format!("{folder}/{}", file.file_stem().unwrap().to_str().unwrap());
            let known = seen.0.contains(&name) || ELSEWHERE.contains(&name.as_str());
            assert!(known, "{name} is compared with nothing");
        }
    }
}

async fn account_and_postings(lever: &Lever, seen: &mut Compared) {
    let mut plain = public_posting();
    plain["id"] = json!("9d7c1f0e-2f64-4a1c-8f6e-0a7d5c3b9e21");
    plain["lists"] = json!([]);
    for name in ["salaryRange", "salaryDescription", "salaryDescriptionPlain"] {
        plain.as_object_mut().unwrap().remove(name);
    }
    let draft = json!({"id": "5b0f8a46-71ce-4d39-a2b8-e4c6d0f91a73", "text": "Finance Intern", "state": "draft"});
    lever.control("/seed", json!({"postings": [rich_posting(), plain, draft]})).await;
    rich_opportunity(lever).await;
    let admin = lever.admin().await;
    seen.with("api/users.list", &lever.get("/users?limit=100").await, &[]);
    let all = lever.get("/users?includeDeactivated=true").await;
    seen.with("api/users.list.deactivated", &all, &[]);
    let found = lever.get("/users?email=HELENA%40fernhill.example").await;
    assert_eq!(text(&found, "/data/0/id"), admin);
    seen.with("api/users.by-email", &found, &[]);
    seen.with("api/users.get", &lever.get(&format!("/users/{admin}")).await, &[]);
    seen.with("api/stages.list", &lever.get("/stages").await, &[]);
    seen.with("api/stages.get", &lever.get("/stages/offer").await, &[]);
    seen.with("api/disposition_stages", &lever.get("/disposition_stages").await, &[]);
    seen.with("api/archive_reasons.list", &lever.get("/archive_reasons").await, &[]);
    seen.with("api/tags.list", &lever.get("/tags").await, &[]);
    seen.with("api/sources.list", &lever.get("/sources").await, &[]);
    // What an event says besides depends on its type.
    let meta = [".data[].meta"];
    seen.with("api/audit_events.list", &lever.get("/audit_events").await, &meta);

    seen.with("api/postings.list", &lever.get("/postings").await, &[]);
    let tagged = lever.get("/postings?tag=Alex%20-%20On%20Application").await;
    seen.with("api/postings.list.tagged", &tagged, &[]);
    let path = format!("/postings/{POSTING}");
    seen.with("api/postings.get", &lever.get(&path).await, &[]);
    let expanded = lever.get(&format!("{path}?expand=owner&expand=hiringManager")).await;
    seen.with("api/postings.get.expanded", &expanded, &[]);
    let plain = lever.get("/postings/9d7c1f0e-2f64-4a1c-8f6e-0a7d5c3b9e21").await;
    seen.with("api/postings.get.no-salary", &plain, &[]);
    let draft = lever.get("/postings/5b0f8a46-71ce-4d39-a2b8-e4c6d0f91a73").await;
    assert_eq!(draft.1["data"]["urls"], Value::Null);
    assert_eq!(draft.1["data"]["distributionChannels"], Value::Null);
    seen.with("api/postings.get.draft", &draft, &[]);
    seen.with("api/postings.include", &lever.get("/postings?include=content").await, &[]);
    let path = format!("{path}?perform_as={admin}");
    let tags = json!({"tags": ["firmware", "urgent"]});
    seen.with("api/postings.update", &lever.send("POST", &path, tags).await, &[]);
}

async fn webhooks_and_templates(lever: &Lever, seen: &mut Compared) {
    let hook = json!({"url": "https://example.net/hook", "event": "candidateStageChange"});
    let hook = lever.send("POST", "/webhooks", hook).await;
    assert!(hook.1["data"]["configuration"]["signatureToken"].is_string());
    seen.with("api/webhooks.create", &hook, &[]);
    let some = json!({"url": "https://example.net/hook", "event": "applicationCreated",
        "configuration": {"conditions": {"origins": ["applied", "sourced"]}}});
    let some = lever.send("POST", "/webhooks", some).await;
    seen.with("api/webhooks.create.conditions", &some, &[]);
    seen.with("api/webhooks.list", &lever.get("/webhooks").await, &[]);
    let id = text(&hook, "/data/id");
    let change = json!({"data": [{"id": id, "url": "https://example.net/new"}]});
    seen.with("api/webhooks.update", &lever.send("PUT", "/webhooks", change).await, &[]);
    seen.with("api/webhooks.delete", &lever.delete(&format!("/webhooks/{id}")).await, &[]);

    let template = json!({"text": "AI interview", "instructions": "Filled by a server.", "fields": [
        {"type": "score-system", "text": "Rating", "description": "", "required": true},
        {"type": "textarea", "text": "Summary", "description": "", "required": false},
    ]});
    let template = lever.send("POST", "/feedback_templates", template).await;
    seen.with("api/feedback_templates.create", &template, &[]);
    let path = format!("/feedback_templates/{}", text(&template, "/data/id"));
    seen.with("api/feedback_templates.get", &lever.get(&path).await, &[]);
    let page = lever.get("/feedback_templates?limit=1").await;
    assert_eq!(text(&page, "/data/0/text"), "AI interview", "by title");
    seen.with("api/feedback_templates.list", &page, &[]);
    seen.with("api/uploads.create", &lever.upload("/uploads").await, &[]);
}

async fn opportunities(lever: &Lever, seen: &mut Compared, id: &str) {
    let admin = lever.admin().await;
    let stage = lever.stage("On-site Interview").await;
    let path = format!("/opportunities/{id}/stage?perform_as={admin}");
    let moved = lever.send("PUT", &path, json!({"stage": stage})).await;
    seen.with("api/opportunities.stage", &moved, &[]);
    seen.with("api/opportunities.get", &lever.get(&format!("/opportunities/{id}")).await, &[]);
    let expand = "expand=applications&expand=contact&expand=stage&expand=owner";
    let expanded = lever.get(&format!("/opportunities/{id}?{expand}")).await;
    seen.with("api/opportunities.get.expanded", &expanded, &[]);
    let there = format!("stage_id={stage}&posting_id={POSTING}&archived=false&limit=100");
    let there = lever.get(&format!("/opportunities?{there}")).await;
    seen.with("api/opportunities.list.in-stage", &there, &[]);

    // A lead in the archive, someone anonymized, and someone known before.
    let path = format!("/opportunities?perform_as={admin}");
    let lead = lever.send("POST", &path, json!({"name": "Naledi", "origin": "referred"})).await;
    lever.control("/archive", json!({"opportunity": text(&lead, "/data/id")})).await;
    let filter = format!("contact_id={}", text(&lead, "/data/contact"));
    let lead_list = lever.get(&format!("/opportunities?{filter}")).await;
    seen.with("api/opportunities.list.no-email", &lead_list, &[]);
    let gone = lever.apply("Jae-won", None).await;
    let gone = gone["opportunity"].as_str().unwrap();
    // Who is on the first page has nothing to say of phones, of protection or of a user who moved them.
    let data = [".data[].phones[]", ".data[].dataProtection.", ".data[].archived."];
    let first = lever.get("/opportunities?limit=2").await;
    seen.with("api/opportunities.list.page1", &first, &data);
    let last = lever.get(&format!("/opportunities?limit=2&stage_id={stage}")).await;
    seen.with("api/opportunities.list.page2", &last, &[]);
    lever.control("/anonymize", json!({"opportunity": gone})).await;
    let anonymized = lever.get(&format!("/opportunities/{gone}")).await;
    seen.with("api/opportunities.get.anonymized", &anonymized, &[]);

    let new = json!({"name": "Bo", "emails": ["bo@example.net"], "phones": [{"type": "mobile", "value": "1"}],
        "postings": [POSTING]});
    let made = lever.send("POST", &path, new).await;
    seen.with("api/opportunities.create", &made, &[]);
    let again = json!({"name": "B.", "emails": ["bo@example.net"], "postings": [POSTING]});
    let again = lever.send("POST", &path, again).await;
    seen.with("api/opportunities.create.deduped", &again, &[]);
    let made_id = text(&made, "/data/id");
    let applications = format!("/opportunities/{made_id}/applications");
    seen.with("api/applications.list", &lever.get(&applications).await, &[]);
    let contact = format!("/contacts/{}", text(&made, "/data/contact"));
    seen.with("api/contacts.get", &lever.get(&contact).await, &[]);
    let elsewhere = json!({"location": "Utrecht, NL"});
    seen.with("api/contacts.update", &lever.send("PUT", &contact, elsewhere).await, &[]);
    let applied = text(&expanded, "/data/applications/0/id");
    let application = lever.get(&format!("/opportunities/{id}/applications/{applied}")).await;
    seen.with("api/applications.get", &application, &[]);

    let none = lever.get("/applications/deleted?deleted_at_end=1000").await;
    seen.with("api/applications.deleted", &none, &[]);
    lever.control("/delete", json!({"opportunity": text(&lead, "/data/id")})).await;
    seen.with("api/opportunities.deleted", &lever.get("/opportunities/deleted").await, &[]);
}

async fn writes(lever: &Lever, seen: &mut Compared, id: &str) {
    let admin = lever.admin().await;
    let write = async |method: &str, what: &str, body: Value| {
        let path = format!("/opportunities/{id}/{what}?perform_as={admin}");
        lever.send(method, &path, body).await
    };
    for (name, field) in [
        ("addTags", "tags"),
        ("removeTags", "tags"),
        ("addLinks", "links"),
        ("addSources", "sources"),
    ] {
        let answer = write("POST", name, json!({field: ["https://example.net/r"]})).await;
        seen.with(&format!("api/opportunities.{name}"), &answer, &[]);
    }
    let reasons = lever.get("/archive_reasons?type=non-hired").await;
    let reason = text(&reasons, "/data/0/id");
    let archived = json!({"reason": reason, "cleanInterviews": true});
    seen.with("api/opportunities.archive", &write("PUT", "archived", archived).await, &[]);
    let back = write("PUT", "archived", json!({"reason": null})).await;
    seen.with("api/opportunities.unarchive", &back, &[]);
}

async fn notes_and_files(lever: &Lever, seen: &mut Compared, id: &str) {
    let admin = lever.admin().await;
    let notes = format!("/opportunities/{id}/notes");
    let create = format!("{notes}?perform_as={admin}");
    let note = lever.send("POST", &create, json!({"value": "Yes", "score": 3})).await;
    seen.with("api/notes.create", &note, &[]);
    let plain = lever.send("POST", &create, json!({"value": "Invited."})).await;
    assert_eq!(plain.1["data"]["fields"][0]["score"], Value::Null);
    seen.with("api/notes.create.plain", &plain, &[]);
    let thread = format!("{create}&note_id={}", text(&note, "/data/noteId"));
    let comment = lever.send("POST", &thread, json!({"value": "Thanks."})).await;
    assert_eq!(comment.0, 201);
    seen.with("api/notes.list", &lever.get(&notes).await, &[]);
    let one = format!("{notes}/{}", text(&note, "/data/id"));
    seen.with("api/notes.get", &lever.get(&one).await, &[]);
    let other = json!({"score": 4, "values": [{"value": "Score 91."}]});
    seen.with("api/notes.update", &lever.send("PUT", &one, other).await, &[]);
    seen.with("api/notes.delete", &lever.delete(&one).await, &[]);

    let files = format!("/opportunities/{id}/files");
    let create = format!("{files}?perform_as={admin}");
    let file = lever.upload(&create).await;
    seen.with("api/files.upload", &file, &[]);
    seen.with("api/files.list", &lever.get(&files).await, &[]);
    let one = format!("{files}/{}", text(&file, "/data/id"));
    seen.with("api/files.get", &lever.get(&one).await, &[]);
    let gone = lever.delete(&format!("{one}?perform_as={admin}")).await;
    seen.with("api/files.delete", &gone, &[]);

    let parsed = json!({
        "positions": [{"org": "T", "title": "E", "summary": "W", "location": "R", "start": {"year": 2021, "month": 3}, "end": null}],
        "schools": [{"org": "D", "degree": "M", "field": "S", "summary": null, "start": {"year": 2018, "month": 9}, "end": {"year": 2020, "month": 8}}],
    });
    let resume = json!({"opportunity": id, "name": "cv.pdf", "parsedData": parsed});
    lever.control("/resume", resume).await;
    let resumes = lever.get(&format!("/opportunities/{id}/resumes")).await;
    assert_eq!(text(&resumes, "/data/0/file/ext"), "pdf", "without a dot");
    seen.with("api/resumes.list", &resumes, &[]);

    let templates = lever.get("/form_templates").await;
    let form = json!({"baseTemplateId": text(&templates, "/data/0/id"), "fields": [
        {"type": "text", "text": "Score of 100", "value": "78"},
        {"type": "textarea", "text": "Feedback", "value": null},
    ]});
    let path = format!("/opportunities/{id}/forms?perform_as={admin}");
    seen.with("api/forms.create", &lever.send("POST", &path, form).await, &[]);
}

async fn feedback_and_panels(lever: &Lever, seen: &mut Compared, id: &str) {
    let admin = lever.admin().await;
    let templates = lever.get("/feedback_templates").await;
    let (score, summary) =
        (text(&templates, "/data/0/fields/0/id"), text(&templates, "/data/0/fields/1/id"));
    let feedback = format!("/opportunities/{id}/feedback");
    let create = json!({"baseTemplateId": text(&templates, "/data/0/id"), "completedAt": 1, "fieldValues": [
        {"id": score, "value": "3 - Hire"}, {"id": summary, "value": "Score 78."},
    ]});
    let path = format!("{feedback}?perform_as={admin}");
    let form = lever.send("POST", &path, create).await;
    seen.with("api/feedback.create", &form, &[]);
    seen.with("api/feedback.list", &lever.get(&feedback).await, &[]);
    let one = format!("{feedback}/{}", text(&form, "/data/id"));
    let change = json!({"fieldValues": [{"id": score, "value": "4 - Strong Hire"}]});
    let changed = lever.send("PUT", &format!("{one}?perform_as={admin}"), change).await;
    seen.with("api/feedback.update", &changed, &[]);
    let gone = lever.delete(&format!("{one}?perform_as={admin}")).await;
    seen.with("api/feedback.delete", &gone, &[]);
    let gone = lever.get(&one).await;
    assert!(gone.1["data"]["deletedAt"].is_i64());
    seen.with("api/feedback.get.deleted", &gone, &[]);

    let panels = format!("/opportunities/{id}/panels");
    let interview = json!({"subject": "Interview", "interviewers": [{"id": admin}], "date": 1_788_422_400_000_i64, "duration": 45});
    let panel = json!({"timezone": "Europe/Amsterdam", "interviews": [interview]});
    let panel = lever.send("POST", &format!("{panels}?perform_as={admin}"), panel).await;
    seen.with("api/panels.create", &panel, &[]);
    seen.with("api/panels.list", &lever.get(&panels).await, &[]);
    let interviews = format!("/opportunities/{id}/interviews");
    let mut more = interview.clone();
    more["panel"] = panel.1["data"]["id"].clone();
    let path = format!("{interviews}?perform_as={admin}");
    let made = lever.send("POST", &path, more.clone()).await;
    seen.with("api/interviews.create", &made, &[]);
    seen.with("api/interviews.list", &lever.get(&interviews).await, &[]);
    let one = format!("{interviews}/{}", text(&made, "/data/id"));
    seen.with("api/interviews.get", &lever.get(&one).await, &[]);
    more["duration"] = json!(60);
    let moved = lever.send("PUT", &format!("{one}?perform_as={admin}"), more).await;
    seen.with("api/interviews.update", &moved, &[]);
    let gone = lever.delete(&format!("{one}?perform_as={admin}")).await;
    seen.with("api/interviews.delete", &gone, &[]);
    let one = format!("{panels}/{}", text(&panel, "/data/id"));
    let gone = lever.delete(&format!("{one}?perform_as={admin}")).await;
    seen.with("api/panels.delete", &gone, &[]);
}

async fn errors(lever: &Lever, seen: &mut Compared, id: &str) {
    seen.error("errors/404.path", &lever.get("/opportunitys").await, "-", "-");
    let ids = ["nope", "831568bc-a392-4caa-99e3-ae531f71f26b"];
    seen.error("errors/404.object", &lever.get("/stages/nope").await, ids[0], ids[1]);
    let upload = lever.upload(&format!("/opportunities/{id}/files")).await;
    seen.error("errors/400.perform-as", &upload, "-", "-");
    let decoded = lever.get("/opportunities?offset=%5B3%2C1788249600000%5D").await;
    seen.error("errors/400.offset", &decoded, "-", "-");
    let expand = lever.get("/opportunities?expand=posting").await;
    seen.error("errors/400.expand", &expand, "-", "-");
    let scope = lever.get("/requisitions").await;
    seen.error("errors/403.scope", &scope, "-", "-");
    let nobody = lever.client.get(format!("{}/v1/users", lever.url)).send().await.unwrap();
    let nobody = (nobody.status(), nobody.json().await.unwrap());
    seen.error("errors/401", &nobody, "-", "-");
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
