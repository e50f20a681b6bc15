//! How well skills are found: tokens of `SkillSpan`'s development set, skill or knowledge or neither.
//!
//! A token counts as found when a span covers it. Nothing of the set is in our word lists; forty of
//! its sentences were read to learn what it calls a skill. The length of a phrase was chosen by the
//! score of the sentences with even places, so that of the others is given too.

use std::{fs, path::Path};

use interviewer::skills::{SkillFinder, Taxonomy};
use serde::Deserialize;

use crate::measure::Table;

const F1_MIN: f64 = 0.45;

#[derive(Deserialize)]
struct Sentence {
    tokens: Vec<String>,
    tags_skill: Vec<String>,
    tags_knowledge: Vec<String>,
}

#[derive(Default, Clone, Copy)]
struct Counts {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Counts {
    fn f1(self) -> f64 {
        let all = 2 * self.right + self.wrong + self.missed;
        2.0 * self.right as f64 / all.max(1) as f64
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }
}

pub(crate) fn measure(data: &Path, table: &mut Table) {
    let file = data.join("data/skillspan/dev.json");
    let Ok(text) = fs::read_to_string(&file) else {
        return table.absent("skills: token F1, SkillSpan dev", &file);
    };
    let sentences: Vec<Sentence> =
        text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let finder = SkillFinder::new(None);
    let mut halves = [Counts::default(); 2];
    for (place, sentence) in sentences.iter().enumerate() {
        if let Some(half) = halves.get_mut(place % 2) {
            half.add(counts(&finder, sentence));
        }
    }
    let [chosen_by, other] = halves;
    let mut all = chosen_by;
    all.add(other);
    let precision = all.right as f64 / (all.right + all.wrong).max(1) as f64;
    let recall = all.right as f64 / (all.right + all.missed).max(1) as f64;
    println!("skills: {} sentences, precision {precision:.3}, recall {recall:.3}", sentences.len());
    table.at_least("skills: token F1, SkillSpan dev", all.f1(), F1_MIN);
    table.at_least("skills: token F1, the half that nothing was chosen by", other.f1(), F1_MIN);
    with_onet(data, &sentences, table);
}

/// The same with the files of O*NET that are there, which must not make it worse than the goal.
fn with_onet(data: &Path, sentences: &[Sentence], table: &mut Table) {
    let mut taxonomy = Taxonomy::default();
    for name in ["Occupation Data.txt", "Task Statements.txt"] {
        let file = data.join("data/onet").join(name);
        let Ok(text) = fs::read_to_string(&file) else {
            return table.absent("skills: token F1 with O*NET's verbs", &file);
        };
        match taxonomy.add(&text) {
            Ok(new) => println!("{name}: {new} new"),
            Err(error) => println!("{name}: {error}"),
        }
    }
    let finder = SkillFinder::new(Some(&taxonomy));
    let mut all = Counts::default();
    for sentence in sentences {
        all.add(counts(&finder, sentence));
    }
    table.at_least("skills: token F1 with O*NET's verbs", all.f1(), F1_MIN);
}

fn counts(finder: &SkillFinder, sentence: &Sentence) -> Counts {
    let found = finder.find(&sentence.tokens.join(" "), Some("en"));
    let tags = sentence.tags_skill.iter().zip(&sentence.tags_knowledge);
    let mut counts = Counts::default();
    let mut from = 0;
    for (token, (skill, knowledge)) in sentence.tokens.iter().zip(tags) {
        let to = from + token.len();
        let is_found = found.iter().any(|span| span.from < to && from < span.to);
        match (is_found, skill != "O" || knowledge != "O") {
            (true, true) => counts.right += 1,
            (true, false) => counts.wrong += 1,
            (false, true) => counts.missed += 1,
            (false, false) => {}
        }
        from = to + 1;
    }
    counts
}
