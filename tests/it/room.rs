//! The candidate's room: nothing before consent, nothing lost, nothing twice.

use serde_json::{Value, json};
use tests::{App, Backend, on_both_stores};
use uuid::Uuid;

on_both_stores!(
    nothing_is_kept_before_consent_and_no_answer_counts_twice,
    a_link_that_is_none_opens_nothing,
    who_asks_for_a_person_is_asked_no_further,
    what_is_kept_of_a_candidate_can_be_read_by_them_at_any_time,
);

async fn post(app: &App, url: &str, body: &Value) -> (u16, Value) {
    let answer = app.http.post(url).json(body).send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap_or_default())
}

fn answer(key: Uuid, question: &str, text: &str) -> Value {
    json!({"key": key, "questionId": question, "text": text})
}

async fn nothing_is_kept_before_consent_and_no_answer_counts_twice(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Jonas Fischer").await;
    let link = app.room_link(&candidate).await;
    let answers = format!("{link}/answers");
    let early = answer(Uuid::new_v4(), "opener", "I came across the posting in a newsletter.");
    assert_eq!(post(&app, &answers, &early).await.0, 409);
    let (status, problem) =
        post(&app, &format!("{link}/consent"), &json!({"version": "1999"})).await;
    assert_eq!((status, &problem["code"]), (409, &json!("OTHER_DISCLOSURE")));

    let room = app.outside.room(&link).await.unwrap();
    let room = app.outside.consent(&link, &room.disclosure.version).await.unwrap();
    let first = room.question.expect("a question");
    assert_eq!(first.number, 1);
    let key = Uuid::new_v4();
    let text = "It is what I do now. It was about sensors.\u{0} 😀";
    let (status, once) = post(&app, &answers, &answer(key, &first.id, text)).await;
    assert_eq!((status, &once["answered"]), (200, &json!(1)));
    // Sent again, as after a lost reply: the same answer, the same next question.
    let (status, twice) = post(&app, &answers, &answer(key, &first.id, text)).await;
    assert_eq!((status, &twice["question"]), (200, &once["question"]));
    // From another device, to the question already answered.
    let (status, problem) = post(&app, &answers, &answer(Uuid::new_v4(), &first.id, "x")).await;
    assert_eq!((status, &problem["code"]), (409, &json!("NOT_THE_QUESTION")));

    let next = once["question"]["id"].as_str().unwrap();
    let empty = answer(Uuid::new_v4(), next, " \n ");
    assert_eq!(post(&app, &answers, &empty).await.0, 422);
    let long = answer(Uuid::new_v4(), next, &"a".repeat(20_001));
    assert_eq!(post(&app, &answers, &long).await.0, 413);
    let huge = answer(Uuid::new_v4(), next, &"a".repeat(300_000));
    assert_eq!(post(&app, &answers, &huge).await.0, 413);
    assert_eq!(post(&app, &answers, &json!({"rubbish": true})).await.0, 400);

    app.take_interview(&link).await;
    let late = answer(Uuid::new_v4(), next, "One more.");
    assert_eq!(post(&app, &answers, &late).await.0, 410);
    app.settle().await;
    let interview = app.only_interview().await;
    let transcript = interview["transcript"].as_array().unwrap();
    let questions = interview["plan"]["questions"].as_array().unwrap();
    assert_eq!(transcript.len(), questions.len());
    assert_eq!(transcript[0]["answer"], "It is what I do now. It was about sensors. 😀");
    let steps = interview["timeline"].as_array().unwrap();
    assert!(
        steps.iter().any(|step| step["cause"] == "the candidate read the disclosure and agreed")
    );
    app.finish().await;
}

async fn a_link_that_is_none_opens_nothing(on: Backend) {
    let app = App::connected(on).await;
    for token in ["0123456789abcdef0123456789abcdef", "x", "%00"] {
        let url = app.url(&format!("/i/{token}/interview"));
        let answer = app.http.get(url).send().await.unwrap();
        assert_eq!(answer.status(), 404, "{token}");
    }
    app.finish().await;
}

async fn who_asks_for_a_person_is_asked_no_further(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Kavya Nakamura").await;
    let link = app.room_link(&candidate).await;
    let (status, room) = post(&app, &format!("{link}/human"), &json!({})).await;
    assert_eq!((status, &room["state"]), (200, &json!("declined")));
    app.settle().await;
    assert_eq!(app.outside.room(&link).await.unwrap().state, "declined");
    let version = &room["disclosure"]["version"];
    assert_eq!(post(&app, &format!("{link}/consent"), &json!({"version": version})).await.0, 410);
    assert_eq!(app.only_interview().await["state"], "DECLINED");
    // The people at Lever are told, and no score is.
    let seen = app.seen(&candidate).await;
    assert_eq!(seen.notes.len(), 1);
    let note = &seen.notes[0]["fields"][0];
    assert!(note["value"].as_str().unwrap().contains("rather talk to a person"), "{note}");
    assert_eq!(note["score"], Value::Null);
    assert!(seen.files.is_empty());
    app.finish().await;
}

async fn what_is_kept_of_a_candidate_can_be_read_by_them_at_any_time(on: Backend) {
    let app = App::connected(on).await;
    let (candidate, other) = (app.invited("Nia Osei").await, app.invited("Omar Pohl").await);
    let (link, others) = (app.room_link(&candidate).await, app.room_link(&other).await);
    let data = async |link: &str| -> Value {
        let answer = app.http.get(format!("{link}/data")).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        answer.json().await.unwrap()
    };
    let before = data(&link).await;
    assert_eq!((&before["state"], &before["answers"]), (&json!("invited"), &json!([])));
    assert_eq!(before["consent"], Value::Null);

    app.take_interview(&others).await;
    let room = app.outside.room(&link).await.unwrap();
    let room = app.outside.consent(&link, &room.disclosure.version).await.unwrap();
    let first = room.question.expect("a question");
    let given = answer(Uuid::new_v4(), &first.id, "It is \"mine\". 😀");
    assert_eq!(post(&app, &format!("{link}/answers"), &given).await.0, 200);
    let (status, _) = post(&app, &format!("{link}/human"), &json!({})).await;
    assert_eq!(status, 200);
    app.settle().await;

    let after = data(&link).await;
    assert_eq!(after["state"], "declined");
    assert_eq!((&after["name"], &after["email"]), (&json!("Nia Osei"), &json!(candidate.email)));
    assert_eq!(after["consent"]["version"], room.disclosure.version);
    assert_eq!(after["consent"]["textHash"].as_str().unwrap().len(), 64);
    let answers = after["answers"].as_array().unwrap();
    assert_eq!(answers.len(), 1, "theirs alone: {answers:?}");
    assert_eq!(answers[0]["question"], first.text);
    assert_eq!(answers[0]["answer"], "It is \"mine\". 😀");

    let unknown = app.url("/i/0123456789abcdef0123456789abcdef/data");
    assert_eq!(app.http.get(unknown).send().await.unwrap().status(), 404);
    app.finish().await;
}
