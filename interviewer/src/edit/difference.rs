//! What differs between two plans, as someone who approves it reads it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::same_question;
use crate::plan::{Competency, Fact, Plan, Question};

/// What differs. Who wrote a question, the plan's hash and what follows from the questions makes no
/// difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The title, when it is another.
    pub title: Option<Replaced>,
    /// Questions, by their id.
    pub questions: Vec<Change<Question>>,
    /// Competencies, by their key.
    pub competencies: Vec<Change<Competency>>,
    /// Facts that only the older plan has.
    pub facts_removed: Vec<Fact>,
    /// Facts that only the newer has.
    pub facts_added: Vec<Fact>,
}

/// A text and the one in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replaced {
    /// In the older plan.
    pub before: String,
    /// In the newer.
    pub after: String,
}

/// A change of one item. Places count from 0. An item that was changed and moved has a change each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change<T> {
    /// Only the newer plan has it.
    Added {
        /// The item.
        item: T,
        /// Its place in the newer plan.
        place: usize,
    },
    /// Only the older plan has it.
    Removed {
        /// The item.
        item: T,
        /// Its place in the older plan.
        place: usize,
    },
    /// Both have it, not the same.
    Changed {
        /// In the older plan.
        before: T,
        /// In the newer.
        after: T,
    },
    /// Both have it, and it stands elsewhere among those that both have.
    Moved {
        /// Its id or key.
        key: String,
        /// Its place in the older plan.
        from: usize,
        /// Its place in the newer.
        to: usize,
    },
}

impl Difference {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.title.is_none()
            && self.questions.is_empty()
            && self.competencies.is_empty()
            && self.facts_removed.is_empty()
            && self.facts_added.is_empty()
    }
}

/// What a list of a plan is made of.
pub trait Item: Clone {
    /// Tells it from the others.
    fn key(&self) -> &str;
    /// Whether it says the same as another, whoever wrote them.
    fn same(&self, other: &Self) -> bool;
}

impl Item for Question {
    fn key(&self) -> &str {
        &self.id
    }

    fn same(&self, other: &Self) -> bool {
        same_question(self, other)
    }
}

impl Item for Competency {
    fn key(&self) -> &str {
        &self.key
    }

    fn same(&self, other: &Self) -> bool {
        self == other
    }
}

/// What differs between the plan `old` and the plan `new`.
pub fn difference(old: &Plan, new: &Plan) -> Difference {
    let only_in = |one: &Plan, other: &Plan| {
        one.facts.iter().filter(|fact| !other.facts.contains(fact)).cloned().collect()
    };
    Difference {
        title: (old.title != new.title)
            .then(|| Replaced { before: old.title.clone(), after: new.title.clone() }),
        questions: changes(&old.questions, &new.questions),
        competencies: changes(&old.competencies, &new.competencies),
        facts_removed: only_in(old, new),
        facts_added: only_in(new, old),
    }
}

fn place<T: Item>(items: &[T], key: &str) -> Option<usize> {
    items.iter().position(|item| item.key() == key)
}

fn changes<T: Item>(old: &[T], new: &[T]) -> Vec<Change<T>> {
    let mut out: Vec<Change<T>> = Vec::new();
    for (at, item) in old.iter().enumerate() {
        if place(new, item.key()).is_none() {
            out.push(Change::Removed { item: item.clone(), place: at });
        }
    }
    let common: Vec<(usize, usize, &T)> = new
        .iter()
        .enumerate()
        .filter_map(|(to, item)| Some((place(old, item.key())?, to, item)))
        .collect();
    let stayed = longest_rise(&common.iter().map(|(from, ..)| *from).collect::<Vec<_>>());
    for (at, item) in new.iter().enumerate() {
        let Some((from, ..)) = common.iter().find(|(_, to, _)| *to == at) else {
            out.push(Change::Added { item: item.clone(), place: at });
            continue;
        };
        if let Some(before) = old.get(*from).filter(|before| !before.same(item)) {
            out.push(Change::Changed { before: before.clone(), after: item.clone() });
        }
        if !stayed.contains(from) {
            out.push(Change::Moved { key: item.key().to_owned(), from: *from, to: at });
        }
    }
    out
}

/// The most numbers that stand in rising order; the others moved.
fn longest_rise(numbers: &[usize]) -> BTreeSet<usize> {
    let mut best: Vec<Vec<usize>> = Vec::new();
    for number in numbers {
        let before = best.iter().filter(|rise| rise.last().is_some_and(|last| last < number));
        let mut rise = before.max_by_key(|rise| rise.len()).cloned().unwrap_or_default();
        rise.push(*number);
        best.push(rise);
    }
    best.into_iter().max_by_key(Vec::len).unwrap_or_default().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::plan;
    use super::*;

    #[test]
    fn added_removed_changed_and_moved_are_told_apart() {
        let old = plan();
        assert!(difference(&old, &old).is_empty());
        let mut new = old.clone();
        new.title = "Head florist".to_owned();
        let removed = new.questions.remove(1);
        new.questions[1].text = "What do you bind best?".to_owned();
        let last = new.questions.len() - 2;
        new.questions.swap(2, last);
        let added = Question { id: "own-1".to_owned(), ..removed.clone() };
        new.questions.push(added.clone());
        new.competencies[0].weight = 2;
        let difference = difference(&old, &new);
        assert_eq!(difference.title.as_ref().unwrap().after, "Head florist");
        assert_eq!(difference.questions[0], Change::Removed { item: removed, place: 1 });
        let changed =
            Change::Changed { before: old.questions[2].clone(), after: new.questions[1].clone() };
        assert!(difference.questions.contains(&changed));
        let place = new.questions.len() - 1;
        assert!(difference.questions.contains(&Change::Added { item: added, place }));
        let moved =
            difference.questions.iter().filter(|change| matches!(change, Change::Moved { .. }));
        assert!((1..=2).contains(&moved.count()));
        assert_eq!(difference.competencies.len(), 1);
    }

    #[test]
    fn one_item_taken_to_the_front_is_one_move() {
        let old = plan();
        let mut new = old.clone();
        let taken = new.questions.remove(3);
        new.questions.insert(0, taken.clone());
        let moved = Change::Moved { key: taken.id, from: 3, to: 0 };
        assert_eq!(difference(&old, &new).questions, [moved]);
    }

    #[test]
    fn who_wrote_it_makes_no_difference() {
        let old = plan();
        let mut new = old.clone();
        new.questions[1].provenance = crate::Provenance::rules("rules", "99");
        assert!(difference(&old, &new).is_empty());
    }
}
