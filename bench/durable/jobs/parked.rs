//! A million pipelines that wait for their candidates: what they cost in memory, how long a start
//! takes with them, and whether the next webhook is as fast as without.
//!
//! Memory is compared with that of a tenth of them: either is enough to fill what the store keeps
//! of its file, which does not grow any further.

use std::{
    error::Error,
    time::{Duration, Instant},
};

use entities::{
    Store,
    sea_orm::{ConnectionTrait, Statement},
};

use super::{Done, World};
use crate::{
    Bench,
    drive::Drive,
    load::{Latencies, hammer},
    seed::{self, OTHER_STAGE, announcement},
};

const TENANTS: usize = 1_000;
const PARKED: usize = 1_000_000;
/// Less than anything that is kept for each could take.
const BYTES_GOAL: f64 = 1.0;
const READY_GOAL_SECONDS: f64 = 2.0;
/// How much slower is as fast: medians of one machine differ by that much from run to run.
const AS_FAST: f64 = 1.1;
/// So that memory is looked at when the start is over.
const SETTLE: Duration = Duration::from_secs(3);
/// The two servers take turns, so that both have the same share of a machine's bad moments.
const ROUNDS: usize = 10;
const WEBHOOKS: usize = 2_000;
const PIPELINES: usize = 100;
const PATIENCE: Duration = Duration::from_secs(30);

/// A server that was started on a store where pipelines wait.
struct Parked {
    world: World,
    drive: Drive,
    ready: Duration,
    memory_bytes: u64,
    webhooks: Latencies,
    pipelines: Latencies,
}

impl Parked {
    /// With so many.
    async fn start(bench: &Bench, count: usize) -> Result<Self, Box<dyn Error>> {
        let (mut world, drive) = with_one(bench).await?;
        world.served.kill()?;
        if count > 0 {
            let db = seed::open(&world.settings.store).await;
            park(&db, count).await?;
            db.close().await?;
        }
        let (served, ready) = world.settings.start().await?;
        world.served = served;
        tokio::time::sleep(SETTLE).await;
        let memory_bytes = world.served.memory_bytes();
        let (webhooks, pipelines) = (Latencies::new(), Latencies::new());
        Ok(Self { world, drive, ready, memory_bytes, webhooks, pipelines })
    }

    /// Takes one more round of webhooks, one after the other, and of pipelines.
    async fn ask(&mut self, bench: &Bench, round: usize) -> Done {
        let companies = &self.world.companies;
        let each = |number: usize| {
            let company = &companies[number % companies.len()];
            announcement(company, number, OTHER_STAGE, &format!("round-{round}"))
        };
        let requests: Vec<_> = (0..bench.count(WEBHOOKS / ROUNDS)).map(each).collect();
        let sent = hammer(&[self.world.settings.bind], 1, &requests, PATIENCE).await?;
        self.webhooks.add(&sent.latencies);
        self.drive.candidates_act = true;
        let driven = self.drive.evenly(10, bench.count(PIPELINES / ROUNDS)).await;
        self.pipelines.add(&driven.latencies);
        self.world.check()
    }
}

/// Multiplies the rows that one pipeline has while it waits.
async fn park(db: &Store, count: usize) -> Done {
    // Ids sort by time, as ours do.
    let id = |at: &str| {
        format!(
            "unhex(printf('%012x', 1780000000000 + {at}) || '7' || \
             substr(hex(randomblob(8)), 1, 3) || '8' || substr(hex(randomblob(8)), 1, 15))"
        )
    };
    // Only so that it does not take long: it is closed before anything is measured.
    for hurry in ["synchronous = OFF", "cache_size = -1000000", "temp_store = MEMORY"] {
        db.execute_unprepared(&format!("PRAGMA {hurry}")).await?;
    }
    let parked = format!(
        "CREATE TEMP TABLE parked AS WITH RECURSIVE \
         number(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM number WHERE i + 1 < {count}), \
         owner AS (SELECT tenant_id, row_number() OVER (ORDER BY tenant_id) - 1 AS place \
                   FROM connection) \
         SELECT i, owner.tenant_id AS tenant_id, {} AS id FROM number JOIN owner \
         ON owner.place = i * (SELECT count(*) FROM connection) / {count}",
        id("i")
    );
    db.execute_unprepared(&parked).await?;
    let opportunity = "printf('00000000-0000-4000-b000-%012x', parked.i)".to_owned();
    let pipeline = [("id", "parked.id".to_owned()), ("opportunity_id", opportunity)];
    multiply(db, "pipeline", "state_name = 'invited'", &pipeline).await?;
    let timer = [
        ("id", id("parked.i")),
        ("pipeline_id", "parked.id".to_owned()),
        ("dedup_key", "'parked ' || parked.i".to_owned()),
    ];
    multiply(db, "inbox", "status = 'pending'", &timer).await?;
    let invite = [
        ("id", "randomblob(16)".to_owned()),
        ("pipeline_id", "parked.id".to_owned()),
        ("token_hash", "lower(hex(randomblob(32)))".to_owned()),
    ];
    multiply(db, "invite", "1 = 1", &invite).await?;
    db.execute_unprepared("DROP TABLE parked").await?;
    db.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await?;
    Ok(())
}

/// Adds a copy of the one row of `table` like `like` for each that is parked, all columns the same
/// but for the tenant and the `own` ones.
async fn multiply(db: &Store, table: &str, like: &str, own: &[(&str, String)]) -> Done {
    let backend = db.get_database_backend();
    let asked = format!("SELECT name FROM pragma_table_info('{table}')");
    let rows = db.query_all_raw(Statement::from_string(backend, asked)).await?;
    let columns: Vec<String> =
        rows.iter().map(|row| row.try_get("", "name")).collect::<Result<_, _>>()?;
    let value = |column: &String| match own.iter().find(|(name, _)| name == column) {
        Some((_, value)) => value.clone(),
        None if column == "tenant_id" => "parked.tenant_id".to_owned(),
        None => format!("one.{column}"),
    };
    let values: Vec<_> = columns.iter().map(value).collect();
    let sql = format!(
        "INSERT INTO {table} ({}) SELECT {} FROM parked, (SELECT * FROM {table} WHERE {like} \
         LIMIT 1) AS one",
        columns.join(", "),
        values.join(", ")
    );
    let done = db.execute_unprepared(&sql).await?;
    if done.rows_affected() == 0 {
        return Err(format!("no row of {table} waits with a pipeline").into());
    }
    Ok(())
}

/// A store with one pipeline that waits for its candidate, as the server itself left it.
async fn with_one(bench: &Bench) -> Result<(World, Drive), Box<dyn Error>> {
    let mut world = World::on_sqlite(bench, bench.count(TENANTS)).await?;
    let mut drive = world.drive();
    drive.candidates_act = false;
    drive.begin();
    let begun = Instant::now();
    while world.outside.ledger.effects() < 2 && begun.elapsed() < PATIENCE {
        drive.done(Duration::from_millis(10)).await;
    }
    drive.let_go();
    // What came of the last effect is written down.
    tokio::time::sleep(Duration::from_secs(1)).await;
    Ok((world, drive))
}

pub(super) async fn run(bench: &mut Bench) -> Done {
    let count = bench.count(PARKED);
    let tenth = Parked::start(bench, count / 10).await?.memory_bytes;
    let mut none = Parked::start(bench, 0).await?;
    let mut all = Parked::start(bench, count).await?;
    for round in 0..ROUNDS {
        none.ask(bench, round).await?;
        all.ask(bench, round).await?;
    }
    let report = &mut bench.report;
    report.fact("parked: pipelines", count as f64, "");
    let memory = [("none", none.memory_bytes), ("a tenth", tenth), ("all", all.memory_bytes)];
    for (words, bytes) in memory {
        let mib = bytes as f64 / 1024.0 / 1024.0;
        report.fact(format!("parked: memory, {words} of them"), mib, "MiB");
    }
    for (words, parked) in [("none", &none), ("all", &all)] {
        let ready = parked.ready.as_secs_f64();
        report.fact(format!("parked: start to ready, {words} of them"), ready, "s");
        let name = format!("parked: next webhook, {words} of them, p50");
        report.fact(name, parked.webhooks.ms(50.0), "ms");
        let name = format!("parked: next pipeline, {words} of them, p50");
        report.fact(name, parked.pipelines.ms(50.0), "ms");
    }
    let more = all.memory_bytes as f64 - tenth as f64;
    let each = (more / (count - count / 10) as f64).max(0.0);
    report.at_most("parked: memory for each (1 or less is noise)", each, "B", BYTES_GOAL);
    let ready = all.ready.as_secs_f64();
    report.at_most("parked: start to ready with all", ready, "s", READY_GOAL_SECONDS);
    let ratio = all.webhooks.ms(50.0) / none.webhooks.ms(50.0);
    report.at_most("parked: next webhook, all / none", ratio, "", AS_FAST);
    let ratio = all.pipelines.ms(50.0) / none.pipelines.ms(50.0);
    report.at_most("parked: next pipeline, all / none", ratio, "", AS_FAST);
    Ok(())
}
