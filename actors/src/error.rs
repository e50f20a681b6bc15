//! What stops a turn.

use entities::{DbErr, unreadable::lies_in_the_data};

/// A failed turn. Every one is tried again after a growing pause.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store did not take or give what was asked, or somebody else changed it meanwhile.
    #[error("use the store")]
    Store(#[from] DbErr),
    /// A try of an effect ended without an outcome.
    #[error("try an effect")]
    Attempt(#[source] tokio::task::JoinError),
    /// Another node works for the tenant now.
    #[error("the tenant is at home on another node")]
    Elsewhere,
    /// A message failed; why is kept with it.
    #[error("a message failed: {0}")]
    Message(String),
    /// An effect or message was ended by somebody else meanwhile.
    #[error("it was ended by somebody else")]
    Ended,
}

impl Error {
    /// Whether a message whose try ended so is without blame, and may be tried as often as before.
    pub(crate) fn blames_no_message(&self) -> bool {
        match self {
            Self::Store(error) => !lies_in_the_data(error),
            Self::Ended => true,
            Self::Attempt(_) | Self::Elsewhere | Self::Message(_) => false,
        }
    }
}
