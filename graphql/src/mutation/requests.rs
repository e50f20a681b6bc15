//! Answers what candidates ask for.

use actors::{
    Means, Place,
    pipeline::{STANDS_STILL, may_move_end},
};
use async_graphql::{Context, ID, InputObject, Object, Result, Union};
use chrono::{Duration, SubsecRound};
use entities::{
    Instant,
    candidate_request::{self, Kind},
    ids::{EffectId, MessageId, RequestId},
    inbox::{self, Arrival, Message},
    invite,
    outbox::{self, Effect},
    pipeline,
};
use serde_json::json;

use crate::{
    audit::record,
    problem::{Problem, Refusal, answer},
    rules::permit,
    types::request::CandidateRequest,
};

/// Longest reply, in letters.
const REPLY_CHARS_MAX: usize = 10_000;
/// Who needed the interview to be another way has this time at least once that was answered.
const LEFT_MIN: Duration = Duration::days(3);

/// What candidates ask for.
#[derive(Default)]
pub(super) struct Requests;

/// What to write back.
#[derive(InputObject)]
struct AnswerRequestInput {
    /// `request:<uuid>` of an open request.
    id: ID,
    /// The words, 10,000 letters or fewer; empty lines set paragraphs apart.
    reply: String,
}

/// Result of `answerRequest`.
#[derive(Union)]
enum AnswerRequestResult {
    CandidateRequest(Box<CandidateRequest>),
    Problem(Problem),
}

#[Object]
impl Requests {
    /// Writes back to the candidate, by mail, in the background; once. Where the clock stood still for
    /// them, it goes on where it stood, with three days left at least. It corrects and deletes
    /// nothing by itself: see `eraseInterview`. Not for Limited Team Members.
    async fn answer_request(
        &self,
        ctx: &Context<'_>,
        input: AnswerRequestInput,
    ) -> Result<AnswerRequestResult> {
        let answered = reply(ctx, input).await;
        answer(answered, AnswerRequestResult::CandidateRequest, AnswerRequestResult::Problem)
    }
}

async fn reply(
    ctx: &Context<'_>,
    input: AnswerRequestInput,
) -> Result<Box<CandidateRequest>, Refusal> {
    let viewer = permit(ctx, "answer candidates")?;
    let tenant_id = viewer.tenant_id;
    let means = ctx.data::<Means>()?;
    let missing = || Problem::not_found("there is no such request");
    let id: RequestId = input.id.parse().map_err(|_| missing())?;
    // No store takes NUL in text, and nobody means to write one.
    let words = input.reply.replace('\0', "").trim().to_owned();
    if words.is_empty() || words.chars().count() > REPLY_CHARS_MAX {
        let message = format!("write 1 to {REPLY_CHARS_MAX} letters");
        return Err(Problem::invalid(message).into());
    }
    let now = means.clock.now();
    let tx = means.db.begin().await?;
    let row = candidate_request::find(&tx, tenant_id, id).await?.ok_or_else(missing)?;
    let of = pipeline::find(&tx, tenant_id, row.pipeline_id).await?.ok_or_else(missing)?;
    if !candidate_request::answer(&tx, (tenant_id, id), (&words, &viewer.name), now).await? {
        return Err(Problem::conflict("it does not wait for an answer").into());
    }
    let all = candidate_request::of_pipelines(&tx, tenant_id, &[of.id]).await?;
    let stands = all.iter().any(candidate_request::Model::stops_the_clock);
    let goes_on = row.kind == Kind::Accommodation && !stands;
    let until = if goes_on { ends_at(&of, row.made_at, now) } else { None };
    if let Some(until) = until {
        invite::move_end(&tx, (tenant_id, of.id), until, now).await?;
    }
    let message = Message::RequestAnswered { until };
    let dedup_key = format!("answered {id}");
    let arrival = Arrival { pipeline_id: Some(of.id), dedup_key, message, due_at: now };
    inbox::insert(&tx, (tenant_id, MessageId(means.ids.fresh())), arrival, now).await?;
    let effect = Effect::SendReply { request_id: id };
    let effect_id = EffectId(means.ids.fresh());
    outbox::append(&tx, (tenant_id, effect_id), Some(of.id), effect, now).await?;
    record(ctx, &tx, of.id, json!({"request": id.to_string(), "letters": words.chars().count()}))
        .await?;
    let row = candidate_request::find(&tx, tenant_id, id).await?.ok_or_else(missing)?;
    tx.commit().await?;
    means.directory.wake(Place::Pipeline(tenant_id, of.id));
    means.directory.wake(Place::Outbox(tenant_id));
    Ok(Box::new(CandidateRequest(row)))
}

/// When a link ends whose clock has stood still since `stopped_at`, if it is still to be used.
fn ends_at(of: &pipeline::Model, stopped_at: Instant, now: Instant) -> Option<Instant> {
    let ends = may_move_end(&of.state)?;
    let left = ends - STANDS_STILL - stopped_at;
    let until = if left < Duration::zero() {
        // It has gone on since, or they were invited anew.
        ends.max(now + LEFT_MIN)
    } else {
        now + left.clamp(LEFT_MIN, STANDS_STILL)
    };
    Some(until.trunc_subsecs(0))
}
