//! The list of interviews as a file: whole, for those who may see it, and harmless in a spreadsheet.

use entities::{
    ids::PipelineId,
    listed,
    operator::Role,
    pipeline::{self, Candidate, Filter, Trigger},
    posting, report, scorecard,
    sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr},
};
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use tests::{App, Backend, on_both_stores};

on_both_stores!(
    the_list_is_a_file_with_what_the_list_shows,
    a_file_has_every_interview_once_however_many_there_are,
    only_those_who_see_interviews_take_them_along,
    what_a_list_reads_is_what_the_tables_have,
);

/// A file by the names of its columns.
async fn file(app: &App, browser: &Client, query: &str) -> Vec<Value> {
    let answer = browser.get(app.url(&format!("/interviews.csv{query}"))).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()["content-type"], "text/csv; charset=utf-8");
    assert_eq!(answer.headers()["cache-control"], "private, no-store");
    let kept_as = answer.headers()["content-disposition"].to_str().unwrap().to_owned();
    assert!(kept_as.starts_with("attachment; filename=\"interviews-20"), "{kept_as}");
    let bytes = answer.bytes().await.unwrap();
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).expect("a spreadsheet knows it is UTF-8");
    let mut rows = csv::Reader::from_reader(text);
    let names: Vec<_> = rows.headers().unwrap().iter().map(str::to_owned).collect();
    let row = |row: csv::StringRecord| {
        names.iter().cloned().zip(row.iter().map(|cell| json!(cell))).collect()
    };
    rows.records().map(|record| Value::Object(row(record.unwrap()))).collect()
}

/// The same as JSON.
async fn list(app: &App, browser: &Client, query: &str) -> Vec<Value> {
    let answer = browser.get(app.url(&format!("/interviews.json{query}"))).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()["content-type"], "application/json");
    assert_eq!(answer.headers()["cache-control"], "private, no-store");
    let kept_as = answer.headers()["content-disposition"].to_str().unwrap().to_owned();
    assert!(kept_as.ends_with(".json\""), "{kept_as}");
    answer.json().await.unwrap()
}

async fn the_list_is_a_file_with_what_the_list_shows(on: Backend) {
    let app = App::connected(on).await;
    let scored = app.invited("Zoë \"Z\" Ångström, PhD").await;
    app.take_interview(&app.room_link(&scored).await).await;
    app.invited("Ann;=HYPERLINK(\"https://evil.example\")").await;
    app.settle().await;
    let browser = app.browser_of(Role::TeamMember, "kim@larkspur.example").await;
    let rows = file(&app, &browser, "").await;
    assert_eq!(rows.len(), 2, "{rows:?}");
    let fields =
        "query($id: ID!) { interview(id: $id) { candidateEmail opportunityUrl posting { title }
                  scorecard { overall leverScore } } }";
    let id = app.interview(&scored).await["id"].take();
    let shown = app.graphql(fields, json!({"id": id})).await["interview"].take();
    let first = &rows[0];
    assert_eq!(first["candidate"], "Zoë \"Z\" Ångström, PhD");
    assert_eq!(first["state"], "WRITTEN_BACK");
    assert_eq!(first["email"], shown["candidateEmail"]);
    assert_eq!(first["posting"], shown["posting"]["title"]);
    assert_eq!(first["opportunity"], shown["opportunityUrl"]);
    assert_eq!(first["score"], json!(shown["scorecard"]["overall"].to_string()));
    assert_eq!(first["lever_score"], json!(shown["scorecard"]["leverScore"].to_string()));
    assert!(first["interview"].as_str().unwrap().ends_with(id.as_str().unwrap()), "{first}");
    for at in ["received_at", "invited_at", "completed_at", "changed_at"] {
        let at = first[at].as_str().unwrap();
        chrono::DateTime::parse_from_rfc3339(at).unwrap_or_else(|_| panic!("{at}"));
    }
    let second = &rows[1];
    assert_eq!(
        second["candidate"], "Ann;'=HYPERLINK(\"https://evil.example\")",
        "text, no formula"
    );
    assert_eq!((&second["score"], &second["completed_at"]), (&json!(""), &json!("")));

    // As JSON it is the same, with numbers as numbers and names as they are.
    let listed = list(&app, &browser, "").await;
    assert_eq!(listed.len(), 2, "{listed:?}");
    for (name, text) in first.as_object().unwrap() {
        let same = listed[0][name].as_str().map_or(listed[0][name].to_string(), str::to_owned);
        assert!(same == *text || listed[0][name].is_null() && text == "", "{name}: {}", listed[0]);
    }
    assert_eq!(listed[0]["score"], shown["scorecard"]["overall"]);
    assert_eq!(listed[1]["candidate"], "Ann;=HYPERLINK(\"https://evil.example\")");
    assert!(listed[1]["score"].is_null() && listed[1]["completed_at"].is_null(), "{}", listed[1]);
    assert_eq!(list(&app, &browser, "?state=INVITED").await, listed[1..]);
    assert_eq!(list(&app, &browser, "?search=nobody").await, [] as [Value; 0]);

    assert_eq!(file(&app, &browser, "?state=INVITED").await, rows[1..]);
    assert_eq!(file(&app, &browser, "?search=%C3%85ngstr%C3%B6m").await, rows[..1]);
    assert_eq!(file(&app, &browser, "?search=%00Zo").await, rows[..1]);
    assert_eq!(file(&app, &browser, "?search=nobody").await, [] as [Value; 0]);
    let unknown = browser.get(app.url("/interviews.csv?state=LOST")).send().await.unwrap();
    assert_eq!(unknown.status(), StatusCode::BAD_REQUEST);
    assert!(unknown.text().await.unwrap().contains("WRITTEN_BACK"), "it says which there are");

    app.mutate("setEvidenceOnly", &json!({"evidenceOnly": true}), "evidenceOnly").await;
    let rows = file(&app, &browser, "").await;
    let rows = [rows, list(&app, &browser, "").await].concat();
    assert!(rows.iter().all(|row| row.get("score").is_none() && row.get("lever_score").is_none()));
    app.finish().await;
}

async fn a_file_has_every_interview_once_however_many_there_are(on: Backend) {
    const COUNT: usize = 1_203;
    let app = App::connected(on).await;
    let (means, tenant_id) = (&app.server().means, app.tenant_id().await);
    let tx = means.db.begin().await.unwrap();
    for number in 0..COUNT {
        let candidate = Candidate {
            name: format!("Candidate {number}"),
            email: None,
            opportunity_url: None,
            contact_id: None,
        };
        let (opportunity, id) = (format!("o{number}"), PipelineId(means.ids.fresh()));
        let of = (opportunity.as_str(), "");
        let now = means.clock.now();
        pipeline::ensure(&tx, (tenant_id, id), of, candidate, Trigger::Stage, now).await.unwrap();
    }
    tx.commit().await.unwrap();
    let browser = app.browser_of(Role::Admin, "kim@larkspur.example").await;
    let rows = file(&app, &browser, "").await;
    let mut names: Vec<_> = rows.iter().map(|row| row["candidate"].to_string()).collect();
    assert_eq!(names.len(), COUNT);
    names.sort();
    names.dedup();
    assert_eq!(names.len(), COUNT, "each once");
    let listed = list(&app, &browser, "").await;
    let same = |(row, object): (&Value, &Value)| row["interview"] == object["interview"];
    assert!(listed.len() == COUNT && rows.iter().zip(&listed).all(same), "{}", listed.len());
    app.finish().await;
}

async fn only_those_who_see_interviews_take_them_along(on: Backend) {
    let app = App::connected(on).await;
    app.invited("Amara Abara").await;
    let nobody = Client::new().get(app.url("/interviews.csv")).send().await.unwrap();
    assert_eq!(nobody.status(), StatusCode::NOT_FOUND);
    assert!(!nobody.text().await.unwrap().contains("Amara"));
    let nobody = Client::new().get(app.url("/interviews.json")).send().await.unwrap();
    assert_eq!(nobody.status(), StatusCode::NOT_FOUND);
    let limited = app.browser_of(Role::LimitedTeamMember, "lou@larkspur.example").await;
    assert_eq!(file(&app, &limited, "").await, [] as [Value; 0]);
    assert_eq!(file(&app, &limited, "?search=Amara").await, [] as [Value; 0]);
    app.give_posting(&limited).await;
    assert_eq!(file(&app, &limited, "?search=Amara").await.len(), 1);
    assert_eq!(list(&app, &limited, "").await.len(), 1);

    let query = "{ auditLog(first: 10, filter: {action: \"exportInterviews\"}) { \
                 nodes { actor details } } }";
    let log = app.graphql(query, json!({})).await["auditLog"]["nodes"].take();
    assert_eq!(log.as_array().unwrap().len(), 4, "{log}");
    assert!(!log.to_string().contains("Amara"), "what was searched for may be a name: {log}");
    assert!(log.to_string().contains("\\\"searched\\\":true"), "{log}");
    app.finish().await;
}

async fn what_a_list_reads_is_what_the_tables_have(on: Backend) {
    let app = App::connected(on).await;
    let (means, tenant_id) = (&app.server().means, app.tenant_id().await);
    let scored = app.invited("Zoë Ångström").await;
    app.take_interview(&app.room_link(&scored).await).await;
    app.invited("Ann Invited").await;
    app.settle().await;
    let nobody =
        Candidate { name: "Sam".to_owned(), email: None, opportunity_url: None, contact_id: None };
    let (id, now) = (PipelineId(means.ids.fresh()), means.clock.now());
    let of = ("o1", "");
    let tx = means.db.begin().await.unwrap();
    pipeline::ensure(&tx, (tenant_id, id), of, nobody, Trigger::Stage, now).await.unwrap();
    tx.commit().await.unwrap();
    // Each with another value, so that none can stand for another.
    let db = &means.db;
    let minutes = |minutes| Expr::value(now + chrono::Duration::minutes(minutes));
    pipeline::Entity::update_many()
        .col_expr(pipeline::Column::CandidateEmail, Expr::value("sam@mail.example"))
        .col_expr(pipeline::Column::OpportunityUrl, Expr::value("https://lever.example/o1"))
        .col_expr(pipeline::Column::ContactId, Expr::value("c1"))
        .col_expr(pipeline::Column::PlanId, Expr::value(means.ids.fresh()))
        .col_expr(pipeline::Column::ScorecardId, Expr::value(means.ids.fresh()))
        .col_expr(pipeline::Column::ReportId, Expr::value(means.ids.fresh()))
        .col_expr(pipeline::Column::InvitedAt, minutes(1))
        .col_expr(pipeline::Column::CompletedAt, minutes(2))
        .col_expr(pipeline::Column::UpdatedAt, minutes(3))
        .col_expr(pipeline::Column::ErasedAt, minutes(4))
        .col_expr(pipeline::Column::DeletedAt, minutes(5))
        .filter(pipeline::Column::Id.eq(id))
        .exec(db)
        .await
        .unwrap();
    posting::Entity::update_many()
        .col_expr(posting::Column::Location, Expr::value("Rotterdam"))
        .col_expr(posting::Column::Team, Expr::value("Platform"))
        .col_expr(posting::Column::Url, Expr::value("https://jobs.example/p1"))
        .col_expr(posting::Column::Description, Expr::value("Keep the imports running."))
        .exec(db)
        .await
        .unwrap();

    let filter = Filter { state: None, search: None, posting_ids: None };
    let rows = listed::after(db, tenant_id, &filter, None, 100).await.unwrap();
    assert_eq!(rows.len(), 3);
    for row in &rows {
        let its = pipeline::find(db, tenant_id, row.pipeline.id).await.unwrap().unwrap();
        let ids = [its.posting_id.clone()];
        let postings = posting::find_summaries(db, tenant_id, &ids).await.unwrap();
        assert_eq!(row.posting.as_slice(), postings);
        let ids: Vec<_> = its.scorecard_id.into_iter().collect();
        let scorecards = scorecard::find_many(db, tenant_id, &ids).await.unwrap();
        assert_eq!(row.scorecard.as_slice(), scorecards);
        let ids: Vec<_> = its.report_id.into_iter().collect();
        let reports = report::find_many(db, tenant_id, &ids).await.unwrap();
        assert_eq!(row.report.as_slice(), reports);
        assert_eq!(row.pipeline, its);
    }
    assert_eq!(rows.iter().filter(|row| row.report.is_some()).count(), 1);
    assert_eq!(rows.iter().filter(|row| row.posting.is_none()).count(), 1);
    app.finish().await;
}
