//! From a command to events: one file for each command.

mod answer;
mod called;
mod give_back;
mod hand_over;
mod help;
mod recall;
mod started;
mod supervise;
mod take_back;
mod told;

pub use answer::wants_opinion;
pub(super) use give_back::Sending;
pub use help::{is_claimed, is_shared};
pub use recall::may_recall;
pub use started::may_start;
pub use supervise::may_be_jumped_to;

use super::circumstance::Rescheduling;
use super::command::{Command, Migration};
use super::context::{Context, Fact};
use super::event::Event;
use super::rejection::Rejection;
use super::state::State;
use super::task::Task;
use super::turn::{Halt, Turn};
use crate::process::Process;
use answer::Given;
use help::Mine;

/// What comes of a command.
#[derive(Debug, Clone, PartialEq)]
pub enum Decision {
    /// These events, in order.
    Events(Vec<Event>),
    /// Nothing: the command is not accepted.
    Rejected(Rejection),
    /// Nothing yet: these facts are needed, then decide again.
    Needs(Vec<Fact>),
}

/// Decides what a command brings about. Reads the state and never changes it.
pub fn decide(process: &Process, state: &State, command: &Command, context: &Context<'_>) -> Decision {
    act(process, state.clone(), command, context).map_or_else(|other| other, |(events, _)| Decision::Events(events))
}

/// Like [`decide`], and moves the state on to where applying the events leads, which deciding needs anyway.
///
/// Whoever may need the state from before hands in a copy: a command can be rejected when part of it has happened.
///
/// # Errors
/// The decision, when it is not events.
pub fn act(
    process: &Process,
    state: State,
    command: &Command,
    context: &Context<'_>,
) -> Result<(Vec<Event>, State), Decision> {
    let mut turn = Turn::new(process, state, context);
    let done = turn.carry_out(command).and_then(|()| turn.settle());
    turn.come_to(done)
}

/// Has an instance go on under another version of its process: like [`act`] for [`Command::Migrate`], with both versions
/// at hand. From then on it is the new one that decides, as its header says.
///
/// # Errors
/// The decision, when it is not events: [`Rejection::CannotMigrate`] tells what is in the way.
pub fn migrate(
    old: &Process,
    new: &Process,
    state: State,
    migration: &Migration,
    context: &Context<'_>,
) -> Result<(Vec<Event>, State), Decision> {
    let mut turn = Turn::new(new, state, context);
    let done = turn.migrate(old, migration).and_then(|()| turn.settle());
    turn.come_to(done)
}

/// Words that say something.
fn said(words: &str) -> Option<&str> {
    Some(words.trim()).filter(|words| !words.is_empty())
}

/// Words that have to be there.
fn needed(words: &str) -> Result<&str, Halt> {
    said(words).ok_or_else(|| Rejection::OpinionMissing.into())
}

impl Turn<'_> {
    /// What a command has come to.
    fn come_to(self, done: Result<(), Halt>) -> Result<(Vec<Event>, State), Decision> {
        // What was decided without knowing what a rule asked for counts for nothing.
        let missing = self.context.facts.missing();
        if !missing.is_empty() {
            return Err(Decision::Needs(missing));
        }
        match done {
            Ok(()) => Ok(self.into_result()),
            Err(Halt::Rejected(rejection)) => Err(Decision::Rejected(rejection)),
            Err(Halt::Needs(fact)) => Err(Decision::Needs(vec![fact])),
        }
    }

    /// What may still come when the instance has ended: what was given to read can be read, handed over and overdue.
    fn is_about_reading(&self, command: &Command) -> bool {
        match command {
            Command::Decide { task, .. } | Command::Transfer { task, .. } | Command::Reassign { task, .. } => {
                self.state.task(*task).is_some_and(Task::is_open)
            }
            Command::Elapse => self.state.open_tasks().next().is_some(),
            _ => false,
        }
    }

    fn carry_out(&mut self, command: &Command) -> Result<(), Halt> {
        match command {
            Command::Start(start) => self.start(start),
            _ if self.state.header.is_none() => Err(Rejection::NotStarted.into()),
            _ if !self.state.is_running() && !self.is_about_reading(command) => Err(Rejection::InstanceEnded.into()),
            _ if self.state.suspended.is_some() && !command.is_taken_while_suspended() => {
                Err(Rejection::Suspended.into())
            }
            Command::Decide { task, by, outcome, data, opinion, seen, outside } => {
                let given = Given { outcome, data, opinion: opinion.as_deref(), outside: outside.as_ref() };
                self.answer(Mine { task: *task, by, seen: *seen }, &given)
            }
            Command::Return { task, by, to, caller, opinion, seen } => {
                self.give_back(*task, by, to, *caller, opinion, *seen)
            }
            Command::Transfer { task, by, to, opinion, seen } => {
                self.hand_over(*task, by, to, opinion.as_deref(), *seen)
            }
            Command::Withdraw { by, reason } => self.take_back(by, reason.as_deref()),
            Command::Note { by, text, to } => self.note(by, text, to),
            Command::Urge { by } => self.urge(by),
            Command::ChildEnded { visit, result } => self.child_ended(*visit, result),
            Command::ChildDecided { visit } => self.child_decided(*visit),
            Command::Elapse => self.elapse(),
            Command::Deliver { message, key, node, data } => self.deliver(message, key, node.as_ref(), data),
            Command::Signal { signal, data } => self.hear(signal, data),
            Command::Served { visit, data } => self.served(*visit, data),
            Command::Fail { visit, code } => self.fail(*visit, code.as_deref()),
            Command::Retry { visit, by, reason } => self.retry(*visit, by, reason),
            Command::Reassign { task, by, to, reason } => self.reassign(*task, by, to, reason),
            Command::Terminate { by, reason } => self.terminate(by.as_ref(), reason),
            Command::Add { task, by, people, role, opinion, seen } => {
                self.add(Mine { task: *task, by, seen: *seen }, people, *role, opinion.as_deref())
            }
            Command::Drop { visit, seat, by } => self.drop_place(*visit, *seat, by),
            Command::Ask { task, by, wish, opinion, seen } => {
                self.ask_for(Mine { task: *task, by, seen: *seen }, wish, opinion)
            }
            Command::Claim { task, by, seen } => self.claim(Mine { task: *task, by, seen: *seen }),
            Command::Release { task, by, seen } => self.release(Mine { task: *task, by, seen: *seen }),
            Command::Recall { task, by, reason } => self.recall(*task, by, reason.as_deref()),
            Command::Copy { by, to } => self.tell(by, to),
            Command::Suspend { by, reason } => self.suspend(by, reason),
            Command::Resume { by, reason } => self.resume(by, reason),
            Command::Jump { visit, to, by, reason } => self.jump(*visit, to, by, reason),
            Command::Reschedule { visit, due, by, reason } => self.set_limit(*visit, *due, by, reason),
            Command::Correct { data, by, reason } => self.correct(data, by, reason),
            Command::Recount => {
                self.count_again(|_| true, &Rescheduling::Calendar);
                Ok(())
            }
            Command::Migrate(migration) => Err(Rejection::NeedsVersion { version: migration.version }.into()),
        }
    }
}
