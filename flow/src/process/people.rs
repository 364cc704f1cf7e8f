use std::fmt;

use feel::Expression;

use crate::id::{DepartmentId, FieldId, NodeId, PersonId, PostId, RoleId};
use crate::model::Nobody;

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
}

impl Rule {
    /// Looks at the rule and at all those within it.
    pub fn each<'r>(&'r self, look: &mut impl FnMut(&'r Self)) {
        look(self);
        match self {
            Self::Superior(of, _) => of.each(look),
            Self::Any(rules) | Self::All(rules) | Self::First(rules) | Self::Union(rules) | Self::Minus(rules) => {
                rules.iter().for_each(|rule| rule.each(look));
            }
            _ => {}
        }
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
