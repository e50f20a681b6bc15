//! `/webhooks`.

use actix_web::{
    http::StatusCode,
    web::{self, Bytes, Data, Path},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::{
    Sandbox,
    access::Access,
    account::new_id,
    answer::{Answer, Refusal, created, deleted, one, read_body, respond},
    delivery::random_token,
    wire::Webhook,
};

/// Events whose webhooks may be limited to some origins; all are, to the six there are, by default.
const WITH_ORIGIN: &[&str] =
    &["applicationCreated", "candidateHired", "candidateStageChange", "candidateArchiveChange"];
const WITHOUT_ORIGIN: &[&str] = &[
    "candidateDeleted",
    "interviewCreated",
    "interviewUpdated",
    "interviewDeleted",
    "contactCreated",
    "contactUpdated",
];
/// In the order of recorded answers.
const ORIGINS: &[&str] = &["applied", "sourced", "referred", "university", "internal", "agency"];

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/webhooks", web::get().to(webhooks))
        .route("/webhooks", web::post().to(create))
        .route("/webhooks", web::put().to(update))
        .route("/webhooks/{id}", web::delete().to(delete));
}

/// Only the answer of creating has the signature token.
fn answered(webhook: &Webhook, signature_token: Option<&str>) -> Value {
    let mut configuration = json!({});
    if let Some(fields) = configuration.as_object_mut() {
        if let Some(origins) = &webhook.origins {
            fields.insert("conditions".to_owned(), json!({"origins": origins}));
        }
        if let Some(token) = signature_token {
            fields.insert("signatureToken".to_owned(), json!(token));
        }
    }
    json!({
        "id": webhook.id,
        "event": webhook.event,
        "url": webhook.url,
        "configuration": configuration,
        "createdAt": webhook.created_at,
        "updatedAt": webhook.updated_at,
    })
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Configuration {
    conditions: Conditions,
    /// An older place of the same.
    origins: Option<Vec<String>>,
    verify_connection: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Conditions {
    origins: Option<Vec<String>>,
}

impl Configuration {
    fn origins(&self, event: &str) -> Result<Option<Vec<String>>, Refusal> {
        if !WITH_ORIGIN.contains(&event) {
            return Ok(None);
        }
        let asked = self.conditions.origins.as_ref().or(self.origins.as_ref());
        let Some(asked) = asked else {
            return Ok(Some(ORIGINS.iter().map(ToString::to_string).collect()));
        };
        match asked.iter().find(|it| !ORIGINS.contains(&it.as_str())) {
            Some(unknown) => Err(Refusal::bad_request(format!("Invalid origin: {unknown}"))),
            None => Ok(Some(asked.clone())),
        }
    }
}

/// Lever takes https only; a sandbox also serves programs on the same machine.
fn valid_url(url: Option<String>) -> Result<String, Refusal> {
    let url = url.ok_or_else(|| Refusal::missing("url"))?;
    let valid = url::Url::parse(&url)
        .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    if valid { Ok(url) } else { Err(Refusal::bad_request(format!("Invalid url: {url}"))) }
}

async fn webhooks(access: Access, sandbox: Data<Sandbox>) -> Answer {
    access.read("webhooks")?;
    let account = sandbox.account();
    let own: Vec<_> = account
        .webhooks
        .iter()
        .filter(|webhook| webhook.client_id == access.client_id)
        .map(|webhook| answered(webhook, None))
        .collect();
    // Recorded: neither hasNext nor next.
    Ok(respond(StatusCode::OK, &json!({"data": own})))
}

/// A webhook this credential made; others' are not there for it.
fn own<'a>(webhooks: &'a [Webhook], access: &Access, id: &str) -> Result<&'a Webhook, Refusal> {
    webhooks
        .iter()
        .find(|webhook| webhook.id == id && webhook.client_id == access.client_id)
        .ok_or_else(|| Refusal::not_found("webhooks", id))
}

#[derive(Deserialize)]
struct Create {
    url: Option<String>,
    event: Option<String>,
    #[serde(default)]
    configuration: Configuration,
}

async fn create(access: Access, sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    access.write("webhooks")?;
    let create: Create = read_body(&body)?;
    let event = create.event.ok_or_else(|| Refusal::missing("event"))?;
    if !WITH_ORIGIN.contains(&event.as_str()) && !WITHOUT_ORIGIN.contains(&event.as_str()) {
        return Err(Refusal::bad_request(format!("Invalid event: {event}")));
    }
    let url = valid_url(create.url)?;
    let origins = create.configuration.origins(&event)?;
    // The same event and address may be registered twice (recorded).
    let webhook = sandbox.change(|account, now| {
        let webhook = Webhook {
            id: new_id(),
            client_id: access.client_id,
            event,
            url,
            origins,
            signature_token: random_token().into(),
            created_at: now,
            updated_at: now,
        };
        account.webhooks.push(webhook.clone());
        webhook
    });
    if create.configuration.verify_connection {
        sandbox.post.send_test(&webhook);
    }
    Ok(created(answered(&webhook, Some(&webhook.signature_token))))
}

#[derive(Deserialize)]
struct Update {
    id: String,
    url: Option<String>,
    configuration: Option<Configuration>,
}

#[derive(Deserialize)]
struct Updates {
    data: Vec<Update>,
}

/// No id in the path, a list in the body; all of it is done, or nothing.
async fn update(access: Access, sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    access.write("webhooks")?;
    let updates: Updates = read_body(&body)?;
    sandbox.change(|account, now| {
        let changed = updates
            .data
            .into_iter()
            .map(|update| {
                let mut webhook = own(&account.webhooks, &access, &update.id)?.clone();
                if update.url.is_some() {
                    webhook.url = valid_url(update.url)?;
                }
                if let Some(configuration) = update.configuration {
                    webhook.origins = configuration.origins(&webhook.event)?;
                }
                webhook.updated_at = now;
                Ok(webhook)
            })
            .collect::<Result<Vec<_>, Refusal>>()?;
        let answers: Vec<_> = changed.iter().map(|webhook| answered(webhook, None)).collect();
        for webhook in changed {
            if let Some(kept) = account.webhooks.iter_mut().find(|kept| kept.id == webhook.id) {
                *kept = webhook;
            }
        }
        Ok(one(answers))
    })
}

async fn delete(access: Access, sandbox: Data<Sandbox>, id: Path<String>) -> Answer {
    access.write("webhooks")?;
    sandbox.change(|account, _| {
        own(&account.webhooks, &access, &id)?;
        account.webhooks.retain(|webhook| webhook.id != *id);
        sandbox.post.forget(&id);
        Ok(deleted())
    })
}
