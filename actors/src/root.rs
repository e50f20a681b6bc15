//! One per node: starts tenants, and brings due timers and overlooked rows into reach.
//!
//! In memory: the tenants' addresses, which it alone owns.

use std::{
    collections::{BTreeSet, HashMap},
    time::Duration,
};

use actix::{Actor, Addr, AtomicResponse, Context, Handler, Supervised, Supervisor};
use entities::{
    health,
    ids::{EffectId, TenantId},
    inbox,
    outbox::{self, Effect},
    store::Fence,
};

use crate::{
    Directory, Error, Means, Place, Wake,
    ownership::{self, Home},
    shell::{self, Drain},
    tenant::TenantActor,
};

/// How often the tables are looked at without a wake-up.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Looks after which a tenant with nothing due is let go.
const IDLE_LOOKS: u32 = 10;

/// The top of the tree.
#[derive(Debug)]
pub struct RootActor {
    means: Means,
    tenants: HashMap<TenantId, Tenant>,
    /// Whether it has looked at everything once.
    looked: bool,
    failures: u32,
}

/// A tenant that is awake.
#[derive(Debug)]
struct Tenant {
    /// Kept, for the actor lives as long as an address does.
    _address: Addr<TenantActor>,
    /// What its commits must hold. When that changes, it is another actor's turn.
    fence: Option<Fence>,
    /// Looks since it had something due.
    idle_looks: u32,
}

/// Starts the tree. It lives while the address does, and stops when it is dropped.
pub fn start(means: Means) -> Addr<RootActor> {
    let directory = means.directory.clone();
    if let Some(pool) = means.db.postgres() {
        actix::spawn(ownership::listen(directory.clone(), pool.clone()));
    }
    let root = Supervisor::start(|_| RootActor {
        means,
        tenants: HashMap::new(),
        looked: false,
        failures: 0,
    });
    directory.enter(Place::Root, root.downgrade().recipient());
    // Outside the actor: a timer of its own would keep it alive after its address is dropped.
    let weak = root.downgrade();
    actix::spawn(async move {
        while weak.upgrade().is_some() {
            directory.wake(Place::Root);
            tokio::select! {
                () = directory.ownership().changed() => {}
                () = tokio::time::sleep(LOOK_EVERY) => {}
            }
        }
    });
    root
}

impl Actor for RootActor {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Context<Self>) {
        shell::begin(self, ctx);
    }
}

impl Supervised for RootActor {}

impl Drain for RootActor {
    fn failures(&mut self) -> &mut u32 {
        &mut self.failures
    }

    fn directory(&self) -> &Directory {
        &self.means.directory
    }

    fn place(&self) -> Place {
        Place::Root
    }
}

impl Handler<Wake> for RootActor {
    type Result = AtomicResponse<Self, ()>;

    fn handle(&mut self, _: Wake, _: &mut Context<Self>) -> Self::Result {
        let first = !self.looked || self.failures > 0;
        shell::turn(self, find(self.means.clone(), first), Self::reach)
    }
}

/// What is to be woken.
enum Found {
    /// All that has something due.
    Everything {
        /// Tenants with a message due.
        messages: BTreeSet<TenantId>,
        /// Tenants with an effect due.
        effects: BTreeSet<TenantId>,
    },
    /// Tenants that were woken while they were not there.
    Asked(Vec<TenantId>),
}

async fn find(means: Means, first: bool) -> Result<Found, Error> {
    let asked = means.directory.asked(Place::Root);
    if !first && !asked.everything {
        return Ok(Found::Asked(asked.places.into_iter().filter_map(Place::tenant_id).collect()));
    }
    let now = means.clock.now();
    for tenant_id in health::across_tenants_due(&means.db, now).await? {
        if let Home::Here(fence) = means.directory.ownership().home(tenant_id)
            && let Err(error) = begin_look(&means.for_owner(fence), tenant_id).await
        {
            // Of one tenant; it is due at the next look, too.
            tracing::warn!(tenant.id = %tenant_id, error = shell::with_sources(&error), "no look");
        }
    }
    let messages = inbox::across_tenants_due(&means.db, now).await?.into_iter().collect();
    let effects = outbox::across_tenants_due(&means.db, now).await?.into_iter().collect();
    Ok(Found::Everything { messages, effects })
}

/// Has Lever looked at, which is due.
async fn begin_look(means: &Means, tenant_id: TenantId) -> Result<(), Error> {
    let now = means.clock.now();
    let tx = means.db.begin().await?;
    if health::take_look(&tx, tenant_id, now).await? {
        let id = EffectId(means.ids.fresh());
        outbox::append(&tx, (tenant_id, id), None, Effect::LookAtLever, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

impl RootActor {
    fn reach(&mut self, found: Found) {
        self.looked = true;
        let directory = self.means.directory.clone();
        let (messages, effects) = match found {
            Found::Asked(tenants) => {
                for tenant_id in tenants {
                    // Started, it looks; else it was there already.
                    if !self.start(tenant_id) {
                        directory.look_here(tenant_id);
                    }
                }
                return;
            }
            Found::Everything { messages, effects } => (messages, effects),
        };
        self.let_go(&messages.union(&effects).copied().collect());
        for tenant_id in messages {
            // Who has a turn looks anyway.
            if !self.start(tenant_id) && !directory.is_busy(Place::Tenant(tenant_id)) {
                directory.look_here(tenant_id);
            }
        }
        for tenant_id in effects {
            // Also while it has effects in hand: others may have become due.
            if !self.start(tenant_id) {
                directory.wake_here(Place::Outbox(tenant_id));
            }
        }
    }

    /// Starts a tenant that is at home here; `false` when it is awake, or not at home.
    fn start(&mut self, tenant_id: TenantId) -> bool {
        let Home::Here(fence) = self.means.directory.ownership().home(tenant_id) else {
            return false;
        };
        let means = &self.means;
        let mut started = false;
        let tenant = self.tenants.entry(tenant_id).or_insert_with(|| {
            started = true;
            let address = TenantActor::start(tenant_id, &means.for_owner(fence));
            Tenant { _address: address, fence, idle_looks: 0 }
        });
        tenant.idle_looks = 0;
        started
    }

    /// Lets go of tenants that are at home elsewhere, and of those with nothing to do.
    fn let_go(&mut self, due: &BTreeSet<TenantId>) {
        let directory = &self.means.directory;
        self.tenants.retain(|tenant_id, tenant| {
            let ours = directory.ownership().home(*tenant_id) == Home::Here(tenant.fence);
            if !due.contains(tenant_id) {
                tenant.idle_looks += 1;
                if tenant.idle_looks == 1 {
                    // When it lets its idle pipelines go.
                    directory.look_here(*tenant_id);
                }
            }
            let keep = ours && tenant.idle_looks < IDLE_LOOKS;
            if !keep {
                directory.leave_tenant(*tenant_id);
            }
            keep
        });
    }
}
