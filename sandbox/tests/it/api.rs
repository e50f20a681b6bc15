//! The Data API: who may, what comes back, in which order.

use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::harness::{INVITE_TAG, Lever, POSTING, SCOPES};

#[actix_rt::test]
async fn without_a_token_nothing_is_answered() {
    let lever = Lever::start().await;
    for token in ["", "Bearer wrong", "Basic d3Jvbmc6"] {
        let mut request = lever.client.get(format!("{}/v1/stages", lever.url));
        if !token.is_empty() {
            request = request.header("authorization", token);
        }
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 401);
        let body: Value = answer.json().await.unwrap();
        assert_eq!(
            body,
            json!({"code": "UnauthorizedError", "message": "The request requires authentication."})
        );
    }
    let key = lever
        .client
        .get(format!("{}/v1/stages", lever.url))
        .basic_auth("fulcrum-demo-key", Some(""))
        .send()
        .await
        .unwrap();
    assert_eq!(key.status(), 200, "the account's API key");
    lever.stop().await;
}

#[actix_rt::test]
async fn a_scope_the_token_lacks_is_403_and_write_includes_read() {
    let lever = Lever::start_with(None, "stages:read:admin notes:write:admin").await;
    let (status, body) = lever.get("/users").await;
    assert_eq!(status, 403);
    assert_eq!(body["code"], "ForbiddenError");
    assert_eq!(lever.get("/stages").await.0, 200);
    assert_eq!(lever.get("/opportunities/x/notes").await.0, 404);
    lever.stop().await;
}

#[actix_rt::test]
async fn what_does_not_exist_is_named_in_a_404() {
    let lever = Lever::start().await;
    let (status, body) = lever.get("/opportunitys").await;
    assert_eq!(status, 404);
    assert_eq!(
        body,
        json!({"code": "ResourceNotFound", "message": "/v1/opportunitys does not exist"})
    );
    let (status, body) = lever.get("/stages/nope").await;
    assert_eq!(status, 404);
    assert_eq!(body["message"], "stages nope was not found");
    let (status, body) = lever.get("/opportunities?expand=posting").await;
    assert_eq!(status, 400);
    assert_eq!(body, json!({"code": "BadRequestError", "message": "posting is not expandable"}));
    lever.stop().await;
}

#[actix_rt::test]
async fn the_account_has_people_stages_and_reasons() {
    let lever = Lever::start().await;
    let (_, users) = lever.get("/users").await;
    assert_eq!(users["data"].as_array().unwrap().len(), 4);
    assert_eq!(users["hasNext"], false);
    let roles: Vec<_> =
        users["data"].as_array().unwrap().iter().map(|it| &it["accessRole"]).collect();
    for role in ["super admin", "admin", "team member"] {
        assert!(roles.contains(&&json!(role)), "{role}");
    }
    let (_, users) = lever.get("/users?includeDeactivated=true").await;
    assert_eq!(users["data"].as_array().unwrap().len(), 5);
    let (_, stages) = lever.get("/stages").await;
    assert_eq!(stages["data"][0], json!({"id": "lead-new", "text": "New lead"}));
    let stage = lever.stage("On-site Interview").await;
    let (_, one) = lever.get(&format!("/stages/{stage}")).await;
    assert_eq!(one["data"]["text"], "On-site Interview");
    let (_, hired) = lever.get("/archive_reasons?type=hired").await;
    assert_eq!(hired["data"].as_array().unwrap().len(), 1);
    lever.stop().await;
}

#[actix_rt::test]
async fn a_public_posting_becomes_one_of_the_data_api() {
    let lever = Lever::start().await;
    lever.seed().await;
    let (status, posting) = lever.get(&format!("/postings/{POSTING}")).await;
    assert_eq!(status, 200);
    let posting = &posting["data"];
    assert_eq!(posting["content"]["descriptionHtml"], "<div>You bring customers live.</div>");
    assert_eq!(posting["content"]["closing"], "Write to us.\n");
    assert_eq!(posting["categories"]["department"], Value::Null);
    assert_eq!(posting["urls"]["list"], "https://jobs.lever.co/example");
    assert_eq!(posting["salaryDescription"], "Plus bonus.\n");
    assert_eq!(posting["state"], "published");
    let (_, none) = lever.get("/postings?tag=Alex%20-%20On%20Application").await;
    assert_eq!(none["data"], json!([]));
    lever
        .control(&format!("/postings/{POSTING}/tags"), json!({"tags": [INVITE_TAG, INVITE_TAG]}))
        .await;
    let (_, tagged) = lever.get("/postings?tag=Alex%20-%20On%20Application&state=published").await;
    assert_eq!(tagged["data"][0]["tags"], json!([INVITE_TAG]));
    let (_, narrow) = lever.get("/postings?include=content").await;
    assert_eq!(narrow["data"][0].as_object().unwrap().len(), 1);
    lever.stop().await;
}

#[actix_rt::test]
async fn an_application_brings_contact_tags_and_stage() {
    let lever = Lever::start().await;
    lever.seed().await;
    lever.control(&format!("/postings/{POSTING}/tags"), json!({"tags": [INVITE_TAG]})).await;
    let ids = lever.apply("Ada Quispe", Some("ada@example.net")).await;
    let id = ids["opportunity"].as_str().unwrap();
    let (_, whole) = lever
        .get(&format!(
            "/opportunities/{id}?expand=applications&expand=contact&expand=stage&expand=owner"
        ))
        .await;
    let whole = &whole["data"];
    assert_eq!(whole["stage"], json!({"id": "applicant-new", "text": "New applicant"}));
    assert_eq!(whole["applications"][0]["posting"], POSTING);
    assert_eq!(whole["applications"][0]["id"], ids["application"]);
    assert_eq!(whole["contact"]["emails"], json!(["ada@example.net"]));
    assert_eq!(whole["owner"]["accessRole"], "super admin");
    assert_eq!(
        whole["tags"],
        json!(["Implementation Consultant", "Services", "Lyon", "Full-time", INVITE_TAG])
    );
    let again = lever.apply("A. Quispe", Some("ADA@example.net")).await;
    assert_eq!(again["contact"], ids["contact"], "a known email, the same person");
    assert_ne!(again["opportunity"], ids["opportunity"]);
    let nobody = lever.apply("No Mail", None).await;
    let (_, nobody) =
        lever.get(&format!("/opportunities/{}", nobody["opportunity"].as_str().unwrap())).await;
    assert_eq!(nobody["data"]["emails"], json!([]));
    lever.stop().await;
}

#[actix_rt::test]
async fn pages_of_opportunities_come_in_lever_s_order_and_cover_all() {
    let lever = Lever::start().await;
    lever.seed().await;
    for n in 0..7 {
        lever.apply(&format!("Candidate {n}"), None).await;
    }
    let (_, first) = lever.get("/opportunities?limit=1").await;
    let moved = first["data"][0]["id"].as_str().unwrap().to_owned();
    let offer = json!({"opportunity": moved, "stage": "offer"});
    lever.control("/move", offer).await;

    let mut seen = Vec::new();
    let mut offset = None::<String>;
    loop {
        let mut request = lever
            .client
            .get(format!("{}/v1/opportunities", lever.url))
            .bearer_auth(&lever.token)
            .query(&[("limit", "3")]);
        if let Some(offset) = &offset {
            request = request.query(&[("offset", offset)]);
        }
        let page: Value = request.send().await.unwrap().json().await.unwrap();
        seen.extend(page["data"].as_array().unwrap().iter().map(|opportunity| {
            (
                opportunity["stage"] == "offer",
                std::cmp::Reverse(opportunity["lastAdvancedAt"].as_i64().unwrap()),
                opportunity["id"].as_str().unwrap().to_owned(),
            )
        }));
        if page["hasNext"] == false {
            assert!(page.get("next").is_none());
            break;
        }
        let next = page["next"].as_str().unwrap();
        assert!(next.starts_with("%5B"), "percent-encoded JSON: {next}");
        offset = Some(next.to_owned());
    }
    assert_eq!(seen.len(), 7);
    assert!(seen.is_sorted(), "{seen:?}");
    assert_eq!(seen.last().unwrap().2, moved);

    let (status, body) = lever.get("/opportunities?offset=%5B101%2C1%2C%22x%22%5D").await;
    assert_eq!(status, 400, "decoded by the client");
    assert_eq!(body["message"], "Invalid offset token: [101,1,\"x\"]");
    lever.stop().await;
}

#[actix_rt::test]
async fn filters_of_opportunities() {
    let lever = Lever::start().await;
    lever.seed().await;
    let ada = lever.apply("Ada", Some("ada@example.net")).await;
    let bo = lever.apply("Bo", Some("bo@example.net")).await;
    let (ada, bo) = (ada["opportunity"].as_str().unwrap(), bo["opportunity"].as_str().unwrap());
    let (_, before) = lever.get(&format!("/opportunities/{ada}")).await;
    let created = before["data"]["createdAt"].as_i64().unwrap();
    let stage = lever.stage("On-site Interview").await;
    lever.control("/move", json!({"opportunity": ada, "stage": stage})).await;
    lever.control("/archive", json!({"opportunity": bo})).await;
    let ids = async |query: &str| -> Vec<String> {
        let (status, page) = lever.get(&format!("/opportunities?{query}")).await;
        assert_eq!(status, 200, "{query}: {page}");
        let found = page["data"].as_array().unwrap();
        found.iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&format!("stage_id={stage}")).await, [ada]);
    assert_eq!(ids(&format!("posting_id={POSTING}&archived=false")).await, [ada]);
    assert_eq!(ids("archived=true").await, [bo]);
    assert_eq!(ids("email=BO%40example.net").await, [bo]);
    assert_eq!(ids("tag=Lyon").await.len(), 2);
    assert_eq!(ids("tag=lyon").await.len(), 0, "case matters");
    assert_eq!(ids("stage_id=offer&stage_id=applicant-new").await, [bo], "a union");
    assert_eq!(ids(&format!("created_at_start={created}")).await.len(), 2, "inclusive");
    for (name, at) in
        [("created", created - 1), ("updated", created - 1), ("advanced", created - 1)]
    {
        assert_eq!(ids(&format!("{name}_at_end={at}")).await.len(), 0);
        assert_eq!(ids(&format!("{name}_at_start={at}")).await.len(), 2);
    }
    let (status, _) = lever.get("/opportunities?updated_at_start=yesterday").await;
    assert_eq!(status, 400);
    lever.stop().await;
}

#[actix_rt::test]
async fn the_answers_of_writes_have_nothing_of_the_contact() {
    let lever = Lever::start().await;
    lever.seed().await;
    let ids = lever.apply("Ada", Some("ada@example.net")).await;
    let id = ids["opportunity"].as_str().unwrap();
    let admin = lever.admin().await;
    let stage = lever.stage("On-site Interview").await;
    let reasons = lever.get("/archive_reasons").await.1;
    let reason = &reasons["data"][0]["id"];
    for (method, path, body) in [
        ("POST", "addTags", json!({"tags": ["A", "A", "B"]})),
        ("POST", "removeTags", json!({"tags": ["B"]})),
        ("POST", "addSources", json!({"sources": ["Referral"]})),
        ("PUT", "stage", json!({"stage": stage})),
        ("PUT", "archived", json!({"reason": reason})),
    ] {
        let path = format!("/opportunities/{id}/{path}?perform_as={admin}");
        let (status, answer) = lever.send(method, &path, body).await;
        let answer = &answer["data"];
        assert_eq!(status, 200, "{path}");
        for (field, blank) in [
            ("name", json!("")),
            ("headline", json!("")),
            ("emails", json!([])),
            ("phones", json!([])),
        ] {
            assert_eq!(answer[field], blank, "{path} {field}");
        }
        assert!(answer.get("opportunityLocation").is_none());
    }
    let (_, linked) = lever
        .send(
            "POST",
            &format!("/opportunities/{id}/addLinks?perform_as={admin}"),
            json!({"links": ["https://example.net/report"]}),
        )
        .await;
    assert_eq!(linked["data"]["name"], "Ada", "links answer with the contact");
    let (_, read) = lever.get(&format!("/opportunities/{id}")).await;
    let read = &read["data"];
    assert_eq!(read["name"], "Ada");
    assert_eq!(read["emails"], json!(["ada@example.net"]));
    assert_eq!(read["stage"], json!(stage), "archiving leaves the stage");
    assert_eq!(read["archived"]["reason"], *reason);
    let tags = read["tags"].as_array().unwrap();
    assert_eq!(tags.iter().filter(|tag| **tag == "A").count(), 1);
    assert!(!tags.contains(&json!("B")));
    let last = read["stageChanges"].as_array().unwrap().last().unwrap();
    assert_eq!(last["toStageId"], json!(stage));
    assert_eq!(last["userId"], json!(admin));
    lever.stop().await;
}

#[actix_rt::test]
async fn perform_as_is_asked_for_where_lever_asks() {
    let lever = Lever::start().await;
    lever.seed().await;
    let ids = lever.apply("Ada", None).await;
    let id = ids["opportunity"].as_str().unwrap();
    let upload = || Form::new().part("file", Part::bytes(vec![1]).file_name("a.pdf"));
    let send = async |query: &str| {
        let address = format!("{}/v1/opportunities/{id}/files{query}", lever.url);
        let request = lever.client.post(address).bearer_auth(&lever.token);
        let answer = request.multipart(upload()).send().await.unwrap();
        (answer.status(), answer.json::<Value>().await.unwrap())
    };
    let (status, body) = send("").await;
    assert_eq!(status, 400);
    assert_eq!(
        body,
        json!({"code": "BadRequestError", "message": "Missing required parameter: perform_as"})
    );
    assert_eq!(send("?perform_as=nobody").await.0, 400);
    let (status, _) = lever.send("POST", "/opportunities", json!({"name": "B"})).await;
    assert_eq!(status, 400);
    let (status, _) =
        lever.send("POST", &format!("/opportunities/{id}/notes"), json!({"value": "hi"})).await;
    assert_eq!(status, 201, "optional for notes");
    assert_eq!(lever.look("/summary").await["files"], 0, "what was refused left nothing");
    lever.stop().await;
}

#[actix_rt::test]
async fn creating_an_opportunity_and_finding_the_person_again() {
    let lever = Lever::start().await;
    lever.seed().await;
    let admin = lever.admin().await;
    let path = format!("/opportunities?perform_as={admin}");
    let body = json!({
        "name": "Ada Quispe",
        "emails": ["ada@example.net"],
        "phones": [{"type": "mobile", "value": "+31 6 5550 0188"}],
        "tags": ["Test"],
        "origin": "sourced",
        "postings": [POSTING],
    });
    let (status, made) = lever.send("POST", &path, body).await;
    assert_eq!(status, 201);
    assert!(made.get("deduped").is_none());
    assert_eq!(made["data"]["stage"], "lead-new");
    assert_eq!(made["data"]["tags"][0], "Test");
    assert_eq!(made["data"]["phones"][0]["type"], "mobile");
    let id = made["data"]["id"].as_str().unwrap();
    let (_, applications) = lever.get(&format!("/opportunities/{id}/applications")).await;
    let application = &applications["data"][0];
    assert_eq!(application["type"], "user");
    assert_eq!(application["name"], Value::Null);
    let (_, again) =
        lever.send("POST", &path, json!({"name": "A. Q.", "emails": ["ada@example.net"]})).await;
    assert_eq!(again["deduped"], true);
    assert_eq!(again["data"]["name"], "Ada Quispe");
    assert_eq!(again["data"]["contact"], made["data"]["contact"]);
    let contact = made["data"]["contact"].as_str().unwrap();
    let (_, contact) = lever.get(&format!("/contacts/{contact}")).await;
    assert_eq!(contact["data"]["isAnonymized"], false);
    lever.stop().await;
}

#[actix_rt::test]
async fn applying_over_the_api() {
    let lever = Lever::start().await;
    lever.seed().await;
    let body = json!({"personalInformation": [
        {"name": "fullName", "value": "Ada"}, {"name": "email", "value": "ada@example.net"},
    ]});
    let path = format!("/postings/{POSTING}/apply");
    let (status, applied) = lever.send("POST", &path, body).await;
    assert_eq!(status, 201);
    let (_, found) = lever.get("/opportunities?email=ada@example.net").await;
    assert_eq!(found["data"][0]["applications"][0], applied["data"]["applicationId"]);
    lever.stop().await;
}

#[actix_rt::test]
async fn notes_with_scores_threads_and_deletion() {
    let lever = Lever::start().await;
    lever.seed().await;
    let ids = lever.apply("Ada", None).await;
    let id = ids["opportunity"].as_str().unwrap();
    let admin = lever.admin().await;
    let notes = format!("/opportunities/{id}/notes");
    let create = format!("{notes}?perform_as={admin}");
    let (status, made) =
        lever.send("POST", &create, json!({"value": "Score 78 of 100\nGood.", "score": 3})).await;
    assert_eq!(status, 201);
    let note = made["data"]["noteId"].as_str().unwrap();
    assert_eq!(made["data"]["fields"][0]["score"], 3);
    assert_eq!(made["data"]["fields"][0]["user"], json!(admin));
    for bad in [
        json!({"value": "x", "score": 5}),
        json!({"score": 2}),
        json!({"value": "x", "createdAt": i64::MAX}),
    ] {
        assert_eq!(lever.send("POST", &create, bad).await.0, 400);
    }
    let thread = format!("{create}&note_id={note}");
    lever.send("POST", &thread, json!({"value": "Thanks"})).await;
    let (_, listed) = lever.get(&notes).await;
    assert_eq!(listed["data"].as_array().unwrap().len(), 1);
    assert_eq!(listed["data"][0]["fields"][1]["value"], "Thanks");
    let replaced = json!({"score": 4, "values": [{"value": "Score 91"}]});
    let (status, _) = lever.send("PUT", &format!("{notes}/{note}"), replaced).await;
    assert_eq!(status, 200);
    let (_, one) = lever.get(&format!("{notes}/{note}")).await;
    assert_eq!(one["data"]["fields"][0]["score"], 4);
    let (status, _) = lever.send("DELETE", &format!("{notes}/{note}"), Value::Null).await;
    assert_eq!(status, 204);
    assert_eq!(lever.get(&format!("{notes}/{note}")).await.0, 404);
    lever.stop().await;
}

#[actix_rt::test]
async fn a_file_goes_up_and_comes_down_unchanged() {
    let lever = Lever::start().await;
    lever.seed().await;
    let ids = lever.apply("Ada", None).await;
    let id = ids["opportunity"].as_str().unwrap();
    let admin = lever.admin().await;
    let files = format!("/opportunities/{id}/files");
    let pdf: Vec<u8> = (0..300_000_u32).map(|n| (n % 251) as u8).collect();
    let upload = async |name: &str, bytes: Vec<u8>| {
        let part = Part::bytes(bytes).file_name(name.to_owned());
        let address = format!("{}/v1{files}?perform_as={admin}", lever.url);
        let request = lever.client.post(address).bearer_auth(&lever.token);
        let form = Form::new().part("file", part);
        let answer = request.multipart(form).send().await.unwrap();
        (answer.status(), answer.json::<Value>().await.unwrap())
    };
    let (status, up) = upload("report \"é\".PDF", pdf.clone()).await;
    assert_eq!(status, 200);
    assert_eq!(up["data"]["size"], 300_000);
    assert_eq!(up["data"]["ext"], ".pdf");
    let file = up["data"]["id"].as_str().unwrap();
    let (_, read) = lever.get(&format!("{files}/{file}")).await;
    assert_eq!(read["data"]["status"], "processed");
    let down = lever
        .client
        .get(format!("{}/v1{files}/{file}/download", lever.url))
        .bearer_auth(&lever.token)
        .send()
        .await
        .unwrap();
    assert_eq!(down.headers()["content-type"], "application/pdf");
    assert_eq!(down.bytes().await.unwrap(), pdf);

    let (_, odd) = upload("a.exe", vec![0]).await;
    let odd = odd["data"]["id"].as_str().unwrap();
    assert_eq!(lever.get(&format!("{files}/{odd}/download")).await.0, 422);
    let (status, _) = upload("big.pdf", vec![0; 30 * 1024 * 1024 + 1]).await;
    assert_eq!(status, 400);

    let (_, listed) = lever.get(&files).await;
    assert_eq!(listed["data"].as_array().unwrap().len(), 2);
    let (status, _) =
        lever.send("DELETE", &format!("{files}/{file}?perform_as={admin}"), Value::Null).await;
    assert_eq!(status, 204);
    assert_eq!(lever.get(&format!("{files}/{file}")).await.0, 404);
    lever.stop().await;
}

#[actix_rt::test]
async fn over_the_rate_is_429_without_retry_after() {
    let lever = Lever::start_with(Some(1), SCOPES).await;
    let mut refused = None;
    for _ in 0..10 {
        let answer = lever
            .client
            .get(format!("{}/v1/stages", lever.url))
            .bearer_auth(&lever.token)
            .send()
            .await
            .unwrap();
        if answer.status() == 429 {
            refused = Some(answer);
            break;
        }
        assert_eq!(answer.status(), 200);
    }
    let refused = refused.expect("ten at once are more than a burst of two");
    assert!(refused.headers().get("retry-after").is_none());
    let body: Value = refused.json().await.unwrap();
    assert_eq!(body, json!({"code": "TooManyRequests", "message": "Too many requests"}));
    lever.stop().await;
}

#[actix_rt::test]
async fn tags_are_counted_by_opportunity() {
    let lever = Lever::start().await;
    lever.seed().await;
    lever.apply("Ada", None).await;
    lever.apply("Bo", None).await;
    let (_, tags) = lever.get("/tags").await;
    assert!(tags["data"].as_array().unwrap().contains(&json!({"count": 2, "text": "Lyon"})));
    let summary = lever.look("/summary").await;
    assert_eq!(summary["tags_written"]["Lyon"], 2);
    assert_eq!(summary["postings"], 1);
    assert_eq!(summary["opportunities"], 2);
    lever.stop().await;
}

#[actix_rt::test]
async fn deleted_and_anonymized_candidates() {
    let lever = Lever::start().await;
    lever.seed().await;
    let ada = lever.apply("Ada", Some("ada@example.net")).await;
    let bo = lever.apply("Bo", None).await;
    lever.control("/anonymize", json!({"opportunity": ada["opportunity"]})).await;
    let path = format!("/opportunities/{}", ada["opportunity"].as_str().unwrap());
    let (_, read) = lever.get(&path).await;
    assert_eq!(read["data"]["isAnonymized"], true);
    assert_eq!(read["data"]["emails"], json!([]));
    lever
        .control(
            "/data_protection",
            json!({"opportunity": ada["opportunity"], "store": true, "contact": false}),
        )
        .await;
    let (_, read) = lever.get(&path).await;
    assert_eq!(read["data"]["dataProtection"]["contact"]["allowed"], false);
    lever.control("/delete", json!({"opportunity": bo["opportunity"]})).await;
    let path = format!("/opportunities/{}", bo["opportunity"].as_str().unwrap());
    assert_eq!(lever.get(&path).await.0, 404);
    lever.stop().await;
}
