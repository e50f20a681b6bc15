//! What is stored: one file per table, with the few queries and writes that table has; and the
//! store that keeps it.
//!
//! Knows: tables, their JSON, that rows belong to a tenant.
//! Does not know: who reads them, HTTP, the time of day.

/// What `SeaORM` asks of every table; relations are not used, queries say what they join.
macro_rules! no_relations {
    () => {
        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        #[expect(missing_docs, reason = "SeaORM asks for it; there are none")]
        pub enum Relation {}
        impl ActiveModelBehavior for ActiveModel {}
    };
}
use no_relations;

pub mod answer_time;
pub mod api_token;
pub mod audit_entry;
pub mod audit_head;
pub mod backfill;
pub mod candidate_request;
pub mod connection;
pub mod consent;
mod constant;
pub mod dead_letter;
pub mod erasure;
pub mod health;
pub mod human_rating;
pub mod ids;
pub mod inbox;
pub mod invite;
pub mod invite_slot;
pub mod language;
pub mod letter;
pub mod listed;
pub mod mail;
pub mod notice;
pub mod oauth_state;
pub mod operator;
pub mod operator_identity;
pub mod outbound_webhook;
pub mod outbox;
pub mod partition;
pub mod pipeline;
mod place;
pub mod plan;
pub mod plan_proposal;
pub mod plan_template;
pub mod posting;
pub mod progress;
pub mod recording;
pub mod report;
pub mod report_share;
pub mod scorecard;
pub mod self_report;
pub mod sent_event;
pub mod session;
pub mod sign_in_link;
pub mod stage;
pub mod store;
pub mod taxonomy;
pub mod tenant;
pub mod transition;
pub mod turn;
pub mod unreadable;
pub mod vault;
pub mod webhook;

pub use language::Language;
pub use sea_orm::{self, DbErr};
pub use store::{Store, Tx};

/// An instant; always UTC.
pub type Instant = chrono::DateTime<chrono::Utc>;
