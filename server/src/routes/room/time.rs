//! How long one may take for an answer, where the company sets a limit: `/i/{token}/time`.
//!
//! Durable: since when a question is shown, and how often more time was taken for it. Nothing is refused,
//! cut or sent when it is over: the page says so, and an answer is an answer.

use actix_web::web;
use actors::{Means, limit::wants_another_way};
use entities::{
    answer_time,
    ids::{PipelineId, TenantId},
    turn,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Answered, Refusals, Room, open, uuid_or_null};

/// The limit as the page shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Limit {
    /// For each answer.
    minutes: u8,
    /// What is left for the answer that is asked for now; null until its question was shown. At 0 it is
    /// taken all the same.
    #[schema(minimum = 0, required)]
    seconds_left: Option<i64>,
    /// How often more was taken for it.
    #[schema(minimum = 0)]
    extended: i32,
}

/// How long an answer took.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Taken {
    /// Since its question was shown first.
    #[schema(minimum = 0)]
    seconds: i64,
    /// The limit that the candidate was told of.
    limit_minutes: i32,
    /// How often they took more.
    #[schema(minimum = 0)]
    extended: i32,
}

/// That a question is shown, or that more time is taken for it.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Shown {
    /// Of the question that is asked now.
    question_id: String,
    /// Where more time is taken, made by the page each time: the same again is once. Left out: the
    /// question is shown, which counts the first time.
    #[schema(schema_with = uuid_or_null)]
    more: Option<Uuid>,
}

/// Begins the time for an answer, or takes more of it, as often as wanted. Does nothing where there is
/// no limit.
#[utoipa::path(
    post, path = "/i/{token}/time", tag = "room", operation_id = "time", request_body = Shown,
    params(("token" = String, Path, description = "The secret part of the link.")),
    responses((status = OK, description = "As it stands now.", body = super::RoomState), Refusals),
)]
pub(super) async fn keep(
    token: web::Path<String>,
    shown: web::Json<Shown>,
    means: web::Data<Means>,
) -> Answered {
    let mut room = open(&means, &token).await?;
    let now = room.read_at;
    let standing = room.standing(now);
    room.asked_now(now, &shown.question_id)?;
    let is_news = room.time.as_ref().is_none_or(|time| shown.more.is_some_and(|it| !time.has(it)));
    let Some(minutes) = room.limit_minutes.filter(|_| is_news) else {
        return Ok(web::Json(room.state(standing)));
    };
    let key = room.turn_now();
    let tx = means.db.begin().await?;
    // Held until the end, so that nothing comes in behind an erasure, or a wish for another way.
    room.must_still_be_kept(&tx).await?;
    if wants_another_way(&tx, key.0, key.1).await? {
        room.limit_minutes = None;
        return Ok(web::Json(room.state(standing)));
    }
    let there = answer_time::find(&tx, key).await?;
    let mut time = there.unwrap_or_else(|| answer_time::Model::begin(key, minutes, now));
    if let Some(more) = shown.more {
        time.extend(more, now);
    }
    answer_time::put(&tx, time.clone()).await?;
    tx.commit().await?;
    room.time = Some(time);
    Ok(web::Json(room.state(standing)))
}

impl Room {
    /// The turn whose answer is still to come.
    pub(super) fn turn_now(&self) -> (TenantId, PipelineId, i32) {
        let number = i32::try_from(self.turns.len() + 1).unwrap_or(i32::MAX);
        (self.invite.tenant_id, self.pipeline.id, number)
    }

    /// The limit as the page shows it, if there is one.
    pub(super) fn limit(&self) -> Option<Limit> {
        Some(Limit {
            minutes: self.limit_minutes?,
            seconds_left: self.time.as_ref().map(|time| time.left_secs(self.read_at)),
            extended: self.time.as_ref().map_or(0, |time| time.extended),
        })
    }
}

/// How long an answer took, if that was counted.
pub(super) fn taken(times: &[answer_time::Model], turn: &turn::Model) -> Option<Taken> {
    let time = times.iter().find(|time| time.number == turn.number)?;
    Some(Taken {
        seconds: time.taken_secs(turn.answered_at),
        limit_minutes: time.limit_minutes,
        extended: time.extended,
    })
}
