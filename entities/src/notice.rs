//! `notice`: by which jurisdiction's rules a candidate was told what is to happen, and when first.
//! Durable; says nothing of a person.

use sea_orm::{ActiveValue::Set, IntoActiveModel, QuerySelect, entity::prelude::*};

use crate::{
    Instant,
    ids::{PipelineId, TenantId},
};

/// One notice.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notice")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// To the candidate of which pipeline.
    #[sea_orm(primary_key, auto_increment = false)]
    pub pipeline_id: PipelineId,
    /// The jurisdiction's id.
    pub jurisdiction: String,
    /// The version of its rules.
    pub version: String,
    /// When they were told so first.
    pub given_at: Instant,
}

crate::no_relations!();

impl Entity {
    /// Where every query starts.
    pub fn of_tenant(tenant_id: TenantId) -> Select<Self> {
        Self::find().filter(Column::TenantId.eq(tenant_id))
    }
}

/// That of a pipeline.
pub async fn find(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    pipeline_id: PipelineId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id((tenant_id, pipeline_id)).one(db).await
}

/// Keeps that a candidate was told. Told the same again, the first time counts; told by another
/// jurisdiction's rules, time begins anew.
pub async fn give(db: &impl ConnectionTrait, notice: Model) -> Result<(), DbErr> {
    match find(db, notice.tenant_id, notice.pipeline_id).await? {
        Some(there) if there.jurisdiction == notice.jurisdiction => Ok(()),
        Some(_) => {
            let changed = ActiveModel {
                tenant_id: Set(notice.tenant_id),
                pipeline_id: Set(notice.pipeline_id),
                jurisdiction: Set(notice.jurisdiction),
                version: Set(notice.version),
                given_at: Set(notice.given_at),
            };
            changed.update(db).await.map(drop)
        }
        None => {
            Entity::insert(notice.into_active_model().reset_all())
                .on_conflict_do_nothing_on([Column::TenantId, Column::PipelineId])
                .exec_without_returning(db)
                .await?;
            Ok(())
        }
    }
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

/// The jurisdictions by whose rules candidates of a company were told anything.
pub async fn jurisdictions(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
) -> Result<Vec<String>, DbErr> {
    Entity::of_tenant(tenant_id)
        .select_only()
        .column(Column::Jurisdiction)
        .distinct()
        .into_tuple()
        .all(db)
        .await
}
