//! `/opportunities`, but for their notes and files.

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
        access::{Access, required_actor},
        account::{Account, Candidacy, Person, STAGE_OF_LEADS, append_new},
        answer::{Answer, Refusal, list, one, read_body, respond},
        lists::{Params, Rank, page},
        wire::{Opportunity, Phone},
    },
    contacts::contact_of,
    expand, include,
    settings::stage_of,
    users::user_of,
};

const EXPANDABLE: &[&str] =
    &["applications", "stage", "owner", "followers", "sourcedBy", "contact"];
const ORIGINS: &[&str] = &["agency", "applied", "internal", "referred", "sourced", "university"];

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/opportunities", web::get().to(opportunities))
        .route("/opportunities", web::post().to(create))
        .route("/opportunities/{id}", web::get().to(opportunity))
        .route("/opportunities/{id}/stage", web::put().to(stage))
        .route("/opportunities/{id}/archived", web::put().to(archived))
        .route("/opportunities/{id}/addTags", web::post().to(add_tags))
        .route("/opportunities/{id}/removeTags", web::post().to(remove_tags))
        .route("/opportunities/{id}/addSources", web::post().to(add_sources))
        .route("/opportunities/{id}/removeSources", web::post().to(remove_sources))
        .route("/opportunities/{id}/addLinks", web::post().to(add_links))
        .route("/opportunities/{id}/removeLinks", web::post().to(remove_links))
        .route("/opportunities/{id}/applications", web::get().to(applications))
        .route("/opportunities/{id}/applications/{application}", web::get().to(application));
}

/// An opportunity as reading it answers.
pub(in super::super) fn complete(account: &Account, opportunity: &Opportunity, url: &str) -> Value {
    let mut value = without_location(account, opportunity, url);
    // Absent when there is no application.
    if let (Some(location), Some(fields)) = (&opportunity.location, value.as_object_mut()) {
        fields.insert("opportunityLocation".to_owned(), json!(location));
    }
    value
}

/// As creating one and changing its links answer.
fn without_location(account: &Account, opportunity: &Opportunity, url: &str) -> Value {
    let contact = account.contacts.get(&opportunity.contact);
    json!({
        "id": opportunity.id,
        "name": contact.map_or("", |contact| &contact.name),
        "contact": opportunity.contact,
        "headline": contact.map_or("", |contact| &contact.headline),
        "stage": opportunity.stage,
        "confidentiality": "non-confidential",
        "location": contact.map_or("", |contact| &contact.location),
        "phones": contact.map_or(&[][..], |contact| &contact.phones),
        "emails": contact.map_or(&[][..], |contact| &contact.emails),
        "links": contact.map_or(&[][..], |contact| &contact.links),
        "archived": opportunity.archived,
        "tags": opportunity.tags,
        "sources": opportunity.sources,
        "stageChanges": opportunity.stage_changes,
        "origin": opportunity.origin,
        "sourcedBy": opportunity.sourced_by,
        "owner": opportunity.owner,
        "followers": opportunity.followers,
        "applications": opportunity.applications,
        "createdAt": opportunity.created_at,
        "updatedAt": opportunity.updated_at,
        "lastInteractionAt": opportunity.last_interaction_at,
        "lastAdvancedAt": opportunity.last_advanced_at,
        "snoozedUntil": null,
        "urls": {
            "list": format!("{url}/"),
            "show": format!("{url}/opportunities/{}", opportunity.id),
        },
        "isAnonymized": contact.is_some_and(|contact| contact.is_anonymized),
        "dataProtection": opportunity.data_protection,
    })
}

/// As most writes answer: without anything of the contact, although the contact has it (recorded).
fn blank(account: &Account, opportunity: &Opportunity, url: &str) -> Value {
    let mut value = without_location(account, opportunity, url);
    if let Some(fields) = value.as_object_mut() {
        for name in ["name", "headline", "location"] {
            fields.insert(name.to_owned(), json!(""));
        }
        for name in ["phones", "emails", "links"] {
            fields.insert(name.to_owned(), json!([]));
        }
    }
    value
}

fn answered(
    account: &Account,
    opportunity: &Opportunity,
    params: &Params,
    url: &str,
) -> Result<Value, Refusal> {
    let mut value = complete(account, opportunity, url);
    include(&mut value, params);
    for name in params.expand(EXPANDABLE)? {
        expand(&mut value, name, |id| match name {
            "applications" => account.applications.get(id).map(|found| json!(found)),
            "stage" => stage_of(account, id),
            "contact" => contact_of(account, id),
            _ => user_of(account, id),
        });
    }
    Ok(value)
}

/// The filters of one list request.
struct Filter<'a> {
    params: &'a Params,
    archived: Option<bool>,
    /// Each pair of instants, inclusive, with the field it limits.
    spans: Vec<(Span, Option<i64>, Option<i64>)>,
}

type Span = fn(&Opportunity) -> Option<i64>;

impl<'a> Filter<'a> {
    fn of(params: &'a Params) -> Result<Self, Refusal> {
        let fields: [(&str, Span); 4] = [
            ("created_at", |o| Some(o.created_at)),
            ("updated_at", |o| Some(o.updated_at)),
            ("advanced_at", |o| Some(o.last_advanced_at)),
            ("archived_at", |o| o.archived.as_ref().map(|archived| archived.archived_at)),
        ];
        let mut spans = Vec::new();
        for (name, field) in fields {
            let start = params.instant(&format!("{name}_start"))?;
            let end = params.instant(&format!("{name}_end"))?;
            if start.is_some() || end.is_some() {
                spans.push((field, start, end));
            }
        }
        Ok(Self { params, archived: params.flag("archived")?, spans })
    }

    /// Whether the values of an opportunity meet those wanted under `name`; several wanted are a union.
    fn any(&self, name: &str, values: &[String]) -> bool {
        let mut wanted = self.params.all(name).peekable();
        wanted.peek().is_none() || wanted.any(|wanted| values.iter().any(|value| value == wanted))
    }

    fn admits(&self, account: &Account, opportunity: &Opportunity) -> bool {
        let params = self.params;
        let reason = opportunity.archived.as_ref().map(|a| a.reason.as_str());
        let in_spans = self.spans.iter().all(|(field, start, end)| {
            field(opportunity).is_some_and(|at| {
                start.is_none_or(|start| start <= at) && end.is_none_or(|end| at <= end)
            })
        });
        let has_email = || {
            let emails = account.contacts.get(&opportunity.contact);
            emails.is_some_and(|contact| {
                params
                    .all("email")
                    .any(|wanted| contact.emails.iter().any(|e| e.eq_ignore_ascii_case(wanted)))
            })
        };
        let posting = account.posting_of(opportunity).map(|p| p.id.as_str());
        in_spans
            && self.archived.is_none_or(|archived| archived == opportunity.archived.is_some())
            && params.admits("stage_id", Some(&opportunity.stage))
            && params.admits("contact_id", Some(&opportunity.contact))
            && params.admits("origin", Some(&opportunity.origin))
            && matches!(params.one("confidentiality"), None | Some("all" | "non-confidential"))
            && params.admits("location", opportunity.location.as_deref())
            && params.admits("archive_reason_id", reason)
            && params.admits("posting_id", posting)
            && params.admits("archived_posting_id", posting.filter(|_| reason.is_some()))
            && self.any("tag", &opportunity.tags)
            && self.any("source", &opportunity.sources)
            && (params.one("email").is_none() || has_email())
    }
}

async fn opportunities(access: Access, sandbox: Data<Sandbox>, params: Params) -> Answer {
    access.read("opportunities")?;
    params.expand(EXPANDABLE)?;
    match params.one("confidentiality") {
        None | Some("non-confidential") => {}
        Some(_) => access.read_confidential()?,
    }
    let filter = Filter::of(&params)?;
    let account = sandbox.account();
    let items = account
        .opportunities
        .values()
        .filter(|opportunity| filter.admits(&account, opportunity))
        .map(|opportunity| {
            let rank = account.stage(&opportunity.stage).map_or(Rank(0.0), |stage| stage.rank);
            let key = (rank, Reverse(opportunity.last_advanced_at), opportunity.id.clone());
            (key, opportunity)
        })
        .collect();
    let (items, next) = page(items, &params)?;
    let items = items
        .into_iter()
        .map(|opportunity| answered(&account, opportunity, &params, &sandbox.url))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(list(&items, next.as_deref()))
}

async fn opportunity(
    access: Access,
    sandbox: Data<Sandbox>,
    id: Path<String>,
    params: Params,
) -> Answer {
    access.read("opportunities")?;
    let account = sandbox.account();
    let opportunity = account.opportunity(&id)?;
    Ok(one(answered(&account, opportunity, &params, &sandbox.url)?))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Create {
    name: String,
    headline: String,
    stage: Option<String>,
    location: String,
    phones: Vec<Phone>,
    emails: Vec<String>,
    links: Vec<String>,
    tags: Vec<String>,
    sources: Vec<String>,
    origin: Option<String>,
    postings: Vec<String>,
    contact: Option<String>,
}

async fn create(access: Access, sandbox: Data<Sandbox>, params: Params, body: Bytes) -> Answer {
    access.write("opportunities")?;
    let by = required_actor(&sandbox, &params)?;
    let create: Create = read_body(&body)?;
    if create.postings.len() > 1 {
        return Err(Refusal::bad_request("postings may name one posting only"));
    }
    let origin = create.origin.unwrap_or_else(|| "sourced".to_owned());
    if !ORIGINS.contains(&origin.as_str()) {
        return Err(Refusal::bad_request(format!("Invalid origin: {origin}")));
    }
    let person = Person {
        name: create.name,
        headline: create.headline,
        location: create.location,
        emails: create.emails,
        phones: create.phones,
        links: create.links,
    };
    let candidacy = Candidacy {
        stage: create.stage.unwrap_or_else(|| STAGE_OF_LEADS.to_owned()),
        origin,
        tags: create.tags,
        sources: create.sources,
        by: Some(by),
        contact: create.contact,
    };
    let posting = create.postings.first().map(String::as_str);
    sandbox.change(|account, now| {
        let arrival = account.arrive(person, candidacy, posting, now)?;
        let opportunity = account.opportunity(&arrival.opportunity)?;
        let data = without_location(account, opportunity, &sandbox.url);
        let body = if arrival.deduped {
            json!({"deduped": true, "data": data})
        } else {
            json!({"data": data})
        };
        Ok(respond(StatusCode::CREATED, &body))
    })
}

#[derive(Deserialize)]
struct ToStage {
    stage: String,
}

async fn stage(
    access: Access,
    sandbox: Data<Sandbox>,
    id: Path<String>,
    params: Params,
    body: Bytes,
) -> Answer {
    access.write("opportunities")?;
    let by = access.actor(&sandbox, &params)?;
    let to: ToStage = read_body(&body)?;
    sandbox.change(|account, now| {
        account.move_to(&id, &to.stage, Some(by), now)?;
        Ok(one(blank(account, account.opportunity(&id)?, &sandbox.url)))
    })
}

#[derive(Deserialize)]
struct ToArchive {
    reason: Option<String>,
}

async fn archived(
    access: Access,
    sandbox: Data<Sandbox>,
    id: Path<String>,
    params: Params,
    body: Bytes,
) -> Answer {
    access.write("opportunities")?;
    access.actor(&sandbox, &params)?;
    let to: ToArchive = read_body(&body)?;
    sandbox.change(|account, now| {
        account.archive(&id, to.reason, now)?;
        Ok(one(blank(account, account.opportunity(&id)?, &sandbox.url)))
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Texts {
    tags: Vec<String>,
    sources: Vec<String>,
    links: Vec<String>,
}

/// A write on an opportunity's lists, answered blank.
fn write_texts(
    access: &Access,
    sandbox: &Sandbox,
    (id, params, body): (&str, &Params, &[u8]),
    write: impl FnOnce(&mut Opportunity, Texts),
) -> Answer {
    access.write("opportunities")?;
    access.actor(sandbox, params)?;
    let texts: Texts = read_body(body)?;
    sandbox.change(|account, now| {
        write(account.opportunity_mut(id, now)?, texts);
        Ok(one(blank(account, account.opportunity(id)?, &sandbox.url)))
    })
}

async fn add_tags(
    access: Access,
    sandbox: Data<Sandbox>,
    id: Path<String>,
    params: Params,
    body: Bytes,
) -> Answer {
    write_texts(&access, &sandbox, (&id, &params, &body), |it, texts| {
        append_new(&mut it.tags, texts.tags);
    })
}

async fn remove_tags(
    access: Access,
    sandbox: Data<Sandbox>,
    id: Path<String>,
    params: Params,
    body: Bytes,
) -> Answer {
    write_texts(&access, &sandbox, (&id, &params, &body), |it, texts| {
        it.tags.retain(|tag| !texts.tags.contains(tag));
    })
}

async fn add_sources(
    access: Access,
    sandbox: Data<Sandbox>,
    id: Path<String>,
    params: Params,
    body: Bytes,
) -> Answer {
    write_texts(&access, &sandbox, (&id, &params, &body), |it, texts| {
        append_new(&mut it.sources, texts.sources);
    })
}

async fn remove_sources(
    access: Access,
    sandbox: Data<Sandbox>,
    id: Path<String>,
    params: Params,
    body: Bytes,
) -> Answer {
    write_texts(&access, &sandbox, (&id, &params, &body), |it, texts| {
        it.sources.retain(|source| !texts.sources.contains(source));
    })
}

/// Links belong to the contact; the answer has the contact's data (recorded).
fn write_links(
    access: &Access,
    sandbox: &Sandbox,
    (id, params, body): (&str, &Params, &[u8]),
    write: impl FnOnce(&mut Vec<String>, Vec<String>),
) -> Answer {
    access.write("opportunities")?;
    access.actor(sandbox, params)?;
    let texts: Texts = read_body(body)?;
    sandbox.change(|account, now| {
        let contact = account.opportunity_mut(id, now)?.contact.clone();
        if let Some(contact) = account.contacts.get_mut(&contact) {
            write(&mut contact.links, texts.links);
        }
        let opportunity = account.opportunity(id)?;
        Ok(one(without_location(account, opportunity, &sandbox.url)))
    })
}

async fn add_links(
    access: Access,
    sandbox: Data<Sandbox>,
    id: Path<String>,
    params: Params,
    body: Bytes,
) -> Answer {
    write_links(&access, &sandbox, (&id, &params, &body), |links, more| {
        append_new(links, more);
    })
}

async fn remove_links(
    access: Access,
    sandbox: Data<Sandbox>,
    id: Path<String>,
    params: Params,
    body: Bytes,
) -> Answer {
    write_links(&access, &sandbox, (&id, &params, &body), |links, less| {
        links.retain(|link| !less.contains(link));
    })
}

async fn applications(
    access: Access,
    sandbox: Data<Sandbox>,
    id: Path<String>,
    params: Params,
) -> Answer {
    access.read("applications")?;
    let account = sandbox.account();
    let items = account
        .opportunity(&id)?
        .applications
        .iter()
        .filter_map(|id| account.applications.get(id))
        .map(|found| ((found.created_at, found.id.clone()), json!(found)))
        .collect();
    let (items, next) = page(items, &params)?;
    Ok(list(&items, next.as_deref()))
}

async fn application(
    access: Access,
    sandbox: Data<Sandbox>,
    path: Path<(String, String)>,
) -> Answer {
    access.read("applications")?;
    let (id, application) = path.into_inner();
    let account = sandbox.account();
    account.opportunity(&id)?;
    account
        .applications
        .get(&application)
        .filter(|found| found.opportunity_id == id)
        .map(one)
        .ok_or_else(|| Refusal::not_found("applications", &application))
}
