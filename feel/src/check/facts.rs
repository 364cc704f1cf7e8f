//! What follows from a condition for the values that it is about: `x != null and …` lets `x` be no null behind it.

use super::Checker;
use super::relate::{is_unknown, with_nullable_parts};
use super::scopes::{Frame, Key};
use crate::syntax::{Comparison, Kind, Node};
use crate::{Type, Value};

/// What is known of a condition's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    True,
    /// true, or null
    NotFalse,
    /// false, or null
    NotTrue,
}

/// What is known of a value.
enum Fact {
    NotNull,
    Null,
    Is(Type),
}

impl Checker<'_> {
    /// What is known of names and paths, more than their types say, when a condition came out like this.
    pub(super) fn narrowed_by(&self, condition: &Node, outcome: Outcome) -> Vec<(Key, Type)> {
        let mut facts = Vec::new();
        collect(condition, outcome, &mut facts);
        facts
            .into_iter()
            .filter_map(|(key, fact)| self.narrowed_type(&key, &fact).map(|of_type| (key, of_type)))
            .collect()
    }

    fn narrowed_type(&self, key: &Key, fact: &Fact) -> Option<Type> {
        let current = self.type_of_key(key)?;
        Some(match fact {
            Fact::Null => Type::Null,
            Fact::NotNull => current.required(),
            Fact::Is(Type::Null) => Type::Null,
            Fact::Is(Type::Any) => current.required(),
            Fact::Is(of_type) if is_unknown(&current) => with_nullable_parts(of_type),
            Fact::Is(_) => current.required(),
        })
    }

    /// The type of a name or path here; `None` when there is none.
    fn type_of_key(&self, key: &Key) -> Option<Type> {
        if let Some(narrowed) = self.scopes.narrowed(key) {
            return Some(narrowed);
        }
        match key.path.split_last() {
            None if &*key.root == "?" => self.scopes.input(),
            None => self.scopes.find(&key.root),
            Some((last, before)) => {
                let before = self.type_of_key(&Key { root: key.root.clone(), path: before.to_vec() })?;
                if is_unknown(&before) {
                    return Some(Type::Any);
                }
                let properties = super::properties(&before)?;
                let (_, of_type) = properties.into_iter().find(|(name, _)| name == last)?;
                Some(if super::relate::is_nullable(&before) { of_type.optional() } else { of_type })
            }
        }
    }

    /// The type of the elements that pass a filter.
    pub(super) fn passing_element(&mut self, element: &Type, condition: &Node) -> Type {
        let Type::Context(entries) = element else { return element.clone() };
        self.scopes.push(Frame::Item(element.clone()));
        let narrowed = self.narrowed_by(condition, Outcome::True);
        self.scopes.pop();
        let narrow = |(name, of_type): &(std::sync::Arc<str>, Type)| {
            let is_this = |key: &Key| match key.path.as_slice() {
                [] => key.root == *name,
                [entry] => &*key.root == "item" && entry == name,
                _ => false,
            };
            let found = narrowed.iter().rev().find(|(key, _)| is_this(key));
            (name.clone(), found.map_or_else(|| of_type.clone(), |(_, narrowed)| narrowed.clone()))
        };
        Type::Context(entries.iter().map(narrow).collect())
    }
}

fn collect(condition: &Node, outcome: Outcome, facts: &mut Vec<(Key, Fact)>) {
    let mut say = |node: &Node, fact: Fact| {
        let Some(mut key) = Key::of(node) else { return };
        // What is asked of null is null, so where something came of it, nothing on the way was null.
        let came_of_something = !matches!(fact, Fact::Null | Fact::Is(Type::Null));
        facts.push((key.clone(), fact));
        while came_of_something && key.path.pop().is_some() {
            facts.push((key.clone(), Fact::NotNull));
        }
    };
    match (&condition.kind, outcome) {
        (Kind::Comparison(comparison @ (Comparison::Equal | Comparison::Unequal), operands), _) => {
            let value = match (&operands.0.kind, &operands.1.kind) {
                (_, Kind::Literal(constant)) => Some((&operands.0, constant)),
                (Kind::Literal(constant), _) => Some((&operands.1, constant)),
                _ => None,
            };
            // What is compared with null is equal to it or not; this is never null.
            let equal = (*comparison == Comparison::Equal) == (outcome != Outcome::NotTrue);
            match value {
                Some((node, Value::Null)) => say(node, if equal { Fact::Null } else { Fact::NotNull }),
                // Null is not equal to anything else, and where kinds differ there is no null either.
                Some((node, _)) if equal => say(node, Fact::NotNull),
                _ => {}
            }
        }
        (Kind::Comparison(_, operands), Outcome::True | Outcome::NotFalse) => {
            // Where one is null, so is the comparison; this was reported where it stands.
            say(&operands.0, Fact::NotNull);
            say(&operands.1, Fact::NotNull);
        }
        (Kind::Between(parts), Outcome::True | Outcome::NotFalse) => {
            [&parts.0, &parts.1, &parts.2].into_iter().for_each(|part| say(part, Fact::NotNull));
        }
        (Kind::InstanceOf(operand, of_type), Outcome::True | Outcome::NotFalse)
            if !matches!(of_type, Type::Named(_)) =>
        {
            say(operand, Fact::Is(of_type.clone()));
        }
        (Kind::Name(_) | Kind::Path(..), Outcome::True) => say(condition, Fact::NotNull),
        (Kind::Conjunction(operands), Outcome::True | Outcome::NotFalse)
        | (Kind::Disjunction(operands), Outcome::NotTrue) => {
            operands.iter().for_each(|operand| collect(operand, outcome, facts));
        }
        (Kind::Call { built_in: Some(built_in), arguments, .. }, _) if built_in.name == "not" => {
            if let [argument] = arguments.as_slice() {
                let inner = if outcome == Outcome::NotTrue { Outcome::NotFalse } else { Outcome::NotTrue };
                collect(&argument.value, inner, facts);
            }
        }
        _ => {}
    }
}
