//! The Lianban server: HTTP, store, runtime and command line.

pub mod cli;
pub mod demo;
pub mod http;
pub mod runtime;
pub mod service;
pub mod store;
