//! An answer as sentences, each a slice of it, so that a quote is verbatim by construction.

use std::ops::Range;

/// Speech without stops is cut after so many words.
const WORDS_MAX: usize = 50;

/// Where the sentences of `text` are, in order, ends trimmed.
pub(super) fn ranges(text: &str) -> Vec<Range<usize>> {
    let begins = text.as_ptr().addr();
    let within = |piece: &str| piece.as_ptr().addr().saturating_sub(begins);
    split(text)
        .into_iter()
        .map(|sentence| within(sentence)..within(sentence) + sentence.len())
        .collect()
}

/// The sentences of `text`, in order, ends trimmed.
pub(super) fn split(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    for line in text.lines() {
        let mut start = 0;
        let mut letters = line.char_indices().peekable();
        while let Some((index, letter)) = letters.next() {
            let next = letters.peek().map(|(_, next)| *next);
            let ends = match letter {
                '.' | '!' | '?' | '…' => next.is_none_or(char::is_whitespace),
                '。' | '！' | '？' => true,
                _ => false,
            };
            if ends {
                let end = index + letter.len_utf8();
                sentences.extend(line.get(start..end).into_iter().flat_map(pieces));
                start = end;
            }
        }
        sentences.extend(line.get(start..).into_iter().flat_map(pieces));
    }
    sentences
}

/// A sentence, or its pieces when it is too long.
fn pieces(sentence: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = sentence.trim();
    while !rest.is_empty() {
        let end = end_of_word(rest, WORDS_MAX);
        let (piece, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
        if piece.chars().any(char::is_alphanumeric) {
            pieces.push(piece.trim());
        }
        rest = tail.trim_start();
    }
    pieces
}

/// Where the `number`th word of `text` ends.
fn end_of_word(text: &str, number: usize) -> usize {
    let mut words = 0;
    let mut inside = false;
    for (index, letter) in text.char_indices() {
        if letter.is_whitespace() {
            if inside && words == number {
                return index;
            }
            inside = false;
        } else if !inside {
            inside = true;
            words += 1;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_slices_of_the_answer() {
        let text = "I led it. We saved 3.5 hours!  Then?\n\nNext line…  好。不好";
        let split = split(text);
        assert_eq!(
            split,
            ["I led it.", "We saved 3.5 hours!", "Then?", "Next line…", "好。", "不好"]
        );
        assert!(split.iter().all(|sentence| text.contains(sentence)));
        let ranged = super::ranges(text);
        assert!(
            split.iter().zip(ranged).all(|(sentence, range)| text.get(range) == Some(sentence))
        );
    }

    #[test]
    fn speech_without_stops_is_cut() {
        let text = "word ".repeat(120);
        let split = split(&text);
        assert_eq!(split.len(), 3);
        assert!(split.iter().all(|sentence| text.contains(sentence)));
        assert!(super::split(" \n ... ").is_empty());
    }
}
