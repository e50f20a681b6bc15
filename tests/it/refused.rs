//! Deliveries that are refused, and counted; and those that are taken, however late.

use chrono::Duration;
use serde_json::{Value, json};
use tests::{App, Backend, on_both_stores};

on_both_stores!(
    what_is_refused_is_counted_with_the_reason,
    a_delivery_of_another_time_is_refused,
    a_test_delivery_is_answered_200_and_does_nothing,
    a_delivery_sent_again_two_weeks_later_is_taken,
);

/// The body of the newest delivery of an event, as Lever sent it.
async fn newest(app: &App, event: &str) -> Value {
    let deliveries = app.control("deliveries").await;
    let all = deliveries["deliveries"].as_array().unwrap();
    let found = all.iter().find(|delivery| delivery["event"] == event);
    found.expect("one was sent").clone()
}

/// How many were refused so far, and why the last was.
async fn refused(app: &App) -> (u64, String) {
    let fields = "health { refusedEvents lastRefusal lastRefusedAt }";
    let health = app.integration(fields).await["health"].take();
    assert_eq!(health["lastRefusal"].is_null(), health["lastRefusedAt"].is_null());
    let why = health["lastRefusal"].as_str().unwrap_or_default().to_owned();
    (health["refusedEvents"].as_u64().unwrap(), why)
}

async fn what_is_refused_is_counted_with_the_reason(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Paloma Costa").await;
    let (secret, before) = (app.hook_secret().await, app.messages().await);
    assert_eq!(refused(&app).await, (0, String::new()));
    let good = newest(&app, "candidateStageChange").await["body"].as_str().unwrap().to_owned();
    let mut forged: Value = serde_json::from_str(&good).unwrap();
    forged["triggeredAt"] = json!(forged["triggeredAt"].as_i64().unwrap() + 1);
    let mut unsigned: Value = serde_json::from_str(&good).unwrap();
    unsigned.as_object_mut().unwrap().remove("signature");
    let large = format!("{good}{}", " ".repeat(64 * 1024));
    let cases = [
        (forged.to_string(), 401, "signature"),
        (unsigned.to_string(), 401, "signature"),
        ("<html>".to_owned(), 400, "no webhook delivery"),
        (String::new(), 400, "no webhook delivery"),
        (large, 413, "too large"),
    ];
    for (number, (body, status, why)) in (1..).zip(cases) {
        assert_eq!(app.deliver(&secret, body).await, status, "{why}");
        let (count, told) = refused(&app).await;
        assert_eq!(count, number, "{why}");
        assert!(told.contains(why), "{told}");
    }
    // An address that is nobody's is nobody's to count.
    assert_eq!(app.deliver("0123456789abcdef0123456789abcdef", good.clone()).await, 404);
    assert_eq!(refused(&app).await.0, 5);
    assert_eq!(app.deliver(&secret, good).await, 200, "it is still good itself");
    app.settle().await;
    assert_eq!(app.messages().await, before);
    assert_eq!(app.mails(&candidate).await.len(), 1);
    // Refusing is no fault of the connection.
    app.look().await;
    assert_eq!(app.integration("health { status }").await["health"]["status"], "HEALTHY");
    app.finish().await;
}

async fn a_delivery_of_another_time_is_refused(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.apply("Quentin Moreau").await;
    app.settle().await;
    let secret = app.hook_secret().await;
    let body = newest(&app, "applicationCreated").await["body"].as_str().unwrap().to_owned();
    let before = app.messages().await;
    app.advance(-Duration::minutes(90));
    assert_eq!(app.deliver(&secret, body.clone()).await, 400, "an hour and a half ahead");
    let (count, why) = refused(&app).await;
    assert_eq!((count, why.contains("of the future")), (1, true), "{why}");
    app.advance(Duration::minutes(60));
    assert_eq!(app.deliver(&secret, body.clone()).await, 200, "clocks are never quite equal");
    app.advance(Duration::minutes(30) + Duration::days(15) + Duration::minutes(1));
    assert_eq!(app.deliver(&secret, body).await, 400, "more than 15 days old");
    app.sign_in().await;
    let (count, why) = refused(&app).await;
    assert_eq!((count, why.contains("too old")), (2, true), "{why}");
    app.settle().await;
    assert_eq!(app.messages().await, before);
    assert!(app.mails(&candidate).await.is_empty());
    app.finish().await;
}

async fn a_test_delivery_is_answered_200_and_does_nothing(on: Backend) {
    let app = App::connected(on).await;
    app.apply("Rosa Jankowski").await;
    app.settle().await;
    let before = app.messages().await;
    let sent = newest(&app, "applicationCreated").await["body"].as_str().unwrap().to_owned();
    let mut test: Value = serde_json::from_str(&sent).unwrap();
    // The signature does not cover the data, and there is none in Lever's own test.
    test["data"] = json!({});
    let secret = app.hook_secret().await;
    assert_eq!(app.deliver(&secret, test.to_string()).await, 200);
    test.as_object_mut().unwrap().remove("data");
    assert_eq!(app.deliver(&secret, test.to_string()).await, 200);
    app.settle().await;
    assert_eq!(app.messages().await, before);
    assert_eq!(refused(&app).await.0, 0);
    app.finish().await;
}

async fn a_delivery_sent_again_two_weeks_later_is_taken(on: Backend) {
    let app = App::connected(on).await;
    let known = app.invited("Samir Khan").await;
    let taken = newest(&app, "candidateStageChange").await["id"].clone();
    // Never sent, as if nobody had been at home.
    let missed = app.apply("Tove Sørensen").await;
    app.settle().await;
    app.fault("drop", 1).await;
    app.move_to_trigger(&missed).await;
    let dropped = newest(&app, "candidateStageChange").await;
    assert_eq!(dropped["status"], "dropped");

    app.advance(Duration::days(14));
    app.sign_in().await;
    app.settle().await;
    assert!(app.mails(&missed).await.is_empty(), "looks go back three days");
    for id in [&taken, &dropped["id"], &dropped["id"]] {
        let again = app.tell(&format!("deliveries/{id}/rerun"), &json!({})).await;
        assert_eq!(again["delivery"], *id);
        app.settle().await;
        assert_eq!(newest(&app, "candidateStageChange").await["status"], "ok");
    }
    assert_eq!(app.mails(&known).await.len(), 1);
    assert_eq!(app.mails(&missed).await.len(), 1);
    assert_eq!(app.written(&missed).await["invited"], 1);
    assert_eq!(refused(&app).await.0, 0);
    app.finish().await;
}
