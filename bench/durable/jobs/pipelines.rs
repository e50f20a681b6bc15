//! From the webhook to mail, tag and note, with a thousand tenants: as many as it can a second,
//! and how long one takes when there is little to do.

use std::time::Duration;

use super::{Done, World};
use crate::{
    Bench,
    drive::{Drive, Driven},
    postgres::Postgres,
    served::{Place, worked},
};

const TENANTS: usize = 1_000;
/// Pipelines under way at once; the next begins when one is done.
pub(super) const IN_HAND: usize = 1_000;
const SECONDS: u64 = 15;
const WARM_UP_SECONDS: u64 = 5;
const RATE_GOAL: f64 = 4_000.0;
const CALM_PER_SECOND: u32 = 10;
const CALM_PIPELINES: usize = 200;
const CALM_P50_GOAL_MS: f64 = 6.0;

/// What one pipeline took.
pub(super) struct Cost {
    pub(super) per_second: f64,
    /// CPU time of the server for each.
    pub(super) server: Duration,
    /// CPU time of load and outside for each.
    pub(super) bench: Duration,
    pub(super) driven: Driven,
}

impl Cost {
    /// Of pipelines that are done while `drive` keeps `in_hand` of them going. CPU time is of all,
    /// those before the clock started too, so it is shared by what was done since then and before.
    pub(super) async fn of(
        world: &World,
        drive: &mut Drive,
        (in_hand, count): (usize, usize),
        times: (Duration, Duration),
    ) -> Self {
        let ledger = &world.outside.ledger;
        let (effects, server, bench) = (ledger.effects(), world.served.worked(), worked("self"));
        let driven = drive.keep_going(in_hand, count, times).await;
        let effects = ledger.effects() - effects;
        let pipelines = (effects as f64 / crate::ledger::EFFECTS as f64).max(1.0);
        Self {
            per_second: driven.per_second(),
            server: world.served.worked().saturating_sub(server).div_f64(pipelines),
            bench: worked("self").saturating_sub(bench).div_f64(pipelines),
            driven,
        }
    }
}

async fn on(bench: &mut Bench, mut world: World, store: &str, goals: bool) -> Done {
    let mut drive = world.drive();
    let in_hand = bench.count(IN_HAND);
    let times = (bench.time(WARM_UP_SECONDS), bench.time(SECONDS));
    let cost = Cost::of(&world, &mut drive, (in_hand, usize::MAX), times).await;
    let (rate, latencies) = (cost.per_second, &cost.driven.latencies);
    let report = &mut bench.report;
    let name = format!("pipelines, {store}: a second, {in_hand} in hand");
    if goals {
        report.at_least(name, rate, "/s", RATE_GOAL);
    } else {
        report.fact(name, rate, "/s");
    }
    report.fact(format!("pipelines, {store}: p50 at that rate"), latencies.ms(50.0), "ms");
    report.fact(format!("pipelines, {store}: p99 at that rate"), latencies.ms(99.0), "ms");
    let us = |time: Duration| time.as_secs_f64() * 1e6;
    let name = format!("pipelines, {store}: server's CPU time for each");
    report.fact(name, us(cost.server), "µs");
    let name = format!("pipelines, {store}: CPU time of load and outside for each");
    report.fact(name, us(cost.bench), "µs");
    let left = drive.finish().await as f64;
    bench.report.at_most(format!("pipelines, {store}: never done"), left, "", 0.0);
    let calm = drive.evenly(CALM_PER_SECOND, bench.count(CALM_PIPELINES)).await;
    let p50 = calm.latencies.ms(50.0);
    let name = format!("pipelines, {store}: p50 at {CALM_PER_SECOND} a second");
    if goals {
        bench.report.at_most(name, p50, "ms", CALM_P50_GOAL_MS);
    } else {
        bench.report.fact(name, p50, "ms");
    }
    let name = format!("pipelines, {store}: p99 at {CALM_PER_SECOND} a second");
    bench.report.fact(name, calm.latencies.ms(99.0), "ms");
    let doubles = world.outside.ledger.doubles();
    let second = (doubles.mails + doubles.mails_again + doubles.notes) as f64;
    bench.report.at_most(format!("pipelines, {store}: doubled mails and notes"), second, "", 0.0);
    world.check()
}

pub(super) async fn run(bench: &mut Bench) -> Done {
    let tenants = bench.count(TENANTS);
    let world = World::on_sqlite(bench, tenants).await?;
    on(bench, world, "SQLite", true).await?;
    let place = Place::new()?;
    let (_, url) = Postgres::plain().database().await;
    let world = World::start(bench, place, &url, tenants).await?;
    on(bench, world, "PostgreSQL", false).await
}
