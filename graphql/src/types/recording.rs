//! A recording of what a candidate said.

use async_graphql::Object;
use entities::{Instant, recording};

/// A piece of what a candidate said for one answer.
pub(crate) struct Recording(pub(crate) recording::Summary);

#[Object]
impl Recording {
    /// The number of the turn that it was said for. The answer that counts is the text, which the
    /// candidate may have changed.
    async fn turn(&self) -> i32 {
        self.0.turn
    }

    /// Where it can be heard by whoever is signed in and may see it; who hears it is written down.
    async fn url(&self) -> String {
        format!("/recordings/{}/{}", self.0.pipeline_id, self.0.client_key)
    }

    /// How long it is, in bytes.
    async fn size_bytes(&self) -> i32 {
        self.0.size_bytes
    }

    /// When it came.
    async fn recorded_at(&self) -> Instant {
        self.0.created_at
    }
}
