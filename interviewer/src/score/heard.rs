//! The sentences of an answer that answer, each read with the words of its own language.
//!
//! Left out: what speaks to the scorer and what hangs on it, private life, noise. Chosen: the
//! densest stretch, and in it what stands near the candidate's own acts.

use std::collections::BTreeSet;

use crate::plan::QuestionKind;

use super::injection::Reader;
use super::lexicon::{Lexicon, Sign, Word, lexicon, words};
use super::subject::{Sought, Subject};
use super::{Answer, actions, blind, injection, sentences, tongue};

/// Evidence is taken from at most so many words on end, those that carry most: who says the same in
/// more words, or tells something else besides, has no more of it.
const WINDOW_WORDS_MAX: usize = 150;
/// A result or a reason belongs to an action so many sentences away.
const SENTENCES_NEAR: usize = 2;

/// A sentence of an answer.
pub(super) struct Sentence<'a> {
    pub(super) turn: u32,
    /// As the candidate said it.
    pub(super) text: &'a str,
    /// Without what tells who the candidate is.
    pub(super) seen: String,
    pub(super) words: Vec<Word>,
    /// The language it is in, if it is read.
    pub(super) lexicon: Option<&'static Lexicon>,
    /// Its subject words, as stems of that language.
    pub(super) stems: BTreeSet<String>,
    pub(super) signs: BTreeSet<Sign>,
    pub(super) actions: BTreeSet<String>,
    /// Different words about the subject, or about work.
    pub(super) about: BTreeSet<String>,
    /// Whether it tells by itself that the candidate answers: they act, and it is about the subject,
    /// or an imagined act in an imagined situation.
    answers: bool,
    /// Whether it speaks to someone.
    addressed: bool,
    /// How much it carries by itself.
    pub(super) weight: usize,
}

/// The sentences of `answer` that answer.
pub(super) fn answering<'a>(
    answer: &'a Answer,
    sought: &Sought<'_>,
    subject: &Subject<'_>,
) -> Vec<Sentence<'a>> {
    let blinded = blind(&answer.text, sought.names);
    let likely = sought.plan.wording.as_str();
    let said: Vec<(&str, &str, Vec<Word>)> = sentences::ranges(&blinded)
        .into_iter()
        .filter_map(|range| {
            let seen = blinded.get(range.clone())?;
            Some((answer.text.get(range)?, seen, words(seen)))
        })
        .collect();
    let reader = Reader::of(said.iter().map(|(_, _, words)| words.as_slice()), likely);
    // Noise is nobody's order: what follows it hangs on nothing.
    let pieces: Vec<(&str, &str, Vec<Word>, bool)> = said
        .into_iter()
        .map(|(text, seen, words)| {
            let counts = !reader.is_injected(seen, &words);
            (text, seen, words, counts)
        })
        .filter(|(_, seen, words, counts)| !counts || !injection::is_noise(seen, words))
        .collect();
    let mut counts = tongue::Counts::new();
    for (_, _, words, _) in pieces.iter().filter(|(.., counts)| *counts) {
        counts.add(words);
    }
    let mostly = counts.language(likely);
    let mut block: Vec<Sentence<'_>> = Vec::new();
    let mut sentences = Vec::new();
    let mut after_orders = false;
    for (text, seen, words, counts) in pieces {
        if counts {
            let mut sentence = read(answer.turn, (text, seen, words), mostly, likely);
            sentence.about = subject.words_about(&sentence);
            sentence.weight = weight(&sentence, subject);
            sentence.answers = answers(&sentence, sought.question.kind);
            let addressed = sentence.addressed || is_labelled(text);
            if !(sentence.is_private() || after_orders && addressed) {
                block.push(sentence);
            }
        } else {
            // What follows an order to the scorer hangs on it unless the candidate acts again.
            if !after_orders || block.iter().any(Sentence::acts_on_subject) {
                sentences.append(&mut block);
            }
            block.clear();
            after_orders = true;
        }
    }
    if !after_orders || block.iter().any(Sentence::acts_on_subject) {
        sentences.append(&mut block);
    }
    sentences
}

/// One sentence: as it was said, without what tells who said it, and its words.
fn read<'a>(
    turn: u32,
    (text, seen, words): (&'a str, &str, Vec<Word>),
    mostly: Option<&'static str>,
    likely: &str,
) -> Sentence<'a> {
    let lexicon = tongue::of_sentence(&words, mostly, likely).and_then(lexicon);
    let words = match lexicon {
        Some(lexicon) => lexicon.without_fillers(words),
        None => words,
    };
    let acts = |it: &Lexicon| actions::own(it, &words).into_iter().map(str::to_owned).collect();
    Sentence {
        turn,
        text,
        seen: seen.to_owned(),
        lexicon,
        stems: lexicon.map(|it| it.stems(&words)).unwrap_or_default(),
        signs: lexicon.map(|it| it.signs(&words)).unwrap_or_default(),
        actions: lexicon.map(acts).unwrap_or_default(),
        about: BTreeSet::new(),
        answers: false,
        addressed: injection::is_addressed(&words, lexicon.map(|it| it.code)),
        weight: 0,
        words,
    }
}

impl Sentence<'_> {
    /// Whether the candidate acts, and it is about the subject.
    fn acts_on_subject(&self) -> bool {
        !self.actions.is_empty() && !self.about.is_empty()
    }

    /// Whether it tells of private life and not of work. Family and health are never rated.
    fn is_private(&self) -> bool {
        self.signs.contains(&Sign::Private) && !self.signs.contains(&Sign::Work)
    }

    /// The signs that count: amounts, situations and checks are nobody's where nobody acts.
    pub(super) fn counted(&self) -> impl Iterator<Item = Sign> {
        let acts = !self.actions.is_empty();
        let tells = acts || !self.about.is_empty();
        self.signs.iter().copied().filter(move |sign| match sign {
            Sign::Check => acts,
            Sign::Situation | Sign::Step | Sign::Number => tells,
            Sign::Result
            | Sign::Reason
            | Sign::Work
            | Sign::Private
            | Sign::Shown(_)
            | Sign::Asked(_) => true,
        })
    }
}

/// Whether it begins like the turn of a speaker in a dialogue: one word and a colon, or one in
/// capital letters and a comma.
fn is_labelled(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    let shouted = first
        .strip_suffix(',')
        .is_some_and(|word| word.chars().count() > 2 && word.chars().all(char::is_uppercase));
    first.ends_with(':') || shouted
}

/// See [`Sentence::answers`].
fn answers(sentence: &Sentence<'_>, kind: QuestionKind) -> bool {
    let imagines = |it: &Lexicon| !actions::imagined(it, &sentence.words).is_empty();
    !sentence.actions.is_empty()
        && (!sentence.about.is_empty()
            || (kind == QuestionKind::Situational && sentence.lexicon.is_some_and(imagines)))
}

/// The sentences near those that answer: what stands alone is nobody's doing, and what speaks to
/// someone is no deed.
pub(super) fn near_answers(heard: Vec<Sentence<'_>>) -> Vec<Sentence<'_>> {
    let about = |place: usize| heard.get(place).is_some_and(|it| !it.about.is_empty());
    let acting: Vec<usize> = (0..)
        .zip(&heard)
        .filter(|(place, it): &(usize, _)| {
            let beside = || about(place + 1) || place.checked_sub(1).is_some_and(about);
            !it.actions.is_empty() && (it.answers || beside())
        })
        .map(|(place, _)| place)
        .collect();
    let near = |place: usize| acting.iter().any(|at| at.abs_diff(place) <= SENTENCES_NEAR);
    let mut kept = Vec::new();
    for (place, mut sentence) in heard.into_iter().enumerate() {
        if !acting.contains(&place) {
            sentence.actions.clear();
        }
        if near(place) && !(sentence.addressed && sentence.actions.is_empty()) {
            kept.push(sentence);
        }
    }
    kept
}

/// How much a sentence carries by itself.
fn weight(sentence: &Sentence<'_>, subject: &Subject<'_>) -> usize {
    let has = |sign| usize::from(sentence.signs.contains(&sign));
    let none = BTreeSet::new();
    let items = subject.items.iter().filter(|item| item.is_shown(&sentence.signs, &none)).count();
    has(Sign::Result) * 2
        + sentence.actions.len().min(2) * 2
        + has(Sign::Number)
        + items
        + sentence.about.len().min(2)
}

/// The sentences on end that carry most together, within [`WINDOW_WORDS_MAX`]. Of equals, the first.
pub(super) fn densest(heard: Vec<Sentence<'_>>) -> Vec<Sentence<'_>> {
    let sizes: Vec<(usize, usize)> = heard.iter().map(|it| (it.words.len(), it.weight)).collect();
    let mut best = (0, 0, 0);
    for start in 0..sizes.len() {
        let (mut words, mut carried) = (0, 0);
        for (place, (size, weight)) in sizes.iter().enumerate().skip(start) {
            words += size;
            if words > WINDOW_WORDS_MAX && place > start {
                break;
            }
            carried += weight;
            if carried > best.0 || best.2 == 0 {
                best = (carried, start, place + 1);
            }
        }
    }
    let (_, start, end) = best;
    heard.into_iter().take(end).skip(start).collect()
}
