//! Lever's rate limit: a token bucket per credential, filled at the rate, holding twice as much; and a
//! count of what each credential used.

use std::{
    collections::{BTreeMap, HashMap},
    time::Instant,
};

use serde_json::{Value, json};

use crate::now_ms;

/// Seconds whose requests are counted one by one.
const SECONDS: usize = 120;

/// Seconds since 1970.
pub(super) fn second() -> u64 {
    u64::try_from(now_ms() / 1000).unwrap_or_default()
}

/// A bucket per credential.
pub(super) struct Buckets {
    per_second: f64,
    /// Requests left, and when that was.
    buckets: HashMap<String, (f64, Instant)>,
}

impl Buckets {
    pub(super) fn new(per_second: u32) -> Self {
        Self { per_second: f64::from(per_second), buckets: HashMap::new() }
    }

    /// Whether `credential` may make one more request at `now`.
    pub(super) fn admit(&mut self, credential: &str, now: Instant) -> bool {
        let burst = 2.0 * self.per_second;
        let (left, since) = self.buckets.entry(credential.to_owned()).or_insert((burst, now));
        let elapsed = now.saturating_duration_since(*since).as_secs_f64();
        *left = elapsed.mul_add(self.per_second, *left).min(burst);
        *since = now;
        let admitted = *left >= 1.0;
        if admitted {
            *left -= 1.0;
        }
        admitted
    }
}

/// What one credential used.
struct Used {
    requests: u64,
    throttled: u64,
    /// Requests of each second, at the place of the second modulo their number.
    seconds: [u64; SECONDS],
    /// The second written last.
    latest: u64,
}

impl Used {
    /// Empties the places of the seconds that have passed since.
    fn turn_to(&mut self, second: u64) {
        let passed = second.saturating_sub(self.latest).min(SECONDS as u64);
        for n in 1..=passed {
            if let Some(place) = self.place(self.latest + n) {
                *place = 0;
            }
        }
        self.latest = self.latest.max(second);
    }

    fn place(&mut self, second: u64) -> Option<&mut u64> {
        let index = usize::try_from(second % SECONDS as u64).ok()?;
        self.seconds.get_mut(index)
    }

    /// Oldest first; the last is the second that is going on.
    fn of_each_second(&mut self, now: u64) -> Vec<u64> {
        self.turn_to(now);
        let first = self.latest.saturating_sub(SECONDS as u64 - 1);
        (first..=self.latest).filter_map(|second| self.place(second).copied()).collect()
    }
}

/// What each credential used. There are as many as apps and keys, and a request without a valid one
/// belongs to none, so it does not grow.
#[derive(Default)]
pub(super) struct Usage {
    used: BTreeMap<String, Used>,
    unauthorized: u64,
    /// Requests for tokens: granted for a code, granted for a refresh token, refused.
    tokens: [u64; 3],
}

/// What became of a request for tokens.
#[derive(Clone, Copy)]
pub(super) enum Asked {
    ByCode,
    ByRefreshToken,
    InVain,
}

impl Usage {
    /// Counts a request, answered 429 or not.
    pub(super) fn record(&mut self, credential: Option<&str>, throttled: bool, second: u64) {
        let Some(credential) = credential else {
            self.unauthorized += 1;
            return;
        };
        let used = self.used.entry(credential.to_owned()).or_insert_with(|| Used {
            requests: 0,
            throttled: 0,
            seconds: [0; SECONDS],
            latest: second,
        });
        used.requests += 1;
        used.throttled += u64::from(throttled);
        used.turn_to(second);
        if let Some(place) = used.place(second) {
            *place += 1;
        }
    }

    /// Counts a request for tokens.
    pub(super) fn record_tokens(&mut self, asked: Asked) {
        let [by_code, by_refresh_token, in_vain] = &mut self.tokens;
        *match asked {
            Asked::ByCode => by_code,
            Asked::ByRefreshToken => by_refresh_token,
            Asked::InVain => in_vain,
        } += 1;
    }

    /// Each credential's use, how many requests had no valid one, and those for tokens.
    pub(super) fn list(&mut self, second: u64) -> Value {
        let credentials: Vec<_> = self
            .used
            .iter_mut()
            .map(|(credential, used)| {
                json!({
                    "credential": credential,
                    "requests": used.requests,
                    "throttled": used.throttled,
                    "seconds": used.of_each_second(second),
                })
            })
            .collect();
        let [exchanged, refreshed, refused] = self.tokens;
        json!({
            "credentials": credentials,
            "unauthorized": self.unauthorized,
            "tokens": {"exchanged": exchanged, "refreshed": refreshed, "refused": refused},
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_burst_of_twice_the_rate_then_the_rate() {
        let start = Instant::now();
        let mut buckets = Buckets::new(10);
        let admitted = (0..30).filter(|_| buckets.admit("a", start)).count();
        assert_eq!(admitted, 20);
        assert!(!buckets.admit("a", start + Duration::from_millis(50)));
        assert!(buckets.admit("a", start + Duration::from_millis(150)));
        assert!(buckets.admit("b", start), "another credential has its own");
    }

    #[test]
    fn seconds_are_forgotten_after_two_minutes() {
        let start = 1_788_249_600;
        let mut usage = Usage::default();
        for (second, throttled) in [(0, false), (0, true), (5, false)] {
            usage.record(Some("a"), throttled, start + second);
        }
        usage.record(None, false, start);
        let listed = usage.list(start + 5);
        let a = &listed["credentials"][0];
        assert_eq!((&a["requests"], &a["throttled"]), (&json!(3), &json!(1)));
        let seconds = |listed: &Value| {
            let seconds = listed["credentials"][0]["seconds"].as_array().unwrap();
            seconds.iter().map(|n| n.as_u64().unwrap()).collect::<Vec<_>>()
        };
        let counted = seconds(&listed);
        assert_eq!(counted.len(), 120);
        assert_eq!(counted[114..], [2, 0, 0, 0, 0, 1]);
        let later = seconds(&usage.list(start + 120));
        assert_eq!((later.iter().sum::<u64>(), later[4]), (1, 1));
        assert_eq!(seconds(&usage.list(start + 10_000)).iter().sum::<u64>(), 0);
        assert_eq!(usage.list(start)["unauthorized"], 1);
    }
}
