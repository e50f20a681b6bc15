//! One candidate's run: the pure `decide`, and the shell around it.

mod actor;
mod decide;
mod remind;
mod schedule;

pub(crate) use actor::PipelineActor;
pub use decide::{Decision, cause, decide, uninvited};
pub(crate) use decide::{may_be_invited, refusal};
pub use schedule::TIME_CHANGES_MAX;
