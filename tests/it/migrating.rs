//! The schema goes forth and back on both stores, and what an earlier version stored comes along.

use chrono::DateTime;
use entities::{
    connection, health,
    ids::{MessageId, TenantId},
    inbox, posting,
    sea_orm::{
        ConnectOptions, ConnectionTrait, Database, DatabaseConnection, Statement, Value,
        prelude::Uuid,
    },
    tenant,
};
use migrations::{Migrator, MigratorTrait, bring_up_to_date, is_up_to_date};
use serde_json::json;
use server::{
    audit,
    config::Config,
    startup::{open_store, open_store_of_server},
};
use tests::{Backend, Postgres, on_both_stores};

on_both_stores!(
    empty_to_newest_to_empty_to_newest,
    what_is_cut_off_is_taken_back_and_done_whole_later,
    two_servers_that_start_at_once_agree,
    a_command_beside_a_server_changes_no_schema,
    what_the_first_version_stored_comes_along,
);

async fn store(on: Backend, folder: &tempfile::TempDir) -> DatabaseConnection {
    connect(url(on, folder).await).await
}

async fn url(on: Backend, folder: &tempfile::TempDir) -> String {
    match on {
        Backend::Sqlite => format!("sqlite://{}?mode=rwc", folder.path().join("m.db").display()),
        Backend::Postgres => Postgres::database().await,
    }
}

async fn connect(url: String) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.sqlx_logging(false).max_connections(1);
    Database::connect(options).await.unwrap()
}

async fn empty_to_newest_to_empty_to_newest(on: Backend) {
    let folder = tempfile::tempdir().unwrap();
    let db = store(on, &folder).await;
    Migrator::up(&db, None).await.unwrap();
    Migrator::down(&db, None).await.unwrap();
    Migrator::up(&db, None).await.unwrap();
    assert!(Migrator::get_pending_migrations(&db).await.unwrap().is_empty());
}

async fn what_is_cut_off_is_taken_back_and_done_whole_later(on: Backend) {
    let folder = tempfile::tempdir().unwrap();
    let db = store(on, &folder).await;
    // The second statement of a later step fails on it.
    db.execute_unprepared("CREATE TABLE other (id text)").await.unwrap();
    db.execute_unprepared("CREATE INDEX mail_id ON other (id)").await.unwrap();
    bring_up_to_date(&db).await.unwrap_err();
    assert!(!is_up_to_date(&db).await.unwrap());
    db.execute_unprepared("SELECT id FROM tenant").await.unwrap_err();
    db.execute_unprepared("DROP TABLE other").await.unwrap();
    bring_up_to_date(&db).await.unwrap();
    assert!(is_up_to_date(&db).await.unwrap());
    db.execute_unprepared("SELECT id FROM tenant").await.unwrap();
}

async fn two_servers_that_start_at_once_agree(on: Backend) {
    let folder = tempfile::tempdir().unwrap();
    let url = url(on, &folder).await;
    let (one, other) = (connect(url.clone()).await, connect(url).await);
    let (first, second) = tokio::join!(bring_up_to_date(&one), bring_up_to_date(&other));
    first.and(second).unwrap();
    assert!(is_up_to_date(&one).await.unwrap());
}

async fn a_command_beside_a_server_changes_no_schema(on: Backend) {
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("fulcrum.toml");
    let url = url(on, &folder).await;
    std::fs::write(&settings, format!("[store]\nurl = {}", json!(url))).unwrap();
    let config = Config::read(Some(&settings)).unwrap().store;
    let refused = open_store_of_server(&config).await.unwrap_err().to_string();
    assert!(refused.contains("fulcrum migrate"), "{refused}");
    assert!(!is_up_to_date(&connect(url).await).await.unwrap());
    drop(open_store(&config, None).await.unwrap());
    let found = audit::verify(&open_store_of_server(&config).await.unwrap(), &[]).await.unwrap();
    assert_eq!((found.good, found.lines.len()), (false, 1), "there is no log to be good");
}

async fn insert(db: &DatabaseConnection, table: &str, row: Vec<(&str, Value)>) {
    let (columns, values): (Vec<_>, Vec<_>) = row.into_iter().unzip();
    let places: Vec<_> = (1..=values.len()).map(|place| format!("${place}")).collect();
    let (columns, places) = (columns.join(", "), places.join(", "));
    let sql = format!("INSERT INTO {table} ({columns}) VALUES ({places})");
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    db.execute_raw(statement).await.unwrap();
}

/// Rows as the first version wrote them, by its own columns.
async fn first_version(db: &DatabaseConnection, tenant_id: Uuid) {
    let at = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
    let settings = json!({"trigger_stage": {"lever_id": "s", "text": "On-site Interview"}});
    insert(
        db,
        "tenant",
        vec![
            ("id", tenant_id.into()),
            ("name", "Larkspur".into()),
            ("settings", settings.into()),
            ("created_at", at.into()),
        ],
    )
    .await;
    insert(
        db,
        "connection",
        vec![
            ("tenant_id", tenant_id.into()),
            ("status", "connected".into()),
            ("perform_as", "u".into()),
            ("access_token", vec![1_u8].into()),
            ("access_expires_at", at.into()),
            ("hook_hash", "h".into()),
            ("connected_at", at.into()),
            ("last_event_at", at.into()),
        ],
    )
    .await;
    let moved = json!({"kind": "stage_changed", "opportunity_id": "o", "to_stage_id": "s"});
    insert(
        db,
        "inbox",
        vec![
            ("tenant_id", tenant_id.into()),
            ("id", MessageId(Uuid::new_v4()).0.into()),
            ("dedup_key", "lever t".into()),
            ("message", moved.into()),
            ("status", "done".into()),
            ("attempts", 1.into()),
            ("due_at", at.into()),
            ("created_at", at.into()),
        ],
    )
    .await;
    insert(
        db,
        "posting",
        vec![
            ("tenant_id", tenant_id.into()),
            ("lever_id", "p".into()),
            ("title", "Engineer".into()),
            ("content", json!({}).into()),
            ("read_at", at.into()),
        ],
    )
    .await;
}

async fn what_the_first_version_stored_comes_along(on: Backend) {
    let folder = tempfile::tempdir().unwrap();
    let db = store(on, &folder).await;
    Migrator::up(&db, Some(1)).await.unwrap();
    let tenant_id = TenantId(Uuid::new_v4());
    first_version(&db, tenant_id.0).await;
    bring_up_to_date(&db).await.unwrap();

    let settings = tenant::find(&db, tenant_id).await.unwrap().unwrap().settings;
    assert_eq!(settings.trigger_stages[0].lever_id, "s");
    let connection = connection::find(&db, tenant_id).await.unwrap().unwrap();
    assert_eq!(connection.authentication, connection::Authentication::OAuth);
    let health = health::find(&db, tenant_id).await.unwrap();
    let past = DateTime::from_timestamp(1_790_000_000, 0);
    assert_eq!((health.look_due_at, health.event_at), (past, past), "Lever is looked at");
    let announced = inbox::announced(&db, tenant_id, &["o"]).await.unwrap();
    assert_eq!(announced.len(), 1, "a move that was announced is not found again");
    assert_eq!(posting::find(&db, tenant_id, "p").await.unwrap().unwrap().tags, None);
}
