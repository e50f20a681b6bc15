//! How much of what a posting asks for its plan asks about.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::posting::Posting;
use crate::skills::{Skill, SkillFinder, SkillKind};
use crate::words::{folded, occurs};

use super::lines::{self, named_at};
use super::{Plan, Question};

/// Shorter words say little: "with", "and".
const WORD_LETTERS_MIN: usize = 4;
/// Words are forms of one when they share so many letters at the start.
const STEM_LETTERS: usize = 5;
/// A label of fewer letters is compared as it is written.
const LABEL_LETTERS_MIN: usize = 3;

/// What a plan asks about, of what its posting asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Coverage {
    /// The share, from 0 to 1; 1 for a posting that names no skill.
    pub share: f64,
    /// Skills that a question touches, in the posting's words and order.
    pub covered: Vec<String>,
    /// Skills that none does.
    pub missing: Vec<String>,
}

/// The skills of `posting`, by whether `plan` asks about them. A question touches a tool or field that
/// it, a follow-up or its list of what to look for names, and a duty of whose words half or more are
/// in them. What may not be asked about is no skill here.
pub fn coverage(plan: &Plan, posting: &Posting, finder: &SkillFinder) -> Coverage {
    let reading = lines::read(posting);
    let asked: Vec<Asked> = plan.questions.iter().map(Asked::new).collect();
    let mut known = BTreeSet::new();
    let (mut covered, mut missing) = (Vec::new(), Vec::new());
    for line in reading.lines.iter().filter(|line| line.askable) {
        let named = finder.find(&line.text, Some(reading.language));
        for skill in named.into_iter().filter(|skill| !finder.is_bare_verb(skill)) {
            if known.insert(folded(&skill.text)) {
                let touched = asked.iter().any(|asked| asked.touches(&skill));
                if touched { &mut covered } else { &mut missing }.push(skill.text);
            }
        }
    }
    Coverage { share: share(covered.len(), missing.len()), covered, missing }
}

#[expect(clippy::cast_precision_loss, reason = "a posting has no 2^52 skills")]
fn share(covered: usize, missing: usize) -> f64 {
    if covered + missing == 0 { 1.0 } else { covered as f64 / (covered + missing) as f64 }
}

/// What one question says.
struct Asked {
    text: String,
    folded: String,
}

impl Asked {
    fn new(question: &Question) -> Self {
        let probes = question.probes.iter().map(|probe| probe.text.as_str());
        let look_for = question.rubric.iter().flat_map(|rubric| &rubric.look_for);
        let all: Vec<&str> = [question.text.as_str()]
            .into_iter()
            .chain(probes)
            .chain(look_for.map(String::as_str))
            .collect();
        let text = all.join("\n");
        Self { folded: folded(&text), text }
    }

    fn touches(&self, skill: &Skill) -> bool {
        let words = folded(&skill.text);
        match skill.kind {
            SkillKind::Knowledge => {
                let long = words.trim().chars().count() >= LABEL_LETTERS_MIN;
                named_at(&self.text, &skill.text).is_some()
                    || (long && occurs(&self.folded, words.trim()))
            }
            SkillKind::Skill => {
                let words: Vec<&str> = telling(&words).collect();
                let said =
                    words.iter().filter(|word| telling(&self.folded).any(|it| alike(it, word)));
                !words.is_empty() && said.count() * 2 >= words.len()
            }
        }
    }
}

/// Words that are long enough to say something.
fn telling(folded: &str) -> impl Iterator<Item = &str> {
    folded.split_whitespace().filter(|word| word.chars().count() >= WORD_LETTERS_MIN)
}

fn alike(one: &str, other: &str) -> bool {
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    one == other || shared >= STEM_LETTERS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::posting::PostingList;

    fn posting() -> Posting {
        Posting {
            title: "Beekeeper".to_owned(),
            lists: vec![PostingList {
                heading: "Responsibilities".to_owned(),
                html: "<li>Inspect the hives every week</li><li>Explain honey to customers</li>\
                       <li>Experience with Excel and R</li>"
                    .to_owned(),
            }],
            ..Posting::default()
        }
    }

    #[test]
    fn questions_cover_what_they_name() {
        let posting = posting();
        let finder = SkillFinder::new(None);
        let mut plan = crate::plan(&posting);
        plan.questions.truncate(1);
        "To begin: what brought you here?".clone_into(&mut plan.questions[0].text);
        let none = coverage(&plan, &posting, &finder);
        assert_eq!((none.share, none.covered.len()), (0.0, 0));
        assert_eq!(
            none.missing,
            ["Inspect the hives every week", "Explain honey to customers", "Excel", "R"]
        );
        "Which reports have you made in Excel when inspecting hives weekly?"
            .clone_into(&mut plan.questions[0].text);
        let half = coverage(&plan, &posting, &finder);
        assert_eq!(half.covered, ["Inspect the hives every week", "Excel"]);
        assert!((half.share - 0.5).abs() < f64::EPSILON);
        assert_eq!(coverage(&plan, &Posting::default(), &finder).missing, [""; 0]);
    }
}
