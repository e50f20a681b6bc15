//! What operators ask for.

use actors::Means;
use async_graphql::{Context, ID, Object, Result, SimpleObject, connection::PageInfo};
use entities::{
    backfill,
    ids::{BackfillId, PipelineId},
    pipeline,
};

use crate::{
    connection::{cursor, page_size, parse_cursor},
    error::fault,
    session::{maybe_viewer, viewer},
    types::{
        backfill::Backfill,
        dead_letter::{DeadLetterConnection, DeadLetterKind},
        integration::Integration,
        interview::{Interview, PipelineState},
        operator::Operator,
    },
};

/// What operators ask for.
pub struct Query;

/// A page of interviews.
pub(crate) struct InterviewConnection {
    rows: Vec<pipeline::Model>,
    more: bool,
    continued: bool,
    filter: pipeline::Filter,
    tenant_id: entities::ids::TenantId,
}

/// An interview in a page.
#[derive(SimpleObject)]
struct InterviewEdge {
    /// Its place in the list.
    cursor: String,
    /// The interview.
    node: Interview,
}

#[Object]
impl InterviewConnection {
    /// The page's interviews with their places.
    async fn edges(&self) -> Vec<InterviewEdge> {
        let each = self.rows.iter().map(|row| InterviewEdge {
            cursor: cursor(row.updated_at, row.id.0),
            node: Interview(row.clone()),
        });
        each.collect()
    }

    /// The page's interviews.
    async fn nodes(&self) -> Vec<Interview> {
        self.rows.iter().cloned().map(Interview).collect()
    }

    /// Where the page lies in the list.
    async fn page_info(&self) -> PageInfo {
        let place = |row: &pipeline::Model| cursor(row.updated_at, row.id.0);
        PageInfo {
            has_next_page: self.more,
            has_previous_page: self.continued,
            start_cursor: self.rows.first().map(place),
            end_cursor: self.rows.last().map(place),
        }
    }

    /// How many there are in all; counted only when asked for.
    async fn total_count(&self, ctx: &Context<'_>) -> Result<u64> {
        let means = ctx.data::<Means>()?;
        pipeline::count(&means.db, self.tenant_id, &self.filter).await.map_err(fault)
    }
}

#[Object]
impl Query {
    /// Who is signed in; null when nobody is. The only field that needs no sign-in.
    async fn viewer(&self, ctx: &Context<'_>) -> Option<Operator> {
        maybe_viewer(ctx).cloned().map(Operator)
    }

    /// Interviews of the company, newest activity first.
    #[graphql(complexity = "first.unwrap_or(50).clamp(0, 100) as usize * child_complexity")]
    async fn interviews(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many; 50 unless given, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor.")] after: Option<String>,
        #[graphql(desc = "Only those in this state.")] state: Option<PipelineState>,
        #[graphql(desc = "Only those with this text in the candidate's or posting's name.")]
        search: Option<String>,
    ) -> Result<InterviewConnection> {
        let tenant_id = viewer(ctx)?.tenant_id;
        let means = ctx.data::<Means>()?;
        let size = page_size(first)?;
        let continued = after.is_some();
        let after = after.as_deref().map(parse_cursor).transpose()?;
        let after = after.map(|(at, id)| (at, PipelineId(id)));
        let filter = pipeline::Filter { state: state.map(Into::into), search };
        // One more than asked for tells whether there is a next page.
        let mut rows = pipeline::page(&means.db, tenant_id, &filter, after, size as u64 + 1)
            .await
            .map_err(fault)?;
        let more = rows.len() > size;
        rows.truncate(size);
        Ok(InterviewConnection { rows, more, continued, filter, tenant_id })
    }

    /// One interview; null when there is none by this id.
    async fn interview(&self, ctx: &Context<'_>, id: ID) -> Result<Option<Interview>> {
        let tenant_id = viewer(ctx)?.tenant_id;
        let Ok(id) = id.parse::<PipelineId>() else { return Ok(None) };
        let means = ctx.data::<Means>()?;
        let row = pipeline::find(&means.db, tenant_id, id).await.map_err(fault)?;
        Ok(row.map(Interview))
    }

    /// The connection to Lever.
    async fn integration(&self, ctx: &Context<'_>) -> Result<Integration> {
        Integration::of(ctx, viewer(ctx)?.tenant_id).await
    }

    /// What was given up and waits for an operator's decision, last given up first.
    #[graphql(complexity = "first.unwrap_or(50).clamp(0, 100) as usize * child_complexity")]
    async fn dead_letters(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many; 50 unless given, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor.")] after: Option<String>,
        #[graphql(desc = "Only those of this kind.")] kind: Option<DeadLetterKind>,
    ) -> Result<DeadLetterConnection> {
        let of = (viewer(ctx)?.tenant_id, kind.map(Into::into));
        let size = page_size(first)?;
        let after = after.as_deref().map(parse_cursor).transpose()?;
        let means = ctx.data::<Means>()?;
        DeadLetterConnection::page(&means.db, of, after, size).await.map_err(fault)
    }

    /// A look at who is there already; null when there is none by this id.
    async fn backfill(&self, ctx: &Context<'_>, id: ID) -> Result<Option<Backfill>> {
        let tenant_id = viewer(ctx)?.tenant_id;
        let Ok(id) = id.parse::<BackfillId>() else { return Ok(None) };
        let means = ctx.data::<Means>()?;
        let row = backfill::find(&means.db, tenant_id, id).await.map_err(fault)?;
        Ok(row.map(Backfill))
    }
}
