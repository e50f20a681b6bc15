//! Who somebody at the provider is here: a member by issuer and subject, or, the first time, by a
//! verified address.

use actors::{Means, outbox::is_address};
use entities::{
    DbErr, Tx,
    audit_entry::{self, Act, Actor},
    ids::{OperatorId, TenantId},
    operator::{self, OPERATORS_MAX, Role},
    operator_identity,
    sea_orm::ActiveEnum as _,
    tenant,
};
use serde_json::{Value, json};

use super::provider::Person;
use crate::config;

/// Longest name, in characters.
const NAME_CHARS_MAX: usize = 100;
/// Longest address and longest subject, in bytes.
const TEXT_BYTES_MAX: usize = 320;

/// Why somebody at the provider is not let in.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refusal {
    /// The provider told no address, or none that is one.
    #[error("no address was told")]
    NoEmail,
    /// The address is not known to be theirs.
    #[error("the address is not verified")]
    Unverified,
    /// The address is of a domain that may not sign in.
    #[error("the domain may not sign in")]
    Domain,
    /// Their account is not one of those that may sign in.
    #[error("the token does not say `{0}` as it must")]
    Claim(String),
    /// Nobody invited them.
    #[error("not invited")]
    Uninvited,
    /// The member with this address is somebody else at the provider.
    #[error("the member is somebody else at the provider")]
    SomebodyElse(OperatorId),
    /// The company has no room for more.
    #[error("there are {OPERATORS_MAX} members")]
    Full,
    /// The store does not answer.
    #[error("the store does not answer")]
    Store(#[from] DbErr),
}

/// The member that somebody at the provider is in the company; from then on the same, whatever becomes
/// of their address.
pub(crate) async fn admit(
    means: &Means,
    tenant_id: TenantId,
    config: &config::OpenId,
    person: &Person,
) -> Result<operator::Model, Refusal> {
    if person.subject.is_empty() || person.subject.len() > TEXT_BYTES_MAX {
        return Err(Refusal::NoEmail);
    }
    let email = person.email.as_deref().unwrap_or_default().trim().to_ascii_lowercase();
    let domains = &config.email_domains;
    let in_domains = domains.is_empty() || domains.iter().any(|domain| is_of(&email, domain));
    let verified = person.email_verified.unwrap_or(config.trust_email);
    if let Some((claim, _)) = config.required_claims.iter().find(|required| !says(person, required))
    {
        return Err(Refusal::Claim(claim.clone()));
    }
    if !in_domains {
        return Err(Refusal::Domain);
    }
    if !domains.is_empty() && !verified {
        return Err(Refusal::Unverified);
    }
    let tx = means.db.begin().await?;
    // A change of nothing, which takes the company's row: nobody is made a member twice.
    tenant::edit(&tx, tenant_id, |_| {}).await?;
    let (issuer, subject) = (&person.issuer, &person.subject);
    if let Some(known) = operator_identity::find(&tx, tenant_id, issuer, subject).await? {
        let there = operator::find(&tx, tenant_id, known.operator_id).await?;
        return there.ok_or(Refusal::Uninvited);
    }
    // Some letters beyond ASCII have a small form within it, which would be another's address.
    let plain = email == email.to_lowercase();
    if !plain || email.len() > TEXT_BYTES_MAX || !is_address(&email) {
        return Err(Refusal::NoEmail);
    }
    if !verified {
        return Err(Refusal::Unverified);
    }
    let found = operator::across_tenants_by_email(&tx, &email).await?;
    let (operator, action) = match (found, config.new_members.role()) {
        (Some(operator), _) if operator.tenant_id == tenant_id => {
            let who = (tenant_id, operator.id);
            let known = operator_identity::of_operator(&tx, who).await?;
            if known.iter().any(|identity| identity.issuer == *issuer) {
                return Err(Refusal::SomebodyElse(operator.id));
            }
            (operator, "bindIdentity")
        }
        // Of another company, whose members this provider has no say in.
        (Some(_), _) | (None, None) => return Err(Refusal::Uninvited),
        (None, Some(role)) => {
            let made = join(means, &tx, tenant_id, (&email, person.name.as_deref()), role).await?;
            (made, "joinByCompanySignIn")
        }
    };
    let identity = operator_identity::Model {
        tenant_id,
        issuer: issuer.clone(),
        subject: subject.clone(),
        operator_id: operator.id,
        created_at: means.clock.now(),
    };
    operator_identity::create(&tx, identity).await?;
    let details = json!({"issuer": issuer, "role": operator.role.to_value()});
    let act = Act {
        actor: Actor::Operator(operator.id),
        action: action.to_owned(),
        subject: operator.id.to_string(),
        details,
    };
    audit_entry::append(&tx, tenant_id, act, means.clock.now()).await?;
    tx.commit().await?;
    Ok(operator)
}

/// Makes somebody a member who was not invited.
async fn join(
    means: &Means,
    tx: &Tx,
    tenant_id: TenantId,
    (email, name): (&str, Option<&str>),
    role: Role,
) -> Result<operator::Model, Refusal> {
    if operator::of_tenant(tx, tenant_id).await?.len() >= OPERATORS_MAX {
        return Err(Refusal::Full);
    }
    let visible = |name: &str| -> String {
        let visible = name.chars().filter(|each| !each.is_control()).take(NAME_CHARS_MAX);
        visible.collect::<String>().trim().to_owned()
    };
    let name = name.map(visible).filter(|name| !name.is_empty());
    let name = name.unwrap_or_else(|| visible(email));
    let id = (tenant_id, OperatorId(means.ids.fresh()));
    Ok(operator::create(tx, id, email, &name, role, means.clock.now()).await?)
}

/// Whether an ID token says this, alone or among others.
fn says(person: &Person, (claim, wanted): &(&String, &String)) -> bool {
    match person.claims.get(*claim) {
        Some(Value::String(text)) => text == *wanted,
        Some(Value::Array(texts)) => texts.iter().any(|text| text.as_str() == Some(wanted)),
        Some(Value::Bool(_) | Value::Null | Value::Number(_) | Value::Object(_)) | None => false,
    }
}

/// Whether an address is of a domain itself; not of one below it.
fn is_of(email: &str, domain: &str) -> bool {
    email.rsplit_once('@').is_some_and(|(_, of)| of == domain)
}

/// Writes down that somebody was not let in, and why.
pub(crate) async fn tell_of_refusal(
    means: &Means,
    tenant_id: TenantId,
    refused: Option<OperatorId>,
    details: Value,
) -> Result<(), DbErr> {
    let act = Act {
        actor: Actor::Nobody,
        action: "signInFailed".to_owned(),
        // Not what the provider told: it may be the address of somebody who is nobody here.
        subject: refused.map_or_else(|| "nobody".to_owned(), |id| id.to_string()),
        details,
    };
    let tx = means.db.begin().await?;
    audit_entry::append(&tx, tenant_id, act, means.clock.now()).await?;
    tx.commit().await
}
