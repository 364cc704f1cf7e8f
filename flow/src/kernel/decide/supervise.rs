//! What a called process and an administrator bring about.

use feel::{Expression, Limits, Value};

use crate::id::{NodeId, PersonId};
use crate::kernel::command::ChildResult;
use crate::kernel::decide::Sending;
use crate::kernel::event::{Ended, Event, Incident};
use crate::kernel::rejection::Rejection;
use crate::kernel::state::{Data, VisitId};
use crate::kernel::turn::{Halt, Turn};
use crate::model::OutcomeKind;
use crate::process::{CallStep, Step, Work};
use crate::text::Text;

impl Turn<'_> {
    /// A called process has ended: its data comes back, and the token goes on as it ended.
    pub(super) fn child_ended(&mut self, visit: VisitId, result: &ChildResult) -> Result<(), Halt> {
        let step = self.step_of(visit)?;
        let Work::Call(call) = &step.work else {
            return Err(Rejection::Unfit("the visit calls no process".to_owned()).into());
        };
        if !self.state.visit(visit).is_some_and(|visit| visit.is_active()) {
            return Err(Rejection::Unfit("the call is no longer waited for".to_owned()).into());
        }
        match result {
            ChildResult::Completed { end, data } => {
                self.come_back(visit, step, call, ("completed", OutcomeKind::Agree), end.as_ref(), data)
            }
            ChildResult::Refused { end, data } => {
                self.come_back(visit, step, call, ("refused", OutcomeKind::Refuse), end.as_ref(), data)
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

    fn come_back(
        &mut self,
        visit: VisitId,
        step: &Step,
        call: &CallStep,
        (outcome, kind): (&str, OutcomeKind),
        end: Option<&NodeId>,
        data: &Data,
    ) -> Result<(), Halt> {
        let scope = Returned { result: outcome, end, data };
        let values = call.output.iter().map(|(field, value)| Ok((field.clone(), scope.yields(value)?)));
        let written = values.collect::<Result<Data, Incident>>().and_then(|values| self.write(values, Some(visit)));
        if let Err(incident) = written {
            self.stop(visit, incident);
            return Ok(());
        }
        let outcome = outcome.into();
        if kind == OutcomeKind::Refuse && !self.has_way_for(visit, step, &outcome) {
            self.happens(Event::Completed { visit, outcome: Some(outcome), kind: Some(kind), automatic: None });
            self.end(Ended::Refused { end: step.id.clone() });
            return Ok(());
        }
        self.finish(visit, step, Some((outcome, kind)), None)
    }

    /// Tries a stopped step again.
    pub(super) fn retry(&mut self, visit: VisitId, by: &PersonId, reason: &str) -> Result<(), Halt> {
        let stopped = self.state.visit(visit).is_some_and(|visit| {
            visit.is_active() && visit.incident.as_ref().is_some_and(|incident| incident.blocking)
        });
        if !stopped {
            return Err(Rejection::NothingToRetry.into());
        }
        self.happens(Event::Retried { visit, by: by.clone(), reason: reason.to_owned() });
        if self.state.visit(visit).is_some_and(|visit| visit.seats.is_empty()) {
            self.work_at(visit)
        } else {
            self.weigh(visit)
        }
    }

    /// Ends the instance for good.
    pub(super) fn terminate(&mut self, by: Option<&PersonId>, reason: &Text) -> Result<(), Halt> {
        self.end(Ended::Terminated { end: None, by: by.cloned(), reason: Some(reason.clone()) });
        Ok(())
    }
}

/// What the output of a call sees: the called process's fields, how it ended and where.
struct Returned<'a> {
    result: &'a str,
    end: Option<&'a NodeId>,
    data: &'a Data,
}

impl Returned<'_> {
    fn yields(&self, expression: &Expression) -> Result<Value, Incident> {
        expression.evaluate(self, &mut Limits::default()).map_err(|error| Incident::Expression {
            text: expression.text().to_owned(),
            message: Text::each(error.message(feel::Lang::Zh), error.message(feel::Lang::En)),
        })
    }
}

impl feel::Scope for Returned<'_> {
    fn get(&self, name: &str) -> Option<Value> {
        match name {
            "result" => Some(Value::String(self.result.into())),
            "end" => Some(self.end.map(|end| Value::String(end.as_str().into())).unwrap_or_default()),
            _ => self.data.get(name).cloned(),
        }
    }

    fn now(&self) -> Option<feel::DateTime> {
        None
    }
}
