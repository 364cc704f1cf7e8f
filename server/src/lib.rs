//! The Lianban server: HTTP, store, runtime and command line.

pub mod cli;
pub mod http;
