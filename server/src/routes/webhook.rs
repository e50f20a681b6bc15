//! `POST /webhooks/lever/{secret}`: answers 2xx only once what came is kept; what a message leads to
//! is not known here.

use actix_web::{HttpResponse, ResponseError, http::StatusCode, web};
use entities::vault::token_hash;
use lever::webhook::Refusal;
use utoipa::OpenApi;

use crate::intake::{Arrived, Intake, NoBody, NotTaken};

/// Largest body. Lever's are a few hundred bytes.
const BODY_BYTES_MAX: usize = 64 * 1024;

pub(super) fn configure(config: &mut web::ServiceConfig) {
    config.service(
        web::resource("/webhooks/lever/{secret}")
            .app_data(web::PayloadConfig::new(BODY_BYTES_MAX))
            .route(web::post().to(take)),
    );
}

#[derive(OpenApi)]
#[openapi(paths(take))]
pub(super) struct Described;

impl ResponseError for NotTaken {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Address => StatusCode::NOT_FOUND,
            Self::Refused(Refusal::Malformed(_)) | Self::Stale | Self::NoBody(NoBody::Broken) => {
                StatusCode::BAD_REQUEST
            }
            Self::NoBody(NoBody::TooLarge) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Refused(Refusal::Signature) => StatusCode::UNAUTHORIZED,
            Self::Busy | Self::Slow | Self::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Vault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// Takes what Lever announces; signed, as Lever describes it.
#[utoipa::path(
    post, path = "/webhooks/lever/{secret}", tag = "lever",
    params(("secret" = String, Path, description = "The company's.")),
    request_body(content = Object, description = "An event of Lever's, with its signature."),
    responses(
        (status = OK, description = "It is kept."),
        (status = BAD_REQUEST, description = "It cannot be read, or is too old.", body = String),
        (status = UNAUTHORIZED, description = "It is not signed by Lever.", body = String),
        (status = NOT_FOUND, description = "Nobody's address.", body = String),
        (status = PAYLOAD_TOO_LARGE, description = "It is too large.", body = String),
        (status = INTERNAL_SERVER_ERROR, description = "A fault of ours.", body = String),
        (status = SERVICE_UNAVAILABLE, description = "Send it again.", body = String),
    ),
)]
async fn take(
    secret: web::Path<String>,
    body: Result<web::Bytes, actix_web::Error>,
    intake: web::Data<Intake>,
) -> Result<HttpResponse, NotTaken> {
    let body = body.map_err(|error| match error.as_response_error().status_code() {
        StatusCode::PAYLOAD_TOO_LARGE => NoBody::TooLarge,
        _ => NoBody::Broken,
    });
    let taken = intake.take(Arrived { hook_hash: token_hash(&secret), body }).await;
    let outcome = match &taken {
        Ok(()) => "kept",
        Err(NotTaken::Busy) => "busy",
        Err(error) if error.status_code().is_client_error() => "refused",
        Err(_) => "put_off",
    };
    metrics::counter!("fulcrum_webhooks_total", "outcome" => outcome).increment(1);
    taken.map(|()| HttpResponse::Ok().finish())
}
