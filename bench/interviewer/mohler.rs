//! Short answers with two human grades each: how far the reference scorer agrees with either.
//!
//! Grades are brought to 0 to 5 and rounded, halves up. No points count as 0. The shares of the
//! reference that give points were chosen on the first half of the questions, so the other half is
//! shown by itself.

#![expect(clippy::indexing_slicing, reason = "grades are brought to the scale, rows are of three")]

use std::{fs, path::Path};

use interviewer::{Answer, score_against_reference};
use serde::Deserialize;

use crate::measure::Table;
use crate::quotes::Quotes;

/// Grades from 0 to 5.
const GRADES: usize = 6;

#[derive(Deserialize)]
struct Asked {
    question: String,
    reference: String,
    scale_max: f64,
    answers: Vec<Graded>,
}

#[derive(Deserialize)]
struct Graded {
    text: String,
    grader1: f64,
    grader2: f64,
}

/// Measures all questions, and shows both halves.
pub(crate) fn measure(data: &Path, table: &mut Table, quotes: &mut Quotes) {
    let file = data.join("data/mohler/answers.json");
    let json = fs::read(&file).ok();
    let read = json.and_then(|json| serde_json::from_slice::<Vec<Asked>>(&json).ok());
    let Some(questions) = read else {
        table.absent("knowledge: QWK with the first grader", &file);
        table.absent("knowledge: QWK with the second grader", &file);
        return;
    };
    let half = questions.len() / 2;
    let first = graded(questions.get(..half).unwrap_or_default(), quotes);
    let held_out = graded(questions.get(half..).unwrap_or_default(), quotes);
    let all = [first.clone(), held_out.clone()].concat();
    for (name, rows) in [("first half", &first), ("held out", &held_out), ("all", &all)] {
        println!(
            "    {name}: {} answers, QWK {:.3} and {:.3}; the graders with each other {:.3}",
            rows.len(),
            agreement(rows, |row| (row[0], row[2])),
            agreement(rows, |row| (row[1], row[2])),
            agreement(rows, |row| (row[0], row[1])),
        );
    }
    for (name, grader) in [("first", 0), ("second", 1)] {
        table.at_least(
            &format!("knowledge: QWK with the {name} grader"),
            agreement(&all, |row| (row[grader], row[2])),
            0.45,
        );
    }
}

/// Both graders and the rules, for each answer.
fn graded(questions: &[Asked], quotes: &mut Quotes) -> Vec<[usize; 3]> {
    let mut rows = Vec::new();
    for question in questions {
        for graded in &question.answers {
            let answer = Answer { question_id: String::new(), turn: 1, text: graded.text.clone() };
            let rated = score_against_reference(&question.question, &question.reference, &answer);
            quotes.check_points(&rated, &answer);
            let grade = |grade: f64| whole(grade * 5.0 / question.scale_max);
            let points = usize::from(rated.points.unwrap_or_default());
            rows.push([grade(graded.grader1), grade(graded.grader2), points]);
        }
    }
    rows
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 0 to 5")]
fn whole(grade: f64) -> usize {
    (grade + 0.5).floor().clamp(0.0, 5.0) as usize
}

/// Quadratic weighted kappa of two raters.
fn agreement(rows: &[[usize; 3]], pair: impl Fn(&[usize; 3]) -> (usize, usize)) -> f64 {
    let mut seen = [[0.0; GRADES]; GRADES];
    let (mut ones, mut twos) = ([0.0; GRADES], [0.0; GRADES]);
    for (one, two) in rows.iter().map(pair) {
        seen[one][two] += 1.0;
        ones[one] += 1.0;
        twos[two] += 1.0;
    }
    let (mut apart, mut by_chance) = (0.0, 0.0);
    for one in 0..GRADES {
        for two in 0..GRADES {
            let weight = one.abs_diff(two).pow(2) as f64;
            apart += weight * seen[one][two];
            by_chance += weight * ones[one] * twos[two] / rows.len().max(1) as f64;
        }
    }
    1.0 - apart / by_chance
}
