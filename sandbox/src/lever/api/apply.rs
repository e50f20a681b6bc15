//! `/postings/:id/apply`: the questions of the application form, and applying for a candidate.

use actix_web::web::{self, Bytes, Data, Path};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    super::{
        Sandbox,
        access::Access,
        account::{Account, Candidacy, Person, new_id},
        answer::{Answer, Refusal, created, one, read_body},
        lists::Params,
        wire::{Phone, Posting, Resume, Template},
    },
    postings::visible,
    templates,
    uploads::uploaded,
};

/// Name, text, type and whether it must be answered. Which ones an account asks is its own setting.
const PERSONAL: &[(&str, &str, &str, bool)] = &[
    ("fullName", "Full name", "text", true),
    ("email", "Email", "text", true),
    ("resume", "Resume/CV", "file-upload", false),
    ("phone", "Phone", "text", false),
    ("location", "Current location", "text", false),
    ("currentCompany", "Current company", "text", false),
    ("additionalInformation", "Additional information", "textarea", false),
];
const URLS: &[&str] = &["LinkedIn URL", "GitHub URL", "Portfolio URL", "Other website"];

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/postings/{id}/apply", web::get().to(questions))
        .route("/postings/{id}/apply", web::post().to(apply));
}

/// Applications are taken by published and internal postings only.
fn open<'a>(account: &'a Account, access: &Access, id: &str) -> Result<&'a Posting, Refusal> {
    let posting = visible(account, access, id)?;
    if matches!(posting.state, "published" | "internal") {
        Ok(posting)
    } else {
        Err(Refusal::bad_request("The posting takes no applications"))
    }
}

fn asked(question: &Template) -> Value {
    json!({
        "baseTemplateId": question.id,
        "text": question.text,
        "description": question.instructions,
        "fields": question.fields,
    })
}

async fn questions(access: Access, sandbox: Data<Sandbox>, id: Path<String>) -> Answer {
    access.read("postings")?;
    let account = sandbox.account();
    let posting = open(&account, &access, &id)?;
    let personal: Vec<_> = PERSONAL
        .iter()
        .map(|(name, text, kind, required)| {
            json!({"name": name, "text": text, "type": kind, "required": required})
        })
        .collect();
    let urls: Vec<_> = URLS
        .iter()
        .map(|name| json!({"name": name, "text": name, "type": "text", "required": false}))
        .collect();
    Ok(one(json!({
        "text": posting.text,
        "personalInformation": personal,
        "urls": urls,
        "customQuestions": posting.questions.iter().map(asked).collect::<Vec<_>>(),
        "eeoQuestions": null,
    })))
}

#[derive(Deserialize)]
struct Answered {
    name: String,
    #[serde(default)]
    value: Value,
}

/// The values of a question's fields, in the order they are asked.
#[derive(Deserialize)]
struct CustomAnswer {
    id: String,
    fields: Vec<CustomValue>,
}

#[derive(Deserialize)]
struct CustomValue {
    #[serde(default)]
    value: Value,
}

/// The questions of a posting with their answers, as an application shows them.
fn answered(posting: &Posting, answers: &[CustomAnswer], now: i64) -> Result<Vec<Value>, Refusal> {
    if let Some(unknown) =
        answers.iter().find(|answer| !posting.questions.iter().any(|it| it.id == answer.id))
    {
        return Err(Refusal::bad_request(format!("Invalid question: {}", unknown.id)));
    }
    let each = posting.questions.iter();
    each.map(|question| {
        let given = answers.iter().find(|answer| answer.id == question.id);
        let mut values = given.into_iter().flat_map(|answer| &answer.fields);
        let mut fields = templates::unfilled(question);
        for filled in &mut fields {
            let value = values.next().map(|it| it.value.clone()).unwrap_or_default();
            if filled.field.required && value.is_null() {
                return Err(Refusal::missing(&filled.field.text));
            }
            templates::answer(filled, value)?;
        }
        Ok(json!({
            "type": "posting",
            "text": question.text,
            "user": null,
            "description": question.instructions,
            "fields": fields,
            "baseTemplateId": question.id,
            "stage": null,
            "createdAt": now,
            "completedAt": now,
        }))
    })
    .collect()
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Apply {
    personal_information: Vec<Answered>,
    urls: Vec<Answered>,
    custom_questions: Vec<CustomAnswer>,
    ip_address: Option<String>,
    source: Option<String>,
    origin: Option<String>,
}

impl Apply {
    fn answer(&self, names: &[&str]) -> Option<String> {
        self.personal_information
            .iter()
            .find(|answered| names.contains(&answered.name.as_str()))
            .and_then(|answered| answered.value.as_str())
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    }

    fn required(&self, names: &[&str]) -> Result<String, Refusal> {
        let name = names.first().copied().unwrap_or_default();
        self.answer(names).ok_or_else(|| Refusal::missing(name))
    }

    fn person(&self) -> Result<Person, Refusal> {
        let phone = self.answer(&["phone"]).map(|value| Phone { kind: None, value });
        let links = self.urls.iter().filter_map(|url| url.value.as_str()).map(str::to_owned);
        Ok(Person {
            name: self.required(&["fullName", "name"])?,
            headline: self.answer(&["currentCompany", "org"]).unwrap_or_default(),
            location: self.answer(&["location"]).unwrap_or_default(),
            emails: vec![self.required(&["email"])?],
            phones: phone.into_iter().collect(),
            links: links.collect(),
        })
    }
}

/// The confirmation Lever may send goes by email, and a sandbox account sends none.
async fn apply(
    access: Access,
    sandbox: Data<Sandbox>,
    id: Path<String>,
    params: Params,
    body: Bytes,
) -> Answer {
    access.write("postings")?;
    params.flag("send_confirmation_email")?;
    let apply: Apply = read_body(&body)?;
    let person = apply.person()?;
    let resume = apply.answer(&["resume"]);
    let comments = apply.answer(&["additionalInformation", "comments"]);
    let mut candidacy = Candidacy::applied(apply.source.as_deref().unwrap_or("Job site"));
    candidacy.origin = match apply.origin {
        None => "applied".to_owned(),
        Some(origin) if matches!(origin.as_str(), "applied" | "internal") => origin,
        Some(origin) => return Err(Refusal::bad_request(format!("Invalid origin: {origin}"))),
    };
    let arrival = sandbox.change(|account, now| {
        let posting = open(account, &access, &id)?;
        candidacy.custom_questions = answered(posting, &apply.custom_questions, now)?;
        let file = resume.map(|reference| uploaded(account, &reference, now)).transpose()?;
        let arrival = account.arrive(person, candidacy, Some(&id), now)?;
        let opportunity = account.opportunity_mut(&arrival.opportunity, now)?;
        let resume = file.map(|file| Resume { id: new_id(), created_at: now, file, parsed: None });
        opportunity.resumes.extend(resume);
        let application =
            arrival.application.as_ref().and_then(|id| account.applications.get_mut(id));
        if let Some(application) = application {
            application.comments = comments;
            application.ip_address = apply.ip_address;
        }
        Ok::<_, Refusal>(arrival)
    })?;
    Ok(created(json!({"applicationId": arrival.application})))
}
