//! Who is not invited, and that the timeline says why.

use chrono::Duration;
use serde_json::json;
use tests::{App, Backend, Candidate, on_both_stores};

on_both_stores!(
    a_candidate_without_an_address_is_told_of_in_lever_and_in_the_timeline,
    somebody_archived_or_not_to_be_contacted_is_not_written_to,
    a_tag_that_is_nearly_right_invites_nobody_and_is_named,
    a_candidate_moved_on_before_we_looked_is_not_invited,
    an_invite_ends_when_its_time_is_over,
);

async fn reason(app: &App) -> String {
    let interview = app.only_interview().await;
    assert_eq!(interview["state"], "INELIGIBLE", "{interview}");
    let steps = interview["timeline"].as_array().unwrap();
    assert_eq!(steps.last().unwrap()["reason"], interview["stateReason"]);
    interview["stateReason"].as_str().unwrap().to_owned()
}

async fn a_candidate_without_an_address_is_told_of_in_lever_and_in_the_timeline(on: Backend) {
    let app = App::connected(on).await;
    let posting = app.posting().await;
    let applied =
        app.tell("apply", &json!({"posting": posting, "name": "Elif Khan", "email": null})).await;
    let opportunity = applied["opportunity"].as_str().unwrap().to_owned();
    let candidate = Candidate { opportunity, email: String::new() };
    app.move_to_trigger(&candidate).await;
    app.settle().await;
    assert!(reason(&app).await.contains("no email address"));
    assert!(app.outside.mails().await.unwrap().is_empty());
    let notes = app.seen(&candidate).await.notes;
    assert_eq!(notes.len(), 1);
    let note = notes[0].to_string();
    assert!(note.contains("no email address") && note.contains("/interviews/"), "{note}");

    app.move_to(&candidate, "Recruiter screen").await;
    app.move_to_trigger(&candidate).await;
    app.settle().await;
    assert_eq!(app.seen(&candidate).await.notes.len(), 1, "they were told");
    app.finish().await;
}

async fn somebody_archived_or_not_to_be_contacted_is_not_written_to(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.apply("Femi Abara").await;
    let (opportunity, no) = (&candidate.opportunity, false);
    app.tell("data_protection", &json!({"opportunity": opportunity, "store": true, "contact": no}))
        .await;
    app.move_to_trigger(&candidate).await;
    app.settle().await;
    assert!(reason(&app).await.contains("not to contact"));

    let past = json!({"opportunity": opportunity, "store": true, "contact": true, "until": 1});
    app.tell("data_protection", &past).await;
    app.move_to(&candidate, "Recruiter screen").await;
    app.move_to_trigger(&candidate).await;
    app.settle().await;
    assert!(reason(&app).await.contains("not to contact"), "they agreed to it for a time");

    app.tell(
        "data_protection",
        &json!({"opportunity": opportunity, "store": true, "contact": true}),
    )
    .await;
    app.tell("archive", &json!({"opportunity": opportunity})).await;
    app.move_to(&candidate, "Recruiter screen").await;
    app.move_to_trigger(&candidate).await;
    app.settle().await;
    assert!(reason(&app).await.contains("archived"));
    assert!(app.mails(&candidate).await.is_empty());
    app.finish().await;
}

async fn a_tag_that_is_nearly_right_invites_nobody_and_is_named(on: Backend) {
    let app = App::connected(on).await;
    let posting = app.posting().await;
    app.outside.tag_posting(&posting, "Alex – On Application").await.unwrap();
    let candidate = app.apply("Grace Moreau").await;
    app.settle().await;
    assert!(reason(&app).await.contains("\"Alex – On Application\" is nearly"));
    assert!(app.mails(&candidate).await.is_empty());
    app.finish().await;
}

async fn a_candidate_moved_on_before_we_looked_is_not_invited(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.apply("Hiro Ito").await;
    app.settle().await;
    // The first look fails; by the second, they have been moved on.
    app.tell("faults", &json!({"name": "fail_next_503", "count": 1})).await;
    app.move_to_trigger(&candidate).await;
    app.settle().await;
    app.move_to(&candidate, "Recruiter screen").await;
    app.settle().await;
    app.advance(Duration::minutes(1));
    app.settle().await;
    assert!(reason(&app).await.contains("no longer in the trigger stage"));
    assert!(app.mails(&candidate).await.is_empty());
    app.finish().await;
}

async fn an_invite_ends_when_its_time_is_over(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Ines García").await;
    let link = app.room_link(&candidate).await;
    app.advance(Duration::days(14) - Duration::minutes(1));
    app.settle().await;
    assert_eq!(app.outside.room(&link).await.unwrap().state, "invited");
    app.advance(Duration::minutes(1));
    app.settle().await;
    let room = app.outside.room(&link).await.unwrap();
    assert_eq!(room.state, "expired");
    let late = app.outside.consent(&link, &room.disclosure.version).await.unwrap_err().to_string();
    assert!(late.contains("410"), "{late}");
    // Two weeks on, the operator's own session has ended too.
    app.sign_in().await;
    assert_eq!(app.only_interview().await["state"], "EXPIRED");
    app.finish().await;
}
