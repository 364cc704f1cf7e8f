//! Withdrawing: the initiator takes the matter back.

use crate::id::PersonId;
use crate::kernel::event::Ended;
use crate::kernel::rejection::Rejection;
use crate::kernel::state::{State, TaskStatus};
use crate::kernel::turn::{Halt, Turn};
use crate::model::Withdraw;

impl Turn<'_> {
    pub(super) fn take_back(&mut self, by: &PersonId, reason: Option<&str>) -> Result<(), Halt> {
        if self.state.header.as_ref().is_none_or(|header| header.initiator != *by) {
            return Err(Rejection::NotInitiator.into());
        }
        let reason = reason.map(str::trim).filter(|reason| !reason.is_empty()).map(str::to_owned);
        if somebody_decided(&self.state) {
            match self.process.definition().settings.withdraw {
                Withdraw::BeforeFirstDecision => return Err(Rejection::TooLateToWithdraw.into()),
                Withdraw::UntilEnd if reason.is_none() => return Err(Rejection::OpinionMissing.into()),
                Withdraw::UntilEnd => {}
            }
        }
        self.end(Ended::Withdrawn { by: by.clone(), reason });
        Ok(())
    }
}

/// Whether anybody but the initiator has decided a task.
pub(in crate::kernel) fn somebody_decided(state: &State) -> bool {
    let initiator = state.header.as_ref().map(|header| &header.initiator);
    state.tasks.iter().any(|task| match &task.status {
        TaskStatus::Decided(answer) => answer.by.is_some() && answer.by.as_ref() != initiator,
        TaskStatus::Open | TaskStatus::Closed { .. } => false,
    })
}
