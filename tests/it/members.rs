//! Who uses the dashboard: they are invited by mail, given a role, removed at once; and there is
//! always a Super Admin.

use chrono::Duration;
use entities::operator::Role;
use futures_util::future::join;
use reqwest::Client;
use serde_json::{Value, json};
use tests::{App, Backend, on_both_stores};

on_both_stores!(
    who_is_invited_signs_in_by_the_mail_once,
    a_role_counts_from_the_next_request_on,
    who_is_removed_is_out_at_once,
    the_last_super_admin_stays,
    who_cannot_be_invited_is_told_why,
);

const INVITED: &str = "signInLink expiresAt operator { id email name role hasPassword }";

async fn invite(app: &App, email: &str, role: &str) -> Value {
    let input = json!({"email": email, "name": "Noor Nakamura", "role": role});
    app.mutate("inviteOperator", &input, INVITED).await
}

fn browser() -> Client {
    Client::builder().cookie_store(true).build().unwrap()
}

/// Who a browser is signed in as.
async fn viewer(app: &App, browser: &Client) -> Value {
    app.ask_as(browser, "{ viewer { id name role } }", json!({})).await["viewer"].take()
}

/// How often the audit log has this about somebody.
async fn told(app: &App, action: &str, subject: &Value) -> Value {
    let query = "query($filter: AuditFilter) { auditLog(filter: $filter) { totalCount } }";
    let filter = json!({"action": action, "subject": subject});
    app.graphql(query, json!({"filter": filter})).await["auditLog"]["totalCount"].take()
}

/// The link out of the only mail to an address.
async fn mailed(app: &App, email: &str) -> String {
    let mails = app.outside.mails().await.unwrap();
    let of: Vec<_> = mails.iter().filter(|mail| mail.is_to(email)).collect();
    assert_eq!(of.len(), 1, "mails to {email}");
    let link = of[0].text.split_whitespace().find(|word| word.contains("/sign-in/"));
    link.expect("a link").to_owned()
}

async fn who_is_invited_signs_in_by_the_mail_once(on: Backend) {
    let app = App::connected(on).await;
    let invited = invite(&app, " Noor@Larkspur.example ", "TEAM_MEMBER").await;
    let operator = &invited["operator"];
    assert_eq!(operator["email"], "noor@larkspur.example", "{invited}");
    assert_eq!(
        (&operator["role"], &operator["hasPassword"]),
        (&json!("TEAM_MEMBER"), &json!(false))
    );
    app.settle().await;
    let link = mailed(&app, "noor@larkspur.example").await;
    assert_eq!(invited["signInLink"], link, "the inviter was shown the same");

    // Mail servers open links ahead of people.
    let scanner = browser();
    let page = scanner.get(&link).send().await.unwrap();
    assert_eq!((page.status().as_u16(), page.url().as_str()), (200, link.as_str()));
    assert_eq!(viewer(&app, &scanner).await, Value::Null);
    let noor = browser();
    noor.post(&link).send().await.unwrap();
    assert_eq!(viewer(&app, &noor).await["name"], "Noor Nakamura");
    let again = browser();
    let used = again.post(&link).send().await.unwrap();
    assert!(used.url().as_str().ends_with("/?link=used"), "{}", used.url());
    assert_eq!(viewer(&app, &again).await, Value::Null);
    assert_eq!(told(&app, "inviteOperator", &operator["id"]).await, 1);
    assert_eq!(told(&app, "signIn", &operator["id"]).await, 1);

    let late = invite(&app, "late@larkspur.example", "ADMIN").await;
    app.settle().await;
    app.advance(Duration::days(7));
    again.post(late["signInLink"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(viewer(&app, &again).await, Value::Null, "too late");
    app.finish().await;
}

async fn a_role_counts_from_the_next_request_on(on: Backend) {
    let app = App::connected(on).await;
    let member = app.browser_of(Role::TeamMember, "member@larkspur.example").await;
    let id = viewer(&app, &member).await["id"].take();
    let set = "mutation { setWriteback(input: {addLink: true}) \
               { ... on Problem { code } ... on Integration { addLink } } }";
    let refused = app.ask_as(&member, set, json!({})).await;
    assert_eq!(refused["setWriteback"]["code"], "FORBIDDEN");
    let input = json!({"operatorId": id, "role": "ADMIN"});
    let changed = app.mutate("setOperatorRole", &input, "role").await;
    assert_eq!(changed, json!({"role": "ADMIN"}));
    let done = app.ask_as(&member, set, json!({})).await;
    assert_eq!(done["setWriteback"]["addLink"], true);
    // The same again changes nothing, and is not told.
    app.mutate("setOperatorRole", &input, "role").await;
    assert_eq!(told(&app, "setOperatorRole", &id).await, 1);
    // An Admin makes nobody anything.
    let higher = "mutation($id: ID!) { setOperatorRole(input: {operatorId: $id, role: SUPER_ADMIN}) \
                  { ... on Problem { code } } }";
    let refused = app.ask_as(&member, higher, json!({"id": id})).await;
    assert_eq!(refused["setOperatorRole"]["code"], "FORBIDDEN");
    app.finish().await;
}

async fn who_is_removed_is_out_at_once(on: Backend) {
    let app = App::connected(on).await;
    let member = app.browser_of(Role::Admin, "member@larkspur.example").await;
    let id = viewer(&app, &member).await["id"].take();
    let make = "mutation { createApiToken(input: {name: \"a program\", scope: READ}) \
                { ... on CreatedApiToken { token } } }";
    let created = app.ask_as(&member, make, json!({})).await;
    let token = created["createApiToken"]["token"].as_str().unwrap().to_owned();
    let by_token = async || {
        let asked = json!({"query": "{ viewer { id } }"});
        let sent = app.http.post(app.url("/graphql")).bearer_auth(&token).json(&asked);
        let answer: Value = sent.send().await.unwrap().json().await.unwrap();
        answer["data"]["viewer"].clone()
    };
    assert_eq!(by_token().await["id"], id);

    let removed = app.mutate("removeOperator", &json!({"operatorId": id}), "email").await;
    assert_eq!(removed, json!({"email": "member@larkspur.example"}));
    assert_eq!(viewer(&app, &member).await, Value::Null);
    assert_eq!(by_token().await, Value::Null);
    assert_eq!(told(&app, "removeOperator", &id).await, 1);
    let gone = app.mutate("removeOperator", &json!({"operatorId": id}), "email").await;
    assert_eq!(gone["code"], "NOT_FOUND");
    // Invited anew, they are somebody else, and the mail is not sent if they are removed before.
    let anew = invite(&app, "member@larkspur.example", "TEAM_MEMBER").await;
    assert_ne!(anew["operator"]["id"], id);
    app.settle().await;
    let link = anew["signInLink"].as_str().unwrap();
    let input = json!({"operatorId": anew["operator"]["id"]});
    app.mutate("removeOperator", &input, "email").await;
    member.post(link).send().await.unwrap();
    assert_eq!(viewer(&app, &member).await, Value::Null, "the link ended, too");
    app.finish().await;
}

async fn the_last_super_admin_stays(on: Backend) {
    let app = App::connected(on).await;
    let me = app.graphql("{ viewer { id } }", json!({})).await["viewer"]["id"].take();
    let remove = json!({"operatorId": me});
    let lower = json!({"operatorId": me, "role": "ADMIN"});
    for (mutation, input) in [("removeOperator", &remove), ("setOperatorRole", &lower)] {
        let refused = app.mutate(mutation, input, "email").await;
        assert_eq!(refused["code"], "CONFLICT", "{mutation}: {refused}");
    }
    let second = app.browser_of(Role::SuperAdmin, "second@larkspur.example").await;
    let other = viewer(&app, &second).await["id"].take();
    // Each removes the other at the same time: one of them stays.
    let query = "mutation($id: ID!) { removeOperator(input: {operatorId: $id}) \
                 { ... on Operator { id } ... on Problem { code } } }";
    let (ours, theirs) = join(
        app.graphql(query, json!({"id": other})),
        app.ask_as(&second, query, json!({"id": me})),
    )
    .await;
    let done = [&ours, &theirs].iter().filter(|it| it["removeOperator"]["id"].is_string()).count();
    assert_eq!(done, 1, "{ours} {theirs}");
    let stays = if ours["removeOperator"]["id"].is_string() { &me } else { &other };
    let db = &app.server().means.db;
    let left = entities::operator::of_tenant(db, app.tenant_id().await).await.unwrap();
    let left: Vec<_> = left.iter().map(|row| row.id.to_string()).collect();
    assert_eq!(json!(left), json!([stays]));
    app.finish().await;
}

async fn who_cannot_be_invited_is_told_why(on: Backend) {
    let app = App::connected(on).await;
    for (email, code) in [
        ("nobody", "INVALID"),
        ("a@b@c.example", "INVALID"),
        ("", "INVALID"),
        ("Admin@localhost", "CONFLICT"),
    ] {
        let refused = invite(&app, email, "ADMIN").await;
        assert_eq!(refused["code"], code, "{email}: {refused}");
    }
    let input = json!({"email": "x@larkspur.example", "name": "  ", "role": "ADMIN"});
    assert_eq!(app.mutate("inviteOperator", &input, INVITED).await["code"], "INVALID");
    let admin = app.browser_of(Role::Admin, "admin@larkspur.example").await;
    let query = "mutation { inviteOperator(input: {email: \"x@y.example\", name: \"X\", \
                 role: LIMITED_TEAM_MEMBER}) { ... on Problem { code } } }";
    let refused = app.ask_as(&admin, query, json!({})).await;
    assert_eq!(refused["inviteOperator"]["code"], "FORBIDDEN");
    app.finish().await;
}
