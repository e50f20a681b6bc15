//! JSON in, PDF out: compiles the template with the data and exports under the strictest standard that the text allows.

use std::panic::{self, AssertUnwindSafe};

use chrono::{DateTime, Datelike as _, Timelike as _, Utc};
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::error::Fault;
use crate::world::ReportWorld;

/// Reports after which Typst's cache forgets what it did not use again. A candidate's words leave memory with it.
const CACHE_REPORTS: usize = 2;

/// What an export claims, best first.
const STANDARDS: [&[PdfStandard]; 3] =
    [&[PdfStandard::A_2a, PdfStandard::Ua_1], &[PdfStandard::Ua_1], &[]];

/// The report with this data, identified by `id` and dated `at`.
pub(crate) fn render(json: Vec<u8>, id: &str, at: DateTime<Utc>) -> Result<Vec<u8>, Fault> {
    // Nothing outlives a panic in here but Typst's cache, whose locks do not poison.
    let attempt = AssertUnwindSafe(|| export(&lay_out(json)?, id, at));
    panic::catch_unwind(attempt).unwrap_or(Err(Fault::Panicked))
}

/// Lets Typst's cache drop what older reports left there.
pub(crate) fn forget() {
    comemo::evict(CACHE_REPORTS);
}

/// The pages, before they are written.
pub(crate) fn lay_out(json: Vec<u8>) -> Result<PagedDocument, Fault> {
    let world = ReportWorld::new(json);
    let result = typst::compile::<PagedDocument>(&world).output;
    result.map_err(|diagnostics| Fault::Template(diagnostics.into()))
}

fn export(document: &PagedDocument, id: &str, at: DateTime<Utc>) -> Result<Vec<u8>, Fault> {
    let mut last = None;
    for standards in STANDARDS {
        match typst_pdf::pdf(document, &options(standards, id, at)) {
            Ok(bytes) => return Ok(bytes),
            Err(diagnostics) => last = Some(diagnostics),
        }
    }
    Err(Fault::Export(last.unwrap_or_default().into()))
}

fn options(standards: &[PdfStandard], id: &str, at: DateTime<Utc>) -> PdfOptions {
    PdfOptions {
        ident: Smart::Custom(id.to_owned()),
        creator: Smart::Custom(Some("Fulcrum".to_owned())),
        timestamp: timestamp(at),
        standards: PdfStandards::new(standards).unwrap_or_default(),
        ..PdfOptions::default()
    }
}

fn timestamp(at: DateTime<Utc>) -> Option<Timestamp> {
    let small = |part: u32| u8::try_from(part).ok();
    let datetime = Datetime::from_ymd_hms(
        at.year(),
        small(at.month())?,
        small(at.day())?,
        small(at.hour())?,
        small(at.minute())?,
        small(at.second())?,
    )?;
    Some(Timestamp::new_utc(datetime))
}
