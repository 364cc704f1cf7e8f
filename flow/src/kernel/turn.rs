//! One command at work: a state that moves on with every event, and the tokens still to be moved.
//!
//! The files below are the token game, one for each kind of thing that a token can meet.

mod automatic;
mod call;
mod catch;
mod complex;
mod compute;
mod due;
mod end;
mod gateway;
mod help;
mod human;
mod limit;
mod lineage;
mod migrate;
mod modes;
mod moves;
mod nesting;
mod record;
mod reschedule;
mod several;
mod take_back;
mod throw;
mod timer;
mod title;

use smallvec::SmallVec;

pub use catch::{awaited_events, awaited_from_outside, awaits};
pub use limit::next_moment;
pub use lineage::{ReturnTarget, caller_return_targets, return_targets};

pub(super) use lineage::descendants;
pub(super) use moves::Came;

use super::circumstance::Incident;
use super::context::{Context, Fact};
use super::event::Event;
use super::rejection::Rejection;
use super::state::State;
use super::visit::VisitId;
use crate::process::{Local, Process, Scope, Step, StepIndex};

/// How many automatic steps one command may cause.
const MOST_STEPS: u32 = 1_000;
/// How many tasks one command may create.
const MOST_TASKS: usize = 10_000;

/// Why a command cannot go on.
#[derive(Debug)]
pub(super) enum Halt {
    Rejected(Rejection),
    Needs(Fact),
}

impl From<Rejection> for Halt {
    fn from(rejection: Rejection) -> Self {
        Self::Rejected(rejection)
    }
}

/// One command at work.
pub(super) struct Turn<'a> {
    pub(super) process: &'a Process,
    pub(super) context: &'a Context<'a>,
    /// The state with every event so far applied.
    pub(super) state: State,
    events: Vec<Event>,
    /// Visits that were entered and not looked at yet, each with its step.
    ahead: SmallVec<[(VisitId, StepIndex); 4]>,
    /// The sequences of the numbers that it has taken.
    numbers: Vec<String>,
    /// Whether it only looks ahead: what cannot be known yet does not hold it up.
    looks_ahead: bool,
    steps: u32,
    tasks_before: usize,
}

impl<'a> Turn<'a> {
    pub(super) fn new(process: &'a Process, state: State, context: &'a Context<'a>) -> Self {
        let tasks_before = state.tasks.len();
        let (events, ahead) = (Vec::with_capacity(8), SmallVec::new());
        Self { process, context, state, events, ahead, numbers: Vec::new(), looks_ahead: false, steps: 0, tasks_before }
    }

    /// The same, to look ahead with.
    pub(super) fn looking_ahead(process: &'a Process, state: State, context: &'a Context<'a>) -> Self {
        Self { looks_ahead: true, ..Self::new(process, state, context) }
    }

    pub(super) fn into_result(self) -> (Vec<Event>, State) {
        (self.events, self.state)
    }

    /// Notes that something happened. The only way the working state changes.
    pub(super) fn happens(&mut self, event: Event) {
        self.state.apply(self.context.now, &event);
        self.events.push(event);
    }

    /// The step of a visit.
    pub(super) fn step_of(&self, visit: VisitId) -> Result<&'a Step, Halt> {
        let node = self.state.visit(visit).map(|visit| &visit.node);
        let step = node.and_then(|node| self.process.step(node));
        step.ok_or_else(|| Rejection::Unfit(format!("there is no visit {visit} of a known node")).into())
    }

    /// Moves every token as far as it goes without anybody doing anything.
    pub(super) fn settle(&mut self) -> Result<(), Halt> {
        while self.state.is_running() {
            if !self.ahead.is_empty() {
                let (visit, step) = self.ahead.remove(0);
                self.visit(visit, self.process.at(step))?;
            } else if !self.open_a_join()?
                && !self.reset_a_gateway()?
                && !self.notice_conditions()?
                && !self.close_a_sub_process()?
            {
                self.end_when_nothing_is_left();
                break;
            }
        }
        Ok(())
    }

    /// Stops a token with what is wrong; an administrator can have it tried again.
    pub(super) fn stop(&mut self, visit: VisitId, incident: Incident) {
        self.happens(Event::Stopped { visit, incident });
    }

    /// What an expression sees, with the outcome that the token of a visit brought along.
    pub(super) fn scope_at(&self, visit: Option<VisitId>) -> Scope<'_> {
        let outcome = visit.and_then(|visit| self.brought_outcome(visit));
        let scope = Scope::new(self.process, &self.state, self.context);
        scope.with(Local { outcome, visit, ..Local::default() })
    }

    fn visit(&mut self, visit: VisitId, step: &Step) -> Result<(), Halt> {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            self.stop(visit, Incident::TooManySteps { limit: MOST_STEPS });
            return Ok(());
        }
        self.work_at(visit, step)
    }
}
