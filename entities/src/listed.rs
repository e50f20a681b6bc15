//! Pipelines with what lists show beside each: the posting, the newest scorecard, the newest report.
//! One statement reads them.

use sea_orm::{
    Condition, ExprTrait, FromQueryResult, Iterable, QueryOrder, QueryResult, QuerySelect,
    QueryTrait, TryGetable, entity::prelude::*,
};

use crate::{
    ids::{PipelineId, TenantId},
    pipeline::{self, Column, Entity, Filter, Page, limited},
    posting, report, scorecard,
};

/// A pipeline with what lists show beside it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The pipeline.
    pub pipeline: pipeline::Model,
    /// Its posting.
    pub posting: Option<posting::Summary>,
    /// Its newest scorecard.
    pub scorecard: Option<scorecard::Summary>,
    /// Its newest report.
    pub report: Option<report::Summary>,
}

/// One page of those that a filter leaves.
pub async fn page(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    filter: &Filter,
    page: Page,
) -> Result<Vec<Listed>, DbErr> {
    let rows = with_what_is_beside(page.of(filter.select(tenant_id)));
    let rows = page.limit(rows.build(db.get_database_backend()));
    Listed::find_by_statement(rows).all(db).await
}

/// All that a filter leaves, part by part: those that come after this one, in an order that nothing
/// changes, so that none is missed or told twice.
pub async fn after(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    filter: &Filter,
    after: Option<PipelineId>,
    limit: u64,
) -> Result<Vec<Listed>, DbErr> {
    let mut rows = filter.select(tenant_id).order_by_asc(Column::Id);
    if let Some(after) = after {
        rows = rows.filter(Column::Id.gt(after));
    }
    let rows = with_what_is_beside(rows).build(db.get_database_backend());
    Listed::find_by_statement(limited(rows, limit)).all(db).await
}

fn with_what_is_beside(rows: Select<Entity>) -> Select<Entity> {
    let ours = |column: Column| Expr::col((Entity, column));
    let its_posting = Condition::all()
        .add(ours(Column::TenantId).equals((posting::Entity, posting::Column::TenantId)))
        .add(ours(Column::PostingId).equals((posting::Entity, posting::Column::LeverId)));
    let its_scorecard = Condition::all()
        .add(ours(Column::TenantId).equals((scorecard::Entity, scorecard::Column::TenantId)))
        .add(ours(Column::ScorecardId).equals((scorecard::Entity, scorecard::Column::Id)));
    let its_report = Condition::all()
        .add(ours(Column::TenantId).equals((report::Entity, report::Column::TenantId)))
        .add(ours(Column::ReportId).equals((report::Entity, report::Column::Id)));
    // The order in which `Listed` reads them.
    let mut rows = rows.select_only().columns(Column::iter()).columns(POSTING);
    rows = rows.columns(SCORECARD).columns(REPORT);
    QueryTrait::query(&mut rows)
        .left_join(posting::Entity, its_posting)
        .left_join(scorecard::Entity, its_scorecard)
        .left_join(report::Entity, its_report);
    rows
}

const POSTING: [posting::Column; 7] = {
    use posting::Column::{Description, LeverId, Location, Team, TenantId, Title, Url};
    [TenantId, LeverId, Title, Location, Team, Url, Description]
};
const SCORECARD: [scorecard::Column; 5] = {
    use scorecard::Column::{CreatedAt, Id, LeverScore, Overall, Version};
    [Id, Version, Overall, LeverScore, CreatedAt]
};
const REPORT: [report::Column; 5] = {
    use report::Column::{Id, PipelineId, RenderedAt, Sha256, SizeBytes};
    [Id, PipelineId, SizeBytes, Sha256, RenderedAt]
};

/// A row's columns by their places: to look each up by its name was a quarter of the server's time for
/// a page of fifty.
struct InOrder<'a> {
    row: &'a QueryResult,
    at: usize,
}

impl InOrder<'_> {
    fn next<T: TryGetable>(&mut self) -> Result<T, DbErr> {
        self.at += 1;
        self.row.try_get_by_index(self.at - 1)
    }

    /// The first of as many columns that belong together; `None` past all of them where there is none.
    fn first_of<T: TryGetable>(&mut self, count: usize) -> Result<Option<T>, DbErr> {
        let first: Option<T> = self.next()?;
        if first.is_none() {
            self.at += count - 1;
        }
        Ok(first)
    }
}

impl FromQueryResult for Listed {
    fn from_query_result(row: &QueryResult, _: &str) -> Result<Self, DbErr> {
        let mut row = InOrder { row, at: 0 };
        Ok(Self {
            pipeline: pipeline_of(&mut row)?,
            posting: posting_of(&mut row)?,
            scorecard: scorecard_of(&mut row)?,
            report: report_of(&mut row)?,
        })
    }
}

/// In the order of the model's fields, which is that of [`Column`].
fn pipeline_of(row: &mut InOrder<'_>) -> Result<pipeline::Model, DbErr> {
    Ok(pipeline::Model {
        tenant_id: row.next()?,
        id: row.next()?,
        opportunity_id: row.next()?,
        posting_id: row.next()?,
        candidate_name: row.next()?,
        candidate_email: row.next()?,
        opportunity_url: row.next()?,
        contact_id: row.next()?,
        trigger: row.next()?,
        state: row.next()?,
        state_name: row.next()?,
        version: row.next()?,
        plan_id: row.next()?,
        scorecard_id: row.next()?,
        report_id: row.next()?,
        invited_at: row.next()?,
        completed_at: row.next()?,
        language: row.next()?,
        zone: row.next()?,
        created_at: row.next()?,
        updated_at: row.next()?,
        erased_at: row.next()?,
        legal_hold: row.next()?,
        deleted_at: row.next()?,
    })
}

fn posting_of(row: &mut InOrder<'_>) -> Result<Option<posting::Summary>, DbErr> {
    let Some(tenant_id) = row.first_of(POSTING.len())? else { return Ok(None) };
    Ok(Some(posting::Summary {
        tenant_id,
        lever_id: row.next()?,
        title: row.next()?,
        location: row.next()?,
        team: row.next()?,
        url: row.next()?,
        description: row.next()?,
    }))
}

fn scorecard_of(row: &mut InOrder<'_>) -> Result<Option<scorecard::Summary>, DbErr> {
    let Some(id) = row.first_of(SCORECARD.len())? else { return Ok(None) };
    Ok(Some(scorecard::Summary {
        id,
        version: row.next()?,
        overall: row.next()?,
        lever_score: row.next()?,
        created_at: row.next()?,
    }))
}

fn report_of(row: &mut InOrder<'_>) -> Result<Option<report::Summary>, DbErr> {
    let Some(id) = row.first_of(REPORT.len())? else { return Ok(None) };
    Ok(Some(report::Summary {
        id,
        pipeline_id: row.next()?,
        size_bytes: row.next()?,
        sha256: row.next()?,
        rendered_at: row.next()?,
    }))
}
