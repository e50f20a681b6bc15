//! Turns the data of a report into the bytes of a PDF, by Typst, in process.
//!
//! In memory: fonts, the template and Typst's cache. Knows: a struct and a template. Does not know: where the data came
//! from, the date, the disk, the network.
//!
//! # What a reader gets
//! - Equal data gives equal bytes: the instant and the identity of the document are part of the data.
//! - PDF/A-2a and PDF/UA-1 (archivable, accessible). Data that a standard has no room for costs the standard and never
//!   the report: it is then tagged all the same, without the claim. That happens to rare mixtures of scripts only.
//! - Text is data: it reaches Typst in one JSON file and is shown as it is. Control characters are dropped, too long
//!   texts are cut and end in "[…]".
//! - Latin, Greek, Cyrillic, Hebrew, Arabic and emoji are shown, each paragraph in its direction. A character that no
//!   font has (Chinese, Japanese, Korean, most Indic scripts) is given in Latin letters, and the report says so.
//! - The report's own words are in one of four languages, what people said in their own.
//! - Should Typst panic over a text, the report is made again without accents of their own, joiners and emoji, and says
//!   so. The panic's own message, which a panic hook prints, can quote the text.

mod character;
mod colour;
mod error;
mod pdf;
mod scorecard;
mod sheet;
#[cfg(test)]
mod tests;
mod text;
mod words;
mod world;

#[cfg(test)]
extern crate self as reports;

pub use error::{Diagnostics, Error, Fault};
pub use scorecard::{Criterion, Parts, Quote, ScorecardReport, Turn};
pub use words::Language;

use sheet::Sheet;
use text::Cleaner;

/// Renders a scorecard as an A4 PDF: one page of summary, then each question with its evidence.
pub fn scorecard(report: &ScorecardReport) -> Result<Vec<u8>, Error> {
    match render(report, Cleaner::default()) {
        // Rare mixtures of scripts make Typst panic; a report with fewer signs is better than none.
        Err(Error::Broken(Fault::Panicked)) => {
            render(report, Cleaner { strict: true, ..Cleaner::default() })
        }
        result => result,
    }
}

fn render(report: &ScorecardReport, cleaner: Cleaner) -> Result<Vec<u8>, Error> {
    let sheet = Sheet::of(report, cleaner)?;
    let json = serde_json::to_vec(&sheet).map_err(|error| Error::Broken(Fault::Data(error)))?;
    let result = pdf::render(json, &report.document_id, report.rendered_at);
    pdf::forget();
    result.map_err(Error::Broken)
}

/// Loads the fonts and Typst's library, so that the first report is as fast as the next. Optional.
pub fn warm_up() {
    words::load();
    world::load();
}
