//! Questions read aloud and answers taken down, for candidates who would rather speak:
//! `/i/{token}/speech`, `…/transcription`, `…/recordings/{key}`. What is sent as the answer is the text,
//! like one that was typed.
//!
//! Durable: before a piece is turned into text, that it came; and its sound only where the company keeps
//! it and the candidate agreed to that. Nothing is sent anywhere of what those say who were not told
//! where.

use std::{collections::BTreeMap, time::Duration};

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web,
};
use actors::{
    Means,
    disclosure::{Addenda, Speaking},
};
use entities::{
    consent,
    recording::{self, Model, Said},
    tenant::Settings,
};
use futures_util::StreamExt;
use interviewer::{AudioKind, SpeechError};
use serde::{Deserialize, Serialize};
use utoipa::{
    IntoParams, IntoResponses, ToSchema,
    openapi::{RefOr, Response},
};
use uuid::Uuid;

use super::{super::problem::problems, Error, Refusals, Room, open};

/// Longest recording: what `OpenAI`'s endpoint takes (documentation, "Speech to text", read
/// 2026-11-26).
const RECORDING_BYTES_MAX: usize = 25 * 1024 * 1024;
/// Most of all recordings for one turn: about four hours.
const TURN_BYTES_MAX: usize = 100 * 1024 * 1024;
/// How often something may be sent for one turn: about an hour of pieces.
const TURN_ATTEMPTS_MAX: i64 = 300;
/// How long a recording may take to arrive.
const ARRIVAL: Duration = Duration::from_mins(1);

/// How an endpoint for those who speak refuses besides.
enum Unheard {}

impl IntoResponses for Unheard {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        problems([
            (StatusCode::UNSUPPORTED_MEDIA_TYPE, "Sound of this kind is not taken."),
            (StatusCode::SERVICE_UNAVAILABLE, "Nobody listens or reads aloud just now."),
        ])
    }
}

/// What of speaking there is for one candidate.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Offer {
    /// Whether questions can be had as sound.
    speech: bool,
    /// Whether what is said can be turned into text here.
    transcription: bool,
    /// Whether recordings of it are kept.
    recording_kept: bool,
    /// The host that what is said is sent to.
    #[schema(required)]
    host: Option<String>,
}

impl Offer {
    /// What there is by the settings; for who has agreed, no more than they were told.
    pub(super) fn of(means: &Means, settings: &Settings, consent: Option<&consent::Model>) -> Self {
        let speech = means.speech.as_ref();
        let host = speech.filter(|it| it.transcribes()).map(|it| it.host());
        let told = match consent {
            None => host.map(|host| Speaking { host: host.to_owned(), kept: true }),
            Some(given) => Addenda::told(&given.text_version).speaking,
        };
        let told = told.filter(|told| Some(&*told.host) == host);
        Self {
            speech: speech.is_some_and(|it| it.speaks()),
            transcription: told.is_some(),
            recording_kept: settings.keep_recordings && told.as_ref().is_some_and(|told| told.kept),
            host: told.map(|told| told.host),
        }
    }

    /// What is to be told before they agree, if there is anything.
    pub(super) fn speaking(&self) -> Option<Speaking> {
        Some(Speaking { host: self.host.clone()?, kept: self.recording_kept })
    }
}

impl From<SpeechError> for Error {
    fn from(error: SpeechError) -> Self {
        match error {
            SpeechError::NotHeard => Self::NotHeard,
            SpeechError::Settings(_)
            | SpeechError::Client(_)
            | SpeechError::Busy
            | SpeechError::Away(_)
            | SpeechError::Refused(_)
            | SpeechError::Unreadable(_) => {
                let error = anyhow::Error::from(error);
                tracing::warn!(error = format!("{error:#}"), "speech is not to be had");
                Self::SpeechAway
            }
        }
    }
}

/// Which question is to be read aloud.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// The question's id.
    question: String,
}

/// The question that is asked now, as sound; the text is ours.
#[utoipa::path(
    get, path = "/i/{token}/speech", tag = "room", operation_id = "speech",
    params(("token" = String, Path, description = "The secret part of the link."), Which),
    responses(
        (status = OK, description = "Sound.", content_type = "audio/mpeg"), Refusals, Unheard,
    ),
)]
pub(super) async fn say(
    token: web::Path<String>,
    which: web::Query<Which>,
    means: web::Data<Means>,
) -> Result<HttpResponse, Error> {
    let room = open(&means, &token).await?;
    let asked = room.asked_now(means.clock.now(), &which.question)?;
    let speech = means.speech.as_ref().filter(|it| it.speaks()).ok_or(Error::NoVoice)?;
    let sound = speech.say(&asked.text, &asked.language).await?;
    Ok(HttpResponse::Ok()
        .content_type(sound.media_type)
        .insert_header((header::CACHE_CONTROL, "private, max-age=3600"))
        .body(sound.bytes.clone()))
}

/// What a piece belongs to.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Piece {
    /// The question's id.
    question: String,
    /// Made by the page: the same piece again is one.
    key: Uuid,
}

/// What was heard.
#[derive(Serialize, ToSchema)]
pub(super) struct Heard {
    text: String,
}

/// The words of a recording, for the candidate to read, to change, and to send as their answer.
#[utoipa::path(
    post, path = "/i/{token}/transcription", tag = "room", operation_id = "transcription",
    params(("token" = String, Path, description = "The secret part of the link."), Piece),
    request_body(content_type = "audio/webm", description = "A recording of 25 MB at most."),
    responses((status = OK, description = "Its words.", body = Heard), Refusals, Unheard),
)]
pub(super) async fn transcribe(
    token: web::Path<String>,
    piece: web::Query<Piece>,
    request: HttpRequest,
    body: web::Payload,
    means: web::Data<Means>,
) -> Result<web::Json<Heard>, Error> {
    let told = request.headers().get(header::CONTENT_TYPE).and_then(|told| told.to_str().ok());
    let kind = told.and_then(AudioKind::of).ok_or(Error::NotAudio)?;
    let room = open(&means, &token).await?;
    let asked = room.asked_now(means.clock.now(), &piece.question)?;
    let speech = means.speech.as_ref().filter(|_| room.voice.transcription);
    let speech = speech.ok_or(Error::NoVoice)?;
    let _place = speech.place()?;
    let recording = tokio::time::timeout(ARRIVAL, read(body));
    let recording = recording.await.map_err(|_| Error::Malformed)??;
    room.take_down(&means, piece.key, kind, &recording).await?;
    // Who reads the page in another language than the questions may answer in either: an endpoint that
    // is told the wrong one translates.
    let language = Some(room.language().code()).filter(|code| **code == *asked.language);
    let text = speech.transcribe(recording, kind, language).await?;
    Ok(web::Json(Heard { text }))
}

/// A whole body, up to the limit.
async fn read(mut body: web::Payload) -> Result<Vec<u8>, Error> {
    let mut recording = Vec::new();
    while let Some(chunk) = body.next().await {
        let chunk = chunk.map_err(|_| Error::Malformed)?;
        if recording.len() + chunk.len() > RECORDING_BYTES_MAX {
            return Err(Error::RecordingTooLong);
        }
        recording.extend_from_slice(&chunk);
    }
    if recording.is_empty() { Err(Error::NotHeard) } else { Ok(recording) }
}

impl Room {
    /// Keeps that a piece came for what is asked now, and its sound where that is wanted.
    async fn take_down(
        &self,
        means: &Means,
        client_key: Uuid,
        kind: AudioKind,
        recording: &[u8],
    ) -> Result<(), Error> {
        let (tenant_id, pipeline_id, turn) = self.turn_now();
        let place = Model::place(pipeline_id, client_key);
        let audio = self.voice.recording_kept.then(|| means.vault.seal_bytes(&place, recording));
        let row = Model {
            tenant_id,
            pipeline_id,
            client_key,
            turn,
            media_type: kind.media_type.to_owned(),
            size_bytes: i32::try_from(recording.len()).unwrap_or(i32::MAX),
            audio: audio.transpose()?,
            attempts: 1,
            created_at: means.clock.now(),
        };
        let tx = means.db.begin().await?;
        // Held until the end, so that nothing comes in behind an erasure, or past the limits.
        self.must_still_be_kept(&tx).await?;
        let said = recording::said(&tx, tenant_id, pipeline_id, turn).await?;
        if is_too_much(said, recording.len()) {
            return Err(Error::SpokenTooOften);
        }
        recording::put(&tx, row).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Whether so many bytes more are too much for one turn.
fn is_too_much(said: Said, bytes: usize) -> bool {
    let before = usize::try_from(said.bytes).unwrap_or(usize::MAX);
    said.attempts >= TURN_ATTEMPTS_MAX || before.saturating_add(bytes) > TURN_BYTES_MAX
}

/// A recording that is kept of the candidate, for themselves. That they heard it is written down first.
#[utoipa::path(
    get, path = "/i/{token}/recordings/{key}", tag = "room", operation_id = "recording",
    params(("token" = String, Path, description = "The secret part of the link."), ("key" = Uuid, Path, description = "Of the piece.")),
    responses(
        (status = OK, description = "Sound.", content_type = "audio/webm"), Refusals, Unheard,
    ),
)]
pub(super) async fn hear(
    of: web::Path<(String, Uuid)>,
    means: web::Data<Means>,
) -> Result<HttpResponse, Error> {
    let (token, key) = of.into_inner();
    let room = open(&means, &token).await?;
    let (tenant_id, pipeline_id) = (room.invite.tenant_id, room.pipeline.id);
    let row = recording::find(&means.db, tenant_id, pipeline_id, key).await?;
    let audio = row.as_ref().and_then(|row| Some((&*row.media_type, row.audio.as_ref()?)));
    let (media_type, audio) = audio.ok_or(Error::NoRecording)?;
    let sound = means.vault.open_bytes(&Model::place(pipeline_id, key), audio)?;
    room.record_reading(&means, "hearRecording").await?;
    Ok(HttpResponse::Ok()
        .content_type(media_type.to_owned())
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(sound))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_is_neither_spoken_without_end_nor_in_pieces_without_number() {
        let said = |attempts, bytes| Said { attempts, bytes };
        assert!(!is_too_much(said(0, 0), RECORDING_BYTES_MAX));
        assert!(!is_too_much(said(TURN_ATTEMPTS_MAX - 1, 0), 1));
        assert!(is_too_much(said(TURN_ATTEMPTS_MAX, 0), 1));
        let most = i64::try_from(TURN_BYTES_MAX).unwrap();
        assert!(!is_too_much(said(4, most - 1), 1));
        assert!(is_too_much(said(4, most), 1));
    }
}
