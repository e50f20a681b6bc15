//! What an account is set up with: `/stages`, `/disposition_stages`, `/archive_reasons`, `/tags`, `/sources`.

use std::collections::BTreeMap;

use actix_web::web::{self, Data, Path};
use serde_json::{Value, json};

use super::super::{
    Sandbox,
    access::Access,
    account::Account,
    answer::{Answer, Refusal, list, one},
    lists::{Params, page},
};

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/stages", web::get().to(stages))
        .route("/stages/{id}", web::get().to(stage))
        .route("/disposition_stages", web::get().to(disposition_stages))
        .route("/archive_reasons", web::get().to(archive_reasons))
        .route("/archive_reasons/{id}", web::get().to(archive_reason))
        .route("/tags", web::get().to(tags))
        .route("/sources", web::get().to(sources));
}

/// A stage by id, for `expand`.
pub(super) fn stage_of(account: &Account, id: &str) -> Option<Value> {
    let stage = account.stage(id)?;
    Some(json!({"id": stage.id, "text": stage.text}))
}

async fn stages(access: Access, sandbox: Data<Sandbox>, params: Params) -> Answer {
    access.read("stages")?;
    let account = sandbox.account();
    let items = account
        .stages
        .iter()
        .map(|stage| ((stage.rank, stage.id.clone()), json!({"id": stage.id, "text": stage.text})))
        .collect();
    let (items, next) = page(items, &params)?;
    Ok(list(&items, next.as_deref()))
}

async fn stage(access: Access, sandbox: Data<Sandbox>, id: Path<String>) -> Answer {
    access.read("stages")?;
    stage_of(&sandbox.account(), &id).map(one).ok_or_else(|| Refusal::not_found("stages", &id))
}

/// Which part of the pipeline a rank lies in.
fn pipeline(rank: f64) -> &'static str {
    if rank < 100.0 {
        "lead"
    } else if rank < 200.0 {
        "applicant"
    } else if rank < 230.0 {
        "screen"
    } else if rank < 260.0 {
        "onsite"
    } else {
        "offer"
    }
}

async fn disposition_stages(access: Access, sandbox: Data<Sandbox>) -> Answer {
    access.read("stages")?;
    let account = sandbox.account();
    let stages: Vec<_> = account
        .stages
        .iter()
        .map(|stage| {
            let pipeline = pipeline(stage.rank.0);
            json!({
                "id": stage.id,
                "text": stage.text,
                "pipeline": pipeline,
                "rank": stage.rank,
                "hasInterview": matches!(pipeline, "screen" | "onsite"),
            })
        })
        .collect();
    let reasons: Vec<_> = account
        .archive_reasons
        .iter()
        // As recorded: without their type here.
        .map(|reason| json!({"id": reason.id, "text": reason.text, "type": null, "status": reason.status}))
        .collect();
    Ok(one(json!({"stages": stages, "archiveReasons": reasons})))
}

async fn archive_reasons(access: Access, sandbox: Data<Sandbox>, params: Params) -> Answer {
    access.read("archive_reasons")?;
    let account = sandbox.account();
    let items = account
        .archive_reasons
        .iter()
        .filter(|reason| params.admits("type", Some(reason.kind)))
        .enumerate()
        .map(|(index, reason)| ((index, reason.id.clone()), json!(reason)))
        .collect();
    let (items, next) = page(items, &params)?;
    Ok(list(&items, next.as_deref()))
}

async fn archive_reason(access: Access, sandbox: Data<Sandbox>, id: Path<String>) -> Answer {
    access.read("archive_reasons")?;
    let account = sandbox.account();
    account
        .archive_reasons
        .iter()
        .find(|reason| reason.id == *id)
        .map(one)
        .ok_or_else(|| Refusal::not_found("archive_reasons", &id))
}

async fn tags(access: Access, sandbox: Data<Sandbox>, params: Params) -> Answer {
    access.read("tags")?;
    let account = sandbox.account();
    counted(&account.tags(), &params)
}

async fn sources(access: Access, sandbox: Data<Sandbox>, params: Params) -> Answer {
    access.read("sources")?;
    let account = sandbox.account();
    let mut counts = BTreeMap::<&str, usize>::new();
    for source in account.opportunities.values().flat_map(|o| &o.sources) {
        *counts.entry(source).or_default() += 1;
    }
    counted(&counts, &params)
}

/// Texts with counts, in the order of the text with case ignored.
fn counted(counts: &BTreeMap<&str, usize>, params: &Params) -> Answer {
    let items = counts
        .iter()
        .map(|(text, count)| {
            let key = (text.to_lowercase(), (*text).to_owned());
            (key, json!({"count": count, "text": text}))
        })
        .collect();
    let (items, next) = page(items, params)?;
    Ok(list(&items, next.as_deref()))
}
