//! Writes a sample scorecard report to the path given and prints what a warm render costs.
//!
//! `cargo run -p reports --example render -- sample.pdf [full|sparse|odd]`

use std::time::Instant;

#[path = "../tests/samples/mod.rs"]
mod samples;

const RENDERS: usize = 20;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("the path of the PDF to write is missing")?;
    let mut report = match arguments.next().as_deref() {
        None | Some("full") => samples::full(),
        Some("sparse") => samples::sparse(),
        Some("odd") => samples::odd(),
        Some(other) => return Err(format!("no sample is called {other}").into()),
    };

    let start = Instant::now();
    reports::warm_up();
    let warm_up = start.elapsed();
    let start = Instant::now();
    std::fs::write(&path, reports::scorecard(&report)?)?;
    let first = start.elapsed();

    // A text of its own for each render: the cache must not answer for the work.
    let feedback = report.feedback.clone();
    let mut millis = Vec::with_capacity(RENDERS);
    for render in 0..RENDERS {
        report.feedback = format!("{feedback} ({render})");
        report.candidate_name = format!("Candidate {render}");
        let start = Instant::now();
        reports::scorecard(&report)?;
        millis.push(start.elapsed().as_secs_f64() * 1e3);
    }
    millis.sort_by(f64::total_cmp);
    let median = millis.get(RENDERS / 2).copied().unwrap_or_default();
    println!("warm up {warm_up:.1?}, first {first:.1?}, then {median:.1} ms (median of {RENDERS})");
    Ok(())
}
