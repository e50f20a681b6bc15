//! What the interviewer's plans and scores are worth: `make bench-interviewer`.
//!
//! Offline, unless a language model is configured. One module a group of measures; the table is printed, and written to
//! `bench/out/interviewer.json`. Measures that need data say so when it is absent. The data is
//! found in `../shared`, or in the folder named by `--data`, of the same layout.

#![expect(clippy::cast_precision_loss, reason = "counts are far below where that matters")]

mod blind;
mod gold;
mod guard;
mod injection;
mod measure;
mod model;
mod mohler;
mod plans;
mod quotes;
mod skills;

use std::{
    env,
    path::{Path, PathBuf},
    process::ExitCode,
};

use measure::Table;

/// The folder after `--data`, or the one beside the project.
fn data() -> Result<PathBuf, String> {
    let mut arguments = env::args().skip(1).filter(|argument| argument != "--bench");
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    match (arguments.next().as_deref(), arguments.next(), arguments.next()) {
        (None, ..) => Ok(beside),
        (Some("--data"), Some(folder), None) => Ok(PathBuf::from(folder)),
        _ => Err("it takes --data <folder> and nothing else".to_owned()),
    }
}

fn main() -> ExitCode {
    let data = match data() {
        Ok(data) => data,
        Err(why) => {
            eprintln!("{why}");
            return ExitCode::FAILURE;
        }
    };
    let mut table = Table::default();
    guard::measure(&mut table);
    plans::measure(&data, &mut table);
    model::measure(&mut table);
    let mut quotes = quotes::Quotes::default();
    gold::measure(&mut table, &mut quotes);
    mohler::measure(&data, &mut table, &mut quotes);
    blind::measure(&mut table, &mut quotes);
    injection::measure(&data, &mut table, &mut quotes);
    quotes.measure(&mut table);
    skills::measure(&data, &mut table);
    let out = Path::new(env!("CARGO_MANIFEST_DIR")).join("../bench/out");
    match table.write(&out) {
        Ok(file) => println!("\nin {}", file.display()),
        Err(error) => {
            eprintln!("write the table: {error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
