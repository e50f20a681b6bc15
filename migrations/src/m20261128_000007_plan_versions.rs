//! Plans in the hands of operators: who made a version and what it rests on, what a changed posting
//! proposes, templates, ratings by people, letters, and the words of a taxonomy.

use sea_orm_migration::{
    prelude::*,
    schema::{
        integer, json_binary, json_binary_null, text, text_null, timestamp_with_time_zone, uuid,
    },
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Table and a column it gains; nullable, since rows are there already.
fn columns() -> [(&'static str, &'static str, ColumnDef); 4] {
    [
        ("plan", "base", json_binary_null("base")),
        ("plan", "posting_hash", text_null("posting_hash")),
        ("plan", "author", text_null("author")),
        ("posting", "description", text_null("description")),
    ]
}

/// Table, its columns, its key.
fn tables() -> [(&'static str, Vec<ColumnDef>, &'static [&'static str]); 5] {
    [
        (
            "plan_proposal",
            vec![
                uuid("tenant_id"),
                text("posting_id"),
                text("status"),
                text("posting_hash"),
                integer("base_version"),
                json_binary_null("body"),
                json_binary_null("base"),
                json_binary_null("conflicts"),
                timestamp_with_time_zone("updated_at"),
            ],
            &["tenant_id", "posting_id"],
        ),
        (
            "plan_template",
            vec![
                uuid("tenant_id"),
                uuid("id"),
                text("name"),
                json_binary("body"),
                timestamp_with_time_zone("updated_at"),
            ],
            &["tenant_id", "id"],
        ),
        (
            "human_rating",
            vec![
                uuid("tenant_id"),
                uuid("id"),
                uuid("pipeline_id"),
                uuid("operator_id"),
                text("operator_name"),
                text("plan_hash"),
                json_binary("body"),
                timestamp_with_time_zone("created_at"),
            ],
            &["tenant_id", "id"],
        ),
        (
            "letter",
            vec![
                uuid("tenant_id"),
                uuid("pipeline_id"),
                uuid("scorecard_id"),
                text("body"),
                text("operator_name"),
                timestamp_with_time_zone("created_at"),
            ],
            &["tenant_id", "pipeline_id"],
        ),
        (
            "taxonomy",
            vec![integer("id"), json_binary("body"), timestamp_with_time_zone("updated_at")],
            &["id"],
        ),
    ]
}

/// Index, table and columns; and why.
const INDEXES: [(&str, &str); 2] = [
    // One template of a name, so that a file read again takes the place of the former one.
    ("plan_template_name", "UNIQUE INDEX plan_template_name ON plan_template (tenant_id, name)"),
    // What people found in one interview.
    (
        "human_rating_pipeline",
        "INDEX human_rating_pipeline ON human_rating (tenant_id, pipeline_id)",
    ),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, _, mut column) in columns() {
            let alter = Table::alter().table(Alias::new(table)).add_column(&mut column).to_owned();
            manager.alter_table(alter).await?;
        }
        for (name, columns, key) in tables() {
            let mut table = Table::create();
            table.table(Alias::new(name));
            for mut column in columns {
                table.col(&mut column);
            }
            let mut primary = Index::create();
            for column in key {
                primary.col(*column);
            }
            table.primary_key(&mut primary);
            manager.create_table(table.clone()).await?;
        }
        for (_, index) in INDEXES {
            manager.get_connection().execute_unprepared(&format!("CREATE {index}")).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, _) in INDEXES {
            manager.get_connection().execute_unprepared(&format!("DROP INDEX {name}")).await?;
        }
        for (name, ..) in tables() {
            manager.drop_table(Table::drop().table(Alias::new(name)).to_owned()).await?;
        }
        for (table, column, _) in columns() {
            let alter =
                Table::alter().table(Alias::new(table)).drop_column(Alias::new(column)).to_owned();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }
}
