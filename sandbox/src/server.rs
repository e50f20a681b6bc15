//! Binds a port and keeps an HTTP server on it; used by both halves of the sandbox.

use std::net::{SocketAddr, TcpListener};

use crate::Error;

/// A listening socket and the address it really got (the port may have been 0).
pub(crate) fn bind(address: SocketAddr) -> Result<(TcpListener, SocketAddr), Error> {
    let failed = |source| Error::Listen { address, source };
    let listener = TcpListener::bind(address).map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    Ok((listener, bound))
}

/// The address a program on this machine reaches `bound` at.
pub(crate) fn local_url(bound: SocketAddr) -> String {
    if bound.ip().is_unspecified() {
        format!("http://127.0.0.1:{}", bound.port())
    } else {
        format!("http://{bound}")
    }
}
