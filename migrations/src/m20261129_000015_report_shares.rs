//! Links by which whoever has one reads a report, for some days.

use sea_orm_migration::{
    prelude::*,
    schema::{integer, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Index, table and columns; and why.
const INDEXES: [&str; 2] = [
    // A link is found by its secret alone.
    "UNIQUE INDEX report_share_hash ON report_share (token_hash)",
    // The links of an interview.
    "INDEX report_share_pipeline ON report_share (tenant_id, pipeline_id)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table.table(Alias::new("report_share"));
        for mut column in [
            uuid("tenant_id"),
            uuid("id"),
            uuid("pipeline_id"),
            uuid("report_id"),
            uuid("operator_id"),
            text("token_hash"),
            timestamp_with_time_zone("created_at"),
            timestamp_with_time_zone("expires_at"),
            timestamp_with_time_zone_null("revoked_at"),
            integer("opens"),
            timestamp_with_time_zone_null("opened_at"),
        ] {
            table.col(&mut column);
        }
        table.primary_key(Index::create().col("tenant_id").col("id"));
        manager.create_table(table.clone()).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(&format!("CREATE {index}")).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(Alias::new("report_share")).to_owned()).await
    }
}
