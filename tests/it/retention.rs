//! What is kept of candidates is erased when its time has passed or an operator says so, wherever it
//! is; what the law holds is kept; and the audit log says what was erased.

use chrono::Duration;
use entities::{
    audit_entry,
    operator::Role,
    sea_orm::{ConnectionTrait, FromQueryResult, JsonValue, Statement},
};
use serde_json::{Value, json};
use tests::{App, Backend, Candidate, on_both_stores};
use uuid::Uuid;

on_both_stores!(
    nothing_of_a_person_is_left_in_any_table,
    what_ended_long_enough_ago_is_erased_by_itself,
    what_is_held_is_kept,
    who_was_erased_does_not_come_back_by_the_next_event,
    what_has_not_ended_is_not_erased,
    whose_link_is_open_is_not_erased_however_long_it_is_stuck,
    of_applicants_whom_nobody_wants_interviewed_nothing_is_kept,
    nothing_is_sent_to_who_was_erased_whoever_wants_it,
    what_is_answered_but_not_written_may_be_erased_and_is_once_it_is_stuck_for_long,
);

/// Every row of every table, as text.
async fn dump(app: &App, on: Backend) -> String {
    let db = &app.server().means.db;
    let backend = db.get_database_backend();
    let tables = match on {
        Backend::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table'",
        Backend::Postgres => {
            "SELECT table_name AS name FROM information_schema.tables \
             WHERE table_schema = 'public'"
        }
    };
    let tables = Statement::from_string(backend, tables);
    let tables = JsonValue::find_by_statement(tables).all(db).await.unwrap();
    assert!(tables.len() > 20, "{tables:?}");
    let mut dump = String::new();
    for table in tables {
        let table = table["name"].as_str().unwrap();
        let rows = Statement::from_string(backend, format!("SELECT * FROM {table}"));
        for row in JsonValue::find_by_statement(rows).all(db).await.unwrap() {
            dump.extend([table, ": ", &row.to_string(), "\n"]);
        }
    }
    dump
}

/// A candidate whose interview was scored and written back.
async fn done(app: &App, name: &str) -> Candidate {
    let candidate = app.invited(name).await;
    app.take_interview(&app.room_link(&candidate).await).await;
    app.settle().await;
    candidate
}

async fn erase(app: &App, candidate: &Candidate) -> Value {
    let id = app.interview(candidate).await["id"].take();
    let input = json!({"id": id, "reason": "the candidate asked for it"});
    app.mutate("eraseInterview", &input, "erasedAt state candidateName").await
}

async fn erased_at(app: &App, candidate: &Candidate) -> Value {
    let id = app.interview(candidate).await["id"].take();
    let query = "query($id: ID!) { interview(id: $id) { erasedAt } }";
    app.graphql(query, json!({"id": id})).await["interview"]["erasedAt"].take()
}

async fn nothing_of_a_person_is_left_in_any_table(on: Backend) {
    let app = App::connected(on).await;
    let candidate = done(&app, "Zephyrine Quackenbush").await;
    let other = done(&app, "Hiro Ito").await;
    let link = app.room_link(&candidate).await;
    // Somebody looks who is there already, which keeps names, too.
    app.preview(&[]).await;
    let answer = "340 to 60";
    let before = dump(&app, on).await;
    for known in ["Zephyrine", candidate.email.as_str(), answer, "Hiro"] {
        assert!(before.contains(known), "{known} was never kept");
    }
    let interview = app.interview(&candidate).await;
    let pdf = app.url(interview["report"]["url"].as_str().unwrap());

    let erased = erase(&app, &candidate).await;
    assert_eq!((&erased["candidateName"], &erased["state"]), (&json!(""), &json!("WRITTEN_BACK")));
    assert!(erased["erasedAt"].is_string(), "{erased}");
    assert_eq!(erase(&app, &other).await["state"], "WRITTEN_BACK");
    app.settle().await;
    let after = dump(&app, on).await;
    for gone in ["Zephyrine", "Quackenbush", candidate.email.as_str(), answer, "Hiro"] {
        let row = after.lines().find(|row| row.contains(gone));
        assert_eq!(row, None, "{gone} is still kept");
    }
    let scored: Vec<_> = after.lines().filter(|row| row.starts_with("scorecard: ")).collect();
    assert_eq!(scored.len(), 2);
    for row in scored {
        assert!(row.contains(r#""overall":null"#), "{row}");
        assert!(row.contains(r#""lever_score":null"#), "{row}");
    }

    // Pages and API say so.
    let query = "query($id: ID!) { interview(id: $id) { candidateEmail opportunityUrl \
                 scorecard { id } transcript { number answer } timeline { reason } } }";
    let left = app.graphql(query, json!({"id": interview["id"]})).await["interview"].take();
    assert_eq!(left["candidateEmail"], Value::Null);
    assert_eq!(left["scorecard"], Value::Null);
    let answers = left["transcript"].as_array().unwrap();
    assert!(!answers.is_empty() && answers.iter().all(|turn| turn["answer"] == ""), "{left}");
    let operator = app.browser_of(Role::Admin, "admin@larkspur.example").await;
    let read = operator.get(&pdf).send().await.unwrap();
    assert_eq!(read.status(), 410);
    assert!(read.text().await.unwrap().contains("erased on"));
    for page in ["interview", "data"] {
        let room = app.http.get(format!("{link}/{page}")).send().await.unwrap();
        assert_eq!(room.status(), 410, "{page}");
        let problem: Value = room.json().await.unwrap();
        assert_eq!(problem["code"], "ERASED", "{problem}");
    }

    // The audit log has a certificate.
    let entries = audit_entry::Entity::of_tenant(app.tenant_id().await);
    let entries = entries.all(&app.server().means.db).await.unwrap();
    let certificate = entries.iter().find(|entry| entry.action == "eraseInterview").unwrap();
    assert_eq!(json!(certificate.subject), interview["id"]);
    let details: Value = serde_json::from_str(&certificate.details).unwrap();
    assert_eq!(details["rule"], "operator");
    assert_eq!(details["answers"], json!(answers.len()));
    assert_eq!(details["answers_sha256"].as_str().map(str::len), Some(64));
    assert_eq!(details["reports_sha256"].as_array().map(Vec::len), Some(1));
    assert_eq!(erase(&app, &candidate).await["code"], "CONFLICT", "it was erased already");
    app.finish().await;
}

async fn what_ended_long_enough_ago_is_erased_by_itself(on: Backend) {
    let mut app = App::connected(on).await;
    let early = done(&app, "Amara Abara").await;
    let late = app.invited("Hiro Ito").await;
    let set = app.mutate("setRetention", &json!({"days": 30}), "retentionDays").await;
    assert_eq!(set, json!({"retentionDays": 30}));
    app.settle().await;
    assert_eq!(erased_at(&app, &early).await, Value::Null, "it has only just ended");
    app.advance(Duration::days(10));
    app.settle().await;
    let link = app.mails(&late).await.iter().find_map(|mail| mail.room().map(str::to_owned));
    app.take_interview(&link.unwrap()).await;
    app.settle().await;
    app.advance(Duration::days(10));
    app.settle().await;
    // Sessions last two weeks.
    app.sign_in().await;
    // The timer is a row: it outlives the server.
    app.restart().await;
    app.advance(Duration::days(11));
    app.settle().await;
    assert!(erased_at(&app, &early).await.is_string());
    assert_eq!(erased_at(&app, &late).await, Value::Null);
    let entries = audit_entry::Entity::of_tenant(app.tenant_id().await);
    let entries = entries.all(&app.server().means.db).await.unwrap();
    let erased: Vec<_> = entries.iter().filter(|it| it.action == "eraseInterview").collect();
    assert_eq!(erased.len(), 1);
    assert_eq!(erased[0].actor, "system");
    assert!(erased[0].details.contains(r#""rule":"retention""#), "{}", erased[0].details);
    // Switched off, nothing more is.
    app.mutate("setRetention", &json!({"days": null}), "retentionDays").await;
    app.advance(Duration::days(60));
    app.settle().await;
    app.sign_in().await;
    assert_eq!(erased_at(&app, &late).await, Value::Null);
    let refused = app.mutate("setRetention", &json!({"days": 0}), "retentionDays").await;
    assert_eq!(refused["code"], "INVALID");
    app.finish().await;
}

async fn what_is_held_is_kept(on: Backend) {
    let app = App::connected(on).await;
    let candidate = done(&app, "Amara Abara").await;
    let id = app.interview(&candidate).await["id"].take();
    let hold = async |held: bool| {
        let input = json!({"id": id, "held": held});
        app.mutate("setLegalHold", &input, "legalHold").await
    };
    assert_eq!(hold(true).await, json!({"legalHold": true}));
    assert_eq!(erase(&app, &candidate).await["code"], "CONFLICT");
    app.mutate("setRetention", &json!({"days": 1}), "retentionDays").await;
    app.advance(Duration::days(3));
    app.settle().await;
    assert_eq!(erased_at(&app, &candidate).await, Value::Null);
    assert_eq!(hold(false).await, json!({"legalHold": false}));
    app.advance(Duration::days(1));
    app.settle().await;
    assert!(erased_at(&app, &candidate).await.is_string());
    assert_eq!(hold(true).await["code"], "CONFLICT", "nothing is left to keep");
    app.finish().await;
}

async fn who_was_erased_does_not_come_back_by_the_next_event(on: Backend) {
    let app = App::connected(on).await;
    let candidate = done(&app, "Zephyrine Quackenbush").await;
    erase(&app, &candidate).await;
    app.move_to(&candidate, "Offer").await;
    app.move_to_trigger(&candidate).await;
    app.settle().await;
    app.look().await;
    let after = dump(&app, on).await;
    let row = after.lines().find(|row| row.contains("Zephyrine"));
    assert_eq!(row, None, "it came back");
    assert_eq!(app.invites(&candidate).await, 1);
    app.finish().await;
}

async fn nothing_is_sent_to_who_was_erased_whoever_wants_it(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Zephyrine Quackenbush").await;
    app.operate("cancelInterview", &candidate, json!({})).await;
    app.settle().await;
    let mails = app.mails(&candidate).await.len();
    assert!(erase(&app, &candidate).await["erasedAt"].is_string());
    let id = app.interview(&candidate).await["id"].take();
    let query = "query($id: ID!) { interview(id: $id) { canResend canRetry canCancel } }";
    let may = app.graphql(query, json!({"id": id})).await["interview"].take();
    assert_eq!(may, json!({"canResend": false, "canRetry": false, "canCancel": false}));
    for mutation in ["resendInvite", "retryInterview"] {
        let refused = app.mutate(mutation, &json!({"id": id}), "id").await;
        assert_eq!(refused["code"], "CONFLICT", "{mutation}");
    }
    // Nor by a list of who is there already, nor where Lever shows the posting no more.
    app.preview(&[]).await;
    app.tell("faults", &json!({"name": "403", "count": 1, "path": "/postings/"})).await;
    app.move_to(&candidate, "Offer").await;
    app.move_to_trigger(&candidate).await;
    app.settle().await;
    assert_eq!(app.mails(&candidate).await.len(), mails);
    let after = dump(&app, on).await;
    let row = after.lines().find(|row| row.contains("Zephyrine") || row.contains(&candidate.email));
    assert_eq!(row, None, "it came back");
    app.finish().await;
}

async fn what_is_answered_but_not_written_may_be_erased_and_is_once_it_is_stuck_for_long(
    on: Backend,
) {
    let app = App::connected(on).await;
    let mut stuck = Vec::new();
    for name in ["Amara Abara", "Hiro Ito", "Nia Noor"] {
        let candidate = app.invited(name).await;
        stuck.push((app.room_link(&candidate).await, candidate));
    }
    app.tell("faults", &json!({"name": "503", "count": 100_000, "method": "POST"})).await;
    for (link, candidate) in &stuck {
        app.take_interview(link).await;
        app.settle().await;
        assert_eq!(app.interview(candidate).await["state"], "REPORTED");
    }
    // Consent is withdrawn: by erasing at once, or cancelled first.
    let erased = erase(&app, &stuck[0].1).await;
    assert_eq!((&erased["state"], &erased["candidateName"]), (&json!("WITHDRAWN"), &json!("")));
    assert_eq!(app.operate("cancelInterview", &stuck[1].1, json!({})).await, Value::Null);
    app.settle().await;
    assert_eq!(app.interview(&stuck[1].1).await["state"], "WITHDRAWN");
    assert!(erase(&app, &stuck[1].1).await["erasedAt"].is_string());
    // What nobody mends is not kept for ever, and not lost by a short time for keeping either.
    app.mutate("setRetention", &json!({"days": 1}), "retentionDays").await;
    app.advance(Duration::days(28));
    app.settle().await;
    app.sign_in().await;
    assert_eq!(erased_at(&app, &stuck[2].1).await, Value::Null);
    app.advance(Duration::days(4));
    app.settle().await;
    assert!(erased_at(&app, &stuck[2].1).await.is_string());
    app.clear_faults().await;
    app.wait_out_the_pauses().await;
    for (_, candidate) in &stuck {
        let written = app.written(candidate).await;
        assert_eq!((written["complete"], written["notes"], written["files"]), (0, 0, 0));
    }
    app.finish().await;
}

async fn what_has_not_ended_is_not_erased(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Amara Abara").await;
    assert_eq!(erase(&app, &candidate).await["code"], "CONFLICT");
    app.operate("cancelInterview", &candidate, json!({"reason": "Amara is ill"})).await;
    app.settle().await;
    assert!(erase(&app, &candidate).await["erasedAt"].is_string());
    let after = dump(&app, on).await;
    assert_eq!(after.lines().find(|row| row.contains("Amara")), None);
    let id = app.interview(&candidate).await["id"].take();
    let input = json!({"id": id, "reason": " "});
    assert_eq!(app.mutate("eraseInterview", &input, "state").await["code"], "INVALID");
    app.finish().await;
}

async fn whose_link_is_open_is_not_erased_however_long_it_is_stuck(on: Backend) {
    let app = App::connected(on).await;
    app.tell("tags", &json!({"locked": true, "known": []})).await;
    let candidate = app.invited("Amara Abara").await;
    assert_eq!(app.interview(&candidate).await["state"], "NEEDS_OPERATOR");
    app.mutate("setRetention", &json!({"days": 1}), "retentionDays").await;
    // The clock stands still for them, for thirty days at most.
    let link = app.room_link(&candidate).await;
    let asked = json!({"key": Uuid::new_v4(), "kind": "accommodation", "text": "Larger breaks."});
    let made = app.http.post(format!("{link}/requests")).json(&asked).send().await.unwrap();
    assert!(made.status().is_success());
    app.settle().await;
    let days_later = async |days| {
        app.advance(Duration::days(days));
        app.settle().await;
        app.sign_in().await;
        erased_at(&app, &candidate).await
    };
    assert_eq!(days_later(40).await, Value::Null, "they may still come");
    // That the link ended is a change, too.
    days_later(40).await;
    assert!(days_later(32).await.is_string());
    app.finish().await;
}

async fn of_applicants_whom_nobody_wants_interviewed_nothing_is_kept(on: Backend) {
    let app = App::connected(on).await;
    let before = app.messages().await;
    let applicant = app.apply("Zadie Quill").await;
    app.settle().await;
    assert!(app.messages().await > before, "Lever tells of everybody");
    let kept = dump(&app, on).await;
    for word in ["Zadie", &applicant.email] {
        assert_eq!(kept.lines().find(|row| row.contains(word)), None);
    }
    app.finish().await;
}
