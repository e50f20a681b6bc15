//! The admin schema: what operators see and change.
//!
//! Knows: rows as an operator sees them. Does not know: mailboxes, Lever's wire, other tenants.

mod connection;
mod error;
mod loaders;
mod mutation;
mod problem;
mod query;
pub mod session;
mod types;

use actors::Means;
use async_graphql::{EmptySubscription, Request};

pub use loaders::Loaders;

/// The schema.
pub type Schema = async_graphql::Schema<query::Query, mutation::Mutation, EmptySubscription>;

/// Deepest nesting of one query.
const DEPTH_MAX: usize = 14;
/// Most fields of one query; a page counts as often as it has rows.
const COMPLEXITY_MAX: usize = 12_000;

/// Builds the schema over a store and its means.
pub fn build(means: Means) -> Schema {
    limited().data(means).finish()
}

fn limited() -> async_graphql::SchemaBuilder<query::Query, mutation::Mutation, EmptySubscription> {
    Schema::build(query::Query, mutation::Mutation::default(), EmptySubscription)
        .limit_depth(DEPTH_MAX)
        .limit_complexity(COMPLEXITY_MAX)
}

/// The schema in its definition language, as `schema.graphql` holds it.
pub fn sdl() -> String {
    let options = async_graphql::SDLExportOptions::new().sorted_fields().sorted_enum_items();
    limited().finish().sdl_with_options(options)
}

/// Prepares a request: who asks, and loaders that see that tenant only.
pub fn prepare(request: Request, means: &Means, session: session::Session) -> Request {
    let request = match &session.operator {
        Some(operator) => request.data(Loaders::new(means, operator.tenant_id)),
        None => request,
    };
    request.data(session)
}
