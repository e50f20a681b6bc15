//! A template: questions that a tenant asks for many postings.

use serde::{Deserialize, Serialize};

use super::settle;
use crate::bank::BANK;
use crate::plan::{Competency, Plan, Question};
use crate::posting::Posting;
use crate::provenance::{Provenance, ProvenanceKind};

/// Questions and competencies that are not those of one posting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// What operators call it.
    pub name: String,
    /// Language of the questions, as an ISO 639-1 code.
    pub wording: String,
    /// What is rated, most important first; their reasons come from a posting.
    pub competencies: Vec<Competency>,
    /// What is asked, in order.
    pub questions: Vec<Question>,
}

impl Template {
    /// A template of a plan's questions, without what only its posting gave.
    pub fn of(plan: &Plan, name: &str) -> Self {
        let without =
            |competency: &Competency| Competency { because: String::new(), ..competency.clone() };
        Self {
            name: name.to_owned(),
            wording: plan.wording.clone(),
            competencies: plan.competencies.iter().map(without).collect(),
            questions: plan
                .questions
                .iter()
                .map(|question| Question { because: None, ..question.clone() })
                .collect(),
        }
    }

    /// The same, brought in by `operator`, who answers for what it overrides, whatever a file says.
    #[must_use]
    pub fn on(mut self, operator: &str) -> Self {
        for question in &mut self.questions {
            question.guard_override = question.guard_override.take().map(|it| it.on(operator));
        }
        self
    }

    /// The plan that asks these questions for `posting`. What the posting states, and its reasons for
    /// a competency where it has some, are read from it.
    pub fn plan(&self, posting: &Posting) -> Plan {
        let read = crate::plan(posting);
        let nothing = &BANK.language_or_english(&self.wording).phrases.because_nothing;
        let reason = |key: &str| {
            let own = read.competencies.iter().find(|competency| competency.key == key);
            let title = Some(&read.title).filter(|title| !title.is_empty());
            own.map(|competency| &competency.because).or(title).unwrap_or(nothing).clone()
        };
        settle(Plan {
            wording: self.wording.clone(),
            provenance: Provenance {
                kind: ProvenanceKind::Operator,
                name: self.name.clone(),
                version: String::new(),
            },
            competencies: self
                .competencies
                .iter()
                .map(|it| Competency { because: reason(&it.key), ..it.clone() })
                .collect(),
            questions: self.questions.clone(),
            ..read
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{plan, posting};
    use super::super::validate;
    use super::*;

    #[test]
    fn a_template_asks_the_same_for_any_posting_with_its_reasons() {
        let template = Template::of(&plan(), "Shops");
        assert!(template.questions.iter().all(|question| question.because.is_none()));
        let other = posting(&["Advise customers on paint", "Count the cash every evening"]);
        let made = template.plan(&other);
        assert_eq!(made.questions, template.questions);
        assert_eq!(validate(&made), []);
        assert_eq!(made.hash, made.content_hash());
        assert_eq!(made.provenance.to_string(), "Shops");
        assert!(made.competencies.iter().all(|competency| !competency.because.is_empty()));
        let nothing = template.plan(&Posting::default());
        assert!(nothing.competencies.iter().all(|competency| !competency.because.is_empty()));
    }
}
