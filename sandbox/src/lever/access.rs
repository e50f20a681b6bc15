//! The gate before `/v1`: faults, who asks, how fast; then what they may.

use std::{collections::BTreeSet, sync::Arc, time::Instant};

use actix_web::{
    Error, FromRequest, HttpMessage, HttpRequest, HttpResponse,
    body::{BoxBody, MessageBody, SizedStream},
    dev::{Payload, ServiceRequest, ServiceResponse},
    http::{
        Method, StatusCode,
        header::{self, HeaderName, HeaderValue},
    },
    middleware::Next,
    web::{Bytes, Data},
};
use base64::{Engine, engine::general_purpose::STANDARD};

use super::{Sandbox, answer::Refusal, lists::Params, locked};
use crate::now_ms;

/// The API key of the account, for clients that use Basic instead of OAuth.
const API_KEY: &str = "fulcrum-demo-key";

/// Who makes a request, and what they may.
#[derive(Clone)]
pub(super) struct Access {
    /// The app's client id, or the API key.
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
    let mut response = match admit(&sandbox, &request) {
        Err(refusal) => request.into_response(refusal.response()),
        Ok(access) => {
            let writes = *request.method() != Method::GET;
            request.extensions_mut().insert(access);
            let response = next.call(request).await?.map_into_boxed_body();
            if writes && response.status().is_success() {
                spoil(&sandbox, response)
            } else {
                response
            }
        }
    };
    for (name, value) in
        [("server", "lever-data-api"), ("x-lever-region", "global"), ("x-stream-path", "dapi")]
    {
        response
            .headers_mut()
            .insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    Ok(response)
}

fn admit(sandbox: &Sandbox, request: &ServiceRequest) -> Result<Access, Refusal> {
    {
        let mut faults = locked(&sandbox.faults);
        if faults.take("rate_limit_next") {
            return Err(Refusal::too_many_requests());
        }
        if faults.take("fail_next_500") {
            return Err(Refusal::internal());
        }
        if faults.take("fail_next_503") {
            return Err(Refusal::unavailable());
        }
    }
    let credentials = request
        .headers()
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .ok_or_else(Refusal::unauthorized)?;
    let access = identify(sandbox, credentials).ok_or_else(Refusal::unauthorized)?;
    if let Some(rate) = &sandbox.rate
        && !locked(rate).admit(credentials, Instant::now())
    {
        return Err(Refusal::too_many_requests());
    }
    Ok(access)
}

fn identify(sandbox: &Sandbox, credentials: &str) -> Option<Access> {
    let (scheme, secret) = credentials.split_once(' ')?;
    if scheme.eq_ignore_ascii_case("bearer") {
        return locked(&sandbox.oauth).access(secret.trim(), now_ms());
    }
    let decoded = STANDARD.decode(secret.trim()).ok()?;
    let is_key = scheme.eq_ignore_ascii_case("basic")
        && decoded.strip_suffix(b":") == Some(API_KEY.as_bytes());
    is_key.then(|| Access {
        client_id: API_KEY.to_owned(),
        user: sandbox.account().super_admin(),
        scopes: None,
    })
}

/// Takes the answer of a write away that has already had its effect, if such a fault is due.
fn spoil(sandbox: &Sandbox, response: ServiceResponse) -> ServiceResponse {
    let (lose, reset) = {
        let mut faults = locked(&sandbox.faults);
        let lose = faults.take("lose_reply_next");
        (lose, !lose && faults.take("reset_reply_next"))
    };
    let (request, response) = response.into_parts();
    let response = if lose {
        Refusal::internal().response()
    } else if reset {
        broken_answer(response.status())
    } else {
        response
    };
    ServiceResponse::new(request, response)
}

/// Promises a body and breaks off before it.
fn broken_answer(status: StatusCode) -> HttpResponse {
    let broken = futures_util::stream::once(async {
        Err::<Bytes, _>(std::io::Error::from(std::io::ErrorKind::ConnectionReset))
    });
    // 204 has no body to break off.
    let status = if status == StatusCode::NO_CONTENT { StatusCode::OK } else { status };
    HttpResponse::build(status)
        .content_type("application/json; charset=utf-8")
        .body(SizedStream::new(512, broken))
}
