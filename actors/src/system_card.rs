//! The model and system card: what this system is, how it judges and who sees to it, as it is set up now. For
//! those who must document, or want to know, what they use; made from the settings, so that it is not forgotten
//! when one changes. In English.

use entities::{
    Instant, Language,
    tenant::{PostingRule, Settings},
};
use interviewer::Agreement;

use crate::{
    Means, disclosure,
    jurisdictions::{self, Jurisdiction},
    outside::Purpose,
};

/// The card of a company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemCard {
    /// When it was made.
    pub made_at: Instant,
    /// Its parts.
    pub sections: Vec<Section>,
}

/// A part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What it is about.
    pub title: &'static str,
    /// What is so however it is set up.
    pub paragraphs: Vec<String>,
    /// How it is set up.
    pub facts: Vec<Fact>,
}

/// A thing that is set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub name: String,
    /// How it is.
    pub value: String,
}

/// What a card is made of.
#[derive(Clone, Copy, Debug)]
pub struct Of<'a> {
    /// The company's name.
    pub company: &'a str,
    /// What it chose.
    pub settings: &'a Settings,
    /// How far the scorer and people agree, where both rated and numbers may be shown.
    pub agreement: Option<Agreement>,
}

impl SystemCard {
    /// The card of a company as it and the server are set up.
    pub fn of(means: &Means, of: Of<'_>) -> Self {
        let sections = vec![
            what_it_is(of),
            what_it_is_for(of.settings),
            questions(means, of.settings),
            judging(means, of.settings),
            people(of),
            candidates(means, of.settings),
            laws(of.settings),
            keeping(of.settings),
            outside(means),
            limits(),
        ];
        Self { made_at: means.clock.now(), sections }
    }

    /// As a document in Markdown.
    pub fn markdown(&self) -> String {
        let made_at = self.made_at.format("%Y-%m-%d");
        let mut parts = vec!["# System card".to_owned(), format!("Made on {made_at}.")];
        for Section { title, paragraphs, facts } in &self.sections {
            parts.push(format!("## {title}"));
            parts.extend(paragraphs.iter().cloned());
            let facts = facts.iter().map(|Fact { name, value }| format!("- **{name}**: {value}"));
            let facts: Vec<String> = facts.collect();
            if !facts.is_empty() {
                parts.push(facts.join("\n"));
            }
        }
        parts.join("\n\n") + "\n"
    }
}

fn section(title: &'static str, paragraphs: &[&str], facts: Vec<(&str, String)>) -> Section {
    let facts = facts.into_iter().map(|(name, value)| Fact { name: name.to_owned(), value });
    Section {
        title,
        paragraphs: paragraphs.iter().map(ToString::to_string).collect(),
        facts: facts.collect(),
    }
}

fn yes_no(is: bool) -> String {
    if is { "yes" } else { "no" }.to_owned()
}

fn days(number: impl Into<i64>) -> String {
    let number = number.into();
    if number == 1 { "1 day".to_owned() } else { format!("{number} days") }
}

fn what_it_is(of: Of<'_>) -> Section {
    section(
        "What it is",
        &[
            "An automated interviewer: a program that asks candidates written questions about one posting, rates \
             each answer by rules or by a language model, and gives people the answers, what speaks for each \
             level, and advice.",
        ],
        vec![
            ("Used by", of.company.to_owned()),
            ("Candidates know it as", of.settings.interviewer_name.clone()),
            ("Program", format!("Fulcrum {}", env!("CARGO_PKG_VERSION"))),
        ],
    )
}

fn what_it_is_for(settings: &Settings) -> Section {
    let moved = match &settings.advance {
        Some(advance) if !settings.evidence_only => format!(
            "to \"{}\", who has {} or more of Lever's 1 to 4; nobody is ever moved back",
            advance.stage.text, advance.from_score
        ),
        Some(_) | None => "nobody".to_owned(),
    };
    let stages: Vec<_> = settings.trigger_stages.iter().map(|stage| stage.text.clone()).collect();
    let never = |rule: &&PostingRule| matches!(rule, PostingRule::Never);
    let own = settings.posting_rules.len();
    let none = settings.posting_rules.values().filter(never).count();
    section(
        "What it is for",
        &[
            "For the first interview of people who apply for a job, so that whoever decides about them has read \
             what they say for themselves. It rejects nobody and moves nobody out of the process; a person decides.",
            "It is not made to infer emotions, character, health or the truth of what is said, nor to look at \
             faces, voices or accents, and does none of that. It is no test of language, and no check of \
             identity or records.",
        ],
        vec![
            ("Invited are those moved to", listed(&stages)),
            ("And those who apply to postings tagged", settings.application_tag.clone()),
            ("Postings with rules of their own", format!("{own}, of which {none} invite nobody")),
            ("Left out are those of these origins", listed(&settings.blocked_origins)),
            ("An invite may be used for", days(settings.invite_days)),
            ("Moved on in Lever by a score", moved),
        ],
    )
}

fn listed(words: &[String]) -> String {
    if words.is_empty() { "none".to_owned() } else { words.join(", ") }
}

fn questions(means: &Means, settings: &Settings) -> Section {
    let worded = means.model.as_ref().map_or_else(
        || "rules and a bank of competencies that ship with the program".to_owned(),
        |there| {
            format!(
                "rules choose them out of a bank that ships with the program, and the language model {} words them",
                there.model.name()
            )
        },
    );
    let languages = Language::ALL.map(|language| language.code().to_owned());
    section(
        "How questions are made",
        &[
            "From the posting's title, description and pay, or from a description and questions that the company \
             wrote itself; the same for everybody who is asked by one version of a posting's plan. A scored \
             question names its competency and, where there are some, the words of the posting that it is about. \
             What a changed posting would change waits for a person's consent.",
            "A guard refuses questions about what must not be asked, such as age, origin, family, health, belief \
             or pay so far. People may edit every question, and go past the guard only with a reason that is \
             kept.",
        ],
        vec![
            ("Made by", worded),
            ("Languages", listed(&languages)),
            ("Most follow-ups to a question", settings.follow_ups.to_string()),
        ],
    )
}

fn judging(means: &Means, settings: &Settings) -> Section {
    let mut facts = vec![];
    match &means.model {
        None => {
            facts.push(("Judged by", format!("{}, without a language model", rule_scorer())));
            facts.push((
                "By",
                "how concrete and how ordered an answer is, what the candidate says to have done themselves, \
                 and what of that which a good answer has is in it"
                    .to_owned(),
            ));
        }
        Some(there) => {
            let model = &there.model;
            facts.push(("Judged by", format!("the language model {}", model.name())));
            facts.push((
                "By",
                "descriptions of answers of levels 1, 3 and 5, written before anybody answered"
                    .to_owned(),
            ));
            facts.push((
                "Each answer is judged",
                format!(
                    "{} times; the median counts, and where they differ by more than a level, or too few say \
                     anything of use, a person is asked to rate",
                    model.runs()
                ),
            ));
            facts.push((
                "While it cannot be asked",
                if there.rules_stand_in {
                    format!("{} takes its place, and the scorecard says so", rule_scorer())
                } else {
                    "answers wait for it".to_owned()
                },
            ));
        }
    }
    if settings.evidence_only {
        facts.push((
            "Scores",
            "shown and written nowhere: the company wants evidence only".to_owned(),
        ));
    } else {
        let [two, three, four] = settings.cutoffs;
        facts.push((
            "Overall",
            "0 to 100, from the levels and the weights of the questions; none without evidence"
                .to_owned(),
        ));
        facts.push(("Lever's 1 to 4", format!("2 from {two}, 3 from {three}, 4 from {four} on")));
    }
    section(
        "How answers are judged",
        &[
            "By their words alone, question by question, on a scale of five levels. Every level shows the sentences \
             it rests on, word for word: what quotes something that is not in the transcript does not count. Where \
             there is too little evidence there is no level.",
            "What judges is not told who answers: before, the candidate's name, addresses, telephone numbers, and \
             schools as far as they are recognised are blanked. How long somebody took, whether they talked or \
             wrote, pasted or left the page is no part of it. Words that address the scorer instead of answering \
             are left out and shown to people.",
        ],
        facts,
    )
}

fn rule_scorer() -> String {
    interviewer::rule_scorer().to_string()
}

fn people(of: Of<'_>) -> Section {
    let agreement = of.agreement.map_or_else(
        || {
            let why = if of.settings.evidence_only {
                "not shown"
            } else {
                "nobody has rated what the scorer did, too"
            };
            format!("unknown: {why}")
        },
        |of| {
            let share = |share: f64| format!("{:.0} %", share * 100.0);
            let kappa = of.qwk.map(|kappa| format!(", weighted kappa {kappa:.2}"));
            format!(
                "{} levels: {} the same, {} at most one apart{}",
                of.count,
                share(of.exact),
                share(of.within_one),
                kappa.unwrap_or_default()
            )
        },
    );
    section(
        "Who sees to it",
        &[
            "People read the answers, rate them by descriptions of levels written beforehand, blind to the scorer's levels at first if \
             they like, and both ratings are kept. What they may see and change follows from their role, and the \
             audit log, a chain of hashes that shows later changes, has who did and read what.",
            "Until their interview is over, candidates may ask for a person instead, and for another way to take it; \
             also later for a correction or deletion. Each reaches people in the dashboard and in Lever. What is \
             kept of them they read under their link.",
        ],
        vec![("Agreement of the scorer with people", agreement)],
    )
}

fn candidates(means: &Means, settings: &Settings) -> Section {
    let speech = match &means.speech {
        None => {
            "in their browser, where it can; some browsers send it to their maker, which candidates are told"
                .to_owned()
        }
        Some(speech) if speech.transcribes() => format!("by {}", speech.host()),
        Some(speech) => format!(
            "in their browser, where it can, which may send it to its maker; {} reads aloud",
            speech.host()
        ),
    };
    let limit = settings.answer_minutes.map_or_else(
        || "none".to_owned(),
        |minutes| format!("{minutes} minutes, of which anybody may take more without end"),
    );
    section(
        "What candidates are told",
        &[
            "Before anything is kept of what they say: that they face a program, what it looks at, who reads the \
             result, and how to take another way. They agree to a version of it, which is kept with its hash.",
        ],
        vec![
            ("Disclosure", format!("version {}", disclosure::VERSION)),
            ("Speech becomes text", speech),
            ("Time for an answer", limit),
            ("Pastes and leaving the page are counted", yes_no(settings.integrity_signals)),
            ("Asked of their sex, race or ethnicity, apart", yes_no(settings.self_report)),
        ],
    )
}

/// The rules that hold on some posting or other, the company's own first; each with whose they are.
fn in_use(settings: &Settings) -> Vec<(&'static Jurisdiction, String)> {
    let mut others: Vec<&str> =
        settings.posting_jurisdictions.values().map(String::as_str).collect();
    others.sort_unstable();
    let of = |id: &str| settings.posting_jurisdictions.values().filter(|it| *it == id).count();
    let mut all = vec![(
        jurisdictions::find(&settings.jurisdiction),
        "Unless a posting has others".to_owned(),
    )];
    others.dedup();
    all.extend(others.into_iter().map(|id| {
        let postings = if of(id) == 1 { "posting" } else { "postings" };
        (jurisdictions::find(id), format!("On {} {postings}", of(id)))
    }));
    all
}

fn laws(settings: &Settings) -> Section {
    let facts = in_use(settings).into_iter().map(|(it, whose)| {
        let wait = it.scoring_after_business_days.map_or("at once".to_owned(), |wait| {
            format!("{wait} business days after a candidate was told at the earliest")
        });
        let kept = it.keep_days(settings.retention_days).map_or_else(
            || "for good, until somebody erases it".to_owned(),
            |kept| format!("for {} after the end", days(kept)),
        );
        let value = format!("{} (version {}); judged {wait}; kept {kept}", it.name, it.version);
        Fact { name: whose, value }
    });
    Section {
        title: "Whose rules hold",
        paragraphs: vec![
            "From them follow what candidates are told besides, how long lies between that and judging, and how \
             long what is kept of them is kept. The rules that a candidate was told hold to the end, \
             whatever is chosen later; the days within them follow what is chosen now."
                .to_owned(),
        ],
        facts: facts.collect(),
    }
}

fn keeping(settings: &Settings) -> Section {
    section(
        "What is kept",
        &[
            "Answers, levels, reports, mails and the timeline of each interview. Erasing takes out all of it that is \
             about the candidate, leaves that there was an interview, and puts a certificate into the audit log. \
             Who is deleted in Lever is erased here, too, once Lever confirms it and unless a legal hold keeps them.",
            "What was written to Lever, mails that were sent, logs and backups are not reached; nor is what receivers of \
             events were told, who are told of the erasing.",
        ],
        vec![("Recordings of speech are kept", yes_no(settings.keep_recordings))],
    )
}

/// What a place outside is for, and what it gets.
fn gets(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Lever => {
            "Lever: candidates and postings are read; tags, notes, the report and what else is chosen written"
        }
        Purpose::LeverSignIn => "Lever: gives the tokens for it",
        Purpose::Mail => "the mail server: mails to candidates and members",
        Purpose::Model => "the language model: postings, and answers with names blanked",
        Purpose::Speech => "the speech endpoint: what candidates say, the words of questions",
        Purpose::OpenId => "the company's accounts: who signs in",
        Purpose::Store => "the database: everything, what is secret of it sealed",
        Purpose::Events => {
            "receivers of events: ids, states and scores, no names; where a company sets one up"
        }
        Purpose::Proxy => "a proxy: whatever is asked of others over HTTP goes through it",
    }
}

fn outside(means: &Means) -> Section {
    let hosts = means.outside.hosts();
    let facts = hosts.iter().map(|it| (it.host.as_str(), gets(it.purpose).to_owned())).collect();
    section(
        "Where data goes",
        &[
            "The server speaks to these hosts, which its settings name, and to no others. What browsers of \
             candidates do with speech, where they turn it into text themselves, is their makers' business. No \
             model is trained here.",
        ],
        facts,
    )
}

fn limits() -> Section {
    section(
        "What is known of its limits",
        &[
            "Rules know four languages and judge by what is said and how concretely: a good answer in unusual words \
             may get too low a level. A language model may misread. New ways to ask for what must not be asked, or to \
             address the scorer, may get past the guards. Employers are not blanked, nor are names and schools that are not recognised as such. Speech that becomes text may lose words, more so with accents and impediments; \
             candidates read and change it before it is sent.",
            "Nobody has shown that levels predict success in your jobs. Read answers before you decide, rate some \
             yourselves and watch the agreement, and look at the adverse-impact report, for which candidates must be \
             asked.",
        ],
        Vec::new(),
    )
}
