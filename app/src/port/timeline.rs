use flow::id::{InstanceId, NodeId};
use flow::kernel::{Help, Outsider};
use flow::model::OutcomeKind;
use flow::text::Text;
use flow::time::Moment;
use serde::{Deserialize, Serialize};

use super::{EndedHow, InstanceActions, PersonRef, State};

/// An entry of a timeline: one thing that happened, goes on or will come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Entry {
    /// Whether it is done, going on or to come.
    pub doing: Doing,
    /// What it is.
    pub what: What,
    /// The colour it has.
    pub state: State,
    /// The node it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub node: Option<(NodeId, Text)>,
    /// Who acted, or has to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<Actor>,
    /// When it happened; when it began, for what goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
    /// When it is due, for what goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Moment>,
    /// What was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Why, in a sentence of the server's: why this person, why by rule, what went wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<Text>,
    /// What changed in the form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<FieldChange>,
}

/// Whether an entry is done, going on or to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Doing {
    /// It happened.
    Done,
    /// It goes on.
    Now,
    /// It will come.
    ToCome,
}

/// What an entry is about; the page has a sentence for each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum What {
    /// It was started.
    Started,
    /// Somebody is asked; for what goes on and what will come.
    Asked,
    /// Somebody decided.
    Decided {
        /// What the outcome is called, when the node named it.
        name: Option<Text>,
        /// Its name in rules.
        outcome: String,
        /// How it counts.
        kind: OutcomeKind,
        /// Whether a rule did, not a person; `because` tells which.
        automatic: bool,
        /// The person outside who did, by the link that the actor handed over.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outside: Option<Outsider>,
    },
    /// It was sent back.
    Returned {
        /// To which node.
        to: Text,
    },
    /// A task went to somebody else: the second actor.
    Transferred {
        /// Whether an administrator did it.
        administrative: bool,
    },
    /// Somebody was told.
    Copied {
        /// Whether the first actor told the others; else the process told them all.
        by_hand: bool,
    },
    /// A task was not needed any more.
    Closed,
    /// Another process was called.
    Called {
        /// Its name.
        process: Text,
        /// Its instance, when the reader may see it.
        instance: Option<String>,
    },
    /// The instance began, after an earlier one that it follows.
    StartedAfter {
        /// That one and its title.
        earlier: (InstanceId, Text),
    },
    /// An instance began that follows this one.
    Followed {
        /// That one and its title.
        by: (InstanceId, Text),
    },
    /// Holders were reminded.
    Reminded,
    /// A limit has passed.
    Overdue,
    /// Something that was waited for has come.
    Came,
    /// Something was sent to others.
    Sent,
    /// A receipt was given.
    Filed {
        /// Its number.
        number: String,
    },
    /// A register got a row, or one was taken back.
    Registered {
        /// Its name.
        register: String,
        /// Whether it was taken back.
        reversed: bool,
    },
    /// A way around the rule was taken.
    TookException,
    /// A rule computed something.
    Computed,
    /// Somebody said something.
    Noted,
    /// Somebody reminded the holders.
    Urged,
    /// A step could not go on.
    Stopped,
    /// A stopped step was tried again.
    Retried,
    /// The first actor asked the others to help with their task, or to grant something for it.
    Added {
        /// For what.
        asked: AskedFor,
    },
    /// Somebody who was asked was taken off again.
    Dropped,
    /// Of several who could do it, one took it.
    Claimed,
    /// A task that was taken was let go again.
    Released,
    /// A decision was taken back.
    Recalled,
    /// A limit ends at another moment.
    Rescheduled {
        /// When it ended before.
        was: Option<Moment>,
        /// When it ends now.
        due: Moment,
    },
    /// The work and the clock were stopped.
    Suspended,
    /// The work and the clock go on.
    Resumed,
    /// A token was moved by hand.
    Jumped {
        /// To which node.
        to: Text,
    },
    /// Fields were corrected.
    Corrected,
    /// It goes on under another version of its process.
    Migrated {
        /// The version.
        version: u32,
    },
    /// It ended.
    Ended {
        /// How.
        how: EndedHow,
        /// The name of the end, when it has one.
        end: Option<Text>,
    },
}

/// What somebody asks others for, without the names that a reader may not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(tag = "for", rename_all = "snake_case")]
pub enum AskedFor {
    /// Help with the task.
    Help {
        /// Which.
        how: Help,
    },
    /// More time.
    Time {
        /// Until when.
        until: Moment,
    },
    /// That the task goes to somebody else.
    Transfer,
}

/// Somebody in a timeline, named as far as the reader may know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Actor {
    /// The person, when the reader may know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonRef>,
    /// Their post or department, when that is all the reader may know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<Text>,
    /// In whose name they act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stands_in_for: Option<PersonRef>,
}

/// A change of one field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct FieldChange {
    /// What the field is called.
    pub field: Text,
    /// The value before, as people read it; nothing when it was empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<Text>,
    /// The value after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new: Option<Text>,
}

impl InstanceActions {
    /// Whether nothing can be done.
    #[must_use]
    pub fn none(&self) -> bool {
        *self == Self::default()
    }
}
