//! The advertised position, with its interview plan.

use actors::jurisdictions;
use async_graphql::{Context, ID, Object, Result};
use entities::posting;

use super::{jurisdiction::Jurisdiction, plan::Plan, plan_proposal::PlanProposal};
use crate::loaders::{ContentOf, Loaders, PlansOf, ProposalOf};

/// The advertised position, as Lever last showed it.
pub(crate) struct Posting(pub(crate) posting::Summary);

impl From<posting::Model> for Posting {
    fn from(row: posting::Model) -> Self {
        Self(row.into())
    }
}

#[Object]
impl Posting {
    /// Lever's id.
    async fn id(&self) -> ID {
        self.0.lever_id.clone().into()
    }

    /// Its title.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// Where the work is, as Lever words it.
    async fn location(&self) -> Option<&str> {
        self.0.location.as_deref()
    }

    /// The team, as Lever words it.
    async fn team(&self) -> Option<&str> {
        self.0.team.as_deref()
    }

    /// Its public page, if published.
    async fn url(&self) -> Option<&str> {
        self.0.url.as_deref()
    }

    /// What Lever describes, without markup, a line each. Interviews are planned from it unless there
    /// is a `description`. Null when what was kept of it cannot be read.
    async fn lever_description(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let row = Loaders::load(ctx, ContentOf(self.0.lever_id.clone())).await?;
        let shown = row.map(|row| posting::Model { description: None, ..row });
        let read = shown.and_then(|shown| actors::plans::source(&shown).ok());
        Ok(read.map(|posting| posting.text()))
    }

    /// What operators want interviews planned from in place of that; null: nothing else.
    async fn description(&self) -> Option<&str> {
        self.0.description.as_deref()
    }

    /// Whose law holds for its candidates, an id out of `jurisdictions`; null: the company's.
    async fn jurisdiction(&self, ctx: &Context<'_>) -> Result<Option<ID>> {
        let of = Loaders::tenant(ctx, self.0.tenant_id).await?;
        let own = of
            .as_ref()
            .and_then(|of| of.tenant.settings.posting_jurisdictions.get(&self.0.lever_id).cloned());
        Ok(own.map(ID))
    }

    /// The jurisdiction that its location suggests; nothing comes of it unless somebody chooses it.
    async fn suggested_jurisdiction(&self) -> Option<Jurisdiction> {
        let location = self.0.location.as_deref()?;
        jurisdictions::suggested(location).map(Jurisdiction)
    }

    /// The plan that whoever is invited now is asked by; null until the first candidate comes, or
    /// `regeneratePlan`.
    async fn plan(&self, ctx: &Context<'_>) -> Result<Option<Plan>> {
        let versions = Loaders::load(ctx, PlansOf(self.0.lever_id.clone())).await?;
        versions.into_iter().flatten().next().map(Plan::read).transpose()
    }

    /// All versions of the plan, the newest first.
    #[graphql(complexity = "10 * child_complexity")]
    async fn plans(&self, ctx: &Context<'_>) -> Result<Vec<Plan>> {
        let versions = Loaders::load(ctx, PlansOf(self.0.lever_id.clone())).await?;
        versions.into_iter().flatten().map(Plan::read).collect()
    }

    /// What the posting, as it is now, would make of the plan; null when it has not changed since.
    async fn proposal(&self, ctx: &Context<'_>) -> Result<Option<PlanProposal>> {
        let id = &self.0.lever_id;
        let row = Loaders::load(ctx, ProposalOf(id.clone()));
        let (row, versions) = tokio::try_join!(row, Loaders::load(ctx, PlansOf(id.clone())))?;
        let Some(row) = row else { return Ok(None) };
        let mut versions = versions.into_iter().flatten();
        let base = versions.find(|version| version.version == row.base_version);
        let edited = base.map(Plan::read).transpose()?.map(|plan| plan.content);
        PlanProposal::read(row, edited).map(Some)
    }
}
