//! The candidate's calendar entry as a file: pure, from what it is to say.

use chrono::Duration;
use entities::Instant;
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};

/// One state of the entry. The same `uid` with a greater `sequence` takes the place of an earlier
/// one (RFC 5546, read November 2026).
pub(super) struct Entry<'a> {
    /// The same for all of an interview.
    pub(super) uid: String,
    /// Grows with each change.
    pub(super) sequence: u32,
    /// When it was written.
    pub(super) written_at: Instant,
    /// When it begins; `None`: it is taken off the calendar.
    pub(super) at: Option<Instant>,
    /// How long it takes.
    pub(super) minutes: u32,
    /// What it is about.
    pub(super) title: &'a str,
    /// What to do when the time has come.
    pub(super) text: &'a str,
    /// Where to go then.
    pub(super) link: &'a str,
    /// Whom it is from, as a name and an address.
    pub(super) organizer: (&'a str, &'a str),
    /// Whose calendar it is for: an address.
    pub(super) attendee: &'a str,
}

impl Entry<'_> {
    /// What is done with the entry, in the words of the standard.
    pub(super) fn method(&self) -> &'static str {
        if self.at.is_some() { "REQUEST" } else { "CANCEL" }
    }

    /// The file.
    pub(super) fn file(&self) -> String {
        let (name, address) = self.organizer;
        let mut event = Event::with_uid(&self.uid);
        event
            .timestamp(self.written_at)
            .sequence(self.sequence)
            .summary(self.title)
            .append_property(
                Property::new("ORGANIZER", format!("mailto:{address}"))
                    .add_parameter("CN", &quoted(name))
                    .done(),
            )
            // They chose it themselves: nothing is to be answered.
            .append_property(
                Property::new("ATTENDEE", format!("mailto:{}", self.attendee))
                    .add_parameter("PARTSTAT", "ACCEPTED")
                    .add_parameter("RSVP", "FALSE")
                    .done(),
            );
        match self.at {
            Some(at) => event
                .starts(at)
                .ends(at + Duration::minutes(i64::from(self.minutes.max(1))))
                .description(self.text)
                .location(self.link)
                .status(EventStatus::Confirmed),
            None => event.status(EventStatus::Cancelled),
        };
        let mut calendar = Calendar::new();
        calendar.append_property(Property::new("METHOD", self.method()));
        calendar.push(event.done());
        calendar.to_string()
    }
}

/// A name as a parameter's value: in quotes, which it cannot have itself.
fn quoted(name: &str) -> String {
    let plain: String = name.chars().filter(|c| *c != '"' && !c.is_control()).collect();
    format!("\"{plain}\"")
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    fn entry(at: Option<Instant>) -> Entry<'static> {
        Entry {
            uid: "p@fulcrum.example".into(),
            sequence: 3,
            written_at: DateTime::from_timestamp(1_790_000_000, 0).unwrap(),
            at,
            minutes: 25,
            title: "Interview: C, C++; Rust\nBEGIN:VALARM",
            text: "Open the link.",
            link: "https://f.example/i/abc",
            organizer: ("Alex \"A\" at Brightwater", "interviews@f.example"),
            attendee: "marit@example.net",
        }
    }

    /// The lines as they are before long ones are folded.
    fn lines(file: &str) -> Vec<String> {
        file.replace("\r\n ", "").lines().map(ToOwned::to_owned).collect()
    }

    #[test]
    fn it_says_when_for_how_long_and_where() {
        let at = DateTime::from_timestamp(1_790_003_600, 0).unwrap();
        let file = entry(Some(at)).file();
        let lines = lines(&file);
        for line in [
            "METHOD:REQUEST",
            "UID:p@fulcrum.example",
            "SEQUENCE:3",
            "DTSTAMP:20260921T141320Z",
            "DTSTART:20260921T151320Z",
            "DTEND:20260921T153820Z",
            "LOCATION:https://f.example/i/abc",
            "STATUS:CONFIRMED",
        ] {
            assert!(lines.iter().any(|there| there == line), "{line} is not in {file}");
        }
        assert_eq!(file, entry(Some(at)).file(), "the same again");
    }

    #[test]
    fn a_title_is_never_markup() {
        let file = entry(None).file();
        let lines = lines(&file);
        assert!(!lines.iter().any(|line| line == "BEGIN:VALARM"), "{file}");
        let title = "SUMMARY:Interview: C\\, C++\\; Rust\\nBEGIN:VALARM";
        assert!(lines.iter().any(|line| line == title), "{file}");
        assert!(file.contains("CN=\"Alex A at Brightwater\""), "{file}");
    }

    #[test]
    fn a_time_given_back_takes_it_off_the_calendar() {
        let file = entry(None).file();
        assert!(file.contains("METHOD:CANCEL") && file.contains("STATUS:CANCELLED"), "{file}");
        assert!(!file.contains("DTSTART"), "{file}");
    }
}
