//! One file per inbound route: bytes, headers, status codes.

mod assets;
pub(crate) mod bounced;
mod export;
pub(crate) mod graphql;
mod health;
pub(crate) mod metrics;
mod oauth;
mod openapi;
pub(crate) mod openid;
pub(crate) mod problem;
mod recording;
mod report;
mod room;
mod sign_in;
pub(crate) mod socket;
mod webhook;

use std::net::IpAddr;

use ::graphql::session::{COOKIE, Credential, Origin, Session};
use actix_web::{
    HttpRequest,
    http::header::{AUTHORIZATION, HeaderMap, USER_AGENT},
    middleware::DefaultHeaders,
    web,
};
use actors::Means;
use entities::DbErr;

/// What the pages may load and who may frame them. Mantine, the dashboard's component library,
/// sets styles inline.
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; \
     img-src 'self' data:; media-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; \
     frame-ancestors 'self'";

pub(crate) fn security_headers() -> DefaultHeaders {
    DefaultHeaders::new()
        .add(("content-security-policy", CONTENT_SECURITY_POLICY))
        .add(("x-content-type-options", "nosniff"))
        // Addresses of rooms are secrets: they are told to nobody.
        .add(("referrer-policy", "no-referrer"))
}

/// How many proxies stand in front of this server.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Proxies(pub(crate) usize);

/// All routes.
pub(crate) fn configure(config: &mut web::ServiceConfig, gate: &graphql::Gate) {
    health::configure(config);
    metrics::configure(config);
    webhook::configure(config);
    bounced::configure(config);
    oauth::configure(config);
    // Before the links, whose paths look the same.
    openid::configure(config);
    sign_in::configure(config);
    graphql::configure(config, gate);
    export::configure(config);
    report::configure(config);
    recording::configure(config);
    room::configure(config);
    openapi::configure(config);
    assets::configure(config);
}

/// Who asks: by the token of the header, else by the cookie.
async fn session_of(request: &HttpRequest, means: &Means) -> Result<Session, DbErr> {
    // Whoever shows anything else asks as nobody, and not by a cookie that came along.
    let shown = request.headers().get(AUTHORIZATION);
    let bearer = shown.map(|header| bearer(header.to_str().unwrap_or_default()));
    let cookie = || request.cookie(COOKIE).map(|it| Credential::Cookie(it.value().to_owned()));
    Session::of(means, bearer.or_else(cookie), origin_of(request)).await
}

/// The token of an `Authorization` header.
fn bearer(header: &str) -> Credential {
    let token = header.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("bearer "));
    Credential::Bearer(token.and_then(|_| header.get(7..)).unwrap_or_default().trim().to_owned())
}

/// Where somebody asks from.
pub(crate) fn origin_of(request: &HttpRequest) -> Origin {
    let headers = request.headers();
    let proxies = request.app_data::<web::Data<Proxies>>().map_or(0, |proxies| proxies.0);
    let peer = request.peer_addr().map(|peer| peer.ip());
    let address = if proxies == 0 { peer } else { forwarded(headers, proxies).or(peer) };
    let browser = headers.get(USER_AGENT).and_then(|text| text.to_str().ok());
    Origin { address, browser: browser.map(str::to_owned) }
}

/// The address that the outermost of so many proxies saw; each adds what it saw at the end.
fn forwarded(headers: &HeaderMap, proxies: usize) -> Option<IpAddr> {
    let seen = headers.get_all("x-forwarded-for").filter_map(|line| line.to_str().ok());
    let seen: Vec<&str> = seen.flat_map(|line| line.split(',')).map(str::trim).collect();
    let address = seen.get(seen.len().checked_sub(proxies)?)?;
    address.parse().ok()
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn the_address_is_the_one_that_the_outermost_proxy_saw() {
        let request = TestRequest::default()
            .append_header(("x-forwarded-for", "198.51.100.7, 192.0.2.1"))
            .append_header(("x-forwarded-for", "10.0.0.1"))
            .to_http_request();
        let seen = |proxies| forwarded(request.headers(), proxies).map(|seen| seen.to_string());
        assert_eq!(seen(1).as_deref(), Some("10.0.0.1"));
        assert_eq!(seen(2).as_deref(), Some("192.0.2.1"));
        assert_eq!(seen(4), None, "nobody saw it");
    }
}
