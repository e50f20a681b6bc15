//! What one pipeline says to `PostgreSQL`: every statement, and how often. Only when asked for by
//! name; no goal is about it, but every goal depends on it.

use entities::sea_orm::{ConnectionTrait, Statement};

use super::{Done, World};
use crate::{Bench, postgres::Postgres, served::Place};

const TENANTS: usize = 10;
const PIPELINES: usize = 200;
const PER_SECOND: u32 = 20;
/// Of a statement that is shown.
const CHARS_MAX: usize = 150;

pub(super) async fn run(bench: &mut Bench) -> Done {
    let postgres = Postgres::start("pg_stat_statements")?;
    let place = Place::new()?;
    let (name, url) = postgres.database().await;
    let mut world = World::start(bench, place, &url, TENANTS).await?;
    let db = postgres.connect(&name).await;
    db.execute_unprepared("CREATE EXTENSION pg_stat_statements").await?;
    let mut drive = world.drive();
    drive.evenly(PER_SECOND, TENANTS).await;
    db.execute_unprepared("SELECT pg_stat_statements_reset()").await?;
    let count = bench.count(PIPELINES);
    drive.evenly(PER_SECOND, count).await;
    let asked = "SELECT query, calls::float8 AS calls, rows::float8 AS rows, \
         total_exec_time::float8 AS ms FROM pg_stat_statements JOIN pg_database \
         ON pg_database.oid = dbid WHERE datname = current_database() AND calls > 2 \
         ORDER BY calls DESC";
    let asked = Statement::from_string(db.get_database_backend(), asked);
    let each = |number: f64| number / count as f64;
    let mut all = 0.0;
    println!("\n| calls | rows | ms | statement, for each of {count} pipelines |");
    println!("| ----: | ---: | ---: | --- |");
    for row in db.query_all_raw(asked).await? {
        let (query, calls): (String, f64) = (row.try_get("", "query")?, row.try_get("", "calls")?);
        let (rows, ms): (f64, f64) = (row.try_get("", "rows")?, row.try_get("", "ms")?);
        let query = query.split_whitespace().collect::<Vec<_>>().join(" ").replace('"', "");
        let query = shortened(&query);
        println!("| {:.2} | {:.2} | {:.3} | {query} |", each(calls), each(rows), each(ms));
        all += each(calls);
    }
    println!();
    bench.report.fact("statements, PostgreSQL: for each pipeline", all, "");
    db.close().await?;
    world.check()
}

/// Of a list of columns the first and last, of everything the beginning.
fn shortened(query: &str) -> String {
    let mut words = query.to_owned();
    if let (Some(list), Some(from)) = (query.strip_prefix("SELECT "), query.find(" FROM ")) {
        let columns = &list[..from - "SELECT ".len()];
        let count = columns.split(", ").count();
        if count > 3 {
            words = format!("SELECT {count} columns{}", &query[from..]);
        }
    }
    words.chars().take(CHARS_MAX).collect()
}
