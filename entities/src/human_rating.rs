//! `human_rating`: what a person found in an interview, beside what a scorer did. Durable; never
//! changed once stored: whoever rates again adds a row.

use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect, entity::prelude::*};

use crate::{
    Instant,
    ids::{HumanRatingId, OperatorId, PipelineId, TenantId},
};

/// What one person found at one time.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "human_rating")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// Ours; version 7, so it sorts by age.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: HumanRatingId,
    /// Which pipeline's interview.
    pub pipeline_id: PipelineId,
    /// Who.
    pub operator_id: OperatorId,
    /// Their name at that time.
    pub operator_name: String,
    /// Hash of the plan whose rubrics they rated by.
    pub plan_hash: String,
    /// The ratings as the interviewer reads them.
    pub body: Json,
    /// When.
    pub created_at: Instant,
}

crate::no_relations!();

impl Entity {
    /// Where every query starts; the newest first.
    pub fn of_tenant(tenant_id: TenantId) -> Select<Self> {
        Self::find().filter(Column::TenantId.eq(tenant_id)).order_by_desc(Column::Id)
    }
}

/// Keeps what a person found.
pub async fn insert(db: &impl ConnectionTrait, rating: Model) -> Result<(), DbErr> {
    Entity::insert(rating.into_active_model().reset_all()).exec_without_returning(db).await?;
    Ok(())
}

/// Those of these pipelines, the newest first.
pub async fn of_pipelines(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    pipeline_ids: &[PipelineId],
) -> Result<Vec<Model>, DbErr> {
    let ids = pipeline_ids.iter().copied();
    Entity::of_tenant(tenant_id).filter(Column::PipelineId.is_in(ids)).all(db).await
}

/// The newest of a company, so many at most.
pub async fn newest(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    most: u64,
) -> Result<Vec<Model>, DbErr> {
    Entity::of_tenant(tenant_id).limit(most).all(db).await
}
