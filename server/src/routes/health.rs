//! `/healthz`: the process lives. `/readyz`: it can work.

use actix_web::{HttpResponse, Responder, web};
use actors::Means;

pub(super) fn configure(config: &mut web::ServiceConfig) {
    config.route("/healthz", web::get().to(healthz)).route("/readyz", web::get().to(readyz));
}

async fn healthz() -> impl Responder {
    "ok"
}

async fn readyz(means: web::Data<Means>) -> HttpResponse {
    match means.db.ping().await {
        Ok(()) => HttpResponse::Ok().body("ready"),
        Err(error) => {
            tracing::error!(%error, "the store does not answer");
            HttpResponse::ServiceUnavailable().body("the store does not answer")
        }
    }
}
