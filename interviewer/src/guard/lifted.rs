//! A finding lifted: someone who knows the law of the place takes the responsibility.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Finding, Topic};

/// Lifts the guard's findings on one question, for a reason. Kept on the question for good.
///
/// Holds for the words it was given for: when an edit brings in others, they are found again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Unproven")]
pub struct Override {
    reason: String,
    by: String,
    lifts: Vec<Lifted>,
}

/// What is lifted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lifted {
    topic: Topic,
    words: String,
}

/// As it comes from a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unproven {
    reason: String,
    by: String,
    lifts: Vec<Lifted>,
}

/// An override without a reason, without a name, or of nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoReason {
    /// The reason is empty.
    Reason,
    /// Nobody takes the responsibility.
    By,
    /// There is nothing to lift.
    Nothing,
}

impl fmt::Display for NoReason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Reason => "an override needs a reason in words",
            Self::By => "an override needs the name of who takes the responsibility",
            Self::Nothing => "an override needs a finding that it lifts",
        })
    }
}

impl std::error::Error for NoReason {}

impl Override {
    /// Lifts `findings` for `reason`, on the responsibility of `by`. Refused without any of them.
    pub fn new(reason: &str, by: &str, findings: &[Finding]) -> Result<Self, NoReason> {
        let lifts = findings
            .iter()
            .map(|finding| Lifted { topic: finding.topic, words: finding.words.clone() })
            .collect();
        Unproven { reason: reason.to_owned(), by: by.to_owned(), lifts }.try_into()
    }

    /// The same on the responsibility of somebody else, whose name is not empty.
    #[must_use]
    pub(crate) fn on(self, by: &str) -> Self {
        Self { by: by.to_owned(), ..self }
    }

    /// Why it may be asked here; never empty.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// Who takes the responsibility, as the caller names people; never empty.
    pub fn by(&self) -> &str {
        &self.by
    }

    /// The topics that it lifts; never empty.
    pub fn topics(&self) -> impl Iterator<Item = Topic> {
        self.lifts.iter().map(|lifted| lifted.topic)
    }

    /// Whether it lifts this finding: the same words about the same topic.
    pub fn lifts(&self, finding: &Finding) -> bool {
        self.lifts
            .iter()
            .any(|lifted| lifted.topic == finding.topic && lifted.words == finding.words)
    }
}

impl TryFrom<Unproven> for Override {
    type Error = NoReason;

    fn try_from(given: Unproven) -> Result<Self, NoReason> {
        let says_nothing = |text: &str| !text.chars().any(char::is_alphanumeric);
        if says_nothing(&given.reason) {
            return Err(NoReason::Reason);
        }
        if says_nothing(&given.by) {
            return Err(NoReason::By);
        }
        if given.lifts.is_empty() {
            return Err(NoReason::Nothing);
        }
        let Unproven { reason, by, lifts } = given;
        Ok(Self { reason: reason.trim().to_owned(), by: by.trim().to_owned(), lifts })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(words: &str) -> Finding {
        Finding {
            topic: Topic::CriminalRecord,
            words: words.to_owned(),
            ask_instead: String::new(),
        }
    }

    #[test]
    fn an_override_has_a_reason_and_a_name_and_lifts_only_what_it_was_given_for() {
        let asked = [finding("criminal record")];
        let lifted = Override::new(" Work with minors, § 72a. ", "ana", &asked).unwrap();
        assert_eq!(lifted.reason(), "Work with minors, § 72a.");
        assert!(lifted.lifts(&asked[0]));
        assert!(!lifted.lifts(&finding("been arrested")));
        assert_eq!(lifted.topics().collect::<Vec<_>>(), [Topic::CriminalRecord]);
        for (reason, by, findings, refused) in [
            (" \u{200b}…", "ana", &asked[..], NoReason::Reason),
            ("law", " ", &asked[..], NoReason::By),
            ("law", "ana", &[], NoReason::Nothing),
        ] {
            assert_eq!(Override::new(reason, by, findings), Err(refused));
        }
    }

    #[test]
    fn no_file_brings_in_an_override_without_a_reason() {
        let json = serde_json::to_string(&Override::new("law", "ana", &[finding("x")]).unwrap());
        let json = json.unwrap();
        assert!(serde_json::from_str::<Override>(&json).is_ok());
        assert!(serde_json::from_str::<Override>(&json.replace("law", " ")).is_err());
    }
}
