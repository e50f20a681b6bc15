//! Who asks: the session cookie and the operator behind it.

use actors::Means;
use argon2::{
    Argon2, PasswordHash, PasswordHasher, PasswordVerifier,
    password_hash::{SaltString, rand_core::OsRng},
};
use async_graphql::{Context, Error, ErrorExtensions};
use chrono::Duration;
use entities::{DbErr, operator, operator::Role, session, vault::random_token};

use crate::error::fault;

/// The cookie's name.
pub const COOKIE: &str = "fulcrum_session";
/// How long a session lasts.
const SESSION_DAYS: i64 = 14;

/// Who asks; in each request's data.
#[derive(Clone, Debug, Default)]
pub struct Session {
    /// The cookie's token.
    pub token: Option<String>,
    /// The operator signed in, if any.
    pub operator: Option<operator::Model>,
}

impl Session {
    /// The session of a cookie's token; of nobody when there is none or it ended.
    pub async fn of(means: &Means, token: Option<String>) -> Result<Self, DbErr> {
        let Some(text) = &token else { return Ok(Self::default()) };
        let Some(row) = session::find(&means.db, text, means.clock.now()).await? else {
            return Ok(Self::default());
        };
        let operator = operator::find(&means.db, row.tenant_id, row.operator_id).await?;
        Ok(Self { token, operator })
    }
}

/// Begins a session; the `Set-Cookie` value that carries it.
pub async fn begin(means: &Means, operator: &operator::Model) -> Result<String, DbErr> {
    let token = random_token();
    let now = means.clock.now();
    let lasts = Duration::days(SESSION_DAYS);
    let whose = (operator.tenant_id, operator.id);
    session::begin(&means.db, &token, whose, now, now + lasts).await?;
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
pub(crate) fn viewer<'a>(ctx: &'a Context<'_>) -> Result<&'a operator::Model, Error> {
    let refusal = || {
        Error::new("sign in first")
            .extend_with(|_, extensions| extensions.set("code", "UNAUTHENTICATED"))
    };
    maybe_viewer(ctx).ok_or_else(refusal)
}

pub(crate) fn maybe_viewer<'a>(ctx: &'a Context<'_>) -> Option<&'a operator::Model> {
    ctx.data_opt::<Session>().and_then(|session| session.operator.as_ref())
}

/// Whether a role may change settings.
pub(crate) fn may_administer(role: Role) -> bool {
    matches!(role, Role::SuperAdmin | Role::Admin)
}

/// Argon2id in PHC form.
pub(crate) async fn hash_password(password: String) -> Result<String, Error> {
    let hashing = move || {
        let salt = SaltString::generate(&mut OsRng);
        Argon2::default().hash_password(password.as_bytes(), &salt).map(|hash| hash.to_string())
    };
    tokio::task::spawn_blocking(hashing)
        .await
        .map_err(fault)?
        .map_err(|error| Error::new(error.to_string()))
}

/// Whether the password fits. Takes as long when there is nobody, so that time tells nothing.
pub(crate) async fn verify_password(password: String, hash: Option<String>) -> Result<bool, Error> {
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
        let hash = hash_password("correct horse battery".to_owned()).await.unwrap();
        let verify = |password: &str, hash| verify_password(password.to_owned(), hash);
        assert!(verify("correct horse battery", Some(hash.clone())).await.unwrap());
        assert!(!verify("wrong", Some(hash)).await.unwrap());
        assert!(!verify("anything", None).await.unwrap());
    }
}
