//! Lever's authorization server: the consent page, codes, access and refresh tokens.
//!
//! In memory: everything granted. One app is registered, `fulcrum-demo`, for programs on this machine.

use std::{
    collections::{BTreeSet, HashMap},
    ops::RangeInclusive,
    sync::Arc,
};

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web::{self, Bytes, Data},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use url::Url;

use super::{Sandbox, access::Access, answer::respond, locked, rate::Asked, spoil::no_answer};
use crate::now_ms;

/// The registered app.
const CLIENT_ID: &str = "fulcrum-demo";
const CLIENT_SECRET: &str = "fulcrum-demo-secret";
const APP_NAME: &str = "Fulcrum";

// As Auth0 words them.
const BAD_CODE: &str = "Invalid authorization code";
const BAD_VERIFIER: &str = "Failed to verify code verifier";
const BAD_REFRESH: &str = "Unknown or invalid refresh token.";
/// RFC 7636, section 4.1.
const VERIFIER_CHARS: RangeInclusive<usize> = 43..=128;

const ACCESS_SECONDS: i64 = 3600;
const CODE_SECONDS: i64 = 600;

/// Audiences accepted beside this sandbox's own; the last slash counts.
const AUDIENCES: [&str; 2] = ["https://api.lever.co/v1/", "https://api.sandbox.lever.co/v1/"];

/// What a scope's first word stands for on the consent page, and whether it can be written.
const THINGS: &[(&str, &str, bool)] = &[
    ("applications", "applications", false),
    ("archive_reasons", "archive reasons", false),
    ("audit_events", "audit events", false),
    ("contact", "contacts", true),
    ("diversity_surveys", "diversity surveys", false),
    ("eeo_responses", "EEO responses", false),
    ("eeo_responses_pii", "EEO responses with personal data", false),
    ("feedback", "feedback", true),
    ("feedback_templates", "feedback templates", true),
    ("files", "files", true),
    ("forms", "profile forms", true),
    ("form_templates", "form templates", true),
    ("groups", "groups", true),
    ("interviews", "interviews", true),
    ("notes", "notes", true),
    ("offers", "offers", false),
    ("opportunities", "opportunities", true),
    ("panels", "interview panels", true),
    ("permissions", "permissions", true),
    ("postings", "postings", true),
    ("referrals", "referrals", false),
    ("requisitions", "requisitions", true),
    ("requisition_fields", "requisition fields", true),
    ("resumes", "résumés", false),
    ("roles", "roles", true),
    ("sources", "sources", false),
    ("stages", "stages", false),
    ("tags", "tags", false),
    ("tasks", "tasks", false),
    ("users", "users", true),
    ("webhooks", "webhooks", true),
];

/// The addresses of the authorization server.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/authorize", web::get().to(authorize))
        .route("/authorize", web::post().to(decide))
        .route("/oauth/token", web::post().to(token));
}

/// What a token stands for.
#[derive(Clone)]
struct Grant {
    /// Its own; tokens refreshed from it keep it.
    id: String,
    client_id: String,
    user: String,
    scopes: Arc<BTreeSet<String>>,
}

struct Code {
    grant: Grant,
    redirect_uri: String,
    /// What the verifier must hash to, when the app sent one.
    challenge: Option<String>,
    expires_at: i64,
}

/// Everything granted.
#[derive(Default)]
pub(super) struct Authorizations {
    codes: HashMap<String, Code>,
    /// With the instant it expires.
    access: HashMap<String, (Grant, i64)>,
    refresh: HashMap<String, Grant>,
    /// Scopes consented to, by app.
    consents: HashMap<String, BTreeSet<String>>,
    /// Whether a refresh token may be used again after it was exchanged.
    pub(super) lenient: bool,
    /// Whether apps must send a challenge (PKCE); Lever's documentation does not mention it.
    pub(super) pkce_required: bool,
    /// Addresses registered for the app beside any on this machine, character for character.
    pub(super) callbacks: BTreeSet<String>,
}

impl Authorizations {
    /// Who an access token is, if it is valid at `now`.
    pub(super) fn access(&self, token: &str, now: i64) -> Option<Access> {
        let (grant, expires_at) = self.access.get(token)?;
        (now < *expires_at).then(|| Access {
            credential: grant.id.clone(),
            client_id: grant.client_id.clone(),
            user: grant.user.clone(),
            scopes: Some(grant.scopes.clone()),
        })
    }

    /// Revokes every app: no token works any more, and consent is asked again.
    pub(super) fn revoke(&mut self) {
        let callbacks = std::mem::take(&mut self.callbacks);
        let (lenient, pkce_required) = (self.lenient, self.pkce_required);
        *self = Self { lenient, pkce_required, callbacks, ..Self::default() };
    }

    /// Lets every access token expire; refresh tokens go on.
    pub(super) fn expire(&mut self) {
        self.access.clear();
    }

    /// Whether any app is connected.
    pub(super) fn is_connected(&self) -> bool {
        !self.refresh.is_empty() || !self.access.is_empty()
    }

    fn issue_code(
        &mut self,
        grant: Grant,
        redirect_uri: String,
        challenge: Option<String>,
        now: i64,
    ) -> String {
        self.consents
            .entry(grant.client_id.clone())
            .or_default()
            .extend(grant.scopes.iter().cloned());
        self.codes.retain(|_, code| now < code.expires_at);
        let code = random_hex::<16>();
        let expires_at = now + CODE_SECONDS * 1000;
        self.codes.insert(code.clone(), Code { grant, redirect_uri, challenge, expires_at });
        code
    }

    /// What a code stands for, or why it does not; whatever comes of it, the code is used up.
    fn exchange_code(&mut self, asked: &TokenRequest, now: i64) -> Result<Grant, &'static str> {
        let code = self.codes.remove(&asked.code).ok_or(BAD_CODE)?;
        if now >= code.expires_at || code.redirect_uri != asked.redirect_uri {
            return Err(BAD_CODE);
        }
        let verified = match &code.challenge {
            Some(challenge) => {
                VERIFIER_CHARS.contains(&asked.code_verifier.len())
                    && challenge_of(&asked.code_verifier) == *challenge
            }
            // A verifier nobody announced: somebody took the challenge away.
            None => asked.code_verifier.is_empty(),
        };
        if verified { Ok(code.grant) } else { Err(BAD_VERIFIER) }
    }

    fn exchange_refresh(&mut self, token: &str) -> Result<Grant, &'static str> {
        let grant = if self.lenient {
            self.refresh.get(token).cloned()
        } else {
            self.refresh.remove(token)
        };
        grant.ok_or(BAD_REFRESH)
    }

    fn issue_tokens(&mut self, issuer: &str, account: &str, grant: &Grant, now: i64) -> Tokens {
        self.access.retain(|_, (_, expires_at)| now < *expires_at);
        let access_token = access_token(issuer, account, grant, now);
        self.access.insert(access_token.clone(), (grant.clone(), now + ACCESS_SECONDS * 1000));
        let refresh_token = grant.scopes.contains("offline_access").then(|| {
            let token = format!("v1.{}", random_hex::<20>());
            self.refresh.insert(token.clone(), grant.clone());
            token
        });
        Tokens {
            access_token,
            refresh_token,
            token_type: "Bearer",
            scope: join(&grant.scopes),
            expires_in: ACCESS_SECONDS,
        }
    }
}

#[derive(Serialize)]
struct Tokens {
    access_token: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<String>,
    token_type: &'static str,
    scope: String,
    expires_in: i64,
}

fn random_hex<const BYTES: usize>() -> String {
    let bytes: [u8; BYTES] = std::array::from_fn(|_| rand::random());
    hex::encode(bytes)
}

/// S256 of RFC 7636, section 4.2.
fn challenge_of(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()))
}

fn join(scopes: &BTreeSet<String>) -> String {
    scopes.iter().map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// Looks like the JWT Lever hands out, claims included; nobody can check its signature.
fn access_token(issuer: &str, account: &str, grant: &Grant, now: i64) -> String {
    let header = json!({"alg": "RS256", "typ": "JWT", "kid": "sandbox"});
    let claims = json!({
        "https://oauth.lever.co/userId": grant.user,
        "https://oauth.lever.co/accountId": account,
        "https://oauth.lever.co/clientId": grant.client_id,
        "iss": format!("{issuer}/"),
        "sub": format!("lever|{}", grant.user),
        "aud": format!("{issuer}/v1/"),
        "iat": now / 1000,
        "exp": now / 1000 + ACCESS_SECONDS,
        "azp": grant.client_id,
        "scope": join(&grant.scopes),
    });
    format!(
        "{}.{}.{}",
        URL_SAFE_NO_PAD.encode(header.to_string()),
        URL_SAFE_NO_PAD.encode(claims.to_string()),
        random_hex::<32>(),
    )
}

/// The query of `/authorize`, and the form the consent page sends.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Request {
    client_id: String,
    redirect_uri: String,
    response_type: String,
    state: String,
    scope: String,
    audience: String,
    prompt: String,
    code_challenge: String,
    code_challenge_method: String,
    /// Who is signed in at Lever; the form's.
    user: String,
    /// `accept` or `deny`; the form's.
    decision: String,
}

impl Request {
    /// Why a browser that comes with this is not asked for consent.
    fn fault(&self, sandbox: &Sandbox) -> Option<&'static str> {
        if self.client_id != CLIENT_ID {
            Some("ClientID not found: the app is not registered here.")
        } else if !is_local(&self.redirect_uri)
            && !locked(&sandbox.oauth).callbacks.contains(&self.redirect_uri)
        {
            Some("Callback URL mismatch: redirect_uri is not one registered for this app.")
        } else if self.response_type != "code" {
            Some("response_type must be \"code\".")
        } else if self.state.is_empty() {
            Some("state is missing.")
        } else if !self.is_audience(sandbox) {
            Some("audience is missing or wrong: it is the API's address with a slash at the end.")
        } else if self.scopes().is_empty() {
            Some("scope names nothing Lever knows.")
        } else {
            None
        }
    }

    fn is_audience(&self, sandbox: &Sandbox) -> bool {
        let own = self.audience.strip_suffix("/v1/");
        AUDIENCES.contains(&self.audience.as_str())
            || own.is_some_and(|own| own == sandbox.url || own == sandbox.local_url)
    }

    /// The scopes asked for that exist; others are left out without a word.
    fn scopes(&self) -> BTreeSet<String> {
        self.scope
            .split_whitespace()
            .filter(|scope| describe(scope).is_some())
            .map(str::to_owned)
            .collect()
    }

    /// What the app is told when its challenge is missing or not one that is understood.
    fn challenge_fault(&self, sandbox: &Sandbox) -> Option<HttpResponse> {
        let fault = if self.code_challenge.is_empty() {
            locked(&sandbox.oauth).pkce_required.then_some("Parameter 'code_challenge' is required")
        } else {
            (self.code_challenge_method != "S256")
                .then_some("Parameter 'code_challenge_method' must be S256")
        };
        fault.map(|fault| self.back(&[("error", "invalid_request"), ("error_description", fault)]))
    }

    fn back(&self, answer: &[(&str, &str)]) -> HttpResponse {
        let Ok(mut url) = Url::parse(&self.redirect_uri) else {
            return HttpResponse::BadRequest().finish();
        };
        url.query_pairs_mut().extend_pairs(answer).append_pair("state", &self.state);
        HttpResponse::Found().insert_header((header::LOCATION, url.as_str())).finish()
    }

    fn accepted(&self, sandbox: &Sandbox, user: String) -> HttpResponse {
        let grant = Grant {
            id: random_hex::<16>(),
            client_id: self.client_id.clone(),
            user,
            scopes: Arc::new(self.scopes()),
        };
        let challenge = Some(self.code_challenge.clone()).filter(|it| !it.is_empty());
        let redirect_uri = self.redirect_uri.clone();
        let code = locked(&sandbox.oauth).issue_code(grant, redirect_uri, challenge, now_ms());
        self.back(&[("code", &code)])
    }
}

/// The demo app may call back to any program on this machine.
fn is_local(redirect_uri: &str) -> bool {
    Url::parse(redirect_uri).is_ok_and(|url| {
        url.scheme() == "http"
            && matches!(url.host_str(), Some("127.0.0.1" | "localhost"))
            && url.fragment().is_none()
    })
}

/// A scope in words, if there is such a scope.
fn describe(scope: &str) -> Option<String> {
    match scope {
        "offline_access" => return Some("Stay connected when you are not signed in".to_owned()),
        "confidential:access:admin" => return Some("Access confidential data".to_owned()),
        "uploads:write:admin" => return Some("Upload files for applications".to_owned()),
        _ => {}
    }
    let mut parts = scope.split(':');
    let (thing, verb, admin) = (parts.next()?, parts.next()?, parts.next()?);
    let (_, words, writable) = THINGS.iter().find(|(name, ..)| *name == thing)?;
    match (verb, admin, parts.next()) {
        ("read", "admin", None) => Some(format!("View {words}")),
        ("write", "admin", None) if *writable => Some(format!("View and change {words}")),
        _ => None,
    }
}

fn refusal_page(sandbox: &Sandbox, status: StatusCode, message: &str) -> HttpResponse {
    let view = json!({"title": "Authorization", "message": message});
    sandbox.pages.show_as(status, "refusal.html", view)
}

async fn authorize(sandbox: Data<Sandbox>, query: web::Query<Request>) -> HttpResponse {
    if let Some(fault) = query.fault(&sandbox) {
        return refusal_page(&sandbox, StatusCode::BAD_REQUEST, fault);
    }
    if let Some(back) = query.challenge_fault(&sandbox) {
        return back;
    }
    let scopes = query.scopes();
    let consented = locked(&sandbox.oauth)
        .consents
        .get(&query.client_id)
        .is_some_and(|known| scopes.is_subset(known));
    let super_admin = sandbox.account().super_admin();
    if query.prompt == "none" && !consented {
        return query.back(&[("error", "consent_required")]);
    }
    // Consent is asked on first use, after a revocation, for new scopes, or when asked for.
    if consented && query.prompt != "consent" {
        return query.accepted(&sandbox, super_admin);
    }
    let account = sandbox.account();
    let users: Vec<_> = account
        .users
        .iter()
        .filter(|user| user.deactivated_at.is_none())
        .map(|user| json!({"id": user.id, "name": user.name, "role": user.access_role}))
        .collect();
    let asked: Vec<_> = scopes
        .iter()
        .filter_map(|scope| Some(json!({"name": scope, "words": describe(scope)?})))
        .collect();
    let view = json!({
        "title": format!("Authorize {APP_NAME}"),
        "app": APP_NAME,
        "company": account.name,
        "users": users,
        "scopes": asked,
        "client_id": query.client_id,
        "redirect_uri": query.redirect_uri,
        "state": query.state,
        "scope": query.scope,
        "audience": query.audience,
        "code_challenge": query.code_challenge,
        "code_challenge_method": query.code_challenge_method,
    });
    sandbox.pages.show("consent.html", view)
}

async fn decide(sandbox: Data<Sandbox>, form: web::Form<Request>) -> HttpResponse {
    if let Some(fault) = form.fault(&sandbox) {
        return refusal_page(&sandbox, StatusCode::BAD_REQUEST, fault);
    }
    if let Some(back) = form.challenge_fault(&sandbox) {
        return back;
    }
    if form.decision != "accept" {
        return form.back(&[
            ("error", "access_denied"),
            ("error_description", "User did not authorize the request"),
        ]);
    }
    let super_admin = sandbox.account().super_admin();
    if !form.user.is_empty() && form.user != super_admin {
        return refusal_page(
            &sandbox,
            StatusCode::FORBIDDEN,
            "Only a Super Admin can authorize an app for the account.",
        );
    }
    form.accepted(&sandbox, super_admin)
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct TokenRequest {
    grant_type: String,
    client_id: String,
    client_secret: String,
    code: String,
    redirect_uri: String,
    refresh_token: String,
    code_verifier: String,
}

impl TokenRequest {
    /// Documented as a form; Lever's own example app sends JSON.
    fn read(request: &HttpRequest, body: &[u8]) -> Option<Self> {
        let is_json = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.starts_with("application/json"));
        if is_json {
            return serde_json::from_slice(body).ok();
        }
        let mut read = Self::default();
        for (name, value) in url::form_urlencoded::parse(body) {
            let field = match &*name {
                "grant_type" => &mut read.grant_type,
                "client_id" => &mut read.client_id,
                "client_secret" => &mut read.client_secret,
                "code" => &mut read.code,
                "redirect_uri" => &mut read.redirect_uri,
                "refresh_token" => &mut read.refresh_token,
                "code_verifier" => &mut read.code_verifier,
                _ => continue,
            };
            *field = value.into_owned();
        }
        Some(read)
    }
}

fn token_refusal(status: StatusCode, error: &str, description: &str) -> HttpResponse {
    respond(status, &json!({"error": error, "error_description": description}))
}

async fn token(sandbox: Data<Sandbox>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let unavailable =
        || token_refusal(StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable", "");
    if locked(&sandbox.faults).take("fail_token_next") {
        return unavailable();
    }
    let answer = match TokenRequest::read(&request, &body) {
        Some(asked) => issue(&sandbox, &asked),
        None => token_refusal(StatusCode::BAD_REQUEST, "invalid_request", "Unreadable body"),
    };
    if !answer.status().is_success() {
        return answer;
    }
    let mut faults = locked(&sandbox.faults);
    if faults.take("lose_token_reply_next") {
        unavailable()
    } else if faults.take("lost_token_reply") {
        no_answer()
    } else {
        answer
    }
}

fn issue(sandbox: &Sandbox, asked: &TokenRequest) -> HttpResponse {
    if asked.client_id != CLIENT_ID || asked.client_secret != CLIENT_SECRET {
        return token_refusal(StatusCode::UNAUTHORIZED, "access_denied", "Unauthorized");
    }
    let now = now_ms();
    let account = sandbox.account().id.clone();
    let mut oauth = locked(&sandbox.oauth);
    let grant = match asked.grant_type.as_str() {
        "authorization_code" => oauth.exchange_code(asked, now),
        "refresh_token" => oauth.exchange_refresh(&asked.refresh_token),
        _ => {
            return token_refusal(
                StatusCode::FORBIDDEN,
                "unsupported_grant_type",
                "Unsupported grant type",
            );
        }
    };
    let counted = match (&grant, asked.grant_type.as_str()) {
        (Err(_), _) => Asked::InVain,
        (Ok(_), "refresh_token") => Asked::ByRefreshToken,
        (Ok(_), _) => Asked::ByCode,
    };
    locked(&sandbox.usage).record_tokens(counted);
    match grant {
        Err(refusal) => token_refusal(StatusCode::FORBIDDEN, "invalid_grant", refusal),
        Ok(grant) => {
            let tokens = oauth.issue_tokens(&sandbox.url, &account, &grant, now);
            HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(tokens)
        }
    }
}
