//! `invite`: the link sent to a candidate. Durable; only the token's hash is kept.

use sea_orm::{
    IntoActiveModel,
    entity::prelude::*,
    sea_query::{Expr, OnConflict},
};

use crate::{
    Instant,
    ids::{InviteId, PipelineId, TenantId},
};

/// One link.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "invite")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// Ours.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InviteId,
    /// Which pipeline's.
    pub pipeline_id: PipelineId,
    /// SHA-256 of the token in the link.
    pub token_hash: String,
    /// When the link ends.
    pub expires_at: Instant,
    /// When made.
    pub created_at: Instant,
}

crate::no_relations!();

/// What the token of an invite's link is derived from.
pub fn link_purpose(id: InviteId) -> String {
    format!("invite {id}")
}

/// The invite with this token; the token is what tells tenant and pipeline.
pub async fn across_tenants_by_token(
    db: &impl ConnectionTrait,
    token: &str,
) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::TokenHash.eq(crate::vault::token_hash(token))).one(db).await
}

/// Moves the end of a pipeline's links, those that have not ended before `now`.
pub async fn move_end(
    db: &impl ConnectionTrait,
    (tenant_id, pipeline_id): (TenantId, PipelineId),
    expires_at: Instant,
    now: Instant,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::ExpiresAt, Expr::value(expires_at))
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::PipelineId.eq(pipeline_id))
        .filter(Column::ExpiresAt.gt(now))
        .exec(db)
        .await?;
    Ok(())
}

/// Keeps an invite. One that is sent anew, because it is not known that it was sent before, has the
/// same link, which then ends when the newer mail says.
pub async fn ensure(db: &impl ConnectionTrait, invite: Model) -> Result<(), DbErr> {
    Entity::insert(invite.into_active_model().reset_all())
        .on_conflict(
            OnConflict::columns([Column::TenantId, Column::Id])
                .update_column(Column::ExpiresAt)
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(())
}
