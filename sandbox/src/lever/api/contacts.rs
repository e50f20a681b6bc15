//! `/contacts`.

use actix_web::web::{self, Data, Path};
use serde_json::{Value, json};

use super::super::{
    Sandbox,
    access::Access,
    account::Account,
    answer::{Answer, Refusal, one},
};

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.route("/contacts/{id}", web::get().to(contact));
}

/// A contact by id, for `expand`.
pub(super) fn contact_of(account: &Account, id: &str) -> Option<Value> {
    let contact = account.contacts.get(id)?;
    Some(json!({
        "id": contact.id,
        "name": contact.name,
        "headline": contact.headline,
        "isAnonymized": contact.is_anonymized,
        "location": {"name": contact.location},
        "emails": contact.emails,
        "phones": contact.phones,
        "dataProtection": {"interviewIntelligence": {"allowed": true, "expiresAt": null}},
    }))
}

async fn contact(access: Access, sandbox: Data<Sandbox>, id: Path<String>) -> Answer {
    access.read("contact")?;
    contact_of(&sandbox.account(), &id).map(one).ok_or_else(|| Refusal::not_found("contacts", &id))
}
