//! What a candidate is told before anything is kept, in each language, with the version they agreed
//! to.

mod speaking;

use entities::Language;
use minijinja::{Environment, context};
use serde::Deserialize;
use sha2::{Digest, Sha256};

pub use speaking::Speaking;

use crate::jurisdictions::Jurisdiction;

/// Grows when the wording changes; kept with each consent, together with the language.
pub const VERSION: &str = "2026-11";

/// The disclosure as one candidate reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclosure {
    /// Which wording this is, in which language, and by whose rules: `2026-11-fr nyc-2026-11`.
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
    /// Said where the company sets a limit for answers.
    timed: String,
    consent: String,
}

/// In the version of a text that tells of what the page counts.
const SIGNALS: &str = "-signals";
/// The same of one that tells of a limit for answers, before its minutes.
const TIMED: &str = "-timed";

/// Whether who agreed to this version was told that the page counts pastes and the like.
pub fn tells_of_signals(version: &str) -> bool {
    version.contains(SIGNALS)
}

/// The limit for an answer, in minutes, of which those were told who agreed to this version, if of any.
pub fn minutes_told(version: &str) -> Option<u8> {
    // What follows is the host's name for itself.
    let ours = version.split('@').next()?;
    let (_, after) = ours.rsplit_once(TIMED)?;
    after.split('-').next()?.parse().ok()
}

fn file(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("disclosure/en.json"),
        Language::Spanish => include_str!("disclosure/es.json"),
        Language::French => include_str!("disclosure/fr.json"),
        Language::German => include_str!("disclosure/de.json"),
    }
}

/// Who asks for whom about what, and by whose rules.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// The company's name.
    pub company: &'a str,
    /// The interviewer's name.
    pub interviewer: &'a str,
    /// The posting's title.
    pub posting: &'a str,
    /// What the answers are looked through for.
    pub competencies: Vec<&'a str>,
    /// After how many days the company has what is kept erased; `None`: never by itself.
    pub retention_days: Option<u16>,
    /// Whose rules hold.
    pub jurisdiction: &'static Jurisdiction,
}

impl Facts<'_> {
    /// What the jurisdiction has candidates told besides the disclosure, in order.
    ///
    /// # Panics
    ///
    /// Never: the files are compiled in, and a test reads each.
    pub fn notice(&self, language: Language) -> Vec<String> {
        let texts = self.jurisdiction.texts(language);
        texts.notice.iter().map(|text| self.say(text)).collect()
    }

    fn say(&self, text: &str) -> String {
        let values = context! {
            company => self.company,
            interviewer => self.interviewer,
            posting => self.posting,
            competencies => self.competencies.join(", "),
            keep_days => self.jurisdiction.keep_days(self.retention_days),
        };
        #[expect(
            clippy::expect_used,
            reason = "compiled in, and a test reads each language's file"
        )]
        let said = Environment::new().render_str(text, &values).expect("it is a template");
        said
    }
}

impl Disclosure {
    /// The wording in this language for this company, interviewer and posting, followed by what the
    /// jurisdiction asks for.
    ///
    /// # Panics
    ///
    /// Never: the files are compiled in, and a test reads each.
    pub fn new(language: Language, facts: &Facts<'_>) -> Self {
        #[expect(
            clippy::expect_used,
            reason = "compiled in, and a test reads each language's file"
        )]
        let wording: Wording = serde_json::from_str(file(language)).expect("it is a wording");
        let jurisdiction = facts.jurisdiction;
        let consent = jurisdiction.texts(language).consent.as_ref().unwrap_or(&wording.consent);
        let own = wording.paragraphs.iter().map(|text| facts.say(text));
        Self {
            version: format!(
                "{VERSION}-{} {}-{}",
                language.code(),
                jurisdiction.id,
                jurisdiction.version
            ),
            paragraphs: own.chain(facts.notice(language)).collect(),
            consent: facts.say(consent),
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

    /// The same disclosure, which also tells of a limit for answers, in minutes.
    ///
    /// # Panics
    ///
    /// Never: the files are compiled in, and a test reads each.
    #[must_use]
    pub fn with_limit(mut self, language: Language, company: &str, minutes: u8) -> Self {
        let values = context! { company, minutes };
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
            Environment::new().render_str(&wording.timed, &values).expect("it is a template");
        self.paragraphs.push(said);
        self.version = format!("{}{TIMED}{minutes}", self.version);
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
    use crate::jurisdictions;

    pub(super) fn facts<'a>(interviewer: &'a str, id: &str) -> Facts<'a> {
        Facts {
            company: "Bright & <Water>",
            interviewer,
            posting: "C++",
            competencies: vec!["Care", "Rust"],
            retention_days: None,
            jurisdiction: jurisdictions::find(id),
        }
    }

    #[test]
    fn another_wording_has_another_hash() {
        let hash =
            |interviewer, id| Disclosure::new(Language::English, &facts(interviewer, id)).hash();
        assert_eq!(hash("Alex", "default"), hash("Alex", "default"));
        assert_ne!(hash("Alex", "default"), hash("Kim", "default"));
        assert_ne!(hash("Alex", "default"), hash("Alex", "nyc"));
    }

    #[test]
    fn what_the_page_counts_is_told_where_it_counts_and_makes_another_version() {
        for language in Language::ALL {
            let without = Disclosure::new(language, &facts("Alex", "default"));
            let with = without.clone().with_signals(language, "Brightwater");
            assert_eq!(with.paragraphs.len(), without.paragraphs.len() + 1);
            assert!(with.paragraphs.last().unwrap().contains("Brightwater"));
            assert!(tells_of_signals(&with.version) && !tells_of_signals(&without.version));
            assert_ne!(with.hash(), without.hash());
        }
    }

    #[test]
    fn a_limit_is_told_in_minutes_and_is_read_from_the_version_whatever_else_it_tells() {
        for language in Language::ALL {
            let without = Disclosure::new(language, &facts("Alex", "default"));
            let told = |minutes| without.clone().with_limit(language, "Bright & <Water>", minutes);
            let (one, five) = (told(1), told(5));
            assert_eq!(five.version, format!("{}-timed5", without.version));
            assert_eq!(five.paragraphs.len(), without.paragraphs.len() + 1);
            let said = five.paragraphs.last().unwrap();
            assert!(said.contains('5') && said.contains("Bright & <Water>"), "{said}");
            assert!(!one.paragraphs.last().unwrap().contains('1'), "one is a word");
            assert_ne!(one.hash(), five.hash());
            assert_eq!(minutes_told(&without.version), None);
            assert_eq!(
                (minutes_told(&one.version), minutes_told(&five.version)),
                (Some(1), Some(5))
            );

            let host = "speech-timed9.example".to_owned();
            let how = Speaking { host, kept: false };
            let spoken = |text: &Disclosure| {
                text.clone().with_speaking(language, "Bright & <Water>", &how).version
            };
            let all = without.clone().with_signals(language, "Bright & <Water>");
            let all = spoken(&all.with_limit(language, "Bright & <Water>", 60));
            assert!(all.ends_with("-signals-timed60-spoken@speech-timed9.example"), "{all}");
            assert_eq!((minutes_told(&all), Speaking::told(&all)), (Some(60), Some(how.clone())));
            assert_eq!(minutes_told(&spoken(&without)), None);
        }
    }

    #[test]
    fn every_language_says_the_same_of_whom_for_whom_and_about_what() {
        let all = Language::ALL.map(|language| {
            let text = Disclosure::new(language, &facts("Alex {{ posting }}", "nyc"));
            let places = |part: &String| {
                let all = ["Bright & <Water>", "Alex {{ posting }}", "C++", "Care, Rust"];
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
        assert_eq!(all[2].0, "2026-11-fr nyc-2026-11");
    }

    #[test]
    fn a_jurisdiction_adds_paragraphs_and_may_have_its_own_consent() {
        let read = |id| Disclosure::new(Language::English, &facts("Alex", id));
        let (plain, illinois) = (read("default"), read("illinois"));
        assert_eq!(illinois.paragraphs[..plain.paragraphs.len()], plain.paragraphs);
        assert_eq!(illinois.paragraphs.len(), plain.paragraphs.len() + 2);
        assert!(illinois.consent.contains("I consent that Alex, an artificial intelligence"));
        assert_eq!(read("eu").consent, plain.consent);
        assert!(read("eu").paragraphs.iter().any(|part| part.contains("180 days")));
    }
}
