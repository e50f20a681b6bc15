//! `/postings`, but for applying.

use std::cmp::Reverse;

use actix_web::web::{self, Bytes, Data, Path};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{
    super::{
        Sandbox,
        access::{Access, required_actor},
        account::{Account, append_new, new_id},
        answer::{Answer, Refusal, created, list, one, read_body},
        lists::{Params, Span, page},
        wire::{Categories, Content, ContentList, Posting, PostingUrls, Screening},
    },
    expand, include, shown,
    users::user_of,
};

const EXPANDABLE: &[&str] = &["user", "owner", "hiringManager", "followers"];
const STATES: &[&str] = &["published", "internal", "closed", "draft", "pending", "rejected"];
const CHANNELS: &[&str] = &["internal", "public"];
const CONFIDENTIALITIES: &[&str] = &["non-confidential", "confidential"];

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/postings", web::get().to(postings))
        .route("/postings", web::post().to(create))
        .route("/postings/deleted", web::get().to(deleted))
        .route("/postings/{id}", web::get().to(posting))
        .route("/postings/{id}", web::post().to(update));
}

fn answered(account: &Account, posting: &Posting, params: &Params) -> Result<Value, Refusal> {
    let mut value = json!(posting);
    include(&mut value, params);
    for name in params.expand(EXPANDABLE)? {
        expand(&mut value, name, |id| user_of(account, id));
    }
    Ok(value)
}

fn admits(params: &Params, posting: &Posting) -> bool {
    let categories = &posting.categories;
    let tagged = params.all("tag").next().is_none()
        || params.all("tag").any(|tag| posting.tags.iter().any(|has| has == tag));
    let channels = posting.distribution_channels.as_deref().unwrap_or_default();
    // Asked for published ones, Lever leaves out those that are not public, unless told otherwise.
    let in_channel = match params.all("distributionChannel").next() {
        Some(_) => params.all("distributionChannel").any(|channel| channels.contains(&channel)),
        None => {
            params.all("state").all(|state| state != "published") || channels.contains(&"public")
        }
    };
    tagged
        && in_channel
        && params.admits("state", Some(posting.state))
        && params.admits("team", categories.team.as_deref())
        && params.admits("department", categories.department.as_deref())
        && params.admits("location", categories.location.as_deref())
        && params.admits("commitment", categories.commitment.as_deref())
        && params.admits("level", categories.level.as_deref())
        // An older word for the department (inferred).
        && params.admits("group", categories.department.as_deref())
}

/// `updated_at_start` and `updated_at_end`, which go together with `confidentiality` and no other filter.
fn updated(params: &Params) -> Result<Span, Refusal> {
    const OTHERS: &[&str] = &[
        "state",
        "distributionChannel",
        "team",
        "department",
        "location",
        "commitment",
        "level",
        "tag",
        "group",
    ];
    let span = params.span("updated_at")?;
    let asked = span.start.is_some() || span.end.is_some();
    match OTHERS.iter().find(|name| asked && params.one(name).is_some()) {
        Some(name) => {
            Err(Refusal::bad_request(format!("updated_at cannot be combined with {name}")))
        }
        None => Ok(span),
    }
}

async fn postings(access: Access, sandbox: Data<Sandbox>, params: Params) -> Answer {
    access.read("postings")?;
    params.expand(EXPANDABLE)?;
    let shown = shown(&access, &params)?;
    let updated = updated(&params)?;
    let account = sandbox.account();
    let items = account
        .postings
        .values()
        .filter(|posting| {
            shown.shows(posting.confidentiality)
                && updated.has(Some(posting.updated_at))
                && admits(&params, posting)
        })
        .map(|posting| ((Reverse(posting.created_at), posting.id.clone()), posting))
        .collect();
    let (items, next) = page(items, &params)?;
    let items = items
        .into_iter()
        .map(|posting| answered(&account, posting, &params))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(list(&items, next.as_deref()))
}

/// Newest deletion first.
async fn deleted(access: Access, sandbox: Data<Sandbox>, params: Params) -> Answer {
    access.read("postings")?;
    let shown = shown(&access, &params)?;
    let span = params.span("deleted_at")?;
    let account = sandbox.account();
    let items = account
        .deleted_postings
        .iter()
        .filter(|deleted| span.has(Some(deleted.at)) && shown.shows(deleted.was.confidentiality))
        .map(|deleted| {
            let mut value = json!(deleted.was);
            // As deleted opportunities have them (inferred).
            if let Some(fields) = value.as_object_mut() {
                fields.insert("deletedBy".to_owned(), json!(deleted.by));
                fields.insert("deletedAt".to_owned(), json!(deleted.at));
            }
            ((Reverse(deleted.at), deleted.was.id.clone()), value)
        })
        .collect();
    let (items, next) = page(items, &params)?;
    Ok(list(&items, next.as_deref()))
}

/// A posting this caller may see: confidential ones need a scope of their own.
pub(super) fn visible<'a>(
    account: &'a Account,
    access: &Access,
    id: &str,
) -> Result<&'a Posting, Refusal> {
    let posting = account.posting(id)?;
    if posting.confidentiality != "non-confidential" {
        access.read_confidential()?;
    }
    Ok(posting)
}

async fn posting(
    access: Access,
    sandbox: Data<Sandbox>,
    id: Path<String>,
    params: Params,
) -> Answer {
    access.read("postings")?;
    let account = sandbox.account();
    Ok(one(answered(&account, visible(&account, &access, &id)?, &params)?))
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct ContentChange {
    description: Option<String>,
    description_html: Option<String>,
    lists: Option<Vec<ContentList>>,
    closing: Option<String>,
    closing_html: Option<String>,
    /// What the documentation's example of creating calls the closing.
    closing_posting_html: Option<String>,
}

/// What a request says of a posting; what is not named stays as it is.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Change {
    text: Option<String>,
    state: Option<String>,
    distribution_channels: Option<Vec<String>>,
    owner: Option<String>,
    hiring_manager: Option<String>,
    categories: Option<Map<String, Value>>,
    tags: Option<Vec<String>>,
    content: Option<ContentChange>,
    country: Option<String>,
    requisition_codes: Option<Vec<String>>,
    workplace_type: Option<String>,
    salary_range: Option<Value>,
    salary_description: Option<String>,
    salary_description_html: Option<String>,
    /// Of a new posting only.
    confidentiality: Option<String>,
}

/// The word as it is kept, if there is such a word.
fn word(words: &[&'static str], name: &str, said: &str) -> Result<&'static str, Refusal> {
    let known = words.iter().find(|word| **word == said);
    known.copied().ok_or_else(|| Refusal::bad_request(format!("Invalid {name}: {said}")))
}

impl Change {
    /// Refuses what cannot be.
    fn check(&self, account: &Account) -> Result<(), Refusal> {
        if self.text.as_ref().is_some_and(String::is_empty) {
            return Err(Refusal::missing("text"));
        }
        for user in self.owner.iter().chain(&self.hiring_manager) {
            user_of(account, user)
                .ok_or_else(|| Refusal::bad_request(format!("Invalid user: {user}")))?;
        }
        account.admit_tags(self.tags.as_deref().unwrap_or_default())
    }

    /// Where the posting stands, and who is shown it there.
    fn publish(&self, posting: &mut Posting) -> Result<(), Refusal> {
        if let Some(state) = &self.state {
            posting.state = word(STATES, "state", state)?;
            let shown = matches!(posting.state, "published" | "internal");
            if !shown {
                posting.distribution_channels = None;
                posting.urls = None;
            } else if posting.urls.is_none() {
                posting.distribution_channels = Some(CHANNELS.to_vec());
                posting.urls = Some(PostingUrls::of(&posting.id));
            }
        }
        if let (Some(channels), true) =
            (&self.distribution_channels, posting.distribution_channels.is_some())
        {
            let channels = channels.iter().map(|it| word(CHANNELS, "distributionChannel", it));
            posting.distribution_channels = Some(channels.collect::<Result<_, _>>()?);
        }
        Ok(())
    }

    /// Everything but the title, whose change concerns opportunities too.
    fn apply(self, posting: &mut Posting, now: i64) -> Result<(), Refusal> {
        self.publish(posting)?;
        if let Some(changes) = self.categories
            && let Value::Object(mut categories) = json!(posting.categories)
        {
            categories.extend(changes);
            posting.categories = serde_json::from_value(Value::Object(categories))
                .map_err(|error| Refusal::bad_request(format!("Invalid categories: {error}")))?;
        }
        if let Some(content) = self.content {
            let kept = &mut posting.content;
            set(&mut kept.description, content.description);
            set(&mut kept.description_html, content.description_html);
            set(&mut kept.lists, content.lists);
            set(&mut kept.closing, content.closing);
            set(&mut kept.closing_html, content.closing_html.or(content.closing_posting_html));
        }
        if let Some(tags) = self.tags {
            posting.tags.clear();
            append_new(&mut posting.tags, tags);
        }
        posting.owner = self.owner.or(posting.owner.take());
        posting.hiring_manager = self.hiring_manager.or(posting.hiring_manager.take());
        posting.country = self.country.or(posting.country.take());
        posting.salary_range = self.salary_range.or(posting.salary_range.take());
        posting.salary_description = self.salary_description.or(posting.salary_description.take());
        posting.salary_description_html =
            self.salary_description_html.or(posting.salary_description_html.take());
        set(&mut posting.requisition_codes, self.requisition_codes);
        set(&mut posting.workplace_type, self.workplace_type);
        posting.updated_at = now;
        Ok(())
    }
}

/// Replaces a value by what is named in its place, if anything is.
fn set<T>(kept: &mut T, named: Option<T>) {
    if let Some(named) = named {
        *kept = named;
    }
}

/// A draft without content.
fn draft(text: String, confidentiality: &'static str, user: String, now: i64) -> Posting {
    Posting {
        id: new_id(),
        text,
        state: "draft",
        distribution_channels: None,
        followers: vec![user.clone()],
        owner: Some(user.clone()),
        user,
        hiring_manager: None,
        categories: Categories::default(),
        tags: Vec::new(),
        content: Content::default(),
        country: None,
        req_code: None,
        requisition_codes: Vec::new(),
        urls: None,
        confidentiality,
        created_at: now,
        updated_at: now,
        workplace_type: "unspecified".to_owned(),
        transcribe_interviews: false,
        screening: Screening::default(),
        questions: Vec::new(),
        salary_range: None,
        salary_description: None,
        salary_description_html: None,
    }
}

async fn create(access: Access, sandbox: Data<Sandbox>, params: Params, body: Bytes) -> Answer {
    access.write("postings")?;
    let user = required_actor(&sandbox, &params)?;
    let mut change: Change = read_body(&body)?;
    sandbox.change(|account, now| {
        change.check(account)?;
        let text = change.text.take().ok_or_else(|| Refusal::missing("text"))?;
        let confidentiality = change.confidentiality.as_deref().unwrap_or("non-confidential");
        let confidentiality = word(CONFIDENTIALITIES, "confidentiality", confidentiality)?;
        let mut posting = draft(text, confidentiality, user, now);
        change.apply(&mut posting, now)?;
        let answer = created(&posting);
        account.add_posting(posting);
        Ok(answer)
    })
}

/// Partial; lists are replaced whole, and the confidentiality stays.
async fn update(
    access: Access,
    sandbox: Data<Sandbox>,
    id: Path<String>,
    params: Params,
    body: Bytes,
) -> Answer {
    access.write("postings")?;
    required_actor(&sandbox, &params)?;
    let mut change: Change = read_body(&body)?;
    sandbox.change(|account, now| {
        let mut posting = visible(account, &access, &id)?.clone();
        change.check(account)?;
        let text = change.text.take();
        change.apply(&mut posting, now)?;
        account.postings.insert(posting.id.clone(), posting);
        if let Some(text) = text {
            account.rename_posting(&id, &text)?;
        }
        Ok(one(account.posting(&id)?))
    })
}
