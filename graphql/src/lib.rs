//! The admin schema: what operators see and change.
//!
//! Knows: rows as an operator sees them. Does not know: mailboxes, Lever's wire, other tenants.

mod api;
mod audit;
mod company;
mod connection;
mod documents;
mod error;
mod fences;
mod loaders;
mod mutation;
mod problem;
mod query;
pub mod rules;
pub mod session;
mod subscription;
mod texts;
mod throttle;
mod types;

use mutation::Mutation;
use query::Query;
use subscription::Subscription;

pub use api::{Api, OnSocketApi};
pub use company::Company;
pub use documents::Documents;
pub use fences::Limits;

/// The schema.
type Schema = async_graphql::Schema<Query, Mutation, Subscription>;
/// The same, being built.
type SchemaBuilder = async_graphql::SchemaBuilder<Query, Mutation, Subscription>;

fn schema() -> SchemaBuilder {
    Schema::build(Query, Mutation::default(), Subscription)
}

/// The schema in its definition language, as `schema.graphql` holds it.
pub fn sdl() -> String {
    let options = async_graphql::SDLExportOptions::new().sorted_fields().sorted_enum_items();
    schema().finish().sdl_with_options(options)
}
