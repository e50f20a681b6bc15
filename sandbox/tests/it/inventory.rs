//! What `/control` tells of the account for programs that are held against it, and callbacks of the app.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::harness::{Lever, POSTING, SCOPES, query_of};

const CALLBACK: &str = "https://partner.example/lever/login";

async fn post(lever: &Lever, path: &str, body: &Value) -> StatusCode {
    let address = format!("{}/control{path}", lever.url);
    lever.client.post(address).json(body).send().await.unwrap().status()
}

#[actix_rt::test]
async fn the_inventory_has_what_came_and_not_what_went() {
    let lever = Lever::start().await;
    lever.seed().await;
    let ada = lever.apply("Ada", Some("ada@people.example")).await;
    let gone = lever.apply("Bob", Some("bob@people.example")).await;
    lever.control("/delete", json!({"opportunity": gone["opportunity"]})).await;
    let known = lever.look("/inventory").await;
    let people = known["opportunities"].as_array().unwrap();
    let it = people.iter().find(|person| person["id"] == ada["opportunity"]).unwrap();
    assert_eq!(it["emails"], json!(["ada@people.example"]));
    assert_eq!(it["applications"], json!([ada["application"]]));
    assert_eq!(it["postings"], json!([POSTING]));
    assert!(people.iter().all(|person| person["id"] != gone["opportunity"]));
    assert_eq!(known["opportunities_deleted"], json!([gone["opportunity"]]));
    assert_eq!(known["applications_deleted"], json!([gone["application"]]));
    lever.stop().await;
}

#[actix_rt::test]
async fn requisitions_are_made_up_to_a_limit() {
    let lever = Lever::start().await;
    let before = lever.look("/inventory").await["requisitions"].as_array().unwrap().len();
    let requisitions = |count: usize| {
        let one = json!({"requisitionCode": "ENG-1", "name": "Engineer"});
        json!({"requisitions": vec![one; count]})
    };
    let made = lever.control("/requisitions", requisitions(1000)).await;
    assert_eq!(made["requisitions"].as_array().unwrap().len(), 1000);
    assert_eq!(post(&lever, "/requisitions", &requisitions(1001)).await, 400);
    let after = lever.look("/inventory").await["requisitions"].as_array().unwrap().len();
    assert_eq!(after, before + 1000);
    lever.stop().await;
}

#[actix_rt::test]
async fn an_app_may_call_back_where_it_is_registered_even_after_it_was_revoked() {
    let lever = Lever::start().await;
    let authorize = async || {
        let mut form = lever.authorize_form(SCOPES);
        form.retain(|(name, _)| *name != "redirect_uri");
        form.extend([("redirect_uri", CALLBACK.to_owned()), ("decision", "accept".to_owned())]);
        lever.client.post(format!("{}/authorize", lever.url)).form(&form).send().await.unwrap()
    };
    assert_eq!(authorize().await.status(), 400, "not registered");
    let set = lever.control("/callbacks", json!({"callbacks": [CALLBACK]})).await;
    assert_eq!(set, json!({"callbacks": [CALLBACK]}));
    assert!(query_of(&authorize().await, "code").is_some());
    lever.control("/revoke", json!({})).await;
    assert!(query_of(&authorize().await, "code").is_some(), "being registered outlasts revoking");
    let many: Vec<_> = (0..21).map(|n| format!("{CALLBACK}/{n}")).collect();
    assert_eq!(post(&lever, "/callbacks", &json!({"callbacks": many})).await, 400);
    assert_eq!(lever.look("/callbacks").await, set, "a refusal changes nothing");
    lever.stop().await;
}
