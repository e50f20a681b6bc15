//! The bank that ships with the crate: competencies with their questions and anchors, words that
//! tell duties from requirements, verbs, tools. Written by us, kept as data, one file per subject.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// Words by language code.
pub(crate) type ByLanguage = BTreeMap<String, Vec<String>>;

/// Everything in the bank.
pub(crate) struct Bank {
    /// All competencies, in a fixed order.
    pub(crate) competencies: Vec<Entry>,
    /// Beginnings of questions, opener, closer, shared probes.
    pub(crate) phrases: Phrases,
    /// Names of tools by the competency they belong to.
    pub(crate) tools: BTreeMap<String, Vec<String>>,
    /// Words of headings, by the kind of section they open.
    pub(crate) headings: BTreeMap<String, ByLanguage>,
    /// Verbs that duties begin with.
    pub(crate) verbs: Verbs,
    /// Words that answers are read by.
    pub(crate) evidence: Evidence,
}

/// A competency: when it fits, how it is asked about, how answers are rated.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    /// Stable key.
    pub(crate) key: String,
    /// Name shown to people.
    pub(crate) name: String,
    /// Belongs to a trade, rather than to any work.
    pub(crate) craft: bool,
    /// Words of a title that call for it.
    pub(crate) titles: Vec<String>,
    /// Words of a line that call for it.
    pub(crate) matches: ByLanguage,
    /// Words that may call for it, where something else does.
    pub(crate) hints: Vec<String>,
    /// Questions about the past, after the duty was named.
    pub(crate) asks: Vec<String>,
    /// Second halves of "Tell me about a time you had to …".
    pub(crate) follows: Vec<String>,
    /// What happens in the imagined situation, and the question.
    pub(crate) twists: Vec<String>,
    /// Questions about the past that name a tool.
    #[serde(default)]
    pub(crate) tool_asks: Vec<String>,
    /// A question about the past that stands alone.
    pub(crate) plain_ask: String,
    /// An imagined situation that stands alone.
    pub(crate) plain_twist: String,
    /// The follow-up of its own.
    pub(crate) probe: ProbeText,
    /// Behaviour at levels 1, 3 and 5.
    pub(crate) anchors: [String; 3],
    /// What a good answer contains.
    pub(crate) look_for: Vec<String>,
}

/// A follow-up and its condition.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProbeText {
    /// The condition.
    pub(crate) when: String,
    /// The wording.
    pub(crate) text: String,
}

/// Wordings that all competencies share. The slots are `{duty}`, `{quote}` and `{title}`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Phrases {
    /// Before a question about the past.
    pub(crate) past_leads: Vec<String>,
    /// Names a duty that people have anywhere.
    pub(crate) past_direct: String,
    /// Before an imagined situation.
    pub(crate) situational_leads: Vec<String>,
    /// Before a question about the past, with words of the posting.
    pub(crate) past_quote: String,
    /// Before an imagined situation, with words of the posting.
    pub(crate) situational_quote: String,
    /// When there is only a title.
    pub(crate) past_title: String,
    /// When there is only a title.
    pub(crate) situational_title: String,
    /// When there is not even a title.
    pub(crate) past_bare: String,
    /// When there is not even a title.
    pub(crate) situational_bare: String,
    /// First question.
    pub(crate) opener_title: String,
    /// First question, without a title.
    pub(crate) opener_bare: String,
    /// Last question.
    pub(crate) closer: String,
    /// Follow-up to any question about the past.
    pub(crate) past_probe: ProbeText,
    /// Follow-up to any imagined situation.
    pub(crate) situational_probe: ProbeText,
    /// Follow-up for people at the start of their working life.
    pub(crate) entry_probe: ProbeText,
    /// Competencies that fit any work, best first.
    pub(crate) general: Vec<String>,
    /// The reason when the posting gives none.
    pub(crate) because_nothing: String,
}

/// Verbs that duties begin with, and how to tell them from nouns.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Verbs {
    /// Base forms.
    pub(crate) bases: Vec<String>,
    /// Forms in -ing that no rule leads back, with their base.
    pub(crate) irregular_ing: BTreeMap<String, String>,
    /// Those of them that are nouns as well.
    pub(crate) also_nouns: Vec<String>,
    /// Those that say little about the work.
    pub(crate) weak: Vec<String>,
    /// What follows when one of those is a noun.
    pub(crate) after_nouns: Vec<String>,
    /// Words in -ing that are nouns as a rule.
    pub(crate) not_verbs_ing: Vec<String>,
}

/// Words that answers are read by. English; all are patterns as [`crate::words::occurs`] takes them,
/// unless said otherwise.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Evidence {
    /// A situation is told.
    pub(crate) situation: Vec<String>,
    /// A result is told.
    pub(crate) result: Vec<String>,
    /// A reason or a condition is given.
    pub(crate) reason: Vec<String>,
    /// Steps are put in order.
    pub(crate) steps: Vec<String>,
    /// Something is made sure of.
    pub(crate) check: Vec<String>,
    /// Amounts in words.
    pub(crate) numbers: Vec<String>,
    /// Past forms that do not end in -ed.
    pub(crate) past_verbs: Vec<String>,
    /// What follows "I" without being an action.
    pub(crate) not_actions: Vec<String>,
    /// What may stand between "I" and the verb.
    pub(crate) helpers: Vec<String>,
    /// The small words of any English sentence.
    pub(crate) function_words: Vec<String>,
    /// Words that say nothing about the subject.
    pub(crate) plain_words: Vec<String>,
    /// Words that count as one, by group.
    pub(crate) same: Vec<Vec<String>>,
    /// Sentences with one of these speak to the scorer.
    pub(crate) injection: Vec<String>,
    /// So do sentences with one of these signs, as they stand, in small letters.
    pub(crate) injection_signs: Vec<String>,
}

/// The bank, read once.
pub(crate) static BANK: LazyLock<Bank> = LazyLock::new(|| Bank {
    competencies: [
        include_str!("bank/thinking.json"),
        include_str!("bank/people.json"),
        include_str!("bank/delivery.json"),
        include_str!("bank/business.json"),
        include_str!("bank/craft.json"),
    ]
    .into_iter()
    .flat_map(parsed::<Vec<Entry>>)
    .collect(),
    phrases: parsed(include_str!("bank/phrases.json")),
    tools: parsed(include_str!("bank/tools.json")),
    headings: parsed(include_str!("bank/headings.json")),
    verbs: parsed(include_str!("bank/verbs.json")),
    evidence: parsed(include_str!("bank/evidence.json")),
});

#[expect(clippy::expect_used, reason = "the files are compiled in and a test reads them all")]
fn parsed<T: for<'de> Deserialize<'de>>(json: &str) -> T {
    serde_json::from_str(json).expect("the bank's files are valid")
}

impl Bank {
    /// The competency with this key.
    pub(crate) fn entry(&self, key: &str) -> Option<&Entry> {
        self.competencies.iter().find(|entry| entry.key == key)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::words;

    #[test]
    fn every_competency_is_whole() {
        let mut keys = BTreeSet::new();
        for entry in &BANK.competencies {
            assert!(keys.insert(&entry.key), "{} twice", entry.key);
            assert!(!entry.name.is_empty());
            assert!(entry.asks.len() >= 2 && entry.follows.len() >= 2, "{}", entry.key);
            assert!(entry.twists.len() >= 2, "{}", entry.key);
            assert!(entry.look_for.len() >= 3, "{}", entry.key);
            for language in ["en", "fr", "es", "de"] {
                assert!(entry.matches.contains_key(language), "{} {language}", entry.key);
            }
            for tool_ask in &entry.tool_asks {
                assert!(tool_ask.contains("{tool}"), "{tool_ask}");
            }
        }
        assert!(keys.len() >= 20);
    }

    #[test]
    fn wordings_leave_room_for_the_duty_within_thirty_words() {
        for entry in &BANK.competencies {
            for text in entry
                .asks
                .iter()
                .chain(&entry.follows)
                .chain(&entry.twists)
                .chain([&entry.plain_ask, &entry.plain_twist])
            {
                assert!(words::count(text) <= 15, "{text}");
                assert!(!text.contains('{'), "{text}");
            }
        }
    }

    #[test]
    fn patterns_are_written_as_they_are_compared() {
        let patterns = BANK.competencies.iter().flat_map(|entry| {
            entry.matches.values().flatten().chain(&entry.titles).chain(&entry.hints)
        });
        let headings = BANK.headings.values().flat_map(|by| by.values().flatten());
        for pattern in patterns.chain(headings) {
            let plain = pattern.trim_end_matches('*');
            assert_eq!(words::folded(plain).trim(), plain, "{pattern}");
        }
    }

    #[test]
    fn general_competencies_and_tool_groups_exist() {
        assert!(BANK.phrases.general.len() >= 5);
        for key in BANK.phrases.general.iter().chain(BANK.tools.keys()) {
            assert!(BANK.entry(key).is_some(), "{key}");
        }
    }
}
