//! A store that takes nothing for a while: Lever is told to send again, and nothing is lost.

use std::time::{Duration, Instant};

use entities::{
    outbox,
    sea_orm::{ColumnTrait, ConnectOptions, ConnectionTrait, Database, QueryFilter},
};
use serde_json::json;
use tests::{App, Backend, on_both_stores};

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

on_both_stores!(
    lever_is_asked_to_send_again_while_the_store_takes_nothing,
    sixteen_effects_of_a_company_are_in_hand_and_the_others_wait,
);

async fn lever_is_asked_to_send_again_while_the_store_takes_nothing(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.apply("Marit Hoekstra").await;
    app.settle().await;
    let before = app.messages().await;

    // Somebody else has the store to themselves.
    let mut options = ConnectOptions::new(app.store_url());
    options.sqlx_logging(false).max_connections(1);
    let other = Database::connect(options).await.unwrap();
    let lock = match on {
        Backend::Sqlite => "BEGIN IMMEDIATE",
        Backend::Postgres => "BEGIN; LOCK TABLE inbox IN SHARE ROW EXCLUSIVE MODE",
    };
    other.execute_unprepared(lock).await.unwrap();
    app.move_to_trigger(&candidate).await;
    let begun = Instant::now();
    loop {
        let newest = app.control("deliveries?limit=1").await["deliveries"][0].take();
        let attempts = newest["attempts"].as_array().cloned().unwrap_or_default();
        if let Some(attempt) = attempts.first() {
            assert_eq!(attempt["status"], 503, "{newest}");
            break;
        }
        assert!(begun.elapsed() < PATIENCE, "it is not answered: {newest}");
        tokio::task::yield_now().await;
    }
    assert_eq!(app.messages().await, before, "nothing was taken");
    let metrics = app.http.get(app.url("/metrics")).send().await.unwrap().text().await.unwrap();
    assert!(metrics.contains(r#"fulcrum_webhooks_total{outcome="put_off"}"#), "{metrics}");

    other.execute_unprepared("COMMIT").await.unwrap();
    app.settle().await;
    assert_eq!(app.mails(&candidate).await.len(), 1);
    assert_eq!(app.written(&candidate).await["invited"], 1);
    app.finish().await;
}

async fn sixteen_effects_of_a_company_are_in_hand_and_the_others_wait(on: Backend) {
    const IN_HAND_MAX: usize = 16;
    let app = App::connected(on).await;
    let mut candidates = Vec::new();
    for number in 0..IN_HAND_MAX + 4 {
        candidates.push(app.apply(&format!("Marit Hoekstra {number}")).await);
    }
    app.settle().await;
    // Lever takes as long as it likes with each answer.
    app.tell("faults", &json!({"name": "slow_body", "count": 1_000, "ms": 5_000})).await;
    for candidate in &candidates {
        app.move_to_trigger(candidate).await;
    }
    let tenant_id = app.tenant_id().await;
    let begun = Instant::now();
    loop {
        let waiting = outbox::Entity::of_tenant(tenant_id)
            .filter(outbox::Column::Status.eq(outbox::Status::Pending))
            .all(&app.server().means.db)
            .await
            .unwrap();
        let in_hand = waiting.iter().filter(|row| row.attempts > 0).count();
        assert!(in_hand <= IN_HAND_MAX, "{in_hand} are in hand");
        if in_hand == IN_HAND_MAX && waiting.len() > IN_HAND_MAX {
            break;
        }
        assert!(begun.elapsed() < PATIENCE, "{in_hand} of {} are in hand", waiting.len());
        tokio::task::yield_now().await;
    }
    app.clear_faults().await;
    app.settle().await;
    for candidate in &candidates {
        assert_eq!(app.mails(candidate).await.len(), 1);
    }
    app.finish().await;
}
