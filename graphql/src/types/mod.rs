//! One file per type, named like it.

pub(crate) mod integration;
pub(crate) mod interview;
pub(crate) mod operator;
pub(crate) mod plan;
pub(crate) mod posting;
pub(crate) mod report;
pub(crate) mod scorecard;
