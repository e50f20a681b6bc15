//! A signed-in browser.

use async_graphql::{Context, ID, Object};
use entities::{Instant, session, vault::token_hash};

use crate::session::Session as Asking;

/// A signed-in browser of the viewer.
pub(crate) struct Session(session::Model);

/// Signed-in browsers of the viewer.
pub(crate) struct Sessions(pub(crate) Vec<session::Model>);

#[Object]
impl Sessions {
    /// Each of them, the newest first.
    async fn nodes(&self) -> Vec<Session> {
        self.0.iter().cloned().map(Session).collect()
    }
}

#[Object]
impl Session {
    /// `session:<uuid>`.
    async fn id(&self) -> ID {
        self.0.id().to_string().into()
    }

    /// What the browser said it is, when signed in; null when it said nothing.
    async fn browser(&self) -> Option<&str> {
        self.0.browser.as_deref()
    }

    /// When signed in.
    async fn created_at(&self) -> Instant {
        self.0.created_at
    }

    /// When it ends by itself.
    async fn expires_at(&self) -> Instant {
        self.0.expires_at
    }

    /// Whether it is the one that asks.
    async fn current(&self, ctx: &Context<'_>) -> bool {
        let token = ctx.data_opt::<Asking>().and_then(|asking| asking.token());
        token.is_some_and(|token| token_hash(token) == self.0.token_hash)
    }
}
