//! What is put on record: receipts, and rows of registers.

use feel::{NumberPattern, Value};

use super::{Halt, Turn};
use crate::kernel::circumstance::Incident;
use crate::kernel::context::Fact;
use crate::kernel::data::Data;
use crate::kernel::event::Event;
use crate::kernel::state::Row;
use crate::kernel::visit::VisitId;
use crate::process::{Entry, FilingStep, LedgerStep, Step, Way};
use crate::register::EXCEPTIONS;

impl Turn<'_> {
    /// Gives a receipt with the next number, and goes on. Whoever looks ahead takes no number.
    pub(super) fn file(&mut self, visit: VisitId, step: &Step, filing: &FilingStep) -> Result<(), Halt> {
        if self.looks_ahead {
            return self.pass(visit, step);
        }
        let number = self.next_number(&filing.numbers)?;
        let today = self.context.organisation.calendar.date_of(self.context.now);
        let day = filing.on.iter().map(|field| (field.clone(), Value::Date(today)));
        let data = [(filing.into.clone(), Value::from(number.as_str()))].into_iter().chain(day).collect();
        self.happens(Event::Filed { visit, number });
        self.write_and_pass(visit, step, data)
    }

    /// Enters a row in a register, or takes back those of a node, and goes on.
    pub(super) fn register(&mut self, visit: VisitId, step: &Step, ledger: &LedgerStep) -> Result<(), Halt> {
        let register = &ledger.register;
        match &ledger.entry {
            Entry::Row(columns) => {
                let scope = self.scope_at(Some(visit));
                let columns = columns.iter().map(|(column, value)| Ok((column.clone(), self.yields(value, &scope)?)));
                match columns.collect::<Result<Data, Incident>>() {
                    Ok(row) => {
                        let register = register.clone();
                        self.happens(Event::Registered { visit, register, row, reverses: None });
                    }
                    Err(_) if self.looks_ahead => {}
                    Err(incident) => {
                        self.stop(visit, incident);
                        return Ok(());
                    }
                }
            }
            Entry::Reversal(node) => {
                let is_at = |row: &&Row| self.state.visit(row.visit).is_some_and(|at| at.node == *node);
                let entered = self.state.registered.iter().filter(|row| row.register == *register).filter(is_at);
                for Row { visit: reversed, register, columns } in entered.cloned().collect::<Vec<_>>() {
                    self.happens(Event::Registered { visit, register, row: columns, reverses: Some(reversed) });
                }
            }
        }
        self.pass(visit, step)
    }

    /// That a token goes around the rule is entered in the register of exceptions.
    pub(super) fn count_exceptions(&mut self, visit: VisitId, ways: &[&Way]) {
        let edges: Vec<&str> = ways.iter().filter(|way| way.exception).map(|way| way.edge.as_str()).collect();
        if !edges.is_empty() {
            self.count_exception(visit, Some(edges.join(", ")));
        }
    }

    /// Enters one use of a way around the rule: along edges from a visit, or by beginning there.
    pub(in crate::kernel) fn count_exception(&mut self, visit: VisitId, edges: Option<String>) {
        let (Some(at), Some(header)) = (self.state.visit(visit), &self.state.header) else { return };
        let today = self.context.organisation.calendar.date_of(self.context.now);
        let columns = [
            ("process", Value::from(header.process.as_str())),
            ("node", Value::from(at.node.as_str())),
            ("edge", edges.map_or(Value::Null, Value::from)),
            ("initiator", Value::from(header.initiator.as_str())),
            ("on", Value::Date(today)),
        ];
        let row = columns.into_iter().map(|(column, value)| (column.into(), value)).collect();
        self.happens(Event::Registered { visit, register: EXCEPTIONS.into(), row, reverses: None });
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
