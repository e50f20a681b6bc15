//! Starts a sandbox and speaks to it: connected, with postings, with an address that receives webhooks.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use actix_web::{App, HttpResponse, HttpServer, dev::ServerHandle, web};
use reqwest::{Client, Response, StatusCode, redirect::Policy};
use sandbox::lever;
use serde_json::{Value, json};
use tokio::sync::mpsc;
use url::Url;

pub(crate) const SCOPES: &str = "offline_access opportunities:write:admin applications:read:admin \
     files:write:admin interviews:write:admin notes:write:admin stages:read:admin tags:read:admin \
     postings:write:admin webhooks:write:admin users:read:admin contact:read:admin archive_reasons:read:admin";
pub(crate) const REDIRECT: &str = "http://127.0.0.1:4999/callback";
pub(crate) const INVITE_TAG: &str = "Alex - On Application";
pub(crate) const POSTING: &str = "f2a7c1de-5b38-4d60-9e14-8c0b6a93d7f5";

/// A client that follows no redirect.
pub(crate) fn client() -> Client {
    // The first test of the process installs it, the others find it there.
    rustls::crypto::ring::default_provider().install_default().ok();
    Client::builder().redirect(Policy::none()).build().unwrap()
}

pub(crate) struct Lever {
    running: lever::Running,
    pub(crate) client: Client,
    pub(crate) url: String,
    pub(crate) token: String,
}

impl Lever {
    /// Connected with every scope the tests need, without a rate limit.
    pub(crate) async fn start() -> Self {
        Self::start_with(None, SCOPES).await
    }

    pub(crate) async fn start_with(rate_per_second: Option<u32>, scopes: &str) -> Self {
        let client = client();
        let running = lever::start(lever::Options {
            bind: "127.0.0.1:0".parse().unwrap(),
            rate_per_second,
            public_url: None,
        })
        .await
        .unwrap();
        let mut lever = Self { url: running.url(), running, client, token: String::new() };
        let code = lever.consent(scopes).await;
        let (_, tokens) = lever.exchange(&code).await;
        tokens["access_token"].as_str().unwrap().clone_into(&mut lever.token);
        lever
    }

    pub(crate) async fn stop(self) {
        self.running.stop().await;
    }

    pub(crate) fn authorize_form(&self, scopes: &str) -> Vec<(&'static str, String)> {
        vec![
            ("client_id", "fulcrum-demo".to_owned()),
            ("redirect_uri", REDIRECT.to_owned()),
            ("response_type", "code".to_owned()),
            ("state", "s t/a&te".to_owned()),
            ("scope", scopes.to_owned()),
            ("audience", format!("{}/v1/", self.url)),
        ]
    }

    /// Presses Accept; answers the code.
    pub(crate) async fn consent(&self, scopes: &str) -> String {
        let mut form = self.authorize_form(scopes);
        form.push(("decision", "accept".to_owned()));
        let back =
            self.client.post(format!("{}/authorize", self.url)).form(&form).send().await.unwrap();
        query_of(&back, "code").unwrap()
    }

    pub(crate) async fn token(&self, form: &[(&str, &str)]) -> (StatusCode, Value) {
        let answer =
            self.client.post(format!("{}/oauth/token", self.url)).form(form).send().await.unwrap();
        (answer.status(), answer.json().await.unwrap())
    }

    pub(crate) async fn exchange(&self, code: &str) -> (StatusCode, Value) {
        self.token(&[
            ("grant_type", "authorization_code"),
            ("client_id", "fulcrum-demo"),
            ("client_secret", "fulcrum-demo-secret"),
            ("code", code),
            ("redirect_uri", REDIRECT),
        ])
        .await
    }

    pub(crate) async fn refresh(&self, token: &str) -> (StatusCode, Value) {
        self.token(&[
            ("grant_type", "refresh_token"),
            ("client_id", "fulcrum-demo"),
            ("client_secret", "fulcrum-demo-secret"),
            ("refresh_token", token),
        ])
        .await
    }

    pub(crate) async fn get(&self, path: &str) -> (StatusCode, Value) {
        let answer = self
            .client
            .get(format!("{}/v1{path}", self.url))
            .bearer_auth(&self.token)
            .send()
            .await
            .unwrap();
        (answer.status(), answer.json().await.unwrap())
    }

    /// A write with a JSON body; an empty answer reads as null.
    pub(crate) async fn send(&self, method: &str, path: &str, body: Value) -> (StatusCode, Value) {
        let answer = self
            .client
            .request(method.parse().unwrap(), format!("{}/v1{path}", self.url))
            .bearer_auth(&self.token)
            .json(&body)
            .send()
            .await
            .unwrap();
        let status = answer.status();
        (status, answer.json().await.unwrap_or(Value::Null))
    }

    pub(crate) async fn control(&self, path: &str, body: Value) -> Value {
        let answer = self
            .client
            .post(format!("{}/control{path}", self.url))
            .json(&body)
            .send()
            .await
            .unwrap();
        let status = answer.status();
        let body = answer.json().await.unwrap();
        assert!(status.is_success(), "{path}: {status} {body}");
        body
    }

    pub(crate) async fn look(&self, path: &str) -> Value {
        let answer = self.client.get(format!("{}/control{path}", self.url));
        answer.send().await.unwrap().json().await.unwrap()
    }

    pub(crate) async fn page(&self, path: &str) -> String {
        let answer = self.client.get(format!("{}{path}", self.url));
        answer.send().await.unwrap().text().await.unwrap()
    }

    /// One posting as the public postings API shows it.
    pub(crate) async fn seed(&self) {
        let seeded = self.control("/seed", json!({"postings": [public_posting()]})).await;
        assert_eq!(seeded["postings"], json!([POSTING]));
    }

    pub(crate) async fn apply(&self, name: &str, email: Option<&str>) -> Value {
        let body = json!({"posting": POSTING, "name": name, "email": email});
        self.control("/apply", body).await
    }

    /// The id of the super admin, for `perform_as`.
    pub(crate) async fn admin(&self) -> String {
        let (_, users) = self.get("/users?accessRole=super%20admin").await;
        users["data"][0]["id"].as_str().unwrap().to_owned()
    }

    /// A stage's id by its name.
    pub(crate) async fn stage(&self, text: &str) -> String {
        let (_, stages) = self.get("/stages").await;
        let stages = stages["data"].as_array().unwrap().clone();
        let stage = stages.iter().find(|stage| stage["text"] == text).unwrap();
        stage["id"].as_str().unwrap().to_owned()
    }
}

pub(crate) fn public_posting() -> Value {
    json!({
        "id": POSTING,
        "text": "Implementation Consultant",
        "categories": {"commitment": "Full-time", "location": "Lyon", "team": "Services", "allLocations": ["Lyon"]},
        "country": "FR",
        "description": "<div>You bring customers live.</div>",
        "descriptionPlain": "You bring customers live.\n",
        "lists": [{"text": "You will ", "content": "<li>Plan</li><li>Train</li>"}],
        "additional": "<div>Write to us.</div>",
        "additionalPlain": "Write to us.\n",
        "hostedUrl": "https://jobs.lever.co/example/f2a7c1de-5b38-4d60-9e14-8c0b6a93d7f5",
        "applyUrl": "https://jobs.lever.co/example/f2a7c1de-5b38-4d60-9e14-8c0b6a93d7f5/apply",
        "workplaceType": "hybrid",
        "salaryRange": {"min": 40000, "max": 52000, "currency": "EUR", "interval": "per-year-salary"},
        "salaryDescription": "<div>Plus bonus.</div>",
        "salaryDescriptionPlain": "Plus bonus.\n",
        "createdAt": 1_700_000_000_000_i64,
    })
}

/// A parameter of the address a redirect points to.
pub(crate) fn query_of(redirect: &Response, name: &str) -> Option<String> {
    let location = redirect.headers().get("location")?.to_str().ok()?;
    let url = Url::parse(location).ok()?;
    let mut pairs = url.query_pairs();
    let (_, value) = pairs.find(|(key, _)| key == name)?;
    Some(value.into_owned())
}

/// An address that takes webhooks and answers with the statuses it was told, then 200.
pub(crate) struct Receiver {
    pub(crate) url: String,
    bodies: mpsc::UnboundedReceiver<(String, String)>,
    server: ServerHandle,
}

type Answers = Arc<Mutex<VecDeque<u16>>>;

impl Receiver {
    pub(crate) fn start(answers: impl IntoIterator<Item = u16>) -> Self {
        let (sender, bodies) = mpsc::unbounded_channel();
        let answers: Answers = Arc::new(Mutex::new(answers.into_iter().collect()));
        let server = HttpServer::new(move || {
            let (sender, answers) = (sender.clone(), answers.clone());
            App::new().route(
                "/hook",
                web::post().to(move |request: actix_web::HttpRequest, body: String| {
                    let agent = request.headers().get("user-agent").unwrap();
                    let agent = agent.to_str().unwrap().to_owned();
                    let status = answers.lock().unwrap().pop_front().unwrap_or(200);
                    sender.send((agent, body)).unwrap();
                    async move { HttpResponse::build(status.try_into().unwrap()).finish() }
                }),
            )
        })
        .workers(1)
        .disable_signals()
        .bind("127.0.0.1:0")
        .unwrap();
        let url = format!("http://{}/hook", server.addrs()[0]);
        let server = server.run();
        let handle = server.handle();
        actix_rt::spawn(server);
        Self { url, bodies, server: handle }
    }

    /// The next delivery: the user agent and the body as it came.
    pub(crate) async fn next(&mut self) -> (String, String) {
        tokio::time::timeout(Duration::from_secs(30), self.bodies.recv())
            .await
            .expect("a webhook in time")
            .expect("the receiver runs")
    }

    /// Whether nothing has come beside what was taken.
    pub(crate) fn is_empty(&mut self) -> bool {
        self.bodies.try_recv().is_err()
    }

    pub(crate) async fn stop(self) {
        self.server.stop(false).await;
    }
}
