//! Deadlines, as data: when the work at a node is due.

use feel::Value;

use super::Turn;
use crate::kernel::state::VisitId;
use crate::model::{From, Limit};
use crate::process::Step;
use crate::time::{Moment, Span};

impl Turn<'_> {
    /// When the work at a step that is entered now is due.
    pub(super) fn due_at(&self, step: &Step, from: &[VisitId]) -> Option<Moment> {
        self.due_since(step, self.context.now, from)
    }

    /// When the work at a step that was entered then is due.
    pub(super) fn due_since(&self, step: &Step, entered: Moment, from: &[VisitId]) -> Option<Moment> {
        let (limit, date) = step.limit.as_ref()?;
        let begins = match &limit.from {
            From::Entry => entered,
            From::Start => self.state.header.as_ref()?.started,
            From::Date(_) => {
                let scope = self.scope_at(from.first().copied());
                self.moment(&self.yields(date.as_ref()?, &scope).ok()?)?
            }
        };
        Some(self.ends(limit, begins))
    }

    /// The last year whose public holidays are known, when a moment lies after it.
    pub(super) fn calendar_ends_before(&self, due: Moment) -> Option<i32> {
        let calendar = &self.context.organisation.calendar;
        calendar.known_until().filter(|year| calendar.date_of(due).year() > *year)
    }

    /// When the whole instance is due, if it starts now.
    pub(in crate::kernel) fn instance_due(&self) -> Option<Moment> {
        self.instance_due_from(self.context.now)
    }

    /// When the whole instance is due that started then.
    pub(super) fn instance_due_from(&self, started: Moment) -> Option<Moment> {
        let limit = self.process.definition().settings.limit.as_ref()?;
        Some(self.ends(limit, started))
    }

    fn ends(&self, limit: &Limit, begins: Moment) -> Moment {
        let amount = i32::try_from(limit.within).unwrap_or(i32::MAX);
        let span = Span { amount, unit: limit.unit };
        self.context.organisation.calendar.after(begins, span, self.process.definition().settings.rest_day)
    }

    pub(super) fn moment(&self, value: &Value) -> Option<Moment> {
        match value {
            Value::Date(date) => Some(self.context.organisation.calendar.begins(*date)),
            Value::DateTime(at) => Some(self.context.organisation.calendar.moment_of(at)),
            _ => None,
        }
    }
}
