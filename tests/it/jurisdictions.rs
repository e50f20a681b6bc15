//! Whose law holds is chosen by people: what candidates are told follows from it, when they are scored,
//! and how long what is kept of them is kept.

use chrono::{DateTime, Datelike, Duration, Utc, Weekday};
use entities::{audit_entry, operator::Role};
use serde_json::{Value, json};
use tests::{App, Backend, Candidate, on_both_stores};

on_both_stores!(
    in_new_york_nobody_is_scored_before_ten_business_days_have_passed,
    a_location_suggests_and_only_people_choose,
    other_rules_before_the_consent_let_the_time_begin_anew,
    what_was_agreed_to_holds_whatever_is_chosen_later,
    what_is_cancelled_while_it_waits_is_not_scored,
    what_the_law_limits_is_erased_and_what_it_keeps_is_kept,
);

async fn choose(app: &App, input: Value) -> Value {
    app.mutate("setJurisdiction", &input, "jurisdiction").await
}

async fn interview(app: &App, candidate: &Candidate) -> Value {
    let id = app.interview(candidate).await["id"].take();
    let query = "query($id: ID!) { interview(id: $id) { state erasedAt scorecard { id } notice { \
                 version givenAt scoringNotBefore jurisdiction { id } } } }";
    app.graphql(query, json!({"id": id})).await["interview"].take()
}

fn instant(value: &Value) -> DateTime<Utc> {
    value.as_str().unwrap().parse().unwrap()
}

/// Moves the clock; sessions last two weeks.
async fn wait(app: &App, by: Duration) {
    app.advance(by);
    app.settle().await;
    app.sign_in().await;
}

async fn room(app: &App, link: &str) -> Value {
    app.http.get(format!("{link}/interview")).send().await.unwrap().json().await.unwrap()
}

async fn in_new_york_nobody_is_scored_before_ten_business_days_have_passed(on: Backend) {
    let app = App::connected(on).await;
    let chosen = choose(&app, json!({"jurisdiction": "nyc"})).await;
    assert_eq!(chosen, json!({"jurisdiction": "nyc"}));
    let candidate = app.invited("Amara Abara").await;
    // The invite is the notice: what it is, what it looks at, how to ask for another way.
    let mail = app.mails(&candidate).await.remove(0).text.replace('\n', " ");
    for told in ["Local Law 144", "job qualifications: ", "ten business days", "another selection"]
    {
        assert!(mail.contains(told), "{told}: {mail}");
    }
    let notice = interview(&app, &candidate).await["notice"].take();
    assert_eq!(notice["jurisdiction"]["id"], "nyc");
    let (given_at, due) = (instant(&notice["givenAt"]), instant(&notice["scoringNotBefore"]));
    // Ten business days are two weeks at least, and more over holidays.
    assert!(due - given_at >= Duration::days(13), "{notice}");
    assert!(!matches!(due.weekday(), Weekday::Sun), "{notice}");

    let link = app.room_link(&candidate).await;
    let shown = room(&app, &link).await["disclosure"].take();
    assert!(shown["version"].as_str().unwrap().contains(" nyc-"), "{shown}");
    assert!(shown["paragraphs"].to_string().contains("Local Law 144"), "{shown}");
    // Whoever likes answers at once; they only wait for their score.
    app.take_interview(&link).await;
    app.settle().await;
    wait(&app, due - given_at - Duration::minutes(1)).await;
    let waits = interview(&app, &candidate).await;
    assert_eq!((&waits["state"], &waits["scorecard"]), (&json!("COMPLETED"), &Value::Null));
    assert_eq!(instant(&waits["notice"]["givenAt"]), given_at, "consent is no new notice");
    let id = app.interview(&candidate).await["id"].take();
    wait(&app, Duration::minutes(2)).await;
    let scored = interview(&app, &candidate).await;
    assert_eq!(scored["state"], "WRITTEN_BACK", "{scored}");
    assert!(scored["scorecard"]["id"].is_string());
    let agreed = room_data(&app, &link).await["consent"]["version"].take();
    assert_eq!(agreed, shown["version"], "{id} agreed to what was shown");
    app.finish().await;
}

async fn room_data(app: &App, link: &str) -> Value {
    app.http.get(format!("{link}/data")).send().await.unwrap().json().await.unwrap()
}

async fn a_location_suggests_and_only_people_choose(on: Backend) {
    let app = App::connected(on).await;
    app.look().await;
    let posting = app.posting().await;
    let seen = async || {
        let query = "query($id: ID!) { posting(id: $id) { location jurisdiction \
                     suggestedJurisdiction { id } } viewer { tenant { jurisdiction } } }";
        app.graphql(query, json!({"id": posting})).await
    };
    let before = seen().await;
    assert_eq!(before["posting"]["location"], "Utrecht");
    assert_eq!(before["posting"]["suggestedJurisdiction"]["id"], "eu");
    assert_eq!(before["posting"]["jurisdiction"], Value::Null);
    assert_eq!(before["viewer"]["tenant"]["jurisdiction"], "default");
    let first = app.invited("Amara Abara").await;
    let link = app.room_link(&first).await;
    let plain = room(&app, &link).await["disclosure"]["paragraphs"].take();
    assert!(!plain.to_string().contains("GDPR"), "nothing comes of a suggestion: {plain}");

    choose(&app, json!({"postingId": posting, "jurisdiction": "eu"})).await;
    assert_eq!(seen().await["posting"]["jurisdiction"], "eu");
    let shown = room(&app, &link).await["disclosure"]["paragraphs"].take();
    assert!(shown.to_string().contains("(GDPR)") && shown.to_string().contains("180 days"));
    let spoken = json!({"language": "de"});
    app.http.post(format!("{link}/language")).json(&spoken).send().await.unwrap();
    let shown = room(&app, &link).await["disclosure"]["paragraphs"].take();
    assert!(shown.to_string().contains("180 Tage nach dem Ende"), "{shown}");
    // Other postings keep the company's.
    let other = app.add_posting("Hydrologist").await;
    let elsewhere = app.apply_to(&other, "Hiro Ito").await;
    app.move_to_trigger(&elsewhere).await;
    app.settle().await;
    let notice = interview(&app, &elsewhere).await["notice"].take();
    assert_eq!(notice["jurisdiction"]["id"], "default");

    choose(&app, json!({"postingId": posting, "jurisdiction": null})).await;
    assert_eq!(seen().await["posting"]["jurisdiction"], Value::Null);
    for (input, code) in [
        (json!({"jurisdiction": "atlantis"}), "NOT_FOUND"),
        (json!({"postingId": "nowhere", "jurisdiction": "eu"}), "NOT_FOUND"),
        (json!({}), "INVALID"),
    ] {
        assert_eq!(choose(&app, input).await["code"], code);
    }
    let entries = audit_entry::Entity::of_tenant(app.tenant_id().await);
    let entries = entries.all(&app.server().means.db).await.unwrap();
    let chosen: Vec<_> = entries.iter().filter(|it| it.action == "setJurisdiction").collect();
    assert_eq!(chosen.len(), 2, "what was refused is not written down");
    assert!(chosen[0].details.contains("eu"), "{}", chosen[0].details);
    app.finish().await;
}

async fn what_was_agreed_to_holds_whatever_is_chosen_later(on: Backend) {
    let app = App::connected(on).await;
    choose(&app, json!({"jurisdiction": "nyc"})).await;
    let candidate = app.invited("Amara Abara").await;
    let link = app.room_link(&candidate).await;
    let version = room(&app, &link).await["disclosure"]["version"].take();
    let agreed = json!({"version": version});
    app.http.post(format!("{link}/consent")).json(&agreed).send().await.unwrap();
    app.settle().await;
    let told = interview(&app, &candidate).await["notice"].take();

    wait(&app, Duration::days(1)).await;
    choose(&app, json!({"jurisdiction": "eu"})).await;
    assert_eq!(app.operate("resendInvite", &candidate, json!({})).await, Value::Null);
    app.settle().await;
    let mail = app.mails(&candidate).await.pop().unwrap().text.replace('\n', " ");
    assert!(mail.contains("Local Law 144") && !mail.contains("GDPR"), "{mail}");
    assert_eq!(room(&app, &link).await["disclosure"]["version"], version);
    assert_eq!(interview(&app, &candidate).await["notice"], told);

    app.take_interview(&link).await;
    app.settle().await;
    assert_eq!(interview(&app, &candidate).await["state"], "COMPLETED", "it waits as was told");
    wait(&app, Duration::days(30)).await;
    let report = app.interview(&candidate).await["report"]["url"].take();
    let browser = app.browser_of(Role::Admin, "legal@larkspur.example").await;
    let pdf = browser.get(app.url(report.as_str().unwrap())).send().await.unwrap();
    let pdf = lopdf::Document::load_mem(&pdf.bytes().await.unwrap()).unwrap();
    let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
    let words = pdf.extract_text(&pages).unwrap().replace('\n', " ");
    assert!(words.contains("Local Law 144") && !words.contains("GDPR"), "{words}");
    app.finish().await;
}

async fn what_is_cancelled_while_it_waits_is_not_scored(on: Backend) {
    let app = App::connected(on).await;
    choose(&app, json!({"jurisdiction": "nyc"})).await;
    let candidate = app.invited("Amara Abara").await;
    app.take_interview(&app.room_link(&candidate).await).await;
    app.settle().await;
    assert_eq!(interview(&app, &candidate).await["state"], "COMPLETED");
    assert_eq!(app.operate("cancelInterview", &candidate, json!({})).await, Value::Null);
    // Cancelled days before the score is due, not in the same moment.
    app.settle().await;
    wait(&app, Duration::days(30)).await;
    let seen = interview(&app, &candidate).await;
    assert_eq!((&seen["state"], &seen["scorecard"]), (&json!("WITHDRAWN"), &Value::Null));
    let id = app.interview(&candidate).await["id"].take();
    let query = "query($id: ID!) { interview(id: $id) { scorecards { id } } }";
    let scored = app.graphql(query, json!({"id": id})).await;
    assert_eq!(scored["interview"]["scorecards"], json!([]));
    // Whoever takes it up again wants it scored.
    app.retry(&candidate).await;
    assert_eq!(interview(&app, &candidate).await["state"], "WRITTEN_BACK");
    app.finish().await;
}

async fn other_rules_before_the_consent_let_the_time_begin_anew(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Amara Abara").await;
    let told = interview(&app, &candidate).await["notice"].take();
    assert_eq!(told["jurisdiction"]["id"], "default");
    assert_eq!(told["scoringNotBefore"], Value::Null);
    wait(&app, Duration::days(3)).await;
    choose(&app, json!({"jurisdiction": "nyc"})).await;
    let link = app.mails(&candidate).await.iter().find_map(|mail| mail.room().map(str::to_owned));
    app.take_interview(&link.unwrap()).await;
    app.settle().await;
    let anew = interview(&app, &candidate).await;
    assert_eq!(anew["notice"]["jurisdiction"]["id"], "nyc");
    let given_at = instant(&anew["notice"]["givenAt"]);
    assert!(given_at - instant(&told["givenAt"]) >= Duration::days(3), "{anew}");
    assert_eq!(anew["state"], "COMPLETED", "no notice of this law was in the invite");
    wait(&app, instant(&anew["notice"]["scoringNotBefore"]) - given_at + Duration::minutes(1))
        .await;
    assert_eq!(interview(&app, &candidate).await["state"], "WRITTEN_BACK");
    app.finish().await;
}

async fn what_the_law_limits_is_erased_and_what_it_keeps_is_kept(on: Backend) {
    let app = App::connected(on).await;
    let mut candidates = Vec::new();
    for (name, jurisdiction) in [("Abel", "eu"), ("Bice", "california"), ("Cleo", "default")] {
        choose(&app, json!({"jurisdiction": jurisdiction})).await;
        let candidate = app.invited(name).await;
        app.take_interview(&app.room_link(&candidate).await).await;
        app.settle().await;
        candidates.push(candidate);
    }
    // Who is never invited is told nothing: the law of the posting counts.
    choose(&app, json!({"jurisdiction": "eu"})).await;
    let uninvited = app.apply("Dina").await;
    app.tell("archive", &json!({"opportunity": uninvited.opportunity})).await;
    app.move_to_trigger(&uninvited).await;
    app.settle().await;
    assert_eq!(interview(&app, &uninvited).await["state"], "INELIGIBLE");
    candidates.push(uninvited);
    choose(&app, json!({"postingId": app.posting().await, "jurisdiction": "eu"})).await;
    choose(&app, json!({"jurisdiction": "default"})).await;
    // Nobody chose how long anything is kept, so only the limit of a law erases.
    wait(&app, Duration::days(179)).await;
    let erased = async || {
        let mut erased = Vec::new();
        for candidate in &candidates {
            erased.push(interview(&app, candidate).await["erasedAt"].is_string());
        }
        erased
    };
    assert_eq!(erased().await, [false, false, false, false]);
    wait(&app, Duration::days(2)).await;
    assert_eq!(erased().await, [true, false, false, true]);
    app.mutate("setRetention", &json!({"days": 30}), "retentionDays").await;
    app.settle().await;
    assert_eq!(erased().await, [true, false, true, true], "the law keeps one for four years");
    app.finish().await;
}
