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

/// Stores a report.
pub async fn insert(tx: &impl ConnectionTrait, report: Model) -> Result<(), DbErr> {
    Entity::insert(report.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}
