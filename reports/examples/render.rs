//! Writes every sample report, in every language, into the folder given, to be looked at and checked.
//!
//! `cargo run -p reports --example render -- folder`

use std::path::PathBuf;

use reports::{Language, Parts, ScorecardReport};

#[path = "../tests/samples/mod.rs"]
mod samples;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder: PathBuf =
        std::env::args().nth(1).ok_or("the folder to write to is missing")?.into();
    std::fs::create_dir_all(&folder)?;
    let write = |name: &str, report: &ScorecardReport| -> Result<(), Box<dyn std::error::Error>> {
        let file = folder.join(name).with_extension("pdf");
        Ok(std::fs::write(file, reports::scorecard(report)?)?)
    };
    for language in Language::ALL {
        let code = language.code();
        for (name, report) in samples::all() {
            write(&format!("{name}-{code}"), &ScorecardReport { language, ..report })?;
        }
    }
    let parts = Parts { transcript: true, ..Parts::ALL };
    write("transcript-en", &ScorecardReport { parts, ..samples::full() })?;
    let branded = ScorecardReport {
        accent: Some("#c2185b".to_owned()),
        footer: Some("Northwind Logistics B.V., Wijnhaven 3, Rotterdam".to_owned()),
        ..samples::full()
    };
    write("branded-en", &branded)?;
    Ok(())
}
