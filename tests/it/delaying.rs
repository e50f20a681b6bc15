//! Rules for all triggers: blocked origins, a delay before the invite, one invite a day.

use chrono::Duration;
use serde_json::{Value, json};
use tests::{App, Backend, Candidate, on_both_stores};

on_both_stores!(
    candidates_of_a_blocked_origin_are_not_invited_and_the_timeline_says_so,
    a_delayed_invite_is_sent_when_its_time_has_come_and_not_before,
    a_delayed_invite_is_not_sent_to_who_is_gone_by_then,
    whoever_comes_back_after_a_delay_in_vain_is_invited_after_all,
    a_delayed_invite_heeds_rules_made_meanwhile,
    a_person_gets_one_invite_a_day_and_the_other_a_day_later,
);

async fn delayed(app: &App, minutes: i64) {
    let input = json!({"inviteDelayMinutes": minutes});
    let set = app.change("setTriggerRules", &input, "inviteDelayMinutes").await;
    assert_eq!(set["inviteDelayMinutes"], minutes);
}

async fn moved(app: &App, name: &str) -> Candidate {
    let candidate = app.apply(name).await;
    app.move_to_trigger(&candidate).await;
    candidate
}

async fn after(app: &App, by: Duration) {
    app.advance(by);
    app.settle().await;
}

/// The last step of the timeline, which must have this reason.
fn last_step(standing: &Value, reason: &str) {
    let steps = standing["timeline"].as_array().unwrap();
    let last = steps.last().unwrap();
    assert!(last["reason"].as_str().unwrap_or_default().contains(reason), "{standing}");
}

async fn candidates_of_a_blocked_origin_are_not_invited_and_the_timeline_says_so(on: Backend) {
    let app = App::connected(on).await;
    let input = json!({"blockedOrigins": ["REFERRED", "AGENCY"]});
    let set = app.change("setTriggerRules", &input, "blockedOrigins").await;
    assert_eq!(set["blockedOrigins"], json!(["AGENCY", "REFERRED"]));
    let mut blocked = Vec::new();
    for origin in ["agency", "applied", "internal", "referred", "sourced", "university"] {
        let candidate = app.apply(origin).await;
        let named = json!({"opportunity": candidate.opportunity, "origin": origin});
        app.tell("origin", &named).await;
        app.move_to_trigger(&candidate).await;
        app.settle().await;
        let standing = app.standing(&candidate).await;
        if app.invites(&candidate).await == 0 {
            assert_eq!(standing["state"], "INELIGIBLE", "{standing}");
            last_step(&standing, &format!("\"{origin}\""));
            blocked.push(origin);
        } else {
            assert_eq!(standing["state"], "INVITED", "{standing}");
        }
    }
    assert_eq!(blocked, ["agency", "referred"]);
    // What is left out of a change stays as it was.
    let fields = "blockedOrigins oneInvitePerDay inviteDelayMinutes";
    let set = app.change("setTriggerRules", &json!({"oneInvitePerDay": true}), fields).await;
    assert_eq!(set["blockedOrigins"], json!(["AGENCY", "REFERRED"]));
    app.finish().await;
}

async fn a_delayed_invite_is_sent_when_its_time_has_come_and_not_before(on: Backend) {
    let mut app = App::connected(on).await;
    delayed(&app, 90).await;
    let candidate = moved(&app, "Ada Lindgren").await;
    app.settle().await;
    assert_eq!(app.standing(&candidate).await["state"], "PLANNED");
    // Lever announces the move again, and again nothing comes of it.
    app.tell("redeliver_all", &json!({})).await;
    after(&app, Duration::minutes(89)).await;
    assert_eq!(app.invites(&candidate).await, 0);
    assert_eq!(app.written(&candidate).await["invited"], 0);
    app.restart().await;
    after(&app, Duration::minutes(1)).await;
    assert_eq!(app.standing(&candidate).await["state"], "INVITED");
    assert_eq!(app.invites(&candidate).await, 1);
    // It may be used as long as any other.
    let link = app.room_link(&candidate).await;
    after(&app, Duration::days(14) - Duration::minutes(1)).await;
    assert_eq!(app.outside.room(&link).await.unwrap().state, "invited");
    after(&app, Duration::minutes(1)).await;
    assert_eq!(app.outside.room(&link).await.unwrap().state, "expired");
    assert_eq!(app.invites(&candidate).await, 1);
    app.finish().await;
}

async fn a_delayed_invite_is_not_sent_to_who_is_gone_by_then(on: Backend) {
    let app = App::connected(on).await;
    delayed(&app, 2).await;
    let archived = moved(&app, "Bruno Keller").await;
    let hired = moved(&app, "Chiara Ricci").await;
    let moved_on = moved(&app, "Dov Levi").await;
    let deleted = moved(&app, "Esi Owusu").await;
    let quiet = moved(&app, "Finn Olsen").await;
    let stays = moved(&app, "Greta Haas").await;
    app.settle().await;
    let who = |candidate: &Candidate| json!({"opportunity": candidate.opportunity});
    app.tell("archive", &who(&archived)).await;
    app.tell("hire", &who(&hired)).await;
    app.move_to(&moved_on, "Reference check").await;
    app.tell("delete", &who(&deleted)).await;
    let quiet_now = json!({"opportunity": quiet.opportunity, "store": true, "contact": false});
    app.tell("data_protection", &quiet_now).await;
    // Before the next look at Lever: each is looked at right before its invite.
    after(&app, Duration::minutes(2)).await;
    for (candidate, reason) in [
        (&archived, "archived in Lever"),
        (&hired, "archived in Lever, as hired"),
        (&moved_on, "no longer in the trigger stage"),
        (&deleted, "erased"),
        (&quiet, "not to contact this person"),
    ] {
        let standing = app.standing(candidate).await;
        assert_eq!(standing["state"], "WITHDRAWN", "{standing}");
        if candidate.opportunity == deleted.opportunity {
            // Their reason went with them.
            assert_eq!(standing["stateReason"], "erased", "{standing}");
        } else {
            last_step(&standing, reason);
        }
        assert_eq!(app.invites(candidate).await, 0);
    }
    assert_eq!(app.invites(&stays).await, 1);
    app.finish().await;
}

async fn whoever_comes_back_after_a_delay_in_vain_is_invited_after_all(on: Backend) {
    let app = App::connected(on).await;
    delayed(&app, 60).await;
    let (moved_on, archived) = (moved(&app, "Hugo Martin").await, moved(&app, "Inga Berg").await);
    app.settle().await;
    app.move_to(&moved_on, "Reference check").await;
    let (id, back) = (&archived.opportunity, Value::Null);
    app.tell("archive", &json!({"opportunity": id})).await;
    after(&app, Duration::minutes(30)).await;
    // The archived one was noticed by a look; both are there again half an hour later.
    assert_eq!(app.standing(&archived).await["state"], "WITHDRAWN");
    app.tell("archive", &json!({"opportunity": id, "reason": back})).await;
    app.move_to(&archived, "Reference check").await;
    app.move_to_trigger(&archived).await;
    app.settle().await;
    assert_eq!(app.standing(&archived).await["state"], "PLANNED");
    after(&app, Duration::minutes(30)).await;
    assert_eq!(app.standing(&moved_on).await["state"], "WITHDRAWN");
    assert_eq!(app.invites(&archived).await, 0, "its delay began anew");
    app.move_to_trigger(&moved_on).await;
    app.settle().await;
    after(&app, Duration::minutes(30)).await;
    assert_eq!(app.invites(&archived).await, 1);
    after(&app, Duration::minutes(30)).await;
    assert_eq!(app.invites(&moved_on).await, 1);
    after(&app, Duration::hours(2)).await;
    assert_eq!((app.invites(&archived).await, app.invites(&moved_on).await), (1, 1));
    app.finish().await;
}

async fn a_delayed_invite_heeds_rules_made_meanwhile(on: Backend) {
    let app = App::connected(on).await;
    delayed(&app, 60).await;
    let candidate = moved(&app, "Jules Petit").await;
    app.settle().await;
    let never = json!({"postingId": app.posting().await, "invites": "NEVER"});
    app.change("setPostingTrigger", &never, "status").await;
    after(&app, Duration::minutes(60)).await;
    assert_eq!(app.invites(&candidate).await, 0);
    last_step(&app.standing(&candidate).await, "nobody is to be invited for this posting");
    app.finish().await;
}

async fn a_person_gets_one_invite_a_day_and_the_other_a_day_later(on: Backend) {
    let app = App::connected(on).await;
    app.change("setTriggerRules", &json!({"oneInvitePerDay": true}), "status").await;
    let first = app.posting().await;
    let second = app.add_posting("Hydrologist").await;
    for posting in [&first, &second] {
        app.outside.tag_posting(posting, "Alex - On Application").await.unwrap();
    }
    let email = "kaya.yilmaz@candidates.example";
    let apply = async |posting: &str| {
        let opportunity = app.outside.apply(posting, "Kaya Yılmaz", email).await.unwrap();
        Candidate { opportunity, email: email.to_owned() }
    };
    let one = apply(&first).await;
    app.settle().await;
    let other = apply(&second).await;
    let somebody_else = app.apply_to(&second, "Leyla Aydın").await;
    app.settle().await;
    assert_eq!(app.invites(&one).await, 1, "to one address");
    assert_eq!(app.invites(&somebody_else).await, 1);
    assert_eq!(app.standing(&other).await["state"], "PLANNED");
    after(&app, Duration::hours(23)).await;
    assert_eq!(app.invites(&one).await, 1);
    after(&app, Duration::hours(1)).await;
    assert_eq!(app.invites(&one).await, 2);
    assert_eq!(app.standing(&other).await["state"], "INVITED");
    let subjects = app.subjects_to(email).await;
    assert!(subjects.iter().any(|subject| subject.contains("Hydrologist")), "{subjects:?}");
    // Without the rule nobody waits.
    app.change("setTriggerRules", &json!({"oneInvitePerDay": false}), "status").await;
    let third = app.add_posting("Cartographer").await;
    app.outside.tag_posting(&third, "Alex - On Application").await.unwrap();
    apply(&third).await;
    app.settle().await;
    assert_eq!(app.invites(&one).await, 3);
    app.finish().await;
}
