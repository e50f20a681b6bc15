//! The pages on which a person plays Lever: candidates, postings, webhooks, faults, settings.
//!
//! Every action is a plain form that works without script; a small script only refreshes what is shown.

mod faults;
mod settings;

use actix_web::{
    HttpResponse, Responder,
    http::{StatusCode, header::DispositionType},
    web::{self, Data, Form, Path},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Sandbox,
    account::{Account, append_new},
    answer::Refusal,
    api::{complete, send},
    control::apply_to,
    lists::Params,
    seed::{plant, samples},
    upkeep::ORIGINS,
    wire::{Opportunity, Posting},
};
use crate::page::{Slice, see_other};

/// The tag that makes the interviewer invite everyone who applies to a posting.
const INVITE_TAG: &str = "Alex - On Application";
const PER_PAGE: usize = 25;
const DELIVERIES_SHOWN: usize = 200;
/// People offered to merge somebody with.
const OTHERS_SHOWN: usize = 100;

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/", web::get().to(candidates))
        .route("/apply", web::post().to(apply))
        .route("/opportunities/{id}", web::get().to(opportunity))
        .route("/opportunities/{id}/stage", web::post().to(move_to))
        .route("/opportunities/{id}/archive", web::post().to(archive))
        .route("/opportunities/{id}/tags", web::post().to(tag_opportunity))
        .route("/opportunities/{id}/origin", web::post().to(origin))
        .route("/opportunities/{id}/hire", web::post().to(hire))
        .route("/opportunities/{id}/merge", web::post().to(merge))
        .route("/opportunities/{id}/anonymize", web::post().to(anonymize))
        .route("/opportunities/{id}/delete", web::post().to(delete))
        .route("/opportunities/{id}/files/{file}", web::get().to(preview))
        .route("/opportunities/{id}/files/{file}/download", web::get().to(download))
        .route("/opportunities/{id}/resumes/{resume}/download", web::get().to(download_resume))
        .route("/postings", web::get().to(postings))
        .route("/postings/samples", web::post().to(add_samples))
        .route("/postings/{id}/tags", web::post().to(tag_posting))
        .route("/webhooks", web::get().to(webhooks))
        .route("/deliveries/{id}/rerun", web::post().to(rerun))
        .route("/toggles", web::post().to(set_toggles))
        .configure(settings::routes)
        .configure(faults::routes)
        .default_service(web::to(no_such_page));
}

fn refused(sandbox: &Sandbox, refusal: &Refusal) -> HttpResponse {
    let status = refusal.response().status();
    let view = json!({"title": "That did not work", "message": refusal.to_string()});
    sandbox.pages.show_as(status, "refusal.html", view)
}

/// Back to `to` after a change, or a page that says why not.
fn done<T>(sandbox: &Sandbox, outcome: Result<T, Refusal>, to: &str) -> HttpResponse {
    match outcome {
        Ok(_) => see_other(to),
        Err(refusal) => refused(sandbox, &refusal),
    }
}

async fn no_such_page(sandbox: Data<Sandbox>) -> HttpResponse {
    let view = json!({"title": "Not found", "message": "There is no such page."});
    sandbox.pages.show_as(StatusCode::NOT_FOUND, "refusal.html", view)
}

fn page_number(params: &Params) -> usize {
    let page = params.one("page").and_then(|page| page.parse().ok());
    page.unwrap_or(1)
}

fn stages(account: &Account) -> Vec<Value> {
    account.stages.iter().map(|stage| json!({"id": stage.id, "text": stage.text})).collect()
}

/// The newest postings first.
fn postings_sorted(account: &Account) -> Vec<&Posting> {
    let mut postings: Vec<_> = account.postings.values().collect();
    postings.sort_by(|a, b| (b.created_at, &a.id).cmp(&(a.created_at, &b.id)));
    postings
}

fn row(account: &Account, opportunity: &Opportunity) -> Value {
    let contact = account.contacts.get(&opportunity.contact);
    let scores = opportunity.notes.iter().flat_map(|note| &note.fields);
    json!({
        "id": opportunity.id,
        "name": contact.map(|contact| &contact.name).filter(|name| !name.is_empty()),
        "email": contact.and_then(|contact| contact.emails.first()),
        "posting": account.posting_of(opportunity).map(|posting| &posting.text),
        "stage": opportunity.stage,
        "stage_text": account.stage(&opportunity.stage).map(|stage| &stage.text),
        "archived": opportunity.archived.is_some(),
        "tags": opportunity.tags,
        "notes": opportunity.notes.len(),
        "files": opportunity.files.len(),
        "score": scores.filter_map(|field| field.score).next_back(),
        "created_at": opportunity.created_at,
    })
}

/// Whether any of the texts has `search` in it, case ignored; an empty search is in all.
fn matches<'a>(search: &str, texts: impl IntoIterator<Item = &'a str>) -> bool {
    let search = search.to_lowercase();
    search.is_empty() || texts.into_iter().any(|text| text.to_lowercase().contains(&search))
}

fn opportunity_matches(account: &Account, opportunity: &Opportunity, search: &str) -> bool {
    let contact = account.contacts.get(&opportunity.contact);
    let texts = contact
        .iter()
        .flat_map(|contact| std::iter::once(&contact.name).chain(&contact.emails))
        .chain(account.posting_of(opportunity).map(|posting| &posting.text))
        .chain(account.stage(&opportunity.stage).map(|stage| &stage.text))
        .chain(&opportunity.tags)
        .map(String::as_str);
    matches(search, texts)
}

async fn candidates(sandbox: Data<Sandbox>, params: Params) -> HttpResponse {
    let search = params.one("search").unwrap_or_default().trim();
    let account = sandbox.account();
    let mut found: Vec<_> = account
        .opportunities
        .values()
        .filter(|opportunity| opportunity_matches(&account, opportunity, search))
        .collect();
    found.sort_by(|a, b| (b.created_at, &a.id).cmp(&(a.created_at, &b.id)));
    let slice = Slice::cut(&mut found, page_number(&params), PER_PAGE, search);
    let rows: Vec<_> = found.iter().map(|found| row(&account, found)).collect();
    let postings: Vec<_> = postings_sorted(&account)
        .iter()
        .map(|posting| {
            json!({
                "id": posting.id,
                "text": posting.text,
                "location": posting.categories.location,
                "invites": posting.tags.iter().any(|tag| tag == INVITE_TAG),
            })
        })
        .collect();
    let view = json!({
        "title": "Candidates",
        "here": "candidates",
        "company": account.name,
        "rows": rows,
        "slice": slice,
        "stages": stages(&account),
        "postings": postings,
        "applied": params.one("applied"),
        "posting": params.one("posting"),
    });
    sandbox.pages.show("candidates.html", view)
}

#[derive(Deserialize)]
struct Apply {
    posting: String,
    name: String,
    #[serde(default)]
    email: String,
}

async fn apply(sandbox: Data<Sandbox>, form: Form<Apply>) -> HttpResponse {
    let apply = form.into_inner();
    if apply.name.trim().is_empty() {
        return refused(&sandbox, &Refusal::missing("name"));
    }
    let name = apply.name.trim().to_owned();
    let email = Some(apply.email.trim().to_owned());
    let outcome =
        sandbox.change(|account, now| apply_to(account, &apply.posting, name, email, now));
    match outcome {
        Ok(arrival) => see_other(&format!("/?applied={}", arrival.opportunity)),
        Err(refusal) => refused(&sandbox, &refusal),
    }
}

/// The newest opportunities of other people, to merge with.
fn others(account: &Account, opportunity: &Opportunity) -> Vec<Value> {
    let mut others: Vec<_> = account
        .opportunities
        .values()
        .filter(|other| other.contact != opportunity.contact)
        .collect();
    others.sort_by(|a, b| (b.created_at, &a.id).cmp(&(a.created_at, &b.id)));
    others.iter().take(OTHERS_SHOWN).map(|other| row(account, other)).collect()
}

fn opportunity_view(account: &Account, opportunity: &Opportunity, url: &str) -> Value {
    let user_name = |id: &str| {
        let user = account.users.iter().find(|user| user.id == id);
        user.map(|user| user.name.clone())
    };
    let notes: Vec<_> = opportunity
        .notes
        .iter()
        .rev()
        .map(|note| {
            let fields: Vec<_> = note
                .fields
                .iter()
                .map(|field| {
                    json!({
                        "value": field.value,
                        "score": field.score,
                        "user": user_name(&field.user),
                        "at": field.created_at,
                    })
                })
                .collect();
            json!({"fields": fields, "secret": note.secret})
        })
        .collect();
    let files: Vec<_> = opportunity
        .files
        .iter()
        .rev()
        .map(|file| {
            json!({
                "id": file.id,
                "name": file.name,
                "size": file.bytes.len(),
                "at": file.uploaded_at,
            })
        })
        .collect();
    let history: Vec<_> = opportunity
        .stage_changes
        .iter()
        .rev()
        .map(|change| {
            json!({
                "stage": account.stage(&change.to_stage_id).map(|stage| &stage.text),
                "at": change.updated_at,
                "user": change.user_id.as_deref().and_then(user_name),
            })
        })
        .collect();
    json!({
        "here": "candidates",
        "row": row(account, opportunity),
        "opportunity": complete(account, opportunity, url),
        "notes": notes,
        "files": files,
        "history": history,
        "stages": stages(account),
        "reasons": account.archive_reasons,
        "origins": ORIGINS,
        "others": others(account, opportunity),
        "posting_id": account.posting_of(opportunity).map(|posting| &posting.id),
    })
}

async fn opportunity(sandbox: Data<Sandbox>, id: Path<String>) -> HttpResponse {
    let account = sandbox.account();
    match account.opportunity(&id) {
        Ok(opportunity) => sandbox
            .pages
            .show("opportunity.html", opportunity_view(&account, opportunity, &sandbox.url)),
        Err(refusal) => refused(&sandbox, &refusal),
    }
}

#[derive(Deserialize)]
struct Move {
    stage: String,
    /// Where the form was.
    #[serde(default)]
    back: String,
}

async fn move_to(sandbox: Data<Sandbox>, id: Path<String>, form: Form<Move>) -> HttpResponse {
    let outcome = sandbox.change(|account, now| {
        let by = account.super_admin();
        account.move_to(&id, &form.stage, Some(by), now)
    });
    done(&sandbox, outcome, &form.back)
}

#[derive(Deserialize)]
struct Archive {
    /// Missing takes out of the archive.
    reason: Option<String>,
    #[serde(default)]
    back: String,
}

async fn archive(sandbox: Data<Sandbox>, id: Path<String>, form: Form<Archive>) -> HttpResponse {
    let outcome = sandbox.change(|account, now| account.archive(&id, form.reason.clone(), now));
    done(&sandbox, outcome, &form.back)
}

#[derive(Deserialize)]
struct Origin {
    origin: String,
}

fn address_of(opportunity: &str) -> String {
    format!("/opportunities/{opportunity}")
}

async fn origin(sandbox: Data<Sandbox>, id: Path<String>, form: Form<Origin>) -> HttpResponse {
    let origin = form.into_inner().origin;
    let outcome = sandbox.change(|account, now| account.correct_origin(&id, origin, now));
    done(&sandbox, outcome, &address_of(&id))
}

async fn hire(sandbox: Data<Sandbox>, id: Path<String>) -> HttpResponse {
    let outcome = sandbox.change(|account, now| account.hire(&id, now));
    done(&sandbox, outcome, &address_of(&id))
}

#[derive(Deserialize)]
struct Merge {
    into: String,
}

async fn merge(sandbox: Data<Sandbox>, id: Path<String>, form: Form<Merge>) -> HttpResponse {
    let outcome = sandbox.change(|account, now| account.merge(&id, &form.into, now));
    done(&sandbox, outcome, &address_of(&id))
}

async fn anonymize(sandbox: Data<Sandbox>, id: Path<String>) -> HttpResponse {
    let outcome = sandbox.change(|account, now| account.anonymize(&id, now));
    done(&sandbox, outcome, &address_of(&id))
}

async fn delete(sandbox: Data<Sandbox>, id: Path<String>) -> HttpResponse {
    let outcome = sandbox.change(|account, now| account.delete(&id, now));
    done(&sandbox, outcome, "/")
}

#[derive(Deserialize)]
struct EditTag {
    #[serde(default)]
    add: String,
    #[serde(default)]
    remove: String,
    #[serde(default)]
    back: String,
}

impl EditTag {
    fn edit(&self, tags: &mut Vec<String>) {
        append_new(tags, [self.add.trim().to_owned()]);
        tags.retain(|tag| *tag != self.remove);
    }
}

async fn tag_opportunity(
    sandbox: Data<Sandbox>,
    id: Path<String>,
    form: Form<EditTag>,
) -> HttpResponse {
    let outcome = sandbox.change(|account, now| {
        form.edit(&mut account.opportunity_mut(&id, now)?.tags);
        Ok(())
    });
    done(&sandbox, outcome, &form.back)
}

fn send_file(
    sandbox: &Sandbox,
    (id, file): &(String, String),
    disposition: DispositionType,
) -> HttpResponse {
    let account = sandbox.account();
    let found = account.opportunity(id).and_then(|opportunity| {
        let found = opportunity.files.iter().find(|found| found.id == *file);
        found.ok_or_else(|| Refusal::not_found("files", file))
    });
    match found {
        Ok(found) => send(found, disposition),
        Err(refusal) => refused(sandbox, &refusal),
    }
}

async fn preview(sandbox: Data<Sandbox>, path: Path<(String, String)>) -> impl Responder {
    send_file(&sandbox, &path, DispositionType::Inline)
}

async fn download(sandbox: Data<Sandbox>, path: Path<(String, String)>) -> impl Responder {
    send_file(&sandbox, &path, DispositionType::Attachment)
}

/// Where the API says a résumé can be downloaded.
async fn download_resume(sandbox: Data<Sandbox>, path: Path<(String, String)>) -> impl Responder {
    let (id, resume) = &*path;
    let account = sandbox.account();
    let found = account.opportunity(id).and_then(|opportunity| {
        let found = opportunity.resumes.iter().find(|found| found.id == *resume);
        found.ok_or_else(|| Refusal::not_found("resumes", resume))
    });
    match found {
        Ok(found) => send(&found.file, DispositionType::Attachment),
        Err(refusal) => refused(&sandbox, &refusal),
    }
}

async fn postings(sandbox: Data<Sandbox>, params: Params) -> HttpResponse {
    let search = params.one("search").unwrap_or_default().trim();
    let account = sandbox.account();
    let mut found = postings_sorted(&account);
    found.retain(|posting| {
        let categories = &posting.categories;
        let texts = std::iter::once(&posting.text)
            .chain(&categories.location)
            .chain(&categories.team)
            .chain(&posting.tags);
        matches(search, texts.map(String::as_str))
    });
    let slice = Slice::cut(&mut found, page_number(&params), PER_PAGE, search);
    let rows: Vec<_> = found
        .iter()
        .map(|posting| {
            json!({
                "id": posting.id,
                "text": posting.text,
                "location": posting.categories.location,
                "team": posting.categories.team,
                "tags": posting.tags,
                "invites": posting.tags.iter().any(|tag| tag == INVITE_TAG),
            })
        })
        .collect();
    let view = json!({
        "title": "Postings",
        "here": "postings",
        "invite_tag": INVITE_TAG,
        "rows": rows,
        "slice": slice,
    });
    sandbox.pages.show("postings.html", view)
}

async fn add_samples(sandbox: Data<Sandbox>) -> HttpResponse {
    sandbox.change(|account, now| {
        for sample in samples() {
            plant(account, sample, now);
        }
    });
    see_other("/postings")
}

async fn tag_posting(
    sandbox: Data<Sandbox>,
    id: Path<String>,
    form: Form<EditTag>,
) -> HttpResponse {
    let outcome = sandbox.change(|account, now| {
        let mut tags = account.posting(&id)?.tags.clone();
        form.edit(&mut tags);
        account.tag_posting(&id, tags, now)
    });
    done(&sandbox, outcome, &form.back)
}

async fn webhooks(sandbox: Data<Sandbox>) -> HttpResponse {
    let account = sandbox.account();
    let registered: Vec<_> = account
        .webhooks
        .iter()
        .map(|webhook| {
            json!({
                "event": webhook.event,
                "url": webhook.url,
                "created_at": webhook.created_at,
            })
        })
        .collect();
    let view = json!({
        "title": "Webhooks",
        "here": "webhooks",
        "toggles": {
            "application_created": account.toggles.application_created,
            "candidate_stage_change": account.toggles.candidate_stage_change,
        },
        "webhooks": registered,
        "counts": sandbox.post.counts(),
        "deliveries": sandbox.post.deliveries(None, DELIVERIES_SHOWN),
        "shown": DELIVERIES_SHOWN,
    });
    sandbox.pages.show("webhooks.html", view)
}

async fn rerun(sandbox: Data<Sandbox>, id: Path<usize>) -> HttpResponse {
    let outcome = if sandbox.post.repeat(*id) {
        Ok(())
    } else {
        Err(Refusal::not_found("deliveries", &id.to_string()))
    };
    done(&sandbox, outcome, "/webhooks")
}

/// A check box that is off is not in the form.
#[derive(Deserialize)]
struct SetToggles {
    application_created: Option<String>,
    candidate_stage_change: Option<String>,
}

async fn set_toggles(sandbox: Data<Sandbox>, form: Form<SetToggles>) -> HttpResponse {
    sandbox.change(|account, _| {
        account.toggles.application_created = form.application_created.is_some();
        account.toggles.candidate_stage_change = form.candidate_stage_change.is_some();
    });
    see_other("/webhooks")
}
