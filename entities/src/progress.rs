//! How far interviews have come, read for little: what tells whether anything about one changed.
//!
//! No table of its own. Read again and again by those who watch, so it reads keys and counts only.

use sea_orm::{
    QueryOrder, QuerySelect, QueryTrait, Select,
    entity::prelude::*,
    sea_query::{Expr, ExprTrait, SelectStatement},
};

use crate::{
    candidate_request, human_rating,
    ids::{PipelineId, TenantId},
    mail, pipeline, turn,
};

/// What differs once anything about an interview changed that people look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The pipeline's own version.
    version: i32,
    /// Answers kept.
    turns: i64,
    /// Mails, and what is known of where each went.
    mails: i64,
    /// What the candidate asked for, and replies to it.
    requests: i64,
    /// Ratings by people.
    ratings: i64,
}

/// How many values there are in these columns of the rows of a pipeline.
fn known<E: EntityTrait>(rows: Select<E>, columns: &[E::Column]) -> SelectStatement {
    let counts = columns.iter().map(E::Column::count);
    let sum = counts.reduce(ExprTrait::add).unwrap_or_else(|| Expr::val(0));
    let mut query = rows.select_only().expr(sum).into_query();
    query.clear_order_by();
    query
}

/// The mark of one interview; `None`: there is none by this id.
pub async fn of_pipeline(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: PipelineId,
) -> Result<Option<Mark>, DbErr> {
    let turns = turn::Entity::of_tenant(tenant_id).filter(turn::Column::PipelineId.eq(id));
    let mails = mail::Entity::of_tenant(tenant_id).filter(mail::Column::PipelineId.eq(id));
    let requests = candidate_request::Entity::of_tenant(tenant_id)
        .filter(candidate_request::Column::PipelineId.eq(id));
    let ratings =
        human_rating::Entity::of_tenant(tenant_id).filter(human_rating::Column::PipelineId.eq(id));
    let fates = [
        mail::Column::Id,
        mail::Column::AcceptedAt,
        mail::Column::RefusedAt,
        mail::Column::BouncedAt,
        mail::Column::DelayedAt,
        mail::Column::LinkOpenedAt,
    ];
    let replied = [candidate_request::Column::Id, candidate_request::Column::RepliedAt];
    let sub = |query: SelectStatement| Expr::SubQuery(None, Box::new(query.into()));
    let row: Option<(i32, i64, i64, i64, i64)> = pipeline::Entity::of_tenant(tenant_id)
        .filter(pipeline::Column::Id.eq(id))
        .select_only()
        .column(pipeline::Column::Version)
        .expr(sub(known(turns, &[turn::Column::Number])))
        .expr(sub(known(mails, &fates)))
        .expr(sub(known(requests, &replied)))
        .expr(sub(known(ratings, &[human_rating::Column::Id])))
        .into_tuple()
        .one(db)
        .await?;
    Ok(row.map(|(version, turns, mails, requests, ratings)| Mark {
        version,
        turns,
        mails,
        requests,
        ratings,
    }))
}

/// The pipelines with the newest activity, with their versions; for these postings only, if given.
pub async fn newest(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    posting_ids: Option<&[String]>,
    limit: u64,
) -> Result<Vec<(PipelineId, i32)>, DbErr> {
    let mut select = pipeline::Entity::of_tenant(tenant_id);
    if let Some(ids) = posting_ids {
        let ids = ids.iter().map(String::as_str);
        select = select.filter(pipeline::Column::PostingId.is_in(ids));
    }
    select
        .select_only()
        .columns([pipeline::Column::Id, pipeline::Column::Version])
        .order_by_desc(pipeline::Column::UpdatedAt)
        .order_by_desc(pipeline::Column::Id)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await
}
