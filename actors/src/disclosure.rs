//! What a candidate is told before anything is kept, in each language, with the version they agreed
//! to.

mod speaking;

use entities::Language;
use minijinja::{Environment, context};
use serde::Deserialize;
use sha2::{Digest, Sha256};

pub use speaking::Speaking;

/// Grows when the wording changes; kept with each consent, together with the language.
pub const VERSION: &str = "2026-11";

/// The disclosure as one candidate reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclosure {
    /// Which wording this is, in which language: `2026-11-fr`.
    pub version: String,
    /// Paragraphs, in order.
    pub paragraphs: Vec<String>,
    /// What the box says that they tick.
    pub consent: String,
}

/// A language's wording, with places for who asks for whom about what.
#[derive(Deserialize)]
struct Wording {
    paragraphs: Vec<String>,
    /// Said where the page counts pastes and the like.
    signals: String,
    consent: String,
}

/// In the version of a text that tells of what the page counts.
const SIGNALS: &str = "-signals";

/// Whether who agreed to this version was told that the page counts pastes and the like.
pub fn tells_of_signals(version: &str) -> bool {
    version.contains(SIGNALS)
}

fn file(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("disclosure/en.json"),
        Language::Spanish => include_str!("disclosure/es.json"),
        Language::French => include_str!("disclosure/fr.json"),
        Language::German => include_str!("disclosure/de.json"),
    }
}

impl Disclosure {
    /// The wording in this language for this company, interviewer and posting.
    ///
    /// # Panics
    ///
    /// Never: the files are compiled in, and a test reads each.
    pub fn new(language: Language, company: &str, interviewer: &str, posting: &str) -> Self {
        let values = context! { company, interviewer, posting };
        let environment = Environment::new();
        #[expect(
            clippy::expect_used,
            reason = "compiled in, and a test reads each language's file"
        )]
        let said = |text: &String| environment.render_str(text, &values).expect("it is a template");
        #[expect(
            clippy::expect_used,
            reason = "compiled in, and a test reads each language's file"
        )]
        let wording: Wording = serde_json::from_str(file(language)).expect("it is a wording");
        Self {
            version: format!("{VERSION}-{}", language.code()),
            paragraphs: wording.paragraphs.iter().map(said).collect(),
            consent: said(&wording.consent),
        }
    }

    /// The same disclosure, which also tells of what the page counts while an answer is written.
    ///
    /// # Panics
    ///
    /// Never: the files are compiled in, and a test reads each.
    #[must_use]
    pub fn with_signals(mut self, language: Language, company: &str) -> Self {
        let values = context! { company };
        #[expect(
            clippy::expect_used,
            reason = "compiled in, and a test reads each language's file"
        )]
        let wording: Wording = serde_json::from_str(file(language)).expect("it is a wording");
        #[expect(
            clippy::expect_used,
            reason = "compiled in, and a test reads each language's file"
        )]
        let said =
            Environment::new().render_str(&wording.signals, &values).expect("it is a template");
        self.paragraphs.push(said);
        self.version.push_str(SIGNALS);
        self
    }

    /// SHA-256 of the whole text, hexadecimal.
    pub fn hash(&self) -> String {
        let mut digest = Sha256::new();
        for paragraph in &self.paragraphs {
            digest.update(paragraph.as_bytes());
            digest.update(b"\n");
        }
        digest.update(self.consent.as_bytes());
        hex::encode(digest.finalize())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn another_wording_has_another_hash() {
        let new = |interviewer| {
            Disclosure::new(Language::English, "Brightwater", interviewer, "Engineer").hash()
        };
        assert_eq!(new("Alex"), new("Alex"));
        assert_ne!(new("Alex"), new("Kim"));
    }

    #[test]
    fn what_the_page_counts_is_told_where_it_counts_and_makes_another_version() {
        for language in Language::ALL {
            let without = Disclosure::new(language, "Brightwater", "Alex", "C++");
            let with = without.clone().with_signals(language, "Brightwater");
            assert_eq!(with.paragraphs.len(), without.paragraphs.len() + 1);
            assert!(with.paragraphs.last().unwrap().contains("Brightwater"));
            assert!(tells_of_signals(&with.version) && !tells_of_signals(&without.version));
            assert_ne!(with.hash(), without.hash());
        }
    }

    #[test]
    fn every_language_says_the_same_of_whom_for_whom_and_about_what() {
        let all = Language::ALL.map(|language| {
            let text = Disclosure::new(language, "Bright & <Water>", "Alex {{ posting }}", "C++");
            let places = |part: &String| {
                let all = ["Bright & <Water>", "Alex {{ posting }}", "C++"];
                all.map(|value| part.contains(value))
            };
            let parts = text.paragraphs.iter().chain([&text.consent]);
            let filled: Vec<_> = parts.clone().map(places).collect();
            assert!(parts.clone().all(|part| !part.trim().is_empty()), "{language:?}");
            (text.version.clone(), text.hash(), filled)
        });
        assert!(all.iter().all(|(_, _, filled)| filled == &all[0].2), "{all:#?}");
        let distinct: BTreeSet<_> = all.iter().flat_map(|(one, two, _)| [one, two]).collect();
        assert_eq!(distinct.len(), 2 * Language::ALL.len(), "a version and a hash of its own");
        assert_eq!(all[2].0, "2026-11-fr");
    }
}
