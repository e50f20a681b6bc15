//! `/control`: what tests and demos do to a Lever from outside Lever's own API. JSON in, JSON out.

use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{self, Bytes, Data, Path},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Sandbox,
    account::{Account, Arrival, Candidacy, Person, STAGE_OF_APPLICANTS},
    answer::{Answer, Refusal, read_body, respond},
    api::complete,
    faults::FAULTS,
    lists::Params,
    locked,
    seed::{PublicPosting, plant},
};

/// Deliveries shown when no limit is given.
const DELIVERIES_DEFAULT: usize = 1000;

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
        .route("/revoke", web::post().to(revoke))
        .route("/expire", web::post().to(expire))
        .route("/rotation", web::post().to(rotation))
        .route("/deliveries", web::get().to(deliveries))
        .route("/deliveries/{id}/rerun", web::post().to(rerun))
        .route("/redeliver_all", web::post().to(redeliver_all))
        .route("/faults", web::get().to(faults))
        .route("/faults", web::post().to(set_fault))
        .route("/faults", web::delete().to(clear_faults))
        .route("/toggles", web::get().to(toggles))
        .route("/toggles", web::post().to(set_toggles));
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
    let candidacy = Candidacy {
        stage: STAGE_OF_APPLICANTS.to_owned(),
        origin: "applied".to_owned(),
        tags: Vec::new(),
        sources: vec!["Job site".to_owned()],
        by: None,
        contact: None,
    };
    account.arrive(person, candidacy, Some(posting), now)
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
    sandbox.change(|account, _| account.delete(&which.opportunity))?;
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
}

/// Whether the person's data may be kept, and whether they may be written to.
async fn data_protection(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let protect: Protect = read_body(&body)?;
    sandbox.change(|account, now| {
        let opportunity = account.opportunity_mut(&protect.opportunity, now)?;
        opportunity.data_protection = json!({
            "store": {"allowed": protect.store, "expiresAt": null},
            "contact": {"allowed": protect.contact, "expiresAt": null},
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

async fn revoke(sandbox: Data<Sandbox>) -> HttpResponse {
    locked(&sandbox.oauth).revoke();
    ok(&json!({"revoked": true}))
}

async fn expire(sandbox: Data<Sandbox>) -> HttpResponse {
    locked(&sandbox.oauth).expire();
    ok(&json!({"expired": true}))
}

#[derive(Deserialize)]
struct Rotation {
    lenient: bool,
}

/// Strict: a refresh token dies when it is exchanged. Lenient: it goes on.
async fn rotation(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let Rotation { lenient } = read_body(&body)?;
    locked(&sandbox.oauth).lenient = lenient;
    Ok(ok(&json!({"lenient": lenient})))
}

async fn deliveries(sandbox: Data<Sandbox>, params: Params) -> HttpResponse {
    let limit = params.one("limit").and_then(|limit| limit.parse().ok());
    let newest_first = sandbox.post.deliveries(limit.unwrap_or(DELIVERIES_DEFAULT));
    ok(&json!({"deliveries": newest_first}))
}

async fn rerun(sandbox: Data<Sandbox>, id: Path<usize>) -> Answer {
    if sandbox.post.repeat(*id) {
        Ok(ok(&json!({"delivery": *id})))
    } else {
        Err(Refusal::not_found("deliveries", &id.to_string()))
    }
}

async fn redeliver_all(sandbox: Data<Sandbox>) -> HttpResponse {
    ok(&json!({"redelivered": sandbox.post.repeat_all()}))
}

async fn faults(sandbox: Data<Sandbox>) -> HttpResponse {
    ok(&json!(locked(&sandbox.faults).list()))
}

#[derive(Deserialize)]
struct Fault {
    name: String,
    #[serde(default)]
    count: Count,
}

/// A number, or for lasting faults true and false.
#[derive(Deserialize)]
#[serde(untagged)]
enum Count {
    Times(u32),
    On(bool),
}

impl Default for Count {
    fn default() -> Self {
        Self::Times(1)
    }
}

async fn set_fault(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let fault: Fault = read_body(&body)?;
    let count = match fault.count {
        Count::Times(times) => times,
        Count::On(on) => u32::from(on),
    };
    let mut faults = locked(&sandbox.faults);
    if faults.set(&fault.name, count) {
        Ok(ok(&json!(faults.list())))
    } else {
        let known: Vec<_> = FAULTS.iter().map(|(name, _)| *name).collect();
        Err(Refusal::bad_request(format!(
            "no fault is called {}; there are: {}",
            fault.name,
            known.join(", ")
        )))
    }
}

async fn clear_faults(sandbox: Data<Sandbox>) -> HttpResponse {
    let mut faults = locked(&sandbox.faults);
    faults.clear();
    ok(&json!(faults.list()))
}

fn toggles_of(account: &Account) -> HttpResponse {
    ok(&json!({
        "applicationCreated": account.toggles.application_created,
        "candidateStageChange": account.toggles.candidate_stage_change,
    }))
}

async fn toggles(sandbox: Data<Sandbox>) -> HttpResponse {
    toggles_of(&sandbox.account())
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SetToggles {
    application_created: Option<bool>,
    candidate_stage_change: Option<bool>,
}

async fn set_toggles(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let set: SetToggles = read_body(&body)?;
    Ok(sandbox.change(|account, _| {
        let toggles = &mut account.toggles;
        toggles.application_created =
            set.application_created.unwrap_or(toggles.application_created);
        toggles.candidate_stage_change =
            set.candidate_stage_change.unwrap_or(toggles.candidate_stage_change);
        toggles_of(account)
    }))
}
