//! Erases what is kept of candidates once a company's time for it has passed.
//!
//! Durable: the timer, which is a row of the outbox; it is put again with each end of it.

use std::collections::BTreeMap;

use chrono::Duration;
use entities::{
    DbErr, Instant, Tx,
    audit_entry::{self, Act, Actor},
    erasure::{self, Certificate, Concerned},
    ids::{EffectId, PipelineId, TenantId},
    inbox::Message,
    notice,
    outbox::{self, Effect},
    pipeline::{self, LIVE},
    sea_orm::ConnectionTrait,
    tenant::{self, Settings},
};
use serde_json::{Value, json};

use super::{Error, event, stored};
use crate::{Means, jurisdictions};

/// How often it is looked for what is to be erased.
const EVERY: Duration = Duration::hours(24);
/// For how many days, at least, is kept what waits for Lever, or for an operator: it is not over, and
/// somebody may mend what keeps it.
const STUCK_DAYS: u16 = 30;
/// Interviews that are erased in one transaction.
const AT_ONCE: u64 = 100;

/// Erases what is kept of the candidates of these interviews, as [`erasure::erase`] does, and has the company's
/// own endpoint told so, if it has one.
///
/// # Errors
///
/// If the store does.
pub async fn erase(
    means: &Means,
    tx: &Tx,
    tenant_id: TenantId,
    ids: &[PipelineId],
    now: Instant,
) -> Result<Vec<Certificate>, DbErr> {
    let erased = erasure::erase(tx, &means.vault, tenant_id, ids, now).await?;
    let ids: Vec<_> = erased.iter().map(|certificate| certificate.pipeline_id).collect();
    event::tell_of_erasing(means, tx, tenant_id, &ids, now).await?;
    Ok(erased)
}

/// Erases what ended long enough ago, by the rules that its candidate was told.
pub(super) async fn apply(means: &Means, tenant_id: TenantId) -> Result<(), Error> {
    let settings = stored::tenant(means, tenant_id).await?.settings;
    for term in terms(&means.db, tenant_id, &settings).await? {
        erase_after(means, tenant_id, &term).await?;
    }
    Ok(())
}

/// How long something is kept.
#[derive(Debug, PartialEq, Eq)]
struct Term {
    concerned: Concerned,
    /// By whose rules.
    jurisdiction: String,
    days: u16,
}

/// After how many days what is kept is erased: of candidates who were told of their interview by the
/// rules that they were told, of others by those of their posting. Those who are kept are left out.
async fn terms(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    settings: &Settings,
) -> Result<Vec<Term>, DbErr> {
    let told = notice::jurisdictions(db, tenant_id).await?;
    let told = told.into_iter().map(|id| (id.clone(), Concerned::Told(id)));
    Ok(told
        .chain(untold(settings))
        .filter_map(|(jurisdiction, concerned)| {
            let days = jurisdictions::find(&jurisdiction).keep_days(settings.retention_days)?;
            Some(Term { concerned, jurisdiction, days })
        })
        .collect())
}

/// Who was told nobody's rules, by the jurisdiction of their posting.
fn untold(settings: &Settings) -> Vec<(String, Concerned)> {
    let mut on: BTreeMap<&String, Vec<String>> = BTreeMap::new();
    for (posting_id, jurisdiction) in &settings.posting_jurisdictions {
        on.entry(jurisdiction).or_default().push(posting_id.clone());
    }
    let others = Concerned::UntoldBut(settings.posting_jurisdictions.keys().cloned().collect());
    on.into_iter()
        .map(|(jurisdiction, ids)| (jurisdiction.clone(), Concerned::UntoldOn(ids)))
        .chain([(settings.jurisdiction.clone(), others)])
        .collect()
}

async fn erase_after(means: &Means, tenant_id: TenantId, term: &Term) -> Result<(), Error> {
    let Term { concerned, jurisdiction, days } = term;
    loop {
        let now = means.clock.now();
        let tx = means.db.begin().await?;
        let days_ago = |days: u16| now - Duration::days(i64::from(days));
        let before = (days_ago(*days), days_ago((*days).max(STUCK_DAYS)), now);
        let due = erasure::due(&tx, tenant_id, concerned, before, AT_ONCE).await?;
        let erased = erase(means, &tx, tenant_id, &due, now).await?;
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
    for certificate in erase(means, &tx, tenant_id, &[pipeline_id], now).await? {
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
    if !terms(tx, tenant_id, &settings).await?.is_empty() {
        let due_at = means.clock.now() + EVERY;
        let key = (tenant_id, EffectId(means.ids.fresh()));
        outbox::put_timer(tx, key, Effect::ApplyRetention, due_at).await?;
    }
    Ok(())
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
