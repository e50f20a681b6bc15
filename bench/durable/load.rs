//! The load: Lever's announcements and the candidates, over connections that are kept.

use std::{
    cell::{Cell, RefCell},
    io,
    net::SocketAddr,
    rc::Rc,
    time::{Duration, Instant},
};

use hdrhistogram::Histogram;
use serde_json::Value;
use tokio::sync::Semaphore;

use crate::wire::Wire;

/// The longest time told apart from longer ones.
const LATENCY_MAX: Duration = Duration::from_mins(2);
/// How long a candidate waits before they try again.
const AGAIN_AFTER: Duration = Duration::from_millis(20);

/// Latencies in nanoseconds, to three digits.
pub(crate) struct Latencies(Histogram<u64>);

impl Latencies {
    pub(crate) fn new() -> Self {
        let longest = u64::try_from(LATENCY_MAX.as_nanos()).expect("it is short");
        Self(Histogram::new_with_max(longest, 3).expect("the bounds are good"))
    }

    pub(crate) fn record(&mut self, latency: Duration) {
        self.0.saturating_record(u64::try_from(latency.as_nanos()).unwrap_or(u64::MAX));
    }

    /// Takes over those of another, recorded alike.
    pub(crate) fn add(&mut self, other: &Self) {
        self.0.add(&other.0).expect("the bounds are the same");
    }

    /// Milliseconds that this share of all did not exceed.
    pub(crate) fn ms(&self, percent: f64) -> f64 {
        self.0.value_at_percentile(percent) as f64 / 1e6
    }

    pub(crate) fn count(&self) -> u64 {
        self.0.len()
    }
}

/// What came of a stream of requests.
pub(crate) struct Hammered {
    /// Answers that said 200.
    pub(crate) acknowledged: u64,
    /// Other answers.
    pub(crate) refused: u64,
    pub(crate) seconds: f64,
    pub(crate) latencies: Latencies,
}

impl Hammered {
    pub(crate) fn per_second(&self) -> f64 {
        self.acknowledged as f64 / self.seconds
    }
}

/// Sends `requests`, the next on each connection as soon as the last was answered, until they or
/// the time are at an end. Connections take turns at the `servers`.
pub(crate) async fn hammer(
    servers: &[SocketAddr],
    connections: usize,
    requests: &[Vec<u8>],
    time: Duration,
) -> io::Result<Hammered> {
    let mut wires = Vec::new();
    for server in servers.iter().cycle().take(connections) {
        wires.push(Wire::connect(*server).await?);
    }
    let (next, refused) = (Cell::new(0), Cell::new(0));
    let latencies = RefCell::new(Latencies::new());
    let begun = Instant::now();
    let streams = wires.into_iter().map(async |mut wire| {
        while let Some(request) = requests.get(next.replace(next.get() + 1)) {
            let sent = Instant::now();
            if wire.ask(request).await? == 200 {
                latencies.borrow_mut().record(sent.elapsed());
            } else {
                refused.set(refused.get() + 1);
            }
            if begun.elapsed() > time {
                break;
            }
        }
        Ok::<_, io::Error>(())
    });
    futures_util::future::try_join_all(streams).await?;
    let (seconds, latencies) = (begun.elapsed().as_secs_f64(), latencies.into_inner());
    Ok(Hammered { acknowledged: latencies.count(), refused: refused.get(), seconds, latencies })
}

/// One answer in so many is read.
const READ_EACH: u64 = 50;

/// Sends the same request on each connection again and again until the time is over. Fails at an
/// answer that is another than `expected`.
pub(crate) async fn repeat(
    server: SocketAddr,
    connections: usize,
    (request, expected): (&[u8], &[u8]),
    time: Duration,
) -> io::Result<Hammered> {
    let mut wires = Vec::new();
    for _ in 0..connections {
        wires.push(Wire::connect(server).await?);
    }
    let latencies = RefCell::new(Latencies::new());
    let begun = Instant::now();
    let streams = wires.into_iter().map(async |mut wire| {
        while begun.elapsed() < time {
            let sent = Instant::now();
            let (status, body) = wire.ask_for(request).await?;
            if !is_as(status, body, expected, latencies.borrow().count()) {
                let (body, expected) =
                    (String::from_utf8_lossy(body), String::from_utf8_lossy(expected));
                let message = format!("answered {status} {body} instead of {expected}");
                return Err(io::Error::other(message));
            }
            latencies.borrow_mut().record(sent.elapsed());
        }
        Ok::<_, io::Error>(())
    });
    futures_util::future::try_join_all(streams).await?;
    let (seconds, latencies) = (begun.elapsed().as_secs_f64(), latencies.into_inner());
    Ok(Hammered { acknowledged: latencies.count(), refused: 0, seconds, latencies })
}

/// Whether an answer is as expected. Fields come in any order, so it is by its length that each is known,
/// and by what it says that some are: to read all would cost more than to answer them.
fn is_as(status: u16, body: &[u8], expected: &[u8], number: u64) -> bool {
    let read = |bytes| serde_json::from_slice::<Value>(bytes).ok();
    let as_long = status == 200 && body.len() == expected.len();
    as_long && (!number.is_multiple_of(READ_EACH) || read(body) == read(expected))
}

/// Connections that are used by whoever needs one.
pub(crate) struct Pool {
    servers: Vec<SocketAddr>,
    idle: Vec<RefCell<Vec<Wire>>>,
    turn: Cell<usize>,
    room: Semaphore,
}

impl Pool {
    pub(crate) fn new(servers: &[SocketAddr], connections: usize) -> Rc<Self> {
        Rc::new(Self {
            servers: servers.to_vec(),
            idle: servers.iter().map(|_| RefCell::default()).collect(),
            turn: Cell::new(0),
            room: Semaphore::new(connections),
        })
    }

    /// One request to the server whose turn it is; the status of its answer.
    pub(crate) async fn ask(&self, request: &[u8]) -> io::Result<u16> {
        let _room = self.room.acquire().await.map_err(io::Error::other)?;
        let node = self.turn.replace(self.turn.get() + 1) % self.servers.len();
        let idle = self.idle[node].borrow_mut().pop();
        let mut wire = match idle {
            Some(wire) => wire,
            None => Wire::connect(self.servers[node]).await?,
        };
        let status = wire.ask(request).await?;
        self.idle[node].borrow_mut().push(wire);
        Ok(status)
    }

    /// The same, as often as it takes: who clicks and sees an error clicks again.
    pub(crate) async fn insist(&self, request: &[u8]) {
        while !matches!(self.ask(request).await, Ok(200)) {
            tokio::time::sleep(AGAIN_AFTER).await;
        }
    }
}
