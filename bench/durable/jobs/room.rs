//! Candidates who answer at once: how long it takes until an answer is known to be kept, the next
//! question with it. First each at a time of their own, much faster than anybody writes; then all in
//! the same instant; then each as soon as the last answer is kept.
//!
//! Nobody answers the last question, so that what is measured is answering, not what comes after.

use std::{
    error::Error,
    io,
    net::SocketAddr,
    time::{Duration, Instant},
};

use futures_util::future::try_join_all;
use serde_json::{Value, json};
use tokio::time::timeout;
use uuid::Uuid;

use super::{Done, World};
use crate::{
    Bench,
    ledger::Seen,
    load::Latencies,
    postgres::Postgres,
    seed::{TRIGGER_STAGE, announcement},
    served::{Place, worked},
    wire::Wire,
};

const COMPANIES: usize = 10;
const CANDIDATES: usize = 500;
/// What each writes at a time of their own, and how long they think. People take minutes.
const PACED_ANSWERS: usize = 3;
const THINK: Duration = Duration::from_secs(5);
const P99_GOAL_MS: f64 = 50.0;
/// Longer than anything but a standstill takes.
const PATIENCE: Duration = Duration::from_mins(1);
/// About what people write.
const ANSWER: &str = "In my last company the nightly import failed every other week, and nobody knew \
    why. I measured where the time went, talked to the six colleagues who had touched it, and found \
    that two jobs waited for each other. I built a small version that took them one by one, tried it \
    with two customers, and wrote down how to go back. As a result failures fell from 26 a year to \
    one, and the import ends an hour earlier. I would look at the logs sooner next time.";

/// Somebody with a link, and what their page shows.
struct Candidate {
    server: SocketAddr,
    token: String,
    room: Value,
}

impl Candidate {
    /// Opens the link and agrees.
    async fn begin(server: SocketAddr, token: String) -> io::Result<Self> {
        let mut candidate = Self { server, token, room: Value::Null };
        candidate.ask("GET", "interview", None).await?;
        let version = candidate.room["disclosure"]["version"].clone();
        candidate.ask("POST", "consent", Some(json!({"version": version}))).await?;
        Ok(candidate)
    }

    /// Asks on a connection of its own; how long the answer took.
    async fn ask(&mut self, method: &str, path: &str, body: Option<Value>) -> io::Result<Duration> {
        let (token, body) = (&self.token, body.map(|body| body.to_string()).unwrap_or_default());
        let request = format!(
            "{method} /i/{token}/{path} HTTP/1.1\r\nhost: bench\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        let mut wire = Wire::connect(self.server).await?;
        let sent = Instant::now();
        let (status, body) = wire.ask_for(request.as_bytes()).await?;
        let took = sent.elapsed();
        if status != 200 {
            let body = String::from_utf8_lossy(body);
            return Err(io::Error::other(format!("{method} {path}: {status} {body}")));
        }
        self.room = serde_json::from_slice(body)?;
        Ok(took)
    }

    /// Answers the question that is asked now.
    async fn answer(&mut self) -> io::Result<Duration> {
        let question = self.room["question"]["id"].clone();
        let body = json!({"key": Uuid::new_v4(), "questionId": question, "text": ANSWER});
        self.ask("POST", "answers", Some(body)).await
    }

    /// Whether the question that is asked now is the last one.
    fn is_at_the_end(&self) -> bool {
        let count = |field: &str| self.room[field].as_u64().unwrap_or_default();
        count("answered") + 1 >= count("questions")
    }

    /// Answers at even distances.
    async fn answer_paced(&mut self, first_in: Duration) -> io::Result<Vec<Duration>> {
        let mut took = Vec::new();
        tokio::time::sleep(first_in).await;
        for _ in 0..PACED_ANSWERS {
            took.push(self.answer().await?);
            tokio::time::sleep(THINK).await;
        }
        Ok(took)
    }

    /// Answers all but the last question without a pause.
    async fn answer_the_rest(&mut self) -> io::Result<Vec<Duration>> {
        let mut took = Vec::new();
        while !self.is_at_the_end() {
            took.push(self.answer().await?);
        }
        Ok(took)
    }
}

/// Candidates of all companies who were invited and agreed.
async fn begun(world: &mut World, count: usize) -> Result<Vec<Candidate>, Box<dyn Error>> {
    let server = world.settings.bind;
    let mut wire = Wire::connect(server).await?;
    for number in 0..count {
        let company = &world.companies[number % world.companies.len()];
        let request = announcement(company, number, TRIGGER_STAGE, "move");
        if wire.ask(&request).await? != 200 {
            return Err("an event was not taken".into());
        }
    }
    let mut seen = world.seen.take().ok_or("one drives at a time")?;
    let mut candidates = Vec::new();
    while candidates.len() < count {
        match timeout(PATIENCE, seen.recv()).await?.ok_or("the outside ended")? {
            Seen::Mailed { token } => candidates.push(Candidate::begin(server, token).await?),
            Seen::Done { .. } => {}
        }
    }
    Ok(candidates)
}

fn latencies(took: impl IntoIterator<Item = Duration>) -> Latencies {
    let mut latencies = Latencies::new();
    for took in took {
        latencies.record(took);
    }
    latencies
}

async fn on(bench: &mut Bench, mut world: World, store: &str) -> Done {
    let count = bench.count(CANDIDATES);
    let mut candidates = begun(&mut world, count).await?;
    let all = count as f64;

    let apart = THINK / u32::try_from(count)?;
    let (begun, server) = (Instant::now(), world.served.worked());
    let paced = candidates.iter_mut().zip(0_u32..);
    let took = try_join_all(paced.map(|(it, place)| it.answer_paced(apart * place))).await?;
    let paced = latencies(took.into_iter().flatten());
    let cpu = world.served.worked().saturating_sub(server);
    let per_second = paced.count() as f64 / begun.elapsed().saturating_sub(THINK).as_secs_f64();
    let name = |what: &str| format!("room, {store}: {what}");
    let report = &mut bench.report;
    report.fact(name("candidates who answer at once"), all, "");
    report.fact(name("answers a second, each at their own time"), per_second, "/s");
    report.fact(name("p50 of them"), paced.ms(50.0), "ms");
    report.at_most(name("p99 of them"), paced.ms(99.0), "ms", P99_GOAL_MS);
    let each = cpu.as_secs_f64() * 1e6 / paced.count() as f64;
    report.fact(name("server's CPU time for each"), each, "µs");

    let took = try_join_all(candidates.iter_mut().map(Candidate::answer)).await?;
    let together = latencies(took);
    report.fact(name("p50 when all send in the same instant"), together.ms(50.0), "ms");
    report.fact(name("p99 when all send in the same instant"), together.ms(99.0), "ms");

    let (begun, own) = (Instant::now(), worked("self"));
    let took = try_join_all(candidates.iter_mut().map(Candidate::answer_the_rest)).await?;
    let rushed = latencies(took.into_iter().flatten());
    let per_second = rushed.count() as f64 / begun.elapsed().as_secs_f64();
    report.fact(name("answers a second, without a pause"), per_second, "/s");
    report.fact(name("p50 of them, all waiting for each other"), rushed.ms(50.0), "ms");
    report.fact(name("p99 of them, all waiting for each other"), rushed.ms(99.0), "ms");
    let each = worked("self").saturating_sub(own).as_secs_f64() * 1e6 / rushed.count() as f64;
    report.fact(name("CPU time of the load for each"), each, "µs");
    world.check()
}

pub(super) async fn run(bench: &mut Bench) -> Done {
    let world = World::on_sqlite(bench, COMPANIES).await?;
    on(bench, world, "SQLite").await?;
    let place = Place::new()?;
    let (_, url) = Postgres::plain().database().await;
    let world = World::start(bench, place, &url, COMPANIES).await?;
    on(bench, world, "PostgreSQL").await
}
