//! `recording`: a piece of what a candidate said, which was turned into text. Durable before it is.
//!
//! One row a piece, so that no turn is spoken without end. Its sound is there only where the company
//! keeps it and the candidate was told so before they agreed; it goes when the interview is erased.

use sea_orm::{
    IntoActiveModel, QueryOrder, QuerySelect,
    entity::prelude::*,
    sea_query::{ExprTrait, OnConflict},
};

use crate::{
    Instant,
    ids::{PipelineId, TenantId},
    vault::Sealed,
};

/// One piece.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recording")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// Which pipeline's.
    #[sea_orm(primary_key, auto_increment = false)]
    pub pipeline_id: PipelineId,
    /// Made by the page for this piece, so that sending it twice is one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub client_key: Uuid,
    /// The turn that it was said for, from 1.
    pub turn: i32,
    /// Such as `audio/webm`.
    pub media_type: String,
    /// How long it is.
    pub size_bytes: i32,
    /// The sound, sealed; `None` where it is not kept.
    pub audio: Option<Sealed>,
    /// How often it was sent.
    pub attempts: i32,
    /// When it came.
    pub created_at: Instant,
}

crate::no_relations!();

/// A piece without its sound.
#[derive(Clone, Debug, PartialEq, Eq, sea_orm::DerivePartialModel)]
#[sea_orm(entity = "Entity")]
pub struct Summary {
    /// Which pipeline's.
    pub pipeline_id: PipelineId,
    /// Made by the page.
    pub client_key: Uuid,
    /// The turn that it was said for.
    pub turn: i32,
    /// Such as `audio/webm`.
    pub media_type: String,
    /// How long it is.
    pub size_bytes: i32,
    /// When it came.
    pub created_at: Instant,
}

/// What was said for one turn so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// How often something was sent.
    pub attempts: i64,
    /// How much, each piece once.
    pub bytes: i64,
}

impl Model {
    /// The place for which a piece's sound is sealed.
    pub fn place(pipeline_id: PipelineId, client_key: Uuid) -> String {
        format!("recording.audio {pipeline_id} {client_key}")
    }
}

impl Entity {
    /// Where every query starts.
    pub fn of_tenant(tenant_id: TenantId) -> Select<Self> {
        Self::find().filter(Column::TenantId.eq(tenant_id))
    }
}

/// What was said for a turn so far.
pub async fn said(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    pipeline_id: PipelineId,
    turn: i32,
) -> Result<Said, DbErr> {
    let pieces: Vec<(i32, i32)> = Entity::of_tenant(tenant_id)
        .select_only()
        .columns([Column::Attempts, Column::SizeBytes])
        .filter(Column::PipelineId.eq(pipeline_id))
        .filter(Column::Turn.eq(turn))
        .into_tuple()
        .all(db)
        .await?;
    let add = |sum: Said, (attempts, bytes): (i32, i32)| Said {
        attempts: sum.attempts + i64::from(attempts),
        bytes: sum.bytes + i64::from(bytes),
    };
    Ok(pieces.into_iter().fold(Said::default(), add))
}

/// Stores a piece; one that is there was sent once more.
pub async fn put(tx: &impl ConnectionTrait, piece: Model) -> Result<(), DbErr> {
    let again = OnConflict::columns([Column::TenantId, Column::PipelineId, Column::ClientKey])
        .value(Column::Attempts, Expr::col((Entity, Column::Attempts)).add(1))
        .to_owned();
    Entity::insert(piece.into_active_model().reset_all())
        .on_conflict(again)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// A piece, with its sound.
pub async fn find(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    pipeline_id: PipelineId,
    client_key: Uuid,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id((tenant_id, pipeline_id, client_key)).one(db).await
}

/// The pieces of these pipelines whose sound is kept, each pipeline's in the order said.
pub async fn kept(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    pipeline_ids: &[PipelineId],
) -> Result<Vec<Summary>, DbErr> {
    Entity::of_tenant(tenant_id)
        .filter(Column::PipelineId.is_in(pipeline_ids.iter().copied()))
        .filter(Column::Audio.is_not_null())
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::ClientKey)
        .into_partial_model::<Summary>()
        .all(db)
        .await
}

/// Deletes all pieces of a pipeline; how many had a sound.
pub(crate) async fn delete(
    tx: &impl ConnectionTrait,
    tenant_id: TenantId,
    pipeline_id: PipelineId,
) -> Result<u64, DbErr> {
    let all = || Entity::of_tenant(tenant_id).filter(Column::PipelineId.eq(pipeline_id));
    let kept = all().filter(Column::Audio.is_not_null()).count(tx).await?;
    Entity::delete_many()
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::PipelineId.eq(pipeline_id))
        .exec(tx)
        .await?;
    Ok(kept)
}
