//! The words of mails to candidates in each language: one file a language, each entry a template of
//! its own, so that the layouts in `templates/` hold no words.

use chrono::Locale;
use chrono_tz::Tz;
use entities::{Instant, Language};

use crate::zone;

/// The file of a language.
pub(super) fn file(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("words/en.json"),
        Language::Spanish => include_str!("words/es.json"),
        Language::French => include_str!("words/fr.json"),
        Language::German => include_str!("words/de.json"),
    }
}

/// An instant as mails name it: by the clocks of a zone, which is named with it.
pub(super) fn in_words(at: Instant, language: Language, zone: Tz) -> String {
    let (locale, format) = match language {
        Language::English => (Locale::en_GB, "%-d %B %Y, %H:%M"),
        Language::Spanish => (Locale::es_ES, "%-d de %B de %Y, %H:%M"),
        Language::French => (Locale::fr_FR, "%-d %B %Y à %H:%M"),
        Language::German => (Locale::de_DE, "%-d. %B %Y, %H:%M Uhr"),
    };
    let time = at.with_timezone(&zone).format_localized(format, locale);
    let title = zone::title(at, zone);
    if zone == Tz::UTC { format!("{time} {title}") } else { format!("{time} ({title})") }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use chrono::DateTime;
    use minijinja::Environment;

    use super::*;

    /// Each entry of a language with what it must be given.
    fn entries(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let words: BTreeMap<String, String> = serde_json::from_str(file(language)).unwrap();
        let each = words.into_iter().map(|(entry, text)| {
            assert!(!text.trim().is_empty(), "{language:?} has no words for {entry}");
            let environment = Environment::new();
            let template = environment.template_from_str(&text).unwrap();
            let asked = template.undeclared_variables(false).into_iter().collect();
            (entry, asked)
        });
        each.collect()
    }

    #[test]
    fn every_language_has_every_entry_with_the_same_placeholders() {
        let english = entries(Language::English);
        assert!(english.len() > 40, "{}", english.len());
        for language in Language::ALL {
            assert_eq!(entries(language), english, "{language:?}");
        }
    }

    #[test]
    fn no_two_languages_say_the_same() {
        let lead = |language| {
            let words: BTreeMap<String, String> = serde_json::from_str(file(language)).unwrap();
            words["invite.lead"].clone()
        };
        let leads: BTreeSet<_> = Language::ALL.into_iter().map(lead).collect();
        assert_eq!(leads.len(), Language::ALL.len());
    }

    #[test]
    fn a_time_is_told_by_the_clocks_of_a_zone_in_the_words_of_a_language() {
        let at = DateTime::from_timestamp(1_796_119_200, 0).unwrap();
        let told = |language, name: &str| in_words(at, language, zone::named(name).unwrap());
        assert_eq!(told(Language::English, "UTC"), "1 December 2026, 10:00 UTC");
        let paris = "1 décembre 2026 à 11:00 (Europe/Paris, UTC+1)";
        assert_eq!(told(Language::French, "Europe/Paris"), paris);
        let berlin = "1. Dezember 2026, 11:00 Uhr (Europe/Berlin, UTC+1)";
        assert_eq!(told(Language::German, "Europe/Berlin"), berlin);
        let bogota = "1 de diciembre de 2026, 05:00 (America/Bogota, UTC−5)";
        assert_eq!(told(Language::Spanish, "America/Bogota"), bogota);
    }
}
