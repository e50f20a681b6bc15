//! The way to Lever for one tenant: its tokens, its pace; and reading an opportunity back.

use std::{
    collections::HashMap,
    fmt,
    num::NonZeroU32,
    sync::{Arc, Mutex, PoisonError},
};

use entities::{
    Instant,
    connection::{self, Status},
    ids::TenantId,
    inbox::{Message, Snapshot},
    pipeline::Trigger,
    posting,
    sea_orm::ConnectionTrait,
    vault::{Sealed, Vault, VaultError, token_hash},
};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use lever::{
    Client, Retry,
    oauth::{App, Tokens},
};

use super::Error;
use crate::Means;

/// The way to Lever.
pub struct Lever {
    /// Shared by all calls.
    pub http: reqwest::Client,
    /// Who we are at Lever.
    pub app: App,
    /// `https://api.lever.co/v1`.
    pub api_root: String,
    /// Lever allows this much per account; waiting here costs nothing, a 429 does.
    pace: DefaultKeyedRateLimiter<TenantId>,
    /// One refresh at a time per tenant, because each answers with a new refresh token.
    refreshing: Mutex<HashMap<TenantId, Arc<tokio::sync::Mutex<()>>>>,
}

impl fmt::Debug for Lever {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lever").field("api_root", &self.api_root).finish_non_exhaustive()
    }
}

impl Lever {
    /// `per_second` and `burst`: calls allowed per tenant.
    pub fn new(
        http: reqwest::Client,
        app: App,
        api_root: String,
        per_second: NonZeroU32,
        burst: NonZeroU32,
    ) -> Self {
        let pace = RateLimiter::keyed(Quota::per_second(per_second).allow_burst(burst));
        Self { http, app, api_root, pace, refreshing: Mutex::default() }
    }

    fn refresh_lock(&self, tenant_id: TenantId) -> Arc<tokio::sync::Mutex<()>> {
        let mut locks = self.refreshing.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(locks.entry(tenant_id).or_default())
    }
}

/// One call to Lever at the tenant's pace. A refused token is refreshed once.
pub(super) async fn call<T>(
    means: &Means,
    tenant_id: TenantId,
    call: impl AsyncFn(&Client) -> Result<T, lever::Error>,
) -> Result<T, Error> {
    let mut connection = connected(means, tenant_id).await?;
    if connection.access_expires_at <= means.clock.now() {
        connection = refresh(means, &connection).await?;
    }
    means.lever.pace.until_key_ready(&tenant_id).await;
    match call(&client(means, &connection)?).await {
        Err(error) if error.retry() == Retry::Refresh => {
            let connection = refresh(means, &connection).await?;
            means.lever.pace.until_key_ready(&tenant_id).await;
            let again = call(&client(means, &connection)?).await;
            Ok(again.map_err(|error| match error.retry() {
                // Fresh from Lever and refused all the same: more of them would be, too.
                Retry::Refresh => lever::Error::Revoked {
                    attempted: "use a fresh access token".to_owned(),
                    message: error.to_string(),
                },
                Retry::Later | Retry::Never | Retry::Reconnect => error,
            })?)
        }
        answer => Ok(answer?),
    }
}

/// The connection, as long as Lever accepts it.
pub(super) async fn connected(
    means: &Means,
    tenant_id: TenantId,
) -> Result<connection::Model, Error> {
    let connection = connection::find(&means.db, tenant_id).await?;
    connection.filter(|there| there.status == Status::Connected).ok_or(Error::NotConnected)
}

fn client(means: &Means, connection: &connection::Model) -> Result<Client, Error> {
    let place = connection::access_place(connection.tenant_id);
    let access_token = means.vault.open(&place, &connection.access_token)?;
    let (http, api_root) = (means.lever.http.clone(), &means.lever.api_root);
    Ok(Client::new(http, api_root, access_token, connection.perform_as.clone()))
}

/// New tokens, unless somebody else just got some. They are stored before they are used.
async fn refresh(means: &Means, stale: &connection::Model) -> Result<connection::Model, Error> {
    let tenant_id = stale.tenant_id;
    let lock = means.lever.refresh_lock(tenant_id);
    let _one_at_a_time = lock.lock().await;
    let current = connected(means, tenant_id).await?;
    if current.access_token != stale.access_token {
        return Ok(current);
    }
    let Some(sealed) = &current.refresh_token else {
        let message = "there is no refresh token".to_owned();
        let attempted = "refresh the access token".to_owned();
        return Err(lever::Error::Revoked { attempted, message }.into());
    };
    let refresh_token = means.vault.open(&connection::refresh_place(tenant_id), sealed)?;
    let tokens =
        means.lever.app.refresh(&means.lever.http, &refresh_token, means.clock.now()).await?;
    let (access_token, refresh_token) = seal(&means.vault, tenant_id, &tokens)?;
    let expires_at = tokens.access_expires_at;
    connection::set_tokens(&means.db, tenant_id, access_token, expires_at, refresh_token).await?;
    connected(means, tenant_id).await
}

fn seal(
    vault: &Vault,
    tenant_id: TenantId,
    tokens: &Tokens,
) -> Result<(Sealed, Option<Sealed>), VaultError> {
    let access = vault.seal(&connection::access_place(tenant_id), &tokens.access)?;
    let place = connection::refresh_place(tenant_id);
    let refresh = tokens.refresh.as_ref().map(|token| vault.seal(&place, token)).transpose()?;
    Ok((access, refresh))
}

/// Stores what the OAuth callback brought; the tenant is connected from then on.
pub async fn store_connection(
    db: &impl ConnectionTrait,
    vault: &Vault,
    tenant_id: TenantId,
    tokens: &Tokens,
    now: Instant,
) -> Result<(), Error> {
    let (access_token, refresh_token) = seal(vault, tenant_id, tokens)?;
    let claims = tokens.claims();
    let connection = connection::Model {
        tenant_id,
        status: Status::Connected,
        reason: None,
        account_id: claims.account_id,
        perform_as: claims.user_id,
        access_token,
        access_expires_at: tokens.access_expires_at,
        refresh_token,
        hook_hash: token_hash(&vault.link_token(&connection::hook_purpose(tenant_id))),
        connected_at: now,
        last_event_at: None,
    };
    Ok(connection::connect(db, connection).await?)
}

/// Reads the opportunity and its posting: an event is only a hint of what holds now.
pub(super) async fn read_opportunity(
    means: &Means,
    tenant_id: TenantId,
    opportunity_id: &str,
    trigger: Trigger,
) -> Result<Message, Error> {
    let read =
        call(means, tenant_id, async |client| client.opportunities().read(opportunity_id).await);
    let opportunity = match read.await {
        Ok(opportunity) => opportunity,
        Err(Error::Lever(error)) if error.is_missing() => {
            let reason = "Lever no longer shows this opportunity, or not to us".to_owned();
            let opportunity_id = opportunity_id.to_owned();
            return Ok(Message::OpportunityMissing { opportunity_id, reason });
        }
        Err(error) => return Err(error),
    };
    let posting = match opportunity.posting_id() {
        Some(posting_id) => match read_posting(means, tenant_id, posting_id).await {
            Ok(tags) => Some((posting_id.to_owned(), tags)),
            // Deleted or confidential: as good as none, and the timeline says so.
            Err(Error::Lever(error)) if error.is_missing() => None,
            Err(error) => return Err(error),
        },
        None => None,
    };
    let (posting_id, posting_tags) =
        posting.map_or((None, Vec::new()), |(id, tags)| (Some(id), tags));
    let snapshot = Snapshot {
        opportunity_id: opportunity.id.clone(),
        posting_id,
        name: opportunity.candidate_name().to_owned(),
        email: opportunity.email().map(ToOwned::to_owned),
        url: opportunity.urls.as_ref().and_then(|urls| urls.show.clone()),
        stage_id: opportunity.stage.as_ref().map(|stage| stage.id.clone()).unwrap_or_default(),
        archived: opportunity.archived.is_some(),
        anonymized: opportunity.anonymized(),
        contact_allowed: opportunity.may_contact(),
        posting_tags,
    };
    Ok(Message::OpportunityRead { trigger, snapshot })
}

/// Reads a posting, keeps it, and gives its tags.
async fn read_posting(
    means: &Means,
    tenant_id: TenantId,
    posting_id: &str,
) -> Result<Vec<String>, Error> {
    let read = call(means, tenant_id, async |client| client.postings().read(posting_id).await);
    let posting = read.await?;
    let tags = posting.tags.clone();
    let url = posting.urls.as_ref().and_then(|urls| urls.show.clone());
    let content = planned_from(posting);
    let row = posting::Model {
        tenant_id,
        lever_id: posting_id.to_owned(),
        title: content.title.clone(),
        location: content.location.clone(),
        team: content.team.clone(),
        url,
        content: serde_json::to_value(&content).map_err(|error| Error::Stored("posting", error))?,
        read_at: means.clock.now(),
    };
    posting::store(&means.db, row).await?;
    Ok(tags)
}

/// Lever's posting as the interviewer reads it.
fn planned_from(posting: lever::Posting) -> interviewer::Posting {
    let content = posting.content.unwrap_or_default();
    let categories = posting.categories.unwrap_or_default();
    interviewer::Posting {
        title: posting.text,
        description_html: content.description_html.unwrap_or_default(),
        description_text: content.description.unwrap_or_default(),
        lists: content
            .lists
            .into_iter()
            .map(|list| interviewer::PostingList { heading: list.text, html: list.content })
            .collect(),
        closing_html: content.closing_html.unwrap_or_default(),
        closing_text: content.closing.unwrap_or_default(),
        salary: posting.salary_range.map(|range| interviewer::Salary {
            min: range.min,
            max: range.max,
            currency: range.currency.unwrap_or_default(),
            interval: range.interval.unwrap_or_default(),
        }),
        salary_text: posting.salary_description.unwrap_or_default(),
        location: categories.location,
        team: categories.team,
        department: categories.department,
        commitment: categories.commitment,
        workplace: posting.workplace_type,
    }
}
