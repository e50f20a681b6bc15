//! The harness: a whole server on a store of its own, a stand-in for Lever and a mail catcher over
//! the network, and a clock that the test moves.

mod app;
mod asking;
mod balancer;
mod calendar;
mod cluster;
mod local;
mod mortal;
mod node;
mod postgres;
mod proxy;
mod receiver;
mod ruling;

pub use app::{App, Candidate, TestClock, posting};
pub use balancer::Balancer;
pub use calendar::Entry;
pub use cluster::Cluster;
pub use local::serve;
pub use mortal::{End, Mortal};
pub use node::{Gone, Node, Settings};
pub use postgres::Postgres;
pub use proxy::Proxy;
pub use receiver::{Got, Receiver, Receives};
pub use ruling::wanted;

/// The two stores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// A file of its own.
    Sqlite,
    /// A database of its own in a server of its own.
    Postgres,
}

/// Runs `$body`, an async function of a [`Backend`], as one test per store.
#[macro_export]
macro_rules! on_both_stores {
    ($($name:ident),* $(,)?) => {
        mod sqlite {
            $(#[actix::test]
            async fn $name() {
                super::$name($crate::Backend::Sqlite).await;
            })*
        }
        mod postgres {
            $(#[actix::test]
            async fn $name() {
                super::$name($crate::Backend::Postgres).await;
            })*
        }
    };
}
