//! Inviting by hand, whatever the stage; and how many came how far.

use serde_json::{Value, json};
use tests::{App, Backend, on_both_stores};

on_both_stores!(
    a_candidate_is_invited_by_hand_once_whatever_their_stage,
    the_funnel_counts_how_far_candidates_came,
);

async fn by_hand(app: &App, opportunity: &str) -> Value {
    app.mutate("inviteCandidate", &json!({"opportunity": opportunity}), "opportunityId").await
}

async fn a_candidate_is_invited_by_hand_once_whatever_their_stage(on: Backend) {
    let app = App::connected(on).await;
    let candidate = app.apply("Ada Reed").await;
    app.settle().await;
    assert!(app.mails(&candidate).await.is_empty(), "nothing has triggered");
    let address = format!("https://hire.lever.co/candidates/{}", candidate.opportunity);
    let invited = by_hand(&app, &address).await;
    assert_eq!(invited["opportunityId"], candidate.opportunity, "{invited}");
    app.settle().await;
    assert_eq!(app.mails(&candidate).await.iter().filter(|mail| mail.is_invite()).count(), 1);
    let query = "{ interviews { nodes { trigger state timeline { cause } } } }";
    let seen = app.graphql(query, json!({})).await["interviews"]["nodes"][0].take();
    assert_eq!((&seen["trigger"], &seen["state"]), (&json!("BY_HAND"), &json!("INVITED")));
    assert!(seen["timeline"].to_string().contains("an operator wanted the candidate invited"));
    for again in [&address, &candidate.opportunity] {
        assert_eq!(by_hand(&app, again).await["code"], "CONFLICT");
    }
    assert_eq!(by_hand(&app, "Ada Reed").await["code"], "INVALID");
    // Who is in the trigger stage afterwards is not invited once more.
    app.move_to_trigger(&candidate).await;
    app.settle().await;
    assert_eq!(app.mails(&candidate).await.iter().filter(|mail| mail.is_invite()).count(), 1);
    // Whom Lever does not have is nobody to invite.
    let unknown = by_hand(&app, "250d8f03-738a-4bba-a671-8a3d73477145").await;
    assert!(unknown["opportunityId"].is_string(), "{unknown}");
    app.settle().await;
    assert_eq!(app.given_up_count().await, 0);
    app.finish().await;
}

async fn the_funnel_counts_how_far_candidates_came(on: Backend) {
    let app = App::connected(on).await;
    let [_, begun, done] = [
        app.invited("Ada Reed").await,
        app.invited("Bo Chen").await,
        app.invited("Cleo Dahl").await,
    ];
    let link = app.room_link(&begun).await;
    let room: Value =
        app.http.get(format!("{link}/interview")).send().await.unwrap().json().await.unwrap();
    let version = json!({"version": room["disclosure"]["version"]});
    app.http.post(format!("{link}/consent")).json(&version).send().await.unwrap();
    app.take_interview(&app.room_link(&done).await).await;
    app.settle().await;
    let query = "{ funnel(weeks: 2) { total { invited started completed scored }
                  byPosting { posting { title } counts { invited } }
                  byWeek { monday counts { invited scored } } } }";
    let funnel = app.graphql(query, json!({})).await["funnel"].take();
    assert_eq!(funnel["total"], json!({"invited": 3, "started": 2, "completed": 1, "scored": 1}));
    assert_eq!(funnel["byPosting"].as_array().unwrap().len(), 1);
    assert!(funnel["byPosting"][0]["posting"]["title"].is_string(), "{funnel}");
    assert_eq!(funnel["byWeek"].as_array().unwrap().len(), 2, "{funnel}");
    assert_eq!(funnel["byWeek"][1]["counts"], json!({"invited": 3, "scored": 1}));
    // Who was given other postings has none to count.
    let limited = app
        .browser_of(entities::operator::Role::LimitedTeamMember, "limited@larkspur.example")
        .await;
    let none = app.ask_as(&limited, query, json!({})).await;
    assert_eq!(none["funnel"]["total"]["invited"], 0, "{none}");
    app.finish().await;
}
