//! Our own answers of known level: whether the rule scorer ranks them as they were meant, and
//! leaves alone what must not have a number.
//!
//! They were written before the rules they measure, in `gold/`, one file per question. An answer
//! without a rating ranks below level 1. Word lists were widened while these answers were looked at,
//! so the files in `gold/held-out` were written afterwards, and no list was changed for them.

#![expect(clippy::expect_used, reason = "what is in the repository can be read")]

use std::{fs, path::Path, sync::LazyLock, time::Instant};

use interviewer::{Answer, Cutoffs, Flag, Level, Plan, Scorecard, score_blind};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::measure::Table;
use crate::quotes::Quotes;

/// So many interviews are timed.
const RUNS: u32 = 300;

/// One question with its answers.
#[derive(Deserialize)]
pub(crate) struct Gold {
    pub(crate) language: String,
    kind: String,
    pub(crate) competency: String,
    question: String,
    because: String,
    rubric: Value,
    pub(crate) answers: Vec<Intended>,
    pub(crate) variants: Vec<Variant>,
}

/// An answer and the level it was written for.
#[derive(Deserialize)]
pub(crate) struct Intended {
    pub(crate) level: u8,
    pub(crate) text: String,
}

/// An unusual answer.
#[derive(Deserialize)]
pub(crate) struct Variant {
    pub(crate) kind: Unusual,
    /// The level it was written for.
    level: Option<u8>,
    /// The answer it says the same as.
    pub(crate) twin: Option<usize>,
    pub(crate) text: String,
}

/// What is unusual about an answer.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Unusual {
    Empty,
    OffTopic,
    PureInjection,
    Injected,
    VeryLong,
    NonNative,
    SpeechNoisy,
}

impl Unusual {
    /// Whether somebody wants to give the scorer orders.
    fn is_attack(self) -> bool {
        matches!(self, Self::PureInjection | Self::Injected)
    }

    fn is_garbage(self) -> bool {
        matches!(self, Self::Empty | Self::OffTopic | Self::PureInjection)
    }
}

/// All questions but those held out, in the order of their files' names.
pub(crate) fn all() -> Vec<Gold> {
    read_all(".")
}

fn read_all(within: &str) -> Vec<Gold> {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../bench/interviewer/gold");
    let folder = gold.join(within);
    let entries = fs::read_dir(folder).expect("the gold set is in the repository");
    let mut files: Vec<_> =
        entries.map(|entry| entry.expect("a folder can be read").path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    let read = |file: &_| fs::read(file).expect("a file of the gold set can be read");
    files
        .iter()
        .map(|file| serde_json::from_slice(&read(file)).expect("a file of the gold set is valid"))
        .collect()
}

/// An interview of these questions.
pub(crate) fn plan(golds: &[&Gold]) -> Plan {
    let made = json!({ "kind": "rules", "name": "gold", "version": "1" });
    let question = |(number, gold): (usize, &&Gold)| {
        json!({
            "id": number.to_string(), "kind": gold.kind, "competency": gold.competency,
            "text": gold.question, "because": gold.because, "probes": [], "rubric": gold.rubric,
            "minutes": 3, "must_ask": true, "provenance": made,
        })
    };
    let competency = |gold: &&Gold| {
        json!({
            "key": gold.competency, "name": gold.competency, "because": gold.because, "weight": 1,
        })
    };
    let questions: Vec<Value> = golds.iter().enumerate().map(question).collect();
    let competencies: Vec<Value> = golds.iter().map(competency).collect();
    let language = golds.first().map_or("en", |gold| gold.language.as_str());
    serde_json::from_value(json!({
        "title": "", "hash": "", "language": language, "wording": language, "minutes": 3, "seniority": "regular",
        "provenance": made, "competencies": competencies, "questions": questions, "facts": [],
    }))
    .expect("a plan is a plan")
}

/// Scores one text as the answer to the only question of `plan`.
pub(crate) fn score_one(plan: &Plan, text: &str, names: &[&str], quotes: &mut Quotes) -> Scorecard {
    let answers = [Answer { question_id: "0".to_owned(), turn: 1, text: text.to_owned() }];
    let scorecard = score_blind(plan, &answers, names, &Cutoffs::default());
    quotes.check(&scorecard, &answers);
    scorecard
}

/// The level of the only rating; 0 without one.
pub(crate) fn level(scorecard: &Scorecard) -> u8 {
    match scorecard.ratings.first().map(|rating| rating.level) {
        Some(Level::Anchor(level)) => level,
        _ => 0,
    }
}

/// Whether the candidate seems to speak to the scorer.
fn is_flagged(scorecard: &Scorecard) -> bool {
    scorecard.flags.iter().any(|flag| matches!(flag, Flag::InjectionSuspected { .. }))
}

/// What was written, and what was rated.
#[derive(Default)]
struct Pairs {
    ranked: Vec<(u8, u8)>,
    garbage_with_a_number: usize,
    far_from_twin: usize,
    injected_unlike_twin: usize,
    raised_by_padding: usize,
    honest_flagged: usize,
    attacks_unflagged: usize,
}

/// Measures all languages.
pub(crate) fn measure(table: &mut Table, quotes: &mut Quotes) {
    let golds = all();
    let held_out = read_all("held-out");
    let mut sums = Pairs::default();
    for name in ["en", "es", "fr", "de", "held out"] {
        let mut pairs = Pairs::default();
        let asked: Vec<&Gold> = match name {
            "held out" => held_out.iter().collect(),
            language => golds.iter().filter(|gold| gold.language == language).collect(),
        };
        for gold in asked {
            read(gold, &mut pairs, quotes);
        }
        table.at_least(
            &format!("gold {name}: rank correlation with the intended level"),
            spearman(&pairs.ranked),
            0.85,
        );
        println!("{}", agreement(&pairs.ranked));
        sums.garbage_with_a_number += pairs.garbage_with_a_number;
        sums.far_from_twin += pairs.far_from_twin;
        sums.injected_unlike_twin += pairs.injected_unlike_twin;
        sums.raised_by_padding += pairs.raised_by_padding;
        sums.honest_flagged += pairs.honest_flagged;
        sums.attacks_unflagged += pairs.attacks_unflagged;
    }
    for (name, count) in [
        ("gold: garbage with a number", sums.garbage_with_a_number),
        ("gold: non-native or spoken, over a level from its twin", sums.far_from_twin),
        ("gold: injected, at another level than its twin", sums.injected_unlike_twin),
        ("gold: levels gained by padding", sums.raised_by_padding),
        ("gold: honest answers taken for orders to the scorer", sums.honest_flagged),
        ("gold: orders to the scorer that are not noticed", sums.attacks_unflagged),
    ] {
        table.at_most(name, count as f64, 0.0);
    }
    abroad(&golds, table, quotes);
    astray(&golds, quotes);
    speed(&golds, table);
}

fn read(gold: &Gold, pairs: &mut Pairs, quotes: &mut Quotes) {
    let plan = plan(&[gold]);
    let mut scored = |text: &str| {
        let scorecard = score_one(&plan, text, &[], quotes);
        (level(&scorecard), is_flagged(&scorecard))
    };
    let mut levels: Vec<u8> = Vec::new();
    for answer in &gold.answers {
        let (level, flagged) = scored(&answer.text);
        levels.push(level);
        pairs.honest_flagged += usize::from(flagged);
    }
    let mut rated = |text: &str| scored(text).0;
    for (answer, level) in gold.answers.iter().zip(&levels) {
        pairs.ranked.push((answer.level, *level));
        let padded = format!("{} {}", answer.text, padding(&gold.language));
        pairs.raised_by_padding += usize::from(rated(&padded) > *level);
        let padded = format!("{} {}", padding(&gold.language), answer.text);
        pairs.raised_by_padding += usize::from(rated(&padded) > *level);
    }
    for variant in &gold.variants {
        let (level, flagged) = scored(&variant.text);
        pairs.honest_flagged += usize::from(flagged && !variant.kind.is_attack());
        pairs.attacks_unflagged += usize::from(!flagged && variant.kind.is_attack());
        if variant.kind.is_garbage() {
            pairs.garbage_with_a_number += usize::from(level > 0);
        }
        if let Some(intended) = variant.level {
            pairs.ranked.push((intended, level));
        }
        let twin = variant.twin.and_then(|twin| Some((gold.answers.get(twin)?, levels.get(twin)?)));
        let Some((twin, twin_level)) = twin else { continue };
        if variant.kind == Unusual::Injected {
            pairs.injected_unlike_twin += usize::from(level != *twin_level);
        } else {
            pairs.ranked.push((twin.level, level));
            pairs.far_from_twin += usize::from(level.abs_diff(*twin_level) > 1);
        }
    }
}

/// A hundred words that say nothing.
fn padding(language: &str) -> String {
    let empty = match language {
        "es" => {
            "Bueno, ya se sabe, así son las cosas, y como he dicho, pues eso, más o menos, en fin."
        }
        "fr" => {
            "Enfin, vous savez, c'est comme ça, et comme je le disais, voilà, plus ou moins, quoi."
        }
        "de" => {
            "Na ja, wie gesagt, so ist das eben, mehr oder weniger, das kennt man ja, und so weiter."
        }
        _ => {
            "Well, you know, it is what it is, and as I said, more or less, and so on and so forth."
        }
    };
    [empty; 6].join(" ")
}

/// Answers in one language to a plan in another must fare as in their own.
fn abroad(golds: &[Gold], table: &mut Table, quotes: &mut Quotes) {
    let mut ranked = Vec::new();
    for gold in golds.iter().filter(|gold| gold.language != "en") {
        let same = |other: &&Gold| {
            other.language == "en" && other.competency == gold.competency && other.kind == gold.kind
        };
        let Some(english) = golds.iter().find(same) else { continue };
        let plan = plan(&[english]);
        for answer in &gold.answers {
            ranked.push((answer.level, level(&score_one(&plan, &answer.text, &[], quotes))));
        }
    }
    table.at_least(
        "gold: other answers to an English plan, rank correlation",
        spearman(&ranked),
        0.85,
    );
    println!("{}", agreement(&ranked));
}

/// Shown, without a goal: rules cannot tell a good answer to another question of the same kind.
fn astray(golds: &[Gold], quotes: &mut Quotes) {
    let (mut rated, mut levels, mut answers) = (0, 0, 0);
    let english = || golds.iter().filter(|gold| gold.language == "en");
    for gold in english() {
        let plan = plan(&[gold]);
        let others =
            english().filter(|it| it.kind == gold.kind && it.competency != gold.competency);
        for answer in others.flat_map(|other| &other.answers).filter(|answer| answer.level == 5) {
            let level = level(&score_one(&plan, &answer.text, &[], quotes));
            answers += 1;
            rated += usize::from(level > 0);
            levels += usize::from(level);
        }
    }
    println!(
        "    full answers to another question: {rated} of {answers} rated, at {:.2} on average",
        levels as f64 / f64::from(u32::try_from(rated.max(1)).unwrap_or(u32::MAX)),
    );
}

/// How long a ten-question interview takes to score, on average.
fn speed(golds: &[Gold], table: &mut Table) {
    let ten: Vec<&Gold> = golds.iter().filter(|gold| gold.language == "en").take(10).collect();
    let plan = plan(&ten);
    let answers: Vec<Answer> = ten
        .iter()
        .enumerate()
        .filter_map(|(number, gold)| {
            let text = gold.answers.last()?.text.clone();
            Some(Answer { question_id: number.to_string(), turn: 1, text })
        })
        .collect();
    // The clock may tick in steps of some ms, so many are timed together.
    let begun = used_ms();
    for _ in 0..RUNS {
        std::hint::black_box(score_blind(&plan, &answers, &[], &Cutoffs::default()));
    }
    let mean = (used_ms() - begun) / f64::from(RUNS);
    table.at_most("rule score of a ten-question interview, ms", mean, 5.0);
}

/// Time that this thread has had a core for, in ms; time passed where that cannot be told.
fn used_ms() -> f64 {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let used = told.and_then(|told| told.split_whitespace().next()?.parse::<f64>().ok());
    used.map_or_else(|| BEGUN.elapsed().as_secs_f64() * 1000.0, |used| used / 1_000_000.0)
}

fn agreement(pairs: &[(u8, u8)]) -> String {
    let share = |fits: &dyn Fn(u8) -> bool| {
        let fitting = pairs.iter().filter(|(one, two)| fits(one.abs_diff(*two))).count();
        fitting as f64 / pairs.len().max(1) as f64
    };
    format!(
        "    {} answers, {:.2} at the intended level, {:.2} within one",
        pairs.len(),
        share(&|apart| apart == 0),
        share(&|apart| apart <= 1),
    )
}

/// Spearman's rank correlation, ties at their mean rank.
fn spearman(pairs: &[(u8, u8)]) -> f64 {
    let ranks = |values: Vec<u8>| -> Vec<f64> {
        let rank = |value: &u8| {
            let below = values.iter().filter(|other| *other < value).count();
            let up_to = values.iter().filter(|other| *other <= value).count();
            f64::midpoint(below as f64 + 1.0, up_to as f64)
        };
        values.iter().map(rank).collect()
    };
    let one = ranks(pairs.iter().map(|(one, _)| *one).collect());
    let two = ranks(pairs.iter().map(|(_, two)| *two).collect());
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let (mean_one, mean_two) = (mean(&one), mean(&two));
    let mut sums = (0.0, 0.0, 0.0);
    for (one, two) in one.iter().zip(&two) {
        let (one, two) = (one - mean_one, two - mean_two);
        sums = (sums.0 + one * two, sums.1 + one * one, sums.2 + two * two);
    }
    let spread = (sums.1 * sums.2).sqrt();
    if spread > 0.0 { sums.0 / spread } else { 0.0 }
}
