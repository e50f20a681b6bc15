//! Takes up again an interview of which something was given up, or that was stopped.

use actors::{Means, Place, pipeline::uninvited};
use async_graphql::{Context, ID, InputObject, Object, Result, Union};
use entities::{
    DbErr, Tx,
    dead_letter::{self, Which},
    ids::{MessageId, PipelineId, TenantId},
    inbox::{self, Arrival, Message},
    pipeline::{self, State, Trigger},
};
use serde_json::json;

use crate::{
    audit::record,
    problem::{Problem, Refusal, answer},
    rules::permit,
    types::interview::{ERASED, Interview, can_retry},
};

/// Taking up again.
#[derive(Default)]
pub(super) struct Retry;

/// What to take up again.
#[derive(InputObject)]
struct RetryInterviewInput {
    /// `pipeline:<uuid>`, with `canRetry`.
    id: ID,
}

/// Result of `retryInterview`.
#[derive(Union)]
enum RetryInterviewResult {
    Interview(Box<Interview>),
    Problem(Problem),
}

#[Object]
impl Retry {
    /// Takes up again what was given up of an interview, or has it go on where it was stopped; in
    /// the background. Who was not invited yet is looked at anew. Super Admin or Admin.
    async fn retry_interview(
        &self,
        ctx: &Context<'_>,
        input: RetryInterviewInput,
    ) -> Result<RetryInterviewResult> {
        let retried = interview(ctx, &input.id).await;
        answer(retried, RetryInterviewResult::Interview, RetryInterviewResult::Problem)
    }
}

async fn interview(ctx: &Context<'_>, id: &ID) -> Result<Box<Interview>, Refusal> {
    let tenant_id = permit(ctx, "try again")?.tenant_id;
    let missing = || Problem::not_found("there is no such interview");
    let id: PipelineId = id.parse().map_err(|_| missing())?;
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    let row = pipeline::find(&tx, tenant_id, id).await?.ok_or_else(missing)?;
    if row.erased_at.is_some() {
        return Err(Problem::conflict(ERASED).into());
    }
    if !can_retry(&row.state) {
        let message = "nothing was given up or stopped here that could be tried again";
        return Err(Problem::conflict(message).into());
    }
    retry(means, &tx, &row).await?;
    record(ctx, &tx, row.id, json!({})).await?;
    tx.commit().await?;
    wake(means, tenant_id, [row.id]);
    Ok(Box::new(Interview(row)))
}

/// Takes one up again.
async fn retry(means: &Means, tx: &Tx, row: &pipeline::Model) -> Result<(), DbErr> {
    let (tenant_id, now) = (row.tenant_id, means.clock.now());
    let of = Which::OfPipeline(row.id);
    let State::Withdrawn { was: Some(was), .. } = &row.state else {
        dead_letter::revive(tx, tenant_id, of, now).await?;
        return insert_retried(means, tx, (tenant_id, row.id)).await;
    };
    // Going on appends again what is to be done. The same revived besides would be done at the
    // same time, and neither sees what the other does.
    dead_letter::revive_messages(tx, tenant_id, of, now).await?;
    if uninvited(was) {
        insert(means, tx, (tenant_id, None), considered_anew(row)).await
    } else {
        insert_retried(means, tx, (tenant_id, row.id)).await
    }
}

/// What has somebody who was not invited yet looked at anew, by the rules they were considered by.
pub(super) fn considered_anew(row: &pipeline::Model) -> Message {
    let opportunity_id = row.opportunity_id.clone();
    match row.trigger {
        Trigger::ByHand => Message::InvitedByHand { opportunity_id },
        Trigger::Stage | Trigger::Application | Trigger::Backfill => {
            Message::Backfilled { opportunity_id }
        }
    }
}

/// Tells a pipeline that it is to go on.
pub(super) async fn insert_retried(
    means: &Means,
    tx: &Tx,
    (tenant_id, id): (TenantId, PipelineId),
) -> Result<(), DbErr> {
    insert(means, tx, (tenant_id, Some(id)), Message::Retried).await
}

async fn insert(
    means: &Means,
    tx: &Tx,
    (tenant_id, pipeline_id): (TenantId, Option<PipelineId>),
    message: Message,
) -> Result<(), DbErr> {
    let (id, now) = (MessageId(means.ids.fresh()), means.clock.now());
    let dedup_key = format!("retry {id}");
    let arrival = Arrival { pipeline_id, dedup_key, message, due_at: now };
    inbox::insert(tx, (tenant_id, id), arrival, now).await?;
    Ok(())
}

/// Wakes whoever has something to do now.
pub(super) fn wake(means: &Means, tenant_id: TenantId, ids: impl IntoIterator<Item = PipelineId>) {
    for id in ids {
        means.directory.wake(Place::Pipeline(tenant_id, id));
    }
    means.directory.wake(Place::Tenant(tenant_id));
    means.directory.wake(Place::Outbox(tenant_id));
}
