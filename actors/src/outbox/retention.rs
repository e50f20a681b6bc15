//! Erases what is kept of candidates once a company's time for it has passed.
//!
//! Durable: the timer, which is a row of the outbox; it is put again with each end of it.

use chrono::Duration;
use entities::{
    DbErr, Tx,
    audit_entry::{self, Act, Actor},
    erasure,
    ids::{EffectId, PipelineId, TenantId},
    inbox::Message,
    notice,
    outbox::{self, Effect},
    pipeline::{self, LIVE},
    sea_orm::ConnectionTrait,
    tenant::{self, Settings},
};
use serde_json::{Value, json};

use super::{Error, stored};
use crate::{Means, jurisdictions};

/// How often it is looked for what is to be erased.
const EVERY: Duration = Duration::hours(24);
/// Interviews that are erased in one transaction.
const AT_ONCE: u64 = 100;

/// Erases what ended long enough ago, by the rules that its candidate was told.
pub(super) async fn apply(means: &Means, tenant_id: TenantId) -> Result<(), Error> {
    let settings = stored::tenant(means, tenant_id).await?.settings;
    for (jurisdiction, days) in terms(&means.db, tenant_id, &settings).await? {
        erase_after(means, tenant_id, jurisdiction.as_deref(), days).await?;
    }
    Ok(())
}

/// After how many days what is kept is erased, by the jurisdiction whose rules candidates were told;
/// `None`: who was told nobody's. Those for whom it is kept are left out.
async fn terms(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    settings: &Settings,
) -> Result<Vec<(Option<String>, u16)>, DbErr> {
    let untold = settings.retention_days.map(|days| (None, days));
    let told = notice::jurisdictions(db, tenant_id).await?.into_iter().filter_map(|id| {
        let days = jurisdictions::find(&id).keep_days(settings.retention_days)?;
        Some((Some(id), days))
    });
    Ok(untold.into_iter().chain(told).collect())
}

async fn erase_after(
    means: &Means,
    tenant_id: TenantId,
    jurisdiction: Option<&str>,
    days: u16,
) -> Result<(), Error> {
    loop {
        let now = means.clock.now();
        let tx = means.db.begin().await?;
        let ended_before = now - Duration::days(i64::from(days));
        let due = erasure::due(&tx, tenant_id, jurisdiction, ended_before, AT_ONCE).await?;
        let erased = erasure::erase(&tx, &means.vault, tenant_id, &due, now).await?;
        for certificate in &erased {
            let more = json!({"days": days, "jurisdiction": jurisdiction});
            let details = certificate.details("retention", &more);
            let subject = certificate.pipeline_id;
            tell(means, &tx, (tenant_id, subject), "eraseInterview", details).await?;
        }
        tx.commit().await?;
        // Fewer, when some were held or erased meanwhile: those are not due any more.
        if due.len() < usize::try_from(AT_ONCE).unwrap_or(usize::MAX) {
            return Ok(());
        }
    }
}

/// Erases what is kept of a candidate who was deleted in Lever. Under legal hold it is kept, which
/// the audit log says, until the hold is taken back. A pipeline that an operator had go on meanwhile
/// hears of it once more.
pub(super) async fn erase_deleted(
    means: &Means,
    (tenant_id, pipeline_id): (TenantId, PipelineId),
) -> Result<Option<Message>, Error> {
    let now = means.clock.now();
    let tx = means.db.begin().await?;
    pipeline::lock(&tx, tenant_id, pipeline_id).await?;
    let row = pipeline::find(&tx, tenant_id, pipeline_id).await?;
    let row = row.ok_or(Error::Missing("the pipeline"))?;
    if row.erased_at.is_some() {
        return Ok(None);
    }
    let of = (tenant_id, pipeline_id);
    let first = row.deleted_at.is_none();
    if first {
        pipeline::set_deleted(&tx, of, now).await?;
    }
    let live = LIVE.contains(&row.state_name);
    if row.legal_hold && first {
        tell(means, &tx, of, "keepDeleted", json!({"held": true})).await?;
    }
    for certificate in erasure::erase(&tx, &means.vault, tenant_id, &[pipeline_id], now).await? {
        let details = certificate.details("deleted in Lever", &json!({}));
        tell(means, &tx, of, "eraseInterview", details).await?;
    }
    tx.commit().await?;
    Ok(live.then_some(Message::DeletedInLever))
}

/// Puts the timer for the next time, if the company still wants it.
pub(super) async fn again(means: &Means, tx: &Tx, tenant_id: TenantId) -> Result<(), DbErr> {
    let Some(tenant) = tenant::find(tx, tenant_id).await? else { return Ok(()) };
    let settings = tenant.settings;
    if may_erase(&settings) || !terms(tx, tenant_id, &settings).await?.is_empty() {
        let due_at = means.clock.now() + EVERY;
        let key = (tenant_id, EffectId(means.ids.fresh()));
        outbox::put_timer(tx, key, Effect::ApplyRetention, due_at).await?;
    }
    Ok(())
}

/// Whether the settings have anything erased by itself.
fn may_erase(settings: &Settings) -> bool {
    let chosen = settings.posting_jurisdictions.values().chain([&settings.jurisdiction]);
    let limited = |id: &String| jurisdictions::find(id).keep_days_max.is_some();
    settings.retention_days.is_some() || chosen.into_iter().any(limited)
}

/// Writes down what became of an interview.
async fn tell(
    means: &Means,
    tx: &Tx,
    (tenant_id, pipeline_id): (TenantId, PipelineId),
    action: &str,
    details: Value,
) -> Result<(), DbErr> {
    let (actor, subject) = (Actor::System, pipeline_id.to_string());
    let act = Act { actor, action: action.to_owned(), subject, details };
    audit_entry::append(tx, tenant_id, act, means.clock.now()).await
}
