//! Webhooks as they come in: good, bad, twice.

use entities::{operator::Role, sea_orm::ConnectionTrait};
use serde_json::{Value, json};
use tests::{App, Backend, on_both_stores};

on_both_stores!(
    what_is_not_signed_is_refused_and_nothing_is_stored,
    a_second_delivery_is_answered_200_and_invites_nobody_again,
    what_lever_told_is_listed_with_what_came_of_it,
);

async fn what_is_not_signed_is_refused_and_nothing_is_stored(on: Backend) {
    let app = App::connected(on).await;
    let secret = app.hook_secret().await;
    let before = app.messages().await;
    let body = |signature: &str| {
        json!({"event": "candidateStageChange", "triggeredAt": 1, "token": "t",
               "signature": signature, "data": {"opportunityId": "o", "toStageId": "s"}})
        .to_string()
    };
    assert_eq!(app.deliver(&secret, body(&"0".repeat(64))).await, 401);
    let unsigned = r#"{"event":"candidateStageChange","triggeredAt":1,"token":"t","data":{}}"#;
    assert_eq!(app.deliver(&secret, unsigned).await, 401);
    assert_eq!(app.deliver(&secret, "not json").await, 400);
    assert_eq!(app.deliver(&secret, "").await, 400);
    assert_eq!(app.deliver(&secret, vec![b' '; 65 * 1024]).await, 413);
    assert_eq!(app.deliver("0123456789abcdef0123456789abcdef", body("x")).await, 404);
    assert_eq!(app.messages().await, before);
    app.finish().await;
}

async fn a_second_delivery_is_answered_200_and_invites_nobody_again(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.invited("Dmitri Petrov").await;
    let before = app.messages().await;
    for _ in 0..2 {
        app.tell("redeliver_all", &json!({})).await;
        app.settle().await;
    }
    assert_eq!(app.messages().await, before, "a redelivery inserts nothing");
    let deliveries = app.control("deliveries").await;
    let all: &Vec<Value> = deliveries["deliveries"].as_array().unwrap();
    assert!(all.len() >= 6, "{} deliveries", all.len());
    assert!(all.iter().all(|delivery| delivery["status"] == "ok"), "{all:?}");
    assert_eq!(app.mails(&candidate).await.len(), 1);
    app.finish().await;
}

async fn what_lever_told_is_listed_with_what_came_of_it(on: Backend) {
    let app = App::connected(on).await;
    let query = "query($after: String) { deliveries(first: 2, after: $after) {
        nodes { event announced opportunityId status interview { candidateName } }
        edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor } } }";
    let nothing = app.graphql(query, json!({})).await["deliveries"].take();
    assert_eq!(nothing["nodes"], json!([]));
    let invited = app.apply("Dmitri Petrov").await;
    app.settle().await;
    app.move_to_trigger(&invited).await;
    app.settle().await;
    let applied = app.apply("Marit Hoekstra").await;
    app.settle().await;
    let mut all = Vec::new();
    let mut after = Value::Null;
    loop {
        let page = app.graphql(query, json!({"after": after})).await["deliveries"].take();
        assert_eq!(page["pageInfo"]["hasPreviousPage"], !after.is_null());
        all.extend(page["nodes"].as_array().unwrap().clone());
        after = page["pageInfo"]["endCursor"].clone();
        assert_eq!(page["edges"].as_array().unwrap().last().unwrap()["cursor"], after);
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
    }
    let told = |event: &str, opportunity: &str, name: Option<&str>| {
        let interview = name.map(|name| json!({"candidateName": name}));
        json!({"event": event, "announced": true, "opportunityId": opportunity, "status": "DONE",
               "interview": interview})
    };
    let (moved, other) = (invited.opportunity.as_str(), applied.opportunity.as_str());
    assert_eq!(
        all,
        [
            told("APPLICATION", other, None),
            told("STAGE_CHANGE", moved, Some("Dmitri Petrov")),
            told("APPLICATION", moved, Some("Dmitri Petrov")),
        ]
    );
    // A message that cannot be read hides none of the others.
    let damaged = format!(
        "UPDATE inbox SET message = '{{\"kind\":\"application_created\"}}' \
         WHERE dedup_key LIKE 'lever %' AND opportunity_id = '{other}'"
    );
    app.server().means.db.execute_unprepared(&damaged).await.unwrap();
    let left = app.graphql(query, json!({})).await["deliveries"]["nodes"].take();
    assert_eq!(left.as_array().unwrap(), &all[..2]);
    let limited = app.browser_of(Role::LimitedTeamMember, "lou@larkspur.example").await;
    let body = json!({"query": query});
    let sent = limited.post(app.url("/graphql")).json(&body).send().await.unwrap();
    assert!(sent.text().await.unwrap().contains("FORBIDDEN"));
    app.finish().await;
}
