//! How Lever's JSON is read where it is looser than its documentation.

use serde::{Deserialize, Deserializer};

/// Reads null as nothing. With `#[serde(default)]` beside it, an absent field too.
pub(crate) fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}
