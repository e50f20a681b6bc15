//! Queries that are known by their SHA-256: those that clients leave here, as Apollo's automatic persisted
//! queries have it, or those alone that the installation names.

use std::collections::HashMap;

use async_graphql::{
    Pos, Request, ServerError,
    extensions::apollo_persisted_queries::{CacheStorage, LruCacheStorage},
    parser::{self, parse_query, types::ExecutableDocument},
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
#[derive(Clone, Default)]
pub struct Documents {
    known: HashMap<String, ExecutableDocument>,
    only: bool,
    left: Left,
}

/// Those that clients left here.
#[derive(Clone)]
struct Left(LruCacheStorage);

impl Default for Left {
    fn default() -> Self {
        Self(LruCacheStorage::new(LEFT_MAX))
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
    /// ask by its hash from then on. Fails when one cannot be read as GraphQL.
    pub fn known(texts: impl IntoIterator<Item = String>) -> Result<Self, parser::Error> {
        Self::default().and(texts)
    }

    /// Knows these, too, and refuses any other. Fails when one cannot be read as GraphQL.
    pub fn only_with(self, texts: impl IntoIterator<Item = String>) -> Result<Self, parser::Error> {
        Ok(Self { only: true, ..self.and(texts)? })
    }

    fn and(mut self, texts: impl IntoIterator<Item = String>) -> Result<Self, parser::Error> {
        for text in texts {
            self.known.insert(hash(&text), parse_query(&text)?);
        }
        Ok(self)
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
        let known = named.as_ref().filter(|_| is_short).and_then(|hash| self.known.get(hash));
        if let Some(document) = known {
            request.set_parsed_query(document.clone());
            return Ok(());
        }
        if self.only {
            let is_known = self.known.contains_key(&hash(&request.query));
            return if is_known { Ok(()) } else { Err(unknown()) };
        }
        let Some(named) = named else { return Ok(()) };
        if is_short {
            request.set_parsed_query(self.left.0.get(named).await.ok_or_else(not_found)?);
            return Ok(());
        }
        if named != hash(&request.query) {
            return Err(invalid("the hash is of another query"));
        }
        // What strangers send, and what is large, would only push others out.
        if session.operator.is_some() && request.query.len() <= LEFT_BYTES_MAX {
            self.left.0.set(named, request.parsed_query()?.clone()).await;
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
