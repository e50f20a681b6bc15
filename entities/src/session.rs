//! `session`: a signed-in browser. Durable; only the token's hash is kept.

use sea_orm::{ActiveValue::Set, entity::prelude::*};

use crate::{
    Instant,
    ids::{OperatorId, TenantId},
    vault::token_hash,
};

/// One signed-in browser.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// SHA-256 of the cookie's token.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    /// Whose operator.
    pub tenant_id: TenantId,
    /// Who.
    pub operator_id: OperatorId,
    /// When signed in.
    pub created_at: Instant,
    /// When it ends by itself.
    pub expires_at: Instant,
}

crate::no_relations!();

/// Begins a session for the holder of `token`.
pub async fn begin(
    db: &impl ConnectionTrait,
    token: &str,
    (tenant_id, operator_id): (TenantId, OperatorId),
    now: Instant,
    expires_at: Instant,
) -> Result<(), DbErr> {
    ActiveModel {
        token_hash: Set(token_hash(token)),
        tenant_id: Set(tenant_id),
        operator_id: Set(operator_id),
        created_at: Set(now),
        expires_at: Set(expires_at),
    }
    .insert(db)
    .await?;
    Ok(())
}

/// The session of this token, unless it ended.
pub async fn find(
    db: &impl ConnectionTrait,
    token: &str,
    now: Instant,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(token_hash(token)).filter(Column::ExpiresAt.gt(now)).one(db).await
}

/// Ends the session of this token.
pub async fn end(db: &impl ConnectionTrait, token: &str) -> Result<(), DbErr> {
    Entity::delete_by_id(token_hash(token)).exec(db).await?;
    Ok(())
}
