//! The program `fulcrum`: settings, routes, sign-in, start and stop.

pub mod audit;
pub mod bounces;
pub mod config;
pub mod demo;
mod intake;
mod limits;
mod means;
mod openid;
mod outside;
mod routes;
pub mod startup;
pub mod taxonomy;

pub use means::{SystemClock, SystemIds};
