//! Whether a company wants scores, or evidence only.

use actors::Means;
use async_graphql::{Context, InputObject, Object, Result, Union};
use entities::tenant;

use crate::{
    audit::edit_settings,
    problem::{Problem, Refusal, answer},
    rules::permit,
    types::operator::Tenant,
};

/// Whether there are scores.
#[derive(Default)]
pub(super) struct Evidence;

/// Whether there are scores.
#[derive(InputObject)]
struct SetEvidenceOnlyInput {
    /// True: no number is shown or written anywhere, only the questions and what candidates said.
    evidence_only: bool,
}

/// Result of `setEvidenceOnly`.
#[derive(Union)]
enum SetEvidenceOnlyResult {
    Tenant(Box<Tenant>),
    Problem(Problem),
}

#[Object]
impl Evidence {
    /// Chooses whether anybody sees scores: if not, fields with scores are null, Lever gets a note
    /// without one, no feedback form and no move, and reports have none. What was written before
    /// stays as it is. Super Admin only.
    async fn set_evidence_only(
        &self,
        ctx: &Context<'_>,
        input: SetEvidenceOnlyInput,
    ) -> Result<SetEvidenceOnlyResult> {
        let set = set(ctx, input.evidence_only).await;
        answer(set, SetEvidenceOnlyResult::Tenant, SetEvidenceOnlyResult::Problem)
    }
}

async fn set(ctx: &Context<'_>, evidence_only: bool) -> Result<Box<Tenant>, Refusal> {
    let tenant_id = permit(ctx, "choose whether there are scores")?.tenant_id;
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    edit_settings(ctx, &tx, tenant_id, |settings| settings.evidence_only = evidence_only).await?;
    let row = tenant::find(&tx, tenant_id).await?;
    tx.commit().await?;
    let missing = || Problem::not_found("there is no such company");
    Ok(Box::new(Tenant(row.ok_or_else(missing)?)))
}
