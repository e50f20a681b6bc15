//! Lever's rate limit: a token bucket per credential, filled at the rate, holding twice as much.

use std::{collections::HashMap, time::Instant};

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
}
