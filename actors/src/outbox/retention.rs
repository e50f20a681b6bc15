//! Erases what is kept of candidates once a company's time for it has passed.
//!
//! Durable: the timer, which is a row of the outbox; it is put again with each end of it.

use chrono::Duration;
use entities::{
    DbErr, Tx,
    audit_entry::{self, Act, Actor},
    erasure::{self, Certificate},
    ids::{EffectId, TenantId},
    outbox::{self, Effect},
    tenant,
};
use serde_json::{Value, json};

use super::Error;
use crate::Means;

/// How often it is looked for what is to be erased.
const EVERY: Duration = Duration::hours(24);
/// Interviews that are erased in one transaction.
const AT_ONCE: u64 = 100;

/// Erases what ended long enough ago.
pub(super) async fn apply(means: &Means, tenant_id: TenantId) -> Result<(), Error> {
    loop {
        let now = means.clock.now();
        let tx = means.db.begin().await?;
        let settings = tenant::find(&tx, tenant_id).await?.map(|tenant| tenant.settings);
        let Some(days) = settings.and_then(|settings| settings.retention_days) else {
            return Ok(());
        };
        let ended_before = now - Duration::days(i64::from(days));
        let due = erasure::due(&tx, tenant_id, ended_before, AT_ONCE).await?;
        let erased = erasure::erase(&tx, tenant_id, &due, now).await?;
        for certificate in &erased {
            let details = certificate.details("retention", &json!({"days": days}));
            tell(means, &tx, (tenant_id, Actor::System), certificate, details).await?;
        }
        tx.commit().await?;
        // Fewer, when some were held or erased meanwhile: those are not due any more.
        if due.len() < usize::try_from(AT_ONCE).unwrap_or(usize::MAX) {
            return Ok(());
        }
    }
}

/// Puts the timer for the next time, if the company still wants it.
pub(super) async fn again(means: &Means, tx: &Tx, tenant_id: TenantId) -> Result<(), DbErr> {
    let settings = tenant::find(tx, tenant_id).await?.map(|tenant| tenant.settings);
    if settings.is_some_and(|settings| settings.retention_days.is_some()) {
        let due_at = means.clock.now() + EVERY;
        let key = (tenant_id, EffectId(means.ids.fresh()));
        outbox::put_timer(tx, key, Effect::ApplyRetention, due_at).await?;
    }
    Ok(())
}

/// Writes down what was erased.
async fn tell(
    means: &Means,
    tx: &Tx,
    (tenant_id, actor): (TenantId, Actor),
    certificate: &Certificate,
    details: Value,
) -> Result<(), DbErr> {
    let subject = certificate.pipeline_id.to_string();
    let act = Act { actor, action: "eraseInterview".to_owned(), subject, details };
    audit_entry::append(tx, tenant_id, act, means.clock.now()).await
}
