//! `/audit_events`: who made which user, from the account's own records; nothing else is kept.

use std::cmp::Reverse;

use actix_web::web::{self, Data};
use serde_json::{Value, json};

use super::super::{
    Sandbox,
    access::Access,
    account::Account,
    answer::{Answer, list},
    lists::{Params, page},
};

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.route("/audit_events", web::get().to(events));
}

/// An event: when, its type, what it concerned.
struct Event {
    at: i64,
    kind: &'static str,
    target: String,
    label: String,
}

impl Event {
    fn id(&self) -> String {
        format!("{}-{}", self.target, self.kind.replace(':', "-"))
    }
}

fn recorded(account: &Account) -> impl Iterator<Item = Event> {
    account.users.iter().flat_map(|user| {
        let event =
            |at, kind| Event { at, kind, target: user.id.clone(), label: user.name.clone() };
        let deactivated = user.deactivated_at.map(|at| event(at, "user:deactivated"));
        std::iter::once(event(user.created_at, "user:created")).chain(deactivated)
    })
}

/// Newest first.
async fn events(access: Access, sandbox: Data<Sandbox>, params: Params) -> Answer {
    access.read("audit_events")?;
    let created = params.span("created_at")?;
    let account = sandbox.account();
    let admin = account.super_admin();
    let by = account.users.iter().find(|user| user.id == admin);
    let user = by.map_or(
        Value::Null,
        |by| json!({"id": by.id, "email": by.email, "name": by.name, "role": by.access_role}),
    );
    let items = recorded(&account)
        .filter(|event| {
            created.has(Some(event.at))
                && params.admits("type", Some(event.kind))
                && params.admits("user_id", Some(&admin))
                && params.admits("target_type", Some("user"))
                && params.admits("target_id", Some(&event.target))
        })
        .map(|event| {
            let value = json!({
                "id": event.id(),
                "createdAt": event.at,
                "type": event.kind,
                "user": user,
                "target": {"id": event.target, "type": "user", "label": event.label},
                "meta": {},
            });
            ((Reverse(event.at), event.id()), value)
        })
        .collect();
    let (items, next) = page(items, &params)?;
    Ok(list(&items, next.as_deref()))
}
