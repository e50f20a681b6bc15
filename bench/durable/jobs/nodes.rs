//! One, two and three servers on one `PostgreSQL`, which deliveries and candidates reach in turn.

use std::{net::SocketAddr, sync::Arc};

use super::{Done, pipelines::IN_HAND};
use crate::{
    Bench,
    drive::Drive,
    outside::Outside,
    postgres::Postgres,
    seed,
    served::{Place, Settings, free},
};

const TENANTS: usize = 1_000;
const NODES_MAX: usize = 3;
const SECONDS: u64 = 15;
const WARM_UP_SECONDS: u64 = 5;

/// Pipelines a second, those that were never done, and doubled mails and notes.
async fn with(
    bench: &Bench,
    nodes: usize,
) -> Result<(f64, usize, usize), Box<dyn std::error::Error>> {
    let place = Place::new()?;
    let (_, store) = Postgres::plain().database().await;
    let companies = seed::seed(&store, &place.url(), bench.count(TENANTS)).await;
    let (outside, seen) = Outside::start(Arc::clone(&companies));
    let first = Settings::new(&bench.program, &store, &place, &outside);
    let mut servers: Vec<SocketAddr> = vec![first.bind];
    let mut running = vec![first.start().await?.0];
    while servers.len() < nodes {
        let settings = Settings { bind: free()?, ..first.clone() };
        servers.push(settings.bind);
        running.push(settings.start().await?.0);
    }
    let mut drive = Drive::new(&companies, seen, &servers);
    let times = (bench.time(WARM_UP_SECONDS), bench.time(SECONDS));
    let driven = drive.keep_going(bench.count(IN_HAND), usize::MAX, times).await;
    let left = drive.finish().await;
    let doubles = outside.ledger.doubles();
    Ok((driven.per_second(), left, doubles.mails + doubles.mails_again + doubles.notes))
}

pub(super) async fn run(bench: &mut Bench) -> Done {
    let mut one = None;
    for nodes in 1..=NODES_MAX {
        let (rate, left, doubled) = with(bench, nodes).await?;
        let report = &mut bench.report;
        report.fact(format!("nodes: {nodes}, pipelines a second"), rate, "/s");
        report.at_most(format!("nodes: {nodes}, never done"), left as f64, "", 0.0);
        report.at_most(format!("nodes: {nodes}, doubled mails, notes"), doubled as f64, "", 0.0);
        let one = *one.get_or_insert(rate);
        report.fact(format!("nodes: {nodes} / 1, pipelines a second"), rate / one, "");
    }
    Ok(())
}
