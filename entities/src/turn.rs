//! `turn`: one question, or one follow-up to it, with the candidate's answer. Durable before the next question shows.

use sea_orm::{FromJsonQueryResult, IntoActiveModel, QueryOrder, entity::prelude::*};
use serde::{Deserialize, Deserializer, Serialize, de::Error};

use crate::{
    Instant,
    ids::{PipelineId, TenantId},
};

/// One answered question.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "turn")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// Which pipeline's.
    #[sea_orm(primary_key, auto_increment = false)]
    pub pipeline_id: PipelineId,
    /// From 1, in the order asked.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    /// The question's id in the plan.
    pub question_id: String,
    /// Made by the page for this answer, so that sending twice is one turn.
    pub client_key: Uuid,
    /// What the candidate wrote.
    pub answer: String,
    /// When it was stored.
    pub answered_at: Instant,
    /// The place of the question's follow-up that it answers, from 0; `None`: the question itself.
    pub follow_up: Option<i32>,
    /// The language it was asked in, as an ISO 639-1 code; `None`: the plan's.
    pub asked_in: Option<String>,
    /// What the page noticed while the answer was written; `None`: the company does not want that.
    pub signals: Option<Signals>,
}

/// What the page noticed while an answer was written. Never scored.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Signals {
    /// How often something was pasted.
    #[serde(deserialize_with = "whole")]
    pub pastes: u32,
    /// Characters pasted.
    #[serde(deserialize_with = "whole")]
    pub pasted_characters: u32,
    /// How often the page was left for another one or another program.
    #[serde(deserialize_with = "whole")]
    pub focus_lost: u32,
}

/// A count, which JSON may also write as `2.0`.
fn whole<'de, D: Deserializer<'de>>(source: D) -> Result<u32, D::Error> {
    let number = f64::deserialize(source)?;
    let fits = number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it fits")]
    let count = fits.then_some(number as u32);
    count.ok_or_else(|| D::Error::custom(format!("{number} is no count")))
}

crate::no_relations!();

impl Entity {
    /// Where every query starts; in the order asked.
    pub fn of_tenant(tenant_id: TenantId) -> Select<Self> {
        Self::find().filter(Column::TenantId.eq(tenant_id)).order_by_asc(Column::Number)
    }
}

/// The turns of a pipeline so far.
pub async fn of_pipeline(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    pipeline_id: PipelineId,
) -> Result<Vec<Model>, DbErr> {
    Entity::of_tenant(tenant_id).filter(Column::PipelineId.eq(pipeline_id)).all(db).await
}

/// Stores a turn; `false` when that number is taken, so somebody was faster.
pub async fn insert(tx: &impl ConnectionTrait, turn: Model) -> Result<bool, DbErr> {
    let inserted = Entity::insert(turn.into_active_model().reset_all())
        .on_conflict_do_nothing_on([Column::TenantId, Column::PipelineId, Column::Number])
        .exec_without_returning(tx)
        .await?;
    Ok(matches!(inserted, sea_orm::TryInsertResult::Inserted(1..)))
}

/// The turns of these pipelines so far, each pipeline's in the order asked.
pub async fn of_pipelines(
    db: &impl ConnectionTrait,
    tenant_id: TenantId,
    pipeline_ids: &[PipelineId],
) -> Result<Vec<Model>, DbErr> {
    Entity::of_tenant(tenant_id)
        .filter(Column::PipelineId.is_in(pipeline_ids.iter().copied()))
        .all(db)
        .await
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_count_is_whole_however_it_is_written() {
        let read = |pastes| {
            let signals =
                json!({"pastes": pastes, "pastedCharacters": 0, "focusLost": 4_294_967_295_u32});
            serde_json::from_value::<Signals>(signals).ok().map(|signals| signals.pastes)
        };
        assert_eq!((read(json!(2)), read(json!(2.0))), (Some(2), Some(2)));
        for wrong in [json!(2.5), json!(-1), json!(4_294_967_296_u64), json!("2"), json!(null)] {
            assert_eq!(read(wrong.clone()), None, "{wrong}");
        }
    }
}
