//! The questions of a plan: one for each competency, about words of the posting.

use crate::bank::{Entry, EntryText, Language, ProbeText};
use crate::guard;
use crate::provenance::Provenance;
use crate::words::{count, folded};

use super::competencies::{Chosen, calls_for};
use super::lines::{Line, Reading};
use super::phrase::{Phrase, begins_with_verb, quote};
use super::sections::Section;
use super::{Anchor, Probe, Question, QuestionKind, RULES_NAME, RULES_VERSION, Rubric, Seniority};

/// A question is at most this long.
const WORDS_MAX: usize = 30;
/// A quote in a question gets so many words; the bank leaves room for the fewest.
const QUOTE_WORDS_MIN: usize = 8;
const QUOTE_WORDS_MAX: usize = 14;
/// A clause of fewer words is not quoted alone.
const CLAUSE_WORDS_MIN: usize = 3;
/// A question names at most this many tools.
const TOOLS_MAX: usize = 2;

const OPENER_MINUTES: u32 = 2;
const SCORED_MINUTES: u32 = 3;
const CLOSER_MINUTES: u32 = 1;
/// Each question and each competency counts the same until an operator says otherwise.
pub(super) const WEIGHT: u32 = 1;

/// Writes opener, scored questions and closer in `language`.
pub(super) fn write(
    reading: &Reading,
    chosen: &[Chosen<'_>],
    language: &Language,
) -> Vec<Question> {
    let phrases = &language.phrases;
    let opener = reading
        .title
        .spoken
        .as_ref()
        .map(|title| phrases.opener_title.replace("{title}", title))
        .filter(|opener| may_be_asked(opener, language))
        .unwrap_or_else(|| phrases.opener_bare.clone());
    // Varies the wording between postings, not between runs.
    let seed: usize = reading.title.shown.bytes().map(usize::from).sum();
    let mut tool_named = false;
    let mut questions = vec![unscored("opener", QuestionKind::Opener, opener, OPENER_MINUTES)];
    for (place, competency) in chosen.iter().enumerate() {
        let writer = Writer {
            reading,
            chosen: competency,
            language,
            wording: language.text(competency.entry),
            seed: seed + place,
        };
        let (kind, text) = if place % 2 == 0 {
            let tool_question = if tool_named { None } else { writer.about_a_tool() };
            tool_named |= tool_question.is_some();
            (QuestionKind::PastBehaviour, tool_question.unwrap_or_else(|| writer.about_the_past()))
        } else {
            (QuestionKind::Situational, writer.about_a_situation())
        };
        questions.push(writer.scored(kind, text));
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
    language: &'plan Language,
    wording: &'plan EntryText,
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
        let named = match named.as_slice() {
            [one, other] => {
                self.language.phrases.either.replace("{one}", one).replace("{other}", other)
            }
            [one] => (*one).to_owned(),
            _ => return None,
        };
        let text = pick(&self.wording.tool_asks, self.seed)?.replace("{tool}", &named);
        may_be_asked(&text, self.language).then_some(text)
    }

    fn about_the_past(&self) -> String {
        let phrases = &self.language.phrases;
        let wording = self.wording;
        let direct = (self.seed / 2).is_multiple_of(2);
        let free = self.phrase().is_some_and(|phrase| !phrase.company_bound);
        let duty = if direct && free {
            Ask { leads: std::slice::from_ref(&phrases.past_direct), asks: &wording.follows }
        } else {
            Ask { leads: &phrases.past_leads, asks: &wording.asks }
        };
        let quoted = match (self.quotes_a_duty(), direct) {
            (true, true) => {
                Ask { leads: std::slice::from_ref(&phrases.quote_direct), asks: &wording.follows }
            }
            (true, false) => Ask { leads: &phrases.duty_quotes, asks: &wording.asks },
            (false, _) => {
                Ask { leads: &phrases.other_quotes, asks: std::slice::from_ref(&wording.plain_ask) }
            }
        };
        self.about_the_posting(&duty, &quoted).unwrap_or_else(|| {
            self.with_title(&phrases.past_title, &phrases.past_bare, &wording.plain_ask)
        })
    }

    fn about_a_situation(&self) -> String {
        let phrases = &self.language.phrases;
        let wording = self.wording;
        let duty = Ask { leads: &phrases.situational_leads, asks: &wording.twists };
        let quoted = if self.quotes_a_duty() {
            Ask { leads: &phrases.duty_quotes, asks: &wording.twists }
        } else {
            Ask { leads: &phrases.other_quotes, asks: std::slice::from_ref(&wording.plain_twist) }
        };
        self.about_the_posting(&duty, &quoted).unwrap_or_else(|| {
            self.with_title(
                &phrases.situational_title,
                &phrases.situational_bare,
                &wording.plain_twist,
            )
        })
    }

    /// A question about the line: its duty as part of the sentence, else its words quoted; before
    /// either, one of the two in which the words that call for the competency are still there.
    fn about_the_posting(&self, duty: &Ask<'_>, quoted: &Ask<'_>) -> Option<String> {
        let line = self.chosen.line?;
        let called_for = self.calls(&line.text);
        let fits = |said: &str| !called_for || self.calls(said);
        self.with_duty(duty, fits)
            .or_else(|| self.with_quote(line, quoted, fits))
            .or_else(|| self.with_duty(duty, |_| true))
            .or_else(|| self.with_quote(line, quoted, |_| true))
    }

    /// The line's duty, if the posting is in the language of the question.
    fn phrase(&self) -> Option<&Phrase> {
        let own = self.reading.language == self.language.code;
        self.chosen.line?.phrase.as_ref().filter(|_| own)
    }

    fn quotes_a_duty(&self) -> bool {
        self.chosen.line.is_some_and(|line| line.section == Section::Duties)
    }

    fn calls(&self, text: &str) -> bool {
        calls_for(&folded(text), self.entry(), self.reading.language)
    }

    /// The duty between a lead and an ask: the first pair, counted from the seed, that keeps to the
    /// length.
    fn with_duty(&self, ask: &Ask<'_>, fits: impl Fn(&str) -> bool) -> Option<String> {
        let phrase = self.phrase()?;
        ask.pairs(self.seed).into_iter().find_map(|(lead, ask)| {
            let words = count(lead).saturating_sub(1) + count(ask);
            let duty = phrase.within(WORDS_MAX.saturating_sub(words))?;
            let text = format!("{} {ask}", lead.replace("{duty}", &duty));
            (fits(&duty) && may_be_asked(&text, self.language)).then_some(text)
        })
    }

    /// The beginning of the line as it stands, or the clause of it that fits, before an ask.
    fn with_quote(
        &self,
        line: &Line,
        ask: &Ask<'_>,
        fits: impl Fn(&str) -> bool,
    ) -> Option<String> {
        let (lead, ask) = ask.pairs(self.seed).into_iter().next()?;
        let left = WORDS_MAX
            .saturating_sub(count(lead).saturating_sub(1) + count(ask))
            .clamp(QUOTE_WORDS_MIN, QUOTE_WORDS_MAX);
        let quoted =
            |from: &str| Some(quote(from, left, self.reading.language)).filter(|it| fits(it));
        let words = quoted(&line.text).or_else(|| {
            // Clauses, each with what follows it.
            let clauses = line.text.match_indices([',', ':', '–', '—']);
            clauses.filter_map(|(at, mark)| line.text.get(at + mark.len()..)).find_map(|rest| {
                let rest = rest.trim();
                self.stands_alone(rest).then(|| quoted(rest)).flatten()
            })
        })?;
        let text = format!("{} {ask}", lead.replace("{quote}", &words));
        (!words.is_empty() && may_be_asked(&text, self.language)).then_some(text)
    }

    /// Whether the end of a line can be quoted without what stands before it.
    fn stands_alone(&self, rest: &str) -> bool {
        let opens = rest.find(['(', '[']).unwrap_or(rest.len());
        let closes = rest.find([')', ']']).unwrap_or(rest.len());
        opens <= closes
            && count(rest) >= CLAUSE_WORDS_MIN
            && begins_with_verb(rest, self.reading.language)
    }

    fn with_title(&self, titled: &str, bare: &str, ask: &str) -> String {
        let spoken = self.reading.title.spoken.as_ref();
        let text = spoken
            .map(|title| titled.replace("{title}", title))
            .filter(|lead| count(lead) + count(ask) <= WORDS_MAX)
            .map(|lead| format!("{lead} {ask}"))
            .filter(|text| may_be_asked(text, self.language));
        text.unwrap_or_else(|| format!("{bare} {ask}"))
    }

    fn scored(&self, kind: QuestionKind, text: String) -> Question {
        let because = Some(self.chosen.because.clone());
        let question = scored(self.entry(), self.language, kind, self.reading.seniority, text);
        Question { because, ..question }
    }
}

/// The questions about a competency that need no posting: one about the past, one situation.
pub(super) fn of_bank(entry: &Entry, language: &Language) -> [Question; 2] {
    let wording = language.text(entry);
    let of = |kind, text: &String| scored(entry, language, kind, Seniority::Regular, text.clone());
    [
        of(QuestionKind::PastBehaviour, &wording.plain_ask),
        of(QuestionKind::Situational, &wording.plain_twist),
    ]
}

/// A question about a competency, with its follow-ups and its rubric.
fn scored(
    entry: &Entry,
    language: &Language,
    kind: QuestionKind,
    seniority: Seniority,
    text: String,
) -> Question {
    let phrases = &language.phrases;
    let wording = language.text(entry);
    let past = kind == QuestionKind::PastBehaviour;
    let (own, shared) = match (past, seniority) {
        (true, Seniority::Entry) => (&wording.past_probe, &phrases.entry_probe),
        (true, _) => (&wording.past_probe, &phrases.past_probe),
        (false, _) => (&wording.situational_probe, &phrases.situational_probe),
    };
    let key = &entry.key;
    Question {
        id: format!("{key}-{}", if past { "past" } else { "situational" }),
        kind,
        competency: Some(key.clone()),
        text,
        because: None,
        probes: vec![probe(own), probe(shared)],
        rubric: Some(Rubric {
            anchors: [1, 3, 5]
                .into_iter()
                .zip(&wording.anchors)
                .map(|(level, text)| Anchor { level, text: text.clone() })
                .collect(),
            look_for: wording.look_for.clone(),
            weight: WEIGHT,
        }),
        minutes: SCORED_MINUTES,
        must_ask: true,
        provenance: Provenance::rules(RULES_NAME, RULES_VERSION),
        guard_override: None,
    }
}

/// What may stand before the posting's words, and what after them.
struct Ask<'plan> {
    leads: &'plan [String],
    asks: &'plan [String],
}

impl Ask<'_> {
    /// The pairs of lead and ask, counted from `seed`.
    fn pairs(&self, seed: usize) -> Vec<(&str, &str)> {
        (0..self.leads.len().max(self.asks.len()))
            .filter_map(|turn| {
                Some((pick(self.leads, seed + turn)?, pick(self.asks, seed / 2 + turn)?))
            })
            .collect()
    }
}

/// Whether the posting's words made no question of it that the law forbids.
fn may_be_asked(text: &str, language: &Language) -> bool {
    guard::check(text, Some(language.code)).is_empty()
}

/// One of `texts`, by `seed`.
fn pick(texts: &[String], seed: usize) -> Option<&str> {
    texts.get(seed.checked_rem(texts.len())?).map(String::as_str)
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
        guard_override: None,
    }
}
