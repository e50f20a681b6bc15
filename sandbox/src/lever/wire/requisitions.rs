//! Requisitions: leave to hire, which postings are made for.

use serde::Serialize;
use serde_json::{Map, Value};

/// What the position may be paid.
#[derive(Clone, Serialize)]
pub(in super::super) struct CompensationBand {
    pub(in super::super) currency: &'static str,
    pub(in super::super) interval: &'static str,
    pub(in super::super) min: u32,
    pub(in super::super) max: u32,
}

/// Leave to hire for a position.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "Lever's name for it")]
pub(in super::super) struct Requisition {
    pub(in super::super) id: String,
    pub(in super::super) requisition_code: String,
    pub(in super::super) name: String,
    pub(in super::super) backfill: bool,
    pub(in super::super) confidentiality: &'static str,
    pub(in super::super) created_at: i64,
    pub(in super::super) creator: String,
    pub(in super::super) headcount_hired: u32,
    pub(in super::super) headcount_total: u32,
    /// `open`, `onHold`, `closed` or `draft`.
    pub(in super::super) status: &'static str,
    pub(in super::super) hiring_manager: Option<String>,
    pub(in super::super) owner: Option<String>,
    pub(in super::super) approval: Option<Value>,
    pub(in super::super) compensation_band: Option<CompensationBand>,
    pub(in super::super) employment_status: Option<&'static str>,
    pub(in super::super) location: Option<String>,
    pub(in super::super) internal_notes: Option<String>,
    pub(in super::super) postings: Vec<String>,
    pub(in super::super) department: Option<String>,
    pub(in super::super) team: Option<String>,
    pub(in super::super) offer_ids: Vec<String>,
    pub(in super::super) custom_fields: Map<String, Value>,
    pub(in super::super) updated_at: i64,
    pub(in super::super) closed_at: Option<i64>,
}
