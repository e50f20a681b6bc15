//! The settings page: who is let in, the account's stages and tags.

use std::sync::atomic::Ordering;

use actix_web::{
    HttpResponse,
    web::{self, Data, Form, Path},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    super::{Sandbox, access::API_KEY, account::Account, locked, rate::second},
    done,
};
use crate::page::see_other;

const HERE: &str = "/settings";

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/settings", web::get().to(settings))
        .route("/revoke", web::post().to(revoke))
        .route("/settings/expire", web::post().to(expire))
        .route("/settings/oauth", web::post().to(set_oauth))
        .route("/settings/api_key", web::post().to(set_api_key))
        .route("/settings/tags", web::post().to(set_tags))
        .route("/settings/stages", web::post().to(add_stage))
        .route("/settings/stages/{id}", web::post().to(rename_stage))
        .route("/settings/stages/{id}/delete", web::post().to(delete_stage));
}

fn stages(account: &Account) -> Vec<Value> {
    let people = |id: &str| account.opportunities.values().filter(|it| it.stage == id).count();
    let each = account.stages.iter();
    each.map(|stage| {
        json!({
            "id": stage.id,
            "text": stage.text,
            "people": people(&stage.id),
            "stays": stage.takes_arrivals(),
        })
    })
    .collect()
}

async fn settings(sandbox: Data<Sandbox>) -> HttpResponse {
    let usage = locked(&sandbox.usage).list(second());
    let account = sandbox.account();
    let oauth = locked(&sandbox.oauth);
    let view = json!({
        "title": "Settings",
        "here": "settings",
        "company": account.name,
        "connected": oauth.is_connected(),
        "lenient": oauth.lenient,
        "pkce_required": oauth.pkce_required,
        "api_key": API_KEY,
        "api_key_revoked": sandbox.api_key_revoked.load(Ordering::Relaxed),
        "rate_per_second": sandbox.rate_per_second,
        "usage": usage,
        "stages": stages(&account),
        "tags_locked": account.tags_locked,
        "known_tags": account.known_tags,
        "users": account.users,
    });
    sandbox.pages.show("settings.html", view)
}

async fn revoke(sandbox: Data<Sandbox>) -> HttpResponse {
    locked(&sandbox.oauth).revoke();
    see_other(HERE)
}

async fn expire(sandbox: Data<Sandbox>) -> HttpResponse {
    locked(&sandbox.oauth).expire();
    see_other(HERE)
}

/// A check box that is off is not in the form.
#[derive(Deserialize)]
struct SetOauth {
    lenient: Option<String>,
    pkce_required: Option<String>,
}

async fn set_oauth(sandbox: Data<Sandbox>, form: Form<SetOauth>) -> HttpResponse {
    let mut oauth = locked(&sandbox.oauth);
    oauth.lenient = form.lenient.is_some();
    oauth.pkce_required = form.pkce_required.is_some();
    see_other(HERE)
}

#[derive(Deserialize)]
struct SetApiKey {
    revoked: bool,
}

async fn set_api_key(sandbox: Data<Sandbox>, form: Form<SetApiKey>) -> HttpResponse {
    sandbox.api_key_revoked.store(form.revoked, Ordering::Relaxed);
    see_other(HERE)
}

#[derive(Deserialize)]
struct SetTags {
    locked: Option<String>,
    /// One a line.
    known: String,
}

async fn set_tags(sandbox: Data<Sandbox>, form: Form<SetTags>) -> HttpResponse {
    sandbox.change(|account, _| {
        account.tags_locked = form.locked.is_some();
        let lines = form.known.lines().map(str::trim).filter(|line| !line.is_empty());
        account.known_tags = lines.map(str::to_owned).collect();
    });
    see_other(HERE)
}

#[derive(Deserialize)]
struct Text {
    text: String,
}

async fn add_stage(sandbox: Data<Sandbox>, form: Form<Text>) -> HttpResponse {
    let outcome = sandbox.change(|account, _| account.add_stage(&form.text));
    done(&sandbox, outcome, HERE)
}

async fn rename_stage(sandbox: Data<Sandbox>, id: Path<String>, form: Form<Text>) -> HttpResponse {
    let outcome = sandbox.change(|account, _| account.rename_stage(&id, &form.text));
    done(&sandbox, outcome, HERE)
}

async fn delete_stage(sandbox: Data<Sandbox>, id: Path<String>) -> HttpResponse {
    let outcome = sandbox.change(|account, now| account.delete_stage(&id, now));
    done(&sandbox, outcome, HERE)
}
