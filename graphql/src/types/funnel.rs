//! How many of those who were invited began, finished and were scored.

use std::collections::BTreeMap;

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{Datelike, Duration, NaiveDate, NaiveTime};
use entities::{Instant, pipeline::Passed};

use super::posting::Posting;
use crate::loaders::Loaders;

/// How far candidates came, of those who were invited in some time.
#[derive(SimpleObject)]
pub(crate) struct Funnel {
    /// All of them.
    total: FunnelCounts,
    /// By posting, the one with the most invited first.
    by_posting: Vec<PostingFunnel>,
    /// By the week in which they were invited, the oldest first; weeks without any are there, too.
    by_week: Vec<WeekFunnel>,
}

/// How many came how far. Whoever is counted further on is counted before, too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, SimpleObject)]
struct FunnelCounts {
    /// The mail server took the invite.
    invited: u32,
    /// Agreed to the disclosure.
    started: u32,
    /// Answered every question.
    completed: u32,
    /// Have a scorecard.
    scored: u32,
}

/// Those of one posting.
#[derive(SimpleObject)]
#[graphql(complex)]
struct PostingFunnel {
    #[graphql(skip)]
    posting_id: String,
    /// How many.
    counts: FunnelCounts,
}

#[ComplexObject]
impl PostingFunnel {
    /// The posting; null when it is not kept any more.
    async fn posting(&self, ctx: &Context<'_>) -> Result<Option<Posting>> {
        Ok(Loaders::load(ctx, self.posting_id.clone()).await?.map(Posting))
    }
}

/// Those of one week.
#[derive(SimpleObject)]
struct WeekFunnel {
    /// Its Monday, by UTC.
    monday: NaiveDate,
    /// How many.
    counts: FunnelCounts,
}

impl FunnelCounts {
    fn add(&mut self, some: &Passed) {
        self.invited += some.invited;
        self.started += some.started;
        self.completed += some.completed;
        self.scored += some.scored;
    }
}

impl Funnel {
    /// When the first of so many weeks began, by UTC; the last of them is that of `now`.
    pub(crate) fn since(weeks: i32, now: Instant) -> Instant {
        let first = monday(now) - Duration::weeks(i64::from(weeks - 1));
        first.and_time(NaiveTime::MIN).and_utc()
    }

    /// Those who were invited from `since` to `now`.
    pub(crate) fn of(all: &[Passed], since: Instant, now: Instant) -> Self {
        let mut total = FunnelCounts::default();
        let mut postings: BTreeMap<&str, FunnelCounts> = BTreeMap::new();
        let mut weeks: BTreeMap<NaiveDate, FunnelCounts> = BTreeMap::new();
        let mut week = monday(since);
        while week <= monday(now) {
            weeks.insert(week, FunnelCounts::default());
            week += Duration::weeks(1);
        }
        for some in all {
            total.add(some);
            postings.entry(&some.posting_id).or_default().add(some);
            weeks.entry(some.monday).or_default().add(some);
        }
        let mut by_posting: Vec<PostingFunnel> = postings
            .into_iter()
            .map(|(id, counts)| PostingFunnel { posting_id: id.to_owned(), counts })
            .collect();
        by_posting.sort_by_key(|posting| std::cmp::Reverse(posting.counts.invited));
        let by_week = weeks.into_iter().map(|(monday, counts)| WeekFunnel { monday, counts });
        Self { total, by_posting, by_week: by_week.collect() }
    }
}

fn monday(at: Instant) -> NaiveDate {
    let day = at.date_naive();
    day - Duration::days(day.weekday().num_days_from_monday().into())
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    #[test]
    fn weeks_are_whole_and_this_one_is_one_of_them() {
        // A Thursday at noon, and its Monday.
        let now = DateTime::from_timestamp(1_795_651_200 + 12 * 3_600, 0).unwrap();
        let monday = now.date_naive() - Duration::days(3);
        assert_eq!(monday.weekday(), chrono::Weekday::Mon);
        let began = monday.and_time(NaiveTime::MIN).and_utc();
        assert_eq!(Funnel::since(1, now), began);
        assert_eq!(Funnel::since(4, now), began - Duration::weeks(3));
        assert_eq!(Funnel::of(&[], Funnel::since(4, now), now).by_week.len(), 4);
    }

    #[test]
    fn each_is_counted_in_the_week_of_the_invite_and_empty_weeks_are_there() {
        // A Thursday.
        let first = DateTime::from_timestamp(1_795_651_200, 0).unwrap();
        let passed =
            |weeks: i64, posting: &str, [invited, started, completed, scored]: [u32; 4]| {
                let monday = monday(first) + Duration::weeks(weeks);
                let posting_id = posting.to_owned();
                Passed { posting_id, monday, invited, started, completed, scored }
            };
        let all = [
            passed(0, "p", [1, 1, 1, 1]),
            passed(0, "q", [1, 0, 0, 0]),
            passed(2, "q", [2, 2, 1, 0]),
        ];
        let funnel = Funnel::of(&all, first, first + Duration::days(17));
        let counts = |invited, started, completed, scored| FunnelCounts {
            invited,
            started,
            completed,
            scored,
        };
        assert_eq!(funnel.total, counts(4, 3, 2, 1));
        let weeks: Vec<u32> = funnel.by_week.iter().map(|week| week.counts.invited).collect();
        assert_eq!(weeks, [2, 0, 2]);
        assert!(funnel.by_week.iter().all(|week| week.monday.weekday() == chrono::Weekday::Mon));
        let postings: Vec<_> = funnel.by_posting.iter().map(|it| it.posting_id.as_str()).collect();
        assert_eq!(postings, ["q", "p"]);
    }
}
