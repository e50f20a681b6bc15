//! The candidate chooses when to take the interview, changes it, gives it back.

use chrono::{Duration, SecondsFormat};
use entities::Instant;
use reqwest::StatusCode;
use serde_json::{Value, json};
use tests::{App, Backend, on_both_stores};
use uuid::Uuid;

on_both_stores!(
    each_change_is_confirmed_once_with_a_growing_calendar_entry,
    the_same_request_again_is_one,
    a_time_that_cannot_be_kept_is_refused,
    a_chosen_time_takes_the_place_of_reminders_until_it_has_passed,
    who_chose_a_time_may_begin_earlier_and_is_then_left_in_peace,
    a_confirmation_outlives_a_restart_and_a_lost_reply,
    who_was_faster_than_our_hearing_of_the_invite_is_tagged_all_the_same,
);

/// So long from now, as a browser in another time zone writes it.
fn from_now(app: &App, by: Duration) -> Instant {
    app.server().means.clock.now() + by
}

fn written(at: Instant) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

async fn send(app: &App, link: &str, body: Value) -> (StatusCode, Value) {
    let sent = app.http.post(format!("{link}/schedule")).json(&body).send().await;
    let answer = sent.expect("it answers");
    (answer.status(), answer.json().await.expect("it is JSON"))
}

/// The candidate chooses a time, which is not refused.
async fn choose(app: &App, link: &str, at: Option<Instant>) {
    let at = at.map(written);
    let (status, room) = send(app, link, json!({"at": at})).await;
    assert_eq!(status, 200, "{room}");
    assert_eq!(room["scheduledAt"], json!(at));
    app.settle().await;
}

fn stamp(at: Instant) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

async fn each_change_is_confirmed_once_with_a_growing_calendar_entry(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Ada Reed").await;
    let link = app.room_link(&candidate).await;
    let (first, second) = (from_now(&app, Duration::hours(5)), from_now(&app, Duration::days(2)));
    choose(&app, &link, Some(first)).await;
    let interview = app.interview(&candidate).await;
    assert_eq!(interview["state"], "SCHEDULED");
    assert_eq!(interview["scheduledAt"].as_str().unwrap()[..19], written(first)[..19]);
    choose(&app, &link, Some(first)).await;
    choose(&app, &link, Some(second)).await;
    choose(&app, &link, None).await;
    choose(&app, &link, None).await;
    assert_eq!(app.interview(&candidate).await["state"], "INVITED");
    choose(&app, &link, Some(first)).await;

    let entries = app.entries(&candidate).await;
    let told: Vec<_> = entries
        .iter()
        .map(|entry| (entry.method.as_str(), entry.sequence, entry.start.clone()))
        .collect();
    let (first, second) = (Some(stamp(first)), Some(stamp(second)));
    let wanted = [
        ("REQUEST", 1, first.clone()),
        ("REQUEST", 2, second),
        ("CANCEL", 3, None),
        ("REQUEST", 4, first),
    ];
    assert_eq!(told, wanted);
    assert!(entries.iter().all(|entry| entry.uid == entries[0].uid), "{entries:?}");
    let mails = app.mails(&candidate).await;
    assert_eq!(mails.len(), 5, "the invite, and one for each change");
    assert!(mails.iter().all(|mail| mail.room() == Some(&link)));
    app.finish().await;
}

async fn the_same_request_again_is_one(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Bo Chen").await;
    let link = app.room_link(&candidate).await;
    let at = from_now(&app, Duration::hours(5));
    // At once, before anybody looked.
    for _ in 0..3 {
        let (status, _) = send(&app, &link, json!({"at": written(at)})).await;
        assert_eq!(status, 200);
    }
    app.settle().await;
    assert_eq!(app.entries(&candidate).await.len(), 1);
    // One that was repeated after a later one does not bring the earlier time back.
    let key = Uuid::new_v4();
    let earlier = json!({"at": written(at + Duration::hours(1)), "key": key});
    send(&app, &link, earlier.clone()).await;
    app.settle().await;
    choose(&app, &link, Some(at + Duration::hours(2))).await;
    let (status, room) = send(&app, &link, earlier).await;
    assert_eq!(
        (status, &room["scheduledAt"]),
        (StatusCode::OK, &json!(written(at + Duration::hours(2))))
    );
    app.settle().await;
    assert_eq!(app.entries(&candidate).await.len(), 3);
    app.finish().await;
}

async fn a_time_that_cannot_be_kept_is_refused(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Cleo Dahl").await;
    let link = app.room_link(&candidate).await;
    let days = |days| written(from_now(&app, Duration::days(days)));
    for (body, status, code) in [
        (json!({"at": days(0)}), 422, "PAST"),
        (json!({"at": days(-1)}), 422, "PAST"),
        (json!({"at": days(15)}), 422, "AFTER_THE_END"),
        (json!({"at": "tomorrow"}), 400, "MALFORMED"),
        (json!({}), 400, "MALFORMED"),
    ] {
        let (answered, problem) = send(&app, &link, body.clone()).await;
        assert_eq!((answered.as_u16(), problem["code"].as_str()), (status, Some(code)), "{body}");
    }
    // Far east of UTC, and the same instant.
    let at = from_now(&app, Duration::hours(6));
    let east = at.with_timezone(&chrono::FixedOffset::east_opt(14 * 3600).unwrap());
    let (_, room) = send(&app, &link, json!({"at": east.to_rfc3339()})).await;
    assert_eq!(room["scheduledAt"], written(at));
    app.settle().await;
    let room = app.outside.room(&link).await.unwrap();
    app.outside.consent(&link, &room.disclosure.version).await.unwrap();
    let (answered, problem) = send(&app, &link, json!({"at": null})).await;
    assert_eq!((answered.as_u16(), problem["code"].as_str()), (409, Some("BEGUN")));
    app.finish().await;
}

async fn a_chosen_time_takes_the_place_of_reminders_until_it_has_passed(on: Backend) {
    let mut app = App::connected(on).await;
    let candidate = app.invited("Dino Egg").await;
    let link = app.room_link(&candidate).await;
    choose(&app, &link, Some(from_now(&app, Duration::hours(30)))).await;
    for hours in [3, 21] {
        app.advance(Duration::hours(hours));
        app.settle().await;
    }
    assert_eq!(app.mails(&candidate).await.len(), 2, "the invite and the confirmation");
    app.restart().await;
    app.advance(Duration::minutes(5 * 60 + 45));
    app.settle().await;
    app.restart().await;
    app.settle().await;
    let subjects = app.subjects_to(&candidate.email).await;
    assert_eq!(subjects.iter().filter(|subject| subject.starts_with("Soon")).count(), 1);
    for hours in [1, 18, 24] {
        app.advance(Duration::hours(hours));
        app.settle().await;
    }
    assert_eq!(app.reminders(&candidate).await, 2, "the third and the fourth, at their times");
    app.finish().await;
}

async fn who_chose_a_time_may_begin_earlier_and_is_then_left_in_peace(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Esra Fox").await;
    let link = app.room_link(&candidate).await;
    choose(&app, &link, Some(from_now(&app, Duration::hours(2)))).await;
    app.take_interview(&link).await;
    app.settle().await;
    app.advance(Duration::hours(2));
    app.settle().await;
    for _ in 0..3 {
        app.advance(Duration::days(1));
        app.settle().await;
    }
    assert_eq!(app.interview(&candidate).await["state"], "WRITTEN_BACK");
    assert_eq!(app.mails(&candidate).await.len(), 3, "invite, confirmation, thanks");
    app.finish().await;
}

async fn a_confirmation_outlives_a_restart_and_a_lost_reply(on: Backend) {
    let mut app = App::connected(on).await;
    let candidate = app.invited("Finn Gray").await;
    let link = app.room_link(&candidate).await;
    app.fail_mail(&json!({"lose_reply": 1})).await;
    choose(&app, &link, Some(from_now(&app, Duration::hours(40)))).await;
    app.restart().await;
    app.advance(Duration::minutes(1));
    app.settle().await;
    let mails = app.caught(&candidate).await;
    assert_eq!(mails.len(), 3, "the invite, and the confirmation twice");
    assert_eq!(mails[1]["message_id"], mails[2]["message_id"], "the same to every mail program");
    let entries = app.entries(&candidate).await;
    assert_eq!(entries[0], entries[1]);
    assert_eq!(app.interview(&candidate).await["state"], "SCHEDULED");
    app.finish().await;
}

async fn who_was_faster_than_our_hearing_of_the_invite_is_tagged_all_the_same(on: Backend) {
    let app = App::connected(on).await;
    app.fail_mail(&json!({"lose_reply": 2})).await;
    let (chooses, begins) = (app.invited("Gus Hill").await, app.invited("Hana Ito").await);
    let link = app.room_link(&chooses).await;
    choose(&app, &link, Some(from_now(&app, Duration::hours(40)))).await;
    assert_eq!(app.interview(&chooses).await["state"], "SCHEDULED");
    let room = app.room_link(&begins).await;
    app.take_interview(&room).await;
    app.settle().await;
    app.advance(Duration::minutes(1));
    app.settle().await;
    for candidate in [&chooses, &begins] {
        assert_eq!(app.written(candidate).await["invited"], 1);
        assert_eq!(app.invites(candidate).await, 1, "there is no need for another");
    }
    app.finish().await;
}
