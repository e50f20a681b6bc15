//! The report: in the language and with the parts that the company wants, by a link for whoever has
//! it, and never read without the audit log saying so.

use chrono::Duration;
use entities::operator::Role;
use reqwest::{Client, Response, StatusCode, header::CACHE_CONTROL};
use serde_json::{Value, json};
use tests::{App, Backend, Candidate, on_both_stores};
use uuid::Uuid;

on_both_stores!(
    a_link_shows_the_report_until_it_ends_and_each_use_is_in_the_log,
    links_end_with_the_right_of_who_made_them,
    links_are_few_and_only_admins_make_them,
    a_report_is_in_the_language_and_has_the_parts_that_the_company_wants,
    whoever_reads_an_interview_is_in_the_log_once_an_hour,
    a_link_to_what_was_erased_says_so,
);

/// A candidate with a report, and the id of the interview.
async fn reported(app: &App, name: &str) -> (Candidate, Value) {
    let candidate = app.invited(name).await;
    app.take_interview(&app.room_link(&candidate).await).await;
    app.settle().await;
    let id = app.interview(&candidate).await["id"].take();
    (candidate, id)
}

async fn share(app: &App, id: &Value, days: i32) -> Value {
    let fields = "url share { id live opens expiresAt by { email } }";
    app.mutate("shareReport", &json!({"interviewId": id, "days": days}), fields).await
}

/// Asks as somebody who is not signed in.
async fn open(url: &Value) -> Response {
    Client::new().get(url.as_str().unwrap()).send().await.unwrap()
}

/// Entries of the audit log of this action, the newest first.
async fn logged(app: &App, action: &str) -> Vec<Value> {
    let query = "query($action: String) { auditLog(first: 100, filter: {action: $action}) { \
                 nodes { actor subject details } } }";
    let mut answer = app.graphql(query, json!({"action": action})).await;
    serde_json::from_value(answer["auditLog"]["nodes"].take()).unwrap()
}

/// Whether a PDF has this among its objects, which its bytes have compressed.
fn contains(pdf: &[u8], words: &str) -> bool {
    let mut document = lopdf::Document::load_mem(pdf).unwrap();
    let mut objects = Vec::new();
    document.save_to(&mut objects).unwrap();
    objects.windows(words.len()).any(|window| window == words.as_bytes())
}

async fn pdf(app: &App, candidate: &Candidate) -> Vec<u8> {
    let link = app.interview(candidate).await["report"]["url"].take();
    let email = format!("{}@larkspur.example", candidate.opportunity);
    let browser = app.browser_of(Role::TeamMember, &email).await;
    let answer = browser.get(app.url(link.as_str().unwrap())).send().await.unwrap();
    answer.bytes().await.unwrap().to_vec()
}

async fn a_link_shows_the_report_until_it_ends_and_each_use_is_in_the_log(on: Backend) {
    let app = App::connected(on).await;
    let (candidate, id) = reported(&app, "Amara Abara").await;
    let shared = share(&app, &id, 7).await;
    let secret = shared["url"].as_str().unwrap().rsplit('/').next().unwrap();
    assert!(secret.len() >= 32, "128 bits in hexadecimal: {shared}");
    assert_eq!(shared["share"]["by"]["email"], "admin@localhost");

    let answer = open(&shared["url"]).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()[CACHE_CONTROL], "private, no-store");
    assert_eq!(answer.headers()["x-robots-tag"], "noindex, nofollow");
    assert_eq!(answer.bytes().await.unwrap().to_vec(), pdf(&app, &candidate).await);
    let log = logged(&app, "readSharedReport").await;
    assert_eq!(log.len(), 1, "{log:?}");
    assert_eq!((&log[0]["actor"], &log[0]["subject"]), (&json!("nobody"), &id));
    let share_id = shared["share"]["id"].as_str().unwrap();
    assert!(log[0]["details"].as_str().unwrap().contains(share_id), "{log:?}");
    let all = json!({"all": [logged(&app, "shareReport").await, log]}).to_string();
    assert!(!all.contains(secret), "the log has the secret");

    let unknown = app.url(&format!("/r/{}", "0".repeat(64)));
    assert_eq!(open(&json!(unknown)).await.status(), StatusCode::NOT_FOUND);

    let listed = "query($id: ID!) { interview(id: $id) { report { shares { id opens live } } } }";
    let listed = app.graphql(listed, json!({"id": id})).await;
    let listed = &listed["interview"]["report"]["shares"];
    assert_eq!(*listed, json!([{"id": share_id, "opens": 1, "live": true}]));

    let second = share(&app, &id, 2).await;
    app.mutate("revokeReportShare", &json!({"id": second["share"]["id"]}), "live").await;
    assert_eq!(open(&second["url"]).await.status(), StatusCode::GONE);
    app.advance(Duration::days(7));
    let ended = open(&shared["url"]).await;
    assert_eq!(ended.status(), StatusCode::GONE);
    let told = ended.text().await.unwrap();
    assert!(told.starts_with("this link ended on "), "{told}");
    assert_eq!(logged(&app, "readSharedReport").await.len(), 1);
    app.finish().await;
}

async fn links_end_with_the_right_of_who_made_them(on: Backend) {
    let app = App::connected(on).await;
    let (_, id) = reported(&app, "Amara Abara").await;
    let mut links = Vec::new();
    for email in ["leaves@larkspur.example", "changes@larkspur.example"] {
        let browser = app.browser_of(Role::Admin, email).await;
        let asked = "mutation($input: ShareReportInput!) { shareReport(input: $input) { \
                     ... on SharedReport { url } } }";
        let input = json!({"input": {"interviewId": id, "days": 90}});
        let mut shared = app.ask_as(&browser, asked, input).await;
        links.push(shared["shareReport"]["url"].take());
        assert_eq!(open(&links[links.len() - 1]).await.status(), StatusCode::OK);
    }
    let members = app.graphql("{ operators { id email } }", json!({})).await["operators"].take();
    let of = |email: &str| {
        let found = members.as_array().unwrap().iter().find(|it| it["email"] == email);
        found.unwrap()["id"].clone()
    };
    let leaves = json!({"operatorId": of("leaves@larkspur.example")});
    app.mutate("removeOperator", &leaves, "id").await;
    assert_eq!(open(&links[0]).await.status(), StatusCode::GONE);
    assert_eq!(open(&links[1]).await.status(), StatusCode::OK);
    let changes = json!({"operatorId": of("changes@larkspur.example"), "role": "TEAM_MEMBER"});
    app.mutate("setOperatorRole", &changes, "role").await;
    assert_eq!(open(&links[1]).await.status(), StatusCode::GONE);
    app.finish().await;
}

async fn links_are_few_and_only_admins_make_them(on: Backend) {
    let app = App::connected(on).await;
    let (_, id) = reported(&app, "Hiro Ito").await;
    for days in [0, 91, -1] {
        assert_eq!(share(&app, &id, days).await["code"], "INVALID", "{days}");
    }
    let nowhere = json!("pipeline:00000000-0000-0000-0000-000000000000");
    assert_eq!(share(&app, &nowhere, 1).await["code"], "NOT_FOUND");
    let without = app.invited("Nia Noor").await;
    let unready = app.interview(&without).await["id"].take();
    assert_eq!(share(&app, &unready, 1).await["code"], "CONFLICT");

    let first = share(&app, &id, 1).await;
    for _ in 1..20 {
        assert!(share(&app, &id, 30).await["url"].is_string());
    }
    assert_eq!(share(&app, &id, 1).await["code"], "CONFLICT", "there are twenty");
    app.mutate("revokeReportShare", &json!({"id": first["share"]["id"]}), "id").await;
    assert!(share(&app, &id, 1).await["url"].is_string(), "the one that ended gives way");
    assert_eq!(open(&first["url"]).await.status(), StatusCode::NOT_FOUND);

    let member = app.browser_of(Role::TeamMember, "member@larkspur.example").await;
    let asked = "mutation($input: ShareReportInput!) { shareReport(input: $input) { \
                 ... on Problem { code } } }";
    let input = json!({"input": {"interviewId": id, "days": 1}});
    assert_eq!(app.ask_as(&member, asked, input).await["shareReport"]["code"], "FORBIDDEN");
    app.finish().await;
}

async fn a_report_is_in_the_language_and_has_the_parts_that_the_company_wants(on: Backend) {
    let app = App::connected(on).await;
    let (plain, _) = reported(&app, "Ada Reed").await;
    let bytes = pdf(&app, &plain).await;
    for words in ["/Lang(en)", "/S/Figure", "Interview scorecard: Ada Reed"] {
        assert!(contains(&bytes, words), "{words}");
    }

    let wanted = json!({"language": "GERMAN", "sections": ["FEEDBACK", "TRANSCRIPT"]});
    let set = app.mutate("setReportOptions", &wanted, "reportLanguage reportSections").await;
    let stored = json!({"reportLanguage": "GERMAN", "reportSections": ["FEEDBACK", "TRANSCRIPT"]});
    assert_eq!(set, stored);
    let left = app.mutate("setReportOptions", &json!({}), "reportLanguage reportSections").await;
    assert_eq!(left, stored, "what is left out stays");
    let (german, _) = reported(&app, "Bo Chen").await;
    let bytes = pdf(&app, &german).await;
    assert!(contains(&bytes, "/Lang(de)") && contains(&bytes, "Ergebnis des Interviews: Bo Chen"));
    assert!(!contains(&bytes, "/S/Figure"), "the chart is not wanted");
    let log = logged(&app, "setReportOptions").await;
    let changed = log.last().unwrap()["details"].as_str().unwrap();
    assert!(changed.contains(r#""report_language":{"from":null,"to":"de"}"#), "{changed}");
    app.finish().await;
}

async fn whoever_reads_an_interview_is_in_the_log_once_an_hour(on: Backend) {
    let app = App::connected(on).await;
    let (candidate, id) = reported(&app, "Amara Abara").await;
    let member = app.browser_of(Role::TeamMember, "member@larkspur.example").await;
    let before = logged(&app, "readInterview").await.len();
    let seen = async || logged(&app, "readInterview").await.len() - before;
    let ask = async |fields: &str| {
        let query = format!("query($id: ID!) {{ interview(id: $id) {{ {fields} }} }}");
        app.ask_as(&member, &query, json!({"id": id})).await
    };
    // Nothing of this is there, or is the candidate's.
    ask("state scorecard { overall } requests { text } letter { text } recordings { turn }").await;
    assert_eq!(seen().await, 0, "no word of the candidate");
    for _ in 0..3 {
        ask("transcript { answer }").await;
    }
    assert_eq!(seen().await, 1);
    assert_eq!(logged(&app, "readInterview").await[0]["subject"], id);
    // Whatever has their words, or what was said of them.
    let link = app.room_link(&candidate).await;
    let asked = json!({"key": Uuid::new_v4(), "kind": "correction", "text": "I led it."});
    let made = app.http.post(format!("{link}/requests")).json(&asked).send().await.unwrap();
    assert!(made.status().is_success());
    let fields = [
        "requests { text }",
        "scorecard { ratings { explanation } }",
        "scorecards { ratings { explanation } }",
        "transcript { answer }",
    ];
    for (count, fields) in (2..).zip(fields) {
        app.advance(Duration::hours(1));
        ask(fields).await;
        assert_eq!(seen().await, count, "{fields}");
    }
    // By a list and by what a mutation answers, too.
    app.advance(Duration::hours(1));
    app.ask_as(&member, "{ openRequests { text } }", json!({})).await;
    assert_eq!(seen().await, 6);
    app.advance(Duration::hours(1));
    let list = "{ interviews { nodes { transcript { answer } letter { text } } } }";
    app.ask_as(&member, list, json!({})).await;
    assert_eq!(seen().await, 7);
    let held = json!({"id": id, "held": true});
    app.mutate("setLegalHold", &held, "transcript { answer }").await;
    assert_eq!(seen().await, 8, "somebody else");
    app.finish().await;
}

async fn a_link_to_what_was_erased_says_so(on: Backend) {
    let app = App::connected(on).await;
    let (_, id) = reported(&app, "Amara Abara").await;
    let shared = share(&app, &id, 7).await;
    let erased = json!({"id": id, "reason": "they asked for it"});
    app.mutate("eraseInterview", &erased, "erasedAt").await;
    let answer = open(&shared["url"]).await;
    assert_eq!(answer.status(), StatusCode::GONE);
    assert!(answer.text().await.unwrap().starts_with("this report was erased on "));
    assert_eq!(share(&app, &id, 1).await["code"], "CONFLICT");
    app.finish().await;
}
