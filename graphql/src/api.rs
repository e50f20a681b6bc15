//! Answers requests, within limits.

use std::sync::Arc;

use actors::Means;
use async_graphql::{BatchRequest, BatchResponse, Pos, Request, Response, ServerError};

use crate::{
    Schema,
    error::unsourced,
    fences::{self, DIRECTIVES_MAX, Limits, NESTING_MAX, Shape, refused},
    loaders::Loaders,
    schema, sdl,
    session::{Session, SignIns},
    texts,
};

/// Most errors of one answer.
const ERRORS_MAX: usize = 20;
/// What the library calls a query that costs too much, with the codes that our own walk gives it.
const LIBRARY_CODES: [(&str, &str); 2] =
    [("Query is too complex.", "TOO_COMPLEX"), ("Query is nested too deep.", "TOO_DEEP")];
/// Longest error about a query that cannot be read, in bytes: it repeats the line.
const UNREADABLE_BYTES_MAX: usize = 1_000;

/// The admin API.
pub struct Api {
    schema: Schema,
    shape: Shape,
    means: Means,
    limits: Limits,
}

impl std::fmt::Debug for Api {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Api").field("limits", &self.limits).finish_non_exhaustive()
    }
}

impl Api {
    /// The API over a store and its means. Fails only if the schema cannot be read back.
    pub fn new(
        means: Means,
        limits: Limits,
        sign_ins: Arc<SignIns>,
    ) -> Result<Self, async_graphql::parser::Error> {
        let schema = schema()
            .limit_depth(limits.depth)
            .limit_complexity(limits.complexity)
            .limit_recursive_depth(NESTING_MAX)
            .limit_directives(DIRECTIVES_MAX)
            .disable_suggestions()
            .data(means.clone())
            .data(sign_ins)
            .finish();
        Ok(Self { schema, shape: Shape::of(&sdl())?, means, limits })
    }

    /// Answers one query, or some, one after the other.
    pub async fn answer_batch(&self, asked: BatchRequest, session: &Session) -> BatchResponse {
        match asked {
            BatchRequest::Single(request) => {
                BatchResponse::Single(self.answer(request, session.clone()).await)
            }
            BatchRequest::Batch(requests) if requests.len() > self.limits.batch => {
                let message = format!("a request has {} queries at most", self.limits.batch);
                let error = refused(&message, "TOO_MANY_QUERIES", Pos::default());
                BatchResponse::Single(Response::from_errors(vec![error]))
            }
            BatchRequest::Batch(requests) => {
                let mut answers = Vec::new();
                for request in requests {
                    answers.push(self.answer(request, session.clone()).await);
                }
                BatchResponse::Batch(answers)
            }
        }
    }

    /// Answers one query.
    pub async fn answer(&self, mut request: Request, session: Session) -> Response {
        request.variables.values_mut().for_each(texts::without_nul);
        let checked = texts::refuse_nul(&request.query)
            .and_then(|()| request.parsed_query())
            .and_then(|query| fences::check(query, &self.shape, &self.limits, &session));
        if let Err(mut error) = checked {
            if error.message.len() > UNREADABLE_BYTES_MAX {
                "the query cannot be read as GraphQL".clone_into(&mut error.message);
            }
            return Response::from_errors(vec![coded(error)]);
        }
        let request = match &session.operator {
            Some(operator) => request.data(Loaders::new(&self.means, operator.tenant_id)),
            None => request,
        };
        let answer = self.schema.execute(request.data(session));
        let Ok(mut answer) = tokio::time::timeout(self.limits.timeout, answer).await else {
            return Response::from_errors(vec![self.too_long()]);
        };
        answer.errors.truncate(ERRORS_MAX);
        answer.errors = answer.errors.into_iter().map(|error| coded(unsourced(error))).collect();
        answer
    }

    fn too_long(&self) -> ServerError {
        let seconds = self.limits.timeout.as_secs();
        tracing::warn!(seconds, "a query took too long");
        let message = format!("this took longer than {seconds} s and was given up; ask for less");
        refused(&message, "TIMEOUT", Pos::default())
    }
}

/// Gives an error that the library words a code: what is no query of this schema is `INVALID`.
fn coded(mut error: ServerError) -> ServerError {
    let extensions = error.extensions.get_or_insert_default();
    if extensions.get("code").is_none() {
        let known = LIBRARY_CODES.iter().find(|(message, _)| *message == error.message);
        extensions.set("code", known.map_or("INVALID", |(_, code)| code));
    }
    error
}
