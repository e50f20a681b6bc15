//! What scorecards and letters say, in one language. Slots are in braces.

use serde::Deserialize;

/// The wordings of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wording {
    /// Why an answer has its level: `{level}`, `{parts}`, `{found}`, `{all}`.
    pub(crate) explained: String,
    /// The same where nothing was looked for: `{level}`, `{parts}`.
    pub(crate) explained_bare: String,
    /// Names of the parts of an answer.
    pub(crate) parts: Parts,
    /// Instead of the parts, where there are none.
    pub(crate) no_parts: String,
    /// What is missing where no result is told.
    pub(crate) no_result: String,
    /// What is missing where nobody acts.
    pub(crate) no_action: String,
    /// Why an answer cannot be rated.
    pub(crate) lacking: Lacking,
    /// Why a person must rate an answer.
    pub(crate) open: Open,
    /// General feedback.
    pub(crate) feedback: Feedback,
    /// The letter to the candidate.
    pub(crate) letter: Letter,
    /// Answers beside a reference.
    pub(crate) points: Points,
}

/// Parts of an answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Parts {
    pub(crate) situation: String,
    pub(crate) action: String,
    pub(crate) result: String,
    pub(crate) reason: String,
    pub(crate) number: String,
    pub(crate) tool: String,
}

/// Why an answer cannot be rated.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lacking {
    pub(crate) empty: String,
    pub(crate) language: String,
    pub(crate) short: String,
    pub(crate) sentences: String,
    pub(crate) repeats: String,
    pub(crate) elsewhere: String,
    pub(crate) orders: String,
}

/// Why a person must rate an answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Open {
    pub(crate) long: String,
    /// `{valid}`, `{all}`.
    pub(crate) few_runs: String,
    /// `{levels}`.
    pub(crate) apart: String,
}

/// Sentences of the general feedback.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Feedback {
    /// `{rated}`, `{all}`.
    pub(crate) counted: String,
    /// `{name}`, `{level}`, `{words}`.
    pub(crate) strongest: String,
    /// `{quote}`.
    pub(crate) words: String,
    /// `{name}`, `{level}`, `{missing}`.
    pub(crate) weakest: String,
    /// `{item}`.
    pub(crate) missing: String,
    /// `{count}`.
    pub(crate) needs_human: String,
    /// `{scorer}`.
    pub(crate) by_rules: String,
    /// `{scorer}`.
    pub(crate) by_model: String,
    /// `{scorer}`.
    pub(crate) by_person: String,
}

/// Sentences of the letter.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Letter {
    /// `{title}`.
    pub(crate) thanks: String,
    pub(crate) thanks_bare: String,
    pub(crate) strengths: String,
    /// `{name}`, `{quote}`.
    pub(crate) strength: String,
    pub(crate) hints: String,
    /// `{name}`, `{item}`.
    pub(crate) hint: String,
    pub(crate) nothing: String,
    pub(crate) close: String,
}

/// Sentences about an answer beside a reference.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Points {
    /// `{points}`, `{found}`, `{all}`.
    pub(crate) explained: String,
    pub(crate) elsewhere: String,
    pub(crate) language: String,
}
