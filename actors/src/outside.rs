//! Whom this server speaks to: each host, what for, and what it gets; and to which of them companies may
//! have events sent.

use reqwest::Url;

/// A place outside that the settings name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideHost {
    /// What for.
    pub purpose: Purpose,
    /// `host` or `host:port`, where it is not the usual one.
    pub host: String,
    /// The section of the settings that names it.
    pub setting: &'static str,
}

/// What a place outside is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Candidates are read there, and what came of their interviews written.
    Lever,
    /// Lever's tokens are fetched there.
    LeverSignIn,
    /// Mails are handed over there.
    Mail,
    /// Questions are made and answers judged there.
    Model,
    /// Sound becomes text there and text sound.
    Speech,
    /// Operators are known there.
    OpenId,
    /// Everything is stored there.
    Store,
    /// Companies are told there how their interviews go.
    Events,
    /// All that is asked over HTTP goes through it.
    Proxy,
}

/// Whom this server speaks to.
#[derive(Clone, Debug, Default)]
pub struct Outside {
    hosts: Vec<OutsideHost>,
}

impl Outside {
    /// `hosts`: all of them, as the settings name them.
    pub fn new(hosts: Vec<OutsideHost>) -> Self {
        Self { hosts }
    }

    /// All of them.
    pub fn hosts(&self) -> &[OutsideHost] {
        &self.hosts
    }

    /// To which companies may have events sent.
    pub fn event_hosts(&self) -> impl Iterator<Item = &str> {
        let events = self.hosts.iter().filter(|host| host.purpose == Purpose::Events);
        events.map(|host| host.host.as_str())
    }

    /// Where a company wants its events sent, if they may be.
    pub fn endpoint(&self, text: &str) -> Result<Url, EndpointError> {
        let url = Url::parse(text).map_err(|_| EndpointError::NoAddress)?;
        if !is_safe(&url) {
            return Err(EndpointError::Unsafe);
        }
        if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
            return Err(EndpointError::More);
        }
        if !self.takes_events(&url) {
            let host = host_of(&url).unwrap_or_default();
            let allowed = self.event_hosts().collect::<Vec<_>>().join(", ");
            let allowed = if allowed.is_empty() { "none".to_owned() } else { allowed };
            return Err(EndpointError::NotAllowed { host, allowed });
        }
        Ok(url)
    }

    /// Whether companies may have events sent there.
    pub fn takes_events(&self, url: &Url) -> bool {
        host_of(url).is_some_and(|host| self.event_hosts().any(|allowed| allowed == host))
    }
}

/// Why events cannot be sent to an address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EndpointError {
    /// It is none.
    #[error("this is no address, such as https://hooks.example.com/fulcrum")]
    NoAddress,
    /// What is sent there could be read on the way.
    #[error("the address must begin with https://, or what is sent could be read on the way")]
    Unsafe,
    /// It has parts that are of no use.
    #[error("leave out user name, password and what follows a #; events are signed instead")]
    More,
    /// Whoever runs the server does not allow it.
    #[error(
        "this server sends events to no host `{host}`: whoever runs it allows hosts in its settings, by \
         `outbound.event_hosts`; allowed so far: {allowed}"
    )]
    NotAllowed {
        /// Of the address.
        host: String,
        /// Those that are.
        allowed: String,
    },
}

/// Whether what goes to this address cannot be read or changed on the way.
pub fn is_safe(url: &Url) -> bool {
    let here = || matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
    url.scheme() == "https" || (url.scheme() == "http" && here())
}

/// `host`, or `host:port` where it is not that of https or not the usual one; `None` if there is none.
pub fn host_of(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    let port = if url.scheme() == "http" { url.port_or_known_default() } else { url.port() };
    Some(port.map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_host_itself_takes_events() {
        let host = |purpose, host: &str| OutsideHost {
            purpose,
            host: host.to_owned(),
            setting: "outbound",
        };
        let outside = Outside::new(vec![
            host(Purpose::Events, "hooks.example.com"),
            host(Purpose::Events, "127.0.0.1:9000"),
            host(Purpose::Events, "localhost"),
            host(Purpose::Mail, "mail.example.com"),
        ]);
        for (url, taken) in [
            ("https://hooks.example.com/a/b?c", true),
            ("https://HOOKS.example.com:443", true),
            ("https://hooks.example.com:8443", false),
            ("https://hooks.example.com.evil.example", false),
            ("https://hooks.example.com@evil.example", false),
            ("https://a.hooks.example.com", false),
            ("https://mail.example.com", false),
            ("http://127.0.0.1:9000/x", true),
            ("http://127.0.0.1/x", false),
            ("https://localhost/x", true),
            ("http://localhost/x", false),
            ("https://hooks.example.com./a", false),
            ("mailto:a@hooks.example.com", false),
        ] {
            assert_eq!(outside.takes_events(&url.parse().unwrap()), taken, "{url}");
        }
        for (url, word) in [
            ("hooks.example.com", "no address"),
            ("http://hooks.example.com", "https"),
            ("https://user:secret@hooks.example.com", "password"),
            ("https://other.example.com", "allowed so far: hooks.example.com"),
        ] {
            let refused = outside.endpoint(url).unwrap_err().to_string();
            assert!(refused.contains(word), "{refused}");
        }
    }
}
