use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::circumstance::{Automatic, Brought, CloseReason, Ended, Incident, Meant, Outsider, Rescheduling, Thrown};
use super::data::Data;
use super::seats::Added;
use super::start::Parent;
use super::state::Timer;
use super::task::TaskId;
use super::visit::{Time, VisitId};
use crate::id::{EdgeId, InstanceId, NodeId, OutcomeId, PersonId, ProcessKey, RegisterId};
use crate::model::{OutcomeKind, Rework};
use crate::schedule::Occurrence;
use crate::text::Text;
use crate::time::Moment;

/// An event with its moment: an entry of an instance's log. Its place in the log is its number, from 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recorded {
    /// When it happened.
    pub at: Moment,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
}

/// Something that happened in an instance. Events say *what*, with everything that applying them needs; they are
/// versioned by adding kinds and optional fields, never by changing the meaning of one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// The instance began.
    Started {
        /// The process.
        process: ProcessKey,
        /// The version it keeps.
        version: u32,
        /// Who started it.
        initiator: PersonId,
        /// Its business number, when the process numbers its instances.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<String>,
        /// The call that asked for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        parent: Option<Parent>,
        /// The limit of the whole instance.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Moment>,
        /// What it began by itself for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        occurrence: Option<Occurrence>,
        /// The earlier instance that it follows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        follows: Option<InstanceId>,
    },
    /// Fields got values.
    Written {
        /// The new values; null empties a field.
        data: Data,
        /// Who wrote them; nobody when a rule did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<PersonId>,
        /// At which visit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        visit: Option<VisitId>,
    },
    /// The instance is now called something else.
    Titled {
        /// Its title.
        title: Text,
        /// The lines below it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        summary: Option<Text>,
    },
    /// A token entered a node.
    Entered {
        /// The new visit; visits are numbered from 0 in order.
        visit: VisitId,
        /// The node.
        node: NodeId,
        /// The visits that the token came from; none for the start.
        from: SmallVec<[VisitId; 4]>,
        /// The edges it came along.
        edges: SmallVec<[EdgeId; 1]>,
        /// When the work there is due.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Moment>,
        /// The visit that sent it back here, when it came by return.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        returned_from: Option<VisitId>,
        /// Where it goes on after this rework.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rework: Option<Rework>,
        /// The visit that it is a part of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        within: Option<VisitId>,
        /// Which time it is, when the work is done several times.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        time: Option<Box<Time>>,
        /// The visit on whose behalf it takes work back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        takes_back_for: Option<VisitId>,
    },
    /// A timer was set.
    Armed(Timer),
    /// A timer has run off.
    Elapsed {
        /// The visit that it belongs to; none for the instance itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        visit: Option<VisitId>,
        /// The event that comes now.
        node: NodeId,
    },
    /// What a visit waited for has come.
    Caught {
        /// The visit of the event.
        visit: VisitId,
    },
    /// A visit has brought something about.
    Thrown {
        /// The visit.
        visit: VisitId,
        /// What.
        #[serde(flatten)]
        thrown: Thrown,
    },
    /// A condition that came holds no longer, and may come again.
    Ceased {
        /// The visit that it belongs to; none for the instance itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        visit: Option<VisitId>,
        /// The event.
        node: NodeId,
    },
    /// A condition holds, and has come.
    Held {
        /// The visit that it belongs to; none for the instance itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        visit: Option<VisitId>,
        /// The event.
        node: NodeId,
    },
    /// Holders were reminded that the work at a visit is, or will soon be, due.
    Reminded {
        /// The visit.
        visit: VisitId,
    },
    /// A limit has passed.
    Overdue {
        /// The visit whose work should be done; none for the instance as a whole.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        visit: Option<VisitId>,
    },
    /// A connector was asked to work.
    Requested {
        /// The visit of the service.
        visit: VisitId,
    },
    /// A token waits at a joining gateway.
    Arrived {
        /// The visit that it left.
        from: VisitId,
        /// The edge that it waits on.
        edge: EdgeId,
    },
    /// A place in a node's mode was opened.
    Seated {
        /// The visit.
        visit: VisitId,
        /// The place, from 0 in order.
        seat: u32,
        /// Its weight in a vote.
        #[serde(default = "one", skip_serializing_if = "is_one")]
        weight: u32,
        /// Who is meant to fill it, when they are asked later: in order, one place after the other.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        meant: Vec<Meant>,
        /// How it came to be, when somebody at the node added it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        added: Option<Box<Added>>,
        /// The words that it was added with.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        opinion: Option<String>,
    },
    /// Somebody is asked.
    Assigned {
        /// The new task; tasks are numbered from 0 in order.
        task: TaskId,
        /// The visit.
        visit: VisitId,
        /// The place in the mode.
        seat: u32,
        /// Who is asked.
        person: PersonId,
        /// In whose name, when they stand in for somebody.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stands_in_for: Option<PersonId>,
        /// Why this person, in a sentence.
        why: Text,
    },
    /// Somebody is told, not asked.
    Copied {
        /// The visit where it was said.
        visit: VisitId,
        /// Who is told.
        person: PersonId,
        /// Who tells them; nobody when the process does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<PersonId>,
    },
    /// A task was decided.
    Decided {
        /// The task.
        task: TaskId,
        /// Who decided: its holder, or nobody when a rule did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<PersonId>,
        /// The outcome.
        outcome: OutcomeId,
        /// How the mode counts it.
        kind: OutcomeKind,
        /// The words given with it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        opinion: Option<Arc<str>>,
        /// Why it was decided by rule.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        automatic: Option<Automatic>,
        /// The person outside who answered by link, in place of the holder.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outside: Option<Outsider>,
    },
    /// A task went to somebody else.
    Transferred {
        /// The task.
        task: TaskId,
        /// Who handed it over; nobody when a limit had passed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<PersonId>,
        /// To whom.
        to: PersonId,
        /// In whose name that person acts, when they stand in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stands_in_for: Option<PersonId>,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        opinion: Option<String>,
        /// Whether an administrator did it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        administrative: bool,
    },
    /// A task is no longer asked for.
    Closed {
        /// The task.
        task: TaskId,
        /// Why.
        reason: CloseReason,
    },
    /// A visit is done; its token moves on.
    Completed {
        /// The visit.
        visit: VisitId,
        /// The outcome of the node, for human nodes and calls.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outcome: Option<OutcomeId>,
        /// How it counts.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<OutcomeKind>,
        /// Why a rule decided the node without asking anybody.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        automatic: Option<Automatic>,
    },
    /// A visit was ended before it was done.
    Cancelled {
        /// The visit.
        visit: VisitId,
    },
    /// A waiting token was taken away: by a return, or by a complex gateway that has opened already.
    Removed {
        /// The visit that it left.
        from: VisitId,
        /// The edge that it waited on.
        edge: EdgeId,
    },
    /// Another process was asked to run.
    Called {
        /// The visit of the call.
        visit: VisitId,
        /// The process.
        process: ProcessKey,
        /// Its data to begin with.
        input: Data,
    },
    /// A called process has ended, and its caller could not go on with what it brought: kept for when that is tried
    /// again.
    CameBack {
        /// The visit of the call.
        visit: VisitId,
        /// What it brought.
        #[serde(flatten)]
        brought: Brought,
    },
    /// Somebody has decided in a called process: the matter is no longer untouched.
    DecidedBelow {
        /// The visit of the call.
        visit: VisitId,
    },
    /// The matter was sent back.
    Returned {
        /// The task that did it; none when a called process or a node's rule did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        task: Option<TaskId>,
        /// The visit that it left.
        visit: VisitId,
        /// To which node.
        to: NodeId,
        /// Whether the node is one of the caller's.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        caller: bool,
        /// Who did.
        by: PersonId,
        /// Why.
        opinion: String,
    },
    /// Somebody said something.
    Noted {
        /// Who.
        by: PersonId,
        /// What.
        text: String,
        /// Who is asked to read it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        to: Vec<PersonId>,
    },
    /// The holders were reminded.
    Urged {
        /// Who did.
        by: PersonId,
    },
    /// An automatic step could not go on.
    Stopped {
        /// The visit.
        visit: VisitId,
        /// What is wrong.
        incident: Incident,
    },
    /// An administrator has a stopped step tried again.
    Retried {
        /// The visit.
        visit: VisitId,
        /// Who.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// The instance ended.
    Ended(Ended),
    /// A task waits for others first.
    SetAside {
        /// The task.
        task: TaskId,
    },
    /// A task that waited is its holder's again.
    TakenUp {
        /// The task.
        task: TaskId,
    },
    /// Of several who could do it, one took it.
    Claimed {
        /// The task of whoever did.
        task: TaskId,
        /// Who.
        by: PersonId,
    },
    /// Whoever had claimed a task let it go again.
    Released {
        /// The task.
        task: TaskId,
        /// Who.
        by: PersonId,
    },
    /// A place that was added to a node was taken off again.
    Dropped {
        /// The visit.
        visit: VisitId,
        /// The place.
        seat: u32,
        /// Who did.
        by: PersonId,
    },
    /// A decision was taken back by whoever made it: the task is open again, and its node too.
    Recalled {
        /// The task.
        task: TaskId,
        /// Who.
        by: PersonId,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// A limit ends at another moment.
    Rescheduled {
        /// The visit whose work it limits; none for the instance as a whole.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        visit: Option<VisitId>,
        /// When it ends now.
        due: Moment,
        /// How many reminders of it lie behind already.
        #[serde(default, skip_serializing_if = "is_none_yet")]
        reminded: u32,
        /// Why.
        because: Rescheduling,
    },
    /// The work and the clock were stopped.
    Suspended {
        /// Who did.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// The work and the clock go on.
    Resumed {
        /// Who has them.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// An administrator moved a token.
    Jumped {
        /// The visit that it left.
        visit: VisitId,
        /// To which node.
        to: NodeId,
        /// Who did.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// An administrator corrects fields; what was written follows.
    Corrected {
        /// Who does.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// A receipt was given.
    Filed {
        /// The visit of the filing.
        visit: VisitId,
        /// The number of the receipt.
        number: String,
    },
    /// A register got a row.
    Registered {
        /// The visit that entered it.
        visit: VisitId,
        /// The register.
        register: RegisterId,
        /// Its columns.
        row: Data,
        /// The visit whose row it takes back, with the columns that that row had.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reverses: Option<VisitId>,
    },
    /// The instance goes on under another version of its process.
    Migrated {
        /// The version that it keeps from now on.
        version: u32,
        /// Nodes that are called something else there.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        nodes: BTreeMap<NodeId, NodeId>,
        /// Edges on which tokens wait, likewise.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        edges: BTreeMap<EdgeId, EdgeId>,
        /// Events, as they were called, that nothing waits for any more.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        gone: Vec<NodeId>,
        /// Limits of visits that were counted anew.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        due: Vec<DueAnew>,
        /// Whether the limit of the whole instance was counted anew.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        is_counted_anew: bool,
        /// That limit, when it was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        instance_due: Option<Moment>,
        /// Who moved it.
        by: PersonId,
        /// Why.
        reason: String,
    },
    /// The token of work that is done several times went on; the rest is still done.
    WentOn {
        /// The visit of all of it.
        visit: VisitId,
        /// The outcome with which it did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outcome: Option<OutcomeId>,
        /// How it counts.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<OutcomeKind>,
    },
    /// A complex gateway has opened, and waits for the rest of its tokens.
    Opened {
        /// The visit in which it did; the edges of that are those that it took tokens from.
        visit: VisitId,
    },
    /// A complex gateway is ready to open anew: the rest has come, or comes no more.
    Reset {
        /// The visit in which it had opened.
        visit: VisitId,
    },
}

/// A limit that was counted anew.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DueAnew {
    /// The visit whose work is due.
    pub visit: VisitId,
    /// When; none when it has no limit any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Moment>,
    /// How many of its reminders would have come by now.
    #[serde(default, skip_serializing_if = "is_none_yet")]
    pub reminded: u32,
}

fn one() -> u32 {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_none_yet(count: &u32) -> bool {
    *count == 0
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_one(weight: &u32) -> bool {
    *weight == 1
}
