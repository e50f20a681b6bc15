//! What candidates ask for and want to know; questions in the candidate's language, and in which one
//! each was asked; what the page noticed while an answer was written, where that is wanted.

use sea_orm_migration::{
    prelude::*,
    schema::{
        json_binary_null, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null,
        uuid,
    },
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Table and a column it gains; nullable, since rows are there already.
fn columns() -> [(&'static str, &'static str, ColumnDef); 3] {
    [
        ("plan", "renditions", json_binary_null("renditions")),
        ("turn", "asked_in", text_null("asked_in")),
        ("turn", "signals", json_binary_null("signals")),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, _, mut column) in columns() {
            let alter = Table::alter().table(Alias::new(table)).add_column(&mut column).to_owned();
            manager.alter_table(alter).await?;
        }
        let table = Table::create()
            .table(Alias::new("candidate_request"))
            .col(uuid("tenant_id"))
            .col(uuid("id"))
            .col(uuid("pipeline_id"))
            .col(text("kind"))
            .col(text("text"))
            .col(uuid("client_key"))
            .col(json_binary_null("passages"))
            .col(text("status"))
            .col(timestamp_with_time_zone("made_at"))
            .col(text_null("reply"))
            .col(text_null("replied_by"))
            .col(timestamp_with_time_zone_null("replied_at"))
            .primary_key(Index::create().col("tenant_id").col("id"))
            .to_owned();
        manager.create_table(table).await?;
        for index in [
            // Sent twice, it is one.
            "UNIQUE INDEX candidate_request_key ON candidate_request \
             (tenant_id, pipeline_id, client_key)",
            // What waits for an operator.
            "INDEX candidate_request_open ON candidate_request (tenant_id, made_at) \
             WHERE status = 'open'",
        ] {
            manager.get_connection().execute_unprepared(&format!("CREATE {index}")).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(Alias::new("candidate_request")).to_owned()).await?;
        for (table, column, _) in columns() {
            let alter =
                Table::alter().table(Alias::new(table)).drop_column(Alias::new(column)).to_owned();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }
}
