//! Which competencies a posting calls for, and the words of the posting that say so.

use crate::bank::{BANK, Entry, Language, Strength};
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
/// At most this many are taken because of the title alone.
const TITLE_ONLY_MAX: usize = 2;
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
    /// As the plan carries it, in `language`.
    pub(super) fn into_competency(self, language: &Language) -> Competency {
        Competency {
            key: self.entry.key.clone(),
            name: language.text(self.entry).name.clone(),
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

/// Chooses five to eight competencies, most important first; what has to be said of them besides the
/// posting's words is said in `language`.
pub(super) fn choose<'reading>(
    reading: &'reading Reading,
    language: &Language,
) -> Vec<Chosen<'reading>> {
    let about_work = reading.lines.iter().filter(|line| line.askable).count();
    let wanted = COMPETENCIES_MIN
        + usize::from(about_work >= LINES_OF_A_FULL_POSTING)
        + usize::from(about_work >= LINES_OF_A_LONG_POSTING);
    let cases = cases(reading);
    let mut used: Vec<String> = Vec::new();
    let mut chosen: Vec<Chosen<'_>> = Vec::new();
    let ranked = ranked(&cases, about_work);
    // First where the words that call for a competency are still there when the line is cut for a
    // question; then, if that is too few, where they are anywhere in the line.
    for (shown, most) in [(true, wanted.min(COMPETENCIES_MAX)), (false, COMPETENCIES_MIN)] {
        for case in &ranked {
            if chosen.len() >= most {
                break;
            }
            let same_side =
                chosen.iter().filter(|other| other.entry.craft == case.entry.craft).count();
            let twice = chosen.iter().any(|other| other.entry.key == case.entry.key);
            if twice || same_side >= ONE_SIDE_MAX {
                continue;
            }
            let fits = |line: &Line, calls: Calls| {
                let weak = case.named > 0 || !case.entry.craft;
                let called = calls.sure > 0 || (calls.hinted > 0 && weak);
                let is_shown = calls.sure_shown + calls.hinted_shown > 0 || line.phrase.is_none();
                called && (is_shown || !shown)
            };
            if let Some(line) = best_line(reading, case, &used, chosen.len(), fits) {
                used.push(beginning(line));
                chosen.push(called_for(reading, case.entry, line));
            }
        }
    }
    let title = Some(&reading.title.shown).filter(|title| title.chars().any(char::is_alphanumeric));
    // Then what the title names, then what is asked of anyone: about a duty if one is left,
    // else about any line, else about the title.
    let named = cases.iter().filter(|case| case.named > 0);
    let general = BANK.general.iter();
    let general = general.filter_map(|key| cases.iter().find(|case| case.entry.key == *key));
    for case in named.take(TITLE_ONLY_MAX).chain(general) {
        if chosen.len() >= COMPETENCIES_MIN {
            break;
        }
        if chosen.iter().any(|other| other.entry.key == case.entry.key) {
            continue;
        }
        let duty = |line: &Line, _: Calls| is_telling_duty(reading, line);
        let any = |line: &Line, _: Calls| count(&line.text) >= PHRASE_WORDS_TELLING;
        let line = best_line(reading, case, &used, chosen.len(), duty)
            .or_else(|| best_line(reading, case, &used, chosen.len(), any));
        if let Some(line) = line {
            used.push(beginning(line));
            chosen.push(called_for(reading, case.entry, line));
        } else {
            let because = title.unwrap_or(&language.phrases.because_nothing).clone();
            chosen.push(Chosen { entry: case.entry, line: None, because });
        }
    }
    chosen
}

fn called_for<'reading>(
    reading: &Reading,
    entry: &'static Entry,
    line: &'reading Line,
) -> Chosen<'reading> {
    let because = if line.text.split_whitespace().count() <= BECAUSE_WORDS_MAX {
        line.text.clone()
    } else {
        quote(&line.text, BECAUSE_WORDS_MAX, reading.language)
    };
    Chosen { entry, line: Some(line), because }
}

/// Every competency of the bank with what calls for it.
fn cases(reading: &Reading) -> Vec<Case<'_>> {
    let title = folded(&reading.title.shown);
    let mut cases: Vec<Case<'_>> = BANK
        .competencies
        .iter()
        .map(|entry| Case {
            entry,
            named: named_by(&title, entry, reading.language),
            lines: Vec::new(),
        })
        .collect();
    for line in reading.lines.iter().filter(|line| line.askable) {
        let all = calls(&line.folded, reading.language);
        let shown = calls(&line.shown, reading.language);
        for ((case, in_all), in_shown) in cases.iter_mut().zip(all).zip(shown) {
            case.lines.push((
                line,
                Calls {
                    sure: in_all.sure,
                    hinted: in_all.hinted,
                    sure_shown: in_shown.sure,
                    hinted_shown: in_shown.hinted,
                },
            ));
        }
    }
    cases
}

/// How many words of the folded title name the competency, two at most. English titles stand over
/// postings of every language.
fn named_by(title: &str, entry: &Entry, language: &str) -> u32 {
    let mut codes = vec![language];
    if language != "en" {
        codes.push("en");
    }
    let patterns = codes.into_iter().filter_map(|code| entry.titles.get(code)).flatten();
    let named = patterns.filter(|pattern| occurs(title, pattern)).count().min(2);
    u32::try_from(named).unwrap_or_default()
}

/// How many words of folded text call for one competency.
#[derive(Debug, Clone, Copy, Default)]
struct Hits {
    sure: u32,
    hinted: u32,
}

/// The same for every competency, in the bank's order.
fn calls(text: &str, language: &str) -> Vec<Hits> {
    // English words stand in postings of every language; a line counts by one of the two.
    let mut own = vec![0_u32; BANK.competencies.len()];
    let mut hits = vec![Hits::default(); BANK.competencies.len()];
    for (_, call) in BANK.language_or_english(language).calls.found(text) {
        let (Some(own), Some(hits)) = (own.get_mut(call.entry), hits.get_mut(call.entry)) else {
            continue;
        };
        match call.strength {
            Strength::Own => *own += 1,
            Strength::English => hits.sure += 1,
            Strength::Hint => hits.hinted += 1,
        }
    }
    for (hits, own) in hits.iter_mut().zip(own) {
        hits.sure = hits.sure.max(own);
    }
    hits
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

/// Whether folded text has a word that calls for `entry`.
pub(super) fn calls_for(text: &str, entry: &Entry, language: &str) -> bool {
    BANK.language_or_english(language).calls.found(text).any(|(_, call)| {
        BANK.competencies.get(call.entry).is_some_and(|found| found.key == entry.key)
    })
}

/// A line that any work can be asked about.
fn is_telling_duty(reading: &Reading, line: &Line) -> bool {
    let phrase = line.phrase.as_ref().is_some_and(|phrase| phrase.len() >= PHRASE_WORDS_TELLING);
    let quoted = reading.language != "en"
        && line.section == Section::Duties
        && count(&line.text) >= PHRASE_WORDS_TELLING;
    phrase || quoted
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
