//! The API on a real server over a real file: who may what, what happens twice, what is malformed, what is foreign.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod accounts;
mod attachments;
mod beginning;
mod decisions;
mod designs;
mod following;
mod forms;
mod helping;
mod house;
mod live;
mod malformed;
mod moving;
mod outside;
mod permissions;
mod planned;
mod replays;
mod sessions;
mod shares;
mod sites;
