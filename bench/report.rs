//! What a report costs: two pages with a chart, on one core, warm and first after the start.
//!
//! `taskset -c 0 cargo bench -p reports --bench report`

use std::time::{Duration, Instant};

use reports::ScorecardReport;

#[path = "../reports/tests/samples/mod.rs"]
mod samples;

/// What the program has, too.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Reports that are timed.
const RENDERS: usize = 200;
/// What the first report after the start may take, fonts and all.
const FIRST_MAX: Duration = Duration::from_millis(60);
/// What half of the later ones may take at most.
const MEDIAN_MAX: Duration = Duration::from_millis(12);
/// How big one may be.
const BYTES_MAX: usize = 46_000;

fn main() {
    let [_, (_, sample), ..] = samples::all();
    let start = Instant::now();
    let bytes = reports::scorecard(&sample).map_or(usize::MAX, |pdf| pdf.len());
    let first = start.elapsed();
    let mut times: Vec<Duration> = (0..RENDERS).map(|number| timed(&sample, number)).collect();
    times.sort_unstable();
    let at = |share: usize| times.get(RENDERS * share / 100).copied().unwrap_or_default();
    let met = |met: bool| if met { "met" } else { "NOT MET" };
    let (half, first_met, half_met) = (at(50), met(first <= FIRST_MAX), met(at(50) <= MEDIAN_MAX));
    println!("a report of two pages on one core, {RENDERS} of them");
    println!("  first after the start  {first:>8.1?}   goal {FIRST_MAX:?}: {first_met}");
    println!("  warm, half take        {half:>8.1?}   goal {MEDIAN_MAX:?}: {half_met}");
    println!("  warm, 95 of 100 take   {:>8.1?}", at(95));
    println!(
        "  size                   {bytes:>6} B   goal {BYTES_MAX} B: {}",
        met(bytes <= BYTES_MAX)
    );
}

/// How long a report takes whose texts are its own: the cache must not answer for the work.
fn timed(sample: &ScorecardReport, number: usize) -> Duration {
    let mut report = sample.clone();
    report.candidate_name = format!("Candidate {number}");
    report.feedback = format!("{} ({number})", report.feedback);
    for criterion in &mut report.criteria {
        criterion.explanation = format!("{} ({number})", criterion.explanation);
    }
    let start = Instant::now();
    let made = reports::scorecard(&report).is_ok();
    if made { start.elapsed() } else { Duration::MAX }
}
