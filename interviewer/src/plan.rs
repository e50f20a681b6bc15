//! Posting in, interview plan out: the types of a plan, and the rules that write one.

mod competencies;
mod coverage;
mod facts;
mod lines;
mod markup;
mod phrase;
mod questions;
mod renditions;
mod sections;
mod title;

use serde::{Deserialize, Serialize};

pub use coverage::{Coverage, coverage};
pub use renditions::{Rendition, Renditions, renditions};

use crate::bank::{BANK, Language};
use crate::digest::sha256_hex;
use crate::guard::Override;
use crate::posting::Posting;
use crate::provenance::Provenance;

/// Name of these rules, as questions and plans carry it.
const RULES_NAME: &str = "rules";
/// Raised whenever the same posting may give another plan.
const RULES_VERSION: &str = "2";

/// An interview written for one posting: what is asked, in which order, and how it is rated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The posting's title, white space put in order.
    pub title: String,
    /// SHA-256 of all that is asked and rated, as hex. See [`Plan::content_hash`].
    pub hash: String,
    /// Language of the posting, as an ISO 639-1 code ("en" when nothing can be told).
    pub language: String,
    /// Language that the questions and rubrics are worded in, as an ISO 639-1 code; the posting's
    /// own words in them stay in the posting's. Plans of before there was a choice are in English,
    /// and say nothing of it.
    #[serde(default = "english", skip_serializing_if = "is_english")]
    pub wording: String,
    /// Estimated length, in minutes.
    pub minutes: u32,
    /// Level of the position, read from the title and the requirements.
    pub seniority: Seniority,
    /// Who wrote the plan.
    pub provenance: Provenance,
    /// What is rated, most important first.
    pub competencies: Vec<Competency>,
    /// What is asked, in order: opener, scored questions, closer.
    pub questions: Vec<Question>,
    /// What the posting states, for a candidate who asks.
    pub facts: Vec<Fact>,
    /// Set where a model was asked for the questions and the rules' own had to be kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fallback: Option<Fallback>,
}

/// A model was to be asked, and could not be, or what it wrote could not be used: the rules' work
/// stands in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fallback {
    /// The model.
    pub model: String,
    /// Why its work is not there, in words.
    pub reason: String,
}

/// Level of a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seniority {
    /// Internship, trainee, first job.
    Entry,
    /// Neither of the others, or not told.
    Regular,
    /// Senior, staff, principal, or many years asked for.
    Senior,
    /// Leads people or a function.
    Lead,
}

/// One thing the interview rates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Competency {
    /// Stable key in the bank, for example `problem_solving`.
    pub key: String,
    /// Name shown to people.
    pub name: String,
    /// Why it was chosen: words of the posting, verbatim; for a posting without words of its own,
    /// its title or a sentence that says so.
    pub because: String,
    /// Share in the overall score, relative to the others.
    pub weight: u32,
}

/// What a question is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// Starts the conversation; not scored.
    Opener,
    /// Asks what the candidate did.
    PastBehaviour,
    /// Asks what the candidate would do.
    Situational,
    /// Invites the candidate's questions and additions; not scored.
    Closer,
}

/// One question of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Stable within the plan, for example `problem_solving-past`.
    pub id: String,
    /// What it is for.
    pub kind: QuestionKind,
    /// Key of the competency it measures; none for opener and closer.
    pub competency: Option<String>,
    /// The exact wording.
    pub text: String,
    /// The words of the posting it is about, verbatim.
    pub because: Option<String>,
    /// Follow-ups, each with its condition; at most two.
    pub probes: Vec<Probe>,
    /// How answers are rated; none for opener and closer.
    pub rubric: Option<Rubric>,
    /// Estimated length, in minutes.
    pub minutes: u32,
    /// Whether it is asked even when time runs short.
    pub must_ask: bool,
    /// Who wrote it.
    pub provenance: Provenance,
    /// What lifts the guard's findings on it, if anything does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guard_override: Option<Override>,
}

/// A follow-up question and when to ask it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Probe {
    /// The condition, in words, for example "no result is given".
    pub when: String,
    /// The exact wording.
    pub text: String,
}

/// How answers to one question are rated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rubric {
    /// Behaviour at levels 1, 3 and 5; 2 and 4 lie between.
    pub anchors: Vec<Anchor>,
    /// What a good answer contains.
    pub look_for: Vec<String>,
    /// Share in the overall score, relative to the others.
    pub weight: u32,
}

/// What an answer at one level is like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// 1, 3 or 5.
    pub level: u8,
    /// The behaviour, in words.
    pub text: String,
}

/// Something the posting states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is about.
    pub topic: FactTopic,
    /// The statement.
    pub text: String,
}

/// What a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactTopic {
    /// The pay range, and what the posting says about pay.
    Salary,
    /// Where the work is.
    Location,
    /// On site, hybrid, remote.
    Workplace,
    /// Full-time, contract, …
    Commitment,
    /// Team.
    Team,
    /// Department.
    Department,
    /// What the posting offers besides pay.
    Benefits,
}

impl Plan {
    /// SHA-256 over the plan without its `hash` and `fallback`, as hex. Changes with every word of
    /// it, and not with who was asked in vain.
    pub fn content_hash(&self) -> String {
        let mut content = self.clone();
        content.hash.clear();
        content.fallback = None;
        sha256_hex(&content)
    }

    /// The questions that are rated, in order, each with its rubric.
    pub fn scored(&self) -> impl Iterator<Item = (&Question, &Rubric)> {
        self.questions
            .iter()
            .filter_map(|question| question.rubric.as_ref().map(|rubric| (question, rubric)))
    }
}

impl Rubric {
    /// SHA-256 of the rubric, as hex; a rating carries it.
    pub fn hash(&self) -> String {
        sha256_hex(self)
    }

    /// What an answer at `level` is like, in words: an anchor's, or for 2 and 4 that it lies
    /// between two of them. `None` for a level that the rubric does not reach.
    pub fn anchor_at(&self, level: u8) -> Option<String> {
        let described = |level: u8| self.anchors.iter().find(|anchor| anchor.level == level);
        if let Some(anchor) = described(level) {
            return Some(anchor.text.clone());
        }
        let below = described(level.checked_sub(1)?)?;
        let above = described(level.checked_add(1)?)?;
        Some(format!(
            "Between level {}, “{}”, and level {}, “{}”",
            below.level,
            below.text.trim_end_matches('.'),
            above.level,
            above.text.trim_end_matches('.'),
        ))
    }
}

fn english() -> String {
    "en".to_owned()
}

fn is_english(code: &str) -> bool {
    code == "en"
}

/// The languages that questions can be worded in, as ISO 639-1 codes, English first.
pub fn languages() -> impl Iterator<Item = &'static str> {
    BANK.languages.iter().map(|language| language.code)
}

/// The bank in `language` (ISO 639-1; another than [`languages`] gives English): every competency
/// with the questions about it that need no posting, for operators to choose from.
pub fn bank(language: &str) -> Vec<(Competency, [Question; 2])> {
    let language = BANK.language_or_english(language);
    let of = |entry| {
        let name = language.text(entry).name.clone();
        let (key, weight) = (entry.key.clone(), questions::WEIGHT);
        let competency = Competency { key, name, because: String::new(), weight };
        (competency, questions::of_bank(entry, language))
    };
    BANK.competencies.iter().map(of).collect()
}

/// Writes the interview for `posting`: an opener, five to eight scored questions about what the
/// posting says, a closer. No question asks what [`crate::guard`] forbids. It is worded in the
/// posting's language where that is one of [`languages`], else in English. Never fails, and gives the
/// same plan for the same posting.
pub fn plan(posting: &Posting) -> Plan {
    let reading = lines::read(posting);
    write(posting, &reading, BANK.language_or_english(reading.language))
}

/// Writes the same interview worded in `language`, an ISO 639-1 code with or without a region. Words
/// of a posting in another language are quoted. A language that is none of [`languages`] gives what
/// [`plan`] gives; [`Plan::wording`] says which it became.
pub fn plan_in(posting: &Posting, language: &str) -> Plan {
    let reading = lines::read(posting);
    let asked = BANK.language(language);
    write(posting, &reading, asked.unwrap_or_else(|| BANK.language_or_english(reading.language)))
}

fn write(posting: &Posting, reading: &lines::Reading, language: &Language) -> Plan {
    let chosen = competencies::choose(reading, language);
    let questions = questions::write(reading, &chosen, language);
    let mut plan = Plan {
        title: reading.title.shown.clone(),
        hash: String::new(),
        language: reading.language.to_owned(),
        wording: language.code.to_owned(),
        minutes: questions.iter().map(|question| question.minutes).sum(),
        seniority: reading.seniority,
        provenance: Provenance::rules(RULES_NAME, RULES_VERSION),
        competencies: chosen.into_iter().map(|chosen| chosen.into_competency(language)).collect(),
        questions,
        facts: facts::state(posting, reading, language),
        fallback: None,
    };
    plan.hash = plan.content_hash();
    plan
}

/// All lines of a posting, lists first, white space collapsed.
pub(crate) fn all_lines(posting: &Posting) -> Vec<String> {
    lines::read(posting).lines.into_iter().map(|line| line.text).collect()
}

/// What a posting states, in its own words or else in `language`'s.
pub(crate) fn facts(posting: &Posting, language: &str) -> Vec<Fact> {
    facts::state(posting, &lines::read(posting), BANK.language_or_english(language))
}

/// The language that a posting describes the work in.
pub(crate) fn language_of(posting: &Posting) -> &'static str {
    lines::read(posting).language
}

/// The lines of a posting that a question may rest on, lists first, white space collapsed.
pub(crate) fn askable_lines(posting: &Posting) -> Vec<String> {
    let lines = lines::read(posting).lines;
    lines.into_iter().filter(|line| line.askable).map(|line| line.text).collect()
}

/// Whether `text` names `tool`, as a word of its own, in its own letter case.
pub(crate) fn names_tool(text: &str, tool: &str) -> bool {
    lines::named_at(text, tool).is_some()
}
