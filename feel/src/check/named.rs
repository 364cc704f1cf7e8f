//! Names and paths.

use std::sync::Arc;

use super::relate::{base, is_nullable, is_unknown};
use super::scopes::Key;
use super::suggest::nearest;
use super::{Checker, properties};
use crate::syntax::Node;
use crate::{Error, ErrorCode, Type, functions};

/// Where so much is wrong, nobody looks for what was meant.
const MOST_SUGGESTIONS: usize = 100;

impl Checker<'_> {
    pub(super) fn name(&mut self, node: &Node, name: &Arc<str>) -> Type {
        if let Some(of_type) = self.scopes.find(name) {
            return of_type;
        }
        if functions::find(name).is_some() {
            return Type::AnyFunction;
        }
        if let Some(signature) = self.scopes.declared.function(name) {
            // The host calls its functions and does not hand them out as values.
            self.report(ErrorCode::UnknownName, node, &**name);
            return signature.result;
        }
        let known = if self.suggests() { self.known_names() } else { Vec::new() };
        self.suggesting(ErrorCode::UnknownName, node, name, known.iter().map(|name| &**name));
        Type::Any
    }

    fn known_names(&self) -> Vec<Arc<str>> {
        let locals = self.scopes.locals().into_iter().chain(self.scopes.declared.names());
        locals.map(|(name, _)| name).collect()
    }

    fn suggests(&self) -> bool {
        self.problems.len() < MOST_SUGGESTIONS
    }

    /// Reports a name that is not known, with the one that was probably meant.
    pub(super) fn suggesting<'n>(
        &mut self,
        code: ErrorCode,
        node: &Node,
        name: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) {
        let error = Error::new(code, node.span.into(), name);
        let meant = self.suggests().then(|| nearest(name, known)).flatten();
        self.problems.push(match meant {
            Some(meant) => error.expecting(format!("`{meant}`")),
            None => error,
        });
    }

    pub(super) fn path(&mut self, node: &Node, operand: &Node, name: &Arc<str>) -> Type {
        let found = self.visit(operand);
        let of_type = self.asked(node, &found.of_type, name);
        let narrowed = Key::of(node).and_then(|key| self.scopes.narrowed(&key));
        narrowed.unwrap_or(of_type)
    }

    /// What a value of a type has under a name.
    fn asked(&mut self, node: &Node, of_type: &Type, name: &str) -> Type {
        let kind = base(of_type);
        let asked = match kind {
            Type::Null => return Type::Null,
            Type::List(of) => self.property(node, of, name).list(),
            _ => self.property(node, kind, name),
        };
        if is_nullable(of_type) { asked.optional() } else { asked }
    }

    fn property(&mut self, node: &Node, of_type: &Type, name: &str) -> Type {
        if is_unknown(of_type) || *of_type == Type::Null {
            return Type::Any;
        }
        let Some(properties) = properties(of_type) else { return Type::Any };
        match properties.iter().find(|(property, _)| **property == *name) {
            Some((_, property)) if is_nullable(of_type) => property.clone().optional(),
            Some((_, property)) => property.clone(),
            None => {
                self.suggesting(ErrorCode::NoProperty, node, name, properties.iter().map(|(name, _)| &**name));
                Type::Any
            }
        }
    }
}
