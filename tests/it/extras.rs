//! What is written on request: the link, the feedback form, the move to another stage.

use entities::tenant;
use serde_json::{Value, json};
use tests::{App, Backend, Candidate, on_both_stores};

on_both_stores!(
    the_report_s_address_is_put_among_the_candidate_s_links_once,
    the_feedback_form_is_filled_in_once,
    a_form_that_asks_for_more_is_named_and_another_one_filled_in,
    who_did_well_is_moved_up_and_nobody_is_ever_moved_down,
);

async fn interviewed(app: &App, candidate: &Candidate) {
    app.take_interview(&app.room_link(candidate).await).await;
    app.settle().await;
}

async fn the_report_s_address_is_put_among_the_candidate_s_links_once(on: Backend) {
    let app = App::connected(on).await;
    let links = async |candidate: &Candidate| {
        let path = format!("opportunities/{}", candidate.opportunity);
        let links = app.control(&path).await["opportunity"]["links"].take();
        serde_json::from_value::<Vec<String>>(links).unwrap()
    };
    let without = app.invited("Ben Costa").await;
    interviewed(&app, &without).await;
    assert!(links(&without).await.is_empty(), "off by default");

    app.change("setWriteback", &json!({"addLink": true}), "addLink").await;
    let with = app.invited("Chiara Dubois").await;
    app.tell("faults", &json!({"name": "lost_reply", "count": 1, "path": "addLinks"})).await;
    interviewed(&app, &with).await;
    app.wait_out_the_pauses().await;
    let interview = app.interview(&with).await;
    let page = app.url(&format!("/interviews/{}", interview["id"].as_str().unwrap()));
    assert_eq!(links(&with).await, [page]);
    assert_eq!(interview["state"], "WRITTEN_BACK");
    let written = app.written(&with).await;
    assert!(written.values().all(|times| *times == 1), "{written:?}");
    app.finish().await;
}

/// The feedback forms Lever has of a candidate.
async fn forms(app: &App, candidate: &Candidate) -> Vec<Value> {
    let path = format!("/opportunities/{}/feedback", candidate.opportunity);
    let (status, mut listed) = app.lever_api(reqwest::Method::GET, &path, &json!({})).await;
    assert_eq!(status, 200, "{listed}");
    serde_json::from_value(listed["data"].take()).unwrap()
}

/// The operator wants a feedback form of this name, and grants what it takes.
async fn want_form(app: &App, text: &str) {
    app.change("setWriteback", &json!({"feedback": {"wanted": true}}), "status").await;
    // The access it takes is asked for when connecting.
    app.connect().await;
    let forms = app.integration("feedbackForms { id text } scopes { granted }").await;
    let scopes = forms["scopes"].as_array().unwrap();
    assert_eq!(scopes.len(), 13);
    assert!(scopes.iter().all(|scope| scope["granted"] == true), "{scopes:?}");
    choose_form(app, text).await;
}

async fn choose_form(app: &App, text: &str) {
    let forms = app.integration("feedbackForms { id text }").await["feedbackForms"].take();
    let forms = forms.as_array().unwrap();
    let form = forms.iter().find(|form| form["text"] == text);
    let form = form.unwrap_or_else(|| panic!("no form {text}: {forms:?}"));
    let chosen = json!({"feedback": {"wanted": true, "formId": form["id"]}});
    let after = app.change("setWriteback", &chosen, "feedback { formId }").await;
    assert_eq!(after["feedback"]["formId"], form["id"]);
}

async fn the_feedback_form_is_filled_in_once(on: Backend) {
    let app = App::connected(on).await;
    want_form(&app, "Interview").await;
    app.look().await;
    assert_eq!(app.check("FEEDBACK").await["outcome"], "PASS");
    let candidate = app.invited("Dmitri Eriksen").await;
    let lost = json!({"name": "lost_reply", "count": 1, "path": "/feedback", "method": "POST"});
    app.tell("faults", &lost).await;
    interviewed(&app, &candidate).await;
    app.wait_out_the_pauses().await;
    let there = forms(&app, &candidate).await;
    assert_eq!(there.len(), 1, "{there:?}");
    let interview = app.interview(&candidate).await;
    assert_eq!(interview["state"], "WRITTEN_BACK");
    let score = interview["scorecard"]["leverScore"].to_string();
    let filled: Vec<&Value> = there[0]["fields"].as_array().unwrap().iter().collect();
    let value = |text: &str| {
        let field = filled.iter().find(|field| field["text"] == text).expect("such a field");
        field["value"].to_string()
    };
    assert!(value("Rating").contains(&score), "{} is not {score}", value("Rating"));
    let page = app.url(&format!("/interviews/{}", interview["id"].as_str().unwrap()));
    assert!(value("Summary").contains(&page), "{}", value("Summary"));
    assert!(!value("Strengths").contains(&page), "nothing is invented for other fields");
    let written = app.written(&candidate).await;
    assert!(written.values().all(|times| *times == 1), "{written:?}");
    app.finish().await;
}

async fn a_form_that_asks_for_more_is_named_and_another_one_filled_in(on: Backend) {
    let app = App::connected(on).await;
    want_form(&app, "Phone screen").await;
    let candidate = app.invited("Elif Fischer").await;
    interviewed(&app, &candidate).await;
    let interview = app.interview(&candidate).await;
    assert_eq!(interview["state"], "NEEDS_OPERATOR");
    let reason = interview["stateReason"].as_str().unwrap();
    assert!(reason.contains("\"Phone screen\" wants \"Language\""), "{reason}");
    let written = app.written(&candidate).await;
    assert!(written.values().all(|times| *times == 1), "the rest is there: {written:?}");
    assert!(forms(&app, &candidate).await.is_empty());

    choose_form(&app, "Interview").await;
    app.retry(&candidate).await;
    assert_eq!(forms(&app, &candidate).await.len(), 1);
    assert_eq!(app.interview(&candidate).await["state"], "WRITTEN_BACK");
    let written = app.written(&candidate).await;
    assert!(written.values().all(|times| *times == 1), "{written:?}");
    app.finish().await;
}

async fn who_did_well_is_moved_up_and_nobody_is_ever_moved_down(on: Backend) {
    let app = App::connected(on).await;
    let check = app.outside.stage("Reference check").await.unwrap();
    let advance =
        |from: u8| json!({"advance": {"wanted": true, "stageId": check, "fromScore": from}});
    let fields = "advance { stage { text } fromScore }";
    assert_eq!(app.integration(fields).await["advance"], Value::Null, "off by default");
    let wrong = app.mutate("setWriteback", &advance(5), fields).await;
    assert_eq!(wrong["code"], "INVALID");

    let stage = async |candidate: &Candidate| {
        let path = format!("opportunities/{}", candidate.opportunity);
        app.control(&path).await["stage"]["text"].as_str().unwrap().to_owned()
    };
    let said = async |candidate: &Candidate, words: &str| {
        let interview = app.interview(candidate).await;
        assert_eq!(interview["state"], "WRITTEN_BACK", "{interview}");
        let steps = interview["timeline"].as_array().unwrap();
        let said = |step: &Value| step["reason"].as_str().is_some_and(|it| it.contains(words));
        assert!(steps.iter().any(said), "nobody said \"{words}\": {steps:?}");
    };
    // Good enough, and the answer is lost.
    app.change("setWriteback", &advance(2), fields).await;
    let up = app.invited("Femi García").await;
    app.tell("faults", &json!({"name": "lost_reply", "count": 1, "path": "/stage"})).await;
    interviewed(&app, &up).await;
    app.wait_out_the_pauses().await;
    assert!(app.interview(&up).await["scorecard"]["leverScore"].as_u64().unwrap() >= 2);
    assert_eq!(stage(&up).await, "Reference check");

    // Beyond it already.
    let beyond = app.invited("Grace Hoekstra").await;
    app.move_to(&beyond, "Offer").await;
    app.settle().await;
    interviewed(&app, &beyond).await;
    assert_eq!(stage(&beyond).await, "Offer");
    said(&beyond, "not moved: in \"Reference check\" or beyond it already").await;

    // Not good enough: nobody is.
    app.change("setWriteback", &advance(4), fields).await;
    let tx = app.server().means.db.begin().await.unwrap();
    let strict = |settings: &mut tenant::Settings| settings.cutoffs = [40, 60, 101];
    tenant::edit(&tx, app.tenant_id().await, strict).await.unwrap();
    tx.commit().await.unwrap();
    let low = app.invited("Hiro Ito").await;
    interviewed(&app, &low).await;
    assert!(app.interview(&low).await["scorecard"]["leverScore"].as_u64().unwrap() < 4);
    assert_eq!(stage(&low).await, "On-site Interview");
    said(&low, "not moved: Lever score below 4").await;

    // Not wanted any more.
    app.change("setWriteback", &json!({"advance": {"wanted": false}}), fields).await;
    let still = app.invited("Ines Jankowski").await;
    interviewed(&app, &still).await;
    assert_eq!(stage(&still).await, "On-site Interview");
    app.finish().await;
}
