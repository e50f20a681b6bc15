//! Which language an answer is in, by its small words alone.

use std::sync::LazyLock;

use crate::bank::BANK;

use super::lexicon::{ByWord, Word};

/// Fewer small words do not tell a language.
const SMALL_WORDS_MIN: usize = 2;
/// Sentences have at least this share of small words, in percent.
const SMALL_WORDS_MIN_PERCENT: usize = 18;
/// Shorter sentences are too short to tell their language.
const SENTENCE_WORDS_MIN: usize = 4;

/// The languages that each small word belongs to, as bits, in the order of [`CODES`].
static OWNERS: LazyLock<ByWord<&'static str, u32>> = LazyLock::new(|| {
    let mut owners: ByWord<&'static str, u32> = ByWord::default();
    for (bit, (_, words)) in lists().enumerate() {
        for word in words {
            *owners.entry(word.as_str()).or_default() |= 1 << bit;
        }
    }
    owners
});

/// All languages that can be told, those that answers are read in first.
static CODES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lists().map(|(code, _)| code).collect());

fn lists() -> impl Iterator<Item = (&'static str, &'static [String])> {
    let read = BANK.evidence.iter().map(|(code, it)| (*code, it.function_words.as_slice()));
    let other = BANK.other_languages.iter().map(|(code, it)| (code.as_str(), it.as_slice()));
    read.chain(other)
}

/// Small words of a text, counted by language.
#[derive(Debug, Clone)]
pub(super) struct Counts {
    words: usize,
    /// In the order of [`CODES`].
    small: Vec<usize>,
}

impl Counts {
    /// Of no words.
    pub(super) fn new() -> Self {
        Self { words: 0, small: vec![0; CODES.len()] }
    }

    /// Counts the words of one more sentence.
    pub(super) fn add(&mut self, words: &[Word]) {
        self.words += words.len();
        for word in words {
            // Most words are no language's small ones.
            let Some(owners) = OWNERS.get(word.folded.as_str()) else { continue };
            for (bit, seen) in self.small.iter_mut().enumerate() {
                *seen += usize::from(owners & (1 << bit) != 0);
            }
        }
    }

    /// The language, if it can be told; of two that fit alike, `likely`.
    pub(super) fn language(&self, likely: &str) -> Option<&'static str> {
        let counted = CODES.iter().zip(&self.small);
        let (code, seen) = counted.max_by_key(|(code, seen)| (**seen, **code == likely))?;
        (*seen >= SMALL_WORDS_MIN && seen * 100 >= self.words * SMALL_WORDS_MIN_PERCENT)
            .then_some(*code)
    }
}

/// The language of these words, if it can be told; of two that fit alike, `likely`.
pub(super) fn language(words: &[Word], likely: &str) -> Option<&'static str> {
    let mut counts = Counts::new();
    counts.add(words);
    counts.language(likely)
}

/// The language of a sentence of these words: its own where it can be told, else that of `mostly`
/// all around it. Of two that fit alike it is that too, or `likely`.
pub(super) fn of_sentence(
    words: &[Word],
    mostly: Option<&'static str>,
    likely: &str,
) -> Option<&'static str> {
    let long = words.len() >= SENTENCE_WORDS_MIN;
    let own = long.then(|| language(words, mostly.unwrap_or(likely))).flatten();
    own.or(mostly)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::lexicon::words;

    #[test]
    fn languages_are_told_by_their_small_words() {
        for (code, text) in [
            ("en", "I would ask the customer what she needs and then call her back"),
            ("es", "Le preguntaría al cliente qué necesita y después lo llamaría otra vez"),
            ("fr", "Je demanderais au client ce qu'il lui faut et je le rappellerais ensuite"),
            ("de", "Ich würde die Kundin fragen, was sie braucht, und sie dann zurückrufen"),
            ("pt", "Eu perguntei ao cliente o que ele precisava e depois não fiz mais nada"),
            ("it", "Ho chiesto al cliente che cosa gli serviva e poi non ho fatto più niente"),
            ("nl", "Ik heb de klant gevraagd wat hij nodig had en toen heb ik het gemaakt"),
        ] {
            assert_eq!(language(&words(text), "en"), Some(code), "{text}");
        }
    }

    #[test]
    fn what_is_no_sentence_has_no_language() {
        for text in
            ["", "Kubernetes Docker Kafka Rust", "müşteriye ne istediğini sordum", "我问了客户"]
        {
            assert_eq!(language(&words(text), "en"), None, "{text}");
        }
    }
}
