//! `GET /reports/{id}.pdf`: a report, to operators who may see its interview. To anybody else it is
//! not there. Who read it is in the audit log before they have it.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{Method, StatusCode, header},
    web,
};
use actors::Means;
use entities::{
    DbErr, Instant,
    audit_entry::{self, Act},
    ids::ReportId,
    pipeline, report,
};
use serde_json::json;
use utoipa::OpenApi;

use super::{
    problem::{only, plain},
    session_of,
};

pub(super) fn configure(config: &mut web::ServiceConfig) {
    config.service(only("/reports/{id}.pdf", Method::GET, download));
}

#[derive(OpenApi)]
#[openapi(paths(download))]
pub(super) struct Described;

/// Reads a report.
#[utoipa::path(
    get, path = "/reports/{id}.pdf", tag = "admin",
    params(("id" = String, Path, description = "`report:<uuid>`, as the admin API names it.")),
    security(("session" = []), ("token" = [])),
    responses(
        (status = OK, description = "A PDF/UA.", content_type = "application/pdf", body = [u8]),
        (status = NOT_FOUND, description = "There is none, or not for you.", body = String),
        (status = GONE, description = "It was erased.", body = String),
        (status = SERVICE_UNAVAILABLE, description = "Try again.", body = String),
    ),
)]
async fn download(
    request: HttpRequest,
    id: web::Path<String>,
    means: web::Data<Means>,
) -> HttpResponse {
    match find(&request, &id, &means).await {
        Ok(Found::Report(report)) => HttpResponse::Ok()
            .content_type("application/pdf")
            .insert_header((
                header::CONTENT_DISPOSITION,
                "inline; filename=\"Interview Report.pdf\"",
            ))
            .insert_header((header::CACHE_CONTROL, "private, no-store"))
            .body(report.pdf),
        Ok(Found::Erased(at)) => {
            let day = at.format("%-d %B %Y");
            plain(StatusCode::GONE, format!("this report was erased on {day}"))
        }
        Ok(Found::Nothing) => {
            plain(StatusCode::NOT_FOUND, "there is no such report, or not for you")
        }
        Err(error) => {
            tracing::error!(%error, "report could not be read");
            plain(StatusCode::SERVICE_UNAVAILABLE, "the store does not answer; try again")
        }
    }
}

/// What there is for whoever asks.
enum Found {
    Report(Box<report::Model>),
    Erased(Instant),
    Nothing,
}

async fn find(request: &HttpRequest, id: &str, means: &Means) -> Result<Found, DbErr> {
    let session = session_of(request, means).await?;
    let actor = session.actor();
    let Some(operator) = session.operator else { return Ok(Found::Nothing) };
    let Ok(id) = id.parse::<ReportId>() else { return Ok(Found::Nothing) };
    let tenant_id = operator.tenant_id;
    let report = report::find(&means.db, tenant_id, id).await?;
    let Some(report) = report else { return Ok(Found::Nothing) };
    let of = pipeline::find(&means.db, tenant_id, report.pipeline_id).await?;
    let Some(of) = of.filter(|of| operator.sees(&of.posting_id)) else {
        return Ok(Found::Nothing);
    };
    if let Some(at) = of.erased_at {
        return Ok(Found::Erased(at));
    }
    let act = Act {
        actor,
        action: "readReport".to_owned(),
        subject: report.pipeline_id.to_string(),
        details: json!({"report": report.id.to_string(), "sha256": report.sha256}),
    };
    let tx = means.db.begin().await?;
    audit_entry::append(&tx, tenant_id, act, means.clock.now()).await?;
    tx.commit().await?;
    Ok(Found::Report(Box::new(report)))
}
