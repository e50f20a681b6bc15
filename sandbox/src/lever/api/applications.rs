//! Applications of opportunities, and those deleted with them.

use std::cmp::Reverse;

use actix_web::web::{self, Data, Path};
use serde_json::json;

use super::{
    super::{
        Sandbox,
        access::Access,
        answer::{Answer, Refusal, list, one},
        lists::{Params, Span, page},
    },
    opportunities::visible,
};
use crate::now_ms;

/// The longest span of deletions one request may ask for.
const WINDOW_MS_MAX: i64 = 30 * 24 * 60 * 60 * 1000;

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.route("/applications/deleted", web::get().to(deleted));
}

pub(super) fn routes_of_opportunities(config: &mut web::ServiceConfig) {
    config
        .route("/{id}/applications", web::get().to(applications))
        .route("/{id}/applications/{application}", web::get().to(application));
}

async fn applications(
    access: Access,
    sandbox: Data<Sandbox>,
    id: Path<String>,
    params: Params,
) -> Answer {
    access.read("applications")?;
    let account = sandbox.account();
    let items = visible(&account, &access, &id)?
        .applications
        .iter()
        .filter_map(|id| account.applications.get(id))
        .map(|found| ((found.created_at, found.id.clone()), json!(found)))
        .collect();
    let (items, next) = page(items, &params)?;
    Ok(list(&items, next.as_deref()))
}

async fn application(
    access: Access,
    sandbox: Data<Sandbox>,
    path: Path<(String, String)>,
) -> Answer {
    access.read("applications")?;
    let (id, application) = path.into_inner();
    let account = sandbox.account();
    visible(&account, &access, &id)?;
    account
        .applications
        .get(&application)
        .filter(|found| found.opportunity_id == id)
        .map(one)
        .ok_or_else(|| Refusal::not_found("applications", &application))
}

/// Without instants, those of the last thirty days.
async fn deleted(access: Access, sandbox: Data<Sandbox>, params: Params) -> Answer {
    access.read("applications")?;
    let asked = params.span("deleted_at")?;
    let end = match (asked.start, asked.end) {
        (_, Some(end)) => end,
        (Some(start), None) => start.saturating_add(WINDOW_MS_MAX),
        (None, None) => now_ms(),
    };
    let start = asked.start.unwrap_or_else(|| end.saturating_sub(WINDOW_MS_MAX));
    if end.saturating_sub(start) > WINDOW_MS_MAX {
        return Err(Refusal::bad_request("deleted_at may span 30 days at most"));
    }
    let span = Span { start: Some(start), end: Some(end) };
    let account = sandbox.account();
    let items = account
        .deleted_applications
        .iter()
        .filter(|deleted| span.has(Some(deleted.at)))
        .map(|deleted| {
            let mut value = json!(deleted.was);
            if let Some(fields) = value.as_object_mut() {
                fields.insert("deletedBy".to_owned(), json!(deleted.by));
                fields.insert("deletedAt".to_owned(), json!(deleted.at));
            }
            ((Reverse(deleted.at), deleted.was.id.clone()), value)
        })
        .collect();
    let (items, next) = page(items, &params)?;
    Ok(list(&items, next.as_deref()))
}
