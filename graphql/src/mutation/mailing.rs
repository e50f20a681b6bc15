//! A mail as candidates get it, sent to whoever asks.

use actors::{Means, Place};
use async_graphql::{Context, Error, InputObject, Object, Result, Union};
use entities::{
    Language,
    ids::{EffectId, MailId},
    mail,
    outbox::{self, Effect},
};
use serde_json::json;

use crate::{
    audit::record,
    problem::{Problem, Refusal, answer},
    rules::permit,
    types::mail::{Mail, MailKind},
};

/// Sending to oneself.
#[derive(Default)]
pub(super) struct Mailing;

/// Which mail to send.
#[derive(InputObject)]
struct SendMailPreviewInput {
    /// One that candidates get.
    kind: MailKind,
    /// Two letters: en, es, fr or de; another gives English.
    language: String,
}

/// Result of `sendMailPreview`.
#[derive(Union)]
enum SendMailPreviewResult {
    Mail(Box<Mail>),
    Problem(Problem),
}

#[Object]
impl Mailing {
    /// Sends whoever asks a mail as candidates get it, with sample values; in the background, and to
    /// nobody else. Super Admin or Admin.
    async fn send_mail_preview(
        &self,
        ctx: &Context<'_>,
        input: SendMailPreviewInput,
    ) -> Result<SendMailPreviewResult> {
        let sent = send(ctx, input).await;
        answer(sent, SendMailPreviewResult::Mail, SendMailPreviewResult::Problem)
    }
}

async fn send(ctx: &Context<'_>, input: SendMailPreviewInput) -> Result<Box<Mail>, Refusal> {
    let operator = permit(ctx, "have a mail sent to try it")?;
    let (tenant_id, operator_id) = (operator.tenant_id, operator.id);
    let of: mail::Kind = input.kind.into();
    if !mail::Kind::TO_CANDIDATES.contains(&of) {
        return Err(Problem::invalid("candidates get no such mail; choose another").into());
    }
    let language = Language::of(&input.language).unwrap_or(Language::English);
    let means = ctx.data::<Means>()?;
    let id = EffectId(means.ids.fresh());
    let tx = means.db.begin().await?;
    let effect = Effect::SendPreview { operator_id, of, language };
    outbox::append(&tx, (tenant_id, id), None, effect, means.clock.now()).await?;
    let row = mail::find(&tx, tenant_id, MailId(id.0)).await?;
    let details = json!({"kind": of.name(), "language": language.code()});
    record(ctx, &tx, operator_id, details).await?;
    tx.commit().await?;
    means.directory.wake(Place::Outbox(tenant_id));
    let row = row.ok_or_else(|| Error::new("the mail is missing"))?;
    Ok(Box::new(Mail(row)))
}
