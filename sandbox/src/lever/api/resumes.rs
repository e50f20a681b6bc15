//! `/opportunities/:id/resumes`.

use std::cmp::Reverse;

use actix_web::{
    http::header::DispositionType,
    web::{self, Data, Path},
};
use serde_json::{Value, json};

use super::{
    super::{
        Sandbox,
        access::Access,
        answer::{Answer, Refusal, list, one},
        lists::{Params, page},
        wire::{Opportunity, Resume},
    },
    files::send,
    opportunities::visible,
};

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/{id}/resumes", web::get().to(resumes))
        .route("/{id}/resumes/{resume}", web::get().to(resume))
        .route("/{id}/resumes/{resume}/download", web::get().to(download));
}

fn find<'a>(opportunity: &'a Opportunity, id: &str) -> Result<&'a Resume, Refusal> {
    opportunity
        .resumes
        .iter()
        .find(|resume| resume.id == id)
        .ok_or_else(|| Refusal::not_found("resumes", id))
}

fn answered(resume: &Resume, opportunity: &str, url: &str) -> Value {
    let file = &resume.file;
    let mut value = json!({
        "id": resume.id,
        "createdAt": resume.created_at,
        "file": {
            "name": file.name,
            // Without the dot, unlike files.
            "ext": file.ext.trim_start_matches('.'),
            "downloadUrl": format!("{url}/opportunities/{opportunity}/resumes/{}/download", resume.id),
            "uploadedAt": file.uploaded_at,
            "status": file.status,
            "size": file.bytes.len(),
        },
    });
    if let (Some(parsed), Some(fields)) = (&resume.parsed, value.as_object_mut()) {
        fields.insert("parsedData".to_owned(), parsed.clone());
    }
    value
}

async fn resumes(
    access: Access,
    sandbox: Data<Sandbox>,
    id: Path<String>,
    params: Params,
) -> Answer {
    access.read("resumes")?;
    let account = sandbox.account();
    let items = visible(&account, &access, &id)?
        .resumes
        .iter()
        .map(|resume| {
            let key = (Reverse(resume.created_at), resume.id.clone());
            (key, answered(resume, &id, &sandbox.url))
        })
        .collect();
    let (items, next) = page(items, &params)?;
    Ok(list(&items, next.as_deref()))
}

async fn resume(access: Access, sandbox: Data<Sandbox>, path: Path<(String, String)>) -> Answer {
    access.read("resumes")?;
    let (id, resume) = path.into_inner();
    let account = sandbox.account();
    let resume = find(visible(&account, &access, &id)?, &resume)?;
    Ok(one(answered(resume, &id, &sandbox.url)))
}

async fn download(access: Access, sandbox: Data<Sandbox>, path: Path<(String, String)>) -> Answer {
    access.read("resumes")?;
    let (id, resume) = path.into_inner();
    let account = sandbox.account();
    let file = &find(visible(&account, &access, &id)?, &resume)?.file;
    if file.status == "unsupported" {
        return Err(Refusal::unprocessable());
    }
    Ok(send(file, DispositionType::Attachment))
}
