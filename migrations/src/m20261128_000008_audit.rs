//! Who did or read what: a log per tenant, and where it ends.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, text, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// What happened to one thing, such as an interview.
const BY_SUBJECT: &str =
    "CREATE INDEX audit_entry_subject ON audit_entry (tenant_id, subject, sequence)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut head = Table::create();
        head.table(Alias::new("audit_head"));
        for mut column in [uuid("tenant_id"), big_integer("sequence"), text("hash")] {
            head.col(&mut column);
        }
        head.primary_key(Index::create().col("tenant_id"));
        manager.create_table(head.clone()).await?;

        let mut entry = Table::create();
        entry.table(Alias::new("audit_entry"));
        for mut column in [
            uuid("tenant_id"),
            big_integer("sequence"),
            timestamp_with_time_zone("at"),
            text("actor"),
            text("action"),
            text("subject"),
            text("details"),
            text("previous_hash"),
            text("hash"),
        ] {
            entry.col(&mut column);
        }
        // Two entries of one number would be two ends of one chain.
        entry.primary_key(Index::create().col("tenant_id").col("sequence"));
        manager.create_table(entry.clone()).await?;
        manager.get_connection().execute_unprepared(BY_SUBJECT).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["audit_entry", "audit_head"] {
            manager.drop_table(Table::drop().table(Alias::new(table)).to_owned()).await?;
        }
        Ok(())
    }
}
