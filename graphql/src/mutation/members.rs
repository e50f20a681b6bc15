//! Who uses the dashboard: operators are invited, given a role, removed.

use actors::{Means, Place, outbox::is_address};
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject, Union};
use chrono::Duration;
use entities::{
    Instant, Tx, api_token,
    ids::{EffectId, OperatorId, TenantId},
    oauth_state,
    operator::{self, OPERATORS_MAX},
    operator_identity,
    outbox::{self, Effect},
    report_share, session, sign_in_link, tenant,
};
use serde_json::json;

use crate::{
    audit::record,
    problem::{Problem, Refusal, answer},
    rules::permit,
    types::operator::{Operator, Role},
};

/// How long an invited operator has to sign in for the first time, in days.
const LINK_DAYS: i64 = 7;
/// Longest name, in characters.
const NAME_CHARS_MAX: usize = 100;
/// Longest address, in bytes.
const EMAIL_BYTES_MAX: usize = 320;

/// Who uses the dashboard.
#[derive(Default)]
pub(super) struct Members;

/// Who is to use the dashboard.
#[derive(InputObject)]
struct InviteOperatorInput {
    /// Their address, by which they sign in.
    email: String,
    /// Their name, as shown; 1 to 100 characters.
    name: String,
    /// What they may do.
    role: Role,
}

/// What an operator may do from now on.
#[derive(InputObject)]
struct SetOperatorRoleInput {
    /// `operator:<uuid>`, out of `operators`.
    operator_id: ID,
    /// What they may do.
    role: Role,
}

/// Who no longer uses the dashboard.
#[derive(InputObject)]
struct RemoveOperatorInput {
    /// `operator:<uuid>`, out of `operators`.
    operator_id: ID,
}

/// An operator who was invited.
#[derive(SimpleObject)]
struct InvitedOperator {
    /// The operator.
    operator: Operator,
    /// The link that is mailed to them, in case the mail does not arrive: whoever opens it is signed
    /// in as them, once. It is shown here and never again.
    sign_in_link: String,
    /// Until when the link may be used.
    expires_at: Instant,
}

/// Result of `inviteOperator`.
#[derive(Union)]
enum InviteOperatorResult {
    InvitedOperator(Box<InvitedOperator>),
    Problem(Problem),
}

/// Result of `setOperatorRole`.
#[derive(Union)]
enum SetOperatorRoleResult {
    Operator(Box<Operator>),
    Problem(Problem),
}

/// Result of `removeOperator`: who was removed.
#[derive(Union)]
enum RemoveOperatorResult {
    Operator(Box<Operator>),
    Problem(Problem),
}

#[Object]
impl Members {
    /// Makes an operator, and mails them a link that signs them in once, within seven days; then
    /// they set a password. Super Admin only.
    async fn invite_operator(
        &self,
        ctx: &Context<'_>,
        input: InviteOperatorInput,
    ) -> Result<InviteOperatorResult> {
        let invited = invite(ctx, input).await;
        answer(invited, InviteOperatorResult::InvitedOperator, InviteOperatorResult::Problem)
    }

    /// Changes what an operator may do, at once. The last Super Admin stays one. Super Admin only.
    async fn set_operator_role(
        &self,
        ctx: &Context<'_>,
        input: SetOperatorRoleInput,
    ) -> Result<SetOperatorRoleResult> {
        let set = set_role(ctx, input).await;
        answer(set, SetOperatorRoleResult::Operator, SetOperatorRoleResult::Problem)
    }

    /// Removes an operator: their sessions, API tokens and links end at once. The last Super Admin
    /// stays. What they did stays in the audit log. Super Admin only.
    async fn remove_operator(
        &self,
        ctx: &Context<'_>,
        input: RemoveOperatorInput,
    ) -> Result<RemoveOperatorResult> {
        let removed = remove(ctx, &input.operator_id).await;
        answer(removed, RemoveOperatorResult::Operator, RemoveOperatorResult::Problem)
    }
}

/// What the audit log calls a role.
fn role_name(role: operator::Role) -> &'static str {
    match role {
        operator::Role::SuperAdmin => "super_admin",
        operator::Role::Admin => "admin",
        operator::Role::TeamMember => "team_member",
        operator::Role::LimitedTeamMember => "limited_team_member",
    }
}

async fn invite(
    ctx: &Context<'_>,
    input: InviteOperatorInput,
) -> Result<Box<InvitedOperator>, Refusal> {
    let tenant_id = permit(ctx, "invite somebody")?.tenant_id;
    let (email, name) = (input.email.trim().to_lowercase(), input.name.trim().to_owned());
    if email.len() > EMAIL_BYTES_MAX || !is_address(&email) {
        return Err(Problem::invalid("this is no mail address; check it and try again").into());
    }
    let visible = !name.chars().any(char::is_control);
    if !visible || !(1..=NAME_CHARS_MAX).contains(&name.chars().count()) {
        let message = format!("a name has 1 to {NAME_CHARS_MAX} characters, all of them visible");
        return Err(Problem::invalid(message).into());
    }
    let means = ctx.data::<Means>()?;
    let now = means.clock.now();
    let id = OperatorId(means.ids.fresh());
    let expires_at = now + Duration::days(LINK_DAYS);
    let token = means.vault.link_token(&sign_in_link::purpose(id));
    let tx = means.db.begin().await?;
    let there = hold(&tx, tenant_id).await?;
    if there.iter().any(|operator| operator.email == email) {
        let message = "somebody with this address is a member already; remove them first to \
                       invite them anew";
        return Err(Problem::conflict(message).into());
    }
    if there.len() >= OPERATORS_MAX {
        let message = format!("there are {OPERATORS_MAX} members; remove one first");
        return Err(Problem::conflict(message).into());
    }
    if operator::across_tenants_by_email(&tx, &email).await?.is_some() {
        let message = "this address cannot be invited here; use another one";
        return Err(Problem::conflict(message).into());
    }
    let role = input.role.into();
    let row = operator::create(&tx, (tenant_id, id), &email, &name, role, now).await?;
    sign_in_link::create(&tx, &token, (tenant_id, id), expires_at).await?;
    let effect = Effect::InviteOperator { operator_id: id };
    outbox::append(&tx, (tenant_id, EffectId(means.ids.fresh())), None, effect, now).await?;
    let details = json!({"email": email, "name": name, "role": role_name(role)});
    record(ctx, &tx, id, details).await?;
    tx.commit().await?;
    means.directory.wake(Place::Outbox(tenant_id));
    let sign_in_link = means.links.to(&format!("/sign-in/{token}"));
    Ok(Box::new(InvitedOperator { operator: Operator(row), sign_in_link, expires_at }))
}

async fn set_role(
    ctx: &Context<'_>,
    input: SetOperatorRoleInput,
) -> Result<Box<Operator>, Refusal> {
    let tenant_id = permit(ctx, "change what operators may do")?.tenant_id;
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    let there = hold(&tx, tenant_id).await?;
    let row = one_of(&there, &input.operator_id)?;
    let role = operator::Role::from(input.role);
    if role == row.role {
        return Ok(Box::new(Operator(row.clone())));
    }
    must_not_be_the_last(&there, row, "stays one: make somebody else a Super Admin first")?;
    let who = (tenant_id, row.id);
    // What was begun by the right of the former role is not ended by it.
    oauth_state::delete_all(&tx, who).await?;
    if !matches!(role, operator::Role::SuperAdmin | operator::Role::Admin) {
        report_share::revoke_all(&tx, who, means.clock.now()).await?;
    }
    let changed = operator::set_role(&tx, who, role).await?;
    let details = json!({"from": role_name(row.role), "to": role_name(role)});
    record(ctx, &tx, row.id, details).await?;
    tx.commit().await?;
    Ok(Box::new(Operator(changed)))
}

async fn remove(ctx: &Context<'_>, id: &ID) -> Result<Box<Operator>, Refusal> {
    let tenant_id = permit(ctx, "remove operators")?.tenant_id;
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    let there = hold(&tx, tenant_id).await?;
    let row = one_of(&there, id)?;
    must_not_be_the_last(&there, row, "cannot be removed: make somebody else one first")?;
    let who = (tenant_id, row.id);
    session::end_all(&tx, who, None).await?;
    api_token::revoke_all(&tx, who).await?;
    sign_in_link::delete_all(&tx, who).await?;
    oauth_state::delete_all(&tx, who).await?;
    report_share::revoke_all(&tx, who, means.clock.now()).await?;
    operator_identity::delete_all(&tx, who).await?;
    operator::delete(&tx, who).await?;
    let details = json!({"email": row.email, "name": row.name, "role": role_name(row.role)});
    record(ctx, &tx, row.id, details).await?;
    tx.commit().await?;
    Ok(Box::new(Operator(row.clone())))
}

/// The operators there are; nobody else changes them until the transaction ends, so that no two
/// Super Admins make each other something else at the same time.
async fn hold(tx: &Tx, tenant_id: TenantId) -> Result<Vec<operator::Model>, Refusal> {
    // A change of nothing, which takes the company's row.
    tenant::edit(tx, tenant_id, |_| {}).await?;
    Ok(operator::of_tenant(tx, tenant_id).await?)
}

fn one_of<'a>(there: &'a [operator::Model], id: &ID) -> Result<&'a operator::Model, Problem> {
    let found = id.parse::<OperatorId>().ok();
    let found = found.and_then(|id| there.iter().find(|operator| operator.id == id));
    found.ok_or_else(|| Problem::not_found("there is no such operator"))
}

fn must_not_be_the_last(
    there: &[operator::Model],
    row: &operator::Model,
    so: &str,
) -> Result<(), Problem> {
    let of_all = |operator: &&operator::Model| operator.role == operator::Role::SuperAdmin;
    if of_all(&row) && there.iter().filter(of_all).count() == 1 {
        return Err(Problem::conflict(format!("the last Super Admin {so}")));
    }
    Ok(())
}
