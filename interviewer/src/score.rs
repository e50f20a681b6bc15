//! Answers in, scorecard out: the types of a scorecard, and the rule scorer.

mod actions;
mod blind;
mod compare;
mod cutoffs;
mod evidence;
mod evidence_only;
mod feedback;
mod follow_up;
mod heard;
mod human;
mod injection;
mod letter;
mod level;
mod lexicon;
mod quotes;
mod reference;
mod sentences;
mod subject;
mod tongue;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::bank::{BANK, Wording};
use crate::plan::{Fallback, Plan};
use crate::provenance::Provenance;

pub use blind::{blind, unblind};
pub use compare::{Change, Comparison, compare};
pub use cutoffs::Cutoffs;
pub use evidence_only::evidence_only;
pub use follow_up::follow_up;
pub use human::{Agreement, HumanRating, HumanRatingError, check_human_ratings, pairs};
pub use injection::without_injection;
pub use letter::letter;
pub use quotes::verify_quotes;
pub use reference::{Points, score_against_reference};

/// Name of these rules, as scorecards carry it.
const SCORER_NAME: &str = "rule scorer";
/// Raised whenever the same answers may give another scorecard.
const SCORER_VERSION: &str = "3";

/// Who judges where no language model does.
pub fn rule_scorer() -> Provenance {
    Provenance::rules(SCORER_NAME, SCORER_VERSION)
}

/// One answer, or one part of an answer after a probe.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The question of the plan it answers.
    pub question_id: String,
    /// Number of the turn in the transcript, from 1.
    pub turn: u32,
    /// What the candidate said or wrote.
    pub text: String,
}

/// What the interview concludes. Advice to a person; it decides nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scorecard {
    /// Hash of the plan that was answered.
    pub plan_hash: String,
    /// Who rated.
    pub scorer: Provenance,
    /// One rating per scored question, in the plan's order.
    pub ratings: Vec<Rating>,
    /// 0 to 100; none if over half the ratings lack evidence.
    pub overall: Option<u8>,
    /// 1 to 4, from `overall` by `cutoffs`.
    pub lever_score: Option<u8>,
    /// The cut-offs used.
    pub cutoffs: Cutoffs,
    /// General feedback, two to four sentences, from the evidence only.
    pub feedback: String,
    /// What a person should look at.
    pub flags: Vec<Flag>,
    /// SHA-256 of the words that a model was asked with, as hex; none where none was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prompt_hash: Option<String>,
    /// Why rules rated where a model was to; none where nothing took anybody's place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fallback: Option<Fallback>,
}

/// The rating of one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// The question.
    pub question_id: String,
    /// Key of the competency it measures.
    pub competency: String,
    /// The level, or that it cannot be told.
    pub level: Level,
    /// The words of the candidate it rests on, verbatim: one to three, none without a level.
    pub quotes: Vec<Quote>,
    /// What was looked for and not found.
    pub missing: Vec<String>,
    /// Why this level, in plain words.
    pub explanation: String,
    /// Hash of the rubric that was applied.
    pub rubric_hash: String,
    /// How many levels the runs lie apart; none where there were none, or none found a level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spread: Option<u8>,
    /// The runs of a model that the rating is made of; empty for a rating by rules.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub runs: Vec<Run>,
}

/// One run of a model over one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The seed it was asked with; none where the provider takes none.
    pub seed: Option<u64>,
    /// What it found; none if the run is void. Never [`Level::NeedsHuman`].
    pub level: Option<Level>,
    /// Its quotes, verbatim.
    pub quotes: Vec<Quote>,
    /// What it did not find.
    pub missing: Vec<String>,
    /// Why, in its words.
    pub explanation: String,
    /// Why the run counts for nothing, if it does.
    pub void: Option<String>,
    /// What the model wrote, as it came, cut to 8,000 letters.
    pub raw: String,
}

/// How far an answer reaches on its rubric.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "level", rename_all = "snake_case")]
pub enum Level {
    /// 1 to 5; 1, 3 and 5 are described by the rubric's anchors.
    Anchor(u8),
    /// The answer does not carry a rating. No low score: none.
    InsufficientEvidence,
    /// The runs of a model disagree, or are of no use: a person must rate. No score either.
    NeedsHuman,
}

impl Level {
    /// The number, where there is one.
    pub fn number(self) -> Option<u8> {
        match self {
            Self::Anchor(level) => Some(level),
            Self::InsufficientEvidence | Self::NeedsHuman => None,
        }
    }
}

/// Words of the candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The words, verbatim.
    pub text: String,
    /// The turn they come from.
    pub turn: u32,
}

/// Something a person should look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Flag {
    /// Sentences in this turn speak to the scorer instead of answering. They were left out of the
    /// rating, and did not lower it.
    InjectionSuspected {
        /// The turn.
        turn: u32,
    },
    /// This turn is in a language that the scorer does not read. It was not rated, and a person
    /// should read it.
    LanguageNotRead {
        /// The turn.
        turn: u32,
    },
}

/// Rates `answers` against `plan` by fixed rules: structure of the answer, coverage of what the
/// rubric looks for, specifics; an answer must be about the question, the posting's words, or the
/// work. It may be in English, Spanish, French or German, whatever the plan is in. Answers to
/// questions that the plan does not have are ignored. Gives the same scorecard for the same input.
///
/// The rules see what is told, not whether it is true, nor whether a full answer belongs to another
/// question of the same kind: their ratings are for a person to check.
pub fn score(plan: &Plan, answers: &[Answer], cutoffs: &Cutoffs) -> Scorecard {
    score_blind(plan, answers, &[], cutoffs)
}

/// As [`score`], for a candidate of these `names`: they are blank to the scorer, whatever they mean
/// as words. See [`blind`] for what is blank besides.
pub fn score_blind(
    plan: &Plan,
    answers: &[Answer],
    names: &[&str],
    cutoffs: &Cutoffs,
) -> Scorecard {
    let (mut ratings, mut flags) = (Vec::new(), Vec::new());
    let work = subject::work(plan);
    for (question, rubric) in plan.scored() {
        let sought = subject::Sought { plan, question, rubric, work: &work, names };
        let (rating, lacking) = level::rate(&sought, answers);
        ratings.push(rating);
        if lacking == Some(evidence::Lacking::Language) {
            for answer in answers.iter().filter(|answer| answer.question_id == question.id) {
                flags.push(Flag::LanguageNotRead { turn: answer.turn });
            }
        }
    }
    let scorer = rule_scorer();
    let made = Conclusion { ratings, scorer, flags, prompt_hash: None };
    conclude(plan, answers, *cutoffs, made)
}

/// What differs between scorers.
pub(crate) struct Conclusion {
    /// One for each scored question, in the plan's order.
    pub(crate) ratings: Vec<Rating>,
    /// Who rated.
    pub(crate) scorer: Provenance,
    /// What the scorer has seen itself.
    pub(crate) flags: Vec<Flag>,
    /// For a model.
    pub(crate) prompt_hash: Option<String>,
}

/// From ratings to a scorecard, the same way for every scorer.
pub(crate) fn conclude(
    plan: &Plan,
    answers: &[Answer],
    cutoffs: Cutoffs,
    made: Conclusion,
) -> Scorecard {
    let Conclusion { ratings, scorer, flags: seen, prompt_hash } = made;
    let overall = level::overall(plan, &ratings);
    let suspected = answers.iter().filter(|answer| injection::suspected(&answer.text));
    let mut flags: Vec<Flag> = Vec::new();
    for flag in suspected.map(|answer| Flag::InjectionSuspected { turn: answer.turn }).chain(seen) {
        if !flags.contains(&flag) {
            flags.push(flag);
        }
    }
    Scorecard {
        plan_hash: plan.hash.clone(),
        feedback: feedback::write(plan, &ratings, &scorer),
        scorer,
        overall,
        lever_score: overall.map(|points| cutoffs.lever_score(points)),
        cutoffs,
        ratings,
        flags,
        prompt_hash,
        fallback: None,
    }
}

/// What `text` is about, as stems of the language with this code, English where we do not read it.
pub(crate) fn subject_stems(text: &str, code: &str) -> BTreeSet<String> {
    let known = lexicon::lexicon(code).or_else(|| lexicon::lexicon("en"));
    known.map(|known| known.stems(&lexicon::words(text))).unwrap_or_default()
}

/// The wordings of the plan's language, English where there are none.
pub(crate) fn wording(plan: &Plan) -> &'static Wording {
    wording_in(&plan.wording)
}

#[expect(clippy::expect_used, reason = "English is compiled in and a test reads it")]
fn wording_in(code: &str) -> &'static Wording {
    let wording = &BANK.wording;
    wording.get(code).or_else(|| wording.get("en")).expect("there is English")
}
