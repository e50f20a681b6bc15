//! Where a company has itself told how its interviews go.

use actors::{
    Means, Place,
    outbox::fresh_event_secret,
    outside::{EndpointError, host_of},
};
use async_graphql::{Context, InputObject, Object, Result, SimpleObject, Union};
use entities::{
    ids::EffectId,
    outbound_webhook,
    outbox::{self, Effect, Event},
};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use crate::{
    audit::record,
    error::fault,
    problem::{Problem, Refusal, answer},
    rules::permit,
    types::outbound::Outbound,
};

/// Longest address, in characters.
const URL_CHARS_MAX: usize = 2_000;

/// Being told.
#[derive(Default)]
pub(super) struct BeingTold;

/// Where to send events.
#[derive(InputObject)]
struct SetOutboundWebhookInput {
    /// An https address at one of `allowedHosts`; null: nowhere any more.
    url: Option<String>,
}

/// Where events go from now on.
#[derive(SimpleObject)]
struct OutboundWebhookSet {
    /// As it is now.
    outbound: Outbound,
    /// What they are signed with, `whsec_…`, for whoever receives them. It is shown here and never again;
    /// null where events go nowhere.
    secret: Option<String>,
}

/// Result of `setOutboundWebhook`.
#[derive(Union)]
enum SetOutboundWebhookResult {
    OutboundWebhookSet(OutboundWebhookSet),
    Problem(Problem),
}

/// Result of `testOutboundWebhook`.
#[derive(Union)]
enum TestOutboundWebhookResult {
    Outbound(Outbound),
    Problem(Problem),
}

#[Object]
impl BeingTold {
    /// Chooses where the company has itself told how its interviews go, with a new secret; also to replace
    /// the secret. What waits goes there, too; where there is no address, it is dropped, and so is what was
    /// given up. Super Admin only.
    async fn set_outbound_webhook(
        &self,
        ctx: &Context<'_>,
        input: SetOutboundWebhookInput,
    ) -> Result<SetOutboundWebhookResult> {
        let set = set(ctx, input.url).await;
        let (done, problem) =
            (SetOutboundWebhookResult::OutboundWebhookSet, SetOutboundWebhookResult::Problem);
        answer(set, done, problem)
    }

    /// Has an event sent there that is about nothing, of the type `webhook.test`; in the background. Super
    /// Admin only.
    async fn test_outbound_webhook(&self, ctx: &Context<'_>) -> Result<TestOutboundWebhookResult> {
        let tested = test(ctx).await;
        answer(tested, TestOutboundWebhookResult::Outbound, TestOutboundWebhookResult::Problem)
    }
}

async fn set(ctx: &Context<'_>, url: Option<String>) -> Result<OutboundWebhookSet, Refusal> {
    let tenant_id = permit(ctx, "choose where events are sent")?.tenant_id;
    let means = ctx.data::<Means>()?;
    let url = url.as_deref().map(str::trim).filter(|url| !url.is_empty());
    if url.is_some_and(|url| url.chars().count() > URL_CHARS_MAX) {
        let message = format!("an address has {URL_CHARS_MAX} characters at most");
        return Err(Problem::invalid(message).into());
    }
    let refused = |error: EndpointError| Problem::invalid(error.to_string());
    let url = url.map(|url| means.outside.endpoint(url)).transpose().map_err(refused)?;
    let now = means.clock.now();
    let tx = means.db.begin().await?;
    let secret = match &url {
        None => {
            outbound_webhook::remove(&tx, tenant_id).await?;
            outbox::drop_events(&tx, tenant_id, "events are sent nowhere any more", now).await?;
            None
        }
        Some(url) => {
            let secret = fresh_event_secret();
            let place = outbound_webhook::secret_place(tenant_id);
            let sealed = means.vault.seal(&place, &secret).map_err(fault)?;
            let place = outbound_webhook::url_place(tenant_id);
            let url = SecretString::from(url.as_str());
            let url = means.vault.seal(&place, &url).map_err(fault)?;
            outbound_webhook::set(&tx, tenant_id, (url, sealed), now).await?;
            Some(secret.expose_secret().to_owned())
        }
    };
    // Not the rest of the address, which may be a secret.
    let details = json!({"host": url.as_ref().and_then(host_of)});
    record(ctx, &tx, tenant_id, details).await?;
    let outbound = Outbound::read(means, &tx, tenant_id).await?;
    tx.commit().await?;
    Ok(OutboundWebhookSet { outbound, secret })
}

async fn test(ctx: &Context<'_>) -> Result<Outbound, Refusal> {
    let tenant_id = permit(ctx, "try where events are sent")?.tenant_id;
    let means = ctx.data::<Means>()?;
    let tx = means.db.begin().await?;
    if outbound_webhook::find(&tx, tenant_id).await?.is_none() {
        return Err(Problem::conflict("events are sent nowhere; choose where first").into());
    }
    let id = EffectId(means.ids.fresh());
    let effect = Effect::SendEvent { event: Event::Test };
    outbox::append(&tx, (tenant_id, id), None, effect, means.clock.now()).await?;
    record(ctx, &tx, tenant_id, json!({})).await?;
    let outbound = Outbound::read(means, &tx, tenant_id).await?;
    tx.commit().await?;
    means.directory.wake(Place::Outbox(tenant_id));
    Ok(outbound)
}
