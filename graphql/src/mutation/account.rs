//! Signing in and out, and one's own password.

use actors::Means;
use async_graphql::{Context, InputObject, Object, Result, Union};
use entities::{operator, session as session_row};

use crate::{
    error::fault,
    problem::{Problem, ProblemCode},
    session::{self, Session, hash_password, maybe_viewer, verify_password},
    types::operator::Operator,
};

/// Shortest password, in characters.
const PASSWORD_CHARS_MIN: usize = 12;
/// Longest password, in bytes.
const PASSWORD_BYTES_MAX: usize = 1024;

/// One's own account.
#[derive(Default)]
pub(super) struct Account;

/// Who signs in.
#[derive(InputObject)]
struct SignInInput {
    /// The operator's address.
    email: String,
    /// Their password.
    password: String,
}

/// A new password.
#[derive(InputObject)]
struct SetPasswordInput {
    /// 12 characters or more.
    password: String,
}

/// Result of `signIn`.
#[derive(Union)]
enum SignInResult {
    Operator(Operator),
    Problem(Problem),
}

/// Result of `setPassword`.
#[derive(Union)]
enum SetPasswordResult {
    Operator(Operator),
    Problem(Problem),
}

#[Object]
impl Account {
    /// Signs in with email and password; sets the session cookie. Once per request.
    // So that one request cannot try many passwords.
    #[graphql(complexity = 7_000)]
    async fn sign_in(&self, ctx: &Context<'_>, input: SignInInput) -> Result<SignInResult> {
        let wrong = || {
            let message = "email or password is wrong";
            Ok(SignInResult::Problem(Problem::new(ProblemCode::Unauthenticated, message)))
        };
        if input.password.len() > PASSWORD_BYTES_MAX {
            return wrong();
        }
        let means = ctx.data::<Means>()?;
        let found =
            operator::across_tenants_by_email(&means.db, &input.email).await.map_err(fault)?;
        let hash = found.as_ref().and_then(|operator| operator.password_hash.clone());
        if !verify_password(input.password, hash).await? {
            return wrong();
        }
        let Some(operator) = found else { return wrong() };
        let cookie = session::begin(means, &operator).await.map_err(fault)?;
        ctx.append_http_header("set-cookie", cookie);
        Ok(SignInResult::Operator(Operator(operator)))
    }

    /// Ends the session.
    async fn sign_out(&self, ctx: &Context<'_>) -> Result<bool> {
        let means = ctx.data::<Means>()?;
        if let Some(token) = ctx.data_opt::<Session>().and_then(|session| session.token.as_ref()) {
            session_row::end(&means.db, token).await.map_err(fault)?;
        }
        ctx.append_http_header("set-cookie", session::end_cookie(means));
        Ok(true)
    }

    /// Sets the viewer's own password, 12 characters or more.
    async fn set_password(
        &self,
        ctx: &Context<'_>,
        input: SetPasswordInput,
    ) -> Result<SetPasswordResult> {
        let Some(operator) = maybe_viewer(ctx) else {
            return Ok(SetPasswordResult::Problem(Problem::signed_out()));
        };
        let (chars, bytes) = (input.password.chars().count(), input.password.len());
        if chars < PASSWORD_CHARS_MIN || bytes > PASSWORD_BYTES_MAX {
            let message = format!("a password has {PASSWORD_CHARS_MIN} characters or more");
            let problem = Problem::new(ProblemCode::Invalid, message);
            return Ok(SetPasswordResult::Problem(problem));
        }
        let means = ctx.data::<Means>()?;
        let hash = hash_password(input.password).await?;
        let operator =
            operator::set_password_hash(&means.db, operator.tenant_id, operator.id, hash)
                .await
                .map_err(fault)?;
        Ok(SetPasswordResult::Operator(Operator(operator)))
    }
}
