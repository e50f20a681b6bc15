//! The way to Lever for one tenant: its credentials, its pace; and reading an opportunity back.

use std::{
    collections::HashMap,
    fmt,
    num::NonZeroU32,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use chrono::DateTime;
use entities::{
    Instant,
    connection::{self, Authentication, Status},
    ids::TenantId,
    inbox::{Message, Snapshot},
    pipeline::{self, Trigger},
    posting::{self, Tags},
    store::Survives,
    vault::{Sealed, Vault, VaultError},
};
use lever::{
    Client, Credential, Opportunity, Retry,
    oauth::{App, Tokens},
};

use super::{
    Error,
    pace::{Lane, Pace, Usage},
    stored,
};
use crate::{Means, pipeline::is_unanswered};

/// The way to Lever.
pub struct Lever {
    /// Shared by all calls.
    pub http: reqwest::Client,
    /// Who we are at Lever.
    pub app: App,
    /// `https://api.lever.co/v1`.
    pub api_root: String,
    /// Whether authorization codes are bound to us by PKCE.
    pub pkce: bool,
    /// How often Lever is looked at without an event.
    pub look_every: Duration,
    pace: Pace,
    /// One refresh at a time per tenant, because each answers with a new refresh token.
    refreshing: Mutex<HashMap<TenantId, Arc<tokio::sync::Mutex<()>>>>,
}

/// How much is asked of Lever.
#[derive(Clone, Copy, Debug)]
pub struct Allowed {
    /// Requests a second, for each tenant.
    pub per_second: NonZeroU32,
    /// Requests at once, for each tenant. Less than Lever allows: what the network delays arrives
    /// closer together than it was sent.
    pub burst: NonZeroU32,
    /// How often Lever is looked at without an event.
    pub look_every: Duration,
}

impl fmt::Debug for Lever {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lever").field("api_root", &self.api_root).finish_non_exhaustive()
    }
}

impl Lever {
    /// `pkce`: whether Lever's authorization server takes it.
    pub fn new(
        http: reqwest::Client,
        app: App,
        api_root: String,
        pkce: bool,
        allowed: Allowed,
    ) -> Self {
        Self {
            http,
            app,
            api_root,
            pkce,
            look_every: allowed.look_every,
            pace: Pace::new(allowed.per_second, allowed.burst),
            refreshing: Mutex::default(),
        }
    }

    /// How much of a tenant's allowance is used.
    pub fn usage(&self, tenant_id: TenantId) -> Usage {
        self.pace.usage(tenant_id)
    }

    fn refresh_lock(&self, tenant_id: TenantId) -> Arc<tokio::sync::Mutex<()>> {
        let mut locks = self.refreshing.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(locks.entry(tenant_id).or_default())
    }
}

/// What a call is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Errand {
    /// A candidate or a recruiter waits for it.
    Urgent,
    /// It may wait until nothing urgent does.
    Background,
    /// To clean up behind a connection that was ended from our side.
    Farewell,
}

impl Errand {
    fn lane(self) -> Lane {
        match self {
            Self::Urgent | Self::Farewell => Lane::Urgent,
            Self::Background => Lane::Background,
        }
    }

    /// How the connection must be for it.
    pub(super) fn status(self) -> Status {
        match self {
            Self::Urgent | Self::Background => Status::Connected,
            Self::Farewell => Status::Disconnecting,
        }
    }
}

/// A tenant's way to Lever for one try of something: the connection is read once.
pub(super) struct Access {
    errand: Errand,
    connection: connection::Model,
}

impl Access {
    /// Fails unless the connection is as the errand needs it.
    pub(super) async fn open(
        means: &Means,
        tenant_id: TenantId,
        errand: Errand,
    ) -> Result<Self, Error> {
        let connection = connected(means, tenant_id, errand.status()).await?;
        Ok(Self { errand, connection })
    }

    /// Whether somebody is chosen in whose name we write.
    pub(super) fn names_somebody(&self) -> bool {
        self.connection.perform_as.is_some()
    }

    /// One call at the tenant's pace. A refused token is refreshed once.
    pub(super) async fn call<T>(
        &self,
        means: &Means,
        call: impl AsyncFn(&Client) -> Result<T, lever::Error>,
    ) -> Result<T, Error> {
        let Self { errand, connection } = self;
        let fresh = if connection.access_expires_at <= means.clock.now() {
            Some(refresh(means, connection).await?)
        } else {
            None
        };
        let connection = fresh.as_ref().unwrap_or(connection);
        match call(&client(means, connection, *errand)?).await {
            Err(error) if error.retry() == Retry::Refresh => {
                let connection = refresh(means, connection).await?;
                let again = call(&client(means, &connection, *errand)?).await;
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
}

/// One urgent call, by the connection as it is now.
pub(super) async fn call<T>(
    means: &Means,
    tenant_id: TenantId,
    call: impl AsyncFn(&Client) -> Result<T, lever::Error>,
) -> Result<T, Error> {
    call_for(Errand::Urgent, means, tenant_id, call).await
}

/// One call, by the connection as it is now.
pub(super) async fn call_for<T>(
    errand: Errand,
    means: &Means,
    tenant_id: TenantId,
    call: impl AsyncFn(&Client) -> Result<T, lever::Error>,
) -> Result<T, Error> {
    Access::open(means, tenant_id, errand).await?.call(means, call).await
}

/// The connection, as long as it is of this status.
pub(super) async fn connected(
    means: &Means,
    tenant_id: TenantId,
    status: Status,
) -> Result<connection::Model, Error> {
    let connection = connection::find(&means.db, tenant_id).await?;
    connection.filter(|there| there.status == status).ok_or(Error::NotConnected)
}

fn client(means: &Means, connection: &connection::Model, errand: Errand) -> Result<Client, Error> {
    let tenant_id = connection.tenant_id;
    let secret =
        means.vault.open(&connection::access_place(tenant_id), &connection.access_token)?;
    let credential = match connection.authentication {
        Authentication::OAuth => Credential::Token(secret),
        Authentication::ApiKey => Credential::ApiKey(secret),
    };
    let (http, api_root) = (means.lever.http.clone(), &means.lever.api_root);
    let pace = means.lever.pace.lane(means, tenant_id, errand.lane());
    Ok(Client::new(http, api_root, credential, connection.perform_as.clone(), pace))
}

/// New tokens, unless somebody else just got some. They are stored before they are used.
async fn refresh(means: &Means, stale: &connection::Model) -> Result<connection::Model, Error> {
    let tenant_id = stale.tenant_id;
    let lock = means.lever.refresh_lock(tenant_id);
    let _one_at_a_time = lock.lock().await;
    let current = connected(means, tenant_id, stale.status).await?;
    if current.access_token != stale.access_token {
        return Ok(current);
    }
    let Some(sealed) = &current.refresh_token else {
        let (attempted, message) = match current.authentication {
            Authentication::OAuth => ("refresh the access token", "there is no refresh token"),
            Authentication::ApiKey => ("use the API key", "it is not valid, or no longer"),
        };
        let (attempted, message) = (attempted.to_owned(), message.to_owned());
        return Err(lever::Error::Revoked { attempted, message }.into());
    };
    let refresh_token = means.vault.open(&connection::refresh_place(tenant_id), sealed)?;
    // Whoever comes next must find the new tokens.
    let _stay = means.directory.ownership().stay_for_mark(tenant_id);
    if !means.is_sure() {
        return Err(Error::Unsure);
    }
    means.pass("before a refresh");
    let tokens =
        means.lever.app.refresh(&means.lever.http, &refresh_token, means.clock.now()).await;
    means.pass("after a refresh");
    let tokens = tokens?;
    let (access_token, refresh_token) = seal(&means.vault, tenant_id, &tokens)?;
    let expires_at = tokens.access_expires_at;
    // The old ones are good for nothing any more: these must survive whatever comes.
    let tx = means.db.surviving(Survives::PowerCut).begin().await?;
    connection::set_tokens(&tx, &current, access_token, expires_at, refresh_token).await?;
    tx.commit().await?;
    connected(means, tenant_id, stale.status).await
}

/// Tokens as they are stored.
pub(crate) fn seal(
    vault: &Vault,
    tenant_id: TenantId,
    tokens: &Tokens,
) -> Result<(Sealed, Option<Sealed>), VaultError> {
    let access = vault.seal(&connection::access_place(tenant_id), &tokens.access)?;
    let place = connection::refresh_place(tenant_id);
    let refresh = tokens.refresh.as_ref().map(|token| vault.seal(&place, token)).transpose()?;
    Ok((access, refresh))
}

/// Reads the opportunity and its posting: an event is only a hint of what holds now.
pub(super) async fn read_opportunity(
    means: &Means,
    tenant_id: TenantId,
    opportunity_id: &str,
    trigger: Trigger,
) -> Result<Message, Error> {
    let access = Access::open(means, tenant_id, Errand::Urgent).await?;
    let read = access.call(means, async |client| client.opportunities().read(opportunity_id).await);
    let Some(opportunity) = if_shown(means, &access, read.await, Kind::Opportunities).await? else {
        let opportunity_id = opportunity_id.to_owned();
        return Ok(Message::OpportunityMissing { opportunity_id, reason: MISSING.to_owned() });
    };
    let posting = match opportunity.posting_id() {
        Some(posting_id) => {
            let read = read_posting(means, &access, posting_id).await;
            // Deleted or confidential: as good as none, and the timeline says so.
            let tags = if_shown(means, &access, read, Kind::Postings).await?;
            tags.map(|tags| (posting_id.to_owned(), tags))
        }
        None => None,
    };
    let mut snapshot = snapshot(&opportunity, posting, means.clock.now());
    let posting_id = snapshot.posting_id.as_deref().unwrap_or_default();
    if pipeline::is_erased(&means.db, tenant_id, (&snapshot.opportunity_id, posting_id)).await? {
        // Who was erased does not come back by the next event.
        let nobody = (String::new(), None, None, None);
        (snapshot.name, snapshot.email, snapshot.url, snapshot.contact_id) = nobody;
    }
    if trigger == Trigger::Application {
        snapshot = without_later_tag(means, tenant_id, snapshot).await?;
    }
    Ok(Message::OpportunityRead { trigger, snapshot })
}

/// Asks Lever whether an opportunity is gone whose deletion was announced: what an event says is not
/// signed, so it alone erases nobody. `None`: it is there, or was never ours.
pub(super) async fn confirm_deletion(
    means: &Means,
    tenant_id: TenantId,
    opportunity_id: &str,
) -> Result<Option<Message>, Error> {
    if pipeline::of_opportunity(&means.db, tenant_id, opportunity_id).await?.is_empty() {
        return Ok(None);
    }
    let read =
        call(means, tenant_id, async |client| client.opportunities().read(opportunity_id).await);
    match read.await {
        Ok(_) => Ok(None),
        // Where Lever only does not show it to us, nothing is known of a deletion.
        Err(Error::Lever(error)) if error.is_missing() => {
            let opportunity_id = opportunity_id.to_owned();
            Ok(Some(Message::DeletionConfirmed { opportunity_id }))
        }
        Err(error) => Err(error),
    }
}

/// However late an event is, a tag that was put on a posting after the candidate applied does not
/// invite them. Looks tell since when it is there.
async fn without_later_tag(
    means: &Means,
    tenant_id: TenantId,
    mut snapshot: Snapshot,
) -> Result<Snapshot, Error> {
    let posting_id = snapshot.posting_id.as_deref().unwrap_or_default();
    let posting = posting::find(&means.db, tenant_id, posting_id).await?;
    let tagged_since = posting.and_then(|posting| posting.tagged_since);
    if let (Some(applied_at), Some(since)) = (snapshot.applied_at, tagged_since)
        && applied_at < since
    {
        let tag = stored::tenant(means, tenant_id).await?.settings.application_tag;
        snapshot.posting_tags.retain(|there| *there != tag);
    }
    Ok(snapshot)
}

const MISSING: &str = "Lever no longer shows this opportunity, or not to us: it was deleted, \
                       merged into another, or made confidential";

/// What is kept of an opportunity; `posting`: its id and tags, if Lever shows it.
pub(super) fn snapshot(
    opportunity: &Opportunity,
    posting: Option<(String, Vec<String>)>,
    now: Instant,
) -> Snapshot {
    let (posting_id, posting_tags) =
        posting.map_or((None, Vec::new()), |(id, tags)| (Some(id), tags));
    Snapshot {
        opportunity_id: opportunity.id.clone(),
        posting_id,
        name: opportunity.candidate_name().to_owned(),
        email: opportunity.email().map(ToOwned::to_owned),
        url: opportunity.urls.as_ref().and_then(|urls| urls.show.clone()),
        stage_id: opportunity.stage.as_ref().map(|stage| stage.id.clone()).unwrap_or_default(),
        archived: opportunity.archived.is_some(),
        anonymized: opportunity.anonymized(),
        contact_allowed: opportunity.may_contact(now.timestamp_millis()),
        posting_tags,
        contact_id: opportunity.contact_id().map(ToOwned::to_owned),
        origin: opportunity.origin.clone(),
        moved_at: opportunity.moved_at().and_then(instant),
        applied_at: opportunity.applied_at().and_then(instant),
    }
}

/// Lever's milliseconds since 1970.
pub(super) fn instant(milliseconds: i64) -> Option<Instant> {
    DateTime::from_timestamp_millis(milliseconds)
}

/// What Lever has many of.
#[derive(Clone, Copy)]
enum Kind {
    Opportunities,
    Postings,
}

/// What was read; `None` where Lever does not have it, or shows it to nobody but others. Where nothing of
/// the kind is shown to us, a permission is missing, and nothing follows from that for anybody.
async fn if_shown<T>(
    means: &Means,
    access: &Access,
    read: Result<T, Error>,
    kind: Kind,
) -> Result<Option<T>, Error> {
    let error = match read {
        Ok(there) => return Ok(Some(there)),
        Err(Error::Lever(error)) if error.is_missing() => return Ok(None),
        Err(Error::Lever(error)) if error.is_forbidden() => error,
        Err(error) => return Err(error),
    };
    let shown = access.call(means, async |client| match kind {
        Kind::Opportunities => client.opportunities().are_shown().await,
        Kind::Postings => client.postings().are_shown().await,
    });
    if shown.await? { Ok(None) } else { Err(Error::Forbidden(error)) }
}

/// Whether a pipeline's opportunity is still as it must be for anything to be done about it.
pub(super) enum Standing {
    /// It is.
    Here(Box<Opportunity>),
    /// It is archived, which is why nothing is done about it; its candidate may still be answered.
    Archived(Box<Opportunity>, String),
    /// It is not, and why.
    Gone(String),
}

/// Asks Lever, right before something is done about an opportunity.
pub(super) async fn standing(
    means: &Means,
    access: &Access,
    pipeline: &pipeline::Model,
) -> Result<Standing, Error> {
    let opportunity_id = &pipeline.opportunity_id;
    let read = access.call(means, async |client| client.opportunities().read(opportunity_id).await);
    let Some(opportunity) = if_shown(means, access, read.await, Kind::Opportunities).await? else {
        return Ok(Standing::Gone(MISSING.to_owned()));
    };
    Ok(match gone(&opportunity, pipeline) {
        None => Standing::Here(Box::new(opportunity)),
        Some(reason) if is_somebody_else(&opportunity, pipeline) => Standing::Gone(reason),
        Some(reason) => Standing::Archived(Box::new(opportunity), reason),
    })
}

/// Whether who is behind an opportunity is no longer whom it was about.
fn is_somebody_else(opportunity: &Opportunity, pipeline: &pipeline::Model) -> bool {
    let contact_id = pipeline.contact_id.as_deref();
    let merged = contact_id.zip(opportunity.contact_id()).is_some_and(|(was, is)| was != is);
    opportunity.anonymized() || merged
}

/// Why nothing more may be done about an opportunity, if so.
pub(super) fn gone(opportunity: &Opportunity, pipeline: &pipeline::Model) -> Option<String> {
    let (ours, theirs) = (pipeline.posting_id.as_str(), opportunity.posting_id());
    // What is answered is answered, for whichever posting it was asked.
    let elsewhere = is_unanswered(pipeline.state.inner()) && !ours.is_empty();
    let reason = if opportunity.anonymized() {
        "anonymized in Lever"
    } else if opportunity.archived.is_some() {
        "archived in Lever, as hired or for another reason"
    } else if is_somebody_else(opportunity, pipeline) {
        "merged with another person in Lever"
    } else if elsewhere && theirs.is_some_and(|theirs| theirs != ours) {
        "moved to another posting in Lever"
    } else {
        return None;
    };
    Some(reason.to_owned())
}

/// Reads postings that are not known, as far as Lever shows them: looks list the open ones only.
pub(super) async fn read_postings(
    means: &Means,
    tenant_id: TenantId,
    unknown: &[&str],
) -> Result<(), Error> {
    for posting_id in unknown {
        let access = Access::open(means, tenant_id, Errand::Background).await?;
        let read = read_posting(means, &access, posting_id).await;
        if_shown(means, &access, read, Kind::Postings).await?;
    }
    Ok(())
}

/// Reads a posting, keeps it, and gives its tags.
async fn read_posting(
    means: &Means,
    access: &Access,
    posting_id: &str,
) -> Result<Vec<String>, Error> {
    let read = access.call(means, async |client| client.postings().read(posting_id).await);
    let posting = read.await?;
    let tags = posting.tags.clone();
    let row = posting_row(means, access.connection.tenant_id, posting)?;
    posting::store(&means.db, row).await?;
    Ok(tags)
}

/// A posting as it is stored.
pub(super) fn posting_row(
    means: &Means,
    tenant_id: TenantId,
    posting: lever::Posting,
) -> Result<posting::Model, Error> {
    let url = posting.urls.as_ref().and_then(|urls| urls.show.clone());
    let (lever_id, tags) = (posting.id.clone(), posting.tags.clone());
    let (state, updated_at) = (posting.state.clone(), posting.updated_at.and_then(instant));
    let content = planned_from(posting);
    Ok(posting::Model {
        tenant_id,
        lever_id,
        title: content.title.clone(),
        location: content.location.clone(),
        team: content.team.clone(),
        url,
        content: serde_json::to_value(&content).map_err(|error| Error::Stored("posting", error))?,
        read_at: means.clock.now(),
        tags: Some(Tags(tags)),
        state,
        updated_at,
        tagged_since: None,
        seen_at: None,
        description: None,
    })
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
        // Like all of a posting's text: the plain twin lacks what the HTML has.
        salary_text: posting
            .salary_description_html
            .filter(|html| !html.trim().is_empty())
            .or(posting.salary_description)
            .unwrap_or_default(),
        location: categories.location,
        team: categories.team,
        department: categories.department,
        commitment: categories.commitment,
        workplace: posting.workplace_type,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn the_salary_is_the_html_s_and_the_plain_one_where_there_is_none() {
        let told = |html: Value| {
            let posting = json!({
                "id": "p", "salaryDescription": "plain", "salaryDescriptionHtml": html,
            });
            planned_from(serde_json::from_value(posting).unwrap()).salary_text
        };
        assert_eq!(told(json!("<p>whole</p>")), "<p>whole</p>");
        for nothing in [Value::Null, json!(" ")] {
            assert_eq!(told(nothing), "plain");
        }
    }
}
