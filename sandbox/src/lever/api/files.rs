//! `/opportunities/:id/files`.

use std::cmp::Reverse;

use actix_multipart::Multipart;
use actix_web::{
    HttpResponse,
    http::header::{
        self, Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue,
    },
    web::{self, Data, Path},
};
use serde_json::{Value, json};

use super::{
    super::{
        Sandbox,
        access::{Access, required_actor},
        answer::{Answer, Refusal, deleted, list, one},
        lists::{Params, page},
        wire::{File, Opportunity},
    },
    multipart::Form,
    opportunities::visible,
};

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/{id}/files", web::get().to(files))
        .route("/{id}/files", web::post().to(upload))
        .route("/{id}/files/{file}", web::get().to(file))
        .route("/{id}/files/{file}", web::delete().to(delete))
        .route("/{id}/files/{file}/download", web::get().to(download));
}

fn find<'a>(opportunity: &'a Opportunity, id: &str) -> Result<&'a File, Refusal> {
    opportunity
        .files
        .iter()
        .find(|file| file.id == id)
        .ok_or_else(|| Refusal::not_found("files", id))
}

fn answered(file: &File, opportunity: &str, url: &str, status: &str) -> Value {
    json!({
        "id": file.id,
        // In the web app, as with Lever; here that is this sandbox's page.
        "downloadUrl": format!("{url}/opportunities/{opportunity}/files/{}/download", file.id),
        "ext": file.ext,
        "name": file.name,
        "uploadedAt": file.uploaded_at,
        "status": status,
        "size": file.bytes.len(),
    })
}

async fn files(access: Access, sandbox: Data<Sandbox>, id: Path<String>, params: Params) -> Answer {
    access.read("files")?;
    let uploaded = params.span("uploaded_at")?;
    let account = sandbox.account();
    let items = visible(&account, &access, &id)?
        .files
        .iter()
        .filter(|file| uploaded.has(Some(file.uploaded_at)))
        .map(|file| {
            let key = (Reverse(file.uploaded_at), file.id.clone());
            (key, answered(file, &id, &sandbox.url, file.status))
        })
        .collect();
    let (items, next) = page(items, &params)?;
    Ok(list(&items, next.as_deref()))
}

async fn file(access: Access, sandbox: Data<Sandbox>, path: Path<(String, String)>) -> Answer {
    access.read("files")?;
    let (id, file) = path.into_inner();
    let account = sandbox.account();
    let file = find(visible(&account, &access, &id)?, &file)?;
    Ok(one(answered(file, &id, &sandbox.url, file.status)))
}

async fn download(access: Access, sandbox: Data<Sandbox>, path: Path<(String, String)>) -> Answer {
    access.read("files")?;
    let (id, file) = path.into_inner();
    let account = sandbox.account();
    let file = find(visible(&account, &access, &id)?, &file)?;
    if file.status == "unsupported" {
        return Err(Refusal::unprocessable());
    }
    Ok(send(file, DispositionType::Attachment))
}

/// The bytes of a file. What a browser would run is sent as something it only saves.
pub(in super::super) fn send(file: &File, disposition: DispositionType) -> HttpResponse {
    let (content_type, disposition) = match file.ext.as_str() {
        ".pdf" => ("application/pdf", disposition),
        ".png" => ("image/png", disposition),
        ".jpg" => ("image/jpeg", disposition),
        ".txt" => ("text/plain; charset=utf-8", disposition),
        _ => ("application/octet-stream", DispositionType::Attachment),
    };
    HttpResponse::Ok()
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header(ContentDisposition {
            disposition,
            parameters: vec![DispositionParam::FilenameExt(ExtendedValue {
                charset: Charset::Ext("UTF-8".to_owned()),
                language_tag: None,
                value: file.name.clone().into_bytes(),
            })],
        })
        .content_type(content_type)
        .body(file.bytes.clone())
}

async fn upload(
    access: Access,
    sandbox: Data<Sandbox>,
    id: Path<String>,
    params: Params,
    form: Multipart,
) -> Answer {
    access.write("files")?;
    required_actor(&sandbox, &params)?;
    visible(&sandbox.account(), &access, &id)?;
    let form = Form::read(form).await?;
    sandbox.change(|account, now| {
        let file = form.file("file", now).ok_or_else(|| Refusal::missing("file"))?;
        let answer = one(answered(&file, &id, &sandbox.url, "processing"));
        account.opportunity_mut(&id, now)?.files.push(file);
        Ok(answer)
    })
}

async fn delete(
    access: Access,
    sandbox: Data<Sandbox>,
    path: Path<(String, String)>,
    params: Params,
) -> Answer {
    access.write("files")?;
    required_actor(&sandbox, &params)?;
    let (id, file) = path.into_inner();
    sandbox.change(|account, now| {
        find(visible(account, &access, &id)?, &file)?;
        let opportunity = account.opportunity_mut(&id, now)?;
        opportunity.files.retain(|kept| kept.id != file);
        Ok(deleted())
    })
}
