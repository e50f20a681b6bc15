//! Writes down what a mutation did, with the transaction that does it.

use actors::Means;
use async_graphql::{Context, Result};
use chrono::Duration;
use entities::{
    DbErr, Instant, Store, Tx,
    audit_entry::{self, Act, Actor},
    ids::{PipelineId, TenantId},
    tenant::{self, Settings},
};
use serde_json::{Map, Value, json};

use crate::{
    loaders::{Loaders, ReadingOf},
    session::Session,
};

/// What whoever reads an interview does, in the log.
const READS: &str = "readInterview";

/// Writes down that whoever asks did what the mutation that is being resolved does, to `subject`.
/// It is the last that the transaction does. `details` have no secrets, and nothing that a candidate
/// is or wrote; an operator's own words neither, if they may be about a candidate.
pub(crate) async fn record(
    ctx: &Context<'_>,
    tx: &Tx,
    subject: impl ToString,
    details: Value,
) -> Result<(), DbErr> {
    let asks = ctx.data_opt::<Session>();
    let operator = asks.and_then(|session| session.operator.as_ref());
    let missing = || DbErr::Custom("nobody is signed in who could do this".to_owned());
    let (session, operator) = asks.zip(operator).ok_or_else(missing)?;
    let act = Act {
        actor: session.actor(),
        action: ctx.field().name().to_owned(),
        subject: subject.to_string(),
        details,
    };
    let means = ctx.data_opt::<Means>().ok_or_else(missing)?;
    audit_entry::append(tx, operator.tenant_id, act, means.clock.now()).await
}

/// Has it written down that whoever asks reads what a candidate said, or what was said of them, before it
/// is answered: once an hour for each interview.
pub(crate) async fn reading(ctx: &Context<'_>, id: PipelineId) -> Result<()> {
    Loaders::load(ctx, ReadingOf(id)).await.map(drop)
}

/// Writes down that somebody reads these interviews, unless they did within the hour.
pub(crate) async fn told(
    db: &Store,
    (tenant_id, actor): (TenantId, Actor),
    ids: &[PipelineId],
    now: Instant,
) -> Result<(), DbErr> {
    let subjects: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let (did, since) = ((actor, READS), now - Duration::hours(1));
    let known = audit_entry::subjects_of(db, tenant_id, did, &subjects, since).await?;
    let act = |subject| Act { actor, action: READS.to_owned(), subject, details: json!({}) };
    let fresh = subjects.into_iter().filter(|subject| !known.contains(subject));
    let acts: Vec<Act> = fresh.map(act).collect();
    if acts.is_empty() {
        return Ok(());
    }
    let tx = db.begin().await?;
    audit_entry::append_all(&tx, tenant_id, acts, now).await?;
    tx.commit().await
}

/// Changes a company's settings, and writes down which of them, from what to what.
pub(crate) async fn edit_settings(
    ctx: &Context<'_>,
    tx: &Tx,
    tenant_id: TenantId,
    change: impl FnOnce(&mut Settings),
) -> Result<(), DbErr> {
    // Locked by a change of nothing, so that what is written down is what is changed.
    let before = tenant::edit(tx, tenant_id, |_| {}).await?;
    let after = tenant::edit(tx, tenant_id, change).await?;
    record(ctx, tx, tenant_id, changes(&before, &after)).await
}

/// The settings that differ, each from what to what.
fn changes(before: &Settings, after: &Settings) -> Value {
    let fields = |settings| match serde_json::to_value(settings) {
        Ok(Value::Object(fields)) => fields,
        Ok(_) | Err(_) => Map::new(),
    };
    let was = fields(before);
    let differ = fields(after).into_iter().filter_map(|(name, to)| {
        let from = was.get(&name).cloned().unwrap_or_default();
        (from != to).then(|| (name, json!({"from": from, "to": to})))
    });
    Value::Object(differ.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_changed_is_told() {
        let before = Settings::default();
        let after = Settings { add_link: true, ..Settings::default() };
        let told = json!({"add_link": {"from": false, "to": true}});
        assert_eq!(changes(&before, &after), told);
        assert_eq!(changes(&before, &before), json!({}));
    }
}
