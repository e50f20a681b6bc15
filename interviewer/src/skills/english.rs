//! How English postings say what they ask for: verbs with what they govern, what follows "knowledge
//! of", words before "skills", traits.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use super::labels::Labels;
use super::tokens::Token;
use super::{PHRASE_WORDS_MAX, SkillKind, Span, parsed};
use crate::bank::BANK;
use crate::words::{folded, occurs};

/// A list after "experience with" is read so far.
const LISTED_WORDS_MAX: usize = 14;
/// So many words may stand before "skills".
const WORDS_BEFORE_SKILLS_MAX: usize = 4;
/// A shorter sentence is a label: "Support", "Lead developer".
const SENTENCE_WORDS_MIN: usize = 4;

/// Words of `skills/en.json`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    /// Verbs beyond those that duties begin with in the bank, in their base form.
    verbs: Vec<String>,
    /// Traits and other skills that are no verb phrases.
    traits: Vec<String>,
    /// What knowledge follows on.
    cues: Vec<String>,
    /// Patterns of sentences that ask for nothing.
    not_about_work: Vec<String>,
    /// Patterns of sentences about the company ...
    about_us: Vec<String>,
    /// ... unless they are about the reader as well.
    about_you: Vec<String>,
    /// What stands after the skill in "negotiation skills".
    nouns_of_skill: Vec<String>,
    /// What stands before it without being part of it.
    praise: Vec<String>,
    /// What a verb in its base form follows on.
    before_base: Vec<String>,
    /// What a verb in -ing follows on.
    before_ing: Vec<String>,
    /// What may stand between a cue and the knowledge.
    fillers: Vec<String>,
    /// What alone is no knowledge.
    vague: Vec<String>,
    /// Before these a phrase ends.
    ends: Vec<String>,
    /// With these none ends.
    trailing: Vec<String>,
}

/// The rules, ready for use.
pub(super) struct English {
    /// Verbs beyond the bank's.
    pub(super) verbs: Vec<String>,
    words: Words,
    traits: Labels,
    cues: Labels,
}

static ENGLISH: LazyLock<English> = LazyLock::new(|| {
    let mut words: Words = parsed(include_str!("en.json"));
    let labels = |texts: &[String]| {
        let mut labels = Labels::default();
        for text in texts {
            labels.add(text, SkillKind::Skill, false);
        }
        labels
    };
    English {
        verbs: std::mem::take(&mut words.verbs),
        traits: labels(&words.traits),
        cues: labels(&words.cues),
        words,
    }
});

/// The form a verb is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Base,
    Ing,
    Third,
}

/// The base form of a verb in -ing or -s; none for a word that is none, or is one already.
pub(super) fn base(word: &str, verbs: &HashSet<String>) -> Option<String> {
    ing(word, verbs).or_else(|| third(word, verbs))
}

fn ing(word: &str, verbs: &HashSet<String>) -> Option<String> {
    let irregular = BANK.verbs.irregular_ing.get(word).cloned();
    let stem = word.strip_suffix("ing").filter(|stem| stem.len() >= 2)?;
    let short = stem.char_indices().next_back().and_then(|(last, _)| stem.get(..last));
    let doubled = short.filter(|short| short.chars().last() == stem.chars().last());
    let bases =
        [irregular, Some(stem.to_owned()), Some(format!("{stem}e")), doubled.map(str::to_owned)];
    bases.into_iter().flatten().find(|base| verbs.contains(base))
}

fn third(word: &str, verbs: &HashSet<String>) -> Option<String> {
    let stem = word.strip_suffix('s')?;
    let y = stem.strip_suffix("ie").map(|root| format!("{root}y"));
    let bases = [y, stem.strip_suffix('e').map(str::to_owned), Some(stem.to_owned())];
    bases.into_iter().flatten().find(|base| verbs.contains(base))
}

impl English {
    pub(super) fn get() -> &'static Self {
        &ENGLISH
    }

    /// The spans in one sentence.
    pub(super) fn find(&self, sentence: &[Token], verbs: &HashSet<String>) -> Vec<Span> {
        let words: Vec<&str> = sentence.iter().map(|token| token.small.as_str()).collect();
        let text = folded(&words.join(" "));
        let says = |patterns: &[String]| patterns.iter().any(|pattern| occurs(&text, pattern));
        let about_us = says(&self.words.about_us) && !says(&self.words.about_you);
        if says(&self.words.not_about_work) || about_us {
            return Vec::new();
        }
        let mut spans = self.traits.find(sentence, &HashSet::new());
        let reader = Reader { english: self, words: &words, verbs };
        spans.extend(reader.before_skills());
        spans.extend(reader.after_cues(self.cues.find(sentence, &HashSet::new())));
        spans.extend(reader.verb_phrases());
        spans
    }
}

/// One sentence, its words small.
struct Reader<'a> {
    english: &'a English,
    words: &'a [&'a str],
    verbs: &'a HashSet<String>,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).copied().unwrap_or_default()
    }

    fn is_word(&self, at: usize) -> bool {
        self.word(at).chars().any(char::is_alphanumeric)
    }

    fn is(list: &[String], word: &str) -> bool {
        list.iter().any(|other| other == word)
    }

    /// "negotiation skills", "a structured mindset".
    fn before_skills(&self) -> Vec<Span> {
        let words = &self.english.words;
        let mut out = Vec::new();
        for (at, _) in
            self.words.iter().enumerate().filter(|(_, word)| Self::is(&words.nouns_of_skill, word))
        {
            let belongs = |place: &usize| {
                let word = self.word(*place);
                self.is_word(*place)
                    && !Self::is(&words.praise, word)
                    && !Self::is(&words.ends, word)
            };
            let before = (0..at).rev().take(WORDS_BEFORE_SKILLS_MAX).take_while(belongs).count();
            if before > 0 {
                out.push((at - before, at + 1, SkillKind::Skill));
            }
        }
        out
    }

    /// "experience with A, B or C": each of them.
    fn after_cues(&self, cues: Vec<Span>) -> Vec<Span> {
        let words = &self.english.words;
        let mut out = Vec::new();
        for (_, cue_end, _) in cues {
            let fillers = (cue_end..self.words.len())
                .take_while(|at| Self::is(&words.fillers, self.word(*at)))
                .count();
            let from = cue_end + fillers;
            if self.is_doing(from) {
                continue;
            }
            let mut open: Option<usize> = None;
            let mut at = from;
            while at < from + LISTED_WORDS_MAX && at < self.words.len() {
                let word = self.word(at);
                let ends = matches!(
                    word,
                    "." | ";" | ":" | ")" | "!" | "?" | "to" | "in" | "on" | "with" | "is"
                ) || (Self::is(&words.ends, word) && word != "as");
                if ends {
                    break;
                }
                if !self.is_word(at)
                    || matches!(word, "and" | "or" | "etc" | "etc." | "the" | "a" | "an")
                {
                    out.extend(open.take().map(|from| (from, at, SkillKind::Knowledge)));
                } else {
                    open.get_or_insert(at);
                }
                at += 1;
            }
            out.extend(open.map(|from| (from, at, SkillKind::Knowledge)));
        }
        let vague = |at: usize| Self::is(&words.vague, self.word(at));
        out.retain(|(from, to, _)| !(*from..*to).all(vague));
        out
    }

    /// Whether a verb in -ing stands there.
    fn is_doing(&self, at: usize) -> bool {
        let word = self.word(at);
        !Self::is(&BANK.verbs.not_verbs_ing, word) && ing(word, self.verbs).is_some()
    }

    fn is_base(&self, at: usize) -> bool {
        self.verbs.contains(self.word(at))
    }

    /// A base form that is no noun as well.
    fn is_sure_base(&self, at: usize) -> bool {
        self.is_base(at) && !Self::is(&BANK.verbs.also_nouns, self.word(at))
    }

    fn has_article(&self, at: usize) -> bool {
        matches!(self.word(at), "the" | "a" | "an" | "our" | "new" | "and" | "all" | "with")
    }

    /// Verbs with what they govern.
    fn verb_phrases(&self) -> Vec<Span> {
        let mut out = Vec::new();
        let mut before: Option<Form> = None;
        let mut at = 0;
        while at < self.words.len() {
            let Some(form) = self.form(at, before) else {
                if matches!(self.word(at), ":" | "(" | ")") {
                    before = None;
                }
                at += 1;
                continue;
            };
            before = Some(form);
            let end = self.phrase_end(at, form);
            let leads_on = matches!(self.word(at + 1), "and" | "," | "or" | "&");
            if end >= at + 2 || leads_on {
                out.push((at, end, SkillKind::Skill));
                at = end;
            } else {
                at += 1;
            }
        }
        out
    }

    /// The form of the verb that a skill begins with there, if one does; `before` is that of the verb
    /// before it.
    fn form(&self, at: usize, before: Option<Form>) -> Option<Form> {
        let words = &self.english.words;
        let previous = at.checked_sub(1).map(|previous| self.word(previous));
        let opens = previous.is_none()
            || matches!(previous, Some("-" | "•" | "·" | "*" | "–" | "—" | "|" | ":"))
            || (at == 1 && !self.is_word(0));
        if opens {
            let label = self.words.len() < SENTENCE_WORDS_MIN
                || Self::is(&BANK.verbs.after_nouns, self.word(at + 1));
            let sure = self.is_sure_base(at) || (self.is_base(at) && !label);
            return if sure {
                Some(Form::Base)
            } else if self.is_doing(at) {
                Some(Form::Ing)
            } else {
                let third = third(self.word(at), self.verbs).is_some() && self.has_article(at + 1);
                third.then_some(Form::Third)
            };
        }
        let previous = previous.unwrap_or_default();
        if Self::is(&words.before_base, previous) && self.is_base(at) {
            return Some(Form::Base);
        }
        if Self::is(&words.before_ing, previous) && self.is_doing(at) {
            return Some(Form::Ing);
        }
        let joined = matches!(previous, "," | "and" | "or" | "&" | "/");
        let same = match before.filter(|_| joined)? {
            Form::Base => self.is_sure_base(at) || (self.is_base(at) && self.has_article(at + 1)),
            Form::Ing => ing(self.word(at), self.verbs).is_some(),
            Form::Third => third(self.word(at), self.verbs).is_some(),
        };
        before.filter(|_| same)
    }

    /// Where a phrase ends whose verb stands at `from`.
    fn phrase_end(&self, from: usize, form: Form) -> usize {
        let words = &self.english.words;
        let mut at = from + 1;
        while at < self.words.len() && at < from + PHRASE_WORDS_MAX {
            let word = self.word(at);
            let joint = matches!(word, "and" | "or" | "&" | "/");
            if (!self.is_word(at) && !joint) || Self::is(&words.ends, word) {
                break;
            }
            let next = self.word(at + 1);
            let next_is_verb = match form {
                Form::Base => self.is_sure_base(at + 1),
                Form::Ing | Form::Third => base(next, self.verbs).is_some(),
            };
            let nothing_follows = !self.is_word(at + 1) || Self::is(&words.ends, next);
            if (joint && (nothing_follows || next_is_verb))
                || (word == "to" && self.is_sure_base(at + 1) && at > from + 1)
            {
                break;
            }
            at += 1;
        }
        while at > from + 1 && Self::is(&words.trailing, self.word(at - 1)) {
            at -= 1;
        }
        at
    }
}
