//! Inviting who was there before: a look first, then on request.

use actors::{Means, Place};
use async_graphql::{Context, ID, InputObject, Object, Result, Union};
use entities::{
    backfill::{self, Status},
    ids::{BackfillId, EffectId, MessageId, TenantId},
    inbox::{self, Arrival, Message},
    outbox::{self, Effect},
    tenant,
};
use serde_json::json;

use super::must_be_connected;
use crate::{
    audit::record,
    problem::{Problem, Refusal, answer},
    rules::permit,
    types::backfill::Backfill,
};

/// Inviting who was there before.
#[derive(Default)]
pub(super) struct Backfilling;

/// A look at who is there already, or the start of inviting them.
#[derive(InputObject)]
struct BackfillInput {
    /// True: only looks, and invites nobody. False: invites those of a look who may be.
    dry_run: bool,
    /// With `dryRun`: Lever's ids of trigger stages to look in; none: in all, and at postings that
    /// invite on application.
    stage_ids: Option<Vec<ID>>,
    /// Without `dryRun`: the id of the look, which must be `PREVIEWED`.
    preview_id: Option<ID>,
}

/// Result of `backfill`.
#[derive(Union)]
enum BackfillResult {
    Backfill(Box<Backfill>),
    Problem(Problem),
}

#[Object]
impl Backfilling {
    /// Invites candidates who are there already, which nothing else does: first with `dryRun`, to
    /// see who would be, then without, to invite them. Super Admin or Admin.
    async fn backfill(&self, ctx: &Context<'_>, input: BackfillInput) -> Result<BackfillResult> {
        answer(run(ctx, input).await, BackfillResult::Backfill, BackfillResult::Problem)
    }
}

async fn run(ctx: &Context<'_>, input: BackfillInput) -> Result<Box<Backfill>, Refusal> {
    let tenant_id = permit(ctx, "invite candidates who are there already")?.tenant_id;
    let row = if input.dry_run {
        let stage_ids = input.stage_ids.unwrap_or_default().into_iter().map(|id| id.0).collect();
        preview(ctx, tenant_id, stage_ids).await?
    } else {
        start(ctx, tenant_id, input.preview_id).await?
    };
    Ok(Box::new(Backfill(row)))
}

async fn preview(
    ctx: &Context<'_>,
    tenant_id: TenantId,
    stage_ids: Vec<String>,
) -> Result<backfill::Model, Refusal> {
    let means = ctx.data::<Means>()?;
    must_be_connected(means, tenant_id).await?;
    let tenant = tenant::find(&means.db, tenant_id).await?;
    let settings = tenant.map(|tenant| tenant.settings).unwrap_or_default();
    let triggers = |id: &String| settings.all_stages().any(|stage| stage.lever_id == *id);
    if !stage_ids.iter().all(triggers) {
        return Err(Problem::not_found("this is no trigger stage; choose it as one first").into());
    }
    let id = BackfillId(means.ids.fresh());
    let now = means.clock.now();
    let tx = means.db.begin().await?;
    let details = json!({"dry_run": true, "stages": stage_ids});
    let row = backfill::create(&tx, (tenant_id, id), stage_ids, now).await?;
    let effect = Effect::PreviewBackfill { backfill_id: id };
    outbox::append(&tx, (tenant_id, EffectId(means.ids.fresh())), None, effect, now).await?;
    record(ctx, &tx, id, details).await?;
    tx.commit().await?;
    means.directory.wake(Place::Outbox(tenant_id));
    Ok(row)
}

async fn start(
    ctx: &Context<'_>,
    tenant_id: TenantId,
    preview_id: Option<ID>,
) -> Result<backfill::Model, Refusal> {
    let means = ctx.data::<Means>()?;
    let missing = || Problem::not_found("there is no such preview; look first who is there");
    let id: BackfillId = preview_id.and_then(|id| id.parse().ok()).ok_or_else(missing)?;
    let now = means.clock.now();
    let tx = means.db.begin().await?;
    let row = backfill::find(&tx, tenant_id, id).await?.ok_or_else(missing)?;
    if !backfill::start(&tx, tenant_id, id, now).await? {
        return Err(Problem::conflict(match row.status {
            Status::Looking => "Lever is still being read; wait for the preview",
            Status::Failed => "there is no preview, since Lever could not be read; look again",
            Status::Previewed | Status::Started => "these were invited already; look again",
        })
        .into());
    }
    let mut invites = 0;
    let candidates = &row.candidates.0;
    for invited in candidates.iter().filter(|candidate| candidate.refusal.is_none()) {
        invites += 1;
        let opportunity_id = invited.opportunity_id.clone();
        let arrival = Arrival {
            pipeline_id: None,
            dedup_key: format!("backfill {id} {opportunity_id}"),
            message: Message::Backfilled { opportunity_id },
            due_at: now,
        };
        inbox::insert(&tx, (tenant_id, MessageId(means.ids.fresh())), arrival, now).await?;
    }
    record(ctx, &tx, id, json!({"dry_run": false, "invites": invites})).await?;
    tx.commit().await?;
    means.directory.wake(Place::Tenant(tenant_id));
    Ok(backfill::Model { status: Status::Started, started_at: Some(now), ..row })
}
