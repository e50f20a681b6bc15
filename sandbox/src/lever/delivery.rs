//! Sends webhooks: signed, a few at once, tried again after growing pauses, and keeps a log of them.
//!
//! In memory: the log and whatever still waits. The sender has a thread of its own, so that a slow
//! receiver cannot slow the API. Deliveries go out in the order of their events, but several at once:
//! only those that the fault `reorder` held back go one after the other.

use std::{
    collections::{HashSet, VecDeque},
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use actix_rt::Arbiter;
use actix_web::http::header;
use futures_util::future::join_all;
use hmac::{Hmac, Mac};
use reqwest::{Client, redirect};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::Sha256;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};

use super::{
    account::Account,
    faults::{Faults, REORDER},
    locked,
    wire::{Event, Webhook},
};
use crate::{Error, now_ms};

/// Sends at the same time.
const SENDS_MAX: usize = 8;
/// Further tries after the first.
pub(super) const RETRIES: usize = 5;
/// Pauses before the further tries. Lever's are not published; these are short enough for a demo.
const PAUSES_MS: [u64; RETRIES] = [1000, 2000, 4000, 8000, 16_000];
const ATTEMPT_TIMEOUT_S: u64 = 10;
/// Deliveries remembered; the oldest go first.
const LOG_MAX: usize = 100_000;

/// Where a delivery stands.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Status {
    /// Waiting for a try.
    Pending,
    /// Held back on purpose, until as many have come as are to be put in another order.
    Held,
    /// Answered 2xx.
    Ok,
    /// Given up.
    Failed,
    /// Lost on purpose, by a fault; never sent.
    Dropped,
}

/// One try: the status answered, or what went wrong.
#[derive(Clone, Serialize)]
struct Attempt {
    at: i64,
    status: Option<u16>,
    error: Option<String>,
}

/// One message to one address.
#[derive(Clone, Serialize)]
pub(super) struct Delivery {
    /// Counts up from 1.
    id: usize,
    webhook: String,
    event: String,
    url: String,
    /// Exactly as sent.
    body: String,
    pub(super) status: Status,
    attempts: Vec<Attempt>,
    created_at: i64,
    /// The delivery this repeats.
    repeats: Option<usize>,
    /// What was done to it on purpose.
    faults: Vec<&'static str>,
}

#[derive(Default)]
struct Log {
    deliveries: VecDeque<Delivery>,
    /// Held back, in the order of their events.
    held: Vec<usize>,
    /// Deliveries no longer remembered.
    forgotten: usize,
    /// Webhooks deleted since; what still waits for them is not sent.
    deleted: HashSet<String>,
}

impl Log {
    fn append(&mut self, mut delivery: Delivery) -> usize {
        if self.deliveries.len() >= LOG_MAX {
            self.deliveries.pop_front();
            self.forgotten += 1;
        }
        let id = self.forgotten + self.deliveries.len() + 1;
        delivery.id = id;
        self.deliveries.push_back(delivery);
        id
    }

    /// The same message once more.
    fn append_copy(&mut self, id: usize, status: Status) -> Option<usize> {
        let original = self.delivery_mut(id)?.clone();
        Some(self.append(Delivery {
            status,
            attempts: Vec::new(),
            created_at: now_ms(),
            repeats: Some(original.repeats.unwrap_or(id)),
            faults: Vec::new(),
            ..original
        }))
    }

    fn delivery_mut(&mut self, id: usize) -> Option<&mut Delivery> {
        let index = id.checked_sub(self.forgotten + 1)?;
        self.deliveries.get_mut(index)
    }
}

/// How many deliveries stand where.
#[derive(Default, Serialize)]
pub(super) struct Counts {
    pub(super) ok: usize,
    pub(super) failed: usize,
    pub(super) pending: usize,
    pub(super) held: usize,
    pub(super) dropped: usize,
}

/// Deliveries to send one after the other, some time from now.
struct Job {
    deliveries: Vec<usize>,
    after: Duration,
}

/// What the sender and those who hand it deliveries share.
struct Shared {
    log: Mutex<Log>,
    pauses_ms: Mutex<[u64; RETRIES]>,
}

/// The sender's side that everyone holds.
pub(super) struct Post {
    shared: Arc<Shared>,
    queue: mpsc::UnboundedSender<Job>,
}

impl Post {
    /// Starts the sender on a thread.
    pub(super) fn start(thread: &Arbiter) -> Result<Self, Error> {
        // The client cannot be built without one, although it sends to http addresses too.
        // An error means that the process has chosen one already.
        if rustls::crypto::ring::default_provider().install_default().is_err() {
            tracing::debug!("a TLS provider was installed before");
        }
        let client = Client::builder()
            .timeout(Duration::from_secs(ATTEMPT_TIMEOUT_S))
            .redirect(redirect::Policy::none())
            .user_agent("Lever-Webhooks")
            .build()
            .map_err(Error::Client)?;
        let (queue, waiting) = mpsc::unbounded_channel();
        let shared =
            Arc::new(Shared { log: Mutex::new(Log::default()), pauses_ms: Mutex::new(PAUSES_MS) });
        let permits = Arc::new(Semaphore::new(SENDS_MAX));
        thread.spawn(send_all(waiting, Sender { shared: shared.clone(), client, permits }));
        Ok(Self { shared, queue })
    }

    /// Sends an event to every webhook that asked for it, if its switch is on.
    pub(super) fn send(&self, account: &Account, event: &Event, faults: &mut Faults) {
        let on = match event.name {
            "applicationCreated" => account.toggles.application_created,
            "candidateStageChange" => account.toggles.candidate_stage_change,
            _ => true,
        };
        if !on {
            return;
        }
        for webhook in &account.webhooks {
            let asked = webhook.event == event.name
                && match (&webhook.origins, &event.origin) {
                    (Some(origins), Some(origin)) => origins.contains(origin),
                    _ => true,
                };
            if asked {
                self.send_with(webhook, &event.data, faults);
            }
        }
    }

    /// Sends one delivery with whatever faults are due to it.
    fn send_with(&self, webhook: &Webhook, data: &Value, faults: &mut Faults) {
        let mut delivery = written(webhook, data);
        if faults.take("drop") {
            delivery.status = Status::Dropped;
            delivery.faults.push("drop");
            self.log().append(delivery);
            return;
        }
        let after_ms = faults.take_ms("delay");
        if after_ms.is_some() {
            delivery.faults.push("delay");
        }
        let twice = faults.take("duplicate");
        if twice {
            delivery.faults.push("duplicate");
        }
        let held = faults.take(REORDER);
        if held {
            delivery.status = Status::Held;
            delivery.faults.push(REORDER);
        }
        let after = Duration::from_millis(after_ms.unwrap_or_default());
        let status = delivery.status;
        let mut log = self.log();
        let id = log.append(delivery);
        let copy = if twice { log.append_copy(id, status) } else { None };
        for id in std::iter::once(id).chain(copy) {
            if held {
                log.held.push(id);
            } else {
                self.enqueue(vec![id], after);
            }
        }
        drop(log);
        if held && !faults.is_on(REORDER) {
            self.release();
        }
    }

    /// Sends what was held back, the last event first.
    pub(super) fn release(&self) {
        let held: Vec<_> = {
            let mut log = self.log();
            let held = std::mem::take(&mut log.held);
            for id in &held {
                if let Some(delivery) = log.delivery_mut(*id) {
                    delivery.status = Status::Pending;
                }
            }
            held.into_iter().rev().collect()
        };
        if !held.is_empty() {
            self.enqueue(held, Duration::ZERO);
        }
    }

    /// The signed delivery without data behind "verify connection".
    pub(super) fn send_test(&self, webhook: &Webhook) {
        let id = self.log().append(written(webhook, &json!({})));
        self.enqueue(vec![id], Duration::ZERO);
    }

    /// Sends the same body once more, byte for byte; false when there is no such delivery.
    pub(super) fn repeat(&self, id: usize) -> bool {
        let copy = self.log().append_copy(id, Status::Pending);
        if let Some(copy) = copy {
            self.enqueue(vec![copy], Duration::ZERO);
        }
        copy.is_some()
    }

    /// Repeats every delivery that was sent, repetitions aside; answers how many.
    pub(super) fn repeat_all(&self) -> usize {
        let sent: Vec<_> = self
            .log()
            .deliveries
            .iter()
            .filter(|delivery| {
                delivery.repeats.is_none()
                    && !matches!(delivery.status, Status::Dropped | Status::Held)
            })
            .map(|delivery| delivery.id)
            .collect();
        sent.iter().filter(|id| self.repeat(**id)).count()
    }

    /// Stops what waits for a deleted webhook.
    pub(super) fn forget(&self, webhook: &str) {
        self.log().deleted.insert(webhook.to_owned());
    }

    /// The log, newest first; all of it, or what has a status.
    pub(super) fn deliveries(&self, status: Option<Status>, limit: usize) -> Vec<Delivery> {
        self.log()
            .deliveries
            .iter()
            .rev()
            .filter(|delivery| status.is_none_or(|status| delivery.status == status))
            .take(limit)
            .cloned()
            .collect()
    }

    /// The pauses before the further tries.
    pub(super) fn pauses_ms(&self) -> [u64; RETRIES] {
        *locked(&self.shared.pauses_ms)
    }

    /// Changes the pauses, for all that fails from now on.
    pub(super) fn set_pauses_ms(&self, pauses_ms: [u64; RETRIES]) {
        *locked(&self.shared.pauses_ms) = pauses_ms;
    }

    pub(super) fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for delivery in &self.log().deliveries {
            *match delivery.status {
                Status::Ok => &mut counts.ok,
                Status::Failed => &mut counts.failed,
                Status::Pending => &mut counts.pending,
                Status::Held => &mut counts.held,
                Status::Dropped => &mut counts.dropped,
            } += 1;
        }
        counts
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        locked(&self.shared.log)
    }

    fn enqueue(&self, deliveries: Vec<usize>, after: Duration) {
        if let Err(unsent) = self.queue.send(Job { deliveries, after }) {
            tracing::warn!(deliveries = ?unsent.0.deliveries, "the webhook sender has stopped");
        }
    }
}

/// A new delivery, not yet in the log.
fn written(webhook: &Webhook, data: &Value) -> Delivery {
    let now = now_ms();
    Delivery {
        id: 0,
        webhook: webhook.id.clone(),
        event: webhook.event.clone(),
        url: webhook.url.clone(),
        body: body(webhook, data, now),
        status: Status::Pending,
        attempts: Vec::new(),
        created_at: now,
        repeats: None,
        faults: Vec::new(),
    }
}

/// The body of a delivery, as Lever writes it.
fn body(webhook: &Webhook, data: &Value, triggered_at: i64) -> String {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Body<'a> {
        triggered_at: i64,
        event: &'a str,
        data: &'a Value,
        signature: &'a str,
        token: &'a str,
    }
    let token = random_token();
    let signature = sign(&webhook.signature_token, &token, triggered_at);
    let body =
        Body { triggered_at, event: &webhook.event, data, signature: &signature, token: &token };
    serde_json::to_string(&body).unwrap_or_else(|error| {
        tracing::error!(%error, "could not write a webhook");
        "{}".to_owned()
    })
}

/// 48 hexadecimal characters.
pub(super) fn random_token() -> String {
    let bytes: [u8; 24] = std::array::from_fn(|_| rand::random());
    hex::encode(bytes)
}

/// HMAC-SHA256 over the token and the instant, keyed with the webhook's signature token as text.
/// <https://hire.lever.co/developer/documentation#webhooks>, read July 2025.
fn sign(signature_token: &str, token: &str, triggered_at: i64) -> String {
    // HMAC takes a key of any length.
    Hmac::<Sha256>::new_from_slice(signature_token.as_bytes())
        .map(|mut mac| {
            mac.update(token.as_bytes());
            mac.update(triggered_at.to_string().as_bytes());
            hex::encode(mac.finalize().into_bytes())
        })
        .unwrap_or_default()
}

async fn send_all(mut waiting: mpsc::UnboundedReceiver<Job>, sender: Sender) {
    while let Some(job) = waiting.recv().await {
        if !job.after.is_zero() {
            actix_rt::spawn(sender.clone().send_later(job));
            continue;
        }
        // Taken here, so that what waits is a number in the queue and not a task.
        let Ok(permit) = sender.permits.clone().acquire_owned().await else {
            break;
        };
        actix_rt::spawn(sender.clone().send(job.deliveries, permit));
    }
}

#[derive(Clone)]
struct Sender {
    shared: Arc<Shared>,
    client: Client,
    permits: Arc<Semaphore>,
}

impl Sender {
    async fn send_later(self, job: Job) {
        tokio::time::sleep(job.after).await;
        if let Ok(permit) = self.permits.clone().acquire_owned().await {
            self.send(job.deliveries, permit).await;
        }
    }

    /// First tries one after the other, further ones side by side.
    async fn send(self, deliveries: Vec<usize>, permit: OwnedSemaphorePermit) {
        let mut undelivered = Vec::new();
        for id in deliveries {
            if !self.attempt(id).await {
                undelivered.push(id);
            }
        }
        drop(permit);
        join_all(undelivered.into_iter().map(|id| self.send_again(id))).await;
    }

    async fn send_again(&self, id: usize) {
        let pauses_ms = *locked(&self.shared.pauses_ms);
        for pause in pauses_ms {
            tokio::time::sleep(Duration::from_millis(pause)).await;
            let Ok(_permit) = self.permits.acquire().await else {
                return;
            };
            if self.attempt(id).await {
                return;
            }
        }
        self.settle(id, Status::Failed);
    }

    /// Tries once; true when nothing is left to do.
    async fn attempt(&self, id: usize) -> bool {
        let (url, body) = {
            let mut log = locked(&self.shared.log);
            let Some(delivery) = log.delivery_mut(id).cloned() else {
                return true;
            };
            if log.deleted.contains(&delivery.webhook) {
                if let Some(delivery) = log.delivery_mut(id) {
                    delivery.status = Status::Failed;
                }
                return true;
            }
            (delivery.url, delivery.body)
        };
        let answer = self
            .client
            .post(url)
            .header(header::CONTENT_TYPE.as_str(), "application/json")
            .body(body)
            .send()
            .await;
        let (status, error) = match answer {
            Ok(answer) => (Some(answer.status()), None),
            Err(error) => (None, Some(cause(&error))),
        };
        let delivered = status.is_some_and(|status| status.is_success());
        if let Some(delivery) = locked(&self.shared.log).delivery_mut(id) {
            delivery.attempts.push(Attempt {
                at: now_ms(),
                status: status.map(|status| status.as_u16()),
                error,
            });
        }
        if delivered {
            self.settle(id, Status::Ok);
        }
        delivered
    }

    fn settle(&self, id: usize, status: Status) {
        if let Some(delivery) = locked(&self.shared.log).delivery_mut(id) {
            delivery.status = status;
        }
    }
}

/// The innermost cause, which says most: "connection refused" rather than "error sending request".
fn cause(error: &dyn std::error::Error) -> String {
    error.source().map_or_else(|| error.to_string(), cause)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A pair computed outside this program, from Lever's rule.
    #[test]
    fn the_signature_of_the_worked_example() {
        let signature = sign(
            "7d41e0b2a96c4f3385d1c07be26a5f94c3d2810fb6e7490a",
            "e7195df72c24e32270e22020471307a7f2e5aa12e997bdc1",
            1_788_246_000_000,
        );
        assert_eq!(signature, "38132794dc82d76cc5ff66d11fea966aae06fa9bf2a0a23dc734777953290ae7");
    }
}
