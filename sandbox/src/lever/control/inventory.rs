//! `/control`: what is in the account, told without the code of the API's lists, so that programs can be
//! held against it; and requisitions, which apps cannot make.

use std::collections::BTreeSet;

use actix_web::{
    HttpResponse,
    web::{self, Bytes, Data},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    super::{
        Sandbox,
        account::{Account, new_id},
        answer::{Answer, Refusal, read_body},
        wire::{Opportunity, Requisition},
    },
    ok,
};

/// Requisitions made by one call.
const MADE_MAX: usize = 1000;

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/inventory", web::get().to(inventory))
        .route("/requisitions", web::post().to(add_requisitions));
}

async fn inventory(sandbox: Data<Sandbox>) -> HttpResponse {
    let account = sandbox.account();
    let people = account.opportunities.values();
    let active = account.users.iter().filter(|user| user.deactivated_at.is_none());
    let sources: BTreeSet<_> = people.clone().flat_map(|person| &person.sources).collect();
    ok(&json!({
        "super_admin": account.super_admin(),
        "users": ids(&account.users, |user| &user.id),
        "users_active": ids(active, |user| &user.id),
        "stages": ids(&account.stages, |stage| &stage.id),
        "archive_reasons": ids(&account.archive_reasons, |reason| &reason.id),
        "tags": account.tags().keys().collect::<Vec<_>>(),
        "sources": sources,
        "postings": account.postings.keys().collect::<Vec<_>>(),
        "postings_deleted": ids(&account.deleted_postings, |deleted| &deleted.was.id),
        "requisitions": ids(&account.requisitions, |requisition| &requisition.id),
        "form_templates": ids(&account.form_templates, |template| &template.id),
        "feedback_templates": ids(&account.feedback_templates, |template| &template.id),
        "opportunities": people.map(|person| opportunity(&account, person)).collect::<Vec<_>>(),
        "opportunities_deleted": ids(&account.deleted_opportunities, |deleted| &deleted.was.id),
        "applications_deleted": ids(&account.deleted_applications, |deleted| &deleted.was.id),
    }))
}

fn opportunity(account: &Account, it: &Opportunity) -> Value {
    let contact = account.contacts.get(&it.contact);
    let applications = it.applications.iter().filter_map(|id| account.applications.get(id));
    let interviews = it.panels.iter().flat_map(|panel| &panel.interviews);
    let feedback = it.feedback.iter().filter(|form| form.deleted_at.is_none());
    let forms = it.forms.iter().filter(|form| form.deleted_at.is_none());
    json!({
        "id": it.id,
        "contact": it.contact,
        "emails": contact.map(|contact| &contact.emails),
        "links": contact.map(|contact| &contact.links),
        "stage": it.stage,
        "archived": it.archived.as_ref().map(|archived| &archived.reason),
        "origin": it.origin,
        "tags": it.tags,
        "sources": it.sources,
        "created_at": it.created_at,
        "updated_at": it.updated_at,
        "advanced_at": it.last_advanced_at,
        "applications": it.applications,
        "postings": ids(applications, |application| &application.posting),
        "notes": ids(&it.notes, |note| &note.id),
        "files": ids(&it.files, |file| &file.id),
        "resumes": ids(&it.resumes, |resume| &resume.id),
        "feedback": ids(feedback, |form| &form.id),
        "forms": ids(forms, |form| &form.id),
        "panels": ids(&it.panels, |panel| &panel.id),
        "interviews": ids(interviews, |interview| &interview.id),
    })
}

fn ids<'a, T: 'a>(all: impl IntoIterator<Item = &'a T>, id: impl Fn(&'a T) -> &'a String) -> Value {
    all.into_iter().map(|one| Value::from(id(one).as_str())).collect()
}

#[derive(Deserialize)]
struct NewRequisitions {
    requisitions: Vec<NewRequisition>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NewRequisition {
    requisition_code: String,
    name: String,
}

async fn add_requisitions(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let NewRequisitions { requisitions } = read_body(&body)?;
    if requisitions.len() > MADE_MAX {
        return Err(Refusal::bad_request(format!("at most {MADE_MAX} requisitions at a time")));
    }
    Ok(sandbox.change(|account, now| {
        let owner = account.super_admin();
        let requisitions: Vec<_> = requisitions
            .into_iter()
            .map(|new| Requisition {
                id: new_id(),
                requisition_code: new.requisition_code,
                name: new.name,
                backfill: false,
                confidentiality: "non-confidential",
                created_at: now,
                creator: owner.clone(),
                headcount_hired: 0,
                headcount_total: 1,
                status: "open",
                hiring_manager: None,
                owner: Some(owner.clone()),
                approval: None,
                compensation_band: None,
                employment_status: None,
                location: None,
                internal_notes: None,
                postings: Vec::new(),
                department: None,
                team: None,
                offer_ids: Vec::new(),
                custom_fields: serde_json::Map::new(),
                updated_at: now,
                closed_at: None,
            })
            .collect();
        let made = ids(&requisitions, |requisition| &requisition.id);
        account.requisitions.extend(requisitions);
        ok(&json!({ "requisitions": made }))
    }))
}
