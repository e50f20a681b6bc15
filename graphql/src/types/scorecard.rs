//! What an interview led to.

use async_graphql::{ID, Object, SimpleObject};
use entities::{Instant, scorecard};
use interviewer::{Level, Plan, ProvenanceKind, Scorecard as Content};

/// What an interview led to. Advice: a person decides.
pub(crate) struct Scorecard {
    pub(crate) row: scorecard::Model,
    pub(crate) content: Content,
    /// Gives competencies their names and levels their anchors.
    pub(crate) plan: Option<Plan>,
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
    async fn scorer(&self) -> String {
        self.content.scorer.to_string()
    }

    /// True when no language model took part.
    async fn by_rules(&self) -> bool {
        self.content.scorer.kind == ProvenanceKind::Rules
    }

    /// Why rules rated where a language model was to; null when nothing took anybody's place.
    async fn fallback(&self) -> Option<&str> {
        self.content.fallback.as_ref().map(|fallback| fallback.reason.as_str())
    }

    /// 0 to 100; null when more than half of the criteria lack evidence.
    async fn overall(&self) -> Option<i32> {
        self.content.overall.map(i32::from)
    }

    /// Lever's 1 (strong no) to 4 (strong yes); null without an overall score.
    async fn lever_score(&self) -> Option<i32> {
        self.content.lever_score.map(i32::from)
    }

    /// How 0-100 becomes 1-4, in words.
    async fn thresholds(&self) -> String {
        self.content.cutoffs.to_string()
    }

    /// General feedback, from the evidence.
    async fn feedback(&self) -> &str {
        &self.content.feedback
    }

    /// One per scored question, in the plan's order.
    async fn ratings(&self) -> Vec<Rating> {
        self.content.ratings.iter().map(|rating| self.rating(rating)).collect()
    }

    /// When scored.
    async fn created_at(&self) -> Instant {
        self.row.created_at
    }
}

impl Scorecard {
    fn rating(&self, rating: &interviewer::Rating) -> Rating {
        let level = match rating.level {
            Level::Anchor(level) => Some(level),
            Level::InsufficientEvidence | Level::NeedsHuman => None,
        };
        let name = self.plan.as_ref().and_then(|plan| {
            let named = plan.competencies.iter().find(|each| each.key == rating.competency)?;
            Some(named.name.clone())
        });
        let anchor = self.plan.as_ref().and_then(|plan| {
            let asked = plan.questions.iter().find(|each| each.id == rating.question_id)?;
            asked.rubric.as_ref()?.anchor_at(level?)
        });
        Rating {
            question_id: rating.question_id.clone(),
            competency: rating.competency.clone(),
            competency_name: name.unwrap_or_else(|| rating.competency.clone()),
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
