//! Claims one pipeline's messages, commits what each leads to, looks again.
//!
//! In memory: nothing that matters. Durable: `pipeline`, `inbox`, `outbox`, `transition`.

use actix::{Actor, Addr, AtomicResponse, Context, Handler, Supervised, Supervisor};
use entities::{
    Instant, Tx,
    ids::{EffectId, MessageId, PipelineId, TenantId, TransitionId},
    inbox::{self, Arrival},
    outbox::{self, Effect, Event},
    pipeline, transition,
};

use super::{Decision, cause, decide};
use crate::{
    Directory, Error, Means, Place, Wake,
    shell::{self, Drain},
    tenant::ATTEMPTS_MAX,
    unreadable,
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

    fn place(&self) -> Place {
        Place::Pipeline(self.key.0, self.key.1)
    }
}

impl Handler<Wake> for PipelineActor {
    type Result = AtomicResponse<Self, ()>;

    fn handle(&mut self, _: Wake, _: &mut Context<Self>) -> Self::Result {
        let at_once = shell::at_once(self.failures);
        shell::turn(self, drain(self.means.clone(), self.key, at_once), |_, ()| {})
    }
}

async fn drain(
    means: Means,
    (tenant_id, id): (TenantId, PipelineId),
    at_once: u64,
) -> Result<(), Error> {
    loop {
        let claims = unreadable::claim(&means, tenant_id, Some(id), at_once).await?;
        if claims.is_empty() {
            return Ok(());
        }
        let ids: Vec<_> = claims.iter().map(|claim| claim.id).collect();
        let advanced = Box::pin(advance(&means, (tenant_id, id), claims));
        if shell::attempt(&means, tenant_id, &ids, advanced).await? {
            means.directory.wake(Place::Outbox(tenant_id));
        }
        if (ids.len() as u64) < at_once {
            // Who comes later wakes this once more.
            return Ok(());
        }
    }
}

/// Decides messages, one after the other, and commits what they lead to; whether there are effects.
async fn advance(
    means: &Means,
    (tenant_id, id): (TenantId, PipelineId),
    claims: Vec<inbox::Model>,
) -> Result<bool, Error> {
    let now = means.clock.now();
    // Whoever is faster than what is seen here makes the commit fail.
    let seen = pipeline::find_with_webhook(&means.db, tenant_id, id).await;
    let tx = means.db.begin().await?;
    let (spent, claims): (Vec<_>, Vec<_>) =
        claims.into_iter().partition(|claim| claim.attempts > ATTEMPTS_MAX);
    // First of all, since it may be the pipeline that cannot be read.
    for claim in spent {
        inbox::bury(&tx, &claim, shell::GAVE_UP, now).await?;
    }
    if claims.is_empty() {
        tx.commit().await?;
        return Ok(false);
    }
    let Some((mut seen, told)) = seen? else {
        for claim in claims {
            inbox::bury(&tx, &claim, "there is no such pipeline", now).await?;
        }
        tx.commit().await?;
        return Ok(false);
    };
    let (mut done, mut effects) = (Vec::new(), false);
    for claim in claims {
        let decision = decide(seen.state.clone(), &claim.message, now);
        let stood = seen.state_name;
        effects |= !decision.effects.is_empty();
        seen = step(means, &tx, (seen, told), &claim, decision, now).await?;
        effects |= told && seen.state_name != stood;
        done.push(claim.id);
    }
    inbox::finish(&tx, tenant_id, &done, now).await?;
    tx.commit().await?;
    Ok(effects)
}

/// Writes down one decision; the pipeline as it is then. Whether the company is told of it is known.
async fn step(
    means: &Means,
    tx: &Tx,
    (seen, told): (pipeline::Model, bool),
    claim: &inbox::Model,
    decision: Decision,
    now: Instant,
) -> Result<pipeline::Model, Error> {
    let (tenant_id, id) = (seen.tenant_id, seen.id);
    let next = pipeline::advance(tx, &seen, &decision.next, now).await?;
    let transition_id = keep_step(means, tx, &seen, claim, &decision, now).await?;
    if told && next.state_name != seen.state_name {
        let key = (tenant_id, EffectId(means.ids.fresh()));
        let event = Event::Step { transition_id, version: next.version };
        let event = Effect::SendEvent { event };
        // None of the pipeline's own, which goes on whether anybody listens or not.
        outbox::append(tx, key, None, event, now).await?;
    }
    if let Some(trigger) = decision.trigger {
        // What is considered once more right before the invite is sent.
        pipeline::set_trigger(tx, (tenant_id, id), trigger).await?;
    }
    for effect in decision.effects {
        let key = (tenant_id, EffectId(means.ids.fresh()));
        if decision.again {
            outbox::append_again(tx, key, id, effect, now).await?;
        } else {
            outbox::append(tx, key, Some(id), effect, now).await?;
        }
    }
    for (number, (due_at, message)) in decision.timers.into_iter().enumerate() {
        let arrival = Arrival {
            pipeline_id: Some(id),
            dedup_key: format!("timer {number} of {}", claim.id),
            message,
            due_at,
        };
        inbox::put(tx, (tenant_id, MessageId(means.ids.fresh())), arrival, now).await?;
    }
    Ok(next)
}

async fn keep_step(
    means: &Means,
    tx: &Tx,
    seen: &pipeline::Model,
    claim: &inbox::Model,
    decision: &Decision,
    now: Instant,
) -> Result<TransitionId, Error> {
    let id = TransitionId(means.ids.fresh());
    let step = transition::Model {
        tenant_id: seen.tenant_id,
        id,
        pipeline_id: seen.id,
        from_state: seen.state_name,
        to_state: decision.next.name(),
        cause: cause(&claim.message),
        reason: decision.reason.clone(),
        at: now,
    };
    transition::append(tx, step).await?;
    Ok(id)
}
