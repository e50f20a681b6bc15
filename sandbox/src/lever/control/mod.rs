//! `/control`: what tests and demos do to a Lever from outside Lever's own API. JSON in, JSON out.
//!
//! Refusals have Lever's form, `{"code", "message"}`. A field with `?` may be left out.
//!
//! | method and path | body | answer |
//! | --- | --- | --- |
//! | `GET /summary` | | `{"postings", "opportunities", "tags_written": {tag: n}, "notes", "files", "deliveries": {"ok", "failed", "pending", "held", "dropped"}}` |
//! | `POST /seed` | `{"postings": [a posting of the public API]}` | `{"postings": [id]}` |
//! | `GET /inventory` | | ids of all there is, and what the filters of opportunities look at |
//! | `POST /requisitions` | `{"requisitions": [{"requisitionCode", "name"}]}` | `{"requisitions": [id]}` |
//! | `GET /postings` | | `{"postings": [{"id", "text", "tags"}]}` |
//! | `POST /postings/{id}/tags` | `{"tags": [text]}`, all it has from then on | `{"tags"}` |
//! | **People** | | |
//! | `POST /apply` | `{"posting", "name", "email"?}` | `{"opportunity", "application", "contact"}` |
//! | `POST /move` | `{"opportunity", "stage"}` | the same |
//! | `POST /archive` | `{"opportunity", "reason"?}`: the first reason; null takes out of the archive | `{"opportunity", "archived"}` |
//! | `POST /hire` | `{"opportunity"}`: archived with a hired reason | `{"opportunity", "archived"}` |
//! | `POST /origin` | `{"opportunity", "origin"}`, one of Lever's six | the same |
//! | `POST /merge` | `{"from": opportunity, "into": opportunity}`: two people become one; `from`'s contact is gone | `{"opportunity": from, "contact", "moved": [opportunity]}` |
//! | `POST /delete` | `{"opportunity"}` | the same |
//! | `POST /anonymize` | `{"opportunity"}` | the same |
//! | `POST /data_protection` | `{"opportunity", "store": bool, "contact": bool, "until"?}`, an instant | what the opportunity then says |
//! | `GET /opportunities/{id}` | | `{"opportunity", "notes", "files": [{"id", "name", "size"}], "stage": {"id", "text"}}` |
//! | `POST /note` | `{"opportunity", "value", "score"?}`: a person's, which no app may change | `{"data": note}` |
//! | `POST /interview` | `{"opportunity", "date", "duration"?, "subject"?}`: a person's, which no app may change | `{"data": {"panel", "interview"}}` |
//! | `POST /resume` | `{"opportunity", "name", "parsedData"?}` | `{"data": {"resume"}}` |
//! | `POST /transfer` | `{"opportunity", "posting"}`: its application is for another posting from then on | `{"data": the same}` |
//! | `POST /snooze` | `{"opportunity", "until"}`, an instant or null | `{"data": {"snoozedUntil"}}` |
//! | `POST /postings/{id}/delete` | | `{"data": {"posting"}}` |
//! | **The account** | | |
//! | `GET`, `POST /account` | `{"id"}`: whoever connects from then on connects another account | `{"id"}` |
//! | `GET /stages` | | `{"stages": [{"id", "text"}]}` |
//! | `POST /stages` | `{"text"}`: added at the end | `{"id", "text"}` |
//! | `POST /stages/{id}` | `{"text"}`: renamed | `{"id", "text"}` |
//! | `DELETE /stages/{id}` | who is in it is then in the stage before it, without an event; 400 for the two people arrive in | `{"deleted", "moved_to", "moved": n}` |
//! | `GET`, `POST /tags` | `{"locked"?: bool, "known"?: [text]}`: while locked, apps may only use tags there are | `{"locked", "known"}` |
//! | `GET`, `POST /toggles` | `{"applicationCreated"?: bool, "candidateStageChange"?: bool}` | both |
//! | **Access** | | |
//! | `POST /revoke` | every app loses access: 401, and `invalid_grant` when refreshing | `{"revoked": true}` |
//! | `POST /expire` | every access token expires | `{"expired": true}` |
//! | `GET`, `POST /rotation` | `{"lenient": bool}`: strict, a refresh token dies when exchanged | `{"lenient"}` |
//! | `GET`, `POST /pkce` | `{"required": bool}`: authorizing without a challenge is refused | `{"required"}` |
//! | `GET`, `POST /callbacks` | `{"callbacks": [address]}`: registered for the app beside any on this machine | `{"callbacks"}` |
//! | `GET`, `POST /api_key` | `{"revoked": bool}`: while revoked it is answered 401 | `{"api_key", "revoked"}` |
//! | `GET /usage` | | `{"rate_per_second": n or null, "credentials": [{"credential", "requests", "throttled", "seconds": [120 counts, oldest first]}], "unauthorized", "tokens": {"exchanged", "refreshed", "refused"}}` |
//! | **Webhooks and faults** | | |
//! | `GET /deliveries?limit&status` | status is `ok`, `failed`, `pending`, `held` or `dropped` | `{"deliveries": [{"id", "webhook", "event", "url", "body", "status", "attempts": [{"at", "status", "error"}], "created_at", "repeats", "faults": [name]}]}`, newest first |
//! | `POST /deliveries/{id}/rerun` | | `{"delivery"}` |
//! | `POST /redeliver_all` | | `{"redelivered": n}` |
//! | `GET`, `POST /retries` | `{"pauses_ms": [five, growing]}` | `{"pauses_ms"}` |
//! | `GET /faults` | | `{name: times left, …, "active": [fault], "happened": {name: n}}` |
//! | `POST /faults` | `{"name", "count"? or "share"?: 0 to 1, "seed"?, "ms"?, "path"?, "method"?}` | as `GET` |
//! | `DELETE /faults` | all off; what was held back goes out | as `GET` |
//!
//! Faults: one of a name is on at a time, for API faults one of a name, path and method. `count` is how
//! many the fault happens to next (1 when left out, 0 is off); a `share` lasts, and draws from its own
//! generator, begun at `seed` (0 when left out). `ms` belongs to `delay` and `slow_body`. The names, and
//! what each does, are in `faults.rs`, on the Faults page and in the answer to an unknown name.

mod connection;
mod faults;
mod inventory;
mod people;
mod upkeep;

use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{self, Bytes, Data, Path},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Sandbox,
    account::{Account, Arrival, Candidacy, Person},
    answer::{Answer, Refusal, read_body, respond},
    api::complete,
    seed::{PublicPosting, plant},
};

pub(super) use self::faults::change_retries;

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/summary", web::get().to(summary))
        .route("/seed", web::post().to(seed))
        .route("/postings", web::get().to(postings))
        .route("/stages", web::get().to(stages))
        .route("/postings/{id}/tags", web::post().to(tag_posting))
        .route("/apply", web::post().to(apply))
        .route("/move", web::post().to(move_opportunity))
        .route("/archive", web::post().to(archive))
        .route("/delete", web::post().to(delete))
        .route("/anonymize", web::post().to(anonymize))
        .route("/data_protection", web::post().to(data_protection))
        .route("/opportunities/{id}", web::get().to(opportunity))
        .configure(connection::routes)
        .configure(faults::routes)
        .configure(inventory::routes)
        .configure(people::routes)
        .configure(upkeep::routes);
}

fn ok(body: &Value) -> HttpResponse {
    respond(StatusCode::OK, body)
}

async fn summary(sandbox: Data<Sandbox>) -> HttpResponse {
    let account = sandbox.account();
    let all = || account.opportunities.values();
    ok(&json!({
        "postings": account.postings.len(),
        "opportunities": account.opportunities.len(),
        "tags_written": account.tag_counts(),
        "notes": all().map(|opportunity| opportunity.notes.len()).sum::<usize>(),
        "files": all().map(|opportunity| opportunity.files.len()).sum::<usize>(),
        "deliveries": sandbox.post.counts(),
    }))
}

#[derive(Deserialize)]
struct Seed {
    postings: Vec<PublicPosting>,
}

async fn seed(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let seed: Seed = read_body(&body)?;
    let ids: Vec<_> = sandbox.change(|account, now| {
        seed.postings.into_iter().map(|posting| plant(account, posting, now)).collect()
    });
    Ok(ok(&json!({"postings": ids})))
}

/// Every posting, for programs that have no token.
async fn postings(sandbox: Data<Sandbox>) -> HttpResponse {
    let account = sandbox.account();
    let each = account.postings.values();
    let postings: Vec<_> = each
        .map(|posting| json!({"id": posting.id, "text": posting.text, "tags": posting.tags}))
        .collect();
    ok(&json!({ "postings": postings }))
}

/// Every stage, for programs that have no token.
async fn stages(sandbox: Data<Sandbox>) -> HttpResponse {
    let account = sandbox.account();
    let each = account.stages.iter();
    let stages: Vec<_> = each.map(|stage| json!({"id": stage.id, "text": stage.text})).collect();
    ok(&json!({ "stages": stages }))
}

#[derive(Deserialize)]
struct Tags {
    tags: Vec<String>,
}

async fn tag_posting(sandbox: Data<Sandbox>, id: Path<String>, body: Bytes) -> Answer {
    let Tags { tags } = read_body(&body)?;
    sandbox.change(|account, now| {
        account.tag_posting(&id, tags, now)?;
        Ok(ok(&json!({"tags": account.posting(&id)?.tags})))
    })
}

#[derive(Deserialize)]
struct Apply {
    posting: String,
    name: String,
    email: Option<String>,
}

/// A candidate applies on the job site.
pub(super) fn apply_to(
    account: &mut Account,
    posting: &str,
    name: String,
    email: Option<String>,
    now: i64,
) -> Result<Arrival, Refusal> {
    let person = Person {
        name,
        emails: email.into_iter().filter(|email| !email.is_empty()).collect(),
        ..Person::default()
    };
    account.arrive(person, Candidacy::applied("Job site"), Some(posting), now)
}

async fn apply(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let apply: Apply = read_body(&body)?;
    let arrival = sandbox
        .change(|account, now| apply_to(account, &apply.posting, apply.name, apply.email, now))?;
    Ok(ok(&json!({
        "opportunity": arrival.opportunity,
        "application": arrival.application,
        "contact": arrival.contact,
    })))
}

#[derive(Deserialize)]
struct Move {
    opportunity: String,
    stage: String,
}

/// A person in Lever moves a candidate.
async fn move_opportunity(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let to: Move = read_body(&body)?;
    sandbox.change(|account, now| {
        let by = account.super_admin();
        account.move_to(&to.opportunity, &to.stage, Some(by), now)
    })?;
    Ok(ok(&json!({"opportunity": to.opportunity, "stage": to.stage})))
}

#[derive(Deserialize)]
struct Archive {
    opportunity: String,
    /// Missing, it is the account's first; null takes out of the archive.
    #[serde(default = "first_reason")]
    reason: Option<String>,
}

/// Stands for a reason not given, which null is not.
const FIRST_REASON: &str = "first";

#[expect(clippy::unnecessary_wraps, reason = "serde wants the field's type")]
fn first_reason() -> Option<String> {
    Some(FIRST_REASON.to_owned())
}

async fn archive(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let archive: Archive = read_body(&body)?;
    sandbox.change(|account, now| {
        let reason = match archive.reason.as_deref() {
            Some(FIRST_REASON) => account.archive_reasons.first().map(|first| first.id.clone()),
            _ => archive.reason,
        };
        account.archive(&archive.opportunity, reason, now)?;
        let archived = &account.opportunity(&archive.opportunity)?.archived;
        Ok(ok(&json!({"opportunity": archive.opportunity, "archived": archived})))
    })
}

#[derive(Deserialize)]
struct Which {
    opportunity: String,
}

async fn delete(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let which: Which = read_body(&body)?;
    sandbox.change(|account, now| account.delete(&which.opportunity, now))?;
    Ok(ok(&json!({"opportunity": which.opportunity})))
}

async fn anonymize(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let which: Which = read_body(&body)?;
    sandbox.change(|account, now| account.anonymize(&which.opportunity, now))?;
    Ok(ok(&json!({"opportunity": which.opportunity})))
}

#[derive(Deserialize)]
struct Protect {
    opportunity: String,
    store: bool,
    contact: bool,
    /// Until when both are so; for good when left out.
    until: Option<i64>,
}

/// Whether the person's data may be kept, and whether they may be written to.
async fn data_protection(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let protect: Protect = read_body(&body)?;
    sandbox.change(|account, now| {
        let opportunity = account.opportunity_mut(&protect.opportunity, now)?;
        opportunity.data_protection = json!({
            "store": {"allowed": protect.store, "expiresAt": protect.until},
            "contact": {"allowed": protect.contact, "expiresAt": protect.until},
        });
        Ok(ok(&opportunity.data_protection))
    })
}

/// Everything about one opportunity, as a person in Lever would see it.
async fn opportunity(sandbox: Data<Sandbox>, id: Path<String>) -> Answer {
    let account = sandbox.account();
    let opportunity = account.opportunity(&id)?;
    let files: Vec<_> = opportunity
        .files
        .iter()
        .map(|file| json!({"id": file.id, "name": file.name, "size": file.bytes.len()}))
        .collect();
    let stage = account.stage(&opportunity.stage);
    Ok(ok(&json!({
        "opportunity": complete(&account, opportunity, &sandbox.url),
        "notes": opportunity.notes,
        "files": files,
        "stage": stage.map(|stage| json!({"id": stage.id, "text": stage.text})),
    })))
}
