//! Tells a company's own endpoint that an interview went on or was erased, as Standard Webhooks 1.0.0 has
//! it: signed, and with an id by which what comes twice is known (<https://www.standardwebhooks.com>, read
//! 2026-11-28).
//!
//! Not who the candidate is: whoever may know asks the admin API by the ids.

use std::time::Duration;

use entities::{
    DbErr, Instant, Tx,
    ids::{EffectId, PipelineId, TenantId, TransitionId},
    outbound_webhook,
    outbox::{self, Effect, Event},
    pipeline::{self, StateName},
    scorecard,
    sea_orm::ActiveEnum,
    transition,
    vault::random_token,
};
use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use standardwebhooks::{
    HEADER_WEBHOOK_ID, HEADER_WEBHOOK_SIGNATURE, HEADER_WEBHOOK_TIMESTAMP, Webhook,
};

use super::{Error, stored};
use crate::{Means, shell};

/// How long an endpoint has to answer: what takes longer should be done after answering.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(15);

/// A new secret for signing events.
pub fn fresh_event_secret() -> SecretString {
    // Hexadecimal digits are base64, too: 48 bytes, of which 256 bits are random.
    SecretString::from(format!("whsec_{}", random_token()))
}

/// What an event is called that somebody tries by whether it is told.
pub const TEST_EVENT: &str = "webhook.test";

/// What an event of an interview is called: by where it stands since, or `erased`.
pub fn interview_event(what: &str) -> String {
    format!("interview.{what}")
}

/// What is told.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Told {
    /// [`interview_event`] or [`TEST_EVENT`].
    r#type: String,
    /// When it happened.
    timestamp: Instant,
    data: Data,
}

/// What it is about; nothing where somebody tries whether it is told.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Data {
    #[serde(flatten)]
    interview: Option<Interview>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Interview {
    /// As in the admin API.
    #[serde(rename = "interviewId")]
    id: String,
    /// Grows with each step of the interview.
    version: i32,
    /// As in the admin API.
    state: String,
    /// As in the admin API; null where it went nowhere.
    previous_state: Option<String>,
    /// Lever's id.
    opportunity_id: String,
    /// Lever's id; null where the opportunity has no posting.
    posting_id: Option<String>,
    /// The dashboard's page.
    url: String,
    /// 0 to 100, once it is scored; null where there is none, or the company wants evidence only.
    score: Option<i16>,
    /// 1 to 4; the same.
    lever_score: Option<i16>,
}

/// Sends one event. Where nobody wants to know any more, and of how far somebody came who was erased, nothing
/// is sent, and the row says so.
pub(super) async fn send(means: &Means, row: &outbox::Model, event: &Event) -> Result<(), Error> {
    let tenant_id = row.tenant_id;
    let now = means.clock.now();
    let Some(endpoint) = outbound_webhook::find(&means.db, tenant_id).await? else {
        let why = "there is no address any more that it would be sent to";
        return Ok(outbox::drop_event(&means.db, (tenant_id, row.id), why, now).await?);
    };
    let event = match event {
        Event::Test => Some(Told {
            r#type: TEST_EVENT.to_owned(),
            timestamp: row.created_at,
            data: Data::default(),
        }),
        Event::Step { transition_id, version } => {
            of_step(means, tenant_id, (*transition_id, *version)).await?
        }
        Event::Erased { pipeline_id, version } => {
            let it = stored::pipeline(means, (tenant_id, *pipeline_id)).await?;
            let interview = Interview { version: *version, ..Interview::of(means, it) };
            Some(interview.told("erased", row.created_at))
        }
    };
    let Some(event) = event else {
        let why = "what is kept of the candidate was erased";
        return Ok(outbox::drop_event(&means.db, (tenant_id, row.id), why, now).await?);
    };
    let told = tell(means, &endpoint, row.id, &event).await;
    let outcome = match &told {
        Ok(()) => Ok(()),
        Err(error @ Error::NotTold(_)) => Err(shell::with_sources(error)),
        // Nothing was sent.
        Err(_) => return told,
    };
    let outcome = outcome.as_ref().copied().map_err(String::as_str);
    let kept = outbound_webhook::keep_outcome(&means.db, &endpoint, outcome, means.clock.now());
    if let Err(error) = kept.await {
        // What was taken need not be sent again for this.
        tracing::warn!(tenant.id = %tenant_id, %error, "how telling went is not kept");
    }
    told
}

/// What a step is told as; `None` where what is kept of the candidate was erased.
async fn of_step(
    means: &Means,
    tenant_id: TenantId,
    (id, version): (TransitionId, i32),
) -> Result<Option<Told>, Error> {
    let step = transition::find(&means.db, tenant_id, id).await?;
    let Some(step) = step else { return Ok(None) };
    let Some(it) = pipeline::find(&means.db, tenant_id, step.pipeline_id).await? else {
        return Ok(None);
    };
    if it.erased_at.is_some() {
        return Ok(None);
    }
    // What is sent again later says the same, unless numbers must not be shown any more.
    let scored = [StateName::Scored, StateName::Reported, StateName::WrittenBack];
    let shows = scored.contains(&step.to_state)
        && !stored::tenant(means, tenant_id).await?.settings.evidence_only;
    let scorecard = match it.scorecard_id.filter(|_| shows) {
        Some(id) => scorecard::find(&means.db, tenant_id, id).await?,
        None => None,
    };
    let to_state = step.to_state.to_value();
    let interview = Interview {
        version,
        state: to_state.to_uppercase(),
        previous_state: Some(step.from_state.to_value().to_uppercase()),
        score: scorecard.as_ref().and_then(|score| score.overall),
        lever_score: scorecard.as_ref().and_then(|score| score.lever_score),
        ..Interview::of(means, it)
    };
    Ok(Some(interview.told(&to_state, step.at)))
}

impl Interview {
    /// Which it is, and where it stands.
    fn of(means: &Means, it: pipeline::Model) -> Self {
        Self {
            id: it.id.to_string(),
            version: it.version,
            state: it.state_name.to_value().to_uppercase(),
            previous_state: None,
            posting_id: Some(it.posting_id).filter(|id| !id.is_empty()),
            opportunity_id: it.opportunity_id,
            url: means.links.interview(it.id),
            score: None,
            lever_score: None,
        }
    }

    fn told(self, what: &str, at: Instant) -> Told {
        let data = Data { interview: Some(self) };
        Told { r#type: interview_event(what), timestamp: at, data }
    }
}

/// Has a company's endpoint told that what is kept of these candidates was erased, if it has one.
pub(super) async fn tell_of_erasing(
    means: &Means,
    tx: &Tx,
    tenant_id: TenantId,
    ids: &[PipelineId],
    now: Instant,
) -> Result<(), DbErr> {
    if ids.is_empty() || outbound_webhook::find(tx, tenant_id).await?.is_none() {
        return Ok(());
    }
    for (pipeline_id, version) in pipeline::versions(tx, tenant_id, ids).await? {
        let key = (tenant_id, EffectId(means.ids.fresh()));
        let effect = Effect::SendEvent { event: Event::Erased { pipeline_id, version } };
        outbox::append(tx, key, None, effect, now).await?;
    }
    Ok(())
}

async fn tell(
    means: &Means,
    endpoint: &outbound_webhook::Model,
    id: EffectId,
    event: &Told,
) -> Result<(), Error> {
    let url = endpoint.url(&means.vault)?;
    let missing = |_| Error::Missing("the endpoint's address");
    let url: Url = url.expose_secret().parse().map_err(missing)?;
    if !means.outside.takes_events(&url) {
        let why = "this server's settings do not allow events to be sent to this host any more \
                   (`outbound.event_hosts`)";
        return Err(Error::NotTold(why.to_owned()));
    }
    let secret = endpoint.secret(&means.vault)?;
    let body = serde_json::to_string(event).map_err(|error| Error::Stored("event", error))?;
    let (id, now) = (id.0.to_string(), means.clock.now().timestamp());
    let unsigned = |_| Error::Missing("the secret that events are signed with");
    let signer = Webhook::new(secret.expose_secret()).map_err(unsigned)?;
    let signature = signer.sign(&id, now, body.as_bytes()).map_err(unsigned)?;
    if !means.is_sure() {
        return Err(Error::Unsure);
    }
    let request = means
        .lever
        .http
        .post(url)
        .timeout(ANSWER_TIMEOUT)
        .header(reqwest::header::CONTENT_TYPE, "application/json")
        .header(HEADER_WEBHOOK_ID, id)
        .header(HEADER_WEBHOOK_TIMESTAMP, now)
        .header(HEADER_WEBHOOK_SIGNATURE, signature)
        .body(body);
    means.pass("before an event is sent");
    let answer = request.send().await;
    means.pass("after an event was sent");
    // Without the address, which may be a secret of the receiver's.
    let answer =
        answer.map_err(|error| Error::NotTold(shell::with_sources(&error.without_url())))?;
    let status = answer.status();
    if status.is_success() { Ok(()) } else { Err(Error::NotTold(format!("it answered {status}"))) }
}
