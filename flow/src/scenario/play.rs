use std::collections::BTreeMap;

use feel::Limits;
use serde_json::{Map, Value as Json};

use super::coverage::Coverage;
use super::model::{Rows, StartOf};
use super::run::{Difference, Stage};
use crate::form::read_json;
use crate::id::{FieldId, InstanceId, ProcessKey};
use crate::kernel::{Data, Rejection, Start};
use crate::model::{Formula, RestDay};
use crate::process::Process;
use crate::time::{Moment, Span};
use crate::world::{Instance, World};

/// A scenario at play: the world, and the instance that it is about.
#[derive(Clone)]
pub(super) struct Play {
    pub(super) world: World,
    pub(super) key: ProcessKey,
    pub(super) main: Option<InstanceId>,
    restarts: bool,
}

impl Play {
    /// A play in which nothing has happened, but that these rows stand in registers besides those of the stage.
    pub(super) fn new(stage: &Stage, besides: &Rows, at: Moment, restarts: bool) -> Result<Self, Difference> {
        let processes = stage.called.iter().chain([&stage.process]).cloned();
        let rows = stage
            .registers
            .iter()
            .chain(besides)
            .flat_map(|(register, rows)| rows.iter().map(move |columns| Ok((register.clone(), entered(columns)?))));
        let rows = rows.collect::<Result<Vec<_>, Difference>>()?;
        let world = World::new(processes, stage.organisation.clone(), at).with_rows(rows);
        Ok(Self { world, key: stage.process.definition().key.clone(), main: None, restarts })
    }

    pub(super) fn start(&mut self, start: &StartOf) -> Result<(), Rejection> {
        let StartOf { by, at, data, refused: _ } = start;
        let process = self.world.process(&self.key).ok_or(Rejection::NotStarted)?;
        let data = filled(process, data)?;
        let start = Start { at: at.clone(), ..Start::by(by.clone(), 1, data) };
        self.main = Some(self.world.start(&self.key, start)?);
        Ok(())
    }

    pub(super) fn restart_if_asked(&mut self) -> Result<(), Difference> {
        if !self.restarts {
            return Ok(());
        }
        let restarted = self.world.restart();
        restarted.map_err(|error| Difference::new("a state that can be written down and read again", error.to_string()))
    }

    pub(super) fn wait(&mut self, span: Span) {
        let then = self.world.organisation().calendar.after(self.world.now(), span, RestDay::Stays);
        self.world.move_to(then);
    }

    pub(super) fn wait_until(&mut self, moment: Moment) -> Result<(), Difference> {
        if moment < self.world.now() {
            return Err(Difference::new("a moment that is still to come", self.written(self.world.now())));
        }
        self.world.move_to(moment);
        Ok(())
    }

    /// The instance that it is about.
    pub(super) fn main_instance(&self) -> Option<&Instance> {
        self.main.as_ref().and_then(|main| self.world.instance(main))
    }

    pub(super) fn coverage(&self) -> Coverage {
        let mut coverage = Coverage::default();
        let is_tested = |instance: &&Instance| instance.process.definition().key == self.key;
        self.world.instances().iter().filter(is_tested).for_each(|instance| coverage.add(instance, &self.world));
        coverage
    }

    pub(super) fn written(&self, moment: Moment) -> String {
        let offset = self.world.organisation().calendar.offset_at(moment);
        feel::DateTime::from_unix_millis(moment.0, offset).to_string()
    }
}

/// A value without a type: a text stays one.
pub(super) fn as_written(value: &Json) -> feel::Value {
    serde_json::from_value(value.clone()).unwrap_or_default()
}

/// What is filled in, read by the types of the fields as the server reads it.
pub(super) fn filled(process: &Process, data: &Map<String, Json>) -> Result<Data, Rejection> {
    read_json(&process.definition().form.fields, data).map_err(Rejection::Fields)
}

/// The columns of a row, each what its expression yields.
fn entered(columns: &BTreeMap<FieldId, Formula>) -> Result<Data, Difference> {
    let column = |(column, formula): (&FieldId, &Formula)| {
        let yielded = feel::parse(&formula.0, &()).and_then(|it| it.evaluate(&(), &mut Limits::default()));
        let wrong =
            |why: feel::Error| Difference::new(format!("an expression for {column}"), format!("{}: {why}", formula.0));
        Ok((column.clone(), yielded.map_err(wrong)?))
    };
    columns.iter().map(column).collect()
}
