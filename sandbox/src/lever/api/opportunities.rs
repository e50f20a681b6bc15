//! `/opportunities` and `/candidates`, but for making them and for what is under each.

use std::cmp::Reverse;

use actix_web::web::{self, Bytes, Data, Path};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    super::{
        Sandbox,
        access::Access,
        account::{Account, append_new},
        answer::{Answer, Refusal, list, one, read_body},
        lists::{Confidentiality, Params, Rank, Span, page},
        wire::Opportunity,
    },
    contacts::contact_of,
    creating::create,
    expand, include,
    interviews::clean_interviews,
    settings::stage_of,
    shown,
    users::user_of,
};

const EXPANDABLE: &[&str] =
    &["applications", "stage", "owner", "followers", "sourcedBy", "contact"];

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("", web::get().to(opportunities))
        .route("", web::post().to(create))
        .route("/deleted", web::get().to(deleted))
        .route("/{id}", web::get().to(opportunity))
        .route("/{id}/stage", web::put().to(stage))
        .route("/{id}/archived", web::put().to(archived))
        .route("/{id}/addTags", web::post().to(add_tags))
        .route("/{id}/removeTags", web::post().to(remove_tags))
        .route("/{id}/addSources", web::post().to(add_sources))
        .route("/{id}/removeSources", web::post().to(remove_sources))
        .route("/{id}/addLinks", web::post().to(add_links))
        .route("/{id}/removeLinks", web::post().to(remove_links))
        .route("/{id}/referrals", web::get().to(referrals))
        .route("/{id}/offers", web::get().to(offers));
}

/// An opportunity this caller may see: confidential ones need a scope of their own.
pub(super) fn visible<'a>(
    account: &'a Account,
    access: &Access,
    id: &str,
) -> Result<&'a Opportunity, Refusal> {
    let opportunity = account.opportunity(id)?;
    if opportunity.confidentiality != "non-confidential" {
        access.read_confidential()?;
    }
    Ok(opportunity)
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
pub(super) fn without_location(account: &Account, opportunity: &Opportunity, url: &str) -> Value {
    let contact = account.contacts.get(&opportunity.contact);
    json!({
        "id": opportunity.id,
        "name": contact.map_or("", |contact| &contact.name),
        "contact": opportunity.contact,
        "headline": contact.map_or("", |contact| &contact.headline),
        "stage": opportunity.stage,
        "confidentiality": opportunity.confidentiality,
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
        "snoozedUntil": opportunity.snoozed_until,
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
    confidentiality: Confidentiality,
    archived: Option<bool>,
    snoozed: Option<bool>,
    created: Span,
    updated: Span,
    advanced: Span,
    archived_in: Span,
}

impl<'a> Filter<'a> {
    fn of(params: &'a Params, confidentiality: Confidentiality) -> Result<Self, Refusal> {
        Ok(Self {
            params,
            confidentiality,
            archived: params.flag("archived")?,
            snoozed: params.flag("snoozed")?,
            created: params.span("created_at")?,
            updated: params.span("updated_at")?,
            advanced: params.span("advanced_at")?,
            archived_in: params.span("archived_at")?,
        })
    }

    /// Whether the values of an opportunity meet those wanted under `name`; several wanted are a union.
    fn any(&self, name: &str, values: &[String]) -> bool {
        let mut wanted = self.params.all(name).peekable();
        wanted.peek().is_none() || wanted.any(|wanted| values.iter().any(|value| value == wanted))
    }

    fn admits(&self, account: &Account, opportunity: &Opportunity) -> bool {
        let params = self.params;
        let reason = opportunity.archived.as_ref().map(|a| a.reason.as_str());
        let archived_at = opportunity.archived.as_ref().map(|a| a.archived_at);
        let in_spans = self.created.has(Some(opportunity.created_at))
            && self.updated.has(Some(opportunity.updated_at))
            && self.advanced.has(Some(opportunity.last_advanced_at))
            && self.archived_in.has(archived_at);
        let has_email = || {
            let emails = account.contacts.get(&opportunity.contact);
            emails.is_some_and(|contact| {
                params
                    .all("email")
                    .any(|wanted| contact.emails.iter().any(|e| e.eq_ignore_ascii_case(wanted)))
            })
        };
        // Not through the posting: it may be deleted.
        let application = opportunity.applications.first();
        let posting = application
            .and_then(|application| account.applications.get(application))
            .map(|application| application.posting.as_str());
        in_spans
            && self.confidentiality.shows(opportunity.confidentiality)
            && self.snoozed.is_none_or(|snoozed| snoozed == opportunity.snoozed_until.is_some())
            && self.archived.is_none_or(|archived| archived == opportunity.archived.is_some())
            && params.admits("stage_id", Some(&opportunity.stage))
            && params.admits("contact_id", Some(&opportunity.contact))
            && params.admits("origin", Some(&opportunity.origin))
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
    let filter = Filter::of(&params, shown(&access, &params)?)?;
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
    let opportunity = visible(&account, &access, &id)?;
    Ok(one(answered(&account, opportunity, &params, &sandbox.url)?))
}

/// Newest deletion first.
async fn deleted(access: Access, sandbox: Data<Sandbox>, params: Params) -> Answer {
    access.read("opportunities")?;
    let shown = shown(&access, &params)?;
    let span = params.span("deleted_at")?;
    let account = sandbox.account();
    let items = account
        .deleted_opportunities
        .iter()
        .filter(|deleted| span.has(Some(deleted.at)) && shown.shows(deleted.was.confidentiality))
        .map(|deleted| ((Reverse(deleted.at), deleted.was.id.clone()), deleted))
        .collect();
    let (items, next) = page(items, &params)?;
    let items: Vec<_> = items
        .into_iter()
        .map(|deleted| {
            let mut value = without_location(&account, &deleted.was, &sandbox.url);
            if let Some(fields) = value.as_object_mut() {
                fields.insert("deletedBy".to_owned(), json!(deleted.by));
                fields.insert("deletedAt".to_owned(), json!(deleted.at));
            }
            value
        })
        .collect();
    Ok(list(&items, next.as_deref()))
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
        visible(account, &access, &id)?;
        account.move_to(&id, &to.stage, Some(by), now)?;
        Ok(one(blank(account, account.opportunity(&id)?, &sandbox.url)))
    })
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ToArchive {
    reason: Option<String>,
    /// Takes interviews still to come away with it.
    #[serde(default)]
    clean_interviews: bool,
    requisition_id: Option<String>,
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
        visible(account, &access, &id)?;
        if account.hires(to.reason.as_deref())?
            && let Some(requisition) = &to.requisition_id
        {
            account.hire_on(&id, requisition, now)?;
        }
        let archives = to.reason.is_some();
        account.archive(&id, to.reason, now)?;
        if archives && to.clean_interviews {
            clean_interviews(account, &id, now)?;
        }
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
        visible(account, access, id)?;
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
    access.write("opportunities")?;
    access.actor(&sandbox, &params)?;
    let texts: Texts = read_body(&body)?;
    sandbox.change(|account, now| {
        visible(account, &access, &id)?;
        account.admit_tags(&texts.tags)?;
        append_new(&mut account.opportunity_mut(&id, now)?.tags, texts.tags);
        Ok(one(blank(account, account.opportunity(&id)?, &sandbox.url)))
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
        visible(account, access, id)?;
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

/// Referrals and offers are made by people in Lever, and nobody has made any.
fn none_of(
    access: &Access,
    sandbox: &Sandbox,
    (thing, id, params): (&str, &str, &Params),
) -> Answer {
    access.read(thing)?;
    visible(&sandbox.account(), access, id)?;
    let (items, next) = page(Vec::<(String, Value)>::new(), params)?;
    Ok(list(&items, next.as_deref()))
}

async fn referrals(
    access: Access,
    sandbox: Data<Sandbox>,
    id: Path<String>,
    params: Params,
) -> Answer {
    none_of(&access, &sandbox, ("referrals", &id, &params))
}

async fn offers(
    access: Access,
    sandbox: Data<Sandbox>,
    id: Path<String>,
    params: Params,
) -> Answer {
    none_of(&access, &sandbox, ("offers", &id, &params))
}
