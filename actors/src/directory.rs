//! Who is awake: wakes an actor by id, from any thread.
//!
//! In memory: weak addresses only; actors are owned by the root and by tenants. A wake-up that is
//! lost costs a second, because the root looks at the tables.

use std::{
    collections::HashMap,
    fmt,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use actix::{WeakRecipient, prelude::SendError};
use entities::ids::{PipelineId, TenantId};

use crate::Wake;

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
}

/// Wakes actors by place.
#[derive(Clone, Default)]
pub struct Directory {
    entries: Arc<RwLock<HashMap<Place, WeakRecipient<Wake>>>>,
    /// Read by each turn as long as it lasts; written to let no further turn begin.
    turns: Arc<tokio::sync::RwLock<()>>,
    stopping: Arc<AtomicBool>,
}

impl fmt::Debug for Directory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Directory").finish_non_exhaustive()
    }
}

impl Directory {
    /// Wakes the actor of a place, or else whoever would start it.
    pub fn wake(&self, place: Place) {
        let mut place = Some(place);
        while let Some(at) = place {
            let entries = self.entries.read().unwrap_or_else(PoisonError::into_inner);
            let awake = entries.get(&at).and_then(WeakRecipient::upgrade);
            drop(entries);
            match awake.map(|recipient| recipient.try_send(Wake)) {
                // Full: a wake-up waits already, which is as good.
                Some(Ok(()) | Err(SendError::Full(_))) => return,
                Some(Err(SendError::Closed(_))) | None => place = at.owner(),
            }
        }
    }

    pub(crate) fn enter(&self, place: Place, address: WeakRecipient<Wake>) {
        let mut entries = self.entries.write().unwrap_or_else(PoisonError::into_inner);
        entries.insert(place, address);
    }

    pub(crate) fn leave(&self, place: Place) {
        let mut entries = self.entries.write().unwrap_or_else(PoisonError::into_inner);
        entries.remove(&place);
    }

    /// To be held as long as a turn lasts.
    pub(crate) async fn turn(&self) -> tokio::sync::OwnedRwLockReadGuard<()> {
        Arc::clone(&self.turns).read_owned().await
    }

    /// Lets no further turn begin, and waits for those that run, up to `grace`; whether all ended.
    /// For good: it is for stopping.
    pub async fn quiesce(&self, grace: Duration) -> bool {
        self.stopping.store(true, Ordering::Relaxed);
        let last = Arc::clone(&self.turns).write_owned();
        match tokio::time::timeout(grace, last).await {
            Ok(guard) => {
                std::mem::forget(guard);
                true
            }
            Err(_) => false,
        }
    }

    /// Whether long turns should come to an end.
    pub(crate) fn stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }

    /// How many actors are awake.
    pub fn awake(&self) -> usize {
        self.entries.read().unwrap_or_else(PoisonError::into_inner).len()
    }
}
