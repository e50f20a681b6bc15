//! What the posting states about pay, place and terms: for candidates who ask, never for scoring.

use crate::bank::Language;
use crate::posting::Posting;

use super::lines::{self, Reading, stated};
use super::markup;
use super::{Fact, FactTopic};

/// At most this many benefits are kept.
const BENEFITS_MAX: usize = 8;

/// The facts of a posting, in a fixed order; what is not in its own words is in `language`.
pub(super) fn state(posting: &Posting, reading: &Reading, language: &Language) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |topic, text: Option<String>| facts.extend(text.map(|text| Fact { topic, text }));
    let pay = &language.phrases.pay;
    add(FactTopic::Salary, posting.salary.as_ref().and_then(|salary| salary.in_words(pay)));
    add(FactTopic::Salary, stated(&without_markup(&posting.salary_text)));
    for (topic, label) in [
        (FactTopic::Location, &posting.location),
        (FactTopic::Workplace, &posting.workplace),
        (FactTopic::Commitment, &posting.commitment),
        (FactTopic::Team, &posting.team),
        (FactTopic::Department, &posting.department),
    ] {
        let said = label.as_deref().and_then(stated).filter(|text| text != "unspecified");
        add(topic, said);
    }
    for line in lines::benefits(reading).take(BENEFITS_MAX) {
        add(FactTopic::Benefits, Some(line.text.clone()));
    }
    facts
}

/// Pay texts come with or without markup.
fn without_markup(text: &str) -> String {
    markup::lines(text, text).into_iter().map(|line| line.text).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::BANK;
    use crate::posting::Salary;

    #[test]
    fn pay_and_place_become_facts_and_nothing_becomes_none() {
        let posting = Posting {
            salary: Some(Salary {
                min: Some(0.0),
                max: Some(0.0),
                currency: "USD".to_owned(),
                interval: "per-year-salary".to_owned(),
            }),
            salary_text: "<p>Plus&nbsp;equity.</p>".to_owned(),
            location: Some(" Cape  Town ".to_owned()),
            workplace: Some("unspecified".to_owned()),
            ..Posting::default()
        };
        assert_eq!(
            state(&posting, &lines::read(&posting), BANK.language_or_english("en")),
            [
                Fact { topic: FactTopic::Salary, text: "Plus equity.".to_owned() },
                Fact { topic: FactTopic::Location, text: "Cape Town".to_owned() },
            ]
        );
    }
}
