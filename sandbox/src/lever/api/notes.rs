//! `/opportunities/:id/notes`.

use std::cmp::Reverse;

use actix_web::web::{self, Bytes, Data, Path};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    super::{
        Sandbox,
        access::Access,
        account::new_id,
        answer::{Answer, Refusal, created, deleted, list, one, read_body},
        lists::{Params, page},
        wire::{Note, NoteField, Opportunity},
    },
    not_in_the_future,
    opportunities::visible,
};

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/{id}/notes", web::get().to(notes))
        .route("/{id}/notes", web::post().to(create))
        .route("/{id}/notes/{note}", web::get().to(note))
        .route("/{id}/notes/{note}", web::put().to(replace))
        .route("/{id}/notes/{note}", web::delete().to(delete));
}

fn find<'a>(opportunity: &'a Opportunity, id: &str) -> Result<&'a Note, Refusal> {
    opportunity
        .notes
        .iter()
        .find(|note| note.id == id)
        .ok_or_else(|| Refusal::not_found("notes", id))
}

/// A note that may be changed: people's notes are theirs. The status of the refusal is our inference.
fn find_own<'a>(opportunity: &'a Opportunity, id: &str) -> Result<&'a Note, Refusal> {
    let note = find(opportunity, id)?;
    if note.by_api { Ok(note) } else { Err(Refusal::forbidden()) }
}

fn find_mut<'a>(opportunity: &'a mut Opportunity, id: &str) -> Result<&'a mut Note, Refusal> {
    opportunity
        .notes
        .iter_mut()
        .find(|note| note.id == id)
        .ok_or_else(|| Refusal::not_found("notes", id))
}

/// As creating answers: the whole note and its id once more (recorded).
fn with_note_id(note: &Note) -> Value {
    let mut value = json!(note);
    if let Some(fields) = value.as_object_mut() {
        fields.insert("noteId".to_owned(), json!(note.id));
    }
    value
}

async fn notes(access: Access, sandbox: Data<Sandbox>, id: Path<String>, params: Params) -> Answer {
    access.read("notes")?;
    let account = sandbox.account();
    let items = visible(&account, &access, &id)?
        .notes
        .iter()
        .map(|note| ((Reverse(note.created_at), note.id.clone()), json!(note)))
        .collect();
    let (items, next) = page(items, &params)?;
    Ok(list(&items, next.as_deref()))
}

async fn note(access: Access, sandbox: Data<Sandbox>, path: Path<(String, String)>) -> Answer {
    access.read("notes")?;
    let (id, note) = path.into_inner();
    let account = sandbox.account();
    Ok(one(find(visible(&account, &access, &id)?, &note)?))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Create {
    value: Option<String>,
    score: Option<u8>,
    #[serde(default)]
    secret: bool,
    created_at: Option<i64>,
}

/// 1 to 4, or none.
fn valid_score(score: Option<u8>) -> Result<Option<u8>, Refusal> {
    match score {
        None | Some(1..=4) => Ok(score),
        Some(_) => Err(Refusal::bad_request("score must be between 1 and 4")),
    }
}

async fn create(
    access: Access,
    sandbox: Data<Sandbox>,
    id: Path<String>,
    params: Params,
    body: Bytes,
) -> Answer {
    access.write("notes")?;
    let user = access.actor(&sandbox, &params)?;
    let create: Create = read_body(&body)?;
    let value =
        create.value.filter(|value| !value.is_empty()).ok_or_else(|| Refusal::missing("value"))?;
    let score = valid_score(create.score)?;
    sandbox.change(|account, now| {
        let created_at = not_in_the_future(create.created_at, now)?;
        let opportunity = visible(account, &access, &id)?;
        if let Some(thread) = params.one("note_id") {
            find(opportunity, thread)?;
        }
        let opportunity = account.opportunity_mut(&id, now)?;
        let field = NoteField {
            created_at,
            score,
            stage: opportunity.stage.clone(),
            text: "Comment",
            kind: "note",
            user: user.clone(),
            value,
        };
        opportunity.last_interaction_at = now;
        // A comment in the thread of another note.
        if let Some(thread) = params.one("note_id") {
            let note = find_mut(opportunity, thread)?;
            note.fields.push(field);
            // The score counts for the whole thread.
            if let Some(score) = score {
                for field in &mut note.fields {
                    field.score = Some(score);
                }
            }
            return Ok(created(with_note_id(note)));
        }
        let note = Note {
            id: new_id(),
            text: "Note",
            fields: vec![field],
            user,
            secret: create.secret,
            completed_at: created_at,
            deleted_at: None,
            created_at,
            by_api: true,
        };
        let answer = created(with_note_id(&note));
        opportunity.notes.push(note);
        Ok(answer)
    })
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ReplacedValue {
    value: String,
    created_at: Option<i64>,
}

#[derive(Deserialize)]
struct Replace {
    values: Vec<ReplacedValue>,
    score: Option<u8>,
    #[serde(default)]
    secret: bool,
}

async fn replace(
    access: Access,
    sandbox: Data<Sandbox>,
    path: Path<(String, String)>,
    params: Params,
    body: Bytes,
) -> Answer {
    access.write("notes")?;
    let user = access.actor(&sandbox, &params)?;
    let replace: Replace = read_body(&body)?;
    let score = valid_score(replace.score)?;
    let (id, note) = path.into_inner();
    sandbox.change(|account, now| {
        let opportunity = visible(account, &access, &id)?;
        find_own(opportunity, &note)?;
        let stage = opportunity.stage.clone();
        let fields = replace
            .values
            .into_iter()
            .map(|replaced| {
                Ok(NoteField {
                    created_at: not_in_the_future(replaced.created_at, now)?,
                    score,
                    stage: stage.clone(),
                    text: "Comment",
                    kind: "note",
                    user: user.clone(),
                    value: replaced.value,
                })
            })
            .collect::<Result<_, Refusal>>()?;
        let note = find_mut(account.opportunity_mut(&id, now)?, &note)?;
        note.secret = replace.secret;
        note.fields = fields;
        Ok(one(json!({"noteId": note.id})))
    })
}

async fn delete(access: Access, sandbox: Data<Sandbox>, path: Path<(String, String)>) -> Answer {
    access.write("notes")?;
    let (id, note) = path.into_inner();
    sandbox.change(|account, now| {
        find_own(visible(account, &access, &id)?, &note)?;
        let opportunity = account.opportunity_mut(&id, now)?;
        opportunity.notes.retain(|kept| kept.id != note);
        Ok(deleted())
    })
}
