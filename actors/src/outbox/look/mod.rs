//! Looks at Lever every few minutes: is everything as it must be, and has anything happened that
//! no event announced. What can be mended is mended; what cannot is told, with what to do.
//!
//! One thing that fails does not keep the others from being looked at. Durable: `health`.

mod checks;
mod reconcile;

use entities::{
    Instant, Tx,
    connection::{self, Status},
    health::{self, Check, Form, Looked, Outcome, Subject},
    ids::TenantId,
    outbox,
    posting::{self, Tags},
    tenant::Settings,
};

use super::{
    Error,
    connect::{ensure_webhooks, read_stages, read_users},
    error::Retry,
    lever::{Errand, call_for, connected, posting_row},
};
use crate::{Means, plans};
use reconcile::Reconciled;

const ERRAND: Errand = Errand::Background;

/// Has Lever looked at again: soon after it was connected, later after a while. To be called in the
/// transaction that ends the effect, so that looking never ends while the connection lasts.
pub(super) async fn look_again(
    means: &Means,
    tx: &Tx,
    row: &outbox::Model,
) -> Result<(), entities::DbErr> {
    let connection = connection::find(tx, row.tenant_id).await?;
    if connection.is_none_or(|connection| connection.status != Status::Connected) {
        return Ok(());
    }
    let now = means.clock.now();
    let pause = if matches!(row.effect, outbox::Effect::LookAtLever) {
        chrono::Duration::from_std(means.lever.look_every).unwrap_or_default()
    } else {
        chrono::Duration::zero()
    };
    health::look_at(tx, row.tenant_id, now + pause).await
}

/// One look.
pub(super) async fn look(means: &Means, tenant_id: TenantId) -> Result<(), Error> {
    let at = means.clock.now();
    let connection = connected(means, tenant_id, Status::Connected).await?;
    let before = health::find(&means.db, tenant_id).await?;
    let settings = match read_stages(means, tenant_id, ERRAND).await {
        Ok(settings) => settings,
        Err(error) => {
            let checks = checks::without_lever(before.checks.0, &ended(error)?);
            let looked = Looked { at, checks, users: None, forms: None, reconciled: false };
            return Ok(health::looked(&means.db, tenant_id, looked).await?);
        }
    };
    let mut found = vec![checks::answers(&connection), checks::scopes(&connection, &settings)];
    let users = match read_users(means, tenant_id, ERRAND).await {
        Ok(users) => {
            let now = connected(means, tenant_id, Status::Connected).await?;
            found.push(checks::perform_as(now.perform_as.as_deref(), &users));
            Some(users)
        }
        Err(error) => {
            found.push(checks::users_unreadable(&ended(error)?));
            None
        }
    };
    found.push(checks::trigger_stages(means, tenant_id, &settings).await?);
    found.push(match ensure_webhooks(means, tenant_id, ERRAND).await {
        Ok(mended) => checks::webhooks(&mended),
        Err(error) => checks::broken(Subject::Webhooks, &ended(error)?),
    });
    // Who applied before the account was connected was there already.
    let since = before.reconciled_to.is_none().then_some(connection.connected_at);
    let postings = match read_postings(means, (tenant_id, &settings), since, at).await {
        Ok(postings) => {
            found.push(checks::posting_tags(&settings, &postings));
            plans::propose_changed(means, tenant_id, &postings, at).await?;
            Some(postings)
        }
        Err(error) => {
            found.push(checks::broken(Subject::PostingTags, &ended(error)?));
            None
        }
    };
    found.push(match tags(means, tenant_id).await {
        Ok(tags) => checks::tags(means, tenant_id, &settings, &tags).await?,
        Err(error) => checks::broken(Subject::Tags, &ended(error)?),
    });
    let reconciled =
        reconcile::reconcile(means, (&connection, &before, &settings), postings.as_deref(), at)
            .await;
    let mut complete = false;
    match reconciled {
        Ok(Reconciled { some_opportunity }) => {
            complete = postings.is_some();
            found.extend(writable(means, tenant_id, some_opportunity.as_deref()).await?);
        }
        Err(error) => {
            let why = ended(error)?;
            found.push(checks::broken(Subject::StageEvents, &why));
            found.push(checks::broken(Subject::ApplicationEvents, &why));
        }
    }
    if complete {
        let after = health::find(&means.db, tenant_id).await?;
        found.extend(checks::events(&after, &connection));
    }
    let mut forms = None;
    if settings.feedback.is_some() {
        found.push(match read_forms(means, tenant_id).await {
            Ok(read) => {
                let told = checks::feedback(&settings, &read);
                forms = Some(read);
                told
            }
            Err(error) => checks::broken(Subject::Feedback, &ended(error)?),
        });
    }
    found.push(checks::rate(means.lever.usage(tenant_id)));
    let looked = Looked { at, checks: found, users, forms, reconciled: complete };
    Ok(health::looked(&means.db, tenant_id, looked).await?)
}

/// An error as words for people; given back if the look must end with it.
fn ended(error: Error) -> Result<Error, Error> {
    if error.retry() == Retry::Reconnect || matches!(error, Error::Store(_)) {
        Err(error)
    } else {
        Ok(error)
    }
}

async fn tags(means: &Means, tenant_id: TenantId) -> Result<Vec<String>, Error> {
    call_for(ERRAND, means, tenant_id, async |client| client.tags().list().await).await
}

/// Keeps the open postings with their tags; and since when those who apply are invited, so that a
/// tag put on later invites nobody who applied earlier. `since`: not before this, for any of them.
async fn read_postings(
    means: &Means,
    (tenant_id, settings): (TenantId, &Settings),
    since: Option<Instant>,
    at: Instant,
) -> Result<Vec<posting::Model>, Error> {
    let listed =
        call_for(ERRAND, means, tenant_id, async |client| client.postings().open().await).await?;
    let known = posting::open(&means.db, tenant_id).await?;
    for posting in listed {
        let row = posting_row(means, tenant_id, posting)?;
        let before = known.iter().find(|known| known.lever_id == row.lever_id);
        let tagged =
            row.tags.as_ref().is_some_and(|Tags(tags)| tags.contains(&settings.application_tag));
        let tagged_since = match before {
            _ if !tagged => None,
            Some(before) if before.tagged_since.is_some() => before.tagged_since,
            // Not tagged when last seen; Lever tells when it was last changed.
            Some(before) => row.updated_at.max(before.seen_at),
            None => row.updated_at,
        };
        let tagged_since = tagged_since.map(|tagged| since.map_or(tagged, |it| it.max(tagged)));
        let (lever_id, changed) =
            (row.lever_id.clone(), before.is_none_or(|before| before.updated_at != row.updated_at));
        if changed || row.updated_at.is_none() {
            posting::store(&means.db, row).await?;
        }
        posting::seen(&means.db, (tenant_id, &lever_id), tagged_since, at).await?;
    }
    posting::close_unseen(&means.db, tenant_id, at).await?;
    Ok(posting::open(&means.db, tenant_id).await?)
}

/// Whether notes and files can be reached, tried by reading those of some candidate.
async fn writable(
    means: &Means,
    tenant_id: TenantId,
    opportunity_id: Option<&str>,
) -> Result<[Check; 2], Error> {
    let Some(id) = opportunity_id else {
        return Ok([checks::untried(Subject::Notes), checks::untried(Subject::Files)]);
    };
    let notes =
        call_for(ERRAND, means, tenant_id, async |client| client.notes(id).list().await).await;
    let files =
        call_for(ERRAND, means, tenant_id, async |client| client.files(id).list().await).await;
    let told = |subject, read: Result<(), Error>| {
        Ok::<_, Error>(match read {
            Ok(()) => checks::reachable(subject),
            Err(error) => checks::broken(subject, &ended(error)?),
        })
    };
    Ok([told(Subject::Notes, notes.map(drop))?, told(Subject::Files, files.map(drop))?])
}

/// The feedback forms that could be filled in.
async fn read_forms(means: &Means, tenant_id: TenantId) -> Result<Vec<Form>, Error> {
    let listed =
        call_for(ERRAND, means, tenant_id, async |client| client.feedback_templates().list().await);
    let each = listed.await?.into_iter();
    Ok(each.map(|form| Form { lever_id: form.id, text: form.text }).collect())
}

fn check(subject: Subject, outcome: Outcome, detail: impl Into<String>) -> Check {
    Check { subject, outcome, detail: detail.into(), remedy: None }
}
