//! Takes what Lever announces: those that arrive together are committed together, and each is
//! answered once it is kept. What waits is limited: beyond that, and when the store is slow, nothing
//! is taken, so that Lever sends it again.
//!
//! In memory: what waits for its commit.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use actors::{Means, Place};
use entities::{
    DbErr, Instant, connection,
    health::{self, Announced},
    ids::{MessageId, TenantId},
    inbox::{self, Arrival},
    webhook,
};
use secrecy::SecretString;
use tokio::sync::{mpsc, oneshot};

/// Events that wait for their commit.
const QUEUE_MAX: usize = 1024;
/// Events in one commit.
const COMMIT_MAX: usize = 256;
/// How long an event may wait to be kept. Lever waits longer.
const KEEP_TIMEOUT: Duration = Duration::from_secs(5);

/// What Lever announced.
#[derive(Debug)]
pub(crate) struct Announcement {
    /// To whom.
    pub(crate) tenant_id: TenantId,
    /// Of what kind.
    pub(crate) kind: Announced,
    /// When it happened, by Lever's clock.
    pub(crate) at: Instant,
    /// What it leads to, if to anything.
    pub(crate) arrival: Option<Arrival>,
}

/// Why an event is not kept.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotKept {
    /// More wait than may.
    #[error("too much waits to be kept; try again")]
    Busy,
    /// The store takes too long.
    #[error("the store takes too long; try again")]
    Slow,
    /// The store refused.
    #[error("the store does not take it; try again")]
    Store(#[from] DbErr),
}

type Waiting = (Announcement, oneshot::Sender<Result<(), DbErr>>);

/// The way in, for one thread of the server.
#[derive(Clone, Debug)]
pub(crate) struct Intake(mpsc::Sender<Waiting>);

impl Intake {
    /// Begins to take in, on the thread that calls this.
    pub(crate) fn start(means: Means) -> Self {
        let (sender, receiver) = mpsc::channel(QUEUE_MAX);
        actix_web::rt::spawn(keep_all(means, receiver));
        Self(sender)
    }

    /// Keeps an event. Once this is answered, it is kept.
    pub(crate) async fn keep(&self, announcement: Announcement) -> Result<(), NotKept> {
        let (told, kept) = oneshot::channel();
        self.0.try_send((announcement, told)).map_err(|_| NotKept::Busy)?;
        match tokio::time::timeout(KEEP_TIMEOUT, kept).await {
            Ok(Ok(kept)) => Ok(kept?),
            // The thread is stopping.
            Ok(Err(_)) => Err(NotKept::Busy),
            // It may be kept yet; then the same event again is one.
            Err(_) => Err(NotKept::Slow),
        }
    }
}

async fn keep_all(means: Means, mut waiting: mpsc::Receiver<Waiting>) {
    let mut batch = Vec::new();
    while waiting.recv_many(&mut batch, COMMIT_MAX).await > 0 {
        let (announcements, told): (Vec<_>, Vec<_>) = batch.drain(..).unzip();
        match keep(&means, &announcements).await {
            Ok(()) => {
                for one in told {
                    // Who no longer listens sends it again.
                    drop(one.send(Ok(())));
                }
            }
            // One of them may be to blame.
            Err(_) if announcements.len() > 1 => {
                for (announcement, one) in announcements.iter().zip(told) {
                    drop(one.send(keep(&means, std::slice::from_ref(announcement)).await));
                }
            }
            Err(error) => {
                for one in told {
                    drop(one.send(Err(error.clone())));
                }
            }
        }
    }
}

/// Commits these, and wakes whom they are for.
async fn keep(means: &Means, announcements: &[Announcement]) -> Result<(), DbErr> {
    let now = means.clock.now();
    let mut arrivals = Vec::new();
    let mut seen: BTreeMap<TenantId, Vec<(Announced, Instant)>> = BTreeMap::new();
    for one in announcements {
        if let Some(arrival) = &one.arrival {
            arrivals.push((one.tenant_id, MessageId(means.ids.fresh()), arrival.clone()));
        }
        let newest = seen.entry(one.tenant_id).or_default();
        match newest.iter_mut().find(|(kind, _)| *kind == one.kind) {
            Some((_, at)) => *at = Ord::max(*at, one.at),
            None => newest.push((one.kind, one.at)),
        }
    }
    let woken: BTreeSet<_> = arrivals.iter().map(|(tenant_id, ..)| *tenant_id).collect();
    let tx = means.db.begin().await?;
    inbox::insert_all(&tx, arrivals, now).await?;
    // In the order of their tenants, so that nobody waits for who waits for them.
    for (tenant_id, newest) in seen {
        for (kind, at) in newest {
            health::saw_event(&tx, tenant_id, kind, at, now).await?;
        }
    }
    tx.commit().await?;
    for tenant_id in woken {
        means.directory.wake(Place::Tenant(tenant_id));
    }
    Ok(())
}

/// Whose an address is, and with what Lever signs there.
#[derive(Debug)]
pub(crate) struct Signer {
    /// Whose.
    pub(crate) tenant_id: TenantId,
    /// One for each webhook.
    pub(crate) tokens: Vec<SecretString>,
}

/// Why it is not known who signs.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SignerError {
    /// The store does not answer.
    #[error("the store does not answer; try again")]
    Store(#[from] DbErr),
    /// A signing token cannot be opened.
    #[error("the signing token cannot be read")]
    Vault(#[from] entities::vault::VaultError),
}

/// Who signs at an address. `None`: there is no such address. Asked anew each time, because a
/// webhook that was just deleted must not be believed.
pub(crate) async fn signer(means: &Means, hook_hash: &str) -> Result<Option<Signer>, SignerError> {
    let connection = connection::across_tenants_by_hook(&means.db, hook_hash).await?;
    let Some(connection) = connection else { return Ok(None) };
    let tenant_id = connection.tenant_id;
    let place = webhook::signing_place(tenant_id);
    let rows = webhook::of_tenant(&means.db, tenant_id).await?;
    let opened = rows.iter().map(|row| means.vault.open(&place, &row.signing_token));
    Ok(Some(Signer { tenant_id, tokens: opened.collect::<Result<_, _>>()? }))
}
