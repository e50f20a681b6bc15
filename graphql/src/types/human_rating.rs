//! What a person found in an interview, beside a scorer's ratings.

use async_graphql::{ID, Object, Result, SimpleObject};
use entities::{Instant, human_rating, ids::OperatorId};
use interviewer::{Agreement, Level, Plan, Scorecard, pairs};

use super::scorecard::competency_name;
use crate::error::fault;

/// What one person found at one time, by the rubrics of the plan. It changes no score.
pub(crate) struct HumanRating {
    row: human_rating::Model,
    by_viewer: bool,
    ratings: Vec<interviewer::HumanRating>,
    plan: Option<Plan>,
    agreement: Option<Agreement>,
}

/// What a person found in the answers to one question.
#[derive(SimpleObject)]
struct QuestionRating {
    /// The question's id in the plan.
    question_id: String,
    /// Name of the competency; empty when the plan does not have the question.
    competency_name: String,
    /// 1 to 5; null means insufficient evidence.
    level: Option<i32>,
    /// Why, in the person's words; may be empty.
    comment: String,
}

/// How far a scorer and people agree.
#[derive(SimpleObject)]
pub(crate) struct ScoringAgreement {
    /// Answers that both gave a level.
    count: usize,
    /// Share of them with equal levels, 0 to 1.
    exact: f64,
    /// Share of them with levels at most one apart, 0 to 1.
    within_one: f64,
    /// Cohen's kappa with quadratic weights: 1 is full agreement, 0 what chance gives; null where both
    /// give one and the same level throughout.
    qwk: Option<f64>,
}

impl From<Agreement> for ScoringAgreement {
    fn from(agreement: Agreement) -> Self {
        let Agreement { count, exact, within_one, qwk } = agreement;
        Self { count, exact, within_one, qwk }
    }
}

impl HumanRating {
    /// Ratings out of the store; `card`: the scorecard that they stand beside.
    pub(crate) fn read(
        row: human_rating::Model,
        viewer: OperatorId,
        plan: Option<&Plan>,
        card: Option<&Scorecard>,
    ) -> Result<Self> {
        let ratings: Vec<interviewer::HumanRating> =
            serde_json::from_value(row.body.clone()).map_err(fault)?;
        let agreement = card.and_then(|card| Agreement::of(&pairs(card, &ratings)));
        let by_viewer = row.operator_id == viewer;
        Ok(Self { row, by_viewer, ratings, plan: plan.cloned(), agreement })
    }
}

#[Object]
impl HumanRating {
    /// `human_rating:<uuid>`.
    async fn id(&self) -> ID {
        self.row.id.to_string().into()
    }

    /// Who, by the name they had then.
    async fn by(&self) -> &str {
        &self.row.operator_name
    }

    /// Whether it was the viewer.
    async fn by_viewer(&self) -> bool {
        self.by_viewer
    }

    /// When.
    async fn created_at(&self) -> Instant {
        self.row.created_at
    }

    /// One for each question that they rated.
    async fn ratings(&self) -> Vec<QuestionRating> {
        let plan = self.plan.as_ref();
        let each = self.ratings.iter().map(|rating| {
            let asked = plan.and_then(|plan| {
                plan.questions.iter().find(|question| question.id == rating.question_id)
            });
            let key = asked.and_then(|question| question.competency.clone()).unwrap_or_default();
            QuestionRating {
                question_id: rating.question_id.clone(),
                competency_name: competency_name(plan, &key),
                level: rating.level.number().map(i32::from),
                comment: rating.comment.clone(),
            }
        });
        each.collect()
    }

    /// How far they agree with the scorecard that the report and Lever have; null where no question
    /// has a level by both.
    async fn agreement(&self) -> Option<ScoringAgreement> {
        self.agreement.map(ScoringAgreement::from)
    }
}

/// A person's level: that, or that the answers do not show it.
pub(crate) fn level(given: Option<i32>) -> Level {
    let anchor = |level| u8::try_from(level).unwrap_or(u8::MAX);
    given.map_or(Level::InsufficientEvidence, |level| Level::Anchor(anchor(level)))
}
