//! Whose law holds for candidates, and whether they are asked for the adverse-impact report.

use actors::{Means, Place, jurisdictions};
use async_graphql::{Context, ID, InputObject, Object, Result, Union};
use entities::{
    ids::EffectId,
    outbox::{self, Effect},
    posting,
    tenant::{self, Settings},
};

use crate::{
    audit::edit_settings,
    problem::{Problem, Refusal, answer},
    rules::permit,
    types::operator::Tenant,
};

/// Whose law holds.
#[derive(Default)]
pub(super) struct Compliance;

/// Whose law holds.
#[derive(InputObject)]
struct SetJurisdictionInput {
    /// Lever's id of a posting; null: for all that have none of their own.
    posting_id: Option<ID>,
    /// An id out of `jurisdictions`. Null, with a posting: the company's again.
    jurisdiction: Option<ID>,
}

/// Result of `setJurisdiction`.
#[derive(Union)]
enum SetJurisdictionResult {
    Tenant(Box<Tenant>),
    Problem(Problem),
}

/// Whether candidates are asked.
#[derive(InputObject)]
struct SetSelfReportInput {
    /// True: once their interview is over, candidates may say of which sex, race or ethnicity they are.
    asked: bool,
}

/// Result of `setSelfReport`.
#[derive(Union)]
enum SetSelfReportResult {
    Tenant(Box<Tenant>),
    Problem(Problem),
}

#[Object]
impl Compliance {
    /// Chooses whose law holds for candidates who are told of their interview from now on: what they are
    /// told, how long scoring waits for that, and how long what is kept of them is kept. Who was told by
    /// other rules keeps to those, unless they have not agreed yet. Super Admin only.
    async fn set_jurisdiction(
        &self,
        ctx: &Context<'_>,
        input: SetJurisdictionInput,
    ) -> Result<SetJurisdictionResult> {
        let set = set_jurisdiction(ctx, input).await;
        answer(set, SetJurisdictionResult::Tenant, SetJurisdictionResult::Problem)
    }

    /// Chooses whether candidates are asked, after their interview, what the adverse-impact report is
    /// made from. It is voluntary, kept apart, and never shown with a candidate. Super Admin only.
    async fn set_self_report(
        &self,
        ctx: &Context<'_>,
        input: SetSelfReportInput,
    ) -> Result<SetSelfReportResult> {
        let set = set_self_report(ctx, input.asked).await;
        answer(set, SetSelfReportResult::Tenant, SetSelfReportResult::Problem)
    }
}

async fn set_jurisdiction(
    ctx: &Context<'_>,
    input: SetJurisdictionInput,
) -> Result<Box<Tenant>, Refusal> {
    let tenant_id = permit(ctx, "choose whose law holds")?.tenant_id;
    let wanted = input.jurisdiction.map(|id| id.0);
    if let Some(id) = wanted.as_deref()
        && jurisdictions::named(id).is_none()
    {
        return Err(Problem::not_found("there is no such jurisdiction").into());
    }
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    let change: Box<dyn FnOnce(&mut Settings) + Send> = match (input.posting_id, wanted) {
        (None, None) => return Err(Problem::invalid("choose a jurisdiction").into()),
        (None, Some(id)) => Box::new(|settings: &mut Settings| settings.jurisdiction = id),
        (Some(posting), wanted) => {
            if posting::find(&tx, tenant_id, &posting).await?.is_none() {
                return Err(Problem::not_found("there is no such posting").into());
            }
            Box::new(move |settings: &mut Settings| match wanted {
                Some(id) => {
                    settings.posting_jurisdictions.insert(posting.0, id);
                }
                None => {
                    settings.posting_jurisdictions.remove(posting.as_str());
                }
            })
        }
    };
    // It may have things erased; what is to be is found when it is due.
    let key = (tenant_id, EffectId(means.ids.fresh()));
    outbox::put_timer(&tx, key, Effect::ApplyRetention, means.clock.now()).await?;
    edit_settings(ctx, &tx, tenant_id, change).await?;
    let row = tenant::find(&tx, tenant_id).await?;
    tx.commit().await?;
    means.directory.wake(Place::Outbox(tenant_id));
    let missing = || Problem::not_found("there is no such company");
    Ok(Box::new(Tenant(row.ok_or_else(missing)?)))
}

async fn set_self_report(ctx: &Context<'_>, asked: bool) -> Result<Box<Tenant>, Refusal> {
    let tenant_id = permit(ctx, "choose what candidates are asked of themselves")?.tenant_id;
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    edit_settings(ctx, &tx, tenant_id, |settings| settings.self_report = asked).await?;
    let row = tenant::find(&tx, tenant_id).await?;
    tx.commit().await?;
    let missing = || Problem::not_found("there is no such company");
    Ok(Box::new(Tenant(row.ok_or_else(missing)?)))
}
