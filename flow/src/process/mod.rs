//! What a correct definition means: names resolved, expressions parsed, defaults filled in, wrong states impossible.
//!
//! [`Process::new`] is the only way in. What it cannot read it reports as [`Finding`]s; the checks in
//! [`crate::check`] look for what can be read but should not be published.

mod directions;
mod event;
mod follows;
mod names;
mod outside;
mod people;
mod read;
mod schedule;
mod scope;
mod step;
mod vocabulary;

use std::collections::BTreeSet;
use std::sync::Arc;

pub use directions::Directions;
pub use event::{AdHocStep, Catch, EachStep, First, FromOutside, RepeatStep, Several, SubStep, Throw, Timer};
pub use follows::{EARLIER, Following};
pub use names::HostNames;
pub use outside::{Known, Outside};
pub use people::{Asked, Duty, PeopleTable, Rule};
pub use schedule::{DAY, Every, ForEach, Plan, Schedule};
pub(crate) use scope::person;
pub use scope::{Local, Scope, Values};
pub use step::{
    Activation, BoundaryStep, CallStep, Entry, FilingStep, HumanStep, LedgerStep, Reading, RuleStep, Step, StepIndex,
    Way, Work,
};
pub use vocabulary::{at_gateway, each_time, type_of, vocabulary, within_row, written_by};

use feel::Expression;
use rustc_hash::FxHashMap;

use crate::check::Finding;
use crate::form::Form;
use crate::id::{EdgeId, FieldId, NodeId};
use crate::kernel::Data;
use crate::model::{Definition, Field};
use crate::template::Template;

/// A definition that can be run.
#[derive(Debug)]
pub struct Process {
    definition: Arc<Definition>,
    steps: Vec<Step>,
    start: StepIndex,
    /// Every start of the process itself, the plain one first.
    starts: Vec<StepIndex>,
    /// The event sub-processes of the process itself.
    events: Vec<StepIndex>,
    has_sub_processes: bool,
    has_conditions: bool,
    has_dated_limits: bool,
    reads_registers: bool,
    by_id: FxHashMap<NodeId, StepIndex>,
    fields: FxHashMap<FieldId, usize>,
    form: Form,
    targets: FxHashMap<EdgeId, StepIndex>,
    starters: Option<Asked>,
    follows: Vec<Following>,
    title: Option<Template>,
    summary: Option<Template>,
    named_after: NamedAfter,
    /// For each step, the steps that a token there can still reach, itself only over a cycle.
    reaches: Vec<Reach>,
    directions: Directions,
    placed: Vec<Placed>,
}

/// An expression, and where it stands.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The node, edge or field that it belongs to.
    pub element: String,
    /// The table whose rows it looks at.
    pub row: Option<FieldId>,
    /// What it is for.
    pub purpose: Purpose,
    /// What it says.
    pub expression: Expression,
}

/// What an expression is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// It tells whether a token goes a way.
    Way,
    /// It gives a field its value.
    Value,
    /// It tells what has to hold of a field.
    Check,
    /// It tells whether a field is shown or required.
    Condition,
    /// Something else.
    Other,
    /// It tells whether a complex gateway opens.
    Opening,
    /// It tells for what work is done that is done several times, or whether at all: it is looked at before any of them.
    Times,
}

/// What title and summary speak of.
#[derive(Debug)]
enum NamedAfter {
    /// These fields alone.
    Fields(BTreeSet<FieldId>),
    /// Something else too, such as the outcomes so far.
    More,
}

/// A set of steps.
#[derive(Debug, Clone, Default)]
struct Reach(Vec<bool>);

impl Process {
    /// Reads a definition.
    ///
    /// # Errors
    /// All findings that keep it from being run: dangling references, wrong expressions, no start, missing parts.
    pub fn new(definition: Arc<Definition>) -> Result<Self, Vec<Finding>> {
        read::read(definition)
    }

    /// The definition it was made from.
    pub fn definition(&self) -> &Arc<Definition> {
        &self.definition
    }

    /// All steps, in the order of the file.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The step where an instance begins when a person starts it: the plain start, else the first there is.
    pub fn start(&self) -> &Step {
        self.at(self.start)
    }

    /// Every step where an instance can begin, the plain start first.
    pub fn starts(&self) -> impl Iterator<Item = &Step> {
        self.starts.iter().map(|index| self.at(*index))
    }

    /// The starts where people begin an instance around the rule.
    pub fn exceptional_starts(&self) -> impl Iterator<Item = &Step> {
        self.starts().filter(|start| start.exception.is_some())
    }

    /// The start around the rule that is called so.
    pub fn exceptional_start(&self, id: &NodeId) -> Option<&Step> {
        self.exceptional_starts().find(|start| start.id == *id)
    }

    /// The start that an event from outside begins an instance at.
    pub fn begins_with(&self, event: FromOutside<'_>) -> Option<&Step> {
        self.starts().find(|start| start.catch.as_ref().and_then(Catch::from_outside) == Some(event))
    }

    /// The starts at which instances begin by themselves, each with its schedule.
    pub fn schedules(&self) -> impl Iterator<Item = (&Step, &Schedule)> {
        self.starts().filter_map(|start| match &start.catch {
            Some(Catch::Schedule(schedule)) => Some((start, &**schedule)),
            _ => None,
        })
    }

    /// The event sub-processes of a sub-process, or of the process itself.
    pub fn event_sub_processes(&self, of: Option<StepIndex>) -> &[StepIndex] {
        match of {
            None => &self.events,
            Some(of) => self.at(of).sub().map_or(&[], |sub| &sub.events),
        }
    }

    /// Where the event sub-processes of a sub-process begin, or of the process itself: at the events that they wait for.
    pub fn event_starts(&self, of: Option<StepIndex>) -> impl Iterator<Item = &Step> {
        let subs = self.event_sub_processes(of).iter().filter_map(|event| self.at(*event).sub());
        subs.flat_map(|sub| &sub.begins).map(|start| self.at(*start))
    }

    /// Whether an event sub-process interrupts what is around it; other steps do not.
    pub fn interrupts(&self, step: &Step) -> bool {
        let sub = step.sub().filter(|sub| sub.by_event);
        sub.is_some_and(|sub| sub.begins.iter().any(|start| !self.at(*start).node.beside))
    }

    /// Whether there are sub-processes in it.
    pub fn has_sub_processes(&self) -> bool {
        self.has_sub_processes
    }

    /// Whether an expression of it reads registers.
    pub fn reads_registers(&self) -> bool {
        self.reads_registers
    }

    /// Whether something in it waits for a condition.
    pub fn has_conditions(&self) -> bool {
        self.has_conditions
    }

    /// A step by its place.
    pub fn at(&self, index: StepIndex) -> &Step {
        &self.steps[index.0 as usize]
    }

    /// A step by its node.
    pub fn step(&self, node: &NodeId) -> Option<&Step> {
        self.by_id.get(node).map(|index| self.at(*index))
    }

    /// A field of the form.
    pub fn field(&self, field: &str) -> Option<&Field> {
        self.place_of(field).map(|place| &self.definition.form.fields[place])
    }

    /// Where a field stands in the form.
    pub fn place_of(&self, field: &str) -> Option<usize> {
        self.fields.get(field).copied()
    }

    /// The rules of its form.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// Its expressions, those of titles and of what comes back from calls left out.
    pub fn placed(&self) -> &[Placed] {
        &self.placed
    }

    /// Where an edge leads.
    pub fn leads_to(&self, edge: &EdgeId) -> Option<&Step> {
        self.targets.get(edge).map(|index| self.at(*index))
    }

    /// Who may start it; everybody when it says nothing.
    pub fn starters(&self) -> Option<&Asked> {
        self.starters.as_ref()
    }

    /// What its instances may follow, in the order of the file.
    pub fn follows(&self) -> &[Following] {
        &self.follows
    }

    /// Whether people begin its instances only as ones that follow an earlier one.
    pub fn must_follow(&self) -> bool {
        self.follows.iter().any(|following| following.rule.required)
    }

    /// The tables that say who is asked, each with the element that it stands at.
    pub fn people_tables(&self) -> Vec<(&str, &PeopleTable)> {
        let nodes = self.steps().iter().filter_map(|step| Some((step.id.as_str(), step.asked()?)));
        let mut found = Vec::new();
        for (element, asked) in nodes.chain(self.starters.iter().map(|asked| ("starters", asked))) {
            asked.rule.each(&mut |rule| {
                if let Rule::Table(table) = rule {
                    found.push((element, &**table));
                }
            });
        }
        found
    }

    /// What its instances are called.
    pub fn title(&self) -> Option<&Template> {
        self.title.as_ref()
    }

    /// The lines below the title.
    pub fn summary(&self) -> Option<&Template> {
        self.summary.as_ref()
    }

    /// Whether any limit is counted from a date.
    pub fn has_dated_limits(&self) -> bool {
        self.has_dated_limits
    }

    /// Whether a change of these fields may change what an instance is called.
    pub fn is_named_after(&self, data: &Data) -> bool {
        match &self.named_after {
            NamedAfter::Fields(fields) => data.keys().any(|field| fields.contains(field)),
            NamedAfter::More => true,
        }
    }

    /// Whether a token at `from` can come to `to` along at least one edge.
    pub fn reaches(&self, from: StepIndex, to: StepIndex) -> bool {
        self.reaches[from.0 as usize].0[to.0 as usize]
    }
}
