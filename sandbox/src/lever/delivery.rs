//! Sends webhooks: signed, a few at once, tried again after growing pauses, and keeps a log of them.
//!
//! In memory: the log and whatever still waits. The sender has a thread of its own, so that a slow
//! receiver cannot slow the API.

use std::{
    collections::{HashSet, VecDeque},
    sync::{Arc, Mutex},
    time::Duration,
};

use actix_rt::Arbiter;
use actix_web::http::header;
use hmac::{Hmac, Mac};
use reqwest::{Client, redirect};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::Sha256;
use tokio::sync::{Semaphore, mpsc};

use super::{
    account::Account,
    faults::Faults,
    locked,
    wire::{Event, Webhook},
};
use crate::{Error, now_ms};

/// Sends at the same time.
const SENDS_MAX: usize = 8;
/// Pauses before the five further tries. Lever's are not published; these are short enough for a demo.
const RETRY_PAUSES_S: [u64; 5] = [1, 2, 4, 8, 16];
const ATTEMPT_TIMEOUT_S: u64 = 10;
/// Deliveries remembered; the oldest go first.
const LOG_MAX: usize = 100_000;

/// Where a delivery stands.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Status {
    /// Waiting for a try.
    Pending,
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
}

#[derive(Default)]
struct Log {
    deliveries: VecDeque<Delivery>,
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
    pub(super) dropped: usize,
}

/// The sender's side that everyone holds.
pub(super) struct Post {
    log: Arc<Mutex<Log>>,
    queue: mpsc::UnboundedSender<usize>,
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
        let log = Arc::new(Mutex::new(Log::default()));
        thread.spawn(send_all(waiting, log.clone(), client));
        Ok(Self { log, queue })
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
                let dropped = faults.take("drop_webhooks_next");
                let id = self.write(webhook, &event.data, dropped);
                if !dropped && faults.is_on("duplicate_webhooks") {
                    self.repeat(id);
                }
            }
        }
    }

    /// The signed delivery without data behind "verify connection".
    pub(super) fn send_test(&self, webhook: &Webhook) {
        self.write(webhook, &json!({}), false);
    }

    fn write(&self, webhook: &Webhook, data: &Value, dropped: bool) -> usize {
        let now = now_ms();
        let delivery = Delivery {
            id: 0,
            webhook: webhook.id.clone(),
            event: webhook.event.clone(),
            url: webhook.url.clone(),
            body: body(webhook, data, now),
            status: if dropped { Status::Dropped } else { Status::Pending },
            attempts: Vec::new(),
            created_at: now,
            repeats: None,
        };
        let id = locked(&self.log).append(delivery);
        if !dropped {
            self.enqueue(id);
        }
        id
    }

    /// Sends the same body once more, byte for byte; false when there is no such delivery.
    pub(super) fn repeat(&self, id: usize) -> bool {
        let copy = {
            let mut log = locked(&self.log);
            let Some(original) = log.delivery_mut(id).cloned() else {
                return false;
            };
            log.append(Delivery {
                status: Status::Pending,
                attempts: Vec::new(),
                created_at: now_ms(),
                repeats: Some(original.repeats.unwrap_or(id)),
                ..original
            })
        };
        self.enqueue(copy);
        true
    }

    /// Repeats every delivery that was sent, repetitions aside; answers how many.
    pub(super) fn repeat_all(&self) -> usize {
        let sent: Vec<_> = locked(&self.log)
            .deliveries
            .iter()
            .filter(|delivery| delivery.repeats.is_none() && delivery.status != Status::Dropped)
            .map(|delivery| delivery.id)
            .collect();
        sent.iter().filter(|id| self.repeat(**id)).count()
    }

    /// Stops what waits for a deleted webhook.
    pub(super) fn forget(&self, webhook: &str) {
        locked(&self.log).deleted.insert(webhook.to_owned());
    }

    /// The log, newest first.
    pub(super) fn deliveries(&self, limit: usize) -> Vec<Delivery> {
        let log = locked(&self.log);
        log.deliveries.iter().rev().take(limit).cloned().collect()
    }

    pub(super) fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for delivery in &locked(&self.log).deliveries {
            *match delivery.status {
                Status::Ok => &mut counts.ok,
                Status::Failed => &mut counts.failed,
                Status::Pending => &mut counts.pending,
                Status::Dropped => &mut counts.dropped,
            } += 1;
        }
        counts
    }

    fn enqueue(&self, id: usize) {
        if self.queue.send(id).is_err() {
            tracing::warn!(delivery.id = id, "the webhook sender has stopped");
        }
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

async fn send_all(
    mut waiting: mpsc::UnboundedReceiver<usize>,
    log: Arc<Mutex<Log>>,
    client: Client,
) {
    let permits = Arc::new(Semaphore::new(SENDS_MAX));
    while let Some(id) = waiting.recv().await {
        // Taken here, so that what waits is a number in the queue and not a task.
        let Ok(permit) = permits.clone().acquire_owned().await else {
            break;
        };
        let (log, client, permits) = (log.clone(), client.clone(), permits.clone());
        actix_rt::spawn(async move {
            let mut delivered = attempt(id, &log, &client).await;
            drop(permit);
            for pause in RETRY_PAUSES_S {
                if delivered {
                    return;
                }
                tokio::time::sleep(Duration::from_secs(pause)).await;
                let Ok(_permit) = permits.acquire().await else {
                    return;
                };
                delivered = attempt(id, &log, &client).await;
            }
            if !delivered {
                settle(&log, id, Status::Failed);
            }
        });
    }
}

/// Tries once; true when nothing is left to do.
async fn attempt(id: usize, log: &Mutex<Log>, client: &Client) -> bool {
    let (url, body) = {
        let mut log = locked(log);
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
    let answer = client
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
    if let Some(delivery) = locked(log).delivery_mut(id) {
        delivery.attempts.push(Attempt {
            at: now_ms(),
            status: status.map(|status| status.as_u16()),
            error,
        });
    }
    if delivered {
        settle(log, id, Status::Ok);
    }
    delivered
}

/// The innermost cause, which says most: "connection refused" rather than "error sending request".
fn cause(error: &dyn std::error::Error) -> String {
    error.source().map_or_else(|| error.to_string(), cause)
}

fn settle(log: &Mutex<Log>, id: usize, status: Status) {
    if let Some(delivery) = locked(log).delivery_mut(id) {
        delivery.status = status;
    }
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
