//! Places in lists that have the newest first, and of one instant the largest id.

use sea_orm::{ColumnTrait, Condition, sea_query::Value};

use crate::Instant;

/// Whatever comes after the row with this instant and id.
pub(crate) fn after<C: ColumnTrait>(
    (at_column, id_column): (C, C),
    (at, id): (Instant, impl Into<Value>),
) -> Condition {
    // The first is what an index can begin at; the second is the place.
    let place = Condition::any().add(at_column.lt(at)).add(id_column.lt(id));
    Condition::all().add(at_column.lte(at)).add(place)
}
