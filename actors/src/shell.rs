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
use futures_util::FutureExt;

use crate::Error;

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
    /// Who it is, for logs.
    fn name(&self) -> String;
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

/// One turn: `work`, then `after` with what it gave. An error or a panic restarts the actor.
pub(crate) fn turn<A: Drain, T: 'static>(
    actor: &mut A,
    work: impl Future<Output = Result<T, Error>> + 'static,
    after: impl FnOnce(&mut A, T) + 'static,
) -> AtomicResponse<A, ()> {
    let guarded = AssertUnwindSafe(work).catch_unwind();
    AtomicResponse::new(Box::pin(guarded.into_actor(actor).map(
        |outcome, actor: &mut A, ctx: &mut Context<A>| {
            let failure = match outcome {
                Ok(Ok(done)) => {
                    *actor.failures() = 0;
                    after(actor, done);
                    return;
                }
                Ok(Err(error)) => format!("{error}: {}", sources(&error)),
                Err(panic) => format!("panicked: {}", panic_text(panic.as_ref())),
            };
            *actor.failures() += 1;
            tracing::error!(
                actor = actor.name(),
                failures = *actor.failures(),
                error = failure,
                "turn failed"
            );
            ctx.stop();
        },
    )))
}

/// The chain of causes, on one line.
pub(crate) fn sources(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
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
    use super::*;

    #[test]
    fn pauses_grow_to_a_limit() {
        assert_eq!(pause(1), Duration::from_millis(100));
        assert_eq!(pause(3), Duration::from_millis(400));
        assert_eq!(pause(100), PAUSE_MAX);
    }
}
