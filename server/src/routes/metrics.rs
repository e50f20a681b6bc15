//! `/metrics`: what the process counts, for Prometheus. Numbers only, of nobody.

use std::sync::OnceLock;

use actix_web::{
    HttpResponse,
    http::{Method, StatusCode},
    web,
};
use actors::Means;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use utoipa::OpenApi;

use super::problem::{only, plain};

/// The process has one recorder, however many servers it runs.
static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// Begins to count.
pub(crate) fn install() {
    RECORDER.get_or_init(|| match PrometheusBuilder::new().install_recorder() {
        Ok(handle) => Some(handle),
        Err(error) => {
            tracing::warn!(%error, "nothing is counted");
            None
        }
    });
}

pub(super) fn configure(config: &mut web::ServiceConfig) {
    config.service(only("/metrics", Method::GET, show));
}

#[derive(OpenApi)]
#[openapi(paths(show))]
pub(super) struct Described;

/// Reads what the process counts, as Prometheus does.
#[utoipa::path(
    get, path = "/metrics", tag = "running", operation_id = "metrics",
    responses(
        (status = OK, description = "Numbers, of nobody.", body = String),
        (status = SERVICE_UNAVAILABLE, description = "Nothing is counted.", body = String),
    ),
)]
async fn show(means: web::Data<Means>) -> HttpResponse {
    let Some(handle) = RECORDER.get().and_then(Option::as_ref) else {
        return plain(StatusCode::SERVICE_UNAVAILABLE, "nothing is counted");
    };
    let directory = &means.directory;
    let actors = u32::try_from(directory.awake()).unwrap_or(u32::MAX);
    metrics::gauge!("fulcrum_actors_awake").set(actors);
    if let Some(owned) = directory.ownership().partitions() {
        let owned = u32::try_from(owned).unwrap_or(u32::MAX);
        metrics::gauge!("fulcrum_partitions_owned").set(owned);
    }
    HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(handle.render())
}
