//! Changing what triggers invites nobody who was there before: not at once, not by an event that
//! comes late or again, not by reconciliation.

use serde_json::{Value, json};
use tests::{App, Backend, Candidate, on_both_stores};

on_both_stores!(
    choosing_a_stage_invites_nobody_who_is_in_it_already,
    setting_a_posting_to_invite_on_application_invites_no_earlier_applicant,
    tagging_a_posting_invites_no_earlier_applicant,
    connecting_invites_nobody_who_is_there_already,
    a_stage_of_a_posting_s_own_invites_nobody_who_is_in_it_already,
);

async fn nobody(app: &App, when: &str) {
    app.settle().await;
    assert_eq!(app.outside.mails().await.unwrap().len(), 0, "invited {when}");
}

async fn invited(app: &App, candidate: &Candidate) -> bool {
    let mails = app.mails(candidate).await.len();
    assert!(mails < 2, "{candidate:?} has {mails} mails");
    mails == 1
}

/// Someone applied, or was moved, thrice: announced, never announced, announced late.
struct Earlier {
    announced: Candidate,
    dropped: Candidate,
    late: Candidate,
}

impl Earlier {
    async fn moved_to(app: &App, stage: &str) -> Self {
        let each = Self {
            announced: app.apply("Amadou Diallo").await,
            dropped: app.apply("Beatriz Lima").await,
            late: app.apply("Casper Holm").await,
        };
        app.settle().await;
        app.move_to(&each.announced, stage).await;
        app.fault("drop", 1).await;
        app.move_to(&each.dropped, stage).await;
        app.fault("reorder", 100).await;
        app.move_to(&each.late, stage).await;
        nobody(app, "without a trigger").await;
        each
    }

    async fn applied(app: &App) -> Self {
        let announced = app.apply("Amadou Diallo").await;
        app.fault("drop", 1).await;
        let dropped = app.apply("Beatriz Lima").await;
        app.fault("reorder", 100).await;
        let late = app.apply("Casper Holm").await;
        nobody(app, "without a trigger").await;
        Self { announced, dropped, late }
    }

    /// Whatever may still come of what happened earlier. What the timeline says of the late one.
    async fn nothing_comes_of_it(&self, app: &App) -> Value {
        nobody(app, "at once").await;
        app.look_now().await;
        nobody(app, "by a look").await;
        app.tell("redeliver_all", &json!({})).await;
        nobody(app, "by events delivered again").await;
        let held = app.deliveries("held").await;
        assert_eq!(held.len(), 1, "{held:?}");
        app.clear_faults().await;
        nobody(app, "by a late event").await;
        app.look_now().await;
        nobody(app, "by a further look").await;
        for unknown in [&self.announced, &self.dropped] {
            assert_eq!(app.standing(unknown).await, Value::Null);
        }
        app.standing(&self.late).await
    }
}

fn refused(interview: &Value, because: &str) {
    assert_eq!(interview["state"], "INELIGIBLE", "{interview}");
    assert!(interview["stateReason"].as_str().unwrap().contains(because), "{interview}");
}

async fn choosing_a_stage_invites_nobody_who_is_in_it_already(on: Backend) {
    let app = App::connected(on).await;
    let earlier = Earlier::moved_to(&app, "Recruiter screen").await;
    app.catch_up();
    let stage = app.outside.stage("Recruiter screen").await.unwrap();
    app.change("setTriggerStages", &json!({"stageIds": [stage]}), "status").await;
    refused(&earlier.nothing_comes_of_it(&app).await, "before that became a trigger stage");

    // Who is moved there from now on is invited, those from before too.
    for each in [&earlier.announced, &earlier.late] {
        app.move_to(each, "New applicant").await;
        app.move_to(each, "Recruiter screen").await;
    }
    app.fault("drop", 2).await;
    app.move_to(&earlier.dropped, "New applicant").await;
    app.move_to(&earlier.dropped, "Recruiter screen").await;
    app.settle().await;
    assert!(invited(&app, &earlier.announced).await && invited(&app, &earlier.late).await);
    assert!(!invited(&app, &earlier.dropped).await);
    app.look_now().await;
    assert!(invited(&app, &earlier.dropped).await);
    app.finish().await;
}

async fn a_stage_of_a_posting_s_own_invites_nobody_who_is_in_it_already(on: Backend) {
    let app = App::connected(on).await;
    let earlier = Earlier::moved_to(&app, "Recruiter screen").await;
    app.catch_up();
    let stage = app.outside.stage("Recruiter screen").await.unwrap();
    let posting = app.posting().await;
    let own = json!({"postingId": posting, "invites": "STAGES", "stageIds": [stage]});
    app.change("setPostingTrigger", &own, "status").await;
    refused(&earlier.nothing_comes_of_it(&app).await, "before that became a trigger stage");
    app.finish().await;
}

async fn setting_a_posting_to_invite_on_application_invites_no_earlier_applicant(on: Backend) {
    let app = App::connected(on).await;
    let earlier = Earlier::applied(&app).await;
    app.catch_up();
    let on_application = json!({"postingId": app.posting().await, "invites": "ON_APPLICATION"});
    app.change("setPostingTrigger", &on_application, "status").await;
    refused(&earlier.nothing_comes_of_it(&app).await, "applied before");
    later_applicants_are_invited(&app).await;
    app.finish().await;
}

async fn tagging_a_posting_invites_no_earlier_applicant(on: Backend) {
    let app = App::connected(on).await;
    let earlier = Earlier::applied(&app).await;
    app.outside.tag_posting(&app.posting().await, "Alex - On Application").await.unwrap();
    // Like one in time: an application to a posting without the tag is of no interest.
    assert_eq!(earlier.nothing_comes_of_it(&app).await, Value::Null);
    later_applicants_are_invited(&app).await;
    app.finish().await;
}

/// Whether or not an event says so.
async fn later_applicants_are_invited(app: &App) {
    let announced = app.apply("Dewi Santoso").await;
    app.fault("drop", 1).await;
    let dropped = app.apply("Elena Petrova").await;
    app.settle().await;
    assert!(invited(app, &announced).await);
    assert!(!invited(app, &dropped).await);
    app.look_now().await;
    assert!(invited(app, &dropped).await);
    assert_eq!(app.outside.mails().await.unwrap().len(), 2);
}

async fn connecting_invites_nobody_who_is_there_already(on: Backend) {
    let app = App::start(on).await;
    let posting = app.posting().await;
    app.outside.tag_posting(&posting, "Alex - On Application").await.unwrap();
    let applied = app.apply("Fenna Jansen").await;
    let moved = app.apply("Goran Babić").await;
    app.move_to_trigger(&moved).await;
    app.catch_up();
    app.connect().await;
    nobody(&app, "by connecting").await;
    app.look_now().await;
    nobody(&app, "by a look").await;
    // Nor by connecting again.
    app.catch_up();
    app.connect().await;
    app.look_now().await;
    nobody(&app, "by connecting again").await;
    for unknown in [&applied, &moved] {
        assert_eq!(app.standing(unknown).await, Value::Null);
    }
    // Nor does it count as not announced.
    let found = app.integration("reconciliation { foundMoves foundApplications }").await;
    assert_eq!(found["reconciliation"], json!({"foundMoves": 0, "foundApplications": 0}));
    app.finish().await;
}
