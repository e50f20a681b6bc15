//! Who is awake: wakes an actor by id, from any thread, on whatever node it is.
//!
//! In memory: weak addresses, and what the owners of actors are to see to; actors are owned by the
//! root and by tenants. A wake-up that is lost costs a second, because the root looks at the tables.

use std::{
    collections::{HashMap, HashSet},
    fmt,
    sync::{
        Arc, Mutex, PoisonError, RwLock, Weak,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use actix::{WeakRecipient, prelude::SendError};
use entities::ids::{PipelineId, TenantId};
use tokio::sync::{Notify, OwnedMutexGuard, OwnedRwLockReadGuard};

use crate::{
    Wake,
    ownership::{Ownership, Stay},
};

/// An actor's place in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The one that owns tenants.
    Root,
    /// A tenant, which owns its pipelines and its outbox.
    Tenant(TenantId),
    /// A tenant's outbox.
    Outbox(TenantId),
    /// A pipeline.
    Pipeline(TenantId, PipelineId),
}

impl Place {
    /// Who would start the actor of this place.
    fn owner(self) -> Option<Self> {
        match self {
            Self::Root => None,
            Self::Tenant(_) => Some(Self::Root),
            Self::Outbox(tenant_id) | Self::Pipeline(tenant_id, _) => Some(Self::Tenant(tenant_id)),
        }
    }

    pub(crate) fn tenant_id(self) -> Option<TenantId> {
        match self {
            Self::Root => None,
            Self::Tenant(id) | Self::Outbox(id) | Self::Pipeline(id, _) => Some(id),
        }
    }
}

/// Wakes actors by place.
#[derive(Clone, Default)]
pub struct Directory {
    entries: Arc<RwLock<HashMap<Place, Entry>>>,
    /// What those that own others are to see to, since they last asked.
    asked: Arc<Mutex<HashMap<Place, Asked>>>,
    /// Who has a turn, or waits for one.
    turns: Arc<Mutex<HashMap<Place, Weak<tokio::sync::Mutex<()>>>>>,
    /// Read by each turn as long as it lasts; written to let no further turn begin.
    gate: Arc<tokio::sync::RwLock<()>>,
    stopping: Arc<AtomicBool>,
    ownership: Ownership,
}

/// What one that owns others is to see to.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    /// Whatever the tables have.
    pub(crate) everything: bool,
    /// Itself, and those of its own that were woken while they were not there.
    pub(crate) places: HashSet<Place>,
}

struct Entry {
    address: WeakRecipient<Wake>,
    /// Told of each wake-up, for turns that last.
    woken: Arc<Notify>,
}

/// Held as long as a turn lasts.
pub(crate) struct Turn {
    _node: OwnedRwLockReadGuard<()>,
    _place: OwnedMutexGuard<()>,
    _partition: Stay,
}

impl fmt::Debug for Directory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Directory").finish_non_exhaustive()
    }
}

impl Directory {
    /// Of a node that owns what `ownership` says.
    pub fn new(ownership: Ownership) -> Self {
        Self { ownership, ..Self::default() }
    }

    /// What this node owns.
    pub fn ownership(&self) -> &Ownership {
        &self.ownership
    }

    /// Wakes the actor of a place, or else whoever would start it; on another node, if that is
    /// where the tenant is at home.
    pub fn wake(&self, place: Place) {
        match place.tenant_id() {
            Some(tenant_id) if !self.ownership.is_here(tenant_id) => {
                self.ownership.tell_elsewhere(tenant_id);
            }
            Some(_) | None => self.wake_here(place),
        }
    }

    pub(crate) fn wake_here(&self, place: Place) {
        let (mut at, mut below) = (place, place);
        while !self.signal(at, |asked| {
            asked.everything |= below == Place::Root;
            asked.places.insert(below);
        }) {
            let Some(owner) = at.owner() else { return };
            (at, below) = (owner, at);
        }
    }

    /// Has all of a tenant looked at that the tables have, if it is at home here.
    pub(crate) fn look_here(&self, tenant_id: TenantId) {
        if !self.ownership.is_here(tenant_id) {
            return;
        }
        self.signal(Place::Outbox(tenant_id), |_| {});
        if !self.signal(Place::Tenant(tenant_id), |asked| asked.everything = true) {
            self.wake_here(Place::Tenant(tenant_id));
        }
    }

    /// Wakes the actor of a place itself, which finds what it is to see to; whether it is there.
    fn signal(&self, at: Place, ask: impl FnOnce(&mut Asked)) -> bool {
        let entries = self.entries.read().unwrap_or_else(PoisonError::into_inner);
        let awake = entries.get(&at).and_then(|entry| {
            entry.woken.notify_one();
            entry.address.upgrade()
        });
        drop(entries);
        let Some(recipient) = awake else { return false };
        if matches!(at, Place::Root | Place::Tenant(_)) {
            let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
            ask(asked.entry(at).or_default());
        }
        match recipient.try_send(Wake) {
            // Full: a wake-up waits already, which is as good.
            Ok(()) | Err(SendError::Full(_)) => true,
            Err(SendError::Closed(_)) => false,
        }
    }

    /// What a place is to see to since this was last asked.
    pub(crate) fn asked(&self, place: Place) -> Asked {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.remove(&place).unwrap_or_default()
    }

    pub(crate) fn enter(&self, place: Place, address: WeakRecipient<Wake>) {
        let mut entries = self.entries.write().unwrap_or_else(PoisonError::into_inner);
        entries.insert(place, Entry { address, woken: Arc::default() });
    }

    pub(crate) fn leave(&self, place: Place) {
        let mut entries = self.entries.write().unwrap_or_else(PoisonError::into_inner);
        entries.remove(&place);
    }

    /// A tenant and all that is below it leave.
    pub(crate) fn leave_tenant(&self, tenant_id: TenantId) {
        let mut entries = self.entries.write().unwrap_or_else(PoisonError::into_inner);
        entries.retain(|place, _| place.tenant_id() != Some(tenant_id));
        drop(entries);
        self.asked(Place::Tenant(tenant_id));
    }

    /// Told of each wake-up of a place.
    pub(crate) fn woken(&self, place: Place) -> Arc<Notify> {
        let entries = self.entries.read().unwrap_or_else(PoisonError::into_inner);
        entries.get(&place).map(|entry| Arc::clone(&entry.woken)).unwrap_or_default()
    }

    /// Whether a place has its turn, or waits for it.
    pub(crate) fn is_busy(&self, place: Place) -> bool {
        let turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        turns.get(&place).is_some_and(|turn| turn.strong_count() > 0)
    }

    /// To be held as long as a turn lasts. There is one at a time for each place, even where an
    /// actor has taken the place of another that still has its last. `None`: another node's place.
    pub(crate) async fn turn(&self, place: Place) -> Option<Turn> {
        let one = {
            let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
            let there = turns.get(&place).and_then(Weak::upgrade);
            there.unwrap_or_else(|| {
                let one = Arc::default();
                if turns.len() == turns.capacity() {
                    // Before it grows.
                    turns.retain(|_, turn| turn.strong_count() > 0);
                }
                turns.insert(place, Arc::downgrade(&one));
                one
            })
        };
        let alone = one.lock_owned().await;
        let node = Arc::clone(&self.gate).read_owned().await;
        let partition = match place.tenant_id() {
            Some(tenant_id) => self.ownership.stay(tenant_id)?,
            None => Stay::default(),
        };
        Some(Turn { _node: node, _place: alone, _partition: partition })
    }

    /// Lets no further turn begin, and waits for those that run, up to `grace`; whether all ended.
    /// For good: it is for stopping.
    pub async fn quiesce(&self, grace: Duration) -> bool {
        self.stopping.store(true, Ordering::Relaxed);
        for entry in self.entries.read().unwrap_or_else(PoisonError::into_inner).values() {
            // Turns that last see that they should end.
            entry.woken.notify_one();
        }
        let last = Arc::clone(&self.gate).write_owned();
        match tokio::time::timeout(grace, last).await {
            Ok(guard) => {
                std::mem::forget(guard);
                true
            }
            Err(_) => false,
        }
    }

    /// Whether a tenant's long turns should come to an end.
    pub(crate) fn stopping(&self, tenant_id: TenantId) -> bool {
        self.stopping.load(Ordering::Relaxed) || !self.ownership.is_here(tenant_id)
    }

    /// How many actors are awake.
    pub fn awake(&self) -> usize {
        self.entries.read().unwrap_or_else(PoisonError::into_inner).len()
    }
}

#[cfg(test)]
mod tests {
    use actix::{Actor, Context, Handler};

    use super::*;

    struct Root;

    impl Actor for Root {
        type Context = Context<Self>;
    }

    impl Handler<Wake> for Root {
        type Result = ();

        fn handle(&mut self, _: Wake, _: &mut Context<Self>) {}
    }

    #[actix::test]
    async fn the_root_is_asked_for_tenants_that_are_at_home_and_no_others() {
        let tenant_id = TenantId(uuid::Uuid::from_u128(1));
        let root = Root.start();
        let asked = |ownership| {
            let directory = Directory::new(ownership);
            directory.enter(Place::Root, root.downgrade().recipient());
            directory.look_here(tenant_id);
            directory.asked(Place::Root).places
        };
        assert_eq!(asked(Ownership::default()), HashSet::from([Place::Tenant(tenant_id)]));
        assert!(asked(Ownership::of_nothing()).is_empty(), "it would ask without end");
    }
}
