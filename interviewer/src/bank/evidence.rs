//! Words that answers are read by, in one language.
//!
//! Patterns are folded words, set apart by blanks; a `*` at the end lets the last word go on.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The words of one language. Lists of words unless said otherwise.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Evidence {
    /// The small words of any sentence. They tell the language, too.
    pub(crate) function_words: Vec<String>,
    /// Words that say nothing about the subject.
    pub(crate) plain_words: Vec<String>,
    /// Sounds of someone who thinks.
    pub(crate) fillers: Vec<String>,
    /// Endings that come off a word to compare it, and what comes in their place. The first that
    /// fits is taken.
    pub(crate) endings: Vec<(String, String)>,
    /// The words for oneself as the subject; for Spanish, the helping verb that says it.
    pub(crate) self_words: Vec<String>,
    /// Verbs that say by their form that oneself is the subject.
    pub(crate) self_forms: Vec<String>,
    /// Endings that do, as they are written, with their marks.
    pub(crate) self_endings: Vec<String>,
    /// Helping verbs and other words after which a base form is an action.
    pub(crate) modals: Vec<String>,
    /// What may stand between oneself and the verb.
    pub(crate) helpers: Vec<String>,
    /// Where a clause about oneself ends.
    pub(crate) breaks: Vec<String>,
    /// After one of these comes no verb.
    pub(crate) determiners: Vec<String>,
    /// Forms that say that something was done.
    pub(crate) done: Vec<String>,
    /// Endings of such forms, as they are written.
    pub(crate) done_endings: Vec<String>,
    /// Beginning and ending of such forms, folded.
    pub(crate) done_shapes: Vec<(String, String)>,
    /// Base forms of what one does.
    pub(crate) would: Vec<String>,
    /// Endings that say what one would do, as they are written.
    pub(crate) would_endings: Vec<String>,
    /// What a base form may begin with besides.
    pub(crate) prefixes: Vec<String>,
    /// Words that look like an action and are none, as they are written.
    pub(crate) not_actions: Vec<String>,
    /// Patterns: a situation is told.
    pub(crate) situation: Vec<String>,
    /// Patterns: a result is told.
    pub(crate) result: Vec<String>,
    /// Patterns: a reason or a condition is given.
    pub(crate) reason: Vec<String>,
    /// Patterns: steps are put in order.
    pub(crate) steps: Vec<String>,
    /// Patterns: something is made sure of.
    pub(crate) check: Vec<String>,
    /// Patterns: amounts in words.
    pub(crate) numbers: Vec<String>,
    /// Patterns: it is about work of some kind.
    pub(crate) work: Vec<String>,
    /// Patterns: it is about private life, which is nobody's evidence.
    pub(crate) private: Vec<String>,
    /// Words that count as one, by group.
    pub(crate) same: Vec<Vec<String>>,
    /// Words between alternatives.
    pub(crate) or: Vec<String>,
    /// Words that deny.
    pub(crate) negations: Vec<String>,
    /// What rubrics look for, by a key that all languages share.
    pub(crate) concepts: BTreeMap<String, Concept>,
    /// Patterns: a sentence with one of these speaks to the scorer.
    pub(crate) injection: Vec<String>,
    /// Patterns: what orders to a scorer are about, and what people say of their work as well.
    pub(crate) meta_phrases: Vec<String>,
    /// Patterns: what orders to a machine begin with.
    pub(crate) meta_orders: Vec<String>,
    /// Patterns: what may stand before that.
    pub(crate) meta_leads: Vec<String>,
    /// Patterns: what orders to a machine tell it to say.
    pub(crate) meta_subjects: Vec<String>,
    /// Patterns: what machines and scorers are called and have.
    pub(crate) meta_machines: Vec<String>,
    /// Patterns: how a machine is told what it is or must do.
    pub(crate) meta_demands: Vec<String>,
    /// Patterns: how anybody is addressed.
    pub(crate) meta_address: Vec<String>,
    /// What a school's name contains.
    pub(crate) schools: Vec<String>,
    /// What an address contains.
    pub(crate) streets: Vec<String>,
    /// Patterns: a name follows.
    pub(crate) introductions: Vec<String>,
}

/// Something rubrics look for, in patterns.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Concept {
    /// How a rubric asks for it.
    pub(crate) asked: Vec<String>,
    /// How an answer shows it.
    pub(crate) shown: Vec<String>,
}
