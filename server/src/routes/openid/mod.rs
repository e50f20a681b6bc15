//! `GET /sign-in/openid` and `/sign-in/openid/callback`: signing in by the company's own accounts.
//!
//! What the provider says in words is never shown: whoever sends somebody here can make it up.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{Method, StatusCode, header},
    web,
};
use actors::Means;
use entities::{DbErr, Instant, ids::TenantId, tenant};
use graphql::session::{self, Origin, SignIns};
use minijinja::{Environment, context};
use serde::Deserialize;
use serde_json::json;
use utoipa::{IntoParams, OpenApi};

use super::{origin_of, problem::only};
use crate::openid::{
    self, FLOW_MINUTES, Flow, OpenId, PATH, Refusal, admit, chain, tell_of_refusal,
};

/// Keeps a sign-in in the browser until it comes back.
const COOKIE: &str = "fulcrum_openid";
/// Most characters that are logged of why the provider said no.
const DENIAL_CHARS_MAX: usize = 100;
/// The page of a refusal.
const PAGE: &str = include_str!("refused.html");

/// The provider, if one is set.
pub(crate) type Provider = web::Data<Option<OpenId>>;

pub(super) fn configure(config: &mut web::ServiceConfig) {
    config.service(only("/sign-in/openid", Method::GET, begin)).service(only(
        "/sign-in/openid/callback",
        Method::GET,
        come_back,
    ));
}

#[derive(OpenApi)]
#[openapi(paths(begin, come_back))]
pub(super) struct Described;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// The page that was asked for.
    return_to: Option<String>,
}

/// What the provider sends back with the browser (OpenID Connect Core 1.0, 3.1.2.5; RFC 9207).
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Answer {
    code: Option<String>,
    state: Option<String>,
    error: Option<String>,
    iss: Option<String>,
}

/// Why somebody is not signed in.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error("it is not set up")]
    NotSetUp,
    #[error("the answer belongs to no sign-in of this browser")]
    Flow,
    #[error("the provider said no: {0:?}")]
    Denied(String),
    #[error("tried too often")]
    Throttled(Instant),
    #[error(transparent)]
    Provider(#[from] openid::Error),
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error("the store does not answer")]
    Store(#[from] DbErr),
}

impl Error {
    /// In one word, for the audit log; `None` for what is not its business.
    fn word(&self) -> Option<&'static str> {
        match self {
            Self::NotSetUp | Self::Throttled(_) | Self::Store(_) => None,
            Self::Refused(Refusal::Store(_)) | Self::Provider(openid::Error::Provider { .. }) => {
                None
            }
            Self::Flow => Some("flow"),
            Self::Denied(_) => Some("denied"),
            Self::Provider(openid::Error::Code) => Some("code"),
            Self::Provider(openid::Error::Token(_)) => Some("token"),
            Self::Refused(Refusal::NoEmail) => Some("no_email"),
            Self::Refused(Refusal::Unverified) => Some("unverified"),
            Self::Refused(Refusal::Domain) => Some("domain"),
            Self::Refused(Refusal::Claim(_)) => Some("claim"),
            Self::Refused(Refusal::Uninvited) => Some("uninvited"),
            Self::Refused(Refusal::SomebodyElse(_)) => Some("somebody_else"),
            Self::Refused(Refusal::Full) => Some("full"),
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::NotSetUp => StatusCode::NOT_FOUND,
            Self::Flow | Self::Provider(openid::Error::Code | openid::Error::Token(_)) => {
                StatusCode::BAD_REQUEST
            }
            Self::Throttled(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Provider(openid::Error::Provider { .. }) => StatusCode::BAD_GATEWAY,
            Self::Store(_) | Self::Refused(Refusal::Store(_)) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Denied(_) | Self::Refused(_) => StatusCode::FORBIDDEN,
        }
    }

    /// What went wrong and what to do, for whoever wants to sign in; `name`: what they know the
    /// provider by.
    fn words(&self, name: &str, now: Instant) -> (&'static str, String) {
        let title = match self.status() {
            StatusCode::FORBIDDEN => "You cannot sign in",
            _ => "You are not signed in",
        };
        let words = match self {
            Self::NotSetUp => {
                "Signing in by company accounts is not set up here. Sign in with your \
                               password."
                    .to_owned()
            }
            Self::Flow => format!(
                "This sign-in was begun in another browser, was used already, or took longer than \
                 {FLOW_MINUTES} minutes. Sign in again."
            ),
            Self::Denied(_) => format!(
                "{name} did not let you in, or you said no there. Sign in again; if that does not \
                 help, ask whoever runs {name}."
            ),
            Self::Throttled(until) => {
                let minutes = (*until - now).num_seconds().max(1).unsigned_abs().div_ceil(60);
                format!("Too many sign-ins from your network failed. Try again in {minutes} min.")
            }
            Self::Provider(openid::Error::Provider { .. }) => format!(
                "{name} does not answer as it should. Try again in a minute; if that does not help, \
                 tell whoever runs this server, whose log says more."
            ),
            Self::Provider(openid::Error::Code) => {
                format!(
                    "{name} says that this sign-in was used already, or has run out. Sign in again."
                )
            }
            Self::Provider(openid::Error::Token(_)) => format!(
                "What came back from {name} could not be trusted. Sign in again; if that does not \
                 help, tell whoever runs this server, whose log says more."
            ),
            Self::Refused(Refusal::NoEmail) => format!(
                "{name} did not tell your mail address, by which you are known here. Ask whoever \
                 runs {name} to let this application read it."
            ),
            Self::Refused(Refusal::Unverified) => format!(
                "{name} does not say that your mail address is verified. Verify it there, then sign \
                 in again."
            ),
            Self::Refused(Refusal::Domain) => {
                "Addresses of your domain may not sign in here. Sign in with the account of this \
                 company."
                    .to_owned()
            }
            Self::Refused(Refusal::Claim(_)) => format!(
                "Your account at {name} is not one of those that may sign in here. Ask whoever runs \
                 this server, or sign in with another account."
            ),
            Self::Refused(Refusal::Uninvited) => format!(
                "Nobody with the mail address of your account at {name} is a member here. Ask a \
                 Super Admin of your company to invite that address, then sign in again."
            ),
            Self::Refused(Refusal::SomebodyElse(_)) => format!(
                "The member with your mail address has signed in with another account at {name} \
                 before. Use that account; or ask a Super Admin to remove the member and invite you \
                 anew."
            ),
            Self::Refused(Refusal::Full) => {
                "Your company has as many members as there may be. Ask a Super Admin to remove one."
                    .to_owned()
            }
            Self::Store(_) | Self::Refused(Refusal::Store(_)) => {
                "Something here does not answer. Try again in a minute.".to_owned()
            }
        };
        (title, words)
    }
}

/// Sends the browser to the provider.
#[utoipa::path(
    get, path = "/sign-in/openid", tag = "admin", operation_id = "beginOpenId", params(Asked),
    responses(
        (status = SEE_OTHER, description = "To the next page."),
        (status = BAD_REQUEST, description = "It cannot be read, or not trusted.", content_type = "text/html", body = String),
        (status = FORBIDDEN, description = "Not this account.", content_type = "text/html", body = String),
        (status = NOT_FOUND, description = "It is not set up.", content_type = "text/html", body = String),
        (status = TOO_MANY_REQUESTS, description = "Too often.", content_type = "text/html", body = String),
        (status = BAD_GATEWAY, description = "The provider does not answer.", content_type = "text/html", body = String),
        (status = SERVICE_UNAVAILABLE, description = "Try again.", content_type = "text/html", body = String),
    ),
)]
async fn begin(
    asked: web::Query<Asked>,
    means: web::Data<Means>,
    provider: Provider,
) -> HttpResponse {
    let (now, provider) = (means.clock.now(), provider.get_ref().as_ref());
    let flow = Flow::begin(asked.return_to.as_deref().unwrap_or("/"), now);
    match authorize(&flow, &means, provider, now).await {
        Ok(url) => HttpResponse::SeeOther()
            .insert_header((header::LOCATION, url))
            .insert_header((header::SET_COOKIE, cookie(&means, &flow.cookie, FLOW_MINUTES * 60)))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .finish(),
        Err(error) => refuse(&error, &means, provider),
    }
}

async fn authorize(
    flow: &Flow,
    means: &Means,
    provider: Option<&OpenId>,
    now: Instant,
) -> Result<String, Error> {
    let provider = provider.ok_or(Error::NotSetUp)?;
    let secrets = (flow.state(means), flow.nonce(means), flow.verifier(means));
    Ok(provider.authorize_url(secrets, now).await?)
}

/// The browser comes back from the provider.
#[utoipa::path(
    get, path = "/sign-in/openid/callback", tag = "admin", operation_id = "come_backOpenId", params(Answer),
    responses(
        (status = SEE_OTHER, description = "To the next page."),
        (status = BAD_REQUEST, description = "It cannot be read, or not trusted.", content_type = "text/html", body = String),
        (status = FORBIDDEN, description = "Not this account.", content_type = "text/html", body = String),
        (status = NOT_FOUND, description = "It is not set up.", content_type = "text/html", body = String),
        (status = TOO_MANY_REQUESTS, description = "Too often.", content_type = "text/html", body = String),
        (status = BAD_GATEWAY, description = "The provider does not answer.", content_type = "text/html", body = String),
        (status = SERVICE_UNAVAILABLE, description = "Try again.", content_type = "text/html", body = String),
    ),
)]
async fn come_back(
    request: HttpRequest,
    answer: web::Query<Answer>,
    means: web::Data<Means>,
    provider: Provider,
    sign_ins: web::Data<SignIns>,
) -> HttpResponse {
    let provider = provider.get_ref().as_ref();
    let done = sign_in(&request, answer.into_inner(), &means, provider, &sign_ins).await;
    let mut answer = match done {
        Ok((session, return_to)) => HttpResponse::SeeOther()
            .append_header((header::SET_COOKIE, session))
            .insert_header((header::LOCATION, return_to))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .finish(),
        Err(error) => refuse(&error, &means, provider),
    };
    // It is used up, whatever came of it.
    if let Ok(gone) = header::HeaderValue::from_str(&cookie(&means, "", 0)) {
        answer.headers_mut().append(header::SET_COOKIE, gone);
    }
    answer
}

/// The session cookie, and where to return to.
async fn sign_in(
    request: &HttpRequest,
    answer: Answer,
    means: &Means,
    provider: Option<&OpenId>,
    sign_ins: &SignIns,
) -> Result<(String, String), Error> {
    let provider = provider.ok_or(Error::NotSetUp)?;
    let origin = origin_of(request);
    sign_ins.count(&origin, means.clock.now()).map_err(Error::Throttled)?;
    let company = tenant::across_tenants_first(&means.db).await?.ok_or(Error::NotSetUp)?;
    let kept = request.cookie(COOKIE).map(|it| it.value().to_owned()).unwrap_or_default();
    match operator(&kept, answer, means, provider, company.id).await {
        Ok((operator, return_to)) => {
            sign_ins.forgive(&origin);
            let session = session::begin(means, &operator, &origin, "openid").await?;
            Ok((session, return_to))
        }
        Err(error) => {
            tell(&error, &origin, means, company.id).await?;
            Err(error)
        }
    }
}

/// Who came back, and where to return to.
async fn operator(
    kept: &str,
    answer: Answer,
    means: &Means,
    provider: &OpenId,
    tenant_id: TenantId,
) -> Result<(entities::operator::Model, String), Error> {
    let now = means.clock.now();
    let state = answer.state.unwrap_or_default();
    let flow = Flow::come_back(means, kept, &state, now).ok_or(Error::Flow)?;
    if answer.iss.is_some_and(|issuer| issuer != provider.issuer()) {
        return Err(Error::Flow);
    }
    let code = match (answer.code, answer.error) {
        (Some(code), None) if !code.is_empty() => code,
        (_, error) => {
            let error = error.unwrap_or_default().chars().take(DENIAL_CHARS_MAX).collect();
            return Err(Error::Denied(error));
        }
    };
    let secrets = (flow.nonce(means), flow.verifier(means));
    let person = provider.who(&code, secrets, now).await?;
    Ok((admit(means, tenant_id, &provider.config, &person).await?, flow.return_to))
}

/// Writes down that somebody was not let in.
async fn tell(
    error: &Error,
    origin: &Origin,
    means: &Means,
    tenant_id: TenantId,
) -> Result<(), Error> {
    let Some(word) = error.word() else { return Ok(()) };
    let details = json!({"by": "openid", "address": origin.address, "why": word});
    let refused =
        if let Error::Refused(Refusal::SomebodyElse(id)) = error { Some(*id) } else { None };
    Ok(tell_of_refusal(means, tenant_id, refused, details).await?)
}

/// The page that says why somebody is not signed in.
fn refuse(error: &Error, means: &Means, provider: Option<&OpenId>) -> HttpResponse {
    tracing::warn!(error = chain(error), "signing in by the OpenID provider failed");
    let name = provider.map_or("OpenID", |provider| provider.config.name.as_str());
    let (title, what) = error.words(name, means.clock.now());
    let again = provider.map(|_| PATH);
    // By its name it is HTML, in which what is put in is escaped.
    let page = Environment::new().render_named_str(
        "refused.html",
        PAGE,
        context! { title, what => capital(&what), again },
    );
    HttpResponse::build(error.status())
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(page.unwrap_or(what))
}

/// A sentence that begins with a name begins with a capital.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The `Set-Cookie` value that keeps a sign-in for so long.
fn cookie(means: &Means, value: &str, seconds: i64) -> String {
    let secure = if means.links.to("").starts_with("https://") { "; Secure" } else { "" };
    format!("{COOKIE}={value}; Path={PATH}; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")
}
