//! How long candidates take for an answer, where their company sets a limit.

use sea_orm_migration::{
    prelude::*,
    schema::{integer, json_binary, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table.table(Alias::new("answer_time"));
        for mut column in [
            uuid("tenant_id"),
            uuid("pipeline_id"),
            integer("number"),
            integer("limit_minutes"),
            timestamp_with_time_zone("started_at"),
            timestamp_with_time_zone("ends_at"),
            integer("extended"),
            json_binary("keys"),
        ] {
            table.col(&mut column);
        }
        // Everything that is asked of it is asked of one pipeline, or of a few.
        let mut primary = Index::create();
        primary.col("tenant_id").col("pipeline_id").col("number");
        table.primary_key(&mut primary);
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(Alias::new("answer_time")).to_owned()).await
    }
}
