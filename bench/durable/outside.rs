//! The outside: as much of Lever as a pipeline asks for, and a mail server. Both answer at once,
//! on a thread of their own.

use std::{
    fmt::Write as _,
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    thread,
};

use serde::Deserialize;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::{mpsc, watch},
};

use crate::{
    ledger::{Ledger, Seen},
    seed::{Company, INVITED_TAG, POSTING, TRIGGER_STAGE, WEBHOOKS},
    wire::{Request, Wire},
};

const OK: &str = "200 OK";
const NOT_FOUND: &str = "404 Not Found";
/// Of the part of a link that is secret, in hexadecimal digits.
const TOKEN_CHARS: usize = 32;

/// A running outside. It lives as long as the bench.
pub(crate) struct Outside {
    pub(crate) lever: SocketAddr,
    pub(crate) smtp: SocketAddr,
    pub(crate) ledger: Arc<Ledger>,
    open: watch::Sender<bool>,
}

/// What a connection of the outside knows.
#[derive(Clone)]
struct Desk {
    companies: Arc<[Company]>,
    ledger: Arc<Ledger>,
    open: watch::Receiver<bool>,
}

impl Outside {
    /// Starts it, with what it sees.
    pub(crate) fn start(companies: Arc<[Company]>) -> (Self, mpsc::UnboundedReceiver<Seen>) {
        let (sender, seen) = mpsc::unbounded_channel();
        let ledger = Arc::new(Ledger::new(sender));
        let (open, opened) = watch::channel(true);
        let desk = Desk { companies, ledger: Arc::clone(&ledger), open: opened };
        let [lever, smtp] = [(); 2].map(|()| {
            let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
            let listener = listener.expect("a port is free");
            listener.set_nonblocking(true).expect("a socket can be");
            listener
        });
        let addresses = [&lever, &smtp].map(|it| it.local_addr().expect("it is bound"));
        thread::spawn(move || {
            actix::System::new().block_on(async move {
                let [lever, smtp] =
                    [lever, smtp].map(|it| TcpListener::from_std(it).expect("it listens"));
                actix::spawn(take_mails(smtp, Arc::clone(&desk.ledger)));
                while let Ok((stream, _)) = lever.accept().await {
                    actix::spawn(desk.clone().serve(stream));
                }
            });
        });
        (Self { lever: addresses[0], smtp: addresses[1], ledger, open }, seen)
    }

    /// While it is closed, Lever answers nobody; what was asked is answered when it opens.
    pub(crate) fn set_open(&self, open: bool) {
        self.open.send_replace(open);
    }
}

impl Desk {
    /// One connection, until its end.
    async fn serve(mut self, stream: TcpStream) {
        // A server that was killed ends its connections in any way.
        self.answer_all(stream).await.unwrap_or_default();
    }

    async fn answer_all(&mut self, stream: TcpStream) -> io::Result<()> {
        let mut wire = Wire::new(stream)?;
        let (mut body, mut answer) = (String::new(), String::new());
        while let Some(request) = wire.next().await? {
            body.clear();
            answer.clear();
            if self.open.wait_for(|open| *open).await.is_err() {
                break;
            }
            let status = self.answer(&request, &mut body).unwrap_or_else(|| {
                self.ledger.unanswered();
                NOT_FOUND
            });
            let length = body.len();
            write!(
                answer,
                "HTTP/1.1 {status}\r\ncontent-type: application/json\r\n\
                 content-length: {length}\r\n\r\n{body}"
            )
            .expect("a string takes everything");
            wire.send(answer.as_bytes()).await?;
        }
        Ok(())
    }

    /// The body into `into`; `None`: this is not in our Lever.
    fn answer(&self, request: &Request<'_>, into: &mut String) -> Option<&'static str> {
        let company: usize = request.bearer.strip_prefix("token-")?.parse().ok()?;
        let path: Vec<&str> = request.path.strip_prefix("/v1/")?.split('/').collect();
        match (request.is_get, path.as_slice()) {
            (
                true,
                ["opportunities" | "feedback_templates"]
                | ["opportunities", "deleted"]
                | ["opportunities", _, "files"],
            ) => list(into, ""),
            (true, ["opportunities", id]) => opportunity(self, company, number(id)?, into),
            (false, ["opportunities", id, "addTags"]) => {
                let wanted: Tags = serde_json::from_slice(request.body).ok()?;
                let tags = self.ledger.tag(number(id)?, wanted.tags);
                let tags = serde_json::to_string(&tags).ok()?;
                write!(into, r#"{{"data":{{"id":"{id}","tags":{tags}}}}}"#).ok()?;
            }
            (true, ["opportunities", id, "notes"]) => {
                let notes = self.ledger.notes(number(id)?);
                let notes: Option<Vec<String>> = notes.iter().map(|body| note(body)).collect();
                list(into, &notes?.join(","));
            }
            (false, ["opportunities", id, "notes"]) => {
                self.ledger.note(number(id)?, request.body);
                into.push_str(r#"{"data":{"id":"n"}}"#);
            }
            (true, ["postings", id]) => {
                write!(into, r#"{{"data":{}}}"#, posting(id)).ok()?;
            }
            (true, ["postings"]) => list(into, &posting(&posting_id(company))),
            (true, ["stages"]) => list(
                into,
                &format!(
                    r#"{{"id":"lead-new","text":"New lead"}},
                       {{"id":"{TRIGGER_STAGE}","text":"On-site Interview"}}"#
                ),
            ),
            (true, ["users"]) => {
                list(into, r#"{"id":"user","name":"Priya","accessRole":"super admin"}"#);
            }
            (true, ["tags"]) => list(into, &format!(r#"{{"text":"{INVITED_TAG}"}}"#)),
            (true, ["webhooks"]) => {
                let url = &self.companies.get(company)?.hook_url;
                let hooks = WEBHOOKS.map(|(id, event)| {
                    format!(r#"{{"id":"{id}","event":"{event}","url":"{url}"}}"#)
                });
                list(into, &hooks.join(","));
            }
            _ => return None,
        }
        Some(OK)
    }
}

#[derive(Deserialize)]
struct Tags {
    tags: Vec<String>,
}

#[derive(Deserialize)]
struct Note {
    value: String,
}

/// A note as Lever lists it, from the request that made it.
fn note(body: &[u8]) -> Option<String> {
    let Note { value } = serde_json::from_slice(body).ok()?;
    Some(serde_json::json!({"id": "n", "fields": [{"value": value}]}).to_string())
}

fn list(into: &mut String, items: &str) {
    write!(into, r#"{{"data":[{items}],"hasNext":false}}"#).expect("a string takes everything");
}

/// Lever's id of the opportunity with this number.
pub(crate) fn opportunity_id(number: usize) -> String {
    format!("00000000-0000-4000-8000-{number:012x}")
}

/// Lever's id of a company's only posting.
pub(crate) fn posting_id(company: usize) -> String {
    format!("00000000-0000-4000-9000-{company:012x}")
}

fn number(id: &str) -> Option<usize> {
    usize::from_str_radix(id.rsplit('-').next()?, 16).ok()
}

fn posting(id: &str) -> String {
    POSTING.replacen("{id}", id, 1)
}

fn opportunity(desk: &Desk, company: usize, number: usize, into: &mut String) {
    let (id, posting) = (opportunity_id(number), posting_id(company));
    let tags = serde_json::to_string(&desk.ledger.tags(number)).expect("texts are JSON");
    write!(
        into,
        r#"{{"data":{{"id":"{id}","name":"Marit Berg {number}","headline":"Brightwater",
        "emails":["{number}@bench.example"],
        "contact":{{"id":"contact-{number}","name":"Marit Berg {number}",
            "emails":["{number}@bench.example"],"isAnonymized":false}},
        "stage":{{"id":"{TRIGGER_STAGE}","text":"On-site Interview"}},
        "stageChanges":[{{"toStageId":"lead-new","updatedAt":1788246000000}},
            {{"toStageId":"{TRIGGER_STAGE}","updatedAt":1788246100000}}],
        "archived":null,"tags":{tags},"isAnonymized":false,"origin":"applied",
        "applications":[{{"id":"application-{number}","posting":"{posting}",
            "createdAt":1788246000000,"email":"{number}@bench.example"}}],
        "urls":{{"show":"https://hire.lever.co/candidates/{id}"}},
        "createdAt":1788246000000,"updatedAt":1788246100000}}}}"#
    )
    .expect("a string takes everything");
}

async fn take_mails(listener: TcpListener, ledger: Arc<Ledger>) {
    while let Ok((stream, _)) = listener.accept().await {
        let ledger = Arc::clone(&ledger);
        actix::spawn(async move { take_mail(stream, &ledger).await.unwrap_or_default() });
    }
}

/// One SMTP connection. Each command is answered before the next one comes.
async fn take_mail(mut stream: TcpStream, ledger: &Ledger) -> io::Result<()> {
    stream.set_nodelay(true)?;
    stream.write_all(b"220 bench ESMTP\r\n").await?;
    let mut read = Vec::with_capacity(16 * 1024);
    let mut to = None;
    loop {
        // Else the end of a mail, which is sent apart from it, waits 40 ms for the acknowledgement
        // of the mail. To be said again each time.
        stream.set_quickack(true)?;
        read.clear();
        while !read.ends_with(b"\r\n") {
            if stream.read_buf(&mut read).await? == 0 {
                return Ok(());
            }
        }
        let line = String::from_utf8_lossy(&read);
        let answer: &[u8] = match line.split_whitespace().next().unwrap_or_default() {
            "EHLO" | "HELO" => b"250-bench\r\n250 8BITMIME\r\n",
            "RCPT" => {
                to = recipient(&line);
                b"250 ok\r\n"
            }
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await?;
                stream.set_quickack(true)?;
                read.clear();
                while !read.ends_with(b"\r\n.\r\n") {
                    if stream.read_buf(&mut read).await? == 0 {
                        return Ok(());
                    }
                }
                keep(ledger, to, &read);
                b"250 taken\r\n"
            }
            "QUIT" => {
                stream.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => b"250 ok\r\n",
        };
        stream.write_all(answer).await?;
    }
}

/// `RCPT TO:<123@bench.example>`: whose mail it is.
fn recipient(line: &str) -> Option<usize> {
    line.split('<').nth(1)?.split('@').next()?.parse().ok()
}

fn keep(ledger: &Ledger, to: Option<usize>, mail: &[u8]) {
    let (Some(number), Ok(mail)) = (to, std::str::from_utf8(mail)) else {
        return ledger.unanswered();
    };
    let id = mail.lines().find_map(|line| line.strip_prefix("Message-ID:")).unwrap_or_default();
    ledger.mail(number, id.trim(), token(mail).as_deref());
}

/// The secret part of the link in a mail, whose lines may be broken anywhere.
fn token(mail: &str) -> Option<String> {
    let after = &mail[mail.find("/i/")? + "/i/".len()..];
    let plain = after.chars().filter(|c| !"=\r\n".contains(*c));
    let token: String = plain.take(TOKEN_CHARS).collect();
    token.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(token)
}
