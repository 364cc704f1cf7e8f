use feel::Expression;

use super::people::Rule;
use crate::id::FieldId;
use crate::model::Since;
use crate::time::Span;

/// When instances begin by themselves at a start, in whose name, and with what.
#[derive(Debug, Clone)]
pub struct Schedule {
    /// When.
    pub plan: Plan,
    /// In whose name: the first person that this yields. None when nobody is named and nobody owns the process.
    pub by: Option<Rule>,
    /// The fields to begin with.
    pub data: Vec<(FieldId, Expression)>,
}

impl Schedule {
    /// Whether it depends on when instances are completed.
    pub fn counts_completions(&self) -> bool {
        matches!(&self.plan, Plan::Every(every) if every.since == Since::Completion)
    }
}

/// When instances begin by themselves.
#[derive(Debug, Clone)]
pub enum Plan {
    /// Once, so long after this version came into force.
    After(Span),
    /// Once, at the date or moment that this yields.
    At(Expression),
    /// Again and again.
    Every(Every),
    /// On each day of which a rule holds, at a time of the day; without one, as the day begins.
    Days {
        /// The rule, in which [`DAY`] is the day.
        rule: Expression,
        /// The time of the day.
        time: Option<Expression>,
    },
    /// Once for each element of a list.
    Each(ForEach),
}

/// What a rule over days calls the day.
pub const DAY: &str = "day";

/// Beginning again and again.
#[derive(Debug, Clone)]
pub struct Every {
    /// The time between two.
    pub every: Span,
    /// What it is counted from.
    pub since: Since,
    /// The moment of the first; or the time of the day, when `every` counts days.
    pub at: Option<Expression>,
    /// How often in all.
    pub times: Option<u32>,
}

/// Beginning for each element of a list.
#[derive(Debug, Clone)]
pub struct ForEach {
    /// The list.
    pub list: Expression,
    /// What an element is called.
    pub item: String,
    /// The date or moment of an element.
    pub at: Expression,
    /// What tells the elements apart; the whole element without it.
    pub key: Option<Expression>,
}
