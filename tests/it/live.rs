//! What the admin API tells by itself, over sockets: to whom, how soon, and how it ends.

use std::time::Duration;

use entities::{
    ids::{OperatorId, TenantId},
    operator::{self, Role},
    sign_in_link, tenant,
};
use futures_util::{SinkExt, StreamExt};
use reqwest::Client;
use serde_json::{Value, json};
use tests::{App, Backend, on_both_stores};
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{self, Message, client::IntoClientRequest},
};
use uuid::Uuid;

on_both_stores!(
    an_interview_that_goes_on_is_told_of_to_whoever_watches,
    nobody_is_told_of_what_they_may_not_see,
    a_page_of_another_site_opens_no_socket_by_our_cookie,
    a_socket_takes_subscriptions_only_and_not_too_many,
    a_server_that_stops_sends_its_sockets_away,
);

/// Longer than anything but a standstill takes.
const PATIENCE: Duration = Duration::from_mins(1);
const SITE: &str = "https://hiring.example.com";
const ALL: &str = "subscription { interviewProgress { interviewId state } }";
const ONE: &str = "subscription($id: ID!) { interviewProgress(id: $id) { interviewId state } }";

const PLAN: &str = "query($id: ID!) { interview(id: $id) { plan { questions { id scored } } } }";

/// A client's side of `graphql-transport-ws`.
struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    /// Opens one with these headers.
    async fn open(app: &App, headers: &[(&'static str, &str)]) -> Result<Self, u16> {
        let url = app.url("/graphql").replacen("http", "ws", 1);
        let mut request = url.into_client_request().unwrap();
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        match connect_async(request).await {
            Ok((socket, _)) => Ok(Self(socket)),
            Err(tungstenite::Error::Http(answer)) => Err(answer.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }

    /// One that speaks our protocol, by a token.
    async fn by_token(app: &App, token: &str) -> Self {
        let mut socket = Self::open(app, &[PROTOCOL]).await.unwrap();
        let payload = json!({"authorization": format!("Bearer {token}")});
        socket.say(&json!({"type": "connection_init", "payload": payload})).await;
        assert_eq!(socket.hear().await, Ok(json!({"type": "connection_ack"})));
        socket
    }

    async fn say(&mut self, message: &Value) {
        self.0.send(Message::text(message.to_string())).await.unwrap();
    }

    async fn subscribe(&mut self, id: &str, query: &str, variables: Value) {
        let payload = json!({"query": query, "variables": variables});
        self.say(&json!({"id": id, "type": "subscribe", "payload": payload})).await;
    }

    /// The next message, or the code that the socket was closed with.
    async fn hear(&mut self) -> Result<Value, u16> {
        loop {
            let message = timeout(PATIENCE, self.0.next()).await.expect("something is said");
            match message {
                Some(Ok(Message::Text(text))) => return Ok(serde_json::from_str(&text).unwrap()),
                Some(Ok(Message::Close(Some(why)))) => return Err(why.code.into()),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                other => panic!("{other:?}"),
            }
        }
    }

    /// The data of the next message of a subscription.
    async fn told(&mut self, id: &str) -> Value {
        let mut message = self.hear().await.unwrap();
        assert_eq!((&message["type"], &message["id"]), (&json!("next"), &json!(id)), "{message}");
        assert!(message["payload"]["errors"].is_null(), "{message}");
        message["payload"]["data"]["interviewProgress"].take()
    }

    /// The code of the error that a subscription ends with.
    async fn refused(&mut self, id: &str) -> Value {
        let mut message = self.hear().await.unwrap();
        assert_eq!(message["id"], id, "{message}");
        let code = message["payload"]["errors"][0]["extensions"]["code"].take();
        let end = self.hear().await.unwrap();
        assert_eq!(end, json!({"type": "complete", "id": id}));
        code
    }
}

const PROTOCOL: (&str, &str) = ("sec-websocket-protocol", "graphql-transport-ws");

/// A token by which programs ask in the name of an operator.
async fn token_of(app: &App, browser: &Client) -> String {
    let mutation = "mutation { createApiToken(input: {name: \"Watch\", scope: READ}) \
                    { ... on CreatedApiToken { token } } }";
    let made = app.ask_as(browser, mutation, json!({})).await;
    made["createApiToken"]["token"].as_str().unwrap().to_owned()
}

async fn an_interview_that_goes_on_is_told_of_to_whoever_watches(on: Backend) {
    let app = App::connected(on).await;
    let browser = app.browser_of(Role::TeamMember, "kim@larkspur.example").await;
    let token = token_of(&app, &browser).await;
    let mut all = Socket::by_token(&app, &token).await;
    all.subscribe("all", ALL, json!({})).await;
    // An error of one subscription is no end of the others; and by then the first has looked.
    all.subscribe("none", ONE, json!({"id": Uuid::new_v4()})).await;
    assert_eq!(all.refused("none").await, "NOT_FOUND");

    let candidate = app.invited("Noor Haddad").await;
    let id = app.interview(&candidate).await["id"].take();
    let mut told = all.told("all").await;
    while told["state"] != "INVITED" {
        assert_eq!(told["interviewId"], id);
        told = all.told("all").await;
    }

    let mut one = Socket::by_token(&app, &token).await;
    one.subscribe("one", ONE, json!({"id": id})).await;
    assert_eq!(one.told("one").await, json!({"interviewId": id, "state": "INVITED"}));
    app.take_interview(&app.room_link(&candidate).await).await;
    app.settle().await;
    let mut states = vec![one.told("one").await["state"].clone()];
    while states.last() != Some(&json!("WRITTEN_BACK")) {
        states.push(one.told("one").await["state"].clone());
    }
    one.say(&json!({"type": "complete", "id": "one"})).await;
    assert_eq!(one.hear().await, Ok(json!({"type": "complete", "id": "one"})));
    // A person's word is no move from one state to another, and is told, too.
    one.subscribe("again", ONE, json!({"id": id})).await;
    assert_eq!(one.told("again").await["state"], "WRITTEN_BACK");
    let plan = app.graphql(PLAN, json!({"id": id})).await["interview"]["plan"].take();
    let scored = plan["questions"].as_array().unwrap().iter().find(|it| it["scored"] == true);
    let rating = json!({"questionId": scored.unwrap()["id"], "level": 4});
    let rated = app.mutate("rateInterview", &json!({"id": id, "ratings": [rating]}), "id").await;
    assert_eq!(rated["id"], id, "{rated}");
    assert_eq!(one.told("again").await["state"], "WRITTEN_BACK");
    app.finish().await;
}

async fn nobody_is_told_of_what_they_may_not_see(on: Backend) {
    let app = App::connected(on).await;
    let noor = app.invited("Noor Haddad").await;
    let id = app.interview(&noor).await["id"].take();

    let limited = app.browser_of(Role::LimitedTeamMember, "lou@larkspur.example").await;
    let token = token_of(&app, &limited).await;
    let mut socket = Socket::by_token(&app, &token).await;
    socket.subscribe("one", ONE, json!({"id": id})).await;
    assert_eq!(socket.refused("one").await, "NOT_FOUND");
    // Hears of nothing until the role changes, and then that it did.
    socket.subscribe("all", ALL, json!({})).await;
    app.invited("Ola Nordmann").await;
    let lou = app.ask_as(&limited, "{ viewer { id } }", json!({})).await["viewer"]["id"].take();
    app.mutate("setOperatorRole", &json!({"operatorId": lou, "role": "ADMIN"}), "role").await;
    assert_eq!(socket.refused("all").await, "UNAUTHENTICATED");
    // Whose token is revoked hears no more, either.
    socket.subscribe("now", ONE, json!({"id": id})).await;
    assert_eq!(socket.refused("now").await, "UNAUTHENTICATED", "the socket has the old role");
    let mut socket = Socket::by_token(&app, &token).await;
    socket.subscribe("now", ONE, json!({"id": id})).await;
    assert_eq!(socket.told("now").await["interviewId"], id);
    app.mutate("removeOperator", &json!({"operatorId": lou}), "id").await;
    assert_eq!(socket.refused("now").await, "UNAUTHENTICATED");

    // Another company is told of its own alone.
    let (means, now) = (&app.server().means, app.server().means.clock.now());
    let other = (TenantId(Uuid::new_v4()), OperatorId(Uuid::new_v4()));
    tenant::create(&means.db, other.0, "Elsewhere", now).await.unwrap();
    let made = operator::create(&means.db, other, "x@y.example", "X", Role::SuperAdmin, now).await;
    made.unwrap();
    let until = now + chrono::Duration::hours(1);
    sign_in_link::create(&means.db, "elsewhere", other, until).await.unwrap();
    let elsewhere = Client::builder().cookie_store(true).build().unwrap();
    elsewhere.post(app.url("/sign-in/elsewhere")).send().await.unwrap();
    let mut socket = Socket::by_token(&app, &token_of(&app, &elsewhere).await).await;
    socket.subscribe("one", ONE, json!({"id": id})).await;
    assert_eq!(socket.refused("one").await, "NOT_FOUND");
    app.finish().await;
}

async fn a_page_of_another_site_opens_no_socket_by_our_cookie(on: Backend) {
    let app = App::start_with(on, None, |config| {
        config.graphql.cors_origins = vec![SITE.to_owned()];
    })
    .await;
    let link = app.server().sign_in_link().await.unwrap();
    let entered = app.http.post(&link).send().await.unwrap();
    let cookie = entered.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap();
    let open = async |headers: &[(&'static str, &str)]| {
        let mut socket = Socket::open(&app, headers).await?;
        socket.say(&json!({"type": "connection_init"})).await;
        socket.hear().await
    };
    let cookie = ("cookie", cookie);
    let ours = app.url("");
    let acknowledged = Ok(json!({"type": "connection_ack"}));
    assert_eq!(open(&[PROTOCOL, cookie, ("origin", &ours)]).await, acknowledged);
    assert_eq!(open(&[PROTOCOL, cookie]).await, acknowledged, "no browser");
    assert_eq!(open(&[PROTOCOL, cookie, ("origin", "https://evil.example")]).await, Err(403));
    assert_eq!(open(&[PROTOCOL, cookie, ("origin", "null")]).await, Err(403));
    assert_eq!(open(&[PROTOCOL, cookie, ("origin", SITE)]).await, Err(1002), "by a token only");
    assert_eq!(open(&[PROTOCOL, ("origin", &ours)]).await, Err(1002), "signed out");
    assert_eq!(open(&[cookie, ("origin", &ours)]).await, Err(400), "another protocol");
    let old = ("sec-websocket-protocol", "graphql-ws");
    assert_eq!(open(&[old, cookie, ("origin", &ours)]).await, Err(400), "another protocol");
    app.finish().await;
}

async fn a_socket_takes_subscriptions_only_and_not_too_many(on: Backend) {
    let app = App::start(on).await;
    let browser = app.browser_of(Role::Admin, "kim@larkspur.example").await;
    let mut socket = Socket::by_token(&app, &token_of(&app, &browser).await).await;
    for query in ["{ viewer { id } }", "mutation { signOut }"] {
        socket.subscribe("other", query, json!({})).await;
        assert_eq!(socket.refused("other").await, "NO_SUBSCRIPTION");
    }
    socket.subscribe("bad", "subscription { no }", json!({})).await;
    assert_eq!(socket.refused("bad").await, "INVALID");
    for number in 0..20 {
        socket.subscribe(&number.to_string(), ALL, json!({})).await;
    }
    socket.subscribe("more", ALL, json!({})).await;
    assert_eq!(socket.refused("more").await, "TOO_MANY_SUBSCRIPTIONS");
    socket.say(&json!({"type": "complete", "id": "7"})).await;
    assert_eq!(socket.hear().await, Ok(json!({"type": "complete", "id": "7"})));
    socket.subscribe("none", ONE, json!({"id": Uuid::new_v4()})).await;
    assert_eq!(socket.refused("none").await, "NOT_FOUND");
    // By the other way there are none.
    let body = json!({"query": ALL});
    let asked = browser.post(app.url("/graphql")).json(&body).send().await.unwrap();
    let answer: Value = asked.json().await.unwrap();
    assert_eq!(answer["errors"][0]["extensions"]["code"], "NOT_ON_A_SOCKET", "{answer}");
    // Rubbish ends it.
    socket.say(&json!({"type": "rubbish"})).await;
    assert_eq!(socket.hear().await, Err(1002));
    app.finish().await;
}

async fn a_server_that_stops_sends_its_sockets_away(on: Backend) {
    let mut app = App::start(on).await;
    let browser = app.browser_of(Role::Admin, "kim@larkspur.example").await;
    let mut socket = Socket::by_token(&app, &token_of(&app, &browser).await).await;
    socket.subscribe("all", ALL, json!({})).await;
    app.restart().await;
    assert_eq!(socket.hear().await, Err(1012));
    app.finish().await;
}
