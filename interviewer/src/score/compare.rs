//! Two scorecards of one interview, side by side: what changed between versions.

use serde::{Deserialize, Serialize};

use super::{Level, Scorecard};

/// What changed from one scorecard to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// Whether both rate answers to the same plan. If not, the numbers mean different things.
    pub same_plan: bool,
    /// Overall score before.
    pub overall_before: Option<u8>,
    /// Overall score after.
    pub overall_after: Option<u8>,
    /// One for each question that either rates: first those of the earlier one, in its order.
    pub criteria: Vec<Change>,
}

/// What changed in the rating of one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The question.
    pub question_id: String,
    /// Key of the competency it measures.
    pub competency: String,
    /// Level before; none if it was not rated.
    pub before: Option<Level>,
    /// Level after; none if it was not rated.
    pub after: Option<Level>,
    /// Levels gained, or lost if below zero; none unless both have a level.
    pub steps: Option<i8>,
    /// Whether both were rated by the same rubric.
    pub same_rubric: bool,
}

/// What changed from `before` to `after`, criterion by criterion.
pub fn compare(before: &Scorecard, after: &Scorecard) -> Comparison {
    let rating = |card: &Scorecard, id: &str| {
        card.ratings.iter().find(|rating| rating.question_id == id).cloned()
    };
    let added = after.ratings.iter().filter(|each| rating(before, &each.question_id).is_none());
    let criteria = before
        .ratings
        .iter()
        .chain(added)
        .map(|each| {
            let earlier = rating(before, &each.question_id);
            let later = rating(after, &each.question_id);
            let level = |level: Option<Level>| level.and_then(Level::number);
            let (from, to) = (earlier.as_ref().map(|r| r.level), later.as_ref().map(|r| r.level));
            let steps = level(from)
                .zip(level(to))
                .and_then(|(from, to)| i8::try_from(i16::from(to) - i16::from(from)).ok());
            Change {
                question_id: each.question_id.clone(),
                competency: each.competency.clone(),
                before: from,
                after: to,
                steps,
                same_rubric: earlier
                    .zip(later)
                    .is_some_and(|(earlier, later)| earlier.rubric_hash == later.rubric_hash),
            }
        })
        .collect();
    Comparison {
        same_plan: before.plan_hash == after.plan_hash,
        overall_before: before.overall,
        overall_after: after.overall,
        criteria,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::{Answer, Cutoffs, score};
    use crate::{Posting, plan};

    fn card(levels: &[Level]) -> Scorecard {
        let plan = plan(&Posting { title: "Cook".to_owned(), ..Posting::default() });
        let mut card = score(&plan, &Vec::<Answer>::new(), &Cutoffs::default());
        card.ratings.truncate(levels.len());
        for (rating, level) in card.ratings.iter_mut().zip(levels) {
            rating.level = *level;
        }
        card
    }

    #[test]
    fn each_criterion_says_how_far_it_moved() {
        let before = card(&[Level::Anchor(4), Level::Anchor(2), Level::InsufficientEvidence]);
        let mut after = card(&[Level::Anchor(2), Level::NeedsHuman, Level::Anchor(5)]);
        after.overall = Some(70);
        after.ratings[1].rubric_hash = "other".to_owned();
        let compared = compare(&before, &after);
        assert!(compared.same_plan);
        assert_eq!((compared.overall_before, compared.overall_after), (None, Some(70)));
        let steps: Vec<Option<i8>> = compared.criteria.iter().map(|change| change.steps).collect();
        assert_eq!(steps, [Some(-2), None, None]);
        let rubrics: Vec<bool> = compared.criteria.iter().map(|each| each.same_rubric).collect();
        assert_eq!(rubrics, [true, false, true]);
    }

    #[test]
    fn what_only_one_of_them_rates_is_shown_too() {
        let two = card(&[Level::Anchor(4), Level::Anchor(2)]);
        let one = card(&[Level::Anchor(4)]);
        let lost = compare(&two, &one);
        assert_eq!(
            (lost.criteria[1].before, lost.criteria[1].after),
            (Some(Level::Anchor(2)), None)
        );
        let mut other = one;
        other.plan_hash = "other".to_owned();
        let gained = compare(&other, &two);
        assert!(!gained.same_plan);
        assert_eq!(gained.criteria.len(), 2);
        assert_eq!((gained.criteria[1].before, gained.criteria[1].same_rubric), (None, false));
    }
}
