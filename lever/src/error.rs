//! What can go wrong with Lever, by what the caller can do about it.

use reqwest::StatusCode;
use serde::Deserialize;

/// A failed call.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No answer, or half of one: what was asked for may or may not have happened.
    #[error("{attempted}: no answer from Lever")]
    NoAnswer {
        /// What was attempted.
        attempted: String,
        /// Why.
        #[source]
        source: reqwest::Error,
    },
    /// Lever answered with an error.
    #[error("{attempted}: Lever answered {status}: {message}")]
    Refused {
        /// What was attempted.
        attempted: String,
        /// The status.
        status: StatusCode,
        /// Lever's words, cut to 300 characters.
        message: String,
    },
    /// Lever's answer is not of the form it should be.
    #[error("{attempted}: Lever's answer could not be read")]
    Unreadable {
        /// What was attempted.
        attempted: String,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
    /// The connection is lost: Lever says `invalid_grant`, or there is no refresh token.
    #[error("{attempted}: Lever no longer accepts the connection: {message}")]
    Revoked {
        /// What was attempted.
        attempted: String,
        /// Lever's words.
        message: String,
    },
    /// The token address refuses us for another reason, such as a wrong client secret: it says
    /// nothing of the connection.
    #[error("{attempted}: Lever's token address refuses it: {message}")]
    TokenRefused {
        /// What was attempted.
        attempted: String,
        /// Lever's words.
        message: String,
    },
    /// An address in the settings is none.
    #[error("{attempted}: the address is not valid")]
    Address {
        /// What was attempted.
        attempted: String,
        /// Why.
        #[source]
        source: url::ParseError,
    },
}

/// What a failed call allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Refresh the access token, then once more.
    Refresh,
    /// Later, with growing pauses; look before repeating a write.
    Later,
    /// Never: the same would be refused again.
    Never,
    /// Not before somebody connects again.
    Reconnect,
}

impl Error {
    /// What this failure allows.
    pub fn retry(&self) -> Retry {
        match self {
            Self::NoAnswer { .. } | Self::Unreadable { .. } | Self::TokenRefused { .. } => {
                Retry::Later
            }
            Self::Revoked { .. } => Retry::Reconnect,
            Self::Address { .. } => Retry::Never,
            Self::Refused { status, .. } => match status.as_u16() {
                401 => Retry::Refresh,
                408 | 425 | 429 | 500..=599 => Retry::Later,
                _ => Retry::Never,
            },
        }
    }

    /// The error without words of others, for logs: those may hold personal data.
    pub fn bare(&self) -> String {
        match self {
            Self::Refused { attempted, status, .. } => format!("{attempted}: {status}"),
            Self::TokenRefused { attempted, .. } | Self::Revoked { attempted, .. } => {
                format!("{attempted}: refused")
            }
            Self::NoAnswer { .. } | Self::Unreadable { .. } | Self::Address { .. } => {
                self.to_string()
            }
        }
    }

    /// Whether Lever says that the thing is not there, or not ours to see.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Refused { status: StatusCode::NOT_FOUND | StatusCode::FORBIDDEN, .. })
    }
}

/// Body of Lever's errors.
#[derive(Deserialize)]
struct ErrorBody {
    message: String,
}

const MESSAGE_CHARS_MAX: usize = 300;

/// Lever's words out of an error's body, which may be anything.
pub(crate) fn message_of(body: &[u8]) -> String {
    let text = serde_json::from_slice::<ErrorBody>(body)
        .map_or_else(|_| String::from_utf8_lossy(body).into_owned(), |body| body.message);
    text.chars().take(MESSAGE_CHARS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(status: u16) -> Error {
        Error::Refused {
            attempted: "read".to_owned(),
            status: StatusCode::from_u16(status).unwrap(),
            message: String::new(),
        }
    }

    #[test]
    fn each_refusal_says_what_may_be_done() {
        assert_eq!(refused(401).retry(), Retry::Refresh);
        assert_eq!(refused(429).retry(), Retry::Later);
        assert_eq!(refused(503).retry(), Retry::Later);
        assert_eq!(refused(400).retry(), Retry::Never);
        assert_eq!(refused(403).retry(), Retry::Never);
        assert!(refused(404).is_missing());
        let revoked =
            Error::Revoked { attempted: "refresh".to_owned(), message: "invalid_grant".to_owned() };
        assert_eq!(revoked.retry(), Retry::Reconnect);
        let refused =
            Error::TokenRefused { attempted: "refresh".to_owned(), message: "no".to_owned() };
        assert_eq!(refused.retry(), Retry::Later);
        assert!(!refused.is_missing(), "a wrong client secret is no missing opportunity");
    }

    #[test]
    fn the_words_are_lever_s_where_there_are_any() {
        assert_eq!(message_of(br#"{"code":"ResourceNotFound","message":"not here"}"#), "not here");
        assert_eq!(message_of(b"<html>"), "<html>");
    }
}
