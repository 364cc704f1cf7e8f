//! What people see and do: the real server, the real page, a real Chromium.
//!
//! Each test has a server and a browser of its own. Somebody at a [`window`] finds things by the words that stand
//! there, as a reader does; a test waits for what should be there and never for a time.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod accessibility;
mod administration;
mod board;
mod deciding;
mod designer;
mod driver;
mod exchange;
mod fields;
mod first_run;
mod house;
mod keeping;
mod order;
mod outside;
mod pages;
mod script;
mod sharing;
mod window;
mod windows;
mod without_script;
