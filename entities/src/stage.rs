//! `stage`: a tenant's stages as Lever last listed them. Durable.

use sea_orm::{IntoActiveModel, QueryOrder, entity::prelude::*};

use crate::ids::TenantId;

/// One stage.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stage")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// Lever's id: a UUID, or a word for the default stages.
    #[sea_orm(primary_key, auto_increment = false)]
    pub lever_id: String,
    /// Lever's name for it.
    pub text: String,
    /// Its place in Lever's order, from 0.
    pub position: i32,
}

crate::no_relations!();

impl Entity {
    /// Where every query starts; in Lever's order.
    pub fn of_tenant(tenant_id: TenantId) -> Select<Self> {
        Self::find().filter(Column::TenantId.eq(tenant_id)).order_by_asc(Column::Position)
    }
}

/// Replaces a tenant's stages by what Lever lists now.
pub async fn replace(
    tx: &impl ConnectionTrait,
    tenant_id: TenantId,
    stages: Vec<Model>,
) -> Result<(), DbErr> {
    Entity::delete_many().filter(Column::TenantId.eq(tenant_id)).exec(tx).await?;
    if !stages.is_empty() {
        let rows = stages.into_iter().map(|stage| stage.into_active_model().reset_all());
        Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}
