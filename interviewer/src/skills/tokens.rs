//! The words of a text with their places, signs apart.

/// Short forms that keep their stop.
const SHORT_FORMS: [&str; 6] = ["e.g.", "i.e.", "etc.", "vs.", "incl.", "approx."];

/// A word, or a sign that stands beside words.
#[derive(Debug, Clone)]
pub(super) struct Token {
    /// As it stands.
    pub(super) written: String,
    /// In small letters.
    pub(super) small: String,
    /// Where it begins in the text, in bytes.
    pub(super) from: usize,
    /// Where it ends.
    pub(super) to: usize,
    /// Nothing after it belongs to its sentence.
    pub(super) ends_sentence: bool,
}

impl Token {
    /// Whether it has letters or digits.
    pub(super) fn is_word(&self) -> bool {
        self.small.chars().any(char::is_alphanumeric)
    }
}

/// The tokens of `text`. Signs inside of words stay ("Node.js", "CI/CD", "C++", "self-driven"); at
/// their ends they come off.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut word_from = None;
    let ends = text.char_indices().chain([(text.len(), '\n')]);
    for (at, letter) in ends {
        if !letter.is_whitespace() {
            word_from.get_or_insert(at);
            continue;
        }
        if let Some(from) = word_from.take() {
            add(&mut out, text.get(from..at).unwrap_or_default(), from);
        }
        if matches!(letter, '\n' | '\r')
            && let Some(last) = out.last_mut()
        {
            last.ends_sentence = true;
        }
    }
    out
}

/// Adds what stands between two blanks: a word, and the signs before and after it.
fn add(out: &mut Vec<Token>, piece: &str, at: usize) {
    let small = piece.to_lowercase();
    if SHORT_FORMS.contains(&small.as_str()) {
        return out.push(token(piece, at));
    }
    let dotted = |from: usize| {
        let mut letters = piece.get(from..).unwrap_or_default().chars();
        letters.next() == Some('.') && letters.next().is_some_and(char::is_alphabetic)
    };
    let starts = piece
        .char_indices()
        .find(|(from, letter)| letter.is_alphanumeric() || dotted(*from))
        .map_or(piece.len(), |(from, _)| from);
    let ends = piece
        .char_indices()
        .rfind(|(_, letter)| letter.is_alphanumeric() || matches!(letter, '+' | '#'))
        .map_or(starts, |(last, letter)| last + letter.len_utf8())
        .max(starts);
    let signs = |from: usize, to: usize| {
        let signs = piece.get(from..to).unwrap_or_default().char_indices();
        let each = signs.map(move |(place, sign)| (sign.to_string(), at + from + place));
        each.map(|(sign, place)| token(&sign, place))
    };
    out.extend(signs(0, starts));
    if ends > starts {
        out.push(token(piece.get(starts..ends).unwrap_or_default(), at + starts));
    }
    out.extend(signs(ends, piece.len()));
}

fn token(written: &str, from: usize) -> Token {
    Token {
        written: written.to_owned(),
        small: written.to_lowercase(),
        from,
        to: from + written.len(),
        ends_sentence: matches!(written, "." | "!" | "?" | ";" | "…"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_come_off_the_ends_of_words_only() {
        let text = "(C++, .NET and Node.js: e.g. \u{201c}CI/CD\u{201d}).\nself-driven";
        let all = tokens(text);
        let words: Vec<&str> =
            all.iter().filter(|it| it.is_word()).map(|it| it.written.as_str()).collect();
        assert_eq!(words, ["C++", ".NET", "and", "Node.js", "e.g.", "CI/CD", "self-driven"]);
        for token in &all {
            assert_eq!(text.get(token.from..token.to), Some(token.written.as_str()));
        }
        assert_eq!(all.iter().filter(|token| token.ends_sentence).count(), 2);
        assert!(tokens(" \n ").is_empty());
    }
}
