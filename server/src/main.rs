//! The Lianban server.

fn main() {}
