//! What is wrong with an edited plan, and what to do about it.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::guard::{self, Finding};
use crate::plan::{Plan, Question, QuestionKind};
use crate::words::count;

/// A longer question is hard to follow when it is heard.
const WORDS_MAX: usize = 30;
/// More questions tire.
const QUESTIONS_MAX: usize = 10;
/// So does a longer interview.
const MINUTES_MAX: u32 = 30;
/// Follow-ups of one question.
const PROBES_MAX: usize = 2;
/// Levels that a rubric describes.
const LEVELS: [u8; 3] = [1, 3, 5];

/// Something wrong with a plan. Prints as a sentence that names the question and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Whether it must be put right before the plan is used.
    pub severity: Severity,
    /// Id of the question it is about; none for the plan as a whole.
    pub question: Option<String>,
    /// What is wrong.
    pub fault: Fault,
}

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The plan can't be used.
    Error,
    /// It can, but should be looked at.
    Warning,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fault {
    /// No wording.
    NoText,
    /// No id.
    NoId,
    /// The id of another question too.
    IdTwice,
    /// More words than can be followed.
    Long {
        /// How many.
        words: usize,
    },
    /// It asks what the law forbids, and nobody took the responsibility.
    Forbidden {
        /// What it asks, and what to ask instead.
        finding: Finding,
    },
    /// A follow-up without wording or without its condition.
    EmptyProbe,
    /// More follow-ups than are asked.
    Probes {
        /// How many.
        count: usize,
    },
    /// It is to be rated, and no rubric says how; or it is not, and one does.
    Rubric,
    /// The rubric does not describe levels 1, 3 and 5, each in words.
    Anchors,
    /// It measures something that the plan does not list.
    UnknownCompetency,
    /// A competency that no question measures.
    Unmeasured {
        /// Its name.
        name: String,
    },
    /// Two competencies with one key.
    CompetencyTwice {
        /// The key.
        key: String,
    },
    /// Nothing in the plan is rated.
    NothingScored,
    /// More questions than are good for anyone.
    ManyQuestions {
        /// How many.
        count: usize,
    },
    /// Longer than is good for anyone.
    ManyMinutes {
        /// How long.
        minutes: u32,
    },
    /// Worded in a language that the guard has no rules for.
    UnguardedLanguage {
        /// ISO 639-1.
        language: String,
    },
}

impl Fault {
    fn severity(&self) -> Severity {
        match self {
            Self::NoText
            | Self::NoId
            | Self::IdTwice
            | Self::Forbidden { .. }
            | Self::EmptyProbe
            | Self::Rubric
            | Self::Anchors
            | Self::UnknownCompetency
            | Self::CompetencyTwice { .. }
            | Self::NothingScored => Severity::Error,
            Self::Long { .. }
            | Self::Probes { .. }
            | Self::Unmeasured { .. }
            | Self::ManyQuestions { .. }
            | Self::ManyMinutes { .. }
            | Self::UnguardedLanguage { .. } => Severity::Warning,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(id) = &self.question {
            write!(formatter, "question {id}: ")?;
        }
        match &self.fault {
            Fault::NoText => formatter.write_str("it has no wording; write one or remove it"),
            Fault::NoId => formatter.write_str("a question has no id; give it one"),
            Fault::IdTwice => {
                formatter.write_str("another has the same id; give one of them another")
            }
            Fault::Long { words } => {
                write!(formatter, "{words} words; cut it to {WORDS_MAX} or fewer")
            }
            Fault::Forbidden { finding } => write!(
                formatter,
                "“{}” asks what may not be asked; reword it ({}) or give a reason to override",
                finding.words,
                finding.ask_instead.trim_end_matches('.'),
            ),
            Fault::EmptyProbe => formatter
                .write_str("a follow-up lacks its condition or its wording; complete or remove it"),
            Fault::Probes { count } => {
                write!(
                    formatter,
                    "{count} follow-ups; only {PROBES_MAX} are asked, remove the others"
                )
            }
            Fault::Rubric => formatter.write_str(
                "opener and closer have no rubric, all others need one; add or remove it",
            ),
            Fault::Anchors => {
                formatter.write_str("describe levels 1, 3 and 5 in words, each once, and no others")
            }
            Fault::UnknownCompetency => formatter
                .write_str("the plan does not list its competency; list it or choose another"),
            Fault::Unmeasured { name } => {
                write!(formatter, "no question measures {name}; add one or remove the competency")
            }
            Fault::CompetencyTwice { key } => {
                write!(formatter, "the competency {key} is listed twice; remove one")
            }
            Fault::NothingScored => formatter.write_str("no question is rated; add one that is"),
            Fault::ManyQuestions { count } => {
                write!(formatter, "{count} questions; keep to {QUESTIONS_MAX}")
            }
            Fault::ManyMinutes { minutes } => {
                write!(formatter, "{minutes} minutes; keep to {MINUTES_MAX}")
            }
            Fault::UnguardedLanguage { language } => write!(
                formatter,
                "there are no rules for forbidden questions in {language}; have someone read it who \
                 knows the language and the law",
            ),
        }
    }
}

/// What is wrong with a plan, in the order of its questions, the plan as a whole last. Without an
/// error it may be used; warnings are the operator's to judge.
pub fn validate(plan: &Plan) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut ids = BTreeSet::new();
    for question in &plan.questions {
        let mut faults = of_question(plan, question);
        if !ids.insert(&question.id) {
            faults.push(Fault::IdTwice);
        }
        let id = Some(question.id.clone()).filter(|id| !id.trim().is_empty());
        problems.extend(faults.into_iter().map(|fault| problem(id.clone(), fault)));
    }
    problems.extend(of_plan(plan).into_iter().map(|fault| problem(None, fault)));
    problems
}

/// What the guard finds in a question and its follow-ups, lifted or not: all of it, for what is lifted
/// must not hide what else is asked about the same. `wording` is the language of the questions.
pub fn findings(question: &Question, wording: &str) -> Vec<Finding> {
    let probes = question.probes.iter().map(|probe| &probe.text);
    let texts = [&question.text].into_iter().chain(probes);
    texts.flat_map(|text| guard::check_whole(text, Some(wording))).collect()
}

/// Those of the findings that nobody took the responsibility for.
pub fn forbidden(question: &Question, wording: &str) -> Vec<Finding> {
    let lifts = question.guard_override.as_ref();
    let mut found = findings(question, wording);
    found.retain(|finding| !lifts.is_some_and(|lifts| lifts.lifts(finding)));
    found
}

fn problem(question: Option<String>, fault: Fault) -> Problem {
    Problem { severity: fault.severity(), question, fault }
}

fn is_empty(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

fn of_question(plan: &Plan, question: &Question) -> Vec<Fault> {
    let mut faults = Vec::new();
    if question.id.trim().is_empty() {
        faults.push(Fault::NoId);
    }
    if is_empty(&question.text) {
        faults.push(Fault::NoText);
    }
    let words = count(&question.text);
    if words > WORDS_MAX {
        faults.push(Fault::Long { words });
    }
    let found = forbidden(question, &plan.wording).into_iter();
    faults.extend(found.map(|finding| Fault::Forbidden { finding }));
    if question.probes.iter().any(|probe| is_empty(&probe.text) || is_empty(&probe.when)) {
        faults.push(Fault::EmptyProbe);
    }
    if question.probes.len() > PROBES_MAX {
        faults.push(Fault::Probes { count: question.probes.len() });
    }
    let rated = matches!(question.kind, QuestionKind::PastBehaviour | QuestionKind::Situational);
    if rated != question.rubric.is_some() {
        faults.push(Fault::Rubric);
    }
    if let Some(rubric) = &question.rubric {
        let mut levels: Vec<u8> = rubric.anchors.iter().map(|anchor| anchor.level).collect();
        levels.sort_unstable();
        if levels != LEVELS || rubric.anchors.iter().any(|anchor| is_empty(&anchor.text)) {
            faults.push(Fault::Anchors);
        }
    }
    let listed = |key: &String| plan.competencies.iter().any(|competency| competency.key == *key);
    if (rated && question.competency.is_none())
        || question.competency.as_ref().is_some_and(|key| !listed(key))
    {
        faults.push(Fault::UnknownCompetency);
    }
    faults
}

fn of_plan(plan: &Plan) -> Vec<Fault> {
    let mut faults = Vec::new();
    if plan.scored().next().is_none() {
        faults.push(Fault::NothingScored);
    }
    let mut keys = BTreeSet::new();
    for competency in &plan.competencies {
        if !keys.insert(&competency.key) {
            faults.push(Fault::CompetencyTwice { key: competency.key.clone() });
        }
        let measures = |question: &Question| question.competency.as_ref() == Some(&competency.key);
        if !plan.questions.iter().any(measures) {
            faults.push(Fault::Unmeasured { name: competency.name.clone() });
        }
    }
    if plan.questions.len() > QUESTIONS_MAX {
        faults.push(Fault::ManyQuestions { count: plan.questions.len() });
    }
    let minutes =
        plan.questions.iter().fold(0, |sum: u32, question| sum.saturating_add(question.minutes));
    if minutes > MINUTES_MAX {
        faults.push(Fault::ManyMinutes { minutes });
    }
    if !guard::knows_language(&plan.wording) {
        faults.push(Fault::UnguardedLanguage { language: plan.wording.clone() });
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::super::tests::plan;
    use super::*;
    use crate::guard::{Override, Topic};

    fn seen(plan: &Plan) -> Vec<String> {
        validate(plan).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_plan_by_the_rules_has_no_fault() {
        assert_eq!(seen(&plan()), [""; 0]);
    }

    type Edit = fn(&mut Question);

    #[test]
    fn every_error_names_the_question_and_what_to_do() {
        let edits: [(Edit, Severity, &str); 9] = [
            (|it| it.text = " … ".to_owned(), Severity::Error, "write one"),
            (|it| it.text = "why ".repeat(31), Severity::Warning, "31 words; cut it to 30"),
            (
                |it| it.text = "How old are you?".to_owned(),
                Severity::Error,
                "“How old are you” asks",
            ),
            (|it| it.probes[0].text = "Any kids?".to_owned(), Severity::Error, "“Any kids” asks"),
            (|it| it.probes[0].when.clear(), Severity::Error, "complete or remove"),
            (|it| it.probes.extend_from_within(..), Severity::Warning, "4 follow-ups; only 2"),
            (|it| it.rubric = None, Severity::Error, "all others need one"),
            (|it| it.rubric.as_mut().unwrap().anchors[1].level = 2, Severity::Error, "1, 3 and 5"),
            (|it| it.competency = Some("magic".to_owned()), Severity::Error, "choose another"),
        ];
        for (edit, severity, said) in edits {
            let mut plan = plan();
            edit(&mut plan.questions[1]);
            let problem = validate(&plan).remove(0);
            assert_eq!(problem.severity, severity, "{problem}");
            assert_eq!(problem.question.as_ref(), Some(&plan.questions[1].id), "{problem}");
            let text = problem.to_string();
            assert!(text.starts_with(&format!("question {}: ", plan.questions[1].id)), "{text}");
            assert!(text.contains(said), "{text}");
        }
    }

    #[test]
    fn ids_are_there_and_unique() {
        let mut plan = plan();
        plan.questions[2].id = plan.questions[1].id.clone();
        assert!(seen(&plan)[0].contains("another has the same id"));
        plan.questions[2].id.clear();
        assert_eq!(seen(&plan), ["a question has no id; give it one"]);
    }

    #[test]
    fn length_and_language_are_warned_of() {
        let mut plan = plan();
        plan.questions[1].minutes = 60;
        plan.wording = "eo".to_owned();
        let seen = seen(&plan).join("\n");
        assert!(seen.contains("minutes; keep to 30"), "{seen}");
        assert!(seen.contains("no rules for forbidden questions in eo"), "{seen}");
        assert!(validate(&plan).iter().all(|it| it.severity == Severity::Warning));
    }

    #[test]
    fn too_many_questions_and_competencies_out_of_step_are_noticed() {
        let mut plan = plan();
        let many = plan.questions.clone();
        for (number, question) in many.into_iter().enumerate() {
            plan.questions.push(Question { id: format!("more-{number}"), ..question });
        }
        plan.competencies.push(plan.competencies[0].clone());
        plan.competencies.push(crate::plan::Competency {
            key: "juggling".to_owned(),
            name: "Juggling".to_owned(),
            ..plan.competencies[0].clone()
        });
        let seen = seen(&plan).join("\n");
        for said in ["questions; keep to 10", "listed twice", "no question measures Juggling"] {
            assert!(seen.contains(said), "{seen}");
        }
        plan.questions.clear();
        assert!(validate(&plan).iter().any(|it| it.fault == Fault::NothingScored));
    }

    #[test]
    fn an_override_lifts_what_it_was_given_for_and_is_kept() {
        let mut plan = plan();
        plan.questions[1].text = "Do you have a criminal record?".to_owned();
        let problems = validate(&plan);
        let Fault::Forbidden { finding } = &problems[0].fault else { panic!("{problems:?}") };
        assert_eq!(finding.topic, Topic::CriminalRecord);
        let lifts = Override::new("Work with minors, by law", "ana", std::slice::from_ref(finding));
        plan.questions[1].guard_override = Some(lifts.unwrap());
        assert_eq!(validate(&plan), []);
        assert_eq!(findings(&plan.questions[1], "en").len(), 1, "it is found all the same");
        assert_eq!(forbidden(&plan.questions[1], "en"), []);
        plan.questions[1].text = "Have you ever been arrested?".to_owned();
        assert_eq!(validate(&plan).len(), 1);
        plan.questions[1].text =
            "Do you have a criminal record? Have you ever been arrested?".to_owned();
        let asked = forbidden(&plan.questions[1], "en");
        assert_eq!(asked.len(), 1, "what is lifted hides nothing: {asked:?}");
        assert!(asked[0].words.contains("arrested"), "{asked:?}");
        let json = serde_json::to_string(&plan).unwrap();
        let kept: Plan = serde_json::from_str(&json).unwrap();
        assert_eq!(kept.questions[1].guard_override.as_ref().unwrap().by(), "ana");
    }
}
