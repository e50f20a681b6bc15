//! A candidate's link ends where the next mail goes to another address.

use sea_orm_migration::{
    prelude::*,
    schema::{integer, string_null},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE: &str = "invite";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // One statement each: SQLite adds one column at a time.
        let mut renewed = integer("renewed");
        renewed.default(0);
        for mut column in [renewed, string_null("sent_to")] {
            let mut table = Table::alter();
            table.table(Alias::new(TABLE)).add_column(&mut column);
            manager.alter_table(table).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["sent_to", "renewed"] {
            let mut table = Table::alter();
            table.table(Alias::new(TABLE)).drop_column(Alias::new(column));
            manager.alter_table(table).await?;
        }
        Ok(())
    }
}
