//! Texts that every store keeps: `PostgreSQL` has none with the character U+0000.

use async_graphql::{Pos, Result, ServerError, Value, from_value, to_value};
use serde::{Serialize, de::DeserializeOwned};

use crate::{error::fault, fences::refused};

/// Takes the character out of what was sent.
pub(crate) fn without_nul(value: &mut Value) {
    match value {
        Value::String(text) => text.retain(|letter| letter != '\0'),
        Value::List(items) => items.iter_mut().for_each(without_nul),
        Value::Object(fields) => fields.values_mut().for_each(without_nul),
        Value::Null | Value::Number(_) | Value::Boolean(_) | Value::Binary(_) | Value::Enum(_) => {}
    }
}

/// Refuses a query that has the character written into it: what people write comes in variables.
pub(crate) fn refuse_nul(query: &str) -> Result<(), ServerError> {
    if query.contains('\0') || query.contains("\\u0000") {
        let message = "a query cannot have the character U+0000 in it; leave it out";
        return Err(refused(message, "INVALID", Pos::default()));
    }
    Ok(())
}

/// The same thing without the character in any of its texts: a file may have it as an escape.
pub(crate) fn keepable<T: Serialize + DeserializeOwned>(thing: &T) -> Result<T> {
    let mut value = to_value(thing).map_err(fault)?;
    without_nul(&mut value);
    from_value(value).map_err(fault)
}
