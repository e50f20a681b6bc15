//! Which tenants this node works for, and until when it may be sure of it.
//!
//! A store of one node belongs to it whole. Where nodes share a store, tenants are spread over
//! partitions, and each partition has one owner at a time. In memory: the partitions this node
//! owns. Durable: `partition`; and who owns what, as long as their sessions last, in `PostgreSQL`.

mod postgres;

pub(crate) use postgres::listen;

use std::{
    collections::{BTreeSet, HashMap},
    fmt,
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::Duration,
};

use entities::{Store, ids::TenantId, partition, store::Fence};
use tokio::{
    sync::{Notify, OwnedRwLockReadGuard},
    time::Instant,
};

/// How long turns of a partition that is handed over may take to end, and how long further calls may
/// begin in it.
const HAND_OVER_GRACE: Duration = Duration::from_secs(5);
/// How long after that a try that leaves a mark outside is waited for, so that what it did is known
/// to whoever comes next. Longer than Lever and the mail server may take to answer.
const MARK_GRACE: Duration = Duration::from_secs(35);

/// What this node owns; shared by all who ask.
#[derive(Clone)]
pub struct Ownership(Arc<Shared>);

struct Shared {
    /// `None`: everything, for good.
    held: Option<RwLock<Held>>,
    /// Tenants of other nodes that have something to look at.
    elsewhere: Mutex<BTreeSet<TenantId>>,
    /// Told when there are any.
    told: Notify,
    /// Told when partitions came or went.
    changed: Notify,
    /// Ends the session that holds the locks.
    leaving: Notify,
    left: Notify,
}

#[derive(Default)]
struct Held {
    partitions: HashMap<i32, Partition>,
    /// Nobody else can have taken anything over before.
    leased_until: Option<Instant>,
}

struct Partition {
    epoch: i64,
    /// Read by each turn as long as it lasts.
    turns: Arc<tokio::sync::RwLock<()>>,
    /// Read by each try that leaves a mark outside, until what came of it is kept.
    marks: Arc<tokio::sync::RwLock<()>>,
    /// Being handed over since then: no turn begins.
    leaving_since: Option<Instant>,
}

impl fmt::Debug for Ownership {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ownership").finish_non_exhaustive()
    }
}

impl Default for Ownership {
    /// Of everything.
    fn default() -> Self {
        Self::new(None)
    }
}

/// Which node works for a tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Home {
    /// This one, and what its commits must hold: nothing where there can be no other node.
    Here(Option<Fence>),
    /// Another one, now or soon.
    Elsewhere,
}

impl Partition {
    fn new(epoch: i64) -> Self {
        Self { epoch, turns: Arc::default(), marks: Arc::default(), leaving_since: None }
    }

    /// Whether it is being handed over for longer than turns should take.
    fn is_overdue(&self, now: Instant) -> bool {
        self.leaving_since.is_some_and(|since| now >= since + HAND_OVER_GRACE)
    }

    /// Whether another node may have it now.
    fn is_free(&self, now: Instant) -> bool {
        let none_holds = |lock: &Arc<tokio::sync::RwLock<()>>| lock.try_write().is_ok();
        self.leaving_since.is_some_and(|since| {
            none_holds(&self.turns)
                || (self.is_overdue(now) && none_holds(&self.marks))
                || now >= since + HAND_OVER_GRACE + MARK_GRACE
        })
    }
}

/// Held as long as a turn or a try lasts, so that a partition is handed over between them.
#[derive(Default)]
pub(crate) struct Stay(
    #[expect(dead_code, reason = "held, not read")] Option<OwnedRwLockReadGuard<()>>,
);

impl Ownership {
    fn new(held: Option<RwLock<Held>>) -> Self {
        Self(Arc::new(Shared {
            held,
            elsewhere: Mutex::default(),
            told: Notify::new(),
            changed: Notify::new(),
            leaving: Notify::new(),
            left: Notify::new(),
        }))
    }

    /// Of a node that has no share yet.
    #[cfg(test)]
    pub(crate) fn of_nothing() -> Self {
        Self::new(Some(RwLock::default()))
    }

    /// Joins the nodes that work on this store. On return, what is free is this node's share.
    pub async fn join(store: &Store) -> Result<Self, JoinError> {
        let Some(pool) = store.postgres() else { return Ok(Self::default()) };
        let ownership = Self::new(Some(RwLock::default()));
        postgres::start(&ownership, store.clone(), pool.clone()).await?;
        Ok(ownership)
    }

    /// Gives up everything, so that other nodes take over at once.
    pub async fn leave(&self) {
        if self.0.held.is_some() {
            let left = self.0.left.notified();
            self.0.leaving.notify_one();
            // Ended by the session's own task; were it gone, so would be its locks.
            drop(tokio::time::timeout(HAND_OVER_GRACE, left).await);
        }
    }

    fn read<T>(&self, look: impl FnOnce(&Held) -> T) -> Option<T> {
        let held = self.0.held.as_ref()?;
        Some(look(&held.read().unwrap_or_else(PoisonError::into_inner)))
    }

    fn write<T>(&self, change: impl FnOnce(&mut Held) -> T) -> Option<T> {
        let held = self.0.held.as_ref()?;
        Some(change(&mut held.write().unwrap_or_else(PoisonError::into_inner)))
    }

    /// Where a tenant is at home.
    pub(crate) fn home(&self, tenant_id: TenantId) -> Home {
        let number = partition::of_tenant(tenant_id);
        let home = self.read(|held| match held.partitions.get(&number) {
            Some(there) if there.leaving_since.is_none() => {
                Home::Here(Some(Fence { partition: number, epoch: there.epoch }))
            }
            Some(_) | None => Home::Elsewhere,
        });
        home.unwrap_or(Home::Here(None))
    }

    /// Whether a tenant is at home on this node.
    pub(crate) fn is_here(&self, tenant_id: TenantId) -> bool {
        self.home(tenant_id) != Home::Elsewhere
    }

    /// Whether a fence holds for sure: nobody can have taken the partition over meanwhile.
    pub(crate) fn is_sure_of(&self, fence: Option<Fence>) -> bool {
        let (Some(fence), true) = (fence, self.0.held.is_some()) else { return true };
        let now = Instant::now();
        let sure = self.read(|held| {
            let there = held.partitions.get(&fence.partition);
            there.is_some_and(|there| there.epoch == fence.epoch && !there.is_overdue(now))
                && held.leased_until.is_some_and(|until| now < until)
        });
        sure.unwrap_or(true)
    }

    /// Keeps the tenant's partition here as long as it is held. `None`: it is not here.
    pub(crate) fn stay(&self, tenant_id: TenantId) -> Option<Stay> {
        let number = partition::of_tenant(tenant_id);
        let stay = self.read(|held| {
            let there = held.partitions.get(&number)?;
            let stay = Arc::clone(&there.turns).try_read_owned().ok();
            stay.filter(|_| there.leaving_since.is_none())
        });
        match stay {
            None => Some(Stay(None)),
            Some(stay) => stay.map(|stay| Stay(Some(stay))),
        }
    }

    /// Keeps the tenant's partition here, for a while at least, until a try that leaves a mark outside
    /// has ended.
    pub(crate) fn stay_for_mark(&self, tenant_id: TenantId) -> Stay {
        let number = partition::of_tenant(tenant_id);
        let stay = self.read(|held| {
            let there = held.partitions.get(&number)?;
            Arc::clone(&there.marks).try_read_owned().ok()
        });
        Stay(stay.flatten())
    }

    /// Has the node that works for a tenant look at it.
    pub(crate) fn tell_elsewhere(&self, tenant_id: TenantId) {
        let mut elsewhere = self.0.elsewhere.lock().unwrap_or_else(PoisonError::into_inner);
        elsewhere.insert(tenant_id);
        drop(elsewhere);
        self.0.told.notify_one();
    }

    /// Waits until partitions come or go.
    pub(crate) async fn changed(&self) {
        self.0.changed.notified().await;
    }

    /// How many partitions this node owns; `None`: all there are.
    pub fn partitions(&self) -> Option<usize> {
        self.read(|held| held.partitions.len())
    }
}

/// Why a node cannot join the others.
#[derive(Debug, thiserror::Error)]
pub enum JoinError {
    /// `PostgreSQL` does not do what it is asked.
    #[error("take a share of the tenants")]
    Session(#[from] entities::sea_orm::sqlx::Error),
    /// The store does not.
    #[error("take a share of the tenants")]
    Store(#[from] entities::DbErr),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_partition_goes_between_turns_and_not_while_a_mark_is_left_outside() {
        let begun = Instant::now();
        let after = |grace: Duration| begun + grace;
        let mut there = Partition::new(1);
        assert!(!there.is_free(after(HAND_OVER_GRACE + MARK_GRACE)), "it stays here");
        there.leaving_since = Some(begun);
        assert!(there.is_free(begun), "nothing is in hand");

        let turn = Arc::clone(&there.turns).try_read_owned().unwrap();
        let mark = Arc::clone(&there.marks).try_read_owned().unwrap();
        let last = HAND_OVER_GRACE + MARK_GRACE;
        let free = |there: &Partition| [HAND_OVER_GRACE, last].map(|it| there.is_free(after(it)));
        assert!(!there.is_free(begun) && !there.is_overdue(begun));
        assert!(there.is_overdue(after(HAND_OVER_GRACE)));
        assert_eq!(free(&there), [false, true]);
        drop(mark);
        assert_eq!(free(&there), [true, true]);
        assert!(!there.is_free(begun));
        drop(turn);
        assert!(there.is_free(begun));
    }

    #[test]
    fn no_call_begins_once_a_partition_should_have_been_handed_over() {
        let tenant_id = TenantId(uuid::Uuid::from_u128(1));
        let number = partition::of_tenant(tenant_id);
        let held = Held {
            partitions: HashMap::from([(number, Partition::new(7))]),
            leased_until: Some(Instant::now() + Duration::from_mins(1)),
        };
        let ownership = Ownership::new(Some(RwLock::new(held)));
        let fence = |epoch| Some(Fence { partition: number, epoch });
        assert!(ownership.is_sure_of(fence(7)) && !ownership.is_sure_of(fence(6)));
        let leave = |since: Option<Instant>| {
            ownership.write(|held| {
                held.partitions.get_mut(&number).unwrap().leaving_since = since;
            });
        };
        leave(Some(Instant::now()));
        assert!(ownership.is_sure_of(fence(7)), "turns may still end");
        leave(Instant::now().checked_sub(HAND_OVER_GRACE));
        assert!(!ownership.is_sure_of(fence(7)));
    }
}
