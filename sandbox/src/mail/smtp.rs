//! The SMTP side: the `mailin` crate decides what to answer, this file carries lines to and fro.
//!
//! Three things `mailin` 0.6 does not do, none needed here: TLS by itself, an empty sender (`MAIL FROM:<>`, for
//! bounces), and going on after a mail was refused at its end, so a mail too large ends the conversation.

use std::{
    io,
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use mailin::{Action, Handler, Response, Session, SessionBuilder, response};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
    sync::Semaphore,
    time::timeout,
};

use super::{Catcher, store::Mail};
use crate::now_ms;

const MAIL_BYTES_MAX: usize = 10 * 1024 * 1024;
const LINE_BYTES_MAX: u64 = 64 * 1024;
const CONNECTIONS_MAX: usize = 256;
/// How long a silent client is kept.
const IDLE_SECONDS: u64 = 300;
const NAME: &str = "mail.sandbox";

/// One mail being received.
struct Reception {
    catcher: Arc<Catcher>,
    sender: String,
    recipients: Vec<String>,
    source: Vec<u8>,
    too_large: bool,
    /// The mail was taken, and the answer is to be lost.
    hung_up: Arc<AtomicBool>,
}

impl Handler for Reception {
    fn mail(&mut self, _: std::net::IpAddr, _: &str, from: &str) -> Response {
        if self.catcher.refusals().put_off() {
            return response::INTERNAL_ERROR;
        }
        from.clone_into(&mut self.sender);
        response::OK
    }

    fn rcpt(&mut self, to: &str) -> Response {
        let refused = self.catcher.refusals().forever_for.contains(&to.to_lowercase());
        if refused { response::NO_MAILBOX } else { response::OK }
    }

    fn data_start(&mut self, _: &str, _: &str, _: bool, to: &[String]) -> Response {
        self.recipients = to.to_vec();
        self.source.clear();
        self.too_large = false;
        response::OK
    }

    fn data(&mut self, line: &[u8]) -> io::Result<()> {
        self.too_large |= self.source.len() + line.len() > MAIL_BYTES_MAX;
        if !self.too_large {
            self.source.extend_from_slice(line);
        }
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        if self.too_large {
            // Refused but not closed, `mailin` would take what follows for more of the mail.
            let mut refused = response::NO_STORAGE;
            refused.action = Action::Close;
            return refused;
        }
        let mail = Mail::new(
            std::mem::take(&mut self.sender),
            std::mem::take(&mut self.recipients),
            std::mem::take(&mut self.source),
            now_ms(),
        );
        self.catcher.mailbox().put(mail);
        self.hung_up.store(self.catcher.refusals().hang_up(), Ordering::Relaxed);
        response::OK
    }
}

/// Takes connections for as long as its thread lives.
pub(super) async fn serve(listener: TcpListener, catcher: Arc<Catcher>) {
    let listener = match tokio::net::TcpListener::from_std(listener) {
        Ok(listener) => listener,
        Err(error) => {
            tracing::error!(%error, "could not take mails");
            return;
        }
    };
    let permits = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    while let Ok(permit) = permits.clone().acquire_owned().await {
        let catcher = catcher.clone();
        match listener.accept().await {
            Ok((stream, _)) => {
                actix_rt::spawn(async move {
                    if let Err(error) = converse(stream, catcher).await {
                        tracing::debug!(%error, "a mail client went away");
                    }
                    drop(permit);
                });
            }
            Err(error) => tracing::debug!(%error, "could not take a connection"),
        }
    }
}

/// One connection from greeting to goodbye.
async fn converse(stream: TcpStream, catcher: Arc<Catcher>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let client = stream.peer_addr()?.ip();
    let hung_up = Arc::new(AtomicBool::new(false));
    let reception = Reception {
        catcher,
        sender: String::new(),
        recipients: Vec::new(),
        source: Vec::new(),
        too_large: false,
        hung_up: hung_up.clone(),
    };
    let mut session: Session<Reception> = SessionBuilder::new(NAME).build(client, reception);
    let mut stream = BufReader::new(stream);
    stream.write_all(&session.greeting().buffer()?).await?;
    let mut line = Vec::new();
    loop {
        line.clear();
        let mut limited = (&mut stream).take(LINE_BYTES_MAX);
        let reading = limited.read_until(b'\n', &mut line);
        timeout(Duration::from_secs(IDLE_SECONDS), reading).await??;
        if !line.ends_with(b"\n") {
            // The end, or a line without one.
            return Ok(());
        }
        let answer = session.process(&line);
        if hung_up.load(Ordering::Relaxed) {
            return stream.shutdown().await;
        }
        match answer.action {
            Action::NoReply => {}
            Action::Reply | Action::UpgradeTls => stream.write_all(&answer.buffer()?).await?,
            Action::Close => {
                stream.write_all(&answer.buffer()?).await?;
                return stream.shutdown().await;
            }
        }
    }
}
