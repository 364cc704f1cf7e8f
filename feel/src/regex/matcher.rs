//! Running the steps of a pattern over a text: a search that goes back to its last choice when it gets stuck.

mod pending;
mod runs;

use std::ops::Range;

use pending::Pending;

use super::case;
use super::program::{Beginning, Place, Program, Step};
use super::tree::Group;
use crate::{ErrorCode, Limits};

/// A step of a search is this much smaller than one of an evaluation.
const STEPS_PER_FUEL: u8 = 8;

pub(super) struct Matcher<'p, 't, 'l> {
    program: &'p Program,
    text: &'t str,
    limits: &'l mut Limits,
    /// Steps that no fuel was taken for yet.
    unpaid: u8,
    registers: Vec<Option<usize>>,
    /// What to do when the search is stuck; the last first.
    pending: Vec<Pending<'p>>,
}

/// Where a search is: the next step, and the position in the text.
type At = (Place, usize);

impl<'p, 't, 'l> Matcher<'p, 't, 'l> {
    pub(super) fn new(program: &'p Program, text: &'t str, limits: &'l mut Limits) -> Self {
        let registers = vec![None; program.registers];
        Matcher { program, text, limits, unpaid: 0, registers, pending: Vec::new() }
    }

    pub(super) fn limits(&mut self) -> &mut Limits {
        self.limits
    }

    /// The first match that begins at `from` or later.
    pub(super) fn find(&mut self, from: usize) -> Result<Option<Range<usize>>, ErrorCode> {
        self.limits.spend(self.registers.len() / 16)?;
        self.registers.fill(None);
        let mut from = from;
        loop {
            let start = match &self.program.beginning {
                Beginning::Text if from > 0 => return Ok(None),
                Beginning::Text => 0,
                Beginning::With(prefix) => {
                    let rest = self.text.get(from..).unwrap_or_default();
                    let skipped = rest.find(prefix);
                    self.limits.spend(skipped.unwrap_or(rest.len()) / 16)?;
                    let Some(skipped) = skipped else { return Ok(None) };
                    from + skipped
                }
            };
            if let Some(end) = self.run(start)? {
                return Ok(Some(start..end));
            }
            let Some(character) = self.character(start) else { return Ok(None) };
            from = start + character.len_utf8();
        }
    }

    /// What a group matched last, in the match that was found.
    pub(super) fn group(&self, group: Group) -> Option<&'t str> {
        let register = |register: usize| self.registers.get(register).copied().flatten();
        self.text.get(register(group.register())?..register(group.register() + 1)?)
    }

    /// The end of the match that begins here. When there is none, the registers are as before.
    fn run(&mut self, start: usize) -> Result<Option<usize>, ErrorCode> {
        let program = self.program;
        let (mut place, mut position) = (0, start);
        while let Some(step) = program.steps.get(place) {
            self.spend()?;
            let Some(at) = self.step(step, place, position)?.or_else(|| self.go_back()) else { return Ok(None) };
            (place, position) = at;
        }
        self.pending.clear();
        Ok(Some(position))
    }

    /// Where a step leads, if it fits.
    fn step(&mut self, step: &'p Step, place: Place, position: usize) -> Result<Option<At>, ErrorCode> {
        let next = place + 1;
        let at = match step {
            Step::One(one) => return Ok(self.taken(one, position).map(|position| (next, position))),
            Step::Run(one, times) => return self.take_run(one, *times, next, position),
            Step::Edge(edge) => return Ok(edge.is_at(self.text, position).then_some((next, position))),
            Step::Recall { group, any_case } => {
                return Ok(self.recalled(*group, *any_case, position)?.map(|position| (next, position)));
            }
            Step::Choose { first, second } => {
                self.keep(Pending::Try { place: *second, position })?;
                *first
            }
            Step::Jump(place) => *place,
            Step::Mark(register) => {
                self.set(*register, position)?;
                next
            }
            Step::Enter(register) => {
                self.set(*register, 0)?;
                next
            }
            Step::Lap { register, times, out } => match self.laps(*register) {
                laps if laps < times.least => next,
                laps if !times.allows_after(laps) => *out,
                _ => {
                    let (first, second) = if times.reluctant { (*out, next) } else { (next, *out) };
                    self.keep(Pending::Try { place: second, position })?;
                    first
                }
            },
            Step::BeginLap(register) => {
                self.set(*register, self.laps(*register) + 1)?;
                self.set(*register + 1, position)?;
                next
            }
            Step::EndLap { register, least, again } => {
                // A lap that was not needed and took nothing would be followed by others like it, without end.
                let idle = self.laps(*register) > *least && self.registers.get(*register + 1) == Some(&Some(position));
                if idle { next } else { *again }
            }
        };
        Ok(Some((at, position)))
    }

    /// How many laps a loop has begun.
    fn laps(&self, register: usize) -> usize {
        self.registers.get(register).copied().flatten().unwrap_or(0)
    }

    /// Where the text ends that a group matched, if it stands here once more. A group that took no part in the match
    /// matched nothing, which stands everywhere (XPath functions 3.1, 5.6.1).
    fn recalled(&mut self, group: Group, any_case: bool, position: usize) -> Result<Option<usize>, ErrorCode> {
        let mut position = position;
        for wanted in self.group(group).unwrap_or_default().chars() {
            self.spend()?;
            let is_same = |character: &char| *character == wanted || (any_case && case::same(*character, wanted));
            let Some(character) = self.character(position).filter(is_same) else { return Ok(None) };
            position += character.len_utf8();
        }
        Ok(Some(position))
    }

    fn character(&self, position: usize) -> Option<char> {
        self.text.get(position..)?.chars().next()
    }

    /// Takes fuel for a step.
    fn spend(&mut self) -> Result<(), ErrorCode> {
        self.unpaid += 1;
        if self.unpaid == STEPS_PER_FUEL {
            self.unpaid = 0;
            self.limits.spend(1)?;
        }
        Ok(())
    }
}
