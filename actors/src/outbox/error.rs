//! Why an effect could not be carried out, and whether to try again.

use entities::{DbErr, Instant, vault::VaultError};

use crate::plans;

/// A failed effect.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Lever refused, or did not answer.
    #[error(transparent)]
    Lever(#[from] lever::Error),
    /// The tenant has no connection to Lever.
    #[error("Lever is not connected")]
    NotConnected,
    /// Lever shows us nothing of a kind that it is asked for.
    #[error(
        "Lever does not let us read this: the connection lacks a permission. Give it to the API key, or \
         connect again as a Super Admin"
    )]
    Forbidden(#[source] lever::Error),
    /// Whoever a mail is for must not, or cannot, be written to.
    #[error("the candidate was not written to: {0}")]
    NotWrittenTo(String),
    /// Lever does not take one of our tags.
    #[error(
        "Lever does not take the tag \"{0}\": this account allows only tags that exist already. \
         Make the tag in Lever, then try again here"
    )]
    TagRefused(String),
    /// The feedback form asks for something that an interview does not tell.
    #[error("the feedback form cannot be filled in: {0}. Choose another form, or none")]
    FormUnsuitable(String),
    /// Not yet, for a reason that is no failure.
    #[error("waits: {0}")]
    NotBefore(&'static str, Instant),
    /// Another node may have taken the tenant over.
    #[error("not sent, because another node may do so now")]
    Unsure,
    /// The mail server refused, or did not answer.
    #[error("hand the mail to the mail server")]
    Mail(#[from] lettre::transport::smtp::Error),
    /// The mail could not be written.
    #[error("write the mail")]
    Compose(#[source] Box<dyn std::error::Error>),
    /// The report could not be rendered.
    #[error("render the report")]
    Render(#[from] reports::Error),
    /// The store did not take or give what was asked.
    #[error("use the store")]
    Store(#[from] DbErr),
    /// A secret could not be sealed or opened.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The language model was not reached, or refused.
    #[error(transparent)]
    Model(#[from] interviewer::ModelError),
    /// A company's own endpoint was not told of an event.
    #[error("the endpoint of your events did not take it: {0}")]
    NotTold(String),
    /// Something that must be there is not.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// What was stored is not of the form it should be.
    #[error("read what was stored as {0}")]
    Stored(&'static str, #[source] serde_json::Error),
    /// The performer panicked.
    #[error("panicked: {0}")]
    Panicked(String),
}

impl From<plans::PublishError> for Error {
    fn from(error: plans::PublishError) -> Self {
        match error {
            plans::PublishError::Store(error) => Self::Store(error),
            plans::PublishError::Plan(error) => Self::Stored("plan", error),
        }
    }
}

/// What a failed effect allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Later, with growing pauses, a limited number of times.
    Later,
    /// Never: the same would fail again.
    Never,
    /// Not before somebody connects again; does not count as a try.
    Reconnect,
    /// At this instant; does not count as a try.
    At(Instant),
}

impl Error {
    /// Whether it was not done only because another node may do it now.
    pub(crate) fn is_another_nodes(&self) -> bool {
        matches!(self, Self::Unsure | Self::Lever(lever::Error::NotSent { .. }))
    }

    /// The error without words of others, for logs: those may hold personal data.
    pub fn bare(&self) -> String {
        match self {
            Self::Lever(error) | Self::Forbidden(error) => error.bare(),
            Self::Model(error) => error.bare(),
            Self::Panicked(_) => "panicked".to_owned(),
            Self::NotWrittenTo(_) => "the candidate was not written to".to_owned(),
            Self::NotTold(_) => "an endpoint of events did not take it".to_owned(),
            Self::TagRefused(_) => "Lever does not take a tag".to_owned(),
            Self::FormUnsuitable(_) => "the feedback form cannot be filled in".to_owned(),
            Self::NotConnected
            | Self::NotBefore(..)
            | Self::Unsure
            | Self::Mail(_)
            | Self::Compose(_)
            | Self::Render(_)
            | Self::Store(_)
            | Self::Vault(_)
            | Self::Missing(_)
            | Self::Stored(..) => self.to_string(),
        }
    }

    /// What this failure allows.
    pub fn retry(&self) -> Retry {
        match self {
            Self::Lever(error) => match error.retry() {
                lever::Retry::Later | lever::Retry::Refresh => Retry::Later,
                lever::Retry::Never => Retry::Never,
                lever::Retry::Reconnect => Retry::Reconnect,
            },
            Self::Model(error) => match error.retry() {
                interviewer::Retry::Later => Retry::Later,
                interviewer::Retry::Never => Retry::Never,
            },
            Self::NotConnected => Retry::Reconnect,
            Self::NotBefore(_, due_at) => Retry::At(*due_at),
            Self::Mail(error) if error.is_permanent() => Retry::Never,
            // Somebody may give the permission meanwhile.
            Self::Forbidden(_)
            | Self::Mail(_)
            | Self::Store(_)
            | Self::Panicked(_)
            | Self::NotTold(_)
            | Self::Unsure => Retry::Later,
            Self::NotWrittenTo(_)
            | Self::TagRefused(_)
            | Self::FormUnsuitable(_)
            | Self::Compose(_)
            | Self::Render(_)
            | Self::Vault(_)
            | Self::Missing(_)
            | Self::Stored(..) => Retry::Never,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_says_what_may_be_done() {
        assert_eq!(Error::NotConnected.retry(), Retry::Reconnect);
        assert_eq!(Error::Missing("the plan").retry(), Retry::Never);
        assert_eq!(Error::Panicked("x".into()).retry(), Retry::Later);
        assert_eq!(Error::Store(DbErr::Custom("full".into())).retry(), Retry::Later);
        let revoked = lever::Error::Revoked { attempted: "a".into(), message: "m".into() };
        assert_eq!(Error::Lever(revoked).retry(), Retry::Reconnect);
    }
}
