//! The gate before `/v1`: faults, who asks, how fast; then what they may.

use std::{
    collections::BTreeSet,
    sync::{Arc, atomic::Ordering},
    time::Instant,
};

use actix_web::{
    Error, FromRequest, HttpMessage, HttpRequest, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{Payload, ServiceRequest, ServiceResponse},
    http::{
        Method, StatusCode,
        header::{self, HeaderName, HeaderValue},
    },
    middleware::Next,
    web::Data,
};
use base64::{Engine, engine::general_purpose::STANDARD};

use super::{
    Sandbox,
    answer::Refusal,
    lists::Params,
    locked,
    rate::second,
    spoil::{broken_answer, no_answer, slow},
};
use crate::now_ms;

/// The API key of the account, for clients that use Basic instead of OAuth.
pub(super) const API_KEY: &str = "fulcrum-demo-key";
/// The client of whoever uses the key: the account's own, and no app's.
const API_KEY_CLIENT: &str = "api_key";

/// Who makes a request, and what they may.
#[derive(Clone)]
pub(super) struct Access {
    /// What the rate limit counts by: the API key, or what one user granted one app.
    pub(super) credential: String,
    /// The app's client id, or the account's own client.
    pub(super) client_id: String,
    /// The user who connected the app.
    pub(super) user: String,
    /// None for an API key, which may do everything.
    pub(super) scopes: Option<Arc<BTreeSet<String>>>,
}

impl Access {
    /// Refuses unless the token may read `thing`; writing includes reading.
    pub(super) fn read(&self, thing: &str) -> Result<(), Refusal> {
        self.allow(&[format!("{thing}:read:admin"), format!("{thing}:write:admin")])
    }

    /// Refuses unless the token may write `thing`.
    pub(super) fn write(&self, thing: &str) -> Result<(), Refusal> {
        self.allow(&[format!("{thing}:write:admin")])
    }

    /// Refuses unless the token may see confidential data.
    pub(super) fn read_confidential(&self) -> Result<(), Refusal> {
        self.allow(&["confidential:access:admin".to_owned()])
    }

    fn allow(&self, any_of: &[String]) -> Result<(), Refusal> {
        let allowed = self
            .scopes
            .as_ref()
            .is_none_or(|scopes| any_of.iter().any(|scope| scopes.contains(scope)));
        if allowed { Ok(()) } else { Err(Refusal::forbidden()) }
    }

    /// The user a write is shown as: `perform_as`, else the one who connected the app.
    pub(super) fn actor(&self, sandbox: &Sandbox, params: &Params) -> Result<String, Refusal> {
        match params.one("perform_as") {
            None => Ok(self.user.clone()),
            Some(_) => required_actor(sandbox, params),
        }
    }
}

/// The user named by `perform_as`, where Lever asks for one.
pub(super) fn required_actor(sandbox: &Sandbox, params: &Params) -> Result<String, Refusal> {
    let id = params
        .one("perform_as")
        .filter(|id| !id.is_empty())
        .ok_or_else(|| Refusal::missing("perform_as"))?;
    let account = sandbox.account();
    let active = account.users.iter().any(|user| user.id == id && user.deactivated_at.is_none());
    if active {
        Ok(id.to_owned())
    } else {
        Err(Refusal::bad_request("Invalid parameter: perform_as"))
    }
}

impl FromRequest for Access {
    type Error = Refusal;
    type Future = std::future::Ready<Result<Self, Refusal>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let access = request.extensions().get::<Self>().cloned();
        std::future::ready(access.ok_or_else(Refusal::unauthorized))
    }
}

/// Lets a request through to the API, or answers in its place.
pub(super) async fn gate(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let Some(sandbox) = request.app_data::<Data<Sandbox>>().cloned() else {
        return Ok(request.into_response(Refusal::internal().response()));
    };
    let (method, path) = (request.method().clone(), request.path().to_owned());
    let access = identify(&sandbox, &request);
    let client_id = access.as_ref().map(|access| access.client_id.clone());
    let mut response = match admit(&sandbox, access, &method, &path) {
        Err(in_place) => request.into_response(in_place.response()),
        Ok(access) => {
            request.extensions_mut().insert(access);
            let response = next.call(request).await?.map_into_boxed_body();
            let response = if method != Method::GET && response.status().is_success() {
                lose(&sandbox, response, &method, &path)
            } else {
                response
            };
            let slow_ms = locked(&sandbox.faults).take_for("slow_body", method.as_str(), &path);
            match slow_ms {
                Some(ms) => slow(response, ms).await,
                None => response,
            }
        }
    };
    let throttled = response.status() == StatusCode::TOO_MANY_REQUESTS;
    locked(&sandbox.usage).record(client_id.as_deref(), throttled, second());
    for (name, value) in
        [("server", "lever-data-api"), ("x-lever-region", "global"), ("x-stream-path", "dapi")]
    {
        response
            .headers_mut()
            .insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    Ok(response)
}

/// What comes in place of the API's answer.
enum InPlace {
    Refusal(Refusal),
    /// The connection closes.
    Nothing,
}

impl InPlace {
    fn response(&self) -> HttpResponse {
        match self {
            Self::Refusal(refusal) => refusal.response(),
            Self::Nothing => no_answer(),
        }
    }
}

/// Who may go on, unless something comes in place of the API's answer.
fn admit(
    sandbox: &Sandbox,
    access: Option<Access>,
    method: &Method,
    path: &str,
) -> Result<Access, InPlace> {
    {
        let mut faults = locked(&sandbox.faults);
        let mut take = |name| faults.take_for(name, method.as_str(), path).is_some();
        if take("403") {
            return Err(InPlace::Refusal(Refusal::forbidden()));
        }
        if take("429") {
            return Err(InPlace::Refusal(Refusal::too_many_requests()));
        }
        if take("500") {
            return Err(InPlace::Refusal(Refusal::internal()));
        }
        if take("503") {
            return Err(InPlace::Refusal(Refusal::unavailable()));
        }
        if take("reset") {
            return Err(InPlace::Nothing);
        }
    }
    let access = access.ok_or_else(|| InPlace::Refusal(Refusal::unauthorized()))?;
    if let Some(rate) = &sandbox.rate
        && !locked(rate).admit(&access.credential, Instant::now())
    {
        return Err(InPlace::Refusal(Refusal::too_many_requests()));
    }
    Ok(access)
}

fn identify(sandbox: &Sandbox, request: &ServiceRequest) -> Option<Access> {
    let credentials = request.headers().get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, secret) = credentials.split_once(' ')?;
    if scheme.eq_ignore_ascii_case("bearer") {
        return locked(&sandbox.oauth).access(secret.trim(), now_ms());
    }
    let decoded = STANDARD.decode(secret.trim()).ok()?;
    let is_key = scheme.eq_ignore_ascii_case("basic")
        && decoded.strip_suffix(b":") == Some(API_KEY.as_bytes())
        && !sandbox.api_key_revoked.load(Ordering::Relaxed);
    is_key.then(|| Access {
        credential: API_KEY_CLIENT.to_owned(),
        client_id: API_KEY_CLIENT.to_owned(),
        user: sandbox.account().super_admin(),
        scopes: None,
    })
}

/// Takes the answer of a write away that has already had its effect, if such a fault is due.
fn lose(
    sandbox: &Sandbox,
    response: ServiceResponse,
    method: &Method,
    path: &str,
) -> ServiceResponse {
    let mut faults = locked(&sandbox.faults);
    let mut take = |name| faults.take_for(name, method.as_str(), path).is_some();
    let (request, response) = response.into_parts();
    let response = if take("lost_reply") {
        no_answer()
    } else if take("lose_reply_next") {
        Refusal::internal().response()
    } else if take("reset_reply_next") {
        broken_answer(response.status())
    } else {
        response
    };
    ServiceResponse::new(request, response)
}
