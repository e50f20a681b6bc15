//! What an answer contains, counted: its structure, its specifics, the words it shares with what
//! was looked for. Nothing of how it was said: no style, no feeling, no speed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::bank::BANK;
use crate::plan::{Plan, Question, QuestionKind, Rubric, names_tool};
use crate::words::{folded, language, occurs};

use super::injection::is_injected;
use super::sentences;
use super::{Answer, Quote};

/// Fewer words carry no rating.
const WORDS_MIN: usize = 12;
/// Fewer words about the subject mean that the answer is about something else.
const TOPIC_WORDS_MIN: usize = 2;
/// Sentences have at least this share of small words, in percent.
const FUNCTION_WORDS_MIN_PERCENT: usize = 18;
/// In an answer of some length, at least this share of words is new, in percent.
const DISTINCT_WORDS_MIN_PERCENT: usize = 25;
/// An answer with a larger share of the question's own words repeats the question, in percent.
const REPEATED_WORDS_MAX_PERCENT: usize = 85;
/// So many own actions are specific.
const ACTIONS_SPECIFIC: usize = 3;
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

/// What the rule scorer found in the answers to one question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Evidence {
    /// Why nothing can be rated, in words; none if something can.
    pub(super) lacking: Option<String>,
    /// What the answer has.
    pub(super) marks: BTreeSet<Mark>,
    /// What the candidate did or would do themselves, counted.
    pub(super) actions: usize,
    /// What was looked for and found.
    pub(super) found: Vec<String>,
    /// What was looked for and not found.
    pub(super) missing: Vec<String>,
    /// Words shared with the posting's reason for the question.
    pub(super) posting_words: usize,
    /// The sentences that carry most, in order.
    pub(super) quotes: Vec<Quote>,
}

/// Reads the answers to `question`.
pub(super) fn gather(
    plan: &Plan,
    question: &Question,
    rubric: &Rubric,
    answers: &[Answer],
) -> Evidence {
    let mut sentences: Vec<(u32, &str)> = Vec::new();
    for answer in answers.iter().filter(|answer| answer.question_id == question.id) {
        let kept =
            sentences::split(&answer.text).into_iter().filter(|sentence| !is_injected(sentence));
        sentences.extend(kept.map(|sentence| (answer.turn, sentence)));
    }
    let text = sentences.iter().map(|(_, sentence)| *sentence).collect::<Vec<_>>().join("\n");
    let mut evidence = Evidence { missing: rubric.look_for.clone(), ..Evidence::default() };
    let subject = subject(question, rubric);
    evidence.lacking = lacking(&text, plan, question, &subject);
    if evidence.lacking.is_some() {
        return evidence;
    }

    let stems = stems(&text);
    evidence.marks = marks(&text, question.kind);
    evidence.actions = actions(&folded(&text));
    (evidence.found, evidence.missing) =
        rubric.look_for.iter().cloned().partition(|item| covers(&stems, item));
    evidence.posting_words = question
        .because
        .as_deref()
        .map_or(0, |because| self::stems(because).intersection(&stems).count());
    evidence.quotes = quotes(&sentences, question.kind, rubric, &subject);
    evidence
}

/// The words an answer to this question is expected to be about.
fn subject(question: &Question, rubric: &Rubric) -> BTreeSet<String> {
    let mut subject = stems(&question.text);
    subject.extend(question.because.as_deref().map(stems).unwrap_or_default());
    for text in rubric.look_for.iter().chain(rubric.anchors.iter().map(|anchor| &anchor.text)) {
        subject.extend(stems(text));
    }
    subject
}

/// Why `text` carries no rating.
fn lacking(
    text: &str,
    plan: &Plan,
    question: &Question,
    subject: &BTreeSet<String>,
) -> Option<String> {
    let folded = folded(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    if words.is_empty() {
        return Some("There is no answer.".to_owned());
    }
    let code = language(text);
    if code != "en" && words.len() >= 4 {
        return Some(format!(
            "The answer is not in English (it looks like \"{code}\"); the rule scorer reads English only."
        ));
    }
    if words.len() < WORDS_MIN {
        return Some("The answer is too short to rate.".to_owned());
    }
    let small = words
        .iter()
        .filter(|word| BANK.evidence.function_words.iter().any(|small| small == *word))
        .count();
    let distinct: BTreeSet<&&str> = words.iter().collect();
    if small * 100 < words.len() * FUNCTION_WORDS_MIN_PERCENT
        || distinct.len() * 100 < words.len() * DISTINCT_WORDS_MIN_PERCENT
    {
        return Some("The answer is not made of sentences that can be rated.".to_owned());
    }
    let own = stems(text);
    let asked = stems(&question.text);
    let repeated = own.intersection(&asked).count();
    if repeated * 100 > own.len() * REPEATED_WORDS_MAX_PERCENT {
        return Some("The answer repeats the question.".to_owned());
    }
    let named = question.competency.as_deref().and_then(|key| BANK.entry(key)).map_or(0, |entry| {
        let patterns = entry.matches.get("en").into_iter().flatten().chain(&entry.hints);
        patterns.filter(|pattern| occurs(&folded, pattern)).count()
    });
    // An example from elsewhere in the same work is about the question as well.
    let work: BTreeSet<String> = plan
        .competencies
        .iter()
        .flat_map(|it| stems(&it.because))
        .chain(stems(&plan.title))
        .collect();
    let about = own.iter().filter(|stem| subject.contains(*stem) || work.contains(*stem)).count();
    (about + named < TOPIC_WORDS_MIN)
        .then(|| "The answer is about something else than the question.".to_owned())
}

/// Marks of structure and specifics in a text.
fn marks(text: &str, kind: QuestionKind) -> BTreeSet<Mark> {
    let words = folded(text);
    let evidence = &BANK.evidence;
    let any = |patterns: &[String]| patterns.iter().any(|pattern| occurs(&words, pattern));
    // What someone would do has steps and checks where what someone did has a story and an end.
    let imagined = kind == QuestionKind::Situational;
    let number = text.contains('%')
        || text.chars().any(|letter| letter.is_ascii_digit())
        || any(&evidence.numbers);
    let mut tools = BANK.tools.values().flatten().filter(|tool| tool.len() > 1);
    [
        (Mark::Situation, any(&evidence.situation) || (imagined && any(&evidence.steps))),
        (
            Mark::Result,
            any(&evidence.result) || text.contains('%') || (imagined && any(&evidence.check)),
        ),
        (Mark::Reason, any(&evidence.reason)),
        (Mark::Number, number),
        (Mark::Tool, tools.any(|tool| names_tool(text, tool))),
    ]
    .into_iter()
    .filter_map(|(mark, present)| present.then_some(mark))
    .collect()
}

/// How much a sentence carries by itself.
fn weight(sentence: &str, kind: QuestionKind) -> usize {
    let marks = marks(sentence, kind);
    let has = |mark| usize::from(marks.contains(&mark));
    has(Mark::Result) * 2
        + actions(&folded(sentence)).min(2) * 2
        + has(Mark::Number)
        + has(Mark::Tool)
}

/// How often folded text says "I" with something done.
fn actions(folded: &str) -> usize {
    let evidence = &BANK.evidence;
    let words: Vec<&str> = folded.split_whitespace().collect();
    let mut seen = BTreeSet::new();
    for (place, _) in words.iter().enumerate().filter(|(_, word)| **word == "i") {
        let verb = words
            .iter()
            .skip(place + 1)
            .take(4)
            .find(|word| !evidence.helpers.iter().any(|helper| helper == *word));
        let Some(verb) = verb else { continue };
        let wish = evidence.not_actions.iter().any(|pattern| occurs(&format!(" {verb} "), pattern));
        let done = verb.len() > 3 && verb.ends_with("ed")
            || evidence.past_verbs.iter().any(|past| past == verb)
            || BANK.verbs.bases.iter().any(|base| base == verb)
            || matches!(
                *verb,
                "ask"
                    | "call"
                    | "talk"
                    | "look"
                    | "start"
                    | "stop"
                    | "try"
                    | "agree"
                    | "pick"
                    | "split"
                    | "cut"
                    | "put"
            );
        if done && !wish {
            seen.insert(*verb);
        }
    }
    seen.len()
}

/// Whether the answer's words touch what is looked for: at least half of its own words.
fn covers(answer: &BTreeSet<String>, item: &str) -> bool {
    let wanted = stems(item);
    let hit = wanted.intersection(answer).count();
    !wanted.is_empty() && hit * 2 >= wanted.len()
}

/// The sentences that carry most, in the order they were said.
fn quotes(
    sentences: &[(u32, &str)],
    kind: QuestionKind,
    rubric: &Rubric,
    subject: &BTreeSet<String>,
) -> Vec<Quote> {
    let mut ranked: Vec<(usize, usize)> = sentences
        .iter()
        .enumerate()
        .map(|(place, (_, sentence))| {
            let stems = stems(sentence);
            let items = rubric.look_for.iter().filter(|item| covers(&stems, item)).count();
            let about = usize::from(stems.intersection(subject).next().is_some());
            (weight(sentence, kind) + items * 2 + about, place)
        })
        .collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut places: Vec<usize> = ranked
        .iter()
        .enumerate()
        .filter(|(rank, (weight, _))| *rank == 0 || (*rank < QUOTES_MAX && *weight > 1))
        .map(|(_, (_, place))| *place)
        .collect();
    places.sort_unstable();
    places
        .into_iter()
        .filter_map(|place| sentences.get(place))
        .map(|(turn, sentence)| Quote { text: (*sentence).to_owned(), turn: *turn })
        .collect()
}

/// The subject words of `text`: stems, words of one group as one, small and plain words left out.
fn stems(text: &str) -> BTreeSet<String> {
    static GROUPS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
        let mut groups = BTreeMap::new();
        for group in &BANK.evidence.same {
            let Some(first) = group.first() else { continue };
            for word in group {
                groups.entry(stem(word)).or_insert_with(|| first.clone());
            }
        }
        groups
    });
    let evidence = &BANK.evidence;
    folded(text)
        .split_whitespace()
        .filter(|word| word.len() > 2)
        .filter(|word| !evidence.function_words.iter().any(|small| small == word))
        .filter(|word| !evidence.plain_words.iter().any(|plain| plain == word))
        .map(stem)
        .map(|stem| GROUPS.get(&stem).cloned().unwrap_or(stem))
        .collect()
}

/// A word without its English ending: enough to compare, no more.
fn stem(word: &str) -> String {
    for (ending, instead) in [
        ("ations", "ate"),
        ("ation", "ate"),
        ("ities", "ity"),
        ("ments", ""),
        ("ment", ""),
        ("ingly", ""),
        ("edly", ""),
        ("ying", "y"),
        ("ings", ""),
        ("ing", ""),
        ("ied", "y"),
        ("ies", "y"),
        ("ers", ""),
        ("ed", ""),
        ("er", ""),
        ("es", ""),
        ("ly", ""),
        ("s", ""),
        ("e", ""),
    ] {
        if let Some(root) = word
            .strip_suffix(ending)
            .filter(|root| root.len() >= 3 && !(ending == "s" && root.ends_with('s')))
        {
            let mut root = format!("{root}{instead}");
            if ending == "ations" || ending == "ation" {
                root.pop();
            }
            // "planned" → "plann" → "plan"
            let last: Vec<char> = root.chars().rev().take(2).collect();
            if let [one, two] = last.as_slice()
                && one == two
                && !matches!(one, 's' | 'l' | 'e')
                && root.len() > 3
            {
                root.pop();
            }
            return root;
        }
    }
    word.to_owned()
}

impl Evidence {
    /// Whether the answer has this.
    pub(super) fn has(&self, mark: Mark) -> bool {
        self.marks.contains(&mark)
    }

    /// Own actions enough to be specific.
    pub(super) fn is_active(&self) -> bool {
        self.actions >= ACTIONS_SPECIFIC
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for (one, other) in [
            ("planned", "planning"),
            ("customers", "customer"),
            ("measured", "measures"),
            ("decided", "decide"),
            ("prioritised", "prioritise"),
            ("checks", "checked"),
        ] {
            assert_eq!(stem(one), stem(other));
        }
    }

    #[test]
    fn words_of_one_group_count_as_one() {
        assert_eq!(stems("the clients"), stems("a customer"));
        assert!(stems("the and of to").is_empty());
    }

    #[test]
    fn own_actions_are_counted_and_wishes_are_not() {
        assert_eq!(
            actions(&folded("I called the client, then I quickly wrote a plan. We built it.")),
            2
        );
        assert_eq!(actions(&folded("I would first ask the team and I'd check the logs")), 2);
        assert_eq!(actions(&folded("I wanted to and I needed to, I loved it, I am a leader")), 0);
    }
}
