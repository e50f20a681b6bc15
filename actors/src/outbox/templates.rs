//! The templates and words of mails: those that are compiled in, and an operator's files in their
//! place. A set is used only if every mail can be written with it, and if invites and reminders say
//! what a candidate must know.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use entities::{Language, mail::Kind, tenant};
use minijinja::{Environment, UndefinedBehavior};

use super::{preview, words};

/// Layouts, compiled in; their words are in [`words`]. The ending decides what is escaped.
const TEMPLATES: [(&str, &str); 22] = [
    ("layout.html", include_str!("templates/layout.html")),
    ("layout.txt", include_str!("templates/layout.txt")),
    ("invite.html", include_str!("templates/invite.html")),
    ("invite.txt", include_str!("templates/invite.txt")),
    ("reminder.html", include_str!("templates/reminder.html")),
    ("reminder.txt", include_str!("templates/reminder.txt")),
    ("confirmation.html", include_str!("templates/confirmation.html")),
    ("confirmation.txt", include_str!("templates/confirmation.txt")),
    ("start.html", include_str!("templates/start.html")),
    ("start.txt", include_str!("templates/start.txt")),
    ("cancelled.html", include_str!("templates/cancelled.html")),
    ("cancelled.txt", include_str!("templates/cancelled.txt")),
    ("follow_up.html", include_str!("templates/follow_up.html")),
    ("follow_up.txt", include_str!("templates/follow_up.txt")),
    ("letter.html", include_str!("templates/letter.html")),
    ("letter.txt", include_str!("templates/letter.txt")),
    ("reply.html", include_str!("templates/reply.html")),
    ("reply.txt", include_str!("templates/reply.txt")),
    ("disconnected.html", include_str!("templates/disconnected.html")),
    ("disconnected.txt", include_str!("templates/disconnected.txt")),
    ("member.html", include_str!("templates/member.html")),
    ("member.txt", include_str!("templates/member.txt")),
];

/// What invites and reminders must say: the entry of the words that says it, and what it is.
const MUST_SAY: [(&str, &str); 5] = [
    ("about", "that an AI asks the questions"),
    ("invite.what_counts_is", "what is measured"),
    ("invite.how_long_is", "how long it takes"),
    ("invite.who_decides_is", "who decides"),
    ("person", "how to reach a person and how to get help"),
];

/// Mails that must say so.
const SAID_BY: [Kind; 2] = [Kind::Invite, Kind::Reminder];

/// Templates or words that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// The folder or a file in it cannot be read.
    #[error("read `{}`, where `mail.templates_dir` has templates", .0.display())]
    Read(PathBuf, #[source] std::io::Error),
    /// A file whose name is none of ours, so that nothing would use it.
    #[error(
        "`{0}` in `mail.templates_dir` is no template: the names are those of the files in \
         actors/src/outbox/templates, and en.json, es.json, fr.json and de.json for words"
    )]
    NoTemplate(String),
    /// A file of words is no JSON object of texts.
    #[error("read `{0}` in `mail.templates_dir` as an object of texts")]
    Words(String, #[source] serde_json::Error),
    /// An entry of the words that no mail has.
    #[error("`{file}` in `mail.templates_dir` has the entry \"{entry}\", which no mail uses")]
    NoEntry {
        /// Which file.
        file: String,
        /// Which entry.
        entry: String,
    },
    /// A template or an entry is wrong.
    #[error("use the mail template `{0}`")]
    Template(String, #[source] minijinja::Error),
    /// A mail cannot be written with it.
    #[error("write a sample of the mail `{template}` in the language `{language}`")]
    Sample {
        /// Which.
        template: String,
        /// Which.
        language: &'static str,
        /// Why not.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// An entry of the words is empty or lacks a value.
    #[error(
        "the entry \"{entry}\" of the language `{language}` must say {what}, with the same values \
         in braces as the one it replaces"
    )]
    Emptied {
        /// Which entry.
        entry: &'static str,
        /// Which language.
        language: &'static str,
        /// What it is there for.
        what: &'static str,
    },
    /// Something that a candidate must know is not there.
    #[error(
        "the mail `{template}` in the language `{language}` does not say {what}: it must have the \
         entry \"{entry}\" of the words in it, as it is"
    )]
    Unsaid {
        /// Which template.
        template: String,
        /// Which language.
        language: &'static str,
        /// What a candidate must know.
        what: &'static str,
        /// Which entry says it.
        entry: &'static str,
    },
}

/// What is compiled in.
pub(super) fn compiled_in() -> Result<Environment<'static>, TemplateError> {
    let mut templates = Environment::new();
    for (name, text) in TEMPLATES {
        add(&mut templates, name, text.to_owned())?;
    }
    for language in Language::ALL {
        for (entry, text) in words_of(language)? {
            add_words(&mut templates, language, &entry, &text)?;
        }
    }
    Ok(templates)
}

/// The same, with the files of a folder in their place.
pub(super) fn with_folder(folder: &Path) -> Result<Environment<'static>, TemplateError> {
    let read = |error| TemplateError::Read(folder.to_owned(), error);
    let mut templates = compiled_in()?;
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder).map_err(read)? {
        let name = entry.map_err(read)?.file_name().to_string_lossy().into_owned();
        // What editors and systems leave there.
        if !name.starts_with('.') {
            names.insert(name);
        }
    }
    for name in names {
        let path = folder.join(&name);
        let text =
            || fs::read_to_string(&path).map_err(|error| TemplateError::Read(path.clone(), error));
        let of = name
            .strip_suffix(".json")
            .and_then(|code| Language::ALL.into_iter().find(|language| language.code() == code));
        if let Some(language) = of {
            override_words(&mut templates, language, &name, &text()?)?;
        } else if TEMPLATES.iter().any(|(known, _)| *known == name) {
            add(&mut templates, &name, text()?)?;
        } else {
            return Err(TemplateError::NoTemplate(name));
        }
    }
    check(&templates)?;
    Ok(templates)
}

fn words_of(language: Language) -> Result<BTreeMap<String, String>, TemplateError> {
    let name = || format!("{}.json", language.code());
    serde_json::from_str(words::file(language)).map_err(|error| TemplateError::Words(name(), error))
}

fn override_words(
    templates: &mut Environment<'static>,
    language: Language,
    file: &str,
    text: &str,
) -> Result<(), TemplateError> {
    let known = words_of(language)?;
    let own: BTreeMap<String, String> =
        serde_json::from_str(text).map_err(|error| TemplateError::Words(file.to_owned(), error))?;
    for (entry, text) in own {
        if !known.contains_key(&entry) {
            return Err(TemplateError::NoEntry { file: file.to_owned(), entry });
        }
        add_words(templates, language, &entry, &text)?;
    }
    Ok(())
}

fn add(
    templates: &mut Environment<'static>,
    name: &str,
    text: String,
) -> Result<(), TemplateError> {
    templates
        .add_template_owned(name.to_owned(), text)
        .map_err(|error| TemplateError::Template(name.to_owned(), error))
}

/// Adds an entry as `<code>/<entry>.html` and `.txt`: the ending decides what is escaped.
fn add_words(
    templates: &mut Environment<'static>,
    language: Language,
    entry: &str,
    text: &str,
) -> Result<(), TemplateError> {
    for ending in ["html", "txt"] {
        add(templates, &format!("{}/{entry}.{ending}", language.code()), text.to_owned())?;
    }
    Ok(())
}

/// Writes a sample of every mail in every language, and looks for what candidates must know.
fn check(templates: &Environment<'static>) -> Result<(), TemplateError> {
    let mut strict = templates.clone();
    // A value that there is not is a slip of the pen.
    strict.set_undefined_behavior(UndefinedBehavior::Strict);
    let (brand, now) = (tenant::Brand::default(), chrono::DateTime::UNIX_EPOCH);
    for language in Language::ALL {
        let code = language.code();
        check_words(templates, language)?;
        for kind in Kind::TO_CANDIDATES {
            let of = preview::sample("Example", "Alex", &brand, language);
            let values = preview::values(&of, "https://fulcrum.example/i/sample", now);
            for ending in ["html", "txt"] {
                let template = format!("{}.{ending}", kind.name());
                let render = |name: &str| {
                    let rendered = strict.get_template(name).and_then(|it| it.render(&values));
                    rendered.map_err(|source| TemplateError::Sample {
                        template: name.to_owned(),
                        language: code,
                        source: source.into(),
                    })
                };
                let mail = render(&template)?;
                for (entry, what) in MUST_SAY.into_iter().filter(|_| SAID_BY.contains(&kind)) {
                    let said = render(&format!("{code}/{entry}.{ending}"))?;
                    if !mail.contains(said.trim()) {
                        let language = code;
                        return Err(TemplateError::Unsaid { template, language, what, entry });
                    }
                }
            }
            let subject = format!("{code}/{}.subject.txt", kind.name());
            let rendered = strict.get_template(&subject).and_then(|it| it.render(&values));
            rendered.map_err(|source| TemplateError::Sample {
                template: subject,
                language: code,
                source: source.into(),
            })?;
        }
    }
    Ok(())
}

/// Whether what must be said is still said by its entry: with the same values, which are what differs
/// from one invite to another.
fn check_words(templates: &Environment<'static>, language: Language) -> Result<(), TemplateError> {
    let shipped = words_of(language)?;
    for (entry, what) in MUST_SAY {
        let name = format!("{}/{entry}.txt", language.code());
        let wrong = |error| TemplateError::Template(name.clone(), error);
        let own = templates.get_template(&name).map_err(wrong)?;
        let text = shipped.get(entry).map(String::as_str).unwrap_or_default();
        let scratch = Environment::new();
        let known = scratch.template_from_str(text).map_err(wrong)?.undeclared_variables(false);
        let is_whole =
            !own.source().trim().is_empty() && own.undeclared_variables(false).is_superset(&known);
        if !is_whole {
            return Err(TemplateError::Emptied { entry, language: language.code(), what });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    /// What is said against a folder with one file.
    fn refusal(name: &str, text: &str) -> String {
        let folder = folder(&[(name, text)]);
        let error = with_folder(folder.path()).expect_err("it is refused");
        let mut words = error.to_string();
        let mut source = std::error::Error::source(&error);
        while let Some(error) = source {
            words = format!("{words}: {error}");
            source = error.source();
        }
        words
    }

    #[test]
    fn what_is_compiled_in_says_all_that_must_be_said() {
        check(&compiled_in().unwrap()).unwrap();
    }

    #[test]
    fn files_take_the_place_of_templates_and_single_words() {
        let own = r#"{"hello": "Ahoy {{ first_name }},"}"#;
        let layout = "{{ company }} ahead\n{% block content %}{% endblock %}\n\
                      {% include words ~ \"about.txt\" %}";
        let folder = folder(&[("en.json", own), ("layout.txt", layout), (".swp", "rubbish")]);
        let templates = with_folder(folder.path()).unwrap();
        let of = preview::sample("Example", "Alex", &tenant::Brand::default(), Language::English);
        let values = preview::values(&of, "https://e/i/x", chrono::DateTime::UNIX_EPOCH);
        let mail = templates.get_template("invite.txt").unwrap().render(&values).unwrap();
        assert!(mail.starts_with("Example ahead\nAhoy "), "{mail}");
        assert!(mail.contains("About 25 minutes"), "the other words are as they were: {mail}");
    }

    #[test]
    fn an_invite_that_does_not_say_what_it_must_is_refused() {
        let shipped = include_str!("templates/invite.html");
        for (entry, what) in MUST_SAY {
            let marked = format!("{{% include words ~ \"{entry}.html\" %}}");
            let (name, text) = if entry == "about" {
                ("layout.html", include_str!("templates/layout.html"))
            } else {
                ("invite.html", shipped)
            };
            assert!(text.contains(&marked), "{name} has {entry}");
            let words = refusal(name, &text.replace(&marked, ""));
            assert!(words.contains(what) && words.contains(entry), "{words}");
        }
        let empty = r#"{"person": " "}"#;
        assert!(refusal("fr.json", empty).contains("how to reach a person"));
        let untimed = r#"{"invite.how_long_is": "Not long."}"#;
        assert!(refusal("de.json", untimed).contains("how long it takes"));
    }

    #[test]
    fn what_cannot_be_used_is_refused_by_its_name() {
        for (name, text, why) in [
            ("invitation.html", "x", "`invitation.html` in `mail.templates_dir` is no template"),
            ("it.json", "{}", "`it.json` in `mail.templates_dir` is no template"),
            ("letter.txt", "{% if %}", "use the mail template `letter.txt`"),
            ("letter.txt", "{{ nobody }}", "write a sample of the mail `letter.txt`"),
            ("en.json", "[]", "read `en.json`"),
            ("en.json", r#"{"helo": "x"}"#, "has the entry \"helo\", which no mail uses"),
            ("es.json", r#"{"invite.subject": "{{ nobody }}"}"#, "in the language `es`"),
        ] {
            let words = refusal(name, text);
            assert!(words.contains(why), "{words}");
        }
        let nowhere = with_folder(Path::new("/nowhere/at/all")).unwrap_err();
        assert!(nowhere.to_string().contains("/nowhere/at/all"));
    }
}
