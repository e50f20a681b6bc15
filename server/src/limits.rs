//! How often the candidate's endpoints may be asked: with one link, from one address, and with links
//! that are not known here.
//!
//! In memory: who asked in the last minute, on this server only. Durable: nothing; a restart forgives.

use std::{
    collections::HashSet,
    hash::Hash,
    net::{IpAddr, Ipv4Addr},
    num::NonZeroU32,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use actix_web::{
    body::{EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    middleware::Next,
    web,
};
use entities::vault::token_hash;
use governor::{
    Quota, RateLimiter,
    clock::{Clock, DefaultClock},
    middleware::NoOpMiddleware,
    state::keyed::DashMapStateStore,
};
use graphql::session::network;

use crate::{
    config,
    routes::{origin_of, problem::too_fast},
};

/// After how many requests those are forgotten who have not asked for a minute.
const SWEEP_EVERY: u32 = 10_000;
/// Most links that are remembered as good. Beyond it all are forgotten, and count as not known once more.
const KNOWN_MAX: usize = 100_000;

/// So many a minute for each key, and at most a minute's at once.
struct Counted<K: Hash + Eq + Clone, C: Clock + Clone> {
    limiter: RateLimiter<K, DashMapStateStore<K>, C, NoOpMiddleware<C::Instant>>,
    clock: C,
    since_sweep: AtomicU32,
}

impl<K: Hash + Eq + Clone, C: Clock + Clone> Counted<K, C> {
    fn new(per_minute: NonZeroU32, clock: &C) -> Self {
        let store = DashMapStateStore::default();
        let limiter = RateLimiter::new(Quota::per_minute(per_minute), store, clock.clone());
        Self { limiter, clock: clock.clone(), since_sweep: AtomicU32::new(0) }
    }

    /// `Err`: not before so long.
    fn count(&self, key: &K) -> Result<(), Duration> {
        if self.since_sweep.fetch_add(1, Ordering::Relaxed) >= SWEEP_EVERY {
            self.since_sweep.store(0, Ordering::Relaxed);
            // A key that has its whole allowance back is one that was never seen.
            self.limiter.retain_recent();
            self.limiter.shrink_to_fit();
        }
        self.limiter.check_key(key).map_err(|until| until.wait_time_from(self.clock.now()))
    }
}

/// All limits; one for all threads.
pub(crate) struct Limits<C: Clock + Clone = DefaultClock> {
    links: Counted<String, C>,
    addresses: Counted<IpAddr, C>,
    unknown: Counted<IpAddr, C>,
    /// Hashes of links that led somewhere.
    known: Mutex<HashSet<String>>,
}

impl Limits {
    pub(crate) fn new(config: &config::Limits) -> Self {
        Self::by(config, &DefaultClock::default())
    }
}

impl<C: Clock + Clone> Limits<C> {
    fn by(config: &config::Limits, clock: &C) -> Self {
        Self {
            links: Counted::new(config.link_per_minute, clock),
            addresses: Counted::new(config.address_per_minute, clock),
            unknown: Counted::new(config.unknown_links_per_minute, clock),
            known: Mutex::default(),
        }
    }

    /// Counts a request with the link of this hash. `Err`: not before so long.
    fn enter(&self, address: IpAddr, link: &str) -> Result<(), Duration> {
        self.addresses.count(&address)?;
        if !self.known.lock().unwrap_or_else(PoisonError::into_inner).contains(link) {
            self.unknown.count(&address)?;
        }
        self.links.count(&link.to_owned())
    }

    /// Counts a try of a link that signs in. `Err`: not before so long.
    pub(crate) fn sign_in(&self, address: Option<IpAddr>) -> Result<(), Duration> {
        self.unknown.count(&whose(address))
    }

    /// The link of this hash led somewhere.
    fn know(&self, link: String) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= KNOWN_MAX {
            known.clear();
        }
        known.insert(link);
    }
}

/// Who counts as one. Whose address cannot be told are one together.
fn whose(address: Option<IpAddr>) -> IpAddr {
    address.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), network)
}

/// Counts a request to a candidate's endpoint before anything is read, and refuses it beyond a limit.
pub(crate) async fn of_rooms<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> actix_web::Result<ServiceResponse<EitherBody<B>>> {
    let limits = request.app_data::<web::Data<Limits>>().cloned();
    let (Some(limits), Some(token)) = (limits, request.match_info().get("token")) else {
        return Ok(next.call(request).await?.map_into_left_body());
    };
    let link = token_hash(token);
    if let Err(wait) = limits.enter(whose(origin_of(request.request()).address), &link) {
        metrics::counter!("fulcrum_room_requests_limited_total").increment(1);
        return Ok(request.into_response(too_fast(wait)).map_into_right_body());
    }
    let answer = next.call(request).await?;
    if answer.status().is_success() {
        limits.know(link);
    }
    Ok(answer.map_into_left_body())
}

#[cfg(test)]
mod tests {
    use governor::clock::FakeRelativeClock;

    use super::*;

    fn limits(
        link: u32,
        address: u32,
        unknown: u32,
    ) -> (Limits<FakeRelativeClock>, FakeRelativeClock) {
        let [link, address, unknown] =
            [link, address, unknown].map(|number| NonZeroU32::new(number).unwrap());
        let config = config::Limits {
            link_per_minute: link,
            address_per_minute: address,
            unknown_links_per_minute: unknown,
        };
        let clock = FakeRelativeClock::default();
        (Limits::by(&config, &clock), clock)
    }

    fn from(text: &str) -> IpAddr {
        whose(Some(text.parse().unwrap()))
    }

    #[test]
    fn after_the_pause_that_was_told_it_goes_on() {
        let (limits, clock) = limits(2, 100, 100);
        let link = "a";
        let address = from("192.0.2.1");
        assert_eq!([(); 2].map(|()| limits.enter(address, link)), [Ok(()); 2]);
        let wait = limits.enter(address, link).unwrap_err();
        assert!(wait > Duration::from_secs(29) && wait <= Duration::from_secs(30), "{wait:?}");
        assert_eq!(limits.enter(address, "b"), Ok(()), "another link");
        clock.advance(wait);
        assert_eq!(limits.enter(address, link), Ok(()));
        assert!(limits.enter(address, link).is_err());
    }

    #[test]
    fn who_guesses_links_harms_none_that_are_known() {
        let (limits, _) = limits(100, 100, 3);
        let (here, there) = (from("192.0.2.1"), from("198.51.100.1"));
        assert_eq!(limits.enter(here, "good"), Ok(()));
        limits.know("good".to_owned());
        let guessed = ["1", "2", "3"].map(|link| limits.enter(here, link).is_ok());
        assert_eq!(guessed, [true, true, false]);
        assert!(limits.sign_in(Some(here)).is_err(), "a link that signs in is one more guess");
        assert_eq!(limits.enter(here, "good"), Ok(()));
        assert_eq!(limits.enter(there, "4"), Ok(()), "another address");
    }

    #[test]
    fn five_hundred_candidates_of_one_address_are_not_limited_by_the_defaults() {
        let config = config::Config::read(None).unwrap().limits;
        let limits = Limits::by(&config, &FakeRelativeClock::default());
        let address = from("192.0.2.1");
        for _ in 0..10 {
            for candidate in 0..500 {
                let link = candidate.to_string();
                assert_eq!(limits.enter(address, &link), Ok(()));
                limits.know(link);
            }
        }
    }

    #[test]
    fn a_network_of_version_6_counts_as_one() {
        let (limits, _) = limits(100, 1, 100);
        assert_eq!(limits.enter(from("2001:db8::1"), "a"), Ok(()));
        assert!(limits.enter(from("2001:db8::2"), "b").is_err());
        assert_eq!(limits.enter(from("2001:db8:0:1::1"), "c"), Ok(()));
    }

    #[test]
    fn who_has_not_asked_for_a_minute_is_forgotten() {
        let (limits, clock) = limits(10, u32::MAX, u32::MAX);
        let address = from("192.0.2.1");
        for number in 0..SWEEP_EVERY {
            assert_eq!(limits.enter(address, &number.to_string()), Ok(()));
        }
        assert!(limits.links.limiter.len() >= SWEEP_EVERY as usize);
        clock.advance(Duration::from_mins(1));
        assert_eq!(limits.enter(address, "one more"), Ok(()));
        assert_eq!(limits.links.limiter.len(), 1);
    }

    #[test]
    fn links_that_are_known_are_not_kept_without_end() {
        let (limits, _) = limits(10, 10, 10);
        for number in 0..=KNOWN_MAX {
            limits.know(number.to_string());
        }
        assert_eq!(limits.known.lock().unwrap().len(), 1);
    }
}
