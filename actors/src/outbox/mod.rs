//! Carries effects out: one performer per outside, and the shell that paces them.

mod actor;
mod backfill;
mod calendar;
mod connect;
mod email;
mod error;
mod event;
mod interview;
mod lever;
mod look;
mod mailer;
mod pace;
mod preview;
mod report;
mod retention;
mod stored;
mod templates;
mod words;
mod writeback;

pub(crate) use actor::OutboxActor;
#[cfg(test)]
pub(crate) use actor::is_stopped;
#[cfg(test)]
pub(crate) use email::{has_arrived, is_too_late};
pub use error::{Error, Retry};
pub use event::{TEST_EVENT, fresh_event_secret, interview_event};
pub(crate) use lever::seal;
pub use lever::{Allowed, Lever};
pub use mailer::{Mailer, MailerError, is_address};
pub use pace::Usage;
pub use preview::Preview;
pub use retention::erase;
pub use templates::TemplateError;
