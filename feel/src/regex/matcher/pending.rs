//! What a search can go back to.

use super::{At, Matcher};
use crate::ErrorCode;
use crate::regex::program::{Place, Register};
use crate::regex::tree::One;

/// More than these are not kept: it bounds the memory that a search takes.
const MOST: usize = 256 * 1024;

pub(super) enum Pending<'p> {
    /// going on here instead
    Try { place: Place, position: usize },
    /// taking the last character off a run, down to `floor`
    Shorten { place: Place, position: usize, floor: usize },
    /// adding a character to a run, and up to `more` after it
    Lengthen { one: &'p One, place: Place, position: usize, more: usize },
    /// undoing a change
    Restore { register: Register, value: Option<usize> },
}

impl<'p> Matcher<'p, '_, '_> {
    pub(super) fn keep(&mut self, pending: Pending<'p>) -> Result<(), ErrorCode> {
        if self.pending.len() >= MOST {
            return Err(ErrorCode::OutOfFuel);
        }
        self.pending.push(pending);
        Ok(())
    }

    /// Changes a register until the search goes back to before.
    pub(super) fn set(&mut self, register: Register, value: usize) -> Result<(), ErrorCode> {
        if let Some(place) = self.registers.get_mut(register) {
            let before = place.replace(value);
            self.keep(Pending::Restore { register, value: before })?;
        }
        Ok(())
    }

    /// Where the last choice that was kept leads.
    pub(super) fn go_back(&mut self) -> Option<At> {
        while let Some(pending) = self.pending.pop() {
            match pending {
                Pending::Try { place, position } => return Some((place, position)),
                Pending::Shorten { place, position, floor } => {
                    let last = self.text.get(..position).and_then(|taken| taken.chars().next_back());
                    let position = position - last.map_or(0, char::len_utf8);
                    if position > floor {
                        self.pending.push(Pending::Shorten { place, position, floor });
                    }
                    return Some((place, position));
                }
                Pending::Lengthen { one, place, position, more } => {
                    if let Some(position) = self.taken(one, position) {
                        if let Some(more) = more.checked_sub(1) {
                            self.pending.push(Pending::Lengthen { one, place, position, more });
                        }
                        return Some((place, position));
                    }
                }
                Pending::Restore { register, value } => {
                    if let Some(place) = self.registers.get_mut(register) {
                        *place = value;
                    }
                }
            }
        }
        None
    }
}
