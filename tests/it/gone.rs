//! Candidates who are gone from Lever after their invite: a look notices, and nothing more is sent.

use chrono::Duration;
use reqwest::StatusCode;
use serde_json::{Value, json};
use tests::{App, Backend, Candidate, on_both_stores};

on_both_stores!(
    whoever_is_gone_after_the_invite_finds_the_room_closed,
    whoever_is_gone_during_the_interview_is_asked_nothing_more,
    whoever_is_moved_to_another_posting_is_not_interviewed_for_the_first,
    whoever_is_gone_before_the_follow_up_is_sent_none,
    what_was_finished_stays_finished,
    nobody_is_given_up_because_a_permission_is_missing,
);

async fn is_withdrawn(app: &App, candidate: &Candidate, reason: &str) {
    let standing = app.standing(candidate).await;
    assert_eq!(standing["state"], "WITHDRAWN", "{standing}");
    assert!(standing["stateReason"].as_str().unwrap().contains(reason), "{standing}");
    let mut steps = standing["timeline"].as_array().unwrap().iter();
    let stopped = steps.find(|step| step["to"] == "WITHDRAWN").unwrap();
    assert_eq!(stopped["reason"], standing["stateReason"]);
}

async fn archive(app: &App, candidate: &Candidate) {
    app.tell("archive", &json!({"opportunity": candidate.opportunity})).await;
}

async fn whoever_is_gone_after_the_invite_finds_the_room_closed(on: Backend) {
    let app = App::connected(on).await;
    let mut invited = Vec::new();
    for name in ["Abel", "Bice", "Cleo", "Dina", "Ezra", "Fay"] {
        let candidate = app.invited(name).await;
        let link = app.room_link(&candidate).await;
        invited.push((candidate, link));
    }
    let id = |index: usize| -> Value { invited[index].0.opportunity.clone().into() };
    archive(&app, &invited[0].0).await;
    app.tell("hire", &json!({"opportunity": id(1)})).await;
    app.tell("delete", &json!({"opportunity": id(2)})).await;
    app.tell("anonymize", &json!({"opportunity": id(3)})).await;
    app.tell("merge", &json!({"from": id(4), "into": id(5)})).await;
    app.look().await;
    let reasons = ["archived", "as hired", "deleted", "anonymized", "merged"];
    for ((candidate, link), reason) in invited.iter().zip(reasons) {
        if reason == "deleted" {
            // Whoever Lever has deleted is erased here, too.
            let standing = app.standing(candidate).await;
            assert_eq!(standing["stateReason"], "erased", "{standing}");
            let room = app.http.get(format!("{link}/interview")).send().await.unwrap();
            assert_eq!(room.status(), StatusCode::GONE);
            continue;
        }
        is_withdrawn(&app, candidate, reason).await;
        let room = app.outside.room(link).await.unwrap();
        assert_eq!(room.state, "closed", "{reason}");
        let consent = json!({"version": room.disclosure.version});
        let answer = app.http.post(format!("{link}/consent")).json(&consent).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::GONE);
        let told: Value = answer.json().await.unwrap();
        assert!(told["message"].as_str().unwrap().contains("the company has closed it"), "{told}");
    }
    let (stays, link) = &invited[5];
    assert_eq!(app.standing(stays).await["state"], "INVITED");
    assert_eq!(app.outside.room(link).await.unwrap().state, "invited");
    // Not towards the end of the invite either: nobody but who stays is reminded.
    app.advance(Duration::days(13));
    app.settle().await;
    for (number, (candidate, _)) in invited.iter().enumerate() {
        let mails = if number == 5 { 2 } else { 1 };
        assert_eq!(app.mails(candidate).await.len(), mails, "{number}");
    }
    app.finish().await;
}

async fn whoever_is_gone_during_the_interview_is_asked_nothing_more(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Goran Petrov").await;
    let link = app.room_link(&candidate).await;
    let room = app.outside.room(&link).await.unwrap();
    let room = app.outside.consent(&link, &room.disclosure.version).await.unwrap();
    let question = room.question.unwrap().id;
    archive(&app, &candidate).await;
    app.look().await;
    is_withdrawn(&app, &candidate, "archived").await;
    let late = app.outside.answer(&link, &question, "Too late.").await.unwrap_err().to_string();
    assert!(late.contains("410"), "{late}");
    assert_eq!(app.mails(&candidate).await.len(), 1);
    app.finish().await;
}

async fn whoever_is_moved_to_another_posting_is_not_interviewed_for_the_first(on: Backend) {
    let app = App::connected(on).await;
    let (begins, done) = (app.invited("Goran Petrov").await, app.invited("Hilde Moen").await);
    let link = app.room_link(&begins).await;
    app.take_interview(&app.room_link(&done).await).await;
    app.settle().await;
    let other = app.add_posting("Hydrologist").await;
    for candidate in [&begins, &done] {
        let transfer = json!({"opportunity": candidate.opportunity, "posting": other});
        app.tell("transfer", &transfer).await;
    }
    app.look().await;
    is_withdrawn(&app, &begins, "another posting").await;
    assert_eq!(app.outside.room(&link).await.unwrap().state, "closed");
    assert_eq!(app.interview(&done).await["state"], "WRITTEN_BACK", "what is done is done");
    // By hand they may be invited for the other one.
    let input = json!({"opportunity": begins.opportunity});
    let invited = app.mutate("inviteCandidate", &input, "opportunityId").await;
    assert_eq!(invited["opportunityId"], begins.opportunity, "{invited}");
    app.settle().await;
    assert_eq!(app.mails(&begins).await.iter().filter(|mail| mail.is_invite()).count(), 2);
    app.finish().await;
}

async fn whoever_is_gone_before_the_follow_up_is_sent_none(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Hilde Moen").await;
    let link = app.room_link(&candidate).await;
    archive(&app, &candidate).await;
    // Nobody looked since; each writing looks for itself.
    app.take_interview(&link).await;
    app.settle().await;
    is_withdrawn(&app, &candidate, "archived").await;
    assert_eq!(app.mails(&candidate).await.len(), 1);
    let written = app.written(&candidate).await;
    assert_eq!((written["complete"], written["notes"], written["files"]), (0, 0, 0));
    app.finish().await;
}

async fn nobody_is_given_up_because_a_permission_is_missing(on: Backend) {
    let app = App::connected(on).await;
    let invited = app.invited("Jana Novak").await;
    let link = app.room_link(&invited).await;
    let applied = app.apply("Karim Haddad").await;
    app.tell("faults", &json!({"name": "403", "count": 10_000, "path": "/opportunities"})).await;
    app.take_interview(&link).await;
    app.move_to_trigger(&applied).await;
    app.settle().await;
    assert_eq!(app.interview(&invited).await["state"], "REPORTED");
    app.clear_faults().await;
    app.wait_out_the_pauses().await;
    assert_eq!(app.interview(&invited).await["state"], "WRITTEN_BACK");
    assert_eq!(app.interview(&applied).await["state"], "INVITED");
    assert!(app.written(&invited).await.values().all(|times| *times == 1));
    // One that is made confidential, while others are shown, is none of ours.
    let hidden = app.apply("Lena Okafor").await;
    let path = format!("/opportunities/{}", hidden.opportunity);
    app.tell("faults", &json!({"name": "403", "count": 10, "path": path})).await;
    app.move_to_trigger(&hidden).await;
    app.settle().await;
    assert_eq!(app.mails(&hidden).await.len(), 0);
    assert_eq!(app.given_up_count().await, 0);
    app.finish().await;
}

async fn what_was_finished_stays_finished(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Ines Prado").await;
    app.take_interview(&app.room_link(&candidate).await).await;
    app.settle().await;
    archive(&app, &candidate).await;
    app.look().await;
    assert_eq!(app.standing(&candidate).await["state"], "WRITTEN_BACK");
    assert!(app.written(&candidate).await.values().all(|times| *times == 1));
    app.finish().await;
}
