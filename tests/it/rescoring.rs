//! An interview scored again, rated by people beside the scorer, and a letter to its candidate.

use entities::{scorecard, sea_orm::EntityTrait};
use serde_json::{Value, json};
use tests::{App, Backend, Candidate, on_both_stores};

on_both_stores!(
    an_interview_is_scored_again_beside_what_lever_was_told,
    people_rate_by_the_same_rubrics_and_both_are_kept,
    a_letter_is_sent_once_and_tells_no_number,
    an_admin_chooses_how_scores_become_lever_s,
);

async fn taken(app: &App) -> (Candidate, Value) {
    let candidate = app.invited("Marit Hoekstra").await;
    app.take_interview(&app.room_link(&candidate).await).await;
    app.settle().await;
    let id = app.interview(&candidate).await["id"].take();
    (candidate, id)
}

async fn interview(app: &App, id: &Value, fields: &str) -> Value {
    let query = format!("query($id: ID!) {{ interview(id: $id) {{ {fields} }} }}");
    app.graphql(&query, json!({"id": id})).await["interview"].take()
}

async fn an_interview_is_scored_again_beside_what_lever_was_told(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Alba Ruiz").await;
    let id = app.interview(&candidate).await["id"].take();
    let early = app.mutate("rescoreInterview", &json!({"id": id}), "id").await;
    assert_eq!(early["code"], "CONFLICT", "{early}");
    let (candidate, id) = taken(&app).await;
    let written = app.written(&candidate).await;
    let before = interview(&app, &id, "scorecard { id overall } report { sha256 } state").await;
    app.mutate("rescoreInterview", &json!({"id": id}), "id").await;
    app.settle().await;
    let fields = "scorecard { id overall } report { sha256 } state";
    assert_eq!(interview(&app, &id, fields).await, before, "the first stays the one told");
    let fields = "scorecards { version overall scorer
                  comparison { samePlan overallBefore overallAfter ratings { steps sameRubric } } }";
    let cards = interview(&app, &id, fields).await["scorecards"].take();
    assert_eq!((&cards[0]["version"], &cards[1]["version"]), (&json!(2), &json!(1)));
    let comparison = &cards[0]["comparison"];
    assert_eq!(comparison["samePlan"], true);
    assert_eq!(comparison["overallBefore"], comparison["overallAfter"], "rules are repeatable");
    let ratings = comparison["ratings"].as_array().unwrap();
    assert!(!ratings.is_empty() && ratings.iter().all(|each| each["sameRubric"] == true));
    assert_eq!(cards[1]["comparison"], Value::Null);
    assert_eq!(app.written(&candidate).await, written, "Lever is told nothing anew");
    let stored = scorecard::Entity::find().all(&app.server().means.db).await.unwrap();
    assert_eq!(stored.len(), 2);
    app.finish().await;
}

async fn people_rate_by_the_same_rubrics_and_both_are_kept(on: Backend) {
    let app = App::connected(on).await;
    let (_, id) = taken(&app).await;
    let fields = "scorecard { overall ratings { questionId level } }";
    let card = interview(&app, &id, fields).await["scorecard"].take();
    let ratings = card["ratings"].as_array().unwrap();
    let rated: Vec<&Value> = ratings.iter().filter(|each| each["level"].is_i64()).collect();
    assert!(rated.len() > 1, "{card}");
    let mut given: Vec<Value> = rated
        .iter()
        .map(|each| json!({"questionId": each["questionId"], "level": each["level"]}))
        .collect();
    given[0]["level"] = Value::Null;
    given[0]["comment"] = json!("They do not say what they did themselves.\u{0}");
    let input = json!({"id": id, "ratings": given});
    let fields = "humanRatings { by ratings { questionId level comment competencyName }
                                 agreement { count exact qwk } } scorecard { overall }";
    let seen = app.mutate("rateInterview", &input, fields).await;
    let human = &seen["humanRatings"][0];
    assert_eq!(human["ratings"].as_array().unwrap().len(), given.len(), "{seen}");
    assert_eq!(human["ratings"][0]["level"], Value::Null);
    let comment = human["ratings"][0]["comment"].as_str().unwrap();
    assert_eq!(comment, "They do not say what they did themselves.", "as PostgreSQL can keep it");
    assert_ne!(human["ratings"][0]["competencyName"], "");
    assert_eq!(human["agreement"]["count"], given.len() - 1);
    assert_eq!(human["agreement"]["exact"], 1.0);
    assert_eq!(seen["scorecard"]["overall"], card["overall"], "no score is changed");
    let query = "{ scoringAgreement { count exact withinOne } }";
    let agreement = app.graphql(query, json!({})).await["scoringAgreement"].take();
    assert_eq!(agreement["count"], given.len() - 1, "{agreement}");
    // Again: both are kept.
    given[0]["level"] = json!(2);
    let input = json!({"id": id, "ratings": given});
    let seen = app.mutate("rateInterview", &input, fields).await;
    assert_eq!(seen["humanRatings"].as_array().unwrap().len(), 2);
    assert_eq!(seen["humanRatings"][0]["ratings"][0]["level"], 2, "the newest first");
    let twice = "mutation($input: RateInterviewInput!) {
        a: rateInterview(input: $input) { ... on Interview { humanRatings { by } } }
        b: rateInterview(input: $input) { ... on Interview { humanRatings { by } } } }";
    let both = app.graphql(twice, json!({"input": input})).await;
    let kept = |which: &str| both[which]["humanRatings"].as_array().unwrap().len();
    assert_eq!((kept("a"), kept("b")), (3, 4), "each sees what it left: {both}");
    for (wrong, why) in [
        (json!([{"questionId": "closer", "level": 3}]), "no scored question"),
        (json!([{"questionId": given[0]["questionId"], "level": 6}]), "1 to 5"),
        (json!([given[0], given[0]]), "more than once"),
        (json!([]), "one question at least"),
    ] {
        let refused = app.mutate("rateInterview", &json!({"id": id, "ratings": wrong}), "id").await;
        assert_eq!(refused["code"], "INVALID", "{refused}");
        assert!(refused["message"].as_str().unwrap().contains(why), "{refused}");
    }
    app.finish().await;
}

async fn a_letter_is_sent_once_and_tells_no_number(on: Backend) {
    let app = App::connected(on).await;
    let (candidate, id) = taken(&app).await;
    let before = app.mails(&candidate).await.len();
    let preview = interview(&app, &id, "scorecard { letter overall } letter { text }").await;
    assert_eq!(preview["letter"], Value::Null);
    let letter = preview["scorecard"]["letter"].as_str().unwrap().to_owned();
    let overall = preview["scorecard"]["overall"].as_i64().unwrap().to_string();
    assert!(!letter.contains(&overall), "{letter}");
    let sent = app.mutate("sendLetter", &json!({"id": id}), "letter { text by }").await;
    assert_eq!(sent["letter"]["text"], letter, "{sent}");
    app.settle().await;
    let again = app.mutate("sendLetter", &json!({"id": id}), "id").await;
    assert_eq!(again["code"], "CONFLICT", "{again}");
    app.settle().await;
    let mails = app.mails(&candidate).await;
    assert_eq!(mails.len(), before + 1);
    let mail = mails.iter().find(|mail| mail.subject.starts_with("Feedback")).unwrap();
    for paragraph in letter.split("\n\n") {
        let line = paragraph.lines().next().unwrap();
        assert!(mail.text.contains(line), "{line} in {}", mail.text);
    }
    app.finish().await;
}

async fn an_admin_chooses_how_scores_become_lever_s(on: Backend) {
    let app = App::connected(on).await;
    let (_, id) = taken(&app).await;
    let fields = "scorecard { overall leverScore thresholds }";
    let first = interview(&app, &id, fields).await["scorecard"].take();
    let overall = first["overall"].as_i64().unwrap();
    let set = "mutation($cutoffs: CutoffsInput!) { setInterviewRules(input: {cutoffs: $cutoffs}) {
               ... on Tenant { cutoffs { two three four } followUps } ... on Problem { code } } }";
    for unfit in [[0, 60, 80], [60, 60, 80], [80, 60, 40], [40, 60, 101]] {
        let cutoffs = json!({"two": unfit[0], "three": unfit[1], "four": unfit[2]});
        let refused = app.graphql(set, json!({"cutoffs": cutoffs})).await;
        assert_eq!(refused["setInterviewRules"]["code"], "INVALID", "{unfit:?}");
    }
    let cutoffs = json!({"two": overall - 3, "three": overall - 2, "four": overall - 1});
    let chosen = app.graphql(set, json!({"cutoffs": cutoffs})).await["setInterviewRules"].take();
    assert_eq!((&chosen["cutoffs"], &chosen["followUps"]), (&cutoffs, &json!(1)));
    app.mutate("rescoreInterview", &json!({"id": id}), "id").await;
    app.settle().await;
    let cards = interview(&app, &id, "scorecards { leverScore thresholds }").await;
    assert_eq!(cards["scorecards"][0]["leverScore"], 4);
    let printed = cards["scorecards"][0]["thresholds"].as_str().unwrap();
    assert!(printed.contains(&format!("{} and above is 4", overall - 1)), "{printed}");
    assert_eq!(
        cards["scorecards"][1]["thresholds"], first["thresholds"],
        "the first keeps its own"
    );
    app.finish().await;
}
