//! Carries effects out: one performer per outside, and the shell that paces them.

mod actor;
mod backfill;
mod calendar;
mod connect;
mod email;
mod error;
mod interview;
mod lever;
mod look;
mod pace;
mod report;
mod stored;
mod writeback;

pub(crate) use actor::OutboxActor;
pub use email::{Mailer, MailerError};
pub use error::{Error, Retry};
pub(crate) use lever::seal;
pub use lever::{Allowed, Lever};
pub use pace::Usage;
