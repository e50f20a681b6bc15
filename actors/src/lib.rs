//! Tenant and pipeline actors, the pure `decide`, and the performers of effects.
//!
//! A message is a row; a mailbox carries only wake-ups. Decide, commit and perform are three
//! places: [`pipeline::decide`] decides, one transaction commits state and effects together, a
//! performer of [`outbox`] carries the effects out afterwards, and the outcome comes back as a row.

mod connecting;
mod directory;
pub mod disclosure;
mod error;
pub mod impact;
pub mod jurisdictions;
pub mod limit;
mod means;
pub mod outbox;
pub mod outside;
pub mod ownership;
pub mod pipeline;
pub mod plans;
mod root;
mod shell;
#[cfg(test)]
mod simulation;
pub mod system_card;
mod tenant;
mod unreadable;
pub mod zone;

pub use connecting::{
    CONSENT_MAX, ConnectingError, connect, connect_by_api_key, disconnect, pkce_verifier,
};
pub use directory::{Directory, Place};
pub use error::Error;
pub use means::{Clock, Ids, LanguageModel, Links, Means};
pub use outside::{Outside, OutsideHost};
pub use ownership::Ownership;
pub use root::{RootActor, start};
pub use shell::Wake;
pub use tenant::{leads_nowhere, nearly};
