//! Takes what Lever announces: deliveries that arrive together are verified and committed together,
//! and each is answered once it is kept. What waits is limited: beyond that, and when the store is
//! slow, nothing is taken, so that Lever sends it again.
//!
//! In memory: what waits for its commit.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    time::Duration,
};

use actix_web::web::Bytes;
use actors::{Means, Place, leads_nowhere};
use chrono::DateTime;
use entities::{
    DbErr, Instant, connection,
    health::{self, Announced},
    ids::{MessageId, TenantId},
    inbox::{self, Arrival, FROM_A_WEBHOOK, Message},
    tenant,
    vault::VaultError,
    webhook,
};
use lever::webhook::{Delivery, Event, Refusal, verify};
use secrecy::SecretString;
use tokio::sync::{mpsc, oneshot};

/// Deliveries that wait for their commit.
const QUEUE_MAX: usize = 1024;
/// Deliveries in one commit.
const COMMIT_MAX: usize = 256;
/// How long a delivery may wait to be kept. Lever waits longer.
const KEEP_TIMEOUT: Duration = Duration::from_secs(5);
/// Older deliveries are refused. Lever keeps them for two weeks, and lets people send one again
/// by hand (documentation, "Webhooks", read 2026-08-26). Seen tokens are kept for longer.
const AGE_MAX: chrono::Duration = chrono::Duration::days(15);
/// How far Lever's clock may be ahead of ours.
const AHEAD_MAX: chrono::Duration = chrono::Duration::hours(1);

/// A delivery as it arrived.
#[derive(Debug)]
pub(crate) struct Arrived {
    /// SHA-256 of the secret part of the address.
    pub(crate) hook_hash: String,
    /// What came, or why it did not.
    pub(crate) body: Result<Bytes, NoBody>,
}

/// Why a body did not arrive.
#[derive(Clone, Copy, Debug, thiserror::Error)]
pub(crate) enum NoBody {
    /// It is larger than any of Lever's.
    #[error("the body is too large")]
    TooLarge,
    /// It ended early.
    #[error("the body did not arrive as a whole")]
    Broken,
}

/// Why a delivery is not taken.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotTaken {
    /// Nobody's address.
    #[error("no such webhook address")]
    Address,
    /// There is nothing to read.
    #[error(transparent)]
    NoBody(#[from] NoBody),
    /// It is not Lever's.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It may be a repetition.
    #[error("the delivery is too old, or of the future")]
    Stale,
    /// More wait than may.
    #[error("too much waits to be kept; try again")]
    Busy,
    /// The store takes too long.
    #[error("the store takes too long; try again")]
    Slow,
    /// The store refused.
    #[error("the store does not take it; try again")]
    Store(#[from] DbErr),
    /// A signing token cannot be opened.
    #[error("the signing token cannot be read")]
    Vault(#[from] VaultError),
}

type Taken = Result<(), NotTaken>;
type Waiting = (Arrived, oneshot::Sender<Taken>);

/// The way in, for one thread of the server.
#[derive(Clone, Debug)]
pub(crate) struct Intake(mpsc::Sender<Waiting>);

impl Intake {
    /// Begins to take in, on the thread that calls this.
    pub(crate) fn start(means: Means) -> Self {
        let (sender, receiver) = mpsc::channel(QUEUE_MAX);
        actix_web::rt::spawn(take_all(means, receiver));
        Self(sender)
    }

    /// Takes a delivery. Once this is answered, it is kept.
    pub(crate) async fn take(&self, arrived: Arrived) -> Taken {
        let (told, taken) = oneshot::channel();
        self.0.try_send((arrived, told)).map_err(|_| NotTaken::Busy)?;
        match tokio::time::timeout(KEEP_TIMEOUT, taken).await {
            Ok(Ok(taken)) => taken,
            // The thread is stopping.
            Ok(Err(_)) => Err(NotTaken::Busy),
            // It may be kept yet; then the same delivery again is one.
            Err(_) => Err(NotTaken::Slow),
        }
    }
}

async fn take_all(means: Means, mut waiting: mpsc::Receiver<Waiting>) {
    let mut batch = Vec::new();
    while waiting.recv_many(&mut batch, COMMIT_MAX).await > 0 {
        // Who was told that it takes too long sends it again.
        batch.retain(|(_, told)| !told.is_closed());
        let (arrived, told): (Vec<_>, Vec<_>) = batch.drain(..).unzip();
        let taken = match take(&means, &arrived).await {
            Ok(taken) => taken,
            // One of them may be to blame.
            Err(_) if arrived.len() > 1 => {
                let mut taken = Vec::new();
                for (one, told) in arrived.chunks(1).zip(&told) {
                    if told.is_closed() {
                        taken.push(Err(NotTaken::Slow));
                        continue;
                    }
                    match take(&means, one).await {
                        Ok(one) => taken.extend(one),
                        Err(error) => taken.push(Err(error)),
                    }
                }
                taken
            }
            Err(error) => vec![Err(error)],
        };
        for (one, taken) in told.into_iter().zip(taken) {
            // Who no longer listens sends it again.
            drop(one.send(taken));
        }
    }
}

/// Takes these, what came of each in their order. An error is of all of them: nothing is kept.
async fn take(means: &Means, arrived: &[Arrived]) -> Result<Vec<Taken>, NotTaken> {
    let now = means.clock.now();
    let addressed = addressed(means, arrived).await?;
    let (mut accepted, mut taken) = (Vec::new(), Vec::new());
    for one in arrived {
        let Some(to) = addressed.get(&one.hook_hash) else {
            taken.push(Err(NotTaken::Address));
            continue;
        };
        match one.body.clone().map_err(NotTaken::from).and_then(|body| accept(&body, to, now)) {
            Ok((delivery, at)) => {
                accepted.push(announcement(to, delivery, at, now));
                taken.push(Ok(()));
            }
            Err(error) => {
                // Only the count and the reason are kept.
                let why = error.to_string();
                health::refused_event(&means.db, to.tenant_id, &why, now).await?;
                taken.push(Err(error));
            }
        }
    }
    keep(means, accepted, now).await?;
    Ok(taken)
}

/// Whose an address is.
struct Addressee {
    tenant_id: TenantId,
    /// What Lever signs with there, one for each webhook.
    tokens: Vec<SecretString>,
    settings: tenant::Settings,
}

/// Who these are for, by address. Asked anew each time, because a webhook that was just deleted
/// must not be believed.
async fn addressed(
    means: &Means,
    arrived: &[Arrived],
) -> Result<HashMap<String, Addressee>, NotTaken> {
    let hashes: BTreeSet<&str> = arrived.iter().map(|one| one.hook_hash.as_str()).collect();
    let by_hash = connection::across_tenants_by_hook(&means.db, hashes).await?;
    let tenants: BTreeSet<TenantId> = by_hash.iter().map(|(tenant_id, _)| *tenant_id).collect();
    let mut addressed: HashMap<TenantId, Addressee> = HashMap::new();
    for tenant in tenant::across_tenants(&means.db, tenants.iter().copied()).await? {
        let (tenant_id, settings) = (tenant.id, tenant.settings);
        addressed.insert(tenant_id, Addressee { tenant_id, tokens: Vec::new(), settings });
    }
    for row in webhook::across_tenants(&means.db, tenants).await? {
        if let Some(to) = addressed.get_mut(&row.tenant_id) {
            let place = webhook::signing_place(row.tenant_id);
            to.tokens.push(means.vault.open(&place, &row.signing_token)?);
        }
    }
    let named = by_hash.into_iter();
    Ok(named.filter_map(|(id, hash)| Some((hash, addressed.remove(&id)?))).collect())
}

/// A delivery that is Lever's and in time, and when it was triggered.
fn accept(body: &[u8], to: &Addressee, now: Instant) -> Result<(Delivery, Instant), NotTaken> {
    let delivery = verify(body, &to.tokens)?;
    let triggered_at =
        DateTime::from_timestamp_millis(delivery.triggered_at_ms).ok_or(NotTaken::Stale)?;
    if triggered_at < now - AGE_MAX || triggered_at > now + AHEAD_MAX {
        return Err(NotTaken::Stale);
    }
    Ok((delivery, triggered_at))
}

/// What Lever announced.
struct Announcement {
    tenant_id: TenantId,
    kind: Announced,
    /// When it happened, by Lever's clock.
    at: Instant,
    /// What it leads to, if to anything.
    arrival: Option<Arrival>,
    /// Whether nothing comes of it, so that it is kept as done.
    nowhere: bool,
}

fn announcement(to: &Addressee, delivery: Delivery, at: Instant, now: Instant) -> Announcement {
    let triggered_at = Some(at);
    let (kind, message) = match delivery.event {
        Event::ApplicationCreated { opportunity_id } => {
            let message = Message::ApplicationCreated { opportunity_id, triggered_at };
            (Announced::Application, Some(message))
        }
        Event::CandidateStageChange { opportunity_id, to_stage_id } => {
            let message = Message::StageChanged { opportunity_id, to_stage_id, triggered_at };
            (Announced::Move, Some(message))
        }
        Event::CandidateDeleted { opportunity_id } => {
            let message = Message::CandidateDeleted { opportunity_id, triggered_at };
            (Announced::Other, Some(message))
        }
        Event::Other => (Announced::Other, None),
    };
    let nowhere = message.as_ref().is_some_and(|message| leads_nowhere(message, &to.settings));
    let arrival = message.map(|message| Arrival {
        pipeline_id: None,
        dedup_key: format!("{FROM_A_WEBHOOK}{}", delivery.token),
        message,
        due_at: now,
    });
    Announcement { tenant_id: to.tenant_id, kind, at, arrival, nowhere }
}

/// Commits these, and wakes whom they are for.
async fn keep(means: &Means, announcements: Vec<Announcement>, now: Instant) -> Result<(), DbErr> {
    if announcements.is_empty() {
        return Ok(());
    }
    let (mut arrivals, mut woken) = (Vec::new(), BTreeSet::new());
    let mut seen: BTreeMap<(TenantId, Announced), Instant> = BTreeMap::new();
    for one in announcements {
        let newest = seen.entry((one.tenant_id, one.kind)).or_insert(one.at);
        *newest = Ord::max(*newest, one.at);
        if let Some(arrival) = one.arrival {
            if !one.nowhere {
                woken.insert(one.tenant_id);
            }
            let key = (one.tenant_id, MessageId(means.ids.fresh()));
            arrivals.push((key, arrival, one.nowhere));
        }
    }
    let tx = means.db.begin().await?;
    inbox::across_tenants_put(&tx, arrivals, now).await?;
    health::across_tenants_saw(&tx, seen, now).await?;
    tx.commit().await?;
    for tenant_id in woken {
        means.directory.wake(Place::Tenant(tenant_id));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use futures_util::future::{FutureExt, join_all};

    use super::*;

    fn arrived() -> Arrived {
        Arrived { hook_hash: String::new(), body: Ok(Bytes::new()) }
    }

    #[actix_web::test]
    async fn so_many_wait_and_who_comes_then_is_told_at_once() {
        let (sender, mut receiver) = mpsc::channel(QUEUE_MAX);
        let intake = Intake(sender);
        let mut waiting: Vec<_> =
            (0..QUEUE_MAX).map(|_| Box::pin(intake.take(arrived()))).collect();
        assert!(waiting.iter_mut().all(|one| one.now_or_never().is_none()));
        assert!(matches!(intake.take(arrived()).await, Err(NotTaken::Busy)));
        let (_, told) = receiver.recv().await.unwrap();
        told.send(Ok(())).unwrap();
        // There is room for one, and for no other.
        let mut last = Box::pin(intake.take(arrived()));
        assert!((&mut last).now_or_never().is_none());
        assert!(matches!(intake.take(arrived()).await, Err(NotTaken::Busy)));
        drop(receiver);
        waiting.push(last);
        let answers = join_all(waiting).await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    }
}
