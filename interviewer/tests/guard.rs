//! Forbidden questions are found and good ones are not, in four languages and in disguise.
//!
//! The questions are those that `bench/interviewer/guard.rs` measures.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its own functions too")]

use std::collections::BTreeMap;

use interviewer::guard::{Topic, check, knows_language};
use serde::Deserialize;

const LANGUAGES: [&str; 4] = ["en", "es", "fr", "de"];

#[derive(Deserialize)]
struct Questions {
    forbidden: BTreeMap<Topic, Vec<String>>,
    good: Vec<String>,
}

fn questions(language: &str) -> Questions {
    let file = format!("{}/../bench/interviewer/guard/{language}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
}

#[test]
fn no_forbidden_question_is_let_through() {
    let mut through = Vec::new();
    for language in LANGUAGES {
        for (topic, texts) in questions(language).forbidden {
            for text in texts {
                let found = check(&text, Some(language));
                if found.is_empty() {
                    through.push(format!("{language} {topic:?}: {text}"));
                } else if !found.iter().any(|finding| finding.topic == topic) {
                    println!("{language} {topic:?} taken for {:?}: {text}", found[0].topic);
                }
            }
        }
    }
    assert!(through.is_empty(), "{} let through:\n{}", through.len(), through.join("\n"));
}

#[test]
fn hardly_a_good_question_is_blocked() {
    for language in LANGUAGES {
        let good = questions(language).good;
        let blocked: Vec<String> = good
            .iter()
            .filter_map(|text| {
                let found = check(text, Some(language));
                let finding = found.first()?;
                Some(format!("{:?} “{}”: {text}", finding.topic, finding.words))
            })
            .collect();
        assert!(good.len() >= 200);
        assert!(blocked.len() * 50 < good.len(), "{language}:\n{}", blocked.join("\n"));
    }
}

/// Cyrillic letters that look like the Latin ones.
fn with_look_alikes(text: &str) -> String {
    let pairs =
        [('a', 'а'), ('e', 'е'), ('o', 'о'), ('i', 'і'), ('c', 'с'), ('p', 'р'), ('x', 'х')];
    text.chars()
        .map(|letter| pairs.iter().find(|(latin, _)| *latin == letter).map_or(letter, |it| it.1))
        .collect()
}

fn without_marks(text: &str) -> String {
    let marked = "áàâäãåéèêëíìîïóòôöõúùûüñç";
    let plain = "aaaaaaeeeeiiiiooooouuuunc";
    text.chars()
        .map(|letter| {
            marked.chars().zip(plain.chars()).find(|it| it.0 == letter).map_or(letter, |it| it.1)
        })
        .collect()
}

fn full_width(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            'A'..='Z' | 'a'..='z' => char::from_u32(u32::from(letter) + 0xFEE0).unwrap(),
            other => other,
        })
        .collect()
}

/// `sign` between the letters of every word.
fn spread(text: &str, sign: &str) -> String {
    let words = text.split(' ').map(|word| {
        let letters: Vec<String> = word.chars().map(String::from).collect();
        letters.join(sign)
    });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn disguises_hide_nothing() {
    type Disguise = fn(&str) -> String;
    let disguises: [(&str, Disguise); 8] = [
        ("capitals", |text| text.to_uppercase()),
        ("marks left out", without_marks),
        ("marks apart", |text| text.replace('é', "e\u{301}").replace('ñ', "n\u{303}")),
        ("look-alikes", with_look_alikes),
        ("full width", full_width),
        ("zero width", |text| spread(text, "\u{200b}")),
        ("soft hyphens and a direction mark", |text| format!("\u{202e}{}", spread(text, "\u{ad}"))),
        ("white space", |text| format!("  {}\n", text.replace(' ', "\u{a0}\t "))),
    ];
    let mut through = Vec::new();
    for language in LANGUAGES {
        for text in questions(language).forbidden.values().flatten() {
            for (name, disguise) in disguises {
                if check(&disguise(text), Some(language)).is_empty() {
                    through.push(format!("{language}, {name}: {text}"));
                }
            }
        }
    }
    assert!(through.is_empty(), "{}:\n{}", through.len(), through.join("\n"));
    for text in [
        "H.o.w o.l.d a.r.e y.o.u?",
        "Are you preg-nant?",
        "Are you p r e g n a n t?",
        "Do you have k1ds?",
        "What is your re1igion?",
        "What is your @ge?",
        "¿Tienes h*i*j*o*s?",
        "Avez-vous des en_fants ?",
        "Sind Sie schwan.ger?",
        "a r e y o u m a r r i e d",
        "What is your ｓａｌary now?",
        "𝖠𝗋𝖾 𝗒𝗈𝗎 𝗀𝖺𝗒?",
    ] {
        assert!(!check(text, None).is_empty(), "{text}");
    }
}

#[test]
fn a_question_in_another_language_than_the_plans_is_found_too() {
    for language in LANGUAGES {
        for text in questions(language).forbidden.values().flatten() {
            let topics = |hint| -> Vec<Topic> {
                check(text, hint).into_iter().map(|finding| finding.topic).collect()
            };
            for hint in [None, Some("en"), Some("pt"), Some("de")] {
                assert_eq!(topics(hint), topics(Some(language)), "{text}");
            }
        }
        assert!(knows_language(language));
    }
    assert!(!knows_language("pt"));
}

#[test]
fn a_finding_names_the_words_and_what_to_ask_instead() {
    let text = "Thanks. Tell me, how OLD are you, and why?";
    let found = check(text, Some("en"));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].topic, Topic::Age);
    assert_eq!(found[0].words, "how OLD are you");
    assert!(found[0].ask_instead.contains("experience"));
    let found = check("Êtes-vous marié ?", Some("fr"));
    assert_eq!((found[0].topic, found[0].words.as_str()), (Topic::Family, "Êtes-vous marié"));
    assert!(found[0].ask_instead.starts_with("Demandez"));
}

#[test]
fn odd_texts_are_borne() {
    for text in [
        "",
        " ",
        "?",
        "🚀🚀🚀",
        "\u{200b}",
        "负责产品设计",
        &"you ".repeat(20_000),
        &"a".repeat(100_000),
    ] {
        let found = check(text, None);
        assert!(found.is_empty(), "{:?}", found[0]);
    }
    assert_eq!(check("a b c d e f g h", None)[0].topic, Topic::Unreadable);
}
