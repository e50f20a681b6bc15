//! The time of day where a candidate is: zones by their IANA names, and the hours in which nobody is
//! reminded of anything. Pure.

use chrono::{Duration, NaiveDateTime, Offset, TimeZone, Timelike, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};
use entities::Instant;

/// The zone with this IANA name, such as `Europe/Paris`; `None` if there is none.
pub fn named(name: &str) -> Option<Tz> {
    name.parse().ok()
}

/// Countries that have one zone, but for far islands, as Lever's locations name them.
const COUNTRIES: [(&str, Tz); 34] = [
    ("Austria", Tz::Europe__Vienna),
    ("Belgium", Tz::Europe__Brussels),
    ("Bulgaria", Tz::Europe__Sofia),
    ("Colombia", Tz::America__Bogota),
    ("Croatia", Tz::Europe__Zagreb),
    ("Czech Republic", Tz::Europe__Prague),
    ("Czechia", Tz::Europe__Prague),
    ("Denmark", Tz::Europe__Copenhagen),
    ("England", Tz::Europe__London),
    ("Estonia", Tz::Europe__Tallinn),
    ("Finland", Tz::Europe__Helsinki),
    ("France", Tz::Europe__Paris),
    ("Germany", Tz::Europe__Berlin),
    ("Greece", Tz::Europe__Athens),
    ("Hungary", Tz::Europe__Budapest),
    ("India", Tz::Asia__Kolkata),
    ("Ireland", Tz::Europe__Dublin),
    ("Israel", Tz::Asia__Jerusalem),
    ("Italy", Tz::Europe__Rome),
    ("Japan", Tz::Asia__Tokyo),
    ("Latvia", Tz::Europe__Riga),
    ("Lithuania", Tz::Europe__Vilnius),
    ("Luxembourg", Tz::Europe__Luxembourg),
    ("Netherlands", Tz::Europe__Amsterdam),
    ("Norway", Tz::Europe__Oslo),
    ("Poland", Tz::Europe__Warsaw),
    ("Romania", Tz::Europe__Bucharest),
    ("Scotland", Tz::Europe__London),
    ("Singapore", Tz::Asia__Singapore),
    ("Spain", Tz::Europe__Madrid),
    ("Sweden", Tz::Europe__Stockholm),
    ("Switzerland", Tz::Europe__Zurich),
    ("UK", Tz::Europe__London),
    ("United Kingdom", Tz::Europe__London),
];

/// The zone of a place such as `Munich, Germany`, `New York, NY` or `Oslo`: by the country at its end
/// if that has one zone, else by the city at its start if a zone has its name. Outside the Americas
/// such a city must stand alone, for there is a Berlin, Dublin and Melbourne there, too.
pub(crate) fn of_place(text: &str) -> Option<Tz> {
    let mut parts = text.split(',').map(str::trim);
    let first = parts.next()?;
    let last = parts.next_back();
    let country = last.unwrap_or(first);
    let same = |(name, _): &&(&str, Tz)| name.eq_ignore_ascii_case(country);
    if let Some((_, zone)) = COUNTRIES.iter().find(same) {
        return Some(*zone);
    }
    let city = first.replace(' ', "_");
    let found = TZ_VARIANTS.iter().find(|zone| {
        let (area, name) = zone.name().split_once('/').unwrap_or_default();
        let is_place =
            !matches!(area, "" | "Etc" | "US" | "Canada" | "Brazil" | "Mexico" | "Chile");
        is_place && name.eq_ignore_ascii_case(&city) && (last.is_none() || area == "America")
    });
    found.copied()
}

/// `Europe/Paris, UTC+2`; `UTC`: where a time is that is told in this zone.
pub(crate) fn title(at: Instant, zone: Tz) -> String {
    let offset = offset_name(at, zone);
    let place = zone.name().replace('_', " ");
    if zone == Tz::UTC { offset } else { format!("{place}, {offset}") }
}

/// `UTC+1`, `UTC−3:30`, `UTC`: how far clocks there are ahead of UTC at an instant.
fn offset_name(at: Instant, zone: Tz) -> String {
    let minutes = at.with_timezone(&zone).offset().fix().local_minus_utc() / 60;
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    let sign = if minutes < 0 { '−' } else { '+' };
    match (hours, rest) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, rest) => format!("UTC{sign}{hours}:{rest:02}"),
    }
}

/// Hours of the day in which no reminder is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuietHours {
    from_hour: u32,
    until_hour: u32,
    zone: Tz,
}

impl QuietHours {
    /// No hours are quiet.
    pub const NONE: Self = Self { from_hour: 0, until_hour: 0, zone: Tz::UTC };

    /// From one full hour of the day until another, by the clocks where a candidate is, else by
    /// those of `zone`. The same hour twice is none. `None`: no hours of the day, or no zone.
    pub fn new(from_hour: u8, until_hour: u8, zone: &str) -> Option<Self> {
        let are_hours = from_hour < 24 && until_hour < 24;
        let (from_hour, until_hour) = (u32::from(from_hour), u32::from(until_hour));
        are_hours.then_some(Self { from_hour, until_hour, zone: named(zone)? })
    }

    /// From which full hour of the day until which.
    pub fn hours(&self) -> (u8, u8) {
        let hour = |hour| u8::try_from(hour).unwrap_or_default();
        (hour(self.from_hour), hour(self.until_hour))
    }

    /// The zone of candidates whose own is not known.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// When they end, if it is quiet now where the candidate is.
    pub fn end(&self, now: Instant, zone: Option<Tz>) -> Option<Instant> {
        let zone = zone.unwrap_or(self.zone);
        let here = now.with_timezone(&zone);
        let (hour, Self { from_hour, until_hour, .. }) = (here.hour(), *self);
        let is_quiet = if from_hour <= until_hour {
            (from_hour..until_hour).contains(&hour)
        } else {
            hour >= from_hour || hour < until_hour
        };
        if !is_quiet {
            return None;
        }
        let today = here.date_naive();
        let day = if hour < until_hour { today } else { today.succ_opt()? };
        let wall = day.and_hms_opt(until_hour, 0, 0)?;
        // Clocks that are put forward over it show the next hour instead.
        instant(wall, zone).or_else(|| instant(wall + Duration::hours(1), zone))
    }
}

fn instant(wall: NaiveDateTime, zone: Tz) -> Option<Instant> {
    Some(zone.from_local_datetime(&wall).earliest()?.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    fn at(text: &str) -> Instant {
        DateTime::parse_from_rfc3339(text).unwrap().with_timezone(&Utc)
    }

    fn end(now: &str, zone: &str) -> Option<Instant> {
        QuietHours::new(21, 8, "UTC").unwrap().end(at(now), named(zone))
    }

    #[test]
    fn a_night_ends_at_eight_where_the_candidate_is() {
        assert_eq!(end("2026-11-26T20:59:59+01:00", "Europe/Paris"), None);
        let eight = Some(at("2026-11-27T08:00:00+01:00"));
        assert_eq!(end("2026-11-26T21:00:00+01:00", "Europe/Paris"), eight);
        assert_eq!(end("2026-11-27T00:30:00+01:00", "Europe/Paris"), eight);
        assert_eq!(end("2026-11-27T07:59:59+01:00", "Europe/Paris"), eight);
        assert_eq!(end("2026-11-27T08:00:00+01:00", "Europe/Paris"), None);
        let far = Some(at("2026-11-28T08:00:00+14:00"));
        assert_eq!(end("2026-11-27T10:00:00Z", "Pacific/Kiritimati"), far);
    }

    #[test]
    fn who_lives_nowhere_known_lives_by_the_setting() {
        assert_eq!(end("2026-11-26T22:00:00Z", "nowhere"), Some(at("2026-11-27T08:00:00Z")));
        let berlin = QuietHours::new(21, 8, "Europe/Berlin").unwrap();
        let now = at("2026-11-26T20:30:00Z");
        assert_eq!(berlin.end(now, None), Some(at("2026-11-27T07:00:00Z")));
    }

    #[test]
    fn nights_in_which_clocks_change_end_at_the_right_hour() {
        let spring = Some(at("2026-03-29T08:00:00+02:00"));
        assert_eq!(end("2026-03-28T23:00:00+01:00", "Europe/Berlin"), spring);
        let autumn = Some(at("2026-10-25T08:00:00+01:00"));
        assert_eq!(end("2026-10-24T23:00:00+02:00", "Europe/Berlin"), autumn);
        // Until an hour that there is not that night.
        let until_two = QuietHours::new(21, 2, "Europe/Berlin").unwrap();
        let now = at("2026-03-29T01:30:00+01:00");
        assert_eq!(until_two.end(now, None), Some(at("2026-03-29T03:00:00+02:00")));
    }

    #[test]
    fn quiet_hours_may_lie_within_a_day_or_be_none() {
        let noon = QuietHours::new(12, 14, "UTC").unwrap();
        let two = Some(at("2026-11-26T14:00:00Z"));
        assert_eq!(noon.end(at("2026-11-26T12:00:00Z"), None), two);
        assert_eq!(noon.end(at("2026-11-26T14:00:00Z"), None), None);
        assert_eq!(QuietHours::NONE.end(at("2026-11-26T00:00:00Z"), None), None);
        assert_eq!(QuietHours::new(24, 8, "UTC"), None);
        assert_eq!(QuietHours::new(21, 8, "Mars/Olympus"), None);
    }

    #[test]
    fn a_place_has_the_zone_of_its_country_or_city_where_that_is_certain() {
        let zone = |place| of_place(place).map(Tz::name);
        assert_eq!(zone("Munich, Germany"), Some("Europe/Berlin"));
        assert_eq!(zone("netherlands"), Some("Europe/Amsterdam"));
        assert_eq!(zone("Oslo"), Some("Europe/Oslo"));
        assert_eq!(zone("New York, NY"), Some("America/New_York"));
        assert_eq!(zone("Los Angeles, CA, USA"), Some("America/Los_Angeles"));
        for uncertain in ["Dublin, Ohio", "Melbourne, FL", "Remote", "Utrecht", "", "GMT+1", ","] {
            assert_eq!(zone(uncertain), None, "{uncertain}");
        }
    }

    #[test]
    fn a_zone_is_told_by_name_and_offset() {
        let summer = at("2026-07-03T12:00:00Z");
        let title = |name| title(summer, named(name).unwrap());
        assert_eq!(title("Europe/Paris"), "Europe/Paris, UTC+2");
        assert_eq!(title("America/New_York"), "America/New York, UTC−4");
        assert_eq!(title("Asia/Kathmandu"), "Asia/Kathmandu, UTC+5:45");
        assert_eq!(title("Africa/Abidjan"), "Africa/Abidjan, UTC");
        assert_eq!(title("UTC"), "UTC");
        assert_eq!(named("Paris"), None);
    }
}
