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
