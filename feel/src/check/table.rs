//! Decision tables, cell by cell.

use std::sync::Arc;

use super::relate::{bounded, union};
use super::scopes::Frame;
use super::{Checker, Declared};
use crate::syntax::Node;
use crate::table::{Aggregation, DecisionTable, HitPolicy, Input, Output};
use crate::{Allowed, Error, Type, UnaryTests};

/// A cell of a decision table; what is counted is counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// What an input looks at.
    Input(usize),
    /// The values that an input may have.
    InputValues(usize),
    /// The values that an output may have.
    OutputValues(usize),
    /// The value of an output when no rule matches.
    Default(usize),
    /// The test of an input in a rule.
    Test {
        /// The rule.
        rule: usize,
        /// The input.
        input: usize,
    },
    /// The result of a rule for an output.
    Result {
        /// The rule.
        rule: usize,
        /// The output.
        output: usize,
    },
}

/// What is known of a decision table.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckedTable {
    /// The type of what it comes to; null is always among it, for the rules may not match.
    pub of_type: Type,
    /// What is wrong with its cells; places are those in the text of the cell.
    pub problems: Vec<(Cell, Error)>,
}

/// Checks every cell of a decision table: the tests of a column against what its input looks at, the results against
/// the type and the values of their output.
pub fn check_table(table: &DecisionTable, declared: &dyn Declared) -> CheckedTable {
    let mut problems = Vec::new();
    let of_type = Checker::new("", declared, None).table(table, &mut problems);
    CheckedTable { of_type, problems }
}

impl<'c> Checker<'c> {
    pub(super) fn table(&mut self, table: &'c DecisionTable, problems: &mut Vec<(Cell, Error)>) -> Type {
        let inputs: Vec<Type> =
            (0..).zip(&table.inputs).map(|(at, input)| self.input_type(at, input, problems)).collect();
        let mut outputs: Vec<Option<Type>> = Vec::with_capacity(table.outputs.len());
        for (at, output) in table.outputs.iter().enumerate() {
            if let Some(values) = &output.values {
                let of_type = output.of_type.clone().unwrap_or(Type::Any);
                self.cell_of_tests(values, of_type, &mut |error| problems.push((Cell::OutputValues(at), error)));
            }
            let default = output.default.as_ref().map(|default| {
                let report = &mut |error| problems.push((Cell::Default(at), error));
                self.cell(default.text(), default.root(), restricted_output(output), report)
            });
            outputs.push(default);
        }
        for (rule, row) in table.rules.iter().enumerate() {
            for (input, (test, of_type)) in row.tests.iter().zip(&inputs).enumerate() {
                let report = &mut |error| problems.push((Cell::Test { rule, input }, error));
                self.cell_of_tests(test, of_type.clone(), report);
            }
            for (at, (result, output)) in row.results.iter().zip(&table.outputs).enumerate() {
                let report = &mut |error| problems.push((Cell::Result { rule, output: at }, error));
                let found = self.cell(result.text(), result.root(), restricted_output(output), report);
                outputs[at] = Some(outputs[at].as_ref().map_or(found.clone(), |others| bounded(union(others, &found))));
            }
        }
        let types = table.outputs.iter().zip(outputs).map(|(output, found)| {
            let of_type = output.of_type.clone().or(found).unwrap_or(Type::Any);
            (output.name.clone(), of_type)
        });
        result_type(table.hit, types.collect()).optional()
    }

    /// What the tests of a column are about.
    fn input_type(&mut self, at: usize, input: &'c Input, problems: &mut Vec<(Cell, Error)>) -> Type {
        let expression = &input.expression;
        let report = &mut |error| problems.push((Cell::Input(at), error));
        let found = self.cell(expression.text(), expression.root(), input.of_type.clone(), report);
        let of_type = input.of_type.clone().unwrap_or(found);
        if let Some(allowed) = &input.allowed {
            let report = &mut |error| problems.push((Cell::InputValues(at), error));
            self.cell_of_tests(allowed, of_type.clone(), report);
        }
        restricted(of_type, input.allowed.as_ref())
    }

    fn cell_of_tests(&mut self, tests: &'c UnaryTests, input: Type, report: &mut dyn FnMut(Error)) {
        self.scopes.push(Frame::Input(input));
        self.cell(tests.text(), tests.root(), None, report);
        self.scopes.pop();
    }

    /// The type of a cell, which has a text of its own.
    fn cell(&mut self, text: &'c str, root: &'c Node, expected: Option<Type>, report: &mut dyn FnMut(Error)) -> Type {
        let outer_text = std::mem::replace(&mut self.text, text);
        let outer_problems = std::mem::take(&mut self.problems);
        let found = self.visit(root);
        // A cell may be null where it is not filled in.
        if let Some(expected) = expected {
            self.expect(root, &found, &expected.optional());
        }
        self.text = outer_text;
        std::mem::replace(&mut self.problems, outer_problems).into_iter().for_each(report);
        found.of_type
    }
}

fn restricted_output(output: &Output) -> Option<Type> {
    match (&output.of_type, &output.values) {
        (None, None) => None,
        (of_type, values) => Some(restricted(of_type.clone().unwrap_or(Type::Any), values.as_ref())),
    }
}

/// The type without the values that fail the tests.
fn restricted(of: Type, tests: Option<&UnaryTests>) -> Type {
    match tests {
        Some(tests) if of != Type::Null => {
            let is_optional = matches!(of, Type::Optional(_) | Type::Any);
            let allowed = Type::Allowed(Arc::new(Allowed { of: of.required(), tests: tests.clone() }));
            if is_optional { allowed.optional() } else { allowed }
        }
        _ => of,
    }
}

/// The type of the result where rules match, from those of the outputs.
fn result_type(hit: HitPolicy, mut outputs: Vec<(Arc<str>, Type)>) -> Type {
    let of_rule = match outputs.as_mut_slice() {
        [(_, only)] => only.clone(),
        _ => Type::Context(outputs.into()),
    };
    match hit {
        HitPolicy::Unique | HitPolicy::Any | HitPolicy::Priority | HitPolicy::First => of_rule,
        HitPolicy::RuleOrder | HitPolicy::OutputOrder | HitPolicy::Collect(None) => of_rule.list(),
        HitPolicy::Collect(Some(Aggregation::Count)) => Type::Number,
        HitPolicy::Collect(Some(Aggregation::Sum | Aggregation::Min | Aggregation::Max)) => of_rule,
    }
}
