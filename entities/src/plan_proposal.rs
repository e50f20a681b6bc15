//! `plan_proposal`: what a changed posting would make of its plan. Durable; one a posting, the newest.

use sea_orm::{
    ActiveValue::Set, IntoActiveModel, QuerySelect, entity::prelude::*, sea_query::OnConflict,
};

use crate::{Instant, ids::TenantId};

/// One proposal.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_proposal")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// Lever's id of the posting.
    #[sea_orm(primary_key, auto_increment = false)]
    pub posting_id: String,
    /// How far it is.
    pub status: Status,
    /// Hash of the posting that it is made from.
    pub posting_hash: String,
    /// Version of the plan that it changes.
    pub base_version: i32,
    /// The proposed plan; `None` until made.
    pub body: Option<Json>,
    /// The plan that the interviewer made from the changed posting; `None` until made.
    pub base: Option<Json>,
    /// Where operators and interviewer disagree; `None` until made.
    pub conflicts: Option<Json>,
    /// When it last changed.
    pub updated_at: Instant,
}

crate::no_relations!();

/// How far a proposal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum Status {
    /// Being made.
    Making,
    /// Waits for an operator.
    Open,
    /// It would change nothing.
    Same,
    /// Became a version.
    Approved,
    /// An operator does not want it.
    Dismissed,
}

impl Entity {
    /// Where every query starts.
    pub fn of_tenant(tenant_id: TenantId) -> Select<Self> {
        Self::find().filter(Column::TenantId.eq(tenant_id))
    }
}

/// That of a posting.
pub async fn find(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    posting_id: &str,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id((tenant_id, posting_id.to_owned())).one(db).await
}

/// The same; whoever else changes it waits until the transaction ends.
pub async fn lock(
    tx: &impl ConnectionTrait,
    tenant_id: TenantId,
    posting_id: &str,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id((tenant_id, posting_id.to_owned())).lock_exclusive().one(tx).await
}

/// Those of these postings.
pub async fn find_many(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    posting_ids: &[String],
) -> Result<Vec<Model>, DbErr> {
    let ids = posting_ids.iter().map(String::as_str);
    Entity::of_tenant(tenant_id).filter(Column::PostingId.is_in(ids)).all(db).await
}

/// Stores a proposal in place of the former one.
pub async fn store(db: &impl ConnectionTrait, proposal: Model) -> Result<(), DbErr> {
    Entity::insert(proposal.into_active_model().reset_all())
        .on_conflict(
            OnConflict::columns([Column::TenantId, Column::PostingId])
                .update_columns([
                    Column::Status,
                    Column::PostingHash,
                    Column::BaseVersion,
                    Column::Body,
                    Column::Base,
                    Column::Conflicts,
                    Column::UpdatedAt,
                ])
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Ends an open proposal. To be called by who holds it by [`lock`].
pub async fn end(
    tx: &impl ConnectionTrait,
    (tenant_id, posting_id): (TenantId, &str),
    status: Status,
    now: Instant,
) -> Result<(), DbErr> {
    let ended = ActiveModel { status: Set(status), updated_at: Set(now), ..Default::default() };
    Entity::update_many()
        .set(ended)
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::PostingId.eq(posting_id))
        .filter(Column::Status.eq(Status::Open))
        .exec(tx)
        .await?;
    Ok(())
}
