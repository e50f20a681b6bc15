//! Makes any text showable: no control characters, no characters without a glyph, no word or pile of accents that leaves its place.
//!
//! Knows: which characters the fonts have. Does not know: Typst's markup, which text never reaches.

use deunicode::deunicode_char;
use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::character::{Kind, NON_JOINER, fits, is_common, is_mark, joins, kind};

/// A name or another text of one line; longer ones are cut, visibly.
const LINE_CHARS_MAX: usize = 200;
/// A name among others on page one; longer ones end in "…" and stand in full further on.
const SHORT_CHARS_MAX: usize = 64;
/// A text of several paragraphs; longer ones are cut, visibly.
const TEXT_CHARS_MAX: usize = 8_000;
/// A character with everything that sits on it: long enough for any flag or family, and for any language.
const CLUSTER_CHARS_MAX: usize = 16;
/// Accents on one character; more than any language uses, few enough to stay in their line.
const MARKS_MAX: usize = 4;
/// A wider word gets places to break; letters count one, wide ones two, and the narrowest column holds so many.
const WORD_WIDTH_MAX: usize = 30;
/// How far apart those places are.
const UNBROKEN_MAX: usize = 6;
/// Stands for characters that no font has and that nobody wrote down in Latin letters.
const UNSHOWN: &str = "[?]";
/// Ends a text that was cut.
const CUT: &str = " […]";

/// Some paragraphs.
pub(crate) type Text = Vec<Paragraph>;

/// A paragraph, ready to be shown.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Paragraph {
    /// It starts with a letter of a script that is written from right to left.
    pub(crate) rtl: bool,
    /// Broken where its writer broke it.
    pub(crate) lines: Vec<String>,
}

/// Cleans texts and remembers what could not be kept.
#[derive(Debug, Default)]
pub(crate) struct Cleaner {
    /// Characters that no font has, now in Latin letters or [`UNSHOWN`].
    pub(crate) unshown: usize,
    /// Texts that were too long.
    pub(crate) cut: usize,
    /// Keeps letters, digits and common signs only: no accents of their own, no joiners, no emoji.
    pub(crate) strict: bool,
}

impl Cleaner {
    /// One line, without extra places to break it.
    pub(crate) fn plain(&mut self, text: &str) -> String {
        let cleaned = self.clean(text, LINE_CHARS_MAX);
        cleaned.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// One line that fits a column.
    pub(crate) fn line(&mut self, text: &str) -> String {
        breakable(&self.plain(text))
    }

    /// One line that fits a column, in few words.
    pub(crate) fn short(&mut self, text: &str) -> String {
        let plain = self.plain(text);
        let mut short = String::new();
        for cluster in plain.graphemes(true) {
            if short.chars().count() >= SHORT_CHARS_MAX {
                short.push('…');
                break;
            }
            short.push_str(cluster);
        }
        breakable(&short)
    }

    /// Paragraphs, parted where `text` has blank lines; empty when it has no letters.
    pub(crate) fn text(&mut self, text: &str) -> Text {
        let cleaned = self.clean(text, TEXT_CHARS_MAX);
        let mut paragraphs = Text::new();
        let mut lines = Vec::new();
        for line in cleaned.lines().map(str::trim).chain([""]) {
            if !line.is_empty() {
                lines.push(breakable(line));
            } else if !lines.is_empty() {
                let lines = std::mem::take(&mut lines);
                paragraphs.push(Paragraph { rtl: starts_rtl(&lines), lines });
            }
        }
        paragraphs
    }

    fn clean(&mut self, text: &str, chars_max: usize) -> String {
        // Most texts: nothing to look at in their characters.
        if text.len() <= chars_max && text.bytes().all(is_plain) {
            return text.to_owned();
        }
        let mut cleaned = String::with_capacity(text.len().min(4 * chars_max));
        let mut count = 0;
        for cluster in text.graphemes(true) {
            if count >= chars_max {
                self.cut += 1;
                cleaned.push_str(CUT);
                break;
            }
            count += self.push_cluster(&mut cleaned, cluster);
        }
        cleaned
    }

    /// Adds what can be shown of a character and all that sits on it. Returns how many characters that were.
    fn push_cluster(&mut self, cleaned: &mut String, cluster: &str) -> usize {
        let mut count = 0;
        let mut marks = 0;
        let mut base = None;
        let mut joiner = None;
        for character in cluster.chars().take(CLUSTER_CHARS_MAX) {
            match kind(character) {
                Kind::Nothing => {}
                Kind::Break => cleaned.push('\n'),
                Kind::Space => cleaned.push(' '),
                // At the end of a cluster a joiner joins nothing.
                Kind::Joiner => joiner = base.filter(|base| joins(*base)).map(|_| character),
                Kind::Mark => {
                    marks += 1;
                    if marks <= MARKS_MAX
                        && !self.strict
                        && base.is_some_and(|it| fits(it, character))
                    {
                        cleaned.push(character);
                        count += 1;
                    }
                }
                Kind::Shown if !self.strict || is_common(character) => {
                    cleaned.extend(joiner.take().filter(|_| !self.strict));
                    cleaned.push(character);
                    base = Some(character);
                    count += 1;
                }
                Kind::Shown | Kind::Unshown => {
                    self.unshown += 1;
                    (base, joiner) = (None, None);
                    count += push_fallback(cleaned, character);
                }
            }
        }
        // A non-joiner between two Arabic letters belongs to the cluster of the first.
        if let Some(joiner) = joiner.filter(|it| *it == NON_JOINER && !self.strict) {
            cleaned.push(joiner);
        }
        count.max(1)
    }
}

/// Whether the first font has it, it stands alone, and no other byte ends a line.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\n')
}

/// Adds what can be read in place of a character that cannot be shown: 李 is "Li". Returns how many
/// characters that were.
fn push_fallback(cleaned: &mut String, character: char) -> usize {
    let is_readable = |letters: &&str| {
        letters.bytes().all(|it| matches!(it, b' '..=b'~')) && !letters.trim().is_empty()
    };
    match deunicode_char(character).filter(is_readable) {
        Some(letters) => {
            cleaned.push_str(letters);
            letters.len()
        }
        // What only shapes the letter before it, and one for all of a row.
        None if is_mark(character) || cleaned.ends_with(UNSHOWN) => 0,
        None => {
            cleaned.push_str(UNSHOWN);
            UNSHOWN.len()
        }
    }
}

fn starts_rtl(lines: &[String]) -> bool {
    let first = lines.iter().flat_map(|line| line.chars()).find(|c| c.is_alphabetic());
    first.is_some_and(
        |c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'),
    )
}

/// Gives very wide words places to break that show nothing.
fn breakable(line: &str) -> String {
    let mut broken = String::with_capacity(line.len());
    for word in line.split_inclusive(char::is_whitespace) {
        // No character is wider than two letters, and none has less than a byte.
        if 2 * word.len() <= WORD_WIDTH_MAX {
            broken.push_str(word);
            continue;
        }
        let clusters: Vec<&str> = word.graphemes(true).collect();
        if clusters.iter().copied().map(width).sum::<usize>() <= WORD_WIDTH_MAX {
            broken.push_str(word);
            continue;
        }
        for (position, piece) in clusters.chunks(UNBROKEN_MAX).enumerate() {
            if position > 0 {
                broken.push('\u{200b}');
            }
            broken.extend(piece.iter().copied());
        }
    }
    broken
}

/// About how wide a character is, in letters.
fn width(cluster: &str) -> usize {
    let wide = |c: char| c.is_uppercase() || c >= '\u{2000}' || matches!(c, 'm' | 'w' | '@' | '%');
    if cluster.chars().any(wide) { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::can_show;

    fn line(text: &str) -> String {
        Cleaner::default().line(text)
    }

    #[test]
    fn markup_is_left_alone() {
        for text in ["#panic()", "$ x $", "*_", "\\", "]]", "\"", "@label <x>", "```"] {
            assert_eq!(line(text), text);
        }
    }

    #[test]
    fn a_plain_text_is_what_a_longer_look_makes_of_it() {
        for strict in [false, true] {
            for character in (0..=u8::MAX).map(char::from) {
                let cleaned = |text: String| {
                    Cleaner { strict, ..Cleaner::default() }.clean(&text, LINE_CHARS_MAX)
                };
                let (alone, beside) = (character.to_string(), format!("{character}é"));
                let (shorter, longer) = (cleaned(alone), cleaned(beside));
                assert_eq!(Some(shorter.as_str()), longer.strip_suffix('é'), "{character:?}");
            }
        }
    }

    #[test]
    fn characters_that_control_or_hide_are_dropped() {
        assert_eq!(line("a\u{0}b\u{7}c\u{1b}[31m\u{9b}d\u{feff}e"), "abc[31mde");
        assert_eq!(line("pay \u{202e}100\u{202c} \u{e0041}now"), "pay 100 now");
        assert_eq!(line("a\tb\r\n c"), "a b c");
    }

    #[test]
    fn a_character_without_a_glyph_is_given_in_latin_letters_and_is_counted() {
        let mut cleaner = Cleaner::default();
        assert_eq!(cleaner.line("李小龍 Lee \u{e123}\u{e124}"), "Li Xiao Long Lee [?]");
        assert_eq!(cleaner.unshown, 5);
        assert_eq!(line("テスト 한국"), "tesuto hangug");
        assert!(UNSHOWN.chars().all(can_show));
    }

    #[test]
    fn piled_accents_are_thinned() {
        let pile = format!("e{}", "\u{301}".repeat(500));
        assert_eq!(line(&pile), format!("e{}", "\u{301}".repeat(MARKS_MAX)));
        assert_eq!(line("Nguyễn ẹ\u{302}\u{301}"), "Nguyễn ẹ\u{302}\u{301}");
    }

    #[test]
    fn a_mark_without_a_letter_of_its_script_is_dropped() {
        assert_eq!(line("@\u{5c4} 漢\u{301} \u{301} x\u{5b8} 1\u{fe0f}\u{20e3}"), "@ Han x 1");
        assert_eq!(line("שָׁלוֹם"), "שָׁלוֹם");
        assert_eq!(line("مُحَمَّد"), "مُحَمَّد");
    }

    #[test]
    fn joiners_stay_where_they_join() {
        assert_eq!(line("می\u{200c}خواهم"), "می\u{200c}خواهم");
        assert_eq!(line("a\u{200d}b 👩\u{200d} \u{200d}x"), "ab 👩 x");
        assert_eq!(line("👩\u{200d}👩"), "👩\u{200d}👩");
    }

    #[test]
    fn strictly_only_common_signs_are_kept() {
        let mut cleaner = Cleaner { strict: true, ..Cleaner::default() };
        let line = cleaner.line("Zoë e\u{301} Щукина, שָׁלוֹם “yes”—100 % 👩\u{200d}👩 ⨾");
        assert!(line.starts_with("Zoë e Щукина, שלום “yes”—100 % "), "{line}");
        assert!(!line.contains('👩') && !line.contains('⨾'), "{line}");
    }

    #[test]
    fn a_very_long_word_can_break_and_a_long_one_stays_whole() {
        let long = "x".repeat(WORD_WIDTH_MAX);
        assert_eq!(line(&long), long);
        assert_ne!(line(&long.to_uppercase()), long.to_uppercase());
        let longer = line(&"y".repeat(100));
        assert!(longer.split('\u{200b}').all(|piece| piece.len() <= UNBROKEN_MAX));
        assert_eq!(longer.replace('\u{200b}', ""), "y".repeat(100));
    }

    #[test]
    fn a_family_is_not_broken_apart() {
        let families = "👨\u{200d}👩\u{200d}👧".repeat(30);
        let broken = line(&families);
        assert!(broken.contains('\u{200b}'));
        assert!(broken.split('\u{200b}').all(|piece| piece.starts_with('👨')));
    }

    #[test]
    fn a_short_name_is_short() {
        let mut cleaner = Cleaner::default();
        assert_eq!(cleaner.short("Testing"), "Testing");
        let short = cleaner.short(&"word ".repeat(30));
        assert!(short.ends_with('…') && short.chars().count() <= SHORT_CHARS_MAX + 1);
        assert_eq!(cleaner.cut, 0);
    }

    #[test]
    fn a_text_over_the_limit_is_cut_and_says_so() {
        let mut cleaner = Cleaner::default();
        let name = cleaner.plain(&"a".repeat(LINE_CHARS_MAX + 50));
        assert_eq!(name, format!("{}{CUT}", "a".repeat(LINE_CHARS_MAX)));
        let text = cleaner.text(&"word ".repeat(TEXT_CHARS_MAX));
        assert!(text[0].lines[0].ends_with(CUT));
        assert_eq!(cleaner.cut, 2);
    }

    #[test]
    fn paragraphs_lines_and_their_direction_are_kept() {
        let text = Cleaner::default().text("\n\nOne\ntwo\r\n\r\n\n1. שלום world\n \n");
        let expected = [
            (false, vec!["One".to_owned(), "two".to_owned()]),
            (true, vec!["1. שלום world".to_owned()]),
        ];
        let got: Vec<_> = text.into_iter().map(|p| (p.rtl, p.lines)).collect();
        assert_eq!(got, expected);
        assert!(Cleaner::default().text(" \n\u{0}\n").is_empty());
    }
}
