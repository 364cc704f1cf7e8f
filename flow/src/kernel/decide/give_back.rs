//! Returning: sending a matter back for rework.

use super::needed;
use crate::id::{NodeId, PersonId};
use crate::kernel::circumstance::Ended;
use crate::kernel::context::Fact;
use crate::kernel::event::Event;
use crate::kernel::rejection::Rejection;
use crate::kernel::task::TaskId;
use crate::kernel::turn::{Halt, Turn, return_targets};
use crate::kernel::visit::VisitId;
use crate::model::Action;

/// A return, as somebody asks for it.
pub(in crate::kernel) struct Sending<'a> {
    pub(in crate::kernel) task: Option<TaskId>,
    pub(in crate::kernel) by: &'a PersonId,
    pub(in crate::kernel) to: &'a NodeId,
    pub(in crate::kernel) opinion: &'a str,
}

impl Turn<'_> {
    pub(super) fn give_back(
        &mut self,
        task: TaskId,
        by: &PersonId,
        to: &NodeId,
        caller: bool,
        opinion: &str,
        seen: Option<u32>,
    ) -> Result<(), Halt> {
        let visit = self.held_by(task, by, seen)?.visit;
        let (_, human) = self.human_at(visit)?;
        if !human.actions.contains(&Action::Return) {
            return Err(Rejection::NotOffered.into());
        }
        let sending = Sending { task: Some(task), by, to, opinion: needed(opinion)? };
        if caller { self.send_to_caller(visit, &sending) } else { self.send_back(visit, &sending) }
    }

    /// Sends the matter back to a node on the path of the visit's token: what came out of that node's visit is taken
    /// away, and the node is visited again as it was the first time.
    pub(in crate::kernel) fn send_back(&mut self, visit: VisitId, sending: &Sending<'_>) -> Result<(), Halt> {
        let targets = return_targets(self.process, &self.state, visit);
        let Some(target) = targets.into_iter().find(|target| target.node == *sending.to) else {
            return Err(self.no_return(visit, sending.to).into());
        };
        let is_work = self.step_of(visit)?.human().is_some();
        self.note_return(visit, sending, false);
        self.visit_again(target.visit, visit, is_work.then_some(target.then))
    }

    fn send_to_caller(&mut self, visit: VisitId, sending: &Sending<'_>) -> Result<(), Halt> {
        let Some(parent) = self.state.header.as_ref().and_then(|header| header.parent.clone()) else {
            return Err(self.no_return(visit, sending.to).into());
        };
        let fact = Fact::CallerReturns(parent.instance);
        let Some(nodes) = self.context.facts.get(&fact) else {
            return Err(Halt::Needs(fact));
        };
        let offered = match nodes {
            feel::Value::List(nodes) => {
                nodes.iter().any(|node| matches!(node, feel::Value::String(node) if *sending.to == **node))
            }
            _ => false,
        };
        if !offered {
            return Err(self.no_return(visit, sending.to).into());
        }
        self.note_return(visit, sending, true);
        self.end(Ended::Returned { to: sending.to.clone() });
        Ok(())
    }

    fn note_return(&mut self, visit: VisitId, sending: &Sending<'_>, caller: bool) {
        let Sending { task, by, to, opinion } = *sending;
        let (to, by, opinion) = (to.clone(), by.clone(), opinion.trim().to_owned());
        self.happens(Event::Returned { task, visit, to, caller, by, opinion });
    }

    fn no_return(&self, visit: VisitId, to: &NodeId) -> Rejection {
        let passed = self.state.visits.iter().any(|visit| visit.node == *to);
        let here = self.state.visit(visit).is_some_and(|visit| visit.node == *to);
        let because = match (here, passed) {
            (true, _) => "it is there already",
            (_, false) => "the matter has not been there",
            (_, true) => {
                "it is not on this task's own path, lies in a block that has been joined, or is not offered here"
            }
        };
        Rejection::NoReturn { to: to.clone(), because: because.to_owned() }
    }
}
