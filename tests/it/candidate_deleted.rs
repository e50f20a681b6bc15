//! Who is deleted in Lever is erased here, with a certificate: wherever their interview stands, but not
//! on the word of an event alone, and not while the law holds it.

use entities::audit_entry;
use serde_json::{Value, json};
use tests::{App, Backend, Candidate, on_both_stores};

on_both_stores!(
    who_is_deleted_in_lever_is_erased_here,
    who_is_deleted_before_the_end_is_erased_and_hears_nothing_more,
    what_is_held_is_erased_once_it_is_not,
    an_announcement_alone_erases_nobody,
    whoever_is_deleted_while_nobody_is_at_home_is_erased_later,
);

async fn done(app: &App, name: &str) -> Candidate {
    let candidate = app.invited(name).await;
    app.take_interview(&app.room_link(&candidate).await).await;
    app.settle().await;
    candidate
}

async fn delete(app: &App, candidate: &Candidate) {
    app.tell("delete", &json!({"opportunity": candidate.opportunity})).await;
}

/// What an operator sees of what is kept.
async fn kept(app: &App, id: &Value) -> Value {
    let query = "query($id: ID!) { interview(id: $id) { candidateName candidateEmail state \
                 stateReason erasedAt deletedAt legalHold transcript { answer } scorecard { id } } }";
    app.graphql(query, json!({"id": id})).await["interview"].take()
}

/// What the audit log has of an interview by this action.
async fn written_down(app: &App, action: &str, id: &Value) -> Vec<Value> {
    let entries = audit_entry::Entity::of_tenant(app.tenant_id().await);
    let entries = entries.all(&app.server().means.db).await.unwrap();
    let of = entries.iter().filter(|it| it.action == action && json!(it.subject) == *id);
    of.map(|it| serde_json::from_str(&it.details).unwrap()).collect()
}

async fn who_is_deleted_in_lever_is_erased_here(on: Backend) {
    let app = App::connected(on).await;
    let (gone, stays) = (done(&app, "Zephyrine Quill").await, done(&app, "Hiro Ito").await);
    let id = app.interview(&gone).await["id"].take();
    let link = app.room_link(&gone).await;
    delete(&app, &gone).await;
    app.settle().await;
    let left = kept(&app, &id).await;
    assert!(left["erasedAt"].is_string() && left["deletedAt"].is_string(), "{left}");
    assert_eq!((&left["candidateName"], &left["candidateEmail"]), (&json!(""), &Value::Null));
    assert_eq!((&left["state"], &left["scorecard"]), (&json!("WRITTEN_BACK"), &Value::Null));
    assert!(left["transcript"].as_array().unwrap().iter().all(|turn| turn["answer"] == ""));
    let certificates = written_down(&app, "eraseInterview", &id).await;
    assert_eq!(certificates.len(), 1, "{certificates:?}");
    assert_eq!(certificates[0]["rule"], "deleted in Lever");
    assert!(certificates[0]["answers"].as_u64().unwrap() > 3);
    assert_eq!(certificates[0]["answers_sha256"].as_str().map(str::len), Some(64));
    let room = app.http.get(format!("{link}/interview")).send().await.unwrap();
    assert_eq!(room.status(), 410);
    let other = app.interview(&stays).await["id"].take();
    assert_eq!(kept(&app, &other).await["candidateName"], "Hiro Ito");
    app.finish().await;
}

async fn who_is_deleted_before_the_end_is_erased_and_hears_nothing_more(on: Backend) {
    let app = App::connected(on).await;
    let (invited, answering) = (app.invited("Abel Abend").await, app.invited("Bice Bono").await);
    let link = app.room_link(&answering).await;
    let room = app.outside.room(&link).await.unwrap();
    let room = app.outside.consent(&link, &room.disclosure.version).await.unwrap();
    app.outside.answer(&link, &room.question.unwrap().id, "I once did.").await.unwrap();
    let mut ids = Vec::new();
    for candidate in [&invited, &answering] {
        ids.push(app.interview(candidate).await["id"].take());
        delete(&app, candidate).await;
    }
    app.settle().await;
    for id in &ids {
        let left = kept(&app, id).await;
        assert_eq!((&left["state"], &left["candidateName"]), (&json!("WITHDRAWN"), &json!("")));
        assert!(left["erasedAt"].is_string(), "{left}");
        assert_eq!(written_down(&app, "eraseInterview", id).await.len(), 1);
    }
    // No reminder, and no invite again.
    app.advance(chrono::Duration::days(13));
    app.settle().await;
    for candidate in [&invited, &answering] {
        assert_eq!(app.mails(candidate).await.len(), 1, "the invite alone");
    }
    app.finish().await;
}

async fn what_is_held_is_erased_once_it_is_not(on: Backend) {
    let app = App::connected(on).await;
    let candidate = done(&app, "Amara Abara").await;
    let id = app.interview(&candidate).await["id"].take();
    let hold = async |held: bool| {
        let input = json!({"id": id, "held": held});
        app.mutate("setLegalHold", &input, "legalHold deletedAt").await
    };
    assert_eq!(hold(true).await, json!({"legalHold": true, "deletedAt": null}));
    delete(&app, &candidate).await;
    app.settle().await;
    let left = kept(&app, &id).await;
    assert_eq!((&left["erasedAt"], &left["candidateName"]), (&Value::Null, &json!("Amara Abara")));
    assert!(left["deletedAt"].is_string(), "an operator sees why it is still there: {left}");
    assert_eq!(written_down(&app, "keepDeleted", &id).await, [json!({"held": true})]);
    assert!(written_down(&app, "eraseInterview", &id).await.is_empty());
    hold(false).await;
    app.settle().await;
    let left = kept(&app, &id).await;
    assert!(left["erasedAt"].is_string(), "{left}");
    assert_eq!(written_down(&app, "eraseInterview", &id).await.len(), 1);
    app.finish().await;
}

/// The signature does not cover which candidate is meant.
async fn an_announcement_alone_erases_nobody(on: Backend) {
    let app = App::connected(on).await;
    let (gone, stays) = (done(&app, "Cleo Conti").await, done(&app, "Dina Dahl").await);
    app.tell("faults", &json!({"name": "drop_webhooks_next", "count": 1})).await;
    delete(&app, &gone).await;
    app.settle().await;
    let log = app.control("deliveries").await["deliveries"].take();
    let mut told = log.as_array().unwrap().iter().filter(|it| it["event"] == "candidateDeleted");
    let body = told.next_back().unwrap()["body"].as_str().unwrap();
    let forged = body.replace(&gone.opportunity, &stays.opportunity);
    assert_ne!(forged, body);
    assert_eq!(app.deliver(&app.hook_secret().await, forged).await, 200);
    app.settle().await;
    let id = app.interview(&stays).await["id"].take();
    let left = kept(&app, &id).await;
    assert_eq!((&left["candidateName"], &left["erasedAt"]), (&json!("Dina Dahl"), &Value::Null));
    assert_eq!(left["state"], "WRITTEN_BACK");
    app.finish().await;
}

async fn whoever_is_deleted_while_nobody_is_at_home_is_erased_later(on: Backend) {
    let mut app = App::connected(on).await;
    let candidate = done(&app, "Ezra Endo").await;
    let id = app.interview(&candidate).await["id"].take();
    // Lever announces it, and then does not answer when it is asked.
    app.tell("faults", &json!({"name": "fail_next_503", "count": 3})).await;
    delete(&app, &candidate).await;
    app.settle().await;
    assert_eq!(kept(&app, &id).await["erasedAt"], Value::Null);
    app.restart().await;
    app.clear_faults().await;
    app.wait_out_the_pauses().await;
    assert!(kept(&app, &id).await["erasedAt"].is_string());
    app.finish().await;
}
