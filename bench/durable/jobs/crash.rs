//! `kill -9` with a third of the effects of 2,000 acknowledged pipelines at the outside, and a
//! restart at once: until when all is there, and what was lost or doubled.

use std::time::{Duration, Instant};

use super::{Done, World};
use crate::{
    Bench,
    drive::CONNECTIONS,
    ledger::{Doubles, EFFECTS},
    load::hammer,
};

const TENANTS: usize = 1_000;
const PIPELINES: usize = 2_000;
const GOAL_SECONDS: f64 = 2.5;
const PATIENCE: Duration = Duration::from_mins(2);
const LOOK_EVERY: Duration = Duration::from_millis(1);
/// How long a second one may yet come.
const AFTERMATH: Duration = Duration::from_secs(3);

pub(super) async fn run(bench: &mut Bench) -> Done {
    let mut world = World::on_sqlite(bench, bench.count(TENANTS)).await?;
    let count = bench.count(PIPELINES);
    let all = count as u64 * EFFECTS;
    let ledger = std::sync::Arc::clone(&world.outside.ledger);
    let mut drive = world.drive();
    // All are acknowledged before the first effect.
    world.outside.set_open(false);
    let requests = drive.announce(count);
    let sent = hammer(&[world.settings.bind], CONNECTIONS, &requests, PATIENCE).await?;
    if sent.acknowledged != count as u64 {
        return Err(format!("{} of {count} were acknowledged", sent.acknowledged).into());
    }
    world.outside.set_open(true);
    let begun = Instant::now();
    while ledger.effects() < all / 3 {
        drive.done(LOOK_EVERY).await;
        if begun.elapsed() > PATIENCE {
            return Err("a third of the effects was never done".into());
        }
    }
    let killed = Instant::now();
    world.served.kill()?;
    let at_kill = ledger.effects();
    world.served = world.settings.spawn()?;
    let mut ready = None;
    while ledger.effects() < all && killed.elapsed() < PATIENCE {
        if ready.is_none() {
            // Candidates go on meanwhile; what they are told is taken up below.
            world.served.ready().await?;
            ready = Some(killed.elapsed());
        }
        drive.done(LOOK_EVERY).await;
    }
    let took = killed.elapsed();
    let lost = all - ledger.effects();
    let after = Instant::now();
    while after.elapsed() < AFTERMATH {
        drive.done(LOOK_EVERY).await;
    }
    let Doubles { mails_again, mails, notes, tags_again } = ledger.doubles();
    let report = &mut bench.report;
    report.fact("crash: pipelines acknowledged", count as f64, "");
    report.fact("crash: effects at the outside when killed", at_kill as f64, "");
    report.fact("crash: kill to ready", ready.unwrap_or_default().as_secs_f64(), "s");
    report.at_most("crash: kill to all effects there", took.as_secs_f64(), "s", GOAL_SECONDS);
    report.at_most("crash: effects lost", lost as f64, "", 0.0);
    report.at_most("crash: notes doubled", notes as f64, "", 0.0);
    report.at_most("crash: mails doubled, with different ids", mails as f64, "", 0.0);
    report.at_most("crash: mails handed over twice, with one id", mails_again as f64, "", 0.0);
    report.fact("crash: tags added again, there once", tags_again as f64, "");
    world.check()
}
