//! `/requisitions` and `/requisition_fields`.

use std::cmp::Reverse;

use actix_web::web::{self, Data, Path};
use serde_json::{Value, json};

use super::{
    super::{
        Sandbox,
        access::Access,
        answer::{Answer, Refusal, list, one},
        lists::{Params, page},
    },
    shown,
};

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/requisitions", web::get().to(requisitions))
        .route("/requisitions/{id}", web::get().to(requisition))
        .route("/requisition_fields", web::get().to(fields))
        .route("/requisition_fields/{id}", web::get().to(field));
}

async fn requisitions(access: Access, sandbox: Data<Sandbox>, params: Params) -> Answer {
    access.read("requisitions")?;
    let shown = shown(&access, &params)?;
    let created = params.span("created_at")?;
    let account = sandbox.account();
    let items = account
        .requisitions
        .iter()
        .filter(|requisition| {
            shown.shows(requisition.confidentiality)
                && created.has(Some(requisition.created_at))
                && params.admits("status", Some(requisition.status))
                && params.admits("requisition_code", Some(&requisition.requisition_code))
        })
        .map(|requisition| {
            ((Reverse(requisition.created_at), requisition.id.clone()), json!(requisition))
        })
        .collect();
    let (items, next) = page(items, &params)?;
    Ok(list(&items, next.as_deref()))
}

async fn requisition(access: Access, sandbox: Data<Sandbox>, id: Path<String>) -> Answer {
    access.read("requisitions")?;
    let account = sandbox.account();
    let found = account.requisitions.iter().find(|requisition| requisition.id == *id);
    let found = found.ok_or_else(|| Refusal::not_found("requisitions", &id))?;
    if found.confidentiality != "non-confidential" {
        access.read_confidential()?;
    }
    Ok(one(found))
}

/// Fields the company adds to its requisitions: id, type, text.
const FIELDS: &[(&str, &str, &str)] =
    &[("cost_center", "text", "Cost center"), ("target_hire_date", "date", "Target hire date")];

fn answered((id, kind, text): (&str, &str, &str)) -> Value {
    json!({"id": id, "type": kind, "text": text, "isRequired": false})
}

async fn fields(access: Access, params: Params) -> Answer {
    access.read("requisition_fields")?;
    let items = FIELDS.iter().map(|field| (field.0.to_owned(), answered(*field))).collect();
    let (items, next) = page(items, &params)?;
    Ok(list(&items, next.as_deref()))
}

async fn field(access: Access, id: Path<String>) -> Answer {
    access.read("requisition_fields")?;
    let found = FIELDS.iter().find(|field| field.0 == id.as_str());
    let found = found.ok_or_else(|| Refusal::not_found("requisition_fields", &id))?;
    Ok(one(answered(*found)))
}
