//! When a candidate is reminded of an invite: pure, from the instant it was sent.

use chrono::Duration;
use entities::{Instant, inbox::Message};

/// So long after the invite; then no more.
const AFTER: [Duration; 4] =
    [Duration::hours(3), Duration::hours(24), Duration::hours(48), Duration::hours(72)];

/// The timers of an invite that was sent now: never at or after its end. Each says from when on it
/// is late, so that after an outage the newest one alone is sent.
pub(super) fn reminders(sent_at: Instant, expires_at: Instant) -> Vec<(Instant, Message)> {
    let due = || AFTER.iter().map(|after| sent_at + *after).filter(|due_at| *due_at < expires_at);
    let late = due().skip(1).chain([expires_at]);
    (1..)
        .zip(due().zip(late))
        .map(|(number, (due_at, until))| {
            (due_at, Message::ReminderDue { number, expires_at, until })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    fn hours(invite_hours: i64) -> Vec<(i64, i64)> {
        let sent_at = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
        let timers = reminders(sent_at, sent_at + Duration::hours(invite_hours));
        let each = timers.into_iter().map(|(due_at, message)| {
            let Message::ReminderDue { until, .. } = message else { panic!("another timer") };
            ((due_at - sent_at).num_hours(), (until - sent_at).num_hours())
        });
        each.collect()
    }

    #[test]
    fn there_are_four_and_each_is_late_when_the_next_one_is_due() {
        assert_eq!(hours(14 * 24), [(3, 24), (24, 48), (48, 72), (72, 14 * 24)]);
    }

    #[test]
    fn nobody_is_reminded_of_an_invite_that_has_ended() {
        assert_eq!(hours(48), [(3, 24), (24, 48)]);
        assert_eq!(hours(49), [(3, 24), (24, 48), (48, 49)]);
        assert!(hours(3).is_empty());
    }
}
