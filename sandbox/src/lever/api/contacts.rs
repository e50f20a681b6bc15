//! `/contacts`.

use actix_web::web::{self, Bytes, Data, Path};
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::{
    Sandbox,
    access::Access,
    account::Account,
    answer::{Answer, Refusal, one, read_body},
    wire::{Contact, Phone},
};

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/contacts/{id}", web::get().to(contact))
        .route("/contacts/{id}", web::put().to(update));
}

/// As changing one answers: shorter than reading it (recorded).
fn changed(contact: &Contact) -> Value {
    json!({
        "id": contact.id,
        "name": contact.name,
        "headline": contact.headline,
        "location": {"name": contact.location},
        "emails": contact.emails,
        "phones": contact.phones,
    })
}

/// A contact by id, for `expand`.
pub(super) fn contact_of(account: &Account, id: &str) -> Option<Value> {
    let contact = account.contacts.get(id)?;
    let mut value = changed(contact);
    if let Some(fields) = value.as_object_mut() {
        fields.insert("isAnonymized".to_owned(), json!(contact.is_anonymized));
        let protection = json!({"interviewIntelligence": {"allowed": true, "expiresAt": null}});
        fields.insert("dataProtection".to_owned(), protection);
    }
    Some(value)
}

async fn contact(access: Access, sandbox: Data<Sandbox>, id: Path<String>) -> Answer {
    access.read("contact")?;
    contact_of(&sandbox.account(), &id).map(one).ok_or_else(|| Refusal::not_found("contacts", &id))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Update {
    name: Option<String>,
    headline: Option<String>,
    location: Option<String>,
    emails: Option<Vec<String>>,
    phones: Option<Vec<Phone>>,
}

/// Changes what is named; `location` goes in as text.
async fn update(access: Access, sandbox: Data<Sandbox>, id: Path<String>, body: Bytes) -> Answer {
    access.write("contact")?;
    let update: Update = read_body(&body)?;
    sandbox.change(|account, now| {
        let change = |contact: &mut Contact| {
            contact.name = update.name.unwrap_or(std::mem::take(&mut contact.name));
            contact.headline = update.headline.unwrap_or(std::mem::take(&mut contact.headline));
            contact.location = update.location.unwrap_or(std::mem::take(&mut contact.location));
            contact.emails = update.emails.unwrap_or(std::mem::take(&mut contact.emails));
            contact.phones = update.phones.unwrap_or(std::mem::take(&mut contact.phones));
        };
        Ok(one(changed(account.change_contact(&id, change, now)?)))
    })
}
