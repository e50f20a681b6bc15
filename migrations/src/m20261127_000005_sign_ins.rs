//! Who is signed in and may see what: sessions that their operator can tell apart, tokens for other
//! front ends, the postings that an operator was given.

use sea_orm_migration::{
    prelude::*,
    schema::{json_binary_null, text, text_null, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Table and a column it gains; nullable, since rows are there already.
fn columns() -> [(&'static str, &'static str, ColumnDef); 2] {
    [
        ("session", "browser", text_null("browser")),
        ("operator", "posting_ids", json_binary_null("posting_ids")),
    ]
}

/// Index, table and columns; and why.
const INDEXES: [(&str, &str); 3] = [
    // An operator's sessions, to list and to end them.
    ("session_operator", "INDEX session_operator ON session (tenant_id, operator_id)"),
    // Who asks is found by the token alone.
    ("api_token_hash", "UNIQUE INDEX api_token_hash ON api_token (token_hash)"),
    // An operator's tokens.
    ("api_token_operator", "INDEX api_token_operator ON api_token (tenant_id, operator_id)"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, _, mut column) in columns() {
            let alter = Table::alter().table(Alias::new(table)).add_column(&mut column).to_owned();
            manager.alter_table(alter).await?;
        }
        let mut table = Table::create();
        table.table(Alias::new("api_token"));
        for mut column in [
            uuid("tenant_id"),
            uuid("id"),
            uuid("operator_id"),
            text("name"),
            text("scope"),
            text("token_hash"),
            timestamp_with_time_zone("created_at"),
            timestamp_with_time_zone("expires_at"),
        ] {
            table.col(&mut column);
        }
        table.primary_key(Index::create().col("tenant_id").col("id"));
        manager.create_table(table.clone()).await?;
        for (_, index) in INDEXES {
            manager.get_connection().execute_unprepared(&format!("CREATE {index}")).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, _) in INDEXES {
            manager.get_connection().execute_unprepared(&format!("DROP INDEX {name}")).await?;
        }
        manager.drop_table(Table::drop().table(Alias::new("api_token")).to_owned()).await?;
        for (table, column, _) in columns() {
            let alter =
                Table::alter().table(Alias::new(table)).drop_column(Alias::new(column)).to_owned();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }
}
