//! The tag that asks people in Lever for attention, where it is wanted.

use chrono::Duration;
use serde_json::{Value, json};
use tests::{App, Backend, Candidate, on_both_stores};

on_both_stores!(
    a_tag_asks_for_attention_only_where_it_is_wanted_and_goes_when_all_is_well,
    a_tag_that_people_put_there_stays,
    a_tag_that_could_not_be_put_there_is_not_once_all_is_well,
    nobody_is_asked_to_look_at_who_was_erased,
);

const ATTENTION: &str = "Please look";
const INVITED: &str = "Alex - Interview Invited";
const COMPLETE: &str = "Alex - Interview Complete";

async fn has_tag(app: &App, candidate: &Candidate, tag: &str) -> bool {
    app.seen(candidate).await.opportunity.tags.iter().any(|there| there == tag)
}

/// A change of the tag waits a second for an earlier one that is not done yet.
async fn let_changes_take_turns(app: &App) {
    for _ in 0..2 {
        app.advance(Duration::seconds(2));
        app.settle().await;
    }
}

/// From here on, our own tags are refused.
async fn lock_tags(app: &App, known: &[&str]) {
    app.tell("tags", &json!({"locked": true, "known": known})).await;
}

async fn a_tag_asks_for_attention_only_where_it_is_wanted_and_goes_when_all_is_well(on: Backend) {
    let app = App::connected(on).await;
    assert_eq!(app.integration("errorTag").await["errorTag"], Value::Null, "off by default");
    lock_tags(&app, &[ATTENTION]).await;
    let unmarked = app.invited("Samir Khan").await;
    assert_eq!(app.interview(&unmarked).await["state"], "NEEDS_OPERATOR");
    assert!(!has_tag(&app, &unmarked, ATTENTION).await);

    let taken = app.mutate("setWriteback", &json!({"errorTag": INVITED}), "errorTag").await;
    assert_eq!(taken["code"], "INVALID", "it says something else already");
    let wanted = json!({"errorTag": format!(" {ATTENTION} ")});
    let set = app.change("setWriteback", &wanted, "errorTag").await;
    assert_eq!(set["errorTag"], ATTENTION);
    let marked = app.invited("Tove Lindqvist").await;
    assert_eq!(app.interview(&marked).await["state"], "NEEDS_OPERATOR");
    assert!(has_tag(&app, &marked, ATTENTION).await);

    // In vain once more: it stays, and is there once.
    app.retry(&marked).await;
    let_changes_take_turns(&app).await;
    assert_eq!(app.interview(&marked).await["state"], "NEEDS_OPERATOR");
    let tags = app.seen(&marked).await.opportunity.tags;
    assert_eq!(tags.iter().filter(|tag| *tag == ATTENTION).count(), 1, "{tags:?}");

    lock_tags(&app, &[ATTENTION, INVITED, COMPLETE]).await;
    let all = app.mutate("retryDeadLetters", &Value::Null, "totalCount").await;
    assert_eq!(all["totalCount"], 0, "{all}");
    app.settle().await;
    let_changes_take_turns(&app).await;
    for candidate in [&unmarked, &marked] {
        assert_eq!(app.interview(candidate).await["state"], "INVITED");
        assert_eq!(app.written(candidate).await["invited"], 1);
        assert!(!has_tag(&app, candidate, ATTENTION).await);
    }
    app.take_interview(&app.room_link(&marked).await).await;
    app.settle().await;
    assert!(!has_tag(&app, &marked, ATTENTION).await);
    app.finish().await;
}

async fn a_tag_that_people_put_there_stays(on: Backend) {
    let app = App::connected(on).await;
    app.change("setWriteback", &json!({"errorTag": ATTENTION}), "errorTag").await;
    let candidate = app.apply("Amara Abara").await;
    let path = format!("/opportunities/{}/addTags", candidate.opportunity);
    let added = app.lever_api(reqwest::Method::POST, &path, &json!({"tags": [ATTENTION]})).await;
    assert_eq!(added.0, 200, "{}", added.1);
    lock_tags(&app, &[]).await;
    app.move_to_trigger(&candidate).await;
    app.settle().await;
    assert_eq!(app.interview(&candidate).await["state"], "NEEDS_OPERATOR");
    lock_tags(&app, &[INVITED, COMPLETE]).await;
    app.retry(&candidate).await;
    let_changes_take_turns(&app).await;
    assert_eq!(app.interview(&candidate).await["state"], "INVITED");
    assert!(has_tag(&app, &candidate, ATTENTION).await, "it was theirs");
    app.finish().await;
}

async fn a_tag_that_could_not_be_put_there_is_not_once_all_is_well(on: Backend) {
    let app = App::connected(on).await;
    app.change("setWriteback", &json!({"errorTag": ATTENTION}), "errorTag").await;
    lock_tags(&app, &[]).await;
    let candidate = app.invited("Kavya Moreau").await;
    assert_eq!(app.given_up_count().await, 2, "the tag and the tag about it");
    let reason = app.interview(&candidate).await["stateReason"].clone();
    assert!(reason.as_str().unwrap().starts_with("add invited tag: "), "{reason}");
    lock_tags(&app, &[ATTENTION, INVITED, COMPLETE]).await;
    app.retry(&candidate).await;
    let_changes_take_turns(&app).await;
    assert_eq!(app.given_up_count().await, 0);
    assert_eq!(app.interview(&candidate).await["state"], "INVITED");
    assert_eq!(app.written(&candidate).await["invited"], 1);
    assert!(!has_tag(&app, &candidate, ATTENTION).await);
    app.finish().await;
}

async fn nobody_is_asked_to_look_at_who_was_erased(on: Backend) {
    let app = App::connected(on).await;
    app.change("setWriteback", &json!({"errorTag": ATTENTION}), "errorTag").await;
    lock_tags(&app, &[ATTENTION, INVITED]).await;
    let candidate = app.invited("Kavya Moreau").await;
    app.take_interview(&app.room_link(&candidate).await).await;
    app.settle().await;
    assert_eq!(app.interview(&candidate).await["state"], "NEEDS_OPERATOR");
    assert!(has_tag(&app, &candidate, ATTENTION).await);
    let id = app.interview(&candidate).await["id"].take();
    let input = json!({"id": id, "reason": "they asked for it"});
    let erased = app.mutate("eraseInterview", &input, "state erasedAt").await;
    assert_eq!(erased["state"], "WITHDRAWN", "{erased}");
    app.settle().await;
    assert!(!has_tag(&app, &candidate, ATTENTION).await);
    app.finish().await;
}
