//! Each provider's way of speaking, and every way in which an endpoint gives no answer.

use std::time::{Duration, Instant};

use interviewer::{
    Cutoffs, Level, Model, ModelError, ModelKind, ModelSettings, Retry, Scorecard, score_with,
};

use super::provider::{Does, KEY, KINDS, Provider};
use super::{answer, plan_of, run, verdict};

const SAID: &str = "I moved the ledger to Kafka and halved the time to settle.";

/// One question, one answer.
fn rated(model: &Model) -> Result<Scorecard, ModelError> {
    let plan = plan_of(1);
    let answers = [answer(&plan, 0, 2, SAID)];
    run(score_with(model, &plan, &answers, &[], &Cutoffs::default()))
}

fn failure(model: &Model) -> ModelError {
    rated(model).unwrap_err()
}

#[test]
fn every_provider_is_asked_in_its_own_way() {
    for kind in KINDS {
        let provider = Provider::always(kind, Does::Says(verdict(4, "halved the time to settle")));
        let card = rated(&provider.model(1)).unwrap();
        let rating = &card.ratings[0];
        assert_eq!(rating.level, Level::Anchor(4), "{kind:?}: {rating:?}");
        assert_eq!(rating.quotes[0].turn, 2);

        let requests = provider.requests();
        assert_eq!(requests.len(), 1, "{kind:?}");
        let request = &requests[0];
        let (path, key) = match kind {
            ModelKind::OpenAi => ("/base/chat/completions", ("authorization", "Bearer ")),
            ModelKind::Anthropic => ("/base/messages", ("x-api-key", "")),
            ModelKind::Gemini => {
                ("/base/models/some-model:generateContent", ("x-goog-api-key", ""))
            }
            ModelKind::Ollama => ("/base/api/chat", ("authorization", "Bearer ")),
            ModelKind::None => unreachable!("it is not asked"),
        };
        assert!(request.line.starts_with(&format!("POST {path} ")), "{}", request.line);
        assert_eq!(request.headers[key.0], format!("{}{KEY}", key.1), "{kind:?}");
        // Neither the address nor the body has the key.
        assert!(!request.line.contains(KEY) && !request.texts().contains(KEY));
        assert!(
            request.body.get("tools").is_none() && request.body.get("stream") != Some(&true.into())
        );
        let limit = ["/max_tokens", "/generationConfig/maxOutputTokens", "/options/num_predict"]
            .iter()
            .find_map(|place| request.body.pointer(place)?.as_u64());
        assert_eq!(limit, Some(8_192), "{kind:?}");
        assert_eq!(request.seed(), (kind != ModelKind::Anthropic).then_some(1), "{kind:?}");
        assert!(request.texts().contains(SAID) && request.texts().contains("You rate one answer"));
        let named = if kind == ModelKind::Ollama { "some-model" } else { "some-model-0711" };
        assert_eq!(
            (card.scorer.name.as_str(), card.scorer.version.as_str()),
            ("some-model", named)
        );
    }
}

#[test]
fn a_name_that_ends_like_an_effort_is_left_alone() {
    for name in ["mistral-medium", "qwen-max", "local/some-model-high"] {
        let provider = Provider::always(ModelKind::OpenAi, Does::Says(verdict(4, "I moved")));
        rated(&provider.model_of(|settings| settings.name = name.to_owned())).unwrap();
        let body = &provider.requests()[0].body;
        assert_eq!(body["model"], name);
        assert!(body.get("reasoning_effort").is_none());
    }
}

#[test]
fn an_endpoint_without_a_key_and_with_a_query_is_asked() {
    let provider = Provider::always(ModelKind::Ollama, Does::Says(verdict(4, "I moved")));
    rated(&provider.model_of(|settings| settings.key = "".into())).unwrap();
    assert!(!provider.requests()[0].headers.contains_key("authorization"));

    let provider = Provider::always(ModelKind::OpenAi, Does::Says(verdict(4, "I moved")));
    let model = provider.model_of(|settings| settings.url.push_str("?api-version=2026-11-01"));
    rated(&model).unwrap();
    let line = &provider.requests()[0].line;
    assert!(line.starts_with("POST /base/chat/completions?api-version=2026-11-01 "), "{line}");
}

#[test]
fn temperature_is_sent_only_where_it_is_set() {
    for (kind, place) in [
        (ModelKind::OpenAi, "/temperature"),
        (ModelKind::Anthropic, "/temperature"),
        (ModelKind::Gemini, "/generationConfig/temperature"),
        (ModelKind::Ollama, "/options/temperature"),
    ] {
        let provider = Provider::always(kind, Does::Says(verdict(4, "I moved")));
        rated(&provider.model(1)).unwrap();
        rated(&provider.model_of(|settings| settings.temperature = Some(0.5))).unwrap();
        let requests = provider.requests();
        assert_eq!(requests[0].body.pointer(place), None, "{kind:?}");
        let set = requests[1].body.pointer(place).unwrap().as_f64().unwrap();
        assert!((set - 0.5).abs() < 1e-6, "{kind:?}");
    }
}

#[test]
fn a_wrong_key_is_said_once_and_never_tried_again() {
    for kind in KINDS {
        for status in [401, 403] {
            let provider = Provider::always(kind, Does::Fails(status, None));
            let error = failure(&provider.model(1));
            assert!(matches!(error, ModelError::Key { .. }), "{error:?}");
            assert_eq!(error.retry(), Retry::Never);
            assert_eq!(provider.requests().len(), 1);
        }
    }
}

#[test]
fn a_refused_request_is_told_in_the_endpoint_s_words() {
    for kind in KINDS {
        let error = failure(&Provider::always(kind, Does::Fails(404, None)).model(1));
        assert_eq!(error.retry(), Retry::Never);
        assert!(error.to_string().ends_with("(404): the endpoint's words on 404"), "{error}");
        assert!(!error.bare().contains("words"), "{}", error.bare());
    }
}

#[test]
fn a_busy_endpoint_is_asked_again_at_once() {
    for kind in KINDS {
        for status in [429, 503, 529] {
            let provider = Provider::start(kind, move |number, _| match number {
                0 | 1 => Does::Fails(status, Some(0)),
                _ => Does::Says(verdict(3, "I moved")),
            });
            assert_eq!(rated(&provider.model(1)).unwrap().ratings[0].level, Level::Anchor(3));
            assert_eq!(provider.requests().len(), 3);
        }
    }
}

#[test]
fn an_endpoint_that_stays_busy_is_left_for_later() {
    let started = Instant::now();
    let provider = Provider::always(ModelKind::OpenAi, Does::Fails(500, None));
    let error = failure(&provider.model(1));
    assert!(matches!(error, ModelError::Busy { status: 500, after: None }), "{error:?}");
    assert_eq!(error.retry(), Retry::Later);
    assert_eq!(provider.requests().len(), 3);
    assert!(started.elapsed() >= Duration::from_millis(1_500), "it pauses in between");

    let provider = Provider::always(ModelKind::OpenAi, Does::Fails(429, Some(3_600)));
    let error = failure(&provider.model(1));
    assert_eq!((error.retry(), error.after()), (Retry::Later, Some(Duration::from_hours(1))));
    assert_eq!(provider.requests().len(), 1, "an hour is not waited for");
}

#[test]
fn silence_ends_at_the_time_out() {
    for kind in KINDS {
        let provider = Provider::always(kind, Does::IsSilent);
        let error = failure(&provider.model_of(|settings| settings.timeout_secs = 1));
        assert!(matches!(error, ModelError::TimedOut { secs: 1 }), "{error:?}");
        assert_eq!(error.retry(), Retry::Later);
    }
}

#[test]
fn a_closed_door_is_no_answer() {
    let provider = Provider::always(ModelKind::OpenAi, Does::HangsUp);
    let hung_up = failure(&provider.model(1));
    let nobody = failure(&provider.model_of(|settings| {
        // Nothing listens there.
        settings.url = "http://127.0.0.1:9/v1".to_owned();
    }));
    for error in [hung_up, nobody] {
        assert!(matches!(error, ModelError::NoAnswer { .. }), "{error:?}");
        assert_eq!(error.retry(), Retry::Later);
    }
}

#[test]
fn what_is_no_answer_is_no_verdict() {
    for kind in KINDS {
        for (content_type, body) in
            [("text/html", "<h1>Sign in</h1>"), ("application/json", "{\"half\": ")]
        {
            let error = failure(&Provider::always(kind, Does::Sends(content_type, body)).model(1));
            assert!(matches!(error, ModelError::Unreadable { .. }), "{error:?}");
            assert_eq!(error.retry(), Retry::Later);
        }
    }
}

#[test]
fn no_error_repeats_what_the_candidate_said() {
    for kind in KINDS {
        for does in [
            Does::Fails(400, None),
            Does::Sends("application/json", "[1, 2]"),
            Does::Sends("application/json", "{\"error\": {\"message\": \"no\"}}"),
            Does::Sends("text/plain", SAID),
        ] {
            if let Err(error) = rated(&Provider::always(kind, does).model(1)) {
                let told = format!("{error} {error:?} {}", error.bare());
                assert!(!told.contains("Kafka") && !told.contains(KEY), "{told}");
            }
        }
    }
}

#[test]
fn settings_of_no_use_are_said_before_anything_is_asked() {
    assert!(Model::new(&ModelSettings::default()).unwrap().is_none(), "no kind is no model");
    let good = ModelSettings {
        kind: ModelKind::OpenAi,
        name: "some-model".to_owned(),
        ..ModelSettings::default()
    };
    for (bad, word) in [
        (ModelSettings { name: " ".to_owned(), ..good.clone() }, "model.name"),
        (ModelSettings { name: "openai::x".to_owned(), ..good.clone() }, "model.name"),
        (ModelSettings { url: "ftp://there".to_owned(), ..good.clone() }, "model.url"),
        (ModelSettings { url: "localhost".to_owned(), ..good.clone() }, "model.url"),
        (ModelSettings { runs: 0, ..good.clone() }, "model.runs"),
        (ModelSettings { runs: 16, ..good.clone() }, "model.runs"),
        (ModelSettings { timeout_secs: 0, ..good.clone() }, "model.timeout_secs"),
        (ModelSettings { temperature: Some(f64::NAN), ..good.clone() }, "model.temperature"),
    ] {
        let error = Model::new(&bad).unwrap_err();
        assert!(error.to_string().contains(word), "{error}");
        assert_eq!(error.retry(), Retry::Never);
    }
}

#[test]
fn settings_read_as_the_server_has_them_and_hide_the_key() {
    let settings: ModelSettings = serde_json::from_str(
        r#"{"kind": "openai", "url": "http://localhost:8000/v1", "name": "m", "key": "hidden", "runs": 3, "timeout_secs": 90}"#,
    )
    .unwrap();
    assert_eq!((settings.kind, settings.runs, settings.timeout_secs), (ModelKind::OpenAi, 3, 90));
    assert_eq!(serde_json::from_str::<ModelSettings>("{}").unwrap().kind, ModelKind::None);
    assert!(serde_json::from_str::<ModelSettings>(r#"{"modle": "m"}"#).is_err());
    let provider = Provider::always(ModelKind::OpenAi, Does::HangsUp);
    let model = provider.model(5);
    let told = format!("{settings:?} {model:?} {model}");
    assert!(!told.contains("hidden") && !told.contains(KEY), "{told}");
    assert!(model.to_string().starts_with("some-model at http://127.0.0.1:"));
}
