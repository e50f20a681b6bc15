//! Connecting Lever and disconnecting it, and how it is connected.

use actors::{CONSENT_MAX, Means, Place};
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject, Union};
use entities::{connection, health, oauth_state, tenant, vault::random_token};
use lever::oauth::FEEDBACK_SCOPES;
use secrecy::SecretString;
use serde_json::json;

use super::{integration_result, must_be_connected, now_stored};
use crate::{
    audit::record,
    problem::{Problem, ProblemCode, Refusal, answer},
    rules::permit,
    session::Session,
    types::integration::Integration,
};

/// Fewest characters of an API key.
const API_KEY_CHARS_MIN: usize = 8;
/// Most characters of an API key.
const API_KEY_CHARS_MAX: usize = 512;

/// The connection to Lever.
#[derive(Default)]
pub(super) struct Connecting;

/// Where to go to connect Lever.
#[derive(SimpleObject)]
struct ConnectLever {
    /// Lever's consent page; the browser must go there.
    authorize_url: String,
}

/// An API key of Lever.
#[derive(InputObject)]
struct ConnectLeverByApiKeyInput {
    /// As Lever showed it, 8 to 512 characters.
    api_key: String,
}

/// Who our writes appear as.
#[derive(InputObject)]
struct SetPerformAsInput {
    /// Lever's id of a user out of `integration.users`.
    user_id: ID,
}

/// Result of `connectLever`.
#[derive(Union)]
enum ConnectLeverResult {
    ConnectLever(ConnectLever),
    Problem(Problem),
}

integration_result!(
    /// Result of `connectLeverByApiKey`.
    ConnectLeverByApiKeyResult
);
integration_result!(
    /// Result of `disconnectLever`.
    DisconnectLeverResult
);
integration_result!(
    /// Result of `checkIntegration`.
    CheckIntegrationResult
);
integration_result!(
    /// Result of `setPerformAs`.
    SetPerformAsResult
);

#[Object]
impl Connecting {
    /// Starts connecting Lever: gives the address the browser must go to. Super Admin only.
    async fn connect_lever(&self, ctx: &Context<'_>) -> Result<ConnectLeverResult> {
        let begun = connect(ctx).await;
        answer(begun, ConnectLeverResult::ConnectLever, ConnectLeverResult::Problem)
    }

    /// Connects Lever by an API key, for accounts that cannot grant access otherwise. Whether
    /// Lever takes the key shows in `integration.health`. Super Admin only.
    async fn connect_lever_by_api_key(
        &self,
        ctx: &Context<'_>,
        input: ConnectLeverByApiKeyInput,
    ) -> Result<ConnectLeverByApiKeyResult> {
        ConnectLeverByApiKeyResult::of(connect_by_api_key(ctx, &input.api_key).await)
    }

    /// Ends the connection: nothing is sent from then on; our webhooks in Lever and our access are
    /// deleted in the background. Super Admin only.
    async fn disconnect_lever(&self, ctx: &Context<'_>) -> Result<DisconnectLeverResult> {
        DisconnectLeverResult::of(disconnect(ctx).await)
    }

    /// Has Lever looked at now, in the background: `integration.health.checking` is true until it
    /// was. Super Admin or Admin.
    async fn check_integration(&self, ctx: &Context<'_>) -> Result<CheckIntegrationResult> {
        CheckIntegrationResult::of(check(ctx).await)
    }

    /// Chooses the user of Lever who our tags, notes and files appear as. Super Admin only.
    async fn set_perform_as(
        &self,
        ctx: &Context<'_>,
        input: SetPerformAsInput,
    ) -> Result<SetPerformAsResult> {
        SetPerformAsResult::of(perform_as(ctx, &input.user_id).await)
    }
}

async fn connect(ctx: &Context<'_>) -> Result<ConnectLever, Refusal> {
    let operator = permit(ctx, "connect Lever")?;
    let means = ctx.data::<Means>()?;
    if means.lever.app.client_id.is_empty() {
        let message = "set `lever.client_id` and `lever.client_secret` first, as Lever gave them \
                       for your app";
        return Err(Problem::new(ProblemCode::NotConfigured, message).into());
    }
    let tenant = tenant::find(&means.db, operator.tenant_id).await?;
    let feedback = tenant.is_some_and(|tenant| tenant.settings.feedback.is_some());
    let optional = if feedback { FEEDBACK_SCOPES.as_slice() } else { &[] };
    let state = random_token();
    let ends = means.clock.now() + CONSENT_MAX;
    let who = (operator.tenant_id, operator.id);
    let tx = means.db.begin().await?;
    oauth_state::create(&tx, &state, who, ends).await?;
    record(ctx, &tx, operator.tenant_id, json!({"feedback": feedback})).await?;
    tx.commit().await?;
    let verifier = actors::pkce_verifier(means, &state);
    let authorize_url = means.lever.app.authorize_url(&state, verifier.as_deref(), optional)?;
    Ok(ConnectLever { authorize_url })
}

async fn connect_by_api_key(ctx: &Context<'_>, api_key: &str) -> Result<Box<Integration>, Refusal> {
    let tenant_id = permit(ctx, "connect Lever")?.tenant_id;
    let api_key = api_key.trim();
    let visible = api_key.bytes().all(|byte| byte.is_ascii_graphic());
    if !visible || !(API_KEY_CHARS_MIN..=API_KEY_CHARS_MAX).contains(&api_key.len()) {
        let message = "this is no API key: copy it from Lever as a whole, without blanks";
        return Err(Problem::invalid(message).into());
    }
    let means = ctx.data::<Means>()?;
    let actor = ctx.data::<Session>()?.actor();
    actors::connect_by_api_key(means, tenant_id, &SecretString::from(api_key), actor).await?;
    now_stored(ctx, tenant_id).await
}

async fn disconnect(ctx: &Context<'_>) -> Result<Box<Integration>, Refusal> {
    let operator = permit(ctx, "disconnect Lever")?;
    let means = ctx.data::<Means>()?;
    let reason = format!("disconnected here by {}", operator.name);
    let actor = ctx.data::<Session>()?.actor();
    if !actors::disconnect(means, operator.tenant_id, &reason, actor).await? {
        return Err(Problem::conflict("Lever is not connected").into());
    }
    now_stored(ctx, operator.tenant_id).await
}

async fn check(ctx: &Context<'_>) -> Result<Box<Integration>, Refusal> {
    let tenant_id = permit(ctx, "check the connection")?.tenant_id;
    let means = ctx.data::<Means>()?;
    must_be_connected(means, tenant_id).await?;
    let tx = means.db.begin().await?;
    health::look_at(&tx, tenant_id, means.clock.now()).await?;
    record(ctx, &tx, tenant_id, json!({})).await?;
    tx.commit().await?;
    // It has looks taken.
    means.directory.wake(Place::Root);
    now_stored(ctx, tenant_id).await
}

async fn perform_as(ctx: &Context<'_>, user_id: &str) -> Result<Box<Integration>, Refusal> {
    let tenant_id = permit(ctx, "choose who our writes appear as")?.tenant_id;
    let means = ctx.data::<Means>()?;
    must_be_connected(means, tenant_id).await?;
    let health = health::find(&means.db, tenant_id).await?;
    if health.users.0.iter().all(|user| user.lever_id != user_id) {
        return Err(Problem::not_found("Lever has no such user, or not an active one").into());
    }
    let tx = means.db.begin().await?;
    connection::set_perform_as(&tx, tenant_id, user_id).await?;
    record(ctx, &tx, tenant_id, json!({"user": user_id})).await?;
    tx.commit().await?;
    now_stored(ctx, tenant_id).await
}
