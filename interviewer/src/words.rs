//! Text as the rules compare it: folded words, and which language they are.

use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation;

use crate::bank::BANK;

/// Letters with a mark, and the letters they are compared as.
const FOLDED: &[(&str, &str)] = &[
    ("àáâãäåāăą", "a"),
    ("çćč", "c"),
    ("èéêëēėęě", "e"),
    ("ìíîïīį", "i"),
    ("ñńň", "n"),
    ("òóôõöøō", "o"),
    ("ùúûüūů", "u"),
    ("ýÿ", "y"),
    ("ß", "ss"),
    ("œæ", "e"),
];

/// Frequent short words of languages that we can tell but do not speak; ours are in the bank. What a
/// text has most of is its language.
const FREQUENT: &[(&str, &str)] = &[
    ("pt", "o a os as de do da dos das e em um uma para com por que no na ao voce nosso"),
    ("it", "il lo la gli le di del della e in un una per con che al alla nostro sei sono"),
    ("nl", "de het een en van in voor met je jij op aan bij wij onze is zijn als te om"),
];

/// Scripts that tell the language alone: code, first and last code point.
const SCRIPTS: [(&str, u32, u32); 10] = [
    ("ja", 0x3040, 0x30FF),
    ("ko", 0xAC00, 0xD7AF),
    ("zh", 0x4E00, 0x9FFF),
    ("ar", 0x0600, 0x06FF),
    ("he", 0x0590, 0x05FF),
    ("ru", 0x0400, 0x04FF),
    ("el", 0x0370, 0x03FF),
    ("hi", 0x0900, 0x097F),
    ("th", 0x0E00, 0x0E7F),
    ("ka", 0x10A0, 0x10FF),
];

/// White space of every kind made single blanks, ends trimmed; invisible marks at the ends go too.
pub(crate) fn collapsed(text: &str) -> String {
    let invisible = |letter: char| {
        matches!(letter, '\u{200B}' | '\u{200C}' | '\u{200E}' | '\u{FEFF}' | '\u{2060}')
    };
    text.split_whitespace()
        .map(|word| word.trim_matches(invisible))
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether `words` stand in `text`, both collapsed, from the beginning of a word to the end of one: a
/// part of a word may say the opposite.
pub(crate) fn stand_in(text: &str, words: &str) -> bool {
    let found = || text.match_indices(words).map(|(at, found)| (at, at + found.len()));
    if words.is_empty() || found().next().is_none() {
        return false;
    }
    // Between blanks, as most sentences are, no bound has to be looked for.
    let apart = |(from, to): (usize, usize)| {
        text.get(..from).is_some_and(|before| before.is_empty() || before.ends_with(' '))
            && text.get(to..).is_some_and(|after| after.is_empty() || after.starts_with(' '))
    };
    if words.starts_with(char::is_alphanumeric) && found().any(apart) {
        return true;
    }
    let mut bounds: Vec<_> = text.split_word_bound_indices().map(|(at, _)| at).collect();
    bounds.push(text.len());
    // Where the blank after a sentence is missing, its stop stands within what counts as a word.
    let stops = text.match_indices(['.', ':']).filter(|(at, _)| {
        let letter = |it: Option<char>| it.is_some_and(char::is_alphabetic);
        let (before, from) = text.split_at(*at);
        letter(before.chars().next_back()) && letter(from.chars().nth(1))
    });
    bounds.extend(stops.flat_map(|(at, stop)| [at, at + stop.len()]));
    bounds.sort_unstable();
    let is_bound = |at: usize| bounds.binary_search(&at).is_ok();
    found().any(|(from, to)| is_bound(from) && is_bound(to))
}

/// The words of `text` in small letters without marks, set apart and enclosed by single blanks, so
/// that `" word "` finds whole words and `" wor"` finds beginnings.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(' ');
    for letter in text.chars().flat_map(char::to_lowercase) {
        if letter.is_ascii_alphanumeric() {
            out.push(letter);
        } else if let Some((_, plain)) = FOLDED.iter().find(|(marked, _)| marked.contains(letter)) {
            out.push_str(plain);
        } else if letter.is_alphanumeric() {
            out.push(letter);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

/// Whether `pattern` occurs in `text`, which is [`folded`]. A pattern is folded words, set apart by
/// blanks; a `*` at the end lets the last word go on, one at the beginning lets something stand before
/// the first, as German titles have it.
pub(crate) fn occurs(text: &str, pattern: &str) -> bool {
    let (words, goes_on) =
        pattern.strip_suffix('*').map_or((pattern, false), |words| (words, true));
    let (words, ends) = words.strip_prefix('*').map_or((words, false), |words| (words, true));
    text.match_indices(words).any(|(at, _)| {
        let before = ends || text.get(..at).is_some_and(|head| head.ends_with(' '));
        let tail = text.get(at + words.len()..).unwrap_or_default();
        before && (goes_on || tail.starts_with(' '))
    })
}

/// Many patterns, as [`occurs`] takes them but without a `*` at the beginning, that are looked for in
/// one pass; each stands for something.
pub(crate) struct Patterns<T> {
    patterns: Vec<(String, T)>,
    /// Places of the patterns that begin with these two bytes.
    by_beginning: BTreeMap<(u8, u8), Vec<usize>>,
}

impl<T> Patterns<T> {
    /// Prepares `patterns`.
    pub(crate) fn new(patterns: impl IntoIterator<Item = (String, T)>) -> Self {
        let patterns: Vec<(String, T)> = patterns.into_iter().collect();
        let mut by_beginning: BTreeMap<(u8, u8), Vec<usize>> = BTreeMap::new();
        for (place, (pattern, _)) in patterns.iter().enumerate() {
            // A word of one letter is followed by a blank in the text.
            let mut bytes = pattern.bytes().map(|byte| if byte == b'*' { b' ' } else { byte });
            let beginning = (bytes.next().unwrap_or(b' '), bytes.next().unwrap_or(b' '));
            by_beginning.entry(beginning).or_default().push(place);
        }
        Self { patterns, by_beginning }
    }

    /// The patterns that occur in `text`, which is [`folded`], each once, in their order.
    pub(crate) fn found(&self, text: &str) -> impl Iterator<Item = &(String, T)> {
        let mut places: Vec<usize> = Vec::new();
        let mut before = b' ';
        for (at, byte) in text.bytes().enumerate() {
            if before == b' '
                && byte != b' '
                && let Some(tail) = text.get(at..)
                && let Some(second) = tail.as_bytes().get(1).copied()
            {
                let begun = self.by_beginning.get(&(byte, second)).into_iter().flatten().copied();
                places.extend(begun.filter(|place| {
                    self.patterns.get(*place).is_some_and(|(pattern, _)| begins(tail, pattern))
                }));
            }
            before = byte;
        }
        places.sort_unstable();
        places.dedup();
        places.into_iter().filter_map(|place| self.patterns.get(place))
    }

    /// Whether any of them occurs in `text`, which is [`folded`].
    pub(crate) fn any(&self, text: &str) -> bool {
        self.found(text).next().is_some()
    }
}

/// Whether folded text that starts at a word begins with `pattern`.
fn begins(text: &str, pattern: &str) -> bool {
    let (words, goes_on) =
        pattern.strip_suffix('*').map_or((pattern, false), |words| (words, true));
    text.strip_prefix(words).is_some_and(|tail| goes_on || tail.starts_with(' '))
}

/// How many words `text` has.
pub(crate) fn count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// The language of `text` as an ISO 639-1 code; `en` when nothing can be told.
pub(crate) fn language(text: &str) -> &'static str {
    let mut letters = 0_usize;
    let mut by_script = [0_usize; SCRIPTS.len()];
    for letter in text.chars().filter(|letter| letter.is_alphabetic()) {
        letters += 1;
        let code = u32::from(letter);
        for (seen, (_, first, last)) in by_script.iter_mut().zip(SCRIPTS) {
            *seen += usize::from((first..=last).contains(&code));
        }
    }
    // A Chinese character says as much as three Latin letters. Japanese mixes both its scripts.
    let own = SCRIPTS.iter().zip(by_script).find(|((code, ..), seen)| {
        let weight = if matches!(*code, "ja" | "zh" | "ko") { 3 } else { 1 };
        seen * weight * 2 > letters.saturating_sub(*seen) + seen * weight
    });
    if let Some(((code, ..), _)) = own {
        return code;
    }
    let words = folded(text);
    let ours = BANK.languages.iter().map(|language| {
        let list: Vec<&str> = language.posting.frequent.iter().map(String::as_str).collect();
        (language.code, list)
    });
    let others = FREQUENT.iter().map(|(code, list)| (*code, list.split(' ').collect()));
    let mut best = ("en", 0);
    for (code, list) in ours.chain(others) {
        let seen = words.split_whitespace().filter(|word| list.contains(word)).count();
        if seen > best.1 {
            best = (code, seen);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_words_and_drops_marks_and_signs() {
        assert_eq!(folded("  L’équipe: Qualité & Größe "), " l equipe qualite grosse ");
        assert_eq!(folded(""), " ");
        assert_eq!(folded("🚀"), " ");
    }

    #[test]
    fn patterns_match_whole_words_or_beginnings() {
        let text = folded("Analysing root causes in SQL");
        assert!(occurs(&text, "analys*"));
        assert!(occurs(&text, "root cause*"));
        assert!(!occurs(&text, "root cause"));
        assert!(occurs(&text, "sql"));
        assert!(!occurs(&text, "sq"));
        let title = folded("Lagerleiterin");
        assert!(occurs(&title, "*leiter*") && occurs(&title, "*leiterin"));
        assert!(!occurs(&title, "*leiter") && !occurs(&title, "leiter*"));
    }

    #[test]
    fn many_patterns_are_found_like_one() {
        let all = ["analys*", "root cause*", "root cause", "sq", "sql", "r", "go*", "in sql"];
        let patterns = Patterns::new(all.map(|pattern| (pattern.to_owned(), ())));
        for text in ["Analysing root causes in SQL", "R and Go", "", "Sequel, root cause", "gold r"]
        {
            let text = folded(text);
            let one_by_one: Vec<&str> =
                all.into_iter().filter(|pattern| occurs(&text, pattern)).collect();
            let at_once: Vec<&str> =
                patterns.found(&text).map(|(pattern, ())| pattern.as_str()).collect();
            assert_eq!(at_once, one_by_one, "{text}");
            assert_eq!(patterns.any(&text), !one_by_one.is_empty());
        }
    }

    #[test]
    fn languages_are_told_apart() {
        assert_eq!(language("You will work with the team on our product"), "en");
        assert_eq!(
            language("Vous êtes responsable de la sécurité des biens et des personnes"),
            "fr"
        );
        assert_eq!(language("Buscamos una persona para el equipo de ventas en Madrid"), "es");
        assert_eq!(language("Wir suchen eine Person für das Team mit Erfahrung und Freude"), "de");
        assert_eq!(language("نحن نبحث عن مهندس برمجيات للعمل معنا في القاهرة"), "ar");
        assert_eq!(language("負責產品設計與開發"), "zh");
        assert_eq!(language("東京でソフトウェアを開発します"), "ja");
        assert_eq!(language(""), "en");
        assert_eq!(language("🚀🚀🚀"), "en");
    }
}
