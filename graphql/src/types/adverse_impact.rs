//! The adverse-impact report: counts and rates, of nobody in particular.

use actors::impact::{self, FOUR_FIFTHS, Impact};
use async_graphql::{Enum, Object, Result};
use entities::self_report;

use crate::error::fault;

/// Scoring rates and impact ratios after Local Law 144 of New York City, from what candidates said of
/// themselves. No bias audit: that takes an independent auditor.
pub(crate) struct AdverseImpact {
    impact: Impact,
    csv: String,
}

impl AdverseImpact {
    /// The report as it is asked for.
    pub(crate) fn read(impact: Impact) -> Result<Self> {
        let csv = impact.csv().map_err(fault)?;
        Ok(Self { impact, csv })
    }
}

/// Sex, as EEO-1 reports have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "self_report::Sex")]
enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
}

/// Race or ethnicity, as EEO-1 reports have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "self_report::RaceEthnicity")]
enum RaceEthnicity {
    /// Of any race.
    HispanicOrLatino,
    /// Not Hispanic or Latino, like all that follow.
    White,
    /// Black or African American.
    BlackOrAfricanAmerican,
    /// Native Hawaiian or Pacific Islander.
    NativeHawaiianOrPacificIslander,
    /// Asian.
    Asian,
    /// Native American or Alaska Native.
    NativeAmericanOrAlaskaNative,
    /// Two or more races.
    TwoOrMoreRaces,
}

/// Why a category has no ratio.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "impact::LeftOut")]
enum LeftOut {
    /// Nobody is in it.
    Nobody,
    /// Fewer than five people are; or, with the totals, it would tell how many are in one of those.
    NotShown,
    /// Fewer than two in a hundred are.
    UnderTwoPercent,
    /// There is one, but the highest rate is that of a category that is not shown.
    NoReference,
}

/// One category.
pub(crate) struct ImpactRow(impact::Row);

#[Object]
impl ImpactRow {
    /// Null: of any sex.
    async fn sex(&self) -> Option<Sex> {
        self.0.sex.map(Into::into)
    }

    /// Null: of any race or ethnicity.
    async fn race_ethnicity(&self) -> Option<RaceEthnicity> {
        self.0.race_ethnicity.map(Into::into)
    }

    /// How many were scored; null: not shown.
    async fn count(&self) -> Option<usize> {
        self.0.count
    }

    /// Share of them above the median score of all, 0 to 1.
    async fn scoring_rate(&self) -> Option<f64> {
        self.0.rate
    }

    /// Their rate by the highest rate of a category; null where that one is not shown.
    async fn impact_ratio(&self) -> Option<f64> {
        self.0.impact_ratio
    }

    /// Whether the ratio is below four fifths.
    async fn below_four_fifths(&self) -> bool {
        self.0.impact_ratio.is_some_and(|ratio| ratio < FOUR_FIFTHS)
    }

    /// Fisher's exact p, two-sided, against the category with the highest rate.
    async fn fisher_exact_p(&self) -> Option<f64> {
        self.0.p
    }

    /// Why there is no ratio, if so.
    async fn left_out(&self) -> Option<LeftOut> {
        self.0.left_out.map(Into::into)
    }
}

fn rows(rows: &[impact::Row]) -> Vec<ImpactRow> {
    rows.iter().cloned().map(ImpactRow).collect()
}

#[Object]
impl AdverseImpact {
    /// How many interviews were scored.
    async fn scored(&self) -> usize {
        self.impact.scored
    }

    /// Their median score, 0 to 100; null below five.
    async fn median(&self) -> Option<f64> {
        self.impact.median
    }

    /// How many of them said nothing of their sex.
    async fn sex_unknown(&self) -> usize {
        self.impact.sex_unknown
    }

    /// How many said nothing of their race or ethnicity.
    async fn race_ethnicity_unknown(&self) -> usize {
        self.impact.race_ethnicity_unknown
    }

    /// By sex.
    async fn by_sex(&self) -> Vec<ImpactRow> {
        rows(&self.impact.by_sex)
    }

    /// By race or ethnicity.
    async fn by_race_ethnicity(&self) -> Vec<ImpactRow> {
        rows(&self.impact.by_race_ethnicity)
    }

    /// By both.
    async fn by_both(&self) -> Vec<ImpactRow> {
        rows(&self.impact.by_both)
    }

    /// All of it as a file of values separated by commas.
    async fn csv(&self) -> &str {
        &self.csv
    }
}
