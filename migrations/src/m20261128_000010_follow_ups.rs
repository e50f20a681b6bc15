//! Which follow-up a turn answers; none for a question of the plan itself.

use sea_orm_migration::{prelude::*, schema::integer_null};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let turn = || Table::alter().table(Alias::new("turn")).to_owned();
        manager.alter_table(turn().add_column(integer_null("follow_up")).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let turn = || Table::alter().table(Alias::new("turn")).to_owned();
        manager.alter_table(turn().drop_column(Alias::new("follow_up")).to_owned()).await
    }
}
