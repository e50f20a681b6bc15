//! Queries that are known by their SHA-256: those that clients leave here, as Apollo's automatic persisted
//! queries have it, or those alone that the installation names.

use std::collections::HashMap;

use async_graphql::{Pos, Request, ServerError};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::{fences::refused, session::Session};

/// Queries that clients left here and that are kept, the ones used last.
pub(crate) const KEPT_MAX: usize = 500;
/// Longest query that is kept, in bytes.
const KEPT_BYTES_MAX: usize = 16_384;
/// The extension of a request that has the hash.
const EXTENSION: &str = "persistedQuery";

/// Queries that are known by their hash before anybody asks, and whether others are answered.
#[derive(Clone, Debug, Default)]
pub struct Documents {
    known: HashMap<String, String>,
    only: bool,
}

#[derive(Deserialize)]
struct Persisted {
    #[serde(rename = "sha256Hash")]
    hash: String,
}

impl Documents {
    /// Knows these texts. Any other is answered, too, and whoever is signed in may leave one here and
    /// ask by its hash from then on.
    pub fn known(texts: impl IntoIterator<Item = String>) -> Self {
        let known = texts.into_iter().map(|text| (hash(&text), text)).collect();
        Self { known, only: false }
    }

    /// Knows these, too, and refuses any other.
    #[must_use]
    pub fn only_with(mut self, texts: impl IntoIterator<Item = String>) -> Self {
        self.known.extend(texts.into_iter().map(|text| (hash(&text), text)));
        self.only = true;
        self
    }

    /// Puts the query that a hash stands for into its request, and refuses what is not answered.
    pub(crate) fn read(&self, request: &mut Request, session: &Session) -> Result<(), ServerError> {
        let named = request.extensions.get(EXTENSION).cloned();
        let named = named.and_then(|named| async_graphql::from_value::<Persisted>(named).ok());
        let by = named.filter(|_| request.query.is_empty()).map(|named| named.hash);
        if let Some(text) = by.and_then(|hash| self.known.get(&hash)) {
            request.query.clone_from(text);
            request.extensions.remove(EXTENSION);
            return Ok(());
        }
        if self.only && !self.known.contains_key(&hash(&request.query)) {
            let message = "this server answers only the queries in the files of its setting \
                `graphql.documents`; this is none of them";
            return Err(refused(message, "UNKNOWN_QUERY", Pos::default()));
        }
        // What strangers send, and what is large, would only push others out.
        let is_kept = session.operator.is_some() && request.query.len() <= KEPT_BYTES_MAX;
        if self.only || !(is_kept || request.query.is_empty()) {
            request.extensions.remove(EXTENSION);
        }
        Ok(())
    }
}

fn hash(text: &str) -> String {
    hex::encode(Sha256::digest(text))
}
