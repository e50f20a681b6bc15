//! `/opportunities/:id/panels`.

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
        wire::{Interview, Opportunity, Panel},
    },
    interviews::{Draft, announce, reminder},
    opportunities::visible,
};

/// The template that stands for none.
pub(super) const NO_FEEDBACK: &str = "no-feedback";

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/{id}/panels", web::get().to(panels))
        .route("/{id}/panels", web::post().to(create))
        .route("/{id}/panels/{panel}", web::get().to(panel))
        .route("/{id}/panels/{panel}", web::put().to(replace))
        .route("/{id}/panels/{panel}", web::delete().to(delete));
}

/// An interview as its panel shows it; `/interviews` words it differently (recorded).
fn interview(account: &Account, interview: &Interview) -> Value {
    let interviewers: Vec<_> = interview
        .interviewers
        .iter()
        .map(|interviewer| {
            let user = account.users.iter().find(|user| user.id == interviewer.id);
            json!({
                "id": interviewer.id,
                "email": user.map(|user| &user.email),
                "name": user.map(|user| &user.name),
                "responseStatus": "needsAction",
                "feedbackTemplate": interviewer.feedback_template.as_deref().unwrap_or(NO_FEEDBACK),
            })
        })
        .collect();
    json!({
        "id": interview.id,
        "date": interview.date,
        "duration": interview.duration_minutes,
        "feedbackReminder": interview.feedback_reminder,
        "feedbackTemplate": interview.feedback_template.as_deref().unwrap_or(NO_FEEDBACK),
        "interviewers": interviewers,
        "location": interview.location,
        "note": interview.note,
        "subject": interview.subject,
    })
}

fn answered(account: &Account, panel: &Panel) -> Value {
    let interviews: Vec<_> = panel.interviews.iter().map(|each| interview(account, each)).collect();
    json!({
        "id": panel.id,
        "applications": panel.applications,
        "canceledAt": null,
        "createdAt": panel.created_at,
        "end": panel.interviews.iter().map(Interview::ends_at).max(),
        "externallyManaged": panel.externally_managed,
        "externalUrl": panel.external_url,
        "feedbackReminder": panel.feedback_reminder,
        "interviews": interviews,
        "note": panel.note,
        "stage": panel.stage,
        "start": panel.interviews.iter().map(|each| each.date).min(),
        "timezone": panel.timezone,
        "user": panel.user,
    })
}

fn find<'a>(opportunity: &'a Opportunity, id: &str) -> Result<&'a Panel, Refusal> {
    opportunity
        .panels
        .iter()
        .find(|panel| panel.id == id)
        .ok_or_else(|| Refusal::not_found("panels", id))
}

/// A panel that may be changed: those made in Lever are people's. That the refusal is 403 is our inference.
pub(super) fn find_own<'a>(opportunity: &'a Opportunity, id: &str) -> Result<&'a Panel, Refusal> {
    let panel = find(opportunity, id)?;
    if panel.externally_managed { Ok(panel) } else { Err(Refusal::forbidden()) }
}

async fn panels(
    access: Access,
    sandbox: Data<Sandbox>,
    id: Path<String>,
    params: Params,
) -> Answer {
    access.read("panels")?;
    let account = sandbox.account();
    let items = visible(&account, &access, &id)?
        .panels
        .iter()
        .map(|panel| ((Reverse(panel.created_at), panel.id.clone()), answered(&account, panel)))
        .collect();
    let (items, next) = page(items, &params)?;
    Ok(list(&items, next.as_deref()))
}

async fn panel(access: Access, sandbox: Data<Sandbox>, path: Path<(String, String)>) -> Answer {
    access.read("panels")?;
    let (id, panel) = path.into_inner();
    let account = sandbox.account();
    Ok(one(answered(&account, find(visible(&account, &access, &id)?, &panel)?)))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PanelDraft {
    timezone: Option<String>,
    #[serde(default)]
    interviews: Vec<Draft>,
    applications: Option<Vec<String>>,
    feedback_reminder: Option<String>,
    note: Option<String>,
    external_url: Option<String>,
}

impl PanelDraft {
    /// The panel it describes; interviews it names by id stay the ones they were.
    fn panel(
        self,
        account: &Account,
        opportunity: &Opportunity,
        user: &str,
        (was, now): (Option<&Panel>, i64),
    ) -> Result<Panel, Refusal> {
        let timezone = self.timezone.filter(|it| !it.is_empty());
        let timezone = timezone.ok_or_else(|| Refusal::missing("timezone"))?;
        if self.interviews.is_empty() {
            return Err(Refusal::missing("interviews"));
        }
        if self.applications.as_ref().is_some_and(Vec::is_empty) {
            return Err(Refusal::bad_request("applications must not be empty"));
        }
        let applications = self.applications.unwrap_or_else(|| opportunity.applications.clone());
        if let Some(unknown) = applications.iter().find(|it| !opportunity.applications.contains(it))
        {
            return Err(Refusal::bad_request(format!("Invalid application: {unknown}")));
        }
        let feedback_reminder = reminder(self.feedback_reminder, "daily")?;
        let interviews = self
            .interviews
            .into_iter()
            .map(|draft| {
                let mut known = was.into_iter().flat_map(|panel| &panel.interviews);
                let was = known.find(|known| draft.is(&known.id));
                draft.interview(account, (&opportunity.stage, user, &feedback_reminder), (was, now))
            })
            .collect::<Result<_, _>>()?;
        Ok(Panel {
            id: was.map_or_else(new_id, |was| was.id.clone()),
            applications,
            externally_managed: true,
            external_url: self.external_url,
            feedback_reminder,
            interviews,
            note: self.note,
            stage: was.map_or(&opportunity.stage, |was| &was.stage).clone(),
            timezone,
            user: was.map_or(user, |was| &was.user).to_owned(),
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
    access.write("panels")?;
    let user = required_actor(&sandbox, &params)?;
    let draft: PanelDraft = read_body(&body)?;
    sandbox.change(|account, now| {
        let opportunity = visible(account, &access, &id)?;
        let panel = draft.panel(account, opportunity, &user, (None, now))?;
        let answer = created(answered(account, &panel));
        let opportunity = account.opportunity_mut(&id, now)?;
        opportunity.last_interaction_at = now;
        opportunity.panels.push(panel.clone());
        for interview in &panel.interviews {
            announce(account, "interviewCreated", &id, (&panel.id, &interview.id), now);
        }
        Ok(answer)
    })
}

/// The whole panel goes in; interviews it no longer has are deleted.
async fn replace(
    access: Access,
    sandbox: Data<Sandbox>,
    path: Path<(String, String)>,
    params: Params,
    body: Bytes,
) -> Answer {
    access.write("panels")?;
    let user = required_actor(&sandbox, &params)?;
    let draft: PanelDraft = read_body(&body)?;
    let (id, panel) = path.into_inner();
    sandbox.change(|account, now| {
        let opportunity = visible(account, &access, &id)?;
        let was = find_own(opportunity, &panel)?.clone();
        let panel = draft.panel(account, opportunity, &user, (Some(&was), now))?;
        let answer = one(answered(account, &panel));
        let opportunity = account.opportunity_mut(&id, now)?;
        if let Some(kept) = opportunity.panels.iter_mut().find(|kept| kept.id == panel.id) {
            *kept = panel.clone();
        }
        let has = |panel: &Panel, id: &str| panel.interviews.iter().any(|each| each.id == id);
        for interview in &panel.interviews {
            let event =
                if has(&was, &interview.id) { "interviewUpdated" } else { "interviewCreated" };
            announce(account, event, &id, (&panel.id, &interview.id), now);
        }
        for gone in was.interviews.iter().filter(|gone| !has(&panel, &gone.id)) {
            announce(account, "interviewDeleted", &id, (&panel.id, &gone.id), now);
        }
        Ok(answer)
    })
}

async fn delete(
    access: Access,
    sandbox: Data<Sandbox>,
    path: Path<(String, String)>,
    params: Params,
) -> Answer {
    access.write("panels")?;
    required_actor(&sandbox, &params)?;
    let (id, panel) = path.into_inner();
    sandbox.change(|account, now| {
        let was = find_own(visible(account, &access, &id)?, &panel)?.clone();
        account.opportunity_mut(&id, now)?.panels.retain(|kept| kept.id != panel);
        for gone in &was.interviews {
            announce(account, "interviewDeleted", &id, (&panel, &gone.id), now);
        }
        Ok(deleted())
    })
}
