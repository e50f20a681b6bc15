//! How the connection to Lever is doing.

use async_graphql::{Enum, SimpleObject};
use entities::{
    Instant,
    health::{self, Outcome, Subject},
};

/// How the connection to Lever is doing, as far as was seen by looking.
#[derive(SimpleObject)]
pub(crate) struct Health {
    /// When Lever was last looked at.
    checked_at: Option<Instant>,
    /// Whether it is being looked at, or about to be.
    checking: bool,
    /// The worst of the checks; what cannot be told yet is not held against it.
    status: HealthStatus,
    /// What was found, one thing each.
    checks: Vec<HealthCheck>,
    /// Whether Lever announces what happens.
    webhooks: WebhookHealth,
    /// When the last good event came.
    last_event_at: Option<Instant>,
    /// Deliveries at our address that were refused, since the account was connected.
    refused_events: i32,
    /// Why the last of them was refused.
    last_refusal: Option<String>,
    /// When the last of them was refused.
    last_refused_at: Option<Instant>,
}

/// How the connection is doing as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
enum HealthStatus {
    /// Everything works, as far as can be told.
    Healthy,
    /// Works, and something should be looked at.
    Warning,
    /// Something does not work.
    Failing,
    /// Not looked at yet, or not connected.
    Unknown,
}

/// Whether Lever announces what happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
enum WebhookHealth {
    /// Events come.
    Receiving,
    /// Something happened that was not announced.
    NotReceiving,
    /// Nothing happened yet that would tell.
    Unknown,
}

/// One thing looked at.
#[derive(SimpleObject)]
struct HealthCheck {
    /// Which.
    subject: HealthSubject,
    /// Which, in short words for people.
    title: &'static str,
    /// How it is.
    outcome: HealthOutcome,
    /// What was found, for people.
    detail: String,
    /// What to do about it, for people.
    remedy: Option<String>,
}

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "health::Subject")]
enum HealthSubject {
    /// Whether Lever takes our credentials.
    Connection,
    /// Whether Lever granted what is needed.
    Scopes,
    /// In whose name our writes appear.
    PerformAs,
    /// Whether the trigger stages are there.
    TriggerStages,
    /// Whether each of our webhooks is there, once.
    Webhooks,
    /// Whether moves are announced.
    StageEvents,
    /// Whether applications are announced.
    ApplicationEvents,
    /// Whether postings have tags that only nearly match.
    PostingTags,
    /// Whether our tags can be put on opportunities.
    Tags,
    /// Whether notes can be read and written.
    Notes,
    /// Whether files can be read and written.
    Files,
    /// Whether the feedback form can be filled in, where one is chosen.
    Feedback,
    /// How much of Lever's allowance is used.
    Rate,
}

/// How a thing looked at is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "health::Outcome")]
enum HealthOutcome {
    /// As it must be.
    Pass,
    /// Cannot be told yet.
    Unknown,
    /// Works, and should be looked at.
    Warn,
    /// Does not work.
    Fail,
}

impl Health {
    pub(crate) fn of(row: &health::Model, connected: bool, now: Instant) -> Self {
        let checks = row.checks.0.iter().map(|check| HealthCheck {
            subject: check.subject.into(),
            title: title(check.subject),
            outcome: check.outcome.into(),
            detail: check.detail.clone(),
            remedy: check.remedy.clone(),
        });
        let due = row.look_due_at.is_none_or(|due_at| due_at <= now);
        Self {
            checked_at: row.looked_at,
            checking: connected && (row.looked_at.is_none() || due),
            status: status(row, connected),
            checks: checks.collect(),
            webhooks: webhooks(row),
            last_event_at: row.event_at,
            refused_events: row.refused_events,
            last_refusal: row.refusal.clone(),
            last_refused_at: row.refused_at,
        }
    }
}

fn status(row: &health::Model, connected: bool) -> HealthStatus {
    // What was found before no longer holds, and nothing is looked at.
    if !connected {
        return HealthStatus::Unknown;
    }
    match row.checks.0.iter().map(|check| check.outcome).max() {
        None => HealthStatus::Unknown,
        Some(Outcome::Pass | Outcome::Unknown) => HealthStatus::Healthy,
        Some(Outcome::Warn) => HealthStatus::Warning,
        Some(Outcome::Fail) => HealthStatus::Failing,
    }
}

fn webhooks(row: &health::Model) -> WebhookHealth {
    let failing = row.checks.0.iter().any(|check| {
        let event = matches!(check.subject, Subject::StageEvents | Subject::ApplicationEvents);
        event && check.outcome == Outcome::Fail
    });
    if failing {
        WebhookHealth::NotReceiving
    } else if row.event_at.is_some() {
        WebhookHealth::Receiving
    } else {
        WebhookHealth::Unknown
    }
}

fn title(subject: Subject) -> &'static str {
    match subject {
        Subject::Connection => "Connection",
        Subject::Scopes => "Access granted",
        Subject::PerformAs => "Writes appear as",
        Subject::TriggerStages => "Trigger stages",
        Subject::Webhooks => "Webhooks",
        Subject::StageEvents => "Moves are announced",
        Subject::ApplicationEvents => "Applications are announced",
        Subject::PostingTags => "Tags of postings",
        Subject::Tags => "Our tags",
        Subject::Notes => "Notes",
        Subject::Files => "Files",
        Subject::Feedback => "Feedback form",
        Subject::Rate => "Allowance",
    }
}
