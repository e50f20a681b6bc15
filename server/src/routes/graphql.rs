//! `POST /graphql`: the admin API. What is told as it happens is in `socket`.

use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder, guard,
    http::{
        StatusCode,
        header::{self, Header as _},
    },
    web,
};
use actors::Means;
use async_graphql::{BatchRequest, BatchResponse};
use graphql::Api;
use serde_json::{Map, Value};
use utoipa::{
    OpenApi, PartialSchema, ToSchema,
    openapi::{
        RefOr, Schema, Type,
        schema::{ArrayBuilder, Object, ObjectBuilder, OneOfBuilder, SchemaType},
    },
};

use super::{problem::plain, session_of, socket};
use crate::config;

/// How long a browser remembers which other sites may ask, in seconds.
const PREFLIGHT_SECS: usize = 600;
/// The media type of its own that an answer may have.
const ANSWER: &str = "application/graphql-response+json";
const JSON: &str = "application/json";

/// What this route is set to; one for all threads.
#[derive(Clone, Debug)]
pub(crate) struct Gate {
    /// Sites whose pages may ask.
    cors_origins: Vec<String>,
    /// Largest request.
    body_bytes_max: usize,
}

impl Gate {
    pub(crate) fn new(config: &config::Graphql) -> Self {
        let cors_origins = config.cors_origins.clone();
        Self { cors_origins, body_bytes_max: config.body_bytes_max }
    }

    /// Lets the page of another site read the answer, if it may ask. Cookies are never let through:
    /// such a page asks by a token.
    fn open(&self, request: &HttpRequest, answer: &mut HttpResponseBuilder) {
        let origin = request.headers().get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
        let known = self.cors_origins.iter().find(|known| Some(known.as_str()) == origin);
        if let Some(origin) = known {
            answer.insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.as_str()));
        }
        answer.append_header((header::VARY, "origin"));
    }

    /// Whose page opens a socket, which browsers let every page do.
    pub(super) fn page(&self, request: &HttpRequest, means: &Means) -> Page {
        let header = |name| request.headers().get(name).map(|it| it.to_str().unwrap_or_default());
        let Some(origin) = header(header::ORIGIN) else { return Page::Ours };
        let host = origin.split_once("://").map(|(_, host)| host);
        if origin == means.links.to("") || (host.is_some() && host == header(header::HOST)) {
            Page::Ours
        } else if self.cors_origins.iter().any(|known| known == origin) {
            Page::Known
        } else {
            Page::Foreign
        }
    }
}

/// Whose page asks.
pub(super) enum Page {
    /// Ours, or none of a browser.
    Ours,
    /// That of a site that may ask, but not by our cookie.
    Known,
    /// Another.
    Foreign,
}

pub(super) fn configure(config: &mut web::ServiceConfig, gate: &Gate) {
    // JSON only: a form of another site cannot send that, so a cookie alone is safe to trust.
    let json = guard::fn_guard(|ctx| {
        let kind = ctx.head().headers().get("content-type");
        kind.and_then(|kind| kind.to_str().ok())
            .is_some_and(|kind| kind.starts_with("application/json"))
    });
    config.service(
        web::resource("/graphql")
            .app_data(web::PayloadConfig::new(gate.body_bytes_max))
            .app_data(web::Data::new(gate.clone()))
            .route(web::post().guard(json).to(execute))
            .route(web::post().to(unsupported))
            .route(web::get().to(socket::open))
            .route(web::method(actix_web::http::Method::OPTIONS).to(preflight)),
    );
}

#[derive(OpenApi)]
#[openapi(paths(execute))]
pub(super) struct Described;

/// The body of a request, as GraphQL over HTTP has it.
enum GraphqlRequest {}

impl PartialSchema for GraphqlRequest {
    fn schema() -> RefOr<Schema> {
        let or_null =
            |kind| ObjectBuilder::new().schema_type(SchemaType::Array(vec![kind, Type::Null]));
        let one = || {
            ObjectBuilder::new()
                .property("query", Object::with_type(Type::String))
                .property("operationName", or_null(Type::String))
                .property("variables", or_null(Type::Object))
                .property("extensions", or_null(Type::Object))
        };
        let several = ArrayBuilder::new().items(one()).min_items(Some(1));
        OneOfBuilder::new().item(one()).item(several).into()
    }
}

impl ToSchema for GraphqlRequest {}

/// Asks the admin API, which tells its own schema.
#[utoipa::path(
    post, path = "/graphql", tag = "admin", operation_id = "graphql",
    request_body(content = GraphqlRequest, description = "One query, or several."),
    security((), ("session" = []), ("token" = [])),
    responses(
        (status = OK, description = "`data`, `errors`; for several queries a list.", content(
            (Value = "application/json"),
            (Value = "application/graphql-response+json"),
        )),
        (status = BAD_REQUEST, description = "The body is no request of GraphQL.", content(
            (String = "text/plain"),
            (Value = "application/graphql-response+json"),
        )),
        (status = PAYLOAD_TOO_LARGE, description = "It is too large.", body = String),
        (status = UNSUPPORTED_MEDIA_TYPE, description = "It is not JSON.", body = String),
        (status = SERVICE_UNAVAILABLE, description = "Try again.", body = String),
    ),
)]
async fn execute(
    request: HttpRequest,
    body: web::Bytes,
    api: web::Data<Api>,
    gate: web::Data<Gate>,
    means: web::Data<Means>,
) -> actix_web::Result<HttpResponse> {
    let session = session_of(&request, &means).await.map_err(|error| {
        tracing::error!(%error, "session could not be read");
        actix_web::error::ErrorServiceUnavailable("the store does not answer; try again")
    })?;
    let asked = read(&body).map_err(|why| {
        actix_web::error::ErrorBadRequest(format!("the body is no GraphQL request: {why}"))
    })?;
    answered(&request, &gate, &api.answer_batch(asked, session).await)
}

/// One query or several. A list of what is not a query would otherwise pass for the parts of one.
fn read(body: &[u8]) -> Result<BatchRequest, String> {
    let asked: Value = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    let fits = asked.as_array().map_or(asked.is_object(), |several| {
        !several.is_empty() && several.iter().all(Value::is_object)
    });
    if !fits {
        return Err("it is neither an object nor a list of objects".to_owned());
    }
    serde_json::from_value(asked).map_err(|error| error.to_string())
}

/// Which media type the answer has: plain JSON, unless the newer one is wanted more.
fn media_type(request: &HttpRequest) -> &'static str {
    let wanted = header::Accept::parse(request).map(|accept| accept.ranked()).unwrap_or_default();
    let known = wanted
        .iter()
        .find(|kind| [ANSWER, JSON, "application/*", "*/*"].contains(&kind.essence_str()));
    if known.is_some_and(|kind| kind.essence_str() == ANSWER) { ANSWER } else { JSON }
}

/// As <https://graphql.github.io/graphql-over-http/draft/> has it (read 2026-11-26): an answer in the
/// newer media type says by its status, too, that a query was refused as a whole.
fn answered(
    request: &HttpRequest,
    gate: &Gate,
    answer: &BatchResponse,
) -> actix_web::Result<HttpResponse> {
    let kind = media_type(request);
    let refused = matches!(answer, BatchResponse::Single(one)
        if !one.errors.is_empty() && one.errors.iter().all(|it| it.path.is_empty()));
    let (mut body, mut status) = (serde_json::to_string(answer)?, StatusCode::OK);
    if refused {
        let mut fields: Map<String, Value> = serde_json::from_str(&body)?;
        fields.remove("data");
        body = serde_json::to_string(&fields)?;
        if kind == ANSWER {
            status = StatusCode::BAD_REQUEST;
        }
    }
    let mut opened = HttpResponse::build(status);
    gate.open(request, &mut opened);
    for (name, value) in answer.http_headers_iter() {
        opened.append_header((name.as_str(), value.as_bytes()));
    }
    Ok(opened.content_type(kind).body(body))
}

/// A browser asks whether a page of another site may ask.
async fn preflight(request: HttpRequest, gate: web::Data<Gate>) -> HttpResponse {
    let mut answer = HttpResponse::build(StatusCode::NO_CONTENT);
    gate.open(&request, &mut answer);
    answer
        .insert_header((header::ACCESS_CONTROL_ALLOW_METHODS, "POST"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type"))
        .insert_header((header::ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECS))
        .finish()
}

async fn unsupported() -> HttpResponse {
    plain(StatusCode::UNSUPPORTED_MEDIA_TYPE, "send the query as application/json")
}
