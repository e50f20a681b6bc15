//! Names of skills out of files that the machine's operator supplies: O*NET or ESCO.

use std::{fs, path::PathBuf};

use anyhow::Context;
use entities::{Instant, Store, taxonomy};
use interviewer::skills::{SkillFinder, Taxonomy};

/// What was imported so far; empty where nothing was.
async fn read(db: &Store) -> anyhow::Result<Taxonomy> {
    let body = taxonomy::find(db).await.context("read the taxonomy out of the store")?;
    let read = body.map(serde_json::from_value).transpose();
    let read = read.context("read the taxonomy; `fulcrum taxonomy forget` deletes it")?;
    Ok(read.unwrap_or_default())
}

/// The finder that knows what was imported besides our own words.
pub(crate) async fn finder(db: &Store) -> anyhow::Result<SkillFinder> {
    let taxonomy = read(db).await?;
    Ok(SkillFinder::new(Some(&taxonomy).filter(|taxonomy| !taxonomy.is_empty())))
}

/// Adds files to what was imported so far: all of them, or none where one is refused. Gives what each
/// added, for people.
pub async fn import(db: &Store, files: &[PathBuf], now: Instant) -> anyhow::Result<Vec<String>> {
    let mut taxonomy = read(db).await?;
    let mut told = Vec::new();
    for file in files {
        let shown = file.display();
        let text = fs::read_to_string(file).with_context(|| format!("read {shown} as UTF-8"))?;
        let new = taxonomy.add(&text).with_context(|| format!("take {shown}, so nothing was"))?;
        told.push(format!("{shown}: {new} new labels and verbs"));
    }
    let body = serde_json::to_value(&taxonomy).context("write the taxonomy down")?;
    taxonomy::store(db, body, now).await.context("store the taxonomy")?;
    told.push(format!("{} in all; servers know them once they are started anew", taxonomy.len()));
    Ok(told)
}

/// Deletes what was imported; `false` when nothing was.
pub async fn forget(db: &Store) -> anyhow::Result<bool> {
    taxonomy::delete(db).await.context("delete the taxonomy from the store")
}
