//! Who leaves between the last answer and the writeback: nothing more is written about them, and
//! all of it, once, when they come back.

use serde_json::{Value, json};
use tests::{App, Backend, Candidate, on_both_stores};

on_both_stores!(
    nothing_more_is_written_about_somebody_who_left_lever,
    who_comes_back_is_written_about_once,
    what_was_written_before_they_left_is_not_written_again,
);

/// A candidate who answered everything while Lever is down: all is scored, nothing is written.
async fn unwritten(app: &App, name: &str) -> Candidate {
    let candidate = app.invited(name).await;
    let link = app.room_link(&candidate).await;
    app.tell("faults", &json!({"name": "503", "count": 1_000})).await;
    app.take_interview(&link).await;
    app.settle().await;
    assert_eq!(app.interview(&candidate).await["state"], "REPORTED");
    candidate
}

/// A person in Lever does this to an opportunity.
async fn happen(app: &App, what: &str, opportunity: &str) {
    let body = match what {
        "merge" => {
            let other = app.apply("Somebody Else").await;
            json!({"from": opportunity, "into": other.opportunity})
        }
        _ => json!({"opportunity": opportunity}),
    };
    app.tell(what, &body).await;
}

async fn nothing_more_is_written_about_somebody_who_left_lever(on: Backend) {
    let app = App::connected(on).await;
    for (what, why) in [
        ("archive", "archived"),
        ("hire", "hired"),
        ("delete", "erased"),
        ("anonymize", "anonymized"),
        ("merge", "merged"),
    ] {
        let candidate = unwritten(&app, &format!("Paloma {what}")).await;
        let before = app.seen(&candidate).await.opportunity.tags;
        happen(&app, what, &candidate.opportunity).await;
        app.clear_faults().await;
        app.wait_out_the_pauses().await;
        let interview = app.interview(&candidate).await;
        assert_eq!(interview["state"], "WITHDRAWN", "{what}: {interview}");
        let reason = interview["stateReason"].as_str().unwrap();
        assert!(reason.contains(why), "{what}: {reason}");
        assert_eq!(app.mails(&candidate).await.len(), 1, "{what}: no thanks");
        if what != "delete" {
            let seen = app.seen(&candidate).await;
            assert_eq!((seen.notes.len(), seen.files.len()), (0, 0), "{what}");
            assert_eq!(seen.opportunity.tags, before, "{what}");
        }
        if what == "delete" {
            assert_eq!(interview["scorecard"], Value::Null, "{what}: {interview}");
            continue;
        }
        // What was found out here is kept.
        assert!(interview["scorecard"]["overall"].is_u64(), "{what}: {interview}");
        assert!(interview["report"]["url"].is_string(), "{what}");
    }
    app.finish().await;
}

async fn who_comes_back_is_written_about_once(on: Backend) {
    let app = App::connected(on).await;
    let candidate = unwritten(&app, "Quentin Petrov").await;
    happen(&app, "archive", &candidate.opportunity).await;
    app.clear_faults().await;
    app.wait_out_the_pauses().await;
    assert_eq!(app.interview(&candidate).await["canRetry"], true);
    // Tried again while still in the archive, it is stopped again.
    app.retry(&candidate).await;
    app.wait_out_the_pauses().await;
    assert_eq!(app.interview(&candidate).await["state"], "WITHDRAWN");
    assert_eq!(app.written(&candidate).await["notes"], 0);

    app.tell("archive", &json!({"opportunity": candidate.opportunity, "reason": null})).await;
    app.wait_out_the_pauses().await;
    assert_eq!(app.written(&candidate).await["notes"], 0, "not by itself");
    app.retry(&candidate).await;
    app.wait_out_the_pauses().await;
    let written = app.written(&candidate).await;
    assert!(written.values().all(|times| *times == 1), "{written:?}");
    let interview = app.interview(&candidate).await;
    assert_eq!(interview["state"], "WRITTEN_BACK");
    assert_eq!(interview["canRetry"], false);
    let id = json!({"id": interview["id"]});
    assert_eq!(app.mutate("retryInterview", &id, "state").await["code"], "CONFLICT");
    app.finish().await;
}

async fn what_was_written_before_they_left_is_not_written_again(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Rosa Sørensen").await;
    let link = app.room_link(&candidate).await;
    // The note is written without our hearing of it; the file is not.
    let lost = json!({"name": "lost_reply", "count": 1, "path": "/notes", "method": "POST"});
    app.tell("faults", &lost).await;
    app.tell("faults", &json!({"name": "503", "count": 1_000, "path": "/files"})).await;
    app.take_interview(&link).await;
    app.settle().await;
    let written = app.written(&candidate).await;
    assert_eq!((written["complete"], written["notes"], written["files"]), (1, 1, 0));
    happen(&app, "archive", &candidate.opportunity).await;
    app.clear_faults().await;
    app.wait_out_the_pauses().await;
    assert_eq!(app.interview(&candidate).await["state"], "WITHDRAWN");
    assert_eq!(app.written(&candidate).await["files"], 0);
    app.tell("archive", &json!({"opportunity": candidate.opportunity, "reason": Value::Null}))
        .await;
    app.retry(&candidate).await;
    app.wait_out_the_pauses().await;
    let written = app.written(&candidate).await;
    assert!(written.values().all(|times| *times == 1), "{written:?}");
    assert_eq!(app.interview(&candidate).await["state"], "WRITTEN_BACK");
    app.finish().await;
}
