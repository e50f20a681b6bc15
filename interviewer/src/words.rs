//! Text as the rules compare it: folded words, and which language they are.

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

/// Frequent short words by language. What a text has most of is its language.
const FREQUENT: &[(&str, &str)] = &[
    ("en", "the and of to in for with you our is are on we as be or this your will that have"),
    (
        "fr",
        "le la les des du et en un une pour dans avec vous nous est sur au aux par qui ou ses votre notre",
    ),
    ("es", "el la los las de del y en un una para con por que es se su tu nuestro como al"),
    (
        "de",
        "der die das und in mit fur von zu den im ist ein eine auf wir sie du bei deine unser als oder",
    ),
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
/// blanks; a `*` at the end lets the last word go on.
pub(crate) fn occurs(text: &str, pattern: &str) -> bool {
    let (words, goes_on) =
        pattern.strip_suffix('*').map_or((pattern, false), |words| (words, true));
    text.match_indices(words).any(|(at, _)| {
        let before = text.get(..at).is_some_and(|head| head.ends_with(' '));
        let tail = text.get(at + words.len()..).unwrap_or_default();
        before && (goes_on || tail.starts_with(' '))
    })
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
    let mut best = ("en", 0);
    for (code, frequent) in FREQUENT {
        let list: Vec<&str> = frequent.split(' ').collect();
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
