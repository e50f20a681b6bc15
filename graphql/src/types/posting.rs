//! The advertised position.

use async_graphql::{ID, Object};
use entities::posting;

/// The advertised position, as Lever last showed it.
pub(crate) struct Posting(pub(crate) posting::Model);

#[Object]
impl Posting {
    /// Lever's id.
    async fn id(&self) -> ID {
        self.0.lever_id.clone().into()
    }

    /// Its title.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// Where the work is, as Lever words it.
    async fn location(&self) -> Option<&str> {
        self.0.location.as_deref()
    }

    /// The team, as Lever words it.
    async fn team(&self) -> Option<&str> {
        self.0.team.as_deref()
    }

    /// Its public page, if published.
    async fn url(&self) -> Option<&str> {
        self.0.url.as_deref()
    }
}
