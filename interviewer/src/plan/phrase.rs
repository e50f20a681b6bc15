//! A line of a posting as part of a sentence: "Architecting and building APIs" → "architect and
//! build APIs"; "Strong ability to explain risks" → "explain risks"; "Gérer les stocks" → "gérer les
//! stocks". English is read by rules of its own. Of other languages, those whose duties begin with an
//! infinitive that fits into our questions are read as well.

use crate::bank::{BANK, PostingWords};

/// A duty of fewer words says nothing.
const WORDS_MIN: usize = 3;
/// Nothing shorter than this is left when a phrase is cut.
const CUT_WORDS_MIN: usize = 4;
/// So many words may stand before a verb that a line leads up to ("Strong and proven ability to").
const LEAD_WORDS_MAX: usize = 7;
/// A label before a colon has at most this many words.
const LABEL_WORDS_MAX: usize = 8;

/// Words after which a duty follows, and whether it follows with its verb in -ing.
const CUES: &[(&str, bool)] = &[
    ("you will also", false),
    ("you ll also", false),
    ("you will be responsible for", true),
    ("you ll be responsible for", true),
    ("will be responsible for", true),
    ("responsibility for", true),
    ("you will", false),
    ("you ll", false),
    ("ability to", false),
    ("able to", false),
    ("willingness to", false),
    ("desire to", false),
    ("how to", false),
    ("capable of", true),
    ("track record of", true),
    ("track record in", true),
    ("record of", true),
    ("experience in", true),
    ("experience with", true),
    ("experience of", true),
    ("experience", true),
    ("skilled at", true),
    ("skilled in", true),
    ("comfortable", true),
];

/// The language with rules of its own.
const ENGLISH: &str = "en";
/// Ends a quote that had to be cut where nobody would pause.
const CUT_SHORT: &str = "…";

/// A duty as it follows "you will": the verb first, in its base form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Its words; marks stay on the words they follow.
    words: Vec<String>,
    /// The language it is in.
    language: &'static str,
    /// How many words at the start are verbs in a row.
    verbs: usize,
    /// Names the company, its product or its people, so that it can be done nowhere else.
    pub(super) company_bound: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Base,
    Ing,
    Third,
}

impl Phrase {
    /// The phrase in `line`, if the line says something that one does.
    pub(super) fn read(line: &str, language: &'static str) -> Option<Self> {
        let read = |clause: &str| {
            let words: Vec<String> =
                clause.replace(" & ", " and ").split_whitespace().map(str::to_owned).collect();
            let found = if language == ENGLISH {
                Self::read_english(&words)
            } else {
                Self::read_infinitive(&words, language)
            };
            found.filter(|phrase| !phrase.is_personal())
        };
        let line = without_brackets(line);
        let line = first_sentence(&line);
        match labelled(line) {
            // "Label: text" says it after the colon; "text – aside" before the dash.
            (label, Some((rest, true))) => read(rest).or_else(|| read(label)),
            (label, Some((rest, false))) => read(label).or_else(|| read(rest)),
            (whole, None) => read(whole),
        }
    }

    fn read_english(words: &[String]) -> Option<Self> {
        if words.len() < WORDS_MIN {
            return None;
        }
        let found = Self::from_words(words, true).or_else(|| after_cue(words))?;
        let glued = found.words.iter().any(|word| is_glued(word));
        let trait_word = found
            .words
            .last()
            .is_some_and(|last| matches!(key(last).as_str(), "skills" | "mindset" | "attitude"));
        (found.words.len() >= WORDS_MIN && !trait_word && !glued).then_some(found)
    }

    /// A clause that begins with an infinitive of `language`, or with several in a row.
    fn read_infinitive(words: &[String], language: &'static str) -> Option<Self> {
        let posting = BANK.language(language).map(|language| &language.posting)?;
        let is_infinitive = |word: &String| posting.infinitives.contains(&key(word));
        let is_joint = |word: &String| posting.joints.contains(&key(word));
        let in_a_row = words.iter().take_while(|word| is_infinitive(word) || is_joint(word));
        let verbs = in_a_row.count();
        let (first, tail) = words.split_first().filter(|(first, _)| is_infinitive(first))?;
        let first = first.to_lowercase();
        let found = Self::whole([first].iter().chain(tail).cloned().collect(), verbs, language);
        // What is left may have lost what it governs.
        (found.words.len() >= WORDS_MIN && found.words.len() > verbs).then_some(found)
    }

    /// Speaks of someone, so that a question would have to speak of someone else.
    fn is_personal(&self) -> bool {
        let personal = &posting_words(self.language).personal;
        self.words.iter().any(|word| {
            let elided = word.split_once(['\'', '’']).map(|(before, _)| key(before));
            personal.contains(&key(word)) || elided.is_some_and(|word| personal.contains(&word))
        })
    }

    /// Reads `words` as verbs and what they govern. `bare` says that nothing led up to them.
    fn from_words(words: &[String], bare: bool) -> Option<Self> {
        let mut out: Vec<String> = Vec::new();
        let mut rest = words;
        if let [first, tail @ ..] = rest {
            let adverb = key(first);
            if adverb.ends_with("ly")
                && adverb.len() > 4
                && !matches!(adverb.as_str(), "apply" | "supply" | "early")
            {
                out.push(first.to_lowercase());
                rest = tail;
            }
        }
        let (first, tail) = rest.split_first()?;
        if let Some(words) = being(&key(first), tail) {
            return Some(Self::whole(words, 2, ENGLISH));
        }
        let form = verb(first, tail)?.1;
        if bare && form == Form::Third && tail.is_empty() {
            return None;
        }
        // Verbs in a row: "Lead, coach, and develop", "Architecting and building".
        let mut verbs = out.len();
        while let Some((word, tail)) = rest.split_first() {
            let is_joint = matches!(key(word).as_str(), "and" | "or")
                && tail.first().is_some_and(|next| {
                    same_form(next, tail.get(1..).unwrap_or_default(), form).is_some()
                });
            if is_joint {
                out.push(word.to_lowercase());
            } else if let Some(base) = same_form(word, tail, form) {
                out.push(with_marks_of(word, &base));
                verbs = out.len();
                if !word.ends_with(',')
                    && !tail.first().is_some_and(|next| matches!(key(next).as_str(), "and" | "or"))
                {
                    rest = tail;
                    break;
                }
            } else {
                break;
            }
            rest = tail;
        }
        // "Handling of complaints" → "handle complaints".
        if form == Form::Ing && rest.first().is_some_and(|word| word == "of") {
            rest = rest.get(1..).unwrap_or_default();
        }
        let open = |word: &String| matches!(word.as_str(), "and" | "or") || word.ends_with(',');
        if out.last().is_some_and(open) || rest.is_empty() {
            return None;
        }
        // "Meeting targets is a duty": the verb is a subject.
        let is_subject = form != Form::Base
            && rest.iter().any(|word| matches!(word.as_str(), "is" | "are" | "was"));
        if is_subject {
            return None;
        }
        let governed = if form == Form::Base { rest } else { until_next_verb(rest, form) };
        let governed = if bare { governed } else { until_praise(governed) };
        out.extend(governed.iter().cloned());
        Some(Self::whole(out, verbs, ENGLISH))
    }

    fn whole(words: Vec<String>, verbs: usize, language: &'static str) -> Self {
        let words = without_tail(words, language);
        let company_bound = words.iter().skip(1).any(|word| names_the_company(word, language));
        Self { words, language, verbs, company_bound }
    }

    /// Begins with a verb that says little about the work.
    pub(super) fn is_weak(&self) -> bool {
        let verbs = self.words.iter().take(self.verbs);
        verbs.map(|word| key(word)).any(|word| BANK.verbs.weak.contains(&word))
    }

    /// How many words it has.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The phrase in at most `words_max` words, cut where a reader would pause. None when there is no
    /// such place.
    pub(super) fn within(&self, words_max: usize) -> Option<String> {
        if self.words.len() <= words_max {
            return Some(self.words.join(" "));
        }
        let kept = cut_place(&self.words, words_max, self.verbs, self.language)?;
        let words = without_open_end(self.words.get(..kept)?.to_vec(), self.verbs, self.language);
        let text = words.join(" ");
        (words.len() >= CUT_WORDS_MIN && is_balanced(&text)).then_some(text)
    }
}

/// The rules of a language; English ones for a language that we do not speak.
fn posting_words(language: &str) -> &'static PostingWords {
    &BANK.language_or_english(language).posting
}

/// Words of `line` as they stand, at most `words_max`, cut where a reader would pause; where there
/// is no such place, the cut is shown.
pub(super) fn quote(line: &str, words_max: usize, language: &str) -> String {
    let sentence = first_sentence(line);
    let words: Vec<String> = sentence.split_whitespace().map(str::to_owned).collect();
    let ends = |letter: char| matches!(letter, '.' | ',' | ';' | ':' | '،' | '。' | '；' | '：');
    if words.len() <= words_max {
        return unquoted(words.join(" ").trim_end_matches(ends)).to_owned();
    }
    let soft = cut_place(&words, words_max, 1, language);
    let kept = words.get(..soft.unwrap_or(words_max)).unwrap_or_default().to_vec();
    let kept = without_open_bracket(without_open_end(kept, 1, language)).join(" ");
    let kept = unquoted(kept.trim_end_matches(ends));
    if soft.is_some() { kept.to_owned() } else { format!("{kept}{CUT_SHORT}") }
}

/// Text without the quotation marks around it.
fn unquoted(text: &str) -> &str {
    let inside = text.strip_prefix(['"', '“', '«', '„']);
    inside.and_then(|text| text.strip_suffix(['"', '”', '»', '“'])).map_or(text, str::trim)
}

/// Words without a bracket that is not closed among them.
fn without_open_bracket(mut words: Vec<String>) -> Vec<String> {
    let mut open = None;
    for (place, word) in words.iter().enumerate() {
        if word.contains(['(', '[']) {
            open = Some(place);
        }
        if word.contains([')', ']']) {
            open = None;
        }
    }
    if let Some(place) = open.filter(|place| *place > 0) {
        words.truncate(place);
    }
    words
}

/// The phrase after "ability to", "experience in" and the like.
fn after_cue(words: &[String]) -> Option<Phrase> {
    let keys: Vec<String> = words.iter().map(|word| key(word)).collect();
    for start in 0..keys.len().min(LEAD_WORDS_MAX) {
        for (cue, ing) in CUES {
            let cue: Vec<&str> = cue.split(' ').collect();
            let here = keys.get(start..start + cue.len());
            if here.is_some_and(|here| here.iter().map(String::as_str).eq(cue.iter().copied())) {
                let rest = words.get(start + cue.len()..)?;
                let (first, tail) = rest.split_first()?;
                let fits = verb(first, tail).is_some_and(|(_, form)| (form == Form::Ing) == *ing);
                if fits || being(&key(first), tail).is_some() {
                    return Phrase::from_words(rest, false);
                }
            }
        }
    }
    None
}

/// "Responsible for …", "Being the …": what one is, said as what one does.
fn being(first: &str, tail: &[String]) -> Option<Vec<String>> {
    let next = tail.first().map(|word| key(word))?;
    let lead: &[&str] = match first {
        "responsible" | "accountable" if next == "for" => &["be", first],
        "be" | "being"
            if matches!(next.as_str(), "the" | "a" | "an" | "responsible" | "accountable") =>
        {
            &["be"]
        }
        _ => return None,
    };
    Some(lead.iter().map(|word| (*word).to_owned()).chain(tail.iter().cloned()).collect())
}

/// The base form of `word`, if it is a verb here, before `tail`.
fn verb(word: &str, tail: &[String]) -> Option<(String, Form)> {
    if word.contains('/') {
        let parts: Option<Vec<(String, Form)>> =
            word.split('/').map(|part| verb(part, tail)).collect();
        let parts = parts?;
        let form = parts.first()?.1;
        let bases: Vec<String> = parts.into_iter().map(|(base, _)| base).collect();
        return Some((bases.join(" or "), form));
    }
    let word = key(word);
    let verbs = &BANK.verbs;
    let known = |base: &str| verbs.bases.iter().any(|verb| verb == base);
    let next = tail.first().map(|word| key(word)).unwrap_or_default();
    if known(&word) {
        return (!is_noun_here(&word, &next, tail)).then_some((word, Form::Base));
    }
    if let Some(stem) = word.strip_suffix("ing") {
        let is_noun = verbs.not_verbs_ing.contains(&word)
            && !matches!(next.as_str(), "the" | "a" | "our" | "new" | "all");
        if is_noun || verbs.after_nouns.iter().any(|noun| *noun == next && noun != "of") {
            return None;
        }
        let doubled = stem
            .get(..stem.len().saturating_sub(1))
            .filter(|short| stem.chars().last() == short.chars().last());
        let irregular = verbs.irregular_ing.get(&word).cloned();
        return [
            irregular,
            Some(stem.to_owned()),
            Some(format!("{stem}e")),
            doubled.map(str::to_owned),
        ]
        .into_iter()
        .flatten()
        .find(|base| known(base))
        .map(|base| (base, Form::Ing));
    }
    let stem = word.strip_suffix('s')?;
    let base = [
        Some(stem.to_owned()),
        stem.strip_suffix('e').map(str::to_owned),
        stem.strip_suffix("ie").map(|root| format!("{root}y")),
    ]
    .into_iter()
    .flatten()
    .find(|base| known(base))?;
    let certain = matches!(
        next.as_str(),
        "the" | "a" | "an" | "our" | "all" | "as" | "with" | "in" | "to" | "and" | "key"
    );
    (!is_noun_here(&base, &next, tail) && (certain || !verbs.also_nouns.contains(&base)))
        .then_some((base, Form::Third))
}

/// The base form of a verb that stands beside one of this form.
fn same_form(word: &str, tail: &[String], form: Form) -> Option<String> {
    let found = verb(word, tail).filter(|(_, other)| *other == form).map(|(base, _)| base);
    // "Owns and drives": beside a verb in -s, a word in -s is no plural.
    let third = || {
        let base = key(word).strip_suffix('s')?.to_owned();
        (form == Form::Third && BANK.verbs.bases.contains(&base)).then_some(base)
    };
    found.or_else(third)
}

/// "Research and development", "Support experience": a word that may be a verb is a noun here.
fn is_noun_here(base: &str, next: &str, tail: &[String]) -> bool {
    let verbs = &BANK.verbs;
    if !verbs.also_nouns.iter().any(|noun| noun == base) {
        return verbs.after_nouns.iter().any(|noun| noun == next)
            && matches!(next, "experience" | "skills" | "is" | "are");
    }
    let after = tail.get(1).map(|word| key(word)).unwrap_or_default();
    let joint = matches!(next, "and" | "or");
    verbs.after_nouns.iter().any(|noun| noun == next)
        || (joint && !verbs.bases.contains(&after))
        || (joint
            && verbs.after_nouns.contains(&tail.get(2).map(|word| key(word)).unwrap_or_default()))
}

/// What comes before the next verb of the same form, since that one is not turned into its base.
fn until_next_verb(words: &[String], form: Form) -> &[String] {
    for index in 1..words.len() {
        let (Some(before), Some(word)) = (words.get(index - 1), words.get(index)) else { break };
        let tail = words.get(index + 1..).unwrap_or_default();
        let joined = key(before) == "and" || before.ends_with(',');
        if joined && verb(word, tail).is_some_and(|(_, other)| other == form) {
            let end = if key(before) == "and" { index - 1 } else { index };
            return words.get(..end).unwrap_or_default();
        }
    }
    words
}

/// "Ability to work in a team, excellent writing": what comes before the next thing asked for.
fn until_praise(words: &[String]) -> &[String] {
    let praise = ["strong", "excellent", "good", "great", "solid", "proven", "high", "attention"];
    let next = words.windows(2).position(|pair| {
        matches!(pair, [before, word] if before.ends_with(',') && praise.contains(&key(word).as_str()))
    });
    next.and_then(|at| words.get(..=at)).unwrap_or(words)
}

/// The best number of words to keep, at most `words_max`.
fn cut_place(words: &[String], words_max: usize, verbs: usize, language: &str) -> Option<usize> {
    let posting = posting_words(language);
    let keys: Vec<String> = words.iter().map(|word| key(word)).collect();
    let from = CUT_WORDS_MIN.max(verbs + 2);
    let mut best: Option<(usize, usize)> = None;
    for place in from..=words_max.min(words.len().saturating_sub(1)) {
        let (Some(before), Some(raw), Some(here)) =
            (keys.get(place - 1), words.get(place - 1), keys.get(place))
        else {
            break;
        };
        if posting.no_end.contains(before) {
            continue;
        }
        let next = keys.get(place + 1).map(String::as_str).unwrap_or_default();
        let pair = format!("{here} {next}");
        let tail = words.get(place + 1..).unwrap_or_default();
        let word = words.get(place).map(String::as_str).unwrap_or_default();
        let named = posting
            .cut_before
            .iter()
            .find(|(cue, _)| cue == here || *cue == pair)
            .map(|(_, good)| *good);
        let quality = if raw.ends_with([';', '—', '–', ':']) || matches!(word, "—" | "–" | "-")
        {
            Some(8)
        } else if raw.ends_with(',') {
            comma_quality(&keys, place, named, is_verb(word, tail, language), language)
        } else if here == "to"
            && language == ENGLISH
            && !matches!(before.as_str(), "ability" | "able" | "need" | "how" | "ways" | "way")
        {
            let goes_on = words.get(place + 1).is_some_and(|next| {
                verb(next, words.get(place + 2..).unwrap_or_default()).is_some()
            });
            goes_on.then_some(5)
        } else if posting.joints.first().is_some_and(|and| and == here) {
            let next_is_verb = words.get(place + 1).is_some_and(|next| {
                let after = words.get(place + 2..).unwrap_or_default();
                is_verb(next, after, language) && !BANK.verbs.also_nouns.contains(&key(next))
            });
            next_is_verb.then_some(5).or(named)
        } else {
            named
        };
        if let Some(quality) = quality {
            let value = quality * 2 + place;
            if best.is_none_or(|(most, _)| value >= most) {
                best = Some((value, place));
            }
        }
    }
    best.map(|(_, place)| place)
}

/// Whether `clause` begins with something that one does, and so can be said without what stands
/// before it.
pub(super) fn begins_with_verb(clause: &str, language: &str) -> bool {
    let words: Vec<String> = clause.split_whitespace().map(str::to_owned).collect();
    words.split_first().is_some_and(|(first, tail)| is_verb(first, tail, language))
}

/// Whether `word` is a verb before `tail`, in the form that duties in `language` begin with.
fn is_verb(word: &str, tail: &[String], language: &str) -> bool {
    if language == ENGLISH {
        verb(word, tail).is_some()
    } else {
        posting_words(language).infinitives.contains(&key(word))
    }
}

/// A comma between clauses is a good place; one in a list is a poor one, after a plural at least.
fn comma_quality(
    keys: &[String],
    place: usize,
    named: Option<usize>,
    verb_follows: bool,
    language: &str,
) -> Option<usize> {
    let joints = &posting_words(language).joints;
    let here = keys.get(place).map(String::as_str).unwrap_or_default();
    if let Some(good) = named {
        return Some(good.max(6));
    }
    let before = keys.get(place.saturating_sub(1)).map(String::as_str).unwrap_or_default();
    let joint = joints.iter().any(|joint| joint == here);
    let clause = matches!(here, "with" | "from" | "to" | "on" | "both" | "then")
        || joint
        || verb_follows
        || (language == ENGLISH && here.ends_with("ing") && !before.ends_with("ing"));
    let list = joint && !verb_follows && {
        let next = keys.get(place + 1).map(String::as_str).unwrap_or_default();
        !BANK.verbs.bases.iter().any(|verb| verb == next) && !is_verb(next, &[], language)
    };
    if clause && !list { Some(6) } else { before.ends_with('s').then_some(0) }
}

/// A phrase that was cut: without the rest of a list that lost its "and", and without a verb that
/// lost what it governs.
fn without_open_end(words: Vec<String>, verbs: usize, language: &str) -> Vec<String> {
    let posting = posting_words(language);
    let mut words = without_tail(words, language);
    loop {
        let keys: Vec<String> = words.iter().map(|word| key(word)).collect();
        let comma = words.iter().rposition(|word| word.ends_with(',')).filter(|at| *at >= verbs);
        let open_list = comma.filter(|at| {
            let rest = keys.get(at + 1..).unwrap_or_default();
            let clause = rest.first().is_some_and(|next| {
                next.ends_with("ing") || posting.cut_before.iter().any(|(cue, _)| cue == next)
            });
            !clause && !rest.iter().any(|word| posting.joints.contains(word))
        });
        let open_verb = match keys.as_slice() {
            [.., before, last] if matches!(before.as_str(), "to" | "and" | "or") => {
                BANK.verbs.bases.contains(last) && !BANK.verbs.also_nouns.contains(last)
                    || (before == "to" && BANK.verbs.bases.contains(last))
            }
            [.., before, last]
                if matches!(before.as_str(), "in" | "by" | "for" | "of" | "while" | "when") =>
            {
                last.ends_with("ing") && verb(last, &[]).is_some_and(|(_, form)| form == Form::Ing)
            }
            // "Ability to independently own"
            [.., before, last] if language == ENGLISH && before.ends_with("ly") => {
                BANK.verbs.bases.contains(last) && !BANK.verbs.also_nouns.contains(last)
            }
            [.., before, last] => {
                posting.joints.contains(before) && posting.infinitives.contains(last)
            }
            _ => false,
        };
        let kept = match open_list {
            Some(at) => at + 1,
            None if open_verb => words.len().saturating_sub(2),
            None => return words,
        };
        words.truncate(kept);
        words = without_tail(words, language);
    }
}

/// Words without what a phrase does not end with.
fn without_tail(mut words: Vec<String>, language: &str) -> Vec<String> {
    let no_end = &posting_words(language).no_end;
    loop {
        let before_last = words.iter().rev().nth(1).map(|word| key(word)).unwrap_or_default();
        let Some(last) = words.last_mut() else { break };
        let trimmed = last.trim_end_matches(|letter: char| {
            matches!(
                letter,
                '.' | ',' | ';' | ':' | '!' | '—' | '–' | '-' | '&' | '/' | '(' | '«' | '“' | '„'
            )
        });
        let end = key(trimmed);
        let vague = matches!(end.as_str(), "tools" | "technologies" | "platforms")
            && before_last == "using";
        if vague || trimmed.is_empty() || end == "etc" || no_end.contains(&end) {
            words.pop();
        } else {
            *last = trimmed.to_owned();
            break;
        }
    }
    words
}

/// `base` with the comma of `word`.
fn with_marks_of(word: &str, base: &str) -> String {
    if word.ends_with(',') { format!("{base},") } else { base.to_owned() }
}

/// A word as it is compared: letters and digits, small.
fn key(word: &str) -> String {
    word.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The text without what stands in brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '(' | '[' | '（' => depth += 1,
            ')' | ']' | '）' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(letter),
            _ => {}
        }
    }
    out.replace(" ,", ",").replace(" .", ".").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Up to the first full stop, question mark or semicolon that ends a sentence.
pub(super) fn first_sentence(text: &str) -> &str {
    let end = sentence_end(text).unwrap_or(text.len());
    let trimmed = text.get(..end).unwrap_or(text).trim();
    if end == text.len() { trimmed } else { trimmed.trim_end_matches('.') }
}

/// All sentences of `text`, with their marks; a semicolon ends one and is left out.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(end) = sentence_end(rest) {
        let mark = rest.get(end..).and_then(|tail| tail.chars().next());
        let (with_mark, next) = match mark {
            Some(mark @ (';' | '；')) => (end, end + mark.len_utf8()),
            Some(mark @ ('.' | '!' | '?' | '。')) => {
                (end + mark.len_utf8(), end + mark.len_utf8())
            }
            // The same again in Chinese, without a mark between.
            _ => (end, end),
        };
        found.extend(rest.get(..with_mark).map(str::trim));
        rest = rest.get(next..).unwrap_or_default();
    }
    found.push(rest.trim());
    found.retain(|sentence| !sentence.is_empty());
    found
}

/// Where the first sentence of `text` ends, if more follows.
fn sentence_end(text: &str) -> Option<usize> {
    let mut letters = text.char_indices().peekable();
    let latin = text
        .chars()
        .find(|letter| letter.is_alphabetic())
        .is_some_and(|letter| u32::from(letter) < 0x250);
    while let Some((index, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let ends = match letter {
            // The same again in Chinese, as bilingual postings have it.
            '\u{3400}'..='\u{9FFF}' => latin && index > 0,
            '；' | '。' => true,
            // Not the end of an entity that was escaped twice.
            ';' => next.is_none_or(char::is_whitespace),
            '.' | '!' | '?' => {
                next.is_some_and(char::is_whitespace)
                    && !is_short_form(text.get(..index).unwrap_or_default())
            }
            _ => false,
        };
        if ends {
            return Some(index);
        }
    }
    None
}

/// "e.g", "etc", "U.S", "vs": a stop that ends no sentence.
fn is_short_form(before: &str) -> bool {
    let word = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let word = word.trim_start_matches('(');
    word.len() == 1
        || word.contains('.')
        || matches!(word, "etc" | "vs" | "inc" | "approx" | "incl" | "no" | "ex")
}

/// "Label: text" and "text – aside" as their two parts, and whether a colon parts them.
fn labelled(line: &str) -> (&str, Option<(&str, bool)>) {
    for separator in [": ", " – ", " — ", " - "] {
        if let Some((label, rest)) = line.split_once(separator) {
            let short = label.split_whitespace().count() <= LABEL_WORDS_MAX;
            return (label, short.then_some((rest, separator == ": ")));
        }
    }
    (line, None)
}

/// Two words grown together, as in "issuesServe": small letters, then a word with a capital.
fn is_glued(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let Some(seam) = letters
        .windows(2)
        .position(|pair| matches!(pair, [a, b] if a.is_lowercase() && b.is_uppercase()))
    else {
        return false;
    };
    let tail: String = letters.iter().skip(seam + 1).collect();
    let tail = key(&tail);
    let begins_a_line = BANK.verbs.bases.contains(&tail)
        || matches!(
            tail.as_str(),
            "understanding"
                | "experience"
                | "strong"
                | "ability"
                | "knowledge"
                | "proficient"
                | "excellent"
        );
    seam >= 3 && begins_a_line
}

/// "our", "us", or a name that is neither a tool nor an abbreviation.
fn names_the_company(word: &str, language: &str) -> bool {
    if posting_words(language).company.contains(&key(word)) {
        return true;
    }
    let name = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    let mut letters = name.chars();
    let capital = letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase);
    capital && !BANK.tools.values().flatten().any(|tool| tool.split(' ').any(|part| part == name))
}

fn is_balanced(text: &str) -> bool {
    text.matches('"').count().is_multiple_of(2)
        && text.matches('“').count() == text.matches('”').count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::count;

    fn read(line: &str) -> Option<String> {
        Phrase::read(line, "en").map(|phrase| phrase.words.join(" "))
    }

    #[test]
    fn verbs_come_first_and_in_their_base_form() {
        for (line, phrase) in [
            ("You will build data pipelines", "build data pipelines"),
            ("You’ll master the product, and be able to sell", "master"),
            ("Building robust APIs", "build robust APIs"),
            (
                "Architecting, developing, and maintaining backend services",
                "architect, develop, and maintain backend services",
            ),
            ("Owns and drives revenue for payments", "own and drive revenue for payments"),
            (
                "Identifies structural gaps that limit scale",
                "identify structural gaps that limit scale",
            ),
            ("Running payroll every month, preparing reports", "run payroll every month"),
            ("Proactively identify new partners.", "proactively identify new partners"),
            ("Prospecting: Identifying potential clients", "identify potential clients"),
            ("Strong ability to work under pressure", "work under pressure"),
            ("Experience developing backend systems", "develop backend systems"),
            ("Proven track record of exceeding your quota", "exceed your quota"),
            ("Handling of customer complaints", "handle customer complaints"),
            ("Responsible for the look of our cards", "be responsible for the look of our cards"),
            ("Design the booking system: two-phase writes", "Design the booking system"),
            ("Build/maintain the data models", "build or maintain the data models"),
            ("Track & process expense reports (monthly).", "track and process expense reports"),
        ] {
            let expected = phrase.to_lowercase();
            let found = read(line).map(|found| found.to_lowercase());
            if phrase == "master" {
                assert_eq!(found, None, "{line}");
            } else {
                assert_eq!(found.as_deref(), Some(expected.as_str()), "{line}");
            }
        }
    }

    #[test]
    fn what_is_no_duty_gives_no_phrase() {
        for line in [
            "Research and development experience",
            "Design systems knowledge",
            "Marketing experience in fintech",
            "Bachelor's degree in Computer Science",
            "5+ years of experience in operations",
            "Support",
            "Understanding of crypto products",
            "Gérer les incidents de sécurité",
            "负责产品设计",
            "",
            "Being the first contact for visitorsServe as a guide to new members",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn a_long_phrase_is_cut_where_a_reader_pauses() {
        let cut = |line: &str, words: usize| {
            Phrase::read(line, "en").and_then(|phrase| phrase.within(words))
        };
        assert_eq!(
            cut("Measure and improve the speed of our busiest Java services across the network, storage and runtime layers.", 12).as_deref(),
            Some("measure and improve the speed of our busiest Java services")
        );
        assert_eq!(
            cut("Keeps an honest forecast of next quarter's orders, ensuring enough stock, staff, and space in the warehouse.", 12).as_deref(),
            Some("keep an honest forecast of next quarter's orders")
        );
        for words in 6..14 {
            if let Some(text) = cut(
                "Work with the product and design teams to learn what travellers need, sketch two answers, and then test them",
                words,
            ) {
                assert!(count(&text) <= words);
                assert!(!text.ends_with("product"), "{text}");
            }
        }
    }

    #[test]
    fn infinitives_of_other_languages_are_duties_and_what_speaks_of_someone_is_not() {
        let read = |line: &str, language| {
            Phrase::read(line, language).and_then(|phrase| phrase.within(12))
        };
        for (line, language, phrase) in [
            ("Gérer et contrôler les stocks.", "fr", Some("gérer et contrôler les stocks")),
            ("Ventes : Négocier les prix", "fr", Some("négocier les prix")),
            ("S’assurer du respect des délais", "fr", None),
            ("Gestion des stocks", "fr", None),
            ("Remonter les anomalies à son responsable", "fr", None),
            (
                "Coordinar turnos, y motivar al equipo",
                "es",
                Some("coordinar turnos, y motivar al equipo"),
            ),
            ("Gestionar tu cartera de clientes", "es", None),
            ("Entwicklung von Schnittstellen", "de", None),
            ("Atender os clientes da loja", "pt", None),
        ] {
            assert_eq!(read(line, language).as_deref(), phrase, "{line}");
        }
        assert_eq!(
            read("Gérer les stocks du magasin et les commandes de la semaine afin de servir la clientèle", "fr").as_deref(),
            Some("gérer les stocks du magasin et les commandes de la semaine")
        );
    }

    #[test]
    fn a_quote_that_has_to_be_cut_says_so_and_closes_its_brackets() {
        let cut = |line: &str, words| quote(line, words, "en");
        assert_eq!(cut("“Do we measure this at all?”", 9), "Do we measure this at all?");
        assert_eq!(
            cut("Knows ledgers (SAP, Oracle or others) and how they are closed", 5),
            "Knows ledgers…"
        );
        assert!(cut("Warm calm kind quick neat bright people people people", 5).ends_with('…'));
    }

    #[test]
    fn company_names_are_noticed() {
        let bound =
            |line: &str| Phrase::read(line, "en").is_some_and(|phrase| phrase.company_bound);
        assert!(bound("Find customers who would gain from Acme products"));
        assert!(bound("Explain our product to customers"));
        assert!(!bound("Build services in Java and Kotlin on AWS"));
    }

    #[test]
    fn a_quote_keeps_the_words_as_they_stand() {
        assert_eq!(
            quote("Gérer les incidents de sécurité;", 12, "fr"),
            "Gérer les incidents de sécurité"
        );
        let long = "one two three four five six seven eight nine ten eleven twelve thirteen";
        assert!(long.starts_with(quote(long, 12, "en").trim_end_matches(CUT_SHORT)));
        assert_eq!(quote("", 12, "en"), "");
    }

    #[test]
    fn sentences_do_not_end_at_short_forms() {
        assert_eq!(
            first_sentence("Use tools, e.g. Figma, in the U.S. market. Then rest."),
            "Use tools, e.g. Figma, in the U.S. market"
        );
        assert_eq!(
            sentences("Mentor juniors; lead d&#39;x reviews. Ready? 负责产品"),
            ["Mentor juniors", "lead d&#39;x reviews.", "Ready?", "负责产品"]
        );
    }
}
