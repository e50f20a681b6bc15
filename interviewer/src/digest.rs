//! SHA-256 of anything that serialises, as hex. Equal content gives equal text.

use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// Hex of the SHA-256 over the JSON of `content`. Our types have no maps in what is hashed, and a
/// float is written one way only, so their JSON is one text only.
pub(crate) fn sha256_hex<T: Serialize>(content: &T) -> String {
    let mut hasher = Sha256::new();
    // Serialising plain structs into memory cannot fail; were it to, the hash of nothing is still a
    // value that equals no plan's.
    hasher.update(serde_json::to_vec(content).unwrap_or_default());
    hex::encode(hasher.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_content_has_an_equal_hash_and_other_content_another() {
        assert_eq!(sha256_hex(&["a", "b"]), sha256_hex(&["a", "b"]));
        assert_ne!(sha256_hex(&["a", "b"]), sha256_hex(&["ab", ""]));
        assert_eq!(sha256_hex(&0).len(), 64);
    }
}
