//! Acknowledged means durable: whatever ends the server, what it answered is there, once, and the log is whole.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod command_line;
mod kill;
mod planned;
mod power;
mod worker;
