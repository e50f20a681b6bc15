//! What candidates say of themselves is asked only where the company wants it, after the interview, kept
//! apart from it, and seen again only as counts.

use chrono::{Datelike, Duration};
use entities::{
    audit_entry,
    sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, JsonValue, Statement},
    self_report,
};
use serde_json::{Value, json};
use tests::{App, Backend, Candidate, on_both_stores};

on_both_stores!(
    nobody_is_asked_unless_the_company_wants_it_and_the_interview_is_over,
    rates_are_told_of_groups_once_the_month_is_over_and_of_nobody,
    what_was_said_is_taken_back_and_erased,
);

const REPORT: &str = "query($year: Int) { adverseImpact(year: $year) { scored median sexUnknown \
                      raceEthnicityUnknown csv bySex { sex count scoringRate impactRatio \
                      belowFourFifths fisherExactP leftOut } byRaceEthnicity { count leftOut } \
                      byBoth { count } } }";

async fn ask(app: &App, asked: bool) {
    let set = app.mutate("setSelfReport", &json!({"asked": asked}), "selfReport").await;
    assert_eq!(set, json!({"selfReport": asked}));
}

async fn say(app: &App, link: &str, said: &Value) -> (u16, Value) {
    let sent = app.http.post(format!("{link}/self-report")).json(said).send().await.unwrap();
    (sent.status().as_u16(), sent.json().await.unwrap())
}

async fn said(app: &App, link: &str) -> Value {
    let read = app.http.get(format!("{link}/self-report")).send().await.unwrap();
    read.json::<Value>().await.unwrap()["said"].take()
}

async fn offered(app: &App, link: &str) -> bool {
    let room = app.http.get(format!("{link}/interview")).send().await.unwrap();
    room.json::<Value>().await.unwrap()["selfReport"] == true
}

async fn kept(app: &App) -> Vec<self_report::Model> {
    self_report::Entity::find().all(&app.server().means.db).await.unwrap()
}

/// A candidate who answers well, or hardly.
async fn done(app: &App, name: &str, well: bool) -> (Candidate, String) {
    let candidate = app.invited(name).await;
    let link = app.room_link(&candidate).await;
    if well {
        app.take_interview(&link).await;
    } else {
        let room = app.outside.room(&link).await.unwrap();
        let mut room = app.outside.consent(&link, &room.disclosure.version).await.unwrap();
        while let Some(question) = room.question {
            // Of the matter, without what came of it.
            let text = format!(
                "At my last company I worked on exactly this together with some colleagues, and I \
                 wrote a part of it myself. It was about this: {}",
                question.text
            );
            room = app.outside.answer(&link, &question.id, &text).await.unwrap();
        }
    }
    app.settle().await;
    (candidate, link)
}

async fn nobody_is_asked_unless_the_company_wants_it_and_the_interview_is_over(on: Backend) {
    let app = App::connected(on).await;
    let (_, link) = done(&app, "Amara Abara", true).await;
    let woman = json!({"sex": "female", "raceEthnicity": null});
    assert!(!offered(&app, &link).await);
    let (status, problem) = say(&app, &link, &woman).await;
    assert_eq!((status, &problem["code"]), (409, &json!("NOT_ASKED")));
    ask(&app, true).await;
    assert!(offered(&app, &link).await);
    let invited = app.invited("Hiro Ito").await;
    let open = app.room_link(&invited).await;
    assert!(!offered(&app, &open).await, "not before the interview is over");
    assert_eq!(say(&app, &open, &woman).await.0, 409);
    assert!(kept(&app).await.is_empty());
    let (status, _) = say(&app, &link, &json!({"sex": "somebody"})).await;
    assert_eq!(status, 400);
    let (status, _) = say(&app, &link, &woman).await;
    assert_eq!((status, said(&app, &link).await), (200, woman));
    app.finish().await;
}

/// Every row of a table, as text.
async fn dump(app: &App, table: &str) -> String {
    let db = &app.server().means.db;
    let all = Statement::from_string(db.get_database_backend(), format!("SELECT * FROM {table}"));
    let rows = JsonValue::find_by_statement(all).all(db).await.unwrap();
    rows.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

async fn rates_are_told_of_groups_once_the_month_is_over_and_of_nobody(on: Backend) {
    let app = App::connected(on).await;
    ask(&app, true).await;
    let year = app.server().means.clock.now().year();
    let mut ids = Vec::new();
    // Six who hardly answer, five of them women; five men who answer well.
    for number in 0..11 {
        let well = number >= 6;
        let (candidate, link) = done(&app, &format!("Candidate {number}"), well).await;
        let sex = if well { "male" } else { "female" };
        if number != 0 {
            let (status, _) =
                say(&app, &link, &json!({"sex": sex, "raceEthnicity": "asian"})).await;
            assert_eq!(status, 200);
        }
        ids.push(app.interview(&candidate).await["id"].as_str().unwrap().to_owned());
    }
    assert_eq!(kept(&app).await.len(), 10);
    // Neither the rows nor the log tell whose they are, nor that anybody said anything.
    let rows = dump(&app, "self_report").await;
    for id in &ids {
        assert!(!rows.contains(id.trim_start_matches("pipeline:")), "{rows}");
    }
    let entries = audit_entry::Entity::of_tenant(app.tenant_id().await);
    let entries = entries.all(&app.server().means.db).await.unwrap();
    assert!(entries.iter().all(|it| it.actor != "candidate" || !it.action.contains("elf")));

    let now = app.graphql(REPORT, json!({})).await["adverseImpact"].take();
    assert_eq!(
        (&now["scored"], &now["median"]),
        (&json!(0), &Value::Null),
        "the month is not over"
    );
    app.advance(Duration::days(32));
    app.settle().await;
    app.sign_in().await;
    let report = app.graphql(REPORT, json!({"year": year})).await["adverseImpact"].take();
    assert_eq!((&report["scored"], &report["sexUnknown"]), (&json!(11), &json!(1)), "{report}");
    let [women, men] = report["bySex"].as_array().unwrap().as_slice() else { panic!("{report}") };
    assert_eq!(
        (&women["sex"], &women["count"], &women["scoringRate"]),
        (&json!("FEMALE"), &json!(5), &json!(0.0))
    );
    assert_eq!(
        (&men["sex"], &men["count"], &men["scoringRate"]),
        (&json!("MALE"), &json!(5), &json!(1.0))
    );
    assert_eq!((&women["impactRatio"], &men["impactRatio"]), (&json!(0.0), &json!(1.0)));
    assert_eq!((&women["belowFourFifths"], &men["belowFourFifths"]), (&json!(true), &json!(false)));
    // Fisher's exact test of 0 of 5 against 5 of 5: 2 / C(10, 5).
    assert!((women["fisherExactP"].as_f64().unwrap() - 2.0 / 252.0).abs() < 1e-6, "{women}");
    let csv = report["csv"].as_str().unwrap();
    assert!(csv.contains("Female,all,5,0.0000,0.0000,0.0079,"), "{csv}");
    assert!(csv.contains("unknown,all,1,"), "{csv}");
    let before = app.graphql(REPORT, json!({"year": year - 1})).await["adverseImpact"].take();
    assert_eq!(before["scored"], 0);
    app.finish().await;
}

async fn what_was_said_is_taken_back_and_erased(on: Backend) {
    let app = App::connected(on).await;
    ask(&app, true).await;
    let (first, link) = done(&app, "Amara Abara", true).await;
    let (_, other) = done(&app, "Hiro Ito", true).await;
    say(&app, &link, &json!({"sex": "female", "raceEthnicity": "white"})).await;
    say(&app, &other, &json!({"sex": "male", "raceEthnicity": null})).await;
    // Said otherwise, it is said once.
    say(&app, &link, &json!({"sex": null, "raceEthnicity": "two_or_more_races"})).await;
    assert_eq!(said(&app, &link).await, json!({"sex": null, "raceEthnicity": "two_or_more_races"}));
    assert_eq!(kept(&app).await.len(), 2);
    let gone = app.http.delete(format!("{other}/self-report")).send().await.unwrap();
    assert_eq!(gone.status(), 200);
    assert_eq!((said(&app, &other).await, kept(&app).await.len()), (Value::Null, 1));
    let id = app.interview(&first).await["id"].take();
    let erase = json!({"id": id, "reason": "the candidate asked for it"});
    app.mutate("eraseInterview", &erase, "erasedAt").await;
    assert!(kept(&app).await.is_empty());
    assert_eq!(say(&app, &link, &json!({"sex": "female"})).await.0, 410);
    app.finish().await;
}
