//! The pages: they work as plain forms, and nothing a candidate writes gets out of its place.

use serde_json::json;

use crate::harness::{INVITE_TAG, Lever, POSTING};

const HOSTILE: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

#[actix_rt::test]
async fn a_hostile_name_is_escaped_everywhere() {
    let lever = Lever::start().await;
    lever.seed().await;
    let ids = lever.apply(HOSTILE, Some("\"><b>@example.net")).await;
    let id = ids["opportunity"].as_str().unwrap();
    lever
        .send(
            "POST",
            &format!("/opportunities/{id}/notes"),
            json!({"value": format!("{HOSTILE} https://a.example/{HOSTILE}"), "score": 4}),
        )
        .await;
    lever.control(&format!("/postings/{POSTING}/tags"), json!({"tags": [HOSTILE]})).await;
    lever.control("/stages", json!({"text": HOSTILE})).await;
    lever.control("/tags", json!({"known": [format!("</textarea>{HOSTILE}")]})).await;
    lever.control("/faults", json!({"name": "500", "path": HOSTILE, "count": 1})).await;
    let hook = json!({"url": "http://127.0.0.1:9/<script>", "event": "applicationCreated"});
    lever.send("POST", "/webhooks", hook).await;
    let pages = [
        "/".to_owned(),
        format!("/?applied={id}&search=%3Cscript%3E"),
        format!("/opportunities/{id}"),
        "/postings".to_owned(),
        "/postings?search=%3Cscript%3E%22".to_owned(),
        "/webhooks".to_owned(),
        "/settings".to_owned(),
        "/faults".to_owned(),
    ];
    for path in pages {
        let page = lever.page(&path).await;
        assert!(page.contains("</html>"), "{path}");
        for bad in ["<script>alert", "<img src=x", "<b>@", "9/<script>"] {
            assert!(!page.contains(bad), "{path} has {bad}");
        }
    }
    assert!(lever.page("/").await.contains("&lt;script&gt;alert(1)"));
    let answer = lever.client.get(&lever.url).send().await.unwrap();
    let policy = answer.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("script-src 'self'"));
    lever.stop().await;
}

#[actix_rt::test]
async fn forms_apply_move_tag_and_lead_back() {
    let lever = Lever::start().await;
    lever.seed().await;
    let post = async |path: &str, form: &[(&str, &str)]| {
        let request = lever.client.post(format!("{}{path}", lever.url));
        let answer = request.form(form).send().await.unwrap();
        let location = answer.headers().get("location");
        let location = location.map(|it| it.to_str().unwrap().to_owned());
        (answer.status().as_u16(), location.unwrap_or_default())
    };
    let form = [("posting", POSTING), ("name", "Ada"), ("email", "ada@example.net")];
    let (status, location) = post("/apply", &form).await;
    assert_eq!(status, 303);
    let id = location.strip_prefix("/?applied=").unwrap().to_owned();
    let (status, back) =
        post(&format!("/opportunities/{id}/stage"), &[("stage", "offer"), ("back", "/?page=1")])
            .await;
    assert_eq!((status, back.as_str()), (303, "/?page=1"));
    let seen = lever.look(&format!("/opportunities/{id}")).await;
    assert_eq!(seen["stage"]["text"], "Offer");
    let tags = format!("/postings/{POSTING}/tags");
    let (_, back) = post(&tags, &[("add", INVITE_TAG), ("back", "//evil.example/")]).await;
    assert_eq!(back, "/", "never to another site");
    assert!(lever.page("/postings").await.contains("aria-checked=\"true\""));
    post(&tags, &[("remove", INVITE_TAG), ("back", "/postings")]).await;
    assert!(lever.page("/postings").await.contains("aria-checked=\"false\""));
    post("/toggles", &[("application_created", "on")]).await;
    assert_eq!(
        lever.look("/toggles").await,
        json!({"applicationCreated": true, "candidateStageChange": false})
    );
    assert_eq!(post("/revoke", &[]).await.0, 303);
    assert_eq!(lever.get("/stages").await.0, 401);
    assert_eq!(post("/apply", &[("posting", "nope"), ("name", "B")]).await.0, 404);
    lever.stop().await;
}

#[actix_rt::test]
async fn many_candidates_are_paged_and_found() {
    let lever = Lever::start().await;
    lever.seed().await;
    for n in 0..60 {
        lever.apply(&format!("Candidate number {n}"), None).await;
    }
    let first = lever.page("/").await;
    assert!(first.contains("60 candidates, page 1 of 3"));
    assert_eq!(first.matches("Candidate number").count() / 2, 25, "name and label each");
    let found = lever.page("/?search=number+59").await;
    assert!(found.contains("1 candidate<") && found.contains("Candidate number 59"));
    assert!(lever.page("/?page=99999999999").await.contains("60 candidates"));
    lever.stop().await;
}

#[actix_rt::test]
async fn a_pdf_is_shown_and_what_a_browser_would_run_is_only_saved() {
    let lever = Lever::start().await;
    lever.seed().await;
    let ids = lever.apply("Ada", None).await;
    let id = ids["opportunity"].as_str().unwrap();
    let admin = lever.admin().await;
    for (name, shown, kind) in [
        ("report.pdf", "inline", "application/pdf"),
        ("page.html", "attachment", "application/octet-stream"),
        ("image.svg", "attachment", "application/octet-stream"),
    ] {
        let part = reqwest::multipart::Part::bytes(b"%PDF".to_vec()).file_name(name);
        let up = lever
            .client
            .post(format!("{}/v1/opportunities/{id}/files?perform_as={admin}", lever.url))
            .bearer_auth(&lever.token)
            .multipart(reqwest::multipart::Form::new().part("file", part))
            .send()
            .await
            .unwrap();
        let up: serde_json::Value = up.json().await.unwrap();
        let address = format!(
            "{}/opportunities/{id}/files/{}",
            lever.url,
            up["data"]["id"].as_str().unwrap()
        );
        let preview = lever.client.get(&address).send().await.unwrap();
        let disposition = preview.headers()["content-disposition"].to_str().unwrap();
        assert!(disposition.starts_with(shown), "{name}: {disposition}");
        assert_eq!(preview.headers()["content-type"], kind);
        assert_eq!(preview.headers()["x-content-type-options"], "nosniff");
    }
    assert!(lever.page(&format!("/opportunities/{id}")).await.contains("report.pdf"));
    lever.stop().await;
}

#[actix_rt::test]
async fn sample_postings_are_one_button_away() {
    let lever = Lever::start().await;
    assert!(lever.page("/").await.contains("Add sample postings"));
    let address = format!("{}/postings/samples", lever.url);
    lever.client.post(address).send().await.unwrap();
    assert_eq!(lever.look("/summary").await["postings"], 3);
    assert!(lever.page("/").await.contains("Backend Engineer (Rust)"));
    let missing = lever.client.get(format!("{}/nowhere", lever.url)).send().await.unwrap();
    assert_eq!(missing.status(), 404);
    lever.stop().await;
}

/// Sends a form of a page; answers the status and where it leads.
async fn submit(lever: &Lever, path: &str, form: &[(&str, &str)]) -> (u16, String) {
    let request = lever.client.post(format!("{}{path}", lever.url)).form(form);
    let answer = request.send().await.unwrap();
    let location = answer.headers().get("location").map(|it| it.to_str().unwrap().to_owned());
    (answer.status().as_u16(), location.unwrap_or_default())
}

#[actix_rt::test]
async fn faults_are_switched_on_and_off_on_their_page() {
    let lever = Lever::start().await;
    assert!(lever.page("/faults").await.contains("Nothing goes wrong."));
    let drop =
        [("name", "drop"), ("often", "share"), ("percent", "12.5"), ("seed", "3"), ("ms", "1000")];
    let slow = [
        ("name", "slow_body"),
        ("often", "count"),
        ("count", "2"),
        ("ms", "50"),
        ("path", "/notes"),
        ("method", "POST"),
    ];
    let token = [("name", "lost_token_reply"), ("count", "1")];
    for form in [&drop[..], &slow[..], &token[..]] {
        assert_eq!(submit(&lever, "/faults", form).await, (303, "/faults".to_owned()));
    }
    let active = lever.look("/faults").await["active"].clone();
    assert_eq!(
        active,
        json!([
            {"name": "drop", "share": 0.125, "seed": 3},
            {"name": "slow_body", "count": 2, "ms": 50, "path": "/notes", "method": "POST"},
            {"name": "lost_token_reply", "count": 1},
        ])
    );
    let page = lever.page("/faults").await;
    assert!(page.contains("12.5 %, seed 3") && page.contains("the next 2"));
    let off = [("name", "slow_body"), ("count", "0"), ("path", "/notes"), ("method", "POST")];
    submit(&lever, "/faults", &off).await;
    assert_eq!(lever.look("/faults").await["slow_body"], 0);
    assert_eq!(submit(&lever, "/faults/clear", &[]).await.0, 303);
    assert_eq!(lever.look("/faults").await["active"], json!([]));
    for bad in [
        [("name", "drop"), ("count", "")],
        [("name", "nothing"), ("count", "1")],
        [("name", "drop"), ("count", "many")],
    ] {
        assert_eq!(submit(&lever, "/faults", &bad).await.0, 400, "{bad:?}");
    }
    let pauses = |text: &'static str| [("pauses_ms", text)];
    assert_eq!(submit(&lever, "/faults/retries", &pauses("1, 2 3 4,5")).await.0, 303);
    assert_eq!(lever.look("/retries").await["pauses_ms"], json!([1, 2, 3, 4, 5]));
    assert_eq!(submit(&lever, "/faults/retries", &pauses("1 2 3")).await.0, 400);
    lever.stop().await;
}

#[actix_rt::test]
async fn settings_are_changed_on_their_page() {
    let lever = Lever::start().await;
    lever.seed().await;
    let page = lever.page("/settings").await;
    assert!(page.contains("fulcrum-demo-key") && page.contains("Revoke the key"));
    let there = (303, "/settings".to_owned());
    assert_eq!(submit(&lever, "/settings/api_key", &[("revoked", "true")]).await, there);
    assert!(lever.page("/settings").await.contains("Restore the key"));
    assert_eq!(lever.look("/api_key").await["revoked"], true);
    submit(&lever, "/settings/oauth", &[("lenient", "on"), ("pkce_required", "on")]).await;
    assert_eq!(lever.look("/rotation").await["lenient"], true);
    assert_eq!(lever.look("/pkce").await["required"], true);
    submit(&lever, "/settings/oauth", &[]).await;
    assert_eq!(lever.look("/rotation").await["lenient"], false);
    submit(&lever, "/settings/tags", &[("locked", "on"), ("known", "One\r\n\r\n Two ")]).await;
    assert_eq!(lever.look("/tags").await, json!({"locked": true, "known": ["One", "Two"]}));
    assert!(lever.page("/settings").await.contains("\nOne\nTwo</textarea>"));
    assert_eq!(submit(&lever, "/settings/stages", &[("text", "Trial day")]).await, there);
    let trial = lever.stage("Trial day").await;
    submit(&lever, &format!("/settings/stages/{trial}"), &[("text", "Trial week")]).await;
    assert_eq!(lever.stage("Trial week").await, trial);
    submit(&lever, &format!("/settings/stages/{trial}/delete"), &[]).await;
    assert_eq!(lever.get(&format!("/stages/{trial}")).await.0, 404);
    assert_eq!(submit(&lever, "/settings/stages/lead-new/delete", &[]).await.0, 400);
    assert_eq!(submit(&lever, "/settings/expire", &[]).await, there);
    assert_eq!(lever.get("/stages").await.0, 401);
    lever.stop().await;
}

#[actix_rt::test]
async fn a_person_is_hired_merged_anonymized_and_deleted_on_a_page() {
    let lever = Lever::start().await;
    lever.seed().await;
    let ada = lever.apply("Ada", Some("ada@example.net")).await;
    let bea = lever.apply("Bea", Some("bea@example.net")).await;
    let id = ada["opportunity"].as_str().unwrap();
    let other = bea["opportunity"].as_str().unwrap();
    let path = format!("/opportunities/{id}");
    let there = (303, path.clone());
    assert_eq!(submit(&lever, &format!("{path}/hire"), &[]).await, there);
    assert_eq!(submit(&lever, &format!("{path}/origin"), &[("origin", "agency")]).await, there);
    assert!(lever.page(&path).await.contains("Bea · bea@example.net"));
    assert_eq!(submit(&lever, &format!("{path}/merge"), &[("into", other)]).await, there);
    let seen = lever.look(&path).await;
    assert_eq!(seen["opportunity"]["contact"], bea["contact"]);
    assert_eq!(seen["opportunity"]["origin"], "agency");
    assert!(seen["opportunity"]["archived"].is_object());
    assert_eq!(submit(&lever, &format!("{path}/anonymize"), &[]).await, there);
    assert_eq!(lever.look(&path).await["opportunity"]["isAnonymized"], true);
    assert_eq!(submit(&lever, &format!("{path}/delete"), &[]).await, (303, "/".to_owned()));
    assert_eq!(submit(&lever, &format!("{path}/delete"), &[]).await.0, 404);
    lever.stop().await;
}
