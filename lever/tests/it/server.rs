//! A server that answers what it was told, one request after the other, and keeps what was asked.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc::{Receiver, channel},
    },
    thread,
    time::Duration,
};

use async_trait::async_trait;
use lever::{Client, Credential, Pace};
use secrecy::SecretString;
use serde_json::Value;

/// The user in whose name the client of [`Server::client`] writes.
pub(crate) const PERFORM_AS: &str = "d659bdfc-1224-4ea9-992a-176bb87f7763";

/// What to answer.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: &'static str,
    pub(crate) body: String,
}

impl Reply {
    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self { status, headers: "", body: body.to_string() }
    }
}

/// What was asked.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// As on the wire, with the query.
    pub(crate) target: String,
    pub(crate) authorization: String,
    pub(crate) body: String,
}

impl Request {
    pub(crate) fn path(&self) -> &str {
        self.target.split('?').next().unwrap()
    }

    /// Decoded once.
    pub(crate) fn query(&self) -> Vec<(String, String)> {
        let query = self.target.split_once('?').map_or("", |(_, query)| query);
        url::form_urlencoded::parse(query.as_bytes()).into_owned().collect()
    }
}

/// The server; one request more than there are answers finds nobody.
pub(crate) struct Server {
    pub(crate) root: String,
    requests: Receiver<Request>,
}

impl Server {
    pub(crate) fn start(replies: Vec<Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let root = format!("http://{}/v1", listener.local_addr().unwrap());
        let (sender, requests) = channel();
        thread::spawn(move || {
            for reply in replies {
                let (mut stream, _) = listener.accept().unwrap();
                sender.send(read(&stream)).ok();
                let head = format!(
                    "HTTP/1.1 {} Answer\r\n{}Connection: close\r\nContent-Length: {}\r\n\r\n",
                    reply.status,
                    reply.headers,
                    reply.body.len()
                );
                stream.write_all(head.as_bytes()).unwrap();
                stream.write_all(reply.body.as_bytes()).unwrap();
            }
        });
        Self { root, requests }
    }

    /// A client with a token and no limit.
    pub(crate) fn client(&self) -> Client {
        self.client_with(Credential::Token(SecretString::from("t0ken")), Arc::new(Turns::default()))
    }

    pub(crate) fn client_with(&self, credential: Credential, pace: Arc<dyn Pace>) -> Client {
        let root = format!("{}/", self.root);
        Client::new(http(), &root, credential, Some(PERFORM_AS.to_owned()), pace)
    }

    /// All that was asked so far.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.try_iter().collect()
    }
}

pub(crate) fn http() -> reqwest::Client {
    // A second test of the same process finds it installed.
    rustls::crypto::ring::default_provider().install_default().ok();
    lever::http_client().unwrap()
}

fn read(stream: &TcpStream) -> Request {
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    let mut words = line.split(' ').map(str::to_owned);
    let (method, target) = (words.next().unwrap(), words.next().unwrap());
    let (mut authorization, mut length) = (String::new(), 0);
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).unwrap();
        let Some((name, value)) = header.trim_end().split_once(": ") else { break };
        match name.to_ascii_lowercase().as_str() {
            "authorization" => value.clone_into(&mut authorization),
            "content-length" => length = value.parse().unwrap(),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    Request { method, target, authorization, body: String::from_utf8(body).unwrap() }
}

/// Counts turns, keeps what Lever said when it was too much.
#[derive(Default)]
pub(crate) struct Turns {
    pub(crate) taken: AtomicUsize,
    pub(crate) throttled: std::sync::Mutex<Vec<Option<Duration>>>,
}

#[async_trait]
impl Pace for Turns {
    async fn turn(&self) -> bool {
        self.taken.fetch_add(1, Ordering::SeqCst);
        true
    }

    fn throttled(&self, retry_after: Option<Duration>) {
        self.throttled.lock().unwrap().push(retry_after);
    }
}
