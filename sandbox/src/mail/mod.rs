//! A mail server that delivers to nobody: it takes every mail and shows it on a page.
//!
//! In memory: the newest mails. There is no sign-in: bind it to an address only you can reach.

mod pages;
mod smtp;
mod store;

use std::{
    net::SocketAddr,
    sync::{Mutex, MutexGuard, PoisonError},
};

use actix_rt::Arbiter;
use actix_web::{App, HttpServer, dev::ServerHandle, web};

use self::store::{Mailbox, Refusals};
use crate::{
    Error,
    page::{self, Pages},
    server,
};

/// Where to listen; port 0 takes any free one.
pub struct Options {
    /// For mail programs, SMTP without TLS or sign-in.
    pub smtp: SocketAddr,
    /// For the page and its JSON.
    pub http: SocketAddr,
}

/// A mail catcher that works until it is stopped.
pub struct Running {
    smtp: SocketAddr,
    url: String,
    server: ServerHandle,
    catcher: Arbiter,
}

impl Running {
    /// Where it takes mails.
    pub fn smtp_addr(&self) -> SocketAddr {
        self.smtp
    }

    /// The page's address on this machine, `http://127.0.0.1:PORT`, without a slash at the end.
    pub fn url(&self) -> String {
        self.url.clone()
    }

    /// Closes both ports and forgets the mails.
    pub async fn stop(self) {
        self.catcher.stop();
        self.server.stop(false).await;
    }
}

/// What the SMTP and the HTTP side share.
struct Catcher {
    smtp: SocketAddr,
    mailbox: Mutex<Mailbox>,
    refusals: Mutex<Refusals>,
    pages: Pages,
}

impl Catcher {
    fn mailbox(&self) -> MutexGuard<'_, Mailbox> {
        self.mailbox.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn refusals(&self) -> MutexGuard<'_, Refusals> {
        self.refusals.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Starts a mail catcher. Must be called inside an actix system.
#[expect(
    clippy::unused_async,
    reason = "starting a server is asynchronous work to its callers, and may become so here"
)]
pub async fn start(options: Options) -> Result<Running, Error> {
    let (smtp_listener, smtp) = server::bind(options.smtp)?;
    let (http_listener, http) = server::bind(options.http)?;
    let listening = |address| move |source| Error::Listen { address, source };
    smtp_listener.set_nonblocking(true).map_err(listening(smtp))?;
    let catcher = web::Data::new(Catcher {
        smtp,
        mailbox: Mutex::default(),
        refusals: Mutex::default(),
        pages: Pages::new()?,
    });
    // A thread of its own: mail must not wait for what else this process does.
    let thread = Arbiter::new();
    thread.spawn(smtp::serve(smtp_listener, catcher.clone().into_inner()));
    let server = HttpServer::new(move || {
        App::new().app_data(catcher.clone()).configure(page::routes).configure(pages::routes)
    })
    .workers(1)
    .disable_signals()
    .listen(http_listener)
    .map_err(listening(http))?
    .run();
    let handle = server.handle();
    actix_rt::spawn(server);
    Ok(Running { smtp, url: server::local_url(http), server: handle, catcher: thread })
}
