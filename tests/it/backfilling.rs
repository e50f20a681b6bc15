//! Inviting those who are there already: a preview first, then exactly those, once.

use std::collections::BTreeSet;

use chrono::Duration;
use reqwest::Method;
use serde_json::{Value, json};
use tests::{App, Backend, Candidate, on_both_stores, wanted};

on_both_stores!(
    the_preview_tells_of_everybody_and_exactly_those_are_invited,
    more_than_a_page_of_candidates_is_invited_once_each,
    earlier_applicants_of_a_tagged_posting_are_invited,
    whoever_is_gone_between_preview_and_run_is_not_invited,
    whoever_was_refused_for_coming_too_early_is_invited,
    a_preview_goes_with_the_next_one_of_another_day,
    whose_posting_is_closed_by_now_is_told_like_everybody,
    who_was_erased_does_not_come_back_by_a_list,
);

/// Why this one would not be invited.
fn reason<'a>(preview: &'a Value, candidate: &Candidate) -> &'a str {
    let mut each = preview["candidates"].as_array().unwrap().iter();
    let found = each.find(|each| each["opportunityId"] == *candidate.opportunity);
    found.expect("is listed")["reason"].as_str().unwrap()
}

async fn in_trigger(app: &App, name: &str) -> Candidate {
    let candidate = app.apply(name).await;
    app.move_to_trigger(&candidate).await;
    candidate
}

async fn in_trigger_by_hand(app: &App, name: &str, body: &Value) -> Candidate {
    let (_, users) = app.lever_api(Method::GET, "/users", &Value::Null).await;
    let path = format!("/opportunities?perform_as={}", users["data"][0]["id"].as_str().unwrap());
    let (status, made) = app.lever_api(Method::POST, &path, body).await;
    assert_eq!(status, 201, "{made}");
    let opportunity = made["data"]["id"].as_str().unwrap().to_owned();
    let candidate = Candidate { opportunity, email: format!("{name}@candidates.example") };
    app.move_to_trigger(&candidate).await;
    candidate
}

async fn the_preview_tells_of_everybody_and_exactly_those_are_invited(on: Backend) {
    let app = App::start(on).await;
    let posting = app.posting().await;
    let there = [in_trigger(&app, "Ada").await, in_trigger(&app, "Ben").await];
    let nowhere = json!({"name": "Cem", "emails": ["cem@candidates.example"]});
    let without_posting = in_trigger_by_hand(&app, "cem", &nowhere).await;
    let silent = json!({"name": "Dov", "postings": [posting]});
    let without_address = in_trigger_by_hand(&app, "dov", &silent).await;
    let (quiet, agency) = (in_trigger(&app, "Eva").await, in_trigger(&app, "Fei").await);
    let archived = in_trigger(&app, "Gus").await;
    let id = |of: &Candidate| of.opportunity.clone();
    let no_contact = json!({"opportunity": id(&quiet), "store": true, "contact": false});
    app.tell("data_protection", &no_contact).await;
    app.tell("origin", &json!({"opportunity": id(&agency), "origin": "agency"})).await;
    app.tell("archive", &json!({"opportunity": id(&archived)})).await;
    app.apply("In another stage").await;
    app.catch_up();
    app.connect().await;
    app.change("setTriggerRules", &json!({"blockedOrigins": ["AGENCY"]}), "status").await;
    let invited = app.invited("Hal").await;

    let preview_of_all = app.preview(&[]).await;
    assert_eq!(preview_of_all["candidates"].as_array().unwrap().len(), 7, "{preview_of_all}");
    assert_eq!(preview_of_all["inviteCount"], 2);
    let both: BTreeSet<_> = there.iter().map(|each| each.opportunity.as_str()).collect();
    assert_eq!(wanted(&preview_of_all), both);
    for (candidate, why) in [
        (&without_posting, "no posting"),
        (&without_address, "no email address"),
        (&quiet, "not to contact"),
        (&agency, "\"agency\""),
        (&invited, "invited before"),
    ] {
        let reason = reason(&preview_of_all, candidate);
        assert!(reason.contains(why), "{reason}");
    }
    let first = &preview_of_all["candidates"][0];
    assert_eq!(
        (&first["name"], &first["posting"]),
        (&json!("Ada"), &json!("Embedded Software Engineer"))
    );
    app.look_now().await;
    assert_eq!(app.outside.mails().await.unwrap().len(), 1, "a preview invites nobody");

    app.run_backfill(&preview_of_all).await;
    assert_eq!(app.outside.mails().await.unwrap().len(), 3);
    for candidate in &there {
        assert_eq!(app.invites(candidate).await, 1);
        assert_eq!(app.standing(candidate).await["trigger"], "BACKFILL");
    }
    // Not once more: by the same preview, another one, events, or a look.
    let again = app.backfill(&json!({"dryRun": false, "previewId": preview_of_all["id"]})).await;
    assert_eq!(again["code"], "CONFLICT", "{again}");
    let second = app.preview(&[]).await;
    assert_eq!(second["inviteCount"], 0);
    assert!(there.iter().all(|each| reason(&second, each).contains("invited before")));
    app.run_backfill(&second).await;
    app.tell("redeliver_all", &json!({})).await;
    app.settle().await;
    app.move_to(&there[0], "Reference check").await;
    app.move_to_trigger(&there[0]).await;
    app.settle().await;
    app.look_now().await;
    assert_eq!(app.outside.mails().await.unwrap().len(), 3);
    app.finish().await;
}

async fn more_than_a_page_of_candidates_is_invited_once_each(on: Backend) {
    let app = App::start(on).await;
    let mut there = Vec::new();
    for number in 0..105 {
        there.push(in_trigger(&app, &format!("Candidate {number}")).await);
    }
    app.catch_up();
    app.connect().await;
    let preview = app.preview(&[]).await;
    assert_eq!(preview["inviteCount"], 105);
    assert!(app.outside.mails().await.unwrap().is_empty());
    app.run_backfill(&preview).await;
    let mails = app.outside.mails().await.unwrap();
    assert_eq!(mails.len(), 105);
    for candidate in &there {
        assert_eq!(mails.iter().filter(|mail| mail.is_to(&candidate.email)).count(), 1);
    }
    app.finish().await;
}

async fn earlier_applicants_of_a_tagged_posting_are_invited(on: Backend) {
    let app = App::connected(on).await;
    let posting = app.posting().await;
    let early = app.apply_to(&posting, "Kenji").await;
    let other = app.add_posting("Hydrologist").await;
    let untagged = app.apply_to(&other, "Lena").await;
    app.settle().await;
    app.outside.tag_posting(&posting, "Alex - On Application").await.unwrap();
    app.look_now().await;
    let preview = app.preview(&[]).await;
    assert_eq!(wanted(&preview), BTreeSet::from([early.opportunity.as_str()]));
    app.run_backfill(&preview).await;
    assert_eq!((app.invites(&early).await, app.invites(&untagged).await), (1, 0));
    app.finish().await;
}

async fn whoever_is_gone_between_preview_and_run_is_not_invited(on: Backend) {
    let app = App::start(on).await;
    let names = ["Mika", "Nora", "Olaf", "Pia", "Quim"];
    let mut there = Vec::new();
    for name in names {
        there.push(in_trigger(&app, name).await);
    }
    app.catch_up();
    app.connect().await;
    let preview = app.preview(&[]).await;
    assert_eq!(preview["inviteCount"], names.len());
    app.tell("archive", &json!({"opportunity": there[0].opportunity})).await;
    app.move_to(&there[1], "Reference check").await;
    app.tell("delete", &json!({"opportunity": there[2].opportunity})).await;
    // Moved there once more, so invited already.
    app.move_to(&there[3], "Reference check").await;
    app.move_to_trigger(&there[3]).await;
    app.settle().await;
    assert_eq!(app.invites(&there[3]).await, 1);
    app.run_backfill(&preview).await;
    let mut invites = Vec::new();
    for candidate in &there {
        invites.push(app.invites(candidate).await);
    }
    assert_eq!(invites, [0, 0, 0, 1, 1]);
    for (candidate, why) in [(&there[0], "archived"), (&there[1], "no longer in the trigger stage")]
    {
        let standing = app.standing(candidate).await;
        assert_eq!(standing["state"], "INELIGIBLE", "{standing}");
        assert!(standing["stateReason"].as_str().unwrap().contains(why), "{standing}");
    }
    app.finish().await;
}

async fn whoever_was_refused_for_coming_too_early_is_invited(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.apply("Rafa").await;
    app.settle().await;
    app.fault("reorder", 100).await;
    app.move_to(&candidate, "Recruiter screen").await;
    app.catch_up();
    let stage = app.outside.stage("Recruiter screen").await.unwrap();
    app.change("setTriggerStages", &json!({"stageIds": [stage]}), "status").await;
    app.clear_faults().await;
    app.settle().await;
    assert_eq!(app.standing(&candidate).await["state"], "INELIGIBLE");
    let preview = app.preview(&[]).await;
    assert_eq!(wanted(&preview), BTreeSet::from([candidate.opportunity.as_str()]));
    app.run_backfill(&preview).await;
    assert_eq!(app.invites(&candidate).await, 1, "{}", app.standing(&candidate).await);
    app.finish().await;
}

async fn a_preview_goes_with_the_next_one_of_another_day(on: Backend) {
    let app = App::connected(on).await;
    let first = app.preview(&[]).await;
    app.advance(Duration::hours(20));
    app.settle().await;
    let second = app.preview(&[]).await;
    assert_eq!(app.backfill_now(&first["id"]).await["status"], "PREVIEWED");
    app.advance(Duration::hours(20));
    app.settle().await;
    app.preview(&[]).await;
    assert_eq!(app.backfill_now(&first["id"]).await, Value::Null, "it names people");
    assert_eq!(app.backfill_now(&second["id"]).await["status"], "PREVIEWED");
    app.finish().await;
}

async fn whose_posting_is_closed_by_now_is_told_like_everybody(on: Backend) {
    let app = App::start(on).await;
    let there = in_trigger(&app, "Ada").await;
    let (_, users) = app.lever_api(Method::GET, "/users", &Value::Null).await;
    let user = users["data"][0]["id"].as_str().unwrap();
    let path = format!("/postings/{}?perform_as={user}", app.posting().await);
    let (status, closed) = app.lever_api(Method::POST, &path, &json!({"state": "closed"})).await;
    assert_eq!(status, 200, "{closed}");
    app.catch_up();
    app.connect().await;
    let preview = app.preview(&[]).await;
    assert_eq!(preview["inviteCount"], 1, "{preview}");
    app.run_backfill(&preview).await;
    assert_eq!(app.mails(&there).await.len(), 1);
    app.finish().await;
}

async fn who_was_erased_does_not_come_back_by_a_list(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Ada").await;
    app.operate("cancelInterview", &candidate, json!({})).await;
    app.settle().await;
    let id = app.interview(&candidate).await["id"].take();
    let erase = json!({"id": id, "reason": "they asked for it"});
    let erased = app.mutate("eraseInterview", &erase, "state erasedAt").await;
    assert!(erased["erasedAt"].is_string(), "{erased}");
    app.settle().await;
    let preview = app.preview(&[]).await;
    assert_eq!(preview["inviteCount"], 0, "{preview}");
    assert!(reason(&preview, &candidate).contains("was erased"), "{preview}");
    assert!(!preview.to_string().contains("Ada"), "{preview}");
    app.finish().await;
}
