//! `/users`.

use std::cmp::Reverse;

use actix_web::web::{self, Data, Path};
use serde_json::{Value, json};

use super::super::{
    Sandbox,
    access::Access,
    account::Account,
    answer::{Answer, Refusal, list, one},
    lists::{Params, page},
};

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.route("/users", web::get().to(users)).route("/users/{id}", web::get().to(user));
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
                && params.admits("email", Some(&user.email))
                && params.admits("accessRole", Some(user.access_role))
                && params.admits("external_directory_id", user.external_directory_id.as_deref())
        })
        .map(|user| ((Reverse(user.created_at), user.id.clone()), json!(user)))
        .collect();
    let (items, next) = page(items, &params)?;
    Ok(list(&items, next.as_deref()))
}

async fn user(access: Access, sandbox: Data<Sandbox>, id: Path<String>) -> Answer {
    access.read("users")?;
    user_of(&sandbox.account(), &id).map(one).ok_or_else(|| Refusal::not_found("users", &id))
}
