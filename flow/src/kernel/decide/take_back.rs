//! Withdrawing: the initiator takes the matter back.

use super::said;
use crate::id::PersonId;
use crate::kernel::circumstance::Ended;
use crate::kernel::rejection::Rejection;
use crate::kernel::turn::{Halt, Turn};
use crate::model::Withdraw;

impl Turn<'_> {
    pub(super) fn take_back(&mut self, by: &PersonId, reason: Option<&str>) -> Result<(), Halt> {
        if self.state.header.as_ref().is_none_or(|header| header.initiator != *by) {
            return Err(Rejection::NotInitiator.into());
        }
        let reason = reason.and_then(said).map(str::to_owned);
        if self.state.decisions(self.process) > 0 {
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
