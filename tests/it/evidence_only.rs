//! A company that wants evidence only sees no score anywhere: not in the admin API, not in Lever.

use serde_json::{Value, json};
use tests::{App, Backend, on_both_stores};

on_both_stores!(no_number_is_shown_or_written_where_none_is_wanted);

async fn no_number_is_shown_or_written_where_none_is_wanted(on: Backend) {
    let app = App::connected(on).await;
    let stages = app.integration("stages { id text }").await;
    let offer = stages["stages"].as_array().unwrap().last().unwrap()["id"].clone();
    let advance = json!({"advance": {"wanted": true, "stageId": offer, "fromScore": 1}});
    app.change("setWriteback", &advance, "advance { fromScore }").await;
    let on_it = json!({"evidenceOnly": true});
    let set = app.mutate("setEvidenceOnly", &on_it, "evidenceOnly").await;
    assert_eq!(set, json!({"evidenceOnly": true}));
    let candidate = app.invited("Amara Abara").await;
    app.take_interview(&app.room_link(&candidate).await).await;
    app.settle().await;

    let id = app.interview(&candidate).await["id"].take();
    let query = "query($id: ID!) { interview(id: $id) { state scorecard { overall leverScore \
                 thresholds feedback ratings { level anchor spread explanation missing \
                 runs { level } quotes { text } } letter } timeline { reason } } }";
    let ask = async || app.graphql(query, json!({"id": id})).await["interview"].take();
    let seen = ask().await;
    assert_eq!(seen["state"], "WRITTEN_BACK", "{seen}");
    let scorecard = &seen["scorecard"];
    assert_eq!((&scorecard["overall"], &scorecard["leverScore"]), (&Value::Null, &Value::Null));
    assert_eq!((&scorecard["thresholds"], &scorecard["feedback"]), (&json!(""), &json!("")));
    assert_eq!(scorecard["letter"], Value::Null, "it is made from levels");
    let letter = app.mutate("sendLetter", &json!({"id": id}), "state").await;
    assert_eq!(letter["code"], "CONFLICT", "{letter}");
    let ratings = scorecard["ratings"].as_array().unwrap();
    assert!(!ratings.is_empty());
    for rating in ratings {
        assert_eq!((&rating["level"], &rating["anchor"]), (&Value::Null, &Value::Null));
        assert_eq!((&rating["explanation"], &rating["missing"]), (&json!(""), &json!([])));
    }
    let quoted = ratings.iter().any(|it| !it["quotes"].as_array().unwrap().is_empty());
    assert!(quoted, "the evidence is there: {scorecard}");

    let lever = app.seen(&candidate).await;
    let note = lever.notes[0].to_string();
    assert!(note.contains("there is no score"), "{note}");
    for number in ["out of 100", "Lever score", "\"score\":1", "\"score\":2", "\"score\":3"] {
        assert!(!note.contains(number), "{number}: {note}");
    }
    assert_eq!(lever.files.len(), 1);
    let tags = &lever.opportunity.tags;
    assert!(tags.iter().any(|tag| tag == "Alex - Interview Complete"), "{tags:?}");
    let why = seen["timeline"].to_string();
    assert!(why.contains("not moved: that needs a score"), "{why}");

    // Scores are kept all the same, and are seen again once they are wanted.
    app.mutate("setEvidenceOnly", &json!({"evidenceOnly": false}), "evidenceOnly").await;
    assert!(ask().await["scorecard"]["overall"].is_number());
    app.finish().await;
}
