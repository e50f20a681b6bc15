//! `GET /sign-in/{token}`: a one-time link signs its operator in.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        Method, StatusCode,
        header::{self, ContentType},
    },
    web,
};
use actors::Means;
use entities::{DbErr, operator, sign_in_link};
use utoipa::OpenApi;

use super::{
    origin_of,
    problem::{only, plain, wait_secs},
};
use crate::limits::Limits;

pub(super) fn configure(config: &mut web::ServiceConfig) {
    config.service(only("/sign-in/{token}", Method::GET, sign_in));
}

#[derive(OpenApi)]
#[openapi(paths(sign_in))]
pub(super) struct Described;

/// Signs the operator in whom the link was made for, once, and sends the browser to the dashboard.
#[utoipa::path(
    get, path = "/sign-in/{token}", tag = "admin",
    params(("token" = String, Path, description = "The secret part of the link.")),
    responses(
        (status = SEE_OTHER, description = "To the dashboard; with a cookie, if the link was good."),
        (status = NOT_FOUND, description = "The link cannot be read.", body = String),
        (status = TOO_MANY_REQUESTS, description = "Too many links were tried.", body = String),
        (status = SERVICE_UNAVAILABLE, description = "Try again.", body = String),
    ),
)]
async fn sign_in(
    request: HttpRequest,
    token: web::Path<String>,
    means: web::Data<Means>,
    limits: web::Data<Limits>,
) -> HttpResponse {
    if let Err(wait) = limits.sign_in(origin_of(&request).address) {
        let seconds = wait_secs(wait);
        return HttpResponse::TooManyRequests()
            .insert_header((header::RETRY_AFTER, seconds))
            .content_type(ContentType::plaintext())
            .body(format!("Too many links were tried. Try again in {seconds} seconds."));
    }
    match redeem(&request, &token, &means).await {
        Ok(Some(cookie)) => HttpResponse::SeeOther()
            .insert_header((header::SET_COOKIE, cookie))
            .insert_header((header::LOCATION, "/"))
            .finish(),
        Ok(None) => {
            HttpResponse::SeeOther().insert_header((header::LOCATION, "/?link=used")).finish()
        }
        Err(error) => {
            tracing::error!(%error, "sign-in link failed");
            plain(StatusCode::SERVICE_UNAVAILABLE, "The store does not answer. Try again.")
        }
    }
}

async fn redeem(
    request: &HttpRequest,
    token: &str,
    means: &Means,
) -> Result<Option<String>, DbErr> {
    let Some(link) = sign_in_link::redeem(&means.db, token, means.clock.now()).await? else {
        return Ok(None);
    };
    match operator::find(&means.db, link.tenant_id, link.operator_id).await? {
        Some(operator) => {
            let origin = origin_of(request);
            Ok(Some(graphql::session::begin(means, &operator, &origin, "link").await?))
        }
        None => Ok(None),
    }
}
