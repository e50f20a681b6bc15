//! How interviews are conducted.

use actors::Means;
use async_graphql::{Context, InputObject, Object, Result, Union};
use entities::tenant::{self, FOLLOW_UPS_MAX};

use crate::{
    audit::edit_settings,
    problem::{Problem, Refusal, answer},
    rules::permit,
    types::operator::Tenant,
};

/// How interviews are conducted.
#[derive(Default)]
pub(super) struct Interviewing;

/// How many follow-ups.
#[derive(InputObject)]
struct SetFollowUpsInput {
    /// Most follow-ups to one question, 0 to 2; the same for all candidates.
    follow_ups: i32,
}

/// Result of `setFollowUps`.
#[derive(Union)]
enum SetFollowUpsResult {
    Tenant(Box<Tenant>),
    Problem(Problem),
}

#[Object]
impl Interviewing {
    /// Chooses how many follow-ups a question may have, for interviews that go on, too. Super Admin or
    /// Admin.
    async fn set_follow_ups(
        &self,
        ctx: &Context<'_>,
        input: SetFollowUpsInput,
    ) -> Result<SetFollowUpsResult> {
        let set = follow_ups(ctx, input.follow_ups).await;
        answer(set, SetFollowUpsResult::Tenant, SetFollowUpsResult::Problem)
    }
}

async fn follow_ups(ctx: &Context<'_>, most: i32) -> Result<Box<Tenant>, Refusal> {
    let tenant_id = permit(ctx, "choose how many follow-ups there are")?.tenant_id;
    let most = u8::try_from(most).ok().filter(|most| *most <= FOLLOW_UPS_MAX);
    let unfit = || Problem::invalid(format!("choose 0 to {FOLLOW_UPS_MAX} follow-ups"));
    let most = most.ok_or_else(unfit)?;
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    edit_settings(ctx, &tx, tenant_id, |settings| settings.follow_ups = most).await?;
    let row = tenant::find(&tx, tenant_id).await?;
    tx.commit().await?;
    let missing = || Problem::not_found("there is no such company");
    Ok(Box::new(Tenant(row.ok_or_else(missing)?)))
}
