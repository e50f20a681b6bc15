//! `/control`: the account itself, as its administrators and recruiters change it.

use actix_web::{
    HttpResponse,
    web::{self, Bytes, Data, Path},
};
use serde::Deserialize;
use serde_json::json;

use super::super::{
    Sandbox,
    account::Account,
    answer::{Answer, read_body},
};
use super::{Which, ok};

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/account", web::get().to(which_account))
        .route("/account", web::post().to(become_account))
        .route("/tags", web::get().to(tags))
        .route("/tags", web::post().to(set_tags))
        .route("/stages", web::post().to(add_stage))
        .route("/stages/{id}", web::post().to(rename_stage))
        .route("/stages/{id}", web::delete().to(delete_stage))
        .route("/merge", web::post().to(merge))
        .route("/hire", web::post().to(hire))
        .route("/origin", web::post().to(origin))
        .route("/toggles", web::get().to(toggles))
        .route("/toggles", web::post().to(set_toggles));
}

async fn which_account(sandbox: Data<Sandbox>) -> HttpResponse {
    ok(&json!({"id": sandbox.account().id}))
}

#[derive(Deserialize)]
struct AccountId {
    id: String,
}

/// Whoever connects from then on connects another account, whose people happen to be the same.
async fn become_account(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let AccountId { id } = read_body(&body)?;
    sandbox.change(|account, _| account.id.clone_from(&id));
    Ok(ok(&json!({"id": id})))
}

fn tags_of(account: &Account) -> HttpResponse {
    ok(&json!({"locked": account.tags_locked, "known": account.known_tags}))
}

async fn tags(sandbox: Data<Sandbox>) -> HttpResponse {
    tags_of(&sandbox.account())
}

#[derive(Deserialize)]
struct SetTags {
    locked: Option<bool>,
    known: Option<Vec<String>>,
}

async fn set_tags(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let set: SetTags = read_body(&body)?;
    sandbox.change(|account, _| {
        account.tags_locked = set.locked.unwrap_or(account.tags_locked);
        if let Some(known) = set.known {
            account.known_tags = known.into_iter().collect();
        }
        Ok(tags_of(account))
    })
}

#[derive(Deserialize)]
struct Text {
    text: String,
}

async fn add_stage(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let Text { text } = read_body(&body)?;
    let stage = sandbox.change(|account, _| account.add_stage(&text))?;
    Ok(ok(&json!({"id": stage.id, "text": stage.text})))
}

async fn rename_stage(sandbox: Data<Sandbox>, id: Path<String>, body: Bytes) -> Answer {
    let Text { text } = read_body(&body)?;
    let stage = sandbox.change(|account, _| account.rename_stage(&id, &text))?;
    Ok(ok(&json!({"id": stage.id, "text": stage.text})))
}

async fn delete_stage(sandbox: Data<Sandbox>, id: Path<String>) -> Answer {
    let (stage, moved) = sandbox.change(|account, now| account.delete_stage(&id, now))?;
    Ok(ok(&json!({"deleted": *id, "moved_to": stage.id, "moved": moved})))
}

#[derive(Deserialize)]
struct Merge {
    from: String,
    into: String,
}

async fn merge(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let Merge { from, into } = read_body(&body)?;
    let (contact, moved) = sandbox.change(|account, now| account.merge(&from, &into, now))?;
    Ok(ok(&json!({"opportunity": from, "contact": contact, "moved": moved})))
}

async fn hire(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let Which { opportunity } = read_body(&body)?;
    sandbox.change(|account, now| {
        account.hire(&opportunity, now)?;
        let archived = &account.opportunity(&opportunity)?.archived;
        Ok(ok(&json!({"opportunity": opportunity, "archived": archived})))
    })
}

#[derive(Deserialize)]
struct Origin {
    opportunity: String,
    origin: String,
}

async fn origin(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let Origin { opportunity, origin } = read_body(&body)?;
    sandbox.change(|account, now| account.correct_origin(&opportunity, origin.clone(), now))?;
    Ok(ok(&json!({"opportunity": opportunity, "origin": origin})))
}

fn toggles_of(account: &Account) -> HttpResponse {
    ok(&json!({
        "applicationCreated": account.toggles.application_created,
        "candidateStageChange": account.toggles.candidate_stage_change,
    }))
}

async fn toggles(sandbox: Data<Sandbox>) -> HttpResponse {
    toggles_of(&sandbox.account())
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SetToggles {
    application_created: Option<bool>,
    candidate_stage_change: Option<bool>,
}

async fn set_toggles(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let set: SetToggles = read_body(&body)?;
    sandbox.change(|account, _| {
        let toggles = &mut account.toggles;
        toggles.application_created =
            set.application_created.unwrap_or(toggles.application_created);
        toggles.candidate_stage_change =
            set.candidate_stage_change.unwrap_or(toggles.candidate_stage_change);
        Ok(toggles_of(account))
    })
}
