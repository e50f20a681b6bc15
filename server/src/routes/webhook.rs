//! `POST /webhooks/lever/{secret}`: verify, commit, answer. Answers 2xx only once the row is
//! committed; what a message leads to is not known here. Of a delivery that is refused only the
//! count and the reason are kept.

use actix_web::{HttpResponse, ResponseError, web};
use actors::Means;
use chrono::{DateTime, Duration};
use entities::{
    DbErr, Instant,
    health::{self, Announced},
    ids::TenantId,
    inbox::{Arrival, Message},
    vault::token_hash,
};
use lever::webhook::{Delivery, Event, Refusal, verify};

use crate::intake::{Announcement, Intake, NotKept, Signer, SignerError, signer};

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
    #[error(transparent)]
    Signer(#[from] SignerError),
    #[error(transparent)]
    NotKept(#[from] NotKept),
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
            Self::Store(_) | Self::NotKept(_) | Self::Signer(SignerError::Store(_)) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Self::Signer(SignerError::Vault(_)) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

async fn take(
    secret: web::Path<String>,
    body: Result<web::Bytes, actix_web::Error>,
    means: web::Data<Means>,
    intake: web::Data<Intake>,
) -> Result<HttpResponse, Error> {
    let taken = take_in(&secret, body, &means, &intake).await;
    let outcome = match &taken {
        Ok(()) => "kept",
        Err(error) if error.status_code().is_client_error() => "refused",
        Err(_) => "put_off",
    };
    metrics::counter!("fulcrum_webhooks_total", "outcome" => outcome).increment(1);
    taken.map(|()| HttpResponse::Ok().finish())
}

async fn take_in(
    secret: &str,
    body: Result<web::Bytes, actix_web::Error>,
    means: &Means,
    intake: &Intake,
) -> Result<(), Error> {
    let hook_hash = token_hash(secret);
    let now = means.clock.now();
    let signer = signer(means, &hook_hash).await?.ok_or(Error::Address)?;
    let (delivery, at) = match whole(body).and_then(|body| accept(&body, &signer, now)) {
        Ok(accepted) => accepted,
        Err(error) => {
            let why = error.to_string();
            health::refused_event(&means.db, signer.tenant_id, &why, now).await?;
            return Err(error);
        }
    };
    intake.keep(announcement(signer.tenant_id, delivery, at, now)).await?;
    Ok(())
}

fn whole(body: Result<web::Bytes, actix_web::Error>) -> Result<web::Bytes, Error> {
    use actix_web::http::StatusCode;
    body.map_err(|error| match error.as_response_error().status_code() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        _ => Error::Broken,
    })
}

/// A delivery that is Lever's and in time, and when it was triggered.
fn accept(body: &[u8], signer: &Signer, now: Instant) -> Result<(Delivery, Instant), Error> {
    let delivery = verify(body, &signer.tokens)?;
    let triggered_at =
        DateTime::from_timestamp_millis(delivery.triggered_at_ms).ok_or(Error::Stale)?;
    if triggered_at < now - AGE_MAX || triggered_at > now + AHEAD_MAX {
        return Err(Error::Stale);
    }
    Ok((delivery, triggered_at))
}

fn announcement(
    tenant_id: TenantId,
    delivery: Delivery,
    at: Instant,
    now: Instant,
) -> Announcement {
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
    let arrival = message.map(|message| Arrival {
        pipeline_id: None,
        dedup_key: format!("lever {}", delivery.token),
        message,
        due_at: now,
    });
    Announcement { tenant_id, kind, at, arrival }
}
