//! What is stored and cannot be read: damaged, or written by a later version.

use sea_orm::{DbErr, RuntimeErr, SqlxError, sqlx::error::DatabaseError};

/// Whether an error is about what is stored, or was to be stored, and not about the store: asked
/// again, it says the same again.
pub fn lies_in_the_data(error: &DbErr) -> bool {
    if let DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error)) =
        error
    {
        // PostgreSQL's class of data exceptions.
        let refused = error.as_database_error().and_then(DatabaseError::code);
        let refused = refused.is_some_and(|code| code.len() == 5 && code.starts_with("22"));
        return refused || matches!(**error, SqlxError::ColumnDecode { .. } | SqlxError::Decode(_));
    }
    matches!(error, DbErr::Type(_) | DbErr::Json(_) | DbErr::TryIntoErr { .. })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_told_from_the_store() {
        assert!(lies_in_the_data(&DbErr::Type("no such status".to_owned())));
        let decode = SqlxError::Decode("not JSON".into());
        assert!(lies_in_the_data(&DbErr::Query(RuntimeErr::SqlxError(decode.into()))));
        let busy = RuntimeErr::SqlxError(SqlxError::PoolTimedOut.into());
        assert!(!lies_in_the_data(&DbErr::Query(busy)));
        assert!(!lies_in_the_data(&DbErr::Custom("fenced".to_owned())));
    }
}
