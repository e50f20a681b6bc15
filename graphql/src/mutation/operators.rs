//! What other operators may see.

use actors::Means;
use async_graphql::{Context, ID, InputObject, Object, Result, Union};
use entities::{ids::OperatorId, operator, posting};
use serde_json::json;

use crate::{
    audit::record,
    problem::{Problem, Refusal, answer},
    rules::permit,
    types::operator::Operator,
};

/// Most postings that one operator is given.
const POSTINGS_MAX: usize = 1000;

/// Other operators.
#[derive(Default)]
pub(super) struct Operators;

/// The postings of an operator.
#[derive(InputObject)]
struct SetOperatorPostingsInput {
    /// `operator:<uuid>`, out of `operators`.
    operator_id: ID,
    /// Lever's ids of postings, 1000 at most; none: they see no interviews.
    posting_ids: Vec<ID>,
}

/// Result of `setOperatorPostings`.
#[derive(Union)]
enum SetOperatorPostingsResult {
    Operator(Operator),
    Problem(Problem),
}

#[Object]
impl Operators {
    /// Gives a Limited Team Member the postings whose interviews they see, in place of those they
    /// had. It changes nothing for operators of other roles, who see all. Super Admin or Admin.
    async fn set_operator_postings(
        &self,
        ctx: &Context<'_>,
        input: SetOperatorPostingsInput,
    ) -> Result<SetOperatorPostingsResult> {
        let given = give(ctx, input).await;
        answer(given, SetOperatorPostingsResult::Operator, SetOperatorPostingsResult::Problem)
    }
}

async fn give(ctx: &Context<'_>, input: SetOperatorPostingsInput) -> Result<Operator, Refusal> {
    let tenant_id = permit(ctx, "choose what operators see")?.tenant_id;
    let missing = || Problem::not_found("there is no such operator");
    let id: OperatorId = input.operator_id.parse().map_err(|_| missing())?;
    let mut ids: Vec<String> = input.posting_ids.into_iter().map(|id| id.0).collect();
    ids.sort();
    ids.dedup();
    if ids.len() > POSTINGS_MAX {
        return Err(Problem::invalid(format!("give {POSTINGS_MAX} postings at most")).into());
    }
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    operator::find(&tx, tenant_id, id).await?.ok_or_else(missing)?;
    if posting::find_many(&tx, tenant_id, &ids).await?.len() != ids.len() {
        return Err(Problem::not_found("Lever has no such posting").into());
    }
    let details = json!({"postings": ids});
    let row = operator::give_postings(&tx, (tenant_id, id), ids).await?;
    record(ctx, &tx, id, details).await?;
    tx.commit().await?;
    Ok(Operator(row))
}
