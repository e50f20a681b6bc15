//! The adverse-impact report, laid out as Local Law 144 of New York City has it: scoring rates and
//! impact ratios by sex, by race or ethnicity, and by both.
//!
//! Made from what candidates said of themselves, which is kept apart and meets their scores only here,
//! in memory, and leaves as counts. A category of fewer than [`CELL_MIN`] people is not shown, nor are
//! as many others as it takes until no total less what is shown tells how many they are; nor is the
//! table by both wherever anything is hidden. Nothing counts before the month in which it was said is
//! over, so that nobody's answer is seen by looking before and after it.

use std::collections::{HashMap, HashSet};

use chrono::Datelike;
use entities::{
    DbErr, Instant,
    ids::TenantId,
    pipeline, scorecard,
    sea_orm::ConnectionTrait,
    self_report::{self, RaceEthnicity, Sex},
    vault::Vault,
};

/// Fewer people than this in a category are told nobody's rate.
pub const CELL_MIN: usize = 5;
/// A category below this share of the data may be left out of the ratios (6 RCNY 5-301).
const SHARE_MIN: f64 = 0.02;
/// Below this ratio the four-fifths rule sees adverse impact.
pub const FOUR_FIFTHS: f64 = 0.8;

/// Somebody whose interview was scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scored {
    /// Overall, 0 to 100.
    pub overall: i16,
    /// What they said; `None`: nothing.
    pub sex: Option<Sex>,
    /// What they said; `None`: nothing.
    pub race_ethnicity: Option<RaceEthnicity>,
}

/// The report.
#[derive(Clone, Debug, PartialEq)]
pub struct Impact {
    /// How many interviews were scored.
    pub scored: usize,
    /// Their median score; `None` below [`CELL_MIN`].
    pub median: Option<f64>,
    /// How many of them said nothing of their sex.
    pub sex_unknown: usize,
    /// How many said nothing of their race or ethnicity.
    pub race_ethnicity_unknown: usize,
    /// By sex.
    pub by_sex: Vec<Row>,
    /// By race or ethnicity.
    pub by_race_ethnicity: Vec<Row>,
    /// By both.
    pub by_both: Vec<Row>,
}

/// One category.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Of this sex; `None`: of any.
    pub sex: Option<Sex>,
    /// Of this race or ethnicity; `None`: of any.
    pub race_ethnicity: Option<RaceEthnicity>,
    /// How many; `None`: not shown.
    pub count: Option<usize>,
    /// Share of them above the median.
    pub rate: Option<f64>,
    /// Their rate by the highest.
    pub impact_ratio: Option<f64>,
    /// Fisher's exact p, two-sided, against the category with the highest rate.
    pub p: Option<f64>,
    /// Why there is no ratio, if so.
    pub left_out: Option<LeftOut>,
}

/// Why a category has no ratio.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Nobody is in it.
    Nobody,
    /// Fewer than [`CELL_MIN`]; or, with the totals, it would tell how many are in one of those.
    NotShown,
    /// Fewer than two in a hundred.
    UnderTwoPercent,
    /// The highest rate is that of a category that is not shown.
    NoReference,
}

/// Everybody whose interview ended in that year, or ever, before the month that it is now.
pub async fn scored(
    db: &impl ConnectionTrait,
    vault: &Vault,
    tenant_id: TenantId,
    year: Option<i32>,
    now: Instant,
) -> Result<Vec<Scored>, DbErr> {
    let this_month = month(now);
    let said: HashMap<String, self_report::Model> = self_report::Entity::of_tenant(tenant_id)
        .all(db)
        .await?
        .into_iter()
        .filter(|said| said.month < this_month)
        .map(|said| (said.pseudonym.clone(), said))
        .collect();
    let overall: HashMap<_, _> =
        scorecard::overall_of_all(db, tenant_id).await?.into_iter().collect();
    let each = pipeline::scored(db, tenant_id).await?.into_iter();
    let counted = each.filter_map(|(id, scorecard_id, completed_at)| {
        let ended_at = completed_at?;
        let then = year.is_none_or(|year| ended_at.year() == year);
        if !then || month(ended_at) >= this_month {
            return None;
        }
        let said = said.get(&self_report::pseudonym(vault, id));
        Some(Scored {
            overall: *overall.get(&scorecard_id)?,
            sex: said.and_then(|said| said.sex),
            race_ethnicity: said.and_then(|said| said.race_ethnicity),
        })
    });
    Ok(counted.collect())
}

/// A month as rows have it.
pub fn month(at: Instant) -> String {
    at.format("%Y-%m").to_string()
}

/// Works the report out.
pub fn report(people: &[Scored]) -> Impact {
    let median = median(people);
    let sexes = Sex::ALL.map(|sex| (Some(sex), None));
    let races = RaceEthnicity::ALL.map(|race| (None, Some(race)));
    let both = RaceEthnicity::ALL
        .iter()
        .flat_map(|race| Sex::ALL.map(|sex| (Some(sex), Some(*race))))
        .collect::<Vec<_>>();
    let by_sex = table(people, median, &sexes);
    let by_race_ethnicity = table(people, median, &races);
    let mut by_both = table(people, median, &both);
    // Its rows add up to those of the others.
    if by_sex.iter().chain(&by_race_ethnicity).chain(&by_both).any(|row| row.count.is_none()) {
        by_both.iter_mut().for_each(Row::hide);
    }
    Impact {
        scored: people.len(),
        median: median.filter(|_| people.len() >= CELL_MIN),
        sex_unknown: people.iter().filter(|one| one.sex.is_none()).count(),
        race_ethnicity_unknown: people.iter().filter(|one| one.race_ethnicity.is_none()).count(),
        by_sex,
        by_race_ethnicity,
        by_both,
    }
}

fn median(people: &[Scored]) -> Option<f64> {
    let mut scores: Vec<i16> = people.iter().map(|one| one.overall).collect();
    scores.sort_unstable();
    let middle = scores.len() / 2;
    let upper = f64::from(*scores.get(middle)?);
    if scores.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = f64::from(*scores.get(middle.checked_sub(1)?)?);
    Some(f64::midpoint(lower, upper))
}

/// A sex, a race or ethnicity, or both.
type Category = (Option<Sex>, Option<RaceEthnicity>);

/// A category, how many are in it, and how many of them are above the median.
struct Cell {
    of: Category,
    count: usize,
    above: usize,
}

impl Cell {
    fn rate(&self) -> f64 {
        share(self.above, self.count)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of people are far below what is lost")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn table(people: &[Scored], median: Option<f64>, categories: &[Category]) -> Vec<Row> {
    let cells: Vec<Cell> = categories
        .iter()
        .map(|of| {
            let within = |one: &&Scored| {
                of.0.is_none_or(|sex| one.sex == Some(sex))
                    && of.1.is_none_or(|race| one.race_ethnicity == Some(race))
            };
            let above = |one: &&Scored| median.is_some_and(|it| f64::from(one.overall) > it);
            let there = || people.iter().filter(within);
            Cell { of: *of, count: there().count(), above: there().filter(above).count() }
        })
        .collect();
    let known: usize = cells.iter().map(|cell| cell.count).sum();
    let hidden = hidden(&cells);
    let may_set = |cell: &&Cell| cell.count >= CELL_MIN && share(cell.count, known) >= SHARE_MIN;
    let is_shown = |cell: &Cell| !hidden.contains(&cell.of);
    let higher = |one: &&Cell, other: &&Cell| {
        one.rate().total_cmp(&other.rate()).then(is_shown(one).cmp(&is_shown(other)))
    };
    let highest = cells.iter().filter(may_set).max_by(higher);
    let shown_highest = highest.filter(|cell| is_shown(cell));
    let each = cells.iter().map(|cell| {
        let left_out = if hidden.contains(&cell.of) {
            Some(LeftOut::NotShown)
        } else if cell.count == 0 {
            Some(LeftOut::Nobody)
        } else if !may_set(&cell) {
            Some(LeftOut::UnderTwoPercent)
        } else if shown_highest.is_none() {
            Some(LeftOut::NoReference)
        } else {
            None
        };
        let shown = left_out != Some(LeftOut::NotShown);
        let against = shown_highest.filter(|_| left_out.is_none());
        Row {
            sex: cell.of.0,
            race_ethnicity: cell.of.1,
            count: shown.then_some(cell.count),
            rate: (shown && cell.count > 0).then(|| cell.rate()),
            impact_ratio: against
                .filter(|best| best.above > 0)
                .map(|best| cell.rate() / best.rate()),
            p: against.and_then(|best| fisher(cell, best)),
            left_out,
        }
    });
    each.collect()
}

/// Those with too few, and as many others, the smallest first, as it takes until nothing is left of
/// the total, which is told, that says how many are in one of them: each may be one or more, and all
/// of them together have [`CELL_MIN`] less one beyond that to share.
fn hidden(cells: &[Cell]) -> HashSet<Category> {
    let mut by_size: Vec<&Cell> = cells.iter().filter(|cell| cell.count > 0).collect();
    by_size.sort_by_key(|cell| cell.count);
    let few = by_size.iter().filter(|cell| cell.count < CELL_MIN).count();
    if few == 0 {
        return HashSet::new();
    }
    let is_enough = |many: usize| {
        let people: usize = by_size.iter().take(many).map(|cell| cell.count).sum();
        many > 1 && people >= many + CELL_MIN - 1
    };
    match (few..=by_size.len()).find(|many| is_enough(*many)) {
        Some(many) => by_size.iter().take(many).map(|cell| cell.of).collect(),
        // Nor those with nobody, which would tell as much.
        None => cells.iter().map(|cell| cell.of).collect(),
    }
}

/// Two-sided; `None` where there are more people than it is worked out for.
fn fisher(cell: &Cell, best: &Cell) -> Option<f64> {
    let counts = [cell.above, cell.count - cell.above, best.above, best.count - best.above];
    let counts: Vec<u32> = counts.iter().filter_map(|it| u32::try_from(*it).ok()).collect();
    let counts: [u32; 4] = counts.try_into().ok()?;
    fishers_exact::fishers_exact(&counts).ok().map(|p| p.two_tail_pvalue.min(1.0))
}

impl Impact {
    /// As a file of values separated by commas.
    ///
    /// # Errors
    ///
    /// Never, as it is written into memory.
    pub fn csv(&self) -> Result<String, csv::Error> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record([
            "sex",
            "race_ethnicity",
            "scored",
            "scoring_rate",
            "impact_ratio",
            "fisher_exact_p",
            "note",
        ])?;
        let number = |value: Option<f64>| value.map(|it| format!("{it:.4}")).unwrap_or_default();
        let rows = self.by_sex.iter().chain(&self.by_race_ethnicity).chain(&self.by_both);
        for row in rows {
            writer.write_record([
                row.sex.map_or("all", sex_words).to_owned(),
                row.race_ethnicity.map_or("all", race_ethnicity_words).to_owned(),
                row.count.map_or_else(|| "not shown".to_owned(), |it| it.to_string()),
                number(row.rate),
                number(row.impact_ratio),
                number(row.p),
                row.left_out.map_or("", LeftOut::words).to_owned(),
            ])?;
        }
        for (sex, race, count) in [
            ("unknown", "all", self.sex_unknown),
            ("all", "unknown", self.race_ethnicity_unknown),
            ("all", "all", self.scored),
        ] {
            let count = count.to_string();
            writer.write_record([sex, race, &count, "", "", "", ""])?;
        }
        let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

impl Row {
    /// As if it had too few.
    fn hide(&mut self) {
        let (sex, race_ethnicity) = (self.sex, self.race_ethnicity);
        let left_out = Some(LeftOut::NotShown);
        let (count, rate, impact_ratio, p) = (None, None, None, None);
        *self = Self { sex, race_ethnicity, count, rate, impact_ratio, p, left_out };
    }
}

impl LeftOut {
    fn words(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::NotShown => "fewer than 5, or it would tell of a category with fewer",
            Self::UnderTwoPercent => "under 2 % of the data: left out of the ratios",
            Self::NoReference => "no ratio: the highest rate is not shown",
        }
    }
}

fn sex_words(sex: Sex) -> &'static str {
    match sex {
        Sex::Female => "Female",
        Sex::Male => "Male",
    }
}

fn race_ethnicity_words(race: RaceEthnicity) -> &'static str {
    match race {
        RaceEthnicity::HispanicOrLatino => "Hispanic or Latino",
        RaceEthnicity::White => "White",
        RaceEthnicity::BlackOrAfricanAmerican => "Black or African American",
        RaceEthnicity::NativeHawaiianOrPacificIslander => "Native Hawaiian or Pacific Islander",
        RaceEthnicity::Asian => "Asian",
        RaceEthnicity::NativeAmericanOrAlaskaNative => "Native American or Alaska Native",
        RaceEthnicity::TwoOrMoreRaces => "Two or More Races",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(each: &[(usize, i16, Option<Sex>, Option<RaceEthnicity>)]) -> Vec<Scored> {
        let each = each.iter().flat_map(|(times, overall, sex, race_ethnicity)| {
            let one = Scored { overall: *overall, sex: *sex, race_ethnicity: *race_ethnicity };
            std::iter::repeat_n(one, *times)
        });
        each.collect()
    }

    fn near(value: Option<f64>, wanted: f64) -> bool {
        value.is_some_and(|value| (value - wanted).abs() < 1e-4)
    }

    #[test]
    fn rates_are_shares_above_the_median_and_ratios_are_by_the_highest() {
        // Of 40 women 12 are above the median, of 40 men 28: rates .3 and .7, ratio .4286.
        let (female, male) = (Some(Sex::Female), Some(Sex::Male));
        let all = people(&[
            (28, 40, female, None),
            (12, 80, female, None),
            (12, 40, male, None),
            (28, 80, male, None),
        ]);
        let report = report(&all);
        assert_eq!((report.scored, report.median), (80, Some(60.0)));
        let [women, men] = report.by_sex.as_slice() else { panic!("two rows") };
        assert_eq!((women.count, men.count), (Some(40), Some(40)));
        assert!(near(women.rate, 0.3) && near(men.rate, 0.7));
        assert!(near(women.impact_ratio, 0.4286) && near(men.impact_ratio, 1.0));
        // As R's fisher.test(matrix(c(12, 28, 28, 12), 2)) has it.
        assert!(women.p.is_some_and(|p| (0.0006..0.0009).contains(&p)), "{:?}", women.p);
        assert!(near(men.p, 1.0));
        assert_eq!(report.race_ethnicity_unknown, 80);
        assert!(report.by_race_ethnicity.iter().all(|row| row.left_out == Some(LeftOut::Nobody)));
    }

    #[test]
    fn few_people_are_not_told_of_and_a_small_share_sets_no_ratio() {
        let race = |it| Some(it);
        let (white, asian) = (race(RaceEthnicity::White), race(RaceEthnicity::Asian));
        let latino = race(RaceEthnicity::HispanicOrLatino);
        let all = people(&[
            (160, 40, None, white),
            (140, 80, None, white),
            (5, 90, None, asian),
            (4, 90, None, latino),
            (3, 90, None, race(RaceEthnicity::TwoOrMoreRaces)),
        ]);
        let report = report(&all);
        let of = |race| report.by_race_ethnicity.iter().find(|row| row.race_ethnicity == race);
        let (white, asian, latino) = (of(white).unwrap(), of(asian).unwrap(), of(latino).unwrap());
        assert_eq!(latino.left_out, Some(LeftOut::NotShown));
        assert_eq!(
            (latino.count, latino.rate, latino.impact_ratio, latino.p),
            (None, None, None, None)
        );
        // All five are above the median, and yet theirs is not the rate that others are held to.
        assert_eq!((asian.left_out, asian.count), (Some(LeftOut::UnderTwoPercent), Some(5)));
        assert!(near(asian.rate, 1.0) && asian.impact_ratio.is_none());
        assert!(near(white.impact_ratio, 1.0));
        let csv = report.csv().unwrap();
        assert!(csv.contains("all,Hispanic or Latino,not shown,,,,\"fewer than 5, or"), "{csv}");
        assert!(csv.contains("all,Asian,5,1.0000,,,under 2 % of the data"), "{csv}");
        assert!(csv.contains("unknown,all,312"), "{csv}");
    }

    #[test]
    fn what_is_left_of_a_total_tells_of_nobody() {
        let (female, male) = (Some(Sex::Female), Some(Sex::Male));
        let [latino, white, black, _, asian, native, _] = RaceEthnicity::ALL.map(Some);
        let hidden = |rows: &[Row]| {
            let hidden = rows.iter().filter(|row| row.count.is_none());
            hidden.map(|row| (row.sex, row.race_ethnicity)).collect::<Vec<_>>()
        };
        let report_of = |each: &[_]| report(&people(each));
        // 30 women of 33 who told are 3 men.
        let sexes = report_of(&[(30, 50, female, None), (3, 60, male, None)]);
        assert_eq!(hidden(&sexes.by_sex), [(female, None), (male, None)]);
        assert!(sexes.by_sex.iter().all(|row| row.rate.is_none() && row.impact_ratio.is_none()));
        assert!(sexes.csv().unwrap().contains("Female,all,not shown,,,,"));
        // The smallest of the others goes with a single one; whose rate was the highest sets none.
        let one = [(40, 50, None, white), (15, 60, None, asian), (4, 70, None, latino)];
        let races = report_of(&one);
        assert_eq!(hidden(&races.by_race_ethnicity), [(None, latino), (None, asian)]);
        let told = races.by_race_ethnicity.iter().find(|row| row.race_ethnicity == white).unwrap();
        assert_eq!((told.count, told.left_out), (Some(40), Some(LeftOut::NoReference)));
        assert_eq!((told.impact_ratio, told.p), (None, None));
        // As many people as categories are one in each.
        let each = [latino, white, black, asian, native].map(|race| (1, 50, None, race));
        assert_eq!(hidden(&report_of(&each).by_race_ethnicity).len(), RaceEthnicity::ALL.len());
        // By both: nothing where anything is hidden, for it adds up to the others.
        let both = report_of(&[
            (10, 50, female, latino),
            (8, 50, male, latino),
            (30, 50, female, white),
            (20, 50, male, white),
            (4, 50, None, asian),
        ]);
        assert!(hidden(&both.by_sex).is_empty());
        assert_eq!(hidden(&both.by_race_ethnicity), [(None, latino), (None, asian)]);
        assert_eq!(hidden(&both.by_both).len(), both.by_both.len());
        let few = report_of(&[(30, 50, female, white), (3, 50, male, white), (9, 50, male, asian)]);
        assert!(hidden(&few.by_sex).is_empty() && hidden(&few.by_race_ethnicity).is_empty());
        assert_eq!(hidden(&few.by_both).len(), few.by_both.len());
        let all = report_of(&[(30, 50, female, white), (5, 50, male, white), (9, 50, male, asian)]);
        assert!(hidden(&all.by_both).is_empty());
    }

    #[test]
    fn nobody_is_no_reason_to_fail() {
        let report = report(&[]);
        assert_eq!((report.scored, report.median), (0, None));
        assert_eq!(report.by_both.len(), 14);
        assert!(report.by_both.iter().all(|row| row.rate.is_none() && row.count == Some(0)));
    }

    #[test]
    fn who_is_at_the_median_is_not_above_it() {
        let female = Some(Sex::Female);
        let report = report(&people(&[(5, 50, female, None), (1, 60, None, None)]));
        assert!(near(report.by_sex[0].rate, 0.0));
        assert_eq!(report.by_sex[0].impact_ratio, None, "nobody's rate is above nothing");
    }
}
