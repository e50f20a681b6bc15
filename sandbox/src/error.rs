//! Why a sandbox does not start.

use std::{io, net::SocketAddr};

/// Why a sandbox does not start.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address is taken, or not ours.
    #[error("could not listen on {address}")]
    Listen {
        /// The address asked for.
        address: SocketAddr,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The HTTP client that sends webhooks.
    #[error("could not build the client that sends webhooks")]
    Client(#[source] reqwest::Error),
    /// A page template does not compile.
    #[error("could not read the page templates")]
    Template(#[from] minijinja::Error),
}
