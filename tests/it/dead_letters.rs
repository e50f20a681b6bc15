//! What cannot be done is set aside with its error, and nothing behind it waits; operators have it
//! tried again or drop it, one by one or all.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use actors::Place;
use chrono::Duration;
use entities::{
    ids::{EffectId, MessageId, PipelineId},
    inbox::{self, Arrival, Message, Status},
    outbox::{self, Effect},
    pipeline,
    sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr},
};
use serde_json::{Value, json};
use tests::{App, Backend, Candidate, on_both_stores};
use uuid::Uuid;

on_both_stores!(
    a_message_that_cannot_be_read_is_set_aside_and_those_behind_it_go_on,
    an_effect_that_cannot_be_read_is_set_aside_and_those_behind_it_go_on,
    a_message_that_fails_is_tried_a_few_times_and_those_behind_it_go_on,
    a_performer_that_panics_is_tried_a_few_times_and_those_behind_it_go_on,
    what_is_tried_again_is_done_once_and_what_is_dropped_never,
    a_dropped_invite_ends_the_interview_until_somebody_wants_it_after_all,
    without_a_dropped_note_lever_has_everything,
    all_that_was_given_up_is_dropped_at_once,
    what_cannot_be_read_keeps_nobody_from_being_erased,
);

/// As a version after this one, or a failing disk, may leave a row.
fn damage(on: Backend) -> Expr {
    match on {
        Backend::Sqlite => Expr::cust("CAST(X'7b22ff' AS text)"),
        // Takes nothing that is not JSON.
        Backend::Postgres => Expr::cust(r#"'{"kind": "not_known_yet"}'"#),
    }
}

/// A message of the tenant's own that cannot be read, due in a second.
async fn damaged_message(app: &App, on: Backend) -> MessageId {
    let (means, tenant_id) = (&app.server().means, app.tenant_id().await);
    let (id, now) = (MessageId(Uuid::new_v4()), means.clock.now());
    let arrival = Arrival {
        pipeline_id: None,
        dedup_key: id.to_string(),
        message: Message::Backfilled { opportunity_id: "o".to_owned() },
        due_at: now + Duration::seconds(1),
    };
    let tx = means.db.begin().await.unwrap();
    assert!(inbox::insert(&tx, (tenant_id, id), arrival, now).await.unwrap());
    let damaged = inbox::Entity::update_many()
        .col_expr(inbox::Column::Message, damage(on))
        .filter(inbox::Column::Id.eq(id));
    assert_eq!(damaged.exec(&tx).await.unwrap().rows_affected, 1);
    tx.commit().await.unwrap();
    id
}

/// An effect of a candidate's interview that cannot be read, due at once.
async fn damaged_effect(app: &App, on: Backend, candidate: &Candidate) -> EffectId {
    let (means, tenant_id) = (&app.server().means, app.tenant_id().await);
    let (id, now) = (EffectId(Uuid::new_v4()), means.clock.now());
    let pipeline_id = Some(pipeline_of(app, candidate).await.id);
    let tx = means.db.begin().await.unwrap();
    let effect = Effect::AddInvitedTag;
    outbox::append(&tx, (tenant_id, id), pipeline_id, effect, now).await.unwrap();
    let damaged = outbox::Entity::update_many()
        .col_expr(outbox::Column::Effect, damage(on))
        .filter(outbox::Column::Id.eq(id));
    assert_eq!(damaged.exec(&tx).await.unwrap().rows_affected, 1);
    tx.commit().await.unwrap();
    means.directory.wake(Place::Outbox(tenant_id));
    id
}

async fn pipeline_of(app: &App, candidate: &Candidate) -> pipeline::Model {
    let (db, tenant_id) = (&app.server().means.db, app.tenant_id().await);
    let of = pipeline::of_opportunity(db, tenant_id, &candidate.opportunity).await.unwrap();
    of.into_iter().next().expect("there is one")
}

/// What is given up, as the operator sees it.
async fn given_up(app: &App) -> Vec<Value> {
    let query = "{ deadLetters { totalCount nodes { id kind what status error attempts \
                 createdAt diedAt interview { id candidateName } } } }";
    let mut list = app.graphql(query, json!({})).await["deadLetters"].take();
    let Value::Array(nodes) = list["nodes"].take() else { panic!("no list: {list}") };
    assert_eq!(list["totalCount"], nodes.len());
    nodes
}

async fn retry(app: &App, id: &Value) -> Value {
    let retried = app.mutate("retryDeadLetter", &json!({"id": id}), "status").await;
    app.settle().await;
    retried
}

async fn discard(app: &App, id: &Value, reason: &str) -> Value {
    let input = json!({"id": id, "reason": reason});
    let dropped = app.mutate("dropDeadLetter", &input, "status error").await;
    app.settle().await;
    dropped
}

async fn a_message_that_cannot_be_read_is_set_aside_and_those_behind_it_go_on(on: Backend) {
    let app = App::connected(on).await;
    let id = damaged_message(&app, on).await;
    app.advance(Duration::seconds(2));
    let candidate = app.invited("Marit Hoekstra").await;
    assert_eq!(app.mails(&candidate).await.len(), 1);
    let [dead] = &*given_up(&app).await else { panic!("not one") };
    assert_eq!(dead["id"], id.to_string());
    assert_eq!((&dead["kind"], &dead["status"]), (&json!("MESSAGE"), &json!("DEAD")));
    assert_eq!(dead["what"], "a message that cannot be read");
    assert!(!dead["error"].as_str().unwrap().is_empty(), "{dead}");
    assert!(dead["diedAt"].is_string() && dead["interview"].is_null(), "{dead}");

    assert_eq!(retry(&app, &dead["id"]).await["status"], "PENDING");
    assert_eq!(given_up(&app).await.len(), 1, "it is no better");
    let dropped = discard(&app, &dead["id"], "from a test version").await;
    assert_eq!(dropped["status"], "DROPPED");
    let error = dropped["error"].as_str().unwrap();
    assert!(error.contains("dropped by ") && error.ends_with(": from a test version"), "{error}");
    assert!(given_up(&app).await.is_empty());
    // What Lever announced is looked for there, too, when some of it cannot be read.
    app.look().await;
    app.finish().await;
}

async fn an_effect_that_cannot_be_read_is_set_aside_and_those_behind_it_go_on(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Nadia Dubois").await;
    let link = app.room_link(&candidate).await;
    let id = damaged_effect(&app, on, &candidate).await;
    app.settle().await;
    let [dead] = &*given_up(&app).await else { panic!("not one") };
    assert_eq!((&dead["id"], &dead["kind"]), (&json!(id.to_string()), &json!("EFFECT")));
    assert_eq!(dead["interview"]["candidateName"], "Nadia Dubois");
    let stuck = app.interview(&candidate).await;
    assert_eq!(stuck["state"], "NEEDS_OPERATOR");
    let reason = stuck["stateReason"].as_str().unwrap();
    assert!(reason.starts_with("an effect that cannot be read: "), "{reason}");

    app.take_interview(&link).await;
    app.settle().await;
    let written = app.written(&candidate).await;
    assert!(written.values().all(|times| *times == 1), "{written:?}");
    assert_eq!(discard(&app, &dead["id"], "").await["status"], "DROPPED");
    assert_eq!(app.interview(&candidate).await["state"], "WRITTEN_BACK");
    app.finish().await;
}

async fn a_message_that_fails_is_tried_a_few_times_and_those_behind_it_go_on(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Tove Bergström").await;
    let before = pipeline_of(&app, &candidate).await;
    let state = |value: Expr| {
        pipeline::Entity::update_many()
            .col_expr(pipeline::Column::State, value)
            .filter(pipeline::Column::Id.eq(before.id))
    };
    let db = &app.server().means.db;
    assert_eq!(state(damage(on)).exec(db).await.unwrap().rows_affected, 1);
    // Neither the tenant, which looks for the pipeline, nor the pipeline itself can go on.
    app.move_to(&candidate, "Recruiter screen").await;
    app.move_to_trigger(&candidate).await;
    let (tenant_id, now) = (app.tenant_id().await, app.server().means.clock.now());
    let arrival = Arrival {
        pipeline_id: Some(before.id),
        dedup_key: "asked".to_owned(),
        message: Message::HumanRequested,
        due_at: now,
    };
    let key = (tenant_id, MessageId(Uuid::new_v4()));
    assert!(inbox::insert(db, key, arrival, now).await.unwrap());
    app.settle().await;
    let behind = app.invited("Oskar Eriksen").await;
    assert_eq!(app.mails(&behind).await.len(), 1, "nobody waits for another's message");
    let dead = given_up(&app).await;
    assert_eq!(dead.len(), 2, "{dead:?}");
    for letter in &dead {
        assert_eq!((&letter["kind"], &letter["attempts"]), (&json!("MESSAGE"), &json!(6)));
        assert!(letter["error"].as_str().unwrap().starts_with("use the store: "), "{letter}");
        assert!(letter["interview"].is_null(), "it cannot be read: {letter}");
    }

    let mended = state(Expr::value(before.state.clone()));
    assert_eq!(mended.exec(db).await.unwrap().rows_affected, 1);
    let all = app.mutate("retryDeadLetters", &Value::Null, "totalCount").await;
    assert_eq!(all["totalCount"], 0, "{all}");
    app.settle().await;
    assert_eq!(app.interview(&candidate).await["state"], "DECLINED");
    assert_eq!(app.mails(&candidate).await.len(), 1, "never invited twice");
    app.finish().await;
}

async fn a_performer_that_panics_is_tried_a_few_times_and_those_behind_it_go_on(on: Backend) {
    let mut app = App::connected(on).await;
    let other = app.invited("Paloma Costa").await;
    let link = app.room_link(&other).await;
    let clumsy = Arc::new(AtomicBool::new(true));
    let panics = Arc::clone(&clumsy);
    app.restart_watched(Arc::new(move |point| {
        assert!(point != "before a mail" || !panics.load(Ordering::SeqCst), "dropped the letter");
    }))
    .await;
    let candidate = app.invited("Quentin Moreau").await;
    let asked = app.http.post(format!("{link}/human")).json(&json!({})).send().await.unwrap();
    assert!(asked.status().is_success(), "{}", asked.status());
    for _ in 0..32 {
        app.advance(Duration::minutes(20));
        app.settle().await;
    }
    assert_eq!(app.seen(&other).await.notes.len(), 1, "what needs no mail is done");
    assert_eq!(app.interview(&other).await["state"], "DECLINED");
    let [dead] = &*given_up(&app).await else { panic!("not one") };
    assert_eq!((&dead["what"], &dead["attempts"]), (&json!("send invite"), &json!(30)));
    assert!(dead["error"].as_str().unwrap().contains("panicked: dropped the letter"), "{dead}");
    assert_eq!(app.interview(&candidate).await["state"], "NEEDS_OPERATOR");

    clumsy.store(false, Ordering::SeqCst);
    assert_eq!(retry(&app, &dead["id"]).await["status"], "PENDING");
    assert_eq!(app.mails(&candidate).await.len(), 1);
    assert_eq!(app.interview(&candidate).await["state"], "INVITED");
    app.finish().await;
}

/// From here on, our own tags are refused, or are not.
async fn lock_tags(app: &App, locked: bool) {
    app.tell("tags", &json!({"locked": locked, "known": []})).await;
}

async fn what_is_tried_again_is_done_once_and_what_is_dropped_never(on: Backend) {
    let app = App::connected(on).await;
    lock_tags(&app, true).await;
    let (first, second) = (app.invited("Rosa Jankowski").await, app.invited("Samir Khan").await);
    let dead = given_up(&app).await;
    assert_eq!(dead.len(), 2, "{dead:?}");
    let of = |name: &str| {
        let found = dead.iter().find(|letter| letter["interview"]["candidateName"] == name);
        found.expect("it is listed")["id"].clone()
    };
    lock_tags(&app, false).await;
    assert_eq!(retry(&app, &of("Rosa Jankowski")).await["status"], "PENDING");
    assert_eq!(app.interview(&first).await["state"], "INVITED");
    assert_eq!(app.written(&first).await["invited"], 1);
    assert_eq!(app.interview(&second).await["state"], "NEEDS_OPERATOR");
    assert_eq!(retry(&app, &of("Rosa Jankowski")).await["code"], "CONFLICT", "it is done");

    let dropped = discard(&app, &of("Samir Khan"), "we tag by hand").await;
    assert_eq!(dropped["status"], "DROPPED");
    let interview = app.interview(&second).await;
    assert_eq!(interview["state"], "INVITED", "it goes on without");
    let timeline = interview["timeline"].as_array().unwrap();
    let step = timeline.last().unwrap();
    assert_eq!(step["cause"], "an operator dropped: add invited tag");
    assert!(step["reason"].as_str().unwrap().ends_with(": we tag by hand"), "{step}");
    for decided in
        [retry(&app, &of("Samir Khan")).await, discard(&app, &of("Samir Khan"), "").await]
    {
        assert_eq!(decided["code"], "CONFLICT");
    }
    app.take_interview(&app.room_link(&second).await).await;
    app.wait_out_the_pauses().await;
    let written = app.written(&second).await;
    assert_eq!((written["invited"], written["complete"], written["notes"]), (0, 1, 1));
    app.finish().await;
}

async fn a_dropped_invite_ends_the_interview_until_somebody_wants_it_after_all(on: Backend) {
    let app = App::connected(on).await;
    app.change("setWriteback", &json!({"errorTag": "Please look"}), "errorTag").await;
    let candidate = app.apply("Ilse de Vries").await;
    app.fail_mail(&json!({"refuse_forever_for": candidate.email})).await;
    app.move_to_trigger(&candidate).await;
    app.settle().await;
    let tags = app.seen(&candidate).await.opportunity.tags;
    assert!(tags.iter().any(|tag| tag == "Please look"), "{tags:?}");
    let [dead] = &*given_up(&app).await else { panic!("not one") };
    discard(&app, &dead["id"], "no longer a candidate").await;
    let interview = app.interview(&candidate).await;
    assert_eq!(interview["state"], "WITHDRAWN");
    let reason = interview["stateReason"].as_str().unwrap();
    assert!(reason.ends_with(": no longer a candidate"), "{reason}");
    let tags = app.seen(&candidate).await.opportunity.tags;
    assert!(!tags.iter().any(|tag| tag == "Please look"), "nobody need look: {tags:?}");

    let faults = app.mail_url("/api/faults");
    assert!(app.http.delete(faults).send().await.unwrap().status().is_success());
    app.wait_out_the_pauses().await;
    assert!(app.mails(&candidate).await.is_empty(), "never by itself");
    app.retry(&candidate).await;
    assert_eq!(app.mails(&candidate).await.len(), 1);
    assert_eq!(app.interview(&candidate).await["state"], "INVITED");
    app.finish().await;
}

async fn without_a_dropped_note_lever_has_everything(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Jonas Ito").await;
    let link = app.room_link(&candidate).await;
    let down = json!({"name": "503", "count": 100_000, "path": "/notes"});
    app.tell("faults", &down).await;
    app.take_interview(&link).await;
    for _ in 0..32 {
        app.advance(Duration::minutes(20));
        app.settle().await;
    }
    assert_eq!(app.interview(&candidate).await["state"], "NEEDS_OPERATOR");
    app.clear_faults().await;
    let [dead] = &*given_up(&app).await else { panic!("not one") };
    assert_eq!((&dead["what"], &dead["attempts"]), (&json!("write note"), &json!(30)));
    discard(&app, &dead["id"], "").await;
    app.wait_out_the_pauses().await;
    assert_eq!(app.interview(&candidate).await["state"], "WRITTEN_BACK");
    let written = app.written(&candidate).await;
    assert_eq!((written["complete"], written["notes"], written["files"]), (1, 0, 1));
    app.finish().await;
}

async fn all_that_was_given_up_is_dropped_at_once(on: Backend) {
    let app = App::connected(on).await;
    lock_tags(&app, true).await;
    let candidates = [app.invited("Hiro Ito").await, app.invited("Kavya Moreau").await];
    damaged_effect(&app, on, &candidates[0]).await;
    damaged_message(&app, on).await;
    app.advance(Duration::seconds(2));
    app.settle().await;
    assert_eq!(given_up(&app).await.len(), 4);
    let reason = json!({"reason": "cleaning up"});
    let left = app.mutate("dropDeadLetters", &reason, "totalCount nodes { id }").await;
    assert_eq!(left, json!({"totalCount": 0, "nodes": []}));
    app.settle().await;
    lock_tags(&app, false).await;
    app.wait_out_the_pauses().await;
    for candidate in &candidates {
        assert_eq!(app.interview(candidate).await["state"], "INVITED");
        assert_eq!(app.written(candidate).await["invited"], 0);
    }
    let dropped = outbox::Entity::of_tenant(app.tenant_id().await)
        .filter(outbox::Column::Status.eq(Status::Dropped))
        .filter(outbox::Column::Error.contains("; dropped by "));
    let db = &app.server().means.db;
    let dropped: Vec<PipelineId> = {
        use entities::sea_orm::QuerySelect;
        let of = dropped.select_only().column(outbox::Column::PipelineId);
        of.into_tuple().all(db).await.unwrap()
    };
    assert_eq!(dropped.len(), 3, "they are kept, with who and why");
    app.finish().await;
}

async fn what_cannot_be_read_keeps_nobody_from_being_erased(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Nadia Dubois").await;
    damaged_effect(&app, on, &candidate).await;
    app.settle().await;
    assert_eq!(app.given_up_count().await, 1);
    let id = app.interview(&candidate).await["id"].take();
    app.mutate("cancelInterview", &json!({"id": id}), "state").await;
    app.settle().await;
    let input = json!({"id": id, "reason": "asked for"});
    let erased = app.mutate("eraseInterview", &input, "candidateName erasedAt").await;
    assert!(erased["erasedAt"].is_string(), "{erased}");
    app.settle().await;
    assert_eq!(app.given_up_count().await, 0, "with them goes what was to be done");
    // Nor does it of somebody else stand in the way of removing what is told of interviews.
    let other = app.invited("Hiro Ito").await;
    damaged_effect(&app, on, &other).await;
    app.settle().await;
    let fields = "outbound { webhook { url } }";
    let removed = app.mutate("setOutboundWebhook", &json!({"url": null}), fields).await;
    assert!(removed["outbound"]["webhook"].is_null(), "{removed}");
    let [left] = &*given_up(&app).await else { panic!("not one") };
    discard(&app, &left["id"], "").await;
    app.finish().await;
}
