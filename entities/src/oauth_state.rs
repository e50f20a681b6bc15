//! `oauth_state`: an OAuth flow that was begun and has not come back. Durable.

use sea_orm::{ActiveValue::Set, entity::prelude::*};

use crate::{
    Instant,
    ids::{OperatorId, TenantId},
    vault::token_hash,
};

/// One flow.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "oauth_state")]
pub struct Model {
    /// SHA-256 of the `state` parameter.
    #[sea_orm(primary_key, auto_increment = false)]
    pub state_hash: String,
    /// Whose Lever is being connected.
    pub tenant_id: TenantId,
    /// Who began; the same person must come back.
    pub operator_id: OperatorId,
    /// When it is too late to come back.
    pub expires_at: Instant,
}

crate::no_relations!();

/// Remembers a flow by its `state`.
pub async fn create(
    db: &impl ConnectionTrait,
    state: &str,
    (tenant_id, operator_id): (TenantId, OperatorId),
    expires_at: Instant,
) -> Result<(), DbErr> {
    ActiveModel {
        state_hash: Set(token_hash(state)),
        tenant_id: Set(tenant_id),
        operator_id: Set(operator_id),
        expires_at: Set(expires_at),
    }
    .insert(db)
    .await?;
    Ok(())
}

/// Uses the state up. `None` when it is unknown, used, too old, or somebody else's.
pub async fn redeem(
    db: &impl ConnectionTrait,
    state: &str,
    (tenant_id, operator_id): (TenantId, OperatorId),
    now: Instant,
) -> Result<Option<Model>, DbErr> {
    let flow = Entity::find_by_id(token_hash(state))
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::OperatorId.eq(operator_id))
        .one(db)
        .await?;
    let Some(flow) = flow else { return Ok(None) };
    let deleted = Entity::delete_by_id(flow.state_hash.clone()).exec(db).await?;
    Ok((deleted.rows_affected == 1 && flow.expires_at > now).then_some(flow))
}

/// Deletes what an operator has begun.
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
