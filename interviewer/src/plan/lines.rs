//! A posting as the rules see it: lines with their section, what they say one does, their tools.

use crate::bank::BANK;
use crate::posting::Posting;
use crate::words::{self, collapsed, count, folded, language, occurs};

use super::Seniority;
use super::markup::{self, RawLine};
use super::phrase::Phrase;
use super::sections::{self, Section};
use super::title::Title;

/// Shorter lines are labels or rubbish.
const LINE_WORDS_MIN: usize = 2;
/// Longer lines are paragraphs about the company.
const ASKABLE_WORDS_MAX: usize = 90;
/// Longest phrase that goes into a question as it is.
pub(super) const PHRASE_WORDS_GOOD: usize = 14;
/// A longer line outside of a list that names nothing one does is prose.
const PROSE_WORDS_MIN: usize = 22;
/// So many years asked for make a senior.
const SENIOR_YEARS: u32 = 7;
/// Yearly pay from which a position is taken for senior, in dollars, euros or pounds.
const SENIOR_PAY: f64 = 180_000.0;

/// What no question may rest on: what the law forbids to ask, and what a paper proves better.
const NOT_ASKED: &[&str] = &[
    "citizen*",
    "nationalit*",
    "visa",
    "clearance",
    "work permit",
    "work authori*",
    "right to work",
    "age",
    "aged",
    "years old",
    "gender",
    "male",
    "female",
    "married",
    "religio*",
    "disab*",
    "health*",
    "pregnan*",
    "physical condition",
    "condition physique",
    "able bodied",
    "native speaker*",
    "bilingual",
    "mandarin",
    "fluent",
    "fluency",
    "degree",
    "bachelor*",
    "master s",
    "masters",
    "bsc",
    "msc",
    "mba",
    "phd",
    "diplom*",
    "licence en",
    "bac",
    "graduate",
    "university",
    "universit*",
    "driving licen*",
    "permis de conduire",
    "equal opportunit*",
    "accommodation*",
    "salary",
    "salaire",
    "remuneration",
    "base range",
    "401 k",
    "equity",
    "nights",
    "weekend*",
    "week ends",
    "vehicle",
    "own car",
    "background check*",
    "criminal record*",
    "citoyen*",
    "langue maternelle",
    "langues",
    "years of experience",
    "years experience",
    "commission",
    "english",
    "resume",
    "cv",
];

/// One line of a posting.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// As it stands, white space collapsed.
    pub(super) text: String,
    /// As it is compared.
    pub(super) folded: String,
    /// The part of the posting it is in.
    pub(super) section: Section,
    /// What it says one does; English only.
    pub(super) phrase: Option<Phrase>,
    /// The same as a question would say it, as it is compared; empty without a phrase.
    pub(super) shown: String,
    /// A question may rest on it.
    pub(super) askable: bool,
}

impl Line {
    /// The tools of the bank for this competency that the line names, in the order of the line.
    pub(super) fn tools(&self, competency: &str) -> Vec<&'static str> {
        let mut found: Vec<(usize, &'static str)> = BANK
            .tools
            .get(competency)
            .into_iter()
            .flatten()
            .filter_map(|tool| named_at(&self.text, tool).map(|at| (at, tool.as_str())))
            .collect();
        // Of "React" and "React Native" at one place, the longer is meant.
        found.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.len().cmp(&a.1.len())));
        found.dedup_by_key(|(at, _)| *at);
        found.into_iter().map(|(_, tool)| tool).collect()
    }
}

/// A posting, read.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    /// The title.
    pub(super) title: Title,
    /// ISO 639-1.
    pub(super) language: &'static str,
    /// Level of the position.
    pub(super) seniority: Seniority,
    /// The lines, lists first, since they say most.
    pub(super) lines: Vec<Line>,
}

/// Reads a posting.
pub(super) fn read(posting: &Posting) -> Reading {
    let mut placed: Vec<(Section, RawLine)> = Vec::new();
    for list in &posting.lists {
        let opened = sections::opened_by(&list.heading).unwrap_or(Section::Body);
        place(&mut placed, opened, markup::lines(&list.html, ""));
    }
    place(
        &mut placed,
        Section::Body,
        markup::lines(&posting.description_html, &posting.description_text),
    );
    place(&mut placed, Section::Other, markup::lines(&posting.closing_html, &posting.closing_text));

    let title = Title::read(&posting.title);
    let all: Vec<&str> =
        placed.iter().map(|(_, line)| line.text.as_str()).chain([title.shown.as_str()]).collect();
    let language = language(&all.join("\n"));
    let lines: Vec<Line> =
        placed.into_iter().map(|(section, raw)| line(section, raw, language)).collect();
    let seniority = title.seniority().unwrap_or_else(|| seniority(posting, &lines));
    Reading { title, language, seniority, lines }
}

/// Puts `lines` where they belong: into `opened`, until a heading among them opens another part.
fn place(placed: &mut Vec<(Section, RawLine)>, opened: Section, lines: Vec<RawLine>) {
    let mut section = opened;
    for line in lines {
        if let Some(next) = sections::heading(&line) {
            section = next;
        } else {
            placed.push((section, line));
        }
    }
}

fn line(section: Section, raw: RawLine, language: &str) -> Line {
    let folded = folded(&raw.text);
    let words = count(&raw.text);
    let forbidden = NOT_ASKED.iter().any(|pattern| occurs(&folded, pattern));
    let phrase = if language == "en" { Phrase::read(&raw.text) } else { None };
    let label = (raw.strong && words <= 6)
        || (phrase.is_none() && section == Section::Duties && words <= 3);
    // Prose about the company counts only where it says what one does.
    let about_us = [
        "we ",
        "this ",
        "our ",
        "at ",
        "the role ",
        "the team ",
        "you are ",
        "you re ",
        "if you ",
        "join ",
        "as a ",
        "as an ",
        "in this ",
        "rather ",
        "le poste ",
        "le ",
        "la ",
        "nous ",
        "vous ",
        "notre ",
        "votre ",
        "en tant que ",
        "au sein ",
        "wir ",
        "buscamos ",
        "somos ",
    ];
    let prose = phrase.is_none()
        && ((!raw.item && (section == Section::Body || words > PROSE_WORDS_MIN))
            || about_us.iter().any(|start| folded.trim_start().starts_with(start)));
    let askable = section.weight() > 0
        && (LINE_WORDS_MIN..=ASKABLE_WORDS_MAX).contains(&words)
        && !raw.text.ends_with([':', '?'])
        && !(forbidden || label || raw.cut || prose || raw.text.contains("http"));
    let shown =
        phrase.as_ref().and_then(|phrase| phrase.within(PHRASE_WORDS_GOOD)).unwrap_or_default();
    Line { text: raw.text, folded, section, phrase, shown: words::folded(&shown), askable }
}

/// The level when the title does not tell: by the years asked for, else by the pay.
fn seniority(posting: &Posting, lines: &[Line]) -> Seniority {
    let years = lines
        .iter()
        .filter(|line| matches!(line.section, Section::Requirements | Section::Body))
        .filter_map(|line| years_asked(&line.folded))
        .max();
    let pay = posting.salary.as_ref().is_some_and(|salary| {
        salary.min.is_some_and(|min| min >= SENIOR_PAY)
            && salary.interval.contains("year")
            && matches!(salary.currency.as_str(), "USD" | "EUR" | "GBP")
    });
    if years.is_some_and(|years| years >= SENIOR_YEARS) || (years.is_none() && pay) {
        Seniority::Senior
    } else {
        Seniority::Regular
    }
}

/// The number before "years" in folded text.
fn years_asked(folded: &str) -> Option<u32> {
    let words: Vec<&str> = folded.split_whitespace().collect();
    words.windows(2).find_map(|pair| match pair {
        [number, "years" | "ans" | "anos" | "jahre"] => {
            number.parse().ok().filter(|years| *years <= 25)
        }
        _ => None,
    })
}

/// Where `tool` stands in `text`, as a word of its own, in its own letter case.
pub(super) fn named_at(text: &str, tool: &str) -> Option<usize> {
    text.match_indices(tool).map(|(at, _)| at).find(|at| {
        let before = text.get(..*at).and_then(|head| head.chars().next_back());
        let tail = text.get(at + tool.len()..).unwrap_or_default();
        let mut after = tail.chars();
        let next = after.next();
        let joined = |letter: char| {
            letter.is_alphanumeric() || matches!(letter, '+' | '#' | '&' | '-' | '_')
        };
        let dotted = next == Some('.') && after.next().is_some_and(char::is_alphanumeric);
        !before.is_some_and(joined) && !next.is_some_and(joined) && !dotted
    })
}

/// What the posting offers, in its own words.
pub(super) fn benefits(reading: &Reading) -> impl Iterator<Item = &Line> {
    reading
        .lines
        .iter()
        .filter(|line| line.section == Section::Benefits && count(&line.text) >= LINE_WORDS_MIN)
}

/// The words of `text`, white space collapsed, when there are any.
pub(super) fn stated(text: &str) -> Option<String> {
    Some(collapsed(text)).filter(|text| text.chars().any(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::posting::PostingList;

    #[test]
    fn tools_are_found_as_words_in_their_own_case() {
        assert_eq!(named_at("Go, Rust", "Go"), Some(0));
        assert_eq!(named_at("Going to market", "Go"), None);
        assert_eq!(named_at("go to market", "Go"), None);
        assert_eq!(named_at("React Native", "React"), Some(0));
        assert_eq!(named_at("C++ or C", "C"), Some(7));
        assert_eq!(named_at("Node.js", "Node"), None);
        assert_eq!(named_at("R&D budget", "R"), None);
    }

    #[test]
    fn lines_are_placed_and_what_must_not_be_asked_is_not_askable() {
        let posting = Posting {
            title: "Cook".to_owned(),
            lists: vec![PostingList {
                heading: "Your tasks".to_owned(),
                html: "<li>Prepare meals for two hundred guests</li><li>Be a US citizen or have a visa</li><b>Benefits</b><li>Free meals every day</li>".to_owned(),
            }],
            ..Posting::default()
        };
        let reading = read(&posting);
        let seen: Vec<(Section, bool)> =
            reading.lines.iter().map(|line| (line.section, line.askable)).collect();
        assert_eq!(
            seen,
            [(Section::Duties, true), (Section::Duties, false), (Section::Benefits, false)]
        );
        assert_eq!(benefits(&reading).count(), 1);
    }

    #[test]
    fn years_and_pay_tell_the_level_when_the_title_does_not() {
        assert_eq!(years_asked(" a minimum of 8 years in sales "), Some(8));
        assert_eq!(years_asked(" founded 150 years ago "), None);
        let html = "<li>Sell things to people</li><li>At least 8 years in sales</li>".to_owned();
        let posting =
            Posting { title: "Seller".to_owned(), description_html: html, ..Posting::default() };
        assert_eq!(read(&posting).seniority, Seniority::Senior);
    }
}
