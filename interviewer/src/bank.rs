//! The bank that ships with the crate, written by us and kept as data. What is the same in every
//! language is in `bank/`; what a language adds is in its folder: how postings in it are read
//! (`posting.json`), the wordings that all questions share (`phrases.json`), the competencies in its
//! words, one file per subject. A language is added by its folder and its line in [`BANK`].

mod evidence;
mod wording;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::words::Patterns;

pub(crate) use evidence::Evidence;
pub(crate) use wording::Wording;

/// Words by language code.
pub(crate) type ByLanguage = BTreeMap<String, Vec<String>>;

/// The language that is used when none of ours is asked for.
const FALLBACK: &str = "en";

/// Everything in the bank.
pub(crate) struct Bank {
    /// All competencies, in a fixed order.
    pub(crate) competencies: Vec<Entry>,
    /// Competencies that fit any work, best first.
    pub(crate) general: Vec<String>,
    /// What each language adds; English first.
    pub(crate) languages: Vec<Language>,
    /// Names of tools by the competency they belong to.
    pub(crate) tools: BTreeMap<String, Vec<String>>,
    /// Verbs that English duties begin with.
    pub(crate) verbs: Verbs,
    /// What no question may rest on, in any of the languages.
    pub(crate) not_asked: Patterns<()>,
    /// Words of headings, with the kind of section they open.
    pub(crate) headings: Patterns<String>,
    /// Words that answers are read by, by language code.
    pub(crate) evidence: BTreeMap<&'static str, Evidence>,
    /// What a scorecard says, by language code. The same languages.
    pub(crate) wording: BTreeMap<&'static str, Wording>,
    /// Small words of languages that answers are not read in, to tell them from those they are.
    pub(crate) other_languages: BTreeMap<String, Vec<String>>,
}

/// A competency: when it fits.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Stable key.
    pub(crate) key: String,
    /// Belongs to a trade, rather than to any work.
    pub(crate) craft: bool,
    /// Words of a title that call for it.
    pub(crate) titles: ByLanguage,
    /// Words of a line that call for it.
    pub(crate) matches: ByLanguage,
    /// Words that may call for it, where something else does.
    pub(crate) hints: Vec<String>,
}

/// What a language adds.
pub(crate) struct Language {
    /// ISO 639-1.
    pub(crate) code: &'static str,
    /// How postings in it are read.
    pub(crate) posting: PostingWords,
    /// Beginnings of questions, opener, closer, shared probes.
    pub(crate) phrases: Phrases,
    /// The competencies in its words, by key.
    pub(crate) texts: BTreeMap<String, EntryText>,
    /// What calls for which competency in a posting in it; English words count everywhere.
    pub(crate) calls: Patterns<Call>,
}

/// What a pattern calls for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Call {
    /// Place of the competency in the bank.
    pub(crate) entry: usize,
    /// How surely it does.
    pub(crate) strength: Strength,
}

/// How surely a word calls for a competency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strength {
    /// For certain, in the posting's own language.
    Own,
    /// For certain, in English.
    English,
    /// Perhaps.
    Hint,
}

/// How postings in a language are read.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PostingWords {
    /// Its most frequent short words, folded.
    pub(crate) frequent: Vec<String>,
    /// "years", as experience is asked for, folded.
    pub(crate) years: Vec<String>,
    /// What no question may rest on: what the law forbids to ask, and what a paper proves better.
    pub(crate) not_asked: Vec<String>,
    /// Beginnings of sentences about the company, folded, with their blank.
    pub(crate) about_us: Vec<String>,
    /// Words that name a position.
    pub(crate) positions: Vec<String>,
    /// Words of a title for the start of a working life.
    pub(crate) entry: Vec<String>,
    /// Words of a title for those who lead.
    pub(crate) lead: Vec<String>,
    /// Words of a title for seniors.
    pub(crate) senior: Vec<String>,
    /// "and", then "or" and what else joins.
    pub(crate) joints: Vec<String>,
    /// Words by which a line speaks of its reader or of itself.
    pub(crate) personal: Vec<String>,
    /// Words by which a line speaks of the company.
    pub(crate) company: Vec<String>,
    /// Words that a phrase does not end with.
    pub(crate) no_end: Vec<String>,
    /// Words before which a phrase may be cut; the number is how good a place it is.
    pub(crate) cut_before: Vec<(String, usize)>,
    /// Verbs in the form that duties begin with, where that form fits into our questions. English
    /// has its own rules.
    pub(crate) infinitives: Vec<String>,
    /// Words of headings, by the kind of section they open.
    pub(crate) headings: BTreeMap<String, Vec<String>>,
    /// Words of a title that call for a competency, by its key.
    pub(crate) titles: BTreeMap<String, Vec<String>>,
    /// Words of a line that call for a competency, by its key.
    pub(crate) matches: BTreeMap<String, Vec<String>>,
    /// Words that may call for it, where something else does.
    #[serde(default)]
    pub(crate) hints: BTreeMap<String, Vec<String>>,
}

/// A competency as people read it: how it is asked about, how answers are rated.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EntryText {
    /// Name shown to people.
    pub(crate) name: String,
    /// Questions about the past, after the duty was named.
    pub(crate) asks: Vec<String>,
    /// Second halves of "Tell me about a time you had to …".
    pub(crate) follows: Vec<String>,
    /// What happens in the imagined situation, and the question.
    pub(crate) twists: Vec<String>,
    /// Questions about the past that name a tool.
    pub(crate) tool_asks: Vec<String>,
    /// A question about the past that stands alone.
    pub(crate) plain_ask: String,
    /// An imagined situation that stands alone.
    pub(crate) plain_twist: String,
    /// The follow-up of its own to a question about the past.
    pub(crate) past_probe: ProbeText,
    /// The follow-up of its own to an imagined situation.
    pub(crate) situational_probe: ProbeText,
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

/// Wordings that all competencies share. The slots are `{duty}`, `{quote}`, `{title}`, and `{one}`
/// and `{other}`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Phrases {
    /// Before a question about the past; none in a language whose duties are always quoted.
    pub(crate) past_leads: Vec<String>,
    /// Names a duty that people have anywhere.
    pub(crate) past_direct: String,
    /// Before an imagined situation.
    pub(crate) situational_leads: Vec<String>,
    /// Before any question, with a duty in the posting's words.
    pub(crate) duty_quotes: Vec<String>,
    /// Before any question, with other words of the posting.
    pub(crate) other_quotes: Vec<String>,
    /// Asks for an instance of a duty in the posting's words.
    pub(crate) quote_direct: String,
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
    /// The reason when the posting gives none.
    pub(crate) because_nothing: String,
    /// Two tools, either of which will do.
    pub(crate) either: String,
    /// How pay is stated.
    pub(crate) pay: PayWords,
}

/// How pay is stated. The slots are `{min}` and `{max}`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PayWords {
    /// Both ends.
    pub(crate) range: String,
    /// The lower end.
    pub(crate) from: String,
    /// The upper end.
    pub(crate) up_to: String,
    /// Sets thousands apart.
    pub(crate) thousands: char,
    /// Sets cents apart.
    pub(crate) decimal: char,
    /// Periods, by their English words.
    pub(crate) intervals: BTreeMap<String, String>,
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

/// `competencies.json`: the keys, in order.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    /// Those of any work.
    any_work: Vec<String>,
    /// Those of a trade.
    trade: Vec<String>,
    /// Those that are asked of anyone when a posting says too little, best first.
    first_resort: Vec<String>,
}

/// A language's files.
struct Files {
    code: &'static str,
    posting: &'static str,
    phrases: &'static str,
    subjects: [&'static str; 5],
    evidence: &'static str,
    wording: &'static str,
}

/// The files of one language, by its code.
macro_rules! files {
    ($code:literal) => {
        Files {
            code: $code,
            posting: include_str!(concat!("bank/", $code, "/posting.json")),
            phrases: include_str!(concat!("bank/", $code, "/phrases.json")),
            subjects: [
                include_str!(concat!("bank/", $code, "/thinking.json")),
                include_str!(concat!("bank/", $code, "/people.json")),
                include_str!(concat!("bank/", $code, "/delivery.json")),
                include_str!(concat!("bank/", $code, "/business.json")),
                include_str!(concat!("bank/", $code, "/craft.json")),
            ],
            evidence: include_str!(concat!("bank/", $code, "/evidence.json")),
            wording: include_str!(concat!("bank/", $code, "/wording.json")),
        }
    };
}

/// The bank, read once.
pub(crate) static BANK: LazyLock<Bank> =
    LazyLock::new(|| read(vec![files!("en"), files!("es"), files!("fr"), files!("de")]));

#[expect(clippy::expect_used, reason = "the files are compiled in and a test reads them all")]
fn parsed<T: for<'de> Deserialize<'de>>(json: &str) -> T {
    serde_json::from_str(json).expect("the bank's files are valid")
}

fn read(files: Vec<Files>) -> Bank {
    let keys: Keys = parsed(include_str!("bank/competencies.json"));
    let postings: Vec<(&'static str, PostingWords)> =
        files.iter().map(|files| (files.code, parsed(files.posting))).collect();
    let entry = |key: String, craft: bool| {
        let by_language = |words: fn(&PostingWords) -> &BTreeMap<String, Vec<String>>| {
            let said = |(code, posting): &(&str, PostingWords)| {
                Some(((*code).to_owned(), words(posting).get(&key)?.clone()))
            };
            postings.iter().filter_map(said).collect::<ByLanguage>()
        };
        Entry {
            titles: by_language(|posting| &posting.titles),
            matches: by_language(|posting| &posting.matches),
            hints: by_language(|posting| &posting.hints).into_values().flatten().collect(),
            craft,
            key,
        }
    };
    let any_work = keys.any_work.into_iter().map(|key| entry(key, false));
    let trade = keys.trade.into_iter().map(|key| entry(key, true));
    let competencies: Vec<Entry> = any_work.chain(trade).collect();
    let of_all = |words: fn(&PostingWords) -> &Vec<String>| {
        postings.iter().flat_map(move |(_, posting)| words(posting)).cloned()
    };
    let not_asked =
        Patterns::new(of_all(|posting| &posting.not_asked).map(|pattern| (pattern, ())));
    let headings =
        Patterns::new(postings.iter().flat_map(|(_, posting)| &posting.headings).flat_map(
            |(section, patterns)| patterns.iter().map(|pattern| (pattern.clone(), section.clone())),
        ));
    let evidence = files.iter().map(|files| (files.code, parsed(files.evidence))).collect();
    let wording = files.iter().map(|files| (files.code, parsed(files.wording))).collect();
    let languages = files
        .into_iter()
        .zip(postings)
        .map(|(files, (code, posting))| Language {
            code,
            calls: calls(&competencies, code),
            phrases: parsed(files.phrases),
            texts: files.subjects.into_iter().flat_map(parsed::<BTreeMap<_, _>>).collect(),
            posting,
        })
        .collect();
    Bank {
        competencies,
        general: keys.first_resort,
        languages,
        tools: parsed(include_str!("bank/tools.json")),
        verbs: parsed(include_str!("bank/en/verbs.json")),
        evidence,
        wording,
        other_languages: parsed(include_str!("bank/other_languages.json")),
        not_asked,
        headings,
    }
}

/// What calls for the competencies in a posting in the language `code`.
fn calls(competencies: &[Entry], code: &str) -> Patterns<Call> {
    let of = |(place, entry): (usize, &Entry)| {
        let said = |code: &str, strength: Strength| {
            let patterns = entry.matches.get(code).cloned().unwrap_or_default();
            patterns.into_iter().map(move |pattern| (pattern, Call { entry: place, strength }))
        };
        let own = if code == FALLBACK { None } else { Some(said(code, Strength::Own)) };
        let hints = entry.hints.iter().cloned();
        let hints = hints.map(move |hint| (hint, Call { entry: place, strength: Strength::Hint }));
        let all = own.into_iter().flatten().chain(said(FALLBACK, Strength::English)).chain(hints);
        all.collect::<Vec<_>>()
    };
    Patterns::new(competencies.iter().enumerate().flat_map(of))
}

impl Bank {
    /// The language with this code, if it is one of ours. A region (`fr-CA`) makes no difference.
    pub(crate) fn language(&self, code: &str) -> Option<&Language> {
        let code = code.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        self.languages.iter().find(|language| language.code == code)
    }

    /// The same, or English.
    #[expect(clippy::expect_used, reason = "a test finds English and every wording")]
    pub(crate) fn language_or_english(&self, code: &str) -> &Language {
        let ours = self.language(code).or_else(|| self.language(FALLBACK));
        ours.expect("English is one of the languages")
    }
}

impl Language {
    /// The words for a competency of the bank.
    #[expect(clippy::expect_used, reason = "a test finds English and every wording")]
    pub(crate) fn text(&self, entry: &Entry) -> &EntryText {
        self.texts.get(&entry.key).expect("every competency is worded in every language")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::words;

    /// A question has at most this many words once it is filled.
    const WORDS_MAX: usize = 30;
    /// A quote is never shorter than this for want of room.
    const QUOTE_WORDS: usize = 8;

    fn all_texts(wording: &EntryText) -> impl Iterator<Item = &String> {
        let lists = [
            &wording.asks,
            &wording.follows,
            &wording.twists,
            &wording.tool_asks,
            &wording.look_for,
        ];
        let probes = [&wording.past_probe, &wording.situational_probe];
        lists
            .into_iter()
            .flatten()
            .chain(&wording.anchors)
            .chain([&wording.name, &wording.plain_ask, &wording.plain_twist])
            .chain(probes.into_iter().flat_map(|probe| [&probe.when, &probe.text]))
    }

    #[test]
    fn every_language_is_whole() {
        let english = BANK.language("en").unwrap();
        assert!(BANK.competencies.len() >= 40);
        let keys: BTreeSet<&String> = BANK.competencies.iter().map(|entry| &entry.key).collect();
        assert_eq!(keys.len(), BANK.competencies.len(), "a key twice");
        for language in &BANK.languages {
            let code = language.code;
            assert_eq!(language.texts.keys().collect::<BTreeSet<_>>(), keys, "{code}");
            for posting in [&language.posting.matches, &language.posting.titles] {
                for key in posting.keys() {
                    assert!(keys.contains(key), "{code} {key}");
                }
            }
            let sections = |language: &Language| {
                language.posting.headings.keys().cloned().collect::<BTreeSet<_>>()
            };
            assert_eq!(sections(language), sections(english), "{code}");
            for entry in &BANK.competencies {
                let (here, there) = (language.text(entry), english.text(entry));
                let counts = |wording: &EntryText| {
                    [
                        &wording.asks,
                        &wording.follows,
                        &wording.twists,
                        &wording.tool_asks,
                        &wording.look_for,
                    ]
                    .map(Vec::len)
                };
                let key = &entry.key;
                assert_eq!(counts(here), counts(there), "{code} {key}");
                assert!(here.asks.len() >= 2 && here.twists.len() >= 2, "{code} {key}");
                assert!(here.look_for.len() >= 3, "{code} {key}");
                assert!(entry.matches.contains_key(code), "{code} {key}");
                assert!(all_texts(here).all(|text| !text.trim().is_empty()), "{code} {key}");
                assert!(here.tool_asks.iter().all(|ask| ask.contains("{tool}")), "{code} {key}");
                let named = BANK.tools.contains_key(key) || here.tool_asks.is_empty();
                assert!(named, "{code} {key} asks about tools that nobody lists");
            }
        }
    }

    #[test]
    fn no_text_is_left_in_another_language_and_none_is_there_twice() {
        for language in &BANK.languages {
            let mut seen = BTreeSet::new();
            for entry in &BANK.competencies {
                let wording = language.text(entry);
                for text in wording.twists.iter().chain(&wording.anchors).chain([&wording.name]) {
                    assert!(seen.insert(text), "{} {text}", language.code);
                }
                let other = BANK.languages.iter().filter(|other| other.code != language.code);
                for other in other.map(|other| other.text(entry)) {
                    for text in all_texts(wording).filter(|text| words::count(text) > 2) {
                        assert!(!all_texts(other).any(|it| it == text), "{} {text}", language.code);
                    }
                }
            }
        }
    }

    #[test]
    fn slots_are_where_they_are_filled() {
        for language in &BANK.languages {
            let phrases = &language.phrases;
            let code = language.code;
            let direct = Some(&phrases.past_direct).filter(|direct| !direct.is_empty());
            let duties = phrases.past_leads.iter().chain(&phrases.situational_leads).chain(direct);
            assert!(duties.clone().all(|lead| lead.contains("{duty}")), "{code}");
            assert_eq!(duties.count() > 0, code != "de", "German duties are quoted");
            let quotes = phrases.duty_quotes.iter().chain(&phrases.other_quotes);
            let mut quotes = quotes.chain([&phrases.quote_direct]);
            assert!(quotes.all(|lead| lead.contains("{quote}")), "{code}");
            assert!(phrases.duty_quotes.len() >= 3 && phrases.other_quotes.len() >= 2, "{code}");
            for titled in [&phrases.past_title, &phrases.situational_title, &phrases.opener_title] {
                assert!(titled.contains("{title}"), "{code}");
            }
            assert!(phrases.either.contains("{one}") && phrases.either.contains("{other}"));
            assert!(phrases.pay.range.contains("{min}") && phrases.pay.range.contains("{max}"));
            assert!(phrases.pay.from.contains("{min}") && phrases.pay.up_to.contains("{max}"));
            for entry in &BANK.competencies {
                let wording = language.text(entry);
                let slotless = all_texts(wording).filter(|text| !wording.tool_asks.contains(text));
                for text in slotless {
                    assert!(!text.contains(['{', '}']), "{code} {text}");
                }
            }
        }
    }

    #[test]
    fn wordings_leave_room_for_a_quote_within_thirty_words() {
        let count = |text: &String| words::count(text);
        // The slot itself counts as a word.
        let longest = |leads: &[String]| leads.iter().map(count).max().unwrap_or(1) - 1;
        for language in &BANK.languages {
            let phrases = &language.phrases;
            let quotes = longest(&phrases.duty_quotes).max(longest(&phrases.other_quotes));
            let bare = count(&phrases.past_bare).max(count(&phrases.situational_bare));
            for entry in &BANK.competencies {
                let wording = language.text(entry);
                let plain = [&wording.plain_ask, &wording.plain_twist];
                for text in wording.asks.iter().chain(&wording.twists).chain(plain) {
                    assert!(quotes + QUOTE_WORDS + count(text) <= WORDS_MAX, "{text}");
                }
                for text in &wording.follows {
                    let lead = longest(std::slice::from_ref(&phrases.quote_direct));
                    assert!(lead + QUOTE_WORDS + count(text) <= WORDS_MAX, "{text}");
                }
                assert!(plain.iter().all(|text| bare + count(text) <= WORDS_MAX));
                // Two tools of three words each, and what joins them.
                assert!(wording.tool_asks.iter().all(|ask| count(ask) + 6 <= WORDS_MAX));
            }
        }
    }

    #[test]
    fn patterns_are_written_as_they_are_compared() {
        // Looked for one by one, so that a star may come first; and all at once.
        let postings = || BANK.languages.iter().map(|language| &language.posting);
        let one_by_one = BANK.competencies.iter().flat_map(|entry| entry.titles.values()).flatten();
        let one_by_one = one_by_one.chain(postings().flat_map(|posting| {
            let levels = posting.entry.iter().chain(&posting.lead).chain(&posting.senior);
            levels.chain(&posting.positions)
        }));
        let at_once = BANK
            .competencies
            .iter()
            .flat_map(|entry| entry.matches.values().flatten().chain(&entry.hints));
        let at_once = at_once.chain(postings().flat_map(|posting| {
            let headings = posting.headings.values().flatten();
            headings.chain(&posting.not_asked).chain(&posting.frequent).chain(&posting.years)
        }));
        let starred = one_by_one.map(|pattern| pattern.strip_prefix('*').unwrap_or(pattern));
        for pattern in starred.chain(at_once.map(String::as_str)) {
            let plain = pattern.strip_suffix('*').unwrap_or(pattern);
            assert!(plain.len() > 1 || plain == pattern, "{pattern}");
            assert_eq!(words::folded(plain).trim(), plain, "{pattern}");
        }
    }

    #[test]
    fn every_language_reads_answers_for_the_same_things() {
        let codes: Vec<&str> = BANK.evidence.keys().copied().collect();
        assert_eq!(codes, ["de", "en", "es", "fr"]);
        assert_eq!(codes, BANK.wording.keys().copied().collect::<Vec<_>>());
        let english: Vec<&String> = BANK.evidence["en"].concepts.keys().collect();
        for (code, evidence) in &BANK.evidence {
            assert_eq!(evidence.concepts.keys().collect::<Vec<_>>(), english, "{code}");
            for (key, concept) in &evidence.concepts {
                assert!(!concept.asked.is_empty(), "{code} {key}");
                // A result is told by words of its own.
                assert!(key == "outcome" || !concept.shown.is_empty(), "{code} {key}");
            }
            assert!(evidence.function_words.len() >= 80, "{code}");
            let lists = [
                &evidence.situation,
                &evidence.result,
                &evidence.reason,
                &evidence.steps,
                &evidence.check,
                &evidence.numbers,
                &evidence.work,
                &evidence.private,
                &evidence.injection,
                &evidence.meta_phrases,
                &evidence.meta_orders,
                &evidence.meta_leads,
                &evidence.meta_subjects,
                &evidence.meta_machines,
                &evidence.meta_demands,
                &evidence.meta_address,
                &evidence.introductions,
                &evidence.function_words,
                &evidence.plain_words,
                &evidence.self_words,
                &evidence.would,
                &evidence.done,
            ];
            let concepts =
                evidence.concepts.values().flat_map(|it| it.asked.iter().chain(&it.shown));
            for pattern in lists.into_iter().flatten().chain(concepts) {
                let plain = pattern.trim_end_matches('*');
                assert_eq!(words::folded(plain).trim(), plain, "{code}: {pattern}");
                let open = pattern.ends_with('*') && !pattern.contains(' ');
                assert!(!open || plain.chars().count() >= 3, "{code}: {pattern}");
            }
        }
    }

    #[test]
    fn general_competencies_and_tool_groups_exist() {
        assert!(BANK.general.len() >= 8);
        for key in BANK.general.iter().chain(BANK.tools.keys()) {
            assert!(BANK.competencies.iter().any(|entry| entry.key == *key), "{key}");
        }
    }

    #[test]
    fn a_language_is_found_by_its_code_with_or_without_a_region() {
        assert_eq!(BANK.language("fr-CA").map(|language| language.code), Some("fr"));
        assert_eq!(BANK.language("ES_mx").map(|language| language.code), Some("es"));
        assert!(BANK.language("pt").is_none());
        assert_eq!(BANK.language_or_english("pt").code, "en");
    }
}
