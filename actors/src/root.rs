//! One per node: starts tenants, and brings due timers and overlooked rows into reach.
//!
//! In memory: the tenants' addresses, which it alone owns.

use std::{
    collections::{BTreeSet, HashMap},
    time::Duration,
};

use actix::{Actor, Addr, AtomicResponse, Context, Handler, Supervised, Supervisor};
use entities::{health, ids::TenantId, inbox, outbox};

use crate::{
    Directory, Error, Means, Place, Wake,
    shell::{self, Drain},
    tenant::TenantActor,
};

/// How often the tables are looked at without a wake-up.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// The top of the tree.
#[derive(Debug)]
pub struct RootActor {
    means: Means,
    tenants: HashMap<TenantId, Addr<TenantActor>>,
    failures: u32,
}

/// Starts the tree. It lives while the address does, and stops when it is dropped.
pub fn start(means: Means) -> Addr<RootActor> {
    let directory = means.directory.clone();
    let root = Supervisor::start(|_| RootActor { means, tenants: HashMap::new(), failures: 0 });
    directory.enter(Place::Root, root.downgrade().recipient());
    // Outside the actor: a timer of its own would keep it alive after its address is dropped.
    let weak = root.downgrade();
    actix::spawn(async move {
        while weak.upgrade().is_some() {
            directory.wake(Place::Root);
            tokio::time::sleep(LOOK_EVERY).await;
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

    fn name(&self) -> String {
        "root".to_owned()
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
        for tenant_id in due {
            let means = &self.means;
            self.tenants.entry(tenant_id).or_insert_with(|| TenantActor::start(tenant_id, means));
        }
        // Also those with nothing due: that is when they let their idle pipelines go.
        for tenant_id in self.tenants.keys() {
            self.means.directory.wake(Place::Tenant(*tenant_id));
        }
    }
}
