//! Connecting Lever: the browser's flow, who may, and what is kept how.

use std::collections::BTreeMap;

use entities::{
    connection,
    operator::Role,
    sea_orm::{EntityTrait, PaginatorTrait},
    webhook,
};
use reqwest::Url;
use serde_json::{Value, json};
use tests::{App, Backend, on_both_stores};

on_both_stores!(
    connecting_makes_each_webhook_once_and_finds_the_trigger_stage,
    an_answer_that_belongs_to_nobody_here_connects_nothing,
    who_is_no_super_admin_any_more_connects_nothing,
    lever_is_asked_for_just_the_scopes_that_are_needed_and_bound_to_us,
    a_lever_that_wants_pkce_gets_it,
);

async fn connecting_makes_each_webhook_once_and_finds_the_trigger_stage(on: Backend) {
    let app = App::connected(on).await;
    // Again, as after a scope was added: still one webhook per event.
    app.connect().await;
    let query = "{ integration { status webhooks { event } triggerStages { text } triggerStatus \
                 stages { id text } scopes { name reason granted } accountId \
                 health { status checks { subject outcome detail remedy } } \
                 performAs { name } } }";
    let integration = &app.graphql(query, json!({})).await["integration"];
    assert_eq!(integration["status"], "CONNECTED");
    assert_eq!(integration["triggerStages"], json!([{"text": "On-site Interview"}]));
    assert_eq!(integration["triggerStatus"], "READY");
    assert_eq!(integration["webhooks"].as_array().unwrap().len(), 3);
    assert_eq!(integration["health"]["status"], "HEALTHY", "{integration}");
    assert!(integration["performAs"]["name"].is_string());
    assert!(integration["stages"].as_array().unwrap().len() > 5);
    let scopes = integration["scopes"].as_array().unwrap();
    assert_eq!(scopes.len(), 11);
    assert!(scopes.iter().all(|scope| scope["granted"] == true), "{scopes:?}");
    assert!(integration["accountId"].is_string());
    let db = &app.server().means.db;
    assert_eq!(webhook::Entity::find().count(db).await.unwrap(), 3);

    // Another stage, chosen by the operator.
    let stages = integration["stages"].as_array().unwrap();
    let phone = stages.iter().find(|stage| stage["text"] == "Recruiter screen").unwrap();
    let set = "mutation($ids: [ID!]!) { setTriggerStages(input: {stageIds: $ids}) { __typename \
               ... on Integration { triggerStages { text } } ... on Problem { code } } }";
    let chosen = app.graphql(set, json!({"ids": [phone["id"]]})).await;
    let stages = &chosen["setTriggerStages"]["triggerStages"];
    assert_eq!(*stages, json!([{"text": "Recruiter screen"}]));
    let unknown = app.graphql(set, json!({"ids": ["nowhere"]})).await;
    assert_eq!(unknown["setTriggerStages"]["code"], "NOT_FOUND");
    // Nobody's choice is replaced unseen.
    let seen = "query { integration { triggerStages { id } } }";
    let before = app.graphql(seen, json!({})).await["integration"]["triggerStages"][0]["id"].take();
    let choose = async |ids: Value, base: Value| {
        let input = json!({"stageIds": ids, "baseStageIds": base});
        app.mutate("setTriggerStages", &input, "triggerStages { id }").await
    };
    assert_eq!(choose(json!([]), json!([])).await["code"], "CONFLICT");
    assert_eq!(choose(json!([]), json!([before, "another"])).await["code"], "CONFLICT");
    assert_eq!(choose(json!([]), json!([before])).await["triggerStages"], json!([]));
    let back = choose(json!([before]), json!([])).await;
    assert_eq!(back["triggerStages"], json!([{"id": before}]));
    // Sent twice, for its answer was lost.
    assert_eq!(choose(json!([before]), json!([])).await["triggerStages"], back["triggerStages"]);
    let candidate = app.apply("Tove Lindqvist").await;
    app.move_to_trigger(&candidate).await;
    app.settle().await;
    assert!(app.mails(&candidate).await.is_empty(), "the former stage no longer triggers");
    app.move_to(&candidate, "Recruiter screen").await;
    app.settle().await;
    assert_eq!(app.mails(&candidate).await.len(), 1);
    secrets_are_sealed(&app, on).await;
    app.finish().await;
}

/// Neither tokens nor links are readable in the store.
async fn secrets_are_sealed(app: &App, on: Backend) {
    let db = &app.server().means.db;
    let row = connection::find(db, app.tenant_id().await).await.unwrap().unwrap();
    assert!(row.refresh_token.is_some());
    assert_eq!(format!("{:?}", row.access_token), "Sealed(..)");
    if on == Backend::Sqlite {
        let mut bytes = std::fs::read(app.store_file()).unwrap();
        bytes.extend(std::fs::read(app.store_file().with_extension("db-wal")).unwrap());
        let text = String::from_utf8_lossy(&bytes);
        // JWTs begin so, and refresh tokens of the sandbox so.
        assert!(!text.contains("eyJ"), "an access token is readable in the store");
        assert!(!text.contains("v1."), "a refresh token is readable in the store");
        assert!(!text.contains(&app.hook_secret().await), "the webhook's address is readable");
        let mails = app.outside.mails().await.unwrap();
        let link = mails[0].room().unwrap().rsplit('/').next().unwrap();
        assert!(!text.contains(link), "a candidate's link is readable in the store");
    }
}

async fn who_is_no_super_admin_any_more_connects_nothing(on: Backend) {
    let app = App::connected(on).await;
    let browser = app.browser_of(Role::SuperAdmin, "leaves@larkspur.example").await;
    let asked = "mutation { connectLever { ... on ConnectLever { authorizeUrl } } }";
    let begun = app.ask_as(&browser, asked, json!({})).await;
    let url = Url::parse(begun["connectLever"]["authorizeUrl"].as_str().unwrap()).unwrap();
    let state = url.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
    let members = app.graphql("{ operators { id email } }", json!({})).await["operators"].take();
    let of = members.as_array().unwrap().iter().find(|it| it["email"] == "leaves@larkspur.example");
    let input = json!({"operatorId": of.unwrap()["id"], "role": "ADMIN"});
    assert_eq!(app.mutate("setOperatorRole", &input, "role").await["role"], "ADMIN");
    let callback = app.url(&format!("/oauth/lever/callback?code=x&state={state}"));
    let led = browser.get(callback).send().await.unwrap();
    assert!(led.url().as_str().contains("error=Only+a+Super+Admin"), "{}", led.url());
    assert_eq!(app.integration("status").await["status"], "CONNECTED", "as it was");
    app.finish().await;
}

async fn an_answer_that_belongs_to_nobody_here_connects_nothing(on: Backend) {
    let app = App::start(on).await;
    let location = |answer: reqwest::Response| {
        assert_eq!(answer.status(), 303);
        answer.headers()["location"].to_str().unwrap().to_owned()
    };
    let callback = app.url("/oauth/lever/callback?code=x&state=y");
    let strangers = location(app.http.get(&callback).send().await.unwrap());
    assert!(strangers.contains("error=You+are+not+signed+in"), "{strangers}");

    let link = app.server().sign_in_link().await.unwrap();
    assert_eq!(location(app.http.post(&link).send().await.unwrap()), "/");
    let unknown = location(app.http.get(&callback).send().await.unwrap());
    assert!(unknown.contains("error=This+answer"), "{unknown}");
    // The link was used up.
    let again = app.http.post(&link).send().await.unwrap();
    assert_eq!(location(again), "/?link=used");

    let connect =
        json!({"query": "mutation { connectLever { ... on ConnectLever { authorizeUrl } } }"});
    let answer = app.http.post(app.url("/graphql")).json(&connect).send().await.unwrap();
    let answer: serde_json::Value = answer.json().await.unwrap();
    let url = answer["data"]["connectLever"]["authorizeUrl"].as_str().unwrap();
    let url = reqwest::Url::parse(url).unwrap();
    let state = url.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
    let denied = format!("/oauth/lever/callback?state={state}&error=access_denied");
    let denied = location(app.http.get(app.url(&denied)).send().await.unwrap());
    assert!(denied.contains("Access+was+not+granted"), "{denied}");
    let db = &app.server().means.db;
    assert!(connection::find(db, app.tenant_id().await).await.unwrap().is_none());
    app.finish().await;
}

/// The query of the address that the operator's browser is sent to.
async fn authorize_query(app: &App) -> BTreeMap<String, String> {
    let query = "mutation { connectLever { ... on ConnectLever { authorizeUrl } } }";
    let answer = app.graphql(query, json!({})).await;
    let url = answer["connectLever"]["authorizeUrl"].as_str().unwrap();
    let url = reqwest::Url::parse(url).unwrap();
    assert!(url.as_str().starts_with(&app.lever_url("/authorize?")), "{url}");
    url.query_pairs().into_owned().collect()
}

async fn lever_is_asked_for_just_the_scopes_that_are_needed_and_bound_to_us(on: Backend) {
    let app = App::start(on).await;
    app.sign_in().await;
    let first = authorize_query(&app).await;
    let scopes = [
        "offline_access",
        "opportunities:write:admin",
        "applications:read:admin",
        "files:write:admin",
        "interviews:write:admin",
        "notes:write:admin",
        "stages:read:admin",
        "tags:read:admin",
        "postings:read:admin",
        "webhooks:write:admin",
        "users:read:admin",
    ];
    assert_eq!(first["scope"].split(' ').collect::<Vec<_>>(), scopes);
    assert_eq!(first["response_type"], "code");
    assert_eq!(first["client_id"], "fulcrum-demo");
    assert_eq!(first["audience"], app.lever_url("/v1/"));
    assert_eq!(first["redirect_uri"], app.url("/oauth/lever/callback"));
    assert_eq!(first["code_challenge_method"], "S256");
    assert_eq!(first["code_challenge"].len(), 43, "a SHA-256 in base64url");
    assert!(first["state"].len() >= 32, "{}", first["state"]);

    let input = json!({"feedback": {"wanted": true}});
    let wanted = app.mutate("setWriteback", &input, "feedback { formId }").await;
    assert_eq!(wanted["feedback"], json!({"formId": null}));
    let second = authorize_query(&app).await;
    let more = ["feedback:write:admin", "feedback_templates:read:admin"];
    let all: Vec<_> = scopes.into_iter().chain(more).collect();
    assert_eq!(second["scope"].split(' ').collect::<Vec<_>>(), all);
    for secret in ["state", "code_challenge"] {
        assert_ne!(first[secret], second[secret], "{secret} is made anew each time");
    }
    app.finish().await;
}

async fn a_lever_that_wants_pkce_gets_it(on: Backend) {
    let app = App::start(on).await;
    app.tell("pkce", &json!({"required": true})).await;
    app.connect().await;
    let candidate = app.invited("Ines García").await;
    assert_eq!(app.mails(&candidate).await.len(), 1);
    app.finish().await;

    // And one that knows nothing of it is not told.
    let app = App::start_with(on, None, |config| config.lever.pkce = false).await;
    app.sign_in().await;
    assert!(!authorize_query(&app).await.contains_key("code_challenge"));
    app.connect().await;
    app.finish().await;
}
