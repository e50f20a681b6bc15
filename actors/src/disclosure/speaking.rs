//! What a candidate is told of speaking their answers, where speech is turned into text by an endpoint
//! of the company's choice; and what somebody who agreed to a version was told.
//!
//! The version ends in what was told, so that nothing is sent elsewhere, or kept, of those who were told
//! otherwise: `2026-11-en-spoken@speech.example`.

use entities::Language;
use minijinja::context;
use serde::Deserialize;

use super::render;

/// What follows a version, before the host.
const SPOKEN: &str = "-spoken@";
/// The same, where recordings are kept.
const RECORDED: &str = "-recorded@";

/// How speech becomes text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaking {
    /// The host that speech is sent to.
    pub host: String,
    /// Whether the company keeps the recordings.
    pub kept: bool,
}

impl Speaking {
    /// What those were told who agreed to this version, if anything.
    pub(super) fn told(version: &str) -> Option<Self> {
        let after = |mark, kept| {
            let (_, host) = version.rsplit_once(mark)?;
            Some(Self { host: host.to_owned(), kept })
        };
        after(RECORDED, true).or_else(|| after(SPOKEN, false))
    }

    /// What a version ends in, before the host.
    pub(super) fn mark(&self) -> &'static str {
        if self.kept { RECORDED } else { SPOKEN }
    }

    /// What is said of it.
    pub(super) fn paragraphs(&self, language: Language, company: &str) -> [String; 2] {
        #[expect(
            clippy::expect_used,
            reason = "compiled in, and a test reads each language's file"
        )]
        let wording: Wording = serde_json::from_str(file(language)).expect("it is a wording");
        let kept = if self.kept { &wording.kept } else { &wording.not_kept };
        [&wording.spoken, kept].map(|text| render(text, context! { company, host => self.host }))
    }
}

#[derive(Deserialize)]
struct Wording {
    spoken: String,
    kept: String,
    not_kept: String,
}

fn file(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("speaking/en.json"),
        Language::Spanish => include_str!("speaking/es.json"),
        Language::French => include_str!("speaking/fr.json"),
        Language::German => include_str!("speaking/de.json"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{
        super::{Addenda, Disclosure, tests::facts},
        *,
    };

    #[test]
    fn every_language_names_the_host_and_tells_whether_it_is_kept() {
        let mut hashes = BTreeSet::new();
        for language in Language::ALL {
            let told = |kept| {
                let text = Disclosure::new(language, &facts("Alex", "default"));
                let how = Speaking { host: "speech.example".to_owned(), kept };
                let addenda = Addenda { speaking: Some(how), ..Addenda::default() };
                (text.version.clone(), text.with(language, "Bright & <Water>", &addenda))
            };
            let ((before, spoken), (_, recorded)) = (told(false), told(true));
            assert_eq!(spoken.version, format!("{before}-spoken@speech.example"));
            assert_eq!(recorded.version, format!("{before}-recorded@speech.example"));
            for text in [&spoken, &recorded] {
                let [.., how, kept] = text.paragraphs.as_slice() else { panic!("{text:?}") };
                assert!(how.contains("speech.example"), "{how}");
                assert!(kept.contains("Bright & <Water>"), "{kept}");
                hashes.insert(text.hash());
            }
            assert_eq!(Speaking::told(&before), None);
            for (version, kept) in [(&spoken.version, false), (&recorded.version, true)] {
                let how = Speaking { host: "speech.example".to_owned(), kept };
                assert_eq!(Speaking::told(version), Some(how));
            }
        }
        assert_eq!(hashes.len(), 2 * Language::ALL.len());
    }
}
