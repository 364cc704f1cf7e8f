//! What is put on record: receipts.

use feel::{NumberPattern, Value};

use super::{Halt, Turn};
use crate::kernel::context::Fact;
use crate::kernel::event::Event;
use crate::kernel::state::VisitId;
use crate::process::{FilingStep, Step};

impl Turn<'_> {
    /// Gives a receipt with the next number, and goes on.
    pub(super) fn file(&mut self, visit: VisitId, step: &Step, filing: &FilingStep) -> Result<(), Halt> {
        let number = self.next_number(&filing.numbers)?;
        let today = self.context.organisation.calendar.date_of(self.context.now);
        let day = filing.on.iter().map(|field| (field.clone(), Value::Date(today)));
        let data = [(filing.into.clone(), Value::from(number.as_str()))].into_iter().chain(day).collect();
        self.happens(Event::Filed { visit, number });
        self.write_and_pass(visit, step, data)
    }

    /// The next number of a pattern, counted from 1 for each day, month or year that the pattern tells apart.
    pub(in crate::kernel) fn next_number(&mut self, pattern: &NumberPattern) -> Result<String, Halt> {
        let date = self.context.organisation.calendar.date_of(self.context.now);
        let sequence = pattern.scope(date);
        let fact = match self.numbers.iter().filter(|taken| **taken == sequence).count() {
            0 => Fact::Sequence(sequence.clone()),
            taken => Fact::AnotherNumber { sequence: sequence.clone(), taken: taken as u32 },
        };
        let Some(Value::Number(next)) = self.context.facts.get(&fact) else { return Err(Halt::Needs(fact)) };
        self.numbers.push(sequence);
        Ok(pattern.number(date, next))
    }
}
