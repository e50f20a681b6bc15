//! Who asks: the session cookie or the token, and the operator behind it.

use std::{net::IpAddr, sync::Arc};

use actors::Means;
use argon2::{
    Argon2, PasswordHash, PasswordHasher, PasswordVerifier,
    password_hash::{SaltString, rand_core::OsRng},
};
use async_graphql::{Context, Error, ErrorExtensions};
use chrono::Duration;
use entities::{
    DbErr, Instant, Tx,
    api_token::{self, Scope},
    audit_entry::{self, Act, Actor},
    ids::ApiTokenId,
    operator, session,
    vault::random_token,
};
use serde_json::json;
use tokio::sync::Semaphore;

pub use crate::throttle::network;
use crate::{
    company::Company,
    error::fault,
    throttle::{Key, Throttle},
};

/// The cookie's name.
pub const COOKIE: &str = "fulcrum_session";
/// How long a session lasts.
const SESSION_DAYS: i64 = 14;

/// Most characters kept of what a browser says it is.
const BROWSER_CHARS_MAX: usize = 200;
/// Passwords that are hashed at the same time; each takes 19 MiB.
const HASHING_MAX: usize = 4;

/// By what somebody asks.
#[derive(Clone, Debug)]
pub enum Credential {
    /// The session cookie's token.
    Cookie(String),
    /// The token of an `Authorization: Bearer` header.
    Bearer(String),
}

/// Where somebody asks from.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// Their address, as far as it can be told.
    pub address: Option<IpAddr>,
    /// What their browser says it is.
    pub browser: Option<String>,
}

/// Who asks; in each request's data.
#[derive(Clone, Debug, Default)]
pub struct Session {
    /// By what they were found, where they were.
    pub credential: Option<Credential>,
    /// What a token for other front ends may do, if they ask by one.
    pub scope: Option<Scope>,
    /// Which token that is.
    pub api_token_id: Option<ApiTokenId>,
    /// The operator signed in, if any.
    pub operator: Option<operator::Model>,
    /// Their company as it was then; `None` where it was not read with them.
    pub company: Option<Arc<Company>>,
    /// Where they ask from.
    pub origin: Origin,
}

impl Session {
    /// The session of a credential; of nobody when there is none or it ended.
    pub async fn of(
        means: &Means,
        credential: Option<Credential>,
        origin: Origin,
    ) -> Result<Self, DbErr> {
        let nobody = Self { origin, ..Self::default() };
        let (db, now) = (&means.db, means.clock.now());
        match credential {
            None => Ok(nobody),
            Some(Credential::Cookie(token)) => {
                let found = session::find(db, &token, now).await?;
                let Some((operator, company)) = found else { return Ok(nobody) };
                Ok(Self {
                    credential: Some(Credential::Cookie(token)),
                    operator: Some(operator),
                    company: company.map(|company| Arc::new(company.into())),
                    ..nobody
                })
            }
            Some(Credential::Bearer(token)) => {
                let found = api_token::find(db, &token, now).await?;
                let Some((row, operator, company)) = found else { return Ok(nobody) };
                Ok(Self {
                    credential: Some(Credential::Bearer(token)),
                    scope: Some(row.scope),
                    api_token_id: Some(row.id),
                    operator: Some(operator),
                    company: company.map(|company| Arc::new(company.into())),
                    ..nobody
                })
            }
        }
    }

    /// The cookie's token, if they ask by one.
    pub fn token(&self) -> Option<&str> {
        match &self.credential {
            Some(Credential::Cookie(token)) => Some(token),
            Some(Credential::Bearer(_)) | None => None,
        }
    }

    /// Whether it is still what it was when it was looked up: neither ended, nor somebody else's role.
    pub(crate) async fn stands(&self, means: &Means) -> Result<bool, DbErr> {
        let Some(Credential::Cookie(token)) = &self.credential else {
            let now = Self::of(means, self.credential.clone(), Origin::default()).await?;
            return Ok(now.operator == self.operator && now.scope == self.scope);
        };
        // Asked again and again by who watches, and of no company.
        Ok(session::whose(&means.db, token, means.clock.now()).await? == self.operator)
    }

    /// Who asks, as the audit log names them.
    pub fn actor(&self) -> Actor {
        match (&self.operator, self.api_token_id) {
            (None, _) => Actor::Nobody,
            (Some(operator), None) => Actor::Operator(operator.id),
            (Some(operator), Some(token)) => Actor::ApiToken(token, operator.id),
        }
    }
}

/// Signing in by the company's own accounts, where it is set up.
#[derive(Clone, Debug)]
pub struct CompanySignIn {
    /// What the company calls it.
    pub name: String,
    /// Where a browser goes for it, on this server.
    pub path: &'static str,
    /// Whether it takes the place of passwords.
    pub only: bool,
}

/// What signing in is held to, on this server.
#[derive(Debug)]
pub struct SignIns {
    pub(crate) company: Option<CompanySignIn>,
    pub(crate) throttle: Throttle,
    hashing: Semaphore,
}

impl Default for SignIns {
    fn default() -> Self {
        Self::new(None)
    }
}

impl SignIns {
    /// Nobody has failed yet.
    pub fn new(company: Option<CompanySignIn>) -> Self {
        Self { company, throttle: Throttle::default(), hashing: Semaphore::new(HASHING_MAX) }
    }

    /// What takes the place of passwords, if something does.
    pub fn instead_of_passwords(&self) -> Option<&CompanySignIn> {
        self.company.as_ref().filter(|company| company.only)
    }

    /// Counts a try from there before it is made; `Err`: it may not be made before that instant.
    pub fn count(&self, origin: &Origin, now: Instant) -> Result<(), Instant> {
        self.throttle.count(&Self::keys(origin), now)
    }

    /// Takes one try from there back: it was good.
    pub fn forgive(&self, origin: &Origin) {
        self.throttle.forgive(&Self::keys(origin));
    }

    fn keys(origin: &Origin) -> Vec<Key> {
        origin.address.map(Key::provider).into_iter().collect()
    }
}

/// Begins a session of whoever signed in from there, by a password, a link or the company's account; the `Set-Cookie` value
/// that carries it.
pub async fn begin(
    means: &Means,
    operator: &operator::Model,
    origin: &Origin,
    by: &str,
) -> Result<String, DbErr> {
    let tx = means.db.begin().await?;
    let cookie = begin_in(&tx, means, operator, origin, by).await?;
    tx.commit().await?;
    Ok(cookie)
}

/// The same in a transaction, which the cookie is good for nothing without.
pub async fn begin_in(
    tx: &Tx,
    means: &Means,
    operator: &operator::Model,
    origin: &Origin,
    by: &str,
) -> Result<String, DbErr> {
    let token = random_token();
    let now = means.clock.now();
    let lasts = Duration::days(SESSION_DAYS);
    let whose = (operator.tenant_id, operator.id);
    let visible = |text: &str| {
        text.chars().filter(|each| !each.is_control()).take(BROWSER_CHARS_MAX).collect()
    };
    let browser = origin.browser.as_deref().map(visible);
    session::begin(tx, &token, whose, browser, (now, now + lasts)).await?;
    let act = Act {
        actor: Actor::Operator(operator.id),
        action: "signIn".to_owned(),
        subject: operator.id.to_string(),
        details: json!({"by": by, "address": origin.address}),
    };
    audit_entry::append(tx, operator.tenant_id, act, now).await?;
    Ok(cookie(means, &token, lasts))
}

/// The `Set-Cookie` value that ends a session.
pub fn end_cookie(means: &Means) -> String {
    cookie(means, "", Duration::zero())
}

fn cookie(means: &Means, token: &str, lasts: Duration) -> String {
    let secure = if means.links.to("").starts_with("https://") { "; Secure" } else { "" };
    let seconds = lasts.num_seconds();
    format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")
}

/// The operator signed in, for fields that need one.
pub(crate) fn viewer<'a>(ctx: &Context<'a>) -> Result<&'a operator::Model, Error> {
    let refusal = || {
        Error::new("sign in first")
            .extend_with(|_, extensions| extensions.set("code", "UNAUTHENTICATED"))
    };
    maybe_viewer(ctx).ok_or_else(refusal)
}

pub(crate) fn maybe_viewer<'a>(ctx: &Context<'a>) -> Option<&'a operator::Model> {
    ctx.data_opt::<Session>().and_then(|session| session.operator.as_ref())
}

/// Argon2id in PHC form.
pub(crate) async fn hash_password(sign_ins: &SignIns, password: String) -> Result<String, Error> {
    let _turn = sign_ins.hashing.acquire().await.map_err(fault)?;
    let hashing = move || {
        let salt = SaltString::generate(&mut OsRng);
        Argon2::default().hash_password(password.as_bytes(), &salt).map(|hash| hash.to_string())
    };
    tokio::task::spawn_blocking(hashing)
        .await
        .map_err(fault)?
        .map_err(|error| fault(std::io::Error::other(error.to_string())))
}

/// Whether the password fits. Takes as long when there is nobody, so that time tells nothing.
pub(crate) async fn verify_password(
    sign_ins: &SignIns,
    password: String,
    hash: Option<String>,
) -> Result<bool, Error> {
    let _turn = sign_ins.hashing.acquire().await.map_err(fault)?;
    let verifying = move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
        let fits = PasswordHash::new(&hash).is_ok_and(|hash| {
            Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()
        });
        known && fits
    };
    tokio::task::spawn_blocking(verifying).await.map_err(fault)
}

/// A hash that no password has, at the cost of a real one.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_nobody_is_one_that_can_be_read() {
        assert!(PasswordHash::new(NOBODY).is_ok());
    }

    #[tokio::test(flavor = "current_thread")]
    async fn a_password_fits_its_own_hash_only() {
        let sign_ins = SignIns::default();
        let hash = hash_password(&sign_ins, "correct horse battery".to_owned()).await.unwrap();
        let verify = |password: &str, hash| verify_password(&sign_ins, password.to_owned(), hash);
        assert!(verify("correct horse battery", Some(hash.clone())).await.unwrap());
        assert!(!verify("wrong", Some(hash)).await.unwrap());
        assert!(!verify("anything", None).await.unwrap());
    }
}
