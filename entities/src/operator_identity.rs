//! `operator_identity`: who an operator is at the company's OpenID provider. Durable.
//!
//! An address may be given to somebody else; issuer and subject are one person's for ever.

use sea_orm::{IntoActiveModel, entity::prelude::*};

use crate::{
    Instant,
    ids::{OperatorId, TenantId},
};

/// One operator at one provider.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "operator_identity")]
pub struct Model {
    /// Whose operator.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// The provider, as it names itself.
    #[sea_orm(primary_key, auto_increment = false)]
    pub issuer: String,
    /// What the provider calls them.
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject: String,
    /// Who that is here.
    pub operator_id: OperatorId,
    /// When they came from there for the first time.
    pub created_at: Instant,
}

crate::no_relations!();

/// Who somebody at a provider is here, if they came before.
pub async fn find(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    issuer: &str,
    subject: &str,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id((tenant_id, issuer.to_owned(), subject.to_owned())).one(db).await
}

/// Who an operator is, at whichever providers.
pub async fn of_operator(
    db: &impl ConnectionTrait,
    (tenant_id, operator_id): (TenantId, OperatorId),
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::OperatorId.eq(operator_id))
        .all(db)
        .await
}

/// Keeps who somebody is.
pub async fn create(db: &impl ConnectionTrait, identity: Model) -> Result<(), DbErr> {
    Entity::insert(identity.into_active_model().reset_all()).exec_without_returning(db).await?;
    Ok(())
}

/// Forgets who an operator is at any provider.
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
