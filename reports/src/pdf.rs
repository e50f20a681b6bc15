//! JSON in, PDF out: compiles the template with the data and exports under the strictest standard that the text allows.

use std::panic::{self, AssertUnwindSafe};

use chrono::{DateTime, Datelike as _, Timelike as _, Utc};
use lopdf::{Document, LoadOptions, SaveOptions};
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::error::Fault;
use crate::world::ReportWorld;

/// Reports after which Typst's cache forgets what it did not use again. A candidate's words leave memory with it.
const CACHE_REPORTS: usize = 2;

/// Objects that are compressed together: all of a report's.
const OBJECTS_PACKED: usize = 10_000;
/// How hard they are compressed, of nine.
const COMPRESSION: u32 = 6;

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
            Ok(bytes) => return Ok(pack(&bytes).unwrap_or(bytes)),
            Err(diagnostics) => last = Some(diagnostics),
        }
    }
    Err(Fault::Export(last.unwrap_or_default().into()))
}

/// The same document with its objects compressed, which Typst writes as they are: what makes a report accessible is
/// mostly objects. They stand in an object stream, as PDF has it since 1.5 and PDF/A since its second part.
fn pack(bytes: &[u8]) -> Result<Vec<u8>, lopdf::Error> {
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(OBJECTS_PACKED)
        .compression_level(COMPRESSION)
        .build();
    // Otherwise what cannot be read is left out.
    let strict = LoadOptions { strict: true, ..LoadOptions::default() };
    let mut packed = Vec::new();
    Document::load_mem_with_options(bytes, strict)?.save_with_options(&mut packed, options)?;
    Ok(packed)
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
