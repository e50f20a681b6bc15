//! What the page counts while an answer is written: only where the company wants it, only of who was
//! told, and never scored.

use serde_json::{Value, json};
use tests::{App, Backend, on_both_stores};
use uuid::Uuid;

on_both_stores!(counts_are_kept_of_who_was_told_and_change_no_score,);

async fn post(app: &App, url: &str, body: &Value) -> (u16, Value) {
    let answer = app.http.post(url).json(body).send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap_or_default())
}

/// Answers everything with the same words and counts; what the room said of counting at first.
async fn answer(app: &App, link: &str, consented: bool) -> bool {
    let mut room: Value =
        app.http.get(format!("{link}/interview")).send().await.unwrap().json().await.unwrap();
    if !consented {
        let version = room["disclosure"]["version"].take();
        room = post(app, &format!("{link}/consent"), &json!({"version": version})).await.1;
    }
    let counts = room["signals"] == true;
    while let Some(id) = room["question"]["id"].as_str() {
        let body = json!({
            "key": Uuid::new_v4(),
            "questionId": id,
            "text": "I led the change of our sensors because the old ones failed. I planned it, \
                     tested it with two colleagues, and the failures fell from nine a week to one.",
            "signals": {"pastes": 2, "pastedCharacters": 90, "focusLost": 3},
        });
        let (status, next) = post(app, &format!("{link}/answers"), &body).await;
        assert_eq!(status, 200, "{next}");
        room = next;
    }
    counts
}

async fn seen(app: &App, candidate: &tests::Candidate) -> Value {
    let id = app.interview(candidate).await["id"].take();
    let query = "query($id: ID!) { interview(id: $id) {
                 transcript { signals { pastes pastedCharacters focusLost } }
                 scorecard { overall } } }";
    app.graphql(query, json!({"id": id})).await["interview"].take()
}

async fn counts_are_kept_of_who_was_told_and_change_no_score(on: Backend) {
    let app = App::connected(on).await;
    // Who agreed before it was wanted was not told.
    let [early, told] = [app.invited("Ada Reed").await, app.invited("Bo Chen").await];
    let link = app.room_link(&early).await;
    let room: Value =
        app.http.get(format!("{link}/interview")).send().await.unwrap().json().await.unwrap();
    let version = room["disclosure"]["version"].clone();
    post(&app, &format!("{link}/consent"), &json!({"version": version})).await;
    let set = app
        .mutate("setInterviewRules", &json!({"integritySignals": true}), "integritySignals")
        .await;
    assert_eq!(set["integritySignals"], true, "{set}");
    assert!(!answer(&app, &link, true).await);
    let other = app.room_link(&told).await;
    let room: Value =
        app.http.get(format!("{other}/interview")).send().await.unwrap().json().await.unwrap();
    let paragraphs = room["disclosure"]["paragraphs"].to_string();
    assert!(paragraphs.contains("how often something is pasted"), "{paragraphs}");
    // The text without it is not what is to be agreed to.
    let stale = post(&app, &format!("{other}/consent"), &json!({"version": version})).await;
    assert_eq!(stale.1["code"], "OTHER_DISCLOSURE", "{stale:?}");
    assert!(answer(&app, &other, false).await);
    app.settle().await;
    let (early, told) = (seen(&app, &early).await, seen(&app, &told).await);
    let turns = |seen: &Value| seen["transcript"].as_array().unwrap().clone();
    assert!(turns(&early).iter().all(|turn| turn["signals"].is_null()), "{early}");
    let counts = json!({"pastes": 2, "pastedCharacters": 90, "focusLost": 3});
    assert!(turns(&told).iter().all(|turn| turn["signals"] == counts), "{told}");
    assert_eq!(early["scorecard"]["overall"], told["scorecard"]["overall"]);
    assert!(early["scorecard"]["overall"].as_i64().is_some(), "{early}");
    app.finish().await;
}
