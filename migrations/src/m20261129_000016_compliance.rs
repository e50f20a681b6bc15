//! What candidates were told by which jurisdiction's rules and when; that one was deleted in Lever;
//! and what candidates said of themselves for the adverse-impact report.

use sea_orm_migration::{
    prelude::*,
    schema::{text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut deleted_at = timestamp_with_time_zone_null("deleted_at");
        let alter = Table::alter().table("pipeline").add_column(&mut deleted_at).to_owned();
        manager.alter_table(alter).await?;

        let mut notice = Table::create();
        notice.table(Alias::new("notice"));
        for mut column in [
            uuid("tenant_id"),
            uuid("pipeline_id"),
            text("jurisdiction"),
            text("version"),
            timestamp_with_time_zone("given_at"),
        ] {
            notice.col(&mut column);
        }
        notice.primary_key(Index::create().col("tenant_id").col("pipeline_id"));
        manager.create_table(notice.clone()).await?;

        // No pipeline and no time: who said it is known to nobody without the installation's key.
        let mut report = Table::create();
        report.table(Alias::new("self_report"));
        for mut column in [
            uuid("tenant_id"),
            text("pseudonym"),
            text_null("sex"),
            text_null("race_ethnicity"),
            text("month"),
        ] {
            report.col(&mut column);
        }
        report.primary_key(Index::create().col("tenant_id").col("pseudonym"));
        manager.create_table(report.clone()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["self_report", "notice"] {
            manager.drop_table(Table::drop().table(Alias::new(table)).to_owned()).await?;
        }
        let alter = Table::alter().table("pipeline").drop_column("deleted_at").to_owned();
        manager.alter_table(alter).await
    }
}
