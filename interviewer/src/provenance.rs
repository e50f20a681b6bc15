//! Who made a question, a plan or a score. Kept on each of them, shown wherever they are.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The maker of something: which kind, its name, its version.
///
/// Prints as name and version, for example `rules 1`; as the name alone where they are the same, or
/// where there is no version, as of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// Rules, a model, or a person.
    pub kind: ProvenanceKind,
    /// For rules their name, for a model its id.
    pub name: String,
    /// Version of the rules, or of the model as its provider names it.
    pub version: String,
}

/// The kinds of maker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProvenanceKind {
    /// Fixed rules and our own bank; the same every time.
    Rules,
    /// A language model.
    Model,
    /// A person at the dashboard.
    Operator,
}

impl Provenance {
    /// The rules of this crate by `name`, at `version`.
    pub(crate) fn rules(name: &str, version: &str) -> Self {
        Self { kind: ProvenanceKind::Rules, name: name.to_owned(), version: version.to_owned() }
    }
}

impl fmt::Display for Provenance {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.name)?;
        let alone = self.version.is_empty() || self.version == self.name;
        if alone { Ok(()) } else { write!(formatter, " {}", self.version) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_name_and_version() {
        assert_eq!(Provenance::rules("rules", "1").to_string(), "rules 1");
        assert_eq!(Provenance::rules("m:8b", "m:8b").to_string(), "m:8b");
        assert_eq!(Provenance::rules("ana", "").to_string(), "ana");
    }
}
