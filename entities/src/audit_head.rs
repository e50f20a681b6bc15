//! `audit_head`: where a tenant's audit log ends. Durable; changed with each entry only.
//!
//! Whoever appends holds this row until their transaction ends, so that entries come one by one; and
//! entries that were taken off the end are missed.

use sea_orm::{ActiveValue::Set, QuerySelect, entity::prelude::*};

use crate::{Tx, ids::TenantId};

/// The end of one tenant's log.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_head")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// The last entry's number; 0: there is none.
    pub sequence: i64,
    /// The last entry's hash; empty: there is none.
    pub hash: String,
}

crate::no_relations!();

/// A tenant's head, held until the transaction ends.
pub(crate) async fn hold(tx: &Tx, tenant_id: TenantId) -> Result<Model, DbErr> {
    let there = || Entity::find_by_id(tenant_id).lock_exclusive().one(tx);
    if let Some(head) = there().await? {
        return Ok(head);
    }
    let first =
        ActiveModel { tenant_id: Set(tenant_id), sequence: Set(0), hash: Set(String::new()) };
    Entity::insert(first)
        .on_conflict_do_nothing_on([Column::TenantId])
        .exec_without_returning(tx)
        .await?;
    let missing = || DbErr::RecordNotFound("the head of the audit log".to_owned());
    there().await?.ok_or_else(missing)
}

/// A tenant's head; `None` when nothing was ever appended.
pub async fn find(db: &impl ConnectionTrait, tenant_id: TenantId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(tenant_id).one(db).await
}

/// Whose heads there are.
pub(crate) async fn across_tenants(db: &impl ConnectionTrait) -> Result<Vec<TenantId>, DbErr> {
    Entity::find().select_only().column(Column::TenantId).into_tuple().all(db).await
}
