//! Follow-ups: asked where an answer wants one, to everybody by the same rules, and no more than set.

use serde_json::{Value, json};
use tests::{App, Backend, on_both_stores};

on_both_stores!(
    an_answer_that_wants_more_gets_one_follow_up_and_both_are_rated_together,
    none_is_asked_where_none_is_wanted_and_two_at_most,
    whose_last_follow_up_is_wanted_no_more_is_done,
);

const SHORT: &str = "I did that once, long ago.";

async fn set(app: &App, most: i32) -> Value {
    let mutation = "mutation($most: Int!) { setInterviewRules(input: {followUps: $most}) {
                    ... on Tenant { followUps } ... on Problem { code } } }";
    app.graphql(mutation, json!({"most": most})).await["setInterviewRules"].take()
}

/// Answers everything with the same few words; what was asked, with whether it was a follow-up.
async fn answer_briefly(app: &App, link: &str) -> Vec<(String, usize)> {
    let version = app.outside.room(link).await.unwrap().disclosure.version;
    let mut room = app.outside.consent(link, &version).await.unwrap();
    let mut asked = Vec::new();
    while let Some(question) = room.question {
        asked.push((question.id.clone(), question.number));
        room = app.outside.answer(link, &question.id, SHORT).await.unwrap();
    }
    assert_eq!(room.state, "completed");
    asked
}

async fn an_answer_that_wants_more_gets_one_follow_up_and_both_are_rated_together(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Marit Hoekstra").await;
    let link = app.room_link(&candidate).await;
    let asked = answer_briefly(&app, &link).await;
    app.settle().await;
    let query =
        "{ interviews { nodes { state plan { questions { id text scored probes { when text } } }
                 transcript { number questionId question followUpBecause }
                 scorecard { ratings { questionId quotes { turn } } } } } }";
    let seen = app.graphql(query, json!({})).await["interviews"]["nodes"][0].take();
    assert_eq!(seen["state"], "WRITTEN_BACK");
    let transcript = seen["transcript"].as_array().unwrap();
    assert_eq!(transcript.len(), asked.len());
    let mut turns = transcript.iter();
    for (place, question) in (1..).zip(seen["plan"]["questions"].as_array().unwrap()) {
        let turn = turns.next().unwrap();
        assert_eq!((&turn["questionId"], &turn["question"]), (&question["id"], &question["text"]));
        assert_eq!(turn["followUpBecause"], Value::Null);
        if question["scored"] == true {
            let follow_up = turns.next().unwrap();
            assert_eq!(follow_up["questionId"], question["id"]);
            let probes = question["probes"].as_array().unwrap().iter();
            let mut of = probes.filter(|probe| probe["text"] == follow_up["question"]);
            assert_eq!(of.next().unwrap()["when"], follow_up["followUpBecause"]);
            let number = follow_up["number"].as_u64().unwrap();
            let (id, shown) = &asked[usize::try_from(number).unwrap() - 1];
            assert!(id.contains('#'), "{id} is told from its question");
            assert_eq!(*shown, place, "it has the number of its question");
        }
    }
    assert!(turns.next().is_none());
    app.finish().await;
}

async fn whose_last_follow_up_is_wanted_no_more_is_done(on: Backend) {
    let app = App::connected(on).await;
    app.invited("Marit Hoekstra").await;
    // A plan without the closing question: its last one may have follow-ups.
    let posting = app.posting().await;
    let query = "query($id: ID!) { posting(id: $id) { plan { text } } }";
    let seen = app.graphql(query, json!({"id": posting})).await;
    let text = seen["posting"]["plan"]["text"].as_str().unwrap();
    let text = &text[..text.rfind("[[question]]").unwrap()];
    let input = json!({"postingId": posting, "baseVersion": 1, "text": text});
    let published = app.mutate("importPlan", &input, "published faults { message }").await;
    assert_eq!(published["published"], true, "{published}");

    let candidate = app.invited("Alba Ruiz").await;
    let link = app.room_link(&candidate).await;
    let version = app.outside.room(&link).await.unwrap().disclosure.version;
    let mut room = app.outside.consent(&link, &version).await.unwrap();
    let last = room.questions;
    while let Some(question) = room.question {
        if question.number == last && question.id.contains('#') {
            break;
        }
        room = app.outside.answer(&link, &question.id, SHORT).await.unwrap();
    }
    assert_eq!(room.state, "in_progress", "one more is asked");
    assert_eq!(set(&app, 0).await["followUps"], 0);
    assert_eq!(app.outside.room(&link).await.unwrap().state, "completed");
    app.settle().await;
    assert_eq!(app.interview(&candidate).await["state"], "WRITTEN_BACK");
    app.finish().await;
}

async fn none_is_asked_where_none_is_wanted_and_two_at_most(on: Backend) {
    let app = App::connected(on).await;
    for unfit in [-1, 3] {
        assert_eq!(set(&app, unfit).await["code"], "INVALID");
    }
    assert_eq!(set(&app, 0).await["followUps"], 0);
    let first = app.invited("Marit Hoekstra").await;
    let without = answer_briefly(&app, &app.room_link(&first).await).await;
    assert!(without.iter().all(|(id, _)| !id.contains('#')));
    assert_eq!(set(&app, 2).await["followUps"], 2);
    let second = app.invited("Alba Ruiz").await;
    let link = app.room_link(&second).await;
    let with = answer_briefly(&app, &link).await;
    let follow_ups: Vec<_> = with.iter().filter(|(id, _)| id.contains('#')).collect();
    assert!(follow_ups.len() > without.len() - 2, "{with:?}");
    for (id, _) in &without {
        let of = follow_ups.iter().filter(|(it, _)| it.starts_with(&format!("{id}#")));
        assert!(of.count() <= 2, "{id} of {with:?}");
    }
    // Full answers want none.
    let third = app.invited("Bela Szabo").await;
    app.take_interview(&app.room_link(&third).await).await;
    app.settle().await;
    let id = app.interview(&third).await["id"].take();
    let query = "query($id: ID!) { interview(id: $id) { transcript { followUpBecause } } }";
    let seen = app.graphql(query, json!({"id": id})).await;
    let turns = seen["interview"]["transcript"].as_array().unwrap();
    assert_eq!(turns.len(), without.len(), "{turns:?}");
    app.finish().await;
}
