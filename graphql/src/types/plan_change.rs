//! What differs between two plans, and what is wrong with one.

use async_graphql::{Enum, SimpleObject};
use interviewer::{
    Question,
    edit::{self, Change, Conflict, Difference, Item, Severity},
};

/// One difference between two plans.
#[derive(SimpleObject)]
pub(crate) struct PlanChange {
    /// What happened to it.
    kind: PlanChangeKind,
    /// What it is.
    part: PlanPart,
    /// Id of the question, key of the competency; empty for the title and facts.
    key: String,
    /// Its words before; null where it was not there, or only moved.
    before: Option<String>,
    /// Its words now; null where it is not there, or only moved.
    after: Option<String>,
    /// Of a question that changed: what of it, in words, such as `wording` or `how it is rated`.
    details: Vec<&'static str>,
}

/// What happened to a part of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
enum PlanChangeKind {
    /// It is new.
    Added,
    /// It is no longer there.
    Removed,
    /// It is another.
    Changed,
    /// It stands elsewhere.
    Moved,
}

/// A part of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
enum PlanPart {
    /// The title.
    Title,
    /// A question.
    Question,
    /// Something the interview looks at.
    Competency,
    /// Something the posting states.
    Fact,
}

/// Where an operator and the changed posting want a question otherwise. The proposal has it as the
/// operator does.
#[derive(SimpleObject)]
pub(crate) struct PlanConflict {
    /// What they disagree about.
    kind: PlanConflictKind,
    /// Id of the question.
    question_id: String,
    /// As the operator has it; null when they removed it.
    kept: Option<String>,
    /// As it would be made from the posting now; null when it would not be asked.
    offered: Option<String>,
}

/// What an operator and a changed posting disagree about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
enum PlanConflictKind {
    /// Both changed the question.
    BothChanged,
    /// The operator changed it, and the posting gives no reason to ask it any more.
    NoReasonAnymore,
    /// The operator removed it, and the posting would have it asked in other words.
    RemovedButChanged,
}

/// What is wrong with a plan.
#[derive(SimpleObject)]
pub(crate) struct PlanFault {
    /// Whether it must be put right before the plan is used.
    severity: PlanFaultSeverity,
    /// Id of the question; null for the plan as a whole.
    question_id: Option<String>,
    /// Whether it asks what may not be asked: an override with a reason lifts it.
    forbidden: bool,
    /// What is wrong and what to do, for people.
    message: String,
}

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Severity")]
enum PlanFaultSeverity {
    /// The plan cannot be used.
    Error,
    /// It can, but should be looked at.
    Warning,
}

impl From<&edit::Problem> for PlanFault {
    fn from(problem: &edit::Problem) -> Self {
        Self {
            severity: problem.severity.into(),
            question_id: problem.question.clone(),
            forbidden: matches!(problem.fault, edit::Fault::Forbidden { .. }),
            message: problem.to_string(),
        }
    }
}

impl From<&Conflict> for PlanConflict {
    fn from(conflict: &Conflict) -> Self {
        let (kind, kept, offered) = match conflict {
            Conflict::BothChanged { kept, offered } => {
                (PlanConflictKind::BothChanged, Some(kept), Some(offered))
            }
            Conflict::NoReasonAnymore { kept } => {
                (PlanConflictKind::NoReasonAnymore, Some(kept), None)
            }
            Conflict::RemovedButChanged { offered } => {
                (PlanConflictKind::RemovedButChanged, None, Some(offered))
            }
        };
        let id = kept.or(offered).map(|question| question.id.clone());
        Self {
            kind,
            question_id: id.unwrap_or_default(),
            kept: kept.map(|question| question.text.clone()),
            offered: offered.map(|question| question.text.clone()),
        }
    }
}

/// All that differs, the title first, then questions, competencies, facts.
pub(crate) fn changes(difference: &Difference) -> Vec<PlanChange> {
    let title = difference.title.iter().map(|replaced| PlanChange {
        kind: PlanChangeKind::Changed,
        part: PlanPart::Title,
        key: String::new(),
        before: Some(replaced.before.clone()),
        after: Some(replaced.after.clone()),
        details: Vec::new(),
    });
    let questions = difference.questions.iter().map(|change| PlanChange {
        details: details(change),
        ..of_item(change, PlanPart::Question, |question| question.text.clone())
    });
    let competencies = difference
        .competencies
        .iter()
        .map(|change| of_item(change, PlanPart::Competency, |competency| competency.name.clone()));
    let fact = |kind, before: Option<&String>, after: Option<&String>| PlanChange {
        kind,
        part: PlanPart::Fact,
        key: String::new(),
        before: before.cloned(),
        after: after.cloned(),
        details: Vec::new(),
    };
    let removed = difference.facts_removed.iter();
    let removed = removed.map(|it| fact(PlanChangeKind::Removed, Some(&it.text), None));
    let added = difference.facts_added.iter();
    let added = added.map(|it| fact(PlanChangeKind::Added, None, Some(&it.text)));
    title.chain(questions).chain(competencies).chain(removed).chain(added).collect()
}

fn of_item<T: Item>(
    change: &Change<T>,
    part: PlanPart,
    words: impl Fn(&T) -> String,
) -> PlanChange {
    let (kind, key, before, after) = match change {
        Change::Added { item, .. } => (PlanChangeKind::Added, item.key(), None, Some(item)),
        Change::Removed { item, .. } => (PlanChangeKind::Removed, item.key(), Some(item), None),
        Change::Changed { before, after } => {
            (PlanChangeKind::Changed, after.key(), Some(before), Some(after))
        }
        Change::Moved { key, .. } => (PlanChangeKind::Moved, key.as_str(), None, None),
    };
    PlanChange {
        kind,
        part,
        key: key.to_owned(),
        before: before.map(&words),
        after: after.map(&words),
        details: Vec::new(),
    }
}

/// What of a question changed.
fn details(change: &Change<Question>) -> Vec<&'static str> {
    let Change::Changed { before, after } = change else { return Vec::new() };
    let pairs = [
        (before.text != after.text, "wording"),
        (before.kind != after.kind, "kind"),
        (before.competency != after.competency, "what it looks at"),
        (before.because != after.because, "the posting's words"),
        (before.probes != after.probes, "follow-ups"),
        (before.rubric != after.rubric, "how it is rated"),
        (before.minutes != after.minutes, "minutes"),
        (before.must_ask != after.must_ask, "whether it must be asked"),
        (before.guard_override != after.guard_override, "override"),
    ];
    pairs.into_iter().filter_map(|(differs, what)| differs.then_some(what)).collect()
}
