//! What the candidate says they did or would do themselves.

use std::collections::BTreeSet;

use super::lexicon::{Lexicon, Role, Word};

/// So far from the word for oneself a verb still belongs to it.
const REACH: usize = 12;
/// Shorter words have no ending that tells a verb.
const VERB_LETTERS_MIN: usize = 4;

/// The own actions in `words`, each once.
pub(super) fn own<'w>(lexicon: &Lexicon, words: &'w [Word]) -> BTreeSet<&'w str> {
    let mut found = BTreeSet::new();
    for (place, word) in words.iter().enumerate() {
        if is(lexicon, word, Role::Own) {
            clause(lexicon, words, place, &mut found);
        } else if is_own_form(lexicon, word) {
            found.insert(word.folded.as_str());
        }
    }
    found
}

/// Those own actions in `words` that are imagined: what one would do, not what one did.
pub(super) fn imagined<'w>(lexicon: &Lexicon, words: &'w [Word]) -> BTreeSet<&'w str> {
    let done = own(lexicon, words);
    let would =
        |word: &&Word| is_base(lexicon, word) || ends(&lexicon.evidence.would_endings, word);
    words
        .iter()
        .filter(would)
        .map(|word| word.folded.as_str())
        .filter(|it| done.contains(it))
        .collect()
}

/// The verbs that belong to the word for oneself at `place`.
fn clause<'w>(lexicon: &Lexicon, words: &'w [Word], place: usize, found: &mut BTreeSet<&'w str>) {
    let evidence = lexicon.evidence;
    // "rief ich", "would I": the verb may stand before.
    let before = place.checked_sub(1).and_then(|before| words.get(before));
    let mut after_modal = before.is_some_and(|word| is(lexicon, word, Role::Modal));
    if let Some(verb) = before.filter(|_| evidence.determiners.is_empty())
        && is_done(lexicon, verb)
    {
        found.insert(&verb.folded);
    }
    let mut first = true;
    let mut determined = false;
    for word in words.iter().skip(place + 1).take(REACH) {
        if is(lexicon, word, Role::Break) {
            break;
        }
        if is(lexicon, word, Role::Modal) {
            after_modal = true;
        } else if !is(lexicon, word, Role::Between) {
            let base = (after_modal || first) && is_base(lexicon, word);
            if !determined && (base || is_done(lexicon, word)) {
                found.insert(&word.folded);
            }
            first = false;
        }
        determined = is(lexicon, word, Role::Determiner);
    }
}

/// Whether the form alone says that oneself did it.
fn is_own_form(lexicon: &Lexicon, word: &Word) -> bool {
    let evidence = lexicon.evidence;
    is(lexicon, word, Role::OwnForm)
        || (ends(&evidence.self_endings, word) && !is_none(lexicon, word))
}

/// Whether it says that something was done.
fn is_done(lexicon: &Lexicon, word: &Word) -> bool {
    let evidence = lexicon.evidence;
    let shaped = evidence.done_shapes.iter().any(|(begin, end)| {
        word.folded.len() > begin.len() + end.len() + 1
            && word.folded.starts_with(begin.as_str())
            && word.folded.ends_with(end.as_str())
    });
    (is(lexicon, word, Role::Done) || shaped || ends(&evidence.done_endings, word))
        && !is_none(lexicon, word)
}

/// Whether it is the base form of something one does.
fn is_base(lexicon: &Lexicon, word: &Word) -> bool {
    let evidence = lexicon.evidence;
    let prefixed = evidence.prefixes.iter().any(|prefix| {
        let rest = word.folded.strip_prefix(prefix.as_str());
        rest.is_some_and(|rest| lexicon.has(rest, Role::Base))
    });
    is(lexicon, word, Role::Base) || prefixed
}

fn is_none(lexicon: &Lexicon, word: &Word) -> bool {
    lexicon.evidence.not_actions.contains(&word.written)
}

fn is(lexicon: &Lexicon, word: &Word, role: Role) -> bool {
    lexicon.has(&word.folded, role)
}

fn ends(endings: &[String], word: &Word) -> bool {
    word.folded.chars().count() >= VERB_LETTERS_MIN
        && endings.iter().any(|ending| word.written.ends_with(ending.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::lexicon::{lexicon, words};

    fn count(code: &str, text: &str) -> usize {
        own(lexicon(code).unwrap(), &words(text)).len()
    }

    #[test]
    fn own_actions_are_counted_and_wishes_are_not() {
        for (code, text, actions) in [
            ("en", "I called the client, then I quickly wrote a plan. We built it.", 2),
            ("en", "I would first ask the team and I'd check the logs", 2),
            ("en", "I wanted to and I needed to, I loved it, I am a leader", 0),
            ("en", "They called me and she asked what I needed", 0),
            ("en", "I compare every contract and corrected the terms", 2),
            ("es", "Llamé al cliente y corregí la factura. Después lo revisaría.", 3),
            ("es", "Soy muy amable y aquí siempre sonríen", 0),
            ("fr", "J'ai appelé la cliente et je lui ai demandé pourquoi. Je vérifierais.", 3),
            ("fr", "Je suis souriant et j'aimerais aider", 0),
            ("de", "Ich habe den Kunden angerufen. Dann fragte ich nach und würde es prüfen.", 2),
            ("de", "Ich bin sehr sorgfältig", 0),
        ] {
            assert_eq!(count(code, text), actions, "{text}");
        }
    }
}
