//! `POST /webhooks/lever/{secret}`: verify, commit, answer. Answers 2xx only once the row is
//! committed; what a message leads to is not known here. Of a delivery that is refused only the
//! count and the reason are kept.

use actix_web::{HttpResponse, ResponseError, web};
use actors::{Means, Place};
use chrono::{DateTime, Duration};
use entities::{
    DbErr, Instant, connection,
    health::{self, Announced},
    ids::{MessageId, TenantId},
    inbox::{self, Arrival, Message},
    vault::token_hash,
    webhook,
};
use lever::webhook::{Delivery, Event, Refusal, verify};
use secrecy::SecretString;

/// Largest body. Lever's are a few hundred bytes.
const BODY_BYTES_MAX: usize = 64 * 1024;
/// Older deliveries are refused. Lever keeps them for two weeks, and lets people send one again
/// by hand (documentation, "Webhooks", read 2026-08-26). Seen tokens are kept for longer.
const AGE_MAX: Duration = Duration::days(15);
/// How far Lever's clock may be ahead of ours.
const AHEAD_MAX: Duration = Duration::hours(1);

pub(super) fn configure(config: &mut web::ServiceConfig) {
    config.service(
        web::resource("/webhooks/lever/{secret}")
            .app_data(web::PayloadConfig::new(BODY_BYTES_MAX))
            .route(web::post().to(take)),
    );
}

/// Why a delivery is not taken.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error("no such webhook address")]
    Address,
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error("the delivery is too old, or of the future")]
    Stale,
    #[error("the body is too large")]
    TooLarge,
    #[error("the body did not arrive as a whole")]
    Broken,
    #[error("the store does not take it; try again")]
    Store(#[from] DbErr),
    #[error("the signing token cannot be read")]
    Vault(#[from] entities::vault::VaultError),
}

impl ResponseError for Error {
    fn status_code(&self) -> actix_web::http::StatusCode {
        use actix_web::http::StatusCode;
        match self {
            Self::Address => StatusCode::NOT_FOUND,
            Self::Refused(Refusal::Malformed(_)) | Self::Stale | Self::Broken => {
                StatusCode::BAD_REQUEST
            }
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Refused(Refusal::Signature) => StatusCode::UNAUTHORIZED,
            Self::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Vault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

async fn take(
    secret: web::Path<String>,
    body: Result<web::Bytes, actix_web::Error>,
    means: web::Data<Means>,
) -> Result<HttpResponse, Error> {
    let connection = connection::across_tenants_by_hook(&means.db, &token_hash(&secret)).await?;
    let tenant_id = connection.ok_or(Error::Address)?.tenant_id;
    let now = means.clock.now();
    let (delivery, triggered_at) = match accept(&means, tenant_id, body, now).await {
        Ok(accepted) => accepted,
        Err(error) => {
            if error.status_code().is_client_error() {
                let why = error.to_string();
                health::refused_event(&means.db, tenant_id, &why, now).await?;
            }
            return Err(error);
        }
    };
    if store(&means, tenant_id, delivery, triggered_at).await? {
        means.directory.wake(Place::Tenant(tenant_id));
    }
    Ok(HttpResponse::Ok().finish())
}

/// A delivery that is Lever's and in time, and when it was triggered.
async fn accept(
    means: &Means,
    tenant_id: TenantId,
    body: Result<web::Bytes, actix_web::Error>,
    now: Instant,
) -> Result<(Delivery, Instant), Error> {
    use actix_web::http::StatusCode;
    let body = body.map_err(|error| match error.as_response_error().status_code() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        _ => Error::Broken,
    })?;
    let delivery = verify(&body, &signing_tokens(means, tenant_id).await?)?;
    let triggered_at =
        DateTime::from_timestamp_millis(delivery.triggered_at_ms).ok_or(Error::Stale)?;
    if triggered_at < now - AGE_MAX || triggered_at > now + AHEAD_MAX {
        return Err(Error::Stale);
    }
    Ok((delivery, triggered_at))
}

async fn signing_tokens(means: &Means, tenant_id: TenantId) -> Result<Vec<SecretString>, Error> {
    let place = webhook::signing_place(tenant_id);
    let rows = webhook::of_tenant(&means.db, tenant_id).await?;
    let opened = rows.iter().map(|row| means.vault.open(&place, &row.signing_token));
    Ok(opened.collect::<Result<_, _>>()?)
}

/// Commits the message; whether there is anything new to do.
async fn store(
    means: &Means,
    tenant_id: TenantId,
    delivery: Delivery,
    at: Instant,
) -> Result<bool, Error> {
    let now = means.clock.now();
    let tx = means.db.begin().await?;
    let triggered_at = Some(at);
    let (kind, message) = match delivery.event {
        Event::ApplicationCreated { opportunity_id } => {
            let message = Message::ApplicationCreated { opportunity_id, triggered_at };
            (Announced::Application, Some(message))
        }
        Event::CandidateStageChange { opportunity_id, to_stage_id } => {
            let message = Message::StageChanged { opportunity_id, to_stage_id, triggered_at };
            (Announced::Move, Some(message))
        }
        Event::Other => (Announced::Other, None),
    };
    let fresh = match message {
        Some(message) => {
            let arrival = Arrival {
                pipeline_id: None,
                dedup_key: format!("lever {}", delivery.token),
                message,
                due_at: now,
            };
            inbox::insert(&tx, (tenant_id, MessageId(means.ids.fresh())), arrival, now).await?
        }
        None => false,
    };
    health::saw_event(&tx, tenant_id, kind, at, now).await?;
    tx.commit().await?;
    Ok(fresh)
}
