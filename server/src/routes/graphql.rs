//! `POST /graphql`: the admin API.

use actix_web::{HttpRequest, HttpResponse, guard, web};
use actors::Means;
use async_graphql_actix_web::GraphQLResponse;
use graphql::{Schema, prepare};

use super::session_of;

/// Largest request.
const BODY_BYTES_MAX: usize = 256 * 1024;

pub(super) fn configure(config: &mut web::ServiceConfig) {
    // JSON only: a form of another site cannot send that, so a cookie alone is safe to trust.
    let json = guard::fn_guard(|ctx| {
        let kind = ctx.head().headers().get("content-type");
        kind.and_then(|kind| kind.to_str().ok())
            .is_some_and(|kind| kind.starts_with("application/json"))
    });
    config.service(
        web::resource("/graphql")
            .app_data(web::PayloadConfig::new(BODY_BYTES_MAX))
            .route(web::post().guard(json).to(execute))
            .route(web::post().to(unsupported)),
    );
}

async fn execute(
    request: HttpRequest,
    body: web::Bytes,
    schema: web::Data<Schema>,
    means: web::Data<Means>,
) -> actix_web::Result<GraphQLResponse> {
    let session = session_of(&request, &means).await.map_err(|error| {
        tracing::error!(%error, "session could not be read");
        actix_web::error::ErrorServiceUnavailable("the store does not answer; try again")
    })?;
    let query = serde_json::from_slice::<async_graphql::Request>(&body).map_err(|error| {
        actix_web::error::ErrorBadRequest(format!("the body is no GraphQL request: {error}"))
    })?;
    Ok(schema.execute(prepare(query, &means, session)).await.into())
}

async fn unsupported() -> HttpResponse {
    HttpResponse::UnsupportedMediaType().body("send the query as application/json")
}
