//! `POST /webhooks/lever/{secret}`: verify, commit, answer. Answers 2xx only once the row is
//! committed; what a message leads to is not known here.

use actix_web::{HttpResponse, web};
use actors::{Means, Place};
use entities::{
    DbErr, connection,
    ids::{MessageId, TenantId},
    inbox::{self, Arrival, Message},
    sea_orm::TransactionTrait,
    vault::token_hash,
    webhook,
};
use lever::webhook::{Delivery, Event, Refusal, verify};
use secrecy::SecretString;

/// Largest body. Lever's are a few hundred bytes.
const BODY_BYTES_MAX: usize = 64 * 1024;

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
    #[error("the store does not take it; try again")]
    Store(#[from] DbErr),
    #[error("the signing token cannot be read")]
    Vault(#[from] entities::vault::VaultError),
}

impl actix_web::ResponseError for Error {
    fn status_code(&self) -> actix_web::http::StatusCode {
        use actix_web::http::StatusCode;
        match self {
            Self::Address => StatusCode::NOT_FOUND,
            Self::Refused(Refusal::Malformed(_)) => StatusCode::BAD_REQUEST,
            Self::Refused(Refusal::Signature) => StatusCode::UNAUTHORIZED,
            Self::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Vault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

async fn take(
    secret: web::Path<String>,
    body: web::Bytes,
    means: web::Data<Means>,
) -> Result<HttpResponse, Error> {
    let connection = connection::across_tenants_by_hook(&means.db, &token_hash(&secret)).await?;
    let tenant_id = connection.ok_or(Error::Address)?.tenant_id;
    let delivery = verify(&body, &signing_tokens(&means, tenant_id).await?)?;
    if store(&means, tenant_id, delivery).await? {
        means.directory.wake(Place::Tenant(tenant_id));
    }
    Ok(HttpResponse::Ok().finish())
}

async fn signing_tokens(means: &Means, tenant_id: TenantId) -> Result<Vec<SecretString>, Error> {
    let place = webhook::signing_place(tenant_id);
    let rows = webhook::of_tenant(&means.db, tenant_id).await?;
    let opened = rows.iter().map(|row| means.vault.open(&place, &row.signing_token));
    Ok(opened.collect::<Result<_, _>>()?)
}

/// Commits the message; whether there is anything new to do.
async fn store(means: &Means, tenant_id: TenantId, delivery: Delivery) -> Result<bool, Error> {
    let now = means.clock.now();
    let tx = means.db.begin().await?;
    let message = match delivery.event {
        Event::ApplicationCreated { opportunity_id } => {
            Some(Message::ApplicationCreated { opportunity_id })
        }
        Event::CandidateStageChange { opportunity_id, to_stage_id } => {
            Some(Message::StageChanged { opportunity_id, to_stage_id })
        }
        Event::Other => None,
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
    connection::saw_event(&tx, tenant_id, now).await?;
    tx.commit().await?;
    Ok(fresh)
}
