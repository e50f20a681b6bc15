//! What triggers an invite, for the company and for single postings.

use std::collections::BTreeSet;

use actors::Means;
use async_graphql::{Context, ID, InputObject, Object, Result};
use entities::{
    Tx,
    ids::TenantId,
    posting, stage,
    tenant::{self, PostingRule, TriggerStage},
};

use super::{chosen_stages, integration_result, look_anew, now_stored};
use crate::{
    audit::edit_settings,
    problem::{Problem, Refusal},
    rules::permit,
    types::{
        integration::{Integration, Origin},
        posting_trigger::PostingInvites,
    },
};

/// Most stages that trigger.
const STAGES_MAX: usize = 20;
/// Longest delay of an invite: a week.
const DELAY_MINUTES_MAX: u32 = 7 * 24 * 60;

/// What triggers an invite.
#[derive(Default)]
pub(super) struct Triggers;

/// The stages to trigger invites.
#[derive(InputObject)]
struct SetTriggerStagesInput {
    /// Lever's ids of stages out of `integration.stages`, 20 at most; none: nobody is invited by
    /// stage.
    stage_ids: Vec<ID>,
    /// The ids of the stages that triggered when these were chosen, in any order, so that nobody's
    /// choice is replaced unseen. Left out: whatever is chosen is replaced.
    base_stage_ids: Option<Vec<ID>>,
}

/// Rules for all triggers; what is left out stays as it is.
#[derive(InputObject)]
struct SetTriggerRulesInput {
    /// Candidates of these origins are not invited.
    blocked_origins: Option<Vec<Origin>>,
    /// How long after the trigger the invite is sent, in minutes; 0 to 10080.
    invite_delay_minutes: Option<i32>,
    /// Whether a person gets one invite in 24 hours at most, on whatever posting.
    one_invite_per_day: Option<bool>,
}

/// What triggers an invite for one posting.
#[derive(InputObject)]
struct SetPostingTriggerInput {
    /// Lever's id of a posting out of `integration.postings`.
    posting_id: ID,
    /// What triggers an invite for its candidates.
    invites: PostingInvites,
    /// With `STAGES`: Lever's ids of stages out of `integration.stages`, 1 to 20.
    stage_ids: Option<Vec<ID>>,
}

integration_result!(
    /// Result of `setTriggerStages`.
    SetTriggerStagesResult
);
integration_result!(
    /// Result of `setTriggerRules`.
    SetTriggerRulesResult
);
integration_result!(
    /// Result of `setPostingTrigger`.
    SetPostingTriggerResult
);

#[Object]
impl Triggers {
    /// Chooses the trigger stages. Candidates who are in them already are not invited; `backfill`
    /// invites those. Super Admin or Admin.
    async fn set_trigger_stages(
        &self,
        ctx: &Context<'_>,
        input: SetTriggerStagesInput,
    ) -> Result<SetTriggerStagesResult> {
        SetTriggerStagesResult::of(stages(ctx, input).await)
    }

    /// Changes the rules for all triggers. Super Admin or Admin.
    async fn set_trigger_rules(
        &self,
        ctx: &Context<'_>,
        input: SetTriggerRulesInput,
    ) -> Result<SetTriggerRulesResult> {
        SetTriggerRulesResult::of(rules(ctx, input).await)
    }

    /// Chooses what triggers an invite for one posting. Who was moved or applied earlier is not
    /// invited. Super Admin or Admin.
    async fn set_posting_trigger(
        &self,
        ctx: &Context<'_>,
        input: SetPostingTriggerInput,
    ) -> Result<SetPostingTriggerResult> {
        SetPostingTriggerResult::of(posting_trigger(ctx, input).await)
    }
}

async fn stages(
    ctx: &Context<'_>,
    input: SetTriggerStagesInput,
) -> Result<Box<Integration>, Refusal> {
    let tenant_id = permit(ctx, "choose the trigger stages")?.tenant_id;
    let means = ctx.data::<Means>()?;
    let now = means.clock.now();
    let tx = means.db.begin().await?;
    let there = stage::Entity::of_tenant(tenant_id).all(&tx).await?;
    let mut chosen = chosen_stages(&there, &input.stage_ids, Some(now))?;
    few_enough(&chosen)?;
    if let Some(base) = input.base_stage_ids {
        must_still_be(&tx, tenant_id, [base, input.stage_ids]).await?;
    }
    let choose = |settings: &mut tenant::Settings| {
        keep_since(&mut chosen, &settings.trigger_stages);
        settings.trigger_stages = chosen;
        settings.stages_chosen = true;
    };
    edit_settings(ctx, &tx, tenant_id, choose).await?;
    tx.commit().await?;
    look_anew(means, tenant_id).await?;
    now_stored(ctx, tenant_id).await
}

/// Refuses to replace a choice that is none of these: what whoever chooses has seen, and what they
/// want, for what is as they want it need not be refused.
async fn must_still_be(tx: &Tx, tenant_id: TenantId, either: [Vec<ID>; 2]) -> Result<(), Refusal> {
    // Locked by a change of nothing, so that it stays what is looked at.
    let there = tenant::edit(tx, tenant_id, |_| {}).await?.trigger_stages;
    let there: BTreeSet<String> = there.into_iter().map(|stage| stage.lever_id).collect();
    let mut either = either.into_iter().map(|ids| ids.into_iter().map(|id| id.0).collect());
    if either.any(|ids: BTreeSet<String>| ids == there) {
        return Ok(());
    }
    let message = "somebody chose other stages after you began; look at theirs, or save again to \
                   replace them";
    Err(Problem::conflict(message).into())
}

async fn rules(
    ctx: &Context<'_>,
    input: SetTriggerRulesInput,
) -> Result<Box<Integration>, Refusal> {
    let tenant_id = permit(ctx, "change what triggers an invite")?.tenant_id;
    let delay = input.invite_delay_minutes.map(delay_minutes).transpose()?;
    let blocked = input.blocked_origins.map(|origins| {
        let mut texts: Vec<String> =
            origins.into_iter().map(|origin| origin.text().to_owned()).collect();
        texts.sort();
        texts.dedup();
        texts
    });
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    let change = |settings: &mut tenant::Settings| {
        if let Some(blocked) = blocked {
            settings.blocked_origins = blocked;
        }
        if let Some(delay) = delay {
            settings.invite_delay_minutes = delay;
        }
        if let Some(one) = input.one_invite_per_day {
            settings.one_invite_per_day = one;
        }
    };
    edit_settings(ctx, &tx, tenant_id, change).await?;
    tx.commit().await?;
    now_stored(ctx, tenant_id).await
}

async fn posting_trigger(
    ctx: &Context<'_>,
    input: SetPostingTriggerInput,
) -> Result<Box<Integration>, Refusal> {
    let tenant_id = permit(ctx, "change what triggers an invite")?.tenant_id;
    let means = ctx.data::<Means>()?;
    let now = means.clock.now();
    let id = input.posting_id.to_string();
    let tx = means.db.begin().await?;
    if posting::find(&tx, tenant_id, &id).await?.is_none() {
        return Err(Problem::not_found("there is no such posting").into());
    }
    let mut chosen = Vec::new();
    if input.invites == PostingInvites::Stages {
        let there = stage::Entity::of_tenant(tenant_id).all(&tx).await?;
        chosen = chosen_stages(&there, &input.stage_ids.unwrap_or_default(), Some(now))?;
        few_enough(&chosen)?;
        if chosen.is_empty() {
            return Err(Problem::invalid("choose one stage or more for this posting").into());
        }
    }
    let choose = |settings: &mut tenant::Settings| {
        let rule = match input.invites {
            PostingInvites::AsCompany => None,
            PostingInvites::Never => Some(PostingRule::Never),
            PostingInvites::OnApplication => match settings.posting_rules.get(&id) {
                Some(kept @ PostingRule::OnApplication { .. }) => Some(kept.clone()),
                Some(PostingRule::Never | PostingRule::Stages { .. }) | None => {
                    Some(PostingRule::OnApplication { since: now })
                }
            },
            PostingInvites::Stages => {
                keep_since(&mut chosen, settings.stages_of(Some(&id)));
                Some(PostingRule::Stages { stages: chosen })
            }
        };
        match rule {
            Some(rule) => settings.posting_rules.insert(id, rule),
            None => settings.posting_rules.remove(&id),
        };
    };
    edit_settings(ctx, &tx, tenant_id, choose).await?;
    tx.commit().await?;
    look_anew(means, tenant_id).await?;
    now_stored(ctx, tenant_id).await
}

/// A stage that triggered before goes on to since then, so that nobody is passed over.
fn keep_since(chosen: &mut [TriggerStage], before: &[TriggerStage]) {
    for stage in chosen {
        if let Some(known) = before.iter().find(|known| known.lever_id == stage.lever_id) {
            stage.since = known.since;
        }
    }
}

fn few_enough(chosen: &[TriggerStage]) -> Result<(), Problem> {
    if chosen.len() > STAGES_MAX {
        return Err(Problem::invalid(format!("choose {STAGES_MAX} stages at most")));
    }
    Ok(())
}

fn delay_minutes(minutes: i32) -> Result<u32, Problem> {
    let delay = u32::try_from(minutes).ok().filter(|delay| *delay <= DELAY_MINUTES_MAX);
    delay.ok_or_else(|| {
        Problem::invalid(format!("the delay must be between 0 and {DELAY_MINUTES_MAX} minutes"))
    })
}
