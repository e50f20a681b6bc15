//! What the law of a place asks for, as data: what candidates are told there, how long must lie between
//! telling them and scoring, and how long what is kept of them is kept. One file a jurisdiction, in
//! `jurisdictions/`, each with a version that grows when its rules or words change.
//!
//! Which one holds is chosen by people; a posting's location only suggests one.

use std::{collections::BTreeMap, sync::LazyLock};

use bdays::{HolidayCalendar, calendars::us::USSettlement};
use chrono::{DateTime, LocalResult, TimeZone};
use chrono_tz::{America::New_York, Tz};
use entities::{
    DbErr, Instant, Language, notice, pipeline,
    sea_orm::ConnectionTrait,
    tenant::{DEFAULT_JURISDICTION, Settings},
};
use serde::Deserialize;

/// The files, in the order they are offered in.
const FILES: [&str; 7] = [
    include_str!("jurisdictions/default.toml"),
    include_str!("jurisdictions/nyc.toml"),
    include_str!("jurisdictions/illinois.toml"),
    include_str!("jurisdictions/colorado.toml"),
    include_str!("jurisdictions/california.toml"),
    include_str!("jurisdictions/eu.toml"),
    include_str!("jurisdictions/uk.toml"),
];

/// Where business days are counted: the one place that has some.
const CLOCKS: Tz = New_York;

/// The rules of one jurisdiction.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Jurisdiction {
    /// What it is called in settings and consents.
    pub id: String,
    /// Grows when anything below changes.
    pub version: String,
    /// As people call it.
    pub name: String,
    /// What follows from choosing it, for operators.
    pub about: String,
    /// The laws it is made after.
    pub laws: Vec<String>,
    /// Business days that must lie between telling a candidate and scoring their answers.
    pub scoring_after_business_days: Option<i32>,
    /// What is kept of a candidate is kept for so many days at least.
    pub keep_days_min: Option<u16>,
    /// And for so many at most.
    pub keep_days_max: Option<u16>,
    /// Words in a posting's location that suggest it.
    #[serde(default)]
    locations: Vec<String>,
    texts: BTreeMap<String, Texts>,
}

/// What candidates are told in one language.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// Paragraphs, templates each, for the invite and behind the disclosure's own.
    pub notice: Vec<String>,
    /// What they agree to in place of the disclosure's sentence.
    pub consent: Option<String>,
}

#[expect(clippy::expect_used, reason = "compiled in, and a test reads each file")]
static ALL: LazyLock<Vec<Jurisdiction>> = LazyLock::new(|| {
    FILES.iter().map(|file| toml::from_str(file).expect("it is a jurisdiction")).collect()
});

/// All of them, the default first.
pub fn all() -> &'static [Jurisdiction] {
    &ALL
}

/// The one with this id, if there is one.
pub fn named(id: &str) -> Option<&'static Jurisdiction> {
    all().iter().find(|there| there.id == id)
}

/// The one with this id; the default where there is none any more.
///
/// # Panics
///
/// Never: the default is compiled in.
#[expect(clippy::expect_used, reason = "compiled in, and a test finds it")]
pub fn find(id: &str) -> &'static Jurisdiction {
    named(id).or_else(|| named(DEFAULT_JURISDICTION)).expect("there is a default")
}

/// The one whose rules hold for the candidates of a posting.
pub fn of_posting(settings: &Settings, posting_id: &str) -> &'static Jurisdiction {
    find(settings.jurisdiction_of(posting_id))
}

/// The one by whose rules a candidate is interviewed: what they agreed to holds to the end, whatever
/// the company chooses later; before that, their posting's.
///
/// # Errors
///
/// If the store does.
pub async fn of_candidate(
    db: &impl ConnectionTrait,
    settings: &Settings,
    pipeline: &pipeline::Model,
    agreed: bool,
) -> Result<&'static Jurisdiction, DbErr> {
    let told = if agreed { notice::find(db, pipeline.tenant_id, pipeline.id).await? } else { None };
    Ok(match told {
        Some(told) => find(&told.jurisdiction),
        None => of_posting(settings, &pipeline.posting_id),
    })
}

/// The one that a posting's location suggests.
pub fn suggested(location: &str) -> Option<&'static Jurisdiction> {
    let there = words(location);
    let within = |wanted: &String| {
        let wanted = words(wanted);
        there.windows(wanted.len()).any(|part| part == wanted)
    };
    all().iter().find(|each| each.locations.iter().any(within))
}

fn words(text: &str) -> Vec<String> {
    let each = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    each.map(str::to_lowercase).collect()
}

impl Jurisdiction {
    /// What candidates are told in a language.
    ///
    /// # Panics
    ///
    /// Never: a test looks for every language in each file.
    #[expect(clippy::expect_used, reason = "a test looks for every language in each file")]
    pub fn texts(&self, language: Language) -> &Texts {
        self.texts.get(language.code()).expect("it says so in every language")
    }

    /// From when on the answers of who was told at an instant may be scored; `None`: at once. Weekends
    /// and federal holidays are no business days, by New York's clocks.
    pub fn scoring_not_before(&self, told_at: Instant) -> Option<Instant> {
        let days = self.scoring_after_business_days?;
        let told_at = told_at.with_timezone(&CLOCKS);
        let day = USSettlement.advance_bdays(told_at.date_naive(), days);
        let due: LocalResult<DateTime<Tz>> =
            CLOCKS.from_local_datetime(&day.and_time(told_at.time()));
        // An hour that clocks skip: what is later is right as well.
        let due = due.latest().or_else(|| {
            CLOCKS.from_local_datetime(&day.succ_opt()?.and_time(told_at.time())).latest()
        });
        due.map(|due| due.to_utc())
    }

    /// After how many days what is kept of a candidate is erased, where the company wants `wanted`;
    /// `None`: never by itself.
    pub fn keep_days(&self, wanted: Option<u16>) -> Option<u16> {
        let days = match (wanted, self.keep_days_max) {
            (Some(wanted), Some(most)) => wanted.min(most),
            (wanted, most) => wanted.or(most)?,
        };
        Some(days.max(self.keep_days_min.unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use minijinja::Environment;

    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn each_says_the_same_in_every_language() {
        let ids: BTreeSet<_> = all().iter().map(|each| each.id.as_str()).collect();
        let wanted = ["california", "colorado", "default", "eu", "illinois", "nyc", "uk"];
        assert_eq!(ids, BTreeSet::from(wanted));
        for each in all() {
            assert_eq!(each.texts.len(), Language::ALL.len(), "{}", each.id);
            let asked = |language| {
                let texts = each.texts(language);
                let parts = texts.notice.iter().chain(&texts.consent);
                let asked = parts.map(|text| {
                    assert!(!text.trim().is_empty(), "{} {language:?}", each.id);
                    let environment = Environment::new();
                    environment.template_from_str(text).unwrap().undeclared_variables(false)
                });
                (texts.notice.len(), asked.collect::<Vec<_>>())
            };
            let english = asked(Language::English);
            for language in Language::ALL {
                assert_eq!(asked(language), english, "{} {language:?}", each.id);
            }
            assert_eq!(english.0 > 0, each.id != DEFAULT_JURISDICTION, "{}", each.id);
            assert_eq!(each.laws.is_empty(), each.id == DEFAULT_JURISDICTION, "{}", each.id);
            let (least, most) = (each.keep_days_min, each.keep_days_max);
            assert!(least.is_none() || most.is_none() || least <= most, "{}", each.id);
        }
    }

    #[test]
    fn no_two_languages_say_the_same() {
        for each in all().iter().filter(|each| each.id != DEFAULT_JURISDICTION) {
            let first = |language| &each.texts(language).notice[0];
            let distinct: BTreeSet<_> = Language::ALL.into_iter().map(first).collect();
            assert_eq!(distinct.len(), Language::ALL.len(), "{}", each.id);
        }
    }

    #[test]
    fn in_new_york_ten_business_days_lie_between_the_notice_and_the_score() {
        let nyc = find("nyc");
        let due = |told: &str| nyc.scoring_not_before(at(told)).unwrap();
        // Monday to the Monday after next.
        assert_eq!(due("2026-08-03T15:00:00Z"), at("2026-08-17T15:00:00Z"));
        // Over Thanksgiving, and over the end of summer time.
        assert_eq!(due("2026-11-20T15:00:00Z"), at("2026-12-07T15:00:00Z"));
        assert_eq!(due("2026-10-30T15:00:00Z"), at("2026-11-16T16:00:00Z"));
        // A Saturday is no business day, and counts as the Monday after it.
        assert_eq!(due("2026-08-01T15:00:00Z"), at("2026-08-17T15:00:00Z"));
        // Still Sunday in New York.
        assert_eq!(
            due("2026-08-03T02:00:00Z"),
            due("2026-08-02T15:00:00Z") + chrono::Duration::hours(11)
        );
        assert_eq!(find("eu").scoring_not_before(at("2026-08-03T15:00:00Z")), None);
    }

    #[test]
    fn what_is_kept_is_kept_as_long_as_the_law_wants_and_no_longer() {
        let days = |id, wanted| find(id).keep_days(wanted);
        assert_eq!((days("default", None), days("default", Some(30))), (None, Some(30)));
        assert_eq!((days("eu", None), days("eu", Some(30))), (Some(180), Some(30)));
        assert_eq!(days("eu", Some(400)), Some(180));
        assert_eq!((days("california", None), days("california", Some(30))), (None, Some(1461)));
        assert_eq!(days("california", Some(2000)), Some(2000));
    }

    #[test]
    fn a_location_suggests_a_jurisdiction_by_whole_words() {
        let id = |location| suggested(location).map(|there| there.id.as_str());
        assert_eq!(id("New York, NY"), Some("nyc"));
        assert_eq!(id("Remote (Chicago)"), Some("illinois"));
        assert_eq!(id("Utrecht, Netherlands"), Some("eu"));
        assert_eq!(id("London"), Some("uk"));
        assert_eq!(id("Denver / Boulder"), Some("colorado"));
        assert_eq!(id("San Francisco Bay Area"), Some("california"));
        assert_eq!(id("Toukyo"), None);
        assert_eq!(id(""), None);
        assert_eq!(find("nowhere").id, DEFAULT_JURISDICTION);
    }
}
