//! `/control`: what lets an app or a script in, and shuts it out.

use std::{collections::BTreeSet, sync::atomic::Ordering};

use actix_web::{
    HttpResponse,
    web::{self, Bytes, Data},
};
use serde::Deserialize;
use serde_json::json;

use super::super::{
    Sandbox,
    access::API_KEY,
    answer::{Answer, Refusal, read_body},
    locked,
};
use super::ok;

/// Further addresses that the app can have registered.
const CALLBACKS_MAX: usize = 20;

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/revoke", web::post().to(revoke))
        .route("/expire", web::post().to(expire))
        .route("/rotation", web::get().to(rotation))
        .route("/rotation", web::post().to(set_rotation))
        .route("/pkce", web::get().to(pkce))
        .route("/pkce", web::post().to(set_pkce))
        .route("/callbacks", web::get().to(callbacks))
        .route("/callbacks", web::post().to(set_callbacks))
        .route("/api_key", web::get().to(api_key))
        .route("/api_key", web::post().to(set_api_key));
}

async fn revoke(sandbox: Data<Sandbox>) -> HttpResponse {
    locked(&sandbox.oauth).revoke();
    ok(&json!({"revoked": true}))
}

async fn expire(sandbox: Data<Sandbox>) -> HttpResponse {
    locked(&sandbox.oauth).expire();
    ok(&json!({"expired": true}))
}

#[derive(Deserialize)]
struct Rotation {
    lenient: bool,
}

async fn rotation(sandbox: Data<Sandbox>) -> HttpResponse {
    ok(&json!({"lenient": locked(&sandbox.oauth).lenient}))
}

async fn set_rotation(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let Rotation { lenient } = read_body(&body)?;
    locked(&sandbox.oauth).lenient = lenient;
    Ok(ok(&json!({"lenient": lenient})))
}

#[derive(Deserialize)]
struct Pkce {
    required: bool,
}

async fn pkce(sandbox: Data<Sandbox>) -> HttpResponse {
    ok(&json!({"required": locked(&sandbox.oauth).pkce_required}))
}

async fn set_pkce(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let Pkce { required } = read_body(&body)?;
    locked(&sandbox.oauth).pkce_required = required;
    Ok(ok(&json!({"required": required})))
}

#[derive(Deserialize)]
struct Callbacks {
    callbacks: BTreeSet<String>,
}

async fn callbacks(sandbox: Data<Sandbox>) -> HttpResponse {
    ok(&json!({"callbacks": locked(&sandbox.oauth).callbacks}))
}

async fn set_callbacks(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let Callbacks { callbacks } = read_body(&body)?;
    if callbacks.len() > CALLBACKS_MAX {
        return Err(Refusal::bad_request(format!("at most {CALLBACKS_MAX} callbacks")));
    }
    let answer = ok(&json!({ "callbacks": callbacks }));
    locked(&sandbox.oauth).callbacks = callbacks;
    Ok(answer)
}

fn key_of(sandbox: &Sandbox) -> HttpResponse {
    let revoked = sandbox.api_key_revoked.load(Ordering::Relaxed);
    ok(&json!({"api_key": API_KEY, "revoked": revoked}))
}

async fn api_key(sandbox: Data<Sandbox>) -> HttpResponse {
    key_of(&sandbox)
}

#[derive(Deserialize)]
struct ApiKey {
    revoked: bool,
}

async fn set_api_key(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let ApiKey { revoked } = read_body(&body)?;
    sandbox.api_key_revoked.store(revoked, Ordering::Relaxed);
    Ok(key_of(&sandbox))
}
