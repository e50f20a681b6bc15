//! `POST /opportunities`: JSON, or a form with files.

use actix_multipart::Multipart;
use actix_web::{
    HttpRequest,
    http::{StatusCode, header},
    web::{Data, Payload},
};
use serde::Deserialize;
use serde_json::json;

use super::{
    super::{
        Sandbox,
        access::{Access, required_actor},
        account::{Account, Candidacy, Person, STAGE_OF_LEADS, new_id},
        answer::{Answer, Refusal, read_body, respond},
        lists::Params,
        upkeep::ORIGINS,
        wire::{Archived, Phone, Resume},
    },
    multipart::Form,
    not_in_the_future,
    opportunities::without_location,
    users::user_of,
};

/// What a request says of a new opportunity and of the person; anything may be missing or null.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Create {
    name: Option<String>,
    headline: Option<String>,
    stage: Option<String>,
    location: Option<String>,
    phones: Option<Vec<Phone>>,
    emails: Option<Vec<String>>,
    links: Option<Vec<String>>,
    tags: Option<Vec<String>>,
    sources: Option<Vec<String>>,
    origin: Option<String>,
    owner: Option<String>,
    followers: Option<Vec<String>>,
    postings: Option<Vec<String>>,
    contact: Option<String>,
    created_at: Option<i64>,
    archived: Option<ArchivedBefore>,
    opportunity_location: Option<String>,
}

/// Why a new opportunity is in the archive from the beginning, and since when.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ArchivedBefore {
    reason: String,
    archived_at: Option<i64>,
}

impl Create {
    /// The texts of a form, lists as repeated `name[]`; phones are given by their number alone.
    fn of(form: &Form) -> Result<Self, Refusal> {
        let one = |name: &str| {
            let found = form.texts.iter().find(|(field, _)| field == name);
            found.map(|(_, text)| text.clone())
        };
        let all = |name: &str| {
            let named = |field: &str| field.strip_suffix("[]").unwrap_or(field) == name;
            let each = form.texts.iter().filter(|(field, _)| named(field));
            Some(each.map(|(_, text)| text.clone()).collect::<Vec<_>>())
        };
        let created_at = one("createdAt").map(|at| at.parse()).transpose();
        let archived = |reason| ArchivedBefore { reason, archived_at: None };
        Ok(Self {
            name: one("name"),
            headline: one("headline"),
            stage: one("stage"),
            location: one("location"),
            phones: all("phones").map(|phones| {
                phones.into_iter().map(|value| Phone { kind: None, value }).collect()
            }),
            emails: all("emails"),
            links: all("links"),
            tags: all("tags"),
            sources: all("sources"),
            origin: one("origin"),
            owner: one("owner"),
            followers: all("followers"),
            postings: all("postings"),
            contact: one("contact"),
            created_at: created_at
                .map_err(|_| Refusal::bad_request("Invalid parameter: createdAt"))?,
            archived: one("archived[reason]").map(archived),
            opportunity_location: one("opportunityLocation"),
        })
    }

    /// Refuses what cannot be.
    fn check(&self, account: &Account, now: i64) -> Result<(), Refusal> {
        if self.postings.as_ref().is_some_and(|postings| postings.len() > 1) {
            return Err(Refusal::bad_request("postings may name one posting only"));
        }
        if let Some(origin) = self.origin.as_deref().filter(|origin| !ORIGINS.contains(origin)) {
            return Err(Refusal::bad_request(format!("Invalid origin: {origin}")));
        }
        not_in_the_future(self.created_at, now)?;
        account.admit_tags(self.tags.as_deref().unwrap_or_default())?;
        for user in self.owner.iter().chain(self.followers.iter().flatten()) {
            user_of(account, user)
                .ok_or_else(|| Refusal::bad_request(format!("Invalid user: {user}")))?;
        }
        account.hires(self.archived.as_ref().map(|archived| archived.reason.as_str())).map(drop)
    }

    fn person(&mut self) -> Person {
        Person {
            name: self.name.take().unwrap_or_default(),
            headline: self.headline.take().unwrap_or_default(),
            location: self.location.take().unwrap_or_default(),
            emails: self.emails.take().unwrap_or_default(),
            phones: self.phones.take().unwrap_or_default(),
            links: self.links.take().unwrap_or_default(),
        }
    }

    fn candidacy(self, by: String) -> Candidacy {
        Candidacy {
            stage: self.stage.unwrap_or_else(|| STAGE_OF_LEADS.to_owned()),
            origin: self.origin.unwrap_or_else(|| "sourced".to_owned()),
            tags: self.tags.unwrap_or_default(),
            sources: self.sources.unwrap_or_default(),
            by: Some(by),
            contact: self.contact,
            owner: self.owner,
            followers: self.followers.unwrap_or_default(),
            created_at: self.created_at,
            location: self.opportunity_location,
            custom_questions: Vec::new(),
        }
    }
}

/// What the body says, and its files if it is a form.
async fn read(request: &HttpRequest, payload: Payload) -> Result<(Create, Form), Refusal> {
    let content_type = request.headers().get(header::CONTENT_TYPE);
    let is_form = content_type
        .and_then(|it| it.to_str().ok())
        .is_some_and(|it| it.to_lowercase().starts_with("multipart/form-data"));
    if is_form {
        let form = Form::read(Multipart::new(request.headers(), payload)).await?;
        return Ok((Create::of(&form)?, form));
    }
    let body = payload.to_bytes().await;
    let body = body.map_err(|_| Refusal::bad_request("Invalid request body"))?;
    Ok((read_body(&body)?, Form::default()))
}

/// A known email or contact attaches it to the person who is known, whose data wins.
pub(super) async fn create(
    access: Access,
    sandbox: Data<Sandbox>,
    params: Params,
    request: HttpRequest,
    payload: Payload,
) -> Answer {
    access.write("opportunities")?;
    let mut by = required_actor(&sandbox, &params)?;
    // A résumé is never parsed here; that an answer may lack what was parsed is documented.
    params.flag("parse")?;
    let as_owner = params.flag("perform_as_posting_owner")?.unwrap_or(false);
    let (mut create, form) = read(&request, payload).await?;
    sandbox.change(|account, now| {
        create.check(account, now)?;
        let posting = create.postings.take().and_then(|postings| postings.into_iter().next());
        let known = posting.as_ref().filter(|_| as_owner).and_then(|id| account.postings.get(id));
        if let Some(owner) = known.and_then(|posting| posting.owner.clone()) {
            by = owner;
        }
        let archived = create.archived.take();
        let person = create.person();
        let arrival = account.arrive(person, create.candidacy(by), posting.as_deref(), now)?;
        let opportunity = account.opportunity_mut(&arrival.opportunity, now)?;
        opportunity.files.extend(form.files("files", now));
        let resume = form.file("resumeFile", now);
        opportunity.resumes.extend(resume.map(|file| Resume {
            id: new_id(),
            created_at: now,
            file,
            parsed: None,
        }));
        opportunity.archived = archived.map(|archived| Archived {
            reason: archived.reason,
            archived_at: archived.archived_at.unwrap_or(now),
        });
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
