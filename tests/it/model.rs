//! A language model words questions and rates answers; what it gets wrong shows, and nothing is made
//! up when it is away.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use actix_web::{HttpResponse, dev::ServerHandle, web};
use entities::{
    ids::EffectId,
    outbox::{self, Effect},
    pipeline, plan,
    sea_orm::ConnectionTrait,
};
use serde_json::{Value, json};
use server::config::{Config, Unreachable};
use tests::{App, Backend, Candidate, on_both_stores, serve};
use tokio::sync::watch;

/// Verbatim in every answer that candidates give here.
const SAID: &str = "I then built a small version myself and tested it with two customers.";

/// Longer than anything here takes on a busy machine, but for a model that is silent.
const PATIENCE: Duration = Duration::from_mins(4);
/// How long a model may take there, in seconds: longer than that.
const SILENCE_SECS: u64 = 3_600;
/// More than a company's outbox carries out at once.
const TO_BE_SCORED: i32 = 20;

on_both_stores!(
    a_model_rates_each_answer_twice_and_a_person_rates_where_it_disagrees_with_itself,
    while_the_model_is_away_the_answers_wait_for_it,
    where_the_tenant_does_not_wait_the_rules_stand_in_and_say_so,
    while_the_model_is_silent_others_are_invited,
    what_was_asked_for_last_is_proposed_whichever_is_made_last,
);

/// A server that speaks like `OpenAI`'s and rates by a fixed script.
struct Endpoint {
    url: String,
    away: Arc<AtomicBool>,
    /// What it answers nothing about; everything has `""` in it.
    silent: watch::Sender<Option<&'static str>>,
    /// How many requests were met with silence.
    unanswered: Arc<AtomicUsize>,
    handle: ServerHandle,
}

struct Script {
    away: Arc<AtomicBool>,
    silent: watch::Receiver<Option<&'static str>>,
    unanswered: Arc<AtomicUsize>,
    /// How often each question was rated so far.
    asked: Mutex<HashMap<String, usize>>,
}

impl Endpoint {
    fn start() -> Self {
        let away = Arc::new(AtomicBool::new(false));
        let (silent, hears) = watch::channel(None);
        let unanswered = Arc::new(AtomicUsize::new(0));
        let script = web::Data::new(Script {
            away: Arc::clone(&away),
            silent: hears,
            unanswered: Arc::clone(&unanswered),
            asked: Mutex::default(),
        });
        let (address, handle) = serve(move |routes| {
            routes.app_data(script.clone()).route("/v1/chat/completions", web::post().to(complete));
        });
        let url = format!("http://{address}/v1");
        Self { url, away, silent, unanswered, handle }
    }

    fn settings(&self, unreachable: Unreachable) -> impl FnOnce(&mut Config) + use<> {
        let url = self.url.clone();
        move |config| {
            config.model.kind = interviewer::ModelKind::OpenAi;
            config.model.url = url;
            "scripted".clone_into(&mut config.model.name);
            config.model.runs = 2;
            config.model.unreachable = unreachable;
        }
    }
}

/// A company whose model may be silent for longer than anything here takes.
async fn patient(on: Backend) -> (App, Endpoint) {
    let endpoint = Endpoint::start();
    let settings = endpoint.settings(Unreachable::Wait);
    let app = App::start_with(on, None, |config| {
        settings(config);
        config.model.timeout_secs = SILENCE_SECS;
    })
    .await;
    app.connect().await;
    (app, endpoint)
}

/// Words no question, since nobody taught it to; rates the first answer it sees 5 and 1, the others
/// 4 and 4.
async fn complete(script: web::Data<Script>, request: web::Json<Value>) -> HttpResponse {
    if script.away.load(Ordering::SeqCst) {
        return HttpResponse::ServiceUnavailable().finish();
    }
    let prompt = request["messages"].to_string();
    let answers = |silent: Option<&str>| silent.is_none_or(|about| !prompt.contains(about));
    let mut silent = script.silent.clone();
    if !answers(*silent.borrow()) {
        script.unanswered.fetch_add(1, Ordering::SeqCst);
        // The test's end is as good.
        drop(silent.wait_for(|silent| answers(*silent)).await);
    }
    let says = if prompt.contains(SAID) {
        let mut asked = script.asked.lock().unwrap();
        let first = asked.is_empty() || asked.len() == 1 && asked.contains_key(&prompt);
        let times = asked.entry(prompt).or_default();
        *times += 1;
        let level = match (first, *times) {
            (true, 1) => 5,
            (true, _) => 1,
            (false, _) => 4,
        };
        json!({"level": level, "quotes": [SAID], "missing": [], "explanation": "As scripted."})
            .to_string()
    } else {
        "I would rather not.".to_owned()
    };
    HttpResponse::Ok().json(json!({
        "id": "1", "object": "chat.completion", "created": 0, "model": "scripted-1",
        "choices": [{"index": 0, "finish_reason": "stop",
                     "message": {"role": "assistant", "content": says}}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    }))
}

/// What the operator sees of the only interview.
async fn seen(app: &App) -> Value {
    let query = "{ interviews { nodes { state plan { source fallback }
                 scorecard { scorer byRules fallback overall
                     ratings { level needsHuman spread runs { level void } quotes { text } } } } } }";
    app.graphql(query, json!({})).await["interviews"]["nodes"][0].take()
}

async fn a_model_rates_each_answer_twice_and_a_person_rates_where_it_disagrees_with_itself(
    on: Backend,
) {
    let endpoint = Endpoint::start();
    let app = App::start_with(on, None, endpoint.settings(Unreachable::Wait)).await;
    app.connect().await;
    let candidate = app.invited("Marit Hoekstra").await;
    app.take_interview(&app.room_link(&candidate).await).await;
    app.settle().await;
    let seen = seen(&app).await;
    assert_eq!(seen["state"], "WRITTEN_BACK");
    let fallback = seen["plan"]["fallback"].as_str().expect("why the rules' questions stand");
    assert!(seen["plan"]["source"].as_str().unwrap().starts_with("rules"), "{fallback}");
    let scorecard = &seen["scorecard"];
    assert_eq!((&scorecard["byRules"], &scorecard["fallback"]), (&json!(false), &Value::Null));
    assert_eq!(scorecard["scorer"], "scripted scripted-1");
    let ratings = scorecard["ratings"].as_array().unwrap();
    let (left, rated): (Vec<_>, Vec<_>) = ratings.iter().partition(|each| each["level"].is_null());
    assert_eq!(left.len(), 1, "{ratings:?}");
    assert_eq!((&left[0]["needsHuman"], &left[0]["spread"]), (&json!(true), &json!(4)));
    for rating in rated {
        assert_eq!((&rating["level"], &rating["spread"]), (&json!(4), &json!(0)));
        assert_eq!(rating["runs"].as_array().unwrap().len(), 2);
        assert_eq!(rating["quotes"][0]["text"], SAID);
    }
    app.finish().await;
    endpoint.handle.stop(false).await;
}

async fn while_the_model_is_away_the_answers_wait_for_it(on: Backend) {
    let endpoint = Endpoint::start();
    let app = App::start_with(on, None, endpoint.settings(Unreachable::Wait)).await;
    app.connect().await;
    let candidate = app.invited("Marit Hoekstra").await;
    endpoint.away.store(true, Ordering::SeqCst);
    app.take_interview(&app.room_link(&candidate).await).await;
    app.settle().await;
    let waits = seen(&app).await;
    assert_eq!((&waits["state"], &waits["scorecard"]), (&json!("COMPLETED"), &Value::Null));
    endpoint.away.store(false, Ordering::SeqCst);
    app.wait_out_the_pauses().await;
    let seen = seen(&app).await;
    assert_eq!(
        (&seen["state"], &seen["scorecard"]["byRules"]),
        (&json!("WRITTEN_BACK"), &json!(false))
    );
    app.finish().await;
    endpoint.handle.stop(false).await;
}

async fn where_the_tenant_does_not_wait_the_rules_stand_in_and_say_so(on: Backend) {
    let endpoint = Endpoint::start();
    let app = App::start_with(on, None, endpoint.settings(Unreachable::Rules)).await;
    app.connect().await;
    endpoint.away.store(true, Ordering::SeqCst);
    let candidate = app.invited("Marit Hoekstra").await;
    app.take_interview(&app.room_link(&candidate).await).await;
    app.settle().await;
    let seen = seen(&app).await;
    assert_eq!(
        (&seen["state"], &seen["scorecard"]["byRules"]),
        (&json!("WRITTEN_BACK"), &json!(true))
    );
    for fallback in [&seen["plan"]["fallback"], &seen["scorecard"]["fallback"]] {
        assert!(fallback.as_str().is_some_and(|why| why.contains("503")), "{fallback}");
    }
    app.finish().await;
    endpoint.handle.stop(false).await;
}

/// Waits for a mail to a candidate, while something else may be due for ever.
async fn invited(app: &App, candidate: &Candidate) {
    let begun = Instant::now();
    while app.mails(candidate).await.is_empty() {
        assert!(begun.elapsed() < PATIENCE, "{candidate:?} waits for the model");
        tokio::task::yield_now().await;
    }
}

async fn while_the_model_is_silent_others_are_invited(on: Backend) {
    let (app, endpoint) = patient(on).await;
    let candidate = app.invited("Marit Hoekstra").await;
    app.take_interview(&app.room_link(&candidate).await).await;
    app.settle().await;
    let (tenant_id, means) = (app.tenant_id().await, &app.server().means);
    let there = pipeline::Entity::of_tenant(tenant_id).one(&means.db).await.unwrap().unwrap();
    let plan = plan::Entity::of_tenant(tenant_id).one(&means.db).await.unwrap().unwrap();
    endpoint.silent.send_replace(Some(""));
    // More than are carried out at once.
    for version in 2..=TO_BE_SCORED + 1 {
        let of = (tenant_id, EffectId(means.ids.fresh()));
        let effect = Effect::RescoreInterview { plan_id: plan.id, version };
        outbox::append(&means.db, of, Some(there.id), effect, means.clock.now()).await.unwrap();
    }
    let second = app.apply("Amara Abara").await;
    app.move_to_trigger(&second).await;
    invited(&app, &second).await;
    assert!(endpoint.unanswered.load(Ordering::SeqCst) > 0, "the model was asked");
    if on == Backend::Postgres {
        // Nor does a turn that fails wait for what it asked the model.
        let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                   WHERE datname = current_database() AND pid <> pg_backend_pid()";
        means.db.execute_unprepared(cut).await.unwrap();
        let third = app.apply("Hiro Ito").await;
        app.move_to_trigger(&third).await;
        invited(&app, &third).await;
    }
    endpoint.silent.send_replace(None);
    app.settle().await;
    let query = "{ interviews { nodes { state scorecards { id } } } }";
    let nodes = app.graphql(query, json!({})).await["interviews"]["nodes"].take();
    let scored = nodes.as_array().unwrap().iter().find(|it| it["state"] == "WRITTEN_BACK");
    let scorecards = scored.unwrap()["scorecards"].as_array().unwrap().len();
    assert_eq!(scorecards, usize::try_from(TO_BE_SCORED).unwrap() + 1);
    app.finish().await;
    endpoint.handle.stop(false).await;
}

async fn what_was_asked_for_last_is_proposed_whichever_is_made_last(on: Backend) {
    let (app, endpoint) = patient(on).await;
    let posting = app.posting().await;
    app.mutate("regeneratePlan", &json!({"postingId": posting}), "id").await;
    app.settle().await;
    let describe = async |text: &str| {
        let input = json!({"postingId": posting, "description": text});
        app.mutate("setPostingDescription", &input, "id").await;
    };
    let proposal = async || {
        let query =
            "query($id: ID!) { posting(id: $id) { proposal { status questions { text } } } }";
        app.graphql(query, json!({"id": posting})).await["posting"]["proposal"].take()
    };
    endpoint.silent.send_replace(Some("roses"));
    describe("Grow and graft roses in three greenhouses.\nAdvise gardeners on roses and pests.")
        .await;
    let begun = Instant::now();
    while endpoint.unanswered.load(Ordering::SeqCst) == 0 {
        assert!(begun.elapsed() < PATIENCE, "the model is not asked");
        tokio::task::yield_now().await;
    }
    describe("Design and bake bread for forty shops.\nAdvise shops on bread and cakes.").await;
    while proposal().await["status"] != "OPEN" {
        assert!(begun.elapsed() < PATIENCE, "nothing is proposed");
    }
    endpoint.silent.send_replace(None);
    app.settle().await;
    let left = proposal().await;
    assert_eq!(left["status"], "OPEN");
    let questions = left["questions"].to_string();
    assert!(questions.contains("bread") && !questions.contains("roses"), "{questions}");
    app.finish().await;
    endpoint.handle.stop(false).await;
}
