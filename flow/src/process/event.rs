use feel::Expression;

use super::{Schedule, StepIndex};
use crate::id::FieldId;
use crate::model::Rest;
use crate::time::Span;

/// What a step waits for.
#[derive(Debug, Clone)]
pub enum Catch {
    /// Time that passes.
    Timer(Timer),
    /// That it is time to begin an instance.
    Schedule(Box<Schedule>),
    /// A message of this name; where a key is stated, one that was sent with the same.
    Message(String, Option<Expression>),
    /// A signal of this name.
    Signal(String),
    /// That this holds.
    Condition(Expression),
    /// An error with this code, or any.
    Error(Option<String>),
    /// An escalation with this code, or any.
    Escalation(Option<String>),
    /// That the work which the step sits on is taken back.
    Compensation,
    /// That the transaction which the step sits on is given up.
    Cancel,
}

impl Catch {
    /// The event from outside that it waits for; none when it waits for time, or for something within.
    pub fn from_outside(&self) -> Option<FromOutside<'_>> {
        match self {
            Self::Message(name, _) => Some(FromOutside::Message(name)),
            Self::Signal(name) => Some(FromOutside::Signal(name)),
            _ => None,
        }
    }

    /// Whether it expects what a step brings about somewhere within: an error or an escalation, of its code where it
    /// states one; or that the transaction is given up.
    pub fn catches(&self, throw: &Throw) -> bool {
        match (self, throw) {
            (Self::Error(wanted), Throw::Error(code)) | (Self::Escalation(wanted), Throw::Escalation(code)) => {
                wanted.is_none() || wanted == code
            }
            (Self::Cancel, Throw::Cancel) => true,
            _ => false,
        }
    }
}

/// An event that comes from outside of an instance, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FromOutside<'n> {
    /// A message, for one that waits for it.
    Message(&'n str),
    /// A signal, for all that wait for it.
    Signal(&'n str),
}

impl<'n> FromOutside<'n> {
    /// Its name.
    pub fn name(self) -> &'n str {
        match self {
            Self::Message(name) | Self::Signal(name) => name,
        }
    }
}

/// When time has passed.
#[derive(Debug, Clone)]
pub struct Timer {
    /// The first time.
    pub first: First,
    /// The time between two, when it comes again.
    pub every: Option<Span>,
    /// How often it comes.
    pub times: Option<u32>,
}

/// When a timer comes for the first time.
#[derive(Debug, Clone)]
pub enum First {
    /// So long after the token came.
    After(Span),
    /// At the date or moment, or after the duration, that this yields.
    At(Expression),
}

/// What a step brings about.
#[derive(Debug, Clone)]
pub enum Throw {
    /// Nothing: the step is there to be seen.
    Nothing,
    /// A message of this name, with its key and what it says.
    Message(String, Option<Expression>, Vec<(FieldId, Expression)>),
    /// A signal of this name, with what it says.
    Signal(String, Vec<(FieldId, Expression)>),
    /// An error with this code.
    Error(Option<String>),
    /// An escalation with this code.
    Escalation(Option<String>),
    /// That the work of this step is taken back; without one, of everything done around it.
    Compensation(Option<StepIndex>),
    /// That the transaction around it is given up.
    Cancel,
}

/// Work that is done several times.
#[derive(Debug)]
pub enum Several {
    /// For each element of a list.
    Each(EachStep),
    /// Again and again.
    Repeat(RepeatStep),
}

/// Work that is done for each element of a list.
#[derive(Debug)]
pub struct EachStep {
    /// The list, or how often.
    pub list: Expression,
    /// What an element is called.
    pub item: String,
    /// One after the other.
    pub in_order: bool,
    /// It is enough when this holds.
    pub until: Option<Expression>,
    /// What becomes of the rest then.
    pub rest: Rest,
    /// The field that gathers, and what it gathers.
    pub gathers: Option<(FieldId, Expression)>,
}

/// Work that is done again and again.
#[derive(Debug)]
pub struct RepeatStep {
    /// As long as this holds.
    pub as_long: Option<Expression>,
    /// Whether that is looked at before the first time too.
    pub before: bool,
    /// So many times at most.
    pub most: Option<u32>,
}

/// What an event sub-process, or any other, has in it.
#[derive(Debug)]
pub struct SubStep {
    /// Where it begins: at its start; else at every step in it that nothing leads to.
    pub begins: Vec<StepIndex>,
    /// The event sub-processes in it.
    pub events: Vec<StepIndex>,
    /// How its work comes about, when no edges put it in order.
    pub ad_hoc: Option<AdHocStep>,
    /// Whether its work is taken back when it is given up.
    pub is_transaction: bool,
    /// Whether an event begins it.
    pub by_event: bool,
}

/// How work comes about that no edges put in order.
#[derive(Debug)]
pub struct AdHocStep {
    /// One after the other.
    pub in_order: bool,
    /// It is enough when this holds.
    pub until: Option<Expression>,
    /// Whether what is still open then may be finished.
    pub let_finish: bool,
}
