//! What an administrator brings about.

use smallvec::smallvec;

use super::needed;
use crate::form;
use crate::id::{NodeId, PersonId};
use crate::kernel::circumstance::{Ended, Rescheduling};
use crate::kernel::data::Data;
use crate::kernel::event::Event;
use crate::kernel::rejection::Rejection;
use crate::kernel::turn::{Came, Halt, Turn};
use crate::kernel::visit::VisitId;
use crate::model::Kind;
use crate::process::{Process, Step, Work};
use crate::soundness::{Hindrance, Marking, can_complete};
use crate::text::Text;
use crate::time::Moment;

impl Turn<'_> {
    /// Tries a stopped step again.
    pub(super) fn retry(&mut self, visit: VisitId, by: &PersonId, reason: &str) -> Result<(), Halt> {
        if !self.state.visit(visit).is_some_and(|visit| visit.is_active() && visit.is_stopped()) {
            return Err(Rejection::NothingToRetry.into());
        }
        self.happens(Event::Retried { visit, by: by.clone(), reason: reason.to_owned() });
        let step = self.step_of(visit)?;
        let Some(at) = self.state.visit(visit) else { return Ok(()) };
        match (&step.work, at.brought.clone()) {
            (Work::Call(call), Some(brought)) => self.go_on_with(visit, step, call, &brought),
            _ if at.seats.is_empty() && self.has_parts(visit) => self.go_on_after_parts(visit, step),
            _ if at.seats.is_empty() => self.work_at(visit, step),
            _ => step.human().map_or(Ok(()), |human| self.weigh(visit, step, human)),
        }
    }

    /// Stops the work and the clock.
    pub(super) fn suspend(&mut self, by: &PersonId, reason: &str) -> Result<(), Halt> {
        let (by, reason) = (by.clone(), needed(reason)?.to_owned());
        self.happens(Event::Suspended { by, reason });
        Ok(())
    }

    /// Has the work and the clock go on. The time between does not count.
    pub(super) fn resume(&mut self, by: &PersonId, reason: &str) -> Result<(), Halt> {
        let since = self.state.suspended.ok_or(Rejection::NotSuspended)?;
        let (by, reason) = (by.clone(), needed(reason)?.to_owned());
        self.happens(Event::Resumed { by, reason });
        self.put_off(since);
        Ok(())
    }

    /// Ends a limit at another moment.
    pub(super) fn set_limit(
        &mut self,
        visit: Option<VisitId>,
        due: Moment,
        by: &PersonId,
        reason: &str,
    ) -> Result<(), Halt> {
        let (by, reason) = (by.clone(), needed(reason)?.to_owned());
        if visit.is_some_and(|visit| !self.state.is_active(visit)) {
            return Err(Rejection::TaskClosed.into());
        }
        if due <= self.context.now {
            return Err(Rejection::NotLater.into());
        }
        if self.due(visit).is_none() {
            return Err(Rejection::NoLimit.into());
        }
        self.reschedule(visit, due, Rescheduling::Administrator { by, reason });
        Ok(())
    }

    /// Writes fields that nobody at work may write, with what follows from them.
    pub(super) fn correct(&mut self, data: &Data, by: &PersonId, reason: &str) -> Result<(), Halt> {
        let reason = needed(reason)?.to_owned();
        let changes = form::correct(self.process, data, &self.scope_at(None))?;
        if changes.is_empty() {
            return Err(Rejection::Unfit("that is what the fields say already".to_owned()).into());
        }
        self.happens(Event::Corrected { by: by.clone(), reason });
        self.write_down(changes, Some(by.clone()), None);
        Ok(())
    }

    /// Moves a token to a node of the same sub-process, or of one around it. What it stands for is taken away.
    pub(super) fn jump(&mut self, visit: VisitId, to: &NodeId, by: &PersonId, reason: &str) -> Result<(), Halt> {
        let reason = needed(reason)?.to_owned();
        let no = |zh: &str, en: &str| Rejection::NoJump { to: to.clone(), because: Text::each(zh, en) };
        let target = self.process.step(to).ok_or_else(|| no("没有这个节点", "there is no such node"))?;
        if !may_be_jumped_to(self.process, target) {
            return Err(no("流程不会自行到达该节点", "no token comes there by itself").into());
        }
        let is_here = self.state.visit(visit).is_some_and(|at| at.is_active() && !at.is_left());
        if !is_here && !self.state.waiting.iter().any(|(from, _)| *from == visit) {
            return Err(no("这里没有可移动的流程位置", "there is no token to move").into());
        }
        let token = self
            .token_beside(visit, target)
            .ok_or_else(|| no("该节点在另一个子流程中", "it lies in another sub-process"))?;
        let within = self.state.visit(token).and_then(|at| at.within);
        let before = Marking::of(self.process, &self.state);
        self.happens(Event::Jumped { visit: token, to: to.clone(), by: by.clone(), reason });
        self.take_away(token);
        let begins = matches!(target.work, Work::Start(_));
        let came = Came { from: smallvec![token], within, returned_from: begins.then_some(token), ..Came::default() };
        self.enter(target, came);
        let after = Marking::of(self.process, &self.state);
        match !self.can_complete(&after) && self.can_complete(&before) {
            true => Err(no(
                "有分支会一直等不到其他分支，或走不到结束",
                "a branch would wait for others that never come, or come to no end",
            )
            .into()),
            false => Ok(()),
        }
    }

    /// Whether nothing is known that would keep the instance from its end. What is stuck already may be moved anywhere.
    fn can_complete(&self, from: &Marking) -> bool {
        !matches!(can_complete(self.process, from), Err(Hindrance::Fault(_)))
    }

    /// The token that a visit is a part of, in the sub-process that a step is in.
    fn token_beside(&self, visit: VisitId, step: &Step) -> Option<VisitId> {
        let mut token = self.state.whole(visit);
        loop {
            let at = self.process.step(&self.state.visit(token)?.node)?;
            if at.within == step.within {
                return Some(token);
            }
            token = self.state.whole(self.state.around(token)?);
        }
    }

    /// Ends the instance for good.
    pub(super) fn terminate(&mut self, by: Option<&PersonId>, reason: &Text) -> Result<(), Halt> {
        self.end(Ended::Terminated { end: None, by: by.cloned(), reason: Some(reason.clone()), error: None });
        Ok(())
    }
}

/// Whether an administrator may move a token to a step: tokens come there along edges, or an instance begins there.
pub fn may_be_jumped_to(process: &Process, step: &Step) -> bool {
    let is_event = step.boundary().is_some() || step.node.kind == Kind::EventSubProcess || step.node.takes_back;
    let begins_elsewhere = step.node.kind == Kind::Start && step.index != process.start().index;
    !is_event && !begins_elsewhere
}
