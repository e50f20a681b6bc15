//! `/postings`.

use std::cmp::Reverse;

use actix_web::{
    HttpResponse,
    web::{self, Bytes, Data, Path},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    super::{
        Sandbox,
        access::{Access, required_actor},
        account::{Account, Candidacy, Person, STAGE_OF_APPLICANTS},
        answer::{Answer, Refusal, created, list, one, read_body},
        lists::{Params, page},
        wire::{Phone, Posting},
    },
    expand, include,
    users::user_of,
};

const EXPANDABLE: &[&str] = &["user", "owner", "hiringManager", "followers"];

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/postings", web::get().to(postings))
        .route("/postings/{id}", web::get().to(posting))
        .route("/postings/{id}", web::post().to(update))
        .route("/postings/{id}/apply", web::post().to(apply));
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
}

async fn postings(access: Access, sandbox: Data<Sandbox>, params: Params) -> Answer {
    access.read("postings")?;
    params.expand(EXPANDABLE)?;
    let account = sandbox.account();
    let items = account
        .postings
        .values()
        .filter(|posting| admits(&params, posting))
        .map(|posting| ((Reverse(posting.created_at), posting.id.clone()), posting))
        .collect();
    let (items, next) = page(items, &params)?;
    let items = items
        .into_iter()
        .map(|posting| answered(&account, posting, &params))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(list(&items, next.as_deref()))
}

async fn posting(
    access: Access,
    sandbox: Data<Sandbox>,
    id: Path<String>,
    params: Params,
) -> Answer {
    access.read("postings")?;
    let account = sandbox.account();
    Ok(one(answered(&account, account.posting(&id)?, &params)?))
}

#[derive(Deserialize)]
struct Update {
    text: Option<String>,
    tags: Option<Vec<String>>,
}

/// Partial: the title, and the tags as a whole.
async fn update(
    access: Access,
    sandbox: Data<Sandbox>,
    id: Path<String>,
    params: Params,
    body: Bytes,
) -> Answer {
    access.write("postings")?;
    required_actor(&sandbox, &params)?;
    let update: Update = read_body(&body)?;
    sandbox.change(|account, now| {
        account.posting(&id)?;
        if let Some(tags) = update.tags {
            account.tag_posting(&id, tags, now)?;
        }
        if let (Some(text), Some(posting)) = (update.text, account.postings.get_mut(&*id)) {
            posting.text = text;
            posting.updated_at = now;
        }
        Ok(one(account.posting(&id)?))
    })
}

#[derive(Deserialize)]
struct Answered {
    name: String,
    #[serde(default)]
    value: Value,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Apply {
    personal_information: Vec<Answered>,
    urls: Vec<Answered>,
    source: Option<String>,
    origin: Option<String>,
}

impl Apply {
    fn answer(&self, names: &[&str]) -> Option<String> {
        self.personal_information
            .iter()
            .find(|answered| names.contains(&answered.name.as_str()))
            .and_then(|answered| answered.value.as_str())
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    }
}

async fn apply(
    access: Access,
    sandbox: Data<Sandbox>,
    id: Path<String>,
    body: Bytes,
) -> Result<HttpResponse, Refusal> {
    access.write("postings")?;
    let apply: Apply = read_body(&body)?;
    let person = Person {
        name: apply.answer(&["fullName", "name"]).ok_or_else(|| Refusal::missing("fullName"))?,
        headline: apply.answer(&["currentCompany", "org"]).unwrap_or_default(),
        location: apply.answer(&["location"]).unwrap_or_default(),
        emails: apply.answer(&["email"]).into_iter().collect(),
        phones: apply
            .answer(&["phone"])
            .map(|value| Phone { kind: None, value })
            .into_iter()
            .collect(),
        links: apply.urls.iter().filter_map(|url| url.value.as_str()).map(str::to_owned).collect(),
    };
    let candidacy = Candidacy {
        stage: STAGE_OF_APPLICANTS.to_owned(),
        origin: apply.origin.unwrap_or_else(|| "applied".to_owned()),
        tags: Vec::new(),
        sources: vec![apply.source.unwrap_or_else(|| "Job site".to_owned())],
        by: None,
        contact: None,
    };
    let arrival = sandbox.change(|account, now| {
        let state = account.posting(&id)?.state;
        if !matches!(state, "published" | "internal") {
            return Err(Refusal::bad_request("The posting takes no applications"));
        }
        account.arrive(person, candidacy, Some(&id), now)
    })?;
    Ok(created(json!({"applicationId": arrival.application})))
}
