//! When an interview's data was erased, and whether it must not be.

use sea_orm_migration::{
    prelude::*,
    schema::{boolean, timestamp_with_time_zone_null},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// What ended and is still to be erased, oldest first.
const TO_ERASE: &str = "CREATE INDEX pipeline_to_erase ON pipeline (tenant_id, updated_at) \
                        WHERE erased_at IS NULL";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for mut column in [
            timestamp_with_time_zone_null("erased_at"),
            boolean("legal_hold").default(false).take(),
        ] {
            let alter = Table::alter().table("pipeline").add_column(&mut column).to_owned();
            manager.alter_table(alter).await?;
        }
        manager.get_connection().execute_unprepared(TO_ERASE).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared("DROP INDEX pipeline_to_erase").await?;
        for column in ["erased_at", "legal_hold"] {
            let alter = Table::alter().table("pipeline").drop_column(column).to_owned();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }
}
