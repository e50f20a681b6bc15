//! `/openapi.json`: every endpoint but the pages, as `OpenAPI` describes them.

use actix_web::{
    HttpResponse,
    http::{Method, header::ContentType},
    web,
};
use utoipa::{
    Modify, OpenApi,
    openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme},
};

use super::{
    bounced, export, graphql, health, metrics, oauth, openid, problem, recording, report, room,
    sign_in, socket, webhook,
};

pub(super) fn configure(config: &mut web::ServiceConfig) {
    let document = web::Data::new(Document(described()));
    config.service(problem::only("/openapi.json", Method::GET, show).app_data(document));
}

/// The document as it is served.
struct Document(String);

/// Of Fulcrum itself; what is behind `/graphql` is told by its own schema.
#[derive(OpenApi)]
#[openapi(
    paths(show),
    components(schemas(problem::Problem)),
    tags(
        (name = "room", description = "The candidate's interview. The token in the path is the key."),
        (name = "admin", description = "Operators, by a session's cookie or an API token."),
        (name = "lever", description = "What Lever calls, or sends browsers to."),
        (name = "running", description = "For those who run the server."),
    ),
    modifiers(&Credentials),
)]
struct Own;

/// How operators show who they are.
struct Credentials;

impl Modify for Credentials {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let components = openapi.components.get_or_insert_default();
        let cookie = ApiKey::Cookie(ApiKeyValue::new(::graphql::session::COOKIE));
        components.add_security_scheme("session", SecurityScheme::ApiKey(cookie));
        let token = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        components.add_security_scheme("token", SecurityScheme::Http(token));
    }
}

fn described() -> String {
    let mut all = Own::openapi();
    "Fulcrum".clone_into(&mut all.info.title);
    let routes = [
        room::Described::openapi(),
        graphql::Described::openapi(),
        socket::Described::openapi(),
        export::Described::openapi(),
        report::Described::openapi(),
        recording::Described::openapi(),
        sign_in::Described::openapi(),
        bounced::Described::openapi(),
        openid::Described::openapi(),
        oauth::Described::openapi(),
        webhook::Described::openapi(),
        health::Described::openapi(),
        metrics::Described::openapi(),
    ];
    for route in routes {
        all.merge(route);
    }
    all.to_json().unwrap_or_default()
}

/// Reads this document.
#[utoipa::path(
    get, path = "/openapi.json", tag = "running", operation_id = "openapi",
    responses((status = OK, description = "OpenAPI 3.1.", body = Object)),
)]
async fn show(document: web::Data<Document>) -> HttpResponse {
    HttpResponse::Ok().content_type(ContentType::json()).body(document.0.clone())
}
