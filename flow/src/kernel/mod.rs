//! What happens when somebody acts: [`decide`] turns a command into events, [`State::apply`] takes them in.
//!
//! Deciding and applying are apart. `decide` reads the state and never changes it; `apply` follows an event and never
//! decides, rejects or fails. So a log of events is the whole truth, and replaying it needs no context.

mod ahead;
mod apply;
mod choices;
mod circumstance;
mod command;
mod context;
mod data;
mod decide;
mod event;
mod follow_up;
mod following;
mod rejection;
mod seats;
mod start;
mod state;
mod task;
mod turn;
mod visit;
mod wording;

pub use ahead::Ahead;
pub use choices::choices;
pub use circumstance::{
    Automatic, Brought, CloseReason, Ended, EndedHow, Failure, Incident, Meant, Outsider, Rescheduling, Thrown,
};
pub use command::{ChildResult, Command, Help, Migration, Wish};
pub use context::{Context, Fact, Facts};
pub use data::Data;
pub use decide::{
    Decision, act, decide, is_claimed, is_shared, may_be_jumped_to, may_recall, may_start, migrate, wants_opinion,
};
pub use event::{DueAnew, Event, Recorded};
pub use follow_up::{FollowUp, MOST_INSTANCES, follow_ups};
pub use following::{NoFollow, begin_with, earlier, may_follow};
pub use rejection::{FieldProblem, Rejection};
pub use seats::{Added, Part, Said, Seat, tally};
pub use start::{Parent, Start};
pub use state::{Header, Row, State, Status, Timer};
pub use task::{Answer, Task, TaskId, TaskStatus};
pub use turn::{
    ReturnTarget, awaited_events, awaited_from_outside, awaits, caller_return_targets, next_moment, return_targets,
};
pub use visit::{IncidentState, Time, Visit, VisitId, VisitStatus, WentOn};
