//! What is kept of one candidate, for them to read and to take along: `/i/{token}/data`.
//!
//! Reads, and writes down that it was read. Answers in every state, also when the interview is over.

use actix_web::web;
use actors::Means;
use entities::{Language, answer_time, consent, recording, turn};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    Error, Refusals, Room, Standing, languages_or_none, open,
    requests::{self, Asked},
    time::{self, Taken},
    written,
};

/// Everything that came from the candidate or is known of them here.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Record {
    company: String,
    posting: String,
    name: String,
    #[schema(required)]
    email: Option<String>,
    /// What they chose to be spoken to in.
    #[schema(schema_with = languages_or_none, required)]
    language: Option<Language>,
    #[schema(required)]
    zone: Option<String>,
    state: Standing,
    #[schema(format = DateTime, required)]
    invited_at: Option<String>,
    #[schema(format = DateTime, required)]
    scheduled_at: Option<String>,
    #[schema(format = DateTime)]
    expires_at: String,
    #[schema(required)]
    consent: Option<Agreed>,
    answers: Vec<Kept>,
    requests: Vec<Asked>,
    recordings: Vec<Recording>,
}

/// What they agreed to, and when.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Agreed {
    version: String,
    /// SHA-256 of the text as it was shown.
    text_hash: String,
    #[schema(format = DateTime)]
    given_at: String,
}

/// One question with their answer.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Kept {
    number: i32,
    question: String,
    answer: String,
    #[schema(format = DateTime)]
    answered_at: String,
    /// Left out where it was not counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<Taken>,
}

/// A recording of what they said, as far as it is kept.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Recording {
    /// The number of the answer that it was said for.
    number: i32,
    /// Where it can be heard, after the link.
    path: String,
    #[schema(format = DateTime)]
    recorded_at: String,
}

/// Reads everything that is kept of the candidate. In every state, until it is erased.
#[utoipa::path(
    get, path = "/i/{token}/data", tag = "room", operation_id = "data",
    params(("token" = String, Path, description = "The secret part of the link.")),
    responses((status = OK, description = "What is kept.", body = Record), Refusals),
)]
pub(super) async fn show(
    token: web::Path<String>,
    means: web::Data<Means>,
) -> Result<web::Json<Record>, Error> {
    let room = open(&means, &token).await?;
    let (tenant_id, pipeline_id) = (room.invite.tenant_id, room.pipeline.id);
    // What left the store is written down before it does.
    room.record_reading(&means, "readData").await?;
    let recordings = recording::kept(&means.db, tenant_id, &[pipeline_id]).await?;
    let consent = consent::find(&means.db, tenant_id, pipeline_id).await?;
    let times = answer_time::of_pipelines(&means.db, tenant_id, &[pipeline_id]).await?;
    Ok(web::Json(Record {
        state: room.standing(means.clock.now()),
        invited_at: room.pipeline.invited_at.map(written),
        scheduled_at: room.scheduled_at.map(written),
        expires_at: written(room.invite.expires_at),
        consent: consent.map(|consent| Agreed {
            version: consent.text_version,
            text_hash: consent.text_hash,
            given_at: written(consent.given_at),
        }),
        requests: requests::all_of(&means, &room).await?,
        answers: room.turns.iter().map(|turn| room.kept(turn, &times)).collect(),
        recordings: recordings.iter().map(recorded).collect(),
        company: room.tenant.name,
        posting: room.plan.title,
        name: room.pipeline.candidate_name,
        email: room.pipeline.candidate_email,
        language: room.pipeline.language,
        zone: room.pipeline.zone,
    }))
}

fn recorded(piece: &recording::Summary) -> Recording {
    Recording {
        number: piece.turn,
        path: format!("/recordings/{}", piece.client_key),
        recorded_at: written(piece.created_at),
    }
}

impl Room {
    fn kept(&self, turn: &turn::Model, times: &[answer_time::Model]) -> Kept {
        let asked = self.plan.questions.iter().find(|question| question.id == turn.question_id);
        let follow_up = turn.follow_up.map(|place| usize::try_from(place).unwrap_or(usize::MAX));
        let language = turn.asked_in.as_deref().unwrap_or(&self.plan.wording);
        let text = asked.and_then(|question| self.worded(question, follow_up, language));
        Kept {
            number: turn.number,
            question: text.map(|(text, _)| text.to_owned()).unwrap_or_default(),
            answer: turn.answer.clone(),
            answered_at: written(turn.answered_at),
            time: time::taken(times, turn),
        }
    }
}
