//! Tokens for other front ends, in one's own name.

use actors::Means;
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject, Union};
use chrono::Duration;
use entities::{
    api_token::{self, Entity, Model, Scope},
    ids::ApiTokenId,
    sea_orm::QuerySelect,
    vault::{random_token, token_hash},
};
use serde_json::json;

use crate::{
    audit::record,
    problem::{Problem, Refusal, answer},
    rules::permit,
    types::api_token::{ApiToken, ApiTokens, TokenScope},
};

/// How every token begins, so that one that got lost is known for what it is.
const PREFIX: &str = "fulcrum_";
/// Longest name, in characters.
const NAME_CHARS_MAX: usize = 100;
/// Longest life, in days.
const DAYS_MAX: i64 = 366;
/// Life unless said otherwise, in days.
const DAYS_DEFAULT: i32 = 90;
/// Most tokens of one operator.
pub(crate) const TOKENS_MAX: usize = 50;

/// Tokens for other front ends.
#[derive(Default)]
pub(super) struct Tokens;

/// A token to be made.
#[derive(InputObject)]
struct CreateApiTokenInput {
    /// What to call it, such as the program it is for; 1 to 100 characters.
    name: String,
    /// What it may do of what the viewer may.
    scope: TokenScope,
    /// How long it lasts, in days; 1 to 366, or 90 when left out.
    days: Option<i32>,
}

/// Which token to end.
#[derive(InputObject)]
struct RevokeApiTokenInput {
    /// `api_token:<uuid>`, out of `apiTokens`.
    id: ID,
}

/// A token that was made.
#[derive(SimpleObject)]
struct CreatedApiToken {
    /// The token, for an `Authorization: Bearer` header. It is shown here and never again.
    token: String,
    /// What is kept of it.
    api_token: ApiToken,
}

/// Result of `createApiToken`.
#[derive(Union)]
enum CreateApiTokenResult {
    CreatedApiToken(CreatedApiToken),
    Problem(Problem),
}

/// Result of `revokeApiToken`: what is left.
#[derive(Union)]
enum RevokeApiTokenResult {
    ApiTokens(ApiTokens),
    Problem(Problem),
}

#[Object]
impl Tokens {
    /// Makes a token by which another front end asks in the viewer's name.
    async fn create_api_token(
        &self,
        ctx: &Context<'_>,
        input: CreateApiTokenInput,
    ) -> Result<CreateApiTokenResult> {
        let made = create(ctx, input).await;
        answer(made, CreateApiTokenResult::CreatedApiToken, CreateApiTokenResult::Problem)
    }

    /// Ends one of the viewer's own tokens, at once.
    async fn revoke_api_token(
        &self,
        ctx: &Context<'_>,
        input: RevokeApiTokenInput,
    ) -> Result<RevokeApiTokenResult> {
        let left = revoke(ctx, &input.id).await;
        answer(left, RevokeApiTokenResult::ApiTokens, RevokeApiTokenResult::Problem)
    }
}

async fn create(ctx: &Context<'_>, input: CreateApiTokenInput) -> Result<CreatedApiToken, Refusal> {
    let operator = permit(ctx, "make a token")?;
    let name = input.name.trim().to_owned();
    let chars = name.chars().count();
    if !(1..=NAME_CHARS_MAX).contains(&chars) || name.chars().any(char::is_control) {
        let message = format!("a name has 1 to {NAME_CHARS_MAX} characters, all of them visible");
        return Err(Problem::invalid(message).into());
    }
    let days = i64::from(input.days.unwrap_or(DAYS_DEFAULT));
    if !(1..=DAYS_MAX).contains(&days) {
        return Err(Problem::invalid(format!("a token lasts 1 to {DAYS_MAX} days")).into());
    }
    let means = ctx.data::<Means>()?;
    let (token, now) = (format!("{PREFIX}{}", random_token()), means.clock.now());
    let row = Model {
        tenant_id: operator.tenant_id,
        id: ApiTokenId(means.ids.fresh()),
        operator_id: operator.id,
        name,
        scope: input.scope.into(),
        token_hash: token_hash(&token),
        created_at: now,
        expires_at: now + Duration::days(days),
    };
    let tx = means.db.begin().await?;
    let there = Entity::of_operator(operator.tenant_id, operator.id);
    if there.limit(TOKENS_MAX as u64).all(&tx).await?.len() == TOKENS_MAX {
        let message = format!("you have {TOKENS_MAX} tokens; revoke one first");
        return Err(Problem::conflict(message).into());
    }
    api_token::create(&tx, row.clone()).await?;
    let scope = match row.scope {
        Scope::Read => "read",
        Scope::Write => "write",
    };
    let details = json!({"name": row.name, "scope": scope, "expires_at": row.expires_at});
    record(ctx, &tx, row.id, details).await?;
    tx.commit().await?;
    Ok(CreatedApiToken { token, api_token: ApiToken(row) })
}

async fn revoke(ctx: &Context<'_>, id: &ID) -> Result<ApiTokens, Refusal> {
    let operator = permit(ctx, "end a token")?;
    let who = (operator.tenant_id, operator.id);
    let missing = || Problem::not_found("you have no such token");
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    if !api_token::revoke(&tx, who, id.parse().map_err(|_| missing())?).await? {
        return Err(missing().into());
    }
    record(ctx, &tx, id.as_str(), json!({})).await?;
    tx.commit().await?;
    Ok(ApiTokens(Entity::of_operator(who.0, who.1).all(&means.db).await?))
}
