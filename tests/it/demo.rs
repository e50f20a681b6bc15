//! `fulcrum demo --once`: the main job as a command, over real postings where there are some.

use std::path::PathBuf;

use secrecy::SecretString;
use server::demo::{Demo, Options, play};
use tests::{Backend, Postgres, on_both_stores};

on_both_stores!(every_candidate_is_invited_interviewed_and_written_back);

/// Real postings in Lever's public JSON, which lie beside the checkout or where the environment
/// says, and are no part of the project.
fn real_postings() -> Option<PathBuf> {
    let shared = std::env::var_os("FULCRUM_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared")),
        PathBuf::from,
    );
    Some(shared.join("lever/postings")).filter(|folder| folder.is_dir())
}

async fn every_candidate_is_invited_interviewed_and_written_back(on: Backend) {
    let postings = real_postings();
    // More candidates than postings, so that some share one; fewer on the slower run.
    let count = match (&postings, on) {
        (Some(_), Backend::Sqlite) => 200,
        (Some(_), Backend::Postgres) => 40,
        (None, _) => {
            println!("NO REAL POSTINGS: they are not beside the checkout; the samples are used");
            12
        }
    };
    let store = match on {
        Backend::Sqlite => None,
        Backend::Postgres => Some(SecretString::from(Postgres::database().await)),
    };
    let demo = Demo::start(&Options {
        port: 0,
        data: None,
        postings,
        lever_rate: None,
        applicants: false,
        store,
    })
    .await
    .unwrap();
    let out = tempfile::tempdir().unwrap();
    let summary = play(&demo, count, out.path()).await.unwrap();
    assert_eq!(summary.errors, Vec::<String>::new());
    assert_eq!(summary.pipelines.len(), count);
    assert_eq!(summary.reports_rendered, count);
    let pdfs = std::fs::read_dir(out.path()).unwrap().count();
    assert_eq!(pdfs, count);
    let scores: Vec<_> = summary.pipelines.iter().filter_map(|each| each.score).collect();
    assert!(!scores.is_empty(), "nobody got a number");
    for each in &summary.pipelines {
        assert_eq!(each.score.is_some(), each.lever_score.is_some());
        assert!(!each.posting_title.is_empty());
    }
    demo.stop().await;
}
