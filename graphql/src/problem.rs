//! An expected refusal.

use async_graphql::{Enum, SimpleObject};

/// An expected refusal.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct Problem {
    /// What kind, for programs.
    code: ProblemCode,
    /// What and why, for people.
    message: String,
}

/// Kinds of refusals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum ProblemCode {
    /// Nobody is signed in, or the credentials are wrong.
    Unauthenticated,
    /// The operator's role does not allow it.
    Forbidden,
    /// There is no such thing, or not for this operator.
    NotFound,
    /// The input is not acceptable.
    Invalid,
    /// It does not go with how things stand.
    Conflict,
    /// The installation lacks a setting.
    NotConfigured,
}

impl Problem {
    pub(crate) fn new(code: ProblemCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    pub(crate) fn signed_out() -> Self {
        Self::new(ProblemCode::Unauthenticated, "sign in first")
    }
}
