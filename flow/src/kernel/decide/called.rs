//! What a called process brings about in its caller.

use feel::{Expression, Limits, Value};

use crate::id::{FieldId, NodeId};
use crate::kernel::circumstance::{Brought, Ended, Incident};
use crate::kernel::command::ChildResult;
use crate::kernel::data::Data;
use crate::kernel::decide::Sending;
use crate::kernel::event::Event;
use crate::kernel::rejection::Rejection;
use crate::kernel::turn::{Halt, Turn};
use crate::kernel::visit::VisitId;
use crate::model::OutcomeKind;
use crate::process::{CallStep, Step, Work};

impl Turn<'_> {
    /// A called process has ended: its data comes back, and the token goes on as it ended.
    pub(super) fn child_ended(&mut self, visit: VisitId, result: &ChildResult) -> Result<(), Halt> {
        let step = self.step_of(visit)?;
        let Work::Call(call) = &step.work else {
            return Err(Rejection::Unfit("the visit calls no process".to_owned()).into());
        };
        if !self.state.is_active(visit) {
            return Err(Rejection::Unfit("the call is no longer waited for".to_owned()).into());
        }
        match result {
            ChildResult::Completed { end, data } => {
                self.bring_back(visit, step, call, Brought::of(call, ("completed", OutcomeKind::Agree), end, data))
            }
            ChildResult::Refused { end, data } => {
                self.bring_back(visit, step, call, Brought::of(call, ("refused", OutcomeKind::Refuse), end, data))
            }
            ChildResult::Returned { to, by, opinion } => {
                let sending = Sending { task: None, by, to, opinion };
                match self.send_back(visit, &sending) {
                    Err(Halt::Rejected(_)) => {
                        self.stop(visit, Incident::NoReturn { to: to.clone() });
                        Ok(())
                    }
                    other => other,
                }
            }
            ChildResult::Failed(failure) => self.fail(visit, failure.code.as_deref()),
            ChildResult::Terminated { reason } => {
                self.stop(visit, Incident::Call { message: reason.clone() });
                Ok(())
            }
        }
    }

    /// Somebody has decided in a called process.
    pub(super) fn child_decided(&mut self, visit: VisitId) -> Result<(), Halt> {
        if self.state.visit(visit).is_none_or(|visit| !visit.is_active() || visit.decided_below) {
            return Err(Rejection::Unfit("the call is no longer waited for, or it is known already".to_owned()).into());
        }
        self.happens(Event::DecidedBelow { visit });
        Ok(())
    }

    /// Goes on with what a called process brought; where that stops, it is kept, so that trying again does not run the
    /// process again.
    fn bring_back(&mut self, visit: VisitId, step: &Step, call: &CallStep, brought: Brought) -> Result<(), Halt> {
        self.go_on_with(visit, step, call, &brought)?;
        let Some(at) = self.state.visit(visit).filter(|visit| visit.is_active()) else { return Ok(()) };
        // What was taken over already is not needed again.
        let waits_for_way = at.incident.as_ref().is_some_and(|incident| incident.what == Incident::NoWay);
        let data = brought.data.filter(|_| !waits_for_way);
        self.happens(Event::CameBack { visit, brought: Brought { data, ..brought } });
        Ok(())
    }

    pub(super) fn go_on_with(
        &mut self,
        visit: VisitId,
        step: &Step,
        call: &CallStep,
        brought: &Brought,
    ) -> Result<(), Halt> {
        if let Err(incident) = self.take_over(visit, call, brought) {
            self.stop(visit, incident);
            return Ok(());
        }
        let (outcome, kind) = (brought.outcome.clone(), brought.kind);
        if kind == OutcomeKind::Refuse && !self.has_way_for(visit, step, &outcome) {
            self.happens(Event::Completed { visit, outcome: Some(outcome), kind: Some(kind), automatic: None });
            self.end(Ended::Refused { end: step.id.clone() });
            return Ok(());
        }
        self.finish(visit, step, Some((outcome, kind)), None)
    }

    /// Writes what the call takes from the called process.
    fn take_over(&mut self, visit: VisitId, call: &CallStep, brought: &Brought) -> Result<(), Incident> {
        let Some(data) = &brought.data else { return Ok(()) };
        let scope = Taken { brought, data };
        let values = call.output.iter().map(|(field, value)| Ok((field.clone(), scope.yields(value)?)));
        self.write(values.collect::<Result<Data, Incident>>()?, Some(visit))
    }
}

impl Brought {
    fn of(call: &CallStep, (outcome, kind): (&str, OutcomeKind), end: &Option<NodeId>, data: &Data) -> Self {
        let names = call.output.values().flat_map(Expression::free_names);
        let taken = names.filter_map(|name| Some((FieldId::from(&*name.name), data.get(&*name.name)?.clone())));
        let data = taken.collect();
        Self { outcome: outcome.into(), kind, end: end.clone(), data: Some(data) }
    }
}

/// What the output of a call sees: the called process's fields, how it ended and where.
struct Taken<'a> {
    brought: &'a Brought,
    data: &'a Data,
}

impl Taken<'_> {
    fn yields(&self, expression: &Expression) -> Result<Value, Incident> {
        expression.evaluate(self, &mut Limits::default()).map_err(|error| Incident::of(expression.text(), &error))
    }
}

impl feel::Scope for Taken<'_> {
    fn get(&self, name: &str) -> Option<Value> {
        match name {
            "result" => Some(Value::String(self.brought.outcome.as_str().into())),
            "end" => Some(self.brought.end.as_ref().map(|end| Value::String(end.as_str().into())).unwrap_or_default()),
            _ => self.data.get(name).cloned(),
        }
    }

    fn now(&self) -> Option<feel::DateTime> {
        None
    }
}
