//! What was given up of what came in, for operators.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Listed and counted on every page; the outbox has the same.
        let index = "CREATE INDEX inbox_dead ON inbox (tenant_id, finished_at) \
                     WHERE status = 'dead'";
        manager.get_connection().execute_unprepared(index).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("DROP INDEX inbox_dead").await?;
        Ok(())
    }
}
