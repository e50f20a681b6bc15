//! A report as the template reads it: checked, cleaned, with every derived line already in words.
//!
//! Knows: scales, limits, wording. Does not know: fonts, pages, Typst.

use serde::Serialize;

use crate::colour::readable;
use crate::text::{Cleaner, Text};
use crate::words::Words;
use crate::world::FAMILIES;
use crate::{Criterion, Error, Quote, ScorecardReport, Turn};

const OVERALL_MAX: u8 = 100;
const LEVEL_MAX: u8 = 5;
const LEVEL_STRENGTH_MIN: u8 = 4;
const LEVEL_GAP_MAX: u8 = 2;
/// Lever's own words for its scores, from 1.
const LEVER_WORDS: [&str; 4] = ["Strong No", "No", "Yes", "Strong Yes"];
/// Of reports of companies that chose none.
const ACCENT: &str = "#1c4f72";
/// This program, in reports it made.
const PROGRAM: &str = env!("CARGO_PKG_VERSION");
/// Enough for any interview that a person sits through.
const CRITERIA_MAX: usize = 60;
/// Each criterion with two follow-ups.
const TURNS_MAX: usize = 3 * CRITERIA_MAX;
/// Quotes, and things missing, of one criterion.
const EVIDENCE_MAX: usize = 60;
/// All texts together that are shown: more than an interview's answers come to at their longest.
const TEXT_BYTES_MAX: usize = 4 << 20;
/// As much of the plan's hash as the footer shows.
const HASH_SHORT_CHARS: usize = 12;
/// A criterion of at most so many characters is kept on one page.
const KEPT_WHOLE_CHARS_MAX: usize = 1_800;

/// What `data.json` holds.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of the template's")]
pub(crate) struct Sheet {
    fonts: [&'static str; FAMILIES.len()],
    words: &'static Words,
    language: &'static str,
    accent: String,
    footer: String,
    title: String,
    description: String,
    company: String,
    candidate: String,
    posting: String,
    location: Option<String>,
    interviewed: Option<String>,
    overall: Option<u8>,
    lever_score: Option<u8>,
    evidence_only: bool,
    lever_words: [&'static str; 4],
    thresholds: String,
    scorer: Option<String>,
    by_rules: bool,
    recommendation: Vec<String>,
    feedback: Text,
    /// Whether strengths and gaps are wanted.
    strengths_shown: bool,
    strengths: Vec<Brief>,
    gaps: Vec<Brief>,
    unrated: Option<String>,
    for_people: Option<String>,
    level_max: u8,
    chart: Option<Chart>,
    criteria: Vec<Row>,
    /// Whether quotes are wanted.
    quotes_shown: bool,
    transcript: Vec<Exchange>,
    /// Where a turn is found, but for its number.
    turn_link: Option<String>,
    report_link: Option<String>,
    report_url: String,
    footer_versions: Option<String>,
    document_id_short: String,
    disclosure: Text,
    remarks: Vec<String>,
    about: String,
}

/// The chart of levels.
#[derive(Debug, Serialize)]
struct Chart {
    alt: String,
    bars: Vec<Bar>,
}

#[derive(Debug, Serialize)]
struct Bar {
    competency_short: String,
    level: Option<u8>,
    needs_human: bool,
}

/// A competency in a list of strengths or gaps.
#[derive(Debug, Serialize)]
struct Brief {
    competency_short: String,
    level: u8,
}

#[derive(Debug, Serialize)]
struct Row {
    competency: String,
    question: Text,
    level: Option<u8>,
    needs_human: bool,
    anchor: Text,
    quotes: Vec<Said>,
    missing: Vec<Text>,
    explanation: Text,
    /// Short enough to be kept on one page.
    whole: bool,
}

#[derive(Debug, Serialize)]
struct Said {
    text: Text,
    turn: u32,
}

/// A turn of the transcript.
#[derive(Debug, Serialize)]
struct Exchange {
    turn: u32,
    is_follow_up: bool,
    question: Text,
    answer: Text,
}

impl Sheet {
    /// `report` as `cleaner` lets it be shown; refused when it is off its scales or over its limits.
    pub(crate) fn of(report: &ScorecardReport, mut cleaner: Cleaner) -> Result<Self, Error> {
        check(report)?;
        let c = &mut cleaner;
        let words = Words::of(report.language);
        let named = |name: String| {
            if name.is_empty() { words.say("unnamed", &[]) } else { name }
        };
        let (parts, rated) = (report.parts, !report.evidence_only);
        let candidate = named(c.plain(&report.candidate_name));
        let posting = c.plain(&report.posting_title);
        let mut sheet = Self {
            fonts: FAMILIES,
            words,
            language: report.language.code(),
            accent: report
                .accent
                .as_deref()
                .and_then(readable)
                .unwrap_or_else(|| ACCENT.to_owned()),
            footer: report.footer.as_deref().map(|it| c.short(it)).unwrap_or_default(),
            title: words.say("title", &[("candidate", &candidate)]),
            description: words.say("description", &[("posting", &posting)]),
            company: c.line(&report.company),
            candidate: named(c.line(&report.candidate_name)),
            posting: c.line(&report.posting_title),
            location: report
                .posting_location
                .as_deref()
                .map(|location| c.line(location))
                .filter(|location| !location.is_empty()),
            interviewed: interviewed(c, words, report),
            overall: report.overall,
            lever_score: report.lever_score,
            evidence_only: report.evidence_only,
            lever_words: LEVER_WORDS,
            thresholds: words.say("thresholds", &[("ranges", &ranges(report.cutoffs))]),
            scorer: scorer(c, words, report),
            by_rules: report.by_rules,
            recommendation: if rated { recommendation(c, words, report) } else { Vec::new() },
            feedback: c.text(wanted(&report.feedback, parts.feedback && rated)),
            strengths_shown: parts.strengths && rated && report.criteria.iter().any(is_rated),
            strengths: briefs(c, report, |level| level >= LEVEL_STRENGTH_MIN),
            gaps: briefs(c, report, |level| level <= LEVEL_GAP_MAX),
            unrated: names(c, words, report, ("unrated", false)),
            for_people: names(c, words, report, ("for_people", true)),
            level_max: LEVEL_MAX,
            chart: (parts.chart && rated).then(|| chart(c, words, &report.criteria)),
            criteria: some(&report.criteria, parts.questions)
                .map(|it| row(c, it, parts.quotes))
                .collect(),
            quotes_shown: parts.quotes,
            transcript: some(&report.transcript, parts.transcript)
                .map(|it| exchange(c, it))
                .collect(),
            turn_link: link(&report.transcript_url).map(|url| format!("{url}#turn-")),
            report_link: link(&report.report_url),
            report_url: c.line(&report.report_url),
            footer_versions: parts.versions.then(|| footer_versions(c, words, report)),
            document_id_short: c.short(&report.document_id),
            disclosure: c.text(&report.disclosure),
            remarks: Vec::new(),
            about: about(c, words, report),
        };
        sheet.remarks = remarks(&cleaner, words);
        Ok(sheet)
    }
}

/// All of `items`, or none.
fn some<T>(items: &[T], wanted: bool) -> impl Iterator<Item = &T> {
    items.iter().take(if wanted { usize::MAX } else { 0 })
}

fn wanted(text: &str, wanted: bool) -> &str {
    if wanted { text } else { "" }
}

fn is_rated(criterion: &Criterion) -> bool {
    criterion.level.is_some()
}

fn interviewed(c: &mut Cleaner, words: &Words, report: &ScorecardReport) -> Option<String> {
    let day = report.interviewed_at.map(|at| report.language.day(at));
    let interviewer = Some(c.line(&report.interviewer_name)).filter(|it| !it.is_empty());
    match (day, interviewer) {
        (Some(day), Some(interviewer)) => {
            Some(words.say("interviewed.on_by", &[("day", &day), ("interviewer", &interviewer)]))
        }
        (Some(day), None) => Some(words.say("interviewed.on", &[("day", &day)])),
        (None, Some(interviewer)) => {
            Some(words.say("interviewed.by", &[("interviewer", &interviewer)]))
        }
        (None, None) => None,
    }
}

fn scorer(c: &mut Cleaner, words: &Words, report: &ScorecardReport) -> Option<String> {
    let scorer = c.line(&report.scorer);
    (!scorer.is_empty() && report.parts.versions)
        .then(|| words.say("scorer", &[("scorer", &scorer)]))
}

/// Lever's scores, each with the overall scores that become it; `cutoffs` may be in any order, and
/// the same twice.
fn ranges(mut cutoffs: [u8; 3]) -> String {
    cutoffs.sort_unstable();
    let [two, three, four] = cutoffs.map(u16::from);
    let end = u16::from(OVERALL_MAX) + 1;
    let ranges = [(1, 0, two), (2, two, three), (3, three, four), (4, four, end)];
    let each =
        ranges.into_iter().filter_map(|(score, from, until)| match until.checked_sub(from) {
            None | Some(0) => None,
            Some(1) => Some(format!("{score} = {from}")),
            Some(_) => Some(format!("{score} = {from}–{}", until - 1)),
        });
    each.collect::<Vec<_>>().join(", ")
}

/// What whoever decides is advised, a sentence or two.
fn recommendation(c: &mut Cleaner, words: &Words, report: &ScorecardReport) -> Vec<String> {
    let entry = match report.lever_score {
        None => "recommendation.none".to_owned(),
        Some(score) => format!("recommendation.{score}"),
    };
    let open = |it: &&Criterion| it.level.is_none_or(|level| level <= LEVEL_GAP_MAX);
    let ask: Vec<String> =
        report.criteria.iter().filter(open).map(|it| c.short(&it.competency)).collect();
    let mut said = vec![words.say(&entry, &[])];
    if !ask.is_empty() && ask.len() < report.criteria.len() {
        said.push(words.say("recommendation.ask", &[("names", &ask.join(", "))]));
    }
    said
}

fn footer_versions(c: &mut Cleaner, words: &Words, report: &ScorecardReport) -> String {
    let version = words.say("footer.plan", &[("version", &report.plan_version.to_string())]);
    let hash: String = c.plain(&report.plan_hash).chars().take(HASH_SHORT_CHARS).collect();
    if hash.is_empty() { version } else { format!("{version}, {hash}") }
}

/// What this document is, and by what it was made.
fn about(c: &mut Cleaner, words: &Words, report: &ScorecardReport) -> String {
    let mut said = Vec::new();
    if report.parts.versions {
        let version = report.plan_version.to_string();
        said.push(words.say("about.plan", &[("version", &version)]));
        for (entry, place, value) in [
            ("about.plan_source", "source", &report.plan_source),
            ("about.plan_hash", "hash", &report.plan_hash),
        ] {
            let value = c.line(value);
            if !value.is_empty() {
                said.push(words.say(entry, &[(place, &value)]));
            }
        }
        said.extend(scorer(c, words, report));
        if let Some(version) = &report.disclosure_version {
            let version = c.line(version);
            said.push(words.say("about.disclosure", &[("version", &version)]));
        }
    }
    let document = c.line(&report.document_id);
    let at = report.language.minute(report.rendered_at);
    let values = [("document", document.as_str()), ("at", &at), ("program", PROGRAM)];
    said.push(words.say("about.document", &values));
    said.join(" ")
}

fn check(report: &ScorecardReport) -> Result<(), Error> {
    on_scale("overall score", report.overall, 0, OVERALL_MAX)?;
    on_scale("Lever score", report.lever_score, 1, 4)?;
    at_most("criteria", report.criteria.len(), CRITERIA_MAX)?;
    at_most("turns", report.transcript.len(), TURNS_MAX)?;
    for criterion in &report.criteria {
        on_scale("level", criterion.level, 1, LEVEL_MAX)?;
        at_most("quotes of a criterion", criterion.quotes.len(), EVIDENCE_MAX)?;
        at_most("missing things of a criterion", criterion.missing.len(), EVIDENCE_MAX)?;
    }
    at_most("bytes of text", text_bytes(report), TEXT_BYTES_MAX)
}

fn on_scale(what: &'static str, value: Option<u8>, min: u8, max: u8) -> Result<(), Error> {
    match value {
        Some(value) if !(min..=max).contains(&value) => {
            Err(Error::OffScale { what, value, min, max })
        }
        _ => Ok(()),
    }
}

fn at_most(what: &'static str, count: usize, max: usize) -> Result<(), Error> {
    if count > max {
        return Err(Error::TooMuch { what, count, max });
    }
    Ok(())
}

fn text_bytes(report: &ScorecardReport) -> usize {
    let single = [
        &report.document_id,
        &report.company,
        &report.interviewer_name,
        &report.candidate_name,
        &report.posting_title,
        &report.scorer,
        &report.feedback,
        &report.report_url,
        &report.transcript_url,
        &report.plan_hash,
        &report.plan_source,
        &report.disclosure,
    ];
    let maybe = [&report.posting_location, &report.footer, &report.disclosure_version];
    let maybe: usize = maybe.iter().map(|text| text.as_deref().map_or(0, str::len)).sum();
    let criteria: usize = report.criteria.iter().map(criterion_bytes).sum();
    let turns = some(&report.transcript, report.parts.transcript)
        .map(|turn| turn.question.len() + turn.answer.len());
    single.iter().map(|text| text.len()).sum::<usize>() + maybe + criteria + turns.sum::<usize>()
}

fn criterion_bytes(criterion: &Criterion) -> usize {
    criterion.competency.len()
        + criterion.question.len()
        + criterion.explanation.len()
        + criterion.anchor.as_deref().map_or(0, str::len)
        + criterion.quotes.iter().map(|quote| quote.text.len()).sum::<usize>()
        + criterion.missing.iter().map(String::len).sum::<usize>()
}

fn briefs(cleaner: &mut Cleaner, report: &ScorecardReport, picks: fn(u8) -> bool) -> Vec<Brief> {
    let mut briefs: Vec<Brief> = Vec::new();
    for criterion in &report.criteria {
        if let Some(level) = criterion.level.filter(|level| picks(*level)) {
            briefs.push(Brief { competency_short: cleaner.short(&criterion.competency), level });
        }
    }
    briefs
}

/// Says which competencies have no level: those that people must rate, or those without evidence.
fn names(
    cleaner: &mut Cleaner,
    words: &Words,
    report: &ScorecardReport,
    (entry, needs_human): (&str, bool),
) -> Option<String> {
    let without = |it: &&Criterion| it.level.is_none() && it.needs_human == needs_human;
    let names: Vec<String> =
        report.criteria.iter().filter(without).map(|it| cleaner.short(&it.competency)).collect();
    (!names.is_empty()).then(|| words.say(entry, &[("names", &names.join(", "))]))
}

fn chart(cleaner: &mut Cleaner, words: &Words, criteria: &[Criterion]) -> Chart {
    let mut said = Vec::new();
    let mut bars = Vec::new();
    let max = LEVEL_MAX.to_string();
    for Criterion { competency, level, needs_human, .. } in criteria {
        let name = cleaner.plain(competency);
        let values = [("competency", name.as_str())];
        said.push(match level.map(|level| level.to_string()) {
            Some(level) => {
                let values = [("competency", name.as_str()), ("level", &level), ("max", &max)];
                words.say("chart.alt.level", &values)
            }
            None if *needs_human => words.say("chart.alt.person", &values),
            None => words.say("chart.alt.none", &values),
        });
        let competency_short = cleaner.short(competency);
        bars.push(Bar { competency_short, level: *level, needs_human: *needs_human });
    }
    Chart { alt: words.say("chart.alt", &[("bars", &said.join("; "))]), bars }
}

fn exchange(cleaner: &mut Cleaner, turn: &Turn) -> Exchange {
    Exchange {
        turn: turn.number,
        is_follow_up: turn.is_follow_up,
        question: cleaner.text(&turn.question),
        answer: cleaner.text(&turn.answer),
    }
}

fn row(cleaner: &mut Cleaner, criterion: &Criterion, quotes_shown: bool) -> Row {
    let Criterion { competency, question, level, needs_human, .. } = criterion;
    let Criterion { anchor, quotes, missing, explanation, .. } = criterion;
    Row {
        competency: cleaner.line(competency),
        question: cleaner.text(question),
        level: *level,
        needs_human: *needs_human,
        // An anchor belongs to a level; without one there is nothing for it to explain.
        anchor: cleaner.text(anchor.as_deref().filter(|_| level.is_some()).unwrap_or_default()),
        quotes: some(quotes, quotes_shown)
            .map(|Quote { text, turn }| Said { text: cleaner.text(text), turn: *turn })
            .filter(|said| !said.text.is_empty())
            .collect(),
        missing: missing.iter().map(|it| cleaner.text(it)).filter(|it| !it.is_empty()).collect(),
        explanation: cleaner.text(explanation),
        whole: fits_together(criterion),
    }
}

/// A line per item and a line per 80 characters stay well under a page.
fn fits_together(criterion: &Criterion) -> bool {
    let items = criterion.quotes.len() + criterion.missing.len();
    let breaks = |text: &str| text.lines().count();
    let lines = breaks(&criterion.explanation)
        + criterion.quotes.iter().map(|quote| breaks(&quote.text)).sum::<usize>();
    criterion_bytes(criterion) + 80 * (items + lines) <= KEPT_WHOLE_CHARS_MAX
}

/// `url` when a reader may be sent there by a click.
fn link(url: &str) -> Option<String> {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    let is_clean = url.bytes().all(|byte| byte.is_ascii_graphic()) && url.len() <= 2_000;
    (is_web && is_clean).then(|| url.to_owned())
}

fn remarks(cleaner: &Cleaner, words: &Words) -> Vec<String> {
    let remarks = [
        (cleaner.unshown > 0, "remark.unshown"),
        (cleaner.cut > 0, "remark.cut"),
        (cleaner.strict, "remark.strict"),
    ];
    let each = remarks.into_iter().filter_map(|(said, entry)| said.then_some(entry));
    each.map(|entry| words.say(entry, &[])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_end_where_the_next_begins_and_an_empty_one_is_not_told() {
        assert_eq!(ranges([40, 60, 80]), "1 = 0–39, 2 = 40–59, 3 = 60–79, 4 = 80–100");
        assert_eq!(ranges([80, 40, 60]), ranges([40, 60, 80]));
        assert_eq!(ranges([0, 50, 50]), "2 = 0–49, 4 = 50–100");
        assert_eq!(ranges([1, 99, 100]), "1 = 0, 2 = 1–98, 3 = 99, 4 = 100");
    }
}
