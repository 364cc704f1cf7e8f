//! What an event in one instance asks of another.

use super::circumstance::{Ended, Thrown};
use super::command::{ChildResult, Command};
use super::data::Data;
use super::event::Event;
use super::start::Parent;
use super::state::State;
use super::visit::VisitId;
use crate::id::ProcessKey;
use crate::process::{Process, Work};
use crate::text::Text;

/// How many instances one command may concern, before calls are taken to go round in a circle. Whoever carries out what
/// follows starts no further instance then, and tells the caller.
pub const MOST_INSTANCES: usize = 100;

/// Something that has to happen in another instance, in the same transaction.
#[derive(Debug, Clone, PartialEq)]
pub enum FollowUp {
    /// Start a called process, with the version in force; when that cannot be done, tell the caller with
    /// [`ChildResult::Terminated`].
    StartChild {
        /// The visit of the call.
        visit: VisitId,
        /// The process.
        process: ProcessKey,
        /// Its data to begin with.
        input: Data,
    },
    /// End the process that a visit called.
    EndChild {
        /// The visit of the call.
        visit: VisitId,
        /// The command for it.
        command: Command,
    },
    /// Hand a message to one instance that waits for it, else begin an instance of a process that begins with it; or a
    /// signal to every other instance that waits for it, and begin one of every process that begins with it.
    HandOut {
        /// The command for each.
        command: Command,
    },
    /// Have a connector work for a visit.
    Serve {
        /// The visit of the service.
        visit: VisitId,
    },
    /// Tell the caller.
    TellParent {
        /// The caller.
        parent: Parent,
        /// The command for it.
        command: Command,
    },
}

/// What follows from events that were just applied; `state` is the state they led to.
pub fn follow_ups(process: &Process, state: &State, events: &[Event]) -> Vec<FollowUp> {
    let each = events.iter().filter_map(|event| follow_up(process, state, events, event));
    first_decision(process, state, events).into_iter().chain(each).collect()
}

/// The first decision in a called process is one of its caller, who may no longer withdraw as if nobody had decided.
fn first_decision(process: &Process, state: &State, events: &[Event]) -> Option<FollowUp> {
    let header = state.header.as_ref()?;
    let parent = header.parent.clone()?;
    let is_decision = |event: &&Event| match event {
        Event::Decided { task, by: Some(by), outside, .. } => {
            let decides = |held| !state.is_request(*task) && !state.is_reading(process, held);
            let decides = state.task(*task).is_some_and(decides);
            (outside.is_some() || *by != header.initiator) && decides
        }
        Event::DecidedBelow { .. } => true,
        _ => false,
    };
    let new = events.iter().filter(is_decision).count();
    let command = Command::ChildDecided { visit: parent.visit };
    (new > 0 && new == state.decisions(process)).then_some(FollowUp::TellParent { parent, command })
}

fn follow_up(process: &Process, state: &State, events: &[Event], event: &Event) -> Option<FollowUp> {
    match event {
        Event::Called { visit, process, input } => {
            let (visit, process, input) = (*visit, process.clone(), input.clone());
            Some(FollowUp::StartChild { visit, process, input })
        }
        Event::Cancelled { visit } => {
            let node = state.visit(*visit).and_then(|visit| process.step(&visit.node))?;
            let Work::Call(_) = node.work else { return None };
            let reason = Text::each("调用它的流程不再需要它", "the process that called it no longer needs it");
            Some(FollowUp::EndChild { visit: *visit, command: Command::Terminate { by: None, reason } })
        }
        Event::Thrown { thrown: Thrown::Message { name, key, data }, .. } => {
            let command = Command::Deliver { message: name.clone(), key: key.clone(), node: None, data: data.clone() };
            Some(FollowUp::HandOut { command })
        }
        Event::Thrown { thrown: Thrown::Signal { name, data }, .. } => {
            let command = Command::Signal { signal: name.clone(), data: data.clone() };
            Some(FollowUp::HandOut { command })
        }
        Event::Requested { visit } => Some(FollowUp::Serve { visit: *visit }),
        Event::Ended(how) => {
            let parent = state.header.as_ref()?.parent.clone()?;
            let result = child_result(state, events, how)?;
            let command = Command::ChildEnded { visit: parent.visit, result };
            Some(FollowUp::TellParent { parent, command })
        }
        _ => None,
    }
}

fn child_result(state: &State, events: &[Event], how: &Ended) -> Option<ChildResult> {
    let data = || Data::clone(&state.data);
    Some(match how {
        Ended::Completed { end } => ChildResult::Completed { end: Some(end.clone()), data: data() },
        Ended::Refused { end } => ChildResult::Refused { end: Some(end.clone()), data: data() },
        Ended::Returned { to } => {
            let (by, opinion) = events.iter().find_map(|event| match event {
                Event::Returned { by, opinion, caller: true, .. } => Some((by.clone(), opinion.clone())),
                _ => None,
            })?;
            ChildResult::Returned { to: to.clone(), by, opinion }
        }
        Ended::Terminated { error: Some(failure), .. } => ChildResult::Failed(failure.clone()),
        // Ended because the caller did not need it any more: nobody waits for an answer.
        Ended::Terminated { by: None, end: None, .. } => return None,
        Ended::Terminated { end: Some(end), .. } => ChildResult::Completed { end: Some(end.clone()), data: data() },
        Ended::Terminated { reason, .. } => ChildResult::Terminated { reason: reason.clone().unwrap_or_default() },
        Ended::Withdrawn { .. } => ChildResult::Terminated {
            reason: Text::each("被调用的流程已撤回", "the called process was withdrawn"),
        },
    })
}
