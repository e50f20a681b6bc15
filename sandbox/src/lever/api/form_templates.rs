//! `/feedback_templates` and `/form_templates`, which differ in the score alone.

use actix_web::web::{self, Bytes, Data, Path};

use super::{
    super::{
        Sandbox,
        access::Access,
        account::Account,
        answer::{Answer, Refusal, created, deleted, list, one, read_body},
        lists::{Params, page},
        wire::Template,
    },
    templates::{self, Draft},
};

const OF_FEEDBACK: &str = "feedback_templates";

pub(super) fn routes(config: &mut web::ServiceConfig) {
    const ALL: &str = "/{kind:feedback_templates|form_templates}";
    const EACH: &str = "/{kind:feedback_templates|form_templates}/{id}";
    config
        .route(ALL, web::get().to(all))
        .route(ALL, web::post().to(create))
        .route(EACH, web::get().to(template))
        .route(EACH, web::put().to(replace))
        .route(EACH, web::delete().to(delete));
}

fn of<'a>(account: &'a Account, kind: &str) -> &'a [Template] {
    if kind == OF_FEEDBACK { &account.feedback_templates } else { &account.form_templates }
}

fn of_mut<'a>(account: &'a mut Account, kind: &str) -> &'a mut Vec<Template> {
    if kind == OF_FEEDBACK { &mut account.feedback_templates } else { &mut account.form_templates }
}

/// A template from a body. In one of feedback exactly one field holds the overall score.
fn read(kind: &str, body: &[u8]) -> Result<Draft, Refusal> {
    let draft: Draft = read_body(body)?;
    if kind == OF_FEEDBACK && draft.scores() != 1 {
        return Err(Refusal::bad_request("fields must have exactly one of type score-system"));
    }
    Ok(draft)
}

async fn all(access: Access, sandbox: Data<Sandbox>, kind: Path<String>, params: Params) -> Answer {
    access.read(&kind)?;
    let (items, next) = page(templates::listed(of(&sandbox.account(), &kind)), &params)?;
    Ok(list(&items, next.as_deref()))
}

async fn template(access: Access, sandbox: Data<Sandbox>, path: Path<(String, String)>) -> Answer {
    let (kind, id) = path.into_inner();
    access.read(&kind)?;
    Ok(one(templates::find(of(&sandbox.account(), &kind), &kind, &id)?))
}

async fn create(access: Access, sandbox: Data<Sandbox>, kind: Path<String>, body: Bytes) -> Answer {
    access.write(&kind)?;
    let draft = read(&kind, &body)?;
    sandbox.change(|account, now| {
        let template = draft.template(now)?;
        let answer = created(&template);
        of_mut(account, &kind).push(template);
        Ok(answer)
    })
}

async fn replace(
    access: Access,
    sandbox: Data<Sandbox>,
    path: Path<(String, String)>,
    body: Bytes,
) -> Answer {
    let (kind, id) = path.into_inner();
    access.write(&kind)?;
    let draft = read(&kind, &body)?;
    sandbox.change(|account, now| {
        let with = draft.template(now)?;
        Ok(one(templates::replace(of_mut(account, &kind), (&kind, &id), with)?))
    })
}

async fn delete(access: Access, sandbox: Data<Sandbox>, path: Path<(String, String)>) -> Answer {
    let (kind, id) = path.into_inner();
    access.write(&kind)?;
    sandbox.change(|account, _| {
        templates::delete(of_mut(account, &kind), (&kind, &id))?;
        Ok(deleted())
    })
}
