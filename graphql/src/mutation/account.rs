//! Signing in and out, and one's own password.

use std::sync::Arc;

use actors::Means;
use async_graphql::{Context, InputObject, Object, Result, Union};
use entities::{
    audit_entry::{self, Act, Actor, INSTALLATION},
    operator, session as session_row,
};
use serde_json::json;

use crate::{
    audit::record,
    error::fault,
    problem::{Problem, ProblemCode, Refusal, answer},
    rules::permit,
    session::{self, Origin, Session, SignIns, hash_password, verify_password},
    throttle::Key,
    types::operator::Operator,
};

/// Shortest password, in characters.
const PASSWORD_CHARS_MIN: usize = 12;
/// Longest password, in bytes.
const PASSWORD_BYTES_MAX: usize = 1024;
/// Longest address one signs in with, in bytes.
const EMAIL_BYTES_MAX: usize = 320;

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
    /// Signs in with email and password; sets the session cookie. Once per request. After ten
    /// failures in a row for one address, or fifty from one place, `THROTTLED`. `FORBIDDEN` where
    /// `companySignIn` takes the place of passwords.
    // So that one request cannot try many passwords.
    #[graphql(complexity = 11_000)]
    async fn sign_in(&self, ctx: &Context<'_>, input: SignInInput) -> Result<SignInResult> {
        answer(sign_in(ctx, input).await, SignInResult::Operator, SignInResult::Problem)
    }

    /// Ends the session.
    async fn sign_out(&self, ctx: &Context<'_>) -> Result<bool> {
        let means = ctx.data::<Means>()?;
        if let Some(session) = ctx.data_opt::<Session>()
            && let (Some(token), Some(operator)) = (session.token(), &session.operator)
        {
            let tx = means.db.begin().await.map_err(fault)?;
            session_row::end(&tx, token).await.map_err(fault)?;
            record(ctx, &tx, operator.id, json!({})).await.map_err(fault)?;
            tx.commit().await.map_err(fault)?;
        }
        ctx.append_http_header("set-cookie", session::end_cookie(means));
        Ok(true)
    }

    /// Sets the viewer's own password, 12 characters or more, and ends their other sessions.
    #[graphql(complexity = 11_000)]
    async fn set_password(
        &self,
        ctx: &Context<'_>,
        input: SetPasswordInput,
    ) -> Result<SetPasswordResult> {
        let set = set_password(ctx, input).await;
        answer(set, SetPasswordResult::Operator, SetPasswordResult::Problem)
    }
}

async fn sign_in(ctx: &Context<'_>, input: SignInInput) -> Result<Operator, Refusal> {
    let wrong = || Problem::new(ProblemCode::Unauthenticated, "email or password is wrong");
    if input.password.len() > PASSWORD_BYTES_MAX || input.email.len() > EMAIL_BYTES_MAX {
        return Err(wrong().into());
    }
    let (means, sign_ins) = (ctx.data::<Means>()?, ctx.data::<Arc<SignIns>>()?);
    by_password(sign_ins)?;
    let origin = &ctx.data::<Session>()?.origin;
    let now = means.clock.now();
    let address = origin.address.map(Key::address);
    let keys: Vec<Key> = [Key::account(&input.email)].into_iter().chain(address).collect();
    if let Err(retry_at) = sign_ins.throttle.count(&keys, now) {
        return Err(Problem::throttled("too many failed sign-ins", now, retry_at).into());
    }
    let found = operator::across_tenants_by_email(&means.db, &input.email).await?;
    let hash = found.as_ref().and_then(|operator| operator.password_hash.clone());
    if !verify_password(sign_ins, input.password, hash).await? {
        tell_of_failure(means, found.as_ref(), origin).await?;
        return Err(wrong().into());
    }
    let operator = found.ok_or_else(wrong)?;
    sign_ins.throttle.forgive(&keys);
    let cookie = session::begin(means, &operator, origin, "password").await?;
    ctx.append_http_header("set-cookie", cookie);
    Ok(Operator(operator))
}

/// Refuses passwords where the company's own accounts take their place.
fn by_password(sign_ins: &SignIns) -> Result<(), Problem> {
    sign_ins.instead_of_passwords().map_or(Ok(()), |company| {
        let message = format!("passwords are turned off here; sign in with {}", company.name);
        Err(Problem::new(ProblemCode::Forbidden, message))
    })
}

/// Writes down that a password was wrong; also when there is nobody, so that time tells nothing.
async fn tell_of_failure(
    means: &Means,
    found: Option<&operator::Model>,
    origin: &Origin,
) -> Result<(), Refusal> {
    let act = Act {
        actor: Actor::Nobody,
        action: "signInFailed".to_owned(),
        // Not what was typed: it may be a password in the wrong place.
        subject: found.map_or_else(|| "nobody".to_owned(), |operator| operator.id.to_string()),
        details: json!({"address": origin.address}),
    };
    let tenant_id = found.map_or(INSTALLATION, |operator| operator.tenant_id);
    let tx = means.db.begin().await?;
    audit_entry::append(&tx, tenant_id, act, means.clock.now()).await?;
    Ok(tx.commit().await?)
}

async fn set_password(ctx: &Context<'_>, input: SetPasswordInput) -> Result<Operator, Refusal> {
    let operator = permit(ctx, "set a password")?;
    let (chars, bytes) = (input.password.chars().count(), input.password.len());
    if chars < PASSWORD_CHARS_MIN || bytes > PASSWORD_BYTES_MAX {
        let message = format!("a password has {PASSWORD_CHARS_MIN} characters or more");
        return Err(Problem::invalid(message).into());
    }
    let means = ctx.data::<Means>()?;
    let sign_ins = ctx.data::<Arc<SignIns>>()?;
    by_password(sign_ins)?;
    let hash = hash_password(sign_ins, input.password).await?;
    let who = (operator.tenant_id, operator.id);
    let tx = means.db.begin().await?;
    let operator = operator::set_password_hash(&tx, who.0, who.1, hash).await?;
    session_row::end_all(&tx, who, ctx.data::<Session>()?.token()).await?;
    record(ctx, &tx, who.1, json!({})).await?;
    tx.commit().await?;
    Ok(Operator(operator))
}
