//! What was given up.

use std::collections::BTreeSet;

use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use entities::{
    DbErr, Instant,
    ids::{PipelineId, TenantId},
    inbox, outbox, pipeline,
    sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect},
};

use super::interview::Interview;
use crate::loaders::{Loaders, pipelines_by_id};

/// Most that are listed.
pub(crate) const FAILURES_MAX: usize = 50;

/// Something that could not be done and was given up.
#[derive(SimpleObject)]
#[graphql(complex)]
pub(crate) struct Failure {
    /// `effect:<uuid>` or `message:<uuid>`.
    id: ID,
    /// What it was, such as `write note`; `message` for one that could not be processed.
    what: String,
    /// Why the last try failed.
    error: String,
    /// When it was given up.
    failed_at: Option<Instant>,
    #[graphql(skip)]
    pipeline_id: Option<PipelineId>,
}

#[ComplexObject]
impl Failure {
    /// The interview it belongs to; null for what belongs to the company as a whole.
    async fn interview(&self, ctx: &Context<'_>) -> Result<Option<Interview>> {
        let Some(id) = self.pipeline_id else { return Ok(None) };
        Ok(Loaders::load(ctx, id).await?.map(Interview))
    }
}

impl From<outbox::Model> for Failure {
    fn from(row: outbox::Model) -> Self {
        Self {
            id: row.id.to_string().into(),
            what: row.effect.name().to_owned(),
            error: row.error.unwrap_or_default(),
            failed_at: row.finished_at,
            pipeline_id: row.pipeline_id,
        }
    }
}

impl From<inbox::Model> for Failure {
    fn from(row: inbox::Model) -> Self {
        Self {
            id: row.id.to_string().into(),
            what: "message".to_owned(),
            error: row.error.unwrap_or_default(),
            failed_at: row.finished_at,
            pipeline_id: row.pipeline_id,
        }
    }
}

/// The newest of a tenant's.
pub(crate) async fn newest(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
) -> Result<Vec<Failure>, DbErr> {
    let effects = outbox::dead(db, tenant_id, FAILURES_MAX as u64).await?;
    let messages = inbox::Entity::of_tenant(tenant_id)
        .filter(inbox::Column::Status.eq(inbox::Status::Dead))
        .order_by_desc(inbox::Column::FinishedAt)
        .order_by_desc(inbox::Column::Id)
        .limit(FAILURES_MAX as u64)
        .all(db)
        .await?;
    let messages = messages.into_iter().map(Failure::from);
    let mut all: Vec<Failure> = effects.into_iter().map(Failure::from).chain(messages).collect();
    all.sort_by_key(|failure| std::cmp::Reverse(failure.failed_at));
    all.truncate(FAILURES_MAX);
    Ok(all)
}

/// How many of a tenant's there are.
pub(crate) async fn count(db: &impl ConnectionTrait, tenant_id: TenantId) -> Result<u64, DbErr> {
    Ok(outbox::count_dead(db, tenant_id).await? + inbox::count_dead(db, tenant_id).await?)
}

/// The pipelines something was given up of.
pub(crate) async fn pipelines(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
) -> Result<Vec<pipeline::Model>, DbErr> {
    let of_effects: Vec<PipelineId> = outbox::Entity::of_tenant(tenant_id)
        .select_only()
        .column(outbox::Column::PipelineId)
        .distinct()
        .filter(outbox::Column::Status.eq(outbox::Status::Dead))
        .filter(outbox::Column::PipelineId.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    let of_messages: Vec<PipelineId> = inbox::Entity::of_tenant(tenant_id)
        .select_only()
        .column(inbox::Column::PipelineId)
        .distinct()
        .filter(inbox::Column::Status.eq(inbox::Status::Dead))
        .filter(inbox::Column::PipelineId.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    let ids: BTreeSet<PipelineId> = of_effects.into_iter().chain(of_messages).collect();
    pipelines_by_id(db, tenant_id, &Vec::from_iter(ids)).await
}
