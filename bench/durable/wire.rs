//! HTTP/1.1 as far as the load and the outside need it: messages with a length, on connections
//! that are kept. By hand, because whatever it costs is taken from the server under test.

use std::{io, net::SocketAddr};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

const HEADERS_MAX: usize = 32;

/// A connection.
pub(crate) struct Wire {
    stream: TcpStream,
    read: Vec<u8>,
    /// How much of `read` is the message that was given out last.
    used: usize,
}

/// A request as the outside reads it.
pub(crate) struct Request<'a> {
    pub(crate) is_get: bool,
    /// Without the query.
    pub(crate) path: &'a str,
    /// Who asks; empty if they do not say.
    pub(crate) bearer: &'a str,
    pub(crate) body: &'a [u8],
}

impl Wire {
    pub(crate) async fn connect(address: SocketAddr) -> io::Result<Self> {
        Self::new(TcpStream::connect(address).await?)
    }

    pub(crate) fn new(stream: TcpStream) -> io::Result<Self> {
        stream.set_nodelay(true)?;
        Ok(Self { stream, read: Vec::with_capacity(4096), used: 0 })
    }

    pub(crate) async fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes).await
    }

    /// Sends a request; the status of its answer.
    pub(crate) async fn ask(&mut self, request: &[u8]) -> io::Result<u16> {
        self.ask_for(request).await.map(|(status, _)| status)
    }

    /// Sends a request; the status and the body of its answer.
    pub(crate) async fn ask_for(&mut self, request: &[u8]) -> io::Result<(u16, &[u8])> {
        self.send(request).await?;
        loop {
            if let Some((body, total, status)) = answer_in(&self.read[self.used..])? {
                let from = self.used;
                self.used += total;
                return Ok((status, &self.read[from + body..self.used]));
            }
            if !self.fill().await? {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
    }

    /// The next request; `None` when the other side is done.
    pub(crate) async fn next(&mut self) -> io::Result<Option<Request<'_>>> {
        let total = loop {
            match length_of_request(&self.read[self.used..])? {
                Some(total) if self.read.len() - self.used >= total => break total,
                _ if self.fill().await? => {}
                _ => return Ok(None),
            }
        };
        let from = self.used;
        self.used += total;
        request_in(&self.read[from..self.used]).map(Some)
    }

    /// Reads more; `false` at the end.
    async fn fill(&mut self) -> io::Result<bool> {
        if self.used > 0 {
            self.read.drain(..self.used);
            self.used = 0;
        }
        Ok(self.stream.read_buf(&mut self.read).await? > 0)
    }
}

fn malformed(error: httparse::Error) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}

fn header<'a>(headers: &[httparse::Header<'a>], name: &str) -> Option<&'a str> {
    let found = headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))?;
    std::str::from_utf8(found.value).ok()
}

/// Head and body together.
fn length(head: usize, headers: &[httparse::Header<'_>]) -> io::Result<usize> {
    if header(headers, "transfer-encoding").is_some() {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "a message without a length"));
    }
    let body = header(headers, "content-length").map_or(Ok(0), str::parse::<usize>);
    Ok(head + body.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?)
}

/// Where the body begins, the length and the status of the answer at the start of `bytes`, if all of it
/// is there.
fn answer_in(bytes: &[u8]) -> io::Result<Option<(usize, usize, u16)>> {
    if bytes.is_empty() {
        return Ok(None);
    }
    let mut headers = [httparse::EMPTY_HEADER; HEADERS_MAX];
    let mut answer = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(head) = answer.parse(bytes).map_err(malformed)? else {
        return Ok(None);
    };
    let total = length(head, answer.headers)?;
    Ok((bytes.len() >= total).then_some((head, total, answer.code.unwrap_or_default())))
}

fn length_of_request(bytes: &[u8]) -> io::Result<Option<usize>> {
    if bytes.is_empty() {
        return Ok(None);
    }
    let mut headers = [httparse::EMPTY_HEADER; HEADERS_MAX];
    let mut request = httparse::Request::new(&mut headers);
    match request.parse(bytes).map_err(malformed)? {
        httparse::Status::Complete(head) => length(head, request.headers).map(Some),
        httparse::Status::Partial => Ok(None),
    }
}

fn request_in(bytes: &[u8]) -> io::Result<Request<'_>> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS_MAX];
    let mut request = httparse::Request::new(&mut headers);
    let httparse::Status::Complete(head) = request.parse(bytes).map_err(malformed)? else {
        return Err(io::ErrorKind::UnexpectedEof.into());
    };
    let bearer = header(request.headers, "authorization");
    let path = request.path.unwrap_or_default();
    Ok(Request {
        is_get: request.method == Some("GET"),
        path: path.split('?').next().unwrap_or(path),
        bearer: bearer.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default(),
        body: &bytes[head..],
    })
}
