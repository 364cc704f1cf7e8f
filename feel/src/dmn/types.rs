//! The types that models define.

use std::sync::Arc;

use super::model::{ItemDefinition, ItemKind, Model};
use crate::{Allowed, Type, parse_unary_tests};

/// How deep definitions may use one another; a definition that uses itself ends here.
const DEEPEST: usize = 32;

/// The types of models that are used together.
#[derive(Clone, Copy)]
pub(super) struct Types<'m> {
    models: &'m [Model],
    /// The model whose names are meant.
    model: &'m Model,
}

impl<'m> Types<'m> {
    pub(super) fn new(models: &'m [Model], model: &'m Model) -> Types<'m> {
        Types { models, model }
    }

    /// The type of that name, as this model sees it.
    pub(super) fn named(&self, name: &str) -> Option<Type> {
        self.resolve(name, DEEPEST)
    }

    fn resolve(&self, name: &str, depth: usize) -> Option<Type> {
        let Some(depth) = depth.checked_sub(1) else { return Some(Type::Any) };
        if let Some(defined) = self.model.types.iter().find(|defined| defined.name == name) {
            return Some(self.item(defined, depth));
        }
        if let Some(simple) = built_in(name) {
            return Some(simple);
        }
        self.model.imports.iter().find_map(|import| {
            let name = match import.name.as_str() {
                "" => name,
                import => name.strip_prefix(import)?.strip_prefix('.')?,
            };
            let model = self.models.iter().find(|model| model.namespace == import.namespace)?;
            Types { model, ..*self }.resolve(name, depth)
        })
    }

    fn item(&self, defined: &ItemDefinition, depth: usize) -> Type {
        let reference = |name: &Option<String>| match name {
            Some(name) => self.resolve(name, depth).unwrap_or_else(|| Type::Named(name.as_str().into())),
            None => Type::Any,
        };
        let of = match &defined.of {
            ItemKind::Type(name) => reference(&Some(name.clone())),
            ItemKind::Components(components) => {
                let Some(depth) = depth.checked_sub(1) else { return Type::Any };
                let component = |item: &ItemDefinition| (item.name.as_str().into(), self.item(item, depth));
                Type::Context(components.iter().map(component).collect())
            }
            ItemKind::Function { parameters, result } => {
                Type::Function(parameters.iter().map(reference).collect(), Arc::new(reference(result)))
            }
            ItemKind::Any => Type::Any,
        };
        let of = restricted(of, defined.allowed.as_deref());
        let of = if defined.collection { of.list() } else { of };
        restricted(of, defined.constraint.as_deref())
    }
}

/// The type without the values that fail the tests; tests that cannot be read restrict nothing.
fn restricted(of: Type, tests: Option<&str>) -> Type {
    match tests.map(|tests| parse_unary_tests(tests, &())) {
        Some(Ok(tests)) => Type::Allowed(Arc::new(Allowed { of, tests })),
        _ => of,
    }
}

/// The types of the language, by the names that models have for them.
fn built_in(name: &str) -> Option<Type> {
    match name {
        "dateTime" => Some(Type::DateTime),
        "dayTimeDuration" => Some(Type::DaysTime),
        "yearMonthDuration" => Some(Type::YearsMonths),
        name => Type::simple(name),
    }
}
