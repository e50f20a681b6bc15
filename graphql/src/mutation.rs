//! What operators change. A mutation edits rows and wakes; it never calls Lever.

use actors::{Means, Place};
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject, Union};
use chrono::Duration;
use entities::{
    connection,
    ids::EffectId,
    oauth_state,
    operator::{self, Role},
    outbox::{self, Effect},
    session as session_row, stage,
    tenant::{self, TriggerStage},
    vault::random_token,
};

use crate::{
    error::fault,
    problem::{Problem, ProblemCode},
    session::{self, Session, hash_password, may_administer, maybe_viewer, verify_password},
    types::{integration::Integration, operator::Operator},
};

/// Shortest password, in characters.
const PASSWORD_CHARS_MIN: usize = 12;
/// Longest password, in bytes.
const PASSWORD_BYTES_MAX: usize = 1024;
/// How long Lever's consent page may take.
const OAUTH_MINUTES: i64 = 15;

/// What operators change.
pub struct Mutation;

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

/// A stage to trigger invites.
#[derive(InputObject)]
struct SetTriggerStageInput {
    /// Lever's id of a stage out of `integration.stages`.
    stage_id: ID,
}

/// Where to go to connect Lever.
#[derive(SimpleObject)]
struct ConnectLever {
    /// Lever's consent page; the browser must go there.
    authorize_url: String,
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

/// Result of `connectLever`.
#[derive(Union)]
enum ConnectLeverResult {
    ConnectLever(ConnectLever),
    Problem(Problem),
}

/// Result of `setTriggerStage`.
#[derive(Union)]
enum SetTriggerStageResult {
    Integration(Box<Integration>),
    Problem(Problem),
}

/// Result of `refreshStages`.
#[derive(Union)]
enum RefreshStagesResult {
    Integration(Box<Integration>),
    Problem(Problem),
}

/// The signed-in operator if their role passes, else why not.
fn allowed<'a>(
    ctx: &'a Context<'_>,
    may: impl Fn(Role) -> bool,
    otherwise: &str,
) -> Result<&'a operator::Model, Problem> {
    let operator = maybe_viewer(ctx).ok_or_else(Problem::signed_out)?;
    if may(operator.role) {
        Ok(operator)
    } else {
        Err(Problem::new(ProblemCode::Forbidden, otherwise))
    }
}

#[Object]
impl Mutation {
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

    /// Starts connecting Lever: gives the address the browser must go to. Super Admin only.
    async fn connect_lever(&self, ctx: &Context<'_>) -> Result<ConnectLeverResult> {
        let only = "only a Super Admin may connect Lever";
        let operator = match allowed(ctx, |role| role == Role::SuperAdmin, only) {
            Ok(operator) => operator,
            Err(problem) => return Ok(ConnectLeverResult::Problem(problem)),
        };
        let means = ctx.data::<Means>()?;
        if means.lever.app.client_id.is_empty() {
            let message = "set `lever.client_id` and `lever.client_secret` first, as Lever gave \
                           them for your app";
            let problem = Problem::new(ProblemCode::NotConfigured, message);
            return Ok(ConnectLeverResult::Problem(problem));
        }
        let state = random_token();
        let ends = means.clock.now() + Duration::minutes(OAUTH_MINUTES);
        let who = (operator.tenant_id, operator.id);
        oauth_state::create(&means.db, &state, who, ends).await.map_err(fault)?;
        let authorize_url = means.lever.app.authorize_url(&state).map_err(fault)?;
        Ok(ConnectLeverResult::ConnectLever(ConnectLever { authorize_url }))
    }

    /// Chooses the trigger stage. Candidates who are in it already are not invited.
    async fn set_trigger_stage(
        &self,
        ctx: &Context<'_>,
        input: SetTriggerStageInput,
    ) -> Result<SetTriggerStageResult> {
        let only = "only a Super Admin or Admin may choose the trigger stage";
        let operator = match allowed(ctx, may_administer, only) {
            Ok(operator) => operator,
            Err(problem) => return Ok(SetTriggerStageResult::Problem(problem)),
        };
        let tenant_id = operator.tenant_id;
        let means = ctx.data::<Means>()?;
        let rows = stage::Entity::of_tenant(tenant_id).all(&means.db).await.map_err(fault)?;
        let Some(chosen) = rows.into_iter().find(|row| row.lever_id == input.stage_id.as_str())
        else {
            let message = "Lever has no such stage; refresh the stages and choose again";
            let problem = Problem::new(ProblemCode::NotFound, message);
            return Ok(SetTriggerStageResult::Problem(problem));
        };
        let tenant = tenant::find(&means.db, tenant_id).await.map_err(fault)?;
        let mut settings = tenant.map(|tenant| tenant.settings).unwrap_or_default();
        settings.trigger_stage =
            Some(TriggerStage { lever_id: chosen.lever_id, text: chosen.text });
        tenant::set_settings(&means.db, tenant_id, settings).await.map_err(fault)?;
        let integration = Box::new(Integration::of(ctx, tenant_id).await?);
        Ok(SetTriggerStageResult::Integration(integration))
    }

    /// Reads the stages from Lever again, in the background.
    async fn refresh_stages(&self, ctx: &Context<'_>) -> Result<RefreshStagesResult> {
        let only = "only a Super Admin or Admin may refresh the stages";
        let operator = match allowed(ctx, may_administer, only) {
            Ok(operator) => operator,
            Err(problem) => return Ok(RefreshStagesResult::Problem(problem)),
        };
        let tenant_id = operator.tenant_id;
        let means = ctx.data::<Means>()?;
        if connection::find(&means.db, tenant_id).await.map_err(fault)?.is_none() {
            let problem = Problem::new(ProblemCode::Conflict, "connect Lever first");
            return Ok(RefreshStagesResult::Problem(problem));
        }
        let id = EffectId(means.ids.fresh());
        let now = means.clock.now();
        outbox::append(&means.db, (tenant_id, id), None, Effect::ReadStages, now)
            .await
            .map_err(fault)?;
        means.directory.wake(Place::Outbox(tenant_id));
        let integration = Box::new(Integration::of(ctx, tenant_id).await?);
        Ok(RefreshStagesResult::Integration(integration))
    }
}
