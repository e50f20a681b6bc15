//! Queries that are known by their SHA-256: those that clients leave here, as Apollo's automatic persisted
//! queries have it, or those alone that the installation names.

use std::collections::HashMap;

use async_graphql::{
    Pos, Request, ServerError,
    extensions::apollo_persisted_queries::{CacheStorage, LruCacheStorage},
};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::{fences::refused, session::Session};

/// Queries that clients left here and that are kept, the ones used last.
const LEFT_MAX: usize = 500;
/// Longest query that is kept, in bytes.
const LEFT_BYTES_MAX: usize = 16_384;
/// The extension of a request that has the hash.
const EXTENSION: &str = "persistedQuery";

/// Queries that are known by their hash before anybody asks, and whether others are answered.
#[derive(Clone)]
pub struct Documents {
    known: HashMap<String, String>,
    only: bool,
    /// Those that clients left here.
    left: LruCacheStorage,
}

impl Default for Documents {
    fn default() -> Self {
        Self::known([])
    }
}

impl std::fmt::Debug for Documents {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = f.debug_struct("Documents");
        shown.field("known", &self.known.len()).field("only", &self.only).finish_non_exhaustive()
    }
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
        Self { known, only: false, left: LruCacheStorage::new(LEFT_MAX) }
    }

    /// Knows these, too, and refuses any other.
    #[must_use]
    pub fn only_with(mut self, texts: impl IntoIterator<Item = String>) -> Self {
        self.known.extend(texts.into_iter().map(|text| (hash(&text), text)));
        self.only = true;
        self
    }

    /// Puts the query that a hash stands for into its request, and refuses what is not answered.
    pub(crate) async fn read(
        &self,
        request: &mut Request,
        session: &Session,
    ) -> Result<(), ServerError> {
        let named = request.extensions.remove(EXTENSION);
        let named = named.map(async_graphql::from_value::<Persisted>).transpose();
        let named = named.map_err(|error| invalid(&format!("`{EXTENSION}`: {error}")))?;
        let named = named.map(|named| named.hash);
        let is_short = request.query.is_empty();
        let text = named.as_ref().filter(|_| is_short).and_then(|hash| self.known.get(hash));
        if let Some(text) = text {
            request.query.clone_from(text);
            return Ok(());
        }
        if self.only {
            let is_known = self.known.contains_key(&hash(&request.query));
            return if is_known { Ok(()) } else { Err(unknown()) };
        }
        let Some(named) = named else { return Ok(()) };
        if is_short {
            request.set_parsed_query(self.left.get(named).await.ok_or_else(not_found)?);
            return Ok(());
        }
        if named != hash(&request.query) {
            return Err(invalid("the hash is of another query"));
        }
        // What strangers send, and what is large, would only push others out.
        if session.operator.is_some() && request.query.len() <= LEFT_BYTES_MAX {
            self.left.set(named, request.parsed_query()?.clone()).await;
        }
        Ok(())
    }
}

fn unknown() -> ServerError {
    let message = "this server answers only the queries in the files of its setting \
        `graphql.documents`; this is none of them";
    refused(message, "UNKNOWN_QUERY", Pos::default())
}

fn invalid(message: &str) -> ServerError {
    refused(message, "INVALID", Pos::default())
}

/// In the words that clients know.
fn not_found() -> ServerError {
    refused("PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND", Pos::default())
}

fn hash(text: &str) -> String {
    hex::encode(Sha256::digest(text))
}
