//! The company's OpenID provider: where to send whoever signs in, and who came back.
//!
//! In memory: what the provider says of itself and its keys, for an hour, and anew when a token is
//! signed by another key. It is asked when somebody signs in and not before, so that a provider that is
//! down stops nothing else.
//! Knows: OpenID Connect. Does not know: operators, tables, pages.

use std::sync::{Arc, Mutex, PoisonError};

use actors::outside::host_of;
use chrono::Duration;
use entities::Instant;
use openidconnect::{
    AccessToken, AdditionalClaims, AuthType, AuthorizationCode, ClaimsVerificationError, ClientId,
    ClientSecret, CsrfToken, EmptyAdditionalClaims, EmptyExtraTokenFields, EndpointMaybeSet,
    EndpointNotSet, EndpointSet, HttpRequest, HttpResponse, IdTokenFields, IssuerUrl, Nonce,
    OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError,
    Scope, StandardErrorResponse, StandardTokenResponse, SubjectIdentifier, TokenResponse as _,
    core::{
        CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreClientAuthMethod,
        CoreErrorResponseType, CoreGenderClaim, CoreIdTokenVerifier, CoreJsonWebKey,
        CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreProviderMetadata,
        CoreRevocableToken, CoreRevocationErrorResponse, CoreTokenIntrospectionResponse,
        CoreTokenType, CoreUserInfoClaims,
    },
};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::config;

/// How long what the provider says of itself is believed.
const KNOWN_MINUTES: i64 = 60;
/// How long it is left alone after it did not answer.
const ALONE_SECS: i64 = 5;
/// Longest answer of it, in bytes.
const ANSWER_BYTES_MAX: usize = 1024 * 1024;

/// Everything that an ID token says besides.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct OtherClaims(Map<String, Value>);

impl AdditionalClaims for OtherClaims {}

type TokenFields = IdTokenFields<
    OtherClaims,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;

type Tokens = StandardTokenResponse<TokenFields, CoreTokenType>;

type Client = openidconnect::Client<
    OtherClaims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

type Source = Box<dyn std::error::Error + Send + Sync>;

/// Why nobody could be told.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// It does not answer, or not as a provider does; or it does not know this server.
    #[error("{attempted}: the OpenID provider does not answer as it should")]
    Provider {
        /// What.
        attempted: &'static str,
        /// Why.
        #[source]
        source: Source,
    },
    /// The code was used, has run out, or is not for this browser.
    #[error("the OpenID provider does not take the code")]
    Code,
    /// The token is not for us, not from it, not for this sign-in, or too old.
    #[error("the ID token cannot be trusted")]
    Token(#[from] ClaimsVerificationError),
}

/// What went wrong with a request.
#[derive(Debug, thiserror::Error)]
enum HttpError {
    #[error("send the request")]
    Request(#[from] reqwest::Error),
    #[error("the answer is longer than {ANSWER_BYTES_MAX} bytes")]
    TooLong,
    #[error("it did not answer a moment ago")]
    Alone,
    #[error(
        "it sends us to `{0}`, which is neither the issuer's host nor among `openid.hosts` in the settings"
    )]
    Elsewhere(String),
}

/// Somebody at the provider.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    /// The provider, as it names itself.
    pub(crate) issuer: String,
    /// What it calls them.
    pub(crate) subject: String,
    /// Their address.
    pub(crate) email: Option<String>,
    /// Whether the provider says that it is theirs.
    pub(crate) email_verified: Option<bool>,
    /// Their name.
    pub(crate) name: Option<String>,
    /// What their ID token says besides.
    pub(crate) claims: Map<String, Value>,
}

/// What is known of the provider.
#[derive(Debug, Default)]
struct Known {
    metadata: Option<(Arc<CoreProviderMetadata>, Instant)>,
    failed_at: Option<Instant>,
}

/// The provider.
#[derive(Debug)]
pub(crate) struct OpenId {
    /// As set.
    pub(crate) config: config::OpenId,
    issuer: IssuerUrl,
    redirect_uri: RedirectUrl,
    http: reqwest::Client,
    known: Mutex<Known>,
}

impl OpenId {
    /// The provider of the settings, if one is set. Asks it nothing yet.
    pub(crate) fn new(
        config: &config::OpenId,
        redirect_uri: String,
        http: reqwest::Client,
    ) -> anyhow::Result<Option<Self>> {
        if !config.is_set() {
            return Ok(None);
        }
        Ok(Some(Self {
            config: config.clone(),
            issuer: IssuerUrl::new(config.issuer.clone())?,
            redirect_uri: RedirectUrl::new(redirect_uri)?,
            http,
            known: Mutex::default(),
        }))
    }

    /// The provider, as it names itself.
    pub(crate) fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Where to send the browser.
    pub(crate) async fn authorize_url(
        &self,
        (state, nonce, verifier): (String, String, String),
        now: Instant,
    ) -> Result<String, Error> {
        let metadata = self.metadata(now).await?;
        let client = self.client(&metadata);
        let scopes = self.config.scopes.iter().cloned().map(Scope::new);
        let verifier = PkceCodeVerifier::new(verifier);
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let (url, _, _) = client
            .authorize_url(flow, || CsrfToken::new(state), || Nonce::new(nonce))
            .add_scopes(scopes)
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .url();
        Ok(url.into())
    }

    /// Who came back with this code.
    pub(crate) async fn who(
        &self,
        code: &str,
        (nonce, verifier): (String, String),
        now: Instant,
    ) -> Result<Person, Error> {
        let metadata = self.metadata(now).await?;
        let client = self.client(&metadata);
        let tokens = self.exchange(&client, code, verifier).await?;
        let missing = || ClaimsVerificationError::Other("there is no ID token".to_owned());
        let id_token = tokens.id_token().ok_or_else(missing)?;
        let nonce = Nonce::new(nonce);
        let checked = id_token.claims(&verifier_of(&client, &metadata, now), &nonce);
        let claims = match checked {
            Err(ClaimsVerificationError::SignatureVerification(_)) => {
                // Keys change without a word. If these are the same, it stays refused.
                let metadata = self.discover(now).await?;
                let client = self.client(&metadata);
                id_token.claims(&verifier_of(&client, &metadata, now), &nonce).cloned()?
            }
            checked => checked.cloned()?,
        };
        let subject = claims.subject();
        let name = |claim: Option<&openidconnect::LocalizedClaim<openidconnect::EndUserName>>| {
            claim.and_then(|names| names.iter().next()).map(|(_, name)| name.to_string())
        };
        let mut person = Person {
            issuer: self.issuer.to_string(),
            subject: subject.to_string(),
            email: claims.email().map(|email| email.to_string()),
            email_verified: claims.email_verified(),
            name: name(claims.name()),
            claims: claims.additional_claims().0.clone(),
        };
        if person.email.is_none() {
            // Many providers tell it there only (OpenID Connect Core 1.0, 5.4).
            let token = tokens.access_token().clone();
            let host = metadata.userinfo_endpoint().and_then(|endpoint| host_of(endpoint.url()));
            if let Some(more) = self.user_info(&client, token, subject.clone(), host).await? {
                person.email = more.email().map(|email| email.to_string());
                person.email_verified = more.email_verified();
                person.name = person.name.or_else(|| name(more.name()));
            }
        }
        Ok(person)
    }

    async fn exchange(
        &self,
        client: &Client,
        code: &str,
        verifier: String,
    ) -> Result<Tokens, Error> {
        let attempted = "exchange the code";
        let code = AuthorizationCode::new(code.to_owned());
        let request = client.exchange_code(code).map_err(provider(attempted))?;
        let send = |request| self.send(request);
        let answer =
            request.set_pkce_verifier(PkceCodeVerifier::new(verifier)).request_async(&send).await;
        answer.map_err(|error| match &error {
            RequestTokenError::ServerResponse(refusal)
                if *refusal.error() == CoreErrorResponseType::InvalidGrant =>
            {
                Error::Code
            }
            RequestTokenError::ServerResponse(_)
            | RequestTokenError::Request(_)
            | RequestTokenError::Parse(..)
            | RequestTokenError::Other(_) => provider(attempted)(error),
        })
    }

    /// What the provider tells of somebody besides; `None` if it tells nothing more.
    async fn user_info(
        &self,
        client: &Client,
        token: AccessToken,
        subject: SubjectIdentifier,
        user_info_host: Option<String>,
    ) -> Result<Option<CoreUserInfoClaims>, Error> {
        let attempted = "read the address";
        if let Some(host) = user_info_host.filter(|host| !self.may_ask(host)) {
            tracing::warn!(
                host,
                "the provider tells addresses at a host that is not in `openid.hosts`"
            );
            return Ok(None);
        }
        let send = |request| self.send(request);
        let Ok(request) = client.user_info(token, Some(subject)) else { return Ok(None) };
        let told = request.request_async::<EmptyAdditionalClaims, _, CoreGenderClaim>(&send).await;
        told.map(Some).map_err(provider(attempted))
    }

    fn client(&self, metadata: &CoreProviderMetadata) -> Client {
        let secret = ClientSecret::new(self.config.client_secret.expose_secret().to_owned());
        let id = ClientId::new(self.config.client_id.clone());
        let client = Client::from_provider_metadata(metadata.clone(), id, Some(secret))
            .set_redirect_uri(self.redirect_uri.clone());
        // Where nothing is said, it is Basic (OpenID Connect Discovery 1.0, 3).
        let methods = metadata.token_endpoint_auth_methods_supported();
        let takes = |method| methods.is_none_or(|methods| methods.contains(&method));
        if takes(CoreClientAuthMethod::ClientSecretBasic) {
            client
        } else {
            client.set_auth_type(AuthType::RequestBody)
        }
    }

    /// What is known of the provider; it is asked if that is nothing, or old.
    async fn metadata(&self, now: Instant) -> Result<Arc<CoreProviderMetadata>, Error> {
        let (known, failed_at) = {
            let known = self.known();
            (known.metadata.clone(), known.failed_at)
        };
        let alone = failed_at.is_some_and(|at| now < at + Duration::seconds(ALONE_SECS));
        let fresh = |at: Instant| now < at + Duration::minutes(KNOWN_MINUTES);
        match known {
            Some((metadata, at)) if fresh(at) || alone => Ok(metadata),
            None if alone => Err(provider("read about it")(HttpError::Alone)),
            Some((old, _)) => match self.discover(now).await {
                Ok(metadata) => Ok(metadata),
                Err(error) => {
                    tracing::warn!(error = chain(&error), "what is known of the provider is old");
                    Ok(old)
                }
            },
            None => self.discover(now).await,
        }
    }

    /// Asks the provider.
    async fn discover(&self, now: Instant) -> Result<Arc<CoreProviderMetadata>, Error> {
        let send = |request| self.send(request);
        let read = CoreProviderMetadata::discover_async(self.issuer.clone(), &send).await;
        let mut known = self.known();
        match read {
            Ok(metadata) => {
                let metadata = Arc::new(metadata);
                *known = Known { metadata: Some((metadata.clone(), now)), failed_at: None };
                Ok(metadata)
            }
            Err(error) => {
                known.failed_at = Some(now);
                Err(provider("read about it")(error))
            }
        }
    }

    fn known(&self) -> std::sync::MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Checks tokens by the keys that are known: signed with one of them, by the provider, for us, for this
/// sign-in, and not too old.
fn verifier_of<'a>(
    client: &'a Client,
    metadata: &CoreProviderMetadata,
    now: Instant,
) -> CoreIdTokenVerifier<'a> {
    // Never unsigned, and never by what we know, too.
    let signatures = metadata.id_token_signing_alg_values_supported().iter().filter(|signature| {
        matches!(
            signature,
            CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256
                | CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384
                | CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512
                | CoreJwsSigningAlgorithm::RsaSsaPssSha256
                | CoreJwsSigningAlgorithm::RsaSsaPssSha384
                | CoreJwsSigningAlgorithm::RsaSsaPssSha512
                | CoreJwsSigningAlgorithm::EcdsaP256Sha256
                | CoreJwsSigningAlgorithm::EcdsaP384Sha384
                | CoreJwsSigningAlgorithm::EdDsa
        )
    });
    client.id_token_verifier().set_allowed_algs(signatures.cloned()).set_time_fn(move || now)
}

fn provider<E: Into<Source>>(attempted: &'static str) -> impl Fn(E) -> Error {
    move |source| Error::Provider { attempted, source: source.into() }
}

/// An error with everything that led to it, for the log.
pub(crate) fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

impl OpenId {
    fn may_ask(&self, host: &str) -> bool {
        host_of(self.issuer.url()).as_deref() == Some(host)
            || self.config.hosts.iter().any(|there| there == host)
    }

    /// `openidconnect` speaks the types of `http`; ours is `reqwest`.
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let request: reqwest::Request = request.try_into()?;
        let host = host_of(request.url()).unwrap_or_default();
        if !self.may_ask(&host) {
            return Err(HttpError::Elsewhere(host));
        }
        let mut response = self.http.execute(request).await?;
        if response.status().is_server_error() {
            response = response.error_for_status()?;
        }
        let mut answer = HttpResponse::default();
        *answer.status_mut() = response.status();
        *answer.headers_mut() = response.headers().clone();
        while let Some(chunk) = response.chunk().await? {
            if answer.body().len() + chunk.len() > ANSWER_BYTES_MAX {
                return Err(HttpError::TooLong);
            }
            answer.body_mut().extend_from_slice(&chunk);
        }
        Ok(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn only_hosts_of_the_settings_are_asked() {
        crate::startup::install_tls();
        let mut config = config::Config::read(None).unwrap().openid;
        "https://127.0.0.1:9".clone_into(&mut config.issuer);
        config.hosts = vec!["127.0.0.1:8".to_owned()];
        let callback = "https://fulcrum.example/callback".to_owned();
        let http = reqwest::Client::new();
        let openid = OpenId::new(&config, callback, http).unwrap().unwrap();
        for (url, asked) in [
            ("https://127.0.0.1:9/keys", true),
            ("https://127.0.0.1:8/keys", true),
            ("https://127.0.0.1:7/keys", false),
            ("https://169.254.169.254/latest", false),
        ] {
            let mut request = HttpRequest::new(Vec::new());
            *request.uri_mut() = url.parse().unwrap();
            let refused = openid.send(request).await.unwrap_err();
            assert_eq!(matches!(refused, HttpError::Request(_)), asked, "{url}: {refused}");
            assert_eq!(refused.to_string().contains("`openid.hosts`"), !asked, "{refused}");
        }
    }
}
