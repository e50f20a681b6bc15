//! Answers requests, within limits.

use std::{any::TypeId, future::ready, sync::Arc};

use actors::Means;
use async_graphql::{
    BatchRequest, BatchResponse, Data, Executor, Pos, Request, Response, ServerError,
};
use futures_util::{
    FutureExt, StreamExt,
    stream::{self, BoxStream},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, TryAcquireError};

use crate::{
    Schema,
    documents::Documents,
    error::unsourced,
    fences::{self, DIRECTIVES_MAX, Limits, NESTING_MAX, Shape, refused},
    loaders::Loaders,
    query::CountedOut,
    schema, sdl,
    session::{Session, SignIns},
    texts,
};

/// Most errors of one answer.
const ERRORS_MAX: usize = 20;
/// What the library calls things that our own walk, or other libraries, give these codes.
const LIBRARY_CODES: [(&str, &str); 3] = [
    ("Query is too complex.", "TOO_COMPLEX"),
    ("Query is nested too deep.", "TOO_DEEP"),
    ("Subscriptions are not supported on this transport.", "NOT_ON_A_SOCKET"),
];
/// Longest error about a query that cannot be read, in bytes: it repeats the line.
const UNREADABLE_BYTES_MAX: usize = 1_000;
/// Subscriptions of one socket at a time.
const SUBSCRIPTIONS_MAX: usize = 20;

/// The admin API.
pub struct Api {
    schema: Schema,
    shape: Shape,
    means: Means,
    limits: Limits,
    documents: Documents,
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
        documents: Documents,
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
            .data(CountedOut::default())
            .finish();
        Ok(Self { schema, shape: Shape::of(&sdl())?, means, limits, documents })
    }

    /// Answers one query, or some, one after the other.
    pub async fn answer_batch(&self, asked: BatchRequest, mut session: Session) -> BatchResponse {
        match asked {
            BatchRequest::Single(request) => {
                BatchResponse::Single(self.answer(request, session).await)
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
                    // Which this one may have changed.
                    session.company = None;
                }
                BatchResponse::Batch(answers)
            }
        }
    }

    /// Answers one query.
    pub async fn answer(&self, request: Request, session: Session) -> Response {
        let request = match self.read(request, &session).await {
            Ok(request) => request,
            Err(error) => return refusal(error),
        };
        let request = match Loaders::new(&self.means, &session) {
            Some(loaders) => request.data(loaders),
            None => request,
        };
        let answer = self.schema.execute(request.data(session));
        match tokio::time::timeout(self.limits.timeout, answer).await {
            Ok(answer) => told(answer),
            Err(_) => Response::from_errors(vec![self.too_long()]),
        }
    }

    /// The request with what its hash stands for, and without what no text of ours has, if it may be
    /// carried out. Our own hook of the library's would be called once more for each field.
    async fn read(&self, mut request: Request, session: &Session) -> Result<Request, ServerError> {
        request.variables.values_mut().for_each(texts::without_nul);
        texts::refuse_nul(&request.query)?;
        self.documents.read(&mut request, session).await?;
        fences::check(request.parsed_query()?, &self.shape, &self.limits, session)?;
        Ok(request)
    }

    fn too_long(&self) -> ServerError {
        let seconds = self.limits.timeout.as_secs();
        tracing::warn!(seconds, "a query took too long");
        let message = format!("this took longer than {seconds} s and was given up; ask for less");
        refused(&message, "TIMEOUT", Pos::default())
    }
}

/// The admin API as one socket has it: subscriptions only. The session is in the socket's data.
#[derive(Clone, Debug)]
pub struct OnSocketApi {
    api: Arc<Api>,
    places: Arc<Semaphore>,
}

impl OnSocketApi {
    /// For one socket.
    pub fn new(api: Arc<Api>) -> Self {
        Self { api, places: Arc::new(Semaphore::new(SUBSCRIPTIONS_MAX)) }
    }

    /// The answers to one subscription, as long as it holds its place.
    async fn watch(
        self,
        request: Request,
        session: Session,
        place: Result<OwnedSemaphorePermit, TryAcquireError>,
    ) -> Result<BoxStream<'static, Response>, ServerError> {
        let place = place.map_err(|_| {
            let message = format!("a socket has {SUBSCRIPTIONS_MAX} subscriptions at most");
            refused(&message, "TOO_MANY_SUBSCRIPTIONS", Pos::default())
        })?;
        let mut request = self.api.read(request, &session).await?;
        fences::check_socket(request.parsed_query()?)?;
        let answers = self.api.schema.execute_stream(request.data(session));
        let answers = answers.map(move |answer| {
            let _held = &place;
            told(answer)
        });
        Ok(answers.boxed())
    }
}

impl Executor for OnSocketApi {
    async fn execute(&self, request: Request) -> Response {
        self.api.answer(request, Session::default()).await
    }

    fn execute_stream(
        &self,
        request: Request,
        of_socket: Option<Arc<Data>>,
    ) -> BoxStream<'static, Response> {
        let session = of_socket.as_ref().and_then(|data| data.get(&TypeId::of::<Session>()));
        let session = session.and_then(|session| session.downcast_ref::<Session>());
        // Taken here, for which of them is looked at first is left to chance.
        let place = self.places.clone().try_acquire_owned();
        let answers = self.clone().watch(request, session.cloned().unwrap_or_default(), place);
        let answers = answers.map(|answers| {
            answers.unwrap_or_else(|error| stream::once(ready(refusal(error))).boxed())
        });
        answers.flatten_stream().boxed()
    }
}

/// The answer to what is not carried out.
fn refusal(error: ServerError) -> Response {
    Response::from_errors(vec![coded(error)])
}

/// An answer with its faults masked, and with errors that are few, short and have codes.
fn told(mut answer: Response) -> Response {
    answer.errors.truncate(ERRORS_MAX);
    answer.errors = answer.errors.into_iter().map(|error| coded(unsourced(error))).collect();
    answer
}

/// Gives an error that the library words a code: what is no query of this schema is `INVALID`.
fn coded(mut error: ServerError) -> ServerError {
    if error.message.len() > UNREADABLE_BYTES_MAX {
        "the query cannot be read as GraphQL".clone_into(&mut error.message);
    }
    let extensions = error.extensions.get_or_insert_default();
    if extensions.get("code").is_none() {
        let known = LIBRARY_CODES.iter().find(|(message, _)| *message == error.message);
        extensions.set("code", known.map_or("INVALID", |(_, code)| code));
    }
    error
}
