//! Whether a company keeps recordings of what candidates say.

use actors::Means;
use async_graphql::{Context, InputObject, Object, Result, Union};
use entities::tenant;

use crate::{
    audit::edit_settings,
    problem::{Problem, Refusal, answer},
    rules::permit,
    types::operator::Tenant,
};

/// Whether recordings are kept.
#[derive(Default)]
pub(super) struct Recordings;

/// Whether recordings are kept.
#[derive(InputObject)]
struct SetKeepRecordingsInput {
    /// True: what candidates say is kept as sound, too, where it is turned into text here. Only of those
    /// who were told so before they agreed.
    keep_recordings: bool,
}

/// Result of `setKeepRecordings`.
#[derive(Union)]
enum SetKeepRecordingsResult {
    Tenant(Box<Tenant>),
    Problem(Problem),
}

#[Object]
impl Recordings {
    /// Chooses whether recordings of what candidates say are kept: sealed, for as long as their answers,
    /// to be heard by Team Members and above. What was kept before stays until it is erased. Super
    /// Admin only.
    async fn set_keep_recordings(
        &self,
        ctx: &Context<'_>,
        input: SetKeepRecordingsInput,
    ) -> Result<SetKeepRecordingsResult> {
        let set = set(ctx, input.keep_recordings).await;
        answer(set, SetKeepRecordingsResult::Tenant, SetKeepRecordingsResult::Problem)
    }
}

async fn set(ctx: &Context<'_>, keep_recordings: bool) -> Result<Box<Tenant>, Refusal> {
    let tenant_id = permit(ctx, "choose whether recordings are kept")?.tenant_id;
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    edit_settings(ctx, &tx, tenant_id, |settings| settings.keep_recordings = keep_recordings)
        .await?;
    let row = tenant::find(&tx, tenant_id).await?;
    tx.commit().await?;
    let missing = || Problem::not_found("there is no such company");
    Ok(Box::new(Tenant(row.ok_or_else(missing)?)))
}
