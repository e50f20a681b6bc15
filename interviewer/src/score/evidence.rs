//! What an answer contains, counted: its structure, its specifics, what it shows of what was looked
//! for. Nothing of how it was said: no style, no feeling, no speed, no length.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use crate::bank::BANK;
use crate::plan::{QuestionKind, names_tool};

use super::heard::{Sentence, answering, densest, near_answers};
use super::lexicon::{Lexicon, Sign, Word, words};
use super::subject::{Sought, Subject};
use super::{Answer, Quote, actions, injection};

/// Fewer words carry no rating.
const WORDS_MIN: usize = 8;
/// Fewer words about the subject mean that the answer is about something else.
const TOPIC_WORDS_MIN: usize = 2;
/// In a long answer, one word in so many is about the subject.
const WORDS_PER_TOPIC_WORD: usize = 50;
/// Sentences have at least this share of small words, in percent.
const SMALL_WORDS_MIN_PERCENT: usize = 18;
/// In an answer of some length, at least this share of words is new, in percent.
const DISTINCT_WORDS_MIN_PERCENT: usize = 25;
/// An answer with a larger share of the question's own words repeats the question, in percent.
const REPEATED_WORDS_MAX_PERCENT: usize = 85;
/// At most this many quotes.
const QUOTES_MAX: usize = 3;

/// Something that an answer has or has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// A situation is told, or steps are put in order.
    Situation,
    /// A result is told, or something is made sure of.
    Result,
    /// A reason is given.
    Reason,
    /// Amounts are given.
    Number,
    /// Tools are named.
    Tool,
}

/// Why an answer carries no rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lacking {
    /// There is none.
    Empty,
    /// All of it speaks to the scorer.
    Orders,
    /// It is in a language that is not read.
    Language,
    /// It is too short.
    Short,
    /// It is not made of sentences.
    Sentences,
    /// It repeats the question.
    Repeats,
    /// It is about something else.
    Elsewhere,
}

/// What the rule scorer found in the answers to one question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Evidence {
    /// Why nothing can be rated; none if something can.
    pub(super) lacking: Option<Lacking>,
    /// What the answer has.
    pub(super) marks: BTreeSet<Mark>,
    /// What the candidate did or would do themselves, counted.
    pub(super) actions: usize,
    /// What was looked for and found.
    pub(super) found: Vec<String>,
    /// What was looked for and not found.
    pub(super) missing: Vec<String>,
    /// The sentences that carry most, in order.
    pub(super) quotes: Vec<Quote>,
}

impl Evidence {
    /// Whether the answer has this.
    pub(super) fn has(&self, mark: Mark) -> bool {
        self.marks.contains(&mark)
    }
}

/// Reads the answers to a question.
pub(super) fn gather(sought: &Sought<'_>, answers: &[Answer]) -> Evidence {
    let Sought { question, rubric, .. } = sought;
    let mine = || answers.iter().filter(|answer| answer.question_id == question.id);
    let mut evidence = Evidence { missing: rubric.look_for.clone(), ..Evidence::default() };
    let subject = Subject::of(sought);
    let mut heard: Vec<Sentence<'_>> = Vec::new();
    for answer in mine() {
        heard.extend(answering(answer, sought, &subject));
    }
    evidence.lacking = if mine().all(|answer| !answer.text.chars().any(char::is_alphanumeric)) {
        Some(Lacking::Empty)
    } else if heard.is_empty() {
        let any = |fits: fn(&str) -> bool| mine().any(|answer| fits(&answer.text));
        Some(if any(injection::suspected) {
            Lacking::Orders
        } else if any(injection::has_sentences) {
            Lacking::Elsewhere
        } else {
            Lacking::Sentences
        })
    } else {
        lacking(&heard, &subject)
    };
    if evidence.lacking.is_some() {
        return evidence;
    }
    let heard = densest(heard);
    if is_elsewhere(&heard, question.kind) {
        evidence.lacking = Some(Lacking::Elsewhere);
        return evidence;
    }

    evidence.quotes = quotes(&heard);
    let heard = near_answers(heard);
    let signs: BTreeSet<Sign> = heard.iter().flat_map(Sentence::counted).collect();
    let stems = subject.stems_of(&heard);
    evidence.marks = marks(&heard, &signs, question.kind);
    evidence.actions = heard.iter().flat_map(|it| &it.actions).collect::<BTreeSet<_>>().len();
    let (found, missing) =
        subject.items.iter().partition::<Vec<_>, _>(|item| item.is_shown(&signs, &stems));
    evidence.found = found.into_iter().map(|item| item.text.clone()).collect();
    evidence.missing = missing.into_iter().map(|item| item.text.clone()).collect();
    evidence
}

/// Why `heard` carries no rating.
fn lacking(heard: &[Sentence<'_>], subject: &Subject<'_>) -> Option<Lacking> {
    let read: Vec<&Sentence<'_>> = heard.iter().filter(|it| it.lexicon.is_some()).collect();
    let all: usize = heard.iter().map(|it| it.words.len()).sum();
    let words: Vec<(&Word, &Lexicon)> = read
        .iter()
        .filter_map(|it| Some((it, it.lexicon?)))
        .flat_map(|(it, lexicon)| it.words.iter().map(move |word| (word, lexicon)))
        .collect();
    if words.len() < WORDS_MIN {
        return Some(if all >= WORDS_MIN { Lacking::Language } else { Lacking::Short });
    }
    let small = words.iter().filter(|(word, lexicon)| lexicon.is_small(&word.folded)).count();
    let distinct: BTreeSet<&str> = words.iter().map(|(word, _)| word.folded.as_str()).collect();
    if small * 100 < words.len() * SMALL_WORDS_MIN_PERCENT
        || distinct.len() * 100 < words.len() * DISTINCT_WORDS_MIN_PERCENT
    {
        return Some(Lacking::Sentences);
    }
    let own = subject.stems_of(heard);
    let repeated = own.iter().filter(|stem| subject.asked.contains(**stem)).count();
    let repeats = repeated * 100 > own.len() * REPEATED_WORDS_MAX_PERCENT && !own.is_empty();
    repeats.then_some(Lacking::Repeats)
}

/// Whether it is about something else than the question.
fn is_elsewhere(heard: &[Sentence<'_>], kind: QuestionKind) -> bool {
    let about: BTreeSet<&String> = heard.iter().flat_map(|it| &it.about).collect();
    // Who says what they would do speaks to an imagined situation.
    let imagined: BTreeSet<&str> = heard
        .iter()
        .filter(|_| kind == QuestionKind::Situational)
        .filter_map(|it| Some(actions::imagined(it.lexicon?, &it.words)))
        .flatten()
        .collect();
    let words: usize = heard.iter().map(|it| it.words.len()).sum();
    let expected = (words / WORDS_PER_TOPIC_WORD).max(TOPIC_WORDS_MIN);
    about.len() + imagined.len() < expected
}

/// Marks of structure and specifics.
fn marks(heard: &[Sentence<'_>], signs: &BTreeSet<Sign>, kind: QuestionKind) -> BTreeSet<Mark> {
    // What someone would do has steps and checks where what someone did has a story and an end.
    let imagined = kind == QuestionKind::Situational;
    let has = |sign: Sign| signs.contains(&sign);
    let tells = |it: &&Sentence<'_>| !it.actions.is_empty() || !it.about.is_empty();
    let percent = heard.iter().filter(tells).any(|it| it.seen.contains('%'));
    let digits = |it: &Sentence<'_>| it.seen.chars().any(|sign| sign.is_ascii_digit());
    let digit = heard.iter().filter(tells).any(digits);
    let tool = || heard.iter().any(names_some_tool);
    [
        (Mark::Situation, has(Sign::Situation) || (imagined && has(Sign::Step))),
        (Mark::Result, has(Sign::Result) || percent || (imagined && has(Sign::Check))),
        (Mark::Reason, has(Sign::Reason)),
        (Mark::Number, percent || digit || has(Sign::Number)),
        (Mark::Tool, tool()),
    ]
    .into_iter()
    .filter_map(|(mark, present)| present.then_some(mark))
    .collect()
}

/// Whether a tool is named.
fn names_some_tool(sentence: &Sentence<'_>) -> bool {
    // By its first word, for there are many.
    static TOOLS: LazyLock<HashMap<String, Vec<&'static str>>> = LazyLock::new(|| {
        let mut tools: HashMap<String, Vec<&'static str>> = HashMap::new();
        for tool in BANK.tools.values().flatten().filter(|tool| tool.len() > 1) {
            if let Some(first) = words(tool).into_iter().next() {
                tools.entry(first.folded).or_default().push(tool);
            }
        }
        tools
    });
    let named = sentence.words.iter().enumerate().filter_map(|(place, word)| {
        // "Go" may begin any sentence.
        (place > 0 || word.folded.len() > 2).then(|| TOOLS.get(&word.folded)).flatten()
    });
    named.flatten().any(|tool| names_tool(&sentence.seen, tool))
}

/// The sentences that carry most, in the order they were said.
fn quotes(heard: &[Sentence<'_>]) -> Vec<Quote> {
    let weights = heard.iter().map(|sentence| sentence.weight);
    let mut ranked: Vec<(usize, usize)> =
        weights.enumerate().map(|(place, weight)| (weight, place)).collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut places: Vec<usize> = ranked
        .iter()
        .enumerate()
        .filter(|(rank, (weight, _))| *rank == 0 || (*rank < QUOTES_MAX && *weight > 2))
        .map(|(_, (_, place))| *place)
        .collect();
    places.sort_unstable();
    places
        .into_iter()
        .filter_map(|place| heard.get(place))
        .map(|sentence| Quote { text: sentence.text.to_owned(), turn: sentence.turn })
        .collect()
}
