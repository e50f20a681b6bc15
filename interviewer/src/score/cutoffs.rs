//! From a score out of 100 to Lever's 1 to 4.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The least overall scores for a 2, a 3 and a 4. Prints in words, for the note:
/// `below 40 is 1, 40-59 is 2, 60-79 is 3, 80 and above is 4`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cutoffs {
    /// From here on, 2.
    pub two: u8,
    /// From here on, 3.
    pub three: u8,
    /// From here on, 4.
    pub four: u8,
}

impl Default for Cutoffs {
    fn default() -> Self {
        Self { two: 40, three: 60, four: 80 }
    }
}

impl Cutoffs {
    /// 1 plus the number of cut-offs reached: a higher score never gives less, whatever the order
    /// of the cut-offs.
    pub fn lever_score(&self, overall: u8) -> u8 {
        [self.two, self.three, self.four]
            .into_iter()
            .fold(1, |score, cutoff| score + u8::from(overall >= cutoff))
    }
}

impl fmt::Display for Cutoffs {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut cutoffs = [self.two, self.three, self.four];
        cutoffs.sort_unstable();
        let [two, three, four] = cutoffs;
        let mut parts = Vec::new();
        if two > 0 {
            parts.push(format!("below {two} is 1"));
        }
        for (score, from, until) in [(2, two, three), (3, three, four)] {
            match until.saturating_sub(from) {
                0 => {}
                1 => parts.push(format!("{from} is {score}")),
                _ => parts.push(format!("{from}-{} is {score}", until - 1)),
            }
        }
        parts.push(format!("{four} and above is 4"));
        formatter.write_str(&parts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_prints_as_decided() {
        assert_eq!(
            Cutoffs::default().to_string(),
            "below 40 is 1, 40-59 is 2, 60-79 is 3, 80 and above is 4"
        );
        assert_eq!(
            Cutoffs { two: 50, three: 50, four: 51 }.to_string(),
            "below 50 is 1, 50 is 3, 51 and above is 4"
        );
    }

    #[test]
    fn the_ends_of_each_range_are_where_they_are_printed() {
        let cutoffs = Cutoffs::default();
        for (overall, score) in
            [(0, 1), (39, 1), (40, 2), (59, 2), (60, 3), (79, 3), (80, 4), (100, 4)]
        {
            assert_eq!(cutoffs.lever_score(overall), score, "{overall}");
        }
    }

    #[test]
    fn a_higher_score_never_gives_less_whatever_the_cutoffs() {
        let some = [0_u8, 1, 39, 40, 60, 61, 99, 100, 255];
        for two in some {
            for three in some {
                for four in some {
                    let cutoffs = Cutoffs { two, three, four };
                    let scores: Vec<u8> =
                        (0..=100).map(|overall| cutoffs.lever_score(overall)).collect();
                    assert!(scores.is_sorted(), "{cutoffs}");
                    assert!(scores.iter().all(|score| (1..=4).contains(score)));
                }
            }
        }
    }
}
