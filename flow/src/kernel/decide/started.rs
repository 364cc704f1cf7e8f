//! Beginning an instance.

use feel::{NumberPattern, Value};

use crate::assignment;
use crate::form;
use crate::id::PersonId;
use crate::kernel::context::Context;
use crate::kernel::data::Data;
use crate::kernel::event::Event;
use crate::kernel::following::begin_with;
use crate::kernel::rejection::Rejection;
use crate::kernel::start::Start;
use crate::kernel::state::State;
use crate::kernel::turn::{Came, Halt, Turn};
use crate::model::FieldType;
use crate::process::{Local, Process, Scope};

impl<'p> Turn<'p> {
    pub(super) fn start(&mut self, start: &Start) -> Result<(), Halt> {
        if self.state.header.is_some() {
            return Err(Rejection::AlreadyStarted.into());
        }
        self.must_be_here(&start.by)?;
        let data = match start.parent {
            // What a caller hands over is not typed by a person: it is not held against the rights of a form.
            Some(_) => self.handed_over(start)?,
            None if start.begins_at().is_some() => self.handed_over(start)?,
            None => {
                self.may_start(start)?;
                self.may_be_chosen(start)?;
                let data = self.filled(start)?;
                self.is_the_case(start, &data)?;
                data
            }
        };
        let number = self.number()?;
        let data = self.numbered(start, data)?;
        self.begin(start, data, number);
        Ok(())
    }

    /// Begins with data as far as it is known, for a look ahead.
    pub(in crate::kernel) fn begin_anyhow(&mut self, start: &Start) -> Result<(), Halt> {
        let data = self.handed_over(start)?;
        self.begin(start, data, None);
        Ok(())
    }

    fn begin(&mut self, start: &Start, data: Data, number: Option<String>) {
        let definition = self.process.definition().clone();
        self.happens(Event::Started {
            process: definition.key.clone(),
            version: start.version,
            initiator: start.by.clone(),
            number,
            parent: start.parent.clone(),
            due: self.instance_due(&start.by, self.context.now),
            occurrence: start.occurrence.clone(),
            follows: start.follows.clone(),
        });
        if !data.is_empty() {
            self.happens(Event::Written { data, by: Some(start.by.clone()), visit: None });
        }
        self.retitle();
        self.arm_event_sub_processes(None);
        let step = start.step(self.process);
        let visit = self.enter(step, Came::default());
        if step.exception.is_some() {
            self.count_exception(visit, None);
        }
        if step.catch.is_some() {
            self.happens(Event::Caught { visit });
        }
    }

    /// Whether people may choose to begin there.
    fn may_be_chosen(&self, start: &Start) -> Result<(), Halt> {
        let Some(chosen) = &start.at else { return Ok(()) };
        let found = self.process.exceptional_start(chosen);
        found.map(|_| ()).ok_or_else(|| Rejection::NoStart(chosen.clone()).into())
    }

    /// Whether the way around the rule may be taken with what was filled in. What cannot be told does not hold.
    fn is_the_case(&self, start: &Start, data: &Data) -> Result<(), Halt> {
        let step = start.step(self.process);
        let Some(when) = &step.exception else { return Ok(()) };
        match self.scope_before(start).over(data).value_of(when) {
            Ok(Value::Bool(true)) => Ok(()),
            Ok(_) | Err(_) => Err(Rejection::NoException(step.id.clone()).into()),
        }
    }

    fn may_start(&self, start: &Start) -> Result<(), Halt> {
        if may_start(self.process, &start.by, self.context) {
            Ok(())
        } else {
            Err(Rejection::MayNotStart(start.by.clone()).into())
        }
    }

    /// The data as the initiator filled it in, over the values to begin with.
    fn filled(&self, start: &Start) -> Result<Data, Halt> {
        let scope = self.scope_before(start);
        let mut data = begin_with(self.process, start, self.context)?;
        let changes = form::accept(self.process, start.step(self.process), None, &start.data, &scope.over(&data))?;
        data.extend(changes);
        Ok(data)
    }

    fn handed_over(&self, start: &Start) -> Result<Data, Halt> {
        let scope = self.scope_before(start);
        let mut data = begin_with(self.process, start, self.context)?;
        let known = start.data.iter().filter(|(field, _)| self.process.field(field.as_str()).is_some());
        data.extend(known.map(|(field, value)| (field.clone(), value.clone())));
        let derived = form::recompute(self.process, data, &scope);
        derived.map_err(|incident| Rejection::Unfit(format!("{incident:?}")).into())
    }

    fn scope_before<'s>(&'s self, start: &'s Start) -> Scope<'s> {
        let scope = Scope::new(self.process, &self.state, self.context);
        scope.with(Local { starter: Some(&start.by), ..Local::default() })
    }

    /// The data with the serial numbers of the form, which are given now and never again, and what follows from them.
    fn numbered(&mut self, start: &Start, mut data: Data) -> Result<Data, Halt> {
        let fields = &self.process.definition().clone().form.fields;
        let mut serials = Data::new();
        for field in fields.iter().filter(|field| field.kind == FieldType::Serial) {
            if let Some(pattern) = &field.pattern {
                let number = self.next_number(&NumberPattern::new(pattern))?;
                serials.insert(field.id.clone(), number.as_str().into());
            }
        }
        if serials.is_empty() {
            return Ok(data);
        }
        data.extend(serials);
        let derived = form::recompute(self.process, data, &self.scope_before(start));
        derived.map_err(|incident| Rejection::Unfit(format!("{incident:?}")).into())
    }

    fn number(&mut self) -> Result<Option<String>, Halt> {
        let pattern = self.process.definition().number.as_deref().map(NumberPattern::new);
        pattern.map(|pattern| self.next_number(&pattern)).transpose()
    }
}

/// Whether a person is among those who may start instances of a process.
pub fn may_start(process: &Process, person: &PersonId, context: &Context<'_>) -> bool {
    let Some(starters) = process.starters() else { return true };
    let nothing = State::default();
    let scope = Scope::new(process, &nothing, context).with(Local { starter: Some(person), ..Local::default() });
    assignment::people(&starters.rule, &scope).is_ok_and(|people| people.contains(person))
}
