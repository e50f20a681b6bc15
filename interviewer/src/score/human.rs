//! Ratings by people, beside those of a scorer: both are kept, neither changes the other.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::plan::Plan;

use super::{Level, Scorecard};

/// The lowest and the highest level.
const LEVEL_MIN: u8 = 1;
const LEVEL_MAX: u8 = 5;
/// A comment has at most so many letters.
const COMMENT_CHARS_MAX: usize = 4_000;

/// What a person found in the answers to one question, by the same rubric.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HumanRating {
    /// The question.
    pub question_id: String,
    /// The level, or that the answers do not show it. Never [`Level::NeedsHuman`].
    pub level: Level,
    /// Why, in the person's words; may be empty.
    pub comment: String,
}

/// Why a person's ratings cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HumanRatingError {
    /// The plan has no scored question with this id.
    #[error("there is no scored question {question_id} in this plan")]
    NotAsked {
        /// The id.
        question_id: String,
    },
    /// The level is none that a person can give.
    #[error("the level of {question_id} must be 1 to 5, or that there is too little evidence")]
    OffScale {
        /// The question.
        question_id: String,
    },
    /// The question is rated more than once.
    #[error("{question_id} is rated more than once")]
    Twice {
        /// The question.
        question_id: String,
    },
    /// The comment is too long.
    #[error("the comment on {question_id} has more than 4,000 letters")]
    TooLong {
        /// The question.
        question_id: String,
    },
}

/// Whether a person's ratings fit the plan. Not every question needs one.
pub fn check_human_ratings(plan: &Plan, ratings: &[HumanRating]) -> Result<(), HumanRatingError> {
    let mut seen = BTreeSet::new();
    for rating in ratings {
        let question_id = rating.question_id.clone();
        if !plan.scored().any(|(question, _)| question.id == question_id) {
            return Err(HumanRatingError::NotAsked { question_id });
        }
        let on_scale = match rating.level {
            Level::Anchor(level) => (LEVEL_MIN..=LEVEL_MAX).contains(&level),
            Level::InsufficientEvidence => true,
            Level::NeedsHuman => false,
        };
        if !on_scale {
            return Err(HumanRatingError::OffScale { question_id });
        }
        if rating.comment.chars().count() > COMMENT_CHARS_MAX {
            return Err(HumanRatingError::TooLong { question_id });
        }
        if !seen.insert(&rating.question_id) {
            return Err(HumanRatingError::Twice { question_id });
        }
    }
    Ok(())
}

/// The levels of the questions that both a scorer and a person gave one: the scorer's, the person's.
/// Those of many interviews together make an [`Agreement`].
pub fn pairs(card: &Scorecard, ratings: &[HumanRating]) -> Vec<(u8, u8)> {
    card.ratings
        .iter()
        .filter_map(|rated| {
            let human = ratings.iter().find(|human| human.question_id == rated.question_id)?;
            Some((rated.level.number()?, human.level.number()?))
        })
        .collect()
}

/// How far two raters agree.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// Answers that both gave a level.
    pub count: usize,
    /// Share with equal levels, 0 to 1.
    pub exact: f64,
    /// Share with levels at most one apart, 0 to 1.
    pub within_one: f64,
    /// Cohen's kappa with quadratic weights: 1 is full agreement, 0 what chance gives. None where
    /// both give one and the same level throughout, since chance then gives everything.
    pub qwk: Option<f64>,
}

impl Agreement {
    /// The agreement over these pairs of levels, 1 to 5; none without any. Pairs off the scale are
    /// left out.
    #[expect(clippy::cast_precision_loss, reason = "counts are far below where that matters")]
    pub fn of(pairs: &[(u8, u8)]) -> Option<Self> {
        let scale = LEVEL_MIN..=LEVEL_MAX;
        let pairs: Vec<(u8, u8)> =
            pairs.iter().filter(|(a, b)| scale.contains(a) && scale.contains(b)).copied().collect();
        if pairs.is_empty() {
            return None;
        }
        let count = pairs.len() as f64;
        let share =
            |most: u8| pairs.iter().filter(|(a, b)| a.abs_diff(*b) <= most).count() as f64 / count;
        let apart = |a: u8, b: u8| f64::from(a.abs_diff(b)).powi(2);
        let seen: f64 = pairs.iter().map(|(a, b)| apart(*a, *b)).sum::<f64>() / count;
        // Each level of the one with each of the other is what chance gives.
        let by_chance: f64 =
            pairs.iter().flat_map(|(a, _)| pairs.iter().map(|(_, b)| apart(*a, *b))).sum::<f64>()
                / (count * count);
        Some(Self {
            count: pairs.len(),
            exact: share(0),
            within_one: share(1),
            qwk: (by_chance > 0.0).then(|| 1.0 - seen / by_chance),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::{Cutoffs, score};
    use crate::{Posting, plan};

    fn human(question_id: &str, level: Level) -> HumanRating {
        HumanRating { question_id: question_id.to_owned(), level, comment: String::new() }
    }

    fn cook() -> Plan {
        plan(&Posting { title: "Cook".to_owned(), ..Posting::default() })
    }

    #[test]
    fn only_ratings_that_fit_the_plan_are_taken() {
        let plan = cook();
        let ids: Vec<&str> = plan.scored().map(|(question, _)| question.id.as_str()).collect();
        let good = [human(ids[0], Level::Anchor(5)), human(ids[1], Level::InsufficientEvidence)];
        assert_eq!(check_human_ratings(&plan, &good), Ok(()));
        assert_eq!(check_human_ratings(&plan, &[]), Ok(()));
        let refused = |rating: HumanRating| check_human_ratings(&plan, &[rating]).unwrap_err();
        for level in [Level::Anchor(0), Level::Anchor(6), Level::NeedsHuman] {
            assert!(matches!(refused(human(ids[0], level)), HumanRatingError::OffScale { .. }));
        }
        for id in ["opener", "nowhere"] {
            let error = refused(human(id, Level::Anchor(3)));
            assert!(matches!(error, HumanRatingError::NotAsked { .. }));
        }
        let wordy = HumanRating { comment: "x".repeat(4_001), ..human(ids[0], Level::Anchor(3)) };
        assert!(matches!(refused(wordy), HumanRatingError::TooLong { .. }));
        let twice = [human(ids[0], Level::Anchor(5)), human(ids[0], Level::Anchor(5))];
        let error = check_human_ratings(&plan, &twice).unwrap_err();
        assert_eq!(error.to_string(), format!("{} is rated more than once", ids[0]));
    }

    #[test]
    fn a_pair_is_what_both_gave_a_level() {
        let plan = cook();
        let mut card = score(&plan, &[], &Cutoffs::default());
        card.ratings[0].level = Level::Anchor(4);
        card.ratings[1].level = Level::Anchor(2);
        card.ratings[2].level = Level::NeedsHuman;
        let ratings: Vec<HumanRating> = [Level::Anchor(3), Level::InsufficientEvidence]
            .into_iter()
            .chain([Level::Anchor(1)])
            .zip(&card.ratings)
            .map(|(level, rated)| human(&rated.question_id, level))
            .collect();
        assert_eq!(pairs(&card, &ratings), [(4, 3)]);
    }

    #[test]
    fn agreement_is_counted_as_the_textbook_does() {
        // By hand: seen (0+0+1+4)/4 = 1.25; by chance, all sixteen of {1,3,4,5} with {1,3,5,3}:
        // (0+4+16+4 + 4+0+4+0 + 9+1+1+1 + 16+4+0+4)/16 = 68/16 = 4.25.
        let agreement = Agreement::of(&[(1, 1), (3, 3), (4, 5), (5, 3)]).unwrap();
        assert_eq!(agreement.count, 4);
        assert!((agreement.exact - 0.5).abs() < 1e-12);
        assert!((agreement.within_one - 0.75).abs() < 1e-12);
        assert!((agreement.qwk.unwrap() - (1.0 - 1.25 / 4.25)).abs() < 1e-12);
    }

    #[test]
    fn full_agreement_is_one_and_nothing_is_nothing() {
        assert_eq!(Agreement::of(&[(1, 1), (5, 5)]).unwrap().qwk, Some(1.0));
        assert_eq!(Agreement::of(&[(3, 3), (3, 3)]).unwrap().qwk, None);
        assert!(Agreement::of(&[(1, 5), (5, 1)]).unwrap().qwk.unwrap() < 0.0);
        assert_eq!(Agreement::of(&[]), None);
        assert_eq!(Agreement::of(&[(0, 9)]), None);
    }
}
