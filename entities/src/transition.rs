//! `transition`: a pipeline's timeline, one row per message that was decided. Durable, append-only.

use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect, QueryTrait, entity::prelude::*};

use crate::{
    Instant,
    ids::{PipelineId, TenantId, TransitionId},
    pipeline::StateName,
    store::Write,
};

/// One step.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "transition")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// Ours; version 7, so it sorts by time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TransitionId,
    /// Which pipeline's.
    pub pipeline_id: PipelineId,
    /// Where it stood.
    pub from_state: StateName,
    /// Where it stands since.
    pub to_state: StateName,
    /// What happened, in words.
    pub cause: String,
    /// Why it was decided so, where there is a reason to give.
    pub reason: Option<String>,
    /// When.
    pub at: Instant,
}

crate::no_relations!();

impl Entity {
    /// Where every query starts; oldest first.
    pub fn of_tenant(tenant_id: TenantId) -> Select<Self> {
        Self::find().filter(Column::TenantId.eq(tenant_id)).order_by_asc(Column::Id)
    }
}

/// Appends a step.
pub async fn append(tx: &impl Write, step: Model) -> Result<(), DbErr> {
    let insert = Entity::insert(step.into_active_model().reset_all());
    tx.write(insert.build(tx.get_database_backend()), None).await
}

/// A step by its id.
pub async fn find(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: TransitionId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id((tenant_id, id)).one(db).await
}

/// Which pipelines the steps with these ids led where; the states as they are stored, so that one of a
/// later version hides none of the others.
pub async fn led_to(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    ids: &[TransitionId],
) -> Result<Vec<(TransitionId, PipelineId, String)>, DbErr> {
    Entity::of_tenant(tenant_id)
        .filter(Column::Id.is_in(ids.iter().copied()))
        .select_only()
        .columns([Column::Id, Column::PipelineId, Column::ToState])
        .into_tuple()
        .all(db)
        .await
}

/// A pipeline's timeline, oldest first.
pub async fn of_pipeline(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    pipeline_id: PipelineId,
) -> Result<Vec<Model>, DbErr> {
    Entity::of_tenant(tenant_id).filter(Column::PipelineId.eq(pipeline_id)).all(db).await
}

/// The timelines of these pipelines, each oldest first.
pub async fn of_pipelines(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    pipeline_ids: &[PipelineId],
) -> Result<Vec<Model>, DbErr> {
    Entity::of_tenant(tenant_id)
        .filter(Column::PipelineId.is_in(pipeline_ids.iter().copied()))
        .all(db)
        .await
}
