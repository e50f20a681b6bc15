//! Pages of a list: `limit`, and `offset` as the opaque, percent-encoded token Lever hands out.
//!
//! The token names the first item of the next page by its place in the order, as measured on real
//! answers; an item that moves during a scan can be seen twice or missed, as with Lever.

use std::cmp::Ordering;

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use url::form_urlencoded;

use super::answer::Refusal;

const LIMIT_MAX: usize = 100;

/// The query string; names may repeat.
pub(super) struct Params(Vec<(String, String)>);

impl Params {
    fn parse(query: &str) -> Self {
        Self(form_urlencoded::parse(query.as_bytes()).into_owned().collect())
    }

    /// The last value of `name`.
    pub(super) fn one(&self, name: &str) -> Option<&str> {
        self.0.iter().rfind(|(key, _)| is_named(key, name)).map(|(_, value)| value.as_str())
    }

    /// Every value of `name`, also when written `name[]`.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| is_named(key, name)).map(|(_, value)| value.as_str())
    }

    /// Whether `value` is wanted: no filter of that name, or one that has it.
    pub(super) fn admits(&self, name: &str, value: Option<&str>) -> bool {
        let mut wanted = self.all(name).peekable();
        wanted.peek().is_none() || wanted.any(|wanted| Some(wanted) == value)
    }

    /// An instant in milliseconds.
    pub(super) fn instant(&self, name: &str) -> Result<Option<i64>, Refusal> {
        self.one(name)
            .map(|text| {
                text.parse().map_err(|_| Refusal::bad_request(format!("Invalid parameter: {name}")))
            })
            .transpose()
    }

    /// `true` or `false`, however capital letters are set.
    pub(super) fn flag(&self, name: &str) -> Result<Option<bool>, Refusal> {
        self.one(name)
            .map(|text| {
                text.to_lowercase()
                    .parse()
                    .map_err(|_| Refusal::bad_request(format!("Invalid parameter: {name}")))
            })
            .transpose()
    }

    /// The span of time between `<name>_start` and `<name>_end`.
    pub(super) fn span(&self, name: &str) -> Result<Span, Refusal> {
        Ok(Span {
            start: self.instant(&format!("{name}_start"))?,
            end: self.instant(&format!("{name}_end"))?,
        })
    }

    /// Which objects a list shows: those that are not confidential, unless asked otherwise.
    pub(super) fn confidentiality(&self) -> Result<Confidentiality, Refusal> {
        match self.one("confidentiality") {
            None | Some("non-confidential") => Ok(Confidentiality::Open),
            Some("confidential") => Ok(Confidentiality::Confidential),
            Some("all") => Ok(Confidentiality::All),
            Some(_) => Err(Refusal::bad_request("Invalid parameter: confidentiality")),
        }
    }

    /// The names after `expand=`, each one of `allowed`.
    pub(super) fn expand<'a>(&'a self, allowed: &[&str]) -> Result<Vec<&'a str>, Refusal> {
        let names: Vec<_> = self.all("expand").collect();
        match names.iter().find(|name| !allowed.contains(name)) {
            Some(name) => Err(Refusal::bad_request(format!("{name} is not expandable"))),
            None => Ok(names),
        }
    }

    fn limit(&self) -> Result<usize, Refusal> {
        match self.one("limit").map(str::parse) {
            None => Ok(LIMIT_MAX),
            Some(Ok(limit @ 1..=LIMIT_MAX)) => Ok(limit),
            Some(_) => Err(Refusal::bad_request("limit must be between 1 and 100")),
        }
    }
}

/// A span of time, both ends included; without an end on a side it is open there.
#[derive(Clone, Copy)]
pub(super) struct Span {
    pub(super) start: Option<i64>,
    pub(super) end: Option<i64>,
}

impl Span {
    /// Whether an instant lies in it. What never happened lies in the unlimited one only.
    pub(super) fn has(self, at: Option<i64>) -> bool {
        match at {
            Some(at) => {
                self.start.is_none_or(|start| start <= at) && self.end.is_none_or(|end| at <= end)
            }
            None => self.start.is_none() && self.end.is_none(),
        }
    }
}

/// Which objects a list shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Confidentiality {
    Open,
    Confidential,
    All,
}

impl Confidentiality {
    /// Whether it shows objects with this `confidentiality`.
    pub(super) fn shows(self, confidentiality: &str) -> bool {
        match self {
            Self::Open => confidentiality == "non-confidential",
            Self::Confidential => confidentiality == "confidential",
            Self::All => true,
        }
    }
}

fn is_named(key: &str, name: &str) -> bool {
    key.strip_suffix("[]").unwrap_or(key) == name
}

impl FromRequest for Params {
    type Error = Refusal;
    type Future = std::future::Ready<Result<Self, Refusal>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(Ok(Self::parse(request.query_string())))
    }
}

/// Sorts `items` by their keys and cuts the page out that `params` asks for.
pub(super) fn page<K, T>(
    mut items: Vec<(K, T)>,
    params: &Params,
) -> Result<(Vec<T>, Option<String>), Refusal>
where
    K: Ord + Serialize + DeserializeOwned,
{
    let limit = params.limit()?;
    items.sort_by(|(a, _), (b, _)| a.cmp(b));
    let start = match params.one("offset") {
        None => 0,
        Some(token) => {
            let from: K = read_token(token)
                .ok_or_else(|| Refusal::bad_request(format!("Invalid offset token: {token}")))?;
            items.partition_point(|(key, _)| *key < from)
        }
    };
    let next = items.get(start.saturating_add(limit)).and_then(|(key, _)| write_token(key));
    let page = items.into_iter().skip(start).take(limit).map(|(_, item)| item).collect();
    Ok((page, next))
}

fn write_token(key: &impl Serialize) -> Option<String> {
    let json = serde_json::to_string(key).ok()?;
    Some(form_urlencoded::byte_serialize(json.as_bytes()).collect())
}

/// A token must come back as it was handed out: one the client has decoded is refused.
fn read_token<K: Serialize + DeserializeOwned>(token: &str) -> Option<K> {
    let pair = format!("token={token}");
    let (_, json) = form_urlencoded::parse(pair.as_bytes()).next()?;
    let key = serde_json::from_str(&json).ok()?;
    (write_token(&key)? == token).then_some(key)
}

/// A stage's place in the pipeline; may lie between two whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(from = "f64")]
pub(super) struct Rank(pub(super) f64);

impl From<f64> for Rank {
    fn from(rank: f64) -> Self {
        Self(rank)
    }
}

impl Serialize for Rank {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // As recorded: 231, not 231.0.
        #[expect(clippy::cast_possible_truncation, reason = "whole and far below the limit")]
        if self.0.fract() == 0.0 {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

impl Eq for Rank {}

impl PartialOrd for Rank {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rank {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;

    use super::*;

    #[test]
    fn a_token_is_percent_encoded_json() {
        let key = (Rank(231.0), Reverse(1_788_246_000_000_i64), "1f9f774b");
        assert_eq!(write_token(&key).unwrap(), "%5B231%2C1788246000000%2C%221f9f774b%22%5D");
    }

    #[test]
    fn pages_cover_the_list_once_and_the_last_has_no_next() {
        let items = || (0..250_i64).map(|n| ((Reverse(n), n.to_string()), n)).collect();
        let mut seen = Vec::new();
        let mut query = String::from("limit=100");
        loop {
            let (page, next) = page(items(), &Params::parse(&query)).unwrap();
            seen.extend(page);
            let Some(next) = next else { break };
            let again: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
            query = format!("limit=100&offset={again}");
        }
        assert_eq!(seen, (0..250).rev().collect::<Vec<i64>>());
    }

    #[test]
    fn a_decoded_or_foreign_token_is_refused() {
        let items = vec![((Reverse(1_i64), String::from("a")), ())];
        for token in ["%5B1%2C%22a%22%5D", "nonsense"] {
            let query = Params::parse(&format!("offset={token}"));
            let refusal = page(items.clone(), &query).err().unwrap();
            assert!(refusal.to_string().starts_with("Invalid offset token: "));
        }
    }

    #[test]
    fn a_limit_out_of_range_is_refused() {
        for limit in ["0", "101", "many"] {
            assert!(Params::parse(&format!("limit={limit}")).limit().is_err());
        }
        assert_eq!(Params::parse("").limit().unwrap(), 100);
    }
}
