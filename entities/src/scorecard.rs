//! `scorecard`: one version of what an interview led to. Durable; never changed once stored.

use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect, entity::prelude::*};

use crate::{
    Instant,
    ids::{PipelineId, ScorecardId, TenantId},
};

/// One scorecard.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "scorecard")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// Ours.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ScorecardId,
    /// Which pipeline's.
    pub pipeline_id: PipelineId,
    /// From 1, per pipeline.
    pub version: i32,
    /// 0 to 100; `None` when the evidence does not carry a number.
    pub overall: Option<i16>,
    /// Lever's 1 to 4; `None` without an overall score.
    pub lever_score: Option<i16>,
    /// The scorecard as the interviewer made it.
    pub body: Json,
    /// When made.
    pub created_at: Instant,
}

crate::no_relations!();

/// A scorecard without what it says, which is a hundred times as long.
#[derive(Clone, Debug, PartialEq, Eq, sea_orm::DerivePartialModel)]
#[sea_orm(entity = "Entity")]
pub struct Summary {
    /// Ours.
    pub id: ScorecardId,
    /// From 1, per pipeline.
    pub version: i32,
    /// 0 to 100; `None` when the evidence does not carry a number.
    pub overall: Option<i16>,
    /// Lever's 1 to 4; `None` without an overall score.
    pub lever_score: Option<i16>,
    /// When made.
    pub created_at: Instant,
}

impl From<&Model> for Summary {
    fn from(row: &Model) -> Self {
        let Model { id, version, overall, lever_score, created_at, .. } = *row;
        Self { id, version, overall, lever_score, created_at }
    }
}

impl Entity {
    /// Where every query starts.
    pub fn of_tenant(tenant_id: TenantId) -> Select<Self> {
        Self::find().filter(Column::TenantId.eq(tenant_id))
    }
}

/// A scorecard by its id.
pub async fn find(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: ScorecardId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id((tenant_id, id)).one(db).await
}

/// Stores a version, unless it is there already; the id of the one that is there.
pub async fn store(db: &impl ConnectionTrait, scorecard: Model) -> Result<ScorecardId, DbErr> {
    let Model { tenant_id, id, pipeline_id, version, .. } = scorecard;
    Entity::insert(scorecard.into_active_model().reset_all())
        .on_conflict_do_nothing_on([Column::TenantId, Column::PipelineId, Column::Version])
        .exec_without_returning(db)
        .await?;
    let there = Entity::of_tenant(tenant_id)
        .filter(Column::PipelineId.eq(pipeline_id))
        .filter(Column::Version.eq(version))
        .one(db)
        .await?;
    Ok(there.map_or(id, |row| row.id))
}

/// All versions of these pipelines, the newest first.
pub async fn of_pipelines(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    pipeline_ids: &[PipelineId],
) -> Result<Vec<Model>, DbErr> {
    Entity::of_tenant(tenant_id)
        .filter(Column::PipelineId.is_in(pipeline_ids.iter().copied()))
        .order_by_desc(Column::Version)
        .all(db)
        .await
}

/// Those with these ids, without what they say.
pub async fn find_many(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    ids: &[ScorecardId],
) -> Result<Vec<Summary>, DbErr> {
    Entity::of_tenant(tenant_id)
        .filter(Column::Id.is_in(ids.iter().copied()))
        .into_partial_model::<Summary>()
        .all(db)
        .await
}

/// The overall score of each of a company's scorecards that has one.
pub async fn overall_of_all(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
) -> Result<Vec<(ScorecardId, i16)>, DbErr> {
    Entity::of_tenant(tenant_id)
        .select_only()
        .columns([Column::Id, Column::Overall])
        .filter(Column::Overall.is_not_null())
        .into_tuple()
        .all(db)
        .await
}
