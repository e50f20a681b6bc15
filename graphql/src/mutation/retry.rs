//! Takes up again what was given up or stopped.

use std::collections::BTreeSet;

use actors::{Means, Place, pipeline::uninvited};
use async_graphql::{Context, ID, InputObject, Object, Result, Union};
use entities::{
    DbErr, Instant, Tx,
    ids::{MessageId, PipelineId, TenantId},
    inbox::{self, Arrival, Message},
    outbox,
    pipeline::{self, State, StateName},
};

use super::{admin, integration_result, now_stored};
use crate::{
    connection::PAGE_MAX,
    problem::{Problem, Refusal, answer},
    types::{
        failure,
        integration::Integration,
        interview::{Interview, can_retry},
    },
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

integration_result!(
    /// Result of `retryFailures`.
    RetryFailuresResult
);

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

    /// Takes up again everything that was given up, in the background. Super Admin or Admin.
    async fn retry_failures(&self, ctx: &Context<'_>) -> Result<RetryFailuresResult> {
        RetryFailuresResult::of(failures(ctx).await)
    }
}

async fn interview(ctx: &Context<'_>, id: &ID) -> Result<Box<Interview>, Refusal> {
    let tenant_id = admin(ctx, "try again")?.tenant_id;
    let missing = || Problem::not_found("there is no such interview");
    let id: PipelineId = id.parse().map_err(|_| missing())?;
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    let row = pipeline::find(&tx, tenant_id, id).await?.ok_or_else(missing)?;
    if !can_retry(&row.state) {
        let message = "nothing was given up or stopped here that could be tried again";
        return Err(Problem::conflict(message).into());
    }
    retry(means, &tx, &row).await?;
    tx.commit().await?;
    wake(means, tenant_id, [row.id]);
    Ok(Box::new(Interview(row)))
}

async fn failures(ctx: &Context<'_>) -> Result<Box<Integration>, Refusal> {
    let tenant_id = admin(ctx, "try again")?.tenant_id;
    let means = ctx.data::<Means>()?;
    let now = means.clock.now();
    let tx = means.db.begin().await?;
    revive(&tx, tenant_id, None, now).await?;
    let mut retried = BTreeSet::new();
    for row in in_need(&tx, tenant_id).await? {
        retry(means, &tx, &row).await?;
        retried.insert(row.id);
    }
    // What was given up of those at an end keeps nobody waiting, and is done or found void. One that
    // goes on may wait for a message that was given up.
    for row in failure::pipelines(&tx, tenant_id).await? {
        if !retried.contains(&row.id) {
            revive(&tx, tenant_id, Some(row.id), now).await?;
            retried.insert(row.id);
        }
    }
    tx.commit().await?;
    wake(means, tenant_id, retried);
    now_stored(ctx, tenant_id).await
}

/// Every pipeline that an operator must decide on.
async fn in_need(tx: &Tx, tenant_id: TenantId) -> Result<Vec<pipeline::Model>, DbErr> {
    let filter = pipeline::Filter { state: Some(StateName::NeedsOperator), search: None };
    let mut found: Vec<pipeline::Model> = Vec::new();
    loop {
        let after = found.last().map(|row| (row.updated_at, row.id));
        let page = pipeline::page(tx, tenant_id, &filter, after, PAGE_MAX as u64).await?;
        let more = page.len() == PAGE_MAX;
        found.extend(page);
        if !more {
            return Ok(found);
        }
    }
}

/// Takes one up again.
async fn retry(means: &Means, tx: &Tx, row: &pipeline::Model) -> Result<(), DbErr> {
    let (tenant_id, now) = (row.tenant_id, means.clock.now());
    let id = MessageId(means.ids.fresh());
    let (pipeline_id, message) = if let State::Withdrawn { was: Some(was), .. } = &row.state {
        // Going on appends again what is to be done. The same revived besides would be done at the
        // same time, and neither sees what the other does.
        inbox::revive(tx, tenant_id, Some(row.id), now).await?;
        if uninvited(was) {
            let opportunity_id = row.opportunity_id.clone();
            (None, Message::Backfilled { opportunity_id })
        } else {
            (Some(row.id), Message::Retried)
        }
    } else {
        revive(tx, tenant_id, Some(row.id), now).await?;
        (Some(row.id), Message::Retried)
    };
    let dedup_key = format!("retry {id}");
    let arrival = Arrival { pipeline_id, dedup_key, message, due_at: now };
    inbox::insert(tx, (tenant_id, id), arrival, now).await?;
    Ok(())
}

async fn revive(
    tx: &Tx,
    tenant_id: TenantId,
    pipeline_id: Option<PipelineId>,
    now: Instant,
) -> Result<(), DbErr> {
    outbox::revive(tx, tenant_id, pipeline_id, now).await?;
    inbox::revive(tx, tenant_id, pipeline_id, now).await?;
    Ok(())
}

fn wake(means: &Means, tenant_id: TenantId, ids: impl IntoIterator<Item = PipelineId>) {
    for id in ids {
        means.directory.wake(Place::Pipeline(tenant_id, id));
    }
    means.directory.wake(Place::Tenant(tenant_id));
    means.directory.wake(Place::Outbox(tenant_id));
}
