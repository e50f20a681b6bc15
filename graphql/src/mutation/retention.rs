//! How long what is kept of candidates is kept: by a rule, by an operator's word, or by the law's.

use actors::{Means, Place, pipeline::is_unanswered};
use async_graphql::{Context, ID, InputObject, Object, Result, Union};
use entities::{
    Tx, erasure,
    ids::{EffectId, PipelineId, TenantId},
    outbox::{self, Effect},
    pipeline, tenant,
};
use serde_json::json;

use crate::{
    audit::{edit_settings, record},
    problem::{Problem, Refusal, answer},
    rules::permit,
    types::{interview::Interview, operator::Tenant},
};

/// Most days: ten years.
const DAYS_MAX: i32 = 3_650;
/// Longest reason, in characters.
const REASON_CHARS_MAX: usize = 500;

/// How long things are kept.
#[derive(Default)]
pub(super) struct Retention;

/// How long what is kept of candidates is kept.
#[derive(InputObject)]
struct SetRetentionInput {
    /// Days after an interview has ended, 1 to 3650; null: for good.
    days: Option<i32>,
}

/// Whether an interview must be kept.
#[derive(InputObject)]
struct SetLegalHoldInput {
    /// `pipeline:<uuid>`.
    id: ID,
    /// True: nothing of it is erased, by whomever, until this is taken back.
    held: bool,
}

/// What is to be erased.
#[derive(InputObject)]
struct EraseInterviewInput {
    /// `pipeline:<uuid>`, of an interview that has ended.
    id: ID,
    /// Why, for the audit log, 1 to 500 characters. It is kept for good, so name nobody in it.
    reason: String,
}

/// Result of `setRetention`.
#[derive(Union)]
enum SetRetentionResult {
    Tenant(Box<Tenant>),
    Problem(Problem),
}

/// Result of `setLegalHold`.
#[derive(Union)]
enum SetLegalHoldResult {
    Interview(Box<Interview>),
    Problem(Problem),
}

/// Result of `eraseInterview`.
#[derive(Union)]
enum EraseInterviewResult {
    Interview(Box<Interview>),
    Problem(Problem),
}

#[Object]
impl Retention {
    /// Has what is kept of candidates erased so many days after their interviews ended, once a day,
    /// also of those that ended before. Interviews under legal hold are kept. Super Admin only.
    async fn set_retention(
        &self,
        ctx: &Context<'_>,
        input: SetRetentionInput,
    ) -> Result<SetRetentionResult> {
        let set = set(ctx, input.days).await;
        answer(set, SetRetentionResult::Tenant, SetRetentionResult::Problem)
    }

    /// Has an interview kept whatever else is wanted, or no longer; then one whose candidate was
    /// deleted in Lever meanwhile is erased. Super Admin only.
    async fn set_legal_hold(
        &self,
        ctx: &Context<'_>,
        input: SetLegalHoldInput,
    ) -> Result<SetLegalHoldResult> {
        let held = hold(ctx, input).await;
        answer(held, SetLegalHoldResult::Interview, SetLegalHoldResult::Problem)
    }

    /// Erases what is kept here of the candidate of an interview that has ended or is answered in full:
    /// name, address, answers, ratings, report. Nothing more of it is scored or written to Lever, which
    /// keeps what it has. It cannot be taken back. Not under legal hold, nor while something that a person
    /// wrote to the candidate is on its way. Super Admin only.
    async fn erase_interview(
        &self,
        ctx: &Context<'_>,
        input: EraseInterviewInput,
    ) -> Result<EraseInterviewResult> {
        let erased = erase(ctx, input).await;
        answer(erased, EraseInterviewResult::Interview, EraseInterviewResult::Problem)
    }
}

async fn set(ctx: &Context<'_>, days: Option<i32>) -> Result<Box<Tenant>, Refusal> {
    let tenant_id = permit(ctx, "choose how long interviews are kept")?.tenant_id;
    if days.is_some_and(|days| !(1..=DAYS_MAX).contains(&days)) {
        let message = format!("interviews are kept for 1 to {DAYS_MAX} days, or for good");
        return Err(Problem::invalid(message).into());
    }
    let days = days.and_then(|days| u16::try_from(days).ok());
    let means = ctx.data::<Means>()?;
    let now = means.clock.now();
    let tx = means.db.begin().await?;
    if days.is_some() {
        let key = (tenant_id, EffectId(means.ids.fresh()));
        outbox::put_timer(&tx, key, Effect::ApplyRetention, now).await?;
    }
    edit_settings(ctx, &tx, tenant_id, |settings| settings.retention_days = days).await?;
    let row = tenant::find(&tx, tenant_id).await?;
    tx.commit().await?;
    means.directory.wake(Place::Outbox(tenant_id));
    let missing = || Problem::not_found("there is no such company");
    Ok(Box::new(Tenant(row.ok_or_else(missing)?)))
}

async fn hold(ctx: &Context<'_>, input: SetLegalHoldInput) -> Result<Box<Interview>, Refusal> {
    let tenant_id = permit(ctx, "have an interview kept")?.tenant_id;
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    let row = find(&tx, tenant_id, &input.id).await?;
    if row.erased_at.is_some() {
        return Err(Problem::conflict("this interview was erased; nothing is left to keep").into());
    }
    if row.legal_hold != input.held {
        pipeline::set_legal_hold(&tx, (tenant_id, row.id), input.held).await?;
        let erases = !input.held && row.deleted_at.is_some();
        if erases {
            // What was wanted meanwhile is made up for.
            let (id, now) = (EffectId(means.ids.fresh()), means.clock.now());
            let erase = Effect::EraseDeleted;
            outbox::append(&tx, (tenant_id, id), Some(row.id), erase, now).await?;
        }
        record(ctx, &tx, row.id, json!({"held": input.held})).await?;
        tx.commit().await?;
        if erases {
            means.directory.wake(Place::Outbox(tenant_id));
        }
    }
    Ok(Box::new(Interview(pipeline::Model { legal_hold: input.held, ..row })))
}

async fn erase(ctx: &Context<'_>, input: EraseInterviewInput) -> Result<Box<Interview>, Refusal> {
    let tenant_id = permit(ctx, "erase an interview")?.tenant_id;
    let reason = input.reason.trim().to_owned();
    if !(1..=REASON_CHARS_MAX).contains(&reason.chars().count()) {
        let message = format!("say why, in {REASON_CHARS_MAX} characters or fewer");
        return Err(Problem::invalid(message).into());
    }
    let means = ctx.data::<Means>()?;
    let now = means.clock.now();
    let tx = means.db.begin().await?;
    let row = find(&tx, tenant_id, &input.id).await?;
    let refused = if row.legal_hold {
        "this interview is under legal hold; take that back first"
    } else if row.erased_at.is_some() {
        "this interview was erased already"
    } else if is_unanswered(row.state.inner()) {
        "this interview has not ended; cancel it first"
    } else if erasure::is_written_to(&tx, (tenant_id, row.id), now).await? {
        "a reply or a letter to the candidate is on its way; erase the interview once it was sent, or after \
         a week"
    } else {
        ""
    };
    if !refused.is_empty() {
        return Err(Problem::conflict(refused).into());
    }
    let ids = [row.id];
    for certificate in actors::outbox::erase(means, &tx, tenant_id, &ids, now).await? {
        let details = certificate.details("operator", &json!({"reason": reason}));
        record(ctx, &tx, row.id, details).await?;
    }
    let row = find(&tx, tenant_id, &input.id).await?;
    tx.commit().await?;
    // A tag of ours may be left to take off.
    means.directory.wake(Place::Outbox(tenant_id));
    Ok(Box::new(Interview(row)))
}

/// An interview, held until the transaction ends.
async fn find(tx: &Tx, tenant_id: TenantId, id: &ID) -> Result<pipeline::Model, Refusal> {
    let missing = || Problem::not_found("there is no such interview");
    let id: PipelineId = id.parse().map_err(|_| missing())?;
    pipeline::lock(tx, tenant_id, id).await?;
    Ok(pipeline::find(tx, tenant_id, id).await?.ok_or_else(missing)?)
}
