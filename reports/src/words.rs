//! The words of reports in each language: one file a language in `words/`, with places in braces.
//!
//! Knows: languages, how they write days. Does not know: what a report says.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{DateTime, Locale, Utc};
use serde::Serialize;

/// What a report is written in; what people said stays as they said it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Spanish.
    Spanish,
    /// French.
    French,
    /// German.
    German,
}

impl Language {
    /// All of them, English first.
    pub const ALL: [Self; 4] = [Self::English, Self::Spanish, Self::French, Self::German];

    /// Its ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
            Self::French => "fr",
            Self::German => "de",
        }
    }

    /// A day as it is written in this language.
    pub(crate) fn day(self, at: DateTime<Utc>) -> String {
        let format = match self {
            Self::English | Self::French => "%-d %B %Y",
            Self::Spanish => "%-d de %B de %Y",
            Self::German => "%-d. %B %Y",
        };
        at.format_localized(format, self.locale()).to_string()
    }

    /// A minute as it is written in this language.
    pub(crate) fn minute(self, at: DateTime<Utc>) -> String {
        let between = if self == Self::French { " à" } else { "," };
        format!("{}{between} {} UTC", self.day(at), at.format("%H:%M"))
    }

    fn locale(self) -> Locale {
        match self {
            Self::English => Locale::en_GB,
            Self::Spanish => Locale::es_ES,
            Self::French => Locale::fr_FR,
            Self::German => Locale::de_DE,
        }
    }

    fn file(self) -> &'static str {
        match self {
            Self::English => include_str!("../words/en.json"),
            Self::Spanish => include_str!("../words/es.json"),
            Self::French => include_str!("../words/fr.json"),
            Self::German => include_str!("../words/de.json"),
        }
    }
}

/// The words of one language.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(crate) struct Words(BTreeMap<&'static str, &'static str>);

static WORDS: LazyLock<[Words; Language::ALL.len()]> =
    LazyLock::new(|| Language::ALL.map(|language| Words(read(language))));

#[expect(clippy::expect_used, reason = "compiled in, and a test reads each language's file")]
fn read(language: Language) -> BTreeMap<&'static str, &'static str> {
    serde_json::from_str(language.file()).expect("it is an object of texts")
}

impl Words {
    /// Those of this language.
    pub(crate) fn of(language: Language) -> &'static Self {
        let [english, spanish, french, german] = &*WORDS;
        match language {
            Language::English => english,
            Language::Spanish => spanish,
            Language::French => french,
            Language::German => german,
        }
    }

    /// What is said there, with these values in its places. A value is put in as it is: what looks
    /// like a place in it stays.
    pub(crate) fn say(&self, entry: &str, values: &[(&str, &str)]) -> String {
        let mut said = String::new();
        let mut rest = self.0.get(entry).copied().unwrap_or_default();
        while let Some((before, place)) = rest.split_once('{') {
            said.push_str(before);
            let Some((name, after)) = place.split_once('}') else { break };
            let value = values.iter().find(|(of, _)| *of == name);
            said.push_str(value.map_or("", |(_, value)| value));
            rest = after;
        }
        said.push_str(rest);
        said
    }
}

/// Reads all files.
pub(crate) fn load() {
    LazyLock::force(&WORDS);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Each entry with the places it has.
    fn entries(language: Language) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
        let each = Words::of(language).0.iter().map(|(entry, text)| {
            assert!(!text.trim().is_empty(), "{language:?} has no words for {entry}");
            let places = text.split('{').skip(1).map(|it| it.split_once('}').unwrap().0);
            (*entry, places.collect())
        });
        each.collect()
    }

    #[test]
    fn every_language_has_every_entry_with_the_same_places() {
        let english = entries(Language::English);
        assert!(english.len() > 50, "{}", english.len());
        for language in Language::ALL {
            assert_eq!(entries(language), english, "{language:?}");
        }
    }

    #[test]
    fn every_entry_is_said_and_nothing_else() {
        let said = concat!(include_str!("../templates/scorecard.typ"), include_str!("sheet.rs"));
        let english = entries(Language::English);
        for entry in english.keys() {
            let by_score = entry.strip_prefix("recommendation.").filter(|it| it.len() == 1);
            let named = said.contains(&format!("\"{entry}\""));
            assert!(named || by_score.is_some(), "{entry} is said nowhere");
        }
        for call in said.split("say(\"").skip(1) {
            let entry = call.split('"').next().unwrap();
            assert!(english.contains_key(entry), "there are no words for {entry}");
        }
    }

    #[test]
    fn no_two_languages_say_the_same() {
        for entry in ["recommendation.4", "advice", "evidence.text"] {
            let all = Language::ALL.map(|language| Words::of(language).say(entry, &[]));
            assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{all:?}");
        }
    }

    #[test]
    fn a_value_with_braces_stays_as_it_is() {
        let words = Words::of(Language::English);
        let said =
            words.say("interviewed.on_by", &[("day", "{interviewer} {"), ("interviewer", "}")]);
        assert_eq!(said, "Interviewed on {interviewer} { by }, an automated interviewer.");
    }

    #[test]
    fn days_are_written_as_the_language_does() {
        let at = "2026-03-01T09:05:00Z".parse().unwrap();
        let told = Language::ALL.map(|language| language.minute(at));
        assert_eq!(
            told,
            [
                "1 March 2026, 09:05 UTC",
                "1 de marzo de 2026, 09:05 UTC",
                "1 mars 2026 à 09:05 UTC",
                "1. März 2026, 09:05 UTC",
            ]
        );
    }
}
