//! `/healthz`: the process lives. `/readyz`: it can work.

use actix_web::{
    HttpResponse, Responder,
    http::{Method, StatusCode},
    web,
};
use actors::Means;
use utoipa::OpenApi;

use super::problem::{only, plain};

pub(super) fn configure(config: &mut web::ServiceConfig) {
    config.service(only("/healthz", Method::GET, healthz)).service(only(
        "/readyz",
        Method::GET,
        readyz,
    ));
}

#[derive(OpenApi)]
#[openapi(paths(healthz, readyz))]
pub(super) struct Described;

/// Tells that the process lives.
#[utoipa::path(
    get, path = "/healthz", tag = "running",
    responses((status = OK, description = "It lives.", body = String)),
)]
async fn healthz() -> impl Responder {
    "ok"
}

/// Tells whether the server can work.
#[utoipa::path(
    get, path = "/readyz", tag = "running",
    responses(
        (status = OK, description = "It can.", body = String),
        (status = SERVICE_UNAVAILABLE, description = "The store does not answer.", body = String),
    ),
)]
async fn readyz(means: web::Data<Means>) -> HttpResponse {
    match means.db.ping().await {
        Ok(()) => plain(StatusCode::OK, "ready"),
        Err(error) => {
            tracing::error!(%error, "the store does not answer");
            plain(StatusCode::SERVICE_UNAVAILABLE, "the store does not answer")
        }
    }
}
