//! Faults of ours: masked for the caller, told in the log by an id.

use async_graphql::Error;
use uuid::Uuid;

/// Masks a fault.
pub(crate) fn fault(error: impl std::error::Error) -> Error {
    let id = Uuid::new_v4();
    let source = error.source().map(ToString::to_string);
    tracing::error!(fault.id = %id, %error, source, "query failed");
    Error::new(format!("something went wrong on our side; the log has it as {id}"))
}
