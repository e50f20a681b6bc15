//! `scorecard`: one version of what an interview led to. Durable; never changed once stored.

use sea_orm::{IntoActiveModel, entity::prelude::*};

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

/// Stores a version.
pub async fn insert(tx: &impl ConnectionTrait, scorecard: Model) -> Result<(), DbErr> {
    Entity::insert(scorecard.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}
