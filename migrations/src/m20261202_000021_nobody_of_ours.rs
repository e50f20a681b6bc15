//! Nothing is kept of people whom Lever told of and who are nobody's candidates here.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let (without, kind) = if manager.get_database_backend() == DbBackend::Postgres {
            (
                "jsonb_set(message, '{snapshot}', (message -> 'snapshot') || \
                 '{\"name\":\"\",\"email\":null,\"url\":null,\"contact_id\":null}'::jsonb)",
                "message ->> 'kind'",
            )
        } else {
            (
                "json_set(message, '$.snapshot.name', '', '$.snapshot.email', NULL, \
                 '$.snapshot.url', NULL, '$.snapshot.contact_id', NULL)",
                "json_extract(message, '$.kind')",
            )
        };
        let forget = format!(
            "UPDATE inbox SET message = {without} \
             WHERE {kind} = 'opportunity_read' AND status = 'done' AND NOT EXISTS \
             (SELECT 1 FROM pipeline WHERE pipeline.tenant_id = inbox.tenant_id \
             AND pipeline.opportunity_id = inbox.opportunity_id)"
        );
        manager.get_connection().execute_unprepared(&forget).await?;
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        // What was forgotten does not come back.
        Ok(())
    }
}
