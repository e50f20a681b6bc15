//! What the admin API lets in over the network: how much, from which sites, by which token, and how
//! often a password may be wrong.

use entities::operator::Role;
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::{Value, json};
use tests::{App, Backend, on_both_stores};

on_both_stores!(
    a_request_that_is_too_large_or_says_too_much_at_once_is_refused,
    an_answer_has_the_media_type_that_is_asked_for,
    an_installation_may_name_the_queries_that_it_answers,
    a_page_of_another_site_asks_by_a_token_and_never_by_a_cookie,
    wrong_passwords_are_counted_by_the_address_that_the_proxy_saw,
    a_limited_team_member_downloads_reports_for_their_own_postings,
);

const SITE: &str = "https://hiring.example.com";

async fn send(app: &App, body: impl Into<reqwest::Body>) -> Response {
    let sent = app.http.post(app.url("/graphql")).header("content-type", "application/json");
    sent.body(body).send().await.unwrap()
}

async fn a_request_that_is_too_large_or_says_too_much_at_once_is_refused(on: Backend) {
    let app = App::start_with(on, None, |config| {
        config.graphql.body_bytes_max = 2_000;
        config.graphql.batch_max = 2.try_into().unwrap();
    })
    .await;
    let viewer =
        |blanks: usize| format!("{{\"query\":\"{{viewer{{id}}}}{}\"}}", " ".repeat(blanks));
    let fits = 2_000 - viewer(0).len();
    assert_eq!(send(&app, viewer(fits)).await.status(), StatusCode::OK);
    assert_eq!(send(&app, viewer(fits + 1)).await.status(), StatusCode::PAYLOAD_TOO_LARGE);

    let batch = |count: usize| format!("[{}]", vec![viewer(0); count].join(","));
    let two: Value = send(&app, batch(2)).await.json().await.unwrap();
    assert_eq!(two, json!([{"data": {"viewer": null}}, {"data": {"viewer": null}}]));
    let three: Value = send(&app, batch(3)).await.json().await.unwrap();
    assert_eq!(three["errors"][0]["extensions"]["code"], "TOO_MANY_QUERIES");
    assert_eq!(send(&app, "viewer").await.status(), StatusCode::BAD_REQUEST);
    app.finish().await;
}

async fn an_installation_may_name_the_queries_that_it_answers(on: Backend) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("queries.json");
    let text = "{ viewer { email } }";
    // As clients' tools write it; what it is called there does not matter.
    std::fs::write(&file, json!({"sha256:0": text}).to_string()).unwrap();
    let named = file.to_str().unwrap().to_owned();
    let app = App::start_with(on, None, |config| config.graphql.documents = vec![named]).await;
    let ask =
        async |body: Value| -> Value { send(&app, body.to_string()).await.json().await.unwrap() };
    assert_eq!(ask(json!({"query": text})).await, json!({"data": {"viewer": null}}));
    let other = ask(json!({"query": "{ viewer { id } }"})).await;
    assert_eq!(other["errors"][0]["extensions"]["code"], "UNKNOWN_QUERY", "{other}");
    // The dashboard's own are known by the hashes that its pages send.
    let ours = include_str!("../../web/src/gql/persisted-documents.json");
    let ours: std::collections::BTreeMap<String, String> = serde_json::from_str(ours).unwrap();
    let (hash, _) = ours.iter().find(|(_, text)| text.starts_with("query Viewer")).unwrap();
    let hash = hash.trim_start_matches("sha256:");
    let persisted = json!({"persistedQuery": {"version": 1, "sha256Hash": hash}});
    let viewer = ask(json!({"extensions": persisted, "variables": {}})).await;
    assert_eq!(viewer, json!({"data": {"viewer": null}}));
    app.finish().await;

    let mut config = server::config::Config::read(None).unwrap();
    config.graphql.documents = vec!["/no/where.json".to_owned()];
    let error = format!("{:#}", config.graphql.documents().unwrap_err());
    assert!(error.contains("/no/where.json (`graphql.documents`)"), "{error}");
    std::fs::write(&file, json!({"sha256:0": "{ viewer { email }"}).to_string()).unwrap();
    config.graphql.documents = vec![file.to_str().unwrap().to_owned()];
    let error = format!("{:#}", config.graphql.documents().unwrap_err());
    assert!(error.contains("queries.json (`graphql.documents`)"), "{error}");
}

async fn an_answer_has_the_media_type_that_is_asked_for(on: Backend) {
    let app = App::start(on).await;
    let (json, newer) = ("application/json", "application/graphql-response+json");
    let ask = async |query: &str, accept: Option<&str>| {
        let mut asked = app.http.post(app.url("/graphql")).json(&json!({"query": query}));
        if let Some(accept) = accept {
            asked = asked.header("accept", accept);
        }
        let answer = asked.send().await.unwrap();
        let kind = answer.headers()["content-type"].to_str().unwrap().to_owned();
        (kind, answer.status().as_u16(), answer.json::<Value>().await.unwrap())
    };
    let both = format!("{newer}, {json};q=0.9");
    for (accept, kind, status) in [
        (None, json, 200),
        (Some("*/*"), json, 200),
        (Some(json), json, 200),
        (Some("text/html, application/*;q=0.8"), json, 200),
        (Some(newer), newer, 400),
        (Some(&both), newer, 400),
    ] {
        let viewer = json!({"data": {"viewer": null}});
        assert_eq!(ask("{ viewer { id } }", accept).await, (kind.to_owned(), 200, viewer));
        // Refused as a whole: nothing was carried out.
        for refused in ["{ nothing }", "{ postings { id } }", "{"] {
            let answer = ask(refused, accept).await;
            assert_eq!((&*answer.0, answer.1), (kind, status), "{refused} {accept:?}");
            assert_eq!(answer.2.get("data"), None, "{refused}");
            assert!(answer.2["errors"][0]["extensions"]["code"].is_string(), "{refused}");
        }
    }
    app.finish().await;
}

async fn a_page_of_another_site_asks_by_a_token_and_never_by_a_cookie(on: Backend) {
    let app = App::start_with(on, None, |config| {
        config.graphql.cors_origins = vec![SITE.to_owned()];
    })
    .await;
    let preflight = async |site: &str| {
        let asked = app.http.request(Method::OPTIONS, app.url("/graphql")).header("origin", site);
        let asked = asked.header("access-control-request-method", "POST");
        asked.send().await.unwrap()
    };
    let allowed = |answer: &Response| {
        let header = answer.headers().get("access-control-allow-origin");
        header.map(|origin| origin.to_str().unwrap().to_owned())
    };
    let answer = preflight(SITE).await;
    assert_eq!(allowed(&answer).as_deref(), Some(SITE));
    assert_eq!(answer.headers()["access-control-allow-headers"], "authorization, content-type");
    assert!(!answer.headers().contains_key("access-control-allow-credentials"));
    for other in ["https://evil.example", "https://hiring.example.com.evil.example", "null"] {
        assert_eq!(allowed(&preflight(other).await), None, "{other}");
    }

    let browser = app.browser_of(Role::Admin, "kim@larkspur.example").await;
    let mutation = "mutation { createApiToken(input: {name: \"Site\", scope: READ}) \
                { ... on CreatedApiToken { token } } }";
    let made = app.ask_as(&browser, mutation, json!({})).await;
    let token = made["createApiToken"]["token"].as_str().unwrap().to_owned();
    let ask = async |http: &Client, authorization: &str| {
        let asked = http.post(app.url("/graphql")).header("origin", SITE);
        let asked = asked.header("authorization", authorization);
        let answer = asked.json(&json!({"query": "{ viewer { email } }"})).send().await.unwrap();
        assert_eq!(allowed(&answer).as_deref(), Some(SITE));
        assert!(answer.headers().contains_key("content-security-policy"));
        answer.json::<Value>().await.unwrap()["data"]["viewer"].take()
    };
    let kim = json!({"email": "kim@larkspur.example"});
    assert_eq!(ask(&app.http, &format!("Bearer {token}")).await, kim);
    assert_eq!(ask(&app.http, &format!("bearer  {token}")).await, kim);
    // Whoever shows a token that is none asks as nobody, whatever cookie comes along.
    for wrong in ["Bearer", "Bearer x", "Basic a2ltOng=", &token] {
        assert_eq!(ask(&browser, wrong).await, Value::Null, "{wrong}");
    }
    app.finish().await;
}

async fn wrong_passwords_are_counted_by_the_address_that_the_proxy_saw(on: Backend) {
    let app = App::start_with(on, None, |config| config.server.proxies = 1).await;
    let sign_in = async |seen: &str, email: &str| {
        let input = json!({"email": email, "password": "wrong"});
        let query = "mutation($input: SignInInput!) { signIn(input: $input) \
                     { ... on Problem { code message } } }";
        let asked = app.http.post(app.url("/graphql")).header("x-forwarded-for", seen);
        let body = json!({"query": query, "variables": {"input": input}});
        let answer: Value = asked.json(&body).send().await.unwrap().json().await.unwrap();
        answer["data"]["signIn"].clone()
    };
    for number in 0..50 {
        // What it says before the proxy's own word is anybody's.
        let seen = format!("203.0.113.{number}, 192.0.2.1");
        let failed = sign_in(&seen, &format!("{number}@larkspur.example")).await;
        assert_eq!(failed["code"], "UNAUTHENTICATED", "{number}");
    }
    let waits = sign_in("203.0.113.99, 192.0.2.1", "somebody@larkspur.example").await;
    assert_eq!(waits["code"], "THROTTLED");
    assert_eq!(waits["message"], "too many failed sign-ins; try again in 1 minute");
    let other = sign_in("192.0.2.2", "somebody@larkspur.example").await;
    assert_eq!(other["code"], "UNAUTHENTICATED", "another address is not held up");
    app.advance(chrono::Duration::minutes(1));
    let again = sign_in("192.0.2.1", "somebody@larkspur.example").await;
    assert_eq!(again["code"], "UNAUTHENTICATED");
    app.finish().await;
}

async fn a_limited_team_member_downloads_reports_for_their_own_postings(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Amara Abara").await;
    app.take_interview(&app.room_link(&candidate).await).await;
    app.settle().await;
    let pdf = app.url(app.interview(&candidate).await["report"]["url"].as_str().unwrap());
    let browser = app.browser_of(Role::LimitedTeamMember, "lou@larkspur.example").await;
    let download = async || browser.get(&pdf).send().await.unwrap().status();
    assert_eq!(download().await, StatusCode::NOT_FOUND);

    app.give_posting(&browser).await;
    assert_eq!(download().await, StatusCode::OK);
    app.finish().await;
}
