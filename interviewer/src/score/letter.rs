//! A letter to the candidate, for those who choose to send one: made from the evidence only. It
//! holds no number, no decision and no comparison.

use crate::plan::Plan;

use super::feedback::{name, short_quote};
use super::{Level, Scorecard, wording};

/// From this level on, the words of an answer are named as a strength.
const STRENGTH_LEVEL: u8 = 3;

/// What came across and what may help another time, one line per competency, in the plan's
/// language. Plain text, paragraphs set apart by empty lines.
pub fn letter(plan: &Plan, scorecard: &Scorecard) -> String {
    let words = &wording(plan).letter;
    let mut strengths = Vec::new();
    let mut hints = Vec::new();
    for rating in &scorecard.ratings {
        let Level::Anchor(level) = rating.level else { continue };
        let name = name(plan, rating);
        if let Some(quote) = short_quote(rating).filter(|_| level >= STRENGTH_LEVEL) {
            strengths.push(words.strength.replace("{name}", name).replace("{quote}", quote));
        }
        if let Some(item) = rating.missing.first() {
            hints.push(words.hint.replace("{name}", name).replace("{item}", item));
        }
    }
    let mut paragraphs = vec![if plan.title.is_empty() {
        words.thanks_bare.clone()
    } else {
        words.thanks.replace("{title}", &plan.title)
    }];
    if strengths.is_empty() && hints.is_empty() {
        paragraphs.push(words.nothing.clone());
    }
    for (lead, lines) in [(&words.strengths, strengths), (&words.hints, hints)] {
        if !lines.is_empty() {
            let lines: Vec<String> = lines.iter().map(|line| format!("- {line}")).collect();
            paragraphs.push(format!("{lead}\n{}", lines.join("\n")));
        }
    }
    paragraphs.push(words.close.clone());
    paragraphs.join("\n\n")
}
