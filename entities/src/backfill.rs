//! `backfill`: a look at who is in the trigger stages already; operators may then have them
//! invited. Durable.

use chrono::Duration;
use sea_orm::{ActiveValue::Set, FromJsonQueryResult, IntoActiveModel, entity::prelude::*};
use serde::{Deserialize, Serialize};

use crate::{
    Instant,
    ids::{BackfillId, TenantId},
};

/// One look.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "backfill")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// Ours.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BackfillId,
    /// How far it is.
    pub status: Status,
    /// Only these of the trigger stages; all when empty.
    pub stage_ids: StageIds,
    /// Who was found, once previewed.
    pub candidates: Candidates,
    /// Why there is no preview.
    pub error: Option<String>,
    /// When asked for.
    pub created_at: Instant,
    /// When Lever was read.
    pub previewed_at: Option<Instant>,
    /// When an operator had them invited.
    pub started_at: Option<Instant>,
}

crate::no_relations!();

/// How far a backfill is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum Status {
    /// Lever is being read.
    Looking,
    /// The list is there; nobody was invited.
    Previewed,
    /// Those of the list who may be invited are on their way.
    Started,
    /// Lever could not be read.
    Failed,
}

/// Lever's ids of stages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct StageIds(pub Vec<String>);

/// Who was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Candidates(pub Vec<Candidate>);

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Lever's id.
    pub opportunity_id: String,
    /// May be empty.
    pub name: String,
    /// The posting's title; empty without one.
    pub posting: String,
    /// The opportunity in Lever's web app.
    pub url: Option<String>,
    /// Why this one would not be invited; `None`: would be.
    pub refusal: Option<String>,
}

impl Entity {
    /// Where every query starts.
    pub fn of_tenant(tenant_id: TenantId) -> Select<Self> {
        Self::find().filter(Column::TenantId.eq(tenant_id))
    }
}

/// How long a preview is looked at, at most.
const KEPT: Duration = Duration::days(1);

/// Begins one. Those of days before go: they name people of whom most are nobody's candidates here.
pub async fn create(
    db: &impl ConnectionTrait,
    (tenant_id, id): (TenantId, BackfillId),
    stage_ids: Vec<String>,
    now: Instant,
) -> Result<Model, DbErr> {
    Entity::delete_many()
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::CreatedAt.lt(now - KEPT))
        .filter(Column::Status.ne(Status::Looking))
        .exec(db)
        .await?;
    let row = Model {
        tenant_id,
        id,
        status: Status::Looking,
        stage_ids: StageIds(stage_ids),
        candidates: Candidates::default(),
        error: None,
        created_at: now,
        previewed_at: None,
        started_at: None,
    };
    let stored = row.clone();
    Entity::insert(row.into_active_model().reset_all()).exec_without_returning(db).await?;
    Ok(stored)
}

/// One by its id.
pub async fn find(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: BackfillId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id((tenant_id, id)).one(db).await
}

/// Keeps what was found, or why nothing was.
pub async fn previewed(
    db: &impl ConnectionTrait,
    (tenant_id, id): (TenantId, BackfillId),
    found: Result<Vec<Candidate>, String>,
    now: Instant,
) -> Result<(), DbErr> {
    let (status, candidates, error) = match found {
        Ok(candidates) => (Status::Previewed, candidates, None),
        Err(error) => (Status::Failed, Vec::new(), Some(error)),
    };
    ActiveModel {
        tenant_id: Set(tenant_id),
        id: Set(id),
        status: Set(status),
        candidates: Set(Candidates(candidates)),
        error: Set(error),
        previewed_at: Set(Some(now)),
        ..Default::default()
    }
    .update(db)
    .await?;
    Ok(())
}

/// Marks a previewed one as started; `false` when it is not previewed, or was started already.
pub async fn start(
    tx: &impl ConnectionTrait,
    tenant_id: TenantId,
    id: BackfillId,
    now: Instant,
) -> Result<bool, DbErr> {
    let started = ActiveModel {
        status: Set(Status::Started),
        started_at: Set(Some(now)),
        ..Default::default()
    };
    let changed = Entity::update_many()
        .set(started)
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::Id.eq(id))
        .filter(Column::Status.eq(Status::Previewed))
        .exec(tx)
        .await?;
    Ok(changed.rows_affected == 1)
}
