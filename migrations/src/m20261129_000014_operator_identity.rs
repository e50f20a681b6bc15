//! Who an operator is at the company's OpenID provider.

use sea_orm_migration::{
    prelude::*,
    schema::{text, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// An operator is one person at a provider, and is forgotten there when removed here.
const BY_OPERATOR: &str = "CREATE UNIQUE INDEX operator_identity_operator \
                           ON operator_identity (tenant_id, operator_id, issuer)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table.table(Alias::new("operator_identity"));
        for mut column in [
            uuid("tenant_id"),
            text("issuer"),
            text("subject"),
            uuid("operator_id"),
            timestamp_with_time_zone("created_at"),
        ] {
            table.col(&mut column);
        }
        // Whoever comes back from the provider is found by this.
        table.primary_key(Index::create().col("tenant_id").col("issuer").col("subject"));
        manager.create_table(table.clone()).await?;
        manager.get_connection().execute_unprepared(BY_OPERATOR).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Alias::new("operator_identity");
        manager.drop_table(Table::drop().table(table).to_owned()).await
    }
}
