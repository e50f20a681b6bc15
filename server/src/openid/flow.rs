//! A sign-in that was begun and has not come back.
//!
//! Durable: nothing here. The browser keeps a secret in a cookie; `state`, `nonce` and the verifier of
//! PKCE are derived from it with the installation's key. So only the browser that began comes back, to
//! any node, and whoever is not signed in cannot fill a table.

use actors::Means;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::Duration;
use entities::{Instant, vault::random_token};
use reqwest::Url;
use subtle::ConstantTimeEq;

/// How long it may take at the provider.
pub(crate) const FLOW_MINUTES: i64 = 10;
/// Longest path to return to, in bytes.
const PATH_BYTES_MAX: usize = 1_000;

/// A sign-in on its way.
#[derive(Clone, Debug)]
pub(crate) struct Flow {
    /// What the browser keeps: a secret, until when, and where to return to.
    pub(crate) cookie: String,
    /// The page that was asked for.
    pub(crate) return_to: String,
}

impl Flow {
    /// Begins one that ends at this page of ours.
    pub(crate) fn begin(return_to: &str, now: Instant) -> Self {
        let return_to = path_on_this_site(return_to);
        let ends = (now + Duration::minutes(FLOW_MINUTES)).timestamp();
        let page = URL_SAFE_NO_PAD.encode(&return_to);
        Self { cookie: format!("{}.{ends}.{page}", random_token()), return_to }
    }

    /// The one that comes back with this cookie and this `state`; `None` if it was begun in another
    /// browser, was changed, or took too long.
    pub(crate) fn come_back(
        means: &Means,
        cookie: &str,
        state: &str,
        now: Instant,
    ) -> Option<Self> {
        let mut parts = cookie.split('.').skip(1);
        let ends: i64 = parts.next()?.parse().ok()?;
        let page = String::from_utf8(URL_SAFE_NO_PAD.decode(parts.next()?).ok()?).ok()?;
        let flow = Self { cookie: cookie.to_owned(), return_to: path_on_this_site(&page) };
        // The state is made of all of the cookie, so it also says that nothing of that was changed.
        let same: bool = flow.state(means).as_bytes().ct_eq(state.as_bytes()).into();
        (same && ends > now.timestamp()).then_some(flow)
    }

    /// What the provider gives back with the browser.
    pub(crate) fn state(&self, means: &Means) -> String {
        self.derive(means, "state")
    }

    /// What the provider writes into the token that is for this sign-in alone.
    pub(crate) fn nonce(&self, means: &Means) -> String {
        self.derive(means, "nonce")
    }

    /// The verifier of PKCE: 64 characters.
    pub(crate) fn verifier(&self, means: &Means) -> String {
        self.derive(means, "pkce a") + &self.derive(means, "pkce b")
    }

    fn derive(&self, means: &Means, what: &str) -> String {
        means.vault.link_token(&format!("openid {what} {}", self.cookie))
    }
}

/// A path of ours as browsers read it; `/` for everything that leads elsewhere, or here again.
fn path_on_this_site(path: &str) -> String {
    let base = Url::parse("http://here.invalid/").ok();
    let target = base.as_ref().and_then(|base| base.join(path).ok());
    let ours = base.zip(target).filter(|(base, target)| {
        path.starts_with('/')
            && path.len() <= PATH_BYTES_MAX
            && base.origin() == target.origin()
            // A path with two slashes at its head names another site.
            && !target.path().starts_with("//")
            && !target.path().starts_with("/sign-in")
    });
    let path = ours.map(|(_, target)| {
        let query = target.query().map(|query| format!("?{query}")).unwrap_or_default();
        format!("{}{query}", target.path())
    });
    path.unwrap_or_else(|| "/".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_path_of_ours_is_returned_to() {
        for path in ["/", "/interviews/pipeline:1", "/settings?tab=a%20b"] {
            assert_eq!(path_on_this_site(path), path);
        }
        for path in [
            "",
            "interviews",
            "https://evil.example/",
            "//evil.example/",
            "/\\evil.example/",
            "\\\\evil.example",
            "/\t/evil.example",
            "/.//evil.example",
            "/a/..//evil.example",
            "javascript:alert(1)",
            "/sign-in/openid",
            "/sign-in/../sign-in/openid",
        ] {
            assert_eq!(path_on_this_site(path), "/", "{path}");
        }
        assert_eq!(path_on_this_site("/a\r\nset-cookie: b"), "/aset-cookie:%20b");
        assert_eq!(path_on_this_site(&format!("/{}", "a".repeat(PATH_BYTES_MAX))), "/");
    }
}
