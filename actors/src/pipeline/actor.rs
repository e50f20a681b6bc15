//! Claims one pipeline's messages, commits what each leads to, looks again.
//!
//! In memory: nothing that matters. Durable: `pipeline`, `inbox`, `outbox`, `transition`.

use actix::{Actor, Addr, AtomicResponse, Context, Handler, Supervised, Supervisor};
use entities::{
    DatabaseTransaction, Instant,
    ids::{EffectId, MessageId, PipelineId, TenantId, TransitionId},
    inbox::{self, Arrival},
    outbox, pipeline,
    sea_orm::TransactionTrait,
    transition,
};

use super::{Decision, cause, decide};
use crate::{
    Directory, Error, Means, Place, Wake,
    shell::{self, Drain},
    tenant::ATTEMPTS_MAX,
};

/// One live pipeline.
#[derive(Debug)]
pub(crate) struct PipelineActor {
    key: (TenantId, PipelineId),
    means: Means,
    failures: u32,
}

impl PipelineActor {
    pub(crate) fn start(key: (TenantId, PipelineId), means: &Means) -> Addr<Self> {
        let actor = Self { key, means: means.clone(), failures: 0 };
        let address = Supervisor::start(|_| actor);
        means.directory.enter(Place::Pipeline(key.0, key.1), address.downgrade().recipient());
        address
    }
}

impl Actor for PipelineActor {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Context<Self>) {
        shell::begin(self, ctx);
    }
}

impl Supervised for PipelineActor {}

impl Drain for PipelineActor {
    fn failures(&mut self) -> &mut u32 {
        &mut self.failures
    }

    fn directory(&self) -> &Directory {
        &self.means.directory
    }

    fn name(&self) -> String {
        self.key.1.to_string()
    }
}

impl Handler<Wake> for PipelineActor {
    type Result = AtomicResponse<Self, ()>;

    fn handle(&mut self, _: Wake, _: &mut Context<Self>) -> Self::Result {
        shell::turn(self, drain(self.means.clone(), self.key), |_, ()| {})
    }
}

async fn drain(means: Means, (tenant_id, id): (TenantId, PipelineId)) -> Result<(), Error> {
    let mut effects = false;
    while let Some(claim) =
        inbox::claim_next(&means.db, tenant_id, Some(id), means.clock.now()).await?
    {
        effects |= advance(&means, (tenant_id, id), claim).await?;
    }
    if effects {
        means.directory.wake(Place::Outbox(tenant_id));
    }
    Ok(())
}

/// Decides one message and commits what it leads to; whether there are effects.
async fn advance(
    means: &Means,
    (tenant_id, id): (TenantId, PipelineId),
    claim: inbox::Model,
) -> Result<bool, Error> {
    let now = means.clock.now();
    let tx = means.db.begin().await?;
    let seen = pipeline::find(&tx, tenant_id, id).await?;
    let Some(seen) = seen.filter(|_| claim.attempts <= ATTEMPTS_MAX) else {
        inbox::bury(&tx, tenant_id, claim.id, "gave up after failing again and again", now).await?;
        tx.commit().await?;
        return Ok(false);
    };
    let decision = decide(seen.state.clone(), &claim.message, now);
    if !pipeline::advance(&tx, &seen, &decision.next, now).await? {
        return Err(Error::Overtaken(id));
    }
    keep_step(means, &tx, &seen, &claim, &decision, now).await?;
    if let Some(trigger) = decision.trigger {
        // What is considered once more right before the invite is sent.
        pipeline::set_trigger(&tx, (tenant_id, id), trigger).await?;
    }
    let effects = !decision.effects.is_empty();
    for effect in decision.effects {
        let key = (tenant_id, EffectId(means.ids.fresh()));
        if decision.again {
            outbox::append_again(&tx, key, id, effect, now).await?;
        } else {
            outbox::append(&tx, key, Some(id), effect, now).await?;
        }
    }
    for (number, (due_at, message)) in decision.timers.into_iter().enumerate() {
        let arrival = Arrival {
            pipeline_id: Some(id),
            dedup_key: format!("timer {number} of {}", claim.id),
            message,
            due_at,
        };
        inbox::insert(&tx, (tenant_id, MessageId(means.ids.fresh())), arrival, now).await?;
    }
    inbox::finish(&tx, tenant_id, claim.id, now).await?;
    tx.commit().await?;
    Ok(effects)
}

async fn keep_step(
    means: &Means,
    tx: &DatabaseTransaction,
    seen: &pipeline::Model,
    claim: &inbox::Model,
    decision: &Decision,
    now: Instant,
) -> Result<(), Error> {
    let step = transition::Model {
        tenant_id: seen.tenant_id,
        id: TransitionId(means.ids.fresh()),
        pipeline_id: seen.id,
        from_state: seen.state_name,
        to_state: decision.next.name(),
        cause: cause(&claim.message),
        reason: decision.reason.clone(),
        at: now,
    };
    Ok(transition::append(tx, step).await?)
}
