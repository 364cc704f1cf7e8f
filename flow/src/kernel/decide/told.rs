//! Saying something without deciding.

use super::needed;
use crate::id::PersonId;
use crate::kernel::event::Event;
use crate::kernel::rejection::Rejection;
use crate::kernel::turn::{Halt, Turn};

/// How long the same person waits before urging again, in milliseconds.
const URGE_AGAIN: i64 = 2 * 60 * 60 * 1_000;

/// How many people can be told at once.
const MOST_TOLD: usize = 100;

impl Turn<'_> {
    pub(super) fn note(&mut self, by: &PersonId, text: &str, to: &[PersonId]) -> Result<(), Halt> {
        let text = needed(text)?.to_owned();
        self.must_be_few_and_here(to)?;
        self.happens(Event::Noted { by: by.clone(), text, to: to.to_vec() });
        Ok(())
    }

    /// Tells people of the matter, where it stands.
    pub(super) fn tell(&mut self, by: &PersonId, to: &[PersonId]) -> Result<(), Halt> {
        self.must_be_few_and_here(to)?;
        if to.is_empty() {
            return Err(Rejection::Unfit("somebody has to be told".to_owned()).into());
        }
        let visit = self.state.active().last().map_or(0, |(visit, _)| visit);
        for person in to {
            self.happens(Event::Copied { visit, person: person.clone(), by: Some(by.clone()) });
        }
        Ok(())
    }

    fn must_be_few_and_here(&self, people: &[PersonId]) -> Result<(), Halt> {
        if people.len() > MOST_TOLD {
            return Err(Rejection::Unfit(format!("no more than {MOST_TOLD} people can be told at once")).into());
        }
        people.iter().try_for_each(|person| self.must_be_here(person))
    }

    pub(super) fn urge(&mut self, by: &PersonId) -> Result<(), Halt> {
        if self.state.urged.get(by).is_some_and(|last| self.context.now < last.plus_millis(URGE_AGAIN)) {
            return Err(Rejection::TooSoonToUrge.into());
        }
        self.happens(Event::Urged { by: by.clone() });
        Ok(())
    }
}
