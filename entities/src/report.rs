//! `report`: a rendered PDF. Durable; never changed once stored.

use sea_orm::{IntoActiveModel, entity::prelude::*};

use crate::{
    Instant,
    ids::{PipelineId, ReportId, ScorecardId, TenantId},
};

/// One PDF.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "report")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// Ours.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReportId,
    /// Which pipeline's.
    pub pipeline_id: PipelineId,
    /// Of which scorecard.
    pub scorecard_id: ScorecardId,
    /// The bytes.
    pub pdf: Vec<u8>,
    /// How many.
    pub size_bytes: i32,
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// When rendered.
    pub rendered_at: Instant,
}

crate::no_relations!();

/// A report without its bytes.
#[derive(Clone, Debug, PartialEq, Eq, sea_orm::DerivePartialModel)]
#[sea_orm(entity = "Entity")]
pub struct Summary {
    /// Ours.
    pub id: ReportId,
    /// Which pipeline's.
    pub pipeline_id: PipelineId,
    /// How many bytes.
    pub size_bytes: i32,
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// When rendered.
    pub rendered_at: Instant,
}

impl Entity {
    /// Where every query starts.
    pub fn of_tenant(tenant_id: TenantId) -> Select<Self> {
        Self::find().filter(Column::TenantId.eq(tenant_id))
    }
}

/// A report by its id, bytes and all.
pub async fn find(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: ReportId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id((tenant_id, id)).one(db).await
}

/// Stores the report of a scorecard, unless there is one already; the id of the one that is there.
pub async fn store(db: &impl ConnectionTrait, report: Model) -> Result<ReportId, DbErr> {
    let Model { tenant_id, id, scorecard_id, .. } = report;
    Entity::insert(report.into_active_model().reset_all())
        .on_conflict_do_nothing_on([Column::TenantId, Column::ScorecardId])
        .exec_without_returning(db)
        .await?;
    let there = Entity::of_tenant(tenant_id)
        .filter(Column::ScorecardId.eq(scorecard_id))
        .into_partial_model::<Summary>()
        .one(db)
        .await?;
    Ok(there.map_or(id, |row| row.id))
}

/// Those with these ids, without their bytes.
pub async fn find_many(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    ids: &[ReportId],
) -> Result<Vec<Summary>, DbErr> {
    Entity::of_tenant(tenant_id)
        .filter(Column::Id.is_in(ids.iter().copied()))
        .into_partial_model::<Summary>()
        .all(db)
        .await
}
