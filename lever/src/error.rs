//! What can go wrong with Lever, by what the caller can do about it.

use reqwest::StatusCode;
use serde::Deserialize;

use crate::client::PAGES_MAX;

/// A failed call.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It was not sent, because somebody else speaks with Lever now.
    #[error("{attempted}: not sent, because another node does so now")]
    NotSent {
        /// What was attempted.
        attempted: String,
    },
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
    /// A list goes on after the most pages we read; what was read of it is not handed out, since
    /// half a list looks like a whole one.
    #[error("{attempted}: there are too many, Lever has still more after {} pages", PAGES_MAX)]
    TooMany {
        /// What was attempted.
        attempted: String,
    },
    /// The secret that a connection is started with is not of the form PKCE asks for.
    #[error("{attempted}: the PKCE verifier must have 43 to 128 letters, digits or -._~")]
    Verifier {
        /// What was attempted.
        attempted: String,
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
            Self::NoAnswer { .. }
            | Self::NotSent { .. }
            | Self::Unreadable { .. }
            | Self::TokenRefused { .. } => Retry::Later,
            Self::Revoked { .. } => Retry::Reconnect,
            Self::Address { .. } | Self::TooMany { .. } | Self::Verifier { .. } => Retry::Never,
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
            Self::NoAnswer { .. }
            | Self::NotSent { .. }
            | Self::Unreadable { .. }
            | Self::Address { .. }
            | Self::TooMany { .. }
            | Self::Verifier { .. } => self.to_string(),
        }
    }

    /// The status Lever's API answered with, if it did.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Refused { status, .. } => Some(status.as_u16()),
            Self::NoAnswer { .. }
            | Self::NotSent { .. }
            | Self::Unreadable { .. }
            | Self::Revoked { .. }
            | Self::TokenRefused { .. }
            | Self::Address { .. }
            | Self::TooMany { .. }
            | Self::Verifier { .. } => None,
        }
    }

    /// Whether Lever forbids it: a scope is missing, the account's settings say no, or the thing
    /// is confidential. Connecting again with the same scopes does not help.
    pub fn is_forbidden(&self) -> bool {
        matches!(self, Self::Refused { status: StatusCode::FORBIDDEN, .. })
    }

    /// Whether Lever's words name a parameter.
    pub fn is_about(&self, parameter: &str) -> bool {
        matches!(self, Self::Refused { message, .. } if message.contains(parameter))
    }

    /// Whether Lever says that the thing is not there.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Refused { status: StatusCode::NOT_FOUND, .. })
    }

    /// Whether Lever no longer knows the place a list was read up to. The wording was seen by a
    /// third party only (tap-lever); the code is that of any malformed request.
    pub(crate) fn is_lost_offset(&self) -> bool {
        matches!(self, Self::Refused { status: StatusCode::BAD_REQUEST, message, .. }
            if message.starts_with("Invalid offset token"))
    }
}

/// Whether something may be seen at all, by an attempt to see any of it.
pub(crate) fn shown<T>(attempt: Result<T, Error>) -> Result<bool, Error> {
    match attempt {
        Ok(_) => Ok(true),
        Err(error) if error.is_forbidden() => Ok(false),
        Err(error) => Err(error),
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
        assert_eq!(Error::TooMany { attempted: "list".to_owned() }.retry(), Retry::Never);
        assert_eq!(Error::Verifier { attempted: "start".to_owned() }.retry(), Retry::Never);
    }

    #[test]
    fn the_status_is_told_where_there_is_one() {
        assert_eq!(refused(403).status(), Some(403));
        assert!(refused(403).is_forbidden() && !refused(403).is_missing());
        assert!(refused(404).is_missing() && !refused(404).is_forbidden());
        let no_status = Error::TooMany { attempted: "list the tags".to_owned() };
        assert_eq!(no_status.status(), None);
        assert!(!no_status.is_forbidden());
    }

    #[test]
    fn a_bare_error_has_no_words_of_others() {
        let words = "Marit Hoekstra";
        let attempted = || "read an opportunity".to_owned();
        let refused = Error::Refused {
            attempted: attempted(),
            status: StatusCode::BAD_REQUEST,
            message: words.to_owned(),
        };
        let token_refused = Error::TokenRefused { attempted: attempted(), message: words.into() };
        let revoked = Error::Revoked { attempted: attempted(), message: words.into() };
        let source = serde_json::from_str::<u8>(r#""Marit Hoekstra""#).unwrap_err();
        let unreadable = Error::Unreadable { attempted: attempted(), source };
        let too_many = Error::TooMany { attempted: attempted() };
        for error in [refused, token_refused, revoked, unreadable, too_many] {
            assert!(error.bare().starts_with("read an opportunity: "), "{}", error.bare());
            assert!(!error.bare().contains(words), "{}", error.bare());
        }
    }

    #[test]
    fn only_lever_s_own_wording_restarts_a_list() {
        let refused = |status, message: &str| Error::Refused {
            attempted: "list".to_owned(),
            status,
            message: message.to_owned(),
        };
        let lost = "Invalid offset token: [3,1788249600000]";
        assert!(refused(StatusCode::BAD_REQUEST, lost).is_lost_offset());
        assert!(!refused(StatusCode::BAD_REQUEST, "Bad stage_id").is_lost_offset());
        assert!(!refused(StatusCode::NOT_FOUND, lost).is_lost_offset());
    }

    #[test]
    fn the_words_are_lever_s_where_there_are_any() {
        assert_eq!(message_of(br#"{"code":"ResourceNotFound","message":"not here"}"#), "not here");
        assert_eq!(message_of(b"<html>"), "<html>");
    }
}
