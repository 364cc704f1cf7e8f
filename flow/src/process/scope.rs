use std::sync::Arc;

use feel::{DateTime, Expression, Limits, Value};

use super::{Process, Several};
use crate::id::{NodeId, PersonId};
use crate::kernel::{Context, Data, Incident, State, VisitId, VisitStatus};
use crate::organisation::Organisation;

/// What an expression sees: the instance's fields, the host's names, and names of the place it stands in.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// The process.
    pub process: &'a Process,
    /// The instance.
    pub state: &'a State,
    /// Time and people.
    pub context: &'a Context<'a>,
    /// The fields, which may be ahead of the state's.
    pub data: Values<'a>,
    /// Names of the place, which hide the others.
    pub local: Local<'a>,
}

/// The values of an instance's fields, with what is about to be written laid over them.
#[derive(Debug, Clone, Copy)]
pub struct Values<'a> {
    held: &'a Data,
    written: Option<&'a Data>,
}

impl<'a> Values<'a> {
    /// The value of a field; none when it has never been written.
    pub fn get(self, field: &str) -> Option<&'a Value> {
        self.written.and_then(|written| written.get(field)).or_else(|| self.held.get(field))
    }

    /// All of them, what is about to be written among them.
    pub fn to_data(self) -> Data {
        let mut data = self.held.clone();
        data.extend(self.written.into_iter().flatten().map(|(field, value)| (field.clone(), value.clone())));
        data
    }

    /// Whether a value is the one that the field has, where null is none.
    pub fn is(self, field: &str, value: &Value) -> bool {
        self.get(field).unwrap_or(&Value::Null) == value
    }
}

impl<'a> From<&'a Data> for Values<'a> {
    fn from(held: &'a Data) -> Self {
        Self { held, written: None }
    }
}

/// Names of the place an expression stands in.
#[derive(Debug, Clone, Copy, Default)]
pub struct Local<'a> {
    /// The outcome of the human node or call that the token passed last.
    pub outcome: Option<&'a str>,
    /// Who starts the instance, while it has not begun.
    pub starter: Option<&'a PersonId>,
    /// The fields of a row, when the expression stands in a table.
    pub row: Option<&'a feel::Context>,
    /// The visit that it stands in.
    pub visit: Option<VisitId>,
    /// How a called process ended, and at which end node.
    pub ended: Option<(&'a str, Option<&'a NodeId>)>,
    /// On how many of the edges of a complex gateway tokens wait.
    pub activation_count: Option<u32>,
}

impl<'a> Scope<'a> {
    /// What an expression of the instance sees.
    pub fn new(process: &'a Process, state: &'a State, context: &'a Context<'a>) -> Self {
        Self { process, state, context, data: (&*state.data).into(), local: Local::default() }
    }

    /// The same with other names of the place.
    #[must_use]
    pub fn with(self, local: Local<'a>) -> Self {
        Self { local, ..self }
    }

    /// The same over other data.
    #[must_use]
    pub fn over(self, data: &'a Data) -> Self {
        Self { data: data.into(), ..self }
    }

    /// The same with fields written over those that it has. There is one such layer: whoever writes more writes all.
    #[must_use]
    pub fn with_written(self, written: &'a Data) -> Self {
        debug_assert!(self.data.written.is_none_or(|before| before.keys().all(|field| written.contains_key(field))));
        Self { data: Values { written: Some(written), ..self.data }, ..self }
    }

    /// What an expression yields.
    ///
    /// # Errors
    /// What is wrong with it: an incident, never a guess.
    pub fn value_of(&self, expression: &Expression) -> Result<Value, Incident> {
        expression.evaluate(self, &mut Limits::default()).map_err(|error| Incident::of(expression.text(), &error))
    }

    fn initiator(&self) -> Value {
        let header = self.state.header.as_deref();
        let Some(id) = header.map(|header| &header.initiator).or(self.local.starter) else {
            return Value::Null;
        };
        person(id, self.context.organisation)
    }

    fn outcomes(&self) -> Value {
        let mut outcomes = feel::Context::default();
        for visit in &self.state.visits {
            if let Some(outcome) = visit.outcome() {
                outcomes.insert(visit.node.to_string(), text(outcome.as_str()));
            }
        }
        Value::Context(Arc::new(outcomes))
    }

    /// What a name means in work that is done several times: the innermost that is around the place.
    fn of_several(&self, name: &str) -> Option<Value> {
        let mut at = self.local.visit;
        while let Some(visit) = at.and_then(|visit| self.state.visit(visit)) {
            if let Some(time) = &visit.time {
                let step = self.process.step(&visit.node)?;
                let count = |wanted: fn(&VisitStatus) -> bool| -> Value {
                    let beside = self.state.visits.iter().filter(|other| other.within == visit.within);
                    beside.filter(|other| other.time.is_some() && wanted(&other.status)).count().into()
                };
                match (name, &step.several) {
                    (_, Some(Several::Each(each))) if each.item == name => return Some(time.item.clone()),
                    ("loopCounter", _) => return Some(i64::from(time.number).into()),
                    ("numberOfInstances", _) => {
                        return Some(time.of.map(|of| i64::from(of).into()).unwrap_or_default());
                    }
                    ("numberOfActiveInstances", _) => return Some(count(|status| *status == VisitStatus::Active)),
                    ("numberOfCompletedInstances", _) => {
                        return Some(count(|status| matches!(status, VisitStatus::Completed { .. })));
                    }
                    ("numberOfTerminatedInstances", _) => {
                        return Some(count(|status| matches!(status, VisitStatus::Cancelled { .. })));
                    }
                    _ => {}
                }
            }
            at = visit.within;
        }
        None
    }

    fn moment(&self, moment: crate::time::Moment) -> DateTime {
        DateTime::from_unix_millis(moment.0, self.context.organisation.calendar.offset_at(moment))
    }
}

/// A person as expressions know them.
pub(crate) fn person(id: &PersonId, organisation: &Organisation) -> Value {
    let person = organisation.people.get(id);
    let department = person.and_then(|person| person.department.as_ref()).map(|id| text(id.as_str()));
    let name = person.map(|person| text(person.name.in_language(crate::text::Language::Chinese)));
    Value::Context(Arc::new(feel::Context::from(vec![
        ("id".to_owned(), text(id.as_str())),
        ("name".to_owned(), name.unwrap_or_default()),
        ("department".to_owned(), department.unwrap_or_default()),
    ])))
}

fn text(text: &str) -> Value {
    Value::String(text.into())
}

impl feel::Scope for Scope<'_> {
    fn get(&self, name: &str) -> Option<Value> {
        if let Some(value) = self.local.row.and_then(|row| row.get(name)) {
            return Some(value.clone());
        }
        if let Some(value) = self.of_several(name) {
            return Some(value);
        }
        if let Some(value) = self.data.get(name) {
            return Some(value.clone());
        }
        let header = self.state.header.as_deref();
        match name {
            "outcome" => Some(self.local.outcome.map(text).unwrap_or_default()),
            "outcomes" => Some(self.outcomes()),
            "initiator" => Some(self.initiator()),
            "number" => Some(header.and_then(|header| header.number.as_deref()).map(text).unwrap_or_default()),
            "started" => {
                let started = header.map_or(self.context.now, |header| header.started);
                Some(Value::DateTime(self.moment(started)))
            }
            "result" => self.local.ended.map(|(result, _)| text(result)),
            "activationCount" => self.local.activation_count.map(|count| i64::from(count).into()),
            "end" => self.local.ended.map(|(_, end)| end.map(|end| text(end.as_str())).unwrap_or_default()),
            _ => self.process.fields.contains_key(name).then(Value::default),
        }
    }

    fn now(&self) -> Option<DateTime> {
        Some(self.moment(self.context.now))
    }

    fn call(&self, name: &str, arguments: &[Value]) -> Option<Result<Value, feel::Error>> {
        let of_calendar = crate::calendar::function(&self.context.organisation.calendar, name, arguments);
        of_calendar.or_else(|| crate::register::function(self, name, arguments))
    }
}
