//! The Data API under `/v1`, one file per kind of object.

mod contacts;
mod files;
mod notes;
mod opportunities;
mod postings;
mod settings;
mod users;
mod webhooks;

use actix_web::{HttpRequest, web};
use serde_json::{Map, Value};

pub(super) use self::{files::send, opportunities::complete};
use super::{
    answer::{Answer, Refusal},
    lists::Params,
};

/// Every address of the API.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .configure(users::routes)
        .configure(settings::routes)
        .configure(postings::routes)
        .configure(notes::routes)
        .configure(files::routes)
        .configure(opportunities::routes)
        .configure(contacts::routes)
        .configure(webhooks::routes);
}

/// Anything else under `/v1`.
pub(super) async fn no_such_path(request: HttpRequest) -> Answer {
    Err(Refusal::no_such_path(request.path()))
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
