//! Carries effects out: one performer per outside, and the shell that paces them.

mod actor;
mod connect;
mod email;
mod error;
mod interview;
mod lever;
mod report;
mod stored;
mod writeback;

pub(crate) use actor::OutboxActor;
pub use email::{Mailer, MailerError};
pub use error::{Error, Retry};
pub use lever::{Lever, store_connection};
