//! What the durable core carries: `make bench`.
//!
//! The program itself as users run it, as a process of its own, on a fresh store, between a load
//! and an outside that answers at once. Effects are counted at that outside, not in our tables.
//! Everything of one row of the table is measured in one run on one machine, so that ratios hold
//! where numbers do not. Goals that were not reached are said so; nothing fails for it.
//!
//! From the environment: `FULCRUM_BIN`, the program; `JOBS=intake,pipelines,crash,parked,scale,list,room`,
//! which of them; `BENCH_SCALE=0.05`, for a quick look at whether all of it works.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "counts of what was measured are far below where that matters"
)]

mod drive;
mod interviews;
mod jobs;
mod ledger;
mod load;
mod outside;
mod plain;
mod postgres;
mod report;
mod seed;
mod served;
mod wire;

use std::{
    env,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

use report::Report;
use tokio::signal::unix::{SignalKind, signal};

/// What every job works with.
pub(crate) struct Bench {
    /// The program under test.
    pub(crate) program: PathBuf,
    scale: f64,
    pub(crate) report: Report,
}

impl Bench {
    /// So many, or less in a quick look.
    pub(crate) fn count(&self, full: usize) -> usize {
        ((full as f64 * self.scale).round() as usize).max(1)
    }

    /// So long, or less in a quick look.
    pub(crate) fn time(&self, full_secs: u64) -> Duration {
        Duration::from_secs(full_secs).mul_f64(self.scale).max(Duration::from_secs(1))
    }
}

/// `FULCRUM_BIN`, or the program beside this one's folder.
fn program() -> PathBuf {
    let beside = || {
        let own = env::current_exe().expect("it runs from a file");
        own.parent().and_then(Path::parent).expect("target/release/deps").join("fulcrum")
    };
    env::var_os("FULCRUM_BIN").map_or_else(beside, PathBuf::from)
}

#[actix::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [first, bind, workers] = arguments.as_slice()
        && first == plain::ARGUMENT
    {
        let (bind, workers) = (bind.parse().expect("an address"), workers.parse());
        plain::serve(bind, workers.expect("a number")).await.expect("it serves");
        return ExitCode::SUCCESS;
    }
    let program = program();
    if !program.exists() {
        eprintln!("there is no {}: build it, or set FULCRUM_BIN", program.display());
        return ExitCode::FAILURE;
    }
    let scale = env::var("BENCH_SCALE").map_or(1.0, |it| it.parse().expect("BENCH_SCALE"));
    let wanted = env::var("JOBS").unwrap_or_default();
    server::startup::install_tls();
    let mut bench = Bench { program, scale, report: Report::begin() };
    let mut terminate = signal(SignalKind::terminate()).expect("signals can be had");
    // What was started is ended too: servers are killed and folders removed when they are dropped.
    tokio::select! {
        () = jobs::run(&mut bench, &wanted) => {}
        _ = tokio::signal::ctrl_c() => return ExitCode::FAILURE,
        _ = terminate.recv() => return ExitCode::FAILURE,
    }
    let out = Path::new(env!("CARGO_MANIFEST_DIR")).join("../bench/out");
    let (goals, met) = bench.report.write(&out).expect("it is written");
    println!("\n{met} of {goals} goals met; in bench/out: durable.json, durable.svg");
    if scale < 1.0 {
        println!("A QUICK LOOK at {scale} of the size: these numbers say little");
    }
    ExitCode::SUCCESS
}
