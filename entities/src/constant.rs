//! Values that stand in a statement as they are.

use sea_orm::{ActiveEnum, ColumnTrait, ExprTrait, IntoSimpleExpr as _, sea_query::Expr};

/// Whether a column has this value. It is written into the statement: an index of some rows only is
/// found by what is written there, and `SQLite` plans a statement whose values could lead to one anew
/// each time.
pub(crate) fn is(column: impl ColumnTrait, value: &impl ActiveEnum<Value = String>) -> Expr {
    column.into_simple_expr().eq(Expr::Constant(value.to_value().into()))
}

#[cfg(test)]
mod tests {
    use sea_orm::{DbBackend, EntityTrait, QueryFilter, QueryTrait};

    use super::*;
    use crate::inbox::{Column, Entity, Status};

    #[test]
    fn a_value_stands_in_the_statement_and_is_none_of_its_values() {
        for backend in [DbBackend::Sqlite, DbBackend::Postgres] {
            let rows = Entity::find().filter(is(Column::Status, &Status::Pending)).build(backend);
            assert!(rows.sql.ends_with(r#"WHERE "inbox"."status" = 'pending'"#), "{}", rows.sql);
            assert!(rows.values.is_none_or(|values| values.0.is_empty()));
        }
    }
}
