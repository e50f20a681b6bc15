//! What a candidate asks of the company, and what became of it: `/i/{token}/requests`, `…/requested`.
//!
//! A question is answered with the posting's own words where it has any, else by a person, like every
//! other request: Lever gets a note, and the dashboard has it until somebody writes back.

use actix_web::web;
use actors::{
    Means, Place,
    pipeline::{STANDS_STILL, may_move_end},
    plans,
};
use chrono::SubsecRound;
use entities::{
    Instant, answer_time,
    candidate_request::{self, Kind, PER_PIPELINE_MAX, Status},
    ids::{EffectId, RequestId},
    inbox::Message,
    invite,
    outbox::{self, Effect},
};
use interviewer::Passage;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{
    ToSchema,
    openapi::{
        Schema, Type,
        schema::{ArrayBuilder, ObjectBuilder},
    },
};
use uuid::Uuid;

use super::{Error, Refusals, Room, open, written};

/// Longest request, in characters.
const TEXT_CHARS_MAX: usize = 2_000;

/// What a candidate asks.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Asking {
    /// Made by the page: the same request again is one.
    key: Uuid,
    #[schema(schema_with = kinds, required)]
    kind: Kind,
    /// May be empty where everything is to be deleted.
    #[schema(max_length = 2_000)]
    text: String,
    /// Whether a person is to answer, also where the posting says something.
    #[serde(default)]
    pass_on: bool,
}

/// A request, and what became of it.
#[derive(Serialize, ToSchema)]
#[schema(as = Request)]
#[serde(rename_all = "camelCase")]
pub(super) struct Asked {
    id: String,
    #[schema(schema_with = kinds, required)]
    kind: Kind,
    text: String,
    #[schema(format = DateTime)]
    made_at: String,
    /// What the posting says about a question, verbatim.
    #[schema(schema_with = passages, required)]
    passages: Vec<Passage>,
    standing: Answered,
    /// What a person wrote back.
    #[schema(required)]
    reply: Option<String>,
    #[schema(format = DateTime, required)]
    replied_at: Option<String>,
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Answered {
    /// The posting says something, which is shown.
    ByPosting,
    /// A person is to answer.
    Waiting,
    /// A person did.
    ByPerson,
}

fn kinds() -> Schema {
    let kinds = Kind::ALL.map(|kind| json!(kind));
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(kinds)).build().into()
}

fn passages() -> Schema {
    let text = || ObjectBuilder::new().schema_type(Type::String);
    let topic = text().description(Some("What it states, where it is a label of the posting."));
    let passage =
        ObjectBuilder::new().property("topic", topic).property("text", text()).required("text");
    ArrayBuilder::new().items(passage).build().into()
}

impl From<candidate_request::Model> for Asked {
    fn from(row: candidate_request::Model) -> Self {
        Self {
            id: row.id.to_string(),
            kind: row.kind,
            text: row.text,
            made_at: written(row.made_at),
            passages: row
                .passages
                .and_then(|stored| serde_json::from_value(stored).ok())
                .unwrap_or_default(),
            standing: match row.status {
                Status::Stated => Answered::ByPosting,
                Status::Open => Answered::Waiting,
                Status::Answered => Answered::ByPerson,
            },
            reply: row.reply,
            replied_at: row.replied_at.map(written),
        }
    }
}

/// All that the candidate of a room asked, the oldest first.
pub(super) async fn all_of(means: &Means, room: &Room) -> Result<Vec<Asked>, Error> {
    let (tenant_id, pipeline_id) = (room.invite.tenant_id, room.pipeline.id);
    let rows = candidate_request::of_pipelines(&means.db, tenant_id, &[pipeline_id]).await?;
    Ok(rows.into_iter().map(Asked::from).collect())
}

/// Reads what the candidate asked before.
#[utoipa::path(
    get, path = "/i/{token}/requested", tag = "room", operation_id = "requested",
    params(("token" = String, Path, description = "The secret part of the link.")),
    responses((status = OK, description = "The oldest first.", body = Vec<Asked>), Refusals),
)]
pub(super) async fn list(
    token: web::Path<String>,
    means: web::Data<Means>,
) -> Result<web::Json<Vec<Asked>>, Error> {
    let room = open(&means, &token).await?;
    Ok(web::Json(all_of(&means, &room).await?))
}

/// Asks the company something. A question is answered with the posting's words where it has any.
#[utoipa::path(
    post, path = "/i/{token}/requests", tag = "room", operation_id = "request", request_body = Asking,
    params(("token" = String, Path, description = "The secret part of the link.")),
    responses((status = OK, description = "What came of it.", body = Asked), Refusals),
)]
pub(super) async fn make(
    token: web::Path<String>,
    asking: web::Json<Asking>,
    means: web::Data<Means>,
) -> Result<web::Json<Asked>, Error> {
    let room = open(&means, &token).await?;
    let asking = asking.into_inner();
    let (tenant_id, pipeline_id) = (room.invite.tenant_id, room.pipeline.id);
    let before = candidate_request::of_pipelines(&means.db, tenant_id, &[pipeline_id]).await?;
    if let Some(there) = before.iter().find(|row| row.client_key == asking.key) {
        return Ok(web::Json(again(&means, &room, there.clone(), asking.pass_on).await?));
    }
    if before.len() >= PER_PIPELINE_MAX {
        return Err(Error::AskedOften);
    }
    let text = asking.text.replace('\0', "").trim().to_owned();
    if text.is_empty() && asking.kind != Kind::Deletion {
        return Err(Error::NothingAsked);
    }
    if text.chars().count() > TEXT_CHARS_MAX {
        return Err(Error::AskedAtLength);
    }
    let now = means.clock.now();
    if asking.kind == Kind::Accommodation {
        room.standing(now).still_open()?;
    }
    let passages = if asking.kind == Kind::Question { room.passages(&text) } else { Vec::new() };
    let stated = !passages.is_empty() && !asking.pass_on;
    let row = candidate_request::Model {
        tenant_id,
        id: RequestId(means.ids.fresh()),
        pipeline_id,
        kind: asking.kind,
        text,
        client_key: asking.key,
        passages: (!passages.is_empty()).then(|| json!(passages)),
        status: if stated { Status::Stated } else { Status::Open },
        made_at: now,
        reply: None,
        replied_by: None,
        replied_at: None,
    };
    let stood = before.iter().any(candidate_request::Model::stops_the_clock);
    let until = if row.stops_the_clock() && !stood { room.stands_still() } else { None };
    let tx = means.db.begin().await?;
    // Not beside an erasure, which would miss it.
    room.must_still_be_kept(&tx).await?;
    if !candidate_request::insert(&tx, row.clone()).await? {
        // Sent twice at once: the other has it.
        return Ok(web::Json(row.into()));
    }
    if row.kind == Kind::Accommodation && room.limit_minutes.is_some() {
        // From now on there is none, and nothing is counted of what is being answered.
        answer_time::stop(&tx, room.turn_now()).await?;
    }
    if let Some(until) = until {
        invite::move_end(&tx, (tenant_id, pipeline_id), until, now).await?;
    }
    let message = Message::RequestMade { request: row.kind, until };
    room.tell(&means, &tx, format!("request {}", row.id), message).await?;
    if row.status == Status::Open {
        pass_on(&means, &tx, &row).await?;
    }
    room.record(&means, &tx, "makeRequest", json!({"kind": row.kind, "id": row.id.to_string()}))
        .await?;
    tx.commit().await?;
    wake(&means, &room);
    Ok(web::Json(row.into()))
}

/// A request that was made before; now a person is to answer it, where that is what is new.
async fn again(
    means: &Means,
    room: &Room,
    mut row: candidate_request::Model,
    wants_person: bool,
) -> Result<Asked, Error> {
    if !wants_person || row.status != Status::Stated {
        return Ok(row.into());
    }
    let tx = means.db.begin().await?;
    if candidate_request::pass_on(&tx, row.tenant_id, row.id).await? {
        pass_on(means, &tx, &row).await?;
    }
    tx.commit().await?;
    wake(means, room);
    row.status = Status::Open;
    Ok(row.into())
}

/// Has Lever told of it.
async fn pass_on(
    means: &Means,
    tx: &entities::Tx,
    row: &candidate_request::Model,
) -> Result<(), Error> {
    let id = EffectId(means.ids.fresh());
    let effect = Effect::PassOnRequest { request_id: row.id };
    let now = means.clock.now();
    outbox::append(tx, (row.tenant_id, id), Some(row.pipeline_id), effect, now).await?;
    Ok(())
}

fn wake(means: &Means, room: &Room) {
    room.wake(means);
    means.directory.wake(Place::Outbox(room.invite.tenant_id));
}

impl Room {
    /// What the posting says about a question.
    fn passages(&self, question: &str) -> Vec<Passage> {
        // What cannot be read is asked of a person.
        let source = self.posting.as_ref().and_then(|row| plans::source(row).ok());
        let language = self.language();
        source.map(|it| interviewer::passages(&it, question, language.code())).unwrap_or_default()
    }

    /// When the link ends while its clock stands still.
    fn stands_still(&self) -> Option<Instant> {
        let ends = may_move_end(&self.pipeline.state)?;
        Some((ends + STANDS_STILL).trunc_subsecs(0))
    }
}
