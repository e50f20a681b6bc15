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

/// What is told besides, where a company makes use of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addenda {
    /// That the page counts pastes and the like.
    pub signals: bool,
    /// The limit for an answer, in minutes.
    pub limit_minutes: Option<u8>,
    /// How speech becomes text.
    pub speaking: Option<Speaking>,
}

/// In the version of a text that tells of what the page counts.
const SIGNALS: &str = "-signals";
/// The same of one that tells of a limit for answers, before its minutes.
const TIMED: &str = "-timed";

impl Addenda {
    /// What those were told who agreed to this version.
    pub fn told(version: &str) -> Self {
        // What follows is a host's name for itself, and may look like anything.
        let ours = version.split_once('@').map_or(version, |(ours, _)| ours);
        let minutes = || ours.rsplit_once(TIMED)?.1.split('-').next()?.parse().ok();
        Self {
            signals: ours.contains(SIGNALS),
            limit_minutes: minutes(),
            speaking: Speaking::told(version),
        }
    }
}

fn file(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("disclosure/en.json"),
        Language::Spanish => include_str!("disclosure/es.json"),
        Language::French => include_str!("disclosure/fr.json"),
        Language::German => include_str!("disclosure/de.json"),
    }
}

#[expect(clippy::expect_used, reason = "compiled in, and a test reads each language's file")]
fn wording(language: Language) -> Wording {
    serde_json::from_str(file(language)).expect("it is a wording")
}

#[expect(clippy::expect_used, reason = "compiled in, and a test fills each language's places")]
fn render(text: &str, values: minijinja::Value) -> String {
    Environment::new().render_str(text, values).expect("it is a template")
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
        render(
            text,
            context! {
                company => self.company,
                interviewer => self.interviewer,
                posting => self.posting,
                competencies => self.competencies.join(", "),
                keep_days => self.jurisdiction.keep_days(self.retention_days),
            },
        )
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
        let wording = wording(language);
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

    /// The same disclosure, which also tells of these; the version ends in what was told.
    ///
    /// # Panics
    ///
    /// Never: the files are compiled in, and a test reads each.
    #[must_use]
    pub fn with(mut self, language: Language, company: &str, addenda: &Addenda) -> Self {
        let wording = wording(language);
        if addenda.signals {
            self.paragraphs.push(render(&wording.signals, context! { company }));
            self.version.push_str(SIGNALS);
        }
        if let Some(minutes) = addenda.limit_minutes {
            self.paragraphs.push(render(&wording.timed, context! { company, minutes }));
            self.version = format!("{}{TIMED}{minutes}", self.version);
        }
        if let Some(how) = &addenda.speaking {
            self.paragraphs.extend(how.paragraphs(language, company));
            self.version.push_str(how.mark());
            self.version.push_str(&how.host);
        }
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
            let addenda = Addenda { signals: true, ..Addenda::default() };
            let with = without.clone().with(language, "Brightwater", &addenda);
            assert_eq!(with.paragraphs.len(), without.paragraphs.len() + 1);
            assert!(with.paragraphs.last().unwrap().contains("Brightwater"));
            assert_eq!(Addenda::told(&with.version), addenda);
            assert_eq!(Addenda::told(&without.version), Addenda::default());
            assert_ne!(with.hash(), without.hash());
        }
    }

    #[test]
    fn a_limit_is_told_in_minutes_and_is_read_from_the_version_whatever_else_it_tells() {
        for language in Language::ALL {
            let without = Disclosure::new(language, &facts("Alex", "default"));
            let with =
                |addenda: &Addenda| without.clone().with(language, "Bright & <Water>", addenda);
            let timed = |minutes| Addenda { limit_minutes: Some(minutes), ..Addenda::default() };
            let (one, five) = (with(&timed(1)), with(&timed(5)));
            assert_eq!(five.version, format!("{}-timed5", without.version));
            assert_eq!(five.paragraphs.len(), without.paragraphs.len() + 1);
            let said = five.paragraphs.last().unwrap();
            assert!(said.contains('5') && said.contains("Bright & <Water>"), "{said}");
            assert!(!one.paragraphs.last().unwrap().contains('1'), "one is a word");
            assert_ne!(one.hash(), five.hash());
            assert_eq!(Addenda::told(&one.version), timed(1));

            let host = "speech-signals-timed9.example".to_owned();
            let speaking = Some(Speaking { host, kept: false });
            let all = Addenda { signals: true, limit_minutes: Some(60), speaking };
            let version = with(&all).version;
            assert!(version.ends_with("-signals-timed60-spoken@speech-signals-timed9.example"));
            assert_eq!(Addenda::told(&version), all);
            let spoken = Addenda { signals: false, limit_minutes: None, ..all };
            assert_eq!(Addenda::told(&with(&spoken).version), spoken);
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
