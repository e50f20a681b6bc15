//! The client against a tiny server: what goes over the wire, and what is made of the answers.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, in its own functions too"
)]

mod calls;
mod lists;
mod oauth;
mod pace;
mod server;
