//! The real clock and the real ids; everything else is given them.

use actors::{Clock, Ids};
use entities::Instant;
use uuid::Uuid;

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where the time comes from")]
    fn now(&self) -> Instant {
        chrono::Utc::now()
    }
}

/// Ids of version 7, which sort by the time they were made.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemIds;

impl Ids for SystemIds {
    #[expect(clippy::disallowed_methods, reason = "the one place where ids come from")]
    fn fresh(&self) -> Uuid {
        Uuid::now_v7()
    }
}
