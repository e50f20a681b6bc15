//! `/opportunities/:id/files`.

use std::cmp::Reverse;

use actix_multipart::Multipart;
use actix_web::{
    HttpResponse,
    http::header::{
        self, Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue,
    },
    web::{self, Bytes, Data, Path},
};
use futures_util::TryStreamExt;
use serde_json::{Value, json};

use super::super::{
    Sandbox,
    access::{Access, required_actor},
    account::new_id,
    answer::{Answer, Refusal, deleted, list, one},
    lists::{Params, page},
    wire::{File, Opportunity},
};

/// Lever's limit for one request.
const FILE_BYTES_MAX: usize = 30 * 1024 * 1024;
/// Kinds Lever can show; others are kept as `unsupported`.
const EXTENSIONS: &[&str] = &[".docx", ".doc", ".js", ".jpg", ".png", ".pdf", ".txt"];

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/opportunities/{id}/files", web::get().to(files))
        .route("/opportunities/{id}/files", web::post().to(upload))
        .route("/opportunities/{id}/files/{file}", web::get().to(file))
        .route("/opportunities/{id}/files/{file}", web::delete().to(delete))
        .route("/opportunities/{id}/files/{file}/download", web::get().to(download));
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
    let start = params.instant("uploaded_at_start")?;
    let end = params.instant("uploaded_at_end")?;
    let account = sandbox.account();
    let items = account
        .opportunity(&id)?
        .files
        .iter()
        .filter(|file| {
            start.is_none_or(|start| start <= file.uploaded_at)
                && end.is_none_or(|end| file.uploaded_at <= end)
        })
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
    let file = find(account.opportunity(&id)?, &file)?;
    Ok(one(answered(file, &id, &sandbox.url, file.status)))
}

async fn download(access: Access, sandbox: Data<Sandbox>, path: Path<(String, String)>) -> Answer {
    access.read("files")?;
    let (id, file) = path.into_inner();
    let account = sandbox.account();
    let file = find(account.opportunity(&id)?, &file)?;
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

/// The field `file` of a form: its name and its bytes.
async fn read_form(mut form: Multipart) -> Result<(String, Bytes), Refusal> {
    let broken = |_| Refusal::bad_request("Invalid multipart body");
    while let Some(mut field) = form.try_next().await.map_err(broken)? {
        if field.name() == Some("file") {
            let name = field
                .content_disposition()
                .and_then(ContentDisposition::get_filename)
                .unwrap_or("file")
                .to_owned();
            let bytes = field
                .bytes(FILE_BYTES_MAX)
                .await
                .map_err(|_| Refusal::bad_request("The file is larger than 30MB"))?
                .map_err(broken)?;
            return Ok((name, bytes));
        }
    }
    Err(Refusal::missing("file"))
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
    sandbox.account().opportunity(&id)?;
    let (name, bytes) = read_form(form).await?;
    let ext = name
        .rsplit_once('.')
        .map(|(_, ext)| format!(".{}", ext.to_lowercase()))
        .unwrap_or_default();
    let status = if EXTENSIONS.contains(&ext.as_str()) { "processed" } else { "unsupported" };
    sandbox.change(|account, now| {
        let file = File { id: new_id(), name, ext, status, uploaded_at: now, bytes };
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
        let opportunity = account.opportunity_mut(&id, now)?;
        find(opportunity, &file)?;
        opportunity.files.retain(|kept| kept.id != file);
        Ok(deleted())
    })
}
