//! What is written to Lever besides tag, note and file.

use actors::Means;
use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, Result};
use entities::{
    health,
    ids::TenantId,
    sea_orm::ConnectionTrait,
    stage,
    tenant::{self, Advance, FeedbackForm, Settings},
};

use super::{chosen_stages, integration_result, look_anew, now_stored};
use crate::{
    audit::edit_settings,
    problem::{Problem, Refusal},
    rules::permit,
    types::integration::Integration,
};

/// Most characters of a tag.
const TAG_CHARS_MAX: usize = 100;
/// Lever's score from which on who did well is moved, unless said otherwise: "Yes".
const FROM_SCORE_DEFAULT: u8 = 3;

/// What is written to Lever.
#[derive(Default)]
pub(super) struct Writeback;

/// What is written to Lever besides tag, note and file; what is left out stays as it is.
#[derive(InputObject)]
struct SetWritebackInput {
    /// Put on the opportunity while something about it cannot be done, up to 100 characters; empty
    /// or null: not wanted.
    error_tag: MaybeUndefined<String>,
    /// Whether the report's address is put among the candidate's links.
    add_link: Option<bool>,
    /// Whether a feedback form is filled in.
    feedback: Option<SetFeedbackInput>,
    /// Whether who did well is moved.
    advance: Option<SetAdvanceInput>,
}

/// Whether a feedback form is filled in, and which.
#[derive(InputObject)]
struct SetFeedbackInput {
    /// Whether one is. The access it takes is granted by connecting again.
    wanted: bool,
    /// Lever's id of a form out of `integration.feedbackForms`; left out: as it is.
    form_id: Option<ID>,
}

/// Whether who did well is moved, and where.
#[derive(InputObject)]
struct SetAdvanceInput {
    /// Whether they are. Upward only, never back.
    wanted: bool,
    /// Lever's id of a stage out of `integration.stages`; left out: as it is.
    stage_id: Option<ID>,
    /// From this of Lever's scores on, 1 to 4; left out: as it is, or 3.
    from_score: Option<i32>,
}

integration_result!(
    /// Result of `setWriteback`.
    SetWritebackResult
);

#[Object]
impl Writeback {
    /// Changes what is written to Lever besides tag, note and file. Super Admin or Admin.
    async fn set_writeback(
        &self,
        ctx: &Context<'_>,
        input: SetWritebackInput,
    ) -> Result<SetWritebackResult> {
        SetWritebackResult::of(writeback(ctx, input).await)
    }
}

async fn writeback(
    ctx: &Context<'_>,
    input: SetWritebackInput,
) -> Result<Box<Integration>, Refusal> {
    let tenant_id = permit(ctx, "change what is written to Lever")?.tenant_id;
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    // Locked by a change of nothing, so that what is decided on is what is changed.
    let before = tenant::edit(&tx, tenant_id, |_| {}).await?;
    let mut after = before.clone();
    if !input.error_tag.is_undefined() {
        after.error_tag = error_tag(&before, input.error_tag.take())?;
    }
    if let Some(add_link) = input.add_link {
        after.add_link = add_link;
    }
    if let Some(wanted) = input.feedback {
        after.feedback = feedback(&tx, tenant_id, before.feedback.clone(), wanted).await?;
    }
    if let Some(wanted) = input.advance {
        after.advance = advance(&tx, tenant_id, before.advance.clone(), wanted).await?;
    }
    // Only these, so that nobody's change of others meanwhile is lost.
    let change = |settings: &mut tenant::Settings| {
        settings.error_tag = after.error_tag;
        settings.add_link = after.add_link;
        settings.feedback = after.feedback;
        settings.advance = after.advance;
    };
    edit_settings(ctx, &tx, tenant_id, change).await?;
    tx.commit().await?;
    // Forms, for one, are listed by looking, and only where they are wanted.
    look_anew(means, tenant_id).await?;
    now_stored(ctx, tenant_id).await
}

fn error_tag(settings: &Settings, wanted: Option<String>) -> Result<Option<String>, Problem> {
    let tag = wanted.unwrap_or_default().trim().to_owned();
    if tag.is_empty() {
        return Ok(None);
    }
    if tag.chars().count() > TAG_CHARS_MAX || tag.chars().any(char::is_control) {
        let message = format!("a tag has {TAG_CHARS_MAX} characters at most, all of them visible");
        return Err(Problem::invalid(message));
    }
    if [&settings.invited_tag, &settings.complete_tag].contains(&&tag) {
        return Err(Problem::invalid("this tag says something else already; choose another"));
    }
    Ok(Some(tag))
}

async fn feedback(
    tx: &impl ConnectionTrait,
    tenant_id: TenantId,
    before: Option<FeedbackForm>,
    wanted: SetFeedbackInput,
) -> Result<Option<FeedbackForm>, Refusal> {
    if !wanted.wanted {
        return Ok(None);
    }
    let Some(id) = wanted.form_id else { return Ok(Some(before.unwrap_or_default())) };
    let health = health::find(tx, tenant_id).await?;
    if health.forms.0.iter().all(|form| form.lever_id != id.as_str()) {
        return Err(Problem::not_found("Lever has no such feedback form").into());
    }
    Ok(Some(FeedbackForm { template_id: Some(id.0) }))
}

async fn advance(
    tx: &impl ConnectionTrait,
    tenant_id: TenantId,
    before: Option<Advance>,
    wanted: SetAdvanceInput,
) -> Result<Option<Advance>, Refusal> {
    if !wanted.wanted {
        return Ok(None);
    }
    let kept = before.as_ref().map_or(FROM_SCORE_DEFAULT, |advance| advance.from_score);
    let from_score = match wanted.from_score {
        None => kept,
        Some(score) => u8::try_from(score)
            .ok()
            .filter(|score| (1..=4).contains(score))
            .ok_or_else(|| Problem::invalid("Lever's scores are 1 to 4"))?,
    };
    let chosen = match wanted.stage_id {
        None => before.map(|advance| advance.stage),
        Some(id) => {
            let there = stage::Entity::of_tenant(tenant_id).all(tx).await?;
            chosen_stages(&there, &[id], None)?.pop()
        }
    };
    let stage = chosen.ok_or_else(|| Problem::invalid("choose the stage to move them to"))?;
    Ok(Some(Advance { stage, from_score }))
}
