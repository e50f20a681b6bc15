//! What was given up: listed, tried again and dropped.

use entities::{
    dead_letter::{self, Id},
    ids::{MessageId, ReportId, ScorecardId},
    inbox::GivenUp,
    sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr},
};

use super::*;

const LETTER: &str = "id kind what status error attempts createdAt diedAt interview { id }";

impl Company {
    /// A message that was given up.
    async fn dead_message(&self, pipeline_id: Option<PipelineId>, at: Instant) -> MessageId {
        let (db, id) = (&self.means.db, MessageId(Uuid::new_v4()));
        let (dedup_key, due_at) = (id.to_string(), earlier());
        let message = Message::Backfilled { opportunity_id: "o".to_owned() };
        let arrival = inbox::Arrival { pipeline_id, dedup_key, message, due_at };
        inbox::insert(db, (TENANT, id), arrival, earlier()).await.unwrap();
        let row = inbox::Entity::find_by_id((TENANT, id)).one(db).await.unwrap().unwrap();
        inbox::bury(db, &row, "gave up", at).await.unwrap();
        id
    }

    /// The result of a mutation on one: those fields of it, or a problem.
    async fn decide(&self, mutation: &str) -> Value {
        let query = format!(
            "mutation {{ it: {mutation} {{ ... on DeadLetter {{ {LETTER} }} \
             ... on DeadLetterConnection {{ totalCount nodes {{ id }} }} \
             ... on Problem {{ code message }} }} }}"
        );
        // Only what this mutation may give.
        let query = if mutation.contains("DeadLetters") {
            query.replace(&format!("... on DeadLetter {{ {LETTER} }} "), "")
        } else {
            query.replace("... on DeadLetterConnection { totalCount nodes { id } } ", "")
        };
        self.ask(&query).await["it"].clone()
    }

    async fn retry(&self, id: impl std::fmt::Display) -> Value {
        self.decide(&format!("retryDeadLetter(input: {{id: \"{id}\"}})")).await
    }

    async fn discard(&self, id: impl std::fmt::Display, reason: &str) -> Value {
        let reason = json!(reason);
        self.decide(&format!("dropDeadLetter(input: {{id: \"{id}\", reason: {reason}}})")).await
    }

    async fn told(&self, id: PipelineId) -> Vec<Message> {
        let of = inbox::Column::PipelineId.eq(id);
        let rows = inbox::Entity::of_tenant(TENANT).filter(of).all(&self.means.db).await;
        rows.unwrap().into_iter().map(|row| row.message).collect()
    }
}

fn reported() -> State {
    State::Reported {
        scorecard_id: ScorecardId(Uuid::from_u128(2)),
        report_id: ReportId(Uuid::from_u128(3)),
        written: Vec::new(),
        extras: Vec::new(),
    }
}

fn note() -> Effect {
    Effect::WriteNote { scorecard_id: ScorecardId(Uuid::from_u128(2)) }
}

fn file() -> Effect {
    Effect::UploadFile { report_id: ReportId(Uuid::from_u128(3)) }
}

#[tokio::test(flavor = "current_thread")]
async fn what_was_given_up_is_listed_page_by_page_last_given_up_first() {
    let company = Company::connected().await;
    let pipeline_id = company.pipeline(5, needs_operator(invited())).await;
    let mut wanted = Vec::new();
    for minutes in 0..7 {
        let at = earlier() + chrono::Duration::minutes(minutes);
        let tag = Effect::AddInvitedTag;
        let effect = company.dead_effect_of(TENANT, Some(pipeline_id), tag, at).await;
        wanted.push(effect.to_string());
        // At the same time as the next effect.
        let at = at + chrono::Duration::minutes(1);
        wanted.push(company.dead_message(None, at).await.to_string());
    }
    let list = async |arguments: &str| {
        let fields = format!(
            "nodes {{ {LETTER} }} edges {{ cursor node {{ id }} }} totalCount \
             pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }}"
        );
        let query = format!("{{ deadLetters({arguments}) {{ {fields} }} }}");
        company.ask_as(Role::TeamMember, &query).await["deadLetters"].clone()
    };
    let (mut found, mut after) = (Vec::new(), String::new());
    loop {
        let page = list(&format!("first: 3{after}")).await;
        assert_eq!(page["totalCount"], 14);
        assert_eq!(page["pageInfo"]["hasPreviousPage"], !after.is_empty());
        found.extend(page["nodes"].as_array().unwrap().clone());
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
        assert_eq!(page["edges"][2]["cursor"], page["pageInfo"]["endCursor"]);
        after = format!(", after: {}", page["pageInfo"]["endCursor"]);
    }
    let died: Vec<_> = found.iter().map(|row| row["diedAt"].as_str().unwrap()).collect();
    assert!(died.is_sorted_by(|newer, older| newer >= older), "{died:?}");
    let mut ids: Vec<_> = found.iter().map(|row| row["id"].as_str().unwrap()).collect();
    ids.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(ids, wanted, "each once");

    let effects = list("kind: EFFECT").await;
    assert_eq!(effects["totalCount"], 7);
    let effect = &effects["nodes"][0];
    assert_eq!((&effect["kind"], &effect["status"]), (&json!("EFFECT"), &json!("DEAD")));
    assert_eq!((&effect["what"], &effect["error"]), (&json!("add invited tag"), &json!("refused")));
    assert_eq!(effect["interview"]["id"], pipeline_id.to_string());
    let messages = list("kind: MESSAGE").await;
    assert_eq!(messages["nodes"].as_array().unwrap().len(), 7);
    assert_eq!(messages["nodes"][0]["interview"], Value::Null);
    let nothing = Company::new().await.ask("{ deadLetters { totalCount nodes { id } } }").await;
    assert_eq!(nothing["deadLetters"], json!({"totalCount": 0, "nodes": []}));
}

#[tokio::test(flavor = "current_thread")]
async fn what_cannot_be_read_is_listed_and_dropped_all_the_same() {
    let company = Company::connected().await;
    let db = &company.means.db;
    let pipeline_id = company.pipeline(5, needs_operator(reported())).await;
    let readable = company.dead_effect(Some(pipeline_id), note()).await;
    let damaged = company.dead_effect(Some(pipeline_id), note()).await;
    let rot = outbox::Entity::update_many()
        .col_expr(outbox::Column::Effect, Expr::val("{"))
        .filter(outbox::Column::Id.eq(damaged));
    assert_eq!(rot.exec(db).await.unwrap().rows_affected, 1);
    let rot = pipeline::Entity::update_many()
        .col_expr(pipeline::Column::State, Expr::val("{"))
        .filter(pipeline::Column::Id.eq(pipeline_id));
    assert_eq!(rot.exec(db).await.unwrap().rows_affected, 1);

    let list = format!("{{ deadLetters {{ nodes {{ {LETTER} }} }} }}");
    let nodes = company.ask(&list).await["deadLetters"]["nodes"].clone();
    let of = |id: EffectId| {
        nodes.as_array().unwrap().iter().find(|row| row["id"] == id.to_string()).unwrap()
    };
    assert_eq!(of(readable)["what"], "write note");
    assert_eq!(of(damaged)["what"], "an effect that cannot be read");
    assert_eq!(of(damaged)["interview"], Value::Null, "nor can that");
    assert_eq!(company.discard(damaged, "").await["status"], "DROPPED");
    let left = Some(GivenUp { effect: "write note".to_owned(), error: "refused".to_owned() });
    let told = Message::EffectDropped {
        name: outbox::UNREADABLE.to_owned(),
        effect: None,
        words: "dropped by Kim".to_owned(),
        left,
    };
    assert_eq!(company.told(pipeline_id).await, [told]);
}

#[tokio::test(flavor = "current_thread")]
async fn one_is_tried_again_and_its_interview_goes_on_once_nothing_else_is_left() {
    let company = Company::connected().await;
    let stuck = company.pipeline(5, needs_operator(reported())).await;
    let first = company.dead_effect(Some(stuck), note()).await;
    let second = company.dead_effect(Some(stuck), file()).await;
    // Nobody waits for the tag that asks for attention.
    company.dead_effect(Some(stuck), Effect::AddErrorTag).await;
    let message = company.dead_message(Some(stuck), earlier()).await;

    let retried = company.retry(first).await;
    assert_eq!(retried["status"], "PENDING");
    assert_eq!((&retried["attempts"], &retried["diedAt"]), (&json!(1), &Value::Null));
    assert_eq!(company.retry(first).await["code"], "CONFLICT", "not twice");
    company.retry(second).await;
    assert_eq!(company.retry(message).await["attempts"], 0);
    let effect = |effect: &str, left| Message::EffectRetried { effect: effect.to_owned(), left };
    let left = GivenUp { effect: "upload file".to_owned(), error: "refused".to_owned() };
    let told = company.told(stuck).await;
    assert!(told.contains(&effect("write note", Some(left))), "{told:?}");
    assert!(told.contains(&effect("upload file", None)), "{told:?}");
    assert_eq!(told.len(), 3, "and the message itself");
    for id in ["rubbish", "pipeline:1", &EffectId(Uuid::nil()).to_string()] {
        assert_eq!(company.retry(id).await["code"], "NOT_FOUND", "{id}");
        assert_eq!(company.discard(id, "").await["code"], "NOT_FOUND", "{id}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn what_another_company_gave_up_is_not_there() {
    let company = Company::connected().await;
    let other = TenantId(Uuid::from_u128(77));
    let theirs = company.dead_effect_of(other, None, Effect::SetUpLever, earlier()).await;
    assert_eq!(company.retry(theirs).await["code"], "NOT_FOUND");
    assert_eq!(company.discard(theirs, "").await["code"], "NOT_FOUND");
    let list = company.ask("{ deadLetters { totalCount nodes { id } } }").await;
    assert_eq!(list["deadLetters"], json!({"totalCount": 0, "nodes": []}));
    company.decide("retryDeadLetters").await;
    company.decide("dropDeadLetters(input: {})").await;
    let db = &company.means.db;
    let row = dead_letter::find(db, other, Id::Effect(theirs)).await.unwrap().unwrap();
    assert_eq!(row.status, outbox::Status::Dead);
}

#[tokio::test(flavor = "current_thread")]
async fn what_is_dropped_is_kept_with_who_and_why() {
    let company = Company::connected().await;
    let stuck = company.pipeline(5, needs_operator(reported())).await;
    let effect = company.dead_effect(Some(stuck), note()).await;
    let message = company.dead_message(Some(stuck), earlier()).await;
    for reason in ["x".repeat(501).as_str(), "a\u{7}b"] {
        assert_eq!(company.discard(effect, reason).await["code"], "INVALID");
    }
    let dropped = company.discard(effect, " written by hand ").await;
    assert_eq!(dropped["status"], "DROPPED");
    assert_eq!(dropped["error"], "refused; dropped by Kim: written by hand");
    assert_eq!(dropped["diedAt"], "2026-09-21T14:13:20+00:00");
    assert_eq!(company.discard(effect, "").await["code"], "CONFLICT");
    assert_eq!(company.retry(effect).await["code"], "CONFLICT");
    assert_eq!(company.discard(message, "").await["error"], "gave up; dropped by Kim");
    let told = company.told(stuck).await;
    let effect_dropped = Message::EffectDropped {
        name: "write note".to_owned(),
        effect: Some(Box::new(note())),
        words: "dropped by Kim: written by hand".to_owned(),
        left: None,
    };
    assert!(told.contains(&effect_dropped), "{told:?}");
    let words = "an operator asked to invite those already there: dropped by Kim".to_owned();
    assert!(told.contains(&Message::MessageDropped { words }), "{told:?}");
}

#[tokio::test(flavor = "current_thread")]
async fn all_of_it_is_tried_again_at_once() {
    let company = Company::connected().await;
    let mut stuck = Vec::new();
    // More than one page.
    for number in 1000..1101 {
        stuck.push(company.pipeline(number, needs_operator(invited())).await);
    }
    company.dead_effect(Some(stuck[0]), Effect::AddInvitedTag).await;
    company.dead_effect(None, Effect::SetUpLever).await;
    // Of some that need no operator.
    let ended = company.pipeline(5, State::Expired { was: None }).await;
    company.dead_effect(Some(ended), Effect::AddInvitedTag).await;
    let going_on = company.pipeline(6, invited()).await;
    company.dead_effect(Some(going_on), Effect::AddErrorTag).await;
    company.dead_message(None, earlier()).await;
    let after = company.decide("retryDeadLetters").await;
    assert_eq!(after, json!({"totalCount": 0, "nodes": []}));
    for id in stuck {
        assert_eq!(company.told(id).await, [Message::Retried]);
    }
    for id in [ended, going_on] {
        assert!(company.told(id).await.is_empty());
    }
}

#[tokio::test(flavor = "current_thread")]
async fn all_of_one_kind_is_tried_again_or_dropped_and_the_rest_stays() {
    let company = Company::connected().await;
    let stuck = company.pipeline(5, needs_operator(reported())).await;
    let effect = company.dead_effect(Some(stuck), note()).await.to_string();
    let message = company.dead_message(Some(stuck), earlier()).await.to_string();
    let told = || Effect::SendEvent { event: outbox::Event::Test };
    let [first, second] =
        [company.dead_effect(None, told()).await, company.dead_effect(None, told()).await];
    // As a later version may leave one.
    let unknown = outbox::Entity::update_many()
        .col_expr(outbox::Column::Effect, Expr::val(r#"{"kind": "send_event", "event": 1}"#))
        .filter(outbox::Column::Id.eq(second));
    assert_eq!(unknown.exec(&company.means.db).await.unwrap().rows_affected, 1);
    let left = async || {
        let answer = company.ask("{ deadLetters { nodes { id kind } } }").await;
        let nodes = answer["deadLetters"]["nodes"].as_array().unwrap().iter();
        let mut left: Vec<_> = nodes
            .map(|row| [&row["kind"], &row["id"]].map(|it| it.as_str().unwrap().to_owned()))
            .collect();
        left.sort();
        left
    };
    let of = |kind: &str, id: &str| [kind.to_owned(), id.to_owned()];
    let mut all = vec![
        of("EFFECT", &effect),
        of("EVENT", &first.to_string()),
        of("EVENT", &second.to_string()),
        of("MESSAGE", &message),
    ];
    all.sort();
    assert_eq!(left().await, all);
    let events = company.ask("{ deadLetters(kind: EVENT) { totalCount nodes { what } } }").await;
    let what: Vec<_> = events["deadLetters"]["nodes"].as_array().unwrap().iter().collect();
    assert_eq!(events["deadLetters"]["totalCount"], 2);
    assert!(what.contains(&&json!({"what": "send event"})), "{what:?}");
    assert!(what.contains(&&json!({"what": "an event that cannot be read"})), "{what:?}");

    let told = company.ask("{ outboundEvents { nodes { id type status } } }").await;
    let told = told["outboundEvents"]["nodes"].as_array().unwrap().clone();
    for (id, kind) in [(first, json!("webhook.test")), (second, Value::Null)] {
        let listed = json!({"id": id.to_string(), "type": kind, "status": "GIVEN_UP"});
        assert!(told.contains(&listed), "{told:?}");
    }

    company.decide("retryDeadLetters(input: {kind: EVENT})").await;
    assert_eq!(left().await, [of("EFFECT", &effect), of("MESSAGE", &message)]);
    assert_eq!(company.told(stuck).await.len(), 1, "the message that was given up itself");
    company.decide("dropDeadLetters(input: {kind: MESSAGE})").await;
    assert_eq!(left().await, [of("EFFECT", &effect)]);
    let dropped = |message: &Message| matches!(message, Message::MessageDropped { .. });
    assert!(company.told(stuck).await.iter().any(dropped));
    company.decide("dropDeadLetters(input: {kind: EVENT})").await;
    company.decide("retryDeadLetters(input: {kind: MESSAGE})").await;
    assert_eq!(left().await, [of("EFFECT", &effect)], "there are none of those");
    company.decide("retryDeadLetters(input: {kind: EFFECT})").await;
    assert!(left().await.is_empty());
    assert!(company.told(stuck).await.contains(&Message::Retried));
    let log = company.ask("{ auditLog { nodes { action details } } }").await.to_string();
    assert!(log.contains("events") && log.contains("messages"), "{log}");
}

#[tokio::test(flavor = "current_thread")]
async fn all_of_it_is_dropped_at_once_and_each_interview_goes_on_after_the_last_of_its_own() {
    let company = Company::connected().await;
    let stuck = company.pipeline(5, needs_operator(reported())).await;
    for (minutes, effect) in [(3, note()), (2, file()), (1, Effect::AddErrorTag)] {
        let at = earlier() + chrono::Duration::minutes(minutes);
        company.dead_effect_of(TENANT, Some(stuck), effect, at).await;
    }
    // More than one page, in between.
    for _ in 0..120 {
        company.dead_effect(None, Effect::SetUpLever).await;
    }
    company.dead_message(None, earlier()).await;
    let after = company.decide("dropDeadLetters(input: {reason: \"old\"})").await;
    assert_eq!(after, json!({"totalCount": 0, "nodes": []}));
    let told = company.told(stuck).await;
    let left_after = |name: &str| {
        let each = told.iter().find_map(|message| {
            let Message::EffectDropped { name: of, left, .. } = message else { return None };
            (of == name).then(|| left.clone())
        });
        each.expect("it was told").map(|left| left.effect)
    };
    assert_eq!(left_after("write note").as_deref(), Some("upload file"));
    assert_eq!(left_after("upload file"), None);
    assert_eq!(left_after("add error tag"), None);
    // Connecting left one that still waits, and is none of it.
    let mut effects = company.effects().await;
    effects.retain(|row| row.status != outbox::Status::Pending);
    assert_eq!(effects.len(), 123);
    assert!(effects.iter().all(|row| row.status == outbox::Status::Dropped));
    assert!(effects.iter().all(|row| row.error.as_deref() == Some("refused; dropped by Kim: old")));
}
