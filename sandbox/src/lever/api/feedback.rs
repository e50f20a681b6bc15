//! `/opportunities/:id/feedback`.

use std::cmp::Reverse;

use actix_web::web::{self, Bytes, Data, Path};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    super::{
        Sandbox,
        access::{Access, required_actor},
        account::{Account, new_id},
        answer::{Answer, Refusal, created, deleted, list, one, read_body},
        lists::{Params, page},
        wire::{FeedbackForm, FilledField, Opportunity},
    },
    not_in_the_future,
    opportunities::visible,
    templates::{self, SCORE_SYSTEM, unfilled},
};

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/{id}/feedback", web::get().to(all))
        .route("/{id}/feedback", web::post().to(create))
        .route("/{id}/feedback/{feedback}", web::get().to(feedback))
        .route("/{id}/feedback/{feedback}", web::put().to(update))
        .route("/{id}/feedback/{feedback}", web::delete().to(delete));
}

fn find<'a>(opportunity: &'a Opportunity, id: &str) -> Result<&'a FeedbackForm, Refusal> {
    opportunity
        .feedback
        .iter()
        .find(|form| form.id == id)
        .ok_or_else(|| Refusal::not_found("feedback", id))
}

fn find_mut<'a>(
    account: &'a mut Account,
    (id, feedback): (&str, &str),
    now: i64,
) -> Result<&'a mut FeedbackForm, Refusal> {
    account
        .opportunity_mut(id, now)?
        .feedback
        .iter_mut()
        .find(|form| form.id == feedback)
        .ok_or_else(|| Refusal::not_found("feedback", feedback))
}

/// Also deleted ones, as reading one answers too (recorded for one, inferred for the list).
async fn all(access: Access, sandbox: Data<Sandbox>, id: Path<String>, params: Params) -> Answer {
    access.read("feedback")?;
    let account = sandbox.account();
    let items = visible(&account, &access, &id)?
        .feedback
        .iter()
        .map(|form| ((Reverse(form.created_at), form.id.clone()), json!(form)))
        .collect();
    let (items, next) = page(items, &params)?;
    Ok(list(&items, next.as_deref()))
}

async fn feedback(access: Access, sandbox: Data<Sandbox>, path: Path<(String, String)>) -> Answer {
    access.read("feedback")?;
    let (id, feedback) = path.into_inner();
    let account = sandbox.account();
    Ok(one(find(visible(&account, &access, &id)?, &feedback)?))
}

#[derive(Deserialize)]
struct FieldValue {
    id: String,
    #[serde(default)]
    value: Value,
}

/// Answers the fields named; the others stay as they are.
fn answer(fields: &mut [FilledField], values: Vec<FieldValue>) -> Result<(), Refusal> {
    for FieldValue { id, value } in values {
        let filled = fields.iter_mut().find(|filled| filled.field.id == id);
        let filled = filled.ok_or_else(|| Refusal::bad_request(format!("Invalid field: {id}")))?;
        templates::answer(filled, value)?;
    }
    Ok(())
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Create {
    base_template_id: Option<String>,
    #[serde(default)]
    field_values: Vec<FieldValue>,
    panel: Option<String>,
    interview: Option<String>,
    created_at: Option<i64>,
    completed_at: Option<i64>,
}

impl Create {
    /// The form it makes.
    fn form(
        self,
        account: &Account,
        opportunity: &Opportunity,
        (user, now): (String, i64),
    ) -> Result<FeedbackForm, Refusal> {
        if self.panel.is_some() != self.interview.is_some() {
            return Err(Refusal::bad_request("panel and interview must be given together"));
        }
        if let (Some(panel), Some(interview)) = (&self.panel, &self.interview) {
            opportunity
                .panels
                .iter()
                .filter(|known| known.id == *panel)
                .flat_map(|known| &known.interviews)
                .find(|known| known.id == *interview)
                .ok_or_else(|| Refusal::bad_request(format!("Invalid interview: {interview}")))?;
        }
        let template = self.base_template_id.ok_or_else(|| Refusal::missing("baseTemplateId"))?;
        let known = account.feedback_templates.iter().find(|known| known.id == template);
        let template = known
            .ok_or_else(|| Refusal::bad_request(format!("Invalid baseTemplateId: {template}")))?;
        let mut fields = unfilled(template);
        answer(&mut fields, self.field_values)?;
        Ok(FeedbackForm {
            id: new_id(),
            kind: "interview",
            text: template.text.clone(),
            instructions: template.instructions.clone(),
            fields,
            base_template_id: template.id.clone(),
            interview: self.interview,
            panel: self.panel,
            user,
            created_at: not_in_the_future(self.created_at, now)?,
            completed_at: Some(self.completed_at.unwrap_or(now)),
            updated_at: None,
            deleted_at: None,
        })
    }
}

async fn create(
    access: Access,
    sandbox: Data<Sandbox>,
    id: Path<String>,
    params: Params,
    body: Bytes,
) -> Answer {
    access.write("feedback")?;
    let user = required_actor(&sandbox, &params)?;
    let create: Create = read_body(&body)?;
    sandbox.change(|account, now| {
        let form = create.form(account, visible(account, &access, &id)?, (user, now))?;
        let answer = created(&form);
        let opportunity = account.opportunity_mut(&id, now)?;
        opportunity.last_interaction_at = now;
        let interviews = opportunity.panels.iter_mut().flat_map(|panel| &mut panel.interviews);
        for interview in interviews.filter(|known| Some(&known.id) == form.interview.as_ref()) {
            interview.feedback_forms.push(form.id.clone());
        }
        opportunity.feedback.push(form);
        Ok(answer)
    })
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Update {
    #[serde(default)]
    field_values: Vec<FieldValue>,
    completed_at: Option<i64>,
}

/// As changing feedback answers: in other names than reading it (recorded).
fn changed(form: &FeedbackForm, account: &str, opportunity: &str) -> Value {
    let fields: Vec<_> = form
        .fields
        .iter()
        .map(|filled| {
            let mut value = json!(filled);
            if let Some(fields) =
                value.as_object_mut().filter(|_| filled.field.kind == SCORE_SYSTEM)
            {
                fields.insert("type".to_owned(), json!("score"));
                fields.insert("isSummary".to_owned(), json!(true));
                fields.insert("summaryText".to_owned(), json!(""));
                fields.insert("overall".to_owned(), json!(true));
            }
            value
        })
        .collect();
    json!({
        "accountId": account,
        "createdAt": form.created_at,
        "userId": form.user,
        "profileId": opportunity,
        "baseTemplateId": form.base_template_id,
        "text": form.text,
        "instructions": form.instructions,
        "type": form.kind,
        "fields": fields,
        "completedAt": form.completed_at,
        "updatedAt": form.updated_at,
        "id": form.id,
    })
}

async fn update(
    access: Access,
    sandbox: Data<Sandbox>,
    path: Path<(String, String)>,
    params: Params,
    body: Bytes,
) -> Answer {
    access.write("feedback")?;
    required_actor(&sandbox, &params)?;
    let update: Update = read_body(&body)?;
    let (id, feedback) = path.into_inner();
    sandbox.change(|account, now| {
        let form = find(visible(account, &access, &id)?, &feedback)?;
        if form.deleted_at.is_some() {
            return Err(Refusal::not_found("feedback", &feedback));
        }
        let mut fields = form.fields.clone();
        answer(&mut fields, update.field_values)?;
        let account_id = account.id.clone();
        let form = find_mut(account, (&id, &feedback), now)?;
        form.fields = fields;
        form.completed_at = update.completed_at.or(form.completed_at);
        form.updated_at = Some(now);
        Ok(one(changed(form, &account_id, &id)))
    })
}

/// The form stays readable, with the instant of its deletion (recorded).
async fn delete(
    access: Access,
    sandbox: Data<Sandbox>,
    path: Path<(String, String)>,
    params: Params,
) -> Answer {
    access.write("feedback")?;
    required_actor(&sandbox, &params)?;
    let (id, feedback) = path.into_inner();
    sandbox.change(|account, now| {
        find(visible(account, &access, &id)?, &feedback)?;
        let form = find_mut(account, (&id, &feedback), now)?;
        form.deleted_at.get_or_insert(now);
        Ok(deleted())
    })
}
