//! How instances end.

use super::{Halt, Turn};
use crate::kernel::circumstance::{CloseReason, Ended};
use crate::kernel::event::Event;
use crate::kernel::visit::VisitId;
use crate::model::EndResult;
use crate::process::{Step, Work};

impl Turn<'_> {
    /// A token reaches an end. A plain end takes the token; one that terminates ends what is around it, a sub-process or
    /// the instance; one that refuses ends the instance.
    pub(super) fn reach_end(&mut self, visit: VisitId, step: &Step, result: EndResult) -> Result<(), Halt> {
        self.complete(visit, None, None);
        let end = step.id.clone();
        match (result, self.state.around(visit)) {
            (EndResult::Completed, _) => return self.handler_ended(visit),
            (EndResult::Refused, _) => self.end(Ended::Refused { end }),
            (EndResult::Terminated, Some(around)) => self.take_away_within(around),
            (EndResult::Terminated, None) => {
                self.end(Ended::Terminated { end: Some(end), by: None, reason: None, error: None });
            }
        }
        Ok(())
    }

    /// When the last token is gone the instance has completed, at the end that was reached last. What is still to be read
    /// by then stays so.
    pub(super) fn end_when_nothing_is_left(&mut self) {
        // The token that moved last is the likeliest to be somewhere still.
        if self.state.visits.iter().rev().any(|visit| visit.is_active()) {
            return;
        }
        if !self.state.waiting.is_empty() {
            self.stop_at_joins(None);
            return;
        }
        let is_end = |node| self.process.step(node).is_some_and(|step| matches!(step.work, Work::End(..)));
        let nodes = || self.state.visits.iter().rev().filter(|visit| visit.within.is_none()).map(|visit| &visit.node);
        // A token may also end where no edge leaves; then that node is the end.
        if let Some(end) = nodes().find(|node| is_end(node)).or_else(|| nodes().next()).cloned() {
            self.happens(Event::Ended(Ended::Completed { end }));
        }
    }

    /// Ends the instance: what is open is closed, and every token is taken away.
    pub(in crate::kernel) fn end(&mut self, how: Ended) {
        let open = self.state.unsettled_tasks().map(|(task, _)| task).collect();
        self.close(open, CloseReason::Ended);
        self.cancel(|_| true);
        self.happens(Event::Ended(how));
    }

    /// Takes away the tokens of some visits, with the work they stand for.
    pub(in crate::kernel) fn cancel(&mut self, which: impl Fn(VisitId) -> bool) {
        self.cancel_because(which, CloseReason::Returned);
    }

    /// The same, with why the work is no longer asked for.
    pub(in crate::kernel) fn cancel_because(&mut self, which: impl Fn(VisitId) -> bool, reason: CloseReason) {
        self.take_from_joins(&which);
        // A gateway that opened for what is taken away is as if it had not.
        let opened: Vec<_> = self.state.opened.iter().copied().filter(|visit| which(*visit)).collect();
        for visit in opened {
            self.happens(Event::Reset { visit });
        }
        let active: Vec<_> = self.state.active().map(|(visit, _)| visit).filter(|visit| which(*visit)).collect();
        for visit in active {
            self.close_open_tasks(visit, reason);
            self.happens(Event::Cancelled { visit });
        }
        // What was given to read on the way there is asked for again when the token comes by again.
        let reading =
            self.state.unsettled_tasks().filter(|(_, task)| which(task.visit)).map(|(task, _)| task).collect();
        self.close(reading, reason);
        self.ahead.retain(|(visit, _)| !which(*visit));
    }

    /// Takes away tokens that wait at joins, by the visits that they left.
    pub(in crate::kernel) fn take_from_joins(&mut self, which: impl Fn(VisitId) -> bool) {
        let waiting: Vec<_> = self.state.waiting.iter().filter(|(from, _)| which(*from)).cloned().collect();
        for (from, edge) in waiting {
            self.happens(Event::Removed { from, edge });
        }
    }
}
