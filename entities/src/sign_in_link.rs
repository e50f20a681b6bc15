//! `sign_in_link`: a link that signs one operator in, once. Durable; only the hash is kept.

use sea_orm::{ActiveValue::Set, entity::prelude::*};

use crate::{
    Instant,
    ids::{OperatorId, TenantId},
    vault::token_hash,
};

/// One link.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_link")]
pub struct Model {
    /// SHA-256 of the token in the link.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    /// Whose operator.
    pub tenant_id: TenantId,
    /// Whom it signs in.
    pub operator_id: OperatorId,
    /// When it ends unused.
    pub expires_at: Instant,
}

crate::no_relations!();

/// Keeps a link for the holder of `token`.
pub async fn create(
    db: &impl ConnectionTrait,
    token: &str,
    (tenant_id, operator_id): (TenantId, OperatorId),
    expires_at: Instant,
) -> Result<(), DbErr> {
    ActiveModel {
        token_hash: Set(token_hash(token)),
        tenant_id: Set(tenant_id),
        operator_id: Set(operator_id),
        expires_at: Set(expires_at),
    }
    .insert(db)
    .await?;
    Ok(())
}

/// What the link of an invited operator is derived for, so that the mail and whoever invited them
/// have the same one, and only its hash is stored.
pub fn purpose(operator_id: OperatorId) -> String {
    format!("sign-in {operator_id}")
}

/// Whether the link can still be used.
pub async fn is_live(db: &impl ConnectionTrait, token: &str, now: Instant) -> Result<bool, DbErr> {
    let link = Entity::find_by_id(token_hash(token)).one(db).await?;
    Ok(link.is_some_and(|link| link.expires_at > now))
}

/// Deletes every link of an operator.
pub async fn delete_all(
    db: &impl ConnectionTrait,
    (tenant_id, operator_id): (TenantId, OperatorId),
) -> Result<(), DbErr> {
    Entity::delete_many()
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::OperatorId.eq(operator_id))
        .exec(db)
        .await?;
    Ok(())
}

/// Uses the link up. `None` when it is unknown, used or too old.
pub async fn redeem(
    db: &impl ConnectionTrait,
    token: &str,
    now: Instant,
) -> Result<Option<Model>, DbErr> {
    let Some(link) = Entity::find_by_id(token_hash(token)).one(db).await? else {
        return Ok(None);
    };
    let deleted = Entity::delete_by_id(link.token_hash.clone()).exec(db).await?;
    Ok((deleted.rows_affected == 1 && link.expires_at > now).then_some(link))
}
