//! `/opportunities/:id/forms`: profile forms.

use std::cmp::Reverse;

use actix_web::{
    http::StatusCode,
    web::{self, Bytes, Data, Path},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    super::{
        Sandbox,
        access::Access,
        account::new_id,
        answer::{Answer, Refusal, list, one, read_body, respond},
        lists::{Params, page},
        wire::{FilledField, ProfileForm, Template},
    },
    opportunities::visible,
    templates::{self, unfilled},
};

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/{id}/forms", web::get().to(forms))
        .route("/{id}/forms", web::post().to(create))
        .route("/{id}/forms/{form}", web::get().to(form));
}

async fn forms(access: Access, sandbox: Data<Sandbox>, id: Path<String>, params: Params) -> Answer {
    access.read("forms")?;
    let account = sandbox.account();
    let items = visible(&account, &access, &id)?
        .forms
        .iter()
        .map(|form| ((Reverse(form.created_at), form.id.clone()), json!(form)))
        .collect();
    let (items, next) = page(items, &params)?;
    Ok(list(&items, next.as_deref()))
}

async fn form(access: Access, sandbox: Data<Sandbox>, path: Path<(String, String)>) -> Answer {
    access.read("forms")?;
    let (id, form) = path.into_inner();
    let account = sandbox.account();
    visible(&account, &access, &id)?
        .forms
        .iter()
        .find(|known| known.id == form)
        .map(one)
        .ok_or_else(|| Refusal::not_found("forms", &form))
}

/// A field of the template, named by its text.
#[derive(Deserialize)]
struct Filled {
    text: String,
    value: Option<Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Create {
    base_template_id: Option<String>,
    #[serde(default)]
    fields: Vec<Filled>,
}

/// A template filled in. Every field of it must be sent, null where it is empty.
fn filled(template: &Template, sent: &[Filled]) -> Result<Vec<FilledField>, Refusal> {
    let mut fields = unfilled(template);
    for filled in &mut fields {
        let text = &filled.field.text;
        let value = sent.iter().find(|sent| sent.text == *text);
        let value = value.ok_or_else(|| Refusal::bad_request(format!("Missing field: {text}")))?;
        let value = value.value.clone().unwrap_or_default();
        if filled.field.required && value.is_null() {
            return Err(Refusal::bad_request(format!("Missing value of field: {text}")));
        }
        templates::answer(filled, value)?;
    }
    Ok(fields)
}

async fn create(
    access: Access,
    sandbox: Data<Sandbox>,
    id: Path<String>,
    params: Params,
    body: Bytes,
) -> Answer {
    access.write("forms")?;
    let user = access.actor(&sandbox, &params)?;
    let create: Create = read_body(&body)?;
    let template = create.base_template_id.ok_or_else(|| Refusal::missing("baseTemplateId"))?;
    sandbox.change(|account, now| {
        let stage = visible(account, &access, &id)?.stage.clone();
        let known = account.form_templates.iter().find(|known| known.id == template);
        let template = known
            .ok_or_else(|| Refusal::bad_request(format!("Invalid baseTemplateId: {template}")))?;
        let form = ProfileForm {
            id: new_id(),
            base_template_id: template.id.clone(),
            created_at: now,
            deleted_at: None,
            user,
            stage,
            text: template.text.clone(),
            instructions: template.instructions.clone(),
            group: template.group.clone(),
            fields: filled(template, &create.fields)?,
        };
        // Documented so: not inside `data`.
        let answer = respond(StatusCode::CREATED, &form);
        account.opportunity_mut(&id, now)?.forms.push(form);
        Ok(answer)
    })
}
