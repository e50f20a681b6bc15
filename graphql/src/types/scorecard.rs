//! What an interview led to.

use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use entities::{
    Instant,
    ids::{PipelineId, PlanId},
    pipeline, scorecard,
};
use interviewer::{Level, Plan, ProvenanceKind, Scorecard as Content, compare};
use tokio::sync::OnceCell;

use super::interview::load_plan;
use crate::{
    audit::reading,
    error::fault,
    loaders::{Loaders, ScorecardsOf},
};

/// What an interview led to. Advice: a person decides.
pub(crate) struct Scorecard {
    row: scorecard::Summary,
    pipeline_id: PipelineId,
    posting_id: String,
    plan_id: Option<PlanId>,
    /// Whether nothing in it may be a number.
    evidence_only: bool,
    /// Read when first asked for: a list shows the score of many, and no more of them.
    said: OnceCell<Said>,
}

/// What a scorecard says.
struct Said {
    content: Content,
    /// The version before.
    before: Option<Content>,
    /// Gives competencies their names and levels their anchors.
    plan: Option<Plan>,
}

/// What changed from one version to the next.
#[derive(SimpleObject)]
struct ScorecardComparison {
    /// Whether both rate answers by the same plan; if not, the numbers mean different things.
    same_plan: bool,
    /// Overall score before, 0 to 100.
    overall_before: Option<i32>,
    /// Overall score after, 0 to 100.
    overall_after: Option<i32>,
    /// One for each question that either rates.
    ratings: Vec<RatingChange>,
}

/// What changed in the rating of one question.
#[derive(SimpleObject)]
struct RatingChange {
    /// The question's id in the plan.
    question_id: String,
    /// Name of the competency.
    competency_name: String,
    /// Level before, 1 to 5; null without one.
    before: Option<i32>,
    /// Level after, 1 to 5; null without one.
    after: Option<i32>,
    /// Levels gained, or lost if below zero; null unless both have a level.
    steps: Option<i32>,
    /// Whether both were rated by the same rubric.
    same_rubric: bool,
}

/// Something that a person should look at.
#[derive(SimpleObject)]
struct Flag {
    /// What.
    kind: FlagKind,
    /// Number of the turn, from 1.
    turn: u32,
}

/// What a person should look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
enum FlagKind {
    /// Sentences that speak to the scorer instead of answering; they were left out of the rating.
    InjectionSuspected,
    /// A language that the scorer does not read; the turn was not rated.
    LanguageNotRead,
}

/// How one question was answered.
#[derive(SimpleObject)]
struct Rating {
    /// The question's id in the plan.
    question_id: String,
    /// Key of the competency.
    competency: String,
    /// Name of the competency.
    competency_name: String,
    /// 1 to 5; null means insufficient evidence, which is not a low level, or `needsHuman`.
    level: Option<i32>,
    /// True when ratings of the same answer differ by more than one level: a person must rate it.
    needs_human: bool,
    /// Levels between the lowest and the highest rating of the same answer; null where it was rated
    /// once.
    spread: Option<i32>,
    /// Each rating of the same answer by a language model, in order.
    runs: Vec<Run>,
    /// What the level means for this question.
    anchor: Option<String>,
    /// What the candidate said that carries the level.
    quotes: Vec<Quote>,
    /// What was looked for and not found.
    missing: Vec<String>,
    /// Why this level.
    explanation: String,
}

/// One of several ratings of the same answer by a language model.
#[derive(SimpleObject)]
struct Run {
    /// 1 to 5; null means that it found insufficient evidence, or does not count.
    level: Option<i32>,
    /// What it was asked with so that it differs from the others; null where the provider takes
    /// nothing of the kind.
    seed: Option<String>,
    /// Why it does not count, such as a quote that is not in the transcript.
    void: Option<String>,
}

/// A passage verbatim in the transcript.
#[derive(SimpleObject)]
struct Quote {
    /// The words.
    text: String,
    /// Number of the turn, from 1.
    turn: u32,
}

#[Object]
impl Scorecard {
    /// `scorecard:<uuid>`.
    async fn id(&self) -> ID {
        self.row.id.to_string().into()
    }

    /// From 1, per interview.
    async fn version(&self) -> i32 {
        self.row.version
    }

    /// Who scored, such as `rule scorer 1`.
    async fn scorer(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(self.said(ctx).await?.content.scorer.to_string())
    }

    /// True when no language model took part.
    async fn by_rules(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(self.said(ctx).await?.content.scorer.kind == ProvenanceKind::Rules)
    }

    /// Why rules rated where a language model was to; null when nothing took anybody's place.
    async fn fallback(&self, ctx: &Context<'_>) -> Result<Option<&str>> {
        let fallback = self.said(ctx).await?.content.fallback.as_ref();
        Ok(fallback.map(|fallback| fallback.reason.as_str()))
    }

    /// 0 to 100; null when more than half of the criteria lack evidence, and where the company wants
    /// evidence only.
    async fn overall(&self) -> Option<i32> {
        self.row.overall.filter(|_| !self.evidence_only).map(i32::from)
    }

    /// Lever's 1 (strong no) to 4 (strong yes); null without an overall score.
    async fn lever_score(&self) -> Option<i32> {
        self.row.lever_score.filter(|_| !self.evidence_only).map(i32::from)
    }

    /// How 0-100 becomes 1-4, in words; empty where the company wants evidence only.
    async fn thresholds(&self, ctx: &Context<'_>) -> Result<String> {
        if self.evidence_only {
            return Ok(String::new());
        }
        Ok(self.said(ctx).await?.content.cutoffs.to_string())
    }

    /// General feedback, from the evidence.
    async fn feedback(&self, ctx: &Context<'_>) -> Result<&str> {
        Ok(&self.said(ctx).await?.content.feedback)
    }

    /// What a person should look at.
    async fn flags(&self, ctx: &Context<'_>) -> Result<Vec<Flag>> {
        let each = self.said(ctx).await?.content.flags.iter().map(|flag| match *flag {
            interviewer::Flag::InjectionSuspected { turn } => {
                Flag { kind: FlagKind::InjectionSuspected, turn }
            }
            interviewer::Flag::LanguageNotRead { turn } => {
                Flag { kind: FlagKind::LanguageNotRead, turn }
            }
        });
        Ok(each.collect())
    }

    /// What `sendLetter` would write to the candidate: from the evidence only, without numbers. Null where
    /// the company wants evidence only: what to write is judged by levels.
    async fn letter(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        if self.evidence_only {
            return Ok(None);
        }
        let said = self.said(ctx).await?;
        Ok(said.plan.as_ref().map(|plan| interviewer::letter(plan, &said.content)))
    }

    /// What changed since the version before; null for the first, and where the company wants evidence
    /// only.
    async fn comparison(&self, ctx: &Context<'_>) -> Result<Option<ScorecardComparison>> {
        let said = self.said(ctx).await?;
        let Some(before) = &said.before else { return Ok(None) };
        let interviewer::Comparison { same_plan, overall_before, overall_after, criteria } =
            compare(before, &said.content);
        let level = |level: Option<Level>| level.and_then(Level::number).map(i32::from);
        let ratings = criteria.into_iter().map(|change| RatingChange {
            competency_name: competency_name(said.plan.as_ref(), &change.competency),
            question_id: change.question_id,
            before: level(change.before),
            after: level(change.after),
            steps: change.steps.map(i32::from),
            same_rubric: change.same_rubric,
        });
        Ok(Some(ScorecardComparison {
            same_plan,
            overall_before: overall_before.map(i32::from),
            overall_after: overall_after.map(i32::from),
            ratings: ratings.collect(),
        }))
    }

    /// One per scored question, in the plan's order.
    async fn ratings(&self, ctx: &Context<'_>) -> Result<Vec<Rating>> {
        let said = self.said(ctx).await?;
        Ok(said.content.ratings.iter().map(|rating| said.rating(rating)).collect())
    }

    /// When scored.
    async fn created_at(&self) -> Instant {
        self.row.created_at
    }
}

/// The name of a competency for people; its key where the plan does not have it.
pub(crate) fn competency_name(plan: Option<&Plan>, key: &str) -> String {
    let named = plan.and_then(|plan| plan.competencies.iter().find(|each| each.key == key));
    named.map_or_else(|| key.to_owned(), |named| named.name.clone())
}

impl Scorecard {
    /// A scorecard out of the store.
    pub(crate) fn of(
        row: scorecard::Summary,
        pipeline: &pipeline::Model,
        evidence_only: bool,
    ) -> Self {
        Self {
            row,
            pipeline_id: pipeline.id,
            posting_id: pipeline.posting_id.clone(),
            plan_id: pipeline.plan_id,
            evidence_only,
            said: OnceCell::new(),
        }
    }

    async fn said(&self, ctx: &Context<'_>) -> Result<&Said> {
        self.said.get_or_try_init(|| self.read(ctx)).await
    }

    /// What it says, with the version before.
    async fn read(&self, ctx: &Context<'_>) -> Result<Said> {
        let (rows, plan, ()) = tokio::try_join!(
            Loaders::load(ctx, ScorecardsOf(self.pipeline_id)),
            load_plan(ctx, &self.posting_id, self.plan_id),
            reading(ctx, self.pipeline_id)
        )?;
        let plan = plan.map(|plan| plan.content);
        let newest_first = rows.into_iter().flatten();
        let mut rows = newest_first.skip_while(|row| row.id != self.row.id);
        let row = rows.next().ok_or("it was erased just now")?;
        let mut content = serde_json::from_value(row.body).map_err(fault)?;
        if self.evidence_only {
            content = interviewer::evidence_only(content);
        }
        // What changed between numbers is a number.
        let before = rows.next().filter(|_| !self.evidence_only);
        let before = before.map(|before| serde_json::from_value(before.body));
        let before = before.transpose().map_err(fault)?;
        Ok(Said { content, before, plan })
    }
}

impl Said {
    fn rating(&self, rating: &interviewer::Rating) -> Rating {
        let level = match rating.level {
            Level::Anchor(level) => Some(level),
            Level::InsufficientEvidence | Level::NeedsHuman => None,
        };
        let anchor = self.plan.as_ref().and_then(|plan| {
            let asked = plan.questions.iter().find(|each| each.id == rating.question_id)?;
            asked.rubric.as_ref()?.anchor_at(level?)
        });
        Rating {
            question_id: rating.question_id.clone(),
            competency: rating.competency.clone(),
            competency_name: competency_name(self.plan.as_ref(), &rating.competency),
            level: level.map(i32::from),
            needs_human: rating.level == Level::NeedsHuman,
            spread: rating.spread.map(i32::from),
            runs: rating
                .runs
                .iter()
                .map(|run| Run {
                    level: run.level.and_then(interviewer::Level::number).map(i32::from),
                    seed: run.seed.map(|seed| seed.to_string()),
                    void: run.void.clone(),
                })
                .collect(),
            anchor,
            quotes: rating
                .quotes
                .iter()
                .map(|quote| Quote { text: quote.text.clone(), turn: quote.turn })
                .collect(),
            missing: rating.missing.clone(),
            explanation: rating.explanation.clone(),
        }
    }
}
