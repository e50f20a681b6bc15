//! A store with companies whose Lever is connected, by the functions of `entities`: what the
//! callback, a first look and a first pipeline leave behind.

use std::sync::Arc;

use actors::{Clock, Ids};
use chrono::{Duration, Months};
use entities::{
    Store, Tx,
    connection::{self, Authentication, Status},
    health,
    ids::{PlanId, TenantId},
    plan,
    posting::{self, Tags},
    tenant::{self, Settings, TriggerStage},
    vault::{Vault, token_hash},
    webhook,
};
use hmac::{Hmac, Mac};
use interviewer::{Posting, PostingList};
use secrecy::SecretString;
use serde::Deserialize;
use server::{SystemClock, SystemIds, config::Config};
use sha2::Sha256;

use crate::outside::{opportunity_id, posting_id};

pub(crate) const TRIGGER_STAGE: &str = "on-site";
pub(crate) const OTHER_STAGE: &str = "phone-screen";
/// Fulcrum's default.
pub(crate) const INVITED_TAG: &str = "Alex - Interview Invited";
/// The webhooks of every company in Lever, with their events.
pub(crate) const WEBHOOKS: [(&str, &str); 3] = [
    ("hook-applications", "applicationCreated"),
    ("hook-moves", "candidateStageChange"),
    ("hook-deletions", "candidateDeleted"),
];
/// What the webhooks of every company are signed with, in the same order.
pub(crate) const SIGNING_TOKENS: [&str; 3] = [
    "1f8a52c07d41e0b2a96c4f3385d1c07be26a5f94c3d2810f",
    "7d41e0b2a96c4f3385d1c07be26a5f94c3d2810fb6e7490a",
    "c3d2810fb6e7490a7d41e0b2a96c4f3385d1c07be26a5f94",
];
/// The installation's key.
pub(crate) const KEY: &str = "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a";
/// The posting of every company as Lever shows it; `{id}` is the company's own.
pub(crate) const POSTING: &str = include_str!("posting.json");

/// A tenant as its Lever knows it.
pub(crate) struct Company {
    pub(crate) tenant_id: TenantId,
    /// Where its events go, without the server.
    hook_path: String,
    pub(crate) hook_url: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct InLever {
    text: String,
    tags: Vec<String>,
    content: Content,
    updated_at: i64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    description: String,
    description_html: String,
    lists: Vec<List>,
    closing: String,
    closing_html: String,
}

#[derive(Deserialize)]
struct List {
    text: String,
    content: String,
}

/// Makes the store at `url` for a server that is reached at `public_url`.
pub(crate) async fn seed(url: &str, public_url: &str, companies: usize) -> Arc<[Company]> {
    let db = open(url).await;
    let tx = db.begin().await.expect("the store answers");
    let vault = Vault::new(&SecretString::from(KEY)).expect("it is a key");
    let look_secs = Config::read(None).expect("the defaults are good").lever.look_secs.get();
    let mut made = Vec::new();
    for number in 0..companies {
        // Looks come evenly, as they do once companies have connected one after the other.
        let part = number as f64 / companies as f64;
        let look_in = Duration::seconds((look_secs as f64 * (1.0 + part)) as i64);
        made.push(company(&tx, &vault, public_url, number, look_in).await);
    }
    tx.commit().await.expect("the store answers");
    db.close().await.expect("it closes");
    made.into()
}

/// Opens a store as the server does, with the schema brought up to date.
pub(crate) async fn open(url: &str) -> Store {
    let mut store = Config::read(None).expect("the defaults are good").store;
    store.url = SecretString::from(url);
    server::startup::open_store(&store, None).await.expect("the store opens")
}

async fn company(
    tx: &Tx,
    vault: &Vault,
    public_url: &str,
    number: usize,
    look_in: Duration,
) -> Company {
    let now = SystemClock.now();
    let id = TenantId(SystemIds.fresh());
    tenant::create(tx, id, &format!("Company {number}"), now).await.expect("it is stored");
    let choose = |settings: &mut Settings| {
        let (lever_id, text) = (TRIGGER_STAGE.to_owned(), "On-site Interview".to_owned());
        settings.trigger_stages = vec![TriggerStage { lever_id, text, since: None }];
        settings.stages_chosen = true;
    };
    tenant::edit(tx, id, choose).await.expect("it is stored");
    let seal = |place: String, secret: &str| {
        vault.seal(&place, &SecretString::from(secret)).expect("it can be sealed")
    };
    let secret = vault.link_token(&connection::hook_purpose(id));
    let connection = connection::Model {
        tenant_id: id,
        status: Status::Connected,
        authentication: Authentication::OAuth,
        scopes: String::new(),
        reason: None,
        account_id: Some(format!("account-{number}")),
        perform_as: Some("user".to_owned()),
        access_token: seal(connection::access_place(id), &format!("token-{number}")),
        // So that no token is refreshed in the middle.
        access_expires_at: now + Months::new(12),
        refresh_token: Some(seal(connection::refresh_place(id), "refresh")),
        hook_hash: token_hash(&secret),
        connected_at: now,
    };
    connection::connect(tx, connection).await.expect("it is stored");
    for ((lever_id, event), token) in WEBHOOKS.into_iter().zip(SIGNING_TOKENS) {
        let row = webhook::Model {
            tenant_id: id,
            lever_id: lever_id.to_owned(),
            event: event.to_owned(),
            signing_token: seal(webhook::signing_place(id), token),
            created_at: now,
        };
        webhook::insert(tx, row).await.expect("it is stored");
    }
    health::look_at(tx, id, now + look_in).await.expect("it is stored");
    planned(tx, id, &posting_id(number)).await;
    let hook_path = format!("/webhooks/lever/{secret}");
    Company { tenant_id: id, hook_url: format!("{public_url}{hook_path}"), hook_path }
}

/// The company's posting, with its plan.
async fn planned(tx: &Tx, tenant_id: TenantId, lever_id: &str) {
    let now = SystemClock.now();
    let shown: InLever = serde_json::from_str(POSTING).expect("it is a posting");
    let content = shown.content;
    let list = |list: List| PostingList { heading: list.text, html: list.content };
    let content = Posting {
        title: shown.text,
        description_html: content.description_html,
        description_text: content.description,
        lists: content.lists.into_iter().map(list).collect(),
        closing_html: content.closing_html,
        closing_text: content.closing,
        ..Posting::default()
    };
    let row = posting::Model {
        tenant_id,
        lever_id: lever_id.to_owned(),
        title: content.title.clone(),
        location: None,
        team: None,
        url: None,
        content: serde_json::to_value(&content).expect("it is JSON"),
        read_at: now,
        tags: Some(Tags(shown.tags)),
        state: Some("published".to_owned()),
        updated_at: chrono::DateTime::from_timestamp_millis(shown.updated_at),
        tagged_since: None,
        seen_at: Some(now),
        description: None,
    };
    posting::store(tx, row).await.expect("it is stored");
    let made = interviewer::plan(&content);
    let version = plan::Model {
        tenant_id,
        id: PlanId(SystemIds.fresh()),
        posting_id: lever_id.to_owned(),
        version: 1,
        hash: made.hash.clone(),
        body: serde_json::to_value(&made).expect("it is JSON"),
        base: None,
        posting_hash: None,
        renditions: None,
        author: None,
        created_at: now,
    };
    plan::store(tx, version).await.expect("it is stored");
}

/// The whole request by which Lever announces that the opportunity with this number was moved to
/// `stage`; `delivery` tells it from others.
pub(crate) fn announcement(
    company: &Company,
    number: usize,
    stage: &str,
    delivery: &str,
) -> Vec<u8> {
    let triggered_at = SystemClock.now().timestamp_millis();
    let token = format!("{delivery}-{number:012x}");
    let mut mac = Hmac::<Sha256>::new_from_slice(SIGNING_TOKENS[1].as_bytes()).expect("any key");
    mac.update(token.as_bytes());
    mac.update(triggered_at.to_string().as_bytes());
    let signature = hex::encode(mac.finalize().into_bytes());
    let id = opportunity_id(number);
    let body = format!(
        r#"{{"id":"{token}","event":"candidateStageChange","triggeredAt":{triggered_at},"token":"{token}","signature":"{signature}","data":{{"opportunityId":"{id}","candidateId":"{id}","contactId":"contact-{number}","fromStageId":"lead-new","toStageId":"{stage}"}}}}"#
    );
    post(&company.hook_path, &body)
}

/// The request of a candidate who would rather talk to a person.
pub(crate) fn human(token: &str) -> Vec<u8> {
    post(&format!("/i/{token}/human"), "{}")
}

fn post(path: &str, body: &str) -> Vec<u8> {
    format!(
        "POST {path} HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}
