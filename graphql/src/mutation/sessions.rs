//! Ending one's own sessions.

use actors::Means;
use async_graphql::{Context, ID, InputObject, Object, Result, Union};
use entities::session as row;
use serde_json::json;

use crate::{
    audit::record,
    problem::{Problem, Refusal, answer},
    rules::permit,
    session::end_cookie,
    types::session::Sessions,
};

/// One's own sessions.
#[derive(Default)]
pub(super) struct Ending;

/// Which session to end.
#[derive(InputObject)]
struct RevokeSessionInput {
    /// `session:<uuid>`, out of `sessions`.
    id: ID,
}

/// Result of `revokeSession`: what is left.
#[derive(Union)]
enum RevokeSessionResult {
    Sessions(Sessions),
    Problem(Problem),
}

/// Result of `signOutEverywhere`: what is left, which is nothing.
#[derive(Union)]
enum SignOutEverywhereResult {
    Sessions(Sessions),
    Problem(Problem),
}

#[Object]
impl Ending {
    /// Ends one of the viewer's own sessions, at once.
    async fn revoke_session(
        &self,
        ctx: &Context<'_>,
        input: RevokeSessionInput,
    ) -> Result<RevokeSessionResult> {
        let left = revoke(ctx, &input.id).await;
        answer(left, RevokeSessionResult::Sessions, RevokeSessionResult::Problem)
    }

    /// Ends all of the viewer's own sessions, this one too, at once. Their API tokens stay.
    async fn sign_out_everywhere(&self, ctx: &Context<'_>) -> Result<SignOutEverywhereResult> {
        let left = everywhere(ctx).await;
        answer(left, SignOutEverywhereResult::Sessions, SignOutEverywhereResult::Problem)
    }
}

async fn revoke(ctx: &Context<'_>, id: &ID) -> Result<Sessions, Refusal> {
    let operator = permit(ctx, "end a session")?;
    let who = (operator.tenant_id, operator.id);
    let missing = || Problem::not_found("you have no such session");
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    if !row::revoke(&tx, who, id.parse().map_err(|_| missing())?).await? {
        return Err(missing().into());
    }
    record(ctx, &tx, id.as_str(), json!({})).await?;
    tx.commit().await?;
    Ok(Sessions(row::live(&means.db, who, means.clock.now()).await?))
}

async fn everywhere(ctx: &Context<'_>) -> Result<Sessions, Refusal> {
    let operator = permit(ctx, "end sessions")?;
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    row::end_all(&tx, (operator.tenant_id, operator.id), None).await?;
    record(ctx, &tx, operator.id, json!({})).await?;
    tx.commit().await?;
    ctx.append_http_header("set-cookie", end_cookie(means));
    Ok(Sessions(Vec::new()))
}
