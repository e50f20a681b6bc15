//! `consent`: that a candidate read the disclosure and agreed, with the text's version and hash.
//! Durable; never changed.

use sea_orm::{IntoActiveModel, entity::prelude::*};

use crate::{
    Instant,
    ids::{PipelineId, TenantId},
};

/// One consent.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consent")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// Which pipeline's.
    #[sea_orm(primary_key, auto_increment = false)]
    pub pipeline_id: PipelineId,
    /// The text's version.
    pub text_version: String,
    /// SHA-256 of the text as it was shown.
    pub text_hash: String,
    /// When given.
    pub given_at: Instant,
}

crate::no_relations!();

/// A pipeline's consent.
pub async fn find(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    pipeline_id: PipelineId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id((tenant_id, pipeline_id)).one(db).await
}

/// Keeps a consent, unless one was given before.
pub async fn insert(tx: &impl ConnectionTrait, consent: Model) -> Result<(), DbErr> {
    Entity::insert(consent.into_active_model().reset_all())
        .on_conflict_do_nothing_on([Column::TenantId, Column::PipelineId])
        .exec_without_returning(tx)
        .await?;
    Ok(())
}
