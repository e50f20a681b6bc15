//! Why a report could not be made, by what the reader can do about it.
//!
//! Knows: limits, Typst's complaints. Does not know: who asked. Nothing here is worth trying again: equal input gives an equal end.

use std::fmt;

use typst::diag::SourceDiagnostic;
use typst::ecow::EcoVec;

/// A report that was not made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A number does not fit its scale. Correct the data.
    #[error("cannot show {what} {value} on its scale of {min} to {max}")]
    OffScale {
        /// Which number.
        what: &'static str,
        /// What it was.
        value: u8,
        /// The lowest that fits.
        min: u8,
        /// The highest that fits.
        max: u8,
    },
    /// There is more of something than a report carries. Shorten the data.
    #[error("cannot fit {count} {what} in a report, at most {max}")]
    TooMuch {
        /// Of what.
        what: &'static str,
        /// How much there was.
        count: usize,
        /// The limit.
        max: usize,
    },
    /// The template or Typst failed on sound data. A fault of this crate: report it.
    #[error("cannot lay out a report")]
    Broken(#[source] Fault),
}

/// Where the making of a report broke.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The data did not become JSON.
    #[error("cannot write the data of the report")]
    Data(#[source] serde_json::Error),
    /// Typst refused the template with this data.
    #[error("cannot compile the template")]
    Template(#[source] Diagnostics),
    /// Typst panicked, twice: on the text and on a plainer version of it.
    #[error("typst panicked over the text")]
    Panicked,
    /// Typst laid the pages out but could not write them.
    #[error("cannot write the pages as pdf")]
    Export(#[source] Diagnostics),
}

/// Typst's own messages. They can quote the text of a report, so they do not belong in a log.
#[derive(Debug)]
pub struct Diagnostics(EcoVec<SourceDiagnostic>);

impl From<EcoVec<SourceDiagnostic>> for Diagnostics {
    fn from(diagnostics: EcoVec<SourceDiagnostic>) -> Self {
        Self(diagnostics)
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, diagnostic) in self.0.iter().enumerate() {
            let separator = if position == 0 { "" } else { "; " };
            write!(f, "{separator}{}", diagnostic.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}
