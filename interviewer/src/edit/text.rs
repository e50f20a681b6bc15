//! Plans, templates and questions as text files (TOML) that people edit and git compares line by
//! line: one value a line, nothing that follows from the rest (hash, length of the interview).
//!
//! What a file does not know is refused, so that a mistyped name is not lost.

use std::fmt;
use std::ops::Range;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Template, settle};
use crate::guard::Override;
use crate::plan::{
    Anchor, Competency, Fact, FactTopic, Plan, Probe, Question, QuestionKind, Rubric, Seniority,
};
use crate::provenance::Provenance;

/// A file that is not read, and where it stops making sense. Prints line and reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextError {
    /// Line, from 1.
    pub line: usize,
    source: toml::de::Error,
}

impl fmt::Display for TextError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}: {}", self.line, self.source.message().trim())
    }
}

impl std::error::Error for TextError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// A plan as text. [`plan_from_text`] gives it back.
pub fn plan_to_text(plan: &Plan) -> String {
    to_text(&PlanFile {
        title: plan.title.clone(),
        language: plan.language.clone(),
        wording: plan.wording.clone(),
        seniority: plan.seniority,
        provenance: plan.provenance.clone().into(),
        competency: plan.competencies.iter().cloned().map(Into::into).collect(),
        question: plan.questions.iter().cloned().map(Into::into).collect(),
        fact: plan.facts.iter().cloned().map(Into::into).collect(),
    })
}

/// The plan in a text; its hash and length are worked out.
pub fn plan_from_text(text: &str) -> Result<Plan, TextError> {
    let file: PlanFile = from_text(text)?;
    Ok(settle(Plan {
        fallback: None,
        title: file.title,
        hash: String::new(),
        language: file.language,
        wording: file.wording,
        minutes: 0,
        seniority: file.seniority,
        provenance: file.provenance.into(),
        competencies: all(file.competency),
        questions: all(file.question),
        facts: all(file.fact),
    }))
}

/// A template as text. [`template_from_text`] gives it back.
pub fn template_to_text(template: &Template) -> String {
    to_text(&TemplateFile {
        name: template.name.clone(),
        wording: template.wording.clone(),
        competency: template.competencies.iter().cloned().map(Into::into).collect(),
        question: template.questions.iter().cloned().map(Into::into).collect(),
    })
}

/// The template in a text.
pub fn template_from_text(text: &str) -> Result<Template, TextError> {
    let file: TemplateFile = from_text(text)?;
    Ok(Template {
        name: file.name,
        wording: file.wording,
        competencies: all(file.competency),
        questions: all(file.question),
    })
}

/// Questions of a bank as text. [`questions_from_text`] gives them back.
pub fn questions_to_text(questions: &[Question]) -> String {
    to_text(&QuestionsFile { question: questions.iter().cloned().map(Into::into).collect() })
}

/// The questions in a text.
pub fn questions_from_text(text: &str) -> Result<Vec<Question>, TextError> {
    let file: QuestionsFile = from_text(text)?;
    Ok(all(file.question))
}

fn all<F, T: From<F>>(files: Vec<F>) -> Vec<T> {
    files.into_iter().map(Into::into).collect()
}

#[expect(clippy::expect_used, reason = "TOML has a form for all that our types hold")]
fn to_text<T: Serialize>(file: &T) -> String {
    toml::to_string_pretty(file).expect("names, texts, numbers and lists of them")
}

fn from_text<T: DeserializeOwned>(text: &str) -> Result<T, TextError> {
    toml::from_str(text).map_err(|source| TextError { line: line(text, source.span()), source })
}

/// The line on which a span begins; the first when it is not known.
fn line(text: &str, span: Option<Range<usize>>) -> usize {
    let before = span.and_then(|span| text.get(..span.start)).unwrap_or_default();
    before.matches('\n').count() + 1
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlanFile {
    title: String,
    language: String,
    wording: String,
    seniority: Seniority,
    provenance: ProvenanceFile,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    competency: Vec<CompetencyFile>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    question: Vec<QuestionFile>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    fact: Vec<FactFile>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TemplateFile {
    name: String,
    wording: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    competency: Vec<CompetencyFile>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    question: Vec<QuestionFile>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionsFile {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    question: Vec<QuestionFile>,
}

/// A mirror of a type, which refuses what it does not know, and the ways there and back.
macro_rules! mirror {
    ($file:ident of $type:ident { $($field:ident: $kind:ty),* $(,)? }) => {
        #[derive(Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        struct $file { $($field: $kind),* }

        impl From<$type> for $file {
            fn from(it: $type) -> Self {
                Self { $($field: it.$field.into()),* }
            }
        }

        impl From<$file> for $type {
            fn from(it: $file) -> Self {
                Self { $($field: it.$field.into()),* }
            }
        }
    };
}

mirror!(ProvenanceFile of Provenance { kind: crate::ProvenanceKind, name: String, version: String });
mirror!(CompetencyFile of Competency { key: String, name: String, because: String, weight: u32 });
mirror!(ProbeFile of Probe { when: String, text: String });
mirror!(AnchorFile of Anchor { level: u8, text: String });
mirror!(FactFile of Fact { topic: FactTopic, text: String });

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RubricFile {
    weight: u32,
    look_for: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    anchor: Vec<AnchorFile>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionFile {
    id: String,
    kind: QuestionKind,
    competency: Option<String>,
    text: String,
    because: Option<String>,
    minutes: u32,
    must_ask: bool,
    provenance: ProvenanceFile,
    guard_override: Option<Override>,
    rubric: Option<RubricFile>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    probe: Vec<ProbeFile>,
}

impl From<Rubric> for RubricFile {
    fn from(it: Rubric) -> Self {
        Self { weight: it.weight, look_for: it.look_for, anchor: all(it.anchors) }
    }
}

impl From<RubricFile> for Rubric {
    fn from(it: RubricFile) -> Self {
        Self { weight: it.weight, look_for: it.look_for, anchors: all(it.anchor) }
    }
}

impl From<Question> for QuestionFile {
    fn from(it: Question) -> Self {
        Self {
            id: it.id,
            kind: it.kind,
            competency: it.competency,
            text: it.text,
            because: it.because,
            minutes: it.minutes,
            must_ask: it.must_ask,
            provenance: it.provenance.into(),
            guard_override: it.guard_override,
            rubric: it.rubric.map(Into::into),
            probe: all(it.probes),
        }
    }
}

impl From<QuestionFile> for Question {
    fn from(it: QuestionFile) -> Self {
        Self {
            id: it.id,
            kind: it.kind,
            competency: it.competency,
            text: it.text,
            because: it.because,
            probes: all(it.probe),
            rubric: it.rubric.map(Into::into),
            minutes: it.minutes,
            must_ask: it.must_ask,
            provenance: it.provenance.into(),
            guard_override: it.guard_override,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::option;
    use proptest::prelude::*;

    use super::super::tests::plan;
    use super::*;
    use crate::ProvenanceKind;
    use crate::guard::{Finding, Topic};

    /// Texts with the signs that files trip over, now and then.
    fn text() -> impl Strategy<Value = String> {
        let odd = prop_oneof![
            any::<char>(),
            Just('\n'),
            Just('\r'),
            Just('"'),
            Just('\''),
            Just('\\'),
            Just('\u{0}'),
            Just('\u{7f}'),
            Just('#'),
            Just('é'),
            Just(' '),
        ];
        vec(odd, 0..12).prop_map(String::from_iter)
    }

    fn provenance() -> impl Strategy<Value = Provenance> {
        let kind = prop_oneof![
            Just(ProvenanceKind::Rules),
            Just(ProvenanceKind::Model),
            Just(ProvenanceKind::Operator),
        ];
        (kind, text(), text()).prop_map(|(kind, name, version)| Provenance { kind, name, version })
    }

    fn rubric() -> impl Strategy<Value = Rubric> {
        let anchors =
            vec((any::<u8>(), text()).prop_map(|(level, text)| Anchor { level, text }), 0..3);
        (anchors, vec(text(), 0..3), any::<u32>()).prop_map(|(anchors, look_for, weight)| Rubric {
            anchors,
            look_for,
            weight,
        })
    }

    fn lifted() -> impl Strategy<Value = Override> {
        (text(), text()).prop_map(|(reason, words)| {
            let finding = Finding { topic: Topic::Age, words, ask_instead: String::new() };
            Override::new(&format!("law {reason} 1"), "ana", &[finding]).unwrap()
        })
    }

    fn question() -> impl Strategy<Value = Question> {
        let kind = prop_oneof![Just(QuestionKind::Opener), Just(QuestionKind::Situational)];
        let probes = vec((text(), text()).prop_map(|(when, text)| Probe { when, text }), 0..3);
        let said = (text(), kind, option::of(text()), text(), option::of(text()), probes);
        let rest =
            (option::of(rubric()), 0..1000_u32, any::<bool>(), provenance(), option::of(lifted()));
        (said, rest).prop_map(
            |(
                (id, kind, competency, text, because, probes),
                (rubric, minutes, must_ask, provenance, guard_override),
            )| Question {
                id,
                kind,
                competency,
                text,
                because,
                probes,
                rubric,
                minutes,
                must_ask,
                provenance,
                guard_override,
            },
        )
    }

    fn any_plan() -> impl Strategy<Value = Plan> {
        let competency = (text(), text(), text(), any::<u32>())
            .prop_map(|(key, name, because, weight)| Competency { key, name, because, weight });
        let fact = text().prop_map(|text| Fact { topic: FactTopic::Salary, text });
        let lists = (vec(competency, 0..3), vec(question(), 0..3), vec(fact, 0..3));
        (text(), text(), text(), provenance(), lists).prop_map(
            |(title, language, wording, provenance, (competencies, questions, facts))| {
                settle(Plan {
                    fallback: None,
                    title,
                    hash: String::new(),
                    language,
                    wording,
                    minutes: 0,
                    seniority: Seniority::Lead,
                    provenance,
                    competencies,
                    questions,
                    facts,
                })
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(plan in any_plan()) {
            let text = plan_to_text(&plan);
            prop_assert_eq!(plan_from_text(&text).unwrap(), plan.clone(), "{}", text);
            let template = Template::of(&plan, &plan.title);
            prop_assert_eq!(template_from_text(&template_to_text(&template)).unwrap(), template);
            let questions = plan.questions;
            prop_assert_eq!(questions_from_text(&questions_to_text(&questions)).unwrap(), questions);
        }

        #[test]
        fn no_text_breaks_the_reader(text in text()) {
            if let Err(error) = plan_from_text(&text) {
                prop_assert!(error.line >= 1 && error.line <= text.matches('\n').count() + 1);
            }
        }
    }

    #[test]
    fn an_edit_is_a_line() {
        let before = plan();
        let mut after = before.clone();
        after.questions[1].text = "What do you bind best?".to_owned();
        let (before, after) = (plan_to_text(&before), plan_to_text(&settle(after)));
        let differ = before.lines().zip(after.lines()).filter(|(one, other)| one != other);
        assert_eq!(differ.count(), 1);
        assert_eq!(before.lines().count(), after.lines().count());
        assert!(after.contains("\ntext = \"What do you bind best?\"\n"), "{after}");
        assert!(!after.contains("hash"));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let text = plan_to_text(&plan());
        let at = |from: &str, to: &str| {
            let place = text.find(from).unwrap();
            let line = line(&text, Some(place..place));
            (plan_from_text(&text.replacen(from, to, 1)).unwrap_err(), line)
        };
        for (from, to, said) in [
            ("must_ask = false", "must_aks = false", "unknown field `must_aks`"),
            ("kind = \"opener\"", "kind = \"greeting\"", "unknown variant `greeting`"),
            ("minutes = 2", "minutes = \"2\"", "expected u32"),
            ("minutes = 2", "minutes = ", "invalid"),
        ] {
            let (error, line) = at(from, to);
            assert_eq!(error.line, line, "{error}");
            assert!(error.to_string().contains(said), "{error}");
            assert!(error.to_string().starts_with(&format!("line {line}: ")));
        }
        // What is missing is missing in a part: its heading is named.
        let (error, line) = at("id = \"opener\"\n", "");
        assert!(error.to_string().contains("missing field `id`"), "{error}");
        assert_eq!(error.line, line - 1);
        let (error, _) = at("[[question]]", "[question]");
        assert!(error.line > 1, "{error}");
        assert!(template_from_text("").unwrap_err().to_string().contains("missing field `name`"));
        assert_eq!(questions_from_text("").unwrap(), []);
    }

    #[test]
    fn no_file_brings_in_an_override_without_a_reason() {
        let mut plan = plan();
        let finding =
            Finding { topic: Topic::Age, words: "age".to_owned(), ask_instead: String::new() };
        plan.questions[1].guard_override = Some(Override::new("law", "ana", &[finding]).unwrap());
        let text = plan_to_text(&plan);
        assert_eq!(plan_from_text(&text).unwrap(), settle(plan));
        let error = plan_from_text(&text.replace("reason = \"law\"", "reason = \"\"")).unwrap_err();
        assert!(error.to_string().contains("needs a reason"), "{error}");
    }
}
