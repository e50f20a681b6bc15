//! Which part of a posting a heading opens.

use crate::bank::BANK;
use crate::words::{count, folded};

use super::markup::RawLine;

/// A heading has at most this many words.
const HEADING_WORDS_MAX: usize = 10;
/// A line that nothing marks as a heading has at most this many words if it is one.
const UNMARKED_WORDS_MAX: usize = 4;

/// A part of a posting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// What the person will do.
    Duties,
    /// What the person must have.
    Requirements,
    /// What would be welcome.
    Preferred,
    /// What is worked with.
    Tools,
    /// Text that no heading placed.
    Body,
    /// What the company offers.
    Benefits,
    /// The company, the place, the procedure.
    Other,
}

impl Section {
    /// What a word in this part counts when competencies are chosen.
    pub(super) fn weight(self) -> u32 {
        match self {
            Self::Duties => 3,
            Self::Requirements | Self::Tools => 2,
            Self::Preferred | Self::Body => 1,
            Self::Benefits | Self::Other => 0,
        }
    }

    fn named(name: &str) -> Self {
        match name {
            "duties" => Self::Duties,
            "requirements" => Self::Requirements,
            "preferred" => Self::Preferred,
            "tools" => Self::Tools,
            "benefits" => Self::Benefits,
            _ => Self::Other,
        }
    }
}

/// The part that a heading with these words opens: the longest of our patterns decides.
pub(super) fn opened_by(heading: &str) -> Option<Section> {
    let heading = folded(heading);
    let mut best: Option<(usize, Section)> = None;
    for (pattern, name) in BANK.headings.found(&heading) {
        if best.is_none_or(|(length, _)| pattern.len() > length) {
            best = Some((pattern.len(), Section::named(name)));
        }
    }
    best.map(|(_, section)| section)
}

/// The part that `line` opens, if it is a heading that we know.
pub(super) fn heading(line: &RawLine) -> Option<Section> {
    let words = count(&line.text);
    let marked = line.strong || line.text.ends_with(':') || is_shouted(&line.text);
    let limit = if marked && !line.item {
        HEADING_WORDS_MAX
    } else if marked || !line.item {
        UNMARKED_WORDS_MAX
    } else {
        return None;
    };
    if words == 0 || words > limit || line.text.ends_with(['.', ',', ';']) {
        return None;
    }
    opened_by(&line.text)
}

fn is_shouted(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_in_four_languages_open_their_part() {
        for (heading, section) in [
            ("Responsibilities ", Section::Duties),
            ("What you’ll do:", Section::Duties),
            ("As our Senior Java Engineer you will:", Section::Duties),
            ("About your role as QA Engineer", Section::Duties),
            ("Missions principales", Section::Duties),
            ("Deine Aufgaben", Section::Duties),
            ("Responsabilidades", Section::Duties),
            ("Requirements for the role", Section::Requirements),
            ("Profil recherché", Section::Requirements),
            ("Requisitos", Section::Requirements),
            ("Dein Profil", Section::Requirements),
            ("Nice to have", Section::Preferred),
            ("Technologies We Use", Section::Tools),
            ("Avantages", Section::Benefits),
            ("Wir bieten", Section::Benefits),
            ("Beneficios", Section::Benefits),
            ("About us", Section::Other),
        ] {
            assert_eq!(opened_by(heading), Some(section), "{heading}");
        }
        assert_eq!(opened_by("A World of Cheese"), None);
    }

    #[test]
    fn a_sentence_is_no_heading() {
        let line =
            |text: &str, strong| RawLine { text: text.to_owned(), strong, ..RawLine::default() };
        assert_eq!(heading(&line("You will own the requirements of our customers.", false)), None);
        assert_eq!(heading(&line("Requirements", false)), Some(Section::Requirements));
        assert_eq!(
            heading(&line("What we are looking for in you", true)),
            Some(Section::Requirements)
        );
    }
}
