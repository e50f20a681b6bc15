//! The bank's words of one language, made ready: which signs a text carries, and its stems.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use crate::bank::{BANK, Entry, Evidence};
use crate::words::{self, folded};

/// Endings come off down to so many letters.
const ROOT_LETTERS_MIN: usize = 3;
/// Patterns that let a word go on have so many letters at least.
const BEGINNING_LETTERS: usize = 3;
/// Shorter words name no subject.
const SUBJECT_LETTERS_MIN: usize = 3;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// As it is compared.
    pub(super) folded: String,
    /// As it is written, in small letters.
    pub(super) written: String,
}

/// The words of `text`, in order.
pub(super) fn words(text: &str) -> Vec<Word> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(Word::of)
        .filter(|word| !word.folded.is_empty())
        .collect()
}

impl Word {
    /// The word that is written so.
    pub(super) fn of(written: &str) -> Self {
        let small = written.to_lowercase();
        let folded =
            if small.is_ascii() { small.clone() } else { folded(written).trim().to_owned() };
        Self { folded, written: small }
    }
}

impl AsRef<Self> for Word {
    fn as_ref(&self) -> &Self {
        self
    }
}

/// Something that words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sign {
    /// A situation is told.
    Situation,
    /// A result is told.
    Result,
    /// A reason is given.
    Reason,
    /// Steps are put in order.
    Step,
    /// Something is made sure of.
    Check,
    /// An amount.
    Number,
    /// It is about work.
    Work,
    /// It is about private life.
    Private,
    /// An answer shows what a rubric looks for: the number of the concept.
    Shown(usize),
    /// A rubric asks for it.
    Asked(usize),
}

/// A quick hash for short words of our own lists: FNV-1a. Nobody outside chooses what is kept.
#[derive(Clone, Copy)]
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// A map by words.
pub(super) type ByWord<K, V> = HashMap<K, V, BuildHasherDefault<Fnv>>;

/// Patterns by their first word.
pub(super) struct Patterns<S> {
    whole: ByWord<String, Vec<Pattern<S>>>,
    /// Beginnings of words, by their first letters.
    open: ByWord<String, Vec<(String, S)>>,
}

/// A pattern whose first word was found.
struct Pattern<S> {
    rest: Vec<String>,
    goes_on: bool,
    sign: S,
}

impl<S: Copy> Patterns<S> {
    /// None.
    pub(super) fn new() -> Self {
        Self { whole: ByWord::default(), open: ByWord::default() }
    }

    /// Takes in `patterns` that mean `sign`.
    pub(super) fn add(&mut self, patterns: &[String], sign: S) {
        for pattern in patterns {
            let goes_on = pattern.ends_with('*');
            let mut words = pattern.trim_end_matches('*').split(' ').map(str::to_owned);
            let Some(first) = words.next() else { continue };
            let rest: Vec<String> = words.collect();
            if rest.is_empty() && goes_on {
                self.open.entry(beginning(&first).to_owned()).or_default().push((first, sign));
            } else {
                self.whole.entry(first).or_default().push(Pattern { rest, goes_on, sign });
            }
        }
    }

    /// Every sign in `words`, with the place it begins at.
    pub(super) fn find<W: AsRef<Word>>(&self, words: &[W], mut found: impl FnMut(usize, S)) {
        for (place, word) in words.iter().map(AsRef::as_ref).enumerate() {
            let following = words.get(place + 1..).unwrap_or_default();
            for pattern in self.whole.get(&word.folded).into_iter().flatten() {
                if pattern.fits(following) {
                    found(place, pattern.sign);
                }
            }
            for (begins, sign) in self.open.get(beginning(&word.folded)).into_iter().flatten() {
                if word.folded.starts_with(begins.as_str()) {
                    found(place, *sign);
                }
            }
        }
    }
}

/// The first letters of a word; beginnings in patterns have so many at least.
fn beginning(word: &str) -> &str {
    word.char_indices().nth(BEGINNING_LETTERS).map_or(word, |(end, _)| word.split_at(end).0)
}

impl<S> Pattern<S> {
    fn fits(&self, following: &[impl AsRef<Word>]) -> bool {
        let following = following.iter().map(AsRef::as_ref);
        following.len() >= self.rest.len()
            && self.rest.iter().zip(following).enumerate().all(|(place, (rest, word))| {
                let last = place + 1 == self.rest.len();
                word.folded == *rest || (last && self.goes_on && word.folded.starts_with(rest))
            })
    }
}

/// One language, made ready.
pub(super) struct Lexicon {
    /// ISO 639-1 code.
    pub(super) code: &'static str,
    /// Its words.
    pub(super) evidence: &'static Evidence,
    /// What answers and rubrics say.
    pub(super) patterns: Patterns<Sign>,
    /// What speaks of each competency, by its key.
    competencies: ByWord<&'static str, words::Patterns<()>>,
    /// Endings by their last letter, in their order.
    endings: HashMap<char, Vec<&'static (String, String)>>,
    small: Words,
    plain: Words,
    fillers: Words,
    same: ByWord<String, String>,
    negations: Words,
    roles: ByWord<&'static str, u16>,
}

/// What a word may do in a sentence about oneself.
#[derive(Debug, Clone, Copy)]
pub(super) enum Role {
    /// It is the word for oneself.
    Own = 1,
    /// Its form says so.
    OwnForm = 2,
    /// A base form may follow.
    Modal = 4,
    /// It may stand between oneself and the verb.
    Between = 8,
    /// The clause ends.
    Break = 16,
    /// No verb follows.
    Determiner = 32,
    /// It says that something was done.
    Done = 64,
    /// It is the base form of something one does.
    Base = 128,
}

/// All languages that answers are read in, by code.
static LEXICONS: LazyLock<Vec<Lexicon>> = LazyLock::new(|| {
    BANK.evidence.iter().map(|(code, evidence)| Lexicon::new(code, evidence)).collect()
});

/// The key of each concept, by its number.
pub(super) static CONCEPTS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let keys = BANK.evidence.values().next().into_iter().flat_map(|it| it.concepts.keys());
    keys.map(String::as_str).collect()
});

/// The words for `code`, if answers are read in it.
pub(super) fn lexicon(code: &str) -> Option<&'static Lexicon> {
    LEXICONS.iter().find(|lexicon| lexicon.code == code)
}

/// A set of words.
type Words = HashSet<&'static str, BuildHasherDefault<Fnv>>;

fn set(words: &'static [String]) -> Words {
    words.iter().map(String::as_str).collect()
}

/// What speaks of each competency of the bank in the language `code`, by the competency's key.
fn competencies(code: &str) -> ByWord<&'static str, words::Patterns<()>> {
    let spoken = |entry: &'static Entry| {
        let patterns = entry.matches.get(code)?.iter().map(|pattern| (pattern.clone(), ()));
        Some((entry.key.as_str(), words::Patterns::new(patterns)))
    };
    BANK.competencies.iter().filter_map(spoken).collect()
}

impl Lexicon {
    fn new(code: &'static str, evidence: &'static Evidence) -> Self {
        let mut patterns = Patterns::new();
        for (list, sign) in [
            (&evidence.situation, Sign::Situation),
            (&evidence.result, Sign::Result),
            (&evidence.reason, Sign::Reason),
            (&evidence.steps, Sign::Step),
            (&evidence.check, Sign::Check),
            (&evidence.numbers, Sign::Number),
            (&evidence.work, Sign::Work),
            (&evidence.private, Sign::Private),
        ] {
            patterns.add(list, sign);
        }
        for (number, concept) in evidence.concepts.values().enumerate() {
            patterns.add(&concept.asked, Sign::Asked(number));
            patterns.add(&concept.shown, Sign::Shown(number));
        }
        let mut lexicon = Self {
            code,
            evidence,
            patterns,
            competencies: competencies(code),
            endings: HashMap::new(),
            small: set(&evidence.function_words),
            plain: set(&evidence.plain_words),
            fillers: set(&evidence.fillers),
            same: ByWord::default(),
            negations: set(&evidence.negations),
            roles: ByWord::default(),
        };
        for (list, role) in [
            (&evidence.self_words, Role::Own),
            (&evidence.self_forms, Role::OwnForm),
            (&evidence.modals, Role::Modal),
            (&evidence.helpers, Role::Between),
            (&evidence.breaks, Role::Break),
            (&evidence.determiners, Role::Determiner),
            (&evidence.done, Role::Done),
            (&evidence.would, Role::Base),
        ] {
            for word in list {
                *lexicon.roles.entry(word.as_str()).or_default() |= role as u16;
            }
        }
        for pair in &evidence.endings {
            let last = pair.0.chars().next_back();
            lexicon.endings.entry(last.unwrap_or_default()).or_default().push(pair);
        }
        for group in &evidence.same {
            let Some(first) = group.first() else { continue };
            for word in group {
                let stem = lexicon.ending_off(word);
                lexicon.same.entry(stem).or_insert_with(|| format!("={first}"));
            }
        }
        lexicon
    }

    /// What in `text`, which is [`folded`], speaks of this competency.
    pub(super) fn speaks_of(&self, competency: &str, text: &str) -> Vec<String> {
        let patterns = self.competencies.get(competency).into_iter();
        patterns.flat_map(|it| it.found(text)).map(|(pattern, ())| pattern.clone()).collect()
    }

    /// Whether it is one of the small words of any sentence.
    pub(super) fn is_small(&self, word: &str) -> bool {
        self.small.contains(word)
    }

    /// Whether it says nothing about the subject.
    pub(super) fn is_plain(&self, word: &str) -> bool {
        self.plain.contains(word)
    }

    /// The name of the group of words that count as one with this stem.
    pub(super) fn group(&self, stem: &str) -> Option<&str> {
        self.same.get(stem).map(String::as_str)
    }

    /// Whether the word may do this.
    pub(super) fn has(&self, word: &str, role: Role) -> bool {
        self.roles.get(word).is_some_and(|roles| roles & role as u16 != 0)
    }

    /// Whether it denies.
    pub(super) fn is_negation(&self, word: &str) -> bool {
        self.negations.contains(word)
    }

    /// `words` without the sounds of someone who thinks, and without a word said twice.
    pub(super) fn without_fillers(&self, words: Vec<Word>) -> Vec<Word> {
        let mut kept: Vec<Word> = Vec::with_capacity(words.len());
        for word in words {
            let again = kept.last().is_some_and(|last| last.folded == word.folded);
            if !again && !self.fillers.contains(word.folded.as_str()) {
                kept.push(word);
            }
        }
        kept
    }

    /// The signs in `words`.
    pub(super) fn signs(&self, words: &[Word]) -> BTreeSet<Sign> {
        let mut signs = BTreeSet::new();
        self.patterns.find(words, |_, sign| {
            signs.insert(sign);
        });
        signs
    }

    /// The subject words among `words`: stems, words of one group as one, small and plain words
    /// left out.
    pub(super) fn stems(&self, words: &[Word]) -> BTreeSet<String> {
        words.iter().filter_map(|word| self.stem(word)).collect()
    }

    /// The stem of a subject word.
    pub(super) fn stem(&self, word: &Word) -> Option<String> {
        let folded = word.folded.as_str();
        let says_little = folded.len() < SUBJECT_LETTERS_MIN
            || self.small.contains(folded)
            || self.plain.contains(folded);
        if says_little {
            return None;
        }
        let stem = self.ending_off(folded);
        Some(self.same.get(&stem).cloned().unwrap_or(stem))
    }

    /// A word without its ending: enough to compare, no more.
    pub(super) fn ending_off(&self, word: &str) -> String {
        let last = word.chars().next_back().unwrap_or_default();
        for (ending, instead) in self.endings.get(&last).into_iter().flatten() {
            let root = word.strip_suffix(ending.as_str()).filter(|root| {
                root.len() >= ROOT_LETTERS_MIN && !(ending == "s" && root.ends_with('s'))
            });
            let Some(root) = root else { continue };
            let mut root = format!("{root}{instead}");
            // "planned" → "plann" → "plan"
            let mut last = root.chars().rev();
            if let (Some(one), Some(two)) = (last.next(), last.next())
                && one == two
                && !matches!(one, 's' | 'l' | 'e')
                && root.len() > ROOT_LETTERS_MIN
            {
                root.pop();
            }
            return root;
        }
        word.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(code: &str, text: &str) -> BTreeSet<String> {
        lexicon(code).unwrap().stems(&words(text))
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for (code, one, other) in [
            ("en", "planned", "planning"),
            ("en", "customers", "customer"),
            ("en", "measured", "measures"),
            ("en", "prioritised", "prioritise"),
            ("es", "contratos", "contrato"),
            ("es", "revisar", "revisado"),
            ("fr", "contrats", "contrat"),
            ("fr", "vérifier", "vérifié"),
            ("de", "Verträge", "Vertrag"),
            ("de", "prüfen", "prüfte"),
        ] {
            assert_eq!(stems(code, one), stems(code, other), "{one} {other}");
        }
    }

    #[test]
    fn words_of_one_group_count_as_one() {
        assert_eq!(stems("en", "the clients"), stems("en", "a customer"));
        assert!(stems("en", "the and of to").is_empty());
    }

    #[test]
    fn patterns_match_whole_words_or_beginnings() {
        let mut patterns = Patterns::new();
        let all = ["root cause*", "analys*", "at once"].map(str::to_owned);
        patterns.add(&all, Sign::Work);
        let places = |text: &str| {
            let mut places = Vec::new();
            patterns.find(&words(text), |place, _| places.push(place));
            places
        };
        assert_eq!(places("We analysed root causes at once"), [1, 2, 4]);
        assert!(places("once at root").is_empty());
    }
}
