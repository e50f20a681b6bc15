//! Rows that a performer needs and that must be there.

use entities::{
    Tx,
    ids::{PipelineId, PlanId, ScorecardId, TenantId},
    pipeline, plan, scorecard, tenant,
};
use interviewer::{Plan, Scorecard};

use super::Error;
use crate::Means;

/// The tenant.
pub(super) async fn tenant(means: &Means, id: TenantId) -> Result<tenant::Model, Error> {
    tenant::find(&means.db, id).await?.ok_or(Error::Missing("the tenant"))
}

/// A pipeline.
pub(super) async fn pipeline(
    means: &Means,
    (tenant_id, id): (TenantId, PipelineId),
) -> Result<pipeline::Model, Error> {
    pipeline::find(&means.db, tenant_id, id).await?.ok_or(Error::Missing("the pipeline"))
}

/// Holds a pipeline until the transaction ends; refuses what was erased while something was made of
/// it, so that it does not come back.
pub(super) async fn must_not_be_erased(
    tx: &Tx,
    (tenant_id, id): (TenantId, PipelineId),
) -> Result<(), Error> {
    pipeline::lock(tx, tenant_id, id).await?;
    let row = pipeline::find(tx, tenant_id, id).await?.ok_or(Error::Missing("the pipeline"))?;
    if row.erased_at.is_some() {
        return Err(Error::Missing("the interview, which was erased,"));
    }
    Ok(())
}

/// A plan, as a row and as the interviewer made it.
pub(super) async fn plan(
    means: &Means,
    tenant_id: TenantId,
    id: PlanId,
) -> Result<(plan::Model, Plan), Error> {
    let row = plan::find(&means.db, tenant_id, id).await?.ok_or(Error::Missing("the plan"))?;
    let plan =
        serde_json::from_value(row.body.clone()).map_err(|error| Error::Stored("plan", error))?;
    Ok((row, plan))
}

/// A scorecard as the interviewer made it.
pub(super) async fn scorecard(
    means: &Means,
    tenant_id: TenantId,
    id: ScorecardId,
) -> Result<Scorecard, Error> {
    let row =
        scorecard::find(&means.db, tenant_id, id).await?.ok_or(Error::Missing("the scorecard"))?;
    serde_json::from_value(row.body).map_err(|error| Error::Stored("scorecard", error))
}
