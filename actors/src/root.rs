//! One per node: starts tenants, and brings due timers and overlooked rows into reach.
//!
//! In memory: the tenants' addresses, which it alone owns.

use std::{
    collections::{BTreeSet, HashMap},
    time::Duration,
};

use actix::{Actor, Addr, AtomicResponse, Context, Handler, Supervised, Supervisor};
use entities::{health, ids::TenantId, inbox, outbox, store::Fence};

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
    let root = Supervisor::start(|_| RootActor { means, tenants: HashMap::new(), failures: 0 });
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
        shell::turn(self, look(self.means.clone()), Self::reach)
    }
}

/// Tenants with something due.
async fn look(means: Means) -> Result<BTreeSet<TenantId>, Error> {
    let now = means.clock.now();
    let mut due: BTreeSet<_> =
        inbox::across_tenants_due(&means.db, now).await?.into_iter().collect();
    due.extend(outbox::across_tenants_due(&means.db, now).await?);
    due.extend(health::across_tenants_due(&means.db, now).await?);
    Ok(due)
}

impl RootActor {
    fn reach(&mut self, due: BTreeSet<TenantId>) {
        let directory = self.means.directory.clone();
        self.let_go(&due);
        for tenant_id in due {
            let Home::Here(fence) = directory.ownership().home(tenant_id) else { continue };
            let means = &self.means;
            let tenant = self.tenants.entry(tenant_id).or_insert_with(|| Tenant {
                _address: TenantActor::start(tenant_id, &means.for_owner(fence)),
                fence,
                idle_looks: 0,
            });
            tenant.idle_looks = 0;
            directory.wake(Place::Tenant(tenant_id));
        }
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
                    directory.wake(Place::Tenant(*tenant_id));
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
