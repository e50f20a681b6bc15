//! After connecting: reads the stages, makes the webhooks; and deletes those again at the end.

use entities::{
    connection, health,
    ids::TenantId,
    operator, stage,
    tenant::{self, DEFAULT_TRIGGER_STAGE, Settings, TriggerStage},
    webhook,
};
use lever::{
    User,
    webhook::{APPLICATION_CREATED, CANDIDATE_DELETED, CANDIDATE_STAGE_CHANGE},
};

use super::{
    Error,
    error::Retry,
    lever::{Access, Errand, call_for, connected},
};
use crate::Means;

/// The events a connection needs, one webhook each.
const EVENTS: [&str; 3] = [APPLICATION_CREATED, CANDIDATE_STAGE_CHANGE, CANDIDATE_DELETED];

/// What a connection cannot do without; may be repeated.
pub(super) async fn set_up(means: &Means, tenant_id: TenantId) -> Result<(), Error> {
    read_stages(means, tenant_id, Errand::Urgent).await?;
    ensure_webhooks(means, tenant_id, Errand::Urgent).await?;
    Ok(())
}

/// Keeps the stages as Lever lists them, follows renamed ones, and finds the default trigger stage
/// by name if none was chosen. The settings as they are then.
pub(super) async fn read_stages(
    means: &Means,
    tenant_id: TenantId,
    errand: Errand,
) -> Result<Settings, Error> {
    let listed = call_for(errand, means, tenant_id, async |client| client.stages().list().await);
    let listed = listed.await?;
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
    let now = means.clock.now();
    let tx = means.db.begin().await?;
    stage::replace(&tx, tenant_id, stages).await?;
    let follow = |settings: &mut Settings| {
        for chosen in settings.all_stages_mut() {
            if let Some(there) = listed.iter().find(|stage| stage.id == chosen.lever_id) {
                chosen.text.clone_from(&there.text);
            }
        }
        if settings.trigger_stages.is_empty() && !settings.stages_chosen {
            let wanted = plain(DEFAULT_TRIGGER_STAGE);
            let found = listed.iter().find(|stage| plain(&stage.text) == wanted);
            settings.trigger_stages.extend(found.map(|stage| TriggerStage {
                lever_id: stage.id.clone(),
                text: stage.text.clone(),
                since: Some(now),
            }));
        }
    };
    let settings = tenant::edit(&tx, tenant_id, follow).await?;
    tx.commit().await?;
    Ok(settings)
}

/// A stage's name without what people do not see in it, case and further blanks: the names are the
/// account's own.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Where Lever sends this tenant's events.
fn hook_address(means: &Means, tenant_id: TenantId) -> String {
    let secret = means.vault.link_token(&connection::hook_purpose(tenant_id));
    means.links.to(&format!("/webhooks/lever/{secret}"))
}

/// One webhook per event at our address. One whose signing token we do not have is of no use and
/// is made anew, since Lever tells the token only once. The events whose webhooks were mended.
pub(super) async fn ensure_webhooks(
    means: &Means,
    tenant_id: TenantId,
    errand: Errand,
) -> Result<Vec<&'static str>, Error> {
    let address = hook_address(means, tenant_id);
    let listed = call_for(errand, means, tenant_id, async |client| client.webhooks().list().await);
    let there = listed.await?;
    let known = webhook::of_tenant(&means.db, tenant_id).await?;
    let delete = async |id: &str| {
        let deleted =
            call_for(errand, means, tenant_id, async |client| client.webhooks().delete(id).await);
        gone_is_deleted(deleted.await)
    };
    for row in &known {
        let hook = there.iter().find(|hook| hook.id == row.lever_id);
        if hook.is_some_and(|hook| hook.url == address) {
            continue;
        }
        // Gone from Lever, or at an address that is ours no longer: the key was changed.
        if let Some(hook) = hook {
            delete(&hook.id).await?;
        }
        webhook::forget(&means.db, tenant_id, &row.lever_id).await?;
    }
    let mut mended = Vec::new();
    for event in EVENTS {
        let mut kept = false;
        for hook in there.iter().filter(|hook| hook.event == event && hook.url == address) {
            if !kept && known.iter().any(|row| row.lever_id == hook.id) {
                kept = true;
                continue;
            }
            delete(&hook.id).await?;
            webhook::forget(&means.db, tenant_id, &hook.id).await?;
            mended.push(event);
        }
        if !kept {
            create_webhook(means, tenant_id, errand, event, &address).await?;
            mended.push(event);
        }
    }
    mended.dedup();
    Ok(mended)
}

/// What is gone need not be deleted.
fn gone_is_deleted(deleted: Result<(), Error>) -> Result<(), Error> {
    match deleted {
        Err(Error::Lever(error)) if error.status() == Some(404) => Ok(()),
        deleted => deleted,
    }
}

async fn create_webhook(
    means: &Means,
    tenant_id: TenantId,
    errand: Errand,
    event: &str,
    address: &str,
) -> Result<(), Error> {
    let made = call_for(errand, means, tenant_id, async |client| {
        client.webhooks().create(event, address).await
    })
    .await?;
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

/// Sees to it that somebody is chosen in whose name we write, as some writes need it. An API key
/// does not tell whose it is, and what waited for it must not be faster than the first look.
pub(super) async fn ensure_perform_as(
    means: &Means,
    tenant_id: TenantId,
    access: &Access,
) -> Result<(), Error> {
    if access.names_somebody() {
        return Ok(());
    }
    match read_users(means, tenant_id, Errand::Urgent).await {
        // Not ours to read: most writes do without.
        Err(error) if error.retry() == Retry::Never => Ok(()),
        read => read.map(drop),
    }
}

/// Lists the users in whose name our writes may appear, and chooses one if none is chosen: whoever
/// is an operator here too, else a Super Admin.
pub(super) async fn read_users(
    means: &Means,
    tenant_id: TenantId,
    errand: Errand,
) -> Result<Vec<health::User>, Error> {
    let listed = call_for(errand, means, tenant_id, async |client| client.users().list().await);
    let mut users: Vec<User> = listed.await?.into_iter().filter(User::active).collect();
    users.sort_by_key(|user| (!user.super_admin(), user.name.to_lowercase()));
    let connection = connected(means, tenant_id, errand.status()).await?;
    if connection.perform_as.is_none() {
        let operators = operator::of_tenant(&means.db, tenant_id).await?;
        let known = |user: &&User| {
            let email = user.email.as_deref().unwrap_or_default();
            operators.iter().any(|operator| operator.email.eq_ignore_ascii_case(email))
        };
        let chosen = users.iter().find(known).or_else(|| users.iter().find(|u| u.super_admin()));
        if let Some(user) = chosen {
            connection::set_perform_as(&means.db, tenant_id, &user.id).await?;
        }
    }
    let each = users.into_iter().map(|user| health::User {
        lever_id: user.id,
        name: user.name,
        role: user.access_role,
    });
    Ok(each.collect())
}

/// Deletes our webhooks in Lever. The tokens go when this is over.
pub(super) async fn tear_down(means: &Means, tenant_id: TenantId) -> Result<(), Error> {
    let errand = Errand::Farewell;
    // Connected again meanwhile: there is nothing to tear down.
    if connected(means, tenant_id, errand.status()).await.is_err() {
        return Ok(());
    }
    let address = hook_address(means, tenant_id);
    let listed = call_for(errand, means, tenant_id, async |client| client.webhooks().list().await);
    for hook in listed.await?.iter().filter(|hook| hook.url == address) {
        let deleted = call_for(errand, means, tenant_id, async |client| {
            client.webhooks().delete(&hook.id).await
        });
        gone_is_deleted(deleted.await)?;
        webhook::forget(&means.db, tenant_id, &hook.id).await?;
    }
    Ok(())
}
