//! An operator cancels an interview, or has its invite sent again.

use chrono::Duration;
use entities::operator::Role;
use serde_json::{Value, json};
use tests::{App, Backend, Candidate, on_both_stores};
use uuid::Uuid;

on_both_stores!(
    who_is_cancelled_is_told_once_and_hears_nothing_more,
    who_is_cancelled_before_the_invite_never_gets_one_unless_an_operator_says_so,
    an_invite_that_the_mail_server_did_not_take_is_not_sent_after_a_cancellation,
    who_is_cancelled_half_way_goes_on_where_they_were_when_invited_again,
    whose_time_is_over_may_finish_and_later_goes_on_when_invited_again,
    an_invite_is_sent_again_once_per_request_with_the_same_link,
    who_was_cancelled_is_invited_anew_with_a_new_end_and_new_reminders,
    who_is_invited_anew_has_the_time_that_they_are_given_then,
    nobody_is_sent_an_invite_again_who_must_not_be_contacted,
    what_is_over_is_neither_cancelled_nor_sent_again_and_not_by_everybody,
    a_cancelled_appointment_leaves_the_calendar,
);

async fn after(app: &App, by: Duration) {
    app.advance(by);
    app.settle().await;
}

async fn cancel(app: &App, candidate: &Candidate) -> Value {
    app.operate("cancelInterview", candidate, json!({"reason": "filled"})).await
}

async fn resend(app: &App, candidate: &Candidate, key: &str) -> Value {
    app.operate("resendInvite", candidate, json!({"requestKey": key})).await
}

/// Three days, in steps that no reminder is lost between.
async fn let_reminders_pass(app: &App) {
    for hours in [3, 21, 24, 24] {
        after(app, Duration::hours(hours)).await;
    }
}

async fn who_is_cancelled_is_told_once_and_hears_nothing_more(on: Backend) {
    let mut app = App::connected(on).await;
    let candidate = app.invited("Ada Reed").await;
    let link = app.room_link(&candidate).await;
    app.fail_mail(&json!({"lose_reply": 1})).await;
    assert_eq!(cancel(&app, &candidate).await, Value::Null);
    // The same request again, before anybody looked or after: no second cancellation.
    cancel(&app, &candidate).await;
    app.restart().await;
    app.settle().await;
    assert_eq!(cancel(&app, &candidate).await, "CONFLICT");
    let interview = app.interview(&candidate).await;
    assert_eq!(interview["state"], "WITHDRAWN");
    assert_eq!(interview["stateReason"], "cancelled by an operator: filled");
    assert_eq!((&interview["canCancel"], &interview["canRetry"]), (&json!(false), &json!(false)));
    let room = app.outside.room(&link).await.unwrap();
    assert_eq!(room.state, "closed");
    assert!(app.outside.consent(&link, &room.disclosure.version).await.is_err());
    app.move_to(&candidate, "Recruiter screen").await;
    app.move_to_trigger(&candidate).await;
    app.settle().await;
    let_reminders_pass(&app).await;
    after(&app, Duration::days(9)).await;
    let mails = app.caught(&candidate).await;
    assert_eq!(mails.len(), 3, "the invite, and the cancellation, whose reply was lost, twice");
    assert_eq!(mails[1]["message_id"], mails[2]["message_id"], "the same to every mail program");
    assert!(mails[1]["subject"].as_str().unwrap().starts_with("Cancelled: "));
    app.finish().await;
}

async fn who_is_cancelled_before_the_invite_never_gets_one_unless_an_operator_says_so(on: Backend) {
    let app = App::connected(on).await;
    app.change("setTriggerRules", &json!({"inviteDelayMinutes": 60}), "status").await;
    let candidate = app.invited("Bo Chen").await;
    assert_eq!(app.interview(&candidate).await["state"], "PLANNED");
    assert_eq!(resend(&app, &candidate, "k").await, "CONFLICT", "it is not sent yet");
    cancel(&app, &candidate).await;
    after(&app, Duration::minutes(90)).await;
    app.move_to(&candidate, "Recruiter screen").await;
    app.move_to_trigger(&candidate).await;
    after(&app, Duration::minutes(90)).await;
    assert!(app.mails(&candidate).await.is_empty(), "neither invited nor told");
    assert_eq!(app.written(&candidate).await["invited"], 0);
    assert_eq!(resend(&app, &candidate, "k").await, Value::Null);
    app.settle().await;
    assert_eq!((app.invites(&candidate).await, app.mails(&candidate).await.len()), (1, 1));
    assert_eq!(app.interview(&candidate).await["state"], "INVITED");
    assert_eq!(app.written(&candidate).await["invited"], 1);
    app.take_interview(&app.room_link(&candidate).await).await;
    app.settle().await;
    assert_eq!(app.interview(&candidate).await["state"], "WRITTEN_BACK");
    app.finish().await;
}

async fn an_invite_that_the_mail_server_did_not_take_is_not_sent_after_a_cancellation(on: Backend) {
    let mut app = App::connected(on).await;
    app.fail_mail(&json!({"refuse_next": 1_000})).await;
    let candidate = app.invited("Cleo Dahl").await;
    assert_eq!(app.interview(&candidate).await["state"], "PLANNED");
    cancel(&app, &candidate).await;
    app.restart().await;
    app.settle().await;
    app.fail_mail(&json!({"refuse_next": 0})).await;
    app.wait_out_the_pauses().await;
    assert!(app.mails(&candidate).await.is_empty());
    assert_eq!(app.interview(&candidate).await["state"], "WITHDRAWN");
    app.finish().await;
}

async fn who_is_cancelled_half_way_goes_on_where_they_were_when_invited_again(on: Backend) {
    let mut app = App::connected(on).await;
    let candidate = app.invited("Dino Egg").await;
    let link = app.room_link(&candidate).await;
    let room = app.outside.room(&link).await.unwrap();
    let room = app.outside.consent(&link, &room.disclosure.version).await.unwrap();
    let first = room.question.expect("a question").id;
    app.outside.answer(&link, &first, "I read about it in a newsletter.").await.unwrap();
    app.settle().await;
    cancel(&app, &candidate).await;
    app.settle().await;
    assert_eq!(app.outside.room(&link).await.unwrap().state, "closed");
    assert_eq!(app.mails(&candidate).await.len(), 2);
    after(&app, Duration::days(10)).await;
    assert_eq!(resend(&app, &candidate, "k").await, Value::Null);
    app.restart().await;
    app.settle().await;
    // Past the end of the first invite.
    after(&app, Duration::days(10)).await;
    let room = app.outside.room(&link).await.unwrap();
    assert_eq!(room.state, "in_progress");
    assert_eq!(room.question.expect("the next question").number, 2);
    app.take_interview(&link).await;
    app.settle().await;
    app.sign_in().await;
    assert_eq!(app.interview(&candidate).await["state"], "WRITTEN_BACK");
    let written = app.written(&candidate).await;
    assert!(written.values().all(|times| *times == 1), "{written:?}");
    assert_eq!(app.mails(&candidate).await.len(), 4, "invite, cancellation, invite, thanks");
    app.finish().await;
}

async fn whose_time_is_over_may_finish_and_later_goes_on_when_invited_again(on: Backend) {
    let mut app = App::connected(on).await;
    let candidate = app.invited("Eda Frost").await;
    let link = app.room_link(&candidate).await;
    let room = app.outside.room(&link).await.unwrap();
    let room = app.outside.consent(&link, &room.disclosure.version).await.unwrap();
    let answer = async |id: &str| app.outside.answer(&link, id, "I read about it.").await;
    let second = answer(&room.question.unwrap().id).await.unwrap().question.unwrap().id;
    app.settle().await;
    // The link has ended, and they are in the middle of an answer.
    after(&app, Duration::days(14)).await;
    let third = answer(&second).await.unwrap().question.unwrap().id;
    app.settle().await;
    after(&app, Duration::days(1)).await;
    assert_eq!(app.outside.room(&link).await.unwrap().state, "expired");
    assert!(answer(&third).await.unwrap_err().to_string().contains("410"));
    app.sign_in().await;
    let interview = app.interview(&candidate).await;
    assert_eq!((&interview["state"], &interview["canResend"]), (&json!("EXPIRED"), &json!(true)));

    after(&app, Duration::days(3)).await;
    assert_eq!(resend(&app, &candidate, "k").await, Value::Null);
    resend(&app, &candidate, "k").await;
    app.restart().await;
    app.settle().await;
    let room = app.outside.room(&link).await.unwrap();
    assert_eq!((room.state.as_str(), room.question.unwrap().id), ("in_progress", third));
    app.take_interview(&link).await;
    app.settle().await;
    assert_eq!(app.interview(&candidate).await["state"], "WRITTEN_BACK");
    let written = app.written(&candidate).await;
    assert!(written.values().all(|times| *times == 1), "{written:?}");
    assert_eq!(app.mails(&candidate).await.len(), 3, "invite, invite, thanks");
    app.finish().await;
}

async fn an_invite_is_sent_again_once_per_request_with_the_same_link(on: Backend) {
    let mut app = App::connected(on).await;
    let candidate = app.invited("Esra Fox").await;
    let link = app.room_link(&candidate).await;
    assert_eq!(resend(&app, &candidate, "one").await, Value::Null);
    app.restart().await;
    app.settle().await;
    assert_eq!(resend(&app, &candidate, "one").await, Value::Null, "taken before");
    app.settle().await;
    assert_eq!(app.invites(&candidate).await, 2);
    app.fail_mail(&json!({"lose_reply": 1})).await;
    assert_eq!(app.operate("resendInvite", &candidate, json!({})).await, Value::Null);
    app.operate("resendInvite", &candidate, json!({})).await;
    app.settle().await;
    after(&app, Duration::minutes(1)).await;
    let mails = app.caught(&candidate).await;
    let ids: Vec<_> = mails.iter().map(|mail| mail["message_id"].as_str().unwrap()).collect();
    let different: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!((different.len(), ids.last()), (3, ids.get(ids.len() - 2)), "{ids:?}");
    assert!(app.mails(&candidate).await.iter().all(|mail| mail.room() == Some(&link)));
    assert_eq!(app.interview(&candidate).await["state"], "INVITED");
    // The reminders are those of the invite, and come once.
    let_reminders_pass(&app).await;
    assert_eq!(app.reminders(&candidate).await, 4);
    app.finish().await;
}

async fn who_was_cancelled_is_invited_anew_with_a_new_end_and_new_reminders(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Finn Gray").await;
    let link = app.room_link(&candidate).await;
    let_reminders_pass(&app).await;
    assert_eq!(app.reminders(&candidate).await, 4);
    cancel(&app, &candidate).await;
    app.settle().await;
    after(&app, Duration::days(8)).await;
    assert_eq!(resend(&app, &candidate, "k").await, Value::Null);
    app.settle().await;
    assert_eq!(app.interview(&candidate).await["state"], "INVITED");
    assert_eq!(app.invites(&candidate).await, 2);
    let_reminders_pass(&app).await;
    assert_eq!(app.reminders(&candidate).await, 8);
    // Two weeks after the first invite, and almost two after the second.
    after(&app, Duration::days(10)).await;
    assert_eq!(app.outside.room(&link).await.unwrap().state, "invited");
    after(&app, Duration::days(1)).await;
    assert_eq!(app.outside.room(&link).await.unwrap().state, "expired");
    app.sign_in().await;
    assert_eq!(app.interview(&candidate).await["state"], "EXPIRED");
    assert_eq!(app.mails(&candidate).await.len(), 2 + 8 + 1);
    app.finish().await;
}

async fn who_is_invited_anew_has_the_time_that_they_are_given_then(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Finn Gray").await;
    let link = app.room_link(&candidate).await;
    let asked = json!({"key": Uuid::new_v4(), "kind": "accommodation", "text": "Larger breaks."});
    let made = app.http.post(format!("{link}/requests")).json(&asked).send().await.unwrap();
    assert!(made.status().is_success());
    app.settle().await;
    cancel(&app, &candidate).await;
    app.settle().await;
    resend(&app, &candidate, "k").await;
    app.settle().await;
    // The thirty days for which the clock stood still went with the cancellation.
    after(&app, Duration::days(15)).await;
    assert_eq!(app.outside.room(&link).await.unwrap().state, "expired");
    app.finish().await;
}

async fn nobody_is_sent_an_invite_again_who_must_not_be_contacted(on: Backend) {
    let app = App::connected(on).await;
    let (quiet, archived) = (app.invited("Gus Hill").await, app.invited("Hana Ito").await);
    let told = json!({"opportunity": quiet.opportunity, "store": true, "contact": false});
    app.tell("data_protection", &told).await;
    cancel(&app, &archived).await;
    app.settle().await;
    app.tell("archive", &json!({"opportunity": archived.opportunity})).await;
    for candidate in [&quiet, &archived] {
        let before = app.mails(candidate).await.len();
        assert_eq!(resend(&app, candidate, "k").await, Value::Null);
        app.settle().await;
        assert_eq!(app.mails(candidate).await.len(), before);
        let interview = app.interview(candidate).await;
        assert_eq!(interview["state"], "WITHDRAWN", "{interview}");
        assert_eq!(interview["canResend"], false, "{interview}");
    }
    app.finish().await;
}

async fn what_is_over_is_neither_cancelled_nor_sent_again_and_not_by_everybody(on: Backend) {
    let app = App::connected(on).await;
    let (done, open) = (app.invited("Iris Jung").await, app.invited("Jon Kent").await);
    app.take_interview(&app.room_link(&done).await).await;
    app.settle().await;
    assert_eq!(cancel(&app, &done).await, "CONFLICT");
    assert_eq!(resend(&app, &done, "k").await, "CONFLICT");
    assert_eq!(
        app.operate("cancelInterview", &open, json!({"reason": "x".repeat(501)})).await,
        "INVALID"
    );
    let member = app.browser_of(Role::TeamMember, "member@larkspur.example").await;
    let id = app.interview(&open).await["id"].clone();
    for mutation in ["cancelInterview", "resendInvite"] {
        let query = format!(
            "mutation($id: ID!) {{ {mutation}(input: {{id: $id}}) {{ \
             ... on Problem {{ code }} }} }}"
        );
        let answer = app.ask_as(&member, &query, json!({"id": id})).await;
        assert_eq!(answer[mutation]["code"], "FORBIDDEN");
    }
    app.settle().await;
    assert_eq!(app.interview(&open).await["state"], "INVITED");
    app.finish().await;
}

async fn a_cancelled_appointment_leaves_the_calendar(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Lea Moss").await;
    let link = app.room_link(&candidate).await;
    let at = app.server().means.clock.now() + Duration::hours(30);
    let choose = async |at: Value| {
        let url = format!("{link}/schedule");
        let sent = app.http.post(url).json(&json!({"at": at})).send().await.unwrap();
        assert!(sent.status().is_success());
        app.settle().await;
    };
    choose(json!(at)).await;
    cancel(&app, &candidate).await;
    app.settle().await;
    after(&app, Duration::hours(30)).await;
    resend(&app, &candidate, "k").await;
    app.settle().await;
    choose(json!(at + Duration::hours(30))).await;
    let told: Vec<_> = app.entries(&candidate).await;
    let told: Vec<_> = told.iter().map(|entry| (entry.method.as_str(), entry.sequence)).collect();
    assert_eq!(told, [("REQUEST", 1), ("CANCEL", 2), ("REQUEST", 3)]);
    let subjects = app.subjects_to(&candidate.email).await;
    assert!(!subjects.iter().any(|subject| subject.starts_with("Soon")), "{subjects:?}");
    app.finish().await;
}
