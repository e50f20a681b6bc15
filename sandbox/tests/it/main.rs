//! The sandbox over real HTTP and SMTP, the way its users meet it.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first thing that is not as it should be, helpers of tests too"
)]

mod api;
mod control;
mod faults;
mod filters;
mod harness;
mod interviews;
mod inventory;
mod mail;
mod oauth;
mod pages;
mod rules;
mod shapes;
mod webhooks;
