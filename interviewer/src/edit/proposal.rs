//! A plan for a changed posting that keeps what operators did to the old one.
//!
//! Three plans meet: `base`, by the rules from the old posting; `edited`, what operators made of it;
//! `fresh`, by the rules from the new posting. What only one side touched is taken from that side.
//! What both touched stays as the operator has it, and is listed as a conflict.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::difference::{Difference, Item, difference};
use super::settle;
use crate::plan::{Competency, Plan, Question};

/// A plan to approve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The proposed plan.
    pub plan: Plan,
    /// What it changes of the edited plan.
    pub difference: Difference,
    /// Where operator and rules disagree; the plan has the operator's.
    pub conflicts: Vec<Conflict>,
}

/// A question that the operator and the changed posting want otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Conflict {
    /// Both changed it.
    BothChanged {
        /// As the operator has it, and the proposed plan.
        kept: Box<Question>,
        /// As the rules would have it now.
        offered: Box<Question>,
    },
    /// The operator changed it, and the new posting gives no reason to ask it.
    NoReasonAnymore {
        /// As the operator has it, and the proposed plan.
        kept: Box<Question>,
    },
    /// The operator removed it, and the rules would ask it in other words now.
    RemovedButChanged {
        /// As the rules would have it now.
        offered: Box<Question>,
    },
}

/// Proposes a plan. Nothing that operators wrote, changed or removed is lost; `fresh` decides the
/// rest.
pub fn propose(base: &Plan, edited: &Plan, fresh: &Plan) -> Proposal {
    let mut conflicts = Vec::new();
    let questions = merged(&base.questions, &edited.questions, &fresh.questions, |met| {
        conflicts.push(match met {
            Met::BothChanged(kept, offered) => Conflict::BothChanged {
                kept: Box::new(kept.clone()),
                offered: Box::new(offered.clone()),
            },
            Met::Dropped(kept) => Conflict::NoReasonAnymore { kept: Box::new(kept.clone()) },
            Met::Removed(offered) => {
                Conflict::RemovedButChanged { offered: Box::new(offered.clone()) }
            }
        });
    });
    let mut competencies =
        merged(&base.competencies, &edited.competencies, &fresh.competencies, |_| {});
    keep_measured(&mut competencies, &questions, [edited, fresh]);
    let plan = settle(Plan {
        fallback: None,
        title: either(&base.title, &edited.title, &fresh.title),
        hash: String::new(),
        language: either(&base.language, &edited.language, &fresh.language),
        wording: either(&base.wording, &edited.wording, &fresh.wording),
        minutes: 0,
        seniority: either(&base.seniority, &edited.seniority, &fresh.seniority),
        provenance: fresh.provenance.clone(),
        competencies,
        questions,
        facts: either(&base.facts, &edited.facts, &fresh.facts),
    });
    Proposal { difference: difference(edited, &plan), plan, conflicts }
}

/// The operator's if it is another than the old rules' one, else the new rules'.
fn either<T: PartialEq + Clone>(base: &T, edited: &T, fresh: &T) -> T {
    if edited == base { fresh.clone() } else { edited.clone() }
}

/// Where operator and rules meet.
enum Met<'plans, T> {
    BothChanged(&'plans T, &'plans T),
    Dropped(&'plans T),
    Removed(&'plans T),
}

/// The items of the proposal, in order; `met` hears of what both sides want.
fn merged<'plans, T: Item>(
    base: &'plans [T],
    edited: &'plans [T],
    fresh: &'plans [T],
    mut met: impl FnMut(Met<'plans, T>),
) -> Vec<T> {
    let mut chosen: Vec<&T> = Vec::new();
    for key in order(base, edited, fresh) {
        let of = |items: &'plans [T]| items.iter().find(|item| item.key() == key);
        let (old, own, new) = (of(base), of(edited), of(fresh));
        let untouched = |item: &T| old.is_some_and(|old| old.same(item));
        match (own, new) {
            (Some(own), Some(new)) if untouched(own) => {
                chosen.push(if own.same(new) { own } else { new });
            }
            (Some(own), Some(new)) => {
                if !untouched(new) && !own.same(new) {
                    met(Met::BothChanged(own, new));
                }
                chosen.push(own);
            }
            (Some(own), None) if untouched(own) => {}
            (Some(own), None) => {
                if old.is_some() {
                    met(Met::Dropped(own));
                }
                chosen.push(own);
            }
            (None, Some(new)) if old.is_none() => chosen.push(new),
            (None, Some(new)) => {
                if !untouched(new) {
                    met(Met::Removed(new));
                }
            }
            (None, None) => {}
        }
    }
    chosen.into_iter().cloned().collect()
}

/// The keys of all items in the order of the proposal: the operator's, if they moved anything, else
/// the new rules'. What only the other side has comes after what it follows there.
fn order<'plans, T: Item>(
    base: &'plans [T],
    edited: &'plans [T],
    fresh: &'plans [T],
) -> Vec<&'plans str> {
    let keys = |items: &'plans [T]| -> Vec<&'plans str> { items.iter().map(Item::key).collect() };
    let (base, edited, fresh) = (keys(base), keys(edited), keys(fresh));
    let common = |one: &[&'plans str], other: &[&'plans str]| -> Vec<&'plans str> {
        one.iter().filter(|key| other.contains(key)).copied().collect()
    };
    let moved = common(&edited, &base) != common(&base, &edited);
    let (mut out, others) = if moved { (edited, fresh) } else { (fresh, edited) };
    for (at, key) in others.iter().enumerate() {
        if !out.contains(key) {
            let mut before = others.iter().take(at).rev();
            let after = before.find_map(|key| out.iter().position(|other| other == key));
            out.insert(after.map_or(0, |after| after + 1), key);
        }
    }
    out
}

/// Adds competencies that a question measures and none lists, and leaves out those that none does.
fn keep_measured(competencies: &mut Vec<Competency>, questions: &[Question], plans: [&Plan; 2]) {
    let measured: BTreeSet<&String> =
        questions.iter().filter_map(|question| question.competency.as_ref()).collect();
    competencies.retain(|competency| measured.contains(&competency.key));
    for key in measured {
        if competencies.iter().any(|competency| competency.key == *key) {
            continue;
        }
        let mut known = plans.into_iter().flat_map(|plan| &plan.competencies);
        competencies.extend(known.find(|competency| competency.key == *key).cloned());
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{plan, posting};
    use super::super::{Change, revise, validate};
    use super::*;

    fn by_id<'plan>(plan: &'plan Plan, id: &str) -> Option<&'plan Question> {
        plan.questions.iter().find(|question| question.id == id)
    }

    #[test]
    fn without_edits_the_new_rules_plan_is_proposed() {
        let base = plan();
        let fresh = crate::plan(&posting(&[
            "Sell flowers at the market and count the cash",
            "Coach two new sellers on how to treat customers",
            "Negotiate prices with the growers",
        ]));
        let proposal = propose(&base, &base, &fresh);
        assert_eq!(proposal.plan, fresh);
        assert_eq!(proposal.conflicts, []);
        assert_eq!(proposal.difference, difference(&base, &fresh));
        let same = propose(&base, &base, &base);
        assert!(same.difference.is_empty());
    }

    #[test]
    fn without_a_changed_posting_the_edits_stay() {
        let base = plan();
        let mut edited = base.clone();
        edited.questions[1].text = "What do you bind best?".to_owned();
        edited.questions.swap(2, 3);
        edited.questions.remove(4);
        edited.competencies.retain(|it| {
            edited.questions.iter().any(|question| question.competency.as_ref() == Some(&it.key))
        });
        let edited = revise(&base, &edited, "ana");
        let proposal = propose(&base, &edited, &base);
        assert_eq!(proposal.plan, edited);
        assert!(proposal.difference.is_empty() && proposal.conflicts.is_empty());
    }

    #[test]
    fn edits_are_never_lost() {
        let base = plan();
        let mut edited = base.clone();
        // Changed, and the rules would drop it; changed, and so do they; removed, and they change it.
        for at in [1, 2] {
            edited.questions[at].text = format!("What do you bind best, and why? {at}");
        }
        let removed = edited.questions.remove(3);
        let own = Question { id: String::new(), ..edited.questions[1].clone() };
        edited.questions.insert(1, own);
        let edited = revise(&base, &edited, "ana");
        let mut fresh = base.clone();
        let dropped = fresh.questions.remove(1);
        fresh.questions[1].text = "Which flowers keep longest?".to_owned();
        fresh.questions[2].text = "How do you teach binding?".to_owned();
        let fresh_only = Question { id: "new-past".to_owned(), ..fresh.questions[3].clone() };
        fresh.questions.insert(3, fresh_only.clone());
        let proposal = propose(&base, &edited, &fresh);
        for question in edited.questions.iter().filter(|it| it.provenance.to_string() == "ana") {
            assert_eq!(by_id(&proposal.plan, &question.id), Some(question));
        }
        assert_eq!(by_id(&proposal.plan, &removed.id), None);
        assert_eq!(by_id(&proposal.plan, "new-past"), Some(&fresh_only));
        assert!(
            matches!(
                proposal.conflicts.as_slice(),
                [
                    Conflict::NoReasonAnymore { kept },
                    Conflict::BothChanged { .. },
                    Conflict::RemovedButChanged { .. },
                ] if kept.id == dropped.id
            ),
            "{:?}",
            proposal.conflicts
        );
        let added = |change: &Change<Question>| matches!(change, Change::Added { item, .. } if item.id == "new-past");
        assert!(proposal.difference.questions.iter().any(added));
        let first_and_last = [&proposal.plan.questions[0], proposal.plan.questions.last().unwrap()];
        assert_eq!(first_and_last.map(|it| it.id.as_str()), ["opener", "closer"]);
        let errors = validate(&proposal.plan);
        assert!(
            errors.iter().all(|it| it.severity == super::super::Severity::Warning),
            "{errors:?}"
        );
    }

    #[test]
    fn a_weight_and_an_order_of_the_operators_stay() {
        let base = plan();
        let mut edited = base.clone();
        edited.competencies[1].weight = 5;
        edited.questions.swap(1, 2);
        let mut fresh = base.clone();
        fresh.title = "Head florist".to_owned();
        let proposal = propose(&base, &edited, &fresh);
        assert_eq!(proposal.plan.competencies[1].weight, 5);
        assert_eq!(proposal.plan.questions, edited.questions);
        assert_eq!(proposal.plan.title, "Head florist");
        assert!(proposal.difference.title.is_some());
    }
}
