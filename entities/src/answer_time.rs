//! `answer_time`: since when a candidate has had a question before them, and how often they took more
//! time for it. Durable.
//!
//! A row is there only of who was told of a limit before they agreed. Evidence for people: nothing ends
//! when its time does, and no rating sees it.

use chrono::TimeDelta;
use sea_orm::{
    FromJsonQueryResult, IntoActiveModel, QueryOrder, entity::prelude::*, sea_query::OnConflict,
};
use serde::{Deserialize, Serialize};

use crate::{
    Instant,
    ids::{PipelineId, TenantId},
};

/// So many keys are remembered; whoever sends one again does so before they make that many.
const KEYS_MAX: usize = 20;

/// One turn's time.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "answer_time")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// Which pipeline's.
    #[sea_orm(primary_key, auto_increment = false)]
    pub pipeline_id: PipelineId,
    /// Of the turn, from 1; its answer may be still to come.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    /// The limit that they were told of.
    pub limit_minutes: i32,
    /// When the page first showed the question.
    pub started_at: Instant,
    /// When the time ends that they have taken so far. Nothing else does.
    pub ends_at: Instant,
    /// How often they took more.
    pub extended: i32,
    /// Made by the page each time that more was taken, the latest last: the same again is one.
    pub keys: Keys,
}

/// Keys of what was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Keys(pub Vec<Uuid>);

crate::no_relations!();

impl Model {
    /// The time of a turn whose question is shown now.
    pub fn begin(
        (tenant_id, pipeline_id, number): (TenantId, PipelineId, i32),
        limit_minutes: u8,
        now: Instant,
    ) -> Self {
        let limit_minutes = i32::from(limit_minutes);
        Self {
            tenant_id,
            pipeline_id,
            number,
            limit_minutes,
            started_at: now,
            ends_at: now + TimeDelta::minutes(limit_minutes.into()),
            extended: 0,
            keys: Keys::default(),
        }
    }

    /// Takes the whole limit once more: after what is left, or from now on where nothing is. What was
    /// sent before changes nothing.
    pub fn extend(&mut self, key: Uuid, now: Instant) {
        if self.has(key) {
            return;
        }
        self.ends_at = self.ends_at.max(now) + TimeDelta::minutes(self.limit_minutes.into());
        self.extended = self.extended.saturating_add(1);
        if self.keys.0.len() >= KEYS_MAX {
            self.keys.0.remove(0);
        }
        self.keys.0.push(key);
    }

    /// Whether this was sent before.
    pub fn has(&self, key: Uuid) -> bool {
        self.keys.0.contains(&key)
    }

    /// What is left of it, in seconds begun; 0 once nothing is.
    pub fn left_secs(&self, now: Instant) -> i64 {
        let left_ms = (self.ends_at - now).num_milliseconds().max(0);
        left_ms / 1_000 + i64::from(left_ms % 1_000 > 0)
    }

    /// How long the answer took that came then, in seconds.
    pub fn taken_secs(&self, answered_at: Instant) -> i64 {
        (answered_at - self.started_at).num_seconds().max(0)
    }
}

impl Entity {
    /// Where every query starts; in the order asked.
    pub fn of_tenant(tenant_id: TenantId) -> Select<Self> {
        Self::find().filter(Column::TenantId.eq(tenant_id)).order_by_asc(Column::Number)
    }
}

/// That of a turn, if it has one.
pub async fn find(
    db: &impl ConnectionTrait,
    key: (TenantId, PipelineId, i32),
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(key).one(db).await
}

/// Those of these pipelines, each pipeline's in the order asked.
pub async fn of_pipelines(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    pipeline_ids: &[PipelineId],
) -> Result<Vec<Model>, DbErr> {
    let ids = pipeline_ids.iter().copied();
    Entity::of_tenant(tenant_id).filter(Column::PipelineId.is_in(ids)).all(db).await
}

/// Keeps it as it is now; since when the question was shown stays.
pub async fn put(tx: &impl ConnectionTrait, row: Model) -> Result<(), DbErr> {
    let again = OnConflict::columns([Column::TenantId, Column::PipelineId, Column::Number])
        .update_columns([Column::EndsAt, Column::Extended, Column::Keys])
        .to_owned();
    Entity::insert(row.into_active_model().reset_all())
        .on_conflict(again)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// No time is counted for a turn any more.
pub async fn stop(
    tx: &impl ConnectionTrait,
    (tenant_id, pipeline_id, number): (TenantId, PipelineId, i32),
) -> Result<(), DbErr> {
    Entity::delete_by_id((tenant_id, pipeline_id, number)).exec(tx).await?;
    Ok(())
}

/// Deletes all of a pipeline.
pub(crate) async fn delete(
    tx: &impl ConnectionTrait,
    tenant_id: TenantId,
    pipeline_id: PipelineId,
) -> Result<(), DbErr> {
    Entity::delete_many()
        .filter(Column::TenantId.eq(tenant_id))
        .filter(Column::PipelineId.eq(pipeline_id))
        .exec(tx)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Instant {
        Instant::from_timestamp(1_790_000_000 + seconds, 0).unwrap()
    }

    fn begun() -> Model {
        let of = (TenantId(Uuid::from_u128(1)), PipelineId(Uuid::from_u128(2)), 1);
        Model::begin(of, 5, at(0))
    }

    #[test]
    fn more_time_comes_after_what_is_left_or_from_now_on() {
        let mut time = begun();
        assert_eq!((time.left_secs(at(0)), time.left_secs(at(400))), (300, 0));
        time.extend(Uuid::from_u128(1), at(100));
        assert_eq!(time.left_secs(at(100)), 500);
        // Long after its end.
        time.extend(Uuid::from_u128(2), at(9_000));
        assert_eq!((time.left_secs(at(9_000)), time.extended), (300, 2));
        assert_eq!((time.taken_secs(at(9_060)), time.taken_secs(at(-1))), (9_060, 0));
    }

    #[test]
    fn what_is_sent_twice_is_taken_once_and_as_often_as_wanted_is_without_end() {
        let mut time = begun();
        for number in 0..100 {
            for _ in 0..2 {
                time.extend(Uuid::from_u128(number), at(0));
            }
        }
        assert_eq!((time.extended, time.left_secs(at(0))), (100, 101 * 300));
        assert_eq!(time.keys.0.len(), KEYS_MAX);
        assert!(time.has(Uuid::from_u128(99)) && !time.has(Uuid::from_u128(0)));
    }
}
