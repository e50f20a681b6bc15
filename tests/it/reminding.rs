//! Reminders of an invite: four, each once and none late; none to who began or is gone.

use chrono::Duration;
use serde_json::{Value, json};
use server::demo::Mail;
use tests::{App, Backend, Candidate, on_both_stores};

on_both_stores!(
    four_reminders_come_at_their_times_with_the_same_link_and_then_no_more,
    who_began_or_wants_a_person_or_is_gone_is_not_reminded,
    after_an_outage_only_the_newest_reminder_is_sent,
    a_reminder_that_waited_for_a_lost_connection_gives_way_to_the_next_one,
    a_clock_that_jumps_sends_one_reminder_and_jumping_back_none,
    a_reminder_whose_reply_was_lost_is_the_same_mail_again,
);

async fn after(app: &App, by: Duration) {
    app.advance(by);
    app.settle().await;
}

async fn four_reminders_come_at_their_times_with_the_same_link_and_then_no_more(on: Backend) {
    let mut app = App::connected(on).await;
    let candidate = app.invited("Ada Reed").await;
    let link = app.room_link(&candidate).await;
    let (hour, minute) = (Duration::hours(1), Duration::minutes(1));
    let mut passed = Duration::zero();
    for (reminders, at) in [(1, hour * 3), (2, hour * 24), (3, hour * 48), (4, hour * 72)] {
        after(&app, at - passed - minute).await;
        assert_eq!(app.reminders(&candidate).await, reminders - 1, "a minute before {at}");
        app.restart().await;
        after(&app, minute).await;
        assert_eq!(app.reminders(&candidate).await, reminders, "at {at}");
        app.restart().await;
        app.settle().await;
        assert_eq!(app.reminders(&candidate).await, reminders, "after a restart at {at}");
        passed = at;
    }
    after(&app, Duration::days(12)).await;
    let mails = app.mails(&candidate).await;
    assert_eq!(mails.len(), 5, "{mails:?}");
    assert!(mails.iter().all(|mail| mail.room() == Some(&link)), "{mails:?}");
    // Two weeks on, the operator's own session has ended too.
    app.sign_in().await;
    let interview = app.interview(&candidate).await;
    assert_eq!(interview["state"], "EXPIRED");
    let told = |step: &&Value| step["cause"] == "the mail server took reminder 4";
    assert_eq!(interview["timeline"].as_array().unwrap().iter().filter(told).count(), 1);
    app.finish().await;
}

async fn who_began_or_wants_a_person_or_is_gone_is_not_reminded(on: Backend) {
    let app = App::connected(on).await;
    let (began, person) = (app.invited("Bo Chen").await, app.invited("Cleo Dahl").await);
    let (archived, waits) = (app.invited("Dino Egg").await, app.invited("Esra Fox").await);
    after(&app, Duration::hours(3)).await;
    let link = app.room_link(&began).await;
    let room = app.outside.room(&link).await.unwrap();
    app.outside.consent(&link, &room.disclosure.version).await.unwrap();
    let url = format!("{}/human", app.room_link(&person).await);
    assert!(app.http.post(url).json(&json!({})).send().await.unwrap().status().is_success());
    // Nobody looks before the next reminder is due: it looks for itself.
    app.tell("archive", &json!({"opportunity": archived.opportunity})).await;
    app.settle().await;
    for _ in 0..4 {
        after(&app, Duration::hours(24)).await;
    }
    for (candidate, reminders) in [(&began, 1), (&person, 1), (&archived, 1), (&waits, 4)] {
        assert_eq!(app.reminders(candidate).await, reminders, "{candidate:?}");
    }
    assert_eq!(app.interview(&archived).await["state"], "WITHDRAWN");
    app.finish().await;
}

async fn after_an_outage_only_the_newest_reminder_is_sent(on: Backend) {
    let mut app = App::connected(on).await;
    let candidate = app.invited("Finn Gray").await;
    // Nobody was at home when the first and the second were due.
    app.restart_after(Duration::hours(30)).await;
    app.settle().await;
    assert_eq!(app.reminders(&candidate).await, 1);
    let timeline = app.interview(&candidate).await["timeline"].clone();
    assert!(timeline.to_string().contains("took reminder 2"), "{timeline}");
    after(&app, Duration::hours(18)).await;
    assert_eq!(app.reminders(&candidate).await, 2, "the third at its time");
    app.finish().await;
}

async fn a_reminder_that_waited_for_a_lost_connection_gives_way_to_the_next_one(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Gus Hill").await;
    app.tell("revoke", &json!({})).await;
    for hours in [3, 21, 24] {
        after(&app, Duration::hours(hours)).await;
    }
    assert_eq!(app.reminders(&candidate).await, 0, "no mail in the name of who revoked");
    app.connect().await;
    assert_eq!(app.reminders(&candidate).await, 1);
    after(&app, Duration::hours(24)).await;
    assert_eq!(app.reminders(&candidate).await, 2);
    app.finish().await;
}

async fn a_clock_that_jumps_sends_one_reminder_and_jumping_back_none(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Hana Ito").await;
    after(&app, Duration::days(5)).await;
    assert_eq!(app.reminders(&candidate).await, 1, "the last one");
    app.advance(-Duration::days(5));
    app.settle().await;
    for _ in 0..5 {
        after(&app, Duration::hours(24)).await;
    }
    assert_eq!(app.reminders(&candidate).await, 1);
    app.finish().await;
}

/// The mails of one kind with their ids.
async fn ids(app: &App, candidate: &Candidate, subject: &str) -> Vec<String> {
    let mails = app.caught(candidate).await;
    let kind = mails.iter().filter(|mail| mail["subject"].as_str().unwrap().starts_with(subject));
    kind.map(|mail| mail["message_id"].as_str().unwrap().to_owned()).collect()
}

async fn a_reminder_whose_reply_was_lost_is_the_same_mail_again(on: Backend) {
    let mut app = App::connected(on).await;
    let candidate = app.invited("Iris Jung").await;
    app.fail_mail(&json!({"lose_reply": 1})).await;
    after(&app, Duration::hours(3)).await;
    app.restart().await;
    app.wait_out_the_pauses().await;
    let ids = ids(&app, &candidate, "Reminder: ").await;
    assert_eq!(ids.len(), 2, "taken, and taken again");
    assert_eq!(ids[0], ids[1], "the same to every mail program");
    let mails: Vec<Mail> = app.mails(&candidate).await;
    assert_eq!(mails[1].text, mails[2].text);
    app.finish().await;
}
