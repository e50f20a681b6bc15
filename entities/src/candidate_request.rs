//! `candidate_request`: what a candidate asks of the company: a question, to have something corrected
//! or deleted, a way to take the interview that suits them. Durable; a person answers.

use sea_orm::{
    ActiveValue::Set, IntoActiveModel, QueryOrder, QuerySelect, TryInsertResult,
    entity::prelude::*, sea_query::Expr,
};
use serde::{Deserialize, Serialize};

use crate::{
    Instant,
    constant::is,
    ids::{PipelineId, RequestId, TenantId},
};

/// One request.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "candidate_request")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// Ours; version 7, so it sorts by age.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RequestId,
    /// Of the candidate of which pipeline.
    pub pipeline_id: PipelineId,
    /// What it is about.
    pub kind: Kind,
    /// Their words.
    pub text: String,
    /// Made by the page for this request, so that sending twice is one.
    pub client_key: Uuid,
    /// What the posting says about a question, as the candidate was shown it.
    pub passages: Option<Json>,
    /// Whether a person is still to answer.
    pub status: Status,
    /// When.
    pub made_at: Instant,
    /// What an operator wrote back.
    pub reply: Option<String>,
    /// Who.
    pub replied_by: Option<String>,
    /// When.
    pub replied_at: Option<Instant>,
}

crate::no_relations!();

impl Model {
    /// Whether the clock of the candidate's link stands still for it.
    pub fn stops_the_clock(&self) -> bool {
        self.kind == Kind::Accommodation && self.status == Status::Open
    }
}

/// What a request is about.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// They want to know something about the position.
    Question,
    /// They want something corrected that is kept of them.
    Correction,
    /// They want deleted what is kept of them.
    Deletion,
    /// They need the interview to be another way, for example because of a disability.
    Accommodation,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::Question, Self::Correction, Self::Deletion, Self::Accommodation];
}

/// Whether a person is still to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum Status {
    /// A person is.
    Open,
    /// A person did.
    Answered,
    /// The posting said it, and the candidate was shown where.
    Stated,
}

/// So many of one pipeline are kept.
pub const PER_PIPELINE_MAX: usize = 20;

impl Entity {
    /// Where every query starts; the oldest first.
    pub fn of_tenant(tenant_id: TenantId) -> Select<Self> {
        Self::find().filter(Column::TenantId.eq(tenant_id)).order_by_asc(Column::Id)
    }
}

/// Keeps a request; `false` when the same was sent before.
pub async fn insert(tx: &impl ConnectionTrait, request: Model) -> Result<bool, DbErr> {
    let inserted = Entity::insert(request.into_active_model().reset_all())
        .on_conflict_do_nothing_on([Column::TenantId, Column::PipelineId, Column::ClientKey])
        .exec_without_returning(tx)
        .await?;
    Ok(matches!(inserted, TryInsertResult::Inserted(1..)))
}

/// A request by its id.
pub async fn find(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: RequestId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id((tenant_id, id)).one(db).await
}

/// Those of these pipelines, the oldest first.
pub async fn of_pipelines(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    pipeline_ids: &[PipelineId],
) -> Result<Vec<Model>, DbErr> {
    let ids = pipeline_ids.iter().copied();
    Entity::of_tenant(tenant_id).filter(Column::PipelineId.is_in(ids)).all(db).await
}

/// Those that wait for an operator, the oldest first; `limit` at most.
pub async fn open(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    Entity::of_tenant(tenant_id)
        .filter(is(Column::Status, &Status::Open))
        .limit(limit)
        .all(db)
        .await
}

/// Has a person answer what only the posting had.
pub async fn pass_on(
    tx: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: RequestId,
) -> Result<bool, DbErr> {
    let changed = Entity::update_many()
        .col_expr(Column::Status, Expr::value(Status::Open))
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::Id.eq(id))
        .filter(is(Column::Status, &Status::Stated))
        .exec(tx)
        .await?;
    Ok(changed.rows_affected > 0)
}

/// Keeps what an operator wrote back; `false` when somebody did already.
pub async fn answer(
    tx: &impl ConnectionTrait,
    (tenant_id, id): (TenantId, RequestId),
    (reply, by): (&str, &str),
    now: Instant,
) -> Result<bool, DbErr> {
    let answered = ActiveModel {
        status: Set(Status::Answered),
        reply: Set(Some(reply.to_owned())),
        replied_by: Set(Some(by.to_owned())),
        replied_at: Set(Some(now)),
        ..Default::default()
    };
    let changed = Entity::update_many()
        .set(answered)
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::Id.eq(id))
        .filter(is(Column::Status, &Status::Open))
        .exec(tx)
        .await?;
    Ok(changed.rows_affected > 0)
}
