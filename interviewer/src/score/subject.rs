//! What an answer is expected to be about, and what its rubric looks for, in words of any language
//! that answers are read in.

use std::collections::BTreeSet;

use crate::plan::{Plan, Question, Rubric};
use crate::words::folded;

use super::heard::Sentence;
use super::lexicon::{CONCEPTS, Lexicon, Sign, Word, lexicon, words};
use super::tongue;

/// What an answer is held against.
pub(super) struct Sought<'a> {
    pub(super) plan: &'a Plan,
    pub(super) question: &'a Question,
    pub(super) rubric: &'a Rubric,
    /// Subject words of the posting that the plan quotes, in the plan's language.
    pub(super) work: &'a BTreeSet<String>,
    /// The candidate's names, to be left out.
    pub(super) names: &'a [&'a str],
}

/// Subject words of the posting that `plan` quotes, in its own language.
pub(super) fn work(plan: &Plan) -> BTreeSet<String> {
    let Some(lexicon) = lexicon(&plan.language) else { return BTreeSet::new() };
    let quoted = plan.competencies.iter().map(|competency| competency.because.as_str());
    quoted.chain([plan.title.as_str()]).flat_map(|text| lexicon.stems(&words(text))).collect()
}

/// What an answer is expected to be about.
pub(super) struct Subject<'a> {
    /// The language of the rubric.
    lexicon: Option<&'static Lexicon>,
    /// Subject words of the question, the posting and the rubric.
    stems: BTreeSet<String>,
    /// Those of the question alone.
    pub(super) asked: BTreeSet<String>,
    /// Those of other questions' postings: an example from elsewhere in the same work is about the
    /// question as well.
    work: &'a BTreeSet<String>,
    /// The key of the competency.
    competency: Option<&'a str>,
    pub(super) items: Vec<Item<'a>>,
}

/// Something a rubric looks for.
pub(super) struct Item<'a> {
    pub(super) text: &'a String,
    /// The concepts it asks for.
    concepts: BTreeSet<usize>,
    /// Whether it names alternatives.
    either: bool,
    stems: BTreeSet<String>,
}

impl<'a> Subject<'a> {
    pub(super) fn of(sought: &Sought<'a>) -> Self {
        let Sought { plan, question, rubric, work, .. } = sought;
        let because = question.because.as_deref();
        let parts: Vec<Vec<Word>> = [question.text.as_str()]
            .into_iter()
            .chain(because)
            .chain(rubric.look_for.iter().map(String::as_str))
            .map(words)
            .collect();
        let mut counts = tongue::Counts::new();
        for part in &parts {
            counts.add(part);
        }
        let code = counts.language(&plan.wording).unwrap_or(&plan.wording);
        let lexicon = lexicon(code);
        let stems = |words: &[Word]| lexicon.map(|it| it.stems(words)).unwrap_or_default();
        Self {
            lexicon,
            asked: parts.first().map(|part| stems(part)).unwrap_or_default(),
            stems: parts.iter().flat_map(|part| stems(part)).collect(),
            work,
            competency: question.competency.as_deref(),
            items: rubric.look_for.iter().map(|text| Item::of(text, lexicon)).collect(),
        }
    }

    /// The stems of `heard` that can be compared with the subject's.
    pub(super) fn stems_of<'h>(&self, heard: &'h [Sentence<'_>]) -> BTreeSet<&'h str> {
        let same = |sentence: &&Sentence<'_>| {
            sentence.lexicon.map(|it| it.code) == self.lexicon.map(|it| it.code)
        };
        heard
            .iter()
            .filter(same)
            .flat_map(|sentence| sentence.stems.iter().map(String::as_str))
            .collect()
    }

    /// How many different words of `sentence` are about the subject, or about work.
    pub(super) fn words_about(&self, sentence: &Sentence<'_>) -> BTreeSet<String> {
        let Some(lexicon) = sentence.lexicon else { return BTreeSet::new() };
        let mut about: BTreeSet<String> = BTreeSet::new();
        lexicon.patterns.find(&sentence.words, |place, sign| {
            if sign == Sign::Work
                && let Some(word) = sentence.words.get(place)
            {
                about.insert(lexicon.ending_off(&word.folded));
            }
        });
        if self.lexicon.map(|it| it.code) == Some(lexicon.code) {
            let known = |stem: &&String| self.stems.contains(*stem) || self.work.contains(*stem);
            about.extend(sentence.stems.iter().filter(known).cloned());
        }
        if let Some(competency) = self.competency {
            about.extend(lexicon.speaks_of(competency, &folded(&sentence.seen)));
        }
        about
    }
}

impl<'a> Item<'a> {
    fn of(text: &'a String, lexicon: Option<&'static Lexicon>) -> Self {
        let words = words(text);
        let asked =
            |sign: &Sign| if let Sign::Asked(concept) = sign { Some(*concept) } else { None };
        Self {
            text,
            concepts: lexicon
                .map(|it| it.signs(&words).iter().filter_map(asked).collect())
                .unwrap_or_default(),
            either: lexicon
                .is_some_and(|it| words.iter().any(|word| it.evidence.or.contains(&word.folded))),
            stems: lexicon.map(|it| it.stems(&words)).unwrap_or_default(),
        }
    }

    /// Whether an answer shows it: two thirds of the concepts it asks for, half where one or the
    /// other will do; or where it asks for none that we know, half of its words.
    pub(super) fn is_shown(&self, signs: &BTreeSet<Sign>, stems: &BTreeSet<&str>) -> bool {
        if self.concepts.is_empty() {
            let hit = self.stems.iter().filter(|stem| stems.contains(stem.as_str())).count();
            return !self.stems.is_empty() && hit * 2 >= self.stems.len();
        }
        let shown = |concept: &&usize| {
            let also = match CONCEPTS.get(**concept) {
                Some(&"outcome") => signs.contains(&Sign::Result),
                Some(&"measure") => signs.contains(&Sign::Number),
                _ => false,
            };
            also || signs.contains(&Sign::Shown(**concept))
        };
        let shown = self.concepts.iter().filter(shown).count();
        if self.either {
            shown * 2 >= self.concepts.len()
        } else {
            shown * 3 >= self.concepts.len() * 2
        }
    }
}
