//! Pipelines with what lists show beside each: the posting, the newest scorecard, the newest report.
//! One statement reads them.

use sea_orm::{Condition, ExprTrait, FromQueryResult, QueryOrder, QueryTrait, entity::prelude::*};

use crate::{
    ids::{PipelineId, TenantId},
    pipeline::{self, Column, Entity, Filter, Page, limited},
    posting, report, scorecard,
};

/// A pipeline with what lists show beside it.
#[derive(Clone, Debug, sea_orm::DerivePartialModel)]
pub struct Listed {
    /// The pipeline.
    #[sea_orm(nested)]
    pub pipeline: pipeline::Model,
    /// Its posting.
    #[sea_orm(nested)]
    pub posting: Option<posting::Summary>,
    /// Its newest scorecard.
    #[sea_orm(nested)]
    pub scorecard: Option<scorecard::Summary>,
    /// Its newest report.
    #[sea_orm(nested)]
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
    let rows = rows.into_partial_model::<Listed>().into_statement(db.get_database_backend());
    Listed::find_by_statement(page.limit(rows)).all(db).await
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
    let rows = with_what_is_beside(rows).into_partial_model::<Listed>();
    let rows = limited(rows.into_statement(db.get_database_backend()), limit);
    Listed::find_by_statement(rows).all(db).await
}

fn with_what_is_beside(mut rows: Select<Entity>) -> Select<Entity> {
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
    QueryTrait::query(&mut rows)
        .left_join(posting::Entity, its_posting)
        .left_join(scorecard::Entity, its_scorecard)
        .left_join(report::Entity, its_report);
    rows
}
