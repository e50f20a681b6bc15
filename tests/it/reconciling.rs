//! What Lever does not announce is found by looking, and invites all the same: later, and once.

use std::collections::BTreeSet;

use chrono::Duration;
use reqwest::Method;
use serde_json::{Value, json};
use tests::{App, Backend, Candidate, on_both_stores};

on_both_stores!(
    losing_a_third_of_all_events_changes_nothing_but_the_delay,
    what_happened_while_disconnected_is_found_after_connecting_again,
    coming_into_being_in_a_trigger_stage_is_no_move,
    an_event_that_comes_after_what_it_announces_was_found_invites_nobody_twice,
    what_happened_within_two_days_is_found,
    what_is_older_than_three_days_invites_nobody,
    whoever_went_through_the_stage_unannounced_is_not_invited,
);

const FOUND: &str = "reconciliation { foundMoves foundApplications upTo }";

async fn events(app: &App) -> [Value; 2] {
    [app.check("STAGE_EVENTS").await, app.check("APPLICATION_EVENTS").await]
}

/// The opportunities of this kind of event that was never sent.
async fn never_announced(app: &App, event: &str) -> BTreeSet<String> {
    let dropped = app.deliveries("dropped").await.into_iter();
    let of_kind = dropped.filter(|delivery| delivery["event"] == event).map(|delivery| {
        let body: Value = serde_json::from_str(delivery["body"].as_str().unwrap()).unwrap();
        body["data"]["opportunityId"].as_str().unwrap().to_owned()
    });
    of_kind.collect()
}

async fn losing_a_third_of_all_events_changes_nothing_but_the_delay(on: Backend) {
    let app = App::connected(on).await;
    let by_tag = app.posting().await;
    app.outside.tag_posting(&by_tag, "Alex - On Application").await.unwrap();
    let by_stage = app.add_posting("Hydrologist").await;
    app.tell("faults", &json!({"name": "drop", "share": 0.3, "seed": 11})).await;
    let mut applied = Vec::new();
    let mut staged = Vec::new();
    for number in 0..30 {
        applied.push(app.apply_to(&by_tag, &format!("Applicant {number}")).await);
        let candidate = app.apply_to(&by_stage, &format!("Candidate {number}")).await;
        app.move_to_trigger(&candidate).await;
        staged.push(candidate);
    }
    app.settle().await;
    let moves = never_announced(&app, "candidateStageChange").await;
    let tagged: BTreeSet<_> = applied.iter().map(|each| each.opportunity.clone()).collect();
    let applications = never_announced(&app, "applicationCreated").await;
    let applications: Vec<_> = applications.intersection(&tagged).collect();
    assert!(moves.len() > 3 && applications.len() > 3, "{moves:?} {applications:?}");
    let missing = moves.len() + applications.len();
    let everybody: Vec<&Candidate> = applied.iter().chain(&staged).collect();
    assert_eq!(invited_once(&app, &everybody).await, 60 - missing);

    app.look_now().await;
    assert_eq!(invited_once(&app, &everybody).await, 60);
    let found = app.integration(FOUND).await["reconciliation"].take();
    assert_eq!(found["foundMoves"], moves.len());
    assert_eq!(found["foundApplications"], applications.len());
    for candidate in &everybody {
        assert_eq!(app.written(candidate).await["invited"], 1);
    }

    // Life goes on, and whatever is announced late or again changes nothing.
    let url = app.lever_url("/control/faults");
    app.http.delete(url).send().await.unwrap().error_for_status().unwrap();
    let last = app.apply_to(&by_stage, "Last of all").await;
    app.move_to_trigger(&last).await;
    app.settle().await;
    app.tell("redeliver_all", &json!({})).await;
    app.settle().await;
    app.look_now().await;
    assert_eq!(invited_once(&app, &everybody).await, 60);
    assert_eq!(app.invites(&last).await, 1);
    let still = app.integration(FOUND).await["reconciliation"].take();
    assert_eq!(still["foundMoves"], found["foundMoves"]);
    assert_eq!(still["foundApplications"], found["foundApplications"]);
    for check in events(&app).await {
        assert_eq!(check["outcome"], "PASS", "{check}");
        assert!(check["detail"].as_str().unwrap().contains("found by looking"), "{check}");
    }
    let webhooks = app.integration("health { webhooks }").await;
    assert_eq!(webhooks["health"]["webhooks"], "RECEIVING");
    app.finish().await;
}

/// How many of them were invited; nobody twice.
async fn invited_once(app: &App, candidates: &[&Candidate]) -> usize {
    let mails = app.outside.mails().await.unwrap();
    let mut invited = 0;
    for candidate in candidates {
        let to = mails.iter().filter(|mail| mail.is_to(&candidate.email)).count();
        assert!(to < 2, "{candidate:?} has {to} mails");
        invited += to;
    }
    invited
}

async fn what_happened_while_disconnected_is_found_after_connecting_again(on: Backend) {
    let app = App::connected(on).await;
    let tagged = app.add_posting("Hydrologist").await;
    app.outside.tag_posting(&tagged, "Alex - On Application").await.unwrap();
    app.look_now().await;
    app.tell("revoke", &json!({})).await;
    app.look_now().await;
    assert_eq!(app.integration("status").await["status"], "DISCONNECTED");
    app.fault("drop", 100).await;
    let moved = app.apply("Ilya Orlov").await;
    app.move_to_trigger(&moved).await;
    let applied = app.apply_to(&tagged, "Joke de Wit").await;
    app.catch_up();
    app.clear_faults().await;
    app.connect().await;
    app.look_now().await;
    assert_eq!((app.invites(&moved).await, app.invites(&applied).await), (1, 1));
    // That no event came says nothing of Lever's switches.
    let found = app.integration(FOUND).await["reconciliation"].take();
    assert_eq!((&found["foundMoves"], &found["foundApplications"]), (&json!(0), &json!(0)));
    for check in events(&app).await {
        assert_ne!(check["outcome"], "FAIL", "{check}");
    }
    app.finish().await;
}

async fn coming_into_being_in_a_trigger_stage_is_no_move(on: Backend) {
    let app = App::connected(on).await;
    let (_, users) = app.lever_api(Method::GET, "/users", &Value::Null).await;
    let user = users["data"][0]["id"].as_str().unwrap();
    let email = "celia@candidates.example".to_owned();
    let made = json!({
        "name": "Celia Duarte", "emails": [email], "postings": [app.posting().await],
        "stage": app.outside.stage("On-site Interview").await.unwrap(),
    });
    let path = format!("/opportunities?perform_as={user}");
    let (status, made) = app.lever_api(Method::POST, &path, &made).await;
    assert_eq!(status, 201, "{made}");
    let opportunity = made["data"]["id"].as_str().unwrap().to_owned();
    let candidate = Candidate { opportunity, email };
    app.settle().await;
    app.look_now().await;
    app.look_now().await;
    assert_eq!(app.invites(&candidate).await, 0);
    let found = app.integration(FOUND).await["reconciliation"].take();
    assert_eq!((&found["foundMoves"], &found["foundApplications"]), (&json!(0), &json!(0)));
    // Moving away and back is one.
    app.tell("toggles", &json!({"candidateStageChange": false})).await;
    app.move_to(&candidate, "Reference check").await;
    app.move_to_trigger(&candidate).await;
    app.look_now().await;
    assert_eq!(app.invites(&candidate).await, 1);
    app.finish().await;
}

async fn an_event_that_comes_after_what_it_announces_was_found_invites_nobody_twice(on: Backend) {
    let app = App::connected(on).await;
    let tagged = app.add_posting("Hydrologist").await;
    app.outside.tag_posting(&tagged, "Alex - On Application").await.unwrap();
    let moved = app.apply("Gerrit Smit").await;
    app.settle().await;
    app.fault("reorder", 100).await;
    app.move_to_trigger(&moved).await;
    let applied = app.apply_to(&tagged, "Hedy Wolf").await;
    app.look_now().await;
    assert_eq!((app.invites(&moved).await, app.invites(&applied).await), (1, 1));
    app.clear_faults().await;
    app.settle().await;
    app.look_now().await;
    assert_eq!((app.invites(&moved).await, app.invites(&applied).await), (1, 1));
    let found = app.integration(FOUND).await["reconciliation"].take();
    assert_eq!((&found["foundMoves"], &found["foundApplications"]), (&json!(1), &json!(1)));
    for check in events(&app).await {
        assert_eq!(check["outcome"], "PASS", "{check}");
    }
    app.finish().await;
}

async fn what_happened_within_two_days_is_found(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.apply("Darya Sokolova").await;
    app.fault("drop", 1).await;
    app.move_to_trigger(&candidate).await;
    app.advance(Duration::days(2));
    app.settle().await;
    assert_eq!(app.invites(&candidate).await, 1);
    app.finish().await;
}

async fn what_is_older_than_three_days_invites_nobody(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.apply("Emil Nyberg").await;
    app.fault("drop", 1).await;
    app.move_to_trigger(&candidate).await;
    app.advance(Duration::days(3) + Duration::minutes(1));
    app.settle().await;
    app.look_now().await;
    assert_eq!(app.invites(&candidate).await, 0);
    assert_eq!(app.standing(&candidate).await, Value::Null);
    assert_eq!(app.integration(FOUND).await["reconciliation"]["foundMoves"], 0);
    app.finish().await;
}

async fn whoever_went_through_the_stage_unannounced_is_not_invited(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.apply("Filipa Rocha").await;
    app.fault("drop", 2).await;
    app.move_to_trigger(&candidate).await;
    app.move_to(&candidate, "Reference check").await;
    app.look_now().await;
    assert_eq!(app.invites(&candidate).await, 0);
    // The move that can be seen is counted, as one that was not announced.
    assert_eq!(app.integration(FOUND).await["reconciliation"]["foundMoves"], 1);
    app.finish().await;
}
