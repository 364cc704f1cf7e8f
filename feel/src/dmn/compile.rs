//! From pieces of logic to trees of the language.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::error::{ModelError, ModelErrorKind};
use super::model::{self, Boxed, BoxedKind, FunctionDefinition, Variable};
use super::types::Types;
use crate::syntax::{Argument, Entry, FunctionNode, Iteration, Kind, Locals, Node, Parameter, Quantifier};
use crate::table::{DecisionTable, Input, Output, Rule};
use crate::{Error, Expression, Names, Type, UnaryTests, Value, functions, parse, parse_unary_tests};

/// Compiles the logic of one part of a model. What cannot be read becomes null, and a problem of the model.
pub(super) struct Compiler<'m> {
    pub(super) types: Types<'m>,
    /// The names that the part sees: of what it requires, and of entries that it may ask for.
    pub(super) names: [&'m BTreeSet<String>; 2],
    /// Names that the logic itself introduces, innermost last.
    pub(super) locals: Locals,
    /// The part, for problems.
    pub(super) part: &'m str,
    pub(super) problems: Vec<ModelError>,
}

/// The names known at a place.
struct Known<'c, 'm>(&'c Compiler<'m>);

impl Names for Known<'_, '_> {
    fn contains(&self, name: &str) -> bool {
        self.0.names.iter().any(|names| names.contains(name)) || self.0.locals.contains(name)
    }

    fn has_prefix(&self, prefix: &str) -> bool {
        self.0.names.iter().any(|names| Names::has_prefix(*names, prefix)) || self.0.locals.has_prefix(prefix)
    }

    fn type_named(&self, name: &str) -> Option<Type> {
        self.0.types.named(name)
    }
}

impl Compiler<'_> {
    /// The tree of a piece of logic whose value has a type by name.
    pub(super) fn typed_logic(&mut self, boxed: &Boxed, type_ref: Option<&str>) -> Node {
        let node = self.logic(boxed);
        self.typed(node, type_ref)
    }

    fn logic(&mut self, boxed: &Boxed) -> Node {
        let kind = match &boxed.kind {
            BoxedKind::Literal(text) => return self.literal(text, boxed.type_ref.as_deref()),
            BoxedKind::Table(table) => match self.table(table) {
                Some(table) => Kind::Table(Arc::new(table)),
                None => Kind::Literal(Value::Null),
            },
            BoxedKind::Context(entries) => self.context(entries),
            BoxedKind::Invocation(function, bindings) => self.invocation(function, bindings),
            BoxedKind::List(elements) => Kind::List(elements.iter().map(|element| self.logic(element)).collect()),
            BoxedKind::Relation(columns, rows) => self.relation(columns, rows),
            BoxedKind::Function(function) => Kind::Function(Arc::new(self.function(function, None))),
            BoxedKind::Conditional(parts) => {
                let [condition, consequence, alternative] = &**parts;
                Kind::If(Box::new((self.logic(condition), self.logic(consequence), self.logic(alternative))))
            }
            BoxedKind::Filter(parts) => {
                let [list, condition] = &**parts;
                let list = self.logic(list);
                Kind::Filter(Box::new((list, self.with_locals(["item"], |compiler| compiler.logic(condition)))))
            }
            BoxedKind::Iterator(iterator, variable, parts) => self.iterator(*iterator, variable, parts),
        };
        self.typed(whole(kind), boxed.type_ref.as_deref())
    }

    /// The tree of an expression; nothing written is null.
    fn literal(&mut self, text: &str, type_ref: Option<&str>) -> Node {
        if text.trim().is_empty() {
            return whole(Kind::Literal(Value::Null));
        }
        let node = match parse(text, &Known(self)) {
            Ok(expression) => expression.root().clone(),
            Err(error) => {
                self.problem(error);
                whole(Kind::Literal(Value::Null))
            }
        };
        self.typed(node, type_ref)
    }

    fn typed(&mut self, node: Node, type_ref: Option<&str>) -> Node {
        match self.type_of(type_ref) {
            Some(of_type) => whole(Kind::Typed(Box::new(node), of_type)),
            None => node,
        }
    }

    /// The type of that name; any type at all is no restriction.
    fn type_of(&mut self, type_ref: Option<&str>) -> Option<Type> {
        let name = type_ref?;
        match self.types.named(name) {
            Some(Type::Any) => None,
            None => {
                self.problems.push(ModelError::new(ModelErrorKind::Unknown, name));
                None
            }
            known => known,
        }
    }

    fn context(&mut self, entries: &[(Option<Variable>, Boxed)]) -> Kind {
        let known = self.locals.len();
        let (mut named, mut result) = (Vec::new(), None);
        for (variable, boxed) in entries {
            match variable {
                Some(variable) => {
                    let value = self.typed_logic(boxed, variable.type_ref.as_deref());
                    named.push(Entry { name: variable.name.as_str().into(), value });
                    self.locals.push(variable.name.as_str());
                }
                None => result = Some(self.logic(boxed)),
            }
        }
        self.locals.truncate(known);
        match result {
            Some(result) => Kind::Let(named, Box::new(result)),
            None => Kind::Context(named),
        }
    }

    fn invocation(&mut self, function: &Boxed, bindings: &[(Variable, Option<Boxed>)]) -> Kind {
        let callee = self.logic(function);
        let built_in = match &callee.kind {
            Kind::Name(name) if !Known(self).contains(name) => functions::find(name),
            _ => None,
        };
        let arguments = bindings.iter().map(|(parameter, value)| {
            let value = match value {
                Some(value) => self.typed_logic(value, parameter.type_ref.as_deref()),
                None => whole(Kind::Literal(Value::Null)),
            };
            Argument { name: Some(parameter.name.as_str().into()), value }
        });
        let arguments = arguments.collect();
        Kind::Call { callee: Box::new(callee), built_in, arguments }
    }

    fn relation(&mut self, columns: &[String], rows: &[Vec<Boxed>]) -> Kind {
        let rows = rows.iter().map(|row| {
            let cells = columns
                .iter()
                .zip(row)
                .map(|(column, cell)| Entry { name: column.as_str().into(), value: self.logic(cell) });
            whole(Kind::Context(cells.collect()))
        });
        Kind::List(rows.collect())
    }

    /// The tree of a function; `type_ref` names its type, or that of its result.
    pub(super) fn function(&mut self, function: &FunctionDefinition, type_ref: Option<&str>) -> FunctionNode {
        let parameters = function.parameters.iter().map(|parameter| Parameter {
            name: parameter.name.as_str().into(),
            of_type: self.type_of(parameter.type_ref.as_deref()),
        });
        let parameters: Vec<_> = parameters.collect();
        let names = function.parameters.iter().map(|parameter| parameter.name.as_str());
        let body = self.with_locals(names, |compiler| match &function.body {
            Some(body) if !function.external => compiler.logic(body),
            _ => whole(Kind::Literal(Value::Null)),
        });
        let mut body = body;
        for type_ref in [function.type_ref.as_deref(), type_ref] {
            let result = match self.type_of(type_ref) {
                Some(Type::Function(_, result)) => (*result != Type::Any).then(|| (*result).clone()),
                other => other,
            };
            if let Some(result) = result {
                body = whole(Kind::Typed(Box::new(body), result));
            }
        }
        FunctionNode { parameters, body, external: function.external }
    }

    fn iterator(&mut self, iterator: model::Iterator, variable: &str, parts: &[Boxed; 2]) -> Kind {
        let [list, result] = parts;
        let domain = self.logic(list);
        let result = self.with_locals([variable, "partial"], |compiler| compiler.logic(result));
        let iterations = vec![Iteration { variable: variable.into(), domain, end: None }];
        match iterator {
            model::Iterator::For => Kind::For(iterations, Box::new(result)),
            model::Iterator::Some => Kind::Quantified(Quantifier::Some, iterations, Box::new(result)),
            model::Iterator::Every => Kind::Quantified(Quantifier::Every, iterations, Box::new(result)),
        }
    }

    fn table(&mut self, table: &model::Table) -> Option<DecisionTable> {
        let (inputs, outputs) = (table.inputs.len(), table.outputs.len());
        if table.rules.iter().any(|(tests, results)| tests.len() != inputs || results.len() != outputs) {
            self.problems.push(ModelError::new(ModelErrorKind::Uneven, self.part));
            return None;
        }
        let inputs = table.inputs.iter().map(|input| Input {
            expression: self.cell(&input.expression),
            of_type: self.type_of(input.type_ref.as_deref()),
            allowed: input.values.as_deref().and_then(|values| self.tests(values)),
        });
        let inputs = inputs.collect();
        let outputs = table.outputs.iter().map(|output| Output {
            name: output.name.as_deref().unwrap_or_default().into(),
            of_type: self.type_of(output.type_ref.as_deref()),
            values: output.values.as_deref().and_then(|values| self.tests(values)),
            default: output.default.as_deref().map(|default| self.cell(default)),
        });
        let outputs = outputs.collect();
        let rules = table.rules.iter().map(|(tests, results)| {
            let tests = tests.iter().map(|test| self.tests(test).unwrap_or_else(UnaryTests::nothing)).collect();
            Rule { tests, results: results.iter().map(|result| self.cell(result)).collect() }
        });
        let rules = rules.collect();
        Some(DecisionTable { hit: table.hit, inputs, outputs, rules })
    }

    fn cell(&mut self, text: &str) -> Expression {
        Expression::of(text, self.literal(text, None))
    }

    /// The tests in a cell; nothing written lets everything pass. None when they cannot be read.
    fn tests(&mut self, text: &str) -> Option<UnaryTests> {
        let written = if text.trim().is_empty() { "-" } else { text };
        match parse_unary_tests(written, &Known(self)) {
            Ok(tests) => Some(tests),
            Err(error) => {
                self.problem(error);
                None
            }
        }
    }

    fn problem(&mut self, error: Error) {
        self.problems.push(ModelError::new(ModelErrorKind::Expression(error), self.part));
    }

    fn with_locals<'n, T>(
        &mut self,
        names: impl IntoIterator<Item = &'n str>,
        compile: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let known = self.locals.len();
        names.into_iter().for_each(|name| self.locals.push(name));
        let compiled = compile(self);
        self.locals.truncate(known);
        compiled
    }
}

/// A node that stands for a whole cell.
fn whole(kind: Kind) -> Node {
    Node::new(kind, 0, 0)
}
