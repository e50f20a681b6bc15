//! A receiver of a company's own, which is told how interviews go.

use std::sync::{Arc, Mutex};

use actix_web::{HttpRequest, HttpResponse, dev::ServerHandle, http::StatusCode, web};
use serde_json::Value;
use tokio::sync::watch;

use crate::serve;

/// How it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receives {
    /// With this status.
    With(StatusCode),
    /// Not at all, until it answers otherwise.
    Silence,
}

/// What came in at one.
#[derive(Clone, Debug)]
pub struct Got {
    /// With what in front.
    pub headers: reqwest::header::HeaderMap,
    /// What it says.
    pub body: Vec<u8>,
    /// Whether it was taken.
    pub taken: bool,
}

impl Got {
    /// By what it is known when it comes again.
    pub fn id(&self) -> &str {
        self.headers["webhook-id"].to_str().expect("it is a text")
    }

    /// When it was signed, in seconds since 1970.
    pub fn sent_at(&self) -> i64 {
        let text = self.headers["webhook-timestamp"].to_str().expect("it is a text");
        text.parse().expect("a number")
    }

    /// What it says.
    pub fn event(&self) -> Value {
        serde_json::from_slice(&self.body).expect("it is JSON")
    }
}

/// A receiver of a company's own.
pub struct Receiver {
    /// Where it is.
    pub host: String,
    answers: watch::Sender<Receives>,
    got: Arc<Mutex<Vec<Got>>>,
    handle: ServerHandle,
}

struct Script {
    answers: watch::Receiver<Receives>,
    got: Arc<Mutex<Vec<Got>>>,
}

impl Receiver {
    /// Starts one that takes everything.
    pub fn start() -> Self {
        let (answers, hears) = watch::channel(Receives::With(StatusCode::NO_CONTENT));
        let got = Arc::default();
        let script = web::Data::new(Script { answers: hears, got: Arc::clone(&got) });
        let (address, handle) = serve(move |routes| {
            routes.app_data(script.clone()).route("/fulcrum", web::post().to(take));
        });
        let host = address.to_string();
        Self { host, answers, got, handle }
    }

    /// From now on it answers so.
    pub fn answer(&self, how: Receives) {
        self.answers.send_replace(how);
    }

    /// Ends it.
    pub async fn stop(self) {
        self.handle.stop(false).await;
    }

    /// Where it wants to be told.
    pub fn url(&self) -> String {
        format!("http://{}/fulcrum?key=s3cret", self.host)
    }

    /// What came in, taken or not.
    pub fn got(&self) -> Vec<Got> {
        self.got.lock().expect("nobody panics with it").clone()
    }

    /// What it took, the states in the order in which they were reached.
    pub fn states(&self) -> Vec<String> {
        let mut taken: Vec<_> = self.got().iter().filter(|got| got.taken).map(Got::event).collect();
        taken.retain(|event| event["type"] != "webhook.test");
        taken.sort_by_key(|event| event["data"]["version"].as_i64());
        taken
            .iter()
            .map(|event| event["data"]["state"].as_str().expect("a text").to_owned())
            .collect()
    }
}

async fn take(script: web::Data<Script>, request: HttpRequest, body: web::Bytes) -> HttpResponse {
    let headers = request.headers().iter();
    let headers = headers.map(|(name, value)| {
        let name: reqwest::header::HeaderName = name.as_str().parse().expect("a name");
        (name, reqwest::header::HeaderValue::from_bytes(value.as_bytes()).expect("a value"))
    });
    let mut got = Got { headers: headers.collect(), body: body.to_vec(), taken: false };
    let mut hears = script.answers.clone();
    let answers = *hears.borrow();
    let status = match answers {
        Receives::With(status) => status,
        Receives::Silence => {
            script.got.lock().expect("nobody panics with it").push(got.clone());
            let awake = hears.wait_for(|answers| *answers != Receives::Silence).await;
            // The test's end is as good.
            let Ok(Receives::With(status)) = awake.map(|answers| *answers) else {
                return HttpResponse::ServiceUnavailable().finish();
            };
            status
        }
    };
    got.taken = status.is_success();
    script.got.lock().expect("nobody panics with it").push(got);
    HttpResponse::build(status).finish()
}
