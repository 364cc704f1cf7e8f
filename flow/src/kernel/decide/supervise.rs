//! What an administrator brings about.

use crate::id::PersonId;
use crate::kernel::circumstance::Ended;
use crate::kernel::event::Event;
use crate::kernel::rejection::Rejection;
use crate::kernel::state::VisitId;
use crate::kernel::turn::{Halt, Turn};
use crate::process::Work;
use crate::text::Text;

impl Turn<'_> {
    /// Tries a stopped step again.
    pub(super) fn retry(&mut self, visit: VisitId, by: &PersonId, reason: &str) -> Result<(), Halt> {
        let stopped = self.state.visit(visit).is_some_and(|visit| {
            visit.is_active() && visit.incident.as_ref().is_some_and(|incident| incident.blocking)
        });
        if !stopped {
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

    /// Ends the instance for good.
    pub(super) fn terminate(&mut self, by: Option<&PersonId>, reason: &Text) -> Result<(), Halt> {
        self.end(Ended::Terminated { end: None, by: by.cloned(), reason: Some(reason.clone()), error: None });
        Ok(())
    }
}
