//! Faults on request, by name: how often or how likely each still has to happen, and to which requests.
//!
//! In memory: what is switched on, and how often each fault happened. All are off at the start. A share
//! is drawn from a generator of the fault's own, so that the same seed spoils the same ones again.

use std::collections::BTreeMap;

use rand::{Rng, SeedableRng, rngs::StdRng};
use serde::Deserialize;
use serde_json::{Value, json};

/// Faults that may be on at the same time; the same name may be on for several paths.
const RULES_MAX: usize = 100;
/// The longest delay and the slowest body.
const MS_MAX: u64 = 600_000;
const MS_DEFAULT: u64 = 1000;
/// The fault whose count is how many deliveries are put in another order.
pub(super) const REORDER: &str = "reorder";
/// Deliveries that can be held back.
const REORDER_MAX: u32 = 1000;

/// Where a fault happens.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Between this Lever and an address that takes webhooks.
    Delivery,
    /// Under `/v1`.
    Api,
    /// At `/oauth/token`.
    Token,
}

/// A fault that can be asked for.
pub(super) struct Fault {
    pub(super) name: &'static str,
    pub(super) place: Place,
    /// What it does, after "The next … ".
    pub(super) words: &'static str,
    /// Whether it takes a length of time.
    pub(super) timed: bool,
}

const fn fault(name: &'static str, place: Place, words: &'static str) -> Fault {
    Fault { name, place, words, timed: false }
}

const fn timed(name: &'static str, place: Place, words: &'static str) -> Fault {
    Fault { name, place, words, timed: true }
}

/// Every fault there is, with what it does.
pub(super) const FAULTS: &[Fault] = &[
    fault("drop", Place::Delivery, "webhooks are never sent"),
    timed("delay", Place::Delivery, "webhooks are sent that much later"),
    fault("duplicate", Place::Delivery, "webhooks are sent twice"),
    fault(
        REORDER,
        Place::Delivery,
        "webhooks are held back, then sent in reverse order, one after the other",
    ),
    fault("403", Place::Api, "requests are answered 403 and change nothing"),
    fault("429", Place::Api, "requests are answered 429 and change nothing"),
    fault("500", Place::Api, "requests are answered 500 and change nothing"),
    fault("503", Place::Api, "requests are answered 503 and change nothing"),
    fault(
        "reset",
        Place::Api,
        "requests are not answered and change nothing: the connection closes",
    ),
    timed("slow_body", Place::Api, "answers come in pieces over that much time, headers at once"),
    fault(
        "lost_reply",
        Place::Api,
        "writes take effect and are not answered: the connection closes",
    ),
    fault("lose_reply_next", Place::Api, "writes take effect and are answered 500"),
    fault(
        "reset_reply_next",
        Place::Api,
        "writes take effect and the connection breaks within the answer",
    ),
    fault("fail_token_next", Place::Token, "token requests are answered 503 and change nothing"),
    fault("lose_token_reply_next", Place::Token, "token requests take effect and are answered 503"),
    fault(
        "lost_token_reply",
        Place::Token,
        "token requests take effect and are not answered: the connection closes",
    ),
];

/// Second names, for programs that use them.
const ALIASES: &[(&str, &str)] = &[
    ("rate_limit_next", "429"),
    ("fail_next_500", "500"),
    ("fail_next_503", "503"),
    ("drop_webhooks_next", "drop"),
    (EVERY_TWICE, "duplicate"),
];
/// The one second name whose fault lasts, whatever the number.
const EVERY_TWICE: &str = "duplicate_webhooks";

/// A wish for a fault.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Wish {
    pub(super) name: String,
    /// The next so many; 0 switches it off. Once, when neither this nor a share is given.
    pub(super) count: Option<Count>,
    /// Each with this probability, until it is switched off.
    pub(super) share: Option<f64>,
    /// How long, for `delay` and `slow_body`.
    pub(super) ms: Option<u64>,
    /// Only requests whose path has this in it.
    pub(super) path: String,
    /// Only requests whose method has this in it, case ignored.
    pub(super) method: String,
    /// Where the generator of a share begins.
    pub(super) seed: u64,
}

/// A number, or true and false for 1 and 0.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Count {
    Times(u32),
    On(bool),
}

impl Wish {
    fn times(&self) -> Result<Times, String> {
        let count = match (&self.count, self.share) {
            (Some(_), Some(_)) => return Err("give a count or a share, not both".to_owned()),
            (None, Some(share)) if (0.0..=1.0).contains(&share) => return Ok(Times::Share(share)),
            (None, Some(_)) => return Err("share is a number from 0 to 1".to_owned()),
            (None, None) => 1,
            (Some(Count::Times(times)), None) => *times,
            (Some(Count::On(on)), None) => u32::from(*on),
        };
        let every = self.name == EVERY_TWICE && count > 0;
        Ok(if every { Times::Share(1.0) } else { Times::Count(count) })
    }

    /// Whether what is asked for makes sense for the fault.
    fn fits(&self, fault: &Fault, times: Times) -> Result<(), String> {
        if self.ms.is_some() && !fault.timed {
            return Err(format!("{} takes no ms", fault.name));
        }
        if self.ms.is_some_and(|ms| ms > MS_MAX) {
            return Err(format!("ms is at most {MS_MAX}"));
        }
        if fault.place != Place::Api && !(self.path.is_empty() && self.method.is_empty()) {
            return Err(format!("{} takes no path or method", fault.name));
        }
        match times {
            Times::Share(_) if fault.name == REORDER => {
                Err(format!("{REORDER} takes a count, not a share"))
            }
            Times::Count(count) if fault.name == REORDER && count > REORDER_MAX => {
                Err(format!("{REORDER} holds back at most {REORDER_MAX}"))
            }
            Times::Count(_) | Times::Share(_) => Ok(()),
        }
    }
}

#[derive(Clone, Copy)]
enum Times {
    Count(u32),
    Share(f64),
}

impl Times {
    fn is_never(self) -> bool {
        match self {
            Self::Count(count) => count == 0,
            Self::Share(share) => share <= 0.0,
        }
    }
}

/// A fault that is on.
struct Rule {
    name: &'static str,
    times: Times,
    ms: u64,
    path: String,
    method: String,
    seed: u64,
    random: StdRng,
}

impl Rule {
    /// Whether it happens now; uses it up once.
    fn happens(&mut self) -> bool {
        match &mut self.times {
            Times::Count(0) => false,
            Times::Count(left) => {
                *left -= 1;
                true
            }
            Times::Share(share) => {
                let share = *share;
                self.random.random_bool(share)
            }
        }
    }

    /// How often it still has to happen; 1 for a share.
    fn left(&self) -> u32 {
        match self.times {
            Times::Count(left) => left,
            Times::Share(_) => 1,
        }
    }

    fn shown(&self) -> Value {
        let mut shown = json!({"name": self.name});
        let fields = [
            match self.times {
                Times::Count(left) => Some(("count", json!(left))),
                Times::Share(share) => Some(("share", json!(share))),
            },
            matches!(self.times, Times::Share(_)).then(|| ("seed", json!(self.seed))),
            known(self.name).is_some_and(|fault| fault.timed).then(|| ("ms", json!(self.ms))),
            (!self.path.is_empty()).then(|| ("path", json!(self.path))),
            (!self.method.is_empty()).then(|| ("method", json!(self.method))),
        ];
        if let Some(shown) = shown.as_object_mut() {
            shown
                .extend(fields.into_iter().flatten().map(|(name, value)| (name.to_owned(), value)));
        }
        shown
    }
}

fn known(name: &str) -> Option<&'static Fault> {
    FAULTS.iter().find(|fault| fault.name == name)
}

/// What is on, and what happened.
#[derive(Default)]
pub(super) struct Faults {
    rules: Vec<Rule>,
    happened: BTreeMap<&'static str, u64>,
}

impl Faults {
    /// Switches a fault on or off; the reason when that makes no sense.
    pub(super) fn set(&mut self, wish: Wish) -> Result<(), String> {
        let alias = ALIASES.iter().find(|(alias, _)| *alias == wish.name);
        let fault = known(alias.map_or(wish.name.as_str(), |(_, name)| name))
            .ok_or_else(|| format!("no fault is called {}; there are: {}", wish.name, names()))?;
        let times = wish.times()?;
        wish.fits(fault, times)?;
        self.rules.retain(|rule| {
            rule.name != fault.name || rule.path != wish.path || rule.method != wish.method
        });
        if times.is_never() {
            return Ok(());
        }
        if self.rules.len() >= RULES_MAX {
            return Err(format!("at most {RULES_MAX} faults can be on"));
        }
        self.rules.push(Rule {
            name: fault.name,
            times,
            ms: wish.ms.unwrap_or(MS_DEFAULT),
            path: wish.path,
            method: wish.method,
            seed: wish.seed,
            random: StdRng::seed_from_u64(wish.seed),
        });
        Ok(())
    }

    /// Whether the fault happens now to something that has no method and path.
    pub(super) fn take(&mut self, name: &str) -> bool {
        self.take_ms(name).is_some()
    }

    /// The same, with how long it takes.
    pub(super) fn take_ms(&mut self, name: &str) -> Option<u64> {
        self.take_for(name, "", "")
    }

    /// Whether the fault happens to a request, and how long it takes.
    pub(super) fn take_for(&mut self, name: &str, method: &str, path: &str) -> Option<u64> {
        let rule = self.rules.iter_mut().find(|rule| {
            rule.name == name
                && path.contains(&rule.path)
                && method.to_lowercase().contains(&rule.method.to_lowercase())
        })?;
        if !rule.happens() {
            return None;
        }
        let ms = rule.ms;
        *self.happened.entry(rule.name).or_default() += 1;
        self.rules.retain(|rule| rule.left() > 0);
        Some(ms)
    }

    /// Whether a fault is on for anything.
    pub(super) fn is_on(&self, name: &str) -> bool {
        self.rules.iter().any(|rule| rule.name == name)
    }

    /// Every name with the times left (1 while a share is on), then `active` and `happened`.
    pub(super) fn list(&self) -> Value {
        let left = |name: &str| {
            let of_name = self.rules.iter().filter(|rule| rule.name == name);
            of_name.map(Rule::left).fold(0, u32::saturating_add)
        };
        let aliases = ALIASES.iter().map(|(alias, name)| (*alias, left(name)));
        let all = FAULTS.iter().map(|fault| (fault.name, left(fault.name))).chain(aliases);
        let mut list: serde_json::Map<_, _> =
            all.map(|(name, left)| (name.to_owned(), json!(left))).collect();
        list.insert("active".to_owned(), json!(self.active()));
        list.insert("happened".to_owned(), json!(self.happened));
        Value::Object(list)
    }

    /// What is on, as it was asked for.
    pub(super) fn active(&self) -> Vec<Value> {
        self.rules.iter().map(Rule::shown).collect()
    }

    /// How often each fault happened since all were switched off together.
    pub(super) fn happened(&self) -> BTreeMap<&'static str, u64> {
        self.happened.clone()
    }

    /// All off, and nothing has happened.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}

fn names() -> String {
    let names: Vec<_> = FAULTS.iter().map(|fault| fault.name).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(body: Value) -> Wish {
        serde_json::from_value(body).unwrap()
    }

    #[test]
    fn the_same_seed_spoils_the_same_ones() {
        let drawn = |seed: u64| {
            let mut faults = Faults::default();
            faults.set(wish(json!({"name": "drop", "share": 0.1, "seed": seed}))).unwrap();
            (0..1000).map(|_| faults.take("drop")).collect::<Vec<_>>()
        };
        assert_eq!(drawn(7), drawn(7));
        assert_ne!(drawn(7), drawn(8));
        let dropped = drawn(7).into_iter().filter(|dropped| *dropped).count();
        assert!((60..140).contains(&dropped), "{dropped} of 1000 at a tenth");
    }

    #[test]
    fn filters_choose_requests_and_do_not_use_up_others() {
        let mut faults = Faults::default();
        for path in ["/notes", "/files"] {
            let body = json!({"name": "500", "path": path, "method": "post"});
            faults.set(wish(body)).unwrap();
        }
        assert_eq!(faults.active().len(), 2);
        for (method, path, happens) in [
            ("GET", "/v1/x/notes", false),
            ("POST", "/v1/stages", false),
            ("POST", "/v1/x/notes", true),
            ("POST", "/v1/x/notes", false),
            ("POST", "/v1/x/files", true),
        ] {
            assert_eq!(faults.take_for("500", method, path).is_some(), happens, "{method} {path}");
        }
        assert_eq!(faults.list()["happened"], json!({"500": 2}));
        assert!(faults.active().is_empty());
    }

    #[test]
    fn wishes_without_sense_are_refused() {
        let mut faults = Faults::default();
        for body in [
            json!({"name": "earthquake"}),
            json!({"name": "drop", "share": 1.5}),
            json!({"name": "drop", "share": 0.5, "count": 2}),
            json!({"name": "drop", "ms": 5}),
            json!({"name": "drop", "path": "/notes"}),
            json!({"name": "reorder", "share": 0.5}),
            json!({"name": "reorder", "count": 1001}),
            json!({"name": "slow_body", "ms": 600_001}),
        ] {
            assert!(faults.set(wish(body.clone())).is_err(), "{body}");
        }
        for n in 0..RULES_MAX {
            faults.set(wish(json!({"name": "500", "path": format!("/{n}")}))).unwrap();
        }
        assert!(faults.set(wish(json!({"name": "503"}))).is_err(), "too many");
    }
}
