//! Makes the plan of a posting, and the scorecard of an interview.

use entities::{
    ids::{PipelineId, PlanId, ScorecardId, TenantId},
    inbox::Message,
    notice, pipeline, plan, plan_proposal, posting, scorecard, turn,
};
use interviewer::{
    Answer, Cutoffs, Fallback, Plan, Posting, Scorecard, edit, guard, plan_with, score_with,
};

use super::{Error, stored};
use crate::{Means, jurisdictions, plans};

/// The plan of a posting: the one there is, else a first version.
pub(super) async fn plan(
    means: &Means,
    tenant_id: TenantId,
    posting_id: &str,
    (invite_days, delay_minutes): (u16, u32),
) -> Result<Message, Error> {
    let ready = |plan_id| Message::PlanReady { plan_id, invite_days, delay_minutes };
    if let Some(there) = plan::newest(&means.db, tenant_id, posting_id).await? {
        return Ok(ready(there.id));
    }
    Ok(ready(first_version(means, tenant_id, posting_id).await?.id))
}

/// The first version of a posting's plan. Two candidates of one posting may come at once: whoever
/// stored first, both use that.
async fn first_version(
    means: &Means,
    tenant_id: TenantId,
    posting_id: &str,
) -> Result<plan::Model, Error> {
    let source = source(means, tenant_id, posting_id).await?;
    let version = plans::Version {
        tenant_id,
        posting_id: posting_id.to_owned(),
        number: 1,
        plan: worded(means, &source).await?,
        base: None,
        posting_hash: Some(source.hash()),
        author: None,
    };
    let tx = means.db.begin().await?;
    let stored = plans::publish(means, &tx, version).await?;
    tx.commit().await?;
    Ok(stored)
}

/// What a posting's plan is made from.
async fn source(means: &Means, tenant_id: TenantId, posting_id: &str) -> Result<Posting, Error> {
    let row = posting::find(&means.db, tenant_id, posting_id)
        .await?
        .ok_or(Error::Missing("the posting"))?;
    plans::source(&row).map_err(|error| Error::Stored("posting", error))
}

/// Makes the plan of a posting anew, for an operator to approve; its first version at once.
pub(super) async fn propose(
    means: &Means,
    tenant_id: TenantId,
    posting_id: &str,
) -> Result<(), Error> {
    let asked = plan_proposal::find(&means.db, tenant_id, posting_id).await?;
    let Some(there) = plan::newest(&means.db, tenant_id, posting_id).await? else {
        first_version(means, tenant_id, posting_id).await?;
        return Ok(());
    };
    let read = |json| serde_json::from_value::<Plan>(json);
    let unread = |error| Error::Stored("plan", error);
    let edited = read(there.body.clone()).map_err(unread)?;
    let base = read(there.base.unwrap_or(there.body)).map_err(unread)?;
    let source = source(means, tenant_id, posting_id).await?;
    let fresh = worded(means, &source).await?;
    let proposal = edit::propose(&base, &edited, &fresh);
    let same = proposal.difference.is_empty() && proposal.conflicts.is_empty();
    let row = plan_proposal::Model {
        tenant_id,
        posting_id: posting_id.to_owned(),
        status: if same { plan_proposal::Status::Same } else { plan_proposal::Status::Open },
        posting_hash: source.hash(),
        base_version: there.version,
        body: Some(serde_json::to_value(&proposal.plan).map_err(unread)?),
        base: Some(serde_json::to_value(&fresh).map_err(unread)?),
        conflicts: Some(serde_json::to_value(&proposal.conflicts).map_err(unread)?),
        updated_at: means.clock.now(),
    };
    let tx = means.db.begin().await?;
    // Asked for anew while a model worded this one: that has a try of its own, and this one is about
    // what is gone.
    if plan_proposal::lock(&tx, tenant_id, posting_id).await? == asked {
        plan_proposal::store(&tx, row).await?;
    }
    Ok(tx.commit().await?)
}

/// The plan by rules, its questions worded by the model where there is one.
async fn worded(means: &Means, posting: &Posting) -> Result<Plan, Error> {
    let by_rules = interviewer::plan(posting);
    let Some(there) = &means.model else { return Ok(by_rules) };
    means.pass("before a model");
    let made = plan_with(&there.model, posting, &by_rules, &must_not_be_asked).await;
    means.pass("after a model");
    match made {
        Ok(plan) => Ok(plan),
        Err(error) if there.rules_stand_in => {
            tracing::warn!(error = error.bare(), "the rules word the questions");
            let fallback =
                Fallback { model: there.model.name().to_owned(), reason: error.to_string() };
            Ok(Plan { fallback: Some(fallback), ..by_rules })
        }
        Err(error) => Err(error.into()),
    }
}

fn must_not_be_asked(question: &str) -> bool {
    !guard::check(question, None).is_empty()
}

/// The scorecard by the model where there is one, else by rules.
async fn rated(
    means: &Means,
    plan: &Plan,
    answers: &[Answer],
    name: &str,
    cutoffs: &Cutoffs,
) -> Result<Scorecard, Error> {
    let by_rules = || interviewer::score_blind(plan, answers, &[name], cutoffs);
    let Some(there) = &means.model else { return Ok(by_rules()) };
    means.pass("before a model");
    let made = score_with(&there.model, plan, answers, &[name], cutoffs).await;
    means.pass("after a model");
    match made {
        Ok(scorecard) => Ok(scorecard),
        Err(error) if there.rules_stand_in => {
            tracing::warn!(error = error.bare(), "the rules rate the answers");
            let fallback =
                Fallback { model: there.model.name().to_owned(), reason: error.to_string() };
            Ok(Scorecard { fallback: Some(fallback), ..by_rules() })
        }
        Err(error) => Err(error.into()),
    }
}

/// Scores the answers; repeated, it finds the scorecard of that version.
pub(super) async fn score(
    means: &Means,
    pipeline: &pipeline::Model,
    plan_id: PlanId,
    version: i32,
) -> Result<ScorecardId, Error> {
    let (tenant_id, pipeline_id) = (pipeline.tenant_id, pipeline.id);
    wait_for_notice(means, (tenant_id, pipeline_id)).await?;
    let (_, plan) = stored::plan(means, tenant_id, plan_id).await?;
    let tenant = stored::tenant(means, tenant_id).await?;
    let answers: Vec<Answer> = turn::of_pipeline(&means.db, tenant_id, pipeline_id)
        .await?
        .into_iter()
        .map(|turn| Answer {
            question_id: turn.question_id,
            turn: u32::try_from(turn.number).unwrap_or_default(),
            text: turn.answer,
        })
        .collect();
    let [two, three, four] = tenant.settings.cutoffs;
    let cutoffs = Cutoffs { two, three, four };
    let made = rated(means, &plan, &answers, &pipeline.candidate_name, &cutoffs).await?;
    let scorecard_id = ScorecardId(means.ids.fresh());
    let row = scorecard::Model {
        tenant_id,
        id: scorecard_id,
        pipeline_id,
        version,
        overall: made.overall.map(i16::from),
        lever_score: made.lever_score.map(i16::from),
        body: serde_json::to_value(&made).map_err(|error| Error::Stored("scorecard", error))?,
        created_at: means.clock.now(),
    };
    let tx = means.db.begin().await?;
    stored::must_not_be_erased(&tx, (tenant_id, pipeline_id)).await?;
    let scorecard_id = scorecard::store(&tx, row).await?;
    tx.commit().await?;
    Ok(scorecard_id)
}

/// Waits as long as must lie between what candidates are told and what is done with their answers.
async fn wait_for_notice(
    means: &Means,
    (tenant_id, pipeline_id): (TenantId, PipelineId),
) -> Result<(), Error> {
    let Some(notice) = notice::find(&means.db, tenant_id, pipeline_id).await? else {
        return Ok(());
    };
    match jurisdictions::find(&notice.jurisdiction).scoring_not_before(notice.given_at) {
        Some(at) if means.clock.now() < at => {
            let why = "the law wants more days between telling the candidate and scoring";
            Err(Error::NotBefore(why, at))
        }
        Some(_) | None => Ok(()),
    }
}
