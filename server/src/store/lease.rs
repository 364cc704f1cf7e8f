//! Work for later and for outside, claimed for a while by one worker at a time.

use flow::time::Moment;
use uuid::Uuid;

/// A list of work that workers share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum List {
    /// What happens when a moment comes.
    Timer,
    /// What must leave the house.
    Outbox,
}

impl List {
    /// Its stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Timer => "timer",
            Self::Outbox => "outbox",
        }
    }
}

/// A piece of work that is to be done at a moment or as soon as possible after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Its id; for the receiver of a message also the key that tells a repetition.
    pub id: Uuid,
    /// When.
    pub due: Moment,
    /// What, as JSON.
    pub body: String,
}

/// A piece of work that this worker has until the lease ends. Done it is finished, undone somebody else claims it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// The work.
    pub work: Planned,
    /// How often it was claimed, this time included.
    pub attempts: u32,
}

/// Who claims, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// The worker; unique among those that share the store.
    pub worker: String,
    /// Now.
    pub now: Moment,
    /// When the lease ends unless the work is done before.
    pub until: Moment,
}
