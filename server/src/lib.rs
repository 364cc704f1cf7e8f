//! The Lianban server: HTTP, store, runtime and command line.

pub mod cli;
pub mod demo;
pub mod http;
pub mod runtime;
pub mod service;
pub mod store;

/// Deciding and answering make and drop many small values on several threads (docs/decisions/allocator.md).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
