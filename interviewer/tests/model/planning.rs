//! Questions worded by a model: taken when they keep the rules, else mended once, else not taken.

use interviewer::{ModelKind, Plan, Posting, ProvenanceKind, Retry, plan_with};
use serde_json::{Value, json};

use super::provider::{Does, KINDS, Provider};
use super::{plan, posting, run};

const BECAUSE: &str = "Investigate production incidents and find their root cause";

/// A whole draft that keeps the rules.
fn draft() -> Value {
    let questions: Vec<Value> = plan()
        .scored()
        .enumerate()
        .map(|(number, (question, _))| {
            json!({
                "id": question.id,
                "text": format!("Tell me about incident number {number} in a service that you own: what did you do?"),
                "because": BECAUSE,
            })
        })
        .collect();
    json!({ "questions": questions })
}

/// The draft with one question changed.
fn changed(field: &str, value: &str) -> Value {
    let mut draft = draft();
    draft["questions"][1][field] = json!(value);
    draft
}

fn is_forbidden(text: &str) -> bool {
    text.contains("married")
}

/// The plan that comes of these answers, one after the other, and how many were asked for.
fn planned(answers: Vec<Does>) -> (Plan, Provider) {
    let provider = Provider::start(ModelKind::OpenAi, move |number, _| {
        answers[number.min(answers.len() - 1)].clone()
    });
    let plan = run(plan_with(&provider.model(5), &posting(), &plan(), &is_forbidden)).unwrap();
    (plan, provider)
}

fn says(draft: &Value) -> Does {
    Does::Says(draft.to_string())
}

#[test]
fn a_good_draft_words_the_scored_questions_and_nothing_else() {
    for kind in KINDS {
        let provider = Provider::always(kind, says(&draft()));
        let base = plan();
        let made = run(plan_with(&provider.model(5), &posting(), &base, &is_forbidden)).unwrap();
        assert_eq!(provider.requests().len(), 1, "{kind:?}");
        assert_eq!(made.fallback, None);
        assert_eq!(made.provenance.kind, ProvenanceKind::Model);
        assert_eq!(made.hash, made.content_hash());
        assert_ne!(made.hash, base.hash);
        assert_eq!(made.competencies, base.competencies);
        for (question, drafted) in made.questions.iter().zip(&base.questions) {
            assert_eq!((&question.id, &question.rubric), (&drafted.id, &drafted.rubric));
            assert_eq!((&question.probes, question.kind), (&drafted.probes, drafted.kind));
            if question.rubric.is_some() {
                assert!(question.text.starts_with("Tell me about incident number"));
                assert_eq!(question.because.as_deref(), Some(BECAUSE));
                assert_eq!(question.provenance.kind, ProvenanceKind::Model);
                assert_eq!(question.provenance.name, "some-model");
            } else {
                assert_eq!(question, drafted);
            }
        }
    }
}

#[test]
fn the_model_is_given_the_posting_as_data_and_the_drafts() {
    let (_, provider) = planned(vec![says(&draft())]);
    let asked = provider.requests()[0].texts();
    assert!(asked.contains(BECAUSE) && asked.contains("<posting "));
    for (question, rubric) in plan().scored() {
        assert!(asked.contains(&format!("id: {}\n", question.id)));
        assert!(asked.contains(&question.text) && asked.contains(&rubric.anchors[2].text));
    }
}

#[test]
fn prose_around_the_draft_does_no_harm() {
    let text = format!("Certainly! Here {{they}} are:\n```json\n{}\n```\nGood luck.", draft());
    assert_eq!(planned(vec![Does::Says(text)]).0.fallback, None);
    let thinking = format!("<think>{{\"questions\": []}}</think>{}", draft());
    assert_eq!(planned(vec![Does::Says(thinking)]).0.fallback, None);
}

#[test]
fn faults_are_sent_back_once_and_named() {
    let mut missing = draft();
    missing["questions"].as_array_mut().unwrap().remove(0);
    let mut twice = draft();
    twice["questions"][0] = twice["questions"][1].clone();
    let long = "Tell me about it ".repeat(8);
    let first = plan().scored().next().unwrap().0.text.clone();
    let again = draft()["questions"][0]["text"].as_str().unwrap().to_owned();
    let german = draft()["questions"].as_array().unwrap().iter().map(|question| {
        json!({ "id": question["id"], "because": BECAUSE,
            "text": format!("Erzählen Sie von der Störung, die Sie mit {} gelöst haben: was haben Sie getan?", question["id"]) })
    }).collect::<Vec<_>>();
    for (bad, fault) in [
        (says(&missing), "one question with this id, not 0"),
        (says(&twice), "one question with this id, not 2"),
        (says(&changed("id", "own-idea")), "own-idea: this id was not asked for"),
        (says(&changed("text", &long)), "5 to 30 words"),
        (says(&changed("text", "Why?")), "5 to 30 words"),
        (says(&changed("text", &again)), "another question has the same words"),
        (says(&changed("because", "Herd cats across the prairie")), "copied from one line"),
        (says(&changed("because", "")), "copied from one line"),
        (
            says(&changed("text", "Are you married, and would you move for this role?")),
            "must not be asked",
        ),
        (says(&json!({ "questions": german })), "language of the drafts"),
        (says(&json!({ "questions": [first] })), "has not the form asked for"),
        (says(&json!({ "interview": [] })), "has not the form asked for"),
        (Does::Says("I would ask about Rust.".to_owned()), "there is no JSON object"),
        (Does::Says(format!("{} {}", draft(), draft())), "more than one such JSON object"),
        (Does::Says(" ".to_owned()), "the answer is empty"),
        (Does::IsCutOff(draft().to_string()), "the answer was cut off"),
        (Does::Refuses, "the model refused"),
    ] {
        let (mended, provider) = planned(vec![bad.clone(), says(&draft())]);
        assert_eq!(mended.fallback, None, "{fault}");
        assert_eq!(mended.provenance.kind, ProvenanceKind::Model);
        let requests = provider.requests();
        assert_eq!(requests.len(), 2, "{fault}");
        assert!(requests[1].texts().contains(fault), "{fault}: {}", requests[1].texts());

        let (kept, provider) = planned(vec![bad]);
        assert_eq!(provider.requests().len(), 2, "{fault}: asked twice, never more");
        let marked = kept.fallback.clone().unwrap();
        assert!(marked.reason.contains(fault), "{fault}: {}", marked.reason);
        assert_eq!(marked.model, "some-model");
        assert_eq!(
            Plan { fallback: None, ..kept.clone() },
            plan(),
            "the rules' plan, letter by letter"
        );
        assert_eq!(kept.hash, kept.content_hash());
    }
}

#[test]
fn a_fallback_is_kept_with_the_plan() {
    let (kept, _) = planned(vec![Does::Says("no".to_owned())]);
    let stored = serde_json::to_string(&kept).unwrap();
    assert_eq!(serde_json::from_str::<Plan>(&stored).unwrap(), kept);
    let rules = serde_json::to_string(&plan()).unwrap();
    assert!(!rules.contains("fallback"), "plans by rules are stored as before");
}

#[test]
fn a_posting_without_words_is_not_asked_about() {
    let provider = Provider::always(ModelKind::Ollama, says(&draft()));
    let posting = Posting { title: "Cook".to_owned(), ..Posting::default() };
    let base = interviewer::plan(&posting);
    let kept = run(plan_with(&provider.model(5), &posting, &base, &is_forbidden)).unwrap();
    assert!(kept.fallback.unwrap().reason.contains("says nothing"));
    assert!(provider.requests().is_empty());
}

#[test]
fn an_endpoint_that_is_gone_is_an_error_and_no_fallback() {
    for answers in [vec![Does::HangsUp], vec![Does::Says("no".to_owned()), Does::HangsUp]] {
        let provider = Provider::start(ModelKind::OpenAi, move |number, _| {
            answers[number.min(answers.len() - 1)].clone()
        });
        let model = provider.model(5);
        let error = run(plan_with(&model, &posting(), &plan(), &is_forbidden)).unwrap_err();
        assert_eq!(error.retry(), Retry::Later);
    }
}
