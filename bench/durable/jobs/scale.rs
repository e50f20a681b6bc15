//! Ten and a hundred times the tenants and pipelines: whether one pipeline costs the same.

use std::time::Duration;

use super::{Done, World, pipelines::Cost};
use crate::Bench;

const TENANTS: [usize; 3] = [10, 100, 1_000];
const PIPELINES_OF_EACH: usize = 50;
/// The same at each size, and less than any tenant may have in hand.
const IN_HAND: usize = 100;
/// Done before the clock starts, at each size.
const WARM_UP: usize = 500;
/// The longest at one size; what was done by then counts.
const SECONDS_MAX: u64 = 60;
const FLAT: f64 = 1.1;

pub(super) async fn run(bench: &mut Bench) -> Done {
    let mut first: Option<(f64, f64)> = None;
    for tenants in TENANTS {
        let count = bench.count(tenants * PIPELINES_OF_EACH);
        let mut world = World::on_sqlite(bench, tenants).await?;
        let mut drive = world.drive();
        let time = (Duration::ZERO, Duration::from_secs(SECONDS_MAX));
        drive.keep_going(IN_HAND, bench.count(WARM_UP), time).await;
        let time = (Duration::ZERO, Duration::from_secs(SECONDS_MAX));
        let cost = Cost::of(&world, &mut drive, (IN_HAND, count), time).await;
        world.check()?;
        let (cpu, rate) = (cost.server.as_secs_f64() * 1e6, cost.per_second);
        let name = format!("scale: {tenants} tenants, pipelines done");
        bench.report.fact(name, cost.driven.done as f64, "");
        bench.report.fact(format!("scale: {tenants} tenants, pipelines a second"), rate, "/s");
        let name = format!("scale: {tenants} tenants, server's CPU time for each");
        bench.report.fact(name, cpu, "µs");
        match first {
            None => first = Some((cpu, rate)),
            Some((first_cpu, first_rate)) => {
                let name = format!("scale: {tenants} tenants / 10, CPU time for each");
                bench.report.at_most(name, cpu / first_cpu, "", FLAT);
                let name = format!("scale: {tenants} tenants / 10, time for each");
                bench.report.at_most(name, first_rate / rate, "", FLAT);
            }
        }
    }
    Ok(())
}
