//! After connecting: reads the stages, and makes the webhooks.

use entities::{
    connection,
    ids::TenantId,
    sea_orm::TransactionTrait,
    stage,
    tenant::{self, DEFAULT_TRIGGER_STAGE, TriggerStage},
    webhook,
};
use lever::webhook::{APPLICATION_CREATED, CANDIDATE_STAGE_CHANGE};

use super::{Error, lever::call};
use crate::Means;

/// The events a connection needs, one webhook each.
const EVENTS: [&str; 2] = [APPLICATION_CREATED, CANDIDATE_STAGE_CHANGE];

/// Everything a new connection needs; may be repeated.
pub(super) async fn set_up(means: &Means, tenant_id: TenantId) -> Result<(), Error> {
    read_stages(means, tenant_id).await?;
    ensure_webhooks(means, tenant_id).await
}

/// Keeps the stages as Lever lists them, and finds the default trigger stage by name if none is
/// chosen.
pub(super) async fn read_stages(means: &Means, tenant_id: TenantId) -> Result<(), Error> {
    let listed = call(means, tenant_id, async |client| client.stages().list().await).await?;
    let stages = listed
        .iter()
        .zip(0..)
        .map(|(stage, position)| stage::Model {
            tenant_id,
            lever_id: stage.id.clone(),
            text: stage.text.clone(),
            position,
        })
        .collect();
    let tx = means.db.begin().await?;
    stage::replace(&tx, tenant_id, stages).await?;
    let tenant = tenant::find(&tx, tenant_id).await?.ok_or(Error::Missing("the tenant"))?;
    let mut settings = tenant.settings;
    if settings.trigger_stage.is_none() {
        let wanted = plain(DEFAULT_TRIGGER_STAGE);
        let found = listed.into_iter().find(|stage| plain(&stage.text) == wanted);
        settings.trigger_stage =
            found.map(|stage| TriggerStage { lever_id: stage.id, text: stage.text });
        tenant::set_settings(&tx, tenant_id, settings).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// A stage's name without case and blanks around it: the names are the account's own.
fn plain(text: &str) -> String {
    text.trim().to_lowercase()
}

/// One webhook per event at our address. One whose signing token we do not have is of no use and
/// is made anew, since Lever tells the token only once.
async fn ensure_webhooks(means: &Means, tenant_id: TenantId) -> Result<(), Error> {
    let secret = means.vault.link_token(&connection::hook_purpose(tenant_id));
    let address = means.links.to(&format!("/webhooks/lever/{secret}"));
    let there = call(means, tenant_id, async |client| client.webhooks().list().await).await?;
    let known = webhook::Entity::of_tenant(tenant_id).all(&means.db).await?;
    for row in &known {
        let hook = there.iter().find(|hook| hook.id == row.lever_id);
        if hook.is_some_and(|hook| hook.url == address) {
            continue;
        }
        // Gone from Lever, or at an address that is ours no longer: the key was changed.
        if let Some(hook) = hook {
            call(means, tenant_id, async |client| client.webhooks().delete(&hook.id).await).await?;
        }
        webhook::forget(&means.db, tenant_id, &row.lever_id).await?;
    }
    for event in EVENTS {
        let mut kept = false;
        for hook in there.iter().filter(|hook| hook.event == event && hook.url == address) {
            if !kept && known.iter().any(|row| row.lever_id == hook.id) {
                kept = true;
                continue;
            }
            call(means, tenant_id, async |client| client.webhooks().delete(&hook.id).await).await?;
            webhook::forget(&means.db, tenant_id, &hook.id).await?;
        }
        if !kept {
            create_webhook(means, tenant_id, event, &address).await?;
        }
    }
    Ok(())
}

async fn create_webhook(
    means: &Means,
    tenant_id: TenantId,
    event: &str,
    address: &str,
) -> Result<(), Error> {
    let create =
        call(means, tenant_id, async |client| client.webhooks().create(event, address).await);
    let made = create.await?;
    let signing_token = made
        .configuration
        .and_then(|configuration| configuration.signature_token)
        .ok_or(Error::Missing("the signing token in Lever's answer"))?;
    let row = webhook::Model {
        tenant_id,
        lever_id: made.id,
        event: event.to_owned(),
        signing_token: means.vault.seal(&webhook::signing_place(tenant_id), &signing_token)?,
        created_at: means.clock.now(),
    };
    Ok(webhook::insert(&means.db, row).await?)
}
