//! Whether quotes are verbatim, over everything that is scored here: read anew, not by the crate.

use interviewer::{Answer, Level, Points, Quote, Scorecard};

use crate::measure::Table;

/// Quotes seen so far, and those that were proven.
#[derive(Default)]
pub(crate) struct Quotes {
    seen: usize,
    verbatim: usize,
    levels_without: usize,
}

impl Quotes {
    /// Looks for each quote in the turn it names.
    pub(crate) fn check(&mut self, scorecard: &Scorecard, answers: &[Answer]) {
        for rating in &scorecard.ratings {
            let mine = |answer: &&Answer| answer.question_id == rating.question_id;
            let mine: Vec<&Answer> = answers.iter().filter(mine).collect();
            self.look_for(matches!(rating.level, Level::Anchor(_)), &rating.quotes, &mine);
        }
    }

    /// The same for points.
    pub(crate) fn check_points(&mut self, points: &Points, answer: &Answer) {
        self.look_for(points.points.is_some(), &points.quotes, &[answer]);
    }

    fn look_for(&mut self, rated: bool, quotes: &[Quote], answers: &[&Answer]) {
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.levels_without += usize::from(rated && quotes.is_empty());
        for quote in quotes {
            self.seen += 1;
            let mut turns = answers.iter().filter(|answer| answer.turn == quote.turn);
            let there = turns.any(|answer| plain(&answer.text).contains(&plain(&quote.text)));
            self.verbatim += usize::from(there);
        }
    }

    /// Writes the measures.
    pub(crate) fn measure(&self, table: &mut Table) {
        println!("    {} quotes", self.seen);
        let share = self.verbatim as f64 / self.seen.max(1) as f64;
        table.at_least("quotes that are verbatim", share, 1.0);
        table.at_most("levels without a quote", self.levels_without as f64, 0.0);
    }
}
