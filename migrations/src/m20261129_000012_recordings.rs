//! What candidates say: how much of it was turned into text, and its sound where that is kept.

use sea_orm_migration::{
    prelude::*,
    schema::{blob_null, integer, text, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table.table(Alias::new("recording"));
        for mut column in [
            uuid("tenant_id"),
            uuid("pipeline_id"),
            uuid("client_key"),
            integer("turn"),
            text("media_type"),
            integer("size_bytes"),
            blob_null("audio"),
            integer("attempts"),
            timestamp_with_time_zone("created_at"),
        ] {
            table.col(&mut column);
        }
        // Everything that is asked of it is asked of one pipeline, or of a few.
        let mut primary = Index::create();
        primary.col("tenant_id").col("pipeline_id").col("client_key");
        table.primary_key(&mut primary);
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(Alias::new("recording")).to_owned()).await
    }
}
