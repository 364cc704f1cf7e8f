//! The names that an expression takes from outside.

use std::ops::Range;
use std::sync::Arc;

use super::ast::{Entry, Kind, Node};
use super::locals::Locals;

/// A name that an expression takes from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The name.
    pub name: Arc<str>,
    /// Where it stands, in bytes of the expression's text.
    pub span: Range<usize>,
    /// What is asked of it by dots, from left to right: `customer.address.city` asks for `address` and `city`.
    pub path: Vec<Arc<str>>,
    /// Whether it is called as a function. Built-in functions that are called are not among the references.
    pub called: bool,
    /// Whether it stands in a filter, where it can also be meant as an entry of the list's elements.
    pub in_filter: bool,
}

/// Walks a tree and knows which names it binds on the way.
struct Walk {
    bound: Locals,
    filters: usize,
    found: Vec<Reference>,
}

/// What `node` takes from outside, in the order of the text.
pub(crate) fn free_references(node: &Node) -> Vec<Reference> {
    let mut walk = Walk { bound: Locals::default(), filters: 0, found: Vec::new() };
    walk.visit(node, &mut Vec::new(), false);
    walk.found
}

/// Whether `?` stands in a test itself: the test then says by itself whether the input passes. After an `in` within it
/// `?` is another value.
pub(crate) fn mentions_input(node: &Node) -> bool {
    match &node.kind {
        Kind::Input => true,
        Kind::In(operand, _) => mentions_input(operand),
        kind => {
            let mut found = false;
            kind.for_each_child(&mut |child| found = found || mentions_input(child));
            found
        }
    }
}

impl Walk {
    /// `path` is what is asked of the node, from right to left.
    fn visit(&mut self, node: &Node, path: &mut Vec<Arc<str>>, called: bool) {
        match &node.kind {
            Kind::Name(name) => {
                if !self.bound.contains(name) {
                    self.found.push(Reference {
                        name: name.clone(),
                        span: node.span.into(),
                        path: path.iter().rev().cloned().collect(),
                        called,
                        in_filter: self.filters > 0,
                    });
                }
            }
            Kind::Path(operand, name) => {
                path.push(name.clone());
                self.visit(operand, path, false);
                path.pop();
            }
            Kind::Context(entries) => self.scoped(|walk| walk.visit_entries(entries)),
            Kind::Let(entries, result) => self.scoped(|walk| {
                walk.visit_entries(entries);
                walk.visit(result, &mut Vec::new(), false);
            }),
            Kind::For(iterations, body) | Kind::Quantified(_, iterations, body) => self.scoped(|walk| {
                for iteration in iterations {
                    walk.visit(&iteration.domain, &mut Vec::new(), false);
                    iteration.end.iter().for_each(|end| walk.visit(end, &mut Vec::new(), false));
                    walk.bound.push(iteration.variable.clone());
                }
                if matches!(node.kind, Kind::For(..)) {
                    walk.bound.push("partial");
                }
                walk.visit(body, &mut Vec::new(), false);
            }),
            Kind::Function(function) if function.external => {}
            Kind::Function(function) => self.scoped(|walk| {
                function.parameters.iter().for_each(|parameter| walk.bound.push(parameter.name.clone()));
                walk.visit(&function.body, &mut Vec::new(), false);
            }),
            Kind::Filter(parts) => {
                // What is asked of the filtered list is asked of its elements.
                self.visit(&parts.0, path, false);
                self.filters += 1;
                self.scoped(|walk| {
                    walk.bound.push("item");
                    walk.visit(&parts.1, &mut Vec::new(), false);
                });
                self.filters -= 1;
            }
            Kind::Call { callee, built_in, arguments } => {
                let shadowed = matches!(&callee.kind, Kind::Name(name) if self.bound.contains(name));
                if built_in.is_none() || shadowed {
                    self.visit(callee, &mut Vec::new(), true);
                }
                arguments.iter().for_each(|argument| self.visit(&argument.value, &mut Vec::new(), false));
            }
            other => other.for_each_child(&mut |child| self.visit(child, &mut Vec::new(), false)),
        }
    }

    /// Entries, each of which sees those before it; a function also sees itself.
    fn visit_entries(&mut self, entries: &[Entry]) {
        for entry in entries {
            if let Kind::Function(_) = entry.value.kind {
                self.bound.push(entry.name.clone());
                self.visit(&entry.value, &mut Vec::new(), false);
            } else {
                self.visit(&entry.value, &mut Vec::new(), false);
                self.bound.push(entry.name.clone());
            }
        }
    }

    fn scoped(&mut self, walk: impl FnOnce(&mut Self)) {
        let bound = self.bound.len();
        walk(self);
        self.bound.truncate(bound);
    }
}
