//! A report as the template reads it: checked, cleaned, with every derived line already in words.
//!
//! Knows: scales, limits, wording. Does not know: fonts, pages, Typst.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::text::{Cleaner, Text};
use crate::world::FAMILIES;
use crate::{Criterion, Error, Quote, ScorecardReport};

const OVERALL_MAX: u8 = 100;
const LEVEL_MAX: u8 = 5;
const LEVEL_STRENGTH_MIN: u8 = 4;
const LEVEL_GAP_MAX: u8 = 2;
/// Lever's own words for its scores, from 1.
const LEVER_WORDS: [&str; 4] = ["Strong No", "No", "Yes", "Strong Yes"];
/// Enough for any interview that a person sits through.
const CRITERIA_MAX: usize = 60;
/// Quotes, and things missing, of one criterion.
const EVIDENCE_MAX: usize = 20;
/// All texts together.
const TEXT_BYTES_MAX: usize = 1 << 20;
/// As much of the plan's hash as the footer shows.
const HASH_SHORT_CHARS: usize = 12;
/// A criterion of at most so many characters is kept on one page.
const KEPT_WHOLE_CHARS_MAX: usize = 1_800;

/// What `data.json` holds.
#[derive(Debug, Serialize)]
pub(crate) struct Sheet {
    fonts: [&'static str; FAMILIES.len()],
    title: String,
    company: String,
    candidate: String,
    posting: String,
    location: Option<String>,
    interviewed_on: Option<String>,
    interviewer: String,
    overall: Option<u8>,
    lever_score: Option<u8>,
    evidence_only: bool,
    lever_words: [&'static str; 4],
    thresholds: Text,
    scorer: String,
    by_rules: bool,
    feedback: Text,
    strengths: Vec<Brief>,
    gaps: Vec<Brief>,
    unrated: Vec<String>,
    for_people: Vec<String>,
    level_max: u8,
    chart_alt: String,
    criteria: Vec<Row>,
    report_link: Option<String>,
    report_url: String,
    plan_version: u32,
    plan_source: String,
    plan_hash: String,
    plan_hash_short: String,
    document_id: String,
    document_id_short: String,
    rendered_at: String,
    disclosure: Text,
    remarks: Vec<String>,
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
    competency_short: String,
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

impl Sheet {
    /// `report` as `cleaner` lets it be shown; refused when it is off its scales or over its limits.
    pub(crate) fn of(report: &ScorecardReport, mut cleaner: Cleaner) -> Result<Self, Error> {
        check(report)?;
        let c = &mut cleaner;
        let candidate = or_unnamed(c.plain(&report.candidate_name));
        let plan_hash = c.plain(&report.plan_hash);
        let mut sheet = Self {
            fonts: FAMILIES,
            title: format!("Interview scorecard: {candidate}"),
            company: c.line(&report.company),
            candidate: or_unnamed(c.line(&report.candidate_name)),
            posting: c.line(&report.posting_title),
            location: report
                .posting_location
                .as_deref()
                .map(|location| c.line(location))
                .filter(|location| !location.is_empty()),
            interviewed_on: report.interviewed_at.map(day),
            interviewer: c.line(&report.interviewer_name),
            overall: report.overall,
            lever_score: report.lever_score,
            evidence_only: report.evidence_only,
            lever_words: LEVER_WORDS,
            thresholds: c.text(&report.thresholds),
            scorer: c.line(&report.scorer),
            by_rules: report.by_rules,
            feedback: c.text(&report.feedback),
            strengths: briefs(c, report, |level| level >= LEVEL_STRENGTH_MIN),
            gaps: briefs(c, report, |level| level <= LEVEL_GAP_MAX),
            unrated: without_level(c, report, false),
            for_people: without_level(c, report, true),
            level_max: LEVEL_MAX,
            chart_alt: chart_alt(c, &report.criteria),
            criteria: report.criteria.iter().map(|it| row(c, it)).collect(),
            report_link: link(&report.report_url),
            report_url: c.line(&report.report_url),
            plan_version: report.plan_version,
            plan_source: c.line(&report.plan_source),
            plan_hash_short: plan_hash.chars().take(HASH_SHORT_CHARS).collect(),
            plan_hash: c.line(&report.plan_hash),
            document_id: c.line(&report.document_id),
            document_id_short: c.short(&report.document_id),
            rendered_at: report.rendered_at.format("%-d %B %Y, %H:%M UTC").to_string(),
            disclosure: c.text(&report.disclosure),
            remarks: Vec::new(),
        };
        sheet.remarks = remarks(&cleaner);
        Ok(sheet)
    }
}

fn check(report: &ScorecardReport) -> Result<(), Error> {
    on_scale("overall score", report.overall, 0, OVERALL_MAX)?;
    on_scale("Lever score", report.lever_score, 1, 4)?;
    at_most("criteria", report.criteria.len(), CRITERIA_MAX)?;
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
        &report.thresholds,
        &report.scorer,
        &report.feedback,
        &report.report_url,
        &report.plan_hash,
        &report.plan_source,
        &report.disclosure,
    ];
    let location = report.posting_location.as_deref().map_or(0, str::len);
    let criteria: usize = report.criteria.iter().map(criterion_bytes).sum();
    single.iter().map(|text| text.len()).sum::<usize>() + location + criteria
}

fn criterion_bytes(criterion: &Criterion) -> usize {
    criterion.competency.len()
        + criterion.question.len()
        + criterion.explanation.len()
        + criterion.anchor.as_deref().map_or(0, str::len)
        + criterion.quotes.iter().map(|quote| quote.text.len()).sum::<usize>()
        + criterion.missing.iter().map(String::len).sum::<usize>()
}

fn or_unnamed(name: String) -> String {
    if name.is_empty() { "Candidate without a name".to_owned() } else { name }
}

fn day(at: DateTime<Utc>) -> String {
    at.format("%-d %B %Y").to_string()
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

/// Competencies without a level: those that people must rate, or those without evidence.
fn without_level(
    cleaner: &mut Cleaner,
    report: &ScorecardReport,
    needs_human: bool,
) -> Vec<String> {
    let without = |it: &&Criterion| it.level.is_none() && it.needs_human == needs_human;
    let unrated = report.criteria.iter().filter(without);
    unrated.map(|it| cleaner.short(&it.competency)).collect()
}

fn chart_alt(cleaner: &mut Cleaner, criteria: &[Criterion]) -> String {
    let bars: Vec<String> = criteria
        .iter()
        .map(|criterion| {
            let competency = cleaner.plain(&criterion.competency);
            match criterion.level {
                Some(level) => format!("{competency}: {level} of {LEVEL_MAX}"),
                None if criterion.needs_human => format!("{competency}: a person must rate it"),
                None => format!("{competency}: not enough evidence"),
            }
        })
        .collect();
    format!("Bar chart of the level of each competency. {}.", bars.join("; "))
}

fn row(cleaner: &mut Cleaner, criterion: &Criterion) -> Row {
    let Criterion { competency, question, level, needs_human, .. } = criterion;
    let Criterion { anchor, quotes, missing, explanation, .. } = criterion;
    Row {
        competency: cleaner.line(competency),
        competency_short: cleaner.short(competency),
        question: cleaner.text(question),
        level: *level,
        needs_human: *needs_human,
        // An anchor belongs to a level; without one there is nothing for it to explain.
        anchor: cleaner.text(anchor.as_deref().filter(|_| level.is_some()).unwrap_or_default()),
        quotes: quotes
            .iter()
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

fn remarks(cleaner: &Cleaner) -> Vec<String> {
    let mut remarks = Vec::new();
    if cleaner.unshown > 0 {
        remarks.push("Characters that the fonts of this document do not have are shown as □; the online report shows them.".to_owned());
    }
    if cleaner.cut > 0 {
        remarks.push("Texts that end in […] were too long for this document; the online report has them whole.".to_owned());
    }
    if cleaner.strict {
        remarks.push(
            "Accents and joined signs of some words could not be set; the online report shows them.".to_owned(),
        );
    }
    remarks
}
