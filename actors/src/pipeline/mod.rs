//! One candidate's run: the pure `decide`, and the shell around it.

mod actor;
mod bounce;
mod cancel;
mod decide;
mod expiry;
#[cfg(test)]
mod properties;
mod remind;
mod request;
mod schedule;

pub(crate) use actor::PipelineActor;
pub use bounce::wants_address;
pub use cancel::{is_unanswered, may_be_cancelled, may_be_resent};
pub use decide::{Decision, cause, decide, uninvited};
pub(crate) use decide::{is_unaddressed, may_be_invited, refusal, unreachable};
pub use request::{STANDS_STILL, may_move_end};
pub use schedule::TIME_CHANGES_MAX;
