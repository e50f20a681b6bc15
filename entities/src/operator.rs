//! `operator`: someone who uses the dashboard of one tenant. Durable.

use sea_orm::{
    ActiveValue::Set, Condition, ExprTrait, FromJsonQueryResult, QueryOrder, QueryTrait,
    SelectTwoRequired, entity::prelude::*,
};
use serde::{Deserialize, Serialize};

use crate::{
    Instant, connection,
    ids::{OperatorId, TenantId},
    tenant,
};

/// Most operators of a company.
pub const OPERATORS_MAX: usize = 1000;

/// One operator.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "operator")]
pub struct Model {
    /// Whose operator.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// Ours.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OperatorId,
    /// Lower case; unique over all tenants, because it is what one signs in with.
    pub email: String,
    /// As shown in the dashboard.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Argon2id in PHC form; `None` until they set one.
    pub password_hash: Option<String>,
    /// When made.
    pub created_at: Instant,
    /// The postings that a Limited Team Member sees; `None`: none yet.
    pub posting_ids: Option<PostingIds>,
}

crate::no_relations!();

/// Postings by Lever's ids.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct PostingIds(pub Vec<String>);

impl Model {
    /// The postings that they see; `None`: all.
    pub fn sees_only(&self) -> Option<&[String]> {
        match self.role {
            Role::SuperAdmin | Role::Admin | Role::TeamMember => None,
            Role::LimitedTeamMember => {
                Some(self.posting_ids.as_ref().map_or(&[], |ids| ids.0.as_slice()))
            }
        }
    }

    /// Whether they see what belongs to a posting.
    pub fn sees(&self, posting_id: &str) -> bool {
        self.sees_only().is_none_or(|ids| ids.iter().any(|id| id == posting_id))
    }
}

/// The roles of Lever that may use the integration, in falling power.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum Role {
    /// May also connect and disconnect Lever.
    SuperAdmin,
    /// May change settings.
    Admin,
    /// May read every interview.
    TeamMember,
    /// May read interviews for the postings they were given.
    LimitedTeamMember,
}

/// Makes an operator without a password.
pub async fn create(
    db: &impl ConnectionTrait,
    (tenant_id, id): (TenantId, OperatorId),
    email: &str,
    name: &str,
    role: Role,
    now: Instant,
) -> Result<Model, DbErr> {
    ActiveModel {
        tenant_id: Set(tenant_id),
        id: Set(id),
        email: Set(email.trim().to_lowercase()),
        name: Set(name.to_owned()),
        role: Set(role),
        password_hash: Set(None),
        created_at: Set(now),
        posting_ids: Set(None),
    }
    .insert(db)
    .await
}

/// One operator of a tenant.
pub async fn find(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: OperatorId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id((tenant_id, id)).one(db).await
}

/// Has rows found together with the operators whose ids they have in these columns.
pub(crate) fn with_theirs<E: EntityTrait>(
    rows: Select<E>,
    (tenant_id, operator_id): (E::Column, E::Column),
) -> SelectTwoRequired<E, Entity> {
    let mut both = rows.select_two_required(Entity);
    QueryTrait::query(&mut both).inner_join(Entity, theirs((tenant_id, operator_id)));
    both
}

/// The same with their company, and how its connection stands.
pub(crate) fn with_theirs_and_company<E: EntityTrait>(
    mut rows: Select<E>,
    whose: (E::Column, E::Column),
) -> Select<E> {
    let of = |theirs: Expr| theirs.equals(whose.0.as_column_ref());
    QueryTrait::query(&mut rows)
        .inner_join(Entity, theirs(whose))
        .inner_join(tenant::Entity, of(tenant::Column::Id.into_expr()))
        .left_join(connection::Entity, of(connection::Column::TenantId.into_expr()));
    rows
}

/// That an operator is the one whose ids a row has in these columns.
fn theirs<C: ColumnTrait>((tenant_id, operator_id): (C, C)) -> Condition {
    let of = |ours: Column, its: C| ours.into_expr().equals(its.as_column_ref());
    Condition::all().add(of(Column::TenantId, tenant_id)).add(of(Column::Id, operator_id))
}

/// Those of a tenant with these ids.
pub async fn find_many(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    ids: &[OperatorId],
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await
}

/// The operator with this address, of whichever tenant: signing in is what tells the tenant.
pub async fn across_tenants_by_email(
    db: &impl ConnectionTrait,
    email: &str,
) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::Email.eq(email.trim().to_lowercase())).one(db).await
}

/// The first Super Admin of the installation who is still there. There is none before the first
/// start only.
pub async fn across_tenants_any(db: &impl ConnectionTrait) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::Role.eq(Role::SuperAdmin))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::TenantId)
        .order_by_asc(Column::Id)
        .one(db)
        .await
}

/// Sets the password's hash.
pub async fn set_password_hash(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: OperatorId,
    hash: String,
) -> Result<Model, DbErr> {
    ActiveModel {
        tenant_id: Set(tenant_id),
        id: Set(id),
        password_hash: Set(Some(hash)),
        ..Default::default()
    }
    .update(db)
    .await
}

/// Changes what they may do.
pub async fn set_role(
    db: &impl ConnectionTrait,
    (tenant_id, id): (TenantId, OperatorId),
    role: Role,
) -> Result<Model, DbErr> {
    ActiveModel { tenant_id: Set(tenant_id), id: Set(id), role: Set(role), ..Default::default() }
        .update(db)
        .await
}

/// Deletes one.
pub async fn delete(db: &impl ConnectionTrait, key: (TenantId, OperatorId)) -> Result<(), DbErr> {
    Entity::delete_by_id(key).exec(db).await?;
    Ok(())
}

/// Gives the postings that they see as a Limited Team Member.
pub async fn give_postings(
    db: &impl ConnectionTrait,
    (tenant_id, id): (TenantId, OperatorId),
    posting_ids: Vec<String>,
) -> Result<Model, DbErr> {
    ActiveModel {
        tenant_id: Set(tenant_id),
        id: Set(id),
        posting_ids: Set(Some(PostingIds(posting_ids))),
        ..Default::default()
    }
    .update(db)
    .await
}

/// The operators of a tenant, by name.
pub async fn of_tenant(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::TenantId.eq(tenant_id))
        .order_by_asc(Column::Name)
        .order_by_asc(Column::Id)
        .all(db)
        .await
}
