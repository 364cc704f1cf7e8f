//! What matches one character, once or several times. A run of a thousand characters is one choice to go back to, not
//! a thousand.

use super::{At, Matcher, Pending};
use crate::ErrorCode;
use crate::regex::program::Place;
use crate::regex::tree::{One, Times};

impl<'p> Matcher<'p, '_, '_> {
    /// The position after the character here, if it fits.
    pub(super) fn taken(&self, one: &One, position: usize) -> Option<usize> {
        let character = self.character(position).filter(|character| one.takes(*character))?;
        Some(position + character.len_utf8())
    }

    /// Takes a run from here, and goes on at `place`.
    pub(super) fn take_run(
        &mut self,
        one: &'p One,
        times: Times,
        place: Place,
        position: usize,
    ) -> Result<Option<At>, ErrorCode> {
        let (count, floor) = self.take_up_to(times.least, one, position)?;
        if count < times.least {
            return Ok(None);
        }
        let more = times.most.map_or(usize::MAX, |most| most - times.least);
        if times.reluctant {
            if let Some(more) = more.checked_sub(1) {
                self.keep(Pending::Lengthen { one, place, position: floor, more })?;
            }
            return Ok(Some((place, floor)));
        }
        let (_, position) = self.take_up_to(more, one, floor)?;
        if position > floor {
            self.keep(Pending::Shorten { place, position, floor })?;
        }
        Ok(Some((place, position)))
    }

    /// Takes so many characters if they fit: how many did, and the position after them.
    fn take_up_to(&mut self, most: usize, one: &One, position: usize) -> Result<(usize, usize), ErrorCode> {
        let (mut count, mut position) = (0, position);
        while count < most {
            let Some(next) = self.taken(one, position) else { break };
            self.spend()?;
            (count, position) = (count + 1, next);
        }
        Ok((count, position))
    }
}
