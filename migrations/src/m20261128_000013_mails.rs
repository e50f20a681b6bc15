//! Each mail that was to be sent, and what became of it.

use sea_orm_migration::{
    prelude::*,
    schema::{
        text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const INDEXES: [&str; 3] = [
    // Who a report of a bounce is about: it names the mail and no tenant.
    "CREATE INDEX mail_id ON mail (id)",
    // The mails of an interview.
    "CREATE INDEX mail_pipeline ON mail (tenant_id, pipeline_id)",
    // A tenant's mails, the newest first.
    "CREATE INDEX mail_queued ON mail (tenant_id, queued_at, id)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut mail = Table::create();
        mail.table(Alias::new("mail"));
        for mut column in [
            uuid("tenant_id"),
            uuid("id"),
            text("kind"),
            uuid_null("pipeline_id"),
            text("recipient"),
            text("subject"),
            text("state"),
            timestamp_with_time_zone("queued_at"),
            timestamp_with_time_zone_null("accepted_at"),
            text_null("accepted_reply"),
            timestamp_with_time_zone_null("refused_at"),
            text_null("refused_reply"),
            timestamp_with_time_zone_null("bounced_at"),
            text_null("bounce_reason"),
            timestamp_with_time_zone_null("delayed_at"),
            text_null("delay_reason"),
            timestamp_with_time_zone_null("link_opened_at"),
        ] {
            mail.col(&mut column);
        }
        mail.primary_key(Index::create().col("tenant_id").col("id"));
        manager.create_table(mail.clone()).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(Alias::new("mail")).to_owned()).await
    }
}
