//! One file per inbound route: bytes, headers, status codes.

mod assets;
mod graphql;
mod health;
pub(crate) mod metrics;
mod oauth;
mod report;
mod room;
mod sign_in;
mod webhook;

use ::graphql::session::{COOKIE, Session};
use actix_web::{HttpRequest, middleware::DefaultHeaders, web};
use actors::Means;
use entities::DbErr;

/// What the pages may load and who may frame them. Mantine, the dashboard's component library,
/// sets styles inline.
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; \
     img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; \
     frame-ancestors 'self'";

pub(crate) fn security_headers() -> DefaultHeaders {
    DefaultHeaders::new()
        .add(("content-security-policy", CONTENT_SECURITY_POLICY))
        .add(("x-content-type-options", "nosniff"))
        // Addresses of rooms are secrets: they are told to nobody.
        .add(("referrer-policy", "no-referrer"))
}

/// All routes.
pub(crate) fn configure(config: &mut web::ServiceConfig) {
    health::configure(config);
    metrics::configure(config);
    webhook::configure(config);
    oauth::configure(config);
    sign_in::configure(config);
    graphql::configure(config);
    report::configure(config);
    room::configure(config);
    assets::configure(config);
}

/// Who asks, by the cookie.
async fn session_of(request: &HttpRequest, means: &Means) -> Result<Session, DbErr> {
    let token = request.cookie(COOKIE).map(|cookie| cookie.value().to_owned());
    Session::of(means, token).await
}
