//! One turn at a time, restart with a growing pause. The only file that knows actix's traps.
//!
//! The traps (actix 0.13): only `AtomicResponse` keeps the next message out until a turn ends; a
//! `Supervisor` does not survive a panic, so a turn catches it; a restarted actor keeps its fields,
//! so nothing that matters is in them; only `try_send` respects a mailbox's bound.

use std::{any::Any, future::Future, panic::AssertUnwindSafe, time::Duration};

use actix::{
    Actor, ActorContext, ActorFutureExt, AsyncContext, AtomicResponse, Context, Handler, Message,
    Supervised, WrapFuture,
};
use entities::{
    ids::{MessageId, TenantId},
    inbox,
};
use futures_util::FutureExt;

use crate::{Directory, Error, Means, Place};

const PAUSE_FIRST: Duration = Duration::from_millis(100);
const PAUSE_MAX: Duration = Duration::from_secs(30);

/// The empty signal to look at the tables.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
pub struct Wake;

/// An actor that drains tables, turn by turn.
pub(crate) trait Drain: Actor<Context = Context<Self>> + Supervised + Handler<Wake> {
    /// Failed turns in a row.
    fn failures(&mut self) -> &mut u32;
    /// Where it is in the tree.
    fn place(&self) -> Place;
    /// Whom it wakes, and who lets its turns begin.
    fn directory(&self) -> &Directory;
}

/// To be called when the actor starts or restarts: bounds the mailbox and takes a first look,
/// after a pause if the last turn failed.
pub(crate) fn begin<A: Drain>(actor: &mut A, ctx: &mut Context<A>) {
    ctx.set_mailbox_capacity(1);
    match *actor.failures() {
        0 => wake_self(ctx),
        failures => {
            ctx.run_later(pause(failures), |_, ctx| wake_self(ctx));
        }
    }
}

fn wake_self<A: Drain>(ctx: &mut Context<A>) {
    // Full means that a wake-up waits already, which is as good.
    drop(ctx.address().try_send(Wake));
}

fn pause(failures: u32) -> Duration {
    PAUSE_FIRST.saturating_mul(2_u32.saturating_pow(failures.saturating_sub(1))).min(PAUSE_MAX)
}

/// `work` through the directory's gate, which closes when the node stops.
async fn gated<T>(
    directory: Directory,
    place: Place,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    let Some(_turn) = directory.turn(place).await else {
        return Err(Error::Elsewhere);
    };
    work.await
}

/// One turn: `work`, then `after` with what it gave. An error or a panic restarts the actor.
pub(crate) fn turn<A: Drain, T: 'static>(
    actor: &mut A,
    work: impl Future<Output = Result<T, Error>> + 'static,
    after: impl FnOnce(&mut A, T) + 'static,
) -> AtomicResponse<A, ()> {
    let place = actor.place();
    let work = gated(actor.directory().clone(), place, work);
    let guarded = AssertUnwindSafe(work).catch_unwind();
    AtomicResponse::new(Box::pin(guarded.into_actor(actor).map(
        move |outcome, actor: &mut A, ctx: &mut Context<A>| {
            let failure = match outcome {
                Ok(Ok(done)) => {
                    *actor.failures() = 0;
                    after(actor, done);
                    return;
                }
                // Whoever owns it is about to let it go.
                Ok(Err(Error::Elsewhere)) => {
                    *actor.failures() += 1;
                    return ctx.stop();
                }
                Ok(Err(error)) => with_sources(&error),
                Err(panic) => format!("panicked: {}", panic_text(panic.as_ref())),
            };
            *actor.failures() += 1;
            metrics::counter!("fulcrum_failed_turns_total").increment(1);
            tracing::error!(
                actor = ?place,
                failures = *actor.failures(),
                error = failure,
                "turn failed"
            );
            ctx.stop();
        },
    )))
}

/// Messages that are tried together. After a failure they are tried one by one, so that one that
/// fails does not wear out those behind it.
const AT_ONCE: u64 = 32;

/// What is said of a message that is given up without words of its own.
pub(crate) const GAVE_UP: &str = "gave up after failing again and again";

/// How many messages are tried together after so many failed turns.
pub(crate) fn at_once(failures: u32) -> u64 {
    if failures == 0 { AT_ONCE } else { 1 }
}

/// One try of claimed messages. When it fails, why is kept with a message that was tried alone; a
/// try that failed for the store's reasons does not count.
pub(crate) async fn attempt<T>(
    means: &Means,
    tenant_id: TenantId,
    ids: &[MessageId],
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    let why = match AssertUnwindSafe(work).catch_unwind().await {
        Ok(Ok(done)) => return Ok(done),
        Ok(Err(error)) if error.blames_no_message() => {
            // As far as the store can be written to at all.
            drop(inbox::discount(&means.db, tenant_id, ids).await);
            return Err(error);
        }
        Ok(Err(error)) => with_sources(&error),
        Err(panic) => format!("panicked: {}", panic_text(panic.as_ref())),
    };
    if let [id] = ids {
        inbox::keep_error(&means.db, tenant_id, *id, &why.replace('\0', "")).await?;
    }
    Err(Error::Message(why))
}

/// The chain of causes, on one line.
pub(crate) fn sources(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// An error with the chain of its causes, on one line.
pub(crate) fn with_sources(error: &dyn std::error::Error) -> String {
    let words = format!("{error}: {}", sources(error));
    words.trim_end_matches(": ").to_owned()
}

/// What a panic said.
pub(crate) fn panic_text(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("without words")
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    };

    use actix::Supervisor;
    use tokio::sync::Notify;

    use super::*;
    use crate::Place;

    /// Panics in its first turn, fails in its second, and is done in its third.
    struct Clumsy {
        turns: Arc<AtomicU32>,
        done: Arc<Notify>,
        directory: Directory,
        failures: u32,
    }

    impl Actor for Clumsy {
        type Context = Context<Self>;

        fn started(&mut self, ctx: &mut Context<Self>) {
            begin(self, ctx);
        }
    }

    impl Supervised for Clumsy {}

    impl Drain for Clumsy {
        fn failures(&mut self) -> &mut u32 {
            &mut self.failures
        }

        fn place(&self) -> Place {
            Place::Root
        }

        fn directory(&self) -> &Directory {
            &self.directory
        }
    }

    impl Handler<Wake> for Clumsy {
        type Result = AtomicResponse<Self, ()>;

        fn handle(&mut self, _: Wake, _: &mut Context<Self>) -> Self::Result {
            let turn_number = self.turns.fetch_add(1, Ordering::SeqCst);
            let done = Arc::clone(&self.done);
            let work = async move {
                match turn_number {
                    0 => panic!("dropped a plate"),
                    1 => Err(Error::Store(entities::DbErr::Custom("no plates".to_owned()))),
                    _ => Ok(()),
                }
            };
            turn(self, work, move |_, ()| done.notify_one())
        }
    }

    #[actix::test]
    async fn a_turn_that_panics_restarts_its_actor_which_looks_again() {
        let (turns, done) = (Arc::default(), Arc::new(Notify::new()));
        let directory = Directory::default();
        let actor = Clumsy {
            turns: Arc::clone(&turns),
            done: Arc::clone(&done),
            directory: directory.clone(),
            failures: 0,
        };
        let address = Supervisor::start(|_| actor);
        directory.enter(Place::Root, address.downgrade().recipient());
        done.notified().await;
        assert_eq!(turns.load(Ordering::SeqCst), 3);
        // Its address is still good.
        directory.wake(Place::Root);
        done.notified().await;
        assert_eq!(turns.load(Ordering::SeqCst), 4);
    }

    #[actix::test]
    async fn a_stopping_node_waits_for_turns_and_lets_none_begin() {
        let directory = Directory::default();
        let running = directory.turn(Place::Root).await;
        assert!(!directory.quiesce(Duration::ZERO).await);
        drop(running);
        assert!(directory.quiesce(Duration::from_secs(5)).await);
        assert!(directory.turn(Place::Root).now_or_never().is_none());
    }

    #[test]
    fn pauses_grow_to_a_limit() {
        assert_eq!(pause(1), Duration::from_millis(100));
        assert_eq!(pause(3), Duration::from_millis(400));
        assert_eq!(pause(100), PAUSE_MAX);
    }
}
