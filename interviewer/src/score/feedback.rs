//! General feedback: a few sentences made from the ratings and nothing else.

use crate::plan::Plan;
use crate::provenance::{Provenance, ProvenanceKind};

use super::{Level, Rating, wording};

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
    let words = &wording(plan).feedback;
    let counted = words.counted.replace("{rated}", &rated.len().to_string());
    let mut sentences = vec![counted.replace("{all}", &ratings.len().to_string())];
    if let Some((level, best)) = rated.first() {
        let quote = short_quote(best)
            .map(|text| words.words.replace("{quote}", text.trim_end_matches('.')))
            .unwrap_or_default();
        let strongest = words.strongest.replace("{level}", &level.to_string());
        sentences.push(strongest.replace("{name}", name(plan, best)).replace("{words}", &quote));
    }
    if let Some((level, weakest)) =
        rated.last().filter(|(level, _)| rated.first().is_some_and(|(most, _)| most > level))
    {
        let missing = weakest.missing.first();
        let missing = missing.map(|item| words.missing.replace("{item}", item)).unwrap_or_default();
        let least = words.weakest.replace("{level}", &level.to_string());
        sentences.push(least.replace("{name}", name(plan, weakest)).replace("{missing}", &missing));
    }
    let open = ratings.iter().filter(|rating| rating.level == Level::NeedsHuman).count();
    if open > 0 {
        sentences.push(words.needs_human.replace("{count}", &open.to_string()));
    }
    let by = match scorer.kind {
        ProvenanceKind::Rules => &words.by_rules,
        ProvenanceKind::Model => &words.by_model,
        ProvenanceKind::Operator => &words.by_person,
    };
    sentences.push(by.replace("{scorer}", &scorer.to_string()));
    sentences.join(" ")
}

/// A quote short enough for a sentence about it.
pub(super) fn short_quote(rating: &Rating) -> Option<&str> {
    let mut quotes = rating.quotes.iter().map(|quote| quote.text.trim());
    quotes.find(|text| text.chars().count() <= QUOTE_CHARS_MAX)
}

/// What people call the rated competency.
pub(super) fn name<'a>(plan: &'a Plan, rating: &'a Rating) -> &'a str {
    let found = plan.competencies.iter().find(|competency| competency.key == rating.competency);
    found.map_or(rating.competency.as_str(), |competency| &competency.name)
}
