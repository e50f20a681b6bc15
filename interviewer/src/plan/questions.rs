//! The questions of a plan: one for each competency, about words of the posting.

use crate::bank::{BANK, Entry, ProbeText};
use crate::provenance::Provenance;
use crate::words::{count, folded};

use super::competencies::{Chosen, calls_for};
use super::lines::Reading;
use super::phrase::quote;
use super::{Anchor, Probe, Question, QuestionKind, RULES_NAME, RULES_VERSION, Rubric, Seniority};

/// A question is at most this long, as far as the duty allows.
const WORDS_MAX: usize = 30;
/// A duty gets at least this many words.
const DUTY_WORDS_MIN: usize = 9;
/// So many words more a duty may have that cannot be cut.
const DUTY_WORDS_OVER_MAX: usize = 5;
/// A quote in a question gets so many words.
const QUOTE_WORDS_MIN: usize = 8;
const QUOTE_WORDS_MAX: usize = 14;
/// A clause of fewer words is not quoted alone.
const CLAUSE_WORDS_MIN: usize = 3;
/// A question names at most this many tools.
const TOOLS_MAX: usize = 2;

const OPENER_MINUTES: u32 = 2;
const SCORED_MINUTES: u32 = 3;
const CLOSER_MINUTES: u32 = 1;
const WEIGHT: u32 = 1;

/// Writes opener, scored questions and closer.
pub(super) fn write(reading: &Reading, chosen: &[Chosen<'_>]) -> Vec<Question> {
    let phrases = &BANK.phrases;
    let opener = reading.title.spoken.as_ref().map_or_else(
        || phrases.opener_bare.clone(),
        |title| phrases.opener_title.replace("{title}", title),
    );
    // Varies the wording between postings, not between runs.
    let seed: usize = reading.title.shown.bytes().map(usize::from).sum();
    let mut tool_named = false;
    let mut questions = vec![unscored("opener", QuestionKind::Opener, opener, OPENER_MINUTES)];
    for (place, competency) in chosen.iter().enumerate() {
        let writer = Writer { reading, chosen: competency, seed: seed + place };
        let (kind, text) = if place % 2 == 0 {
            let tool_question = if tool_named { None } else { writer.about_a_tool() };
            tool_named |= tool_question.is_some();
            (QuestionKind::PastBehaviour, tool_question.unwrap_or_else(|| writer.about_the_past()))
        } else {
            (QuestionKind::Situational, writer.about_a_situation())
        };
        questions.push(scored(competency, kind, text, reading.seniority));
    }
    questions.push(unscored(
        "closer",
        QuestionKind::Closer,
        phrases.closer.clone(),
        CLOSER_MINUTES,
    ));
    questions
}

/// Finds the wording for one competency.
struct Writer<'plan> {
    reading: &'plan Reading,
    chosen: &'plan Chosen<'plan>,
    seed: usize,
}

impl Writer<'_> {
    fn entry(&self) -> &'static Entry {
        self.chosen.entry
    }

    /// A question about the past that names a tool of the line.
    fn about_a_tool(&self) -> Option<String> {
        let tools = self.chosen.line?.tools(&self.entry().key);
        let named: Vec<&str> = tools.into_iter().take(TOOLS_MAX).collect();
        if named.is_empty() || !self.entry().craft {
            return None;
        }
        let ask = pick(&self.entry().tool_asks, self.seed)?;
        Some(ask.replace("{tool}", &named.join(" or ")))
    }

    fn about_the_past(&self) -> String {
        let phrases = &BANK.phrases;
        let entry = self.entry();
        let direct = std::slice::from_ref(&phrases.past_direct);
        let free = self.phrase().is_some_and(|phrase| !phrase.company_bound);
        let (leads, asks) = if free && (self.seed / 2).is_multiple_of(2) {
            (direct, &entry.follows)
        } else {
            (phrases.past_leads.as_slice(), &entry.asks)
        };
        self.with_duty(leads, asks)
            .or_else(|| self.with_quote(&phrases.past_quote, &entry.plain_ask))
            .unwrap_or_else(|| {
                self.with_title(&phrases.past_title, &phrases.past_bare, &entry.plain_ask)
            })
    }

    fn about_a_situation(&self) -> String {
        let phrases = &BANK.phrases;
        let twist = &self.entry().plain_twist;
        self.with_duty(&phrases.situational_leads, &self.entry().twists)
            .or_else(|| self.with_quote(&phrases.situational_quote, twist))
            .unwrap_or_else(|| {
                self.with_title(&phrases.situational_title, &phrases.situational_bare, twist)
            })
    }

    fn phrase(&self) -> Option<&super::phrase::Phrase> {
        self.chosen.line?.phrase.as_ref()
    }

    /// The duty between one of `leads` and one of `asks`: the first pair, counted from the seed, that
    /// keeps to the length; else the first with a duty a few words longer, which still beats a quote.
    fn with_duty(&self, leads: &[String], asks: &[String]) -> Option<String> {
        let phrase = self.phrase()?;
        let pairs: Vec<(&str, &str)> = (0..leads.len().max(asks.len()))
            .filter_map(|turn| {
                Some((pick(leads, self.seed + turn)?, pick(asks, self.seed / 2 + turn)?))
            })
            .collect();
        [0, DUTY_WORDS_OVER_MAX].into_iter().find_map(|over| {
            pairs.iter().find_map(|(lead, ask)| {
                let words = count(lead).saturating_sub(1) + count(ask);
                let left = WORDS_MAX.saturating_sub(words) + over;
                let duty = phrase.within(left.max(DUTY_WORDS_MIN))?;
                Some(format!("{} {ask}", lead.replace("{duty}", &duty)))
            })
        })
    }

    /// The beginning of the line as it stands, or the clause of it that calls for the competency.
    fn with_quote(&self, lead: &str, ask: &str) -> Option<String> {
        let line = &self.chosen.line?.text;
        let calls = |clause: &str| calls_for(&folded(clause), self.entry(), self.reading.language);
        let left = WORDS_MAX
            .saturating_sub(count(lead) + count(ask))
            .clamp(QUOTE_WORDS_MIN, QUOTE_WORDS_MAX);
        let mut words = quote(line, left);
        if !calls(&words) {
            let clauses: Vec<&str> = line.split(", ").collect();
            let from = clauses.iter().position(|clause| calls(clause)).unwrap_or_default();
            let clause = clauses.get(from..)?.join(", ");
            let begins = |start: &str| clause.to_lowercase().starts_with(start);
            let whole =
                !["and ", "or ", "et ", "ou ", "y ", "und ", "with "].into_iter().any(begins);
            if whole && count(&clause) >= CLAUSE_WORDS_MIN {
                words = quote(&clause, left);
            }
        }
        (!words.is_empty()).then(|| format!("{} {ask}", lead.replace("{quote}", &words)))
    }

    fn with_title(&self, titled: &str, bare: &str, ask: &str) -> String {
        let lead = self
            .reading
            .title
            .spoken
            .as_ref()
            .map_or_else(|| bare.to_owned(), |title| titled.replace("{title}", title));
        format!("{lead} {ask}")
    }
}

/// One of `texts`, by `seed`.
fn pick(texts: &[String], seed: usize) -> Option<&str> {
    texts.get(seed.checked_rem(texts.len())?).map(String::as_str)
}

fn scored(chosen: &Chosen<'_>, kind: QuestionKind, text: String, seniority: Seniority) -> Question {
    let entry = chosen.entry;
    let phrases = &BANK.phrases;
    let past = kind == QuestionKind::PastBehaviour;
    let second = match (past, seniority) {
        (true, Seniority::Entry) => &phrases.entry_probe,
        (true, _) => &phrases.past_probe,
        (false, _) => &phrases.situational_probe,
    };
    Question {
        id: format!("{}-{}", entry.key, if past { "past" } else { "situational" }),
        kind,
        competency: Some(entry.key.clone()),
        text,
        because: Some(chosen.because.clone()),
        probes: vec![probe(&entry.probe), probe(second)],
        rubric: Some(Rubric {
            anchors: [1, 3, 5]
                .into_iter()
                .zip(&entry.anchors)
                .map(|(level, text)| Anchor { level, text: text.clone() })
                .collect(),
            look_for: entry.look_for.clone(),
            weight: WEIGHT,
        }),
        minutes: SCORED_MINUTES,
        must_ask: true,
        provenance: Provenance::rules(RULES_NAME, RULES_VERSION),
    }
}

fn probe(text: &ProbeText) -> Probe {
    Probe { when: text.when.clone(), text: text.text.clone() }
}

fn unscored(id: &str, kind: QuestionKind, text: String, minutes: u32) -> Question {
    Question {
        id: id.to_owned(),
        kind,
        competency: None,
        text,
        because: None,
        probes: Vec::new(),
        rubric: None,
        minutes,
        // Candidates are always given the floor; the warm-up may be left out.
        must_ask: kind == QuestionKind::Closer,
        provenance: Provenance::rules(RULES_NAME, RULES_VERSION),
    }
}
