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
mod retention;
mod stored;
mod words;
mod writeback;

pub(crate) use actor::OutboxActor;
#[cfg(test)]
pub(crate) use actor::is_stopped;
pub use email::{Mailer, MailerError, is_address};
#[cfg(test)]
pub(crate) use email::{has_arrived, is_too_late};
pub use error::{Error, Retry};
pub(crate) use lever::seal;
pub use lever::{Allowed, Lever};
pub use pace::Usage;
