//! Contexts and filters.

use std::sync::Arc;

use super::Checker;
use super::relate::{base, bounded, is_nullable};
use super::scopes::Frame;
use crate::syntax::{Entry, Kind, Node};
use crate::{Phrase, Type, Value};

impl Checker<'_> {
    /// The types of entries, each of which sees those before it.
    pub(super) fn entries(&mut self, entries: &[Entry]) -> Vec<(Arc<str>, Type)> {
        let mut found: Vec<(Arc<str>, Type)> = Vec::with_capacity(entries.len());
        for entry in entries {
            let mut visible = found.clone();
            if let Kind::Function(function) = &entry.value.kind {
                // A function can call itself by the name of its entry.
                let parameter = |of_type: &Option<Type>| of_type.clone().unwrap_or(Type::Any);
                let parameters = function.parameters.iter().map(|taken| parameter(&taken.of_type)).collect();
                visible.push((entry.name.clone(), Type::Function(parameters, Type::Any.into())));
            }
            self.scopes.push(Frame::Names(visible));
            let of_type = self.visit(&entry.value).of_type;
            self.scopes.pop();
            found.push((entry.name.clone(), bounded(of_type)));
        }
        found
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
            Type::Boolean | Type::Null => self.passing_element(&element, condition).list(),
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
