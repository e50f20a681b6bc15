//! A server that stops in the middle and comes back.

use serde_json::json;
use tests::{App, Backend, on_both_stores};

on_both_stores!(
    an_interview_goes_on_after_a_restart_at_the_very_question,
    work_that_was_due_when_it_stopped_is_done_when_it_comes_back,
);

#[actix::test]
async fn a_second_server_on_the_same_file_does_not_start_and_says_why() {
    let app = App::connected(Backend::Sqlite).await;
    let refused = app.start_another().await.unwrap_err();
    assert!(format!("{refused:#}").contains("another server works on this store"), "{refused:#}");
    let candidate = app.invited("Amara Abara").await;
    assert_eq!(app.mails(&candidate).await.len(), 1);
    app.finish().await;
}

async fn an_interview_goes_on_after_a_restart_at_the_very_question(on: Backend) {
    let mut app = App::connected(on).await;
    let candidate = app.invited("Liam O'Neill").await;
    let link = app.room_link(&candidate).await;
    let room = app.outside.room(&link).await.unwrap();
    let room = app.outside.consent(&link, &room.disclosure.version).await.unwrap();
    let question = room.question.unwrap();
    let room = app.outside.answer(&link, &question.id, "I read about it.").await.unwrap();
    let next = room.question.unwrap();

    app.restart().await;
    let room = app.outside.room(&link).await.unwrap();
    let again = room.question.expect("a question");
    assert_eq!((room.state.as_str(), &again.id, again.number), ("in_progress", &next.id, 2));
    app.take_interview(&link).await;
    app.settle().await;
    let written = app.written(&candidate).await;
    assert!(written.values().all(|times| *times == 1), "{written:?}");
    app.finish().await;
}

async fn work_that_was_due_when_it_stopped_is_done_when_it_comes_back(on: Backend) {
    let mut app = App::connected(on).await;
    let mut candidates = Vec::new();
    for number in 0..6 {
        let candidate = app.apply(&format!("Candidate {number}")).await;
        app.move_to_trigger(&candidate).await;
        candidates.push(candidate);
    }
    // In the middle of it all, and some webhooks find nobody at home.
    app.restart().await;
    app.settle().await;
    app.tell("redeliver_all", &json!({})).await;
    app.settle().await;
    for candidate in &candidates {
        assert_eq!(app.mails(candidate).await.len(), 1, "{candidate:?}");
        assert_eq!(app.written(candidate).await["invited"], 1);
    }
    app.finish().await;
}
