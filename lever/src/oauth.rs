//! Connecting by OAuth 2.0, authorization code flow.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Duration, Utc};
use oauth2::{
    AuthType, AuthUrl, AuthorizationCode, Client as OAuthClient, ClientId, ClientSecret, CsrfToken,
    EmptyExtraTokenFields, EndpointNotSet, EndpointSet, HttpRequest, HttpResponse, RedirectUrl,
    RefreshToken, RequestTokenError, RevocationErrorResponseType, Scope, StandardErrorResponse,
    StandardRevocableToken, StandardTokenIntrospectionResponse, StandardTokenResponse,
    TokenResponse as _, TokenUrl,
    basic::{BasicErrorResponseType, BasicTokenType},
};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use crate::Error;

/// What we ask access for, each with the reason as operators read it.
pub const SCOPES: [(&str, &str); 10] = [
    ("offline_access", "stay connected without anybody signing in again"),
    ("opportunities:write:admin", "read who reached the trigger stage, and add our tags"),
    ("applications:read:admin", "see which posting a candidate applied to"),
    ("files:write:admin", "upload the report as a PDF"),
    ("interviews:write:admin", "see interviews that were planned for a candidate"),
    ("notes:write:admin", "write the note with the score and the feedback"),
    ("stages:read:admin", "list the stages so that you can choose the trigger stage"),
    ("tags:read:admin", "check that our tags exist and can be used"),
    ("postings:read:admin", "make the interview from title, description and salary"),
    ("webhooks:write:admin", "be told about new applications and moved candidates"),
];

/// An access token is taken as expired this much earlier, for slow clocks and slow calls.
const EARLY: Duration = Duration::seconds(60);

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

    /// Where to send the browser.
    pub fn authorize_url(&self, state: &str) -> Result<String, Error> {
        let state = CsrfToken::new(state.to_owned());
        let (url, _) = self
            .flow("start the connection to Lever")?
            .authorize_url(|| state)
            .add_extra_param("audience", &self.audience)
            .add_scopes(SCOPES.iter().map(|(scope, _)| Scope::new((*scope).to_owned())))
            .url();
        Ok(url.into())
    }

    /// Trades the code of the callback for tokens.
    pub async fn exchange(
        &self,
        http: &reqwest::Client,
        code: &str,
        now: DateTime<Utc>,
    ) -> Result<Tokens, Error> {
        let attempted = "exchange the authorization code";
        let send = |request| send(http, request);
        let answer = self
            .flow(attempted)?
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .request_async(&send)
            .await;
        tokens(attempted, answer, now)
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
    Ok(Tokens {
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
        let url = url::Url::parse(&app().authorize_url("s1").unwrap()).unwrap();
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
             tags:read:admin postings:read:admin webhooks:write:admin"
        );
        assert!(!url.as_str().contains("secret"));
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
        };
        let claims = tokens(format!("head.{payload}.tail")).claims();
        assert_eq!(claims.user_id.as_deref(), Some("u"));
        assert_eq!(claims.account_id.as_deref(), Some("a"));
        assert_eq!(tokens("opaque".to_owned()).claims(), Claims::default());
    }
}
