//! `webhook`: a webhook we made in Lever, with its signing token sealed. Durable.

use sea_orm::{IntoActiveModel, entity::prelude::*};

use crate::{Instant, ids::TenantId, vault::Sealed};

/// One webhook.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// Lever's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub lever_id: String,
    /// Lever's name of the event.
    pub event: String,
    /// Lever tells it once, when the webhook is made.
    pub signing_token: Sealed,
    /// When made.
    pub created_at: Instant,
}

crate::no_relations!();

impl Entity {
    /// Where every query starts.
    pub fn of_tenant(tenant_id: TenantId) -> Select<Self> {
        Self::find().filter(Column::TenantId.eq(tenant_id))
    }
}

/// The seal's place of signing tokens.
pub fn signing_place(tenant_id: TenantId) -> String {
    format!("webhook.signing_token {tenant_id}")
}

/// Keeps a webhook that was just made.
pub async fn insert(db: &impl ConnectionTrait, webhook: Model) -> Result<(), DbErr> {
    Entity::insert(webhook.into_active_model().reset_all()).exec_without_returning(db).await?;
    Ok(())
}

/// Forgets a webhook that is no longer in Lever.
pub async fn forget(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    lever_id: &str,
) -> Result<(), DbErr> {
    Entity::delete_by_id((tenant_id, lever_id.to_owned())).exec(db).await?;
    Ok(())
}

/// The webhooks of a tenant.
pub async fn of_tenant(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
) -> Result<Vec<Model>, DbErr> {
    Entity::of_tenant(tenant_id).all(db).await
}

/// The webhooks of these tenants.
pub async fn across_tenants(
    db: &impl ConnectionTrait,
    tenant_ids: impl IntoIterator<Item = TenantId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::TenantId.is_in(tenant_ids)).all(db).await
}

/// Forgets all webhooks of a tenant.
pub async fn forget_all(db: &impl ConnectionTrait, tenant_id: TenantId) -> Result<(), DbErr> {
    Entity::delete_many().filter(Column::TenantId.eq(tenant_id)).exec(db).await?;
    Ok(())
}
