//! Faults on request, by name: how often each still has to happen.

use std::collections::BTreeMap;

/// Every fault there is, with what it does.
pub(super) const FAULTS: &[(&str, &str)] = &[
    ("rate_limit_next", "the next API requests are answered 429"),
    ("fail_next_500", "the next API requests are answered 500"),
    ("fail_next_503", "the next API requests are answered 503"),
    ("lose_reply_next", "the next API writes take effect and are answered 500"),
    (
        "reset_reply_next",
        "the next API writes take effect and the connection breaks within the answer",
    ),
    ("fail_token_next", "the next token requests are answered 503 and change nothing"),
    ("lose_token_reply_next", "the next token requests take effect and are answered 503"),
    ("drop_webhooks_next", "the next webhooks are never sent"),
    ("duplicate_webhooks", "while on, every webhook is sent twice"),
];

/// How often each fault still has to happen. All off at the start.
#[derive(Default)]
pub(super) struct Faults(BTreeMap<&'static str, u32>);

impl Faults {
    /// Sets a fault to happen `count` more times; false when there is no such fault.
    pub(super) fn set(&mut self, name: &str, count: u32) -> bool {
        let known = FAULTS.iter().find(|(known, _)| *known == name);
        if let Some((known, _)) = known {
            self.0.insert(known, count);
        }
        known.is_some()
    }

    /// Whether the fault happens now; uses it up once.
    pub(super) fn take(&mut self, name: &str) -> bool {
        match self.0.get_mut(name) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }

    /// Whether a lasting fault is on.
    pub(super) fn is_on(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|count| *count > 0)
    }

    /// All faults with the times left.
    pub(super) fn list(&self) -> BTreeMap<&'static str, u32> {
        FAULTS
            .iter()
            .map(|(name, _)| (*name, self.0.get(name).copied().unwrap_or_default()))
            .collect()
    }

    /// All off.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}
