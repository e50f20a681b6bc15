//! Cancels an interview, and sends its invite again.

use actors::{
    Means, Place,
    pipeline::{may_be_cancelled, may_be_resent},
};
use async_graphql::{Context, ID, InputObject, Object, Result, Union};
use entities::{
    DbErr, Tx,
    ids::{MessageId, PipelineId},
    inbox::{self, Arrival, Message},
    invite,
    outbox::{self, Effect},
    pipeline::{self, State},
    tenant,
};
use serde_json::json;

use super::retry::considered_anew;
use crate::{
    audit::record,
    problem::{Problem, Refusal, answer},
    rules::permit,
    types::interview::{ERASED, Interview},
};

/// Longest reason, in characters.
const REASON_CHARS_MAX: usize = 500;
/// Longest key of a request, in characters.
const KEY_CHARS_MAX: usize = 100;

/// Cancelling and sending again.
#[derive(Default)]
pub(super) struct Cancel;

/// What to cancel.
#[derive(InputObject)]
struct CancelInterviewInput {
    /// `pipeline:<uuid>`, with `canCancel`.
    id: ID,
    /// Why, for the timeline, 500 characters or fewer. The candidate is not told.
    reason: Option<String>,
}

/// What to send again.
#[derive(InputObject)]
struct ResendInviteInput {
    /// `pipeline:<uuid>`, with `canResend`.
    id: ID,
    /// Made by the caller, 100 characters or fewer: the same request again is one mail. With or
    /// without it, nothing more is sent while one is on its way.
    request_key: Option<String>,
}

/// Result of `cancelInterview`.
#[derive(Union)]
enum CancelInterviewResult {
    Interview(Box<Interview>),
    Problem(Problem),
}

/// Result of `resendInvite`.
#[derive(Union)]
enum ResendInviteResult {
    Interview(Box<Interview>),
    Problem(Problem),
}

#[Object]
impl Cancel {
    /// Stops an interview for good, in the background; a candidate who was invited and has not answered
    /// everything is told by mail. Once everything is answered, it is not scored or written to Lever any
    /// further, and `retryInterview` takes it up again. Super Admin or Admin.
    async fn cancel_interview(
        &self,
        ctx: &Context<'_>,
        input: CancelInterviewInput,
    ) -> Result<CancelInterviewResult> {
        let cancelled = cancel(ctx, input).await;
        answer(cancelled, CancelInterviewResult::Interview, CancelInterviewResult::Problem)
    }

    /// Sends the invite again, in the background; who was cancelled, or whose time was over, is invited again, with a new end.
    /// The link is the same, unless it goes to another address than before: then the former one ends.
    /// Never to who must not be contacted. Super Admin or Admin.
    async fn resend_invite(
        &self,
        ctx: &Context<'_>,
        input: ResendInviteInput,
    ) -> Result<ResendInviteResult> {
        let resent = resend(ctx, input).await;
        answer(resent, ResendInviteResult::Interview, ResendInviteResult::Problem)
    }
}

async fn cancel(ctx: &Context<'_>, input: CancelInterviewInput) -> Result<Box<Interview>, Refusal> {
    let tenant_id = permit(ctx, "cancel an interview")?.tenant_id;
    let reason = input.reason.map(|reason| reason.trim().to_owned());
    let reason = reason.filter(|reason| !reason.is_empty());
    if reason.as_ref().is_some_and(|reason| reason.chars().count() > REASON_CHARS_MAX) {
        let message = format!("the reason has more than {REASON_CHARS_MAX} characters");
        return Err(Problem::invalid(message).into());
    }
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    let row = find(&tx, tenant_id, &input.id).await?;
    if !may_be_cancelled(row.state.inner()) {
        return Err(Problem::conflict("only an interview that is not over can be cancelled").into());
    }
    let key = format!("cancel {} {}", row.id, row.version);
    tell(means, &tx, &row, Some(row.id), key, Message::Cancelled { reason }).await?;
    // Who is invited again has the time that they are given then, and no more.
    let now = means.clock.now();
    invite::move_end(&tx, (tenant_id, row.id), now, now).await?;
    record(ctx, &tx, row.id, json!({})).await?;
    tx.commit().await?;
    means.directory.wake(Place::Pipeline(tenant_id, row.id));
    means.directory.wake(Place::Tenant(tenant_id));
    Ok(Box::new(Interview(row)))
}

async fn resend(ctx: &Context<'_>, input: ResendInviteInput) -> Result<Box<Interview>, Refusal> {
    let tenant_id = permit(ctx, "send an invite again")?.tenant_id;
    let key = input.request_key;
    if key.as_ref().is_some_and(|key| key.chars().count() > KEY_CHARS_MAX) {
        let message = format!("the request's key has more than {KEY_CHARS_MAX} characters");
        return Err(Problem::invalid(message).into());
    }
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    let row = find(&tx, tenant_id, &input.id).await?;
    if row.erased_at.is_some() {
        return Err(Problem::conflict(ERASED).into());
    }
    if !may_be_resent(&row.state) {
        let message = "there is no invite here that could be sent again: it is not sent yet, or \
                       the interview is over";
        return Err(Problem::conflict(message).into());
    }
    let on_its_way = outbox::waiting(&tx, tenant_id, row.id).await?;
    if on_its_way.iter().any(|row| matches!(row.effect, Effect::ResendInvite { .. })) {
        return Ok(Box::new(Interview(row)));
    }
    let tenant = tenant::find(&tx, tenant_id).await?;
    let invite_days = tenant.map(|tenant| tenant.settings).unwrap_or_default().invite_days;
    let key = key.unwrap_or_else(|| row.version.to_string());
    let key = format!("resend {} {key}", row.id);
    let message = Message::ResendRequested { invite_days };
    tell(means, &tx, &row, Some(row.id), key.clone(), message).await?;
    if was_unplanned(&row.state) {
        // Looked at anew, like everybody who is to be invited.
        tell(means, &tx, &row, None, format!("{key} anew"), considered_anew(&row)).await?;
    }
    record(ctx, &tx, row.id, json!({})).await?;
    tx.commit().await?;
    means.directory.wake(Place::Pipeline(tenant_id, row.id));
    means.directory.wake(Place::Tenant(tenant_id));
    Ok(Box::new(Interview(row)))
}

/// Whether it was cancelled before there was a plan to invite by.
fn was_unplanned(state: &State) -> bool {
    let State::Withdrawn { was: Some(was), .. } = state else { return false };
    matches!(**was, State::Received | State::Eligible)
}

async fn find(
    tx: &Tx,
    tenant_id: entities::ids::TenantId,
    id: &ID,
) -> Result<pipeline::Model, Refusal> {
    let missing = || Problem::not_found("there is no such interview");
    let id: PipelineId = id.parse().map_err(|_| missing())?;
    Ok(pipeline::find(tx, tenant_id, id).await?.ok_or_else(missing)?)
}

/// Inserts a message about an interview, once.
async fn tell(
    means: &Means,
    tx: &Tx,
    row: &pipeline::Model,
    pipeline_id: Option<PipelineId>,
    dedup_key: String,
    message: Message,
) -> Result<(), DbErr> {
    let (id, now) = (MessageId(means.ids.fresh()), means.clock.now());
    let arrival = Arrival { pipeline_id, dedup_key, message, due_at: now };
    inbox::insert(tx, (row.tenant_id, id), arrival, now).await?;
    Ok(())
}
