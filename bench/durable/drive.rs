//! Drives pipelines from the webhook to the last effect: announces moves, and plays the candidates
//! who ask for a person as soon as they get their mail.

use std::{
    collections::HashMap,
    net::SocketAddr,
    rc::Rc,
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::{sync::mpsc::UnboundedReceiver, time::timeout};

use crate::{
    ledger::Seen,
    load::{Latencies, Pool},
    seed::{Company, TRIGGER_STAGE, announcement, human},
};

/// As many as the goals name.
pub(crate) const CONNECTIONS: usize = 64;
/// Longer than anything but a standstill takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// Drives pipelines of companies that take turns.
pub(crate) struct Drive {
    companies: Arc<[Company]>,
    seen: UnboundedReceiver<Seen>,
    events: Rc<Pool>,
    candidates: Rc<Pool>,
    /// The number of the next opportunity.
    next: usize,
    sent_at: HashMap<usize, Instant>,
    /// Whether candidates answer their mail.
    pub(crate) candidates_act: bool,
}

/// What came of driving.
pub(crate) struct Driven {
    /// Pipelines with all effects at the outside.
    pub(crate) done: u64,
    pub(crate) seconds: f64,
    /// From sending the webhook to the last effect.
    pub(crate) latencies: Latencies,
}

impl Driven {
    pub(crate) fn per_second(&self) -> f64 {
        self.done as f64 / self.seconds
    }
}

impl Drive {
    pub(crate) fn new(
        companies: &Arc<[Company]>,
        seen: UnboundedReceiver<Seen>,
        servers: &[SocketAddr],
    ) -> Self {
        Self {
            companies: Arc::clone(companies),
            seen,
            events: Pool::new(servers, CONNECTIONS),
            candidates: Pool::new(servers, CONNECTIONS),
            next: 0,
            sent_at: HashMap::new(),
            candidates_act: true,
        }
    }

    /// The requests that announce so many moves, which count as sent now.
    pub(crate) fn announce(&mut self, count: usize) -> Vec<Vec<u8>> {
        (0..count).map(|_| self.announcement()).collect()
    }

    fn announcement(&mut self) -> Vec<u8> {
        let number = self.next;
        self.next += 1;
        let company = &self.companies[number % self.companies.len()];
        let request = announcement(company, number, TRIGGER_STAGE, "move");
        self.sent_at.insert(number, Instant::now());
        request
    }

    /// Sends the announcement of one more move.
    pub(crate) fn begin(&mut self) {
        let (request, events) = (self.announcement(), Rc::clone(&self.events));
        // Lever sends again what was not answered with 200.
        actix::spawn(async move { events.insist(&request).await });
    }

    /// Waits for the next pipeline that is done, letting candidates act; when it was sent and
    /// done. `None`: nothing was done for that long.
    pub(crate) async fn done(&mut self, wait: Duration) -> Option<(Instant, Instant)> {
        let until = Instant::now() + wait;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            match timeout(left, self.seen.recv()).await.ok()?? {
                Seen::Mailed { token } if self.candidates_act => {
                    let candidates = Rc::clone(&self.candidates);
                    actix::spawn(async move { candidates.insist(&human(&token)).await });
                }
                Seen::Mailed { .. } => {}
                Seen::Done { number, at } => {
                    if let Some(sent) = self.sent_at.remove(&number) {
                        return Some((sent, at));
                    }
                }
            }
        }
    }

    /// Keeps `in_hand` pipelines going, each followed by another when it is done, until `count`
    /// are done or the time is over. What came earlier than `warm_up` does not count.
    pub(crate) async fn keep_going(
        &mut self,
        in_hand: usize,
        count: usize,
        (warm_up, time): (Duration, Duration),
    ) -> Driven {
        let mut left = count.saturating_sub(in_hand);
        for _ in 0..in_hand.min(count) {
            self.begin();
        }
        let begun = Instant::now() + warm_up;
        let end = begun + time;
        let (mut done, mut latencies, mut last) = (0, Latencies::new(), begun);
        while Instant::now() < end && !self.sent_at.is_empty() {
            let Some((sent, at)) = self.done(PATIENCE.min(end - Instant::now())).await else {
                break;
            };
            if at >= begun && at < end {
                done += 1;
                last = at;
                latencies.record(at - sent);
            }
            if left > 0 {
                left -= 1;
                self.begin();
            }
        }
        // When all are done, the last one was the end; else the time was.
        let ended = if self.sent_at.is_empty() { last } else { end };
        Driven { done, seconds: (ended - begun).as_secs_f64(), latencies }
    }

    /// Waits no more for what was begun so far.
    pub(crate) fn let_go(&mut self) {
        self.sent_at.clear();
    }

    /// Waits until everything that was begun is done; how many are not.
    pub(crate) async fn finish(&mut self) -> usize {
        while !self.sent_at.is_empty() && self.done(PATIENCE).await.is_some() {}
        self.sent_at.len()
    }

    /// Begins `count` pipelines at even distances, whatever becomes of those before.
    pub(crate) async fn evenly(&mut self, per_second: u32, count: usize) -> Driven {
        let (begun, mut latencies) = (Instant::now(), Latencies::new());
        for number in 0..count {
            let at =
                begun + Duration::from_secs(1) / per_second * u32::try_from(number).unwrap_or(0);
            loop {
                let left = at.saturating_duration_since(Instant::now());
                if left.is_zero() {
                    break;
                }
                if let Some((sent, at)) = self.done(left).await {
                    latencies.record(at - sent);
                }
            }
            self.begin();
        }
        while !self.sent_at.is_empty() {
            let Some((sent, at)) = self.done(PATIENCE).await else { break };
            latencies.record(at - sent);
        }
        let seconds = begun.elapsed().as_secs_f64();
        Driven { done: latencies.count(), seconds, latencies }
    }
}
