//! `/uploads`: files kept for a day, to apply with.

use actix_multipart::Multipart;
use actix_web::web::{self, Data};
use serde_json::json;

use super::{
    super::{
        Sandbox,
        access::Access,
        account::Account,
        answer::{Answer, Refusal, one},
        wire::{File, Upload},
    },
    multipart::Form,
};

const KEPT_MS: i64 = 24 * 60 * 60 * 1000;

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.route("/uploads", web::post().to(create));
}

/// A file uploaded before, by its id or its address.
pub(super) fn uploaded(account: &Account, reference: &str, now: i64) -> Result<File, Refusal> {
    let id = reference.rsplit_once('/').map_or(reference, |(_, id)| id);
    account
        .uploads
        .get(id)
        .filter(|upload| now < upload.expires_at)
        .map(|upload| upload.file.clone())
        .ok_or_else(|| Refusal::bad_request(format!("Invalid upload: {reference}")))
}

async fn create(access: Access, sandbox: Data<Sandbox>, form: Multipart) -> Answer {
    access.write("uploads")?;
    let form = Form::read(form).await?;
    sandbox.change(|account, now| {
        let file = form.file("file", now).ok_or_else(|| Refusal::missing("file"))?;
        account.uploads.retain(|_, upload| now < upload.expires_at);
        let id = format!("{}-{}", file.id, file.name.replace('/', "-"));
        let expires_at = now + KEPT_MS;
        let answer = one(json!({
            "id": id,
            "uri": format!("{}/v1/uploads/{id}", sandbox.url),
            "filename": file.name,
            "size": file.bytes.len(),
            "expiresAt": expires_at,
        }));
        account.uploads.insert(id, Upload { file, expires_at });
        Ok(answer)
    })
}
