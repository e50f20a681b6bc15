//! What triggers an invite for the candidates of one posting: rules of its own, its tag.

use serde_json::{Value, json};
use tests::{App, Backend, Candidate, on_both_stores};

on_both_stores!(
    a_posting_that_never_invites_does_not_by_its_tag_or_the_company_s_stage,
    a_posting_that_invites_on_application_needs_no_tag,
    a_posting_s_own_stages_take_the_place_of_the_company_s,
    a_tag_that_nearly_matches_is_named_where_postings_are_and_in_health,
    a_rule_is_refused_when_it_makes_no_sense,
    whoever_applied_in_vain_is_invited_when_moved,
);

const RULES: &str = "postings { id invites stages { text missing } invitesOnApplication nearMiss }";

async fn rule(app: &App, posting: &str, invites: &str, stages: &[&str]) -> Value {
    let mut ids = Vec::new();
    for name in stages {
        ids.push(app.outside.stage(name).await.unwrap());
    }
    let input = json!({"postingId": posting, "invites": invites, "stageIds": ids});
    app.mutate("setPostingTrigger", &input, RULES).await
}

/// A posting as the operator sees it.
fn of(integration: &Value, posting: &str) -> Value {
    let listed = integration["postings"].as_array().unwrap();
    listed.iter().find(|each| each["id"] == posting).unwrap().clone()
}

async fn applied_and_moved(app: &App, posting: &str, name: &str, stage: &str) -> Candidate {
    let candidate = app.apply_to(posting, name).await;
    app.settle().await;
    app.move_to(&candidate, stage).await;
    app.settle().await;
    candidate
}

async fn a_posting_that_never_invites_does_not_by_its_tag_or_the_company_s_stage(on: Backend) {
    let app = App::connected(on).await;
    let posting = app.posting().await;
    app.outside.tag_posting(&posting, "Alex - On Application").await.unwrap();
    app.look_now().await;
    let shown = of(&app.integration(RULES).await, &posting);
    assert_eq!(
        (&shown["invites"], &shown["invitesOnApplication"]),
        (&json!("AS_COMPANY"), &json!(true))
    );
    app.catch_up();
    let shown = of(&rule(&app, &posting, "NEVER", &[]).await, &posting);
    assert_eq!(
        (&shown["invites"], &shown["invitesOnApplication"]),
        (&json!("NEVER"), &json!(false))
    );
    let candidate = applied_and_moved(&app, &posting, "Alba Ruiz", "On-site Interview").await;
    app.look_now().await;
    assert_eq!(app.invites(&candidate).await, 0);
    // As before the rule: who applies is invited, and who is moved.
    rule(&app, &posting, "AS_COMPANY", &[]).await;
    let late = app.apply_to(&posting, "Bela Szabo").await;
    app.move_to(&candidate, "New applicant").await;
    app.move_to_trigger(&candidate).await;
    app.settle().await;
    assert_eq!((app.invites(&late).await, app.invites(&candidate).await), (1, 1));
    // Each once, whatever happens next.
    app.move_to_trigger(&late).await;
    app.settle().await;
    app.look_now().await;
    assert_eq!((app.invites(&late).await, app.invites(&candidate).await), (1, 1));
    app.finish().await;
}

async fn a_posting_that_invites_on_application_needs_no_tag(on: Backend) {
    let app = App::connected(on).await;
    let posting = app.posting().await;
    let other = app.add_posting("Hydrologist").await;
    app.look_now().await;
    app.catch_up();
    let shown = of(&rule(&app, &posting, "ON_APPLICATION", &[]).await, &posting);
    assert_eq!(shown["invitesOnApplication"], true);
    let applied = app.apply_to(&posting, "Carmen Ortiz").await;
    let elsewhere = app.apply_to(&other, "Daan Bakker").await;
    app.settle().await;
    assert_eq!((app.invites(&applied).await, app.invites(&elsewhere).await), (1, 0));
    // Set once more, it goes on since it was set first.
    app.fault("drop", 1).await;
    let unannounced = app.apply_to(&posting, "Eino Laine").await;
    app.catch_up();
    rule(&app, &posting, "ON_APPLICATION", &[]).await;
    app.look_now().await;
    assert_eq!(app.invites(&unannounced).await, 1);
    // The company's stage is not this posting's.
    app.change("setTriggerRules", &json!({"blockedOrigins": ["APPLIED"]}), "status").await;
    let blocked = app.apply_to(&posting, "Freya Dahl").await;
    app.settle().await;
    app.change("setTriggerRules", &json!({"blockedOrigins": []}), "status").await;
    app.move_to_trigger(&blocked).await;
    app.settle().await;
    assert_eq!(app.invites(&blocked).await, 0);
    app.finish().await;
}

async fn a_posting_s_own_stages_take_the_place_of_the_company_s(on: Backend) {
    let app = App::connected(on).await;
    let own = app.posting().await;
    let other = app.add_posting("Hydrologist").await;
    app.outside.tag_posting(&own, "Alex - On Application").await.unwrap();
    app.look_now().await;
    app.catch_up();
    let shown = of(&rule(&app, &own, "STAGES", &["Recruiter screen"]).await, &own);
    assert_eq!(shown["stages"], json!([{"text": "Recruiter screen", "missing": false}]));
    assert_eq!(shown["invitesOnApplication"], false, "the tag no longer counts");

    let ours = applied_and_moved(&app, &own, "Gita Rao", "On-site Interview").await;
    let theirs = applied_and_moved(&app, &other, "Henk Mulder", "Recruiter screen").await;
    app.look_now().await;
    assert_eq!((app.invites(&ours).await, app.invites(&theirs).await), (0, 0));
    app.move_to(&ours, "Recruiter screen").await;
    app.move_to(&theirs, "On-site Interview").await;
    app.settle().await;
    assert_eq!((app.invites(&ours).await, app.invites(&theirs).await), (1, 1));

    // Also when no event says so.
    app.fault("drop", 3).await;
    let unannounced = app.apply_to(&own, "Ida Lund").await;
    app.move_to(&unannounced, "On-site Interview").await;
    app.move_to(&unannounced, "Recruiter screen").await;
    app.look_now().await;
    assert_eq!(app.invites(&unannounced).await, 1);

    // A stage of its own that is deleted is missing like one of the company's.
    let stage = app.outside.stage("Recruiter screen").await.unwrap();
    let url = app.lever_url(&format!("/control/stages/{stage}"));
    app.http.delete(url).send().await.unwrap().error_for_status().unwrap();
    app.look_now().await;
    let shown = of(&app.integration(RULES).await, &own);
    assert_eq!(shown["stages"], json!([{"text": "Recruiter screen", "missing": true}]));
    assert_eq!(app.check("TRIGGER_STAGES").await["outcome"], "FAIL");
    app.finish().await;
}

async fn a_tag_that_nearly_matches_is_named_where_postings_are_and_in_health(on: Backend) {
    let app = App::connected(on).await;
    let exact = app.posting().await;
    app.outside.tag_posting(&exact, "Alex - On Application").await.unwrap();
    let near = app.add_posting("Hydrologist").await;
    app.look_now().await;
    assert_eq!(app.check("POSTING_TAGS").await["outcome"], "PASS");
    for tag in ["alex - on application", "Alex – On Application", "Alex-On Application"] {
        app.outside.tag_posting(&near, tag).await.unwrap();
        app.look_now().await;
        let check = app.check("POSTING_TAGS").await;
        assert_eq!(check["outcome"], "WARN", "{check}");
        let detail = check["detail"].as_str().unwrap();
        assert!(detail.contains("Hydrologist") && detail.contains(tag), "{check}");
        assert!(!detail.contains("Embedded"), "{check}");
        assert!(check["remedy"].as_str().unwrap().contains("exactly"), "{check}");
        let integration = app.integration(RULES).await;
        let shown = of(&integration, &near);
        assert_eq!(
            (&shown["nearMiss"], &shown["invitesOnApplication"]),
            (&json!(tag), &json!(false))
        );
        assert_eq!(of(&integration, &exact)["nearMiss"], Value::Null);
    }
    let candidate = app.apply_to(&near, "Jorge Silva").await;
    app.settle().await;
    app.look_now().await;
    assert_eq!(app.invites(&candidate).await, 0);
    // A tag that is something else is nobody's business.
    app.outside.tag_posting(&near, "Alex").await.unwrap();
    app.look_now().await;
    assert_eq!(app.check("POSTING_TAGS").await["outcome"], "PASS");
    assert_eq!(of(&app.integration(RULES).await, &near)["nearMiss"], Value::Null);
    app.finish().await;
}

async fn a_rule_is_refused_when_it_makes_no_sense(on: Backend) {
    let app = App::connected(on).await;
    let posting = app.posting().await;
    let before = app.integration(RULES).await;
    assert_eq!(rule(&app, "nowhere", "NEVER", &[]).await["code"], "NOT_FOUND");
    assert_eq!(rule(&app, &posting, "STAGES", &[]).await["code"], "INVALID");
    let unknown = json!({"postingId": posting, "invites": "STAGES", "stageIds": ["nowhere"]});
    assert_eq!(app.mutate("setPostingTrigger", &unknown, RULES).await["code"], "NOT_FOUND");
    for minutes in [-1, 10_081] {
        let input = json!({"inviteDelayMinutes": minutes});
        assert_eq!(app.mutate("setTriggerRules", &input, "status").await["code"], "INVALID");
    }
    assert_eq!(app.integration(RULES).await, before);
    app.finish().await;
}

async fn whoever_applied_in_vain_is_invited_when_moved(on: Backend) {
    let app = App::connected(on).await;
    let posting = app.posting().await;
    app.outside.tag_posting(&posting, "alex - on application").await.unwrap();
    let candidate = app.apply("Kim Nguyen").await;
    app.settle().await;
    assert_eq!(app.standing(&candidate).await["state"], "INELIGIBLE");
    app.move_to_trigger(&candidate).await;
    app.settle().await;
    let standing = app.standing(&candidate).await;
    assert_eq!(standing["state"], "INVITED", "{standing}");
    assert_eq!(standing["trigger"], "STAGE");
    assert_eq!(app.invites(&candidate).await, 1);
    app.finish().await;
}
