//! A time limit for answers: only where the company sets one and only of who was told, extended as often as
//! the candidate likes, and nothing is refused or scored by it.

use chrono::Duration;
use entities::{answer_time, audit_entry, ids::TenantId, tenant};
use serde_json::{Value, json};
use tests::{App, Backend, Candidate, on_both_stores};
use uuid::Uuid;

on_both_stores!(
    without_a_setting_there_is_no_limit_and_nothing_is_said_of_time,
    a_limit_is_told_counted_and_extended_and_refuses_nothing,
    who_agreed_to_none_has_none_and_who_agreed_to_one_keeps_it,
    who_asks_for_another_way_has_no_limit_from_then_on,
    the_clock_changes_no_score_and_is_erased_with_the_rest,
);

const ANSWER: &str = "I led the change of our sensors because the old ones failed. I planned it, tested it \
                      with two colleagues, and the failures fell from nine a week to one.";

async fn set(app: &App, minutes: Value) -> Value {
    app.mutate("setInterviewRules", &json!({"answerMinutes": minutes}), "answerMinutes").await
}

async fn read(app: &App, link: &str, what: &str) -> Value {
    app.http.get(format!("{link}/{what}")).send().await.unwrap().json().await.unwrap()
}

async fn post(app: &App, link: &str, what: &str, body: &Value) -> (u16, Value) {
    let answer = app.http.post(format!("{link}/{what}")).json(body).send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap_or_default())
}

/// Agrees to what is shown.
async fn agree(app: &App, link: &str) -> Value {
    let version = read(app, link, "interview").await["disclosure"]["version"].take();
    let (status, room) = post(app, link, "consent", &json!({"version": version})).await;
    assert_eq!(status, 200, "{room}");
    room
}

/// Tells that what is asked now is shown, or takes more time for it.
async fn show(app: &App, link: &str, more: Option<Uuid>) -> Value {
    let asked = read(app, link, "interview").await["question"]["id"].take();
    let body = match more {
        None => json!({"questionId": asked}),
        Some(key) => json!({"questionId": asked, "more": key}),
    };
    let (status, room) = post(app, link, "time", &body).await;
    assert_eq!(status, 200, "{room}");
    room
}

/// The limit as the page has it after that.
async fn limit(app: &App, link: &str, more: Option<Uuid>) -> Value {
    show(app, link, more).await["limit"].take()
}

/// Answers what is asked now.
async fn answer(app: &App, link: &str) -> Value {
    let asked = read(app, link, "interview").await["question"]["id"].take();
    let body = json!({"key": Uuid::new_v4(), "questionId": asked, "text": ANSWER});
    let (status, room) = post(app, link, "answers", &body).await;
    assert_eq!(status, 200, "{room}");
    room
}

/// Answers whatever is still asked, and has it scored.
async fn finish(app: &App, link: &str) {
    while answer(app, link).await["state"] != "completed" {}
    app.settle().await;
}

async fn seen(app: &App, candidate: &Candidate) -> Value {
    let id = app.interview(candidate).await["id"].take();
    let query = "query($id: ID!) { interview(id: $id) { id state
                 transcript { number time { seconds limitMinutes extended } }
                 scorecard { overall ratings { questionId level } } } }";
    app.graphql(query, json!({"id": id})).await["interview"].take()
}

async fn rows(app: &App) -> Vec<answer_time::Model> {
    let all = answer_time::Entity::of_tenant(app.tenant_id().await);
    all.all(&app.server().means.db).await.unwrap()
}

async fn without_a_setting_there_is_no_limit_and_nothing_is_said_of_time(on: Backend) {
    let app = App::connected(on).await;
    let (db, now) = (&app.server().means.db, app.server().means.clock.now());
    // What another company has set is nothing to ours.
    let elsewhere = TenantId(Uuid::new_v4());
    tenant::create(db, elsewhere, "Elsewhere", now).await.unwrap();
    let tx = db.begin().await.unwrap();
    let timed = |settings: &mut tenant::Settings| settings.answer_minutes = Some(1);
    tenant::edit(&tx, elsewhere, timed).await.unwrap();
    tx.commit().await.unwrap();
    let viewer = app.graphql("{ viewer { tenant { answerMinutes } } }", json!({})).await;
    assert_eq!(viewer["viewer"]["tenant"]["answerMinutes"], Value::Null);

    let candidate = app.invited("Ada Reed").await;
    let mail = app.mails(&candidate).await.remove(0).text.replace('\n', " ");
    assert!(mail.contains("There is no clock."), "{mail}");
    let link = app.room_link(&candidate).await;
    for room in [read(&app, &link, "interview").await, agree(&app, &link).await] {
        assert!(room.get("limit").is_none(), "{room}");
        let version = room["disclosure"]["version"].as_str().unwrap();
        assert!(!version.contains("timed"), "{version}");
        assert!(!room["disclosure"]["paragraphs"].to_string().contains("a time for each answer"));
    }
    // A page that tells all the same is not refused, and nothing is kept of it.
    for more in [None, Some(Uuid::new_v4())] {
        let room = show(&app, &link, more).await;
        assert!(room.get("limit").is_none(), "{room}");
    }
    assert!(rows(&app).await.is_empty());
    finish(&app, &link).await;
    let seen = seen(&app, &candidate).await;
    assert!(!seen["transcript"].as_array().unwrap().is_empty());
    assert!(seen["transcript"].as_array().unwrap().iter().all(|turn| turn["time"].is_null()));
    let data = read(&app, &link, "data").await;
    assert!(data["answers"].as_array().unwrap().iter().all(|it| it.get("time").is_none()));
    app.finish().await;
}

async fn a_limit_is_told_counted_and_extended_and_refuses_nothing(on: Backend) {
    let app = App::connected(on).await;
    for wrong in [0, 61, -5] {
        assert_eq!(set(&app, json!(wrong)).await["code"], "INVALID", "{wrong}");
    }
    assert_eq!(set(&app, json!(60)).await["answerMinutes"], 60);
    assert_eq!(set(&app, Value::Null).await["answerMinutes"], Value::Null);
    assert_eq!(set(&app, json!(5)).await["answerMinutes"], 5);
    // What is left out stays as it is.
    let other = app.mutate("setInterviewRules", &json!({"followUps": 0}), "answerMinutes").await;
    assert_eq!(other["answerMinutes"], 5);
    let entries = audit_entry::Entity::of_tenant(app.tenant_id().await);
    let entries = entries.all(&app.server().means.db).await.unwrap();
    let told = entries.iter().filter(|entry| entry.action == "setInterviewRules");
    assert_eq!(told.filter(|entry| entry.details.contains("answer_minutes")).count(), 3);

    let candidate = app.invited("Ada Reed").await;
    let mail = app.mails(&candidate).await.remove(0).text.replace('\n', " ");
    assert!(mail.contains("5 min for each answer, and more as often as you like"), "{mail}");
    let link = app.room_link(&candidate).await;
    let room = read(&app, &link, "interview").await;
    let version = room["disclosure"]["version"].as_str().unwrap().to_owned();
    assert!(version.ends_with("-timed5"), "{version}");
    let paragraphs = room["disclosure"]["paragraphs"].to_string();
    assert!(paragraphs.contains("has set a time for each answer: 5 minutes."), "{paragraphs}");
    let before = json!({"minutes": 5, "secondsLeft": null, "extended": 0});
    assert_eq!(room["limit"], before);
    // The text without it is not what is to be agreed to, and before that nothing begins.
    let untold = json!({"version": version.replace("-timed5", "")});
    assert_eq!(post(&app, &link, "consent", &untold).await.1["code"], "OTHER_DISCLOSURE");
    let early = post(&app, &link, "time", &json!({"questionId": "q"})).await;
    assert_eq!(early.1["code"], "NO_CONSENT", "{early:?}");
    let room = agree(&app, &link).await;
    assert_eq!(room["limit"], before, "not shown yet, so nothing counts");

    // It begins once, whoever tells it how often.
    assert_eq!(limit(&app, &link, None).await["secondsLeft"], 300);
    app.advance(Duration::seconds(60));
    assert_eq!(limit(&app, &link, None).await["secondsLeft"], 240);
    assert_eq!(read(&app, &link, "interview").await["limit"]["secondsLeft"], 240);
    // More is taken by a key: the same again is once.
    let key = Uuid::new_v4();
    for _ in 0..2 {
        let more = limit(&app, &link, Some(key)).await;
        assert_eq!(more, json!({"minutes": 5, "secondsLeft": 540, "extended": 1}));
    }
    // Long after the end it is the whole time again.
    app.advance(Duration::minutes(20));
    assert_eq!(limit(&app, &link, None).await["secondsLeft"], 0);
    let more = limit(&app, &link, Some(Uuid::new_v4())).await;
    assert_eq!(more, json!({"minutes": 5, "secondsLeft": 300, "extended": 2}));
    app.advance(Duration::minutes(10));
    let late = read(&app, &link, "interview").await;
    assert_eq!((&late["state"], &late["limit"]["secondsLeft"]), (&json!("in_progress"), &json!(0)));
    // The answer is kept, whole; the next question has a time of its own, which has not begun.
    let asked = late["question"]["id"].clone();
    assert_eq!(answer(&app, &link).await["limit"], before);
    let gone = post(&app, &link, "time", &json!({"questionId": asked})).await;
    assert_eq!((gone.0, &gone.1["code"]), (409, &json!("NOT_THE_QUESTION")));
    // More is taken before it is told that the question is shown: that is told by it.
    assert_eq!(limit(&app, &link, Some(Uuid::new_v4())).await["secondsLeft"], 600);
    app.advance(Duration::seconds(45));
    finish(&app, &link).await;
    let over = post(&app, &link, "time", &json!({"questionId": asked})).await;
    assert_eq!((over.0, &over.1["code"]), (410, &json!("OVER")));

    let seen = seen(&app, &candidate).await;
    let turns = seen["transcript"].as_array().unwrap();
    assert_eq!(turns[0]["time"], json!({"seconds": 1860, "limitMinutes": 5, "extended": 2}));
    assert_eq!(turns[1]["time"], json!({"seconds": 45, "limitMinutes": 5, "extended": 1}));
    assert!(turns.len() > 2 && turns[2..].iter().all(|turn| turn["time"].is_null()), "{seen}");
    // They read it themselves, too.
    let data = read(&app, &link, "data").await;
    assert_eq!(data["answers"][0]["answer"], ANSWER);
    let time = json!({"seconds": 1860, "limitMinutes": 5, "extended": 2});
    assert_eq!(data["answers"][0]["time"], time);
    assert!(data["answers"][2].get("time").is_none(), "{data}");
    app.finish().await;
}

async fn who_agreed_to_none_has_none_and_who_agreed_to_one_keeps_it(on: Backend) {
    let app = App::connected(on).await;
    let [free, timed] = [app.invited("Ada Reed").await, app.invited("Bo Chen").await];
    let [free, timed] = [app.room_link(&free).await, app.room_link(&timed).await];
    agree(&app, &free).await;
    set(&app, json!(7)).await;
    let room = show(&app, &free, None).await;
    assert!(room.get("limit").is_none(), "{room}");
    assert_eq!(agree(&app, &timed).await["limit"]["minutes"], 7);
    for changed in [json!(1), Value::Null] {
        set(&app, changed).await;
        let limit = limit(&app, &timed, None).await;
        assert_eq!(limit, json!({"minutes": 7, "secondsLeft": 420, "extended": 0}));
        assert!(show(&app, &free, None).await.get("limit").is_none());
    }
    let kept = rows(&app).await;
    assert_eq!(kept.len(), 1, "{kept:?}");
    app.finish().await;
}

async fn who_asks_for_another_way_has_no_limit_from_then_on(on: Backend) {
    let app = App::connected(on).await;
    set(&app, json!(5)).await;
    let [first, second] = [app.invited("Ada Reed").await, app.invited("Bo Chen").await];
    let [in_it, before] = [app.room_link(&first).await, app.room_link(&second).await];
    let wish = || json!({"key": Uuid::new_v4(), "kind": "accommodation", "text": "I read slowly."});
    // A question is no such wish.
    agree(&app, &in_it).await;
    answer(&app, &in_it).await;
    let asked = json!({"key": Uuid::new_v4(), "kind": "question", "text": "Who founded it?"});
    assert_eq!(post(&app, &in_it, "requests", &asked).await.0, 200);
    assert_eq!(limit(&app, &in_it, None).await["secondsLeft"], 300);
    app.advance(Duration::minutes(3));
    let (status, made) = post(&app, &in_it, "requests", &wish()).await;
    assert_eq!(status, 200, "{made}");
    // Nothing is shown or counted any more, not even of the answer that had begun.
    assert!(read(&app, &in_it, "interview").await.get("limit").is_none());
    assert!(show(&app, &in_it, Some(Uuid::new_v4())).await.get("limit").is_none());
    assert!(rows(&app).await.is_empty());

    // Who asks before they agree is told of none.
    assert_eq!(read(&app, &before, "interview").await["limit"]["minutes"], 5);
    assert_eq!(post(&app, &before, "requests", &wish()).await.0, 200);
    let room = agree(&app, &before).await;
    assert!(room.get("limit").is_none(), "{room}");
    assert!(!room["disclosure"]["version"].as_str().unwrap().contains("timed"), "{room}");

    // That a person has answered does not bring it back.
    app.settle().await;
    let query = "{ openRequests { id kind interview { candidateName } } }";
    let open = app.graphql(query, json!({})).await["openRequests"].take();
    for request in open.as_array().unwrap() {
        let input = json!({"id": request["id"], "reply": "Of course."});
        let answered = app.mutate("answerRequest", &input, "status").await;
        assert_eq!(answered["status"], "ANSWERED", "{answered}");
    }
    app.settle().await;
    for link in [&in_it, &before] {
        assert!(show(&app, link, None).await.get("limit").is_none());
    }
    finish(&app, &in_it).await;
    let seen = seen(&app, &first).await;
    assert!(seen["transcript"].as_array().unwrap().iter().all(|turn| turn["time"].is_null()));
    app.finish().await;
}

async fn the_clock_changes_no_score_and_is_erased_with_the_rest(on: Backend) {
    let app = App::connected(on).await;
    let [free, timed] = [app.invited("Ada Reed").await, app.invited("Bo Chen").await];
    let [without, with] = [app.room_link(&free).await, app.room_link(&timed).await];
    agree(&app, &without).await;
    set(&app, json!(1)).await;
    agree(&app, &with).await;
    finish(&app, &without).await;
    // As slowly as can be.
    loop {
        show(&app, &with, None).await;
        app.advance(Duration::minutes(30));
        show(&app, &with, Some(Uuid::new_v4())).await;
        if answer(&app, &with).await["state"] == "completed" {
            break;
        }
    }
    app.settle().await;
    let (free, slow) = (seen(&app, &free).await, seen(&app, &timed).await);
    assert!(free["scorecard"]["overall"].as_i64().is_some(), "{free}");
    assert_eq!(free["scorecard"], slow["scorecard"]);
    let time = json!({"seconds": 1800, "limitMinutes": 1, "extended": 1});
    let turns = slow["transcript"].as_array().unwrap();
    assert!(!turns.is_empty() && turns.iter().all(|turn| turn["time"] == time), "{slow}");
    // A number about a candidate is none of evidence only.
    app.mutate("setEvidenceOnly", &json!({"evidenceOnly": true}), "evidenceOnly").await;
    let hidden = seen(&app, &timed).await;
    assert!(hidden["transcript"].as_array().unwrap().iter().all(|turn| turn["time"].is_null()));
    app.mutate("setEvidenceOnly", &json!({"evidenceOnly": false}), "evidenceOnly").await;

    assert_eq!(rows(&app).await.len(), turns.len());
    let input = json!({"id": slow["id"], "reason": "they want it"});
    let erased = app.mutate("eraseInterview", &input, "erasedAt").await;
    assert!(erased["erasedAt"].is_string(), "{erased}");
    assert!(rows(&app).await.is_empty());
    let left = seen(&app, &timed).await;
    assert!(left["transcript"].as_array().unwrap().iter().all(|turn| turn["time"].is_null()));
    app.finish().await;
}
