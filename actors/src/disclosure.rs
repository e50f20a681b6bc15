//! What a candidate is told before anything is kept, in each language, with the version they agreed
//! to.

use entities::Language;
use minijinja::{Environment, context};
use serde::Deserialize;
use sha2::{Digest, Sha256};

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

/// What a company does besides, which its candidates are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Besides {
    /// The page counts pastes and how often it is left.
    pub signals: bool,
}

/// Ends the version of a text that tells of what the page counts.
const SIGNALS: &str = "-signals";

/// Whether who agreed to this version was told that the page counts pastes and the like.
pub fn tells_of_signals(version: &str) -> bool {
    version.ends_with(SIGNALS)
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
    pub fn new(
        language: Language,
        (company, interviewer, posting): (&str, &str, &str),
        besides: Besides,
    ) -> Self {
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
        let mut version = format!("{VERSION}-{}", language.code());
        let mut paragraphs: Vec<String> = wording.paragraphs.iter().map(said).collect();
        if besides.signals {
            version.push_str(SIGNALS);
            // After what is looked at.
            paragraphs.insert(2, said(&wording.signals));
        }
        Self { version, paragraphs, consent: said(&wording.consent) }
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
            let names = ("Brightwater", interviewer, "Engineer");
            Disclosure::new(Language::English, names, Besides::default()).hash()
        };
        assert_eq!(new("Alex"), new("Alex"));
        assert_ne!(new("Alex"), new("Kim"));
    }

    #[test]
    fn what_the_page_counts_is_told_where_it_counts_and_makes_another_version() {
        for language in Language::ALL {
            let [without, with] = [false, true].map(|signals| {
                Disclosure::new(language, ("Brightwater", "Alex", "C++"), Besides { signals })
            });
            assert_eq!(with.paragraphs.len(), without.paragraphs.len() + 1);
            assert!(with.paragraphs[2].contains("Brightwater"));
            assert_ne!(with.version, without.version);
            assert_ne!(with.hash(), without.hash());
        }
    }

    #[test]
    fn every_language_says_the_same_of_whom_for_whom_and_about_what() {
        let all = Language::ALL.map(|language| {
            let names = ("Bright & <Water>", "Alex {{ posting }}", "C++");
            let text = Disclosure::new(language, names, Besides { signals: true });
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
        assert_eq!(all[2].0, "2026-11-fr-signals");
    }
}
