//! The interviews that need an operator are found without looking through all.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Counted for every overview that is open, every minute, and listed from there. They are few
        // of very many; an index of all states would be written with each step of each pipeline.
        let index = "CREATE INDEX pipeline_needs_operator ON pipeline \
                     (tenant_id, updated_at, id) WHERE state_name = 'needs_operator'";
        manager.get_connection().execute_unprepared(index).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("DROP INDEX pipeline_needs_operator").await?;
        Ok(())
    }
}
