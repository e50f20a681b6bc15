//! `invite_slot`: when a person was last sent an invite, for tenants that want one a day. Durable.

use sea_orm::{Condition, ExprTrait, IntoActiveModel, entity::prelude::*, sea_query::OnConflict};

use crate::{
    Instant,
    ids::{PipelineId, TenantId},
};

/// One person's.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invite_slot")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// Lever's id of the person.
    #[sea_orm(primary_key, auto_increment = false)]
    pub contact_id: String,
    /// Whose invite took it.
    pub pipeline_id: PipelineId,
    /// When.
    pub taken_at: Instant,
}

crate::no_relations!();

/// Takes a person's slot, unless another pipeline took it after `free_before`. Who comes first
/// has it, and has it again when its invite is tried again. The slot as it is then.
pub async fn take(
    db: &impl ConnectionTrait,
    wanted: Model,
    free_before: Instant,
) -> Result<Model, DbErr> {
    let key = (wanted.tenant_id, wanted.contact_id.clone());
    let fallback = wanted.clone();
    let free = Condition::any()
        .add(Expr::col((Entity, Column::TakenAt)).lte(free_before))
        .add(Expr::col((Entity, Column::PipelineId)).eq(wanted.pipeline_id));
    Entity::insert(wanted.into_active_model().reset_all())
        .on_conflict(
            OnConflict::columns([Column::TenantId, Column::ContactId])
                .update_columns([Column::PipelineId, Column::TakenAt])
                .action_cond_where(free)
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(Entity::find_by_id(key).one(db).await?.unwrap_or(fallback))
}
