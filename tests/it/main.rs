//! Whole-system tests: a server, a store, and the outside over the network. One file per behaviour.

mod connecting;
mod demo;
mod eligibility;
mod faults;
mod graphql;
mod intake;
mod migrating;
mod restarting;
mod room;
mod stored;
mod story;
mod tidy;
