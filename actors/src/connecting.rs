//! A connection to Lever begins and ends: rows only, no call to Lever.

use chrono::{Duration, Months};
use entities::{
    Instant, Tx,
    audit_entry::{self, Act, Actor},
    connection::{self, Authentication, Status},
    health,
    ids::{EffectId, MessageId, TenantId},
    inbox::{self, Arrival, Message},
    outbox::{self, Effect},
    stage, tenant,
    vault::{Sealed, VaultError, token_hash},
    webhook,
};
use lever::oauth::Tokens;
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::{Means, Place, outbox::seal};

/// Why a connection could not be stored.
#[derive(Debug, thiserror::Error)]
pub enum ConnectingError {
    /// The store did not take it.
    #[error("store the connection")]
    Store(#[from] entities::DbErr),
    /// The credentials could not be sealed.
    #[error(transparent)]
    Vault(#[from] VaultError),
}

/// Stores what the OAuth callback brought; the tenant is connected from then on.
pub async fn connect(
    means: &Means,
    tenant_id: TenantId,
    tokens: &Tokens,
    actor: Actor,
) -> Result<(), ConnectingError> {
    let (access_token, refresh_token) = seal(&means.vault, tenant_id, tokens)?;
    let claims = tokens.claims();
    let connection = connection::Model {
        authentication: Authentication::OAuth,
        scopes: tokens.scopes.join(" "),
        account_id: claims.account_id,
        perform_as: claims.user_id,
        access_expires_at: tokens.access_expires_at,
        refresh_token,
        ..fresh(means, tenant_id, access_token)
    };
    begin(means, connection, actor).await
}

/// Stores an API key; the tenant is connected from then on. Whether Lever takes the key is found
/// out at the first call.
pub async fn connect_by_api_key(
    means: &Means,
    tenant_id: TenantId,
    api_key: &SecretString,
    actor: Actor,
) -> Result<(), ConnectingError> {
    let access_token = means.vault.seal(&connection::access_place(tenant_id), api_key)?;
    begin(means, fresh(means, tenant_id, access_token), actor).await
}

fn fresh(means: &Means, tenant_id: TenantId, access_token: Sealed) -> connection::Model {
    let now = means.clock.now();
    connection::Model {
        tenant_id,
        status: Status::Connected,
        authentication: Authentication::ApiKey,
        scopes: String::new(),
        reason: None,
        account_id: None,
        perform_as: None,
        access_token,
        access_expires_at: now.checked_add_months(Months::new(1200)).unwrap_or(now),
        refresh_token: None,
        hook_hash: token_hash(&means.vault.link_token(&connection::hook_purpose(tenant_id))),
        connected_at: now,
    }
}

async fn begin(
    means: &Means,
    mut connection: connection::Model,
    actor: Actor,
) -> Result<(), ConnectingError> {
    let (tenant_id, now) = (connection.tenant_id, means.clock.now());
    let tx = means.db.begin().await?;
    let before = connection::find(&tx, tenant_id).await?;
    let known = before.as_ref().and_then(|before| before.account_id.clone());
    let other = matches!((&known, &connection.account_id), (Some(was), Some(is)) if was != is);
    if other {
        leave_account(means, &tx, tenant_id, now).await?;
    } else if let Some(chosen) = before.and_then(|before| before.perform_as) {
        // Whoever we write as stays, as long as they are there: an operator may have chosen them.
        let users = health::find(&tx, tenant_id).await?.users.0;
        if users.iter().any(|user| user.lever_id == chosen) {
            connection.perform_as = Some(chosen);
        }
    }
    let by = match connection.authentication {
        Authentication::OAuth => "oauth",
        Authentication::ApiKey => "api key",
    };
    let details = json!({"by": by, "account": connection.account_id, "other_account": other});
    connection::connect(&tx, connection).await?;
    let id = EffectId(means.ids.fresh());
    outbox::append(&tx, (tenant_id, id), None, Effect::SetUpLever, now).await?;
    // What waited for the connection need wait no longer.
    outbox::make_due(&tx, tenant_id, now).await?;
    record(&tx, (tenant_id, now), actor, "leverConnected", details).await?;
    tx.commit().await?;
    means.directory.wake(Place::Tenant(tenant_id));
    means.directory.wake(Place::Outbox(tenant_id));
    Ok(())
}

/// Another account is another company's people: nothing of the one before goes on.
async fn leave_account(
    means: &Means,
    tx: &Tx,
    tenant_id: TenantId,
    now: Instant,
) -> Result<(), ConnectingError> {
    webhook::forget_all(tx, tenant_id).await?;
    stage::replace(tx, tenant_id, Vec::new()).await?;
    health::forget(tx, tenant_id).await?;
    let clear = |settings: &mut tenant::Settings| {
        settings.trigger_stages.clear();
        settings.stages_chosen = false;
        settings.posting_rules.clear();
        settings.advance = None;
        settings.feedback = None;
    };
    tenant::edit(tx, tenant_id, clear).await?;
    let message_id = MessageId(means.ids.fresh());
    let arrival = Arrival {
        pipeline_id: None,
        dedup_key: format!("account changed {message_id}"),
        message: Message::AccountChanged,
        due_at: now,
    };
    inbox::insert(tx, (tenant_id, message_id), arrival, now).await?;
    Ok(())
}

/// Ends a connection from our side: nothing is sent from then on; our webhooks, then our tokens
/// are deleted as soon as Lever answers. `false` when there is none.
pub async fn disconnect(
    means: &Means,
    tenant_id: TenantId,
    reason: &str,
    actor: Actor,
) -> Result<bool, ConnectingError> {
    let now = means.clock.now();
    let tx = means.db.begin().await?;
    let ended = connection::begin_disconnecting(&tx, tenant_id, reason).await?;
    if ended {
        let id = EffectId(means.ids.fresh());
        outbox::append(&tx, (tenant_id, id), None, Effect::TearDownLever, now).await?;
        record(&tx, (tenant_id, now), actor, "leverDisconnected", json!({})).await?;
    }
    tx.commit().await?;
    means.directory.wake(Place::Outbox(tenant_id));
    Ok(ended)
}

/// Writes down who changed the connection.
pub(crate) async fn record(
    tx: &Tx,
    (tenant_id, now): (TenantId, Instant),
    actor: Actor,
    action: &str,
    details: Value,
) -> Result<(), entities::DbErr> {
    let (action, subject) = (action.to_owned(), tenant_id.to_string());
    audit_entry::append(tx, tenant_id, Act { actor, action, subject, details }, now).await
}

/// How long Lever's consent page may take.
pub const CONSENT_MAX: Duration = Duration::minutes(15);

/// An OAuth flow's PKCE verifier, if Lever takes one. Derived, so that it need not be stored.
pub fn pkce_verifier(means: &Means, state: &str) -> Option<String> {
    let half = |which| means.vault.link_token(&format!("pkce {which} {state}"));
    means.lever.pkce.then(|| half("a") + &half("b"))
}
