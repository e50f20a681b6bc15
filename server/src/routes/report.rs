//! `GET /reports/{id}.pdf`: a report, to operators who may see its interview. To anybody else it is
//! not there.

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use actors::Means;
use entities::{DbErr, ids::ReportId, pipeline, report};

use super::session_of;

pub(super) fn configure(config: &mut web::ServiceConfig) {
    config.route("/reports/{id}.pdf", web::get().to(download));
}

async fn download(
    request: HttpRequest,
    id: web::Path<String>,
    means: web::Data<Means>,
) -> HttpResponse {
    match find(&request, &id, &means).await {
        Ok(Some(report)) => HttpResponse::Ok()
            .content_type("application/pdf")
            .insert_header((
                header::CONTENT_DISPOSITION,
                "inline; filename=\"Interview Report.pdf\"",
            ))
            .insert_header((header::CACHE_CONTROL, "private, no-store"))
            .body(report.pdf),
        Ok(None) => HttpResponse::NotFound().body("there is no such report, or not for you"),
        Err(error) => {
            tracing::error!(%error, "report could not be read");
            HttpResponse::ServiceUnavailable().body("the store does not answer; try again")
        }
    }
}

async fn find(
    request: &HttpRequest,
    id: &str,
    means: &Means,
) -> Result<Option<report::Model>, DbErr> {
    let Some(operator) = session_of(request, means).await?.operator else { return Ok(None) };
    let Ok(id) = id.parse::<ReportId>() else { return Ok(None) };
    let tenant_id = operator.tenant_id;
    let Some(report) = report::find(&means.db, tenant_id, id).await? else { return Ok(None) };
    if operator.sees_only().is_some() {
        let of = pipeline::find(&means.db, tenant_id, report.pipeline_id).await?;
        return Ok(of.is_some_and(|of| operator.sees(&of.posting_id)).then_some(report));
    }
    Ok(Some(report))
}
