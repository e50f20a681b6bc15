//! `GET /reports/{id}.pdf`: a report, to operators who may see its interview; `GET /r/{secret}`: to
//! whoever has a link that an operator made. To anybody else it is not there. Who read it is in the
//! audit log before they have it.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{Method, StatusCode, header},
    web,
};
use actors::Means;
use entities::{
    DbErr, Instant,
    audit_entry::{self, Act, Actor},
    ids::ReportId,
    pipeline, report,
    report_share::{self, OPENS_MAX},
};
use serde_json::json;
use utoipa::OpenApi;

use super::{
    origin_of,
    problem::{only, plain},
    session_of,
};

pub(super) fn configure(config: &mut web::ServiceConfig) {
    config.service(only("/reports/{id}.pdf", Method::GET, download)).service(only(
        "/r/{secret}",
        Method::GET,
        shared,
    ));
}

/// Reads a report by a link that ends.
#[utoipa::path(
    get, path = "/r/{secret}", tag = "admin", operation_id = "sharedReport",
    params(("secret" = String, Path, description = "The secret part of the link.")),
    responses(
        (status = OK, description = "A PDF/UA.", content_type = "application/pdf", body = [u8]),
        (status = NOT_FOUND, description = "There is no such link.", body = String),
        (status = GONE, description = "It has ended, or the report was erased.", body = String),
        (status = SERVICE_UNAVAILABLE, description = "Try again.", body = String),
    ),
)]
async fn shared(
    request: HttpRequest,
    secret: web::Path<String>,
    means: web::Data<Means>,
) -> HttpResponse {
    let mut answer = answer(find_shared(&request, &secret, &means).await);
    // The address is a secret: nobody is to find or keep it.
    let robots = header::HeaderName::from_static("x-robots-tag");
    answer.headers_mut().insert(robots, header::HeaderValue::from_static("noindex, nofollow"));
    let caching = header::HeaderValue::from_static("private, no-store");
    answer.headers_mut().insert(header::CACHE_CONTROL, caching);
    answer
}

#[derive(OpenApi)]
#[openapi(paths(download, shared))]
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
    answer(find(&request, &id, &means).await)
}

fn answer(found: Result<Found, DbErr>) -> HttpResponse {
    match found {
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
        Ok(Found::Ended(at)) => {
            let day = at.format("%-d %B %Y");
            HttpResponse::Gone()
                .body(format!("this link ended on {day}; ask who gave it to you for another one"))
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
    /// There was a link.
    Ended(Instant),
    Nothing,
}

async fn find_shared(request: &HttpRequest, secret: &str, means: &Means) -> Result<Found, DbErr> {
    let now = means.clock.now();
    let Some(share) = report_share::of_secret(&means.db, secret).await? else {
        return Ok(Found::Nothing);
    };
    let (tenant_id, of) = (share.tenant_id, share.pipeline_id);
    let erased = pipeline::find(&means.db, tenant_id, of).await?.and_then(|of| of.erased_at);
    if let Some(at) = erased {
        return Ok(Found::Erased(at));
    }
    let report = report::find(&means.db, tenant_id, share.report_id).await?;
    let Some(report) = report else { return Ok(Found::Nothing) };
    let tx = means.db.begin().await?;
    if !report_share::open(&tx, (tenant_id, share.id), now).await? {
        let used_up = (share.opens >= OPENS_MAX).then_some(share.opened_at).flatten();
        let at = share.revoked_at.or(used_up).unwrap_or(share.expires_at);
        return Ok(Found::Ended(at));
    }
    let act = Act {
        actor: Actor::Nobody,
        action: "readSharedReport".to_owned(),
        subject: of.to_string(),
        details: json!({
            "share": share.id.to_string(),
            "report": report.id.to_string(),
            "sha256": report.sha256,
            "address": origin_of(request).address,
        }),
    };
    audit_entry::append(&tx, tenant_id, act, now).await?;
    tx.commit().await?;
    Ok(Found::Report(Box::new(report)))
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
