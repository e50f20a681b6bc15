//! Answers without what tells who the candidate is: blank instead, byte for byte, so that every
//! place in the text stays where it was and quotes can be taken from the original.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::bank::BANK;
use crate::words::folded;

use super::lexicon::{Patterns, Word};

/// A telephone number has so many digits.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 7..=15;
/// A name has at most so many words.
const NAME_WORDS_MAX: usize = 5;
/// A pattern that names follow goes on for so many words, within so many bytes.
const CUE_WORDS_MAX: usize = 2;
const CUE_BYTES_MAX: usize = 12;
/// A title, as "Dr." or "Mrs.", has so many letters.
const TITLE_LETTERS_MAX: usize = 3;
/// Small words inside names.
const PARTICLES: [&str; 21] = [
    "of", "for", "and", "de", "la", "las", "los", "del", "da", "do", "dos", "du", "des", "van",
    "der", "den", "von", "zu", "bin", "al", "fur",
];

/// Scripts that set no blanks between words, or join small words to names: Hangul, Kana, Han. First
/// and last code point.
const JOINED: [(u32, u32); 7] = [
    (0x1100, 0x11FF),
    (0x3005, 0x3005),
    (0x3040, 0x30FF),
    (0x3400, 0x9FFF),
    (0xAC00, 0xD7AF),
    (0xF900, 0xFAFF),
    (0x2_0000, 0x3_23AF),
];

/// What tells who someone is.
#[derive(Debug, Clone, Copy)]
enum Cue {
    /// A name follows.
    Name,
    /// A school's name is around.
    School,
    /// An address is around.
    Street,
}

/// What names follow, what schools and streets contain.
static CUES: LazyLock<Patterns<Cue>> = LazyLock::new(|| {
    let mut cues = Patterns::new();
    for evidence in BANK.evidence.values() {
        cues.add(&evidence.introductions, Cue::Name);
        cues.add(&evidence.schools, Cue::School);
        cues.add(&evidence.streets, Cue::Street);
    }
    cues
});

/// Words for oneself, in any of the languages.
static OWN: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    BANK.evidence.values().flat_map(|it| &it.self_words).map(String::as_str).collect()
});

/// `text` with blanks for the candidate's `names`, for names after "my name is" and the like, and
/// for mail addresses, web addresses, telephone numbers, schools and streets. As long as `text`,
/// and the rest of it at the same places.
///
/// A part of a name counts where it is written with a capital letter, or in a script that has none; a
/// whole name anyhow, in Chinese, Japanese and Korean also within what touches it. A letter alone is
/// no part of a name, and the word for oneself stays, whoever is called so: without it
/// nothing is anybody's doing.
pub fn blind(text: &str, names: &[&str]) -> String {
    let mut spans = addresses(text);
    spans.extend(telephones(text));
    let places = places(text);
    for name in names {
        spans.extend(named(&places, name));
        spans.extend(joined(text, name));
    }
    CUES.find(&places, |at, sign| match sign {
        Cue::Name => spans.extend(after(text, &places, at)),
        Cue::School => spans.extend(around(text, &places, at, false)),
        Cue::Street => spans.extend(around(text, &places, at, true)),
    });
    blanked(text, spans)
}

/// The words of `text` that `quote` was taken from, where `quote` is words of `blinded`, which is
/// `text` made [`blind`]. White space makes no difference. None if they are not there.
pub fn unblind<'a>(text: &'a str, blinded: &str, quote: &str) -> Option<&'a str> {
    let shown = |letter: &char| !letter.is_whitespace();
    let wanted: Vec<char> = quote.chars().filter(shown).collect();
    let letters: Vec<(usize, char)> =
        blinded.char_indices().filter(|(_, letter)| shown(letter)).collect();
    let same = |window: &&[(usize, char)]| window.iter().map(|(_, letter)| letter).eq(&wanted);
    let window = letters.windows(wanted.len().max(1)).find(same)?;
    let (start, _) = window.first()?;
    let (last, letter) = window.last()?;
    text.get(*start..last + letter.len_utf8())
}

/// A word and where it is.
struct Place {
    range: Range<usize>,
    word: Word,
    /// Whether it is written as names are.
    capital: bool,
    /// Whether it is a word for oneself.
    own: bool,
}

impl AsRef<Word> for Place {
    fn as_ref(&self) -> &Word {
        &self.word
    }
}

fn places(text: &str) -> Vec<Place> {
    let mut places = Vec::new();
    let mut start = None;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    for (index, letter) in ends {
        match (start, letter.is_alphanumeric()) {
            (None, true) => start = Some(index),
            (Some(from), false) => {
                let written = text.get(from..index).unwrap_or_default();
                let word = Word::of(written);
                let own = OWN.contains(word.folded.as_str());
                let capital = !own && written.chars().next().is_some_and(begins_name);
                places.push(Place { range: from..index, word, capital, own });
                start = None;
            }
            (None, false) | (Some(_), true) => {}
        }
    }
    places
}

/// Whether names begin with it: a capital letter, or a letter of a script that has none.
fn begins_name(letter: char) -> bool {
    // Georgian has capital letters and begins no name with them.
    let georgian = ('\u{10D0}'..='\u{10FF}').contains(&letter);
    letter.is_uppercase() || georgian || (letter.is_alphabetic() && !letter.is_lowercase())
}

/// Mail and web addresses.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut from = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let token = piece.trim();
        let mail = token.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && host.trim_end_matches(['.', ',']).contains('.')
        });
        let small = token.to_lowercase();
        let path = small.split_once('/').is_some_and(|(host, rest)| {
            let top = host.rsplit_once('.').map_or("", |(_, top)| top);
            top.len() >= 2 && top.chars().all(char::is_alphabetic) && !rest.is_empty()
        });
        if mail || small.contains("://") || small.contains("www.") || path {
            spans.push(from..from + piece.trim_end().len());
        }
        from += piece.len();
    }
    spans
}

/// Runs of digits that are long enough, and begin or are set apart like telephone numbers.
fn telephones(text: &str) -> Vec<Range<usize>> {
    let belongs = |sign: char| {
        sign.is_ascii_digit() || matches!(sign, '+' | '(' | ')' | '-' | '/' | '.' | ' ')
    };
    let mut spans = Vec::new();
    let mut start = None;
    for (index, sign) in text.char_indices().chain([(text.len(), 'x')]) {
        match (start, belongs(sign)) {
            (None, true) if sign != ' ' && sign != '.' && sign != ')' => start = Some(index),
            (Some(from), false) => {
                let run = text.get(from..index).unwrap_or_default();
                let digits = run.chars().filter(char::is_ascii_digit).count();
                let like_one = run.starts_with(['+', '(', '0']) || run.contains('-');
                if like_one && PHONE_DIGITS.contains(&digits) {
                    spans.push(from..from + run.trim_end().len());
                }
                start = None;
            }
            (None | Some(_), _) => {}
        }
    }
    spans
}

/// Where `name` stands: as a whole, or a part of it with a capital letter.
fn named(places: &[Place], name: &str) -> Vec<Range<usize>> {
    let parts: Vec<String> = folded(name).split_whitespace().map(str::to_owned).collect();
    let mut spans = Vec::new();
    if parts.is_empty() {
        return spans;
    }
    for window in places.windows(parts.len()) {
        let whole = window.iter().zip(&parts).all(|(place, part)| place.word.folded == *part);
        if whole && parts.len() > 1 {
            let others = window.iter().filter(|place| !place.own);
            spans.extend(others.map(|place| place.range.clone()));
        }
    }
    let letter = |place: &Place| place.word.folded.chars().nth(1).is_none();
    let part =
        |place: &&Place| place.capital && !letter(place) && parts.contains(&place.word.folded);
    spans.extend(places.iter().filter(part).map(|place| place.range.clone()));
    spans
}

/// Where `name` stands in a script whose words touch each other, and its parts of several letters.
fn joined(text: &str, name: &str) -> Vec<Range<usize>> {
    let is_joined = |letter: char| {
        JOINED.iter().any(|(first, last)| (*first..=*last).contains(&u32::from(letter)))
    };
    let parts: Vec<&str> = name
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|part| part.chars().all(is_joined))
        .collect();
    let whole = parts.concat();
    parts
        .into_iter()
        .chain([whole.as_str()])
        .filter(|part| part.chars().nth(1).is_some())
        .flat_map(|part| text.match_indices(part).map(|(at, found)| at..at + found.len()))
        .collect()
}

/// The name that follows the word at `at`, or the rest of its pattern.
fn after(text: &str, places: &[Place], at: usize) -> Vec<Range<usize>> {
    let mut spans: Vec<Range<usize>> = Vec::new();
    let Some(cue) = places.get(at) else { return spans };
    let mut end = cue.range.end;
    // "Dr. Ana" goes on after the stop, "my manager. Then" does not.
    let title = cue.word.folded.len() <= TITLE_LETTERS_MAX;
    for place in places.iter().skip(at + 1).take(CUE_WORDS_MAX + NAME_WORDS_MAX) {
        let between = text.get(end..place.range.start).unwrap_or_default();
        let inside = matches!(between, "-" | "'" | "’");
        let beside = between.trim().is_empty()
            || between.trim() == "," && spans.is_empty()
            || between.trim() == "." && spans.is_empty() && title;
        let particle = PARTICLES.contains(&place.word.folded.as_str());
        if !inside && !beside {
            break;
        }
        if place.capital || (inside || particle) && !spans.is_empty() {
            spans.push(place.range.clone());
        } else if !spans.is_empty() || place.range.start > cue.range.end + CUE_BYTES_MAX {
            break;
        }
        end = place.range.end;
    }
    spans
}

/// The word at `at` and the capital words and numbers on both its sides, if there are any.
fn around(text: &str, places: &[Place], at: usize, numbered: bool) -> Vec<Range<usize>> {
    let joined = |one: &Place, two: &Place| {
        text.get(one.range.end..two.range.start)
            .is_some_and(|between| between.trim_matches([' ', ',', '-', '\'', '’']).is_empty())
    };
    let number = |place: &Place| place.word.folded.chars().all(|sign| sign.is_ascii_digit());
    let named = |place: &Place| place.capital || (numbered && number(place));
    let particle = |place: &Place| PARTICLES.contains(&place.word.folded.as_str());
    let Some(here) = places.get(at) else { return Vec::new() };
    let following: Vec<&Place> = places.iter().skip(at + 1).take(NAME_WORDS_MAX).collect();
    let preceding: Vec<&Place> = places.iter().take(at).rev().take(NAME_WORDS_MAX).collect();
    let mut beside: Vec<&Place> = Vec::new();
    for (side, back) in [(following, false), (preceding, true)] {
        let mut last = here;
        let mut run: Vec<&Place> = Vec::new();
        for place in side {
            let touches = if back { joined(place, last) } else { joined(last, place) };
            if !touches || !(named(place) || particle(place)) {
                break;
            }
            run.push(place);
            last = place;
        }
        // "at the University of" ends where its name does.
        while run.last().is_some_and(|place| !named(place)) {
            run.pop();
        }
        beside.extend(run);
    }
    // "I went to school" and "on the road" tell nothing.
    let tells =
        |place: &&Place| if numbered && !here.capital { number(place) } else { named(place) };
    if !beside.iter().any(tells) {
        return Vec::new();
    }
    beside.push(here);
    beside.into_iter().map(|place| place.range.clone()).collect()
}

fn blanked(text: &str, mut spans: Vec<Range<usize>>) -> String {
    spans.sort_by_key(|span| span.start);
    let mut out = String::with_capacity(text.len());
    let mut spans = spans.into_iter().peekable();
    let mut until = 0;
    for (index, letter) in text.char_indices() {
        while let Some(span) = spans.next_if(|span| span.start <= index) {
            until = until.max(span.end);
        }
        if index < until {
            out.extend(std::iter::repeat_n(' ', letter.len_utf8()));
        } else {
            out.push(letter);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::collapsed;

    #[test]
    fn who_the_candidate_is_goes_and_everything_else_stays_in_place() {
        for (text, left) in [
            ("I am Ana Núñez and I sold cars.", "I am and I sold cars."),
            ("ask ana núñez, ana will know", "ask , ana will know"),
            ("Will told me that I will win.", "Will told me that I will win."),
            ("My name is Olu Ade, I plan.", "My name is , I plan."),
            ("My manager. Then I left.", "My manager. Then I left."),
            ("My colleague Grace helped.", "My colleague helped."),
            ("Write to ana.n@mail.example, or see www.ana.example/cv now.", "Write to or see now."),
            ("Call +49 (171) 234-5678 or 0171 2345678!", "Call or !"),
            (
                "We had 1,900 tablets and 240 000 euros in 2023.",
                "We had 1,900 tablets and 240 000 euros in 2023.",
            ),
            (
                "I studied at the University of East Anglia with care.",
                "I studied at the with care.",
            ),
            ("Ich war an der Universität Bonn.", "Ich war an der ."),
            ("I went to school and to a university.", "I went to school and to a university."),
            ("I live in 12 Long Street, near the road.", "I live in , near the road."),
        ] {
            let blinded = blind(text, &["Ana Núñez"]);
            assert_eq!(blinded.len(), text.len(), "{text}");
            let same = text.char_indices().all(|(index, letter)| {
                blinded
                    .get(index..index + letter.len_utf8())
                    .is_some_and(|there| there.trim().is_empty() || there.starts_with(letter))
            });
            assert!(same, "{text}");
            assert_eq!(collapsed(&blinded), left);
        }
    }

    #[test]
    fn quotes_are_found_in_the_original() {
        let text = "Hello, I am Ana Núñez and  I sold cars.";
        let blinded = blind(text, &["Ana Núñez"]);
        assert_eq!(unblind(text, &blinded, "I am and I"), Some("I am Ana Núñez and  I"));
        assert_eq!(unblind(text, &blinded, "sold cars."), Some("sold cars."));
        assert_eq!(unblind(text, &blinded, "I am Ana"), None);
        assert_eq!(unblind(text, &blinded, " "), None);
    }

    #[test]
    fn the_word_for_oneself_and_letters_stay() {
        for (name, text, left) in [
            ("John I. Smith", "I moved it, John I. Smith and I.", "I moved it, I. and I."),
            ("J. Kim", "J helped, and so did Kim.", "J helped, and so did ."),
            ("", "As a nurse I asked twice.", "As a nurse I asked twice."),
            ("", "For my manager I wrote a plan.", "For my manager I wrote a plan."),
            ("", "My manager Grace I trusted.", "My manager I trusted."),
            ("", "Meiner Kollegin Frau Ich", "Meiner Kollegin Frau Ich"),
        ] {
            assert_eq!(collapsed(&blind(text, &[name])), left);
        }
    }

    #[test]
    fn names_in_scripts_without_capitals_go_too() {
        for (name, text, left) in [
            ("李小龍", "我叫李小龍，我修好了。", "我叫 ，我修好了。"),
            ("李小龍", "I asked 李小龍 twice.", "I asked twice."),
            ("李 小龍", "同事叫我小龍。", "同事叫我 。"),
            ("田中 太郎", "田中さんと太郎がいた", "さんと がいた"),
            ("김민수", "김민수가 고쳤다", "가 고쳤다"),
            ("محمد علي", "سألت محمد عن الخطأ", "سألت عن الخطأ"),
            ("ნინო ბერიძე", "ნინო მოვიდა", "მოვიდა"),
            ("李 明", "李子和明天", "李子和明天"),
        ] {
            let blinded = blind(text, &[name]);
            assert_eq!(blinded.len(), text.len(), "{text}");
            assert_eq!(collapsed(&blinded), left);
        }
    }

    #[test]
    fn a_name_that_is_a_word_leaves_the_word() {
        let blinded = blind("I will note it and mark it, Will Mark.", &["Will Mark"]);
        assert_eq!(blinded, "I will note it and mark it,          .");
    }
}
