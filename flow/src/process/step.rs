use std::collections::BTreeMap;

use feel::Expression;

use super::event::{Catch, Several, SubStep, Throw};
use super::outside::Outside;
use super::people::{Asked, Duty};
use crate::id::{EdgeId, FieldId, NodeId, OutcomeId, ProcessKey, RegisterId};
use crate::kernel::Visit;
use crate::model::{Action, EndResult, Limit, Mode, Node, OnRefuse, Opinion, Outcome, OutcomeKind, Returns, Right};
use crate::text::Text;

/// The place of a step in its process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepIndex(pub u32);

/// A node that can be run.
#[derive(Debug)]
pub struct Step {
    /// Its place in the process.
    pub index: StepIndex,
    /// Its name in the file.
    pub id: NodeId,
    /// The sub-process that it is in.
    pub within: Option<StepIndex>,
    /// What happens here.
    pub work: Work,
    /// What it waits for: a wait, a boundary event, a start that is not plain.
    pub catch: Option<Catch>,
    /// When people may begin an instance here, at a start that goes around the rule.
    pub exception: Option<Expression>,
    /// The boundary events that sit on it.
    pub attached: Vec<StepIndex>,
    /// Whether its work is done several times.
    pub several: Option<Several>,
    /// How many tokens its work begins with; more than one wait for one another.
    pub needs: u32,
    /// How many tokens go out along each way that is taken.
    pub gives: u32,
    /// The ways out, in the order of their priority.
    pub ways: Vec<Way>,
    /// The edges in, in the order of the file.
    pub arriving: Vec<(EdgeId, StepIndex)>,
    /// The steps whose link leads here.
    pub linked_from: Vec<StepIndex>,
    /// How long it may take, and the expression of its date when it is counted from one.
    pub limit: Option<(Limit, Option<Expression>)>,
    /// What the node lets its handler do with each field, in the order of the form.
    pub rights: Vec<Right>,
    /// The node as it is written.
    pub node: Node,
}

/// A way out of a step.
#[derive(Debug)]
pub struct Way {
    /// The edge.
    pub edge: EdgeId,
    /// Where it leads.
    pub to: StepIndex,
    /// Taken when this yields true.
    pub when: Option<Expression>,
    /// Taken when no other is.
    pub default: bool,
    /// Whether it goes around the rule, which is counted.
    pub exception: bool,
    /// Whether its condition speaks of the outcome.
    pub names_outcome: bool,
}

/// What happens at a step.
#[derive(Debug)]
pub enum Work {
    /// An instance begins; when it comes back by return, the initiator reworks the form.
    Start(HumanStep),
    /// A token ends, and may bring something about.
    End(EndResult, Option<Throw>),
    /// People decide or work.
    Human(HumanStep),
    /// People are told.
    Copy(Asked),
    /// One way is taken.
    Exclusive,
    /// All ways are taken, after all have arrived.
    Parallel,
    /// Some ways are taken, after all that can still arrive have.
    Inclusive,
    /// Some ways are taken, after as many have arrived as are enough; where one edge leads there, at once.
    Complex(Option<Activation>),
    /// Data is computed.
    Script(Expression),
    /// A decision table is asked.
    Rule(RuleStep),
    /// Another process runs.
    Call(CallStep),
    /// A connector works.
    Service,
    /// A receipt is given.
    Filing(FilingStep),
    /// A register gets a row.
    Ledger(LedgerStep),
    /// Something is waited for.
    Wait,
    /// Something is brought about.
    Throw(Throw),
    /// What comes first of the events behind it decides the way.
    EventBased,
    /// A process within the process runs.
    Sub(SubStep),
    /// What happened to the step that it sits on.
    Boundary(BoundaryStep),
}

/// When a complex gateway opens.
#[derive(Debug)]
pub enum Activation {
    /// When tokens wait on so many of its edges.
    Count(u32),
    /// When this yields true.
    When(Expression),
}

/// A boundary event.
#[derive(Debug, Clone, Copy)]
pub struct BoundaryStep {
    /// The step that it sits on.
    pub on: StepIndex,
    /// Whether it ends the work there.
    pub interrupting: bool,
}

/// Something to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// The token waits until it has been read.
    Waits,
    /// The token goes on at once, and it is read meanwhile or later, after the instance has completed too.
    GoesOn,
}

/// People decide or work.
#[derive(Debug)]
pub struct HumanStep {
    /// Whether it is a decision on the matter; else work to be done, or something to be read.
    pub decides: bool,
    /// Something to be read, and whether the token waits until it has been; none when there is more to do.
    pub reading: Option<Reading>,
    /// Who is asked.
    pub asked: Asked,
    /// How several people decide together.
    pub mode: Mode,
    /// Who must not handle it.
    pub not: Vec<Duty>,
    /// What a decision can be.
    pub outcomes: Vec<Outcome>,
    /// Whether an opinion has to be given.
    pub opinion: Opinion,
    /// What refusing does; by the edges when it says nothing.
    pub refuse: Option<OnRefuse>,
    /// Returning.
    pub returns: Returns,
    /// What else the handler may do.
    pub actions: Vec<Action>,
    /// A control point: never decided automatically.
    pub control: bool,
    /// The person outside who answers, in place of whoever has the task.
    pub outside: Option<Outside>,
}

impl Step {
    /// The conditions under which it is taken at all, and those of its ways out.
    pub fn conditions(&self) -> impl Iterator<Item = &Expression> {
        self.exception.iter().chain(self.ways.iter().filter_map(|way| way.when.as_ref()))
    }

    /// What people call it; its id where nobody named it.
    pub fn name(&self) -> Text {
        self.node.name.clone().unwrap_or_else(|| self.id.as_str().into())
    }

    /// What people do here: at a human node, and at the start when a matter comes back to it.
    pub fn human(&self) -> Option<&HumanStep> {
        match &self.work {
            Work::Start(human) | Work::Human(human) => Some(human),
            _ => None,
        }
    }

    /// Whether it is something to be read: no decision, and no outcome that rules speak of.
    pub fn is_reading(&self) -> bool {
        self.human().is_some_and(|human| human.reading.is_some())
    }

    /// Whom the node asks or tells.
    pub fn asked(&self) -> Option<&Asked> {
        match &self.work {
            Work::Human(human) => Some(&human.asked),
            Work::Copy(asked) => Some(asked),
            _ => None,
        }
    }

    /// The sub-process that it is.
    pub fn sub(&self) -> Option<&SubStep> {
        match &self.work {
            Work::Sub(sub) => Some(sub),
            _ => None,
        }
    }

    /// Whether it is a sub-process that an event begins.
    pub fn is_event_sub_process(&self) -> bool {
        self.sub().is_some_and(|sub| sub.by_event)
    }

    /// Whether a visit here stands for all the times that its work is done: each of them is a visit of its own, and does
    /// what there is to do.
    pub fn is_whole(&self, visit: &Visit) -> bool {
        self.several.is_some() && visit.time.is_none()
    }

    /// The boundary event that it is.
    pub fn boundary(&self) -> Option<BoundaryStep> {
        match self.work {
            Work::Boundary(boundary) => Some(boundary),
            _ => None,
        }
    }

    /// The place of an edge among those that arrive.
    pub fn place_of(&self, edge: &EdgeId) -> Option<usize> {
        self.arriving.iter().position(|(arriving, _)| arriving == edge)
    }

    /// Whether tokens wait here for one another.
    pub fn joins(&self) -> bool {
        let is_gateway = matches!(self.work, Work::Parallel | Work::Inclusive | Work::Complex(_));
        self.needs > 1 || is_gateway && self.arriving.len() > 1
    }
}

impl HumanStep {
    /// The outcome of that name.
    pub fn outcome(&self, id: &OutcomeId) -> Option<&Outcome> {
        self.outcomes.iter().find(|outcome| outcome.id == *id)
    }

    /// The first outcome of a kind, used when a rule decides.
    pub fn first_of(&self, kind: OutcomeKind) -> Option<&Outcome> {
        self.outcomes.iter().find(|outcome| outcome.kind == kind)
    }
}

/// A decision table is asked.
#[derive(Debug)]
pub struct RuleStep {
    /// The table.
    pub table: feel::DecisionTable,
    /// The fields that its outputs set.
    pub outputs: Vec<FieldId>,
}

/// A receipt is given.
#[derive(Debug)]
pub struct FilingStep {
    /// How receipts are numbered.
    pub numbers: feel::NumberPattern,
    /// The field that gets the number.
    pub into: FieldId,
    /// The field that gets the day.
    pub on: Option<FieldId>,
}

/// A register gets a row.
#[derive(Debug)]
pub struct LedgerStep {
    /// The register.
    pub register: RegisterId,
    /// What is entered.
    pub entry: Entry,
}

/// What is entered in a register.
#[derive(Debug)]
pub enum Entry {
    /// A new row, column by column.
    Row(BTreeMap<FieldId, Expression>),
    /// The rows that the instance has entered at a node are taken back.
    Reversal(NodeId),
}

/// Another process runs.
#[derive(Debug)]
pub struct CallStep {
    /// Its key.
    pub process: ProcessKey,
    /// Its data to begin with; every field of ours when it says nothing.
    pub input: Option<BTreeMap<FieldId, Expression>>,
    /// What comes back.
    pub output: BTreeMap<FieldId, Expression>,
}
