//! The PDF.

use actors::Means;
use async_graphql::{Context, Enum, ID, Object, Result};
use entities::{Instant, Language, report, report_share, tenant};

use super::operator::Operator;
use crate::loaders::{Loaders, SharesOf};

/// The report as a PDF.
pub(crate) struct Report(pub(crate) report::Summary);

/// What reports are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum ReportLanguage {
    /// Each in the language of its questions, English if reports do not have that.
    AsInterview,
    /// English.
    English,
    /// Spanish.
    Spanish,
    /// French.
    French,
    /// German.
    German,
}

/// A part of a report that a company may do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "tenant::ReportSection")]
pub(crate) enum ReportSection {
    /// General feedback.
    Feedback,
    /// Strengths and gaps.
    Strengths,
    /// The chart of levels.
    Chart,
    /// Each question with its level and why.
    Questions,
    /// What the candidate said, below each question.
    Quotes,
    /// All that was asked and answered.
    Transcript,
    /// Versions and hashes of what took part.
    Versions,
}

/// A link by which whoever has it reads a report, without the link itself.
pub(crate) struct ReportShare {
    row: report_share::Model,
    live: bool,
}

impl ReportShare {
    /// As it is at this instant.
    pub(crate) fn at(row: report_share::Model, now: Instant) -> Self {
        let live = row.is_live(now);
        Self { row, live }
    }
}

impl ReportLanguage {
    /// The one that is always used; `None`: that of the questions.
    pub(crate) fn chosen(self) -> Option<Language> {
        match self {
            Self::AsInterview => None,
            Self::English => Some(Language::English),
            Self::Spanish => Some(Language::Spanish),
            Self::French => Some(Language::French),
            Self::German => Some(Language::German),
        }
    }
}

impl From<Option<Language>> for ReportLanguage {
    fn from(language: Option<Language>) -> Self {
        match language {
            None => Self::AsInterview,
            Some(Language::English) => Self::English,
            Some(Language::Spanish) => Self::Spanish,
            Some(Language::French) => Self::French,
            Some(Language::German) => Self::German,
        }
    }
}

#[Object]
impl Report {
    /// Address of the PDF; needs a sign-in.
    async fn url(&self) -> String {
        format!("/reports/{}.pdf", self.0.id)
    }

    /// Size in bytes.
    async fn size_bytes(&self) -> i32 {
        self.0.size_bytes
    }

    /// SHA-256 of the bytes, hexadecimal.
    async fn sha256(&self) -> &str {
        &self.0.sha256
    }

    /// When rendered.
    async fn rendered_at(&self) -> Instant {
        self.0.rendered_at
    }

    /// Links to it that work without signing in, those that ended too; the newest first.
    #[graphql(complexity = "3 * child_complexity")]
    async fn shares(&self, ctx: &Context<'_>) -> Result<Vec<ReportShare>> {
        let rows = Loaders::load(ctx, SharesOf(self.0.pipeline_id)).await?;
        let now = ctx.data::<Means>()?.clock.now();
        Ok(rows.into_iter().flatten().map(|row| ReportShare::at(row, now)).collect())
    }
}

#[Object]
impl ReportShare {
    /// `report_share:<uuid>`.
    async fn id(&self) -> ID {
        self.row.id.to_string().into()
    }

    /// Who made it; null when they are no operator any more.
    async fn by(&self, ctx: &Context<'_>) -> Result<Option<Operator>> {
        Ok(Loaders::load(ctx, self.row.operator_id).await?.map(Operator))
    }

    /// When made.
    async fn created_at(&self) -> Instant {
        self.row.created_at
    }

    /// When it ends by itself.
    async fn expires_at(&self) -> Instant {
        self.row.expires_at
    }

    /// When an operator ended it; null unless one did.
    async fn revoked_at(&self) -> Option<Instant> {
        self.row.revoked_at
    }

    /// Whether it still shows the report.
    async fn live(&self) -> bool {
        self.live
    }

    /// How often it was used; after 500 times it ends.
    async fn opens(&self) -> i32 {
        self.row.opens
    }

    /// When it was used last; null unless it was.
    async fn opened_at(&self) -> Option<Instant> {
        self.row.opened_at
    }
}
