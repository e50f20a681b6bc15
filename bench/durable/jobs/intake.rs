//! Durable acknowledged webhooks a second, with 64 connections: on SQLite beside the same HTTP
//! server without a store, on `PostgreSQL` beside plain inserts.
//!
//! The events are moves to a stage that invites nobody, as most of Lever's are: stored, routed,
//! done. What they cost after the answer is on the same cores, and so counted too.

use std::{
    fs::File,
    io::{self, Write},
    net::SocketAddr,
    time::{Duration, Instant},
};

use entities::{
    inbox,
    sea_orm::{EntityTrait, PaginatorTrait},
};

use super::{Done, World};
use crate::{
    Bench,
    drive::CONNECTIONS,
    load::{Hammered, hammer},
    plain,
    postgres::Postgres,
    seed::{self, Company, OTHER_STAGE, announcement},
    served::Place,
};

const TENANTS: usize = 1_000;
/// More than are sent in the time.
const DELIVERIES: usize = 400_000;
const SECONDS: u64 = 10;
/// Of the server without a store.
const SHARE_GOAL: f64 = 0.8;
const P99_GOAL_MS: f64 = 10.0;
/// The server's own default.
const WORKERS: usize = 2;

/// Signed before any clock starts.
fn deliveries(companies: &[Company], count: usize, run: &str) -> Vec<Vec<u8>> {
    let each = |number: usize| {
        announcement(&companies[number % companies.len()], number, OTHER_STAGE, run)
    };
    (0..count).map(each).collect()
}

/// First for a moment that does not count.
async fn measure(
    bench: &Bench,
    server: SocketAddr,
    companies: &[Company],
) -> Result<(Hammered, u64), Box<dyn std::error::Error>> {
    let first = deliveries(companies, bench.count(2_000), "warm-up");
    let warm = hammer(&[server], CONNECTIONS, &first, bench.time(5)).await?;
    let requests = deliveries(companies, bench.count(DELIVERIES), "measured");
    let hammered = hammer(&[server], CONNECTIONS, &requests, bench.time(SECONDS)).await?;
    if hammered.refused + warm.refused > 0 {
        return Err(format!("{} deliveries were refused", hammered.refused).into());
    }
    let acknowledged = hammered.acknowledged + warm.acknowledged;
    Ok((hammered, acknowledged))
}

async fn durable(
    bench: &mut Bench,
    world: World,
    store: &str,
) -> Result<Hammered, Box<dyn std::error::Error>> {
    let before = world.served.worked();
    let (hammered, acknowledged) = measure(bench, world.settings.bind, &world.companies).await?;
    let worked = world.served.worked().saturating_sub(before);
    let url = world.settings.store.clone();
    world.check()?;
    // As harsh as can be, at a moment when nobody was told of it.
    drop(world.served);
    let db = seed::open(&url).await;
    let stored = inbox::Entity::find().count(&db).await?;
    db.close().await?;
    let lost = acknowledged.saturating_sub(stored) as f64;
    let (latencies, report) = (&hammered.latencies, &mut bench.report);
    report.fact(format!("webhooks, {store}: p50"), latencies.ms(50.0), "ms");
    let each = worked.as_secs_f64() * 1e6 / acknowledged as f64;
    report.fact(format!("webhooks, {store}: server's CPU time for each"), each, "µs");
    let name = format!("webhooks, {store}: acknowledged and not stored after kill -9");
    report.at_most(name, lost, "", 0.0);
    Ok(hammered)
}

/// How often a second this disk takes four kilobytes and says that they will last: what whoever
/// commits one row at a time has to live with.
fn syncs_per_second() -> io::Result<f64> {
    const TIME: Duration = Duration::from_secs(1);
    let place = Place::new()?;
    let mut file = File::create(place.folder.path().join("syncs"))?;
    let (begun, mut syncs) = (Instant::now(), 0_u32);
    while begun.elapsed() < TIME {
        file.write_all(&[0; 4096])?;
        file.sync_data()?;
        syncs += 1;
    }
    Ok(f64::from(syncs) / begun.elapsed().as_secs_f64())
}

pub(super) async fn run(bench: &mut Bench) -> Done {
    bench.report.fact("disk: 4 KiB appended and synced, a second", syncs_per_second()?, "/s");
    let world = World::on_sqlite(bench, bench.count(TENANTS)).await?;
    let (plain_server, bind) = plain::start(WORKERS).await?;
    let (plain, _) = measure(bench, bind, &world.companies).await?;
    drop(plain_server);
    bench.report.fact("webhooks, no store: a second", plain.per_second(), "/s");
    bench.report.fact("webhooks, no store: p99", plain.latencies.ms(99.0), "ms");
    let sqlite = durable(bench, world, "SQLite").await?;
    bench.report.fact("webhooks, SQLite: a second", sqlite.per_second(), "/s");
    let p99 = sqlite.latencies.ms(99.0);
    bench.report.at_most("webhooks, SQLite: p99", p99, "ms", P99_GOAL_MS);
    let share = sqlite.per_second() / plain.per_second();
    bench.report.at_least("webhooks, SQLite / no store", share, "", SHARE_GOAL);

    let postgres = Postgres::plain();
    let place = Place::new()?;
    let (_, url) = postgres.database().await;
    let world = World::start(bench, place, &url, bench.count(TENANTS)).await?;
    let request = deliveries(&world.companies, 1, "sample").remove(0);
    let request = String::from_utf8(request)?;
    let body = request.split("\r\n\r\n").nth(1).unwrap_or_default();
    let inserts = postgres.inserts(CONNECTIONS, body, bench.time(SECONDS).as_secs()).await;
    bench.report.fact("rows, pgbench: a second, 64 clients", inserts, "/s");
    let durable = durable(bench, world, "PostgreSQL").await?;
    bench.report.fact("webhooks, PostgreSQL: a second", durable.per_second(), "/s");
    bench.report.fact("webhooks, PostgreSQL: p99", durable.latencies.ms(99.0), "ms");
    let share = durable.per_second() / inserts;
    bench.report.at_least("webhooks, PostgreSQL / pgbench's inserts", share, "", 1.0);
    Ok(())
}
