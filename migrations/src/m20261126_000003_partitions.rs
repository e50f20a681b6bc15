//! Several nodes on one store: which share of the tenants changed hands how often.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, integer},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut number = integer("number");
        let mut table = Table::create();
        table.table(Alias::new("partition")).col(number.primary_key()).col(big_integer("epoch"));
        manager.create_table(table.clone()).await?;
        // What of a pipeline still waits, for whoever must not do two things of it at once.
        let index = "CREATE INDEX outbox_pipeline ON outbox (tenant_id, pipeline_id) \
                     WHERE status = 'pending'";
        manager.get_connection().execute_unprepared(index).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("DROP INDEX outbox_pipeline").await?;
        manager.drop_table(Table::drop().table(Alias::new("partition")).to_owned()).await
    }
}
