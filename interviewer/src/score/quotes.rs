//! Quotes are the candidate's words or the rating is void.

use crate::words::{collapsed, stand_in};

use super::{Answer, Level, Quote, Rating};

/// Voids `rating` unless it rests on the candidate's words: every quote must stand verbatim (white
/// space aside) and in whole words in the turn it names, in an answer to the rated question, and a
/// level needs a quote. A void rating has no level, no quotes, and says why.
///
/// Meant for the ratings of every scorer, whoever it is.
pub fn verify_quotes(rating: &mut Rating, answers: &[Answer]) {
    let fault = match rating.level {
        Level::Anchor(level) if !(1..=5).contains(&level) => Some("its level is not on the scale"),
        Level::Anchor(_) if rating.quotes.is_empty() => Some("it has no quote"),
        Level::Anchor(_) | Level::InsufficientEvidence | Level::NeedsHuman => None,
    };
    let invented =
        || rating.quotes.iter().any(|quote| !is_verbatim(quote, &rating.question_id, answers));
    if let Some(fault) = fault.or_else(|| invented().then_some("a quote is not in the transcript"))
    {
        rating.level = Level::InsufficientEvidence;
        rating.quotes.clear();
        rating.explanation = format!("This rating was voided: {fault}.");
    }
}

/// Whether `quote` stands verbatim, white space aside, and in whole words in the turn it names, in an
/// answer to the question.
pub(super) fn is_verbatim(quote: &Quote, question_id: &str, answers: &[Answer]) -> bool {
    let words = collapsed(&quote.text);
    let mut turns = answers
        .iter()
        .filter(|answer| answer.turn == quote.turn && answer.question_id == question_id);
    turns.any(|answer| stand_in(&collapsed(&answer.text), &words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rating(level: Level, quotes: &[(&str, u32)]) -> Rating {
        Rating {
            question_id: "q".to_owned(),
            competency: "c".to_owned(),
            level,
            quotes: quotes
                .iter()
                .map(|(text, turn)| Quote { text: (*text).to_owned(), turn: *turn })
                .collect(),
            missing: Vec::new(),
            explanation: "Level 4 of 5.".to_owned(),
            rubric_hash: String::new(),
            spread: None,
            runs: Vec::new(),
        }
    }

    fn answers() -> Vec<Answer> {
        let answer = |question_id: &str, turn, text: &str| Answer {
            question_id: question_id.to_owned(),
            turn,
            text: text.to_owned(),
        };
        vec![
            answer("q", 2, "I led  the\nmove to AWS. It worked."),
            answer("other", 4, "I like cheese."),
        ]
    }

    fn verified(level: Level, quotes: &[(&str, u32)]) -> Rating {
        let mut rating = rating(level, quotes);
        verify_quotes(&mut rating, &answers());
        rating
    }

    #[test]
    fn verbatim_quotes_stand_whatever_the_white_space() {
        let kept = verified(Level::Anchor(4), &[("I led the move to AWS.", 2)]);
        assert_eq!(kept.level, Level::Anchor(4));
        assert_eq!(kept.quotes.len(), 1);
    }

    #[test]
    fn a_quote_begins_and_ends_with_a_word() {
        let said = [Answer {
            question_id: "q".to_owned(),
            turn: 1,
            text: "I was unable to lead it; 15 people can't be irresponsible.We shipped 3.5. 我领导了团队。"
                .to_owned(),
        }];
        let stands = |text: &str| {
            let quote = Quote { text: text.to_owned(), turn: 1 };
            is_verbatim(&quote, "q", &said)
        };
        for whole in
            ["unable to lead it", "15 people", "irresponsible.", "We shipped", "can't", "领导"]
        {
            assert!(stands(whole), "{whole}");
        }
        for part in
            ["able to lead it", "5 people", "responsible.", "15 people can", "shipped 3", " ", ""]
        {
            assert!(!stands(part), "{part}");
        }
    }

    #[test]
    fn an_invented_or_borrowed_quote_voids_the_rating() {
        for quotes in [
            &[("I led the move to Azure.", 2)][..],
            &[("I led the move to AWS.", 3)],
            &[("I like cheese.", 4)],
            &[("I led the move to AWS.", 2), ("I invented it.", 2)],
            &[(" ", 2)],
            &[],
        ] {
            let void = verified(Level::Anchor(4), quotes);
            assert_eq!(void.level, Level::InsufficientEvidence, "{quotes:?}");
            assert!(void.quotes.is_empty());
            assert!(void.explanation.contains("voided"));
        }
    }

    #[test]
    fn a_level_off_the_scale_voids_the_rating() {
        assert_eq!(
            verified(Level::Anchor(6), &[("It worked.", 2)]).level,
            Level::InsufficientEvidence
        );
        assert_eq!(
            verified(Level::Anchor(0), &[("It worked.", 2)]).level,
            Level::InsufficientEvidence
        );
    }

    #[test]
    fn insufficient_evidence_stays_as_it_is() {
        let kept = verified(Level::InsufficientEvidence, &[]);
        assert_eq!(kept.explanation, "Level 4 of 5.");
    }
}
