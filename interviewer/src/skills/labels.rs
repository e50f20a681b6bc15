//! Labels - names of tools, fields, skills - by their first word, and where they stand in a sentence.

use std::collections::{HashMap, HashSet};

use super::english;
use super::tokens::Token;
use super::{SkillKind, Span};

/// Labels by their first word, small; the longest first.
#[derive(Debug, Default)]
pub(super) struct Labels {
    by_first: HashMap<String, Vec<Label>>,
}

#[derive(Debug)]
struct Label {
    /// Small.
    words: Vec<String>,
    /// As they must be written; empty when that makes no difference.
    written: Vec<String>,
    kind: SkillKind,
}

impl Labels {
    /// Adds a label; `cased` ones are found only as they are written.
    pub(super) fn add(&mut self, label: &str, kind: SkillKind, cased: bool) {
        let written: Vec<String> = label.split_whitespace().map(str::to_owned).collect();
        let words: Vec<String> = written.iter().map(|word| word.to_lowercase()).collect();
        let Some(first) = words.first().cloned() else { return };
        let written = if cased { written } else { Vec::new() };
        let all = self.by_first.entry(first).or_default();
        let place = all.partition_point(|other| other.words.len() >= words.len());
        all.insert(place, Label { words, written, kind });
    }

    /// Where labels stand in a sentence; of those that begin at one word, the longest. Verbs in the
    /// sentence are compared in their base form too.
    pub(super) fn find(&self, sentence: &[Token], verbs: &HashSet<String>) -> Vec<Span> {
        let mut out = Vec::new();
        let mut at = 0;
        while let Some(token) = sentence.get(at) {
            let found = self
                .at(&token.small, sentence, at, verbs)
                .filter(|(length, _)| *length > 1 || !opens_as_verb(sentence, at, verbs))
                .or_else(|| {
                    let base = english::base(&token.small, verbs)?;
                    self.at(&base, sentence, at, verbs)
                })
                .or_else(|| {
                    // "Java/Kotlin"
                    let mut parts = token.written.split('/').filter(|part| *part != token.written);
                    parts.find_map(|part| self.single(part)).map(|kind| (1, kind))
                });
            match found {
                Some((length, kind)) => {
                    out.push((at, at + length, kind));
                    at += length;
                }
                None => at += 1,
            }
        }
        out
    }

    /// The longest label that begins at the token `at`, whose small word is taken for `first`.
    fn at(
        &self,
        first: &str,
        sentence: &[Token],
        at: usize,
        verbs: &HashSet<String>,
    ) -> Option<(usize, SkillKind)> {
        let fits = |label: &&Label| {
            let tokens = sentence.get(at..at + label.words.len()).unwrap_or_default();
            let mut pairs = tokens.iter().zip(&label.words).skip(1);
            tokens.len() == label.words.len()
                && pairs.all(|(token, word)| {
                    token.small == *word
                        || english::base(&token.small, verbs).as_ref() == Some(word)
                })
                && (label.written.is_empty()
                    || tokens
                        .iter()
                        .zip(&label.written)
                        .all(|(token, word)| token.written == *word))
        };
        let label = self.by_first.get(first)?.iter().find(fits)?;
        Some((label.words.len(), label.kind))
    }

    /// The kind of a label of one word.
    fn single(&self, word: &str) -> Option<SkillKind> {
        let all = self.by_first.get(&word.to_lowercase())?;
        let fits = |label: &&Label| {
            label.words.len() == 1 && label.written.first().is_none_or(|written| written == word)
        };
        all.iter().find(fits).map(|label| label.kind)
    }
}

/// Whether the first word of a sentence is a verb with a capital: "Go to market", "Excel in sales".
fn opens_as_verb(sentence: &[Token], at: usize, verbs: &HashSet<String>) -> bool {
    let is_verb = sentence.get(at).is_some_and(|token| verbs.contains(&token.small));
    let next = sentence.get(at + 1).map(|token| token.written.as_str()).unwrap_or_default();
    let goes_on = next.starts_with(char::is_lowercase)
        && !matches!(next, "and" | "or" | "skills" | "knowledge" | "experience");
    at == 0 && is_verb && goes_on
}
