//! A scorecard without its numbers, for who wants to be shown evidence and rate by themselves.

use super::{Level, Scorecard};

/// What is left of a scorecard when nothing in it may be a rating: the questions, and what the
/// candidate said. Every level is for a person to find; feedback and explanations, which tell of
/// levels, are gone.
#[must_use]
pub fn evidence_only(mut scorecard: Scorecard) -> Scorecard {
    scorecard.overall = None;
    scorecard.lever_score = None;
    scorecard.feedback.clear();
    for rating in &mut scorecard.ratings {
        rating.level = Level::NeedsHuman;
        rating.missing.clear();
        rating.explanation.clear();
        rating.spread = None;
        rating.runs.clear();
    }
    scorecard
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Answer, Cutoffs, Posting, plan, score};

    #[test]
    fn quotes_stay_and_levels_go() {
        let plan = plan(&Posting { title: "Engineer".into(), ..Default::default() });
        let answers: Vec<Answer> = (1..)
            .zip(&plan.questions)
            .map(|(turn, question)| Answer {
                question_id: question.id.clone(),
                turn,
                text: format!(
                    "When we had this at my last company, I measured what happened and built a \
                     small version. As a result faults fell from 340 to 60. {}",
                    question.text
                ),
            })
            .collect();
        let scored = score(&plan, &answers, &Cutoffs::default());
        let left = evidence_only(scored.clone());
        let quotes = |of: &Scorecard| of.ratings.iter().map(|it| it.quotes.len()).sum::<usize>();
        assert!(scored.overall.is_some() && quotes(&scored) > 0);
        assert_eq!(quotes(&left), quotes(&scored));
        assert_eq!((left.overall, left.lever_score), (None, None));
        assert!(left.ratings.iter().all(|rating| rating.level == Level::NeedsHuman));
    }
}
