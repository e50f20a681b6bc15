//! Lever's allowance: each tenant uses its own to the full, what matters goes before background
//! reads, and a refusal holds everything of that tenant back.
//!
//! In memory: one bucket per tenant, and what was sent in the last minute. Lost at a restart, after
//! which the bucket is full; it is smaller than Lever's for that reason too.

use std::{
    collections::{HashMap, VecDeque},
    num::NonZeroU32,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use entities::ids::TenantId;
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter, clock::Clock as _};
use rand::Rng;
use tokio::{
    sync::{Mutex as Gate, Notify},
    time::Instant,
};

use crate::Means;

/// How far back usage is told.
const USAGE_SPAN: Duration = Duration::from_mins(1);
/// How long everything of a tenant waits after Lever refused for being too fast, unless Lever
/// says how long. Jitter makes it up to twice as long.
const HOLD: Duration = Duration::from_secs(1);
/// The longest that Lever's own word is followed.
const HOLD_MAX: Duration = Duration::from_mins(1);

/// What a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lane {
    /// A candidate or a recruiter waits for it.
    Urgent,
    /// It may wait until nothing urgent does.
    Background,
}

/// The allowances of all tenants.
pub(super) struct Pace {
    quota: Quota,
    tenants: Mutex<HashMap<TenantId, Kept>>,
}

/// A tenant's allowance, and the epoch for which it is kept.
struct Kept {
    epoch: Option<i64>,
    allowance: Arc<Allowance>,
}

/// One tenant's allowance.
struct Allowance {
    bucket: DefaultDirectRateLimiter,
    /// Whoever has it takes the next token, of those that are urgent.
    next: Gate<()>,
    /// One background read waits in front, the others behind it.
    background: Gate<()>,
    /// Urgent requests that wait.
    urgent: AtomicU32,
    /// Told when none does.
    idle: Notify,
    /// Nothing is sent before.
    held_until: Mutex<Option<Instant>>,
    sent: Mutex<VecDeque<Instant>>,
    refused: AtomicU32,
}

/// How much of a tenant's allowance is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// Requests sent in the last minute.
    pub last_minute: u32,
    /// Requests refused for being too fast, since this server started.
    pub refused: u32,
}

impl Pace {
    pub(super) fn new(per_second: NonZeroU32, burst: NonZeroU32) -> Self {
        let quota = Quota::per_second(per_second).allow_burst(burst);
        Self { quota, tenants: Mutex::default() }
    }

    /// `epoch`: how often the tenant's partition changed hands. Whoever had it before may have just
    /// used all there was, so then it is empty.
    fn of(&self, tenant_id: TenantId, epoch: Option<i64>) -> Arc<Allowance> {
        let mut tenants = self.tenants.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = || {
            let allowance = Arc::new(Allowance::new(self.quota));
            if epoch.is_some() {
                allowance.empty(self.quota);
            }
            Kept { epoch, allowance }
        };
        let kept = tenants.entry(tenant_id).or_insert_with(fresh);
        if kept.epoch != epoch {
            *kept = fresh();
        }
        Arc::clone(&kept.allowance)
    }

    /// A tenant's way to its allowance, for whoever has its means.
    pub(super) fn lane(
        &self,
        means: &Means,
        tenant_id: TenantId,
        lane: Lane,
    ) -> Arc<dyn lever::Pace> {
        let epoch = means.db.fence().map(|fence| fence.epoch);
        let allowance = self.of(tenant_id, epoch);
        Arc::new(Owner { way: Way { allowance, lane }, means: means.clone() })
    }

    pub(super) fn usage(&self, tenant_id: TenantId) -> Usage {
        let tenants = self.tenants.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(allowance) = tenants.get(&tenant_id).map(|kept| Arc::clone(&kept.allowance))
        else {
            return Usage { last_minute: 0, refused: 0 };
        };
        drop(tenants);
        let last_minute = u32::try_from(allowance.sent_lately().len()).unwrap_or(u32::MAX);
        Usage { last_minute, refused: allowance.refused.load(Ordering::Relaxed) }
    }
}

impl Allowance {
    fn new(quota: Quota) -> Self {
        Self {
            bucket: RateLimiter::direct(quota),
            next: Gate::default(),
            background: Gate::default(),
            urgent: AtomicU32::new(0),
            idle: Notify::new(),
            held_until: Mutex::default(),
            sent: Mutex::default(),
            refused: AtomicU32::new(0),
        }
    }

    /// Takes all that is there.
    fn empty(&self, quota: Quota) {
        // It cannot be more than what there is at most, and how much is left is of no interest.
        drop(self.bucket.check_n(quota.burst_size()));
    }

    fn sent_lately(&self) -> std::sync::MutexGuard<'_, VecDeque<Instant>> {
        let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        while sent.front().is_some_and(|at| at.elapsed() > USAGE_SPAN) {
            sent.pop_front();
        }
        sent
    }

    fn held_until(&self) -> Option<Instant> {
        *self.held_until.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits as long as everything is held back.
    async fn unheld(&self) {
        while let Some(until) = self.held_until().filter(|until| *until > Instant::now()) {
            tokio::time::sleep_until(until).await;
        }
    }

    /// Takes a token as soon as there is one.
    async fn take(&self) {
        let _next = self.next.lock().await;
        self.unheld().await;
        self.bucket.until_ready().await;
        self.sent_lately().push_back(Instant::now());
    }

    /// Takes a token when there is one and nothing urgent wants it.
    async fn take_spare(&self) {
        let _in_front = self.background.lock().await;
        loop {
            self.unheld().await;
            self.yield_to_urgent().await;
            match self.bucket.check() {
                Ok(()) => break,
                Err(early) => {
                    let now = self.bucket.clock().now();
                    tokio::time::sleep(early.wait_time_from(now)).await;
                }
            }
        }
        self.sent_lately().push_back(Instant::now());
    }

    /// Waits until nothing urgent does.
    async fn yield_to_urgent(&self) {
        loop {
            // Before the look, so that what happens in between is not overheard.
            let idle = self.idle.notified();
            if self.urgent.load(Ordering::SeqCst) == 0 {
                return;
            }
            idle.await;
        }
    }
}

/// Counts an urgent request as waiting, as long as it lives: it may be dropped while it waits.
struct Waiting<'a>(&'a Allowance);

impl<'a> Waiting<'a> {
    fn new(allowance: &'a Allowance) -> Self {
        allowance.urgent.fetch_add(1, Ordering::SeqCst);
        Self(allowance)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        if self.0.urgent.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.0.idle.notify_waiters();
        }
    }
}

/// One lane of a tenant's allowance.
struct Way {
    allowance: Arc<Allowance>,
    lane: Lane,
}

impl Way {
    async fn turn(&self) {
        match self.lane {
            Lane::Urgent => {
                let _waiting = Waiting::new(&self.allowance);
                self.allowance.take().await;
            }
            Lane::Background => {
                self.allowance.take_spare().await;
            }
        }
    }

    fn throttled(&self, retry_after: Option<Duration>) {
        self.allowance.refused.fetch_add(1, Ordering::Relaxed);
        let hold = match retry_after {
            Some(told) => told.min(HOLD_MAX),
            None => HOLD.mul_f64(rand::rng().random_range(1.0..2.0)),
        };
        let until = Instant::now() + hold;
        let held_until = &self.allowance.held_until;
        let mut before = held_until.lock().unwrap_or_else(PoisonError::into_inner);
        *before = Some(before.map_or(until, |before| before.max(until)));
    }
}

/// The way of the node that works for the tenant, as long as it is sure to be that.
struct Owner {
    way: Way,
    means: Means,
}

#[async_trait]
impl lever::Pace for Owner {
    async fn turn(&self) -> bool {
        self.way.turn().await;
        let sure = self.means.is_sure();
        if sure {
            self.means.pass("before a request");
        }
        sure
    }

    fn answered(&self) {
        self.means.pass("after a request");
    }

    fn throttled(&self, retry_after: Option<Duration>) {
        self.way.throttled(retry_after);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(per_second: u32, burst: u32) -> Pace {
        Pace::new(NonZeroU32::new(per_second).unwrap(), NonZeroU32::new(burst).unwrap())
    }

    fn tenant(number: u128) -> TenantId {
        TenantId(uuid::Uuid::from_u128(number))
    }

    fn way(pace: &Pace, number: u128, lane: Lane) -> Way {
        Way { allowance: pace.of(tenant(number), None), lane }
    }

    #[test]
    fn a_tenant_that_was_taken_over_starts_with_nothing() {
        let pace = pace(1, 10);
        let left = |epoch| pace.of(tenant(1), epoch).bucket.check().is_ok();
        assert!(left(None));
        assert!(!left(Some(1)));
        assert!(!left(Some(2)));
    }

    #[actix::test]
    async fn what_is_urgent_goes_before_background_reads_that_came_earlier() {
        let pace = pace(50, 1);
        let order = Arc::new(Mutex::new(Vec::new()));
        let spawn = |lane: Lane, name: &'static str| {
            let (way, order) = (way(&pace, 1, lane), Arc::clone(&order));
            actix::spawn(async move {
                way.turn().await;
                order.lock().unwrap().push(name);
            })
        };
        let tasks = [
            spawn(Lane::Urgent, "first"),
            spawn(Lane::Background, "look"),
            spawn(Lane::Background, "look"),
            spawn(Lane::Urgent, "note"),
            spawn(Lane::Urgent, "file"),
        ];
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(*order.lock().unwrap(), ["first", "note", "file", "look", "look"]);
        assert_eq!(pace.usage(tenant(1)).last_minute, 5);
    }

    #[actix::test]
    async fn a_refusal_holds_one_tenant_back_and_no_other() {
        let pace = pace(1000, 10);
        let (slow, other) = (way(&pace, 1, Lane::Urgent), way(&pace, 2, Lane::Urgent));
        slow.throttled(Some(Duration::from_millis(60)));
        let began = Instant::now();
        other.turn().await;
        assert!(began.elapsed() < Duration::from_millis(60));
        slow.turn().await;
        assert!(began.elapsed() >= Duration::from_millis(60));
        assert_eq!(pace.usage(tenant(1)).refused, 1);
        assert_eq!(pace.usage(tenant(2)).refused, 0);
    }

    #[actix::test]
    async fn an_urgent_request_that_is_given_up_while_it_waits_lets_background_reads_go_on() {
        let pace = pace(20, 1);
        let (urgent, background) = (way(&pace, 1, Lane::Urgent), way(&pace, 1, Lane::Background));
        urgent.turn().await;
        let waits = urgent.turn();
        assert!(futures_util::FutureExt::now_or_never(waits).is_none());
        background.turn().await;
    }
}
