//! A posting as the rules see it: lines with their section, what they say one does, their tools.

use crate::bank::{BANK, PostingWords};
use crate::posting::Posting;
use crate::words::{self, collapsed, count, folded, language};

use super::Seniority;
use super::markup::{self, RawLine};
use super::phrase::{self, Phrase};
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
/// Fewer words under the headings about the work do not tell its language.
const WORK_WORDS_MIN: usize = 20;
/// So many years asked for make a senior.
const SENIOR_YEARS: u32 = 7;
/// Yearly pay from which a position is taken for senior, in dollars, euros or pounds.
const SENIOR_PAY: f64 = 180_000.0;

/// One line of a posting.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// As it stands, white space collapsed.
    pub(super) text: String,
    /// As it is compared.
    pub(super) folded: String,
    /// The part of the posting it is in.
    pub(super) section: Section,
    /// What it says one does, where the language has a form for it that fits into a question.
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
    let language = work_language(&placed, &title);
    let lines: Vec<Line> = joined(placed, language)
        .iter()
        .flat_map(|(section, raw)| sentences_of(*section, raw, language))
        .collect();
    let seniority = title.seniority().unwrap_or_else(|| seniority(posting, &lines));
    Reading { title, language, seniority, lines }
}

/// The language that the work is described in; companies like to introduce themselves in another.
fn work_language(placed: &[(Section, RawLine)], title: &Title) -> &'static str {
    let text = |of: &dyn Fn(Section) -> bool| {
        let lines = placed.iter().filter(|(section, _)| of(*section));
        lines.map(|(_, line)| line.text.as_str()).collect::<Vec<_>>().join("\n")
    };
    let work = text(&|section| section.weight() > 0 && section != Section::Body);
    if count(&work) >= WORK_WORDS_MIN {
        return language(&work);
    }
    language(&format!("{}\n{}", text(&|_| true), title.shown))
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

/// Lines that were broken in the middle of a sentence made whole: the one ends, or the next begins in
/// small letters, with a word that joins.
fn joined(placed: Vec<(Section, RawLine)>, language: &str) -> Vec<(Section, RawLine)> {
    let posting = &BANK.language_or_english(language).posting;
    let joins = |word: &String| {
        posting.no_end.contains(word)
            || posting.joints.contains(word)
            || posting.cut_before.iter().any(|(cue, _)| cue == word)
    };
    let mut whole: Vec<(Section, RawLine)> = Vec::new();
    for (section, line) in placed {
        let begins_small = line.text.chars().next().is_some_and(char::is_lowercase);
        let first = line.text.split(' ').next().unwrap_or_default().to_owned();
        if let Some((before_section, before)) = whole.last_mut()
            && *before_section == section
            && begins_small
            && before.text.ends_with(char::is_alphanumeric)
            && (joins(&first)
                || before.text.split(' ').next_back().is_some_and(|last| joins(&last.to_owned())))
        {
            before.text = format!("{} {}", before.text, line.text);
            before.cut |= line.cut;
            continue;
        }
        whole.push((section, line));
    }
    whole
}

/// The sentences of `raw`, each as a line of its own.
fn sentences_of(section: Section, raw: &RawLine, language: &'static str) -> Vec<Line> {
    let sentences = phrase::sentences(&raw.text);
    let last = sentences.len().saturating_sub(1);
    let part = |(place, text): (usize, &str)| {
        let cut = raw.cut && place == last;
        line(section, RawLine { text: text.to_owned(), cut, ..raw.clone() }, language)
    };
    sentences.into_iter().enumerate().map(part).collect()
}

fn line(section: Section, raw: RawLine, language: &'static str) -> Line {
    let folded = folded(&raw.text);
    let words = count(&raw.text);
    // "Bringing people what they need" in running text says what the company does.
    let running = section == Section::Body && !raw.item;
    let phrase = Phrase::read(&raw.text, language).filter(|_| {
        !(running && folded.split(' ').nth(1).is_some_and(|word| word.ends_with("ing")))
    });
    let label = (raw.strong && words <= 6)
        || (phrase.is_none() && section == Section::Duties && words <= 3);
    // Prose about the company counts only where it says what one does.
    let prose = phrase.is_none()
        && ((!raw.item && (section == Section::Body || words > PROSE_WORDS_MIN))
            || is_about_us(&folded, language));
    let askable = section.weight() > 0
        && (LINE_WORDS_MIN..=ASKABLE_WORDS_MAX).contains(&words)
        && !raw.text.ends_with([':', '?'])
        && !(label || raw.cut || prose || raw.text.contains("http") || BANK.not_asked.any(&folded));
    let shown =
        phrase.as_ref().and_then(|phrase| phrase.within(PHRASE_WORDS_GOOD)).unwrap_or_default();
    Line { text: raw.text, folded, section, phrase, shown: words::folded(&shown), askable }
}

/// Begins like a sentence about the company, in the posting's language or in English.
fn is_about_us(folded: &str, language: &str) -> bool {
    let own = BANK.language(language).map(|language| &language.posting);
    let english = &BANK.language_or_english("").posting;
    let starts = |posting: &PostingWords| {
        posting.about_us.iter().any(|start| folded.trim_start().starts_with(start))
    };
    own.is_some_and(starts) || starts(english)
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
        [number, unit] if is_years(unit) => number.parse().ok().filter(|years| *years <= 25),
        _ => None,
    })
}

fn is_years(word: &str) -> bool {
    let mut all = BANK.languages.iter().flat_map(|language| &language.posting.years);
    all.any(|years| years == word)
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

    fn described(html: &str) -> Reading {
        read(&Posting { description_html: html.to_owned(), ..Posting::default() })
    }

    #[test]
    fn sentences_are_lines_and_a_sentence_that_was_broken_is_one() {
        let reading = described(
            "<h3>Duties</h3><li>Prepare meals. Order the food for</li><li>the next day</li><li>Clean up</li>",
        );
        let texts: Vec<&str> = reading.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["Prepare meals.", "Order the food for the next day", "Clean up"]);
    }

    #[test]
    fn the_language_is_that_of_the_work_not_of_the_company() {
        let company = "<p>We are the leading company of the region and we offer all that people need for their daily lives, with an app that they like to use on the way to work.</p>";
        let work = "<h3>Missions</h3><li>Assurer la préparation des repas du jour et du soir</li><li>Veiller à la bonne organisation du poste de travail</li><li>Nettoyer les équipements et les espaces</li>";
        assert_eq!(described(company).language, "en");
        assert_eq!(described(&format!("{company}{work}")).language, "fr");
    }

    #[test]
    fn what_a_company_is_busy_with_is_no_duty() {
        let reading = described("<p>Helping people with their daily lives in the city.</p>");
        assert!(reading.lines.iter().all(|line| line.phrase.is_none() && !line.askable));
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
