//! `letter`: the feedback that a candidate was sent because an operator wanted it. Durable; one a
//! pipeline, so that nobody gets two.

use sea_orm::{IntoActiveModel, TryInsertResult, entity::prelude::*};

use crate::{
    Instant,
    ids::{PipelineId, ScorecardId, TenantId},
};

/// One letter.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "letter")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// To the candidate of which pipeline.
    #[sea_orm(primary_key, auto_increment = false)]
    pub pipeline_id: PipelineId,
    /// The scorecard whose evidence it tells.
    pub scorecard_id: ScorecardId,
    /// The words.
    pub body: String,
    /// Who wanted it sent.
    pub operator_name: String,
    /// When.
    pub created_at: Instant,
}

crate::no_relations!();

impl Entity {
    /// Where every query starts.
    pub fn of_tenant(tenant_id: TenantId) -> Select<Self> {
        Self::find().filter(Column::TenantId.eq(tenant_id))
    }
}

/// Keeps a letter; `false` when there is one already.
pub async fn insert(tx: &impl ConnectionTrait, letter: Model) -> Result<bool, DbErr> {
    let inserted = Entity::insert(letter.into_active_model().reset_all())
        .on_conflict_do_nothing_on([Column::TenantId, Column::PipelineId])
        .exec_without_returning(tx)
        .await?;
    Ok(matches!(inserted, TryInsertResult::Inserted(1..)))
}

/// That of a pipeline.
pub async fn find(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    pipeline_id: PipelineId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id((tenant_id, pipeline_id)).one(db).await
}

/// Those of these pipelines.
pub async fn of_pipelines(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    pipeline_ids: &[PipelineId],
) -> Result<Vec<Model>, DbErr> {
    let ids = pipeline_ids.iter().copied();
    Entity::of_tenant(tenant_id).filter(Column::PipelineId.is_in(ids)).all(db).await
}
