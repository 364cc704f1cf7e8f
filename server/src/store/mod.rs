//! The store: what is kept, and the questions that may be asked of it.
//!
//! The boundary is [`Log`] and [`Recall`] for the writer, [`Queries`] for pages, [`Upkeep`] for what is written outside the log,
//! [`Audit`] and [`Rebuild`] for checking it and making the read models again. Nothing outside this folder knows which
//! database is behind it; the tests of the contract hold whatever is to the same behaviour. Today it is SQLite.
//!
//! | module | question it answers |
//! | --- | --- |
//! | [`chain`] | how is a change of the log made visible? |
//! | [`audit`] | is the log what it was? |
//! | [`backup`] | how is it copied and put back? |
//! | [`personal`] | how can a value be erased and the log stay whole? |
//! | [`rows`], [`inbox`], [`definitions`], [`lease`] | what is stored and asked for? |
//! | [`accounts`], [`directory`], [`sharing`], [`outside`] | what is kept of people, beside the log? |
//! | [`folder`], [`private`] | which files belong to a server, and who may read them? |
//! | [`sqlite`] | how is it done with SQLite? |

pub mod accounts;
pub mod audit;
pub mod backup;
mod boundary;
pub mod chain;
#[cfg(test)]
mod contract;
pub mod definitions;
pub mod directory;
mod error;
pub mod folder;
pub mod inbox;
pub mod lease;
pub mod outside;
pub mod personal;
pub(crate) mod private;
pub mod rows;
pub mod sharing;
mod sqlite;

pub use boundary::{Audit, Log, Queries, Rebuild, Recall, Upkeep};
pub use error::StoreError;
pub use sqlite::{Prepared, SqliteLog, SqliteStore as Store};
