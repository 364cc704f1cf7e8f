//! What is known of the place where something is being written.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Source;
use super::incomplete::MARK;
use crate::Type;
use crate::check::relate::{base, is_unknown};
use crate::check::{Declared, observe, properties};
use crate::syntax::{Kind, Node};

/// What is known of the place where the mark stands.
#[derive(Default)]
pub(super) struct Place {
    /// What was written before the mark, as a part of the same name.
    pub(super) begun: String,
    pub(super) what: What,
    pub(super) locals: Vec<(Arc<str>, Type)>,
    /// The type of what it is compared with.
    pub(super) beside: Option<Type>,
}

#[derive(Default, PartialEq)]
pub(super) enum What {
    /// Something new gets a name.
    #[default]
    Named,
    Operand,
    /// after a dot: the type to its left
    After(Type),
    Type,
}

/// What is known of the place of the mark.
pub(super) fn place_of(root: &Node, text: &str, source: &Source<'_>, declared: &dyn Declared) -> Place {
    let mut place = Place::default();
    let mut types: BTreeMap<(u32, u32), Type> = BTreeMap::new();
    observe(root, text, declared, source.input, &mut |node, found, scopes| {
        let type_of = |operand: &Node| types.get(&(operand.span.start, operand.span.end)).cloned();
        match &node.kind {
            Kind::Name(name) if name.contains(MARK) => {
                place.begun = before_mark(name);
                place.what = What::Operand;
                place.locals = scopes.locals();
            }
            Kind::Path(operand, name) if name.contains(MARK) => {
                place.begun = before_mark(name);
                let known = type_of(operand).filter(|of_type| !is_unknown(of_type));
                place.what = What::After(known.or_else(|| declared_type(operand, declared)).unwrap_or(Type::Any));
            }
            Kind::InstanceOf(_, of_type) if of_type.to_string().contains(MARK) => {
                place.begun = before_mark(&of_type.to_string());
                place.what = What::Type;
            }
            Kind::Comparison(_, operands) => {
                if is_mark(&operands.1) {
                    place.beside = type_of(&operands.0);
                } else if is_mark(&operands.0) {
                    place.beside = type_of(&operands.1);
                }
            }
            Kind::In(operand, tests) if tests.iter().any(tests_mark) => place.beside = type_of(operand),
            Kind::Tests(tests) | Kind::Not(tests) if tests.iter().any(tests_mark) => {
                place.beside = source.input.cloned();
            }
            _ => {}
        }
        types.insert((node.span.start, node.span.end), found.of_type.clone());
    });
    place
}

fn is_mark(node: &Node) -> bool {
    matches!(&node.kind, Kind::Name(name) if name.contains(MARK))
}

/// What a name or path means to the host: this is offered where the expression could mean something else by it that is
/// not known, as in the filter of a list of anything.
fn declared_type(node: &Node, declared: &dyn Declared) -> Option<Type> {
    match &node.kind {
        Kind::Name(name) => declared.name(name),
        Kind::Path(operand, name) => {
            let of_type = declared_type(operand, declared)?;
            let entries = properties(of_elements(&of_type))?;
            entries.into_iter().find(|(entry, _)| entry == name).map(|(_, of_type)| of_type)
        }
        Kind::Filter(parts) => declared_type(&parts.0, declared),
        _ => None,
    }
}

/// The type of the elements of a list, or of a value that is none.
pub(super) fn of_elements(of_type: &Type) -> &Type {
    match base(of_type) {
        Type::List(of) => of,
        other => other,
    }
}

/// Whether a test compares with the mark, or looks for it among others.
fn tests_mark(test: &Node) -> bool {
    match &test.kind {
        Kind::Relation(_, bound) => is_mark(bound),
        Kind::List(elements) => elements.iter().any(is_mark),
        _ => is_mark(test),
    }
}

fn before_mark(name: &str) -> String {
    name.split(MARK).next().unwrap_or_default().trim().to_owned()
}
