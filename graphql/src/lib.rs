//! The admin schema: what operators see and change.
//!
//! Knows: rows as an operator sees them. Does not know: mailboxes, Lever's wire, other tenants.

mod api;
mod audit;
mod connection;
mod error;
mod fences;
mod loaders;
mod mutation;
mod problem;
mod query;
pub mod rules;
pub mod session;
mod texts;
mod throttle;
mod types;

use async_graphql::EmptySubscription;

pub use api::Api;
pub use fences::Limits;

/// The schema.
type Schema = async_graphql::Schema<query::Query, mutation::Mutation, EmptySubscription>;
/// The same, being built.
type SchemaBuilder =
    async_graphql::SchemaBuilder<query::Query, mutation::Mutation, EmptySubscription>;

fn schema() -> SchemaBuilder {
    Schema::build(query::Query, mutation::Mutation::default(), EmptySubscription)
}

/// The schema in its definition language, as `schema.graphql` holds it.
pub fn sdl() -> String {
    let options = async_graphql::SDLExportOptions::new().sorted_fields().sorted_enum_items();
    schema().finish().sdl_with_options(options)
}
