//! A company has itself told how its interviews go: signed, once, without names, and only where it may.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};

use actix_web::http::StatusCode;
use entities::{
    operator::Role,
    outbox,
    sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter},
};
use serde_json::{Value, json};
use standardwebhooks::Webhook;
use tests::{App, Backend, Got, Receiver, Receives, on_both_stores};

on_both_stores!(
    each_step_is_told_once_signed_and_without_names,
    a_receiver_that_is_down_stops_nobody_and_misses_nothing,
    a_receiver_that_is_silent_holds_nobody_up,
    what_is_removed_while_it_is_sent_is_over,
    what_must_not_be_told_is_not,
);

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(4);
/// More than a company's outbox carries out at once.
const EVENTS: usize = 20;
/// Who is interviewed.
const NAME: &str = "Ingrid Solheim";

/// A company that has itself told; the secret.
async fn told(on: Backend) -> (App, Receiver, String) {
    let receiver = Receiver::start();
    let host = receiver.host.clone();
    let app = App::start_with(on, None, |config| config.outbound.event_hosts = vec![host]).await;
    app.connect().await;
    let set = set(&app, json!(receiver.url())).await;
    assert_eq!(set["outbound"]["webhook"]["url"], receiver.url());
    let secret = set["secret"].as_str().unwrap().to_owned();
    (app, receiver, secret)
}

async fn set(app: &App, url: Value) -> Value {
    let fields = "secret outbound { allowedHosts webhook { url waiting error } }";
    app.mutate("setOutboundWebhook", &json!({"url": url}), fields).await
}

async fn standing(app: &App) -> Value {
    let query = "{ outbound { webhook { url deliveredAt failedAt error waiting } } }";
    app.graphql(query, json!({})).await["outbound"]["webhook"].take()
}

/// What was told or is to be, as the page that lists it shows it, the newest first; three at a time.
async fn listed(app: &App) -> Vec<Value> {
    let query = "query($after: String) { outboundEvents(first: 3, after: $after) {
        nodes { webhookId type status attempts error createdAt endedAt nextTryAt interview { id } }
        edges { cursor } pageInfo { hasNextPage endCursor } } }";
    let (mut all, mut after) = (Vec::new(), Value::Null);
    loop {
        let mut page = app.graphql(query, json!({"after": after})).await["outboundEvents"].take();
        let Value::Array(nodes) = page["nodes"].take() else { panic!("no list: {page}") };
        all.extend(nodes);
        if page["pageInfo"]["hasNextPage"] == false {
            return all;
        }
        assert_eq!(page["edges"][2]["cursor"], page["pageInfo"]["endCursor"]);
        after = page["pageInfo"]["endCursor"].take();
    }
}

async fn each_step_is_told_once_signed_and_without_names(on: Backend) {
    let (app, receiver, secret) = told(on).await;
    let candidate = app.invited(NAME).await;
    app.take_interview(&app.room_link(&candidate).await).await;
    app.settle().await;
    let got = receiver.got();
    let signer = Webhook::new(&secret).unwrap();
    for got in &got {
        signer.verify(&got.body, &got.headers).unwrap();
        let mut other = got.body.clone();
        other[20] ^= 1;
        assert!(signer.verify(&other, &got.headers).is_err());
        let text = String::from_utf8(got.body.clone()).unwrap();
        for known in [NAME, "Ingrid", candidate.email.as_str()] {
            assert!(!text.contains(known), "{text}");
        }
    }
    let ids: BTreeSet<_> = got.iter().map(Got::id).collect();
    assert_eq!(ids.len(), got.len(), "none twice");
    let id = app.interview(&candidate).await["id"].take();
    let fields = "query($id: ID!) { interview(id: $id) {
        timeline { from to } opportunityId posting { id } scorecard { overall leverScore } } }";
    let shown = app.graphql(fields, json!({"id": id})).await["interview"].take();
    let steps = shown["timeline"].as_array().unwrap().iter().filter(|it| it["from"] != it["to"]);
    let steps: Vec<_> = steps.map(|it| it["to"].as_str().unwrap().to_owned()).collect();
    assert_eq!(receiver.states(), steps);
    assert_eq!((steps.len(), steps.last().unwrap().as_str()), (8, "WRITTEN_BACK"));
    let last = got.iter().map(Got::event).find(|event| event["type"] == "interview.written_back");
    let data = &last.unwrap()["data"];
    assert_eq!(data["interviewId"], id);
    assert_eq!(data["opportunityId"], shown["opportunityId"]);
    assert_eq!(data["postingId"], shown["posting"]["id"]);
    assert_eq!(data["previousState"], "REPORTED");
    assert_eq!(data["score"], shown["scorecard"]["overall"]);
    assert_eq!(data["leverScore"], shown["scorecard"]["leverScore"]);
    assert!(data["score"].is_number(), "{data}");
    assert!(data["url"].as_str().unwrap().ends_with(id.as_str().unwrap()), "{data}");
    let now = standing(&app).await;
    assert!(now["deliveredAt"].is_string() && now["failedAt"].is_null(), "{now}");
    let listed = listed(&app).await;
    let each =
        listed.iter().map(|it| (it["webhookId"].as_str().unwrap(), it["type"].as_str().unwrap()));
    let told = got.iter().map(|got| (got.id().to_owned(), got.event()["type"].take()));
    let told: BTreeMap<_, _> = told.collect();
    assert!(
        each.clone().eq(told.iter().rev().map(|(id, kind)| (id.as_str(), kind.as_str().unwrap())))
    );
    for event in &listed {
        assert_eq!((&event["status"], &event["attempts"]), (&json!("DONE"), &json!(1)), "{event}");
        assert!(event["endedAt"].is_string() && event["nextTryAt"].is_null(), "{event}");
        assert_eq!(event["interview"]["id"], id);
    }
    // A new secret ends the one before, and is not in the audit log; nor is the rest of the address.
    let again = set(&app, json!(receiver.url())).await["secret"].take();
    assert_ne!(again, secret);
    app.mutate("testOutboundWebhook", &Value::Null, "webhook { waiting }").await;
    app.settle().await;
    let test = receiver.got().pop().unwrap();
    assert_eq!(test.event()["type"], "webhook.test");
    assert!(signer.verify(&test.body, &test.headers).is_err());
    let renewed = Webhook::new(again.as_str().unwrap()).unwrap();
    renewed.verify(&test.body, &test.headers).unwrap();
    let log = app.graphql("{ auditLog { nodes { action details } } }", json!({})).await.to_string();
    assert!(log.contains("setOutboundWebhook") && log.contains(&receiver.host), "{log}");
    assert!(!log.contains("s3cret") && !log.contains("whsec_"), "{log}");
    app.finish().await;
    receiver.stop().await;
}

async fn a_receiver_that_is_down_stops_nobody_and_misses_nothing(on: Backend) {
    let (app, receiver, _) = told(on).await;
    receiver.answer(Receives::With(StatusCode::BAD_GATEWAY));
    let candidate = app.invited(NAME).await;
    app.take_interview(&app.room_link(&candidate).await).await;
    app.settle().await;
    assert_eq!(app.interview(&candidate).await["state"], "WRITTEN_BACK");
    let now = standing(&app).await;
    assert!(now["error"].as_str().unwrap().contains("502 Bad Gateway"), "{now}");
    assert!(now["waiting"] == 8 && now["deliveredAt"].is_null(), "{now}");
    let waits = listed(&app).await;
    assert_eq!(waits.len(), 8);
    for event in &waits {
        assert!(event["status"] == "WAITING" && event["nextTryAt"].is_string(), "{event}");
        assert!(event["error"].as_str().unwrap().contains("502 Bad Gateway"), "{event}");
    }
    receiver.answer(Receives::With(StatusCode::OK));
    app.wait_out_the_pauses().await;
    let states = receiver.states();
    assert_eq!(states.last().unwrap(), "WRITTEN_BACK");
    assert_eq!(states.iter().collect::<BTreeSet<_>>().len(), states.len(), "{states:?}");
    let got = receiver.got();
    let first = &got[0];
    let again: Vec<_> = got.iter().filter(|got| got.id() == first.id()).collect();
    assert!(again.len() > 1 && again.iter().all(|got| got.body == first.body), "{again:?}");
    assert_eq!(standing(&app).await["waiting"], 0);
    // What is given up after days waits for an operator, and the interview does not.
    receiver.answer(Receives::With(StatusCode::GONE));
    app.mutate("testOutboundWebhook", &Value::Null, "webhook { waiting }").await;
    app.settle().await;
    for (tries, given_up) in [(100, 0), (299, 1)] {
        let tried = outbox::ActiveModel { attempts: Set(tries), ..Default::default() };
        let pending = outbox::Column::Status.eq(outbox::Status::Pending);
        let pending = outbox::Entity::update_many().set(tried).filter(pending);
        pending.exec(&app.server().means.db).await.unwrap();
        app.wait_out_the_pauses().await;
        assert_eq!(app.given_up_count().await, given_up, "after {tries} tries");
    }
    let letters = app.graphql("{ deadLetters(kind: EVENT) { nodes { error } } }", json!({})).await;
    assert!(letters.to_string().contains("410 Gone"), "{letters}");
    let given_up = listed(&app).await.swap_remove(0);
    assert_eq!(
        (&given_up["status"], &given_up["type"]),
        (&json!("GIVEN_UP"), &json!("webhook.test"))
    );
    assert!(given_up["endedAt"].is_string() && given_up["interview"].is_null(), "{given_up}");
    assert_eq!(app.interview(&candidate).await["state"], "WRITTEN_BACK");
    app.mutate("dropDeadLetters", &json!({"kind": "EFFECT"}), "totalCount").await;
    assert_eq!(app.given_up_count().await, 1, "that is no event");
    app.mutate("retryDeadLetters", &json!({"kind": "EVENT"}), "totalCount").await;
    assert_eq!(app.given_up_count().await, 0);
    app.settle().await;
    assert_eq!(listed(&app).await[0]["status"], "WAITING");
    // With the receiver go its events.
    set(&app, Value::Null).await;
    assert_eq!(listed(&app).await[0]["status"], "DROPPED");
    assert_eq!(app.given_up_count().await, 0);
    app.finish().await;
    receiver.stop().await;
}

async fn a_receiver_that_is_silent_holds_nobody_up(on: Backend) {
    let (app, receiver, _) = told(on).await;
    receiver.answer(Receives::Silence);
    // More than are carried out at once.
    for _ in 0..EVENTS {
        app.mutate("testOutboundWebhook", &Value::Null, "webhook { waiting }").await;
    }
    let candidates = [app.apply(NAME).await, app.apply("Hiro Ito").await];
    for candidate in &candidates {
        app.move_to_trigger(candidate).await;
    }
    let begun = Instant::now();
    for candidate in &candidates {
        while app.mails(candidate).await.is_empty() {
            assert!(begun.elapsed() < PATIENCE, "nobody is invited while the receiver is silent");
            tokio::task::yield_now().await;
        }
    }
    assert!(!receiver.got().is_empty() && receiver.states().is_empty(), "it was asked");
    receiver.answer(Receives::With(StatusCode::OK));
    app.settle().await;
    app.wait_out_the_pauses().await;
    let invited = receiver.states().iter().filter(|state| *state == "INVITED").count();
    assert_eq!(invited, 2);
    app.finish().await;
    receiver.stop().await;
}

async fn what_is_removed_while_it_is_sent_is_over(on: Backend) {
    let (app, receiver, _) = told(on).await;
    receiver.answer(Receives::Silence);
    app.mutate("testOutboundWebhook", &Value::Null, "webhook { waiting }").await;
    let begun = Instant::now();
    while receiver.got().is_empty() {
        assert!(begun.elapsed() < PATIENCE, "it is not sent");
        tokio::task::yield_now().await;
    }
    set(&app, Value::Null).await;
    receiver.answer(Receives::With(StatusCode::OK));
    app.settle().await;
    // What comes next is sent by the next secret, and nothing of the one before comes again.
    let secret = set(&app, json!(receiver.url())).await["secret"].take();
    let before = receiver.got().len();
    let candidate = app.invited(NAME).await;
    assert_eq!(app.interview(&candidate).await["state"], "INVITED");
    app.wait_out_the_pauses().await;
    let since = receiver.got().split_off(before);
    let signer = Webhook::new(secret.as_str().unwrap()).unwrap();
    let verified = |got: &Got| signer.sign(got.id(), got.sent_at(), &got.body).unwrap();
    assert!(since.iter().all(|got| verified(got) == got.headers["webhook-signature"]));
    assert!(since.iter().all(|got| got.event()["type"] != "webhook.test"), "it comes again");
    assert_eq!(receiver.states().last().unwrap(), "INVITED");
    assert_eq!(app.given_up_count().await, 0);
    app.finish().await;
    receiver.stop().await;
}

async fn what_must_not_be_told_is_not(on: Backend) {
    let (app, receiver, _) = told(on).await;
    for (url, says) in [
        ("https://elsewhere.example/x", "sends events to no host `elsewhere.example`"),
        ("http://169.254.169.254/latest", "https://"),
        ("not an address", "no address"),
    ] {
        let refused = set(&app, json!(url)).await;
        assert_eq!(refused["code"], "INVALID");
        assert!(refused["message"].as_str().unwrap().contains(says), "{refused}");
    }
    let admin = app.browser_of(Role::Admin, "kim@larkspur.example").await;
    let query = json!({"query": "{ outbound { webhook { url } } }"});
    let sent = admin.post(app.url("/graphql")).json(&query).send().await.unwrap();
    let answer = sent.text().await.unwrap();
    assert!(answer.contains("FORBIDDEN") && !answer.contains("s3cret"), "{answer}");

    // No numbers where the company wants evidence only.
    app.mutate("setEvidenceOnly", &json!({"evidenceOnly": true}), "evidenceOnly").await;
    let candidate = app.invited(NAME).await;
    app.take_interview(&app.room_link(&candidate).await).await;
    app.settle().await;
    let last = receiver.got().pop().unwrap().event();
    assert_eq!(last["data"]["state"], "WRITTEN_BACK");
    assert!(last["data"]["score"].is_null() && last["data"]["leverScore"].is_null(), "{last}");

    // Nothing of who was erased while it waited, and nothing once nobody wants to know.
    receiver.answer(Receives::With(StatusCode::BAD_GATEWAY));
    let erased = app.invited("Hiro Ito").await;
    app.operate("cancelInterview", &erased, json!({"reason": "filled"})).await;
    app.settle().await;
    let id = app.interview(&erased).await["id"].take();
    let input = json!({"id": id, "reason": "asked for"});
    let done = app.mutate("eraseInterview", &input, "erasedAt").await;
    assert!(done["erasedAt"].is_string(), "{done}");
    app.settle().await;
    let before = receiver.got().len();
    receiver.answer(Receives::With(StatusCode::OK));
    app.wait_out_the_pauses().await;
    let since = receiver.got().split_off(before);
    let kinds: Vec<_> = since.iter().map(|got| got.event()["type"].take()).collect();
    assert_eq!(kinds, ["interview.erased"], "how far they came is not told any more");
    assert_eq!(since[0].event()["data"]["interviewId"], id);
    let mut told = listed(&app).await;
    told.retain(|event| event["interview"]["id"] == id);
    let erased = told.remove(0);
    assert_eq!((&erased["type"], &erased["status"]), (&kinds[0], &json!("DONE")));
    assert!(told.len() > 2, "{told:?}");
    for event in told {
        let unsaid = event["status"] == "DROPPED" && event["endedAt"].is_string();
        assert!(unsaid && event["error"].as_str().unwrap().contains("was erased"), "{event}");
    }
    assert_eq!(standing(&app).await["waiting"], 0);
    receiver.answer(Receives::With(StatusCode::BAD_GATEWAY));
    let unheard = app.invited("Amara Abara").await;
    assert_eq!(app.interview(&unheard).await["state"], "INVITED");
    let before = receiver.got().len();
    let removed = set(&app, Value::Null).await;
    assert!(removed["secret"].is_null() && removed["outbound"]["webhook"].is_null(), "{removed}");
    receiver.answer(Receives::With(StatusCode::OK));
    assert_eq!(set(&app, json!(receiver.url())).await["outbound"]["webhook"]["waiting"], 0);
    set(&app, Value::Null).await;
    app.wait_out_the_pauses().await;
    app.take_interview(&app.room_link(&unheard).await).await;
    app.settle().await;
    assert_eq!(receiver.got().len(), before);
    app.finish().await;
    receiver.stop().await;
}
