//! A Lever that lives in memory: OAuth, the Data API under `/v1`, signed webhooks, and pages to play it.
//!
//! Written from Lever's documentation and from recorded answers; where the two differ the recording wins.
//! Beside Lever's own addresses it has `/control` (JSON, for tests and demos) and pages for a person.
//! There is no sign-in on those: bind it to an address only you can reach.

mod access;
mod account;
mod answer;
mod api;
mod company;
mod control;
mod delivery;
mod faults;
mod lists;
mod oauth;
mod pages;
mod rate;
mod seed;
mod spoil;
mod upkeep;
mod wire;

use std::{
    net::SocketAddr,
    sync::{Mutex, MutexGuard, PoisonError, atomic::AtomicBool},
    time::Duration,
};

use actix_rt::Arbiter;
use actix_web::{
    App, HttpServer,
    dev::ServerHandle,
    middleware::{Compress, from_fn},
    web,
};

use self::{
    account::Account,
    delivery::Post,
    faults::Faults,
    oauth::Authorizations,
    rate::{Buckets, Usage},
};
use crate::{
    Error, now_ms,
    page::{self, Pages},
    server,
};

/// Threads that answer requests.
const WORKERS: usize = 2;
/// The largest body but a file's; a seed of many postings is the largest one there is.
const BODY_BYTES_MAX: usize = 64 * 1024 * 1024;

/// How long idle connections are kept, as long as large sites do.
const KEEP_ALIVE: Duration = Duration::from_secs(75);

/// How to start a Lever.
pub struct Options {
    /// Where to listen; port 0 takes any free one.
    pub bind: SocketAddr,
    /// Requests a second one token may make, with bursts of twice as many. Lever's limit is 10; `None` is no limit.
    pub rate_per_second: Option<u32>,
    /// The address others reach it at, when it is not the one it listens on; used in links it hands out.
    pub public_url: Option<String>,
}

/// A Lever that answers until it is stopped.
pub struct Running {
    url: String,
    server: ServerHandle,
    sender: Arbiter,
}

impl Running {
    /// Its address on this machine, `http://127.0.0.1:PORT`, without a slash at the end.
    pub fn url(&self) -> String {
        self.url.clone()
    }

    /// Closes the port and forgets everything; webhooks not yet delivered are lost.
    pub async fn stop(self) {
        self.server.stop(false).await;
        self.sender.stop();
    }
}

/// What all requests share.
struct Sandbox {
    /// The address in links, without a slash at the end.
    url: String,
    /// The address on this machine; the same unless another was given for links.
    local_url: String,
    account: Mutex<Account>,
    oauth: Mutex<Authorizations>,
    faults: Mutex<Faults>,
    rate: Option<Mutex<Buckets>>,
    rate_per_second: Option<u32>,
    usage: Mutex<Usage>,
    /// While on, the account's API key opens nothing.
    api_key_revoked: AtomicBool,
    post: Post,
    pages: Pages,
}

impl Sandbox {
    /// Reads the account.
    fn account(&self) -> MutexGuard<'_, Account> {
        locked(&self.account)
    }

    /// Changes the account and sends the events the change gave rise to, in their order.
    fn change<T>(&self, change: impl FnOnce(&mut Account, i64) -> T) -> T {
        let mut account = self.account();
        let outcome = change(&mut account, now_ms());
        let events = account.take_events();
        for event in events {
            self.post.send(&account, &event, &mut locked(&self.faults));
        }
        outcome
    }
}

/// A panic while the lock was held leaves the data readable; a sandbox rather shows it than dies.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Starts a Lever with a small invented company and no postings. Must be called inside an actix system.
#[expect(
    clippy::unused_async,
    reason = "starting a server is asynchronous work to its callers, and may become so here"
)]
pub async fn start(options: Options) -> Result<Running, Error> {
    let (listener, bound) = server::bind(options.bind)?;
    let listening = |source| Error::Listen { address: bound, source };
    let url = server::local_url(bound);
    let public_url = options.public_url.unwrap_or_else(|| url.clone());
    let sender = Arbiter::new();
    let sandbox = web::Data::new(Sandbox {
        account: Mutex::new(company::account()),
        oauth: Mutex::new(Authorizations::default()),
        faults: Mutex::new(Faults::default()),
        rate: options.rate_per_second.map(|rate| Mutex::new(Buckets::new(rate))),
        rate_per_second: options.rate_per_second,
        usage: Mutex::new(Usage::default()),
        api_key_revoked: AtomicBool::new(false),
        post: Post::start(&sender)?,
        pages: Pages::new()?,
        url: public_url.trim_end_matches('/').to_owned(),
        local_url: url.clone(),
    });
    let server = HttpServer::new(move || {
        App::new()
            .app_data(sandbox.clone())
            .app_data(web::PayloadConfig::new(BODY_BYTES_MAX))
            .configure(page::routes)
            .configure(oauth::routes)
            .service(
                web::scope("/v1")
                    .wrap(from_fn(access::gate))
                    .configure(api::routes)
                    .default_service(web::to(api::no_such_path)),
            )
            .service(web::scope("/control").configure(control::routes))
            .service(web::scope("").wrap(Compress::default()).configure(pages::routes))
    })
    .workers(WORKERS)
    .keep_alive(KEEP_ALIVE)
    .disable_signals()
    .listen(listener)
    .map_err(listening)?
    .run();
    let handle = server.handle();
    actix_rt::spawn(server);
    Ok(Running { url, server: handle, sender })
}
