//! One file per type, named like it.

pub(crate) mod adverse_impact;
pub(crate) mod api_token;
pub(crate) mod audit_entry;
pub(crate) mod backfill;
pub(crate) mod company_sign_in;
pub(crate) mod dead_letter;
pub(crate) mod funnel;
pub(crate) mod health;
pub(crate) mod human_rating;
pub(crate) mod integration;
pub(crate) mod interview;
pub(crate) mod jurisdiction;
pub(crate) mod mail;
pub(crate) mod operator;
pub(crate) mod plan;
pub(crate) mod plan_change;
pub(crate) mod plan_proposal;
pub(crate) mod posting;
pub(crate) mod posting_trigger;
pub(crate) mod recording;
pub(crate) mod report;
pub(crate) mod request;
pub(crate) mod scorecard;
pub(crate) mod session;
pub(crate) mod stage;
