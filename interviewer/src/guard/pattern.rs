//! The patterns that rules are written in, and where they occur among words.
//!
//! A pattern is words set apart by blanks, written as people write them; they are compared without
//! case and marks. Beside words it may have:
//!
//! | part | is |
//! | --- | --- |
//! | `retir*` | a word that begins so |
//! | `kid\|child\|little_one*` | one of these; `_` stands for a blank |
//! | `<you>` | one of the phrases of a class, also among others: `<you>\|for_<you>` |
//! | `any?` | perhaps |
//! | `..3` | up to three words of the same sentence |
//! | `^` and `$` | where a clause begins, and where a sentence ends |

use std::collections::HashMap;
use std::sync::Arc;

use super::reading::{Token, plain};

/// No pattern is longer than this, so that long texts take no longer than they must.
const REACH_WORDS: usize = 24;

/// Phrases by the name of their class.
pub(super) type Classes = HashMap<String, Arc<Vec<Pattern>>>;

/// A pattern, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Word(String),
    Beginning(String),
    OneOf { phrases: Arc<Vec<Pattern>>, perhaps: bool },
    Gap(usize),
    Start,
    End,
}

impl Pattern {
    /// Reads a pattern; the error is the part that is none.
    pub(super) fn read(text: &str, classes: &Classes) -> Result<Self, String> {
        let parts: Result<Vec<Vec<Part>>, String> =
            text.split_whitespace().map(|part| read_part(part, classes)).collect();
        Ok(Self(parts?.into_iter().flatten().collect()))
    }

    /// For each place of the pattern that must be filled: the words and, marked so, the beginnings of
    /// words of which one must be there.
    pub(super) fn needs(&self) -> Vec<Vec<(String, bool)>> {
        let need = |part: &Part| match part {
            Part::Word(word) => Some(vec![(word.clone(), false)]),
            Part::Beginning(word) => Some(vec![(word.clone(), true)]),
            Part::OneOf { phrases, perhaps: false } => phrases
                .iter()
                .map(|phrase| phrase.needs().into_iter().next())
                .collect::<Option<Vec<_>>>()
                .map(|words| words.into_iter().flatten().collect()),
            Part::OneOf { perhaps: true, .. } | Part::Gap(_) | Part::Start | Part::End => None,
        };
        self.0.iter().filter_map(need).collect()
    }

    /// Where the pattern ends when it begins at the word `at`.
    pub(super) fn end(&self, tokens: &[Token], at: usize) -> Option<usize> {
        ends(&self.0, tokens, at, &mut Some)
    }

    /// Whether the pattern occurs so that it shares a word with those from `from` up to `to`.
    pub(super) fn touches(&self, tokens: &[Token], from: usize, to: usize) -> bool {
        let since = from.saturating_sub(REACH_WORDS);
        (since..to).any(|at| self.end(tokens, at).is_some_and(|end| end > from))
    }
}

fn read_part(text: &str, classes: &Classes) -> Result<Vec<Part>, String> {
    if let Some(words) = text.strip_prefix("..") {
        return Ok(vec![Part::Gap(words.parse().map_err(|_| text.to_owned())?)]);
    }
    let (choice, perhaps) = text.strip_suffix('?').map_or((text, false), |choice| (choice, true));
    let mut phrases = Vec::new();
    for phrase in choice.split('|') {
        let words: Result<Vec<Part>, String> =
            phrase.split('_').map(|text| word_or_class(text, classes)).collect();
        phrases.push(Pattern(words?));
    }
    match phrases.as_slice() {
        [only] if !perhaps => Ok(only.0.clone()),
        _ => Ok(vec![Part::OneOf { phrases: Arc::new(phrases), perhaps }]),
    }
}

fn word_or_class(text: &str, classes: &Classes) -> Result<Part, String> {
    match text {
        "^" => return Ok(Part::Start),
        "$" => return Ok(Part::End),
        _ => {}
    }
    let Some(name) = text.strip_prefix('<').and_then(|name| name.strip_suffix('>')) else {
        return word(text);
    };
    let phrases = classes.get(name).ok_or_else(|| text.to_owned())?.clone();
    Ok(Part::OneOf { phrases, perhaps: false })
}

fn word(text: &str) -> Result<Part, String> {
    let (letters, goes_on) = text.strip_suffix('*').map_or((text, false), |word| (word, true));
    if letters.is_empty() || !letters.chars().all(char::is_alphanumeric) {
        return Err(text.to_owned());
    }
    let part = |letters: &str| {
        let mut folded = String::new();
        for letter in letters.chars() {
            plain(letter, &mut folded);
        }
        if goes_on { Part::Beginning(folded) } else { Part::Word(folded) }
    };
    // "ä" is compared as "a", but people without the key write "ae".
    let spelled = letters.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue");
    if spelled == letters {
        return Ok(part(letters));
    }
    let phrases = [letters, &spelled].map(|letters| Pattern(vec![part(letters)]));
    Ok(Part::OneOf { phrases: Arc::new(phrases.to_vec()), perhaps: false })
}

/// Matches `parts` from the word `at` on; `then` says whether what follows matches from an end on.
fn ends(
    parts: &[Part],
    tokens: &[Token],
    at: usize,
    then: &mut dyn FnMut(usize) -> Option<usize>,
) -> Option<usize> {
    let Some((part, rest)) = parts.split_first() else { return then(at) };
    let next = tokens.get(at);
    match part {
        Part::Word(word) => {
            next.filter(|token| token.word == *word)?;
            ends(rest, tokens, at + 1, then)
        }
        Part::Beginning(word) => {
            next.filter(|token| token.word.starts_with(word.as_str()))?;
            ends(rest, tokens, at + 1, then)
        }
        Part::OneOf { phrases, perhaps } => {
            let mut onwards = |end| ends(rest, tokens, end, then);
            for phrase in phrases.iter() {
                if let Some(end) = ends(&phrase.0, tokens, at, &mut onwards) {
                    return Some(end);
                }
            }
            if *perhaps { onwards(at) } else { None }
        }
        Part::Gap(most) => {
            for skipped in 0..=*most {
                let opens = tokens.get(at + skipped).is_none_or(|token| token.opens_sentence);
                if opens && skipped > 0 {
                    break;
                }
                if let Some(end) = ends(rest, tokens, at + skipped, then) {
                    return Some(end);
                }
                if opens {
                    break;
                }
            }
            None
        }
        Part::Start => {
            next.filter(|token| token.opens_clause)?;
            ends(rest, tokens, at, then)
        }
        Part::End => {
            if next.is_some_and(|token| !token.opens_sentence) {
                return None;
            }
            ends(rest, tokens, at, then)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::reading::readings;
    use super::*;

    fn occurs(pattern: &str, text: &str) -> bool {
        let mut classes = Classes::new();
        let you = ["you", "the_candidate"].map(|text| Pattern::read(text, &classes).unwrap());
        classes.insert("you".to_owned(), Arc::new(you.to_vec()));
        let pattern = Pattern::read(pattern, &classes).unwrap();
        let tokens = readings(text).remove(0);
        (0..tokens.len()).any(|at| pattern.end(&tokens, at).is_some())
    }

    #[test]
    fn words_beginnings_choices_and_classes() {
        assert!(occurs("how old", "So, how old?"));
        assert!(!occurs("how old", "how older"));
        assert!(occurs("how old*", "how older"));
        assert!(occurs("kid|little_one*", "any little ones"));
        assert!(occurs("does|do <you> retire", "does the candidate retire"));
        assert!(!occurs("<you> retire", "they retire"));
        assert!(occurs("have any? <you>|kids", "have kids"));
        assert!(occurs("have any? kids", "have any kids"));
        assert!(occurs("Élève", "ELEVE"));
        assert!(occurs("zugehörig*", "Zugehoerigkeit") && occurs("zugehörig*", "Zugehörigkeit"));
    }

    #[test]
    fn gaps_stay_in_their_sentence_and_ends_are_ends() {
        assert!(occurs("you ..2 kids", "do you really want kids"));
        assert!(!occurs("you ..1 kids", "do you really want kids"));
        assert!(!occurs("you ..3 kids", "It is you. So kids"));
        assert!(!occurs("you ..3 kids", "It is for you now. Kids"));
        assert!(occurs("old are you", "old. are you"));
        assert!(occurs("^ age $", "Now: age?"));
        assert!(!occurs("^ age", "the age"));
        assert!(occurs("retire $", "when do you retire? Why?"));
        assert!(!occurs("retire $", "when do you retire a system?"));
    }

    #[test]
    fn what_is_no_pattern_is_refused() {
        for text in ["<nobody>", "..x", "a||b", "it's", "*"] {
            assert!(Pattern::read(text, &Classes::new()).is_err(), "{text}");
        }
    }

    #[test]
    fn what_a_pattern_needs_is_known() {
        let pattern = Pattern::read("^ any? ..2 kid*|baby|$ born_in|of_age", &Classes::new());
        let word = |text: &str| (text.to_owned(), false);
        assert_eq!(pattern.unwrap().needs(), [vec![word("born"), word("of")]]);
        let pattern = Pattern::read("kid*|baby", &Classes::new()).unwrap();
        assert_eq!(pattern.needs(), [vec![("kid".to_owned(), true), word("baby")]]);
    }
}
