//! `partition`: a share of the tenants, and how often it changed hands. Durable.
//!
//! Which node works for a partition is not in here: `PostgreSQL` keeps that, as a lock of the
//! node's session. The epoch fences commits: it moves each time a node takes the partition over.

use sea_orm::{ExprTrait, IntoActiveModel, entity::prelude::*};

use crate::ids::TenantId;

/// How many partitions there are. Rows of a store depend on nothing of it, so it may change
/// between two starts of all nodes.
pub const PARTITIONS: i32 = 64;

/// One partition.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "partition")]
pub struct Model {
    /// From 0 to [`PARTITIONS`].
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    /// How often it was taken over.
    pub epoch: i64,
}

crate::no_relations!();

/// The partition of a tenant.
pub fn of_tenant(tenant_id: TenantId) -> i32 {
    // The last digits of an id are random; the first are the time.
    let number = tenant_id.0.as_u128() % u128::from(PARTITIONS.unsigned_abs());
    i32::try_from(number).unwrap_or_default()
}

/// Takes these over: whoever had them can no longer commit. Their epochs from now on.
pub async fn across_tenants_take_over(
    db: &impl ConnectionTrait,
    numbers: &[i32],
) -> Result<Vec<Model>, DbErr> {
    let fresh = numbers.iter().map(|number| Model { number: *number, epoch: 0 });
    let fresh = fresh.map(|row| row.into_active_model().reset_all());
    Entity::insert_many(fresh)
        .on_conflict_do_nothing_on([Column::Number])
        .exec_without_returning(db)
        .await?;
    Entity::update_many()
        .col_expr(Column::Epoch, Expr::col(Column::Epoch).add(1))
        .filter(Column::Number.is_in(numbers.iter().copied()))
        .exec_with_returning(db)
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tenant_has_a_partition() {
        for last in [0, 1, 63, 64, u128::MAX] {
            assert!((0..PARTITIONS).contains(&of_tenant(TenantId(Uuid::from_u128(last)))));
        }
    }
}
