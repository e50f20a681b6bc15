//! What every JSON endpoint answers when it refuses; endpoints that take one method.

use std::{collections::BTreeMap, time::Duration};

use actix_web::{
    FromRequest, Handler, HttpResponse, Resource, Responder, Route,
    http::{
        Method, StatusCode,
        header::{self, ContentType},
    },
    web,
};
use serde::Serialize;
use utoipa::{
    ToSchema,
    openapi::{Content, Ref, RefOr, Response, ResponseBuilder},
};

/// Why something was not done.
#[derive(Serialize, ToSchema)]
pub(crate) struct Problem {
    /// Which refusal: a name in capitals that does not change.
    pub(crate) code: &'static str,
    /// The same for people, in English.
    pub(crate) message: String,
}

/// The answers with these statuses, each with a [`Problem`].
pub(super) fn problems<const COUNT: usize>(
    of: [(StatusCode, &str); COUNT],
) -> BTreeMap<String, RefOr<Response>> {
    let answer = |described: &str| {
        let schema = Ref::from_schema_name(Problem::name());
        let content = Content::new(Some(schema));
        ResponseBuilder::new().description(described).content("application/json", content).build()
    };
    of.map(|(status, described)| (status.as_str().to_owned(), answer(described).into())).into()
}

/// An endpoint that takes one method.
pub(super) fn only<F, Args>(path: &str, method: Method, handler: F) -> Resource
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    let route = web::method(method.clone()).to(handler);
    taking(path, [(method, route)])
}

/// An endpoint that takes these methods, and says so to whoever uses another.
pub(super) fn taking<const COUNT: usize>(path: &str, routes: [(Method, Route); COUNT]) -> Resource {
    let allowed = routes.each_ref().map(|(method, _)| method.as_str()).join(", ");
    let resource = routes.into_iter().fold(web::resource(path), |it, (_, route)| it.route(route));
    resource.default_service(web::to(move || std::future::ready(other_method(&allowed))))
}

fn other_method(allowed: &str) -> HttpResponse {
    HttpResponse::MethodNotAllowed()
        .insert_header((header::ALLOW, allowed))
        .json(Problem { code: "OTHER_METHOD", message: format!("This takes {allowed} only.") })
}

/// An answer in words, to whom codes say nothing.
pub(super) fn plain(status: StatusCode, words: impl Into<String>) -> HttpResponse {
    HttpResponse::build(status).content_type(ContentType::plaintext()).body(words.into())
}

/// Too much at once. Tells when to go on.
pub(crate) fn too_fast(wait: Duration) -> HttpResponse {
    let seconds = wait_secs(wait);
    let message = format!(
        "This was too much at once. Please go on in {seconds} seconds; nothing you sent before is \
         lost."
    );
    HttpResponse::TooManyRequests()
        .insert_header((header::RETRY_AFTER, seconds))
        .json(Problem { code: "TOO_FAST", message })
}

/// A pause in whole seconds, never too short.
pub(super) fn wait_secs(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0).max(u64::from(wait.is_zero()))
}
