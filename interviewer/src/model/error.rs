//! What can go wrong with a model's endpoint, by what the reader can do about it.
//!
//! The client's own errors are not kept as sources: they print the prompt, and with it what the
//! candidate said.

use std::time::Duration;

use genai::webc::Error as Fault;
use reqwest::header::{HeaderMap, RETRY_AFTER};
use serde_json::Value;

/// An endpoint's own words are cut to so many letters.
const MESSAGE_CHARS_MAX: usize = 300;

/// A model that could not be set up, or an endpoint that gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The settings are of no use.
    #[error("set up the model: {fault}")]
    Settings {
        /// What is wrong with them.
        fault: &'static str,
    },
    /// The HTTP client cannot be made.
    #[error("set up the model: no HTTP client can be made")]
    Client {
        /// Why.
        #[source]
        source: reqwest::Error,
    },
    /// The endpoint was not reached, or went away in the middle.
    #[error("ask the model: no answer, the endpoint is not reached")]
    NoAnswer {
        /// Why, without the address.
        #[source]
        source: reqwest::Error,
    },
    /// The endpoint took too long.
    #[error("ask the model: no answer within {secs} seconds")]
    TimedOut {
        /// The time-out of the settings.
        secs: u64,
    },
    /// The endpoint is too busy, or broken for now.
    #[error("ask the model: the endpoint is too busy or broken for now ({status})")]
    Busy {
        /// The HTTP status.
        status: u16,
        /// How long it wants to be left alone, if it said so.
        after: Option<Duration>,
    },
    /// The endpoint does not take the key.
    #[error("ask the model: the endpoint does not take the key ({status})")]
    Key {
        /// The HTTP status.
        status: u16,
    },
    /// The endpoint refuses the request: the model's name, the address or the account, as a rule.
    #[error("ask the model: the endpoint refuses the request ({status}){}", after_colon(.message))]
    Refused {
        /// The HTTP status.
        status: u16,
        /// The endpoint's words, cut to 300 letters; may be empty.
        message: String,
    },
    /// What came back is not an answer of this kind of endpoint.
    #[error("ask the model: the endpoint's answer could not be read: {fault}")]
    Unreadable {
        /// What is wrong with it.
        fault: &'static str,
    },
}

/// What a failure allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Later, with growing pauses. Nothing was changed: asking is safe to repeat.
    Later,
    /// Never: the same would be refused again, until somebody changes the settings.
    Never,
}

impl Error {
    /// What this failure allows.
    pub fn retry(&self) -> Retry {
        match self {
            Self::NoAnswer { .. }
            | Self::TimedOut { .. }
            | Self::Busy { .. }
            | Self::Unreadable { .. } => Retry::Later,
            Self::Settings { .. }
            | Self::Client { .. }
            | Self::Key { .. }
            | Self::Refused { .. } => Retry::Never,
        }
    }

    /// How long the endpoint wants to be left alone, if it said so.
    pub fn after(&self) -> Option<Duration> {
        match self {
            Self::Busy { after, .. } => *after,
            Self::Settings { .. }
            | Self::Client { .. }
            | Self::NoAnswer { .. }
            | Self::TimedOut { .. }
            | Self::Key { .. }
            | Self::Refused { .. }
            | Self::Unreadable { .. } => None,
        }
    }

    /// The error without words of others, for logs: those may quote what was asked.
    pub fn bare(&self) -> String {
        match self {
            Self::Refused { status, .. } => {
                Self::Refused { status: *status, message: String::new() }.to_string()
            }
            Self::Settings { .. }
            | Self::Client { .. }
            | Self::NoAnswer { .. }
            | Self::TimedOut { .. }
            | Self::Busy { .. }
            | Self::Key { .. }
            | Self::Unreadable { .. } => self.to_string(),
        }
    }
}

fn after_colon(message: &str) -> String {
    if message.is_empty() { String::new() } else { format!(": {message}") }
}

/// The error behind an exchange that brought no answer.
pub(super) fn of_exchange(error: Fault, timeout_secs: u64) -> Error {
    match error {
        Fault::ResponseFailedStatus { status, body, headers } => {
            let status = status.as_u16();
            match status {
                401 | 403 => Error::Key { status },
                408 | 425 | 429 | 500..=599 => Error::Busy { status, after: pause(&headers) },
                _ => Error::Refused { status, message: message(&body) },
            }
        }
        Fault::Reqwest(source) if source.is_timeout() => Error::TimedOut { secs: timeout_secs },
        Fault::Reqwest(source) => Error::NoAnswer { source: source.without_url() },
        Fault::ResponseFailedNotJson { .. } => Error::Unreadable { fault: "it is not JSON" },
        Fault::ResponseFailedInvalidJson { .. } => {
            Error::Unreadable { fault: "its JSON is broken" }
        }
        Fault::JsonValueExt(_) => Error::Unreadable { fault: "it has not the form of an answer" },
    }
}

/// Seconds of a `Retry-After`; a date is not read.
fn pause(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}

/// The endpoint's own words: `error.message` for most, `error` for Ollama.
fn message(body: &str) -> String {
    let body: Value = serde_json::from_str(body).unwrap_or_default();
    let said = body.pointer("/error/message").or_else(|| body.get("error"));
    let words = said.and_then(Value::as_str).unwrap_or_default();
    words.chars().take(MESSAGE_CHARS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_says_what_may_be_done() {
        let busy = Error::Busy { status: 429, after: Some(Duration::from_secs(7)) };
        assert_eq!((busy.retry(), busy.after()), (Retry::Later, Some(Duration::from_secs(7))));
        assert_eq!(Error::TimedOut { secs: 9 }.retry(), Retry::Later);
        assert_eq!(Error::Unreadable { fault: "f" }.retry(), Retry::Later);
        assert_eq!(Error::Key { status: 401 }.retry(), Retry::Never);
        assert_eq!(Error::Settings { fault: "f" }.retry(), Retry::Never);
        assert_eq!(Error::Refused { status: 404, message: String::new() }.retry(), Retry::Never);
    }

    #[test]
    fn a_bare_error_has_no_words_of_others() {
        let refused = Error::Refused { status: 400, message: "bad: I led the team".to_owned() };
        assert!(refused.to_string().ends_with("(400): bad: I led the team"));
        assert!(refused.bare().ends_with("(400)"));
        assert!(Error::TimedOut { secs: 9 }.bare().contains("9 seconds"));
    }
}
