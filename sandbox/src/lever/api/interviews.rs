//! `/opportunities/:id/interviews`: the interviews of all panels.

use std::cmp::Reverse;

use actix_web::web::{self, Bytes, Data, Path};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    super::{
        Sandbox,
        access::{Access, required_actor},
        account::{Account, new_id},
        answer::{Answer, Refusal, created, deleted, list, one, read_body},
        lists::{Params, page},
        wire::{Event, Interview, Interviewer, Opportunity, Panel},
    },
    opportunities::visible,
    panels::{NO_FEEDBACK, find_own},
};

const REMINDERS: &[&str] = &["once", "daily", "frequently", "none"];

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/{id}/interviews", web::get().to(interviews))
        .route("/{id}/interviews", web::post().to(create))
        .route("/{id}/interviews/{interview}", web::get().to(interview))
        .route("/{id}/interviews/{interview}", web::put().to(replace))
        .route("/{id}/interviews/{interview}", web::delete().to(delete));
}

/// How often interviewers are reminded of their feedback.
pub(super) fn reminder(asked: Option<String>, default: &str) -> Result<String, Refusal> {
    match asked {
        None => Ok(default.to_owned()),
        Some(asked) if REMINDERS.contains(&asked.as_str()) => Ok(asked),
        Some(asked) => Err(Refusal::bad_request(format!("Invalid feedbackReminder: {asked}"))),
    }
}

/// Tells of an interview; the names in the event are inferred from Lever's description.
pub(super) fn announce(
    account: &mut Account,
    name: &'static str,
    opportunity: &str,
    (panel, interview): (&str, &str),
    now: i64,
) {
    let Ok(known) = account.opportunity(opportunity) else {
        return;
    };
    let at = match name {
        "interviewCreated" => "createdAt",
        "interviewUpdated" => "updatedAt",
        _ => "deletedAt",
    };
    let mut data = json!({
        "interviewId": interview,
        "panelId": panel,
        "opportunityId": known.id,
        "candidateId": known.id,
        "contactId": known.contact,
    });
    if let Some(fields) = data.as_object_mut() {
        fields.insert(at.to_owned(), json!(now));
    }
    account.happened(Event { name, origin: None, data });
}

/// Every interview with its panel.
fn each(opportunity: &Opportunity) -> impl Iterator<Item = (&Panel, &Interview)> {
    opportunity
        .panels
        .iter()
        .flat_map(|panel| panel.interviews.iter().map(move |interview| (panel, interview)))
}

/// Takes interviews still to come away, as archiving does on request.
pub(super) fn clean_interviews(account: &mut Account, id: &str, now: i64) -> Result<(), Refusal> {
    let coming: Vec<_> = each(account.opportunity(id)?)
        .filter(|(_, interview)| interview.date > now)
        .map(|(panel, interview)| (panel.id.clone(), interview.id.clone()))
        .collect();
    for (panel, interview) in coming {
        remove(account, id, (&panel, &interview), now)?;
    }
    Ok(())
}

/// Deletes an interview, and the panel with its last one.
fn remove(
    account: &mut Account,
    id: &str,
    (panel, interview): (&str, &str),
    now: i64,
) -> Result<(), Refusal> {
    let opportunity = account.opportunity_mut(id, now)?;
    for panel in &mut opportunity.panels {
        panel.interviews.retain(|kept| kept.id != interview);
    }
    opportunity.panels.retain(|kept| !kept.interviews.is_empty());
    announce(account, "interviewDeleted", id, (panel, interview), now);
    Ok(())
}

fn answered(
    account: &Account,
    opportunity: &Opportunity,
    panel: &Panel,
    interview: &Interview,
) -> Value {
    let interviewers: Vec<_> = interview
        .interviewers
        .iter()
        .map(|interviewer| {
            let user = account.users.iter().find(|user| user.id == interviewer.id);
            json!({
                "id": interviewer.id,
                "name": user.map(|user| &user.name),
                "email": user.map(|user| &user.email),
                "feedbackTemplate": interviewer.feedback_template.as_deref().unwrap_or(NO_FEEDBACK),
            })
        })
        .collect();
    let applications = panel.applications.iter().filter_map(|id| account.applications.get(id));
    let postings: Vec<_> = applications.map(|application| &application.posting).collect();
    json!({
        "id": interview.id,
        "panel": panel.id,
        "subject": interview.subject,
        "note": interview.note,
        "interviewers": interviewers,
        "timezone": panel.timezone,
        "createdAt": interview.created_at,
        "date": interview.date,
        "duration": interview.duration_minutes,
        "location": interview.location,
        "feedbackTemplate": interview.feedback_template,
        "feedbackForms": interview.feedback_forms,
        "feedbackReminder": interview.feedback_reminder,
        "user": interview.user,
        "stage": interview.stage,
        "canceledAt": null,
        "postings": postings,
        "gcalEventUrl": null,
        "opportunityId": opportunity.id,
    })
}

fn find<'a>(opportunity: &'a Opportunity, id: &str) -> Result<(&'a Panel, &'a Interview), Refusal> {
    each(opportunity)
        .find(|(_, interview)| interview.id == id)
        .ok_or_else(|| Refusal::not_found("interviews", id))
}

async fn interviews(
    access: Access,
    sandbox: Data<Sandbox>,
    id: Path<String>,
    params: Params,
) -> Answer {
    access.read("interviews")?;
    let account = sandbox.account();
    let opportunity = visible(&account, &access, &id)?;
    let items = each(opportunity)
        .map(|(panel, interview)| {
            let key = (Reverse(interview.created_at), interview.id.clone());
            (key, answered(&account, opportunity, panel, interview))
        })
        .collect();
    let (items, next) = page(items, &params)?;
    Ok(list(&items, next.as_deref()))
}

async fn interview(access: Access, sandbox: Data<Sandbox>, path: Path<(String, String)>) -> Answer {
    access.read("interviews")?;
    let (id, interview) = path.into_inner();
    let account = sandbox.account();
    let opportunity = visible(&account, &access, &id)?;
    let (panel, interview) = find(opportunity, &interview)?;
    Ok(one(answered(&account, opportunity, panel, interview)))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct InterviewerDraft {
    id: String,
    feedback_template: Option<String>,
}

/// An interview as it is sent in, whole.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Draft {
    /// Of the interview it replaces, in a panel's list.
    id: Option<String>,
    panel: Option<String>,
    subject: Option<String>,
    note: Option<String>,
    location: Option<String>,
    #[serde(default)]
    interviewers: Vec<InterviewerDraft>,
    date: Option<i64>,
    duration: Option<i64>,
    feedback_template: Option<String>,
    feedback_reminder: Option<String>,
}

/// A template by id; the one that stands for none is none.
fn template(account: &Account, id: Option<String>) -> Result<Option<String>, Refusal> {
    match id {
        Some(id) if id == NO_FEEDBACK || id.is_empty() => Ok(None),
        Some(id) if !account.feedback_templates.iter().any(|known| known.id == id) => {
            Err(Refusal::bad_request(format!("Invalid feedbackTemplate: {id}")))
        }
        id => Ok(id),
    }
}

impl Draft {
    /// Whether it replaces the interview of that id.
    pub(super) fn is(&self, id: &str) -> bool {
        self.id.as_deref() == Some(id)
    }

    /// The interview it describes, in the place of another if there is one.
    pub(super) fn interview(
        self,
        account: &Account,
        (stage, user, reminder_default): (&str, &str, &str),
        (was, now): (Option<&Interview>, i64),
    ) -> Result<Interview, Refusal> {
        if self.interviewers.is_empty() {
            return Err(Refusal::missing("interviewers"));
        }
        let interviewers = self
            .interviewers
            .into_iter()
            .map(|interviewer| {
                let known = account.users.iter().any(|user| user.id == interviewer.id);
                if !known {
                    let unknown = format!("Invalid interviewer: {}", interviewer.id);
                    return Err(Refusal::bad_request(unknown));
                }
                let feedback_template = template(account, interviewer.feedback_template)?;
                Ok(Interviewer { id: interviewer.id, feedback_template })
            })
            .collect::<Result<_, _>>()?;
        let duration_minutes = self.duration.ok_or_else(|| Refusal::missing("duration"))?;
        if duration_minutes < 1 {
            return Err(Refusal::bad_request("duration must be at least 1"));
        }
        Ok(Interview {
            id: was.map_or_else(new_id, |was| was.id.clone()),
            subject: self.subject.unwrap_or_default(),
            note: self.note.unwrap_or_default(),
            location: self.location,
            interviewers,
            date: self.date.ok_or_else(|| Refusal::missing("date"))?,
            duration_minutes,
            feedback_template: template(account, self.feedback_template)?,
            feedback_reminder: reminder(self.feedback_reminder, reminder_default)?,
            feedback_forms: was.map(|was| was.feedback_forms.clone()).unwrap_or_default(),
            user: was.map_or(user, |was| &was.user).to_owned(),
            stage: was.map_or(stage, |was| &was.stage).to_owned(),
            created_at: was.map_or(now, |was| was.created_at),
        })
    }
}

async fn create(
    access: Access,
    sandbox: Data<Sandbox>,
    id: Path<String>,
    params: Params,
    body: Bytes,
) -> Answer {
    access.write("interviews")?;
    let user = required_actor(&sandbox, &params)?;
    let draft: Draft = read_body(&body)?;
    let panel = draft.panel.clone().ok_or_else(|| Refusal::missing("panel"))?;
    sandbox.change(|account, now| {
        let opportunity = visible(account, &access, &id)?;
        let reminder = find_own(opportunity, &panel)?.feedback_reminder.clone();
        let interview =
            draft.interview(account, (&opportunity.stage, &user, &reminder), (None, now))?;
        let made = interview.id.clone();
        let opportunity = account.opportunity_mut(&id, now)?;
        opportunity.last_interaction_at = now;
        if let Some(panel) = opportunity.panels.iter_mut().find(|known| known.id == panel) {
            panel.interviews.push(interview);
        }
        announce(account, "interviewCreated", &id, (&panel, &made), now);
        let opportunity = account.opportunity(&id)?;
        let (panel, interview) = find(opportunity, &made)?;
        Ok(created(answered(account, opportunity, panel, interview)))
    })
}

/// The whole interview goes in; the answer is one object with 200 (recorded).
async fn replace(
    access: Access,
    sandbox: Data<Sandbox>,
    path: Path<(String, String)>,
    params: Params,
    body: Bytes,
) -> Answer {
    access.write("interviews")?;
    let user = required_actor(&sandbox, &params)?;
    let draft: Draft = read_body(&body)?;
    let (id, interview) = path.into_inner();
    sandbox.change(|account, now| {
        let opportunity = visible(account, &access, &id)?;
        let (panel, was) = find(opportunity, &interview)?;
        let panel = find_own(opportunity, &panel.id)?.id.clone();
        if draft.panel.as_ref().is_some_and(|named| *named != panel) {
            return Err(Refusal::bad_request("An interview stays in its panel"));
        }
        let reminder = was.feedback_reminder.clone();
        let with =
            draft.interview(account, (&opportunity.stage, &user, &reminder), (Some(was), now))?;
        let opportunity = account.opportunity_mut(&id, now)?;
        let mut interviews = opportunity.panels.iter_mut().flat_map(|panel| &mut panel.interviews);
        if let Some(kept) = interviews.find(|kept| kept.id == interview) {
            *kept = with;
        }
        announce(account, "interviewUpdated", &id, (&panel, &interview), now);
        let opportunity = account.opportunity(&id)?;
        let (panel, interview) = find(opportunity, &interview)?;
        Ok(one(answered(account, opportunity, panel, interview)))
    })
}

async fn delete(
    access: Access,
    sandbox: Data<Sandbox>,
    path: Path<(String, String)>,
    params: Params,
) -> Answer {
    access.write("interviews")?;
    required_actor(&sandbox, &params)?;
    let (id, interview) = path.into_inner();
    sandbox.change(|account, now| {
        let opportunity = visible(account, &access, &id)?;
        let (panel, _) = find(opportunity, &interview)?;
        let panel = find_own(opportunity, &panel.id)?.id.clone();
        remove(account, &id, (&panel, &interview), now)?;
        Ok(deleted())
    })
}
