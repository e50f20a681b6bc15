//! Plans in the hands of people: what an edit does, what is wrong with it, what it changed, how it
//! survives a changed posting, and how it looks as a text file.
//!
//! Pure functions over plans. Does not know: who may edit, where versions are kept, which one is
//! published.

mod difference;
mod proposal;
mod template;
mod text;
mod validation;

use std::collections::BTreeSet;

pub use difference::{Change, Difference, Item, Replaced, difference};
pub use proposal::{Conflict, Proposal, propose};
pub use template::Template;
pub use text::{
    TextError, plan_from_text, plan_to_text, questions_from_text, questions_to_text,
    template_from_text, template_to_text,
};
pub use validation::{Fault, Problem, Severity, findings, forbidden, validate};

use crate::plan::{Plan, Question};
use crate::provenance::{Provenance, ProvenanceKind};

/// Makes a plan of `edited`, which `operator` made out of `previous`: questions that differ are the
/// operator's from now on, the others stay whose they were; new questions without an id get one;
/// length and hash are put right. What is wrong with it, [`validate`] tells.
pub fn revise(previous: &Plan, edited: &Plan, operator: &str) -> Plan {
    let mut plan = edited.clone();
    let mut ids: BTreeSet<String> =
        previous.questions.iter().chain(&plan.questions).map(|it| it.id.clone()).collect();
    for question in &mut plan.questions {
        if question.id.trim().is_empty() {
            question.id = free_id(&ids);
            ids.insert(question.id.clone());
        }
        let before = previous.questions.iter().find(|before| before.id == question.id);
        if before.is_none_or(|before| before.guard_override != question.guard_override) {
            // Whoever brings one in answers for it, whatever a file says.
            question.guard_override = question.guard_override.take().map(|it| it.on(operator));
        }
        question.provenance = match before.filter(|before| same_question(before, question)) {
            Some(before) => before.provenance.clone(),
            None => Provenance {
                kind: ProvenanceKind::Operator,
                name: operator.to_owned(),
                version: String::new(),
            },
        };
    }
    settle(plan)
}

/// The first id of ours that is not taken.
fn free_id(taken: &BTreeSet<String>) -> String {
    let mut number = 1_usize;
    loop {
        let id = format!("own-{number}");
        if !taken.contains(&id) {
            return id;
        }
        number += 1;
    }
}

/// Whether two questions are the same, whoever wrote them.
fn same_question(one: &Question, other: &Question) -> bool {
    let anonymous = |question: &Question| Question {
        provenance: Provenance::rules("", ""),
        ..question.clone()
    };
    anonymous(one) == anonymous(other)
}

/// The plan with its length and its hash put right.
fn settle(mut plan: Plan) -> Plan {
    plan.minutes =
        plan.questions.iter().fold(0, |sum: u32, question| sum.saturating_add(question.minutes));
    plan.hash = plan.content_hash();
    plan
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::{Finding, Override, Topic};
    use crate::posting::{Posting, PostingList};

    pub(super) fn posting(duties: &[&str]) -> Posting {
        let html = format!("<li>{}</li>", duties.join("</li><li>"));
        Posting {
            title: "Florist".to_owned(),
            lists: vec![PostingList { heading: "Your tasks".to_owned(), html }],
            ..Posting::default()
        }
    }

    pub(super) fn plan() -> Plan {
        crate::plan(&posting(&[
            "Advise customers on flowers for weddings and funerals",
            "Plan deliveries with two drivers every morning",
            "Train apprentices in binding and arranging",
            "Keep the stock records and order from growers",
        ]))
    }

    #[test]
    fn an_override_is_on_whoever_brings_it_in() {
        let by = |plan: &Plan| {
            let each = plan.questions.iter().filter_map(|it| it.guard_override.as_ref());
            each.map(|it| it.by().to_owned()).collect::<Vec<_>>()
        };
        let finding =
            Finding { topic: Topic::Age, words: "age".to_owned(), ask_instead: String::new() };
        let mut previous = plan();
        previous.questions[1].guard_override =
            Some(Override::new("law", "bob", std::slice::from_ref(&finding)).unwrap());
        let mut edited = previous.clone();
        edited.questions[2].guard_override =
            Some(Override::new("law", "Head of Legal", &[finding]).unwrap());
        assert_eq!(by(&revise(&previous, &edited, "ana")), ["bob", "ana"]);
    }

    #[test]
    fn an_edited_question_is_the_operators_and_the_others_stay_whose_they_were() {
        let previous = plan();
        let mut edited = previous.clone();
        edited.questions[1].text = "Which bouquet are you proud of?".to_owned();
        edited.questions[1].minutes += 2;
        let added = Question { id: " ".to_owned(), ..edited.questions[2].clone() };
        edited.questions.insert(2, added);
        let revised = revise(&previous, &edited, "ana");
        let kinds: Vec<ProvenanceKind> =
            revised.questions.iter().take(4).map(|it| it.provenance.kind).collect();
        let (rules, operator) = (ProvenanceKind::Rules, ProvenanceKind::Operator);
        assert_eq!(kinds, [rules, operator, operator, rules]);
        assert_eq!(revised.questions[1].provenance.to_string(), "ana");
        assert_eq!(revised.questions[2].id, "own-1");
        assert_eq!(revised.minutes, previous.minutes + 2 + previous.questions[2].minutes);
        assert_eq!(revised.hash, revised.content_hash());
        assert_ne!(revised.hash, previous.hash);
        assert_eq!(revise(&previous, &previous, "ana"), previous);
        // Later edits by another leave the first one's name where it was.
        let again = revise(&revised, &revised, "bo");
        assert_eq!(again, revised);
    }
}
