//! From evidence to a level, and from levels to the overall score.

use crate::plan::{Plan, Question, Rubric};

use super::evidence::{self, Evidence, Mark};
use super::{Answer, Level, Rating, verify_quotes};

/// Points for the share of what was looked for that was found.
const COVERAGE_POINTS: usize = 4;
/// Shared words with the posting that count as being about it.
const POSTING_WORDS: usize = 2;
/// Without own actions an answer reaches no higher.
const LEVEL_WITHOUT_ACTION_MAX: u8 = 2;
/// Without a result or a reason an answer reaches no higher.
const LEVEL_WITHOUT_OUTCOME_MAX: u8 = 3;
/// The top of the scale.
const LEVEL_MAX: u8 = 5;

/// Rates the answers to one question.
pub(super) fn rate(
    plan: &Plan,
    question: &Question,
    rubric: &Rubric,
    answers: &[Answer],
) -> Rating {
    let evidence = evidence::gather(plan, question, rubric, answers);
    let (level, explanation) = if let Some(why) = &evidence.lacking {
        (Level::InsufficientEvidence, why.clone())
    } else {
        let level = level(&evidence);
        (Level::Anchor(level), explain(&evidence, level))
    };
    let mut missing = evidence.missing.clone();
    if evidence.lacking.is_none() && !evidence.has(Mark::Result) {
        missing.push("how it ended or would be known to have worked".to_owned());
    }
    if evidence.lacking.is_none() && evidence.actions == 0 {
        missing.push("the candidate's own part".to_owned());
    }
    let mut rating = Rating {
        question_id: question.id.clone(),
        competency: question.competency.clone().unwrap_or_default(),
        level,
        quotes: evidence.quotes,
        missing,
        explanation,
        rubric_hash: rubric.hash(),
        spread: None,
        runs: Vec::new(),
    };
    verify_quotes(&mut rating, answers);
    rating
}

/// Structure, specifics, coverage and words of the posting, added up. Length counts for nothing.
fn level(evidence: &Evidence) -> u8 {
    let structure = usize::from(evidence.has(Mark::Situation))
        + usize::from(evidence.actions > 0)
        + usize::from(evidence.has(Mark::Result));
    let specifics = usize::from(evidence.has(Mark::Number))
        + usize::from(evidence.has(Mark::Tool) || evidence.has(Mark::Reason))
        + usize::from(evidence.is_active());
    let looked_for = evidence.found.len() + evidence.missing.len();
    let coverage =
        (evidence.found.len() * COVERAGE_POINTS).checked_div(looked_for).unwrap_or_default();
    let posting = usize::from(evidence.posting_words >= POSTING_WORDS);
    let level = match structure + specifics + coverage + posting {
        0..=2 => 1,
        3..=4 => 2,
        5..=6 => 3,
        7..=8 => 4,
        _ => LEVEL_MAX,
    };
    let action = if evidence.actions == 0 { LEVEL_WITHOUT_ACTION_MAX } else { LEVEL_MAX };
    let outcome = if evidence.has(Mark::Result) || evidence.has(Mark::Reason) {
        LEVEL_MAX
    } else {
        LEVEL_WITHOUT_OUTCOME_MAX
    };
    level.min(action).min(outcome)
}

fn explain(evidence: &Evidence, level: u8) -> String {
    let said = |present: bool, thing: &str| {
        (if present { Some(thing.to_owned()) } else { None }).into_iter()
    };
    let has: Vec<String> = said(evidence.has(Mark::Situation), "a situation or an order of steps")
        .chain(said(evidence.actions > 0, "own actions"))
        .chain(said(evidence.has(Mark::Result), "a result or a check"))
        .chain(said(evidence.has(Mark::Reason), "reasons"))
        .chain(said(evidence.has(Mark::Number), "amounts"))
        .chain(said(evidence.has(Mark::Tool), "named tools"))
        .collect();
    let has = if has.is_empty() {
        "none of the parts of a full answer".to_owned()
    } else {
        has.join(", ")
    };
    format!(
        "Level {level} of {LEVEL_MAX} by rule. The answer has {has}; {} of {} points looked for were found.",
        evidence.found.len(),
        evidence.found.len() + evidence.missing.len(),
    )
}

/// Weighted mean of the levels, 1 to 5 as 0 to 100. None if over half the ratings lack evidence.
pub(super) fn overall(plan: &Plan, ratings: &[Rating]) -> Option<u8> {
    let mut points = 0_u64;
    let mut weights = 0_u64;
    let mut rated = 0_usize;
    for ((_, rubric), rating) in plan.scored().zip(ratings) {
        if let Level::Anchor(level) = rating.level {
            rated += 1;
            points += u64::from(rubric.weight) * u64::from(level.saturating_sub(1)) * 25;
            weights += u64::from(rubric.weight);
        }
    }
    if (ratings.len() - rated) * 2 > ratings.len() {
        return None;
    }
    let mean = (points + weights / 2).checked_div(weights)?;
    u8::try_from(mean.min(100)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_evidence_never_gives_a_lower_level() {
        let nothing = Evidence { missing: vec![String::new(); 4], ..Evidence::default() };
        assert_eq!(level(&nothing), 1);
        let some = Evidence {
            marks: [Mark::Situation, Mark::Reason].into(),
            actions: 1,
            ..nothing.clone()
        };
        let mut more = some.clone();
        more.marks.extend([Mark::Result, Mark::Number]);
        let mut all = more.clone();
        all.marks.insert(Mark::Tool);
        let all = Evidence {
            actions: 4,
            found: vec![String::new(); 4],
            missing: Vec::new(),
            posting_words: 3,
            ..all
        };
        let levels: Vec<u8> = [nothing, some, more, all].iter().map(level).collect();
        assert!(levels.is_sorted());
        assert_eq!(levels.last(), Some(&5));
    }

    #[test]
    fn no_own_action_no_high_level() {
        let evidence = Evidence {
            marks: [Mark::Situation, Mark::Result, Mark::Number, Mark::Tool].into(),
            found: vec![String::new(); 4],
            ..Evidence::default()
        };
        assert_eq!(level(&evidence), LEVEL_WITHOUT_ACTION_MAX);
    }
}
