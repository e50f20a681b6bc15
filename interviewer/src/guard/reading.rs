//! A text as the guard compares it: plain small letters whatever they were written with, and the
//! other ways in which the same signs may be meant to be read.

use std::collections::HashMap;
use std::sync::LazyLock;

/// So many letters that stand alone, one after the other, are a word in disguise.
const SPELLED_MIN: usize = 3;

/// What letters look like, by the letters they are compared as: marks, styles, other alphabets.
static LETTERS: LazyLock<HashMap<char, String>> = LazyLock::new(|| {
    let looks: HashMap<String, String> = super::parsed(include_str!("letters.json"));
    looks
        .into_iter()
        .flat_map(|(plain, signs)| {
            signs.chars().map(move |sign| (sign, plain.clone())).collect::<Vec<_>>()
        })
        .collect()
});

/// Alphabets that stand in order somewhere in Unicode: first and last code point, first letter, and
/// after how many letters they begin again.
const ALPHABETS: [(u32, u32, char, u32); 8] = [
    (0x24B6, 0x24E9, 'a', 26),
    (0xFF10, 0xFF19, '0', 10),
    (0xFF21, 0xFF3A, 'a', 26),
    (0xFF41, 0xFF5A, 'a', 26),
    (0x1_D400, 0x1_D6A3, 'a', 26),
    (0x1_D7CE, 0x1_D7FF, '0', 10),
    (0x1_F150, 0x1_F169, 'a', 26),
    (0x1_F170, 0x1_F189, 'a', 26),
];

/// A word of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// As it is compared.
    pub(super) word: String,
    /// Where it begins in the text, in bytes.
    pub(super) from: usize,
    /// Where it ends.
    pub(super) to: usize,
    /// A clause begins here.
    pub(super) opens_clause: bool,
    /// A sentence begins here.
    pub(super) opens_sentence: bool,
}

/// A sign of the text: part of a word, or between words.
#[derive(Debug, Clone)]
struct Sign {
    letters: String,
    written: char,
    from: usize,
    to: usize,
}

impl Sign {
    fn is_letter(&self) -> bool {
        !self.letters.is_empty()
    }

    fn is_elision(&self) -> bool {
        matches!(self.written, '-' | '\'' | '’' | 'ʼ' | '`' | '´' | '‐' | '‑')
    }
}

/// Which signs inside of a word are taken for none.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Glue {
    Nothing,
    /// All but hyphen and apostrophe, which part words in earnest.
    Odd,
    All,
}

/// Small letters without marks; nothing for a sign that is no part of a word.
pub(super) fn plain(sign: char, out: &mut String) {
    let code = u32::from(sign);
    if let Some(letters) = LETTERS.get(&sign) {
        out.push_str(letters);
    } else if let Some((first, _, start, turn)) =
        ALPHABETS.iter().find(|(first, last, ..)| (*first..=*last).contains(&code))
    {
        let letter = char::from_u32(u32::from(*start) + (code - first) % turn);
        out.extend(letter);
    } else if sign.is_alphanumeric() {
        out.extend(sign.to_lowercase());
    }
}

/// Signs without width, and marks on the letter before.
fn is_invisible(sign: char) -> bool {
    matches!(u32::from(sign),
        0xAD | 0x300..=0x36F | 0x61C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F
        | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F
        | 0x20D0..=0x20FF | 0x3164 | 0xFE00..=0xFE0F | 0xFE20..=0xFE2F | 0xFEFF | 0xFFA0
        | 0xFFF9..=0xFFFB | 0x1_D173..=0x1_D17A | 0xE_0000..=0xE_0FFF)
}

/// What a digit or sign stands for in a word that is written with others, "k1ds"; `one` is what a 1
/// stands for.
fn disguised(sign: char, one: &'static str) -> Option<&'static str> {
    Some(match sign {
        '0' => "o",
        '1' | '!' | '|' => one,
        '3' | '€' => "e",
        '4' | '@' => "a",
        '5' | '$' => "s",
        '7' => "t",
        _ => return None,
    })
}

/// The text as it stands, and as it may be meant: signs inside of words left out, letters that stand
/// alone put together, digits read as letters. No reading comes twice.
pub(super) fn readings(text: &str) -> Vec<Vec<Token>> {
    let signs: Vec<Sign> = text
        .char_indices()
        .filter(|(_, sign)| !is_invisible(*sign))
        .map(|(from, sign)| {
            let mut letters = String::new();
            plain(sign, &mut letters);
            Sign { letters, written: sign, from, to: from + sign.len_utf8() }
        })
        .collect();
    let mut all: Vec<Vec<Token>> = Vec::new();
    let mut add = |tokens: Vec<Token>| {
        if !all.contains(&tokens) {
            all.push(tokens);
        }
    };
    let readings = [Some(signs.clone()), undisguised(&signs, "i"), undisguised(&signs, "l")];
    for signs in readings.iter().flatten() {
        for glue in [Glue::Nothing, Glue::Odd, Glue::All] {
            let tokens = tokens(signs, glue);
            if let Some(joined) = joined(&tokens) {
                add(joined);
            }
            add(tokens);
        }
    }
    all
}

/// The signs with those read as letters that stand for letters; none when there are none.
fn undisguised(signs: &[Sign], one: &'static str) -> Option<Vec<Sign>> {
    let mut out = signs.to_vec();
    let mut changed = false;
    let alphabetic = |at: Option<usize>| {
        let beside = at.and_then(|at| signs.get(at));
        beside.is_some_and(|beside| beside.letters.chars().any(char::is_alphabetic))
    };
    for (at, sign) in out.iter_mut().enumerate() {
        let Some(letter) = disguised(sign.written, one) else { continue };
        let (before, after) = (alphabetic(at.checked_sub(1)), alphabetic(Some(at + 1)));
        // A mark at the end of a word is a mark.
        if after || (before && sign.is_letter()) {
            letter.clone_into(&mut sign.letters);
            changed = true;
        }
    }
    changed.then_some(out)
}

fn tokens(signs: &[Sign], glue: Glue) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let (mut clause, mut sentence, mut apart) = (true, true, true);
    for (at, sign) in signs.iter().enumerate() {
        if sign.is_letter() {
            match out.last_mut().filter(|_| !apart) {
                Some(token) => {
                    token.word.push_str(&sign.letters);
                    token.to = sign.to;
                }
                None => out.push(Token {
                    word: sign.letters.clone(),
                    from: sign.from,
                    to: sign.to,
                    opens_clause: clause,
                    opens_sentence: sentence,
                }),
            }
            (clause, sentence, apart) = (false, false, false);
            continue;
        }
        let within = !sign.written.is_whitespace()
            && signs.get(at + 1).is_some_and(Sign::is_letter)
            && !apart;
        let glued = match glue {
            Glue::Nothing => false,
            Glue::Odd => within && !sign.is_elision(),
            Glue::All => within,
        };
        if !glued {
            apart = true;
            // "U.S. citizen": a stop after a single letter ends no sentence.
            let ends = match sign.written {
                '.' => !out.last().is_some_and(is_single),
                other => matches!(other, '?' | '!' | ';' | ':' | '¿' | '¡' | '\n' | '…' | '。'),
            };
            sentence |= ends;
            clause |= sentence || (!sign.written.is_whitespace() && !sign.is_elision());
        }
    }
    out
}

/// The same with letters that stand alone put together; none when there are none.
fn joined(tokens: &[Token]) -> Option<Vec<Token>> {
    let mut out: Vec<Token> = Vec::new();
    let mut changed = false;
    for run in tokens.chunk_by(|a, b| is_single(a) && is_single(b)) {
        match run {
            [first, .., last] if run.len() >= SPELLED_MIN => {
                changed = true;
                let word = run.iter().map(|token| token.word.as_str()).collect();
                out.push(Token { word, to: last.to, ..first.clone() });
            }
            _ => out.extend_from_slice(run),
        }
    }
    changed.then_some(out)
}

/// A letter that stands alone.
pub(super) fn is_single(token: &Token) -> bool {
    let mut letters = token.word.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let all = readings(text);
        all.iter()
            .map(|tokens| {
                tokens.iter().map(|token| token.word.as_str()).collect::<Vec<_>>().join(" ")
            })
            .collect()
    }

    #[test]
    fn letters_are_compared_however_they_are_written() {
        for text in [
            "How old are you?",
            "HOW OLD ARE YOU",
            "Ｈｏｗ ｏｌｄ ａｒｅ ｙｏｕ",
            "𝐇𝐨𝐰 𝑜𝑙𝑑 𝕒𝕣𝕖 𝓎𝑜𝓊",
            "Hоw оld аre уou",
            "H\u{200b}ow o\u{ad}ld a\u{301}re y\u{feff}ou",
            "Ħöw ōłđ årë ýøû",
            "🅗🅞🅦 ⓞⓛⓓ 🅰🆁🅴 you",
        ] {
            assert_eq!(words(text)[0], "how old are you", "{text}");
        }
        assert_eq!(words("Größe œuvre")[0], "grosse oeuvre");
    }

    #[test]
    fn words_in_disguise_are_read_both_ways() {
        assert!(words("h.o.w o*l*d are you").contains(&"how old are you".to_owned()));
        assert!(words("are you p r e g n a n t").contains(&"are you pregnant".to_owned()));
        assert!(words("Avez-vous des en_fants").contains(&"avez vous des enfants".to_owned()));
        assert!(words("your re1igi0n").contains(&"your religion".to_owned()));
        assert!(words("any k1ds!").contains(&"any kids".to_owned()));
        assert!(words("your @ge").contains(&"your age".to_owned()));
        assert_eq!(words("plain words"), ["plain words"]);
    }

    #[test]
    fn clauses_and_sentences_are_noticed() {
        let all = readings("As a nurse, are you there? Yes");
        let opened: Vec<(bool, bool)> =
            all[0].iter().map(|token| (token.opens_clause, token.opens_sentence)).collect();
        assert_eq!(opened[0], (true, true));
        assert_eq!(opened[1], (false, false));
        assert_eq!(opened[3], (true, false));
        assert_eq!(opened[6], (true, true));
        assert!(readings("").iter().all(Vec::is_empty));
    }
}
