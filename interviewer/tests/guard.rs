//! Forbidden questions are found and good ones are not, in four languages and in disguise.
//!
//! The questions are those that `bench/interviewer/guard.rs` measures.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, in its own functions too"
)]

use std::collections::BTreeMap;

use interviewer::guard::{Topic, check, knows_language};
use serde::Deserialize;

const LANGUAGES: [&str; 4] = ["en", "es", "fr", "de"];

#[derive(Deserialize)]
struct Questions {
    forbidden: BTreeMap<Topic, Vec<String>>,
    good: Vec<String>,
}

fn questions(language: &str) -> Questions {
    let file = format!("{}/../bench/interviewer/guard/{language}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
}

fn is_found(text: &str, language: &str) -> bool {
    !check(text, Some(language)).is_empty()
}

#[test]
fn no_forbidden_question_is_let_through() {
    let mut through = Vec::new();
    for language in LANGUAGES {
        for (topic, texts) in questions(language).forbidden {
            for text in texts {
                let found = check(&text, Some(language));
                if found.is_empty() {
                    through.push(format!("{language} {topic:?}: {text}"));
                } else if !found.iter().any(|finding| finding.topic == topic) {
                    println!("{language} {topic:?} taken for {:?}: {text}", found[0].topic);
                }
            }
        }
    }
    assert!(through.is_empty(), "{} let through:\n{}", through.len(), through.join("\n"));
}

#[test]
fn hardly_a_good_question_is_blocked() {
    let mut lines = Vec::new();
    let mut most = 0;
    for language in LANGUAGES {
        let good = questions(language).good;
        let blocked: Vec<String> = good
            .iter()
            .filter_map(|text| {
                let found = check(text, Some(language));
                let finding = found.first()?;
                Some(format!("{language} {:?} “{}”: {text}", finding.topic, finding.words))
            })
            .collect();
        most = most.max(blocked.len() * 100 / good.len());
        lines.extend(blocked);
    }
    println!("{}", lines.join("\n"));
    assert!(most < 2, "{most} % blocked");
}
