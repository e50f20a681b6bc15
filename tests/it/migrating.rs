//! The schema goes forth and back on both stores.

use entities::sea_orm::{ConnectOptions, Database};
use migrations::{Migrator, MigratorTrait};
use tests::{Backend, Postgres, on_both_stores};

on_both_stores!(empty_to_newest_to_empty_to_newest);

async fn empty_to_newest_to_empty_to_newest(on: Backend) {
    let folder = tempfile::tempdir().unwrap();
    let url = match on {
        Backend::Sqlite => format!("sqlite://{}?mode=rwc", folder.path().join("m.db").display()),
        Backend::Postgres => Postgres::database().await,
    };
    let mut options = ConnectOptions::new(url);
    options.sqlx_logging(false).max_connections(1);
    let db = Database::connect(options).await.unwrap();
    Migrator::up(&db, None).await.unwrap();
    Migrator::down(&db, None).await.unwrap();
    Migrator::up(&db, None).await.unwrap();
    assert!(Migrator::get_pending_migrations(&db).await.unwrap().is_empty());
}
