//! What may be asked of the runtime, and what it answers.

use std::time::Duration;

use flow::id::{PersonId, ProcessKey};
use flow::kernel::{Command, Event, Rejection};
use uuid::Uuid;

/// A command on its way to the writer.
#[derive(Debug, Clone, PartialEq)]
pub struct Submission {
    /// Who sends it. Whether they may is for the caller to find out before.
    pub subject: PersonId,
    /// The sender's name for this very command: sent again with the same key it has no second effect.
    pub key: Option<String>,
    /// Which instance it is for.
    pub target: Target,
    /// What is to happen.
    pub command: Command,
    /// The topic of the sender's draft that it was made from: forgotten with it, as one whole.
    pub draft: Option<String>,
}

/// Which instance a command is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// One that there is.
    Instance(Uuid),
    /// A new one of this process. The version of its `Start` is the one that the sender saw, 0 when they do not mind.
    New(ProcessKey),
    /// Whoever waits for the message or signal that the command carries; else a new one of a process that begins with it.
    WhoeverWaits,
    /// New ones of this process that are due by its schedules, whatever the command.
    WhateverIsDue(ProcessKey),
}

/// A command was carried out and no crash can undo it.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    /// The instance that it was for, or that it started.
    pub instance: Uuid,
    /// The instance's revision after it.
    pub revision: u64,
    /// What happened in the instance; empty when the command had been carried out before.
    pub events: Vec<Event>,
    /// Whether it had been carried out before, under the same key.
    pub repeated: bool,
}

/// Why a command was not carried out.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SubmitError {
    /// The kernel does not accept it.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// There is no such instance.
    #[error("there is no such instance")]
    NoInstance,
    /// There is no such process, or no version of it is in force.
    #[error("no version of the process `{0}` is in force")]
    NoProcess(ProcessKey),
    /// The version that the sender saw is no longer in force.
    #[error("version {seen} of the process is no longer in force; version {in_force} is")]
    OtherVersion {
        /// What the sender saw.
        seen: u32,
        /// What is in force.
        in_force: u32,
    },
    /// The key was used for another command.
    #[error("this key was used for another command")]
    KeyReused,
    /// More is waiting than can be carried out soon; nothing happened.
    #[error("too much is waiting; try again in {} s", .retry_after.as_secs())]
    Busy {
        /// When it makes sense to try again.
        retry_after: Duration,
    },
    /// The store failed or the server is ending. Whether the command was carried out is unknown: send it again with
    /// the same key.
    #[error("the outcome is unknown; send it again with the same key: {0}")]
    Unavailable(String),
}
