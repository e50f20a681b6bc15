//! Scores an interview once more, keeps what people find in it, sends the candidate a letter.

use actors::{Means, Place};
use async_graphql::{Context, ID, InputObject, Object, Result, Union};
use entities::{
    DbErr, Tx, human_rating,
    ids::{EffectId, HumanRatingId, PipelineId, PlanId, TenantId},
    letter,
    outbox::{self, Effect},
    pipeline, plan, scorecard,
    sea_orm::ConnectionTrait,
    tenant,
};
use interviewer::{HumanRating, Plan, Scorecard, check_human_ratings};
use serde_json::json;

use crate::{
    audit::record,
    error::fault,
    problem::{Problem, Refusal, answer},
    rules::permit,
    types::{human_rating::level, interview::Interview},
};

/// Scorecards of one interview.
const SCORECARDS_MAX: usize = 50;

/// Scoring.
#[derive(Default)]
pub(super) struct Scoring;

/// An interview to score once more.
#[derive(InputObject)]
struct RescoreInterviewInput {
    /// `pipeline:<uuid>` of an interview with a scorecard.
    id: ID,
}

/// What a person found.
#[derive(InputObject)]
struct RateInterviewInput {
    /// `pipeline:<uuid>` of an interview that was answered in full.
    id: ID,
    /// One for each question that they rate, by its rubric.
    ratings: Vec<QuestionRatingInput>,
}

/// What a person found in the answers to one question.
#[derive(InputObject)]
struct QuestionRatingInput {
    /// The question's id in the plan.
    question_id: String,
    /// 1 to 5; null: the answers do not show it.
    level: Option<i32>,
    /// Why, 4,000 letters or fewer.
    comment: Option<String>,
}

/// Whom to send a letter.
#[derive(InputObject)]
struct SendLetterInput {
    /// `pipeline:<uuid>` of an interview with a scorecard.
    id: ID,
}

/// Result of mutations about the scoring of an interview.
#[derive(Union)]
enum ScoringResult {
    Interview(Box<Interview>),
    Problem(Problem),
}

#[Object]
impl Scoring {
    /// Scores the answers once more, in the background, by the scorer and the cut-offs of now: as a
    /// further version, beside the one that the report and Lever have. Super Admin or Admin.
    async fn rescore_interview(
        &self,
        ctx: &Context<'_>,
        input: RescoreInterviewInput,
    ) -> Result<ScoringResult> {
        let scored = rescore(ctx, &input.id).await;
        answer(scored, ScoringResult::Interview, ScoringResult::Problem)
    }

    /// Keeps what the viewer found in an interview, beside the scorecards and what others found. It
    /// changes no score. Not for Limited Team Members.
    async fn rate_interview(
        &self,
        ctx: &Context<'_>,
        input: RateInterviewInput,
    ) -> Result<ScoringResult> {
        answer(rate(ctx, input).await, ScoringResult::Interview, ScoringResult::Problem)
    }

    /// Sends the candidate the newest scorecard's `letter`, in the background; once. Super Admin or
    /// Admin.
    async fn send_letter(
        &self,
        ctx: &Context<'_>,
        input: SendLetterInput,
    ) -> Result<ScoringResult> {
        let sent = send(ctx, &input.id).await;
        answer(sent, ScoringResult::Interview, ScoringResult::Problem)
    }
}

async fn find(tx: &Tx, tenant_id: TenantId, id: &ID) -> Result<pipeline::Model, Refusal> {
    let missing = || Problem::not_found("there is no such interview");
    let id: PipelineId = id.parse().map_err(|_| missing())?;
    let row = pipeline::find(tx, tenant_id, id).await?.ok_or_else(missing)?;
    if row.erased_at.is_some() {
        return Err(Problem::conflict("what was kept of this interview is erased").into());
    }
    Ok(row)
}

async fn find_plan(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: PlanId,
) -> Result<Plan, Refusal> {
    let row = plan::find(db, tenant_id, id).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound(id.to_string()))?;
    Ok(serde_json::from_value(row.body).map_err(fault)?)
}

/// Has an effect carried out, once the transaction is committed.
async fn append(
    means: &Means,
    tx: &Tx,
    row: &pipeline::Model,
    effect: Effect,
) -> Result<(), DbErr> {
    let id = EffectId(means.ids.fresh());
    let now = means.clock.now();
    outbox::append(tx, (row.tenant_id, id), Some(row.id), effect, now).await
}

fn not_scored() -> Problem {
    Problem::conflict("it was not scored yet")
}

async fn rescore(ctx: &Context<'_>, id: &ID) -> Result<Box<Interview>, Refusal> {
    let tenant_id = permit(ctx, "have interviews scored again")?.tenant_id;
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    let row = find(&tx, tenant_id, id).await?;
    let there = scorecard::of_pipelines(&tx, tenant_id, &[row.id]).await?;
    let (Some(plan_id), Some(newest)) = (row.plan_id, there.first()) else {
        return Err(not_scored().into());
    };
    let waiting = outbox::waiting(&tx, tenant_id, row.id).await?;
    if waiting.iter().any(|row| matches!(row.effect, Effect::RescoreInterview { .. })) {
        return Err(Problem::conflict("it is being scored; look again in a moment").into());
    }
    if there.len() >= SCORECARDS_MAX {
        let message = format!("it was scored {SCORECARDS_MAX} times, which is enough");
        return Err(Problem::conflict(message).into());
    }
    let version = newest.version + 1;
    let effect = Effect::RescoreInterview { plan_id, version };
    append(means, &tx, &row, effect).await?;
    record(ctx, &tx, row.id, json!({"version": version})).await?;
    tx.commit().await?;
    means.directory.wake(Place::Outbox(tenant_id));
    Ok(Box::new(Interview(row)))
}

async fn rate(ctx: &Context<'_>, input: RateInterviewInput) -> Result<Box<Interview>, Refusal> {
    let viewer = permit(ctx, "rate interviews")?;
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    let row = find(&tx, viewer.tenant_id, &input.id).await?;
    let (Some(plan_id), Some(_)) = (row.plan_id, row.completed_at) else {
        return Err(Problem::conflict("it was not answered in full yet").into());
    };
    let refused = "the company wants evidence only, so nothing is rated here";
    must_want_levels(&tx, viewer.tenant_id, refused).await?;
    let plan = find_plan(&tx, viewer.tenant_id, plan_id).await?;
    if input.ratings.is_empty() {
        return Err(Problem::invalid("rate one question at least").into());
    }
    let ratings = input.ratings.into_iter().map(|given| HumanRating {
        question_id: given.question_id,
        level: level(given.level),
        comment: given.comment.unwrap_or_default().trim().to_owned(),
    });
    let ratings: Vec<HumanRating> = ratings.collect();
    check_human_ratings(&plan, &ratings).map_err(|error| Problem::invalid(error.to_string()))?;
    let rating = human_rating::Model {
        tenant_id: viewer.tenant_id,
        id: HumanRatingId(means.ids.fresh()),
        pipeline_id: row.id,
        operator_id: viewer.id,
        operator_name: viewer.name.clone(),
        plan_hash: plan.hash,
        body: serde_json::to_value(&ratings).map_err(fault)?,
        created_at: means.clock.now(),
    };
    human_rating::insert(&tx, rating).await?;
    record(ctx, &tx, row.id, json!({"questions": ratings.len()})).await?;
    tx.commit().await?;
    Ok(Box::new(Interview(row)))
}

/// Refuses what needs levels where the company wants evidence only.
async fn must_want_levels(tx: &Tx, tenant_id: TenantId, refused: &str) -> Result<(), Refusal> {
    let tenant = tenant::find(tx, tenant_id).await?;
    if tenant.is_some_and(|tenant| tenant.settings.evidence_only) {
        return Err(Problem::conflict(refused).into());
    }
    Ok(())
}

async fn send(ctx: &Context<'_>, id: &ID) -> Result<Box<Interview>, Refusal> {
    let viewer = permit(ctx, "send letters")?;
    let tenant_id = viewer.tenant_id;
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    let row = find(&tx, tenant_id, id).await?;
    if row.candidate_email.is_none() {
        return Err(Problem::conflict("Lever has no address of this candidate").into());
    }
    let refused = "the company wants evidence only, and a letter is made from levels";
    must_want_levels(&tx, tenant_id, refused).await?;
    let there = scorecard::of_pipelines(&tx, tenant_id, &[row.id]).await?;
    let (Some(plan_id), Some(newest)) = (row.plan_id, there.into_iter().next()) else {
        return Err(not_scored().into());
    };
    let plan = find_plan(&tx, tenant_id, plan_id).await?;
    let card: Scorecard = serde_json::from_value(newest.body).map_err(fault)?;
    let letter = letter::Model {
        tenant_id,
        pipeline_id: row.id,
        scorecard_id: newest.id,
        body: interviewer::letter(&plan, &card),
        operator_name: viewer.name.clone(),
        created_at: means.clock.now(),
    };
    if !letter::insert(&tx, letter).await? {
        return Err(Problem::conflict("the candidate was sent a letter already").into());
    }
    append(means, &tx, &row, Effect::SendLetter).await?;
    record(ctx, &tx, row.id, json!({"scorecard": newest.id.to_string()})).await?;
    tx.commit().await?;
    means.directory.wake(Place::Outbox(tenant_id));
    Ok(Box::new(Interview(row)))
}
