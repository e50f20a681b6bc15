//! `/control`: what people do in Lever's own windows, where the API has no way to do it.

use actix_web::web::{self, Bytes, Data, Path};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::super::{
    Sandbox,
    account::new_id,
    answer::{Answer, Refusal, one, read_body},
    wire::{Event, File, Interview, Interviewer, Note, NoteField, Panel, Resume},
};

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/note", web::post().to(note))
        .route("/interview", web::post().to(interview))
        .route("/resume", web::post().to(resume))
        .route("/snooze", web::post().to(snooze))
        .route("/transfer", web::post().to(transfer))
        .route("/postings/{id}/delete", web::post().to(delete_posting));
}

#[derive(Deserialize)]
struct Noted {
    opportunity: String,
    value: String,
    score: Option<u8>,
}

async fn note(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let noted: Noted = read_body(&body)?;
    sandbox.change(|account, now| {
        let user = account.super_admin();
        let opportunity = account.opportunity_mut(&noted.opportunity, now)?;
        let field = NoteField {
            created_at: now,
            score: noted.score,
            stage: opportunity.stage.clone(),
            text: "Comment",
            kind: "note",
            user: user.clone(),
            value: noted.value,
        };
        let note = Note {
            id: new_id(),
            text: "Note",
            fields: vec![field],
            user,
            secret: false,
            completed_at: now,
            deleted_at: None,
            created_at: now,
            by_api: false,
        };
        let answer = one(&note);
        opportunity.notes.push(note);
        Ok(answer)
    })
}

#[derive(Deserialize)]
struct Scheduled {
    opportunity: String,
    date: i64,
    #[serde(default = "an_hour")]
    duration: i64,
    #[serde(default)]
    subject: String,
}

fn an_hour() -> i64 {
    60
}

async fn interview(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let scheduled: Scheduled = read_body(&body)?;
    sandbox.change(|account, now| {
        let user = account.super_admin();
        let opportunity = account.opportunity_mut(&scheduled.opportunity, now)?;
        let interview = Interview {
            id: new_id(),
            subject: scheduled.subject,
            note: String::new(),
            location: None,
            interviewers: vec![Interviewer { id: user.clone(), feedback_template: None }],
            date: scheduled.date,
            duration_minutes: scheduled.duration,
            feedback_template: None,
            feedback_reminder: "daily".to_owned(),
            feedback_forms: Vec::new(),
            user: user.clone(),
            stage: opportunity.stage.clone(),
            created_at: now,
        };
        let panel = Panel {
            id: new_id(),
            applications: opportunity.applications.clone(),
            externally_managed: false,
            external_url: None,
            feedback_reminder: "daily".to_owned(),
            note: None,
            stage: opportunity.stage.clone(),
            timezone: "Europe/London".to_owned(),
            user,
            created_at: now,
            interviews: vec![interview.clone()],
        };
        let answer = one(json!({"panel": panel.id, "interview": interview.id}));
        let data = json!({
            "interviewId": interview.id,
            "panelId": panel.id,
            "opportunityId": opportunity.id,
            "candidateId": opportunity.id,
            "contactId": opportunity.contact,
            "createdAt": now,
        });
        opportunity.panels.push(panel);
        account.happened(Event { name: "interviewCreated", origin: None, data });
        Ok(answer)
    })
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Attached {
    opportunity: String,
    name: String,
    parsed_data: Option<Value>,
}

async fn resume(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let attached: Attached = read_body(&body)?;
    sandbox.change(|account, now| {
        let opportunity = account.opportunity_mut(&attached.opportunity, now)?;
        let resume = Resume {
            id: new_id(),
            created_at: now,
            file: File::of(attached.name, Bytes::from_static(b"A resume."), now),
            parsed: attached.parsed_data,
        };
        let answer = one(json!({"resume": resume.id}));
        opportunity.resumes.push(resume);
        Ok(answer)
    })
}

#[derive(Deserialize)]
struct Snoozed {
    opportunity: String,
    until: Option<i64>,
}

async fn snooze(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let snoozed: Snoozed = read_body(&body)?;
    sandbox.change(|account, now| {
        let opportunity = account.opportunity_mut(&snoozed.opportunity, now)?;
        opportunity.snoozed_until = snoozed.until;
        Ok(one(json!({"snoozedUntil": snoozed.until})))
    })
}

#[derive(Deserialize, Serialize)]
struct Transferred {
    opportunity: String,
    posting: String,
}

async fn transfer(sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    let transferred: Transferred = read_body(&body)?;
    sandbox.change(|account, now| {
        account.transfer(&transferred.opportunity, &transferred.posting, now)?;
        Ok::<_, Refusal>(one(json!(transferred)))
    })
}

async fn delete_posting(sandbox: Data<Sandbox>, id: Path<String>) -> Answer {
    sandbox.change(|account, now| {
        account.delete_posting(&id, now)?;
        Ok::<_, Refusal>(one(json!({"posting": *id})))
    })
}
