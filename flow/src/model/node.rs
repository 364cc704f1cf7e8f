use std::collections::BTreeMap;
use std::iter;

use serde::{Deserialize, Serialize};

use super::event::{is_true, yes};
use super::field::{is_default, is_false};
use super::{
    AdHoc, Contact, DecisionTable, Each, Event, EventKind, Filing, Formula, Kind, Ledger, Limit, Mode, Nobody, Outcome,
    Repeat, Right, Who,
};
use crate::id::{EdgeId, FieldId, LaneId, NodeId, ProcessKey};
use crate::text::Text;

/// A step of the graph. Which keys make sense depends on the kind; the checks tell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Node {
    /// Its name in the file.
    pub id: NodeId,
    /// What it is.
    pub kind: Kind,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// The sub-process that it is in; the process itself when it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<NodeId>,
    /// The lane that it is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lane: Option<LaneId>,
    /// What is asked of the handler, in a sentence or two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requirement: Option<Text>,
    /// Who is asked; at an external node whoever looks after it inside, the initiator when it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<Who>,
    /// How several people decide together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// Who must not handle it: `initiator`, or nodes whose handlers must not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not: Vec<String>,
    /// What happens when nobody is found.
    #[serde(default, skip_serializing_if = "is_default")]
    pub nobody: Nobody,
    /// A control point: never skipped, passed automatically or removed.
    #[serde(default, skip_serializing_if = "is_false")]
    pub control: bool,
    /// How long it may take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
    /// What a decision can be; approve and refuse when it says nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<Outcome>,
    /// Whether an opinion has to be given.
    #[serde(default, skip_serializing_if = "is_default")]
    pub opinion: Opinion,
    /// What refusing does; without it an edge that names the outcome, else the instance ends as refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refuse: Option<OnRefuse>,
    /// To which nodes it may be returned; every completed node on its path when it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returns: Option<Returns>,
    /// What the handler may do besides deciding; all of it when it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actions: Option<Vec<Action>>,
    /// What the handler may do with each field; read when it says nothing (at a start without this key: edit; at an
    /// external node: hidden).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<FieldId, Right>,
    /// FEEL that yields a context which is merged into the data, for a script.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub script: Option<Formula>,
    /// The decision table, for a rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<DecisionTable>,
    /// The called process, for a call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<Call>,
    /// What it waits for, or brings about: for a wait and a throw; for a start and an end that are not plain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<Event>,
    /// For the start of an event sub-process: the rest goes on beside it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub beside: bool,
    /// For a start beside the usual one: when an instance may be begun there, around the rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exception: Option<Formula>,
    /// Once for each element of a list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub each: Option<Each>,
    /// Again and again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<Repeat>,
    /// How the work in an ad-hoc sub-process comes about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ad_hoc: Option<AdHoc>,
    /// Whether it takes back the work of the node whose boundary event leads here; it has no place in the flow.
    #[serde(default, skip_serializing_if = "is_false")]
    pub takes_back: bool,
    /// What the instance's result is called when it ends here, for an end; the id when it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<EndResult>,
    /// How a receipt is given, for a filing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filing: Option<Filing>,
    /// What is entered in a register, for a ledger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ledger: Option<Ledger>,
    /// Whether the token waits until what is to be read has been, for a read.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub waits: bool,
    /// When a complex gateway opens; needed where several edges lead to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activate: Option<Activate>,
    /// How many tokens have to come before the work begins, for which it is then done once.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub needs: u32,
    /// How many tokens go out along each way that is taken when the work is done.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub gives: u32,
    /// Who outside is asked, for an external node.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// Whether whoever looks after an external node may enter the answer for the person outside.
    #[serde(default, skip_serializing_if = "is_false")]
    pub on_behalf: bool,
}

fn one() -> u32 {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_one(quantity: &u32) -> bool {
    *quantity == 1
}

impl Node {
    /// What can be decided at it: its own outcomes, else those that its kind has.
    pub fn all_outcomes(&self) -> &[Outcome] {
        if self.outcomes.is_empty() { Outcome::usual(self.kind) } else { &self.outcomes }
    }

    /// What whoever works here may do with a field.
    pub fn right_to(&self, field: &FieldId) -> Right {
        self.fields.get(field).copied().unwrap_or_else(|| self.other_rights())
    }

    /// Whether people have it before them with the form: who works there, and whoever begins the matter and gets it back.
    pub fn is_before_people(&self) -> bool {
        self.kind.is_human() || (self.kind == Kind::Start && self.within.is_none())
    }

    /// What it says of a link, when it is one end of one.
    pub fn link(&self) -> Option<&Event> {
        self.event.as_ref().filter(|event| event.kind == EventKind::Link)
    }

    /// Whether instances begin there by themselves, as a schedule says.
    pub fn begins_by_itself(&self) -> bool {
        let is_timer = self.event.as_ref().is_some_and(|event| event.kind == EventKind::Timer);
        self.kind == Kind::Start && self.within.is_none() && is_timer
    }

    /// Whether people begin instances there around the rule.
    pub fn begins_around_the_rule(&self) -> bool {
        self.kind == Kind::Start && self.within.is_none() && self.event.is_none() && self.exception.is_some()
    }

    /// The fields that it fills by itself, whatever people do there: with what its table and its call yield, with the
    /// number and the day of a receipt, with what is gathered of each, and with what a schedule begins with. Those that its
    /// script fills are left out: only what the script yields tells which.
    pub fn yields(&self) -> impl Iterator<Item = &FieldId> {
        let by_table = self.table.iter().flat_map(|table| &table.outputs);
        let by_call = self.call.iter().flat_map(|call| call.output.keys());
        let by_filing = self.filing.iter().flat_map(|filing| iter::once(&filing.into).chain(&filing.on));
        let by_each = self.each.iter().flat_map(|each| &each.into);
        let begins = self.event.iter().filter(|_| self.begins_by_itself());
        let by_schedule = begins.flat_map(|event| event.data.keys());
        by_table.chain(by_call).chain(by_filing).chain(by_each).chain(by_schedule)
    }

    /// What whoever works here may do with a field that it does not name. Somebody outside sees nothing that is not
    /// named.
    pub fn other_rights(&self) -> Right {
        match self.kind {
            Kind::Start if self.fields.is_empty() => Right::Edit,
            Kind::External => Right::Hidden,
            _ => Right::Read,
        }
    }

    /// A node of a kind that says nothing else.
    pub fn new(id: impl Into<NodeId>, kind: Kind) -> Self {
        Self {
            id: id.into(),
            kind,
            name: None,
            within: None,
            lane: None,
            requirement: None,
            who: None,
            mode: None,
            not: Vec::new(),
            nobody: Nobody::default(),
            control: false,
            limit: None,
            outcomes: Vec::new(),
            opinion: Opinion::default(),
            refuse: None,
            returns: None,
            actions: None,
            fields: BTreeMap::new(),
            script: None,
            table: None,
            call: None,
            event: None,
            beside: false,
            exception: None,
            each: None,
            repeat: None,
            ad_hoc: None,
            takes_back: false,
            result: None,
            filing: None,
            ledger: None,
            waits: true,
            activate: None,
            needs: 1,
            gives: 1,
            contact: None,
            on_behalf: false,
        }
    }
}

impl Edge {
    /// A connection that is always taken.
    pub fn new(id: impl Into<EdgeId>, from: impl Into<NodeId>, to: impl Into<NodeId>) -> Self {
        let (id, from, to) = (id.into(), from.into(), to.into());
        Self { id, from, to, name: None, when: None, default: false, exception: false }
    }

    /// Whether a token goes it in any case, where no other way leads on.
    pub fn is_always_taken(&self) -> bool {
        self.when.is_none() || self.default
    }

    /// Whether it says nothing but where it leads.
    pub fn is_plain(&self) -> bool {
        self.is_always_taken() && !self.exception
    }
}

/// How an instance stands when it ends at an end node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EndResult {
    /// The matter is done.
    #[default]
    Completed,
    /// The matter is refused.
    Refused,
    /// The matter is given up; all other work in the instance ends with it.
    Terminated,
}

/// When a complex gateway opens.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Activate {
    /// When tokens wait on so many of its edges.
    Count(u32),
    /// When this yields true; `activationCount` is on how many of its edges tokens wait.
    When(Formula),
}

/// Whether a node asks for an opinion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Opinion {
    /// When refusing or returning.
    #[default]
    WhenRefusing,
    /// Always.
    Required,
    /// Never.
    Optional,
}

/// What refusing does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OnRefuse {
    /// The instance ends as refused.
    End,
    /// The token goes on along the edges, which speak of the outcome.
    Path,
    /// Back to a node.
    Back(NodeId),
}

/// Returning from a node.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Returns {
    /// To these nodes only; `[]` forbids returning, leaving it out allows every completed node on the path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Vec<NodeId>>,
    /// Where it goes on after rework.
    #[serde(default)]
    pub then: Rework,
}

/// Where a returned matter goes on after rework.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Rework {
    /// Through the nodes between again.
    #[default]
    Again,
    /// Directly to whoever returned it.
    Direct,
}

/// What a handler may do besides deciding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Send back for rework.
    Return,
    /// Hand over for good.
    Transfer,
    /// Have somebody do the work, with a remark, and decide oneself.
    Delegate,
    /// Ask more people to decide: before, after or beside oneself.
    AddSigner,
    /// Take one's own decision back while nobody has acted on it.
    Recall,
    /// Ask for more time.
    Extend,
    /// Ask that the task goes to somebody else, where one may not hand it over oneself.
    AskTransfer,
}

impl Action {
    /// What a node offers that says nothing.
    pub const USUAL: [Self; 6] =
        [Self::Return, Self::Transfer, Self::Delegate, Self::AddSigner, Self::Recall, Self::Extend];
}

/// A call of another process.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// The key of the called process; the version in force when the call is made.
    pub process: ProcessKey,
    /// Fields of the called process, each with an expression over the caller's data. Without this key every field
    /// that both forms have is passed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<BTreeMap<FieldId, Formula>>,
    /// Fields of the caller, each with an expression over the called process's data when it has ended; there
    /// `result` is how it ended and `end` where. Without this key nothing comes back but `outcome`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub output: BTreeMap<FieldId, Formula>,
}

/// A connection.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Edge {
    /// Its name in the file.
    pub id: EdgeId,
    /// Where it leaves.
    pub from: NodeId,
    /// Where it arrives.
    pub to: NodeId,
    /// What people read on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// Taken when this yields true.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Formula>,
    /// Taken when no other is.
    #[serde(default, skip_serializing_if = "is_false")]
    pub default: bool,
    /// A way around the rule: that it was taken is counted, and told.
    #[serde(default, skip_serializing_if = "is_false")]
    pub exception: bool,
}
