//! An expected refusal.

use async_graphql::{Enum, Error, SimpleObject};
use entities::Instant;

use crate::error::fault;

/// An expected refusal.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct Problem {
    /// What kind, for programs.
    code: ProblemCode,
    /// What and why, for people.
    message: String,
    /// With `THROTTLED`: when the same may be tried again.
    retry_at: Option<Instant>,
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
    /// It was tried too often.
    Throttled,
}

impl Problem {
    pub(crate) fn new(code: ProblemCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), retry_at: None }
    }

    pub(crate) fn signed_out() -> Self {
        Self::new(ProblemCode::Unauthenticated, "sign in first")
    }

    /// `what` was tried too often; it may be again at `retry_at`.
    pub(crate) fn throttled(what: &str, now: Instant, retry_at: Instant) -> Self {
        let minutes = (retry_at - now).num_seconds().max(1).unsigned_abs().div_ceil(60);
        let unit = if minutes == 1 { "minute" } else { "minutes" };
        let message = format!("{what}; try again in {minutes} {unit}");
        Self { code: ProblemCode::Throttled, message, retry_at: Some(retry_at) }
    }

    /// What and why, for people.
    pub(crate) fn text(&self) -> &str {
        &self.message
    }

    /// What kind, as programs read it.
    pub(crate) fn code_text(&self) -> &'static str {
        match self.code {
            ProblemCode::Unauthenticated => "UNAUTHENTICATED",
            ProblemCode::Forbidden => "FORBIDDEN",
            ProblemCode::NotFound => "NOT_FOUND",
            ProblemCode::Invalid => "INVALID",
            ProblemCode::Conflict => "CONFLICT",
            ProblemCode::NotConfigured => "NOT_CONFIGURED",
            ProblemCode::Throttled => "THROTTLED",
        }
    }

    pub(crate) fn not_found(message: impl Into<String>) -> Self {
        Self::new(ProblemCode::NotFound, message)
    }

    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(ProblemCode::Invalid, message)
    }

    pub(crate) fn conflict(message: impl Into<String>) -> Self {
        Self::new(ProblemCode::Conflict, message)
    }
}

/// Why a mutation was not carried out.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// Expected; part of the answer.
    Problem(Problem),
    /// Ours; masked.
    Fault(Error),
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Fault(error)
    }
}

impl From<entities::DbErr> for Refusal {
    fn from(error: entities::DbErr) -> Self {
        Self::Fault(fault(error))
    }
}

impl From<actors::ConnectingError> for Refusal {
    fn from(error: actors::ConnectingError) -> Self {
        Self::Fault(fault(error))
    }
}

impl From<lever::Error> for Refusal {
    fn from(error: lever::Error) -> Self {
        Self::Fault(fault(error))
    }
}

/// Parts what is answered from what is a fault.
pub(crate) fn answer<T, A>(
    done: Result<T, Refusal>,
    thing: impl FnOnce(T) -> A,
    problem: impl FnOnce(Problem) -> A,
) -> Result<A, Error> {
    match done {
        Ok(done) => Ok(thing(done)),
        Err(Refusal::Problem(refused)) => Ok(problem(refused)),
        Err(Refusal::Fault(error)) => Err(error),
    }
}
