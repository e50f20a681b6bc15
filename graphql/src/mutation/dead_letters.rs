//! What operators do with what was given up: try it again, or drop it; one by one, or all.

use std::collections::HashMap;

use actors::Means;
use async_graphql::{Context, ID, InputObject, Object, Result, Union};
use entities::{
    DbErr, Instant, Tx,
    dead_letter::{self, Content, Id, Kind, Which},
    ids::{MessageId, PipelineId, TenantId},
    inbox::{self, Arrival, GivenUp, Message},
    pipeline,
};
use serde_json::json;

use super::retry::{insert_retried, wake};
use crate::{
    audit::record,
    connection::PAGE_MAX,
    problem::{Problem, Refusal, answer},
    rules::permit,
    types::dead_letter::{DeadLetter, DeadLetterConnection, DeadLetterKind, what},
};

/// Longest reason, in characters.
const REASON_CHARS_MAX: usize = 500;

/// Deciding what was given up.
#[derive(Default)]
pub(super) struct DeadLetters;

/// What to try again.
#[derive(InputObject)]
struct RetryDeadLetterInput {
    /// `message:<uuid>` or `effect:<uuid>`.
    id: ID,
}

/// What to drop.
#[derive(InputObject)]
struct DropDeadLetterInput {
    /// `message:<uuid>` or `effect:<uuid>`.
    id: ID,
    /// Why, for other operators; 500 characters at most.
    reason: Option<String>,
}

/// What to try again.
#[derive(Default, InputObject)]
struct RetryDeadLettersInput {
    /// Only what is of this kind; null: everything.
    kind: Option<DeadLetterKind>,
}

/// What to drop, and why.
#[derive(InputObject)]
struct DropDeadLettersInput {
    /// Only what is of this kind; null: everything.
    kind: Option<DeadLetterKind>,
    /// Why, for other operators; 500 characters at most.
    reason: Option<String>,
}

/// The result of a mutation of one.
macro_rules! one_result {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Union)]
        enum $name {
            DeadLetter(Box<DeadLetter>),
            Problem(Problem),
        }
    };
}

/// The result of a mutation of all.
macro_rules! all_result {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Union)]
        enum $name {
            DeadLetterConnection(Box<DeadLetterConnection>),
            Problem(Problem),
        }
    };
}

one_result!(
    /// Result of `retryDeadLetter`.
    RetryDeadLetterResult
);
one_result!(
    /// Result of `dropDeadLetter`.
    DropDeadLetterResult
);
all_result!(
    /// Result of `retryDeadLetters`: what is still given up.
    RetryDeadLettersResult
);
all_result!(
    /// Result of `dropDeadLetters`: what is still given up.
    DropDeadLettersResult
);

#[Object]
impl DeadLetters {
    /// Takes up again one thing that was given up, in the background. Its interview goes on once
    /// nothing else of it is given up. Super Admin or Admin.
    async fn retry_dead_letter(
        &self,
        ctx: &Context<'_>,
        input: RetryDeadLetterInput,
    ) -> Result<RetryDeadLetterResult> {
        let retried = retry_one(ctx, &input.id).await;
        answer(retried, RetryDeadLetterResult::DeadLetter, RetryDeadLetterResult::Problem)
    }

    /// Takes up again everything that was given up, or all of one kind, in the background. Super Admin or
    /// Admin.
    async fn retry_dead_letters(
        &self,
        ctx: &Context<'_>,
        input: Option<RetryDeadLettersInput>,
    ) -> Result<RetryDeadLettersResult> {
        let (all, problem) =
            (RetryDeadLettersResult::DeadLetterConnection, RetryDeadLettersResult::Problem);
        let kind = input.unwrap_or_default().kind.map(Into::into);
        answer(retry_all(ctx, kind).await, all, problem)
    }

    /// Drops one thing that was given up: it is kept, and never done. Its interview goes on without
    /// it, or ends if it cannot. Super Admin or Admin.
    async fn drop_dead_letter(
        &self,
        ctx: &Context<'_>,
        input: DropDeadLetterInput,
    ) -> Result<DropDeadLetterResult> {
        let dropped = drop_one(ctx, input).await;
        answer(dropped, DropDeadLetterResult::DeadLetter, DropDeadLetterResult::Problem)
    }

    /// Drops everything that was given up, or all of one kind. Super Admin or Admin.
    async fn drop_dead_letters(
        &self,
        ctx: &Context<'_>,
        input: DropDeadLettersInput,
    ) -> Result<DropDeadLettersResult> {
        let (all, problem) =
            (DropDeadLettersResult::DeadLetterConnection, DropDeadLettersResult::Problem);
        answer(drop_all(ctx, input).await, all, problem)
    }
}

fn missing() -> Problem {
    Problem::not_found("there is no such thing that was given up")
}

/// One that is dead, its pipeline held until the transaction ends, so that who decides on another of
/// that pipeline at the same time sees what is left.
async fn find(tx: &Tx, tenant_id: TenantId, id: &ID) -> Result<dead_letter::DeadLetter, Refusal> {
    let id: Id = id.parse().map_err(|_| missing())?;
    let row = dead_letter::find(tx, tenant_id, id).await?.ok_or_else(missing)?;
    if let Some(pipeline_id) = row.pipeline_id {
        pipeline::lock(tx, tenant_id, pipeline_id).await?;
    }
    Ok(row)
}

fn decided(changed: u64) -> Result<(), Refusal> {
    if changed == 1 {
        Ok(())
    } else {
        Err(Problem::conflict("this is not given up, or somebody decided on it already").into())
    }
}

/// What the audit log calls one: an effect by its name. What a message says may be about a candidate.
fn name(row: &dead_letter::DeadLetter) -> &'static str {
    match &row.content {
        Content::Effect(effect) => effect.name(),
        Content::Message(_) => "a message",
        Content::Unreadable => "something that cannot be read",
    }
}

async fn retry_one(ctx: &Context<'_>, id: &ID) -> Result<Box<DeadLetter>, Refusal> {
    let tenant_id = permit(ctx, "try again")?.tenant_id;
    let means = ctx.data::<Means>()?;
    let now = means.clock.now();
    let tx = means.db.begin().await?;
    let row = find(&tx, tenant_id, id).await?;
    let this = [row.id];
    decided(dead_letter::revive(&tx, tenant_id, Which::These(&this), now).await?)?;
    if let (Some(pipeline_id), Kind::Effect) = (row.pipeline_id, row.kind) {
        let left = dead_letter::newest_of_pipeline(&tx, tenant_id, pipeline_id).await?;
        let retried = Message::EffectRetried { effect: what(&row), left };
        tell(means, &tx, (tenant_id, pipeline_id), retried, now).await?;
    }
    let row = dead_letter::find(&tx, tenant_id, row.id).await?.ok_or_else(missing)?;
    record(ctx, &tx, row.id, json!({"what": name(&row)})).await?;
    tx.commit().await?;
    wake(means, tenant_id, row.pipeline_id);
    Ok(Box::new(DeadLetter(row)))
}

async fn retry_all(
    ctx: &Context<'_>,
    kind: Option<Kind>,
) -> Result<Box<DeadLetterConnection>, Refusal> {
    let tenant_id = permit(ctx, "try again")?.tenant_id;
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    // What was given up of those at an end keeps nobody waiting, and is done or found void.
    dead_letter::revive(&tx, tenant_id, Which::All(kind), means.clock.now()).await?;
    let in_need = match kind {
        None | Some(Kind::Effect) => pipeline::in_need(&tx, tenant_id).await?,
        // Those keep no interview waiting.
        Some(Kind::Message | Kind::Event) => Vec::new(),
    };
    for id in &in_need {
        insert_retried(means, &tx, (tenant_id, *id)).await?;
    }
    let details = json!({"kind": kind.map(words), "interviews": in_need.len()});
    record(ctx, &tx, tenant_id, details).await?;
    tx.commit().await?;
    wake(means, tenant_id, in_need);
    still_there(means, tenant_id).await
}

/// What the audit log calls all of one kind.
fn words(kind: Kind) -> &'static str {
    match kind {
        Kind::Message => "messages",
        Kind::Effect => "effects",
        Kind::Event => "events",
    }
}

async fn drop_one(
    ctx: &Context<'_>,
    input: DropDeadLetterInput,
) -> Result<Box<DeadLetter>, Refusal> {
    let (tenant_id, words) = dropping(ctx, input.reason)?;
    let means = ctx.data::<Means>()?;
    let now = means.clock.now();
    let tx = means.db.begin().await?;
    let row = find(&tx, tenant_id, &input.id).await?;
    let this = [row.id];
    let after = format!("; {words}");
    decided(dead_letter::dropped(&tx, tenant_id, Which::These(&this), &after, now).await?)?;
    if let Some(pipeline_id) = row.pipeline_id {
        let left = dead_letter::newest_of_pipeline(&tx, tenant_id, pipeline_id).await?;
        tell(means, &tx, (tenant_id, pipeline_id), dropped(&row, &words, left), now).await?;
    }
    let row = dead_letter::find(&tx, tenant_id, row.id).await?.ok_or_else(missing)?;
    record(ctx, &tx, row.id, json!({"what": name(&row)})).await?;
    tx.commit().await?;
    wake(means, tenant_id, row.pipeline_id);
    Ok(Box::new(DeadLetter(row)))
}

async fn drop_all(
    ctx: &Context<'_>,
    DropDeadLettersInput { kind, reason }: DropDeadLettersInput,
) -> Result<Box<DeadLetterConnection>, Refusal> {
    let kind = kind.map(Into::into);
    let (tenant_id, why) = dropping(ctx, reason)?;
    let means = ctx.data::<Means>()?;
    let now = means.clock.now();
    let after = format!("; {why}");
    let tx = means.db.begin().await?;
    let mut all = Vec::new();
    loop {
        let page = dead_letter::page(&tx, tenant_id, kind, None, PAGE_MAX as u64).await?;
        if page.is_empty() {
            break;
        }
        let these: Vec<Id> = page.iter().map(|row| row.id).collect();
        let which = Which::These(&these);
        if dead_letter::dropped(&tx, tenant_id, which, &after, now).await? != these.len() as u64 {
            return Err(Problem::conflict("somebody decided on some of it meanwhile").into());
        }
        all.extend(page);
    }
    let told = told(&all, &why);
    for (pipeline_id, message) in &told {
        tell(means, &tx, (tenant_id, *pipeline_id), message.clone(), now).await?;
    }
    record(ctx, &tx, tenant_id, json!({"kind": kind.map(words), "count": all.len()})).await?;
    tx.commit().await?;
    wake(means, tenant_id, told.into_iter().map(|(pipeline_id, _)| pipeline_id));
    still_there(means, tenant_id).await
}

/// Who may drop, and in which words it is kept.
fn dropping(ctx: &Context<'_>, reason: Option<String>) -> Result<(TenantId, String), Refusal> {
    let operator = permit(ctx, "drop what was given up")?;
    let reason = reason.unwrap_or_default().trim().to_owned();
    if reason.chars().count() > REASON_CHARS_MAX || reason.chars().any(char::is_control) {
        let message =
            format!("a reason has {REASON_CHARS_MAX} characters at most, all of them visible");
        return Err(Problem::invalid(message).into());
    }
    let by = format!("dropped by {}", operator.name);
    let words = if reason.is_empty() { by } else { format!("{by}: {reason}") };
    Ok((operator.tenant_id, words))
}

/// What each pipeline is told when all of these are dropped, in this order: one that is told of the
/// last of its own goes on.
fn told(all: &[dead_letter::DeadLetter], words: &str) -> Vec<(PipelineId, Message)> {
    let mut left: HashMap<PipelineId, GivenUp> = HashMap::new();
    let mut told = Vec::new();
    for row in all.iter().rev() {
        let Some(pipeline_id) = row.pipeline_id else { continue };
        told.push((pipeline_id, dropped(row, words, left.get(&pipeline_id).cloned())));
        left.extend(row.given_up().map(|given_up| (pipeline_id, given_up)));
    }
    told.reverse();
    told
}

/// What a pipeline is told of one that was dropped.
fn dropped(row: &dead_letter::DeadLetter, words: &str, left: Option<GivenUp>) -> Message {
    let words = words.to_owned();
    match row.kind {
        Kind::Message => Message::MessageDropped { words: format!("{}: {words}", what(row)) },
        Kind::Effect | Kind::Event => {
            let effect = match &row.content {
                Content::Effect(effect) => Some(effect.clone()),
                Content::Message(_) | Content::Unreadable => None,
            };
            Message::EffectDropped { name: what(row), effect, words, left }
        }
    }
}

async fn tell(
    means: &Means,
    tx: &Tx,
    (tenant_id, pipeline_id): (TenantId, PipelineId),
    message: Message,
    now: Instant,
) -> Result<(), DbErr> {
    let id = MessageId(means.ids.fresh());
    let dedup_key = format!("decided {id}");
    let arrival = Arrival { pipeline_id: Some(pipeline_id), dedup_key, message, due_at: now };
    inbox::insert(tx, (tenant_id, id), arrival, now).await?;
    Ok(())
}

async fn still_there(
    means: &Means,
    tenant_id: TenantId,
) -> Result<Box<DeadLetterConnection>, Refusal> {
    let first = DeadLetterConnection::page(&means.db, (tenant_id, None), None, PAGE_MAX).await?;
    Ok(Box::new(first))
}
