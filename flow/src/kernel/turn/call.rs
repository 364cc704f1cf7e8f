//! Calling another process.

use feel::Value;

use super::{Halt, Turn};
use crate::kernel::circumstance::Incident;
use crate::kernel::context::Fact;
use crate::kernel::data::Data;
use crate::kernel::event::Event;
use crate::kernel::visit::VisitId;
use crate::process::CallStep;

impl Turn<'_> {
    /// Asks for the called process to run; the visit waits until it has ended.
    pub(super) fn call(&mut self, visit: VisitId, call: &CallStep) -> Result<(), Halt> {
        match self.input_of(visit, call)? {
            Ok(input) => self.happens(Event::Called { visit, process: call.process.clone(), input }),
            Err(incident) => self.stop(visit, incident),
        }
        Ok(())
    }

    fn input_of(&self, visit: VisitId, call: &CallStep) -> Result<Result<Data, Incident>, Halt> {
        let Some(input) = &call.input else {
            return self.what_both_have(call).map(Ok);
        };
        let scope = self.scope_at(Some(visit));
        let values = input.iter().map(|(field, value)| Ok((field.clone(), self.yields(value, &scope)?)));
        Ok(values.collect())
    }

    fn what_both_have(&self, call: &CallStep) -> Result<Data, Halt> {
        let fact = Fact::CalledFields(call.process.clone());
        let Some(known) = self.context.facts.get(&fact) else {
            return Err(Halt::Needs(fact));
        };
        let is_known = |field: &str| match known {
            Value::List(names) => names.iter().any(|name| matches!(name, Value::String(name) if **name == *field)),
            _ => false,
        };
        let ours = self.state.data.iter().filter(|(field, _)| is_known(field.as_str()));
        Ok(ours.map(|(field, value)| (field.clone(), value.clone())).collect())
    }
}
