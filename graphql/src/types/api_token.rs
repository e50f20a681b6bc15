//! A token for another front end.

use async_graphql::{Enum, ID, Object};
use entities::{
    Instant,
    api_token::{self, Scope},
};

/// A token by which another front end asks in the viewer's name, without the token itself.
pub(crate) struct ApiToken(pub(crate) api_token::Model);

/// Tokens of the viewer.
pub(crate) struct ApiTokens(pub(crate) Vec<api_token::Model>);

/// What a token may do of what its operator may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Scope")]
pub(crate) enum TokenScope {
    /// Look.
    Read,
    /// Look and change. Never connect Lever, nor change passwords, sessions, tokens and who sees
    /// what.
    Write,
}

#[Object]
impl ApiTokens {
    /// Each of them, the newest first.
    async fn nodes(&self) -> Vec<ApiToken> {
        self.0.iter().cloned().map(ApiToken).collect()
    }
}

#[Object]
impl ApiToken {
    /// `api_token:<uuid>`.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// What the viewer calls it.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// What it may do.
    async fn scope(&self) -> TokenScope {
        self.0.scope.into()
    }

    /// When made.
    async fn created_at(&self) -> Instant {
        self.0.created_at
    }

    /// When it ends by itself.
    async fn expires_at(&self) -> Instant {
        self.0.expires_at
    }
}
