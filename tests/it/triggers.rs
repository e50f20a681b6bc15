//! Trigger stages: several of them, renamed, deleted, missing, or none on purpose.

use serde_json::{Value, json};
use tests::{App, Backend, on_both_stores};

on_both_stores!(
    each_of_several_trigger_stages_invites_and_nobody_twice,
    a_stage_that_goes_on_triggering_does_so_since_it_was_chosen_first,
    a_renamed_stage_still_invites_and_is_shown_by_its_new_name,
    a_deleted_stage_invites_nobody_and_is_told_of,
    without_a_stage_of_the_default_name_one_must_be_chosen,
    the_default_stage_is_found_whatever_its_case_and_blanks,
    no_stage_at_all_on_purpose_stays_so,
);

const STAGES: &str = "triggerStatus triggerStages { id text since missing }";

async fn choose(app: &App, names: &[&str]) -> Value {
    let mut ids = Vec::new();
    for name in names {
        ids.push(app.outside.stage(name).await.unwrap());
    }
    app.change("setTriggerStages", &json!({ "stageIds": ids }), STAGES).await
}

async fn rename(app: &App, from: &str, to: &str) {
    let id = app.outside.stage(from).await.unwrap();
    app.tell(&format!("stages/{id}"), &json!({ "text": to })).await;
}

async fn delete(app: &App, name: &str) {
    let id = app.outside.stage(name).await.unwrap();
    let url = app.lever_url(&format!("/control/stages/{id}"));
    assert!(app.http.delete(url).send().await.unwrap().status().is_success());
}

/// Connects Lever, whether or not it is set up then.
async fn connect(app: &App) {
    let link = app.server().sign_in_link().await.unwrap();
    app.outside.connect(&link).await.unwrap();
    app.settle().await;
}

async fn each_of_several_trigger_stages_invites_and_nobody_twice(on: Backend) {
    let app = App::connected(on).await;
    let names = ["On-site Interview", "Recruiter screen"];
    assert_eq!(choose(&app, &names).await["triggerStages"].as_array().unwrap().len(), 2);
    let on_site = app.apply("Aria Nowak").await;
    let screened = app.apply("Bram Visser").await;
    let elsewhere = app.apply("Chidi Eze").await;
    app.move_to(&on_site, "On-site Interview").await;
    app.move_to(&screened, "Recruiter screen").await;
    app.move_to(&elsewhere, "Reference check").await;
    app.settle().await;
    assert_eq!(app.mails(&on_site).await.len(), 1);
    assert_eq!(app.mails(&screened).await.len(), 1);
    assert!(app.mails(&elsewhere).await.is_empty());

    // From one trigger stage to the other.
    app.move_to(&screened, "On-site Interview").await;
    app.settle().await;
    app.look_now().await;
    assert_eq!(app.mails(&screened).await.len(), 1);
    let steps = app.standing(&screened).await["timeline"].take();
    let last = steps.as_array().unwrap().last().unwrap();
    assert_eq!(last["reason"], "already invited; never twice", "{steps}");
    app.finish().await;
}

async fn a_stage_that_goes_on_triggering_does_so_since_it_was_chosen_first(on: Backend) {
    let app = App::connected(on).await;
    let first = app.integration(STAGES).await["triggerStages"][0].take();
    assert!(first["since"].is_string(), "{first}");
    let moved = app.apply("Dalia Haddad").await;
    app.fault("drop", 1).await;
    app.move_to(&moved, "On-site Interview").await;

    app.catch_up();
    let both = choose(&app, &["Recruiter screen", "On-site Interview"]).await;
    let both = both["triggerStages"].as_array().unwrap();
    assert_eq!(both[1]["since"], first["since"]);
    assert_ne!(both[0]["since"], first["since"]);
    app.catch_up();
    let one = choose(&app, &["On-site Interview"]).await;
    assert_eq!(one["triggerStages"][0]["since"], first["since"]);
    // So whoever was moved before the change is still found, though no event came.
    app.look_now().await;
    assert_eq!(app.mails(&moved).await.len(), 1);
    app.finish().await;
}

async fn a_renamed_stage_still_invites_and_is_shown_by_its_new_name(on: Backend) {
    let app = App::connected(on).await;
    rename(&app, "On-site Interview", "Panel day").await;
    let early = app.apply("Emre Demir").await;
    app.move_to(&early, "Panel day").await;
    app.settle().await;
    assert_eq!(app.mails(&early).await.len(), 1);

    app.look_now().await;
    let integration = app.integration(STAGES).await;
    assert_eq!(integration["triggerStages"][0]["text"], "Panel day");
    assert_eq!(integration["triggerStatus"], "READY");
    let check = app.check("TRIGGER_STAGES").await;
    assert_eq!(check["outcome"], "PASS");
    assert!(check["detail"].as_str().unwrap().contains("Panel day"), "{check}");
    // Another stage takes the name; the id decides.
    rename(&app, "Recruiter screen", "On-site Interview").await;
    app.look_now().await;
    let (namesake, late) = (app.apply("Farah Aziz").await, app.apply("Gil Peretz").await);
    app.move_to(&namesake, "On-site Interview").await;
    app.move_to(&late, "Panel day").await;
    app.settle().await;
    assert!(app.mails(&namesake).await.is_empty());
    assert_eq!(app.mails(&late).await.len(), 1);
    app.finish().await;
}

async fn a_deleted_stage_invites_nobody_and_is_told_of(on: Backend) {
    let app = App::connected(on).await;
    // Whoever is in it when it is deleted is put into the one before it, by Lever and not by people.
    let inside = app.apply("Hanna Virtanen").await;
    app.fault("drop", 1).await;
    app.move_to(&inside, "On-site Interview").await;
    delete(&app, "On-site Interview").await;
    app.look_now().await;
    let integration = app.integration(STAGES).await;
    assert_eq!(integration["triggerStatus"], "STAGE_MISSING");
    assert_eq!(integration["triggerStages"][0]["missing"], true);
    assert_eq!(integration["triggerStages"][0]["text"], "On-site Interview");
    let check = app.check("TRIGGER_STAGES").await;
    assert_eq!(check["outcome"], "FAIL");
    assert!(check["detail"].as_str().unwrap().contains("On-site Interview"), "{check}");
    assert!(check["remedy"].as_str().unwrap().contains("Choose another"), "{check}");
    // A stage of the same name is another stage.
    app.tell("stages", &json!({"text": "On-site Interview"})).await;
    app.look_now().await;
    assert_eq!(app.integration(STAGES).await["triggerStatus"], "STAGE_MISSING");
    let candidate = app.apply("Ivo Kralj").await;
    app.move_to(&candidate, "On-site Interview").await;
    app.settle().await;
    app.look_now().await;
    assert!(app.outside.mails().await.unwrap().is_empty());

    app.catch_up();
    assert_eq!(choose(&app, &["On-site Interview"]).await["triggerStatus"], "READY");
    app.look_now().await;
    assert_eq!(app.check("TRIGGER_STAGES").await["outcome"], "PASS");
    assert!(app.outside.mails().await.unwrap().is_empty(), "they were there already");
    app.finish().await;
}

async fn without_a_stage_of_the_default_name_one_must_be_chosen(on: Backend) {
    let app = App::start(on).await;
    rename(&app, "On-site Interview", "Panel day").await;
    connect(&app).await;
    let integration = app.integration(STAGES).await;
    assert_eq!(integration["triggerStatus"], "NEEDS_SELECTION");
    assert_eq!(integration["triggerStages"], json!([]));
    let check = app.check("TRIGGER_STAGES").await;
    assert_eq!(check["outcome"], "FAIL");
    assert!(check["detail"].as_str().unwrap().contains("\"On-site Interview\""), "{check}");
    let candidate = app.apply("Jana Novotná").await;
    app.move_to(&candidate, "Panel day").await;
    app.settle().await;
    app.look_now().await;
    assert!(app.mails(&candidate).await.is_empty());

    // Found by itself as soon as there is one; whoever is there then is there already.
    app.catch_up();
    rename(&app, "Panel day", "On-site Interview").await;
    app.look_now().await;
    assert_eq!(app.integration(STAGES).await["triggerStatus"], "READY");
    assert_eq!(app.check("TRIGGER_STAGES").await["outcome"], "PASS");
    assert!(app.mails(&candidate).await.is_empty());
    app.finish().await;
}

async fn the_default_stage_is_found_whatever_its_case_and_blanks(on: Backend) {
    let app = App::start(on).await;
    rename(&app, "On-site Interview", "  ON-SITE   interview ").await;
    connect(&app).await;
    let integration = app.integration(STAGES).await;
    assert_eq!(integration["triggerStatus"], "READY");
    assert_eq!(integration["triggerStages"][0]["text"], "ON-SITE   interview");
    let candidate = app.apply("Kofi Mensah").await;
    app.move_to(&candidate, "ON-SITE   interview").await;
    app.settle().await;
    assert_eq!(app.mails(&candidate).await.len(), 1);
    app.finish().await;
}

async fn no_stage_at_all_on_purpose_stays_so(on: Backend) {
    let app = App::connected(on).await;
    let none = json!({"triggerStatus": "READY", "triggerStages": []});
    assert_eq!(choose(&app, &[]).await, none);
    let candidate = app.apply("Lior Katz").await;
    app.move_to_trigger(&candidate).await;
    app.settle().await;
    app.look_now().await;
    assert_eq!(app.integration(STAGES).await, none, "the default was chosen again");
    assert_eq!(app.check("TRIGGER_STAGES").await["outcome"], "PASS");
    // Nor by connecting again.
    connect(&app).await;
    app.look_now().await;
    assert_eq!(app.integration(STAGES).await, none);
    assert!(app.mails(&candidate).await.is_empty());
    app.finish().await;
}
