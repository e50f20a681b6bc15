//! The outside world in memory: a Lever and a mail server to develop, demonstrate and test against.
//!
//! Knows: Lever's API and webhooks as documented, SMTP. Does not know: anything of Fulcrum. It shares
//! no type with the rest of the workspace, so that a misunderstanding cannot hide on both sides.
//! In memory: everything. Durable: nothing; a restart begins with an empty account.

mod error;
pub mod lever;
pub mod mail;
mod page;
mod server;

use std::time::{SystemTime, UNIX_EPOCH};

pub use error::Error;

/// Milliseconds since 1970, the way Lever tells time.
fn now_ms() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|elapsed| i64::try_from(elapsed.as_millis()).ok())
        .unwrap_or_default()
}
