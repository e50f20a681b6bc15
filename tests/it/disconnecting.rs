//! The connection ends, from Lever's side or ours: what stops, who is told, what goes on after.

use chrono::Duration;
use entities::{connection, operator::Role, vault::Sealed};
use serde_json::{Value, json};
use tests::{App, Backend, Candidate, on_both_stores};

on_both_stores!(
    a_revoked_connection_is_noticed_by_looking_and_pauses_everything,
    another_account_ends_what_went_on_with_the_one_before,
    disconnecting_here_leaves_nothing_of_ours_in_lever_and_sends_nothing_more,
    disconnecting_while_lever_is_down_is_finished_once_it_is_up,
    connecting_again_while_still_disconnecting_stays_connected,
);

const CONNECTION: &str = "status reason";

/// A candidate who was invited, agreed and answered the first question.
async fn half_way(app: &App, name: &str) -> (Candidate, String) {
    let candidate = app.invited(name).await;
    let link = app.room_link(&candidate).await;
    let room = app.outside.room(&link).await.unwrap();
    let room = app.outside.consent(&link, &room.disclosure.version).await.unwrap();
    let first = room.question.expect("a question").id;
    app.outside.answer(&link, &first, "I read about it in a newsletter.").await.unwrap();
    app.settle().await;
    (candidate, link)
}

async fn a_revoked_connection_is_noticed_by_looking_and_pauses_everything(on: Backend) {
    let app = App::connected(on).await;
    let (admin, member) = ("admin@larkspur.example", "member@larkspur.example");
    app.browser_of(Role::Admin, admin).await;
    app.browser_of(Role::TeamMember, member).await;
    let invited = app.invited("Amara Abara").await;
    let (began, room) = half_way(&app, "Ben Bergström").await;
    let done = app.invited("Chiara Costa").await;
    app.take_interview(&app.room_link(&done).await).await;
    app.settle().await;
    let link = app.room_link(&invited).await;

    // Nobody moves, nobody applies: only the look can tell.
    app.tell("revoke", &json!({})).await;
    assert_eq!(app.integration(CONNECTION).await["status"], "CONNECTED");
    app.look().await;
    let integration = app.integration(CONNECTION).await;
    assert_eq!(integration["status"], "DISCONNECTED");
    let reason = integration["reason"].as_str().unwrap().to_owned();
    assert!(reason.contains("Lever no longer accepts the connection"), "{reason}");
    for candidate in [&invited, &began] {
        let paused = app.interview(candidate).await["pausedReason"].clone();
        assert_eq!(paused, format!("Lever is disconnected: {reason}"));
    }
    assert_eq!(app.interview(&done).await["pausedReason"], Value::Null, "it is at an end");

    // Who has not begun waits; who began may finish, and hears nothing from us.
    let shown = app.outside.room(&link).await.unwrap();
    assert_eq!(shown.state, "paused");
    let refused = app.outside.consent(&link, &shown.disclosure.version).await.unwrap_err();
    assert!(refused.to_string().contains("PAUSED"), "{refused}");
    app.take_interview(&room).await;
    app.look().await;
    app.look().await;
    assert_eq!(app.mails(&began).await.len(), 1, "no mail in the name of who revoked");
    let written = app.written(&began).await;
    assert_eq!((written["notes"], written["files"], written["complete"]), (0, 0, 0));
    for (address, mails) in [("admin@localhost", 1), (admin, 1), (member, 0)] {
        assert_eq!(app.subjects_to(address).await.len(), mails, "{address}");
    }
    let mails = app.outside.mails().await.unwrap();
    let told = mails.iter().find(|mail| mail.is_to(admin)).unwrap();
    assert!(told.subject.contains("Lever is disconnected"), "{}", told.subject);
    assert!(told.text.contains(&app.url("/settings/integrations/lever")), "{}", told.text);

    app.connect().await;
    assert_eq!(app.outside.room(&link).await.unwrap().state, "invited");
    let written = app.written(&began).await;
    assert!(written.values().all(|times| *times == 1), "{written:?}");
    assert_eq!(app.mails(&began).await.len(), 2, "the thanks, late");
    for candidate in [&invited, &began] {
        assert_eq!(app.interview(candidate).await["pausedReason"], Value::Null);
    }
    app.take_interview(&link).await;
    app.settle().await;
    assert_eq!(app.interview(&invited).await["state"], "WRITTEN_BACK");
    assert_eq!(app.subjects_to(admin).await.len(), 1, "told once");
    app.finish().await;
}

async fn another_account_ends_what_went_on_with_the_one_before(on: Backend) {
    let app = App::connected(on).await;
    let before = app.integration("accountId triggerStages { text }").await;
    let invited = app.invited("Dmitri Dubois").await;
    let (began, room) = half_way(&app, "Elif Eriksen").await;
    let done = app.invited("Femi Fischer").await;
    app.take_interview(&app.room_link(&done).await).await;
    app.settle().await;
    let link = app.room_link(&invited).await;
    let screen = app.outside.stage("Recruiter screen").await.unwrap();
    app.change("setTriggerStages", &json!({"stageIds": [screen]}), "status").await;
    // Looked at meanwhile, the account changes under the look, and the next one mends what that left.
    app.settle().await;

    app.tell("account", &json!({"id": "0b1c7a6e-4f7d-4b53-9a52-7d0a7c2f5e11"})).await;
    app.connect().await;
    let after = app.integration("accountId triggerStages { text } status health { status }").await;
    assert_ne!(after["accountId"], before["accountId"]);
    assert_eq!(after["triggerStages"], before["triggerStages"], "found anew in the other account");
    assert_eq!(after["health"]["status"], "HEALTHY", "{after}");
    for candidate in [&invited, &began] {
        let interview = app.interview(candidate).await;
        assert_eq!(interview["state"], "WITHDRAWN");
        let reason = interview["stateReason"].as_str().unwrap();
        assert!(reason.contains("another Lever account was connected"), "{reason}");
    }
    assert_eq!(app.interview(&done).await["state"], "WRITTEN_BACK", "what is done stays done");
    for link in [&link, &room] {
        assert_eq!(app.outside.room(link).await.unwrap().state, "closed");
    }
    assert_eq!(app.mails(&began).await.len(), 1);
    // What the other account announces is heard, once.
    let candidate = app.invited("Grace García").await;
    assert_eq!(app.mails(&candidate).await.len(), 1);
    let told = app.integration("health { refusedEvents } webhooks { event }").await;
    assert_eq!(told["health"]["refusedEvents"], 0);
    assert_eq!(told["webhooks"].as_array().unwrap().len(), 3);
    app.finish().await;
}

/// Webhooks of the account's API key, as Lever lists them.
async fn hooks(app: &App) -> usize {
    let (status, listed) = app.lever_api(reqwest::Method::GET, "/webhooks", &json!({})).await;
    assert_eq!(status, 200, "{listed}");
    listed["data"].as_array().unwrap().len()
}

/// Nothing that would open Lever is left in the store.
async fn tokens_are_gone(app: &App) -> bool {
    let row = connection::find(&app.server().means.db, app.tenant_id().await).await;
    let row = row.unwrap().expect("the row stays");
    row.access_token == Sealed::nothing() && row.refresh_token.is_none()
}

async fn disconnecting_here_leaves_nothing_of_ours_in_lever_and_sends_nothing_more(on: Backend) {
    let app = App::connected(on).await;
    let invited = app.invited("Hiro Hoekstra").await;
    let (began, room) = half_way(&app, "Ines Ito").await;
    app.change("setTriggerRules", &json!({"inviteDelayMinutes": 60}), "status").await;
    let waiting = app.invited("Jonas Jankowski").await;
    assert!(app.mails(&waiting).await.is_empty());
    let deliveries = app.control("deliveries").await["deliveries"].take();
    let sent = deliveries.as_array().unwrap().clone();

    let ended = app.mutate("disconnectLever", &Value::Null, CONNECTION).await;
    assert_eq!(ended["status"], "DISCONNECTING", "{ended}");
    assert_eq!(ended["reason"], "disconnected here by Administrator");
    app.settle().await;
    let ended = app.integration("status reason webhooks { event }").await;
    assert_eq!(ended["status"], "DISCONNECTED");
    assert_eq!(ended["reason"], "disconnected here by Administrator");
    assert_eq!(ended["webhooks"], json!([]));
    assert!(tokens_are_gone(&app).await);
    let again = app.mutate("disconnectLever", &Value::Null, CONNECTION).await;
    assert_eq!(again["code"], "CONFLICT");

    // Lever has nobody to tell any more, and nobody is written to.
    let late = app.apply("Kavya Khan").await;
    app.move_to_trigger(&late).await;
    app.take_interview(&room).await;
    app.advance(Duration::hours(3));
    app.settle().await;
    let deliveries = app.control("deliveries").await["deliveries"].take();
    assert_eq!(deliveries.as_array().unwrap().len(), sent.len(), "a webhook is left in Lever");
    assert!(app.mails(&late).await.is_empty());
    assert!(app.mails(&waiting).await.is_empty());
    assert_eq!(app.mails(&began).await.len(), 1);
    assert_eq!(app.written(&began).await["notes"], 0);
    assert_eq!(app.outside.room(&app.room_link(&invited).await).await.unwrap().state, "paused");
    assert!(app.subjects_to("admin@localhost").await.is_empty(), "who did it knows it");
    // What Lever sent before is no longer taken.
    let before = app.messages().await;
    let body = sent[0]["body"].as_str().unwrap().to_owned();
    assert_eq!(app.deliver(&app.hook_secret().await, body).await, 401);
    assert_eq!(app.messages().await, before);

    app.connect().await;
    assert_eq!(app.mails(&waiting).await.len(), 1, "its hour has passed meanwhile");
    let written = app.written(&began).await;
    assert!(written.values().all(|times| *times == 1), "{written:?}");
    app.finish().await;
}

async fn disconnecting_while_lever_is_down_is_finished_once_it_is_up(on: Backend) {
    let app = App::start(on).await;
    app.connect_by_key().await;
    assert_eq!(hooks(&app).await, 3);
    app.tell("faults", &json!({"name": "503", "count": 1_000})).await;
    app.mutate("disconnectLever", &Value::Null, CONNECTION).await;
    for _ in 0..6 {
        app.settle().await;
        assert_eq!(app.integration("status").await["status"], "DISCONNECTING");
        assert!(!tokens_are_gone(&app).await, "they are still needed");
        app.advance(Duration::minutes(10));
    }
    app.settle().await;
    app.clear_faults().await;
    assert_eq!(hooks(&app).await, 3);
    app.advance(Duration::minutes(25));
    app.settle().await;
    assert_eq!(app.integration("status").await["status"], "DISCONNECTED");
    assert_eq!(hooks(&app).await, 0);
    assert!(tokens_are_gone(&app).await);
    app.finish().await;
}

async fn connecting_again_while_still_disconnecting_stays_connected(on: Backend) {
    let app = App::start(on).await;
    app.connect_by_key().await;
    app.tell("faults", &json!({"name": "503", "count": 1_000})).await;
    app.mutate("disconnectLever", &Value::Null, CONNECTION).await;
    app.settle().await;
    app.clear_faults().await;
    app.connect_by_key().await;
    app.wait_out_the_pauses().await;
    assert!(app.outside.is_set_up().await.unwrap());
    assert_eq!(hooks(&app).await, 3);
    let candidate = app.invited("Liam Lindqvist").await;
    assert_eq!(app.mails(&candidate).await.len(), 1);
    app.finish().await;
}
