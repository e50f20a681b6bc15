//! The first tables: tenants and operators, the connection to Lever, inbox and outbox, pipelines
//! with what an interview leaves behind. Keys lead with the tenant.

use sea_orm_migration::{
    prelude::*,
    schema::{
        blob, blob_null, integer, json_binary, small_integer_null, text, text_null,
        timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Table, columns, primary key.
type Table_ = (&'static str, Vec<ColumnDef>, &'static [&'static str]);

#[expect(clippy::too_many_lines, reason = "a list of tables")]
fn tables() -> Vec<Table_> {
    let at = timestamp_with_time_zone::<&str>;
    let at_null = timestamp_with_time_zone_null::<&str>;
    let json = json_binary::<&str>;
    let bytes = blob::<&str>;
    vec![
        ("tenant", vec![uuid("id"), text("name"), json("settings"), at("created_at")], &["id"]),
        (
            "operator",
            vec![
                uuid("tenant_id"),
                uuid("id"),
                text("email"),
                text("name"),
                text("role"),
                text_null("password_hash"),
                at("created_at"),
            ],
            &["tenant_id", "id"],
        ),
        (
            "session",
            vec![
                text("token_hash"),
                uuid("tenant_id"),
                uuid("operator_id"),
                at("created_at"),
                at("expires_at"),
            ],
            &["token_hash"],
        ),
        (
            "sign_in_link",
            vec![text("token_hash"), uuid("tenant_id"), uuid("operator_id"), at("expires_at")],
            &["token_hash"],
        ),
        (
            "oauth_state",
            vec![text("state_hash"), uuid("tenant_id"), uuid("operator_id"), at("expires_at")],
            &["state_hash"],
        ),
        (
            "connection",
            vec![
                uuid("tenant_id"),
                text("status"),
                text_null("reason"),
                text_null("account_id"),
                text_null("perform_as"),
                bytes("access_token"),
                at("access_expires_at"),
                blob_null("refresh_token"),
                text("hook_hash"),
                at("connected_at"),
                at_null("last_event_at"),
            ],
            &["tenant_id"],
        ),
        (
            "webhook",
            vec![
                uuid("tenant_id"),
                text("lever_id"),
                text("event"),
                bytes("signing_token"),
                at("created_at"),
            ],
            &["tenant_id", "lever_id"],
        ),
        (
            "stage",
            vec![uuid("tenant_id"), text("lever_id"), text("text"), integer("position")],
            &["tenant_id", "lever_id"],
        ),
        (
            "posting",
            vec![
                uuid("tenant_id"),
                text("lever_id"),
                text("title"),
                text_null("location"),
                text_null("team"),
                text_null("url"),
                json("content"),
                at("read_at"),
            ],
            &["tenant_id", "lever_id"],
        ),
        (
            "plan",
            vec![
                uuid("tenant_id"),
                uuid("id"),
                text("posting_id"),
                integer("version"),
                text("hash"),
                json("body"),
                at("created_at"),
            ],
            &["tenant_id", "id"],
        ),
        (
            "pipeline",
            vec![
                uuid("tenant_id"),
                uuid("id"),
                text("opportunity_id"),
                text("posting_id"),
                text("candidate_name"),
                text_null("candidate_email"),
                text_null("opportunity_url"),
                text("trigger"),
                json("state"),
                text("state_name"),
                integer("version"),
                uuid_null("plan_id"),
                uuid_null("scorecard_id"),
                uuid_null("report_id"),
                at_null("invited_at"),
                at_null("completed_at"),
                at("created_at"),
                at("updated_at"),
            ],
            &["tenant_id", "id"],
        ),
        (
            "inbox",
            vec![
                uuid("tenant_id"),
                uuid("id"),
                uuid_null("pipeline_id"),
                text("dedup_key"),
                json("message"),
                text("status"),
                integer("attempts"),
                at("due_at"),
                text_null("error"),
                at("created_at"),
                at_null("finished_at"),
            ],
            &["tenant_id", "id"],
        ),
        (
            "outbox",
            vec![
                uuid("tenant_id"),
                uuid("id"),
                uuid_null("pipeline_id"),
                json("effect"),
                text("status"),
                integer("attempts"),
                at("due_at"),
                text_null("error"),
                at("created_at"),
                at_null("finished_at"),
            ],
            &["tenant_id", "id"],
        ),
        (
            "transition",
            vec![
                uuid("tenant_id"),
                uuid("id"),
                uuid("pipeline_id"),
                text("from_state"),
                text("to_state"),
                text("cause"),
                text_null("reason"),
                at("at"),
            ],
            &["tenant_id", "id"],
        ),
        (
            "invite",
            vec![
                uuid("tenant_id"),
                uuid("id"),
                uuid("pipeline_id"),
                text("token_hash"),
                at("expires_at"),
                at("created_at"),
            ],
            &["tenant_id", "id"],
        ),
        (
            "consent",
            vec![
                uuid("tenant_id"),
                uuid("pipeline_id"),
                text("text_version"),
                text("text_hash"),
                at("given_at"),
            ],
            &["tenant_id", "pipeline_id"],
        ),
        (
            "turn",
            vec![
                uuid("tenant_id"),
                uuid("pipeline_id"),
                integer("number"),
                text("question_id"),
                uuid("client_key"),
                text("answer"),
                at("answered_at"),
            ],
            &["tenant_id", "pipeline_id", "number"],
        ),
        (
            "scorecard",
            vec![
                uuid("tenant_id"),
                uuid("id"),
                uuid("pipeline_id"),
                integer("version"),
                small_integer_null("overall"),
                small_integer_null("lever_score"),
                json("body"),
                at("created_at"),
            ],
            &["tenant_id", "id"],
        ),
        (
            "report",
            vec![
                uuid("tenant_id"),
                uuid("id"),
                uuid("pipeline_id"),
                uuid("scorecard_id"),
                bytes("pdf"),
                integer("size_bytes"),
                text("sha256"),
                at("rendered_at"),
            ],
            &["tenant_id", "id"],
        ),
    ]
}

/// Index, table, columns and condition, unique or not; and why.
const INDEXES: [(&str, &str, bool); 14] = [
    // One signs in by the address alone.
    ("operator_email", "operator (email)", true),
    // A webhook's address is all that tells the tenant.
    ("connection_hook_hash", "connection (hook_hash)", true),
    // A candidate's link is all that tells the pipeline.
    ("invite_token_hash", "invite (token_hash)", true),
    // Never two pipelines for one opportunity on one posting.
    ("pipeline_opportunity", "pipeline (tenant_id, opportunity_id, posting_id)", true),
    // The dashboard's list: newest activity first.
    ("pipeline_updated_at", "pipeline (tenant_id, updated_at, id)", false),
    // One row per version, even when two make it at once.
    ("plan_posting_version", "plan (tenant_id, posting_id, version)", true),
    // A redelivery inserts nothing.
    ("inbox_dedup_key", "inbox (tenant_id, dedup_key)", true),
    // The next message of a pipeline or tenant; finished rows are not in it.
    ("inbox_due", "inbox (tenant_id, pipeline_id, due_at, id) WHERE status = 'pending'", false),
    // Which tenants have messages due.
    ("inbox_due_at", "inbox (due_at) WHERE status = 'pending'", false),
    // The next effects of a tenant, and which tenants have any.
    ("outbox_due", "outbox (tenant_id, due_at, id) WHERE status = 'pending'", false),
    ("outbox_due_at", "outbox (due_at) WHERE status = 'pending'", false),
    // A pipeline's timeline.
    ("transition_pipeline", "transition (tenant_id, pipeline_id, id)", false),
    // A pipeline's scorecards, in their order.
    ("scorecard_version", "scorecard (tenant_id, pipeline_id, version)", true),
    // One report per scorecard, even when rendering is repeated.
    ("report_scorecard", "report (tenant_id, scorecard_id)", true),
];

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
        for (name, on, unique) in INDEXES {
            let unique = if unique { "UNIQUE " } else { "" };
            let sql = format!("CREATE {unique}INDEX {name} ON {on}");
            manager.get_connection().execute_unprepared(&sql).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, ..) in tables().into_iter().rev() {
            manager.drop_table(Table::drop().table(Alias::new(name)).to_owned()).await?;
        }
        Ok(())
    }
}
