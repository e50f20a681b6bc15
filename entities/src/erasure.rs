//! What is kept of candidates is erased, table by table; what was, is told for the audit log.
//!
//! Rows stay, so that counts do, and so that nobody is invited twice: what they say of a person is
//! taken out of them. Neither plans and postings nor the audit log say anything of a person.

use std::collections::BTreeMap;

use chrono::Duration;
use sea_orm::{
    ActiveValue::Set, Condition, DbBackend, ExprTrait, QueryOrder, QuerySelect, QueryTrait,
    entity::prelude::*,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    Instant, Tx, answer_time, backfill, candidate_request,
    constant::is,
    human_rating,
    ids::{EffectId, MessageId, PipelineId, TenantId},
    inbox::{self, Message, Status},
    invite, invite_slot, letter, mail, notice,
    outbox::{self, Effect},
    pipeline::{self, LIVE, State, StateName},
    recording, report, scorecard, self_report,
    store::Write,
    transition, turn,
    vault::Vault,
};

/// States in which an interview waits for Lever, for us or for an operator. Erased there, it ends.
const STUCK: [StateName; 4] =
    [StateName::Completed, StateName::Scored, StateName::Reported, StateName::NeedsOperator];

/// In place of a reason or an error, which may be about a person.
const ERASED: &str = "erased";

/// What was erased of one interview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Which interview's.
    pub pipeline_id: PipelineId,
    /// Answers.
    pub answers: usize,
    /// SHA-256 of all of them, one after the other; `None` without any.
    pub answers_sha256: Option<String>,
    /// Recordings of what they said.
    pub recordings: u64,
    /// Scorecards.
    pub scorecards: u64,
    /// SHA-256 of each report.
    pub reports: Vec<String>,
    /// Messages that told of the candidate.
    pub messages: usize,
}

impl Certificate {
    /// As the audit log has it, by which rule and with what else there is to say.
    pub fn details(&self, rule: &str, more: &Value) -> Value {
        json!({
            "rule": rule,
            "more": more,
            "answers": self.answers,
            "answers_sha256": self.answers_sha256,
            "recordings": self.recordings,
            "scorecards": self.scorecards,
            "reports_sha256": self.reports,
            "messages": self.messages,
        })
    }
}

/// Whose interviews a time for keeping them is meant for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Concerned {
    /// Who was told by the rules of this jurisdiction.
    Told(String),
    /// Who was told by nobody's, on these postings.
    UntoldOn(Vec<String>),
    /// Who was told by nobody's, on all postings but these.
    UntoldBut(Vec<String>),
}

impl Concerned {
    fn condition(&self, tenant_id: TenantId) -> Condition {
        use pipeline::Column;
        let told =
            notice::Entity::of_tenant(tenant_id).select_only().column(notice::Column::PipelineId);
        let posting_in = |ids: &[String]| Column::PostingId.is_in(ids.iter().map(String::as_str));
        match self {
            Self::Told(id) => {
                let told = told.filter(notice::Column::Jurisdiction.eq(id.as_str()));
                Condition::all().add(Column::Id.in_subquery(told.into_query()))
            }
            Self::UntoldOn(ids) => Condition::all()
                .add(Column::Id.not_in_subquery(told.into_query()))
                .add(posting_in(ids)),
            Self::UntoldBut(ids) => Condition::all()
                .add(Column::Id.not_in_subquery(told.into_query()))
                .add(posting_in(ids).not()),
        }
    }
}

/// Interviews that ended before an instant, or have been stuck since another, and are to be erased; up
/// to `limit`, oldest first.
pub async fn due(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    concerned: &Concerned,
    (ended_before, stuck_before, now): (Instant, Instant, Instant),
    limit: u64,
) -> Result<Vec<PipelineId>, DbErr> {
    // Timers that come to nothing count as a change; the last answer is the end where there is one.
    let since = |before: Instant| {
        Condition::any().add(pipeline::Column::CompletedAt.lt(before)).add(
            Condition::all()
                .add(pipeline::Column::CompletedAt.is_null())
                .add(pipeline::Column::UpdatedAt.lt(before)),
        )
    };
    let state = pipeline::Column::StateName;
    let ended = Condition::all().add(state.is_not_in(LIVE)).add(since(ended_before));
    // Whose link is open may still come.
    let open = invite::Entity::find()
        .select_only()
        .column(invite::Column::PipelineId)
        .filter(invite::Column::TenantId.eq(tenant_id))
        .filter(invite::Column::ExpiresAt.gt(now));
    let awaited = Condition::all()
        .add(pipeline::Column::CompletedAt.is_null())
        .add(pipeline::Column::Id.in_subquery(open.into_query()));
    let stuck =
        Condition::all().add(state.is_in(STUCK)).add(since(stuck_before)).add(awaited.not());
    let written_to = on_their_way(db.get_database_backend(), tenant_id, now);
    pipeline::Entity::of_tenant(tenant_id)
        .select_only()
        .column(pipeline::Column::Id)
        .filter(concerned.condition(tenant_id))
        .filter(pipeline::Column::Id.not_in_subquery(written_to.into_query()))
        .filter(pipeline::Column::ErasedAt.is_null())
        .filter(pipeline::Column::LegalHold.eq(false))
        .filter(Condition::any().add(ended).add(stuck))
        .order_by_asc(pipeline::Column::UpdatedAt)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await
}

/// How long what a person wrote to a candidate is waited for. Where Lever is not connected it cannot be sent.
const WORDS_WAIT: Duration = Duration::days(7);

/// Of which interviews something that a person wrote to the candidate lately is still to be sent.
fn on_their_way(store: DbBackend, tenant_id: TenantId, now: Instant) -> Select<outbox::Entity> {
    outbox::Entity::of_tenant(tenant_id)
        .select_only()
        .column(outbox::Column::PipelineId)
        .filter(is(outbox::Column::Status, &Status::Pending))
        .filter(outbox::Column::PipelineId.is_not_null())
        .filter(outbox::Column::CreatedAt.gt(now - WORDS_WAIT))
        .filter(outbox::kind(store).is_in(["send_reply", "send_letter"]))
}

/// Whether something that a person wrote to the candidate is still to be sent, for which their address is
/// needed.
pub async fn is_written_to(
    db: &impl ConnectionTrait,
    (tenant_id, id): (TenantId, PipelineId),
    now: Instant,
) -> Result<bool, DbErr> {
    let waiting = on_their_way(db.get_database_backend(), tenant_id, now)
        .filter(outbox::Column::PipelineId.eq(id));
    Ok(waiting.into_tuple::<PipelineId>().one(db).await?.is_some())
}

/// Erases what is kept of the candidates of these interviews, which are over then; those whose candidate
/// is waited for, that are held, or erased already are left as they are. The vault knows what they said
/// of themselves.
pub async fn erase(
    tx: &Tx,
    vault: &Vault,
    tenant_id: TenantId,
    ids: &[PipelineId],
    now: Instant,
) -> Result<Vec<Certificate>, DbErr> {
    let rows = pipeline::Entity::of_tenant(tenant_id)
        .filter(pipeline::Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(pipeline::Column::Id)
        .lock_exclusive()
        .all(tx)
        .await?;
    let rows: Vec<_> = rows.into_iter().filter(may_be_erased).collect();
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut messages = erase_messages(tx, tenant_id, &rows).await?;
    erase_backfills(tx, tenant_id, &rows).await?;
    let pseudonyms: Vec<_> = rows.iter().map(|row| self_report::pseudonym(vault, row.id)).collect();
    self_report::forget(tx, tenant_id, &pseudonyms).await?;
    let mut certificates = Vec::new();
    for row in rows {
        let messages = messages.remove(&row.id).unwrap_or_default();
        certificates.push(erase_one(tx, row, messages, now).await?);
    }
    Ok(certificates)
}

/// Whether an interview may be erased: it is at an end or nobody waits for its candidate, it is not
/// held, and not erased yet.
pub fn may_be_erased(row: &pipeline::Model) -> bool {
    let goes_on = LIVE.contains(&row.state_name) && !STUCK.contains(&row.state_name);
    row.erased_at.is_none() && !row.legal_hold && !goes_on
}

async fn erase_one(
    tx: &Tx,
    row: pipeline::Model,
    messages: usize,
    now: Instant,
) -> Result<Certificate, DbErr> {
    let (tenant_id, id) = (row.tenant_id, row.id);
    let turns = turn::of_pipeline(tx, tenant_id, id).await?;
    let mut hash = Sha256::new();
    for turn in &turns {
        hash.update(turn.answer.as_bytes());
    }
    let answers_sha256 = (!turns.is_empty()).then(|| hex::encode(hash.finalize()));
    turn::Entity::update_many()
        .set(turn::ActiveModel {
            answer: Set(String::new()),
            signals: Set(None),
            ..Default::default()
        })
        .filter(turn::Column::TenantId.eq(tenant_id))
        .filter(turn::Column::PipelineId.eq(id))
        .exec(tx)
        .await?;
    let recordings = recording::delete(tx, tenant_id, id).await?;
    answer_time::delete(tx, tenant_id, id).await?;
    let nothing = scorecard::ActiveModel {
        overall: Set(None),
        lever_score: Set(None),
        body: Set(json!({"erased": true})),
        ..Default::default()
    };
    let scorecards = scorecard::Entity::update_many()
        .set(nothing)
        .filter(scorecard::Column::TenantId.eq(tenant_id))
        .filter(scorecard::Column::PipelineId.eq(id))
        .exec(tx)
        .await?
        .rows_affected;
    let reports = report::Entity::of_tenant(tenant_id)
        .select_only()
        .column(report::Column::Sha256)
        .filter(report::Column::PipelineId.eq(id))
        .into_tuple()
        .all(tx)
        .await?;
    report::Entity::update_many()
        .set(report::ActiveModel { pdf: Set(Vec::new()), ..Default::default() })
        .filter(report::Column::TenantId.eq(tenant_id))
        .filter(report::Column::PipelineId.eq(id))
        .exec(tx)
        .await?;
    transition::Entity::update_many()
        .set(transition::ActiveModel { reason: Set(None), ..Default::default() })
        .filter(transition::Column::TenantId.eq(tenant_id))
        .filter(transition::Column::PipelineId.eq(id))
        .exec(tx)
        .await?;
    invite_slot::Entity::delete_many()
        .filter(invite_slot::Column::TenantId.eq(tenant_id))
        .filter(invite_slot::Column::PipelineId.eq(id))
        .exec(tx)
        .await?;
    // What people wrote beside a level may be about the candidate.
    human_rating::Entity::delete_many()
        .filter(human_rating::Column::TenantId.eq(tenant_id))
        .filter(human_rating::Column::PipelineId.eq(id))
        .exec(tx)
        .await?;
    letter::Entity::update_many()
        .set(letter::ActiveModel { body: Set(String::new()), ..Default::default() })
        .filter(letter::Column::TenantId.eq(tenant_id))
        .filter(letter::Column::PipelineId.eq(id))
        .exec(tx)
        .await?;
    erase_requests(tx, (tenant_id, id), now).await?;
    mail::erase(tx, (tenant_id, id)).await?;
    invite::erase(tx, (tenant_id, id)).await?;
    erase_effects(tx, (tenant_id, id), now).await?;
    erase_pipeline(tx, row, now).await?;
    let answers = turns.len();
    Ok(Certificate {
        pipeline_id: id,
        answers,
        answers_sha256,
        recordings,
        scorecards,
        reports,
        messages,
    })
}

/// What the candidate asked for, and what they were told.
async fn erase_requests(
    tx: &Tx,
    (tenant_id, id): (TenantId, PipelineId),
    now: Instant,
) -> Result<(), DbErr> {
    let asked = candidate_request::ActiveModel {
        text: Set(String::new()),
        passages: Set(None),
        reply: Set(None),
        ..Default::default()
    };
    candidate_request::Entity::update_many()
        .set(asked)
        .filter(candidate_request::Column::TenantId.eq(tenant_id))
        .filter(candidate_request::Column::PipelineId.eq(id))
        .exec(tx)
        .await?;
    // Whoever wanted it deleted has had it done.
    candidate_request::Entity::update_many()
        .set(candidate_request::ActiveModel {
            status: Set(candidate_request::Status::Answered),
            replied_at: Set(Some(now)),
            ..Default::default()
        })
        .filter(candidate_request::Column::TenantId.eq(tenant_id))
        .filter(candidate_request::Column::PipelineId.eq(id))
        .filter(is(candidate_request::Column::Status, &candidate_request::Status::Open))
        .exec(tx)
        .await?;
    Ok(())
}

/// What was still to be done for the candidate is not done any more, and no error is kept.
async fn erase_effects(
    tx: &Tx,
    (tenant_id, id): (TenantId, PipelineId),
    now: Instant,
) -> Result<(), DbErr> {
    let kind = outbox::kind(tx.get_database_backend());
    outbox::Entity::update_many()
        .set(outbox::dropped(ERASED, now))
        .filter(outbox::Column::TenantId.eq(tenant_id))
        .filter(outbox::Column::PipelineId.eq(id))
        .filter(outbox::Column::Status.ne(Status::Done))
        // What erases ends by itself, and our tag is taken off.
        .filter(kind.is_not_in(["erase_deleted", "remove_error_tag"]))
        .exec(tx)
        .await?;
    Ok(())
}

async fn erase_pipeline(tx: &Tx, row: pipeline::Model, now: Instant) -> Result<(), DbErr> {
    let unreadable = |error: serde_json::Error| DbErr::Json(error.to_string());
    let mut state = serde_json::to_value(&row.state).map_err(unreadable)?;
    redact(&mut state);
    let mut state: State = serde_json::from_value(state).map_err(unreadable)?;
    if let State::NeedsOperator { was, tagged, .. } = state {
        if tagged {
            // Nobody is asked for attention any more.
            let (id, untag) = (Uuid::new_v5(&row.id.0, b"erased"), Effect::RemoveErrorTag);
            outbox::append(tx, (row.tenant_id, EffectId(id)), Some(row.id), untag, now).await?;
        }
        state = *was;
    }
    if LIVE.contains(&state.name()) {
        let (reason, was) = (ERASED.to_owned(), Some(Box::new(state)));
        state = State::Withdrawn { reason, was, cancelled_at: None };
    }
    pipeline::ActiveModel {
        tenant_id: Set(row.tenant_id),
        id: Set(row.id),
        candidate_name: Set(String::new()),
        candidate_email: Set(None),
        opportunity_url: Set(None),
        contact_id: Set(None),
        zone: Set(None),
        state_name: Set(state.name()),
        state: Set(state),
        version: Set(row.version + 1),
        erased_at: Set(Some(now)),
        ..Default::default()
    }
    .update(tx)
    .await?;
    Ok(())
}

/// Takes the candidates out of every message that told of them; how many of each interview did.
async fn erase_messages(
    tx: &Tx,
    tenant_id: TenantId,
    rows: &[pipeline::Model],
) -> Result<BTreeMap<PipelineId, usize>, DbErr> {
    type Told = (MessageId, Option<PipelineId>, Status, Json);
    let opportunities: BTreeMap<&str, PipelineId> =
        rows.iter().map(|row| (row.opportunity_id.as_str(), row.id)).collect();
    let told: Vec<Told> = inbox::Entity::of_tenant(tenant_id)
        .select_only()
        .columns([inbox::Column::Id, inbox::Column::PipelineId])
        .columns([inbox::Column::Status, inbox::Column::Message])
        .filter(
            Condition::any()
                .add(inbox::Column::PipelineId.is_in(rows.iter().map(|row| row.id)))
                // What was read of an opportunity belongs to no pipeline.
                .add(inbox::Column::OpportunityId.is_in(opportunities.keys().copied())),
        )
        .into_tuple()
        .all(tx)
        .await?;
    let mut counts = BTreeMap::new();
    for (id, pipeline_id, status, mut message) in told {
        let before = message.clone();
        redact(&mut message);
        let of = pipeline_id.or_else(|| {
            let opportunity = before.pointer("/snapshot/opportunity_id")?.as_str()?;
            opportunities.get(opportunity).copied()
        });
        if let (Some(of), true) = (of, message != before) {
            *counts.entry(of).or_default() += 1;
        }
        erase_message(tx, (tenant_id, id), pipeline_id.is_some(), status, message).await?;
    }
    Ok(counts)
}

async fn erase_message(
    tx: &Tx,
    key: (TenantId, MessageId),
    of_pipeline: bool,
    status: Status,
    message: Json,
) -> Result<(), DbErr> {
    let mut change = inbox::ActiveModel { error: Set(None), ..Default::default() };
    if of_pipeline && matches!(status, Status::Pending | Status::Dead) {
        // A timer that would find nobody, or what cannot be decided any more.
        change.status = Set(Status::Dropped);
    }
    inbox::Entity::update_many()
        .set(change)
        .col_expr(inbox::Column::Message, Expr::value(message))
        .filter(inbox::Column::TenantId.eq(key.0))
        .filter(inbox::Column::Id.eq(key.1))
        .exec(tx)
        .await?;
    Ok(())
}

/// Takes the candidates out of the looks at who was there already.
async fn erase_backfills(
    tx: &Tx,
    tenant_id: TenantId,
    rows: &[pipeline::Model],
) -> Result<(), DbErr> {
    for mut look in backfill::Entity::of_tenant(tenant_id).all(tx).await? {
        let before = look.candidates.clone();
        for candidate in &mut look.candidates.0 {
            if rows.iter().any(|row| row.opportunity_id == candidate.opportunity_id) {
                candidate.name.clear();
                candidate.url = None;
            }
        }
        if look.candidates != before {
            let changed = backfill::ActiveModel {
                tenant_id: Set(tenant_id),
                id: Set(look.id),
                candidates: Set(look.candidates),
                ..Default::default()
            };
            changed.update(tx).await?;
        }
    }
    Ok(())
}

/// Takes out of a message what it tells about a person whom it is of no interest to keep.
pub async fn forget(
    tx: &impl Write,
    (tenant_id, id): (TenantId, MessageId),
    message: &Message,
) -> Result<(), DbErr> {
    let unreadable = |error: serde_json::Error| DbErr::Json(error.to_string());
    let mut message = serde_json::to_value(message).map_err(unreadable)?;
    redact(&mut message);
    let forget = inbox::Entity::update_many()
        .col_expr(inbox::Column::Message, Expr::value(message))
        .filter(inbox::Column::TenantId.eq(tenant_id))
        .filter(inbox::Column::Id.eq(id));
    tx.write(forget.build(tx.get_database_backend()), Some(1)).await
}

/// Takes out of a stored state or message what may be about a person. What is left still parses.
fn redact(value: &mut Value) {
    let Value::Object(fields) = value else {
        if let Value::Array(items) = value {
            items.iter_mut().for_each(redact);
        }
        return;
    };
    let is_snapshot = fields.contains_key("posting_tags");
    for (key, field) in fields.iter_mut() {
        match key.as_str() {
            "email" | "url" | "contact_id" => *field = Value::Null,
            "name" if is_snapshot => *field = json!(""),
            "reason" | "error" | "bounced" | "outcome" | "words" if field.is_string() => {
                *field = json!(ERASED);
            }
            _ => redact(field),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_of_a_message_parses_and_names_nobody() {
        for told in [
            r#"{"kind":"opportunity_read","trigger":"application","snapshot":{"opportunity_id":"o",
                "posting_id":"p","name":"Jane","email":"jane@e","url":"u/Jane","stage_id":"s",
                "archived":false,"anonymized":false,"contact_allowed":true,"posting_tags":["t"],
                "contact_id":"Jane"}}"#,
            r#"{"kind":"cancelled","reason":"Jane is ill"}"#,
            r#"{"kind":"effect_died","effect":"write note","error":"Jane"}"#,
            r#"{"kind":"effect_dropped","name":"write note","effect":null,"words":"Jane",
                "left":{"effect":"add link","error":"Jane"}}"#,
            r#"{"kind":"feedback_written","outcome":"for Jane"}"#,
            r#"{"kind":"mail_bounced","mail_id":"0198c0de-0000-7000-8000-000000000001",
                "reason":"550 <jane@e> unknown"}"#,
        ] {
            let mut told: Value = serde_json::from_str(told).unwrap();
            redact(&mut told);
            let text = told.to_string();
            assert!(!text.to_lowercase().contains("jane"), "{text}");
            serde_json::from_value::<Message>(told).unwrap();
        }
    }

    #[test]
    fn a_state_keeps_its_name() {
        let withdrawn = r#"{"name":"withdrawn","reason":"Jane","was":{"name":"eligible"}}"#;
        let mut state: Value = serde_json::from_str(withdrawn).unwrap();
        redact(&mut state);
        let left = r#"{"name":"withdrawn","reason":"erased","was":{"name":"eligible"}}"#;
        assert_eq!(state, serde_json::from_str::<Value>(left).unwrap());
    }
}
