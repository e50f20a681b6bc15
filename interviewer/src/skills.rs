//! Skills and knowledge that the text of a posting names: what one can do ("negotiate contracts",
//! "attention to detail") and what one knows ("Python", "contract law").
//!
//! Rules over word lists of our own, no model: names of tools and fields, words after "experience
//! with", verbs with what they govern, traits. A [`Taxonomy`] that an operator supplies adds its
//! labels and verbs.

mod english;
mod labels;
mod taxonomy;
mod tokens;

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

pub use taxonomy::{Taxonomy, TaxonomyError, TaxonomyFault};

use crate::bank::BANK;
use english::English;
use labels::Labels;
use tokens::Token;

/// A verb phrase has at most this many words.
const PHRASE_WORDS_MAX: usize = 8;

/// One of the two things that a posting asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkillKind {
    /// Something one can do, or a trait.
    Skill,
    /// Something one knows: a tool, a field, a language.
    Knowledge,
}

/// A skill, where it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skill {
    /// Which of the two it is.
    pub kind: SkillKind,
    /// The words, verbatim.
    pub text: String,
    /// Where they begin in the text, in bytes.
    pub from: usize,
    /// Where they end.
    pub to: usize,
}

/// Words of a span, by their places among the tokens, and what they are.
type Span = (usize, usize, SkillKind);

/// Finds skills; made once, for many texts.
#[derive(Debug)]
pub struct SkillFinder {
    /// Names of tools and fields, and the taxonomy's labels.
    labels: Labels,
    /// Base forms of verbs that skills begin with, small.
    verbs: HashSet<String>,
}

/// Names of tools and fields.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Knowledge {
    /// However they are written.
    any_case: Vec<String>,
    /// Words of daily language when they are written small.
    cased: Vec<String>,
}

static KNOWLEDGE: LazyLock<Knowledge> =
    LazyLock::new(|| parsed(include_str!("skills/knowledge.json")));

#[expect(clippy::expect_used, reason = "the files are compiled in and a test reads them all")]
fn parsed<T: for<'de> Deserialize<'de>>(json: &str) -> T {
    serde_json::from_str(json).expect("the skill finder's files are valid")
}

impl SkillFinder {
    /// A finder that knows our own words and, if given, those of a taxonomy.
    pub fn new(taxonomy: Option<&Taxonomy>) -> Self {
        let mut labels = Labels::default();
        for label in &KNOWLEDGE.any_case {
            labels.add(label, SkillKind::Knowledge, false);
        }
        let tools = BANK.tools.values().flatten();
        for label in KNOWLEDGE.cased.iter().chain(tools) {
            labels.add(label, SkillKind::Knowledge, true);
        }
        let mut verbs: HashSet<String> = BANK.verbs.bases.iter().cloned().collect();
        verbs.extend(English::get().verbs.iter().cloned());
        if let Some(taxonomy) = taxonomy {
            for (label, kind) in taxonomy.labels() {
                labels.add(label, kind, taxonomy::is_ambiguous(label));
            }
            verbs.extend(taxonomy.verbs().map(str::to_owned));
        }
        Self { labels, verbs }
    }

    /// The skills in `text`, in order; a tool within a duty is found beside it. `language` (ISO
    /// 639-1) is the text's; none means English.
    pub fn find(&self, text: &str, language: Option<&str>) -> Vec<Skill> {
        let tokens = tokens::tokens(text);
        let mut found = Vec::new();
        for sentence in tokens.split_inclusive(|token| token.ends_sentence) {
            let spans = self.spans(sentence, language.unwrap_or("en"));
            found.extend(spans.into_iter().filter_map(|(from, to, kind)| {
                let (first, last) = (sentence.get(from)?, sentence.get(to.checked_sub(1)?)?);
                let words = text.get(first.from..last.to)?.to_owned();
                Some(Skill { kind, text: words, from: first.from, to: last.to })
            }));
        }
        found.sort_by_key(|skill| (skill.from, skill.to, skill.kind));
        found
    }

    /// Whether a skill is a verb alone, which says too little to ask about.
    pub(crate) fn is_bare_verb(&self, skill: &Skill) -> bool {
        let word = skill.text.to_lowercase();
        skill.kind == SkillKind::Skill
            && (self.verbs.contains(&word) || english::base(&word, &self.verbs).is_some())
    }

    /// The spans in one sentence; none overlaps another of its kind.
    fn spans(&self, sentence: &[Token], language: &str) -> Vec<Span> {
        let mut spans = self.labels.find(sentence, &self.verbs);
        match language {
            "en" => spans.extend(English::get().find(sentence, &self.verbs)),
            other => spans.extend(infinitive(sentence, other)),
        }
        united(spans)
    }
}

/// The duty that a line in another language than English begins with.
fn infinitive(sentence: &[Token], language: &str) -> Option<Span> {
    let posting = &BANK.language(language)?.posting;
    let from = sentence.iter().position(Token::is_word)?;
    let first = sentence.get(from)?;
    if !posting.infinitives.contains(&first.small) {
        return None;
    }
    let rest = sentence.get(from + 1..).unwrap_or_default();
    let words = rest.iter().take(PHRASE_WORDS_MAX - 1).take_while(|token| token.is_word()).count();
    let mut to = from + 1 + words;
    let trails = |token: &Token| posting.no_end.contains(&token.small);
    while to > from + 1 && sentence.get(to - 1).is_some_and(trails) {
        to -= 1;
    }
    (to > from + 1).then_some((from, to, SkillKind::Skill))
}

/// Spans of a kind that overlap, made one.
fn united(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|(from, to, kind)| (*kind, *from, *to));
    let mut out: Vec<Span> = Vec::new();
    for (from, to, kind) in spans {
        match out.last_mut() {
            Some((_, end, last)) if *last == kind && from < *end => *end = (*end).max(to),
            _ => out.push((from, to, kind)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, language: &str) -> Vec<(SkillKind, String)> {
        let skills = SkillFinder::new(None).find(text, Some(language));
        skills
            .into_iter()
            .map(|skill| {
                assert_eq!(text.get(skill.from..skill.to), Some(skill.text.as_str()));
                (skill.kind, skill.text)
            })
            .collect()
    }

    fn skill(text: &str) -> (SkillKind, String) {
        (SkillKind::Skill, text.to_owned())
    }

    fn knowledge(text: &str) -> (SkillKind, String) {
        (SkillKind::Knowledge, text.to_owned())
    }

    #[test]
    fn duties_tools_fields_and_traits_are_found() {
        assert_eq!(
            found("Negotiate contracts with suppliers, and track the deliveries.", "en"),
            [skill("Negotiate contracts with suppliers"), skill("track the deliveries")]
        );
        assert_eq!(
            found("You will build internal dashboards in Tableau for the sales team.", "en"),
            [skill("build internal dashboards in Tableau"), knowledge("Tableau")]
        );
        assert_eq!(
            found("Experience with contract law, bookkeeping or payroll software", "en"),
            [knowledge("contract law"), knowledge("bookkeeping"), knowledge("payroll software")]
        );
        assert_eq!(
            found("Excellent negotiation skills and attention to detail", "en"),
            [skill("negotiation skills"), skill("attention to detail")]
        );
    }

    #[test]
    fn words_of_daily_language_are_no_tools() {
        assert_eq!(found("Go to the spring market", "en"), [skill("Go to the spring market")]);
        assert_eq!(found("Rust, Go and C", "en"), ["Rust", "Go", "C"].map(knowledge));
    }

    #[test]
    fn what_the_company_offers_is_no_skill() {
        for text in [
            "We offer free lunch and six weeks of vacation",
            "Our mission is to build a better bank",
            "Please send your application to us",
            "",
            "🚀🚀🚀",
        ] {
            assert_eq!(found(text, "en"), [], "{text}");
        }
    }

    #[test]
    fn duties_in_other_languages_begin_with_an_infinitive() {
        assert_eq!(
            found("Accompagner les clients dans leurs projets, avec Salesforce.", "fr"),
            [skill("Accompagner les clients dans leurs projets"), knowledge("Salesforce")]
        );
        assert_eq!(found("Atender a los clientes", "es"), [skill("Atender a los clientes")]);
        assert_eq!(found("Kenntnisse in Python und SAP", "de"), ["Python", "SAP"].map(knowledge));
    }
}
