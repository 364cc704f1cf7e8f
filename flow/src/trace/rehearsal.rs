//! A definition as it is traced: a copy that differs only in what a trace stands in for.

use std::sync::Arc;

use serde_json::{Map, Value as Json};

use super::cast;
use super::plan::NoTrace;
use crate::model::{Choice, Condition, Definition, Field, Kind, Nobody, Right, SamePerson, SelfApproval};
use crate::process::{Directions, Process};

/// A process twice: as people see it, and as it is played.
#[derive(Debug, Clone)]
pub(super) struct Rehearsal {
    /// With the form as it is written: what people should fill in.
    pub(super) written: Arc<Process>,
    /// With a form that takes whatever they do, so that a trace goes on.
    pub(super) played: Arc<Process>,
}

impl Rehearsal {
    /// A process in which the given values can be filled in at the start, and gateways take the ways that are wanted.
    pub(super) fn new(
        process: &Process,
        given: &Map<String, Json>,
        directions: Directions,
        made_up: bool,
    ) -> Result<Self, NoTrace> {
        let mut definition = Definition::clone(process.definition());
        open_the_start(&mut definition, given);
        if made_up {
            ask_somebody(&mut definition);
        }
        let written = read(definition.clone())?;
        take_anything(&mut definition);
        let played = read(definition)?.directed(directions);
        Ok(Self { written: Arc::new(written), played: Arc::new(played) })
    }

    /// A process that is called.
    pub(super) fn of_call(process: &Process, made_up: bool) -> Result<Self, NoTrace> {
        Self::new(process, &Map::new(), Directions::default(), made_up)
    }
}

fn read(definition: Definition) -> Result<Process, NoTrace> {
    Process::new(Arc::new(definition)).map_err(NoTrace::Definition)
}

/// A trace may begin with any value, also of a field that somebody fills later.
fn open_the_start(definition: &mut Definition, given: &Map<String, Json>) {
    let starts = definition.nodes.iter_mut().filter(|node| node.kind == Kind::Start && !node.fields.is_empty());
    for start in starts {
        for field in given.keys() {
            let right = start.fields.entry(field.as_str().into()).or_insert(Right::Edit);
            *right = Right::Edit.max(*right);
        }
    }
}

/// People are made up: anybody may start, and without an earlier matter; whoever a rule cannot find is stood in for, and
/// nobody is the same person as somebody else, so that every node is decided as it is wished.
fn ask_somebody(definition: &mut Definition) {
    definition.starters = None;
    definition.follows.iter_mut().for_each(|follows| follows.required = false);
    definition.settings.same_person = SamePerson::Kept;
    definition.settings.self_approval = SelfApproval::Allow;
    for node in definition.nodes.iter_mut().filter(|node| node.who.is_some()) {
        node.nobody = Nobody::People(vec![cast::at(&node.id)]);
    }
}

/// Nothing has to be filled in, and nothing has to hold of it.
fn take_anything(definition: &mut Definition) {
    definition.form.fields.iter_mut().for_each(ask_nothing);
    for node in &mut definition.nodes {
        let opened = node.outcomes.iter_mut().flat_map(|outcome| std::mem::take(&mut outcome.opens));
        node.fields.extend(opened.map(|field| (field, Right::Edit)));
        node.fields.values_mut().for_each(|right| *right = Right::Edit.min(*right));
    }
}

fn offer_always(option: &mut Choice) {
    option.show = Condition::Fixed(true);
    option.options.iter_mut().for_each(offer_always);
}

fn ask_nothing(field: &mut Field) {
    field.required = Condition::Fixed(false);
    field.read_only = Condition::Fixed(false);
    field.checks.clear();
    field.options.iter_mut().for_each(offer_always);
    field.fields.iter_mut().for_each(ask_nothing);
}
