//! The posting's title as people say it, and what it tells about the level.

use crate::bank::{BANK, PostingWords};
use crate::words::{collapsed, count, folded, occurs};

use super::Seniority;

/// A longer title is not read out in a question.
const SPOKEN_WORDS_MAX: usize = 7;
/// A title without a word for a position is not longer, or it is something else.
const UNKNOWN_WORDS_MAX: usize = 3;

/// A title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Title {
    /// As given, white space put in order.
    pub(super) shown: String,
    /// Without place, contract and other asides; none if it does not name a position.
    pub(super) spoken: Option<String>,
}

impl Title {
    /// Reads a title.
    pub(super) fn read(title: &str) -> Self {
        let shown = collapsed(title);
        Self { spoken: spoken(&shown), shown }
    }

    /// The level that the title names, if it does.
    pub(super) fn seniority(&self) -> Option<Seniority> {
        let words = folded(&self.shown);
        if any_in_titles(&words, |posting| &posting.entry) {
            Some(Seniority::Entry)
        } else if any_in_titles(&words, |posting| &posting.lead) {
            Some(Seniority::Lead)
        } else if any_in_titles(&words, |posting| &posting.senior) {
            Some(Seniority::Senior)
        } else {
            None
        }
    }
}

/// The part of a title that names the position: brackets go, and of the parts between dashes the
/// first that names one stays.
fn spoken(title: &str) -> Option<String> {
    if title.contains(['?', '？']) {
        return None;
    }
    let mut outside = String::new();
    let mut depth = 0_usize;
    for letter in title.chars() {
        match letter {
            '(' | '[' | '（' => depth += 1,
            ')' | ']' | '）' => depth = depth.saturating_sub(1),
            '–' | '—' | '|' if depth == 0 => outside.push_str(" - "),
            _ if depth == 0 => outside.push(letter),
            _ => {}
        }
    }
    let outside = collapsed(&outside).replace("- ", " - ");
    let trimmed = |part: &str| {
        let sign = |letter: char| !letter.is_alphanumeric() && letter != '+' && letter != '#';
        collapsed(part.trim_matches(sign))
    };
    let parts = outside.split(" - ").flat_map(|part| part.split(", "));
    // Of "Accountant/ Manager" the first is enough; "Crime/Sanctions Counsel" is one name.
    let first: Vec<String> =
        parts.clone().filter_map(|part| part.split('/').next()).map(trimmed).collect();
    let whole: Vec<String> = parts.map(trimmed).collect();
    let named = first.iter().chain(&whole).find(|part| names_a_position(part));
    named.or_else(|| first.first().filter(|part| may_name_a_position(part))).cloned()
}

/// A short title of other words names its position too, if it is no question and no programme.
fn may_name_a_position(part: &str) -> bool {
    let words = folded(part);
    let other =
        ["program", "programme", "opportunit*", "fellowship", "want", "join", "talent pool"];
    (1..=UNKNOWN_WORDS_MAX).contains(&count(part))
        && !other.iter().any(|pattern| occurs(&words, pattern))
}

fn names_a_position(part: &str) -> bool {
    let words = folded(part);
    let count = words.split_whitespace().count();
    (1..=SPOKEN_WORDS_MAX).contains(&count) && any_in_titles(&words, |posting| &posting.positions)
}

/// Whether folded words of a title have one of these patterns, of any language: a French posting may
/// have an English title.
fn any_in_titles(words: &str, patterns: fn(&PostingWords) -> &Vec<String>) -> bool {
    let mut all = BANK.languages.iter().flat_map(|language| patterns(&language.posting));
    all.any(|pattern| occurs(words, pattern))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asides_are_left_out() {
        for (title, spoken) in [
            ("Backend Java Engineer - Lisbon/Porto (6 months)", Some("Backend Java Engineer")),
            ("Acme Accelerator Program - Risk Analyst", Some("Risk Analyst")),
            ("Backend Developer, Maps (Java, Golang)", Some("Backend Developer")),
            ("Analyst, Deals – EMEA", Some("Analyst")),
            ("Agent de sécurité", Some("Agent de sécurité")),
            ("Financial Accountant/ Manager (CIS)", Some("Financial Accountant")),
            ("Trade/Customs Legal Counsel", Some("Trade/Customs Legal Counsel")),
            ("Pflegefachkraft (m/w/d) - Teilzeit", Some("Pflegefachkraft")),
            ("Business Development - Cards (Nordics)", Some("Business Development")),
            ("Want to be an agent?", None),
            ("Future Opportunities", None),
            ("", None),
        ] {
            assert_eq!(Title::read(title).spoken.as_deref(), spoken, "{title}");
        }
    }

    #[test]
    fn titles_tell_the_level() {
        for (title, level) in [
            ("Finance Intern (summer)", Some(Seniority::Entry)),
            ("Engineering Manager - Search", Some(Seniority::Lead)),
            ("Senior QA Engineer", Some(Seniority::Senior)),
            ("Account Manager", None),
            ("Internal Audit Manager", None),
        ] {
            assert_eq!(Title::read(title).seniority(), level, "{title}");
        }
    }
}
