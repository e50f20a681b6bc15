//! How the schema got here: one file per step, frozen once merged.
//!
//! Knows nothing of `entities`: history must not change when the present does.

mod m20261122_000001_first_tables;
mod m20261123_000002_lever_whole;
mod m20261126_000003_partitions;
mod m20261126_000004_dead_letters;
mod m20261127_000005_sign_ins;
mod m20261128_000006_languages;
mod m20261128_000007_plan_versions;
mod m20261128_000008_audit;
mod m20261128_000009_erasure;
mod m20261128_000010_follow_ups;
mod m20261128_000011_candidate_requests;
mod m20261128_000013_mails;
mod m20261129_000012_recordings;
mod m20261129_000014_operator_identity;
mod m20261129_000015_report_shares;
mod m20261129_000016_compliance;
mod m20261130_000017_answer_time;
mod m20261130_000018_needs_operator;
mod m20261201_000019_invite_address;
mod m20261201_000020_read_opportunity;
mod m20261202_000021_nobody_of_ours;
mod m20261203_000022_outbound_webhook;

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
pub use sea_orm_migration::{MigratorTrait, sea_orm::DbErr};

/// Held on `PostgreSQL` by whoever changes the schema; the word "fulcrum" as letters.
const SCHEMA_LOCK: i64 = 0x66_756c_6372_756d;

/// Brings a database from any earlier step to the newest.
#[derive(Debug)]
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_first_tables::Migration),
            Box::new(m20261123_000002_lever_whole::Migration),
            Box::new(m20261126_000003_partitions::Migration),
            Box::new(m20261126_000004_dead_letters::Migration),
            Box::new(m20261127_000005_sign_ins::Migration),
            Box::new(m20261128_000006_languages::Migration),
            Box::new(m20261128_000007_plan_versions::Migration),
            Box::new(m20261128_000008_audit::Migration),
            Box::new(m20261128_000009_erasure::Migration),
            Box::new(m20261128_000010_follow_ups::Migration),
            Box::new(m20261128_000011_candidate_requests::Migration),
            Box::new(m20261129_000012_recordings::Migration),
            Box::new(m20261128_000013_mails::Migration),
            Box::new(m20261129_000014_operator_identity::Migration),
            Box::new(m20261129_000015_report_shares::Migration),
            Box::new(m20261129_000016_compliance::Migration),
            Box::new(m20261130_000017_answer_time::Migration),
            Box::new(m20261130_000018_needs_operator::Migration),
            Box::new(m20261201_000019_invite_address::Migration),
            Box::new(m20261201_000020_read_opportunity::Migration),
            Box::new(m20261202_000021_nobody_of_ours::Migration),
            Box::new(m20261203_000022_outbound_webhook::Migration),
        ]
    }
}

/// Whether the schema is that of this version.
///
/// # Errors
/// When the store does not answer, or is of a newer version.
pub async fn is_up_to_date(db: &DatabaseConnection) -> Result<bool, DbErr> {
    Ok(Migrator::get_pending_migrations_read_only(db).await?.is_empty())
}

/// Brings the schema up to date: all of it or, wherever that is cut off, nothing; and by one process at
/// a time, whoever else starts beside it.
///
/// # Errors
/// When the store does not answer, or is of a newer version.
pub async fn bring_up_to_date(db: &DatabaseConnection) -> Result<(), DbErr> {
    if is_up_to_date(db).await? {
        return Ok(());
    }
    let sqlite_transaction_mode = Some(SqliteTransactionMode::Immediate);
    let options = TransactionOptions { sqlite_transaction_mode, ..Default::default() };
    let tx = db.begin_with_options(options).await?;
    if tx.get_database_backend() == DbBackend::Postgres {
        tx.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({SCHEMA_LOCK})")).await?;
    }
    Migrator::up(&tx, None).await?;
    tx.commit().await
}
