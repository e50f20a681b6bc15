//! `/users`.

use std::cmp::Reverse;

use actix_web::web::{self, Bytes, Data, Path};
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::{
    Sandbox,
    access::Access,
    account::{Account, new_id},
    answer::{Answer, Refusal, created, list, one, read_body},
    lists::{Params, page},
    wire::User,
};

const ROLES: &[&str] =
    &["super admin", "admin", "team member", "limited team member", "interviewer"];

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/users", web::get().to(users))
        .route("/users", web::post().to(create))
        .route("/users/{id}", web::get().to(user))
        .route("/users/{id}", web::put().to(replace))
        .route("/users/{id}/deactivate", web::post().to(deactivate))
        .route("/users/{id}/reactivate", web::post().to(reactivate));
}

/// A user by id, for `expand`.
pub(super) fn user_of(account: &Account, id: &str) -> Option<Value> {
    let user = account.users.iter().find(|user| user.id == id)?;
    Some(json!(user))
}

async fn users(access: Access, sandbox: Data<Sandbox>, params: Params) -> Answer {
    access.read("users")?;
    let deactivated = params.flag("includeDeactivated")?.unwrap_or(false);
    let account = sandbox.account();
    let items = account
        .users
        .iter()
        .filter(|user| {
            (deactivated || user.deactivated_at.is_none())
                && has_email(&params, user)
                && params.admits("accessRole", Some(user.access_role))
                && params.admits("external_directory_id", user.external_directory_id.as_deref())
        })
        .map(|user| ((Reverse(user.created_at), user.id.clone()), json!(user)))
        .collect();
    let (items, next) = page(items, &params)?;
    Ok(list(&items, next.as_deref()))
}

/// Whether `email` asks for this user; letters' case is no part of an address.
fn has_email(params: &Params, user: &User) -> bool {
    let mut wanted = params.all("email").peekable();
    wanted.peek().is_none() || wanted.any(|wanted| wanted.eq_ignore_ascii_case(&user.email))
}

async fn user(access: Access, sandbox: Data<Sandbox>, id: Path<String>) -> Answer {
    access.read("users")?;
    user_of(&sandbox.account(), &id).map(one).ok_or_else(|| Refusal::not_found("users", &id))
}

/// A user as they are sent in, whole.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Draft {
    name: Option<String>,
    email: Option<String>,
    access_role: Option<String>,
    external_directory_id: Option<String>,
    job_title: Option<String>,
    manager_id: Option<String>,
}

impl Draft {
    fn user(self, account: &Account, was: Option<&User>, now: i64) -> Result<User, Refusal> {
        let email = self.email.filter(|email| email.contains('@'));
        let email = email.ok_or_else(|| Refusal::missing("email"))?;
        let id = was.map_or_else(new_id, |was| was.id.clone());
        let has = |user: &User| user.id != id && user.email.eq_ignore_ascii_case(&email);
        if account.users.iter().any(has) {
            return Err(Refusal::bad_request(format!("A user has {email} already")));
        }
        let role = self.access_role.as_deref().unwrap_or("interviewer");
        let access_role = ROLES.iter().find(|known| **known == role);
        Ok(User {
            id,
            name: self.name.ok_or_else(|| Refusal::missing("name"))?,
            username: email.split('@').next().unwrap_or_default().to_owned(),
            email,
            access_role: access_role
                .ok_or_else(|| Refusal::bad_request(format!("Invalid accessRole: {role}")))?,
            photo: None,
            created_at: was.map_or(now, |was| was.created_at),
            deactivated_at: was.and_then(|was| was.deactivated_at),
            external_directory_id: self.external_directory_id,
            linked_contact_ids: was.and_then(|was| was.linked_contact_ids.clone()),
            job_title: self.job_title,
            manager_id: self.manager_id,
        })
    }
}

async fn create(access: Access, sandbox: Data<Sandbox>, body: Bytes) -> Answer {
    access.write("users")?;
    let draft: Draft = read_body(&body)?;
    sandbox.change(|account, now| {
        let user = draft.user(account, None, now)?;
        let answer = created(&user);
        account.users.push(user);
        Ok(answer)
    })
}

/// Changes a user; answers them as they are then.
fn change(
    access: &Access,
    sandbox: &Sandbox,
    id: &str,
    change: impl FnOnce(&Account, &User, i64) -> Result<User, Refusal>,
) -> Answer {
    access.write("users")?;
    sandbox.change(|account, now| {
        let was = account.users.iter().find(|user| user.id == id);
        let was = was.ok_or_else(|| Refusal::not_found("users", id))?;
        let changed = change(account, was, now)?;
        let answer = one(&changed);
        if let Some(kept) = account.users.iter_mut().find(|user| user.id == id) {
            *kept = changed;
        }
        Ok(answer)
    })
}

async fn replace(access: Access, sandbox: Data<Sandbox>, id: Path<String>, body: Bytes) -> Answer {
    let draft: Draft = read_body(&body)?;
    change(&access, &sandbox, &id, |account, was, now| draft.user(account, Some(was), now))
}

async fn deactivate(access: Access, sandbox: Data<Sandbox>, id: Path<String>) -> Answer {
    change(&access, &sandbox, &id, |_, was, now| {
        Ok(User { deactivated_at: was.deactivated_at.or(Some(now)), ..was.clone() })
    })
}

async fn reactivate(access: Access, sandbox: Data<Sandbox>, id: Path<String>) -> Answer {
    change(&access, &sandbox, &id, |_, was, _| Ok(User { deactivated_at: None, ..was.clone() }))
}
