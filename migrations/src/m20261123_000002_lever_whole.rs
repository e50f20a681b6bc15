//! What watching Lever needs: how each connection is doing, postings with their tags, who stands
//! behind an opportunity, one invite per person and day, backfills.

use sea_orm_migration::{
    prelude::*,
    schema::{
        integer, json_binary, json_binary_null, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid,
    },
    sea_orm::DbBackend,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Table, columns, primary key.
type Table_ = (&'static str, Vec<ColumnDef>, &'static [&'static str]);

fn tables() -> Vec<Table_> {
    let at = timestamp_with_time_zone::<&str>;
    let at_null = timestamp_with_time_zone_null::<&str>;
    vec![
        (
            "health",
            vec![
                uuid("tenant_id"),
                at_null("look_due_at"),
                at_null("looked_at"),
                at_null("reconciled_to"),
                json_binary("checks"),
                json_binary("users"),
                json_binary("forms"),
                at_null("event_at"),
                at_null("stage_event_at"),
                at_null("application_event_at"),
                at_null("missed_move_at"),
                at_null("missed_application_at"),
                integer("found_moves"),
                integer("found_applications"),
                integer("refused_events"),
                at_null("refused_at"),
                text_null("refusal"),
            ],
            &["tenant_id"],
        ),
        (
            "invite_slot",
            vec![uuid("tenant_id"), text("contact_id"), uuid("pipeline_id"), at("taken_at")],
            &["tenant_id", "contact_id"],
        ),
        (
            "backfill",
            vec![
                uuid("tenant_id"),
                uuid("id"),
                text("status"),
                json_binary("stage_ids"),
                json_binary("candidates"),
                text_null("error"),
                at("created_at"),
                at_null("previewed_at"),
                at_null("started_at"),
            ],
            &["tenant_id", "id"],
        ),
    ]
}

/// Table and a column it gains. Each is nullable or has a default: rows are there already.
fn columns() -> Vec<(&'static str, ColumnDef)> {
    vec![
        ("connection", text("authentication").default("oauth").take()),
        ("connection", text("scopes").default("").take()),
        ("pipeline", text_null("contact_id")),
        ("inbox", text_null("opportunity_id")),
        ("posting", json_binary_null("tags")),
        ("posting", text_null("state")),
        ("posting", timestamp_with_time_zone_null("updated_at")),
        ("posting", timestamp_with_time_zone_null("tagged_since")),
        ("posting", timestamp_with_time_zone_null("seen_at")),
    ]
}

/// Index, table and columns; and why.
const INDEXES: [(&str, &str); 3] = [
    // What was announced of an opportunity.
    ("inbox_opportunity", "inbox (tenant_id, opportunity_id) WHERE opportunity_id IS NOT NULL"),
    // Which connections are to be looked at.
    ("health_look_due_at", "health (look_due_at)"),
    // What was given up, for operators.
    ("outbox_dead", "outbox (tenant_id, finished_at) WHERE status = 'dead'"),
];

/// What was announced before is known by its opportunity from now on, so that looking at Lever
/// does not find it again; and Lever is looked at for who is connected already.
fn carry_over(backend: DbBackend) -> [String; 2] {
    let (opportunity_id, kind, empty) = if backend == DbBackend::Postgres {
        ("message ->> 'opportunity_id'", "message ->> 'kind'", "CAST('[]' AS jsonb)")
    } else {
        ("json_extract(message, '$.opportunity_id')", "json_extract(message, '$.kind')", "'[]'")
    };
    [
        format!(
            "UPDATE inbox SET opportunity_id = {opportunity_id} \
             WHERE {kind} IN ('stage_changed', 'application_created')"
        ),
        format!(
            "INSERT INTO health (tenant_id, look_due_at, event_at, checks, users, forms, \
             found_moves, found_applications, refused_events) \
             SELECT tenant_id, connected_at, last_event_at, {empty}, {empty}, {empty}, 0, 0, 0 \
             FROM connection WHERE status = 'connected'"
        ),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, columns, key) in tables() {
            let mut table = Table::create();
            table.table(Alias::new(name));
            for mut column in columns {
                table.col(&mut column);
            }
            let mut primary = Index::create();
            for column in key {
                primary.col(Alias::new(*column));
            }
            manager.create_table(table.primary_key(&mut primary).to_owned()).await?;
        }
        for (table, mut column) in columns() {
            let alter = Table::alter().table(Alias::new(table)).add_column(&mut column).to_owned();
            manager.alter_table(alter).await?;
        }
        for sql in carry_over(manager.get_database_backend()) {
            manager.get_connection().execute_unprepared(&sql).await?;
        }
        // What health keeps from now on.
        let moved = Table::alter()
            .table(Alias::new("connection"))
            .drop_column(Alias::new("last_event_at"))
            .to_owned();
        manager.alter_table(moved).await?;
        let connection = manager.get_connection();
        for (name, on) in INDEXES {
            connection.execute_unprepared(&format!("CREATE INDEX {name} ON {on}")).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, _) in INDEXES {
            manager.get_connection().execute_unprepared(&format!("DROP INDEX {name}")).await?;
        }
        let back = Table::alter()
            .table(Alias::new("connection"))
            .add_column(timestamp_with_time_zone_null("last_event_at"))
            .to_owned();
        manager.alter_table(back).await?;
        for (table, column) in columns().into_iter().rev() {
            let name = Alias::new(column.get_column_name());
            let alter = Table::alter().table(Alias::new(table)).drop_column(name).to_owned();
            manager.alter_table(alter).await?;
        }
        for (name, ..) in tables().into_iter().rev() {
            manager.drop_table(Table::drop().table(Alias::new(name)).to_owned()).await?;
        }
        Ok(())
    }
}
