//! Forbidden questions let through and good ones blocked, in each language; and what a check costs.
//!
//! The questions are ours, beside this file. What is wrong is printed, so that it can be put right.

use std::{collections::BTreeMap, fs, path::Path, time::Instant};

use interviewer::guard::{Topic, check};
use serde::Deserialize;

use crate::measure::Table;

const LANGUAGES: [&str; 4] = ["en", "es", "fr", "de"];
/// A good question in so many hundreds may be blocked.
const BLOCKED_SHARE_MAX: f64 = 0.02;
/// One check, in milliseconds: a plan of ten questions has two each for its probes.
const CHECK_MS_MAX: f64 = 0.2;

#[derive(Deserialize)]
struct Questions {
    forbidden: BTreeMap<Topic, Vec<String>>,
    good: Vec<String>,
}

pub(crate) fn measure(table: &mut Table) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../bench/interviewer/guard");
    let mut checked = 0_usize;
    let started = Instant::now();
    for language in LANGUAGES {
        let file = folder.join(format!("{language}.json"));
        let read = fs::read(&file).ok().and_then(|json| serde_json::from_slice(&json).ok());
        let Some(Questions { forbidden, good }) = read else {
            table.absent(&format!("forbidden questions let through, {language}"), &file);
            continue;
        };
        let forbidden: Vec<String> = forbidden.into_values().flatten().collect();
        let through: Vec<&String> =
            forbidden.iter().filter(|text| check(text, Some(language)).is_empty()).collect();
        let blocked: Vec<&String> =
            good.iter().filter(|text| !check(text, Some(language)).is_empty()).collect();
        for text in &through {
            println!("let through: {text}");
        }
        for text in &blocked {
            println!("blocked: {text}");
        }
        checked += forbidden.len() + good.len();
        let name = format!("forbidden questions let through, {language}, of {}", forbidden.len());
        table.at_most(&name, through.len() as f64, 0.0);
        let name = format!("good questions blocked, share, {language}, of {}", good.len());
        table.at_most(&name, blocked.len() as f64 / good.len() as f64, BLOCKED_SHARE_MAX);
    }
    let each_ms = started.elapsed().as_secs_f64() * 1e3 / checked.max(1) as f64;
    table.at_most("guard: one question, ms", each_ms, CHECK_MS_MAX);
}
