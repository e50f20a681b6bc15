//! Every request takes a turn, and Lever's "too many" is passed on; who we say we are.

use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use async_trait::async_trait;
use lever::{Credential, Pace, Retry};
use secrecy::SecretString;
use serde_json::json;
use tokio::sync::Semaphore;

use crate::server::{PERFORM_AS, Reply, Server, Turns};

fn token() -> Credential {
    Credential::Token(SecretString::from("t0ken"))
}

#[tokio::test]
async fn each_page_takes_a_turn_and_so_does_each_write() {
    let page = |next: &str| json!({ "data": [{ "text": next }], "hasNext": true, "next": next });
    let server = Server::start(vec![
        Reply::json(200, &page("a")),
        Reply::json(200, &page("b")),
        Reply::json(200, &json!({ "data": [], "hasNext": false })),
        Reply::json(200, &json!({ "data": {} })),
    ]);
    let turns = Arc::new(Turns::default());
    let client = server.client_with(token(), turns.clone());
    assert_eq!(client.tags().list().await.unwrap(), ["a", "b"]);
    assert_eq!(turns.taken.load(Ordering::SeqCst), 3);
    client.clone().opportunities().set_stage("o", "s").await.unwrap();
    assert_eq!(turns.taken.load(Ordering::SeqCst), 4, "a clone keeps the pace");
    assert!(turns.throttled.lock().unwrap().is_empty());
}

#[tokio::test]
async fn too_many_requests_are_reported_with_the_pause_asked_for() {
    let body = json!({ "code": "TooManyRequests", "message": "Too many requests" });
    let reply = |headers| Reply { headers, ..Reply::json(429, &body) };
    let server = Server::start(vec![
        reply("Retry-After: 7\r\n"),
        reply(""),
        reply("Retry-After: Fri, 07 Nov 2026 23:59:59 GMT\r\n"),
        Reply { headers: "Retry-After: 7\r\n", ..Reply::json(503, &body) },
    ]);
    let turns = Arc::new(Turns::default());
    let client = server.client_with(token(), turns.clone());
    for status in [429, 429, 429, 503] {
        let refused = client.stages().list().await.unwrap_err();
        assert_eq!(refused.status(), Some(status));
        assert_eq!(refused.retry(), Retry::Later);
    }
    let throttled = turns.throttled.lock().unwrap().clone();
    assert_eq!(throttled, [Some(Duration::from_secs(7)), None, None]);
}

/// Gives leave when told to.
struct Gate(Semaphore);

#[async_trait]
impl Pace for Gate {
    async fn turn(&self) -> bool {
        self.0.acquire().await.unwrap().forget();
        true
    }

    fn throttled(&self, _: Option<Duration>) {}
}

#[tokio::test]
async fn nothing_is_sent_before_its_turn() {
    let server = Server::start(vec![Reply::json(200, &json!({ "data": [] }))]);
    let gate = Arc::new(Gate(Semaphore::new(0)));
    let client = server.client_with(token(), gate.clone());
    let tags = client.tags();
    let list = tags.list();
    tokio::pin!(list);
    let waits = tokio::select! {
        biased;
        _ = &mut list => false,
        () = tokio::task::yield_now() => true,
    };
    assert!(waits && server.requests().is_empty());
    gate.0.add_permits(1);
    assert!(list.await.unwrap().is_empty());
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_token_is_sent_as_bearer_and_a_key_as_user_name() {
    let empty = || Reply::json(200, &json!({ "data": [] }));
    let server = Server::start(vec![empty(), empty()]);
    let turns = Arc::new(Turns::default());
    let key = Credential::ApiKey(SecretString::from("k3y"));
    for credential in [token(), key] {
        let client = server.client_with(credential, turns.clone());
        client.tags().list().await.unwrap();
        let shown = format!("{client:?}");
        assert!(!shown.contains("t0ken") && !shown.contains("k3y"), "{shown}");
    }
    let sent: Vec<_> = server.requests().into_iter().map(|it| it.authorization).collect();
    // "azN5Og==" is "k3y:", so the password is empty.
    assert_eq!(sent, ["Bearer t0ken", "Basic azN5Og=="]);
}

#[tokio::test]
async fn ids_from_outside_cannot_climb_the_path() {
    let ids = ["..", ".", "", "../webhooks", "a/b?c#d", "%2e%2e"];
    let missing = json!({ "code": "ResourceNotFound", "message": "not here" });
    let server = Server::start(ids.iter().map(|_| Reply::json(404, &missing)).collect());
    let client = server.client();
    for id in ids {
        assert!(client.opportunities().add_tags(id, &["x"]).await.unwrap_err().is_missing());
    }
    let asked: Vec<_> = server.requests().iter().map(|it| it.path().to_owned()).collect();
    let climbed = |id: &str| format!("/v1/opportunities/{id}/addTags");
    let ids = ["-", "-", "-", "..%2Fwebhooks", "a%2Fb%3Fc%23d", "%252e%252e"];
    assert_eq!(asked, ids.map(climbed));
}

#[tokio::test]
async fn reads_name_nobody_and_writes_name_whom_they_are_for() {
    let server = Server::start(vec![
        Reply::json(200, &json!({ "data": [] })),
        Reply::json(200, &json!({ "data": {} })),
    ]);
    let client = server.client();
    client.notes("o").list().await.unwrap();
    client.notes("o").create("text", Some(3)).await.unwrap();
    let queries: Vec<_> = server.requests().iter().map(super::server::Request::query).collect();
    assert_eq!(queries, [vec![], vec![("perform_as".to_owned(), PERFORM_AS.to_owned())]]);
}
