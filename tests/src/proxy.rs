//! A proxy that a program is told to go through, and that knows whom it asked.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

use actix_web::{HttpRequest, HttpResponse, dev::ServerHandle, http::StatusCode, web};
use reqwest::{Client, redirect::Policy};

use crate::serve;

/// A proxy for plain HTTP.
pub struct Proxy {
    /// Where it is.
    pub url: String,
    hosts: Arc<Mutex<BTreeSet<String>>>,
    handle: ServerHandle,
}

struct Passing {
    http: Client,
    hosts: Arc<Mutex<BTreeSet<String>>>,
}

impl Proxy {
    /// Starts one.
    pub fn start() -> Self {
        server::startup::install_tls();
        let hosts = Arc::default();
        let client = Client::builder().no_proxy().redirect(Policy::none());
        let http = client.build().expect("a client");
        let passing = web::Data::new(Passing { http, hosts: Arc::clone(&hosts) });
        let (address, handle) = serve(move |routes| {
            routes
                .app_data(passing.clone())
                .app_data(web::PayloadConfig::new(16 * 1024 * 1024))
                .default_service(web::to(pass));
        });
        let url = format!("http://{address}");
        Self { url, hosts, handle }
    }

    /// Whom the program asked: each host, with its port.
    pub fn hosts(&self) -> BTreeSet<String> {
        self.hosts.lock().expect("nobody panics with it").clone()
    }

    /// Ends it.
    pub async fn stop(self) {
        self.handle.stop(false).await;
    }
}

async fn pass(passing: web::Data<Passing>, request: HttpRequest, body: web::Bytes) -> HttpResponse {
    let (uri, method) = (request.uri().to_string(), request.method().as_str());
    let authority = request.uri().authority().map(ToString::to_string).unwrap_or_default();
    passing.hosts.lock().expect("nobody panics with it").insert(authority);
    let mut asked = passing.http.request(method.parse().expect("a method"), uri).body(body);
    for (name, value) in request.headers() {
        asked = asked.header(name.as_str(), value.as_bytes());
    }
    let Ok(answer) = asked.send().await else {
        return HttpResponse::BadGateway().finish();
    };
    let status = StatusCode::from_u16(answer.status().as_u16()).expect("a status");
    let mut given = HttpResponse::build(status);
    for (name, value) in answer.headers() {
        if !["content-length", "transfer-encoding", "connection"].contains(&name.as_str()) {
            given.append_header((name.as_str(), value.as_bytes()));
        }
    }
    given.body(answer.bytes().await.unwrap_or_default())
}
