//! A plan's questions in the other languages, as far as the rules or the bank worded them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Plan, Question, bank, languages, plan_in};
use crate::posting::Posting;

/// A plan's questions in other languages than its own: by ISO 639-1 code, then by the question's id.
pub type Renditions = BTreeMap<String, BTreeMap<String, Rendition>>;

/// A question in another language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rendition {
    /// The question; `None`: it is not known in that language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Its follow-ups, in the plan's order; `None`: it is not known in that language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub probes: Vec<Option<String>>,
}

/// What is said in one language, and how it is said in another.
type Dictionary = BTreeMap<String, String>;

/// The questions of `plan` in the other languages: of each text that the rules write about `posting`,
/// or that is in the bank, or that was in the version `before` with its renditions. Texts of a model
/// or of an operator are in the plan's own language only. The guard has let each through, since the
/// rules ask nothing else.
pub fn renditions(
    plan: &Plan,
    posting: &Posting,
    before: Option<(&Plan, &Renditions)>,
) -> Renditions {
    let own = plan_in(posting, &plan.wording);
    let mut all = Renditions::new();
    for language in languages().filter(|language| *language != plan.wording) {
        let mut known = Dictionary::new();
        let banks = bank(&plan.wording).into_iter().zip(bank(language));
        for ((_, here), (_, there)) in banks {
            for (here, there) in here.iter().zip(&there) {
                learn(&mut known, here, there);
            }
        }
        if let Some((earlier, in_others)) = before
            && earlier.wording == plan.wording
            && let Some(in_this) = in_others.get(language)
        {
            for question in &earlier.questions {
                let Some(rendition) = in_this.get(&question.id) else { continue };
                recall(&mut known, question, rendition);
            }
        }
        // Whatever was said the same way before, this posting's own wording is the nearest.
        for there in plan_in(posting, language).questions {
            let here = own.questions.iter().find(|here| here.id == there.id);
            if let Some(here) = here {
                learn(&mut known, here, &there);
            }
        }
        let rendered = plan.questions.iter().filter_map(|question| {
            let probes = question.probes.iter().map(|probe| known.get(&probe.text).cloned());
            let rendition =
                Rendition { text: known.get(&question.text).cloned(), probes: probes.collect() };
            let any = rendition.text.is_some() || rendition.probes.iter().any(Option::is_some);
            any.then(|| (question.id.clone(), rendition))
        });
        let rendered: BTreeMap<String, Rendition> = rendered.collect();
        if !rendered.is_empty() {
            all.insert(language.to_owned(), rendered);
        }
    }
    all
}

fn learn(known: &mut Dictionary, here: &Question, there: &Question) {
    known.insert(here.text.clone(), there.text.clone());
    for (here, there) in here.probes.iter().zip(&there.probes) {
        known.insert(here.text.clone(), there.text.clone());
    }
}

fn recall(known: &mut Dictionary, question: &Question, rendition: &Rendition) {
    if let Some(text) = &rendition.text {
        known.insert(question.text.clone(), text.clone());
    }
    for (probe, text) in question.probes.iter().zip(&rendition.probes) {
        if let Some(text) = text {
            known.insert(probe.text.clone(), text.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Probe, plan};

    fn posting() -> Posting {
        Posting {
            title: "Backend Engineer".to_owned(),
            description_html: "<p>We run a marketplace.</p><ul>\
                <li>Design and operate the payment services</li>\
                <li>Explain technical risks to people who are not engineers</li>\
                <li>Investigate incidents and prevent that they come back</li>\
                <li>Mentor junior engineers of the team</li></ul>"
                .to_owned(),
            ..Posting::default()
        }
    }

    #[test]
    fn what_the_rules_word_is_known_in_every_language() {
        let (posting, plan) = (posting(), plan(&posting()));
        let all = renditions(&plan, &posting, None);
        assert_eq!(all.keys().collect::<Vec<_>>(), ["de", "es", "fr"]);
        for (language, questions) in &all {
            for question in &plan.questions {
                let rendition = &questions[&question.id];
                let text = rendition.text.as_ref().unwrap();
                assert_ne!(text, &question.text, "{language}");
                assert_eq!(rendition.probes.len(), question.probes.len());
                assert!(rendition.probes.iter().all(Option::is_some), "{language} {text}");
                assert!(crate::guard::check(text, None).is_empty(), "{text}");
            }
            assert_eq!(plan_in(&posting, language).questions[1].text, {
                let second = &plan.questions[1].id;
                questions[second].text.clone().unwrap()
            });
        }
    }

    #[test]
    fn what_an_operator_wrote_is_in_no_other_language_and_the_rest_is() {
        let (posting, mut plan) = (posting(), plan(&posting()));
        plan.questions[1].text = "What did you build last, and for whom?".to_owned();
        plan.questions[2].probes.push(Probe {
            when: "no number is given".to_owned(),
            text: "How many of them were there?".to_owned(),
        });
        let all = renditions(&plan, &posting, None);
        let [first, second] = [1, 2].map(|place| &all["fr"][&plan.questions[place].id]);
        assert_eq!(first.text, None);
        assert!(first.probes.iter().all(Option::is_some));
        assert!(second.text.is_some());
        assert_eq!(second.probes.last(), Some(&None));
    }

    #[test]
    fn a_question_of_the_bank_and_one_of_the_version_before_keep_theirs() {
        let (posting, mut plan) = (posting(), plan(&posting()));
        let before = renditions(&plan, &posting, None);
        let earlier = plan.clone();
        let (_, [taken, _]) = bank("en").into_iter().next().unwrap();
        let (_, [expected, _]) = bank("de").into_iter().next().unwrap();
        plan.questions.push(Question { id: "taken".to_owned(), ..taken });
        let other = Posting { title: "Gardener".to_owned(), ..Posting::default() };
        let all = renditions(&plan, &other, Some((&earlier, &before)));
        assert_eq!(all["de"]["taken"].text.as_ref(), Some(&expected.text));
        for question in &earlier.questions {
            assert_eq!(all["es"][&question.id], before["es"][&question.id]);
        }
    }
}
