//! Measures beside their goals, as a table and as JSON.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::Serialize;

/// All measures of a run.
#[derive(Default, Serialize)]
pub(crate) struct Table {
    measures: Vec<Measure>,
}

#[derive(Serialize)]
struct Measure {
    name: String,
    /// `None`: its data is absent.
    value: Option<f64>,
    /// In words, for example `>= 0.45`.
    goal: String,
    met: bool,
}

impl Table {
    /// A value that is to be this much or more.
    pub(crate) fn at_least(&mut self, name: &str, value: f64, goal: f64) {
        self.add(name, Some(value), format!(">= {goal}"), value >= goal);
    }

    /// A value that is to be this much or less.
    pub(crate) fn at_most(&mut self, name: &str, value: f64, goal: f64) {
        self.add(name, Some(value), format!("<= {goal}"), value <= goal);
    }

    /// A measure whose data is absent.
    pub(crate) fn absent(&mut self, name: &str, what: &Path) {
        println!("{name}: not measured, there is no {}", what.display());
        self.add(name, None, "its data".to_owned(), false);
    }

    fn add(&mut self, name: &str, value: Option<f64>, goal: String, met: bool) {
        let shown = value.map_or_else(|| "-".to_owned(), |value| format!("{value:.4}"));
        let mark = if met { "met" } else { "NOT MET" };
        println!("{name:64} {shown:>12}  {goal:14} {mark}");
        self.measures.push(Measure { name: name.to_owned(), value, goal, met });
    }

    /// Writes `interviewer.json` into a folder, which is made.
    pub(crate) fn write(&self, folder: &Path) -> io::Result<PathBuf> {
        fs::create_dir_all(folder)?;
        let file = folder.join("interviewer.json");
        fs::write(&file, serde_json::to_string_pretty(self)?)?;
        Ok(file)
    }
}
