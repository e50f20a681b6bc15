//! One node as a process of its own, for tests that kill it: the real server with the settings of
//! its environment, a clock that is told what time it is, and a place at which it dies.
//!
//! It obeys lines on its standard input and answers each with a line:
//! `arm N` (die at the Nth place from now on that is passed; 0: at none), `passed` (how many were,
//! and what the last was), `advance SECONDS`, `sign-in` (a link), `awake` (how many actors are),
//! `partitions`, `stop`. Where it dies is after each commit, and before and after each thing that
//! is done outside; no list is kept by hand.

use std::{
    io::BufRead,
    sync::{Arc, Mutex, PoisonError},
};

use actors::{Clock, Place};
use chrono::{DateTime, Duration};
use entities::Instant;
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use server::{SystemClock, SystemIds, config::Config, startup::Server};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

/// Stands still where the environment says, unless it is moved; or is the machine's, moved.
struct ToldClock {
    stands_at: Option<Mutex<Instant>>,
    ahead: Mutex<Duration>,
}

impl ToldClock {
    fn new() -> Self {
        let told = std::env::var("NODE_NOW").ok().and_then(|text| text.parse().ok());
        let stands_at = told.and_then(DateTime::from_timestamp_millis).map(Mutex::new);
        Self { stands_at, ahead: Mutex::new(Duration::zero()) }
    }

    fn advance(&self, by: Duration) {
        let moved = self.stands_at.as_ref();
        let mut ahead = self.ahead.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = moved {
            *at.lock().unwrap_or_else(PoisonError::into_inner) += by;
        } else {
            *ahead += by;
        }
    }
}

impl Clock for ToldClock {
    fn now(&self) -> Instant {
        match &self.stands_at {
            Some(at) => *at.lock().unwrap_or_else(PoisonError::into_inner),
            None => SystemClock.now() + *self.ahead.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }
}

/// Counts the places that are passed, and dies at one of them.
#[derive(Default)]
struct Places {
    passed: u64,
    last: &'static str,
    dies_at: Option<u64>,
}

fn pass(places: &Mutex<Places>, place: &'static str) {
    // Held while it dies: nobody passes anything meanwhile.
    let mut places = places.lock().unwrap_or_else(PoisonError::into_inner);
    places.passed += 1;
    places.last = place;
    if places.dies_at == Some(places.passed) {
        println!("died {place}");
        kill(Pid::this(), Signal::SIGKILL).expect("one may always kill oneself");
        // It is delivered before this call returns, but not to every thread at once.
        loop {
            std::thread::park();
        }
    }
}

fn read_lines(lines: &UnboundedSender<String>) {
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        if lines.send(line).is_err() {
            return;
        }
    }
}

fn main() {
    actix::System::new().block_on(run());
}

async fn run() {
    let places = Arc::new(Mutex::new(Places::default()));
    let watched = Arc::clone(&places);
    let clock = Arc::new(ToldClock::new());
    if let Ok(at) = std::env::var("NODE_DIES_AT") {
        places.lock().expect("nobody panics with it").dies_at = at.parse().ok();
    }
    let config = Config::read(None).expect("the settings are good");
    let server = Server::start_watched(
        &config,
        clock.clone(),
        Arc::new(SystemIds),
        Some(Arc::new(move |place| pass(&watched, place))),
    )
    .await
    .expect("the server starts");
    println!("ready {}", server.url);
    let (told, mut lines) = unbounded_channel();
    std::thread::spawn(move || read_lines(&told));
    let locked = || places.lock().expect("nobody panics with it");
    // Without anybody to obey it ends, however its parent ended.
    while let Some(line) = lines.recv().await {
        let (verb, rest) = line.split_once(' ').unwrap_or((&line, ""));
        let number = rest.parse::<i64>().unwrap_or_default();
        match verb {
            "arm" => {
                let mut places = locked();
                let after = u64::try_from(number).ok().filter(|after| *after > 0);
                places.dies_at = after.map(|after| places.passed + after);
                println!("armed");
            }
            "passed" => {
                let places = locked();
                println!("passed {} {}", places.passed, places.last);
            }
            "advance" => {
                clock.advance(Duration::seconds(number));
                server.means.directory.wake(Place::Root);
                println!("advanced {}", clock.now().timestamp_millis());
            }
            "sign-in" => println!("link {}", server.sign_in_link().await.expect("a link")),
            "awake" => println!("awake {}", server.means.directory.awake()),
            "partitions" => {
                let partitions = server.means.directory.ownership().partitions();
                println!("partitions {}", partitions.unwrap_or_default());
            }
            "stop" => break,
            other => println!("unknown {other}"),
        }
    }
    server.stop().await;
    println!("stopped");
}
