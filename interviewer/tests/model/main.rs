//! Plans and scorecards with a language model: every provider's way of speaking, and all the ways
//! in which an answer can be of no use. The endpoint is on this machine.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, in its own functions too"
)]

mod asking;
mod planning;
mod provider;
mod scoring;

use interviewer::{Answer, Plan, Posting, PostingList};

/// A posting of our own.
fn posting() -> Posting {
    Posting {
        title: "Backend Engineer (Rust)".to_owned(),
        lists: vec![
            PostingList {
                heading: "What you’ll do:".to_owned(),
                html: "<li>Design and build APIs for the settlement of card payments</li>\
                       <li>Investigate production incidents and find their root cause</li>\
                       <li>Collaborate with product managers and risk analysts</li>\
                       <li>Mentor two junior engineers</li>\
                       <li>Improve the latency of services built with Rust and Kafka</li>"
                    .to_owned(),
            },
            PostingList {
                heading: "Requirements".to_owned(),
                html: "<li>Clear written communication with non-technical colleagues</li>"
                    .to_owned(),
            },
        ],
        ..Posting::default()
    }
}

/// The rules' plan for it.
fn plan() -> Plan {
    interviewer::plan(&posting())
}

/// The same with only the first so many scored questions.
fn plan_of(scored: usize) -> Plan {
    let mut plan = plan();
    let kept: Vec<String> =
        plan.scored().take(scored).map(|(question, _)| question.id.clone()).collect();
    plan.questions.retain(|question| kept.contains(&question.id));
    plan.hash = plan.content_hash();
    plan
}

/// An answer to the scored question of that number.
fn answer(plan: &Plan, scored: usize, turn: u32, text: &str) -> Answer {
    let (question, _) = plan.scored().nth(scored).unwrap();
    Answer { question_id: question.id.clone(), turn, text: text.to_owned() }
}

/// What a model is to answer, with one quote.
fn verdict(level: u8, quote: &str) -> String {
    serde_json::json!({
        "level": level, "quotes": [quote], "missing": ["a result"], "explanation": "Because.",
    })
    .to_string()
}

/// Runs one future to its end. It could move between threads.
fn run<T>(future: impl Future<Output = T> + Send) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}
