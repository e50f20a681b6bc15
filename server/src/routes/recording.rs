//! `GET /recordings/{pipeline}/{key}`: a recording of what a candidate said, to Team Members and above
//! who may see its interview. To anybody else it is not there. Who heard it is in the audit log before
//! they have it.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{Method, header},
    web,
};
use actors::Means;
use entities::{
    DbErr,
    audit_entry::{self, Act},
    ids::PipelineId,
    pipeline,
    recording::{self, Model},
    vault::VaultError,
};
use graphql::rules::Who;
use serde_json::json;
use utoipa::OpenApi;
use uuid::Uuid;

use super::{problem::only, session_of};

pub(super) fn configure(config: &mut web::ServiceConfig) {
    config.service(only("/recordings/{pipeline}/{key}", Method::GET, download));
}

#[derive(OpenApi)]
#[openapi(paths(download))]
pub(super) struct Described;

/// Why there is no sound.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error("use the store")]
    Store(#[from] DbErr),
    #[error("open the recording")]
    Vault(#[from] VaultError),
}

/// A sound with its media type.
type Sound = (String, Vec<u8>);

/// A recording of what a candidate said.
#[utoipa::path(
    get, path = "/recordings/{pipeline}/{key}", tag = "admin", operation_id = "recordingOf",
    params(
        ("pipeline" = String, Path, description = "`pipeline:<uuid>` of the interview."),
        ("key" = String, Path, description = "Of the recording."),
    ),
    responses(
        (status = OK, description = "Sound.", content_type = "audio/webm"),
        (status = NOT_FOUND, description = "There is none, or not for who asks."),
        (status = SERVICE_UNAVAILABLE, description = "It could not be read; try again."),
    ),
    security(("session" = []), ("token" = [])),
)]
async fn download(
    request: HttpRequest,
    of: web::Path<(String, String)>,
    means: web::Data<Means>,
) -> HttpResponse {
    match find(&request, &of, &means).await {
        Ok(Some((media_type, sound))) => HttpResponse::Ok()
            .content_type(media_type)
            .insert_header((header::CACHE_CONTROL, "private, no-store"))
            .body(sound),
        Ok(None) => HttpResponse::NotFound().body("there is no such recording, or not for you"),
        Err(error) => {
            tracing::error!(error = format!("{:#}", anyhow::Error::from(error)), "recording");
            HttpResponse::ServiceUnavailable().body("the recording could not be read; try again")
        }
    }
}

async fn find(
    request: &HttpRequest,
    (pipeline_id, key): &(String, String),
    means: &Means,
) -> Result<Option<Sound>, Error> {
    let session = session_of(request, means).await?;
    let actor = session.actor();
    let allowed = |role| Who::TeamMember.includes(Some(role));
    let Some(operator) = session.operator.filter(|it| allowed(it.role)) else { return Ok(None) };
    let Ok(pipeline_id) = pipeline_id.parse::<PipelineId>() else { return Ok(None) };
    let Ok(key) = Uuid::parse_str(key) else { return Ok(None) };
    let tenant_id = operator.tenant_id;
    let of = pipeline::find(&means.db, tenant_id, pipeline_id).await?;
    if of.is_none_or(|of| !operator.sees(&of.posting_id)) {
        return Ok(None);
    }
    let row = recording::find(&means.db, tenant_id, pipeline_id, key).await?;
    let Some(row) = row else { return Ok(None) };
    let Some(audio) = &row.audio else { return Ok(None) };
    let sound = means.vault.open_bytes(&Model::place(pipeline_id, key), audio)?;
    let act = Act {
        actor,
        action: "hearRecording".to_owned(),
        subject: pipeline_id.to_string(),
        details: json!({"recording": key, "turn": row.turn}),
    };
    let tx = means.db.begin().await?;
    audit_entry::append(&tx, tenant_id, act, means.clock.now()).await?;
    tx.commit().await?;
    Ok(Some((row.media_type, sound)))
}
