//! From evidence to a level, and from levels to the overall score.

use crate::bank::Wording;
use crate::plan::{Competency, Plan, Question};

use super::evidence::{self, Evidence, Lacking, Mark};
use super::subject::Sought;
use super::{Answer, Level, Rating, verify_quotes, wording};

/// Without own actions an answer reaches no higher.
const LEVEL_WITHOUT_ACTION_MAX: u8 = 2;
/// Without a result or a reason an answer reaches no higher.
const LEVEL_WITHOUT_OUTCOME_MAX: u8 = 3;
/// With up to a quarter of what was looked for an answer reaches no higher.
const LEVEL_LITTLE_COVERED_MAX: u8 = 3;
/// With half of it.
const LEVEL_HALF_COVERED_MAX: u8 = 4;
/// Points for what was looked for: four for all of it.
const COVERAGE_POINTS: usize = 4;
/// Points for all else.
const OTHER_POINTS: usize = 8;
/// The top of the scale.
const LEVEL_MAX: u8 = 5;

/// Rates the answers to one question, and says why if there is no level.
pub(super) fn rate(sought: &Sought<'_>, answers: &[Answer]) -> (Rating, Option<Lacking>) {
    let Sought { plan, question, rubric, .. } = sought;
    let evidence = evidence::gather(sought, answers);
    let words = wording(plan);
    let (level, explanation) = if let Some(why) = evidence.lacking {
        (Level::InsufficientEvidence, why_not(why, words).to_owned())
    } else {
        let level = level(&evidence);
        (Level::Anchor(level), explain(&evidence, level, words))
    };
    let mut missing = evidence.missing.clone();
    if evidence.lacking.is_none() && !evidence.has(Mark::Result) {
        missing.push(words.no_result.clone());
    }
    if evidence.lacking.is_none() && evidence.actions == 0 {
        missing.push(words.no_action.clone());
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
    (rating, evidence.lacking)
}

fn why_not(why: Lacking, words: &'static Wording) -> &'static str {
    let lacking = &words.lacking;
    match why {
        Lacking::Empty => &lacking.empty,
        Lacking::Orders => &lacking.orders,
        Lacking::Language => &lacking.language,
        Lacking::Short => &lacking.short,
        Lacking::Sentences => &lacking.sentences,
        Lacking::Repeats => &lacking.repeats,
        Lacking::Elsewhere => &lacking.elsewhere,
    }
}

/// Structure, specifics and coverage, added up. Length counts for nothing.
fn level(evidence: &Evidence) -> u8 {
    let has = |mark| usize::from(evidence.has(mark));
    let structure = has(Mark::Situation) + has(Mark::Reason) + has(Mark::Result);
    let specifics = has(Mark::Number).max(has(Mark::Tool));
    let actions = match evidence.actions {
        0 => 0,
        1..=2 => 1,
        3..=4 => 2,
        5..=6 => 3,
        _ => 4,
    };
    let told = structure + specifics + actions;
    let looked_for = evidence.found.len() + evidence.missing.len();
    let coverage = (evidence.found.len() * COVERAGE_POINTS).checked_div(looked_for);
    // Where nothing is looked for, all else makes up the whole.
    let points = coverage.map_or_else(
        || told * (OTHER_POINTS + COVERAGE_POINTS) / OTHER_POINTS,
        |coverage| told + coverage,
    );
    let level = match points {
        0..=2 => 1,
        3..=4 => 2,
        5..=7 => 3,
        8..=9 => 4,
        _ => LEVEL_MAX,
    };
    let action = if evidence.actions == 0 { LEVEL_WITHOUT_ACTION_MAX } else { LEVEL_MAX };
    let outcome = if evidence.has(Mark::Result) || evidence.has(Mark::Reason) {
        LEVEL_MAX
    } else {
        LEVEL_WITHOUT_OUTCOME_MAX
    };
    // Who shows little of what was looked for may speak well, but of something else.
    let covered = match coverage {
        Some(0 | 1) => LEVEL_LITTLE_COVERED_MAX,
        Some(2) => LEVEL_HALF_COVERED_MAX,
        Some(_) | None => LEVEL_MAX,
    };
    level.min(action).min(outcome).min(covered)
}

fn explain(evidence: &Evidence, level: u8, words: &Wording) -> String {
    let parts = &words.parts;
    let has: Vec<&str> = [
        (evidence.has(Mark::Situation), &parts.situation),
        (evidence.actions > 0, &parts.action),
        (evidence.has(Mark::Result), &parts.result),
        (evidence.has(Mark::Reason), &parts.reason),
        (evidence.has(Mark::Number), &parts.number),
        (evidence.has(Mark::Tool), &parts.tool),
    ]
    .into_iter()
    .filter_map(|(present, part)| present.then_some(part.as_str()))
    .collect();
    let has = if has.is_empty() { words.no_parts.clone() } else { has.join(", ") };
    let looked_for = evidence.found.len() + evidence.missing.len();
    let explained = if looked_for == 0 { &words.explained_bare } else { &words.explained };
    explained
        .replace("{level}", &level.to_string())
        .replace("{parts}", &has)
        .replace("{found}", &evidence.found.len().to_string())
        .replace("{all}", &looked_for.to_string())
}

/// Weighted mean of the levels, 1 to 5 as 0 to 100. None if over half the ratings lack evidence. A
/// question has its own weight times that of its competency.
pub(super) fn overall(plan: &Plan, ratings: &[Rating]) -> Option<u8> {
    let mut points = 0_u128;
    let mut weights = 0_u128;
    let mut rated = 0_usize;
    for ((question, rubric), rating) in plan.scored().zip(ratings) {
        if let Level::Anchor(level) = rating.level {
            let weight = u128::from(rubric.weight) * u128::from(competency_weight(plan, question));
            rated += 1;
            points += weight * u128::from(level.saturating_sub(1)) * 25;
            weights += weight;
        }
    }
    if (ratings.len() - rated) * 2 > ratings.len() {
        return None;
    }
    let mean = (points + weights / 2).checked_div(weights)?;
    u8::try_from(mean.min(100)).ok()
}

/// The weight of the competency that `question` measures; 1 where the plan lists none.
fn competency_weight(plan: &Plan, question: &Question) -> u32 {
    let measured = |it: &&Competency| question.competency.as_ref() == Some(&it.key);
    plan.competencies.iter().find(measured).map_or(1, |it| it.weight)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::BANK;
    use crate::posting::Posting;
    use crate::score::Cutoffs;

    const MARKS: [Mark; 5] =
        [Mark::Situation, Mark::Result, Mark::Reason, Mark::Number, Mark::Tool];

    /// Every combination of marks, actions and coverage.
    fn all() -> impl Iterator<Item = Evidence> {
        (0..1_u32 << MARKS.len()).flat_map(|bits| {
            let marks = (0..).zip(MARKS).filter(move |(bit, _)| bits & (1 << bit) != 0);
            let marks: std::collections::BTreeSet<Mark> = marks.map(|(_, mark)| mark).collect();
            (0..9).flat_map(move |actions| {
                let marks = marks.clone();
                (0..=4).map(move |found| Evidence {
                    marks: marks.clone(),
                    actions,
                    found: vec![String::new(); found],
                    missing: vec![String::new(); 4 - found],
                    ..Evidence::default()
                })
            })
        })
    }

    #[test]
    fn more_evidence_never_gives_a_lower_level() {
        let mut reached = std::collections::BTreeSet::new();
        for evidence in all() {
            let before = level(&evidence);
            reached.insert(before);
            let mut more = vec![Evidence { actions: evidence.actions + 1, ..evidence.clone() }];
            more.extend(MARKS.map(|mark| {
                let mut marked = evidence.clone();
                marked.marks.insert(mark);
                marked
            }));
            if !evidence.missing.is_empty() {
                let mut covered = evidence.clone();
                covered.found.extend(covered.missing.pop());
                more.push(covered);
            }
            assert!(more.iter().all(|more| level(more) >= before), "{evidence:?}");
        }
        assert_eq!(reached.into_iter().collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    }

    #[test]
    fn where_nothing_is_looked_for_every_level_can_be_reached() {
        let mut reached = std::collections::BTreeSet::new();
        for bare in all().map(|it| Evidence { found: Vec::new(), missing: Vec::new(), ..it }) {
            let before = level(&bare);
            reached.insert(before);
            let more = Evidence { actions: bare.actions + 1, ..bare.clone() };
            assert!(level(&more) >= before, "{bare:?}");
            for code in BANK.wording.keys() {
                let explained = explain(&bare, before, &BANK.wording[code]);
                assert!(!explained.contains(['0', '{']), "{explained}");
            }
        }
        assert_eq!(reached.into_iter().collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    }

    #[test]
    fn no_own_action_no_high_level() {
        for evidence in all().filter(|evidence| evidence.actions == 0) {
            assert!(level(&evidence) <= LEVEL_WITHOUT_ACTION_MAX);
        }
    }

    fn rating(level: u8) -> Rating {
        Rating {
            question_id: String::new(),
            competency: String::new(),
            level: if level == 0 { Level::InsufficientEvidence } else { Level::Anchor(level) },
            quotes: Vec::new(),
            missing: Vec::new(),
            explanation: String::new(),
            rubric_hash: String::new(),
            spread: None,
            runs: Vec::new(),
        }
    }

    #[test]
    fn a_competency_of_twice_the_weight_counts_twice() {
        let mut plan = crate::plan::plan(&Posting::default());
        let scored: Vec<&Question> = plan.scored().map(|(question, _)| question).collect();
        let key = scored[0].competency.clone().unwrap();
        let ratings: Vec<Rating> = scored
            .iter()
            .map(|it| rating(if it.competency.as_ref() == Some(&key) { 5 } else { 1 }))
            .collect();
        let own = ratings.iter().filter(|it| it.level == Level::Anchor(5)).count();
        let others = ratings.len() - own;
        let mean = |own: usize| u8::try_from((own * 200 + own + others) / (2 * (own + others)));
        assert_eq!(overall(&plan, &ratings), mean(own).ok());
        for competency in &mut plan.competencies {
            competency.weight = 3;
        }
        assert_eq!(overall(&plan, &ratings), mean(own).ok(), "none counts more than another");
        for competency in plan.competencies.iter_mut().filter(|it| it.key == key) {
            competency.weight = 6;
        }
        assert_eq!(overall(&plan, &ratings), mean(own * 2).ok());
        plan.competencies.clear();
        assert_eq!(overall(&plan, &ratings), mean(own).ok(), "a weight that is not stated is 1");
    }

    #[test]
    fn a_higher_level_never_gives_a_lower_overall_nor_lever_score() {
        let plan = crate::plan::plan(&Posting::default());
        let scored = |levels: &[u8]| {
            let ratings: Vec<Rating> = levels.iter().copied().map(rating).collect();
            overall(&plan, &ratings)
        };
        for number in 0..6_u32.pow(5) {
            let levels: Vec<u8> =
                (0..5).map(|place| u8::try_from(number / 6_u32.pow(place) % 6).unwrap()).collect();
            let lacking: usize = levels.iter().map(|level| usize::from(*level == 0)).sum();
            let before = scored(&levels);
            assert_eq!(before.is_none(), lacking * 2 > levels.len(), "{levels:?}");
            for place in 0..levels.len() {
                let mut raised = levels.clone();
                if (1..5).contains(&raised[place]) {
                    raised[place] += 1;
                    assert!(scored(&raised) >= before, "{levels:?}");
                    let lever = |overall: Option<u8>| {
                        overall.map(|points| Cutoffs::default().lever_score(points))
                    };
                    assert!(lever(scored(&raised)) >= lever(before), "{levels:?}");
                }
            }
        }
        assert_eq!(scored(&[1; 5]), Some(0));
        assert_eq!(scored(&[5; 5]), Some(100));
    }
}
