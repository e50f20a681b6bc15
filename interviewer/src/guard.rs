//! What no question may ask: the rules, as data, and where a text breaks them.
//!
//! The law forbids to ask candidates about what has no bearing on the work: age, family, religion,
//! health, origin, what they were paid, and more. Which words ask for that is written in one file a
//! language, `guard/en.json` and so on, in the patterns that `guard/pattern.rs` explains. All
//! languages are applied to every text, since a question in another language than its plan's is a
//! question all the same.
//!
//! It knows wordings, not meanings: a question put in a way that nobody thought of gets through. It
//! catches slips; it does not replace someone who knows the law.
//!
//! Knows: words. Does not know: which law holds where; whoever does may lift a finding for a reason,
//! see [`Override`].

mod lifted;
mod pattern;
mod reading;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use serde::{Deserialize, Serialize};

pub use lifted::{NoReason, Override};

use pattern::{Classes, Pattern};
use reading::Token;

/// More letters that stand alone, one after the other, hide something.
const SPELLED_MAX: usize = 6;

/// So far back a sentence is read to see who is meant.
const SENTENCE_WORDS_MAX: usize = 40;

/// What a question may not be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Age, birth date, years that tell it, retirement.
    Age,
    /// Marital status, partner, parents, duties in the family.
    Family,
    /// Pregnancy, children, care for them, parental leave.
    Pregnancy,
    /// Religion, belief, holidays.
    Religion,
    /// Health, disability, sick days, medication, habits.
    Health,
    /// Birthplace, ancestry, first language, accent.
    Origin,
    /// Race, ethnic group, skin.
    Race,
    /// Citizenship and passport; whether one may work may be asked.
    Citizenship,
    /// Sexual orientation.
    Orientation,
    /// Sex and gender.
    Gender,
    /// Political views, parties, votes.
    Politics,
    /// Membership in a union, strikes.
    Union,
    /// Service, and how it ended.
    Military,
    /// Arrests, convictions, prison.
    CriminalRecord,
    /// What a candidate is or was paid; what they hope for may be asked.
    PayHistory,
    /// Address, home, whom one lives with.
    Housing,
    /// Debts, bankruptcy, property.
    Credit,
    /// Genetic tests, illnesses in the family.
    Genetics,
    /// Photo, height, weight, looks.
    Appearance,
    /// Words spelled so that they can't be read.
    Unreadable,
}

/// Words that ask what may not be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What they ask about.
    pub topic: Topic,
    /// The words, as they stand in the text.
    pub words: String,
    /// What to ask instead, in the language of the words.
    pub ask_instead: String,
}

/// A file of rules.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Phrases that patterns share, each class after those it uses.
    classes: Vec<(String, Vec<String>)>,
    /// Patterns that show that somebody else is meant, whatever the topic.
    unless: Vec<String>,
    /// How a yes-or-no question to the candidate begins.
    asks: Vec<String>,
    /// What shows that such a question is about work with the subject.
    about_work: Vec<String>,
    /// The rules.
    topics: BTreeMap<Topic, Rules>,
}

/// What is forbidden about a topic.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rules {
    /// What to ask instead.
    ask_instead: String,
    /// Patterns that ask for it.
    patterns: Vec<String>,
    /// Subjects that no yes-or-no question may name, unless it is about work with them.
    subjects: Vec<String>,
    /// Patterns that show that the words mean something else, where they share a word with those.
    unless: Vec<String>,
}

/// The rules of a language, read.
struct Language {
    /// ISO 639-1.
    code: &'static str,
    /// What forbids, in the order of the file.
    rules: Vec<Rule>,
    /// Places in `rules` by a word they need.
    by_word: HashMap<String, Vec<usize>>,
    /// Places in `rules` by the beginning of a word they need.
    by_beginning: HashMap<String, Vec<usize>>,
    /// The longest of those.
    beginning_bytes_max: usize,
    /// Where somebody else is meant.
    unless: Vec<Pattern>,
    /// Where a question is about work with a subject.
    about_work: Vec<Pattern>,
    /// What to ask instead, and where the words mean something else.
    topics: HashMap<Topic, (String, Vec<Pattern>)>,
}

/// Words and beginnings of words of which a pattern needs one.
type Needed = Vec<(String, bool)>;

/// What forbids a text: a pattern.
struct Rule {
    topic: Topic,
    pattern: Pattern,
    /// It names a subject only, which may be one of work.
    by_subject: bool,
}

static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    [
        ("en", include_str!("guard/en.json")),
        ("es", include_str!("guard/es.json")),
        ("fr", include_str!("guard/fr.json")),
        ("de", include_str!("guard/de.json")),
    ]
    .into_iter()
    .map(|(code, json)| Language::read(code, parsed(json)))
    .collect()
});

#[expect(clippy::expect_used, reason = "the files are compiled in and a test reads them all")]
fn parsed<T: for<'de> Deserialize<'de>>(json: &str) -> T {
    serde_json::from_str(json).expect("the guard's files are valid")
}

impl Language {
    #[expect(clippy::expect_used, reason = "the files are compiled in and a test reads them all")]
    fn read(code: &'static str, file: File) -> Self {
        let mut classes = Classes::new();
        let read = |texts: &[String], classes: &Classes| -> Vec<Pattern> {
            let read = |text: &String| {
                Pattern::read(text, classes).map_err(|part| format!("{code}: {part} in {text}"))
            };
            texts.iter().map(|text| read(text).expect("the patterns are valid")).collect()
        };
        for (name, phrases) in &file.classes {
            classes.insert(name.clone(), Arc::new(read(phrases, &classes)));
        }
        classes.insert("asks".to_owned(), Arc::new(read(&file.asks, &classes)));
        let mut language = Self {
            code,
            rules: Vec::new(),
            by_word: HashMap::new(),
            by_beginning: HashMap::new(),
            beginning_bytes_max: 0,
            unless: read(&file.unless, &classes),
            about_work: read(&file.about_work, &classes),
            topics: HashMap::new(),
        };
        for (topic, rules) in file.topics {
            for pattern in read(&rules.patterns, &classes) {
                language.rules.push(Rule { topic, pattern, by_subject: false });
            }
            let named: Vec<String> =
                rules.subjects.iter().map(|subject| format!("^ <asks> ..14 {subject}")).collect();
            for pattern in read(&named, &classes) {
                language.rules.push(Rule { topic, pattern, by_subject: true });
            }
            language.topics.insert(topic, (rules.ask_instead, read(&rules.unless, &classes)));
        }
        language.index();
        language
    }

    /// Puts every rule under the words of that of its places which the fewest rules have, so that few
    /// rules are tried on a harmless text.
    fn index(&mut self) {
        let needs: Vec<Vec<Needed>> = self.rules.iter().map(|rule| rule.pattern.needs()).collect();
        let mut uses: HashMap<(String, bool), usize> = HashMap::new();
        for word in needs.iter().flatten().flatten() {
            *uses.entry(word.clone()).or_default() += 1;
        }
        let most_used = |words: &Needed| words.iter().filter_map(|word| uses.get(word)).max();
        for (place, needs) in needs.iter().enumerate() {
            for (word, goes_on) in
                needs.iter().min_by_key(|words| most_used(words)).into_iter().flatten()
            {
                let index = if *goes_on {
                    self.beginning_bytes_max = self.beginning_bytes_max.max(word.len());
                    &mut self.by_beginning
                } else {
                    &mut self.by_word
                };
                index.entry(word.clone()).or_default().push(place);
            }
        }
    }

    /// The places of the rules that this word may belong to.
    fn with_word<'a>(&'a self, word: &'a str) -> impl Iterator<Item = usize> {
        let beginnings = word
            .char_indices()
            .take_while(|(at, _)| *at < self.beginning_bytes_max)
            .filter_map(|(at, letter)| word.get(..at + letter.len_utf8()))
            .filter_map(|beginning| self.by_beginning.get(beginning));
        self.by_word.get(word).into_iter().chain(beginnings).flatten().copied()
    }

    /// What is found in one reading of a text, as topic and bytes of the text.
    fn find(&self, tokens: &[Token], found: &mut Vec<(Topic, usize, usize)>) {
        let near: BTreeSet<usize> =
            tokens.iter().flat_map(|token| self.with_word(&token.word)).collect();
        for rule in near.into_iter().filter_map(|place| self.rules.get(place)) {
            if found.iter().any(|(topic, ..)| *topic == rule.topic) {
                continue;
            }
            found.extend(tokens.iter().enumerate().find_map(|(at, token)| {
                let end = rule.pattern.end(tokens, at)?;
                let last = tokens.get(end.checked_sub(1)?)?;
                let means_it = !self.means_otherwise(rule, tokens, at, end);
                means_it.then_some((rule.topic, token.from, last.to))
            }));
        }
    }

    /// Whether the words that `rule` found mean something else, or somebody else.
    fn means_otherwise(&self, rule: &Rule, tokens: &[Token], from: usize, to: usize) -> bool {
        let unless = self.topics.get(&rule.topic).into_iter().flat_map(|(_, unless)| unless);
        let about_work = self.about_work.iter().filter(|_| rule.by_subject);
        let mut otherwise = unless.chain(about_work);
        // Who is meant is said anywhere before, in the same sentence.
        let since = from.saturating_sub(SENTENCE_WORDS_MAX);
        let before = tokens.get(since..=from).unwrap_or_default();
        let opening = before.iter().rposition(|token| token.opens_sentence);
        let sentence = since + opening.unwrap_or_default();
        otherwise.any(|pattern| pattern.touches(tokens, from, to))
            || self.unless.iter().any(|pattern| pattern.touches(tokens, sentence, to))
    }
}

/// What `text` asks that no question may ask; nothing when it may be asked as it stands. One finding
/// a topic. `language` (ISO 639-1) says whose advice comes first; the rules of all languages are
/// applied whatever it is.
pub fn check(text: &str, language: Option<&str>) -> Vec<Finding> {
    let readings = reading::readings(text);
    let mut languages: Vec<&Language> = LANGUAGES.iter().collect();
    languages.sort_by_key(|rules| Some(rules.code) != language);
    let mut findings: Vec<Finding> = Vec::new();
    for rules in &languages {
        let mut found = Vec::new();
        for tokens in &readings {
            rules.find(tokens, &mut found);
        }
        for (topic, from, to) in found {
            if findings.iter().any(|finding| finding.topic == topic) {
                continue;
            }
            let ask_instead =
                rules.topics.get(&topic).map(|(instead, _)| instead.clone()).unwrap_or_default();
            let words = text.get(from..to).unwrap_or(text).to_owned();
            findings.push(Finding { topic, words, ask_instead });
        }
    }
    if findings.is_empty() {
        findings.extend(unreadable(text, readings.last(), languages.first().copied()));
    }
    findings.sort_by_key(|finding| finding.topic);
    findings
}

/// All that `text` asks that no question may ask: as [`check`], which stops at one finding a topic.
/// After what it finds, it looks again without the last word of that, so that "have you ever been"
/// still stands before what follows, until nothing is found. Words within others that were found
/// already are no finding of their own.
pub(crate) fn check_whole(text: &str, language: Option<&str>) -> Vec<Finding> {
    let mut left = text.to_owned();
    let mut findings: Vec<(Finding, Range<usize>)> = Vec::new();
    loop {
        let found = check(&left, language).into_iter().filter_map(|finding| {
            let from = left.find(&finding.words)?;
            let to = from + finding.words.len();
            Some((finding, from..to))
        });
        let found: Vec<(Finding, Range<usize>)> = found.collect();
        let mut blanked = false;
        for (finding, range) in found {
            blanked |= blank_last_word(&mut left, &range);
            let within = |(known, whole): &(Finding, Range<usize>)| {
                known.topic == finding.topic && whole.start <= range.start && range.end <= whole.end
            };
            if !findings.iter().any(within) {
                let words = text.get(range.clone()).unwrap_or(text).to_owned();
                findings.push((Finding { words, ..finding }, range));
            }
        }
        if !blanked {
            break;
        }
    }
    findings.sort_by_key(|(finding, range)| (finding.topic, range.start));
    findings.into_iter().map(|(finding, _)| finding).collect()
}

/// Puts blanks in place of the last word of `text` in `range`, byte for byte. Whether there was one.
fn blank_last_word(text: &mut String, range: &Range<usize>) -> bool {
    let words = text.get(range.clone()).unwrap_or_default();
    let till_end = words.trim_end_matches(|sign: char| !sign.is_alphanumeric());
    let before = till_end.trim_end_matches(char::is_alphanumeric).len();
    let (from, to) = (range.start + before, range.start + till_end.len());
    text.replace_range(from..to, &" ".repeat(to - from));
    from < to
}

/// Whether there are rules for a language. Questions in another want a reader who knows it.
pub fn knows_language(code: &str) -> bool {
    LANGUAGES.iter().any(|rules| rules.code == code)
}

/// Letters set apart in which no word was recognised.
fn unreadable(
    text: &str,
    tokens: Option<&Vec<Token>>,
    rules: Option<&Language>,
) -> Option<Finding> {
    let run = tokens?
        .chunk_by(|a, b| reading::is_single(a) && reading::is_single(b))
        .find(|run| run.len() > SPELLED_MAX)?;
    let words = text.get(run.first()?.from..run.last()?.to)?.to_owned();
    let (instead, _) = rules?.topics.get(&Topic::Unreadable)?;
    Some(Finding { topic: Topic::Unreadable, words, ask_instead: instead.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::BANK;

    const TOPICS: [Topic; 20] = [
        Topic::Age,
        Topic::Family,
        Topic::Pregnancy,
        Topic::Religion,
        Topic::Health,
        Topic::Origin,
        Topic::Race,
        Topic::Citizenship,
        Topic::Orientation,
        Topic::Gender,
        Topic::Politics,
        Topic::Union,
        Topic::Military,
        Topic::CriminalRecord,
        Topic::PayHistory,
        Topic::Housing,
        Topic::Credit,
        Topic::Genetics,
        Topic::Appearance,
        Topic::Unreadable,
    ];

    #[test]
    fn every_topic_has_rules_and_advice_in_every_language() {
        for language in LANGUAGES.iter() {
            for topic in TOPICS {
                let (instead, _) = &language.topics[&topic];
                assert!(!instead.is_empty(), "{} {topic:?}", language.code);
                let rules = language.rules.iter().filter(|rule| rule.topic == topic).count();
                assert!(rules >= 3 || topic == Topic::Unreadable, "{} {topic:?}", language.code);
            }
            for rule in &language.rules {
                let what = format!("{} {:?}: {:?}", language.code, rule.topic, rule.pattern);
                assert!(!rule.pattern.needs().is_empty(), "never tried: {what}");
            }
        }
    }

    #[test]
    fn a_topic_that_is_asked_about_twice_is_found_twice() {
        let twice = "Have you ever been arrested? Do you have a criminal record?";
        assert_eq!(check(twice, Some("en")).len(), 1);
        for (text, asked) in [
            (twice, ["arrested", "criminal record"].as_slice()),
            ("How old are you?", &["old"]),
            ("Do you have a criminal record?", &["criminal record"]),
            ("How do you plan a week?", &[]),
        ] {
            let found = check_whole(text, Some("en"));
            assert_eq!(found.len(), asked.len(), "{found:?}");
            for (finding, words) in found.iter().zip(asked) {
                assert!(finding.words.contains(words), "{found:?}");
                assert!(text.contains(&finding.words), "{found:?}");
            }
        }
    }

    #[test]
    fn every_wording_of_the_bank_may_be_asked() {
        let mut blocked = Vec::new();
        for language in &BANK.languages {
            let phrases = &language.phrases;
            let shared = [&phrases.closer, &phrases.opener_bare, &phrases.past_bare]
                .into_iter()
                .chain([&phrases.situational_bare, &phrases.past_probe.text])
                .chain([&phrases.situational_probe.text, &phrases.entry_probe.text]);
            let own = language.texts.values().flat_map(|text| {
                text.asks
                    .iter()
                    .chain(&text.follows)
                    .chain(&text.twists)
                    .chain(&text.tool_asks)
                    .chain([&text.plain_ask, &text.plain_twist])
                    .chain([&text.past_probe.text, &text.situational_probe.text])
            });
            for text in shared.chain(own) {
                let found = check(text, Some(language.code));
                blocked.extend(found.into_iter().map(|finding| (text, finding.words)));
            }
        }
        assert!(blocked.is_empty(), "{blocked:#?}");
    }
}
