//! What was measured: a table as it comes, then `bench/out/durable.json` and `durable.svg`.

use std::{error::Error, fs, path::Path};

use plotters::prelude::*;
use serde::Serialize;

/// One number.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Measure {
    name: String,
    value: f64,
    unit: &'static str,
    /// As the goal is worded; `None`: there is none.
    goal: Option<String>,
    /// Whether it is reached.
    met: Option<bool>,
    /// How much of the goal was reached, for the plot; more than 1 is better.
    #[serde(skip)]
    reached: Option<f64>,
}

/// All of them.
#[derive(Default, Serialize)]
pub(crate) struct Report {
    measures: Vec<Measure>,
}

impl Report {
    pub(crate) fn begin() -> Self {
        println!("| {:<66} | {:>14} | {:<18} | {:<7} |", "measure", "value", "goal", "");
        println!("| {} | {}: | {} | {} |", dashes(66), dashes(13), dashes(18), dashes(7));
        Self::default()
    }

    /// A number without a goal.
    pub(crate) fn fact(&mut self, name: impl Into<String>, value: f64, unit: &'static str) {
        let name = name.into();
        self.add(Measure { name, value, unit, goal: None, met: None, reached: None });
    }

    /// A number that should be at least this.
    pub(crate) fn at_least(
        &mut self,
        name: impl Into<String>,
        value: f64,
        unit: &'static str,
        goal: f64,
    ) {
        let (wording, met) = (format!(">= {}", number(goal)), value >= goal);
        self.goal(name.into(), value, unit, wording, met, value / goal);
    }

    /// A number that should be at most this.
    pub(crate) fn at_most(
        &mut self,
        name: impl Into<String>,
        value: f64,
        unit: &'static str,
        goal: f64,
    ) {
        let wording = if goal <= 0.0 { "none".to_owned() } else { format!("<= {}", number(goal)) };
        let met = value <= goal;
        // Nothing of what there should be nothing of is all that was wanted.
        let reached = if value <= 0.0 { 1.0 } else { goal / value };
        self.goal(name.into(), value, unit, wording, met, reached);
    }

    fn goal(
        &mut self,
        name: String,
        value: f64,
        unit: &'static str,
        wording: String,
        met: bool,
        reached: f64,
    ) {
        let (goal, met, reached) = (Some(wording), Some(met), Some(reached));
        self.add(Measure { name, value, unit, goal, met, reached });
    }

    /// A job that could not be measured reaches none of its goals.
    pub(crate) fn failed(&mut self, job: &str, why: &dyn Error) {
        eprintln!("{job}: {why}");
        let (name, wording) = (format!("{job}: could not be measured"), "to work".to_owned());
        self.goal(name, f64::NAN, "", wording, false, 0.0);
    }

    fn add(&mut self, measure: Measure) {
        let value = format!("{} {}", number(measure.value), measure.unit);
        let met = match measure.met {
            None => "",
            Some(true) => "met",
            Some(false) => "NOT MET",
        };
        let goal = measure.goal.as_deref().unwrap_or_default();
        println!("| {:<66} | {:>14} | {goal:<18} | {met:<7} |", measure.name, value.trim());
        self.measures.push(measure);
    }

    /// Writes all of it into `folder`; how many goals there are, and how many were reached.
    pub(crate) fn write(&self, folder: &Path) -> Result<(usize, usize), Box<dyn Error>> {
        fs::create_dir_all(folder)?;
        fs::write(folder.join("durable.json"), serde_json::to_string_pretty(self)? + "\n")?;
        let goals: Vec<&Measure> =
            self.measures.iter().filter(|measure| measure.reached.is_some()).collect();
        if !goals.is_empty() {
            plot(&folder.join("durable.svg"), &goals)?;
        }
        let met = goals.iter().filter(|measure| measure.met == Some(true)).count();
        Ok((goals.len(), met))
    }
}

fn dashes(count: usize) -> String {
    "-".repeat(count)
}

/// Three digits or more, never more than three behind the point.
pub(crate) fn number(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 || value.fract() == 0.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

/// One bar for each goal, on a logarithmic axis: how much of it was reached. The line is the goal.
fn plot(path: &Path, goals: &[&Measure]) -> Result<(), Box<dyn Error>> {
    const BAR_PIXELS: u32 = 34;
    const AXIS_PIXELS: u32 = 90;
    const ENDS: (f64, f64) = (0.01, 10.0);
    let count = u32::try_from(goals.len())?;
    let root = SVGBackend::new(path, (1000, AXIS_PIXELS + BAR_PIXELS * count)).into_drawing_area();
    root.fill(&WHITE)?;
    let mut chart = ChartBuilder::on(&root)
        .caption("How much of each goal was reached", ("sans-serif", 18))
        .margin(10)
        .x_label_area_size(35)
        .build_cartesian_2d((ENDS.0..ENDS.1).log_scale(), 0.0..f64::from(count))?;
    chart
        .configure_mesh()
        .disable_y_mesh()
        .disable_y_axis()
        .x_desc("value / goal, or goal / value where less is better")
        .draw()?;
    for (place, measure) in (0..count).rev().zip(goals) {
        let low = f64::from(place) + 0.15;
        let reached = measure.reached.unwrap_or_default().clamp(ENDS.0, ENDS.1);
        let color = if measure.met == Some(true) { RGBColor(52, 168, 83) } else { RED };
        let bar = [(ENDS.0, low), (reached, low + 0.7)];
        chart.draw_series([Rectangle::new(bar, color.mix(0.4).filled())])?;
        let words = format!(
            "{}: {} {} ({})",
            measure.name,
            number(measure.value),
            measure.unit,
            measure.goal.as_deref().unwrap_or_default()
        );
        let at = (ENDS.0 * 1.05, low + 0.55);
        chart.draw_series([Text::new(words, at, ("sans-serif", 14))])?;
    }
    let line = [(1.0, 0.0), (1.0, f64::from(count))];
    chart.draw_series([PathElement::new(line, BLACK.stroke_width(2))])?;
    root.present()?;
    Ok(())
}
