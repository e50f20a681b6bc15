//! A plan as operators send it.

use async_graphql::{InputObject, Result};
use interviewer::{
    Anchor, Competency, Plan, Probe, ProvenanceKind, Question, Rubric, edit, guard::Override,
};

use crate::{problem::Problem, types::plan::QuestionKind};

/// Most questions and competencies that are taken at all.
const ITEMS_MAX: usize = 40;
/// Longest text of any kind, in letters.
const TEXT_CHARS_MAX: usize = 2_000;
/// Longest question, in minutes.
const MINUTES_MAX: i32 = 60;
/// Largest weight.
const WEIGHT_MAX: i32 = 100;

/// What an interview is to look at and to ask. The rest of a plan, such as what the posting states,
/// stays as it is.
#[derive(InputObject)]
pub(super) struct PlanInput {
    /// What is looked at, most important first.
    competencies: Vec<CompetencyInput>,
    /// What is asked, in order.
    questions: Vec<QuestionInput>,
}

/// Something the interview looks at.
#[derive(InputObject)]
struct CompetencyInput {
    /// Stable name, for programs; questions name it.
    key: String,
    /// Name, for people.
    name: String,
    /// The words that justify it.
    because: String,
    /// Its share in the overall score, relative to the others; 1 to 100, or 1 when left out.
    weight: Option<i32>,
}

/// A question.
#[derive(InputObject)]
struct QuestionInput {
    /// Its id in the version that was edited; left out for a new one.
    id: Option<String>,
    /// What it is for.
    kind: QuestionKind,
    /// Key of the competency it looks at; none for opener and closer.
    competency: Option<String>,
    /// The exact wording, 30 words or fewer.
    text: String,
    /// The posting's words that it is about.
    because: Option<String>,
    /// Follow-ups, each with its condition; two at most.
    probes: Vec<ProbeInput>,
    /// What answers at levels 1, 3 and 5 are like; none for opener and closer.
    anchors: Vec<AnchorInput>,
    /// What a good answer contains.
    look_for: Vec<String>,
    /// Its share in the overall score, relative to the others; 1 to 100, or 1 when left out.
    weight: Option<i32>,
    /// Estimated length in minutes, 1 to 60.
    minutes: i32,
    /// Whether it is asked even when time runs short.
    must_ask: bool,
    /// Why it may be asked although the guard finds in it what otherwise may not be asked. It is kept
    /// with the operator's name. Left out, an earlier reason holds for the words it was given for.
    override_reason: Option<String>,
}

/// A follow-up question and when to ask it.
#[derive(InputObject)]
struct ProbeInput {
    /// The condition, in words.
    when: String,
    /// The wording.
    text: String,
}

/// What an answer at one level is like.
#[derive(InputObject)]
struct AnchorInput {
    /// 1, 3 or 5.
    level: i32,
    /// The behaviour, in words.
    text: String,
}

impl PlanInput {
    /// The plan that `before` becomes by this; `author` takes the responsibility for overrides.
    pub(super) fn applied_to(self, before: &Plan, author: &str) -> Result<Plan, Problem> {
        if self.questions.len() > ITEMS_MAX || self.competencies.len() > ITEMS_MAX {
            let message = format!("send {ITEMS_MAX} questions and competencies at most");
            return Err(Problem::invalid(message));
        }
        let competencies = self.competencies.into_iter().map(CompetencyInput::read);
        let questions = self.questions.into_iter().map(|question| question.read(before, author));
        Ok(Plan {
            competencies: competencies.collect::<Result<_, _>>()?,
            questions: questions.collect::<Result<_, _>>()?,
            fallback: None,
            ..before.clone()
        })
    }
}

impl CompetencyInput {
    fn read(self) -> Result<Competency, Problem> {
        let Self { key, name, because, weight } = self;
        Ok(Competency {
            key: text(&key)?,
            name: text(&name)?,
            because: text(&because)?,
            weight: number("a weight", weight.unwrap_or(1), WEIGHT_MAX)?,
        })
    }
}

impl QuestionInput {
    fn read(self, before: &Plan, author: &str) -> Result<Question, Problem> {
        let id = self.id.unwrap_or_default();
        let former = before.questions.iter().find(|question| question.id == id);
        let probes = self.probes.into_iter().take(ITEMS_MAX);
        let probes = probes.map(|it| Ok(Probe { when: text(&it.when)?, text: text(&it.text)? }));
        let anchors = self.anchors.into_iter().take(ITEMS_MAX).map(|it| {
            // What is no level is found to be none by the validation.
            let level = u8::try_from(it.level).unwrap_or_default();
            Ok(Anchor { level, text: text(&it.text)? })
        });
        let anchors: Vec<Anchor> = anchors.collect::<Result<_, Problem>>()?;
        let look_for = self.look_for.iter().take(ITEMS_MAX).map(|item| text(item));
        let look_for: Vec<String> = look_for.collect::<Result<_, _>>()?;
        let weight = number("a weight", self.weight.unwrap_or(1), WEIGHT_MAX)?;
        let rubric = (!anchors.is_empty() || !look_for.is_empty()).then_some(Rubric {
            anchors,
            look_for,
            weight,
        });
        let mut question = Question {
            id: text(&id)?,
            kind: self.kind.into(),
            competency: self
                .competency
                .as_deref()
                .map(text)
                .transpose()?
                .filter(|key| !key.is_empty()),
            text: text(&self.text)?,
            because: self
                .because
                .as_deref()
                .map(text)
                .transpose()?
                .filter(|words| !words.is_empty()),
            probes: probes.collect::<Result<_, Problem>>()?,
            rubric,
            minutes: number("minutes", self.minutes, MINUTES_MAX)?,
            must_ask: self.must_ask,
            // Whose it is becomes clear when it is compared with the former one.
            provenance: interviewer::Provenance {
                kind: ProvenanceKind::Operator,
                name: author.to_owned(),
                version: String::new(),
            },
            guard_override: former.and_then(|former| former.guard_override.clone()),
        };
        if let Some(reason) = self.override_reason {
            let findings = edit::findings(&question, &before.wording);
            if !findings.is_empty() {
                let lifted = Override::new(&text(&reason)?, author, &findings);
                question.guard_override =
                    Some(lifted.map_err(|error| Problem::invalid(error.to_string()))?);
            }
        }
        Ok(question)
    }
}

/// A text of acceptable length, white space put in order.
fn text(given: &str) -> Result<String, Problem> {
    let letters = given.chars().count();
    if letters > TEXT_CHARS_MAX {
        let message = format!("a text has {letters} letters; cut it to {TEXT_CHARS_MAX} or fewer");
        return Err(Problem::invalid(message));
    }
    Ok(given.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn number(what: &str, given: i32, most: i32) -> Result<u32, Problem> {
    u32::try_from(given)
        .ok()
        .filter(|_| (1..=most).contains(&given))
        .ok_or_else(|| Problem::invalid(format!("{what} must be 1 to {most}, not {given}")))
}
