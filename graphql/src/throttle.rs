//! How often signing in may fail: per account, and per address it comes from.
//!
//! In memory: failures of late, on this server only. Durable: nothing; a restart forgives.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{Mutex, PoisonError},
};

use chrono::Duration;
use entities::{Instant, vault::token_hash};

/// Failures of an account in a row.
pub(crate) const ACCOUNT_FAILURES_MAX: i32 = 10;
/// After how many minutes an account is forgiven one.
const ACCOUNT_MINUTES: i64 = 6;
/// Failures from an address in a row: an office may share one.
pub(crate) const ADDRESS_FAILURES_MAX: i32 = 50;
/// After how many minutes an address is forgiven one.
const ADDRESS_MINUTES: i64 = 1;
/// Most accounts and addresses that are remembered.
const KEYS_MAX: usize = 100_000;

/// Whose failures are counted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    /// Of an account, whether there is one or not: the hash of its address.
    Account(String),
    /// From an address, or a network of them.
    Address(IpAddr),
    /// From there, by way of the company's provider: whoever lets others come back from it in vain keeps
    /// nobody from their password.
    Provider(IpAddr),
}

impl Key {
    /// That of an operator's address, as it is found by.
    pub(crate) fn account(email: &str) -> Self {
        Self::Account(token_hash(&email.trim().to_lowercase()))
    }

    /// That of an address.
    pub(crate) fn address(address: IpAddr) -> Self {
        Self::Address(network(address))
    }

    /// That of an address from which somebody comes back from the provider.
    pub(crate) fn provider(address: IpAddr) -> Self {
        Self::Provider(network(address))
    }

    /// How many in a row, and how long one counts.
    fn allowance(&self) -> (i32, Duration) {
        match self {
            Self::Account(_) => (ACCOUNT_FAILURES_MAX, Duration::minutes(ACCOUNT_MINUTES)),
            Self::Address(_) | Self::Provider(_) => {
                (ADDRESS_FAILURES_MAX, Duration::minutes(ADDRESS_MINUTES))
            }
        }
    }
}

/// Whoever counts as one address: of version 6 the network, since everybody has a network of them.
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(v4) => IpAddr::V4(v4),
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from(u128::from(v6) >> 64 << 64)),
    }
}

/// Counts failures.
#[derive(Debug, Default)]
pub(crate) struct Throttle {
    /// When each will have been forgiven everything.
    clear_at: Mutex<HashMap<Key, Instant>>,
}

impl Throttle {
    /// Counts a try before it is made, so that many at once are as many; `Err`: it may not be made
    /// before that instant, and was not counted.
    pub(crate) fn count(&self, keys: &[Key], now: Instant) -> Result<(), Instant> {
        let mut clear_at = self.clear_at.lock().unwrap_or_else(PoisonError::into_inner);
        let counted = |at: Option<&Instant>, key: &Key| {
            let at = at.copied().filter(|at| *at > now).unwrap_or(now);
            at + key.allowance().1
        };
        let free_at = |key: &Key| {
            let (burst, each) = key.allowance();
            counted(clear_at.get(key), key) - each * burst
        };
        if let Some(at) = keys.iter().map(free_at).max().filter(|at| *at > now) {
            return Err(at);
        }
        for key in keys {
            if clear_at.len() >= KEYS_MAX && !clear_at.contains_key(key) {
                make_room(&mut clear_at, now);
            }
            let at = counted(clear_at.get(key), key);
            clear_at.insert(key.clone(), at);
        }
        Ok(())
    }

    /// Takes one try back: it was good.
    pub(crate) fn forgive(&self, keys: &[Key]) {
        let mut clear_at = self.clear_at.lock().unwrap_or_else(PoisonError::into_inner);
        for key in keys {
            if let Some(at) = clear_at.get_mut(key) {
                *at -= key.allowance().1;
            }
        }
    }
}

/// Forgets those that were forgiven; or, if there are none, the one that is next.
fn make_room(clear_at: &mut HashMap<Key, Instant>, now: Instant) {
    clear_at.retain(|_, at| *at > now);
    if clear_at.len() >= KEYS_MAX {
        let next = clear_at.iter().min_by_key(|(_, at)| **at).map(|(key, _)| key.clone());
        if let Some(next) = next {
            clear_at.remove(&next);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> Instant {
        chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap() + Duration::minutes(minutes)
    }

    #[test]
    fn the_eleventh_failure_in_a_row_waits_until_one_is_forgiven() {
        let throttle = Throttle::default();
        let account = [Key::account("Kim@Blauwal.example ")];
        for _ in 0..ACCOUNT_FAILURES_MAX {
            throttle.count(&account, at(0)).unwrap();
        }
        assert_eq!(throttle.count(&account, at(0)), Err(at(6)));
        assert_eq!(throttle.count(&[Key::account("kim@blauwal.example")], at(5)), Err(at(6)));
        throttle.count(&[Key::account("lou@blauwal.example")], at(0)).unwrap();
        throttle.count(&account, at(6)).unwrap();
        assert_eq!(throttle.count(&account, at(6)), Err(at(12)));
        throttle.forgive(&account);
        throttle.count(&account, at(6)).unwrap();
    }

    #[test]
    fn an_address_of_version_6_is_its_network() {
        let key = |text: &str| Key::address(text.parse().unwrap());
        assert_eq!(key("2001:db8:1:2::1"), key("2001:db8:1:2:ffff::9"));
        assert_ne!(key("2001:db8:1:2::1"), key("2001:db8:1:3::1"));
        assert_eq!(key("::ffff:192.0.2.1"), key("192.0.2.1"));
    }

    #[test]
    fn what_is_refused_by_one_is_not_counted_for_the_other() {
        let throttle = Throttle::default();
        let address = Key::address("192.0.2.1".parse().unwrap());
        for number in 0..ADDRESS_FAILURES_MAX {
            throttle.count(&[Key::Account(number.to_string()), address.clone()], at(0)).unwrap();
        }
        let fresh = Key::account("kim@blauwal.example");
        for _ in 0..ACCOUNT_FAILURES_MAX * 2 {
            assert_eq!(throttle.count(&[fresh.clone(), address.clone()], at(0)), Err(at(1)));
        }
        throttle.count(&[fresh], at(0)).unwrap();
    }

    #[test]
    fn it_remembers_so_many_and_no_more() {
        let throttle = Throttle::default();
        for number in 0..KEYS_MAX + 10 {
            throttle.count(&[Key::Account(number.to_string())], at(0)).unwrap();
        }
        assert_eq!(throttle.clear_at.lock().unwrap().len(), KEYS_MAX);
        throttle.count(&[Key::account("later")], at(100)).unwrap();
        assert_eq!(throttle.clear_at.lock().unwrap().len(), 1);
    }
}
