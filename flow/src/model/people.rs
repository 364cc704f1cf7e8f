use serde::{Deserialize, Serialize};

use super::Formula;
use crate::id::{DepartmentId, FieldId, NodeId, PersonId, PostId, RoleId};

/// Who is asked: a rule that yields people. Rules nest.
///
/// Each person found is a *place* in the node's [`Mode`]; `any` makes one place of several people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Whoever started the instance.
    Initiator,
    /// A named person.
    Person(PersonId),
    /// Named people.
    People(Vec<PersonId>),
    /// Whoever holds a post.
    Post(Post),
    /// Whoever has a role.
    Role(RoleId),
    /// The members of a department.
    Department(DepartmentId),
    /// The head of a department: its id, or an expression that yields it, such as `initiator.department`.
    Head(Formula),
    /// A superior of somebody.
    Superior(Superior),
    /// The people in a form field.
    Field(FieldId),
    /// Whoever handled an earlier node.
    Handler(NodeId),
    /// The people that an expression yields, by id.
    Expression(Formula),
    /// One place that any of the people found may fill.
    Any(Vec<Who>),
    /// All the people found, each in a place of their own.
    All(Vec<Who>),
    /// The first rule that yields anybody.
    First(Vec<Who>),
    /// The people that any of the rules yields, nobody twice.
    Union(Vec<Who>),
    /// The people of the first rule without those of the others.
    Minus(Vec<Who>),
    /// The superiors of somebody, one after the other.
    Chain(Chain),
    /// Whoever a table names for what the form holds.
    Table(WhoTable),
    /// Of the people that the rules yield, the one with the fewest open tasks. Where nobody is given a task, as in
    /// `starters`, it means all of them.
    LeastLoaded(Vec<Who>),
    /// Of the people that the rules yield, the next after whoever was asked last at this node of the process. Where nobody
    /// is given a task, as in `starters`, it means all of them.
    RoundRobin(Vec<Who>),
}

impl Who {
    /// The rules that it combines; none where it names people by itself.
    pub fn combined(&self) -> Option<&Vec<Self>> {
        match self {
            Self::Any(rules)
            | Self::All(rules)
            | Self::First(rules)
            | Self::Union(rules)
            | Self::Minus(rules)
            | Self::LeastLoaded(rules)
            | Self::RoundRobin(rules) => Some(rules),
            _ => None,
        }
    }

    /// The rules that it combines, to be changed.
    pub fn combined_mut(&mut self) -> Option<&mut Vec<Self>> {
        match self {
            Self::Any(rules)
            | Self::All(rules)
            | Self::First(rules)
            | Self::Union(rules)
            | Self::Minus(rules)
            | Self::LeastLoaded(rules)
            | Self::RoundRobin(rules) => Some(rules),
            _ => None,
        }
    }

    /// The rules directly within it.
    pub fn parts(&self) -> Vec<&Self> {
        match self {
            Self::Superior(Superior { of, .. }) | Self::Chain(Chain { of, .. }) => of.as_deref().into_iter().collect(),
            Self::Table(table) => table.rules.iter().map(|row| &row.who).chain(table.otherwise.as_deref()).collect(),
            _ => self.combined().into_iter().flatten().collect(),
        }
    }

    /// Looks at the rule and at all those within it.
    pub fn each<'w>(&'w self, look: &mut impl FnMut(&'w Self)) {
        look(self);
        self.parts().into_iter().for_each(|part| part.each(look));
    }

    /// Changes the rule and all those within it.
    pub fn each_mut(&mut self, change: &mut impl FnMut(&mut Self)) {
        change(self);
        self.parts_mut().into_iter().for_each(|part| part.each_mut(change));
    }

    /// The expressions that the rule itself looks at; those of the rules within it, and the tests of a table, left out.
    pub fn formulas(&self) -> &[Formula] {
        match self {
            Self::Expression(formula)
            | Self::Head(formula)
            | Self::Post(Post::Within(PostWithin { within: formula, .. })) => std::slice::from_ref(formula),
            Self::Table(table) => &table.inputs,
            _ => &[],
        }
    }

    /// The rules directly within it, to be changed.
    pub fn parts_mut(&mut self) -> Vec<&mut Self> {
        match self {
            Self::Superior(Superior { of, .. }) | Self::Chain(Chain { of, .. }) => {
                of.as_deref_mut().into_iter().collect()
            }
            Self::Table(WhoTable { rules, otherwise, .. }) => {
                rules.iter_mut().map(|row| &mut row.who).chain(otherwise.as_deref_mut()).collect()
            }
            _ => self.combined_mut().into_iter().flatten().collect(),
        }
    }
}

/// A post, in the whole organisation or in one department.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Post {
    /// Whoever holds it, anywhere.
    Anywhere(PostId),
    /// Whoever holds it in a department.
    Within(PostWithin),
}

/// A post in one department.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PostWithin {
    /// The post.
    pub id: PostId,
    /// An expression that yields the department's id, such as `company` or `initiator.department`.
    #[serde(rename = "in")]
    pub within: Formula,
}

/// A superior of somebody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Superior {
    /// Whose; the initiator's when it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<std::boxed::Box<Who>>,
    /// 1 is the direct superior.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub level: u8,
}

/// The superiors of somebody, one after the other.
///
/// It ends with the first who is so high or has that post or role, else at the top. Of whoever has it themselves it is the
/// direct superior alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Chain {
    /// Whose; the initiator's when it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<std::boxed::Box<Who>>,
    /// Where it ends.
    pub up_to: UpTo,
}

/// Where a chain of superiors ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum UpTo {
    /// So many levels up; 1 is the direct superior.
    Level(u8),
    /// With whoever holds this post.
    Post(PostId),
    /// With whoever has this role.
    Role(RoleId),
}

/// People by a table: the first row whose tests all hold says who is asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WhoTable {
    /// The expressions that are looked at.
    pub inputs: Vec<Formula>,
    /// The rows, from top to bottom.
    pub rules: Vec<WhoRow>,
    /// Who is asked when no row holds; nobody when it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<std::boxed::Box<Who>>,
}

/// A row of a table of people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WhoRow {
    /// FEEL unary tests, one for each input; `-` holds of everything.
    pub when: Vec<Formula>,
    /// Who is asked when they hold.
    pub who: Who,
}

fn one() -> u8 {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_one(level: &u8) -> bool {
    *level == 1
}

/// How several people at one node decide together.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// The first decision of either kind decides.
    #[default]
    Any,
    /// All must agree; the first who refuses or returns decides.
    All,
    /// One after the other, in order; the first who refuses or returns decides.
    Sequential,
    /// Everybody answers, then it is decided: refused by a single refusal, else returned by a single return.
    Collect,
    /// Agreed when enough agree; when that cannot be reached any more, refused or, where nobody refused and somebody
    /// returned it, returned.
    Vote(Vote),
}

/// How many have to agree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Vote {
    /// This share of all weights, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<u8>,
    /// This many weights.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// The weight of each place in order; 1 for those not named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weights: Vec<u32>,
}

/// What happens when a rule finds nobody.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Nobody {
    /// The post's deputy, then the superior, then the administrators of the process, with an incident.
    #[default]
    Fallback,
    /// The node agrees by itself.
    Pass,
    /// The node refuses by itself.
    Refuse,
    /// These people.
    People(Vec<PersonId>),
}
