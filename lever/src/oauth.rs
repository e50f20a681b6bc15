//! Connecting by OAuth 2.0, authorization code flow.

use std::ops::RangeInclusive;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Duration, Utc};
use oauth2::{
    AuthType, AuthUrl, AuthorizationCode, Client as OAuthClient, ClientId, ClientSecret, CsrfToken,
    EmptyExtraTokenFields, EndpointNotSet, EndpointSet, HttpRequest, HttpResponse,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RefreshToken, RequestTokenError,
    RevocationErrorResponseType, Scope, StandardErrorResponse, StandardRevocableToken,
    StandardTokenIntrospectionResponse, StandardTokenResponse, TokenResponse as _, TokenUrl,
    basic::{BasicErrorResponseType, BasicTokenType},
};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use crate::Error;

/// What we ask access for, each with the reason as operators read it.
pub const SCOPES: [(&str, &str); 11] = [
    ("offline_access", "stay connected without anybody signing in again"),
    (
        "opportunities:write:admin",
        "read who applied and who reached the trigger stage, add and remove our own tags; \
         only if you switch it on, add a link or move the stage",
    ),
    ("applications:read:admin", "see which posting a candidate applied to, and when"),
    ("files:write:admin", "upload the report as a PDF, after a look whether it is there"),
    ("interviews:write:admin", "not used yet; part of the access agreed for this integration"),
    (
        "notes:write:admin",
        "write the note with the score and the feedback, after a look whether it is there",
    ),
    ("stages:read:admin", "list the stages so that you can choose the trigger stage"),
    ("tags:read:admin", "see whether our tags exist, since accounts may lock their tags"),
    ("postings:read:admin", "make the interview from title, description and salary"),
    ("webhooks:write:admin", "be told about new applications and moved candidates"),
    ("users:read:admin", "choose, and check, in whose name our writes appear"),
];

/// What we ask access for besides, when the feedback form is switched on.
pub const FEEDBACK_SCOPES: [(&str, &str); 2] = [
    ("feedback:write:admin", "fill your feedback form, after a look whether it is filled"),
    ("feedback_templates:read:admin", "list your feedback forms so that you can choose one"),
];

/// An access token is taken as expired this much earlier, for slow clocks and slow calls.
const EARLY: Duration = Duration::seconds(60);

const VERIFIER_CHARS: RangeInclusive<usize> = 43..=128;

/// Where and as whom to connect.
#[derive(Clone, Debug)]
pub struct App {
    /// `https://auth.lever.co/authorize`.
    pub authorize_url: String,
    /// `https://auth.lever.co/oauth/token`.
    pub token_url: String,
    /// `https://api.lever.co/v1/`; the last slash counts.
    pub audience: String,
    /// As registered at Lever.
    pub client_id: String,
    /// As registered at Lever.
    pub client_secret: SecretString,
    /// Character for character as registered.
    pub redirect_uri: String,
}

/// What the token address gave.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// Lives about an hour.
    pub access: SecretString,
    /// When to stop using it.
    pub access_expires_at: DateTime<Utc>,
    /// A new one at each refresh; `None` if offline access was not granted, or none was sent.
    pub refresh: Option<SecretString>,
    /// The scopes as granted; empty when the answer names none.
    pub scopes: Vec<String>,
}

/// What the access token tells about who connected. Not promised by Lever, so all optional.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Claims {
    /// The user who accepted.
    #[serde(rename = "https://oauth.lever.co/userId")]
    pub user_id: Option<String>,
    /// The account.
    #[serde(rename = "https://oauth.lever.co/accountId")]
    pub account_id: Option<String>,
}

type Flow = OAuthClient<
    StandardErrorResponse<BasicErrorResponseType>,
    StandardTokenResponse<EmptyExtraTokenFields, BasicTokenType>,
    StandardTokenIntrospectionResponse<EmptyExtraTokenFields, BasicTokenType>,
    StandardRevocableToken,
    StandardErrorResponse<RevocationErrorResponseType>,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

impl App {
    fn flow(&self, attempted: &str) -> Result<Flow, Error> {
        let address = |source| Error::Address { attempted: attempted.to_owned(), source };
        Ok(OAuthClient::new(ClientId::new(self.client_id.clone()))
            .set_client_secret(ClientSecret::new(self.client_secret.expose_secret().to_owned()))
            .set_auth_uri(AuthUrl::new(self.authorize_url.clone()).map_err(address)?)
            .set_token_uri(TokenUrl::new(self.token_url.clone()).map_err(address)?)
            .set_redirect_uri(RedirectUrl::new(self.redirect_uri.clone()).map_err(address)?)
            // Lever takes the secret in the body (documentation, "Authentication").
            .set_auth_type(AuthType::RequestBody))
    }

    /// Where to send the browser. `verifier`: the secret of PKCE, 43 to 128 characters, whose
    /// SHA-256 is sent; Lever does not mention PKCE, its authorization server knows it.
    /// `optional`: scopes asked for after [`SCOPES`].
    pub fn authorize_url(
        &self,
        state: &str,
        verifier: Option<&str>,
        optional: &[(&str, &str)],
    ) -> Result<String, Error> {
        let attempted = "start the connection to Lever";
        let state = CsrfToken::new(state.to_owned());
        let scopes =
            SCOPES.iter().chain(optional).map(|(scope, _)| Scope::new((*scope).to_owned()));
        let flow = self.flow(attempted)?;
        let mut request = flow
            .authorize_url(|| state)
            .add_extra_param("audience", &self.audience)
            .add_scopes(scopes);
        if let Some(verifier) = verifier {
            let verifier = pkce_verifier(attempted, verifier)?;
            let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
            request = request.set_pkce_challenge(challenge);
        }
        let (url, _) = request.url();
        Ok(url.into())
    }

    /// Trades the code of the callback for tokens; `verifier` as given to
    /// [`Self::authorize_url`].
    pub async fn exchange(
        &self,
        http: &reqwest::Client,
        code: &str,
        verifier: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<Tokens, Error> {
        let attempted = "exchange the authorization code";
        let send = |request| send(http, request);
        let flow = self.flow(attempted)?;
        let mut request = flow.exchange_code(AuthorizationCode::new(code.to_owned()));
        if let Some(verifier) = verifier {
            request = request.set_pkce_verifier(pkce_verifier(attempted, verifier)?);
        }
        tokens(attempted, request.request_async(&send).await, now)
    }

    /// Trades the refresh token for new tokens.
    pub async fn refresh(
        &self,
        http: &reqwest::Client,
        refresh_token: &SecretString,
        now: DateTime<Utc>,
    ) -> Result<Tokens, Error> {
        let attempted = "refresh the access token";
        let refresh_token = RefreshToken::new(refresh_token.expose_secret().to_owned());
        let send = |request| send(http, request);
        let answer =
            self.flow(attempted)?.exchange_refresh_token(&refresh_token).request_async(&send).await;
        tokens(attempted, answer, now)
    }
}

impl Tokens {
    /// What the access token tells; empty when it tells nothing.
    pub fn claims(&self) -> Claims {
        let payload = self.access.expose_secret().split('.').nth(1).unwrap_or_default();
        URL_SAFE_NO_PAD
            .decode(payload.trim_end_matches('='))
            .ok()
            .and_then(|json| serde_json::from_slice(&json).ok())
            .unwrap_or_default()
    }
}

/// Refuses what the library would panic at, or Lever refuse later (RFC 7636, 4.1).
fn pkce_verifier(attempted: &str, verifier: &str) -> Result<PkceCodeVerifier, Error> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    if VERIFIER_CHARS.contains(&verifier.len()) && verifier.bytes().all(allowed) {
        Ok(PkceCodeVerifier::new(verifier.to_owned()))
    } else {
        Err(Error::Verifier { attempted: attempted.to_owned() })
    }
}

type Answer = Result<
    StandardTokenResponse<EmptyExtraTokenFields, BasicTokenType>,
    RequestTokenError<reqwest::Error, StandardErrorResponse<BasicErrorResponseType>>,
>;

fn tokens(attempted: &str, answer: Answer, now: DateTime<Utc>) -> Result<Tokens, Error> {
    let attempted = || attempted.to_owned();
    let answer = answer.map_err(|error| match error {
        RequestTokenError::ServerResponse(refusal) => {
            let message = refusal
                .error_description()
                .map_or_else(|| refusal.error().to_string(), ToString::to_string);
            if *refusal.error() == BasicErrorResponseType::InvalidGrant {
                Error::Revoked { attempted: attempted(), message }
            } else {
                Error::TokenRefused { attempted: attempted(), message }
            }
        }
        RequestTokenError::Request(source) => {
            Error::NoAnswer { attempted: attempted(), source: source.without_url() }
        }
        RequestTokenError::Parse(error, _) => {
            Error::Unreadable { attempted: attempted(), source: error.into_inner() }
        }
        RequestTokenError::Other(message) => {
            Error::TokenRefused { attempted: attempted(), message }
        }
    })?;
    let lives = answer
        .expires_in()
        .and_then(|lives| Duration::from_std(lives).ok())
        .unwrap_or(Duration::hours(1));
    let scopes = answer.scopes().into_iter().flatten().map(|scope| scope.to_string());
    Ok(Tokens {
        scopes: scopes.filter(|scope| !scope.is_empty()).collect(),
        access: SecretString::from(answer.access_token().secret().clone()),
        access_expires_at: now + (lives - EARLY).max(Duration::zero()),
        refresh: answer.refresh_token().map(|token| SecretString::from(token.secret().clone())),
    })
}

/// `oauth2` speaks the types of `http`; ours is `reqwest`.
async fn send(
    http: &reqwest::Client,
    request: HttpRequest,
) -> Result<HttpResponse, reqwest::Error> {
    let response = http.execute(request.try_into()?).await?;
    // A fault of theirs is no refusal: the connection is not lost, only late.
    let response =
        if response.status().is_server_error() { response.error_for_status()? } else { response };
    let mut answer = HttpResponse::default();
    *answer.status_mut() = response.status();
    *answer.headers_mut() = response.headers().clone();
    *answer.body_mut() = response.bytes().await?.to_vec();
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn app() -> App {
        App {
            authorize_url: "https://auth.example/authorize".to_owned(),
            token_url: "https://auth.example/oauth/token".to_owned(),
            audience: "https://api.example/v1/".to_owned(),
            client_id: "app".to_owned(),
            client_secret: SecretString::from("secret"),
            redirect_uri: "https://fulcrum.example/oauth/lever/callback".to_owned(),
        }
    }

    #[test]
    fn the_browser_is_sent_with_all_six_parameters_and_just_our_scopes() {
        let url = url::Url::parse(&app().authorize_url("s1", None, &[]).unwrap()).unwrap();
        let query: std::collections::BTreeMap<_, _> = url.query_pairs().into_owned().collect();
        assert_eq!(query["response_type"], "code");
        assert_eq!(query["client_id"], "app");
        assert_eq!(query["redirect_uri"], "https://fulcrum.example/oauth/lever/callback");
        assert_eq!(query["state"], "s1");
        assert_eq!(query["audience"], "https://api.example/v1/");
        assert_eq!(
            query["scope"],
            "offline_access opportunities:write:admin applications:read:admin \
             files:write:admin interviews:write:admin notes:write:admin stages:read:admin \
             tags:read:admin postings:read:admin webhooks:write:admin users:read:admin"
        );
        assert!(!url.as_str().contains("secret"));
        assert!(!query.contains_key("code_challenge"));
    }

    #[test]
    fn optional_scopes_come_after_ours() {
        let url = app().authorize_url("s1", None, &FEEDBACK_SCOPES).unwrap();
        let url = url::Url::parse(&url).unwrap();
        let (_, scope) = url.query_pairs().find(|(name, _)| name == "scope").unwrap();
        let scopes: Vec<_> = scope.split(' ').collect();
        let last = ["users:read:admin", "feedback:write:admin", "feedback_templates:read:admin"];
        assert_eq!(scopes.len(), SCOPES.len() + FEEDBACK_SCOPES.len());
        assert!(scopes.ends_with(&last), "{scope}");
    }

    #[test]
    fn the_challenge_is_the_hash_of_the_verifier() {
        // The worked example of RFC 7636, appendix B.
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let url = app().authorize_url("s1", Some(verifier), &[]).unwrap();
        let url = url::Url::parse(&url).unwrap();
        let query: std::collections::BTreeMap<_, _> = url.query_pairs().into_owned().collect();
        assert_eq!(query["code_challenge"], "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        assert_eq!(query["code_challenge_method"], "S256");
        assert!(!url.as_str().contains(verifier));
    }

    #[test]
    fn a_verifier_of_the_wrong_form_is_refused() {
        let too_short = "a".repeat(42);
        let too_long = "a".repeat(129);
        let strange = format!("{}+", "a".repeat(43));
        for wrong in [too_short.as_str(), &too_long, &strange, ""] {
            let refused = app().authorize_url("s1", Some(wrong), &[]);
            assert!(matches!(refused, Err(Error::Verifier { .. })), "{wrong}");
        }
        assert!(app().authorize_url("s1", Some(&"a".repeat(43)), &[]).is_ok());
        assert!(app().authorize_url("s1", Some(&"~".repeat(128)), &[]).is_ok());
    }

    #[test]
    fn claims_are_read_where_there_are_any() {
        let payload = URL_SAFE_NO_PAD.encode(
            r#"{"https://oauth.lever.co/userId":"u","https://oauth.lever.co/accountId":"a"}"#,
        );
        let tokens = |access: String| Tokens {
            access: SecretString::from(access),
            access_expires_at: DateTime::UNIX_EPOCH,
            refresh: None,
            scopes: Vec::new(),
        };
        let claims = tokens(format!("head.{payload}.tail")).claims();
        assert_eq!(claims.user_id.as_deref(), Some("u"));
        assert_eq!(claims.account_id.as_deref(), Some("a"));
        assert_eq!(tokens("opaque".to_owned()).claims(), Claims::default());
    }
}
