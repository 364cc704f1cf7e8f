//! Decision tables (DMN 1.5, chapter 8).

mod analysis;

use std::sync::Arc;

pub use analysis::{Analysis, Example, Overlap, Sample};

use crate::evaluation::Machine;
use crate::syntax::Node;
use crate::{Error, Expression, Limits, Scope, Type, UnaryTests, Value};

/// A decision table: for each rule, tests of the inputs and results for the outputs.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionTable {
    /// How the rules that match make the result.
    pub hit: HitPolicy,
    /// What is looked at, from left to right.
    pub inputs: Vec<Input>,
    /// What results, from left to right.
    pub outputs: Vec<Output>,
    /// The rules, from top to bottom.
    pub rules: Vec<Rule>,
}

/// How the rules that match make the result of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HitPolicy {
    /// One rule matches at most.
    Unique,
    /// Several may match; their results are the same.
    Any,
    /// The result that the outputs name first.
    Priority,
    /// The first rule that matches.
    First,
    /// The results of all, in the order of the rules.
    RuleOrder,
    /// The results of all, in the order in which the outputs name them.
    OutputOrder,
    /// The results of all, or what they amount to.
    Collect(Option<Aggregation>),
}

/// What the results that were collected amount to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aggregation {
    /// Their sum.
    Sum,
    /// The smallest.
    Min,
    /// The greatest.
    Max,
    /// How many there are.
    Count,
}

/// An input of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// What is looked at.
    pub expression: Expression,
    /// The type of that.
    pub of_type: Option<Type>,
    /// The values that it may have; with any other the table has no result.
    pub allowed: Option<UnaryTests>,
}

/// An output of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// Its name in the result; without a name when it is the only one.
    pub name: Arc<str>,
    /// Its type.
    pub of_type: Option<Type>,
    /// The values that it may have, the one that counts most first.
    pub values: Option<UnaryTests>,
    /// Its value when no rule matches.
    pub default: Option<Expression>,
}

/// A rule of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// One test for each input.
    pub tests: Vec<UnaryTests>,
    /// One result for each output.
    pub results: Vec<Expression>,
}

/// What a table comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// The rules that match, from 0.
    pub matched: Vec<usize>,
    /// The result: the value of the only output, or a context of them all, or a list of those. `None` when no rule
    /// matches and no output has a default, when the hit policy is not kept, and when an input has a value that it may
    /// not have.
    pub result: Option<Value>,
}

impl DecisionTable {
    /// What the table comes to.
    ///
    /// # Errors
    /// The limits are exceeded.
    pub fn decide(&self, scope: &dyn Scope, limits: &mut Limits) -> Result<Decided, Error> {
        Machine { scope, limits }.decide(self, None).map_err(|error| *error)
    }

    /// Shows every tree of its cells, in the order of the table.
    pub(crate) fn for_each_cell<'a>(&'a self, see: &mut dyn FnMut(&'a Node)) {
        for input in &self.inputs {
            see(input.expression.root());
            input.allowed.iter().for_each(|allowed| see(allowed.root()));
        }
        for output in &self.outputs {
            output.values.iter().for_each(|values| see(values.root()));
            output.default.iter().for_each(|default| see(default.root()));
        }
        for rule in &self.rules {
            rule.tests.iter().for_each(|test| see(test.root()));
            rule.results.iter().for_each(|result| see(result.root()));
        }
    }
}
