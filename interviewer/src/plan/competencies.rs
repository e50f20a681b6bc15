//! Which competencies a posting calls for, and the words of the posting that say so.

use crate::bank::{BANK, Entry};
use crate::words::{count, folded, occurs};

use super::Competency;
use super::lines::{Line, PHRASE_WORDS_GOOD, Reading};
use super::phrase::quote;
use super::sections::Section;

/// Fewest and most competencies of a plan.
const COMPETENCIES_MIN: usize = 5;
const COMPETENCIES_MAX: usize = 8;
/// So many lines about the work call for one competency more.
const LINES_OF_A_FULL_POSTING: usize = 12;
/// So many make room for the most.
const LINES_OF_A_LONG_POSTING: usize = 28;
/// At most this many that belong to a trade, and as many that belong to any work, in a plan.
const ONE_SIDE_MAX: usize = 4;
/// A word of the title counts as this many points.
const TITLE_POINTS: u32 = 14;
/// A weaker reason is none.
const POINTS_MIN: u32 = 3;
/// A reason is quoted in at most this many words.
const BECAUSE_WORDS_MAX: usize = 45;
/// A shorter posting is in a trade already by one line.
const LINES_OF_A_SHORT_POSTING: usize = 8;
/// Lines that begin with the same words say the same.
const WORDS_ALIKE: usize = 4;
/// A phrase of so many words says something.
const PHRASE_WORDS_TELLING: usize = 4;
/// OPM practice: equal weights unless someone justifies others in writing.
const WEIGHT: u32 = 1;

/// A competency of the bank, chosen for this posting.
pub(super) struct Chosen<'reading> {
    /// The competency.
    pub(super) entry: &'static Entry,
    /// The line that calls for it; none if only the title does, or nothing.
    pub(super) line: Option<&'reading Line>,
    /// The words that call for it.
    pub(super) because: String,
}

impl Chosen<'_> {
    /// As the plan carries it.
    pub(super) fn into_competency(self) -> Competency {
        Competency {
            key: self.entry.key.clone(),
            name: self.entry.name.clone(),
            because: self.because,
            weight: WEIGHT,
        }
    }
}

/// How many words of a line call for a competency.
#[derive(Debug, Clone, Copy, Default)]
struct Calls {
    /// For certain.
    sure: u32,
    /// Perhaps.
    hinted: u32,
    /// For certain, and still there when the line was cut for a question.
    sure_shown: u32,
    /// Perhaps, and still there.
    hinted_shown: u32,
}

/// A competency of the bank and what calls for it: each askable line with its calls.
struct Case<'reading> {
    entry: &'static Entry,
    /// Words of the title that name it, two at most.
    named: u32,
    lines: Vec<(&'reading Line, Calls)>,
}

/// Chooses five to eight competencies, most important first.
pub(super) fn choose(reading: &Reading) -> Vec<Chosen<'_>> {
    let about_work = reading.lines.iter().filter(|line| line.askable).count();
    let wanted = COMPETENCIES_MIN
        + usize::from(about_work >= LINES_OF_A_FULL_POSTING)
        + usize::from(about_work >= LINES_OF_A_LONG_POSTING);
    let cases: Vec<Case<'_>> = BANK.competencies.iter().map(|entry| case(reading, entry)).collect();
    let mut used: Vec<String> = Vec::new();
    let mut chosen: Vec<Chosen<'_>> = Vec::new();
    for case in ranked(&cases, about_work) {
        if chosen.len() >= wanted.min(COMPETENCIES_MAX) {
            break;
        }
        let same_side = chosen.iter().filter(|other| other.entry.craft == case.entry.craft).count();
        if same_side >= ONE_SIDE_MAX {
            continue;
        }
        let fits = |_: &Line, calls: Calls| {
            calls.sure > 0 || (calls.hinted > 0 && (case.named > 0 || !case.entry.craft))
        };
        if let Some(line) = best_line(reading, case, &used, chosen.len(), fits) {
            used.push(beginning(line));
            chosen.push(called_for(case.entry, line));
        }
    }
    // What is still missing is asked of anyone: about a duty if one is left, else about the title.
    for key in &BANK.phrases.general {
        if chosen.len() >= COMPETENCIES_MIN {
            break;
        }
        let Some(case) = cases.iter().find(|case| case.entry.key == *key) else { continue };
        if chosen.iter().any(|other| other.entry.key == *key) {
            continue;
        }
        let fits = |line: &Line, _: Calls| is_telling_duty(reading, line);
        if let Some(line) = best_line(reading, case, &used, chosen.len(), fits) {
            used.push(beginning(line));
            chosen.push(called_for(case.entry, line));
        } else {
            let title =
                Some(&reading.title.shown).filter(|title| title.chars().any(char::is_alphanumeric));
            let because = title.unwrap_or(&BANK.phrases.because_nothing).clone();
            chosen.push(Chosen { entry: case.entry, line: None, because });
        }
    }
    chosen
}

fn called_for<'reading>(entry: &'static Entry, line: &'reading Line) -> Chosen<'reading> {
    let because = if line.text.split_whitespace().count() <= BECAUSE_WORDS_MAX {
        line.text.clone()
    } else {
        quote(&line.text, BECAUSE_WORDS_MAX)
    };
    Chosen { entry, line: Some(line), because }
}

fn case<'reading>(reading: &'reading Reading, entry: &'static Entry) -> Case<'reading> {
    let title = folded(&reading.title.shown);
    let named = entry.titles.iter().filter(|pattern| occurs(&title, pattern)).count().min(2);
    let lines = reading.lines.iter().filter(|line| line.askable).map(|line| {
        let (sure, hinted) = hits(&line.folded, entry, reading.language);
        let (sure_shown, hinted_shown) =
            if sure + hinted > 0 { hits(&line.shown, entry, reading.language) } else { (0, 0) };
        (line, Calls { sure, hinted, sure_shown, hinted_shown })
    });
    Case { entry, named: u32::try_from(named).unwrap_or_default(), lines: lines.collect() }
}

/// The competencies that the posting has a reason for, strongest reason first.
fn ranked<'cases, 'reading>(
    cases: &'cases [Case<'reading>],
    about_work: usize,
) -> Vec<&'cases Case<'reading>> {
    let mut ranked: Vec<(u32, &Case<'_>)> = cases
        .iter()
        .filter_map(|case| {
            let sure_lines = case.lines.iter().filter(|(_, calls)| calls.sure > 0).count();
            let points: u32 = case
                .lines
                .iter()
                .map(|(line, calls)| {
                    line.section.weight() * (calls.sure.min(2) * 2 + calls.hinted.min(1))
                })
                .sum();
            // A trade is asked about only when the posting is clearly in it.
            let short = about_work < LINES_OF_A_SHORT_POSTING;
            let clear = !case.entry.craft || case.named > 0 || sure_lines > usize::from(!short);
            let points = if case.entry.craft { points * 3 / 2 } else { points };
            let points = points + case.named * TITLE_POINTS;
            (clear && points >= POINTS_MIN).then_some((points, case))
        })
        .collect();
    // Stable: equal reasons keep the bank's order.
    ranked.sort_by_key(|(points, _)| std::cmp::Reverse(*points));
    ranked.into_iter().map(|(_, case)| case).collect()
}

/// How many words of a folded line call for the competency for certain, and how many may.
fn hits(line: &str, entry: &Entry, language: &str) -> (u32, u32) {
    let count = |patterns: Option<&Vec<String>>| {
        let found = patterns.into_iter().flatten().filter(|pattern| occurs(line, pattern));
        u32::try_from(found.count()).unwrap_or_default()
    };
    // English words stand in postings of every language.
    let own = if language == "en" { 0 } else { count(entry.matches.get(language)) };
    (own.max(count(entry.matches.get("en"))), count(Some(&entry.hints)))
}

/// Whether folded text has a word that calls for `entry`.
pub(super) fn calls_for(text: &str, entry: &Entry, language: &str) -> bool {
    let (sure, hinted) = hits(text, entry, language);
    sure + hinted > 0
}

/// A line that any work can be asked about.
fn is_telling_duty(reading: &Reading, line: &Line) -> bool {
    let english = line.phrase.as_ref().is_some_and(|phrase| phrase.len() >= PHRASE_WORDS_TELLING);
    let other = reading.language != "en"
        && line.section == Section::Duties
        && count(&line.text) >= PHRASE_WORDS_TELLING;
    english || other
}

/// Of the lines that fit, the one that a question is best asked about.
fn best_line<'reading>(
    reading: &Reading,
    case: &Case<'reading>,
    used: &[String],
    place: usize,
    fits: impl Fn(&Line, Calls) -> bool,
) -> Option<&'reading Line> {
    let mut best: Option<(u32, &'reading Line)> = None;
    for (line, calls) in &case.lines {
        if !fits(line, *calls) || used.contains(&beginning(line)) {
            continue;
        }
        // What calls for the competency should still be there when the line was cut.
        let words = (calls.sure * 2 + calls.hinted).min(6)
            + (calls.sure_shown * 2 + calls.hinted_shown).min(5) * 2;
        let tool = tools(reading, case.entry, line, place);
        let value = words + line.section.weight() * 2 + ease(line) + tool;
        if best.is_none_or(|(most, _)| value > most) {
            best = Some((value, line));
        }
    }
    best.map(|(_, line)| line)
}

/// What a line begins with: two that begin alike would make the same question twice.
fn beginning(line: &Line) -> String {
    let words = if line.shown.trim().is_empty() { &line.folded } else { &line.shown };
    words.split_whitespace().take(WORDS_ALIKE).collect::<Vec<_>>().join(" ")
}

/// How well a question about the line will read.
fn ease(line: &Line) -> u32 {
    line.phrase.as_ref().map_or(0, |phrase| {
        let length = if phrase.len() <= PHRASE_WORDS_GOOD {
            3
        } else {
            u32::from(phrase.within(PHRASE_WORDS_GOOD).is_some()) * 2
        };
        let telling =
            u32::from(phrase.len() >= PHRASE_WORDS_TELLING) * 2 + u32::from(!phrase.is_weak()) * 4;
        5 + length + telling + u32::from(!phrase.company_bound)
    })
}

/// Questions about the past may name a tool; the first of a trade does if it can.
fn tools(reading: &Reading, entry: &Entry, line: &Line, place: usize) -> u32 {
    if place >= 2 || !entry.craft {
        return 0;
    }
    let tools = line.tools(&entry.key);
    let in_title = tools.iter().any(|tool| super::names_tool(&reading.title.shown, tool));
    u32::from(!tools.is_empty()) * 3 + u32::from(in_title) * 5
}
