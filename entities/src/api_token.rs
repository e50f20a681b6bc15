//! `api_token`: lets another front end ask in an operator's name. Durable; only the hash is kept.

use sea_orm::{IntoActiveModel, QueryOrder, entity::prelude::*};

use crate::{
    Instant,
    ids::{ApiTokenId, OperatorId, TenantId},
    operator, tenant,
    unreadable::lies_in_the_data,
    vault::token_hash,
};

/// One token.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "api_token")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// Ours.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ApiTokenId,
    /// In whose name it asks; it may no more than they may.
    pub operator_id: OperatorId,
    /// What they call it.
    pub name: String,
    /// What it may do of what they may.
    pub scope: Scope,
    /// SHA-256 of the token.
    pub token_hash: String,
    /// When made.
    pub created_at: Instant,
    /// When it ends by itself.
    pub expires_at: Instant,
}

crate::no_relations!();

/// What a token may do of what its operator may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum Scope {
    /// Look.
    Read,
    /// Look and change.
    Write,
}

impl Entity {
    /// Where every query but that for a token starts; the newest first.
    pub fn of_operator(tenant_id: TenantId, operator_id: OperatorId) -> Select<Self> {
        Self::find()
            .filter(Column::TenantId.eq(tenant_id))
            .filter(Column::OperatorId.eq(operator_id))
            .order_by_desc(Column::CreatedAt)
            .order_by_desc(Column::Id)
    }
}

/// Keeps a token.
pub async fn create(db: &impl ConnectionTrait, token: Model) -> Result<(), DbErr> {
    Entity::insert(token.into_active_model().reset_all()).exec_without_returning(db).await?;
    Ok(())
}

/// A token with the operator in whose name it asks, and their company.
#[derive(Clone, Debug, sea_orm::DerivePartialModel)]
pub struct Asking {
    /// The token.
    #[sea_orm(nested)]
    pub token: Model,
    /// The operator.
    #[sea_orm(nested)]
    pub operator: operator::Model,
    /// Their company.
    #[sea_orm(nested)]
    pub company: tenant::WithConnection,
}

/// A token's row, of whichever tenant, its operator and their company, unless it ended; in one statement. A
/// company that cannot be read is left out, and keeps nobody from asking.
pub async fn find(
    db: &impl ConnectionTrait,
    token: &str,
    now: Instant,
) -> Result<Option<(Model, operator::Model, Option<tenant::WithConnection>)>, DbErr> {
    const WHOSE: (Column, Column) = (Column::TenantId, Column::OperatorId);
    let row = Entity::find()
        .filter(Column::TokenHash.eq(token_hash(token)))
        .filter(Column::ExpiresAt.gt(now));
    let all = operator::with_theirs_and_company(row.clone(), WHOSE);
    match all.into_partial_model::<Asking>().one(db).await {
        Ok(found) => {
            Ok(found.map(|Asking { token, operator, company }| (token, operator, Some(company))))
        }
        Err(error) if lies_in_the_data(&error) => {
            let both = operator::with_theirs(row, WHOSE).one(db).await?;
            Ok(both.map(|(token, operator)| (token, operator, None)))
        }
        Err(error) => Err(error),
    }
}

/// Deletes one of an operator's tokens; `false` when they have no such token.
pub async fn revoke(
    db: &impl ConnectionTrait,
    (tenant_id, operator_id): (TenantId, OperatorId),
    id: ApiTokenId,
) -> Result<bool, DbErr> {
    let deleted = Entity::delete_many()
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::OperatorId.eq(operator_id))
        .filter(Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(deleted.rows_affected == 1)
}

/// Deletes all of an operator's tokens.
pub async fn revoke_all(
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
