//! The admin API: who sees what.

use entities::{
    ids::{OperatorId, TenantId},
    operator::{self, Role},
    sign_in_link, tenant,
};
use serde_json::{Value, json};
use tests::{App, Backend, on_both_stores};
use uuid::Uuid;

on_both_stores!(
    strangers_see_nothing_and_another_company_sees_nothing_of_ours,
    an_operator_sets_a_password_and_signs_in_with_it,
    roles_below_super_admin_may_not_connect,
);

async fn ask(app: &App, query: &str) -> Value {
    let answer = app.http.post(app.url("/graphql")).json(&json!({"query": query}));
    answer.send().await.unwrap().json().await.unwrap()
}

/// Signs the second browser in as an operator of another company.
async fn sign_in_elsewhere(app: &App, role: Role) -> operator::Model {
    let (db, now) = (&app.server().means.db, chrono::DateTime::UNIX_EPOCH);
    let tenant_id = TenantId(Uuid::new_v4());
    tenant::create(db, tenant_id, "Elsewhere", now).await.unwrap();
    let who = (tenant_id, OperatorId(Uuid::new_v4()));
    let email = format!("{}@elsewhere.example", who.1.0);
    let operator = operator::create(db, who, &email, "Somebody", role, now).await.unwrap();
    let token = Uuid::new_v4().to_string();
    let later = chrono::DateTime::from_timestamp(1_900_000_000, 0).unwrap();
    sign_in_link::create(db, &token, who, later).await.unwrap();
    let answer = app.http.post(app.url(&format!("/sign-in/{token}"))).send().await.unwrap();
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    operator
}

async fn strangers_see_nothing_and_another_company_sees_nothing_of_ours(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Amara Abara").await;
    app.take_interview(&app.room_link(&candidate).await).await;
    app.settle().await;
    let interview = app.only_interview().await;
    let id = interview["id"].as_str().unwrap();
    let pdf = app.url(interview["report"]["url"].as_str().unwrap());

    let everything = format!(
        "{{ viewer {{ email }} interviews {{ totalCount nodes {{ id }} }} \
         interview(id: \"{id}\") {{ candidateName }} integration {{ status }} }}"
    );
    let strangers = ask(&app, &everything).await;
    assert_eq!(strangers["errors"][0]["extensions"]["code"], "UNAUTHENTICATED", "{strangers}");
    assert_eq!(ask(&app, "{ viewer { email } }").await, json!({"data": {"viewer": null}}));
    assert_eq!(app.http.get(&pdf).send().await.unwrap().status(), 404);

    sign_in_elsewhere(&app, Role::SuperAdmin).await;
    let elsewhere = ask(&app, &everything).await;
    assert_eq!(elsewhere["data"]["interviews"], json!({"totalCount": 0, "nodes": []}));
    assert_eq!(elsewhere["data"]["interview"], Value::Null);
    assert_eq!(elsewhere["data"]["integration"]["status"], "NOT_CONNECTED");
    assert_eq!(app.http.get(&pdf).send().await.unwrap().status(), 404);

    let huge = format!("{{\"query\":\"{}\"}}", "a".repeat(300_000));
    let huge = app.http.post(app.url("/graphql")).body(huge);
    let huge = huge.header("content-type", "application/json").send().await.unwrap();
    assert_eq!(huge.status(), 413);
    let guesses = "mutation { a: signIn(input: {email: \"a\", password: \"b\"}) { __typename } \
                   b: signIn(input: {email: \"a\", password: \"c\"}) { __typename } }";
    assert!(ask(&app, guesses).await["errors"][0]["message"].as_str().unwrap().contains("complex"));

    // Not as a form of another site would send it.
    let form = app.http.post(app.url("/graphql")).body("{\"query\":\"{ viewer { email } }\"}");
    let form = form.header("content-type", "text/plain").send().await.unwrap();
    assert_eq!(form.status(), 415);
    app.finish().await;
}

async fn an_operator_sets_a_password_and_signs_in_with_it(on: Backend) {
    let app = App::start(on).await;
    let operator = sign_in_elsewhere(&app, Role::TeamMember).await;
    let set = |password: &str| {
        format!(
            "mutation {{ setPassword(input: {{password: \"{password}\"}}) {{ __typename \
             ... on Operator {{ hasPassword }} ... on Problem {{ code }} }} }}"
        )
    };
    assert_eq!(ask(&app, &set("short")).await["data"]["setPassword"]["code"], "INVALID");
    let done = ask(&app, &set("correct horse battery")).await;
    assert_eq!(done["data"]["setPassword"]["hasPassword"], true);
    assert_eq!(ask(&app, "mutation { signOut }").await["data"]["signOut"], true);
    assert_eq!(ask(&app, "{ viewer { email } }").await["data"]["viewer"], Value::Null);

    let sign_in = |email: &str, password: &str| {
        format!(
            "mutation {{ signIn(input: {{email: \"{email}\", password: \"{password}\"}}) {{ \
             __typename ... on Operator {{ name }} ... on Problem {{ code message }} }} }}"
        )
    };
    let wrong = ask(&app, &sign_in(&operator.email, "wrong")).await;
    let nobody = ask(&app, &sign_in("nobody@elsewhere.example", "wrong")).await;
    assert_eq!(wrong["data"]["signIn"]["code"], "UNAUTHENTICATED");
    assert_eq!(wrong, nobody, "whether there is such an operator is nobody's business");
    let email = operator.email.to_uppercase();
    let right = ask(&app, &sign_in(&email, "correct horse battery")).await;
    assert_eq!(right["data"]["signIn"]["name"], "Somebody");
    assert_eq!(ask(&app, "{ viewer { role } }").await["data"]["viewer"]["role"], "TEAM_MEMBER");
    app.finish().await;
}

async fn roles_below_super_admin_may_not_connect(on: Backend) {
    let app = App::start(on).await;
    sign_in_elsewhere(&app, Role::Admin).await;
    let connect = "mutation { connectLever { ... on Problem { code message } } }";
    assert_eq!(ask(&app, connect).await["data"]["connectLever"]["code"], "FORBIDDEN");
    app.finish().await;
}
