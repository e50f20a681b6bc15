//! What was read of an opportunity is found by it, as what was announced of it is.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Lever's id of what was read, and what a message is: as a store reads them out of JSON.
fn fields(backend: DbBackend) -> (&'static str, &'static str) {
    if backend == DbBackend::Postgres {
        ("message -> 'snapshot' ->> 'opportunity_id'", "message ->> 'kind'")
    } else {
        ("json_extract(message, '$.snapshot.opportunity_id')", "json_extract(message, '$.kind')")
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let (id, kind) = fields(manager.get_database_backend());
        let fill =
            format!("UPDATE inbox SET opportunity_id = {id} WHERE {kind} = 'opportunity_read'");
        manager.get_connection().execute_unprepared(&fill).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let (_, kind) = fields(manager.get_database_backend());
        let clear =
            format!("UPDATE inbox SET opportunity_id = NULL WHERE {kind} = 'opportunity_read'");
        manager.get_connection().execute_unprepared(&clear).await?;
        Ok(())
    }
}
