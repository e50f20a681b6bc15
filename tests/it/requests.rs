//! What candidates ask of the company: the posting answers, or a person; nothing asked is lost, told
//! twice, or held against anybody.

use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};
use tests::{App, Backend, Candidate, on_both_stores};
use uuid::Uuid;

on_both_stores!(
    a_question_is_answered_with_the_posting_s_words_or_passed_to_a_person,
    what_is_asked_twice_is_one_and_what_is_rubbish_is_refused,
    the_clock_stands_still_until_a_person_has_answered,
    the_clock_stands_still_until_all_of_it_is_answered,
    who_wants_their_data_deleted_is_answered_and_erased,
    what_a_person_wrote_is_sent_before_its_reader_is_erased,
    nobody_answers_for_another_company_and_no_limited_member_at_all,
    who_was_turned_down_is_answered_and_who_cannot_be_is_told_of,
);

async fn ask(
    app: &App,
    link: &str,
    key: Uuid,
    kind: &str,
    text: &str,
    pass_on: bool,
) -> (u16, Value) {
    let body = json!({"key": key, "kind": kind, "text": text, "passOn": pass_on});
    let sent = app.http.post(format!("{link}/requests")).json(&body).send().await.unwrap();
    (sent.status().as_u16(), sent.json().await.unwrap_or_default())
}

async fn asked(app: &App, link: &str, kind: &str, text: &str) -> Value {
    let (status, answer) = ask(app, link, Uuid::new_v4(), kind, text, false).await;
    assert_eq!(status, 200, "{answer}");
    answer
}

async fn notes(app: &App, candidate: &Candidate) -> Vec<String> {
    let notes = app.seen(candidate).await.notes;
    notes.iter().map(Value::to_string).collect()
}

async fn open_requests(app: &App) -> Vec<Value> {
    let query = "{ openRequests { id kind text status dueAt interview { candidateName } } }";
    app.graphql(query, json!({})).await["openRequests"].as_array().unwrap().clone()
}

async fn a_question_is_answered_with_the_posting_s_words_or_passed_to_a_person(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Ada Reed").await;
    let link = app.room_link(&candidate).await;
    let place = asked(&app, &link, "question", "Where is the office?").await;
    assert_eq!(place["standing"], "by_posting", "{place}");
    assert!(place["passages"][0]["text"].as_str().is_some_and(|text| !text.is_empty()));
    app.settle().await;
    assert!(notes(&app, &candidate).await.is_empty(), "nobody is troubled with it");
    assert!(open_requests(&app).await.is_empty());

    let other = asked(&app, &link, "question", "Who founded the company?").await;
    assert_eq!((&other["standing"], &other["passages"]), (&json!("waiting"), &json!([])));
    app.settle().await;
    let told = notes(&app, &candidate).await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("Who founded the company?"), "{told:?}");
    let open = open_requests(&app).await;
    assert_eq!(open.len(), 1);
    assert_eq!((&open[0]["kind"], &open[0]["dueAt"]), (&json!("QUESTION"), &Value::Null));
    assert_eq!(open[0]["interview"]["candidateName"], "Ada Reed");

    let input = json!({"id": open[0]["id"], "reply": "Mira Sandoval did.\n\nIn 2011."});
    let fields = "status reply repliedBy";
    let answered = app.mutate("answerRequest", &input, fields).await;
    assert_eq!(answered["status"], "ANSWERED", "{answered}");
    let again = app.mutate("answerRequest", &input, fields).await;
    assert_eq!(again["code"], "CONFLICT", "{again}");
    app.settle().await;
    let mails = app.mails(&candidate).await;
    let replies: Vec<_> = mails.iter().filter(|mail| mail.text.contains("In 2011.")).collect();
    assert_eq!(replies.len(), 1);
    assert!(replies[0].text.contains("> Who founded the company?"), "{}", replies[0].text);
    let data: Value =
        app.http.get(format!("{link}/data")).send().await.unwrap().json().await.unwrap();
    let kept = data["requests"].as_array().unwrap();
    assert_eq!(kept.len(), 2);
    assert_eq!(kept[1]["standing"], "by_person");
    assert_eq!(kept[1]["reply"], "Mira Sandoval did.\n\nIn 2011.");
    app.finish().await;
}

async fn who_was_turned_down_is_answered_and_who_cannot_be_is_told_of(on: Backend) {
    let app = App::connected(on).await;
    let mut links = Vec::new();
    for name in ["Ada Reed", "Bo Chen"] {
        let candidate = app.invited(name).await;
        let link = app.room_link(&candidate).await;
        app.tell("archive", &json!({"opportunity": candidate.opportunity})).await;
        links.push((candidate, link));
    }
    app.look().await;
    for (candidate, link) in &links {
        assert_eq!(app.interview(candidate).await["state"], "WITHDRAWN");
        asked(&app, link, "correction", "My name is spelled wrong.").await;
    }
    app.settle().await;
    assert_eq!(notes(&app, &links[0].0).await.len(), 1, "the company hears of it");
    app.tell("anonymize", &json!({"opportunity": links[1].0.opportunity})).await;
    for request in open_requests(&app).await {
        let input = json!({"id": request["id"], "reply": "It is put right."});
        let answered = app.mutate("answerRequest", &input, "status").await;
        assert_eq!(answered["status"], "ANSWERED", "{answered}");
    }
    app.settle().await;
    let replies = async |candidate| {
        let mails = app.mails(candidate).await;
        mails.iter().filter(|mail| mail.text.contains("put right")).count()
    };
    assert_eq!(replies(&links[0].0).await, 1);
    assert_eq!(replies(&links[1].0).await, 0);
    let query = "{ deadLetters { nodes { id error } } }";
    let letters = app.graphql(query, json!({})).await["deadLetters"]["nodes"].take();
    let error = letters[0]["error"].as_str().unwrap();
    assert!(error.contains("not written to") && error.contains("anonymized"), "{letters}");
    assert_eq!(letters.as_array().map(Vec::len), Some(1));
    let input = json!({"id": letters[0]["id"], "reason": "They are gone from Lever."});
    app.mutate("dropDeadLetter", &input, "id").await;
    app.finish().await;
}

async fn what_is_asked_twice_is_one_and_what_is_rubbish_is_refused(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Ada Reed").await;
    let link = app.room_link(&candidate).await;
    let key = Uuid::new_v4();
    let place = "Where is the office?";
    let (_, first) = ask(&app, &link, key, "question", place, false).await;
    let (_, again) = ask(&app, &link, key, "question", place, false).await;
    assert_eq!(first["id"], again["id"]);
    // What the posting says was not what they wanted to know.
    for _ in 0..2 {
        let (status, passed) = ask(&app, &link, key, "question", place, true).await;
        assert_eq!((status, &passed["standing"]), (200, &json!("waiting")), "{passed}");
        assert_eq!(passed["id"], first["id"]);
    }
    app.settle().await;
    assert_eq!(notes(&app, &candidate).await.len(), 1);
    assert_eq!(open_requests(&app).await.len(), 1);
    for (kind, text, code) in [
        ("question", "  \u{0}", "NOTHING_ASKED"),
        ("correction", "", "NOTHING_ASKED"),
        ("question", &"x".repeat(2_001), "ASKED_AT_LENGTH"),
        ("raise", "more", "MALFORMED"),
    ] {
        let (status, refused) = ask(&app, &link, Uuid::new_v4(), kind, text, false).await;
        assert!((400..500).contains(&status), "{kind}: {status}");
        assert_eq!(refused["code"], code, "{refused}");
    }
    let mut last = Value::Null;
    for _ in 0..20 {
        (_, last) = ask(&app, &link, Uuid::new_v4(), "question", place, false).await;
    }
    assert_eq!(last["code"], "ASKED_OFTEN");
    app.finish().await;
}

async fn expires_at(app: &App, link: &str) -> DateTime<Utc> {
    let room: Value =
        app.http.get(format!("{link}/interview")).send().await.unwrap().json().await.unwrap();
    assert_ne!(room["state"], "expired", "{room}");
    room["expiresAt"].as_str().unwrap().parse().unwrap()
}

async fn the_clock_stands_still_until_a_person_has_answered(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Ada Reed").await;
    let link = app.room_link(&candidate).await;
    let first = expires_at(&app, &link).await;
    app.advance(Duration::days(10));
    app.settle().await;
    let reminders = app.reminders(&candidate).await;
    asked(&app, &link, "accommodation", "I am blind, and need larger breaks.").await;
    app.settle().await;
    assert_eq!(expires_at(&app, &link).await, first + Duration::days(30));
    assert_eq!(notes(&app, &candidate).await.len(), 1);
    // Well after the invite would have ended, and no reminder on the way.
    app.advance(Duration::days(10));
    app.settle().await;
    // The operator's session is over by now.
    app.sign_in().await;
    assert_eq!(app.reminders(&candidate).await, reminders);
    let open = open_requests(&app).await;
    assert_eq!(open[0]["kind"], "ACCOMMODATION");
    let input = json!({"id": open[0]["id"], "reply": "Take as long as you like."});
    app.mutate("answerRequest", &input, "status").await;
    app.settle().await;
    let ends = expires_at(&app, &link).await;
    let left = ends - (first + Duration::days(10));
    // Four days were left when it stood still.
    assert!(left.abs() < Duration::hours(1), "{ends}, not {left} off");
    app.take_interview(&link).await;
    app.settle().await;
    assert_eq!(app.interview(&candidate).await["state"], "WRITTEN_BACK");
    let late = json!({"key": Uuid::new_v4(), "kind": "accommodation", "text": "More time."});
    let sent = app.http.post(format!("{link}/requests")).json(&late).send().await.unwrap();
    assert_eq!(sent.status(), 410, "nothing is left to be done another way");
    app.finish().await;
}

async fn the_clock_stands_still_until_all_of_it_is_answered(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Ada Reed").await;
    let link = app.room_link(&candidate).await;
    let first = expires_at(&app, &link).await;
    let day = async || {
        app.advance(Duration::days(1));
        app.settle().await;
    };
    asked(&app, &link, "accommodation", "I need larger breaks.").await;
    day().await;
    asked(&app, &link, "accommodation", "And I cannot hear well.").await;
    app.settle().await;
    // For the second of them it stood still for two days.
    for ends in [first + Duration::days(30), first + Duration::days(2)] {
        day().await;
        let input = json!({"id": open_requests(&app).await[0]["id"], "reply": "Surely."});
        app.mutate("answerRequest", &input, "status").await;
        app.settle().await;
        let off = expires_at(&app, &link).await - ends;
        assert!(off.abs() < Duration::hours(1), "{off} off {ends}");
    }
    app.finish().await;
}

async fn who_wants_their_data_deleted_is_answered_and_erased(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Ada Reed").await;
    let link = app.room_link(&candidate).await;
    app.take_interview(&link).await;
    app.settle().await;
    asked(&app, &link, "deletion", "Please delete all of it, says Ada Reed.").await;
    app.settle().await;
    let open = open_requests(&app).await;
    assert!(open[0]["dueAt"].as_str().is_some(), "{open:?}");
    let id = app.interview(&candidate).await["id"].take();
    let input = json!({"id": id, "reason": "the candidate wants it"});
    let erased = app.mutate("eraseInterview", &input, "erasedAt").await;
    assert!(erased["erasedAt"].as_str().is_some(), "{erased}");
    assert!(open_requests(&app).await.is_empty(), "done is done");
    let query = "query($id: ID!) { interview(id: $id) { requests { kind text status reply } } }";
    let left = app.graphql(query, json!({"id": id})).await["interview"]["requests"].take();
    assert_eq!(
        left,
        json!([{"kind": "DELETION", "text": "", "status": "ANSWERED", "reply": null}])
    );
    app.finish().await;
}

async fn what_a_person_wrote_is_sent_before_its_reader_is_erased(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Ada Reed").await;
    let link = app.room_link(&candidate).await;
    app.take_interview(&link).await;
    app.settle().await;
    asked(&app, &link, "deletion", "Please delete all of it.").await;
    app.settle().await;
    app.fail_mail(&json!({"refuse_next": 1_000})).await;
    let input = json!({"id": open_requests(&app).await[0]["id"], "reply": "It is done by today."});
    app.mutate("answerRequest", &input, "status").await;
    app.settle().await;
    let input = json!({"id": app.interview(&candidate).await["id"], "reason": "they want it"});
    let refused = app.mutate("eraseInterview", &input, "erasedAt").await;
    assert_eq!(refused["code"], "CONFLICT", "{refused}");
    app.mutate("setRetention", &json!({"days": 1}), "retentionDays").await;
    // Retention is due, and the mail server takes nothing yet.
    app.advance(Duration::days(2));
    app.settle().await;
    assert_eq!(app.interview(&candidate).await["candidateName"], "Ada Reed");
    app.fail_mail(&json!({"refuse_next": 0})).await;
    app.wait_out_the_pauses().await;
    let replies = app.mails(&candidate).await;
    assert_eq!(replies.iter().filter(|mail| mail.text.contains("done by today")).count(), 1);
    let erased = app.mutate("eraseInterview", &input, "erasedAt").await;
    assert!(erased["erasedAt"].is_string(), "{erased}");
    app.finish().await;
}

async fn nobody_answers_for_another_company_and_no_limited_member_at_all(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Ada Reed").await;
    let link = app.room_link(&candidate).await;
    asked(&app, &link, "correction", "My name is Ada Read.").await;
    app.settle().await;
    let open = open_requests(&app).await;
    let mutation = "mutation($input: AnswerRequestInput!) { answerRequest(input: $input) {
                    ... on CandidateRequest { status } ... on Problem { code } } }";
    let input = json!({"input": {"id": open[0]["id"], "reply": "No."}});
    let limited = app
        .browser_of(entities::operator::Role::LimitedTeamMember, "limited@larkspur.example")
        .await;
    let refused = app.ask_as(&limited, mutation, input.clone()).await;
    assert_eq!(refused["answerRequest"]["code"], "FORBIDDEN", "{refused}");
    assert_eq!(open_requests(&app).await.len(), 1);
    let member =
        app.browser_of(entities::operator::Role::TeamMember, "member@larkspur.example").await;
    let done = app.ask_as(&member, mutation, input).await;
    assert_eq!(done["answerRequest"]["status"], "ANSWERED", "{done}");
    app.finish().await;
}
