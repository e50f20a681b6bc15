//! Faults of ours: masked for the caller, told in the log by an id.

use async_graphql::{Error, ErrorExtensionValues, ErrorExtensions, ServerError};
use uuid::Uuid;

/// The code of what is our fault.
const CODE: &str = "INTERNAL";

/// Masks a fault.
pub(crate) fn fault(error: impl std::error::Error) -> Error {
    let source = error.source().map(ToString::to_string);
    let id = told(&error.to_string(), source.as_deref());
    Error::new(masked(id)).extend_with(|_, extensions| mark(extensions, id))
}

/// Masks what a field returned as it came from elsewhere. What was written for the caller has no
/// source, and stays.
pub(crate) fn unsourced(error: ServerError) -> ServerError {
    if error.source.is_none() {
        return error;
    }
    let id = told(&error.message, None);
    let mut extensions = ErrorExtensionValues::default();
    mark(&mut extensions, id);
    ServerError {
        message: masked(id),
        source: None,
        locations: error.locations,
        path: error.path,
        extensions: Some(extensions),
    }
}

fn told(error: &str, source: Option<&str>) -> Uuid {
    let id = Uuid::new_v4();
    tracing::error!(fault.id = %id, error, source, "query failed");
    id
}

fn masked(id: Uuid) -> String {
    format!("something went wrong on our side; the log has it as {id}")
}

fn mark(extensions: &mut ErrorExtensionValues, id: Uuid) {
    extensions.set("code", CODE);
    extensions.set("id", id.to_string());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_from_elsewhere_is_masked_and_what_was_written_for_the_caller_is_not() {
        let leaked = Error::from(std::fmt::Error).into_server_error(async_graphql::Pos::default());
        assert!(leaked.source.is_some());
        let masked = unsourced(leaked);
        assert!(masked.message.starts_with("something went wrong"), "{}", masked.message);
        assert!(masked.source.is_none());
        let written =
            Error::new("`first` must be").into_server_error(async_graphql::Pos::default());
        assert_eq!(unsourced(written).message, "`first` must be");
    }
}
