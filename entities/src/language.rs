//! The languages that candidates are spoken to in: on pages, in mails, and in what they agree to.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One of them. Stored and sent as an ISO 639-1 code.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Language {
    /// English.
    #[sea_orm(string_value = "en")]
    #[serde(rename = "en")]
    English,
    /// Spanish.
    #[sea_orm(string_value = "es")]
    #[serde(rename = "es")]
    Spanish,
    /// French.
    #[sea_orm(string_value = "fr")]
    #[serde(rename = "fr")]
    French,
    /// German.
    #[sea_orm(string_value = "de")]
    #[serde(rename = "de")]
    German,
}

/// Which way a language is written, as HTML's `dir` has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// As HTML's `dir` has it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
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

    /// Which way it is written.
    pub fn direction(self) -> Direction {
        match self {
            Self::English | Self::Spanish | Self::French | Self::German => Direction::Ltr,
        }
    }

    /// The language of a tag such as `fr` or `fr-CA`; `None` if it is none of ours.
    pub fn of(tag: &str) -> Option<Self> {
        let code = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_makes_no_difference_and_an_unknown_language_is_none() {
        assert_eq!(Language::of("fr-CA"), Some(Language::French));
        assert_eq!(Language::of("DE"), Some(Language::German));
        assert_eq!(Language::of("english"), None);
        assert_eq!(Language::of(""), None);
    }

    #[test]
    fn it_is_stored_as_its_code() {
        for language in Language::ALL {
            assert_eq!(language.to_value(), language.code());
            assert_eq!(Language::of(language.code()), Some(language));
        }
    }
}
