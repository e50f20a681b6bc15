//! Makes the plan of a posting, and the scorecard of an interview.

use entities::{
    ids::{PipelineId, PlanId, ScorecardId, TenantId},
    inbox::Message,
    plan, posting, scorecard, turn,
};
use interviewer::{
    Answer, Cutoffs, Fallback, Plan, Posting, Scorecard, guard, plan_with, score_with,
};

use super::{Error, stored};
use crate::Means;

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
    let row = posting::find(&means.db, tenant_id, posting_id)
        .await?
        .ok_or(Error::Missing("the posting"))?;
    let posting: Posting =
        serde_json::from_value(row.content).map_err(|error| Error::Stored("posting", error))?;
    let made = worded(means, &posting).await?;
    let version = plan::Model {
        tenant_id,
        id: PlanId(means.ids.fresh()),
        posting_id: posting_id.to_owned(),
        version: 1,
        hash: made.hash.clone(),
        body: serde_json::to_value(&made).map_err(|error| Error::Stored("plan", error))?,
        created_at: means.clock.now(),
    };
    plan::store(&means.db, version).await?;
    // Two candidates of one posting may come at once: whoever stored first, both use that.
    let stored = plan::newest(&means.db, tenant_id, posting_id).await?;
    Ok(ready(stored.ok_or(Error::Missing("the plan"))?.id))
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
    let made = score_with(&there.model, plan, answers, cutoffs).await;
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

/// Scores the answers; repeated, it finds the scorecard it made.
pub(super) async fn score(
    means: &Means,
    (tenant_id, pipeline_id): (TenantId, PipelineId),
    plan_id: PlanId,
) -> Result<Message, Error> {
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
    let name = stored::pipeline(means, (tenant_id, pipeline_id)).await?.candidate_name;
    let cutoffs = Cutoffs { two, three, four };
    let made = rated(means, &plan, &answers, &name, &cutoffs).await?;
    let scorecard_id = ScorecardId(means.ids.fresh());
    let row = scorecard::Model {
        tenant_id,
        id: scorecard_id,
        pipeline_id,
        version: 1,
        overall: made.overall.map(i16::from),
        lever_score: made.lever_score.map(i16::from),
        body: serde_json::to_value(&made).map_err(|error| Error::Stored("scorecard", error))?,
        created_at: means.clock.now(),
    };
    let scorecard_id = scorecard::store(&means.db, row).await?;
    Ok(Message::InterviewScored { scorecard_id })
}
