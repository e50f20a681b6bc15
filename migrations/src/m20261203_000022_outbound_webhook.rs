//! Where a company wants to be told how its interviews go.

use sea_orm_migration::{
    prelude::*,
    schema::{blob, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table.table(Alias::new("outbound_webhook"));
        let mut tenant_id = uuid("tenant_id");
        table.col(tenant_id.primary_key());
        for mut column in [
            blob("url"),
            blob("secret"),
            timestamp_with_time_zone("created_at"),
            timestamp_with_time_zone_null("delivered_at"),
            timestamp_with_time_zone_null("failed_at"),
            text_null("error"),
        ] {
            table.col(&mut column);
        }
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(Alias::new("outbound_webhook")).to_owned()).await
    }
}
