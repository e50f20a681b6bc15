//! Signing in by the company's own accounts: its OpenID provider, a sign-in on its way there and back,
//! and who comes back from it.

mod flow;
mod members;
mod provider;

pub(crate) use flow::{FLOW_MINUTES, Flow};
pub(crate) use members::{Refusal, admit, tell_of_refusal};
pub(crate) use provider::{Error, OpenId, chain};

/// Where a browser goes to sign in, on this server.
pub(crate) const PATH: &str = "/sign-in/openid";
/// Where the provider sends it back to.
pub(crate) const CALLBACK: &str = "/sign-in/openid/callback";
