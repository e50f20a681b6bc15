//! General feedback: a few sentences made from the ratings and nothing else.

use crate::plan::Plan;
use crate::provenance::{Provenance, ProvenanceKind};

use super::{Level, Rating};

/// A quote in the feedback is at most this long; a longer one is left to the rating.
const QUOTE_CHARS_MAX: usize = 220;

/// Two to five sentences about the interview.
pub(super) fn write(plan: &Plan, ratings: &[Rating], scorer: &Provenance) -> String {
    let mut rated: Vec<(u8, &Rating)> = ratings
        .iter()
        .filter_map(|rating| match rating.level {
            Level::Anchor(level) => Some((level, rating)),
            Level::InsufficientEvidence | Level::NeedsHuman => None,
        })
        .collect();
    // Stable: of equal levels, the plan's order decides.
    rated.sort_by_key(|(level, _)| std::cmp::Reverse(*level));
    let mut sentences = vec![format!(
        "{} of {} criteria could be rated from the answers.",
        rated.len(),
        ratings.len()
    )];
    if let Some((level, best)) = rated.first() {
        let quote = best
            .quotes
            .iter()
            .map(|quote| quote.text.trim())
            .find(|text| text.chars().count() <= QUOTE_CHARS_MAX);
        let words = quote
            .map(|text| format!(", in the candidate's words: “{}”", text.trim_end_matches('.')))
            .unwrap_or_default();
        sentences.push(format!(
            "The strongest evidence is on {} (level {level} of 5){words}.",
            name(plan, best)
        ));
    }
    if let Some((level, weakest)) =
        rated.last().filter(|(level, _)| rated.first().is_some_and(|(most, _)| most > level))
    {
        let missing =
            weakest.missing.first().map(|item| format!("; not found: {item}")).unwrap_or_default();
        sentences.push(format!(
            "The least is on {} (level {level} of 5){missing}.",
            name(plan, weakest)
        ));
    }
    let open = ratings.iter().filter(|rating| rating.level == Level::NeedsHuman).count();
    if open > 0 {
        sentences
            .push(format!("A person must rate {open}, because the model was not of one mind."));
    }
    let by = match scorer.kind {
        ProvenanceKind::Rules => format!("fixed rules ({scorer}), not by a person or a model,"),
        ProvenanceKind::Model => format!("a language model ({scorer}), not by a person,"),
        ProvenanceKind::Operator => format!("a person ({scorer})"),
    };
    sentences.push(format!("The ratings were made by {by} and are meant to help a person decide."));
    sentences.join(" ")
}

fn name(plan: &Plan, rating: &Rating) -> String {
    plan.competencies
        .iter()
        .find(|competency| competency.key == rating.competency)
        .map_or_else(|| rating.competency.clone(), |competency| format!("“{}”", competency.name))
}
