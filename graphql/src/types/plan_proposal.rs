//! What a changed posting would make of its plan, and templates to make one from.

use async_graphql::{Enum, ID, Object, Result};
use entities::{Instant, plan_proposal, plan_template};
use interviewer::{
    Plan as Content,
    edit::{self, Conflict, Template},
};

use super::{
    plan::{Competency, Question},
    plan_change::{PlanChange, PlanConflict, changes},
};
use crate::error::fault;

/// What a posting that changed, or was planned anew on request, would make of its plan. It is asked
/// by nobody until an operator approves it.
pub(crate) struct PlanProposal {
    row: plan_proposal::Model,
    /// The plan that it changes, as it was then.
    edited: Option<Content>,
    proposed: Option<Content>,
    conflicts: Vec<Conflict>,
}

/// How far a proposal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "plan_proposal::Status")]
enum PlanProposalStatus {
    /// Being made.
    Making,
    /// Waits for an operator.
    Open,
    /// It would change nothing.
    Same,
    /// Became a version.
    Approved,
    /// An operator does not want it.
    Dismissed,
}

impl PlanProposal {
    /// A proposal out of the store; `edited`: the plan of its base version.
    pub(crate) fn read(row: plan_proposal::Model, edited: Option<Content>) -> Result<Self> {
        let proposed = row.body.clone().map(serde_json::from_value).transpose().map_err(fault)?;
        let conflicts = row.conflicts.clone().map(serde_json::from_value);
        let conflicts = conflicts.transpose().map_err(fault)?.unwrap_or_default();
        Ok(Self { row, edited, proposed, conflicts })
    }
}

#[Object]
impl PlanProposal {
    /// How far it is.
    async fn status(&self) -> PlanProposalStatus {
        self.row.status.into()
    }

    /// Version of the plan that it changes.
    async fn base_version(&self) -> i32 {
        self.row.base_version
    }

    /// What it would change; empty until made.
    async fn changes(&self) -> Vec<PlanChange> {
        match (&self.edited, &self.proposed) {
            (Some(edited), Some(proposed)) => changes(&edit::difference(edited, proposed)),
            (None, _) | (_, None) => Vec::new(),
        }
    }

    /// Where operators and the changed posting disagree; the proposal has it as operators do.
    async fn conflicts(&self) -> Vec<PlanConflict> {
        self.conflicts.iter().map(PlanConflict::from).collect()
    }

    /// What would be asked, in order; empty until made.
    async fn questions(&self) -> Vec<Question> {
        let questions = self.proposed.iter().flat_map(|plan| plan.questions.clone());
        questions.map(Question).collect()
    }

    /// Estimated length in minutes; null until made.
    async fn minutes(&self) -> Option<u32> {
        self.proposed.as_ref().map(|plan| plan.minutes)
    }

    /// When it last changed.
    async fn updated_at(&self) -> Instant {
        self.row.updated_at
    }
}

/// Questions that the company asks for many postings.
pub(crate) struct PlanTemplate {
    row: plan_template::Model,
    content: Template,
}

impl PlanTemplate {
    /// A template out of the store.
    pub(crate) fn read(row: plan_template::Model) -> Result<Self> {
        let content = serde_json::from_value(row.body.clone()).map_err(fault)?;
        Ok(Self { row, content })
    }
}

#[Object]
impl PlanTemplate {
    /// `plan_template:<uuid>`.
    async fn id(&self) -> ID {
        self.row.id.to_string().into()
    }

    /// What operators call it; one of each name.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// The language that the questions are in, two letters.
    async fn wording(&self) -> &str {
        &self.content.wording
    }

    /// What is asked, in order.
    async fn questions(&self) -> Vec<Question> {
        self.content.questions.iter().cloned().map(Question).collect()
    }

    /// All of it as a text file (TOML) to edit and to compare; `importPlanTemplate` reads it.
    async fn text(&self) -> String {
        edit::template_to_text(&self.content)
    }

    /// When it last changed.
    async fn updated_at(&self) -> Instant {
        self.row.updated_at
    }
}

/// A competency of the bank that ships with Fulcrum, with the questions about it that need no posting.
pub(crate) struct BankEntry(
    pub(crate) interviewer::Competency,
    pub(crate) [interviewer::Question; 2],
);

#[Object]
impl BankEntry {
    /// The competency.
    async fn competency(&self) -> Competency {
        self.0.clone().into()
    }

    /// One about the past, one about a situation.
    async fn questions(&self) -> Vec<Question> {
        self.1.iter().cloned().map(Question).collect()
    }
}
