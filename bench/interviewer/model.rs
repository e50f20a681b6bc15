//! The language model that the measures may ask, and how far its ratings hold when asked again.
//!
//! It is configured as the server is: `FULCRUM__MODEL__KIND` (`openai`, `anthropic`, `gemini`,
//! `ollama`), `FULCRUM__MODEL__NAME`, and where needed `…__URL`, `…__KEY` or `…__KEY_FILE`,
//! `…__RUNS`, `…__TIMEOUT_SECS`, `…__TEMPERATURE`. Without a kind, nothing here leaves this machine.

use std::{env, fs, sync::LazyLock, time::Instant};

use interviewer::{
    Answer, Cutoffs, Model, ModelSettings, Posting, PostingList, compare, plan, plan_with,
    score_with,
};
use serde_json::{Map, Value};

use crate::measure::Table;

/// Ratings that stay the same when they are made anew with other seeds: at least this share.
const RETEST_GOAL: f64 = 0.9;

/// Answers of our own, from weak to strong, one for each scored question of [`posting`]'s plan.
const ANSWERS: [&str; 5] = [
    "I like working with people and I am very motivated, so I think I would do well at it.",
    "We had delays in the kitchen now and then. I talked to the others and usually it got better \
     after a while.",
    "Last spring our supplier stopped delivering on Mondays. I moved the order to Thursday, agreed \
     a second supplier for vegetables and told both shifts. We ran out of nothing after that.",
    "First I would look at which orders are already late and tell those guests the time. Then I \
     would move one cook from cold dishes to the grill, because that is where it waits, and check \
     after ten minutes whether the queue is shorter. If it was not, I would take two dishes off.",
    "When I took over, one plate in nine came back. I wrote down for two weeks why, and it was \
     mostly temperature. I had the pass rebuilt nearer to the grill, set a limit of ninety seconds \
     from pan to table, and measured it each evening. After a month one plate in forty came back. \
     I would start with the measuring today: I lost a week on a wrong guess.",
];

#[expect(clippy::expect_used, reason = "without a runtime there is nothing to measure")]
static RUNTIME: LazyLock<tokio::runtime::Runtime> = LazyLock::new(|| {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
});

/// Runs a question to a model to its end.
pub(crate) fn wait<T>(asking: impl Future<Output = T>) -> T {
    RUNTIME.block_on(asking)
}

/// The model of the environment; `None`, with a line that says why, if there is none.
pub(crate) fn configured() -> Option<Model> {
    drop(rustls::crypto::ring::default_provider().install_default());
    let model = settings().and_then(|settings| {
        Model::new(&settings).map_err(|error| format!("the model cannot be asked: {error}"))
    });
    match model {
        Ok(Some(model)) => Some(model),
        Ok(None) => {
            println!("no model is configured (FULCRUM__MODEL__KIND): rules only");
            None
        }
        Err(why) => {
            println!("{why}");
            None
        }
    }
}

fn settings() -> Result<ModelSettings, String> {
    let named = |name: &str| env::var(format!("FULCRUM__MODEL__{name}")).ok();
    let mut fields = Map::new();
    for (field, name) in [("kind", "KIND"), ("url", "URL"), ("name", "NAME"), ("key", "KEY")] {
        fields.extend(named(name).map(|text| (field.to_owned(), Value::from(text))));
    }
    for (field, name) in
        [("runs", "RUNS"), ("timeout_secs", "TIMEOUT_SECS"), ("temperature", "TEMPERATURE")]
    {
        let Some(text) = named(name) else { continue };
        let number = serde_json::from_str(&text).map_err(|_| format!("{name} is no number"))?;
        fields.insert(field.to_owned(), number);
    }
    if let Some(path) = named("KEY_FILE").filter(|path| !path.is_empty()) {
        let key = fs::read_to_string(&path).map_err(|error| format!("read {path}: {error}"))?;
        fields.insert("key".to_owned(), key.trim().into());
    }
    // Not with the error's words, which may repeat the key.
    serde_json::from_value(fields.into()).map_err(|_| "FULCRUM__MODEL__… cannot be read".to_owned())
}

/// A posting of our own.
fn posting() -> Posting {
    let list = |heading: &str, lines: &[&str]| PostingList {
        heading: heading.to_owned(),
        html: lines.iter().map(|line| format!("<li>{line}</li>")).collect::<Vec<_>>().concat(),
    };
    Posting {
        title: "Head Chef".to_owned(),
        lists: vec![
            list(
                "What you will do",
                &[
                    "Lead a team of nine cooks over two shifts",
                    "Plan orders with suppliers and keep waste low",
                    "Check the quality of every dish before it is served",
                    "Solve problems in the kitchen while guests are waiting",
                    "Train apprentices",
                ],
            ),
            list("What you bring", &["You explain changes clearly to people in a hurry"]),
        ],
        ..Posting::default()
    }
}

/// Asks the configured model for one plan, and twice for one scorecard.
pub(crate) fn measure(table: &mut Table) {
    let Some(model) = configured() else { return };
    let base = plan(&posting());
    let started = Instant::now();
    match wait(plan_with(&model, &posting(), &base, &|_| false)) {
        Ok(made) => {
            let told = made.fallback.map_or_else(
                || "the model's questions were taken".to_owned(),
                |fallback| format!("the rules' questions were kept: {}", fallback.reason),
            );
            println!("{model}: plan in {:.1} s, {told}", started.elapsed().as_secs_f64());
        }
        Err(error) => return println!("{model}: no plan, {error}"),
    }
    let answers: Vec<Answer> = base
        .scored()
        .zip(ANSWERS)
        .zip(1..)
        .map(|(((question, _), text), turn)| Answer {
            question_id: question.id.clone(),
            turn,
            text: text.to_owned(),
        })
        .collect();
    let started = Instant::now();
    let rated = |model: &Model| wait(score_with(model, &base, &answers, &[], &Cutoffs::default()));
    let (first, second) = match (rated(&model), rated(&model.clone().seeded(1_001))) {
        (Ok(first), Ok(second)) => (first, second),
        (Err(error), _) | (_, Err(error)) => return println!("{model}: no scorecard, {error}"),
    };
    println!("{model}: a scorecard in {:.1} s", started.elapsed().as_secs_f64() / 2.0);
    let changes = compare(&first, &second).criteria;
    let same = changes.iter().filter(|change| change.before == change.after).count();
    table.at_least(
        &format!("ratings that stay the same when made anew, by {}", first.scorer),
        same as f64 / changes.len() as f64,
        RETEST_GOAL,
    );
}
