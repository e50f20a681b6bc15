//! The Data API under `/v1`, one file per kind of object.

mod applications;
mod apply;
mod audit;
mod contacts;
mod creating;
mod feedback;
mod files;
mod form_templates;
mod forms;
mod interviews;
mod multipart;
mod notes;
mod opportunities;
mod panels;
mod postings;
mod requisitions;
mod resumes;
mod settings;
mod templates;
mod uploads;
mod users;
mod webhooks;

use actix_web::{HttpRequest, web};
use serde_json::{Map, Value};

pub(super) use self::{
    files::send,
    opportunities::complete,
    templates::{Draft, SCORES},
};
use super::{
    access::Access,
    answer::{Answer, Refusal},
    lists::{Confidentiality, Params},
};

/// Every address of the API.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .configure(users::routes)
        .configure(settings::routes)
        .configure(apply::routes)
        .configure(postings::routes)
        .configure(applications::routes)
        .configure(contacts::routes)
        .configure(form_templates::routes)
        .configure(requisitions::routes)
        .configure(uploads::routes)
        .configure(audit::routes)
        .configure(webhooks::routes);
    // A candidate's id is its opportunity's; the path of candidates is deprecated and still served.
    for path in ["/opportunities", "/candidates"] {
        let scope = web::scope(path).configure(of_opportunities);
        config.service(scope.default_service(web::to(no_such_path)));
    }
}

fn of_opportunities(config: &mut web::ServiceConfig) {
    config
        .configure(opportunities::routes)
        .configure(applications::routes_of_opportunities)
        .configure(notes::routes)
        .configure(files::routes)
        .configure(resumes::routes)
        .configure(feedback::routes)
        .configure(forms::routes)
        .configure(panels::routes)
        .configure(interviews::routes);
}

/// When something is said to have happened: not later than now, which it is unless said otherwise.
fn not_in_the_future(at: Option<i64>, now: i64) -> Result<i64, Refusal> {
    match at {
        Some(at) if at > now => Err(Refusal::bad_request("createdAt must not be in the future")),
        at => Ok(at.unwrap_or(now)),
    }
}

/// Anything else under `/v1`.
pub(super) async fn no_such_path(request: HttpRequest) -> Answer {
    Err(Refusal::no_such_path(request.path()))
}

/// Which objects a list may show this caller; confidential ones need a scope of their own.
fn shown(access: &Access, params: &Params) -> Result<Confidentiality, Refusal> {
    let shown = params.confidentiality()?;
    if shown != Confidentiality::Open {
        access.read_confidential()?;
    }
    Ok(shown)
}

/// `include=x` restricts an answer to the fields named, and those to expand; without it all stay.
fn include(value: &mut Value, params: &Params) {
    if params.one("include").is_none() {
        return;
    }
    let wanted: Vec<_> = params.all("include").chain(params.all("expand")).collect();
    if let Some(fields) = value.as_object_mut() {
        let kept: Map<_, _> = std::mem::take(fields)
            .into_iter()
            .filter(|(name, _)| wanted.contains(&name.as_str()))
            .collect();
        *fields = kept;
    }
}

/// `expand=x` puts the object in the place of its id.
fn expand(value: &mut Value, name: &str, object: impl Fn(&str) -> Option<Value>) {
    let Some(field) = value.get_mut(name) else {
        return;
    };
    let expanded = match &*field {
        Value::String(id) => object(id),
        Value::Array(ids) => {
            ids.iter().map(|id| object(id.as_str()?)).collect::<Option<Vec<_>>>().map(Value::Array)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => None,
    };
    if let Some(expanded) = expanded {
        *field = expanded;
    }
}
