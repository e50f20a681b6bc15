//! Plans of all shared postings, in every language: whether each has five reasons or more in the
//! posting's own words, is the same twice, keeps questions short, and how long it takes.

use std::{fs, io, path::Path, time::Instant};

use interviewer::{Plan, Posting, PostingList, Salary, languages, plan_in};
use serde_json::Value;

use crate::measure::Table;

/// So many competencies a plan has at least.
const COMPETENCIES_MIN: usize = 5;
/// Each posting is planned so often; the fastest counts, since the rest is the machine's.
const ROUNDS: usize = 5;

/// Measures the plans of all postings in `data`.
pub(crate) fn measure(data: &Path, table: &mut Table) {
    let folder = data.join("lever/postings");
    let postings = match read(&folder) {
        Ok(postings) if !postings.is_empty() => postings,
        _ => return table.absent("plans of the shared postings", &folder),
    };
    println!("{} postings", postings.len());
    for language in languages() {
        in_language(language, &postings, table);
    }
}

fn in_language(language: &str, postings: &[Posting], table: &mut Table) {
    let mut good = 0_usize;
    let mut same = 0_usize;
    let mut reasons = 0_usize;
    let mut of_the_text = 0_usize;
    let mut longest = 0_usize;
    let mut milliseconds = Vec::new();
    for posting in postings {
        let (plan, fastest) = timed(posting, language);
        milliseconds.push(fastest);
        same += usize::from(plan == plan_in(posting, language));
        let seen = letters(&seen(posting));
        let verbatim = |because: &str| {
            let because = letters(because);
            !because.is_empty() && seen.contains(&because)
        };
        let all = plan.competencies.iter().all(|competency| verbatim(&competency.because));
        good += usize::from(all && plan.competencies.len() >= COMPETENCIES_MIN);
        reasons += plan.competencies.len();
        of_the_text += plan.competencies.iter().filter(|it| it.because != plan.title).count();
        let words = plan.questions.iter().map(|question| words(&question.text));
        longest = longest.max(words.max().unwrap_or_default());
    }
    let of = |part: usize, whole: usize| part as f64 / whole as f64;
    let name = |what: &str| format!("plan ({language}): {what}");
    table.at_least(
        &name("5 competencies or more, each with a verbatim quote"),
        of(good, postings.len()),
        1.0,
    );
    table.at_least(&name("the same twice"), of(same, postings.len()), 1.0);
    table.at_least(
        &name("quotes that are of the text, not the title"),
        of(of_the_text, reasons),
        0.95,
    );
    table.at_most(&name("words of the longest question"), longest as f64, 30.0);
    milliseconds.sort_by(f64::total_cmp);
    let median = milliseconds.get(milliseconds.len() / 2).copied().unwrap_or(f64::INFINITY);
    table.at_most(&name("milliseconds, median over postings"), median, 5.0);
}

/// The plan, and the milliseconds it took.
fn timed(posting: &Posting, language: &str) -> (Plan, f64) {
    let mut fastest = f64::INFINITY;
    let mut plan = plan_in(posting, language);
    for _ in 0..ROUNDS {
        let started = Instant::now();
        plan = plan_in(posting, language);
        fastest = fastest.min(started.elapsed().as_secs_f64() * 1000.0);
    }
    (plan, fastest)
}

/// All postings in the folder, which holds Lever's public JSON, one array a file.
fn read(folder: &Path) -> io::Result<Vec<Posting>> {
    let mut files: Vec<_> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    let mut postings = Vec::new();
    for file in files {
        let json: Vec<Value> = serde_json::from_slice(&fs::read(file)?)?;
        postings.extend(json.iter().map(posting));
    }
    Ok(postings)
}

fn posting(json: &Value) -> Posting {
    let text = |name: &str| said(json.get(name)).unwrap_or_default();
    let category = |name: &str| said(json.get("categories").and_then(|all| all.get(name)));
    let list = |list: &Value| PostingList {
        heading: said(list.get("text")).unwrap_or_default(),
        html: said(list.get("content")).unwrap_or_default(),
    };
    let salary = |salary: &Value| Salary {
        min: salary.get("min").and_then(Value::as_f64),
        max: salary.get("max").and_then(Value::as_f64),
        currency: said(salary.get("currency")).unwrap_or_default(),
        interval: said(salary.get("interval")).unwrap_or_default(),
    };
    Posting {
        title: text("text"),
        description_html: text("description"),
        description_text: text("descriptionPlain"),
        lists: json
            .get("lists")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .map(list)
            .collect(),
        closing_html: text("additional"),
        closing_text: text("additionalPlain"),
        salary: json.get("salaryRange").map(salary),
        salary_text: text("salaryDescription"),
        location: category("location"),
        team: category("team"),
        department: category("department"),
        commitment: category("commitment"),
        workplace: said(json.get("workplaceType")),
    }
}

fn said(value: Option<&Value>) -> Option<String> {
    value?.as_str().map(str::to_owned)
}

/// What a reader of the posting sees, read another way than the crate reads it: tags out, entities of
/// the kinds that occur in.
fn seen(posting: &Posting) -> String {
    let mut html = vec![posting.title.as_str(), &posting.description_html, &posting.closing_html];
    html.extend(posting.lists.iter().flat_map(|list| [list.heading.as_str(), &list.html]));
    if posting.description_html.is_empty() {
        html.push(&posting.description_text);
    }
    let mut out = String::new();
    let mut inside = false;
    for letter in html.join(" ").chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => out.push(letter),
            _ => {}
        }
    }
    for (entity, meant) in [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&rsquo;", "’"),
        // Last, so that what was escaped twice stays escaped once.
        ("&amp;", "&"),
    ] {
        out = out.replace(entity, meant);
    }
    out
}

/// Letters and digits only, so that markup between words makes no difference.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}
