//! `GET /reports/{id}.pdf`: a report, to operators of its tenant. To anybody else it is not there.

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use actors::Means;
use entities::{DbErr, ids::ReportId, report};

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
    report::find(&means.db, operator.tenant_id, id).await
}
