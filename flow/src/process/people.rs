use std::fmt;

use feel::Expression;

use crate::id::{DepartmentId, FieldId, NodeId, PersonId, PostId, RoleId};
use crate::model::{Nobody, UpTo};

/// Who is asked, with expressions parsed. The same shape as [`crate::model::Who`].
#[derive(Debug, Clone)]
pub struct Asked {
    /// The rule.
    pub rule: Rule,
    /// What happens when it finds nobody.
    pub nobody: Nobody,
}

/// A rule that yields people.
#[derive(Debug, Clone)]
pub enum Rule {
    /// Whoever started the instance.
    Initiator,
    /// Named people.
    People(Vec<PersonId>),
    /// Whoever holds a post, in one department or anywhere.
    Post(PostId, Option<Expression>),
    /// Whoever has a role.
    Role(RoleId),
    /// The members of a department.
    Department(DepartmentId),
    /// The head of a named department.
    HeadOf(DepartmentId),
    /// The head of the department that an expression yields.
    Head(Expression),
    /// The superior of those that a rule yields, so many levels up; 1 is the direct superior.
    Superior(Box<Rule>, u8),
    /// The people in a form field.
    Field(FieldId),
    /// Whoever handled an earlier node.
    Handler(NodeId),
    /// The people that an expression yields, by id.
    Expression(Expression),
    /// One place that any of the people found may fill.
    Any(Vec<Rule>),
    /// All the people found, each in a place of their own.
    All(Vec<Rule>),
    /// The first rule that yields anybody.
    First(Vec<Rule>),
    /// The people that any of the rules yields, nobody twice.
    Union(Vec<Rule>),
    /// The people of the first rule without those of the others.
    Minus(Vec<Rule>),
    /// The superiors of those that a rule yields, one after the other up to somewhere.
    Chain(Box<Rule>, UpTo),
    /// Whoever the first row that holds names.
    Table(Box<PeopleTable>),
    /// What a table says here and now: the number of the row, from 1, or none for what holds otherwise.
    Row(Option<usize>, Box<Rule>),
    /// Of the people found, the one with the fewest open tasks.
    LeastLoaded(Vec<Rule>),
    /// Of the people found, the next after whoever was asked last at the node.
    RoundRobin(Vec<Rule>),
}

/// People by a table.
#[derive(Debug, Clone)]
pub struct PeopleTable {
    /// The inputs and the tests of its rows, without outputs; the first row that holds counts.
    pub table: feel::DecisionTable,
    /// Who is asked, for each row.
    pub rows: Vec<Rule>,
    /// Who is asked when no row holds.
    pub otherwise: Option<Rule>,
}

impl Rule {
    /// The rules directly within it.
    pub fn parts(&self) -> Vec<&Self> {
        match self {
            Self::Superior(of, _) | Self::Chain(of, _) | Self::Row(_, of) => vec![of],
            Self::Any(rules)
            | Self::All(rules)
            | Self::First(rules)
            | Self::Union(rules)
            | Self::Minus(rules)
            | Self::LeastLoaded(rules)
            | Self::RoundRobin(rules) => rules.iter().collect(),
            Self::Table(table) => table.rows.iter().chain(&table.otherwise).collect(),
            Self::Initiator
            | Self::People(_)
            | Self::Post(..)
            | Self::Role(_)
            | Self::Department(_)
            | Self::HeadOf(_)
            | Self::Head(_)
            | Self::Field(_)
            | Self::Handler(_)
            | Self::Expression(_) => Vec::new(),
        }
    }

    /// The rules directly within it, to be changed.
    pub fn parts_mut(&mut self) -> Vec<&mut Self> {
        match self {
            Self::Superior(of, _) | Self::Chain(of, _) | Self::Row(_, of) => vec![of],
            Self::Any(rules)
            | Self::All(rules)
            | Self::First(rules)
            | Self::Union(rules)
            | Self::Minus(rules)
            | Self::LeastLoaded(rules)
            | Self::RoundRobin(rules) => rules.iter_mut().collect(),
            Self::Table(table) => table.rows.iter_mut().chain(&mut table.otherwise).collect(),
            Self::Initiator
            | Self::People(_)
            | Self::Post(..)
            | Self::Role(_)
            | Self::Department(_)
            | Self::HeadOf(_)
            | Self::Head(_)
            | Self::Field(_)
            | Self::Handler(_)
            | Self::Expression(_) => Vec::new(),
        }
    }

    /// Looks at the rule and at all those within it.
    pub fn each<'r>(&'r self, look: &mut impl FnMut(&'r Self)) {
        look(self);
        self.parts().into_iter().for_each(|part| part.each(look));
    }

    /// Whether there is a table in it.
    pub fn has_table(&self) -> bool {
        matches!(self, Self::Table(_)) || self.parts().into_iter().any(Self::has_table)
    }
}

/// Somebody who must not handle a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Duty {
    /// The initiator.
    Initiator,
    /// Whoever handled a node.
    Handler(NodeId),
}

impl fmt::Display for Duty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Initiator => f.write_str("the initiator must not handle it"),
            Self::Handler(node) => write!(f, "whoever handled `{node}` must not handle it"),
        }
    }
}
