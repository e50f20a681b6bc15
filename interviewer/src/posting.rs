//! The posting as the interviewer needs it: texts and a few labels, from whatever source.

use serde::{Deserialize, Serialize};

use crate::bank::PayWords;
use crate::digest::sha256_hex;

/// An advertised position. Every field may be empty; [`crate::plan`] bears that.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Posting {
    /// The position's title.
    pub title: String,
    /// Opening and body, as HTML. Read first.
    pub description_html: String,
    /// The same without markup; read only when there is no HTML, since it may lack most of it.
    pub description_text: String,
    /// Headed lists ("Responsibilities", "Requirements", …), in order.
    pub lists: Vec<PostingList>,
    /// Closing words, as HTML.
    pub closing_html: String,
    /// The same without markup; read only when there is no HTML.
    pub closing_text: String,
    /// The pay range, if given.
    pub salary: Option<Salary>,
    /// What the posting says about pay in words.
    pub salary_text: String,
    /// Where the work is.
    pub location: Option<String>,
    /// Team.
    pub team: Option<String>,
    /// Department.
    pub department: Option<String>,
    /// "Full-time", "Contract", …
    pub commitment: Option<String>,
    /// "remote", "hybrid", "onsite", …
    pub workplace: Option<String>,
}

/// One headed list of a posting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostingList {
    /// Its heading; may be empty, often ends in a colon or a blank.
    pub heading: String,
    /// Its content: usually a run of `<li>` without a list around it.
    pub html: String,
}

/// A pay range. Missing ends, or both 0, mean that nothing is known.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Salary {
    /// Lower end, in units of the currency.
    pub min: Option<f64>,
    /// Upper end, in units of the currency.
    pub max: Option<f64>,
    /// Currency code, for example `USD`.
    pub currency: String,
    /// Period, for example `per-year-salary`; any text is borne.
    pub interval: String,
}

impl Posting {
    /// What it says, without markup, a line each, in the order in which it is read.
    pub fn text(&self) -> String {
        crate::plan::all_lines(self).join("\n")
    }

    /// SHA-256 of all of it, as hex: changes with every word.
    pub fn hash(&self) -> String {
        sha256_hex(self)
    }
}

impl Salary {
    /// The range in `words`, for example `USD 50,000 to 70,000 per year`. None when nothing is known.
    pub(crate) fn in_words(&self, words: &PayWords) -> Option<String> {
        let end = |value: Option<f64>| value.filter(|amount| amount.is_finite() && *amount > 0.0);
        let grouped = |amount: f64| grouped(amount, words.thousands, words.decimal);
        let amount = match (end(self.min), end(self.max)) {
            (Some(min), Some(max)) if max > min => {
                words.range.replace("{min}", &grouped(min)).replace("{max}", &grouped(max))
            }
            (Some(min), Some(_)) => grouped(min),
            (Some(min), None) => words.from.replace("{min}", &grouped(min)),
            (None, Some(max)) => words.up_to.replace("{max}", &grouped(max)),
            (None, None) => return None,
        };
        let interval = interval_in_words(&self.interval);
        let interval = words.intervals.get(&interval).unwrap_or(&interval);
        let parts = [self.currency.trim(), &amount, interval];
        Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "))
    }
}

/// `per-year-salary` → `per year`; an unknown interval keeps its own words.
fn interval_in_words(interval: &str) -> String {
    interval
        .split(['-', '_', ' '])
        .filter(|word| !word.is_empty() && !matches!(*word, "salary" | "wage"))
        .collect::<Vec<_>>()
        .join(" ")
}

/// An amount with thousands set apart; cents only when there are any.
fn grouped(amount: f64, thousands: char, decimal: char) -> String {
    let text = format!("{amount:.2}");
    let (whole, cents) = text.split_once('.').unwrap_or((&text, "00"));
    let mut out = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(thousands);
        }
        out.push(digit);
    }
    if cents != "00" {
        out.push(decimal);
        out.push_str(cents);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::BANK;

    fn words(language: &str) -> &'static PayWords {
        &BANK.language_or_english(language).phrases.pay
    }

    fn salary(min: f64, max: f64, interval: &str) -> Salary {
        Salary {
            min: Some(min),
            max: Some(max),
            currency: "USD".to_owned(),
            interval: interval.to_owned(),
        }
    }

    #[test]
    fn a_range_reads_as_words() {
        assert_eq!(
            salary(50_000.0, 70_000.0, "per-year-salary").in_words(words("en")).as_deref(),
            Some("USD 50,000 to 70,000 per year")
        );
        assert_eq!(
            salary(18.5, 18.5, "per-hour-wage").in_words(words("en")).as_deref(),
            Some("USD 18.50 per hour")
        );
        assert_eq!(
            salary(0.0, 1_250_000.0, "moonly").in_words(words("en")).as_deref(),
            Some("USD up to 1,250,000 moonly")
        );
    }

    #[test]
    fn a_range_reads_as_words_of_each_language() {
        let pay = salary(50_000.0, 70_000.5, "per-year-salary");
        for (language, text) in [
            ("es", "USD 50.000 a 70.000,50 al año"),
            ("fr", "USD 50\u{202f}000 à 70\u{202f}000,50 par an"),
            ("de", "USD 50.000 bis 70.000,50 pro Jahr"),
        ] {
            assert_eq!(pay.in_words(words(language)).as_deref(), Some(text));
        }
    }

    #[test]
    fn two_zeros_nothing_and_nonsense_mean_nothing() {
        assert_eq!(salary(0.0, 0.0, "per-year-salary").in_words(words("en")), None);
        assert_eq!(Salary::default().in_words(words("en")), None);
        assert_eq!(salary(f64::NAN, f64::INFINITY, "").in_words(words("en")), None);
    }
}
