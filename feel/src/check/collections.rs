//! Contexts and filters.

use std::sync::Arc;

use super::Checker;
use super::relate::{base, bounded, is_nullable, is_unknown};
use super::scopes::{Frame, Names};
use crate::syntax::{Entry, Kind, Node, Parameter};
use crate::{Phrase, Type, Value};

impl Checker<'_> {
    /// The types of entries, each of which sees those before it.
    pub(super) fn entries(&mut self, entries: &[Entry]) -> Vec<(Arc<str>, Type)> {
        self.scopes.push(Frame::Names(Names::default()));
        for entry in entries {
            let of_type = match &entry.value.kind {
                // A function can call itself by the name of its entry.
                Kind::Function(function) => {
                    let parameter = |taken: &Parameter| taken.of_type.clone().unwrap_or(Type::Any);
                    let parameters = function.parameters.iter().map(parameter).collect();
                    let itself = Type::Function(parameters, Type::Any.into());
                    self.scopes.push(Frame::Names([(entry.name.clone(), itself)].into()));
                    let of_type = self.visit(&entry.value).of_type;
                    self.scopes.pop();
                    of_type
                }
                _ => self.visit(&entry.value).of_type,
            };
            self.scopes.add_name(entry.name.clone(), bounded(of_type));
        }
        self.scopes.pop_names()
    }

    pub(super) fn filter(&mut self, parts: &(Node, Node)) -> Type {
        let (filtered, condition) = parts;
        let found = self.visit(filtered);
        let element = match base(&found.of_type) {
            Type::List(of) => (**of).clone(),
            Type::Null => Type::Any,
            single => single.clone(),
        };
        if let Kind::Literal(Value::Number(_)) = condition.kind {
            self.visit(condition);
            return element.optional();
        }
        self.scopes.push(Frame::Item(element.clone()));
        let tested = self.visit(condition).of_type;
        self.scopes.pop();
        match base(&tested) {
            Type::Boolean | Type::Null => {
                let passing = self.passing_element(&element, condition).list();
                match base(&found.of_type) {
                    _ if is_nullable(&found.of_type) => passing.optional(),
                    // It may turn out to be null, of which nothing is kept.
                    unknown if is_unknown(unknown) => Type::Any,
                    _ => passing,
                }
            }
            Type::Number if !is_nullable(&tested) => element.optional(),
            Type::Number | Type::Any | Type::Named(_) => Type::Any,
            other => {
                let wanted = Type::Boolean.words();
                self.unexpected(condition, other, wanted.or(&Phrase::fixed("a position", "位置")));
                Type::Any
            }
        }
    }
}
