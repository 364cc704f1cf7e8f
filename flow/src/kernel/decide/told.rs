//! Saying something without deciding.

use crate::id::PersonId;
use crate::kernel::event::Event;
use crate::kernel::rejection::Rejection;
use crate::kernel::turn::{Halt, Turn};

/// How long the same person waits before urging again, in milliseconds.
const URGE_AGAIN: i64 = 2 * 60 * 60 * 1_000;

impl Turn<'_> {
    pub(super) fn note(&mut self, by: &PersonId, text: &str) -> Result<(), Halt> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Rejection::OpinionMissing.into());
        }
        self.happens(Event::Noted { by: by.clone(), text: text.to_owned() });
        Ok(())
    }

    pub(super) fn urge(&mut self, by: &PersonId) -> Result<(), Halt> {
        if self.state.urged.get(by).is_some_and(|last| self.context.now < last.plus_millis(URGE_AGAIN)) {
            return Err(Rejection::TooSoonToUrge.into());
        }
        self.happens(Event::Urged { by: by.clone() });
        Ok(())
    }
}
