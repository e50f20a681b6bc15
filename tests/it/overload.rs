//! A store that takes nothing for a while: Lever is told to send again, and nothing is lost.

use std::time::{Duration, Instant};

use entities::sea_orm::{ConnectOptions, ConnectionTrait, Database};
use tests::{App, Backend, on_both_stores};

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

on_both_stores!(lever_is_asked_to_send_again_while_the_store_takes_nothing);

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
