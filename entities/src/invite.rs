//! `invite`: the link sent to a candidate. Durable; only the token's hash is kept.

use chrono::Duration;
use sea_orm::{
    ExprTrait, IntoActiveModel,
    entity::prelude::*,
    sea_query::{Expr, OnConflict},
};

use crate::{
    Instant,
    ids::{InviteId, PipelineId, TenantId},
};

/// How long after the end of their link those may answer who have begun.
pub const FINISH_WITHIN: Duration = Duration::days(1);

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
    /// How often the link was replaced.
    pub renewed: i32,
    /// SHA-256 of the address that the link was sent to last; `None`: it is not known, or erased.
    pub sent_to: Option<String>,
}

crate::no_relations!();

impl Model {
    /// When nothing can be done with the link any more, by whether the interview has begun.
    pub fn ends_at(&self, begun: bool) -> Instant {
        if begun { self.expires_at + FINISH_WITHIN } else { self.expires_at }
    }
}

/// What the token of an invite's link is derived from.
pub fn link_purpose(id: InviteId, renewed: i32) -> String {
    match renewed {
        0 => format!("invite {id}"),
        times => format!("invite {id} {times}"),
    }
}

/// An invite.
pub async fn find(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: InviteId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id((tenant_id, id)).one(db).await
}

/// The invite with this token; the token is what tells tenant and pipeline.
pub async fn across_tenants_by_token(
    db: &impl ConnectionTrait,
    token: &str,
) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::TokenHash.eq(crate::vault::token_hash(token))).one(db).await
}

/// Forgets where a pipeline's links were sent.
pub(crate) async fn erase(
    tx: &impl ConnectionTrait,
    (tenant_id, pipeline_id): (TenantId, PipelineId),
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::SentTo, Expr::value(None::<String>))
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::PipelineId.eq(pipeline_id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Moves the end of a pipeline's links, those that are good for something at `now`.
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
        .filter(Column::ExpiresAt.gt(now - FINISH_WITHIN))
        .exec(db)
        .await?;
    Ok(())
}

/// Keeps an invite in place of the one there is, whose link is good for nothing any more where the newer
/// mail has another. It ends when the newer mail says, or later: it may have been moved meanwhile.
pub async fn ensure(db: &impl ConnectionTrait, invite: Model) -> Result<(), DbErr> {
    let there = Expr::col((Entity, Column::ExpiresAt));
    let is_later = ExprTrait::gt(there.clone(), invite.expires_at);
    let later = Expr::case(is_later, there).finally(invite.expires_at);
    Entity::insert(invite.into_active_model().reset_all())
        .on_conflict(
            OnConflict::columns([Column::TenantId, Column::Id])
                .update_columns([Column::TokenHash, Column::Renewed, Column::SentTo])
                .value(Column::ExpiresAt, later)
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(())
}
