//! `plan`: one version of a posting's interview plan. Durable; never changed once stored.

use sea_orm::{IntoActiveModel, QueryOrder, entity::prelude::*};

use crate::{
    Instant,
    ids::{PlanId, TenantId},
};

/// One version of one posting's plan.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "plan")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// Ours.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PlanId,
    /// Lever's id of the posting.
    pub posting_id: String,
    /// From 1, per posting.
    pub version: i32,
    /// SHA-256 of the content.
    pub hash: String,
    /// The plan as it is asked.
    pub body: Json,
    /// The plan as the interviewer made it, which operators changed to `body`; `None`: they are the
    /// same.
    pub base: Option<Json>,
    /// Hash of the posting that it is made from; `None`: stored by a version that did not keep it.
    pub posting_hash: Option<String>,
    /// The questions in other languages, as the interviewer reads them; `None`: stored by a version
    /// that did not make them.
    pub renditions: Option<Json>,
    /// The operator who made this version; `None`: nobody but the interviewer.
    pub author: Option<String>,
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

/// A plan by its id.
pub async fn find(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: PlanId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id((tenant_id, id)).one(db).await
}

/// The posting's newest version.
pub async fn newest(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    posting_id: &str,
) -> Result<Option<Model>, DbErr> {
    Entity::of_tenant(tenant_id)
        .filter(Column::PostingId.eq(posting_id))
        .order_by_desc(Column::Version)
        .one(db)
        .await
}

/// The posting's versions, the newest first.
pub async fn versions(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    posting_ids: &[String],
) -> Result<Vec<Model>, DbErr> {
    Entity::of_tenant(tenant_id)
        .filter(Column::PostingId.is_in(posting_ids.iter().map(String::as_str)))
        .order_by_desc(Column::Version)
        .all(db)
        .await
}

/// What a plan was made from.
#[derive(Clone, Debug, PartialEq, Eq, sea_orm::DerivePartialModel)]
#[sea_orm(entity = "Entity")]
pub struct Origin {
    /// Lever's id of the posting.
    pub posting_id: String,
    /// Which version.
    pub version: i32,
    /// Hash of the posting that it is made from.
    pub posting_hash: Option<String>,
}

/// What the newest version of each posting with a plan was made from.
pub async fn origins(db: &impl ConnectionTrait, tenant_id: TenantId) -> Result<Vec<Origin>, DbErr> {
    let all = Entity::of_tenant(tenant_id)
        .order_by_asc(Column::PostingId)
        .order_by_desc(Column::Version)
        .into_partial_model::<Origin>()
        .all(db)
        .await?;
    let mut newest: Vec<Origin> = Vec::new();
    for origin in all {
        if newest.last().is_none_or(|last| last.posting_id != origin.posting_id) {
            newest.push(origin);
        }
    }
    Ok(newest)
}

/// Stores a version, unless that version is there already. Read it back with [`newest`].
pub async fn store(db: &impl ConnectionTrait, plan: Model) -> Result<(), DbErr> {
    Entity::insert(plan.into_active_model().reset_all())
        .on_conflict_do_nothing_on([Column::TenantId, Column::PostingId, Column::Version])
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Those with these ids.
pub async fn find_many(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    ids: &[PlanId],
) -> Result<Vec<Model>, DbErr> {
    Entity::of_tenant(tenant_id).filter(Column::Id.is_in(ids.iter().copied())).all(db).await
}
