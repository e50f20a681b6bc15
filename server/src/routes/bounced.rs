//! `POST /mail/bounced`: a mail server's report of a mail that is late or cannot be delivered, as it is.
//! By the secret of the settings for every company's mails, or by an API token of a Super Admin or
//! Admin that may write for their own company's.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{Method, StatusCode, header::AUTHORIZATION},
    web,
};
use actors::{Means, Place};
use entities::{DbErr, api_token::Scope, ids::TenantId, operator::Role};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use subtle::ConstantTimeEq;
use utoipa::{OpenApi, ToSchema};

use super::{problem::only, session_of};
use crate::bounces::{Keeper, Outcome, REPORT_BYTES_MAX, take};

/// The secret by which reports about every company's mails are taken; empty: by none.
#[derive(Clone, Debug)]
pub(crate) struct BounceSecret(pub(crate) SecretString);

pub(super) fn configure(config: &mut web::ServiceConfig) {
    config.service(
        only("/mail/bounced", Method::POST, report)
            .app_data(web::PayloadConfig::new(REPORT_BYTES_MAX)),
    );
}

#[derive(OpenApi)]
#[openapi(paths(report))]
pub(super) struct Described;

/// What came of a report.
#[derive(Serialize, ToSchema)]
struct Told {
    /// In one word; none: it was not looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    outcome: Option<Outcome>,
    /// For people.
    message: String,
}

/// Whose mails somebody may report on.
enum Asker {
    Everybody,
    Company(TenantId),
    Nobody,
}

async fn asker(request: &HttpRequest, means: &Means) -> Result<Asker, DbErr> {
    // Only by a header that no browser sends by itself.
    let Some(given) = request.headers().get(AUTHORIZATION) else { return Ok(Asker::Nobody) };
    let secret = request.app_data::<web::Data<BounceSecret>>();
    let secret = secret.map(|secret| secret.0.expose_secret()).unwrap_or_default();
    let expected = format!("Bearer {secret}");
    if !secret.is_empty() && bool::from(expected.as_bytes().ct_eq(given.as_bytes())) {
        return Ok(Asker::Everybody);
    }
    let session = session_of(request, means).await?;
    let may = session.scope == Some(Scope::Write);
    let operator = session
        .operator
        .filter(|operator| may && matches!(operator.role, Role::SuperAdmin | Role::Admin));
    Ok(operator.map_or(Asker::Nobody, |operator| Asker::Company(operator.tenant_id)))
}

/// Takes a mail server's report of a mail that is late or cannot be delivered (RFC 3464).
#[utoipa::path(
    post, path = "/mail/bounced", tag = "running", operation_id = "bounced",
    request_body(content_type = "message/rfc822", content = String, description = "The report."),
    responses(
        (status = OK, description = "What came of it.", body = Told),
        (status = BAD_REQUEST, description = "The body broke off, or there is none.", body = Told),
        (status = UNAUTHORIZED, description = "By nobody who may.", body = Told),
        (status = PAYLOAD_TOO_LARGE, description = "Too large for a report.", body = Told),
        (status = SERVICE_UNAVAILABLE, description = "Send it again.", body = Told),
    ),
    security(("token" = [])),
)]
async fn report(
    request: HttpRequest,
    body: Result<web::Bytes, actix_web::Error>,
    means: web::Data<Means>,
) -> HttpResponse {
    let answer = |status, message: &str| {
        HttpResponse::build(status).json(Told { outcome: None, message: message.to_owned() })
    };
    let fault = |error: DbErr| {
        tracing::error!(%error, "a report of a bounce could not be kept");
        answer(StatusCode::SERVICE_UNAVAILABLE, "the store does not answer; send it again")
    };
    let tenant_id = match asker(&request, &means).await {
        Ok(Asker::Everybody) => None,
        Ok(Asker::Company(tenant_id)) => Some(tenant_id),
        Ok(Asker::Nobody) => {
            let message = "say who you are: `Authorization: Bearer` with `mail.bounce_secret`, or with \
                           an API token of an Admin that may write";
            return answer(StatusCode::UNAUTHORIZED, message);
        }
        Err(error) => return fault(error),
    };
    let body = match body {
        Ok(body) => body,
        Err(error) => {
            return match error.as_response_error().status_code() {
                StatusCode::PAYLOAD_TOO_LARGE => answer(
                    StatusCode::PAYLOAD_TOO_LARGE,
                    "too large for a delivery report: have the headers returned instead of the mail",
                ),
                _ => answer(StatusCode::BAD_REQUEST, "the body broke off; send it again"),
            };
        }
    };
    if body.is_empty() {
        return answer(StatusCode::BAD_REQUEST, "the body is empty: send the report as it came");
    }
    match take(Keeper::of(&means, tenant_id), &body).await {
        Ok((outcome, woken)) => {
            if let Some((tenant_id, pipeline_id)) = woken {
                means.directory.wake(Place::Pipeline(tenant_id, pipeline_id));
            }
            let message = outcome.words().to_owned();
            HttpResponse::Ok().json(Told { outcome: Some(outcome), message })
        }
        Err(error) => fault(error),
    }
}
